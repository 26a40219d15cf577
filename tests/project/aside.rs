//! What is done to documents that are not open: all of it or nothing, and each with its undo.

use crate::shelves::{Shelves, bare};
use hedgerow::annotation::{Body, Document, Edit, Status, Step, Tracked, When};
use hedgerow::extract::Label;
use hedgerow::project::{Aside, By, Kept, Mirrors, Shelf, State};
use hedgerow::protocol::Desk;
use hedgerow::text::{Source, Span};

const IDS: [&str; 3] = ["a", "b/c", "d"];

fn by(now: u64) -> By {
    By {
        annotator: Some("Ada".into()),
        at: When(now),
    }
}

/// Three documents that lie on the shelves and nowhere else, with a name in each.
fn project() -> (Mirrors, Shelves) {
    let (mut mirrors, mut shelves) = (Mirrors::default(), Shelves::default());
    for id in IDS {
        let mut document = Document::new(id, Source::new("Kite 3 may fly."));
        let edit = document.adding(Body::Entity {
            span: Span::new(0, 6),
            label: Label::Product.into(),
        });
        document.apply(edit).expect("it fits");
        mirrors.add(Kept::new(Tracked::new(document), 1));
    }
    shelves.write(&mirrors.batch());
    mirrors.written();
    assert_eq!(mirrors.held().count(), 0);
    (mirrors, shelves)
}

/// Rejects all that is marked, in each document as it is read.
fn rejected(mirrors: &Mirrors, shelves: &Shelves) -> Aside {
    let mut aside = Aside::default();
    for id in IDS.into_iter().filter(|id| mirrors.is_aside(id)) {
        let (kept, _) = shelves.read(id);
        let edit = deciding(&kept, Status::Rejected);
        let after = aside.change(kept, edit, by(7)).expect("it fits");
        assert!(after.marks().all(|mark| mark.status == Status::Rejected));
    }
    aside
}

fn deciding(kept: &Kept, status: Status) -> Edit {
    let document = &kept.tracked().document;
    let ids: Vec<_> = document.marks().map(|mark| mark.id.clone()).collect();
    document.deciding(&ids, status)
}

#[test]
fn documents_that_are_not_open_are_changed_with_an_undo_for_each() {
    let (mut mirrors, mut shelves) = project();
    let before = shelves.clone();
    let mut aside = rejected(&mirrors, &shelves);
    let (writes, left) = mirrors.aside(&mut aside);
    assert_eq!(left, [""; 0]);
    shelves.take(&writes);
    mirrors.written_aside(aside);
    // Nothing of them stays here, and nothing is written anew that was there.
    assert_eq!(mirrors.held().count(), 0);
    assert!(mirrors.batch().writes.is_empty());
    assert_eq!(shelves.of(Shelf::Bodies), before.of(Shelf::Bodies));
    assert_eq!(shelves.of(Shelf::Log).len(), IDS.len());
    for id in IDS {
        let (mut kept, loss) = shelves.read(id);
        assert_eq!(loss, None);
        assert_eq!(Some(&kept.head), mirrors.head_of(id));
        assert_eq!(kept.head.changed, 7);
        let document = &kept.tracked().document;
        let mark = document.marks().next().expect("it stands");
        assert_eq!(mark.status, Status::Rejected);
        let trace = document.trace(&mark.id).expect("somebody decided");
        assert_eq!(trace.annotator.as_deref(), Some("Ada"));
        // What is opened later takes it back.
        kept.step(Step::Back, by(8)).expect("it is taken back");
        let (unchanged, _) = before.read(id);
        let documents = [&kept, &unchanged].map(|kept| bare(kept.tracked()).document);
        assert_eq!(documents[0], documents[1]);
    }
}

#[test]
fn what_storage_refuses_is_done_nowhere() {
    let (mut mirrors, shelves) = project();
    let heads: Vec<_> = mirrors.heads().into_iter().cloned().collect();
    let mut aside = rejected(&mirrors, &shelves);
    let (writes, _) = mirrors.aside(&mut aside);
    assert!(!writes.is_empty());
    // They are not written, and nothing is to be written for it later.
    drop(aside);
    assert!(mirrors.heads().into_iter().eq(&heads));
    assert!(mirrors.batch().writes.is_empty());
}

#[test]
fn what_is_said_of_a_document_meanwhile_stays_said() {
    let (mut mirrors, mut shelves) = project();
    let mut aside = rejected(&mirrors, &shelves);
    mirrors.amend("a", |head| head.note = "soon".into());
    mirrors.amend("d", |head| head.call("Kites".into()));
    mirrors.erase("d");
    let (writes, left) = mirrors.aside(&mut aside);
    assert_eq!(left, ["d"], "it is gone");
    mirrors.amend("a", |head| head.state = State::Complete);
    mirrors.erase("b/c");
    shelves.take(&writes);
    mirrors.written_aside(aside);
    shelves.write(&mirrors.batch());
    assert_eq!(mirrors.heads().len(), 1);
    for shelf in [Shelf::Heads, Shelf::Bodies, Shelf::Log] {
        assert_eq!(shelves.of(shelf).len(), 1, "{shelf:?}");
    }
    let (kept, _) = shelves.read("a");
    assert_eq!(Some(&kept.head), mirrors.head_of("a"));
    assert_eq!(kept.head.note, "soon");
    assert_eq!(kept.head.state, State::Complete);
    assert_eq!(kept.head.changed, 7);
}

#[test]
fn what_is_here_or_with_the_page_is_left_to_it() {
    let (mut mirrors, mut shelves) = project();
    assert!(IDS.iter().all(|id| mirrors.is_aside(id)));
    assert!(!mirrors.is_aside("nowhere"));
    let mut aside = rejected(&mirrors, &shelves);
    // One is opened while it is thought out; until the page says where it lies, it is open.
    let (kept, _) = shelves.read("a");
    mirrors.open(kept);
    mirrors.sent("a");
    assert!(mirrors.is_open("a") && !mirrors.is_aside("a"));
    let (writes, left) = mirrors.aside(&mut aside);
    assert_eq!(left, ["a"]);
    shelves.take(&writes);
    mirrors.written_aside(aside);
    mirrors.written();
    assert!(mirrors.kept("a").is_some(), "it is on its way to the page");
    // What was closed can be had back in the page.
    mirrors.lay(Desk {
        closed: Some("a".into()),
        ..Desk::default()
    });
    assert!(!mirrors.is_open("a") && !mirrors.is_aside("a"));
    mirrors.lay(Desk::default());
    shelves.write(&mirrors.batch());
    mirrors.written();
    assert!(mirrors.is_aside("a"));
    let (kept, _) = shelves.read("a");
    assert!(!kept.tracked().history().can_undo());
}

#[test]
fn a_log_grows_no_longer_than_its_body_and_forgets_no_step() {
    let (mut mirrors, mut shelves) = project();
    for turn in 0..400 {
        let status = [Status::Rejected, Status::Accepted][turn % 2];
        let mut aside = Aside::default();
        let (kept, _) = shelves.read("b/c");
        let edit = deciding(&kept, status);
        aside.change(kept, edit, by(7)).expect("it fits");
        let (writes, _) = mirrors.aside(&mut aside);
        shelves.take(&writes);
        mirrors.written_aside(aside);
    }
    assert!(shelves.of(Shelf::Log).len() < 200);
    let (mut kept, loss) = shelves.read("b/c");
    assert_eq!(loss, None);
    for _ in 0..400 {
        kept.step(Step::Back, by(8)).expect("it is taken back");
    }
    assert!(!kept.tracked().history().can_undo());
}
