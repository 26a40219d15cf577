//! A whole project as one file, and back.

use crate::shelves::{Act, Desktop, bare};
use hedgerow::annotation::{Status, Step};
use hedgerow::project::backup::{self, Backup, Reader};
use hedgerow::project::{Kept, Shelf, Stored};

/// Reads a file in pieces of so many bytes.
pub fn read_in(file: &str, bytes: usize) -> Backup {
    let mut reader = Reader::default();
    let mut all = Backup::default();
    let mut add = |found: Backup| {
        all.documents.extend(found.documents);
        all.records.extend(found.records);
        all.problems.extend(found.problems);
    };
    for piece in file.as_bytes().chunks(bytes) {
        add(reader.read(piece));
    }
    add(reader.finish());
    all
}

pub fn read(file: &str) -> Backup {
    read_in(file, usize::MAX)
}

/// A file with two documents: one with a log, one that is on no shelf.
fn file(desktop: &Desktop) -> String {
    let kept = desktop.mirrors.kept("d1").expect("it is mirrored");
    let mut other = Stored::of(kept);
    other.id = "d2".into();
    let other = other
        .body
        .as_ref()
        .map(|body| body.replacen("\"d1\"", "\"d2\"", 1));
    let other = Stored {
        id: "d2".into(),
        body: other,
        ..Stored::default()
    };
    [
        backup::header(7),
        backup::lines(&desktop.shelves.stored("d1")),
        backup::lines(&other),
    ]
    .concat()
}

fn desktop() -> Desktop {
    let mut desktop = Desktop::new();
    desktop.save();
    for at in 0..4 {
        desktop.act(&Act::Decide(at, Status::Accepted));
        desktop.save();
    }
    assert_eq!(desktop.shelves.of(Shelf::Log).len(), 4);
    desktop
}

#[test]
fn a_backup_holds_documents_with_their_history() {
    let desktop = desktop();
    let file = file(&desktop);
    assert!(backup::is_one(&file));
    let found = read(&file);
    assert_eq!(found.problems, [""; 0]);
    let mut found = found.documents;
    assert_eq!(found.len(), 2);
    assert_eq!(bare(found[0].tracked()), desktop.tracked);
    assert!(found[1].tracked().history().can_undo());
    // It is written as if it were new, under another id if need be.
    let kept = found.remove(0).renamed("f9".into());
    assert!(!kept.is_stored());
    let stored = Stored::of(&kept);
    let (again, loss) = Kept::read(stored).expect("it can be read");
    assert_eq!(loss, None);
    assert_eq!(again.tracked().history(), desktop.tracked.history());
    assert_eq!(again.head.decided, 4);
}

#[test]
fn what_is_damaged_is_told_and_the_rest_is_read() {
    let desktop = desktop();
    let file = file(&desktop);
    let lines: Vec<&str> = file.lines().collect();
    for at in 1..lines.len() {
        let mut lines = lines.clone();
        let half = lines[at].chars().take(lines[at].chars().count() / 2);
        let half: String = half.collect();
        lines[at] = &half;
        let Backup {
            documents: found,
            problems,
            ..
        } = read(&lines.join("\n"));
        assert!(
            problems[0].contains(&format!("line {}", at + 1)),
            "{problems:?}"
        );
        assert!(!found.is_empty());
    }
    for (file, words) in [
        ("", "no backup"),
        ("{\"text\":\"Rain.\"}", "no backup"),
        (
            "{\"format\":\"hedgerow-backup\",\"version\":9,\"made\":1}",
            "newer",
        ),
    ] {
        let found = read(file);
        let problems = found.problems;
        assert!(
            found.documents.is_empty() && problems[0].contains(words),
            "{problems:?}"
        );
    }
    assert!(backup::is_one(&format!("\u{feff}{}", backup::header(1))));
    assert!(!backup::is_one("{\"format\":\"hedgerow\",\"version\":1}"));
    assert!(!backup::is_one(""));
}

/// A file that is too large to be held is read piece by piece, and each document handed out as
/// soon as the next begins.
#[test]
fn a_file_may_come_in_pieces() {
    let desktop = desktop();
    let file = file(&desktop) + &backup::project_line("rules", "1\n[]");
    for bytes in [1, 7, 1000] {
        let found = read_in(&file, bytes);
        assert_eq!(found.problems, [""; 0]);
        assert_eq!(found.records, [("rules".to_owned(), "1\n[]".to_owned())]);
        let ids = found.documents.iter().map(|kept| kept.head.id.as_str());
        assert_eq!(ids.collect::<Vec<_>>(), ["d1", "d2"]);
        assert_eq!(bare(found.documents[0].tracked()), desktop.tracked);
    }
    let mut reader = Reader::default();
    let found = reader.read(file.as_bytes());
    assert_eq!(found.documents.len(), 1, "of the other more may come");
    assert_eq!(reader.finish().documents.len(), 1);
}

#[test]
fn what_is_put_back_is_as_it_was() {
    let mut desktop = desktop();
    let before = desktop.shelves.clone();
    let stored = desktop.shelves.stored("d1");
    desktop.mirrors.erase("d1");
    desktop.save();
    assert!(desktop.shelves.of(Shelf::Bodies).is_empty());
    desktop.mirrors.restore(&stored);
    // What could not be written is written later.
    desktop.save_in_vain();
    desktop.save();
    assert_eq!(desktop.shelves, before);
    assert_eq!(desktop.mirrors.heads()[0].id, "d1");
}

#[test]
fn what_lay_open_is_put_back_with_its_text() {
    let mut desktop = desktop();
    let before = desktop.shelves.of(Shelf::Texts);
    let kept = desktop.mirrors.kept("d1").expect("it is mirrored");
    let stored = Stored::of(kept);
    desktop.mirrors.erase("d1");
    desktop.mirrors.restore(&stored);
    desktop.save();
    assert_eq!(desktop.shelves.of(Shelf::Texts), before);
}

#[test]
fn what_is_not_to_be_kept_is_nowhere() {
    let mut desktop = desktop();
    desktop.mirrors.keep_no_longer("d1");
    desktop.save();
    desktop.act(&Act::DecideAll(Status::Rejected));
    desktop.save();
    let shelves = [Shelf::Heads, Shelf::Bodies, Shelf::Texts, Shelf::Log];
    for shelf in shelves {
        assert_eq!(desktop.shelves.of(shelf), [], "{shelf:?}");
    }
    assert!(desktop.mirrors.document("d1").is_some(), "it is worked on");
    // Nor is it kept where its mirror was given up.
    let steps = desktop.tracked.steps();
    assert!(!desktop.mirrors.step("d1", steps + 1, Step::Back, 0));
    desktop.hold();
    desktop.save();
    desktop.mirrors.lay(Default::default());
    desktop.save();
    assert!(desktop.mirrors.document("d1").is_none());
    for shelf in shelves {
        assert_eq!(desktop.shelves.of(shelf), [], "{shelf:?}");
    }
}

#[test]
fn everything_can_be_deleted() {
    let mut desktop = desktop();
    desktop.mirrors.clear();
    desktop.save();
    let left = desktop
        .shelves
        .0
        .keys()
        .filter(|(shelf, _)| *shelf != Shelf::Project);
    assert_eq!(left.count(), 0);
}
