//! Documents that come out of files.

use crate::shelves::{Act, Desktop, Shelves, TEXT};
use hedgerow::annotation::{Document, Status, Tracked};
use hedgerow::format::intake::{self, Contents};
use hedgerow::format::native;
use hedgerow::project::{Intake, Kept, Shelf, State, backup};
use hedgerow::text::{Source, Unit};

fn document(id: &str, text: &str) -> Document {
    Document::new(id, Source::new(text))
}

/// Brings a document out of a file as the worker does: with all that may be the same.
fn bring(desktop: &mut Desktop, document: Document, read: bool) -> Intake {
    let here = namesakes(desktop, &document.id);
    desktop.mirrors.bring(document, read, &here, 9)
}

fn bring_back(desktop: &mut Desktop, kept: Kept) -> Intake {
    let here = namesakes(desktop, &kept.head.id);
    desktop.mirrors.bring_back(kept, &here, 9)
}

fn namesakes(desktop: &Desktop, id: &str) -> Vec<Document> {
    let ids = desktop.mirrors.namesakes(id).into_iter();
    let document = |id: String| match desktop.mirrors.kept(&id) {
        Some(kept) => kept.document(),
        None => desktop.shelves.read(&id).0.document(),
    };
    ids.map(document).collect()
}

#[test]
fn none_takes_the_id_of_another() {
    let mut desktop = Desktop::new();
    desktop.save();
    let mut bring = |id, text| bring(&mut desktop, document(id, text), true);
    let (new, copy) = (
        |id: &str| Intake::New(id.into()),
        |id: &str| Intake::Copy(id.into()),
    );
    assert_eq!(bring("a", "Rain."), new("a"));
    assert_eq!(bring("a", "Snow."), copy("f9"));
    assert_eq!(bring("", "Wind."), new("f10"));
    assert_eq!(bring("d1", "Hail."), copy("f11"));
    assert_eq!(bring("", "Wind."), new("f12"));
    let kept = |id: &str, text| Kept::new(Tracked::new(document(id, text)), 1);
    assert_eq!(bring_back(&mut desktop, kept("b", "Fog.")), new("b"));
    assert_eq!(bring_back(&mut desktop, kept("a", "Fog.")), copy("f13"));
    desktop.save();
    // What was written is let go, and its id is still taken.
    assert_eq!(desktop.mirrors.held().count(), 1);
    let mist = document("a", "Mist.");
    assert_eq!(self::bring(&mut desktop, mist, false), copy("f14"));
    desktop.save();
    let texts = desktop.shelves.of(Shelf::Texts).into_iter();
    let mut texts: Vec<String> = texts.map(|(_, text)| text).collect();
    texts.retain(|text| text != TEXT);
    texts.sort();
    let expect = [
        "Fog.", "Fog.", "Hail.", "Mist.", "Rain.", "Snow.", "Wind.", "Wind.",
    ];
    assert_eq!(texts, expect);
}

#[test]
fn a_bare_text_that_lies_open_is_there_already() {
    let mut desktop = Desktop::new();
    let same = bring(&mut desktop, document("", TEXT), false);
    assert_eq!(same, Intake::Here("d1".into()));
    let marked = bring(&mut desktop, document("", TEXT), true);
    assert_eq!(marked.id(), "f9", "with marks it is another");
    // What does not lie open is passed over.
    for id in ["f10", "f11"] {
        let rain = bring(&mut desktop, document("", "Rain."), false);
        assert_eq!(rain, Intake::New(id.into()));
    }
}

/// A project with something decided, noted and named, and its backup.
fn project() -> (Desktop, String) {
    let mut desktop = Desktop::new();
    for at in [0, 3, 5] {
        desktop.act(&Act::Decide(at, Status::Accepted));
    }
    desktop.act(&Act::Own(1, "DISEASE"));
    desktop.mirrors.amend("d1", |head| {
        head.call("The ferry".into());
        head.note = "To be read again.".into();
        head.state = State::Complete;
    });
    let other = Kept::new(Tracked::new(document("x", "Rain is likely.")), 1);
    desktop.mirrors.add(other);
    desktop.save();
    let lines = ["d1", "x"].map(|id| backup::lines(&desktop.shelves.stored(id)));
    (desktop, [backup::header(7), lines.concat()].concat())
}

#[test]
fn a_backup_that_is_restored_twice_brings_nothing_twice() {
    let (mut desktop, file) = project();
    let before = desktop.shelves.clone();
    let restored = |desktop: &mut Desktop, file: &str| -> Vec<Intake> {
        let documents = crate::backup::read(file).documents.into_iter();
        documents.map(|kept| bring_back(desktop, kept)).collect()
    };
    let here = ["d1", "x"].map(|id| Intake::Here(id.into()));
    assert_eq!(restored(&mut desktop, &file), here);
    desktop.save();
    assert_eq!(desktop.shelves, before);
    // What was changed since comes in as it was, beside what it is now, and that once.
    desktop.act(&Act::Decide(4, Status::Rejected));
    desktop.save();
    let copy = vec![Intake::Copy("f9".into()), here[1].clone()];
    assert_eq!(restored(&mut desktop, &file), copy);
    desktop.save();
    let again = vec![Intake::Here("f9".into()), here[1].clone()];
    assert_eq!(restored(&mut desktop, &file), again);
    let (copy, _) = desktop.shelves.read("f9");
    assert!(copy.tracked().history().can_undo());
    assert_eq!(copy.head.title, "The ferry");
    // It is still known for one after it was changed and written.
    let lines = backup::lines(&desktop.shelves.stored("f9"));
    let file = [backup::header(7), lines].concat();
    assert_eq!(restored(&mut desktop, &file), [Intake::Here("f9".into())]);
    // In an empty project all of it is new.
    let (mut empty, taken) = (Desktop::new(), ["d1", "x"]);
    empty.mirrors.clear();
    empty.shelves = Shelves::default();
    let (_, file) = project();
    assert_eq!(
        restored(&mut empty, &file),
        taken.map(|id| Intake::New(id.into()))
    );
}

#[test]
fn a_file_of_ours_that_is_brought_twice_is_here_already() {
    let (mut desktop, _) = project();
    let kept = desktop.mirrors.kept("d1").expect("it is mirrored");
    let file = native::write(&kept.document(), Unit::Utf16).expect("it can be written");
    let found = |name: &str| {
        let contents = Contents {
            text: file.clone(),
            line_ends: 0,
            replaced: 0,
            encoding: None,
        };
        let found = intake::documents(name, contents);
        assert_eq!(found.problems, [""; 0]);
        found.documents.into_iter().next().expect("there is one")
    };
    let own = found("a.json").document;
    assert_eq!(bring(&mut desktop, own, true), Intake::Here("d1".into()));
    // From elsewhere it is new at first.
    let theirs = || {
        let mut document = found("b.json").document;
        document.id = "theirs".into();
        document
    };
    let id = "theirs".to_owned();
    assert_eq!(bring(&mut desktop, theirs(), true), Intake::New(id.clone()));
    assert_eq!(
        bring(&mut desktop, theirs(), true),
        Intake::Here(id.clone())
    );
    desktop.save();
    assert!(desktop.mirrors.kept("theirs").is_none());
    assert_eq!(bring(&mut desktop, theirs(), true), Intake::Here(id));
}

#[test]
fn what_is_here_is_not_overwritten_by_what_was_read_meanwhile() {
    let mut desktop = Desktop::new();
    desktop.save();
    let (before, _) = desktop.shelves.read("d1");
    let (again, _) = desktop.shelves.read("d1");
    desktop.act(&Act::Decide(0, Status::Accepted));
    desktop.mirrors.open(before);
    desktop.mirrors.add(again);
    desktop.act(&Act::Back);
    assert_eq!(desktop.mirrors.held().count(), 1);
    desktop.save();
    desktop.reload();
    assert!(desktop.tracked.history().can_redo());
}
