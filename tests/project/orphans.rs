//! Marks that lost their words, kept and read back.

use crate::shelves::{Act, Desktop};
use hedgerow::annotation::{Document, Status};

fn waiting(desktop: &Desktop) -> Vec<String> {
    let document = desktop.mirrors.document("d1").expect("it is mirrored");
    document.orphans().map(|orphan| orphan.words()).collect()
}

/// A name that a person accepted, and into which something was typed.
fn edited() -> (Desktop, String) {
    let mut desktop = Desktop::new();
    desktop.save();
    desktop.act(&Act::DecideAll(Status::Accepted));
    desktop.save();
    let document = desktop.mirrors.document("d1").expect("it is mirrored");
    let words = |document: &Document| {
        let name = document
            .marks()
            .find(|mark| mark.kind().as_str() == "entity");
        let span = name.expect("there is a name").span();
        (span, document.source().slice(span).to_owned())
    };
    let (span, name) = words(document);
    desktop.act(&Act::Rewrite(span.start as usize + 1, "x"));
    (desktop, name)
}

#[test]
fn they_survive_a_reload_and_follow_undo_and_redo() {
    let (mut desktop, name) = edited();
    let lost = waiting(&desktop);
    assert!(lost.contains(&name), "{lost:?}");
    // As a step of the log, and then in the body.
    for _ in 0..2 {
        desktop.save();
        assert_eq!(desktop.reload(), None);
        assert_eq!(waiting(&desktop), lost);
        (desktop.mirrors.kept_mut("d1"))
            .expect("it is mirrored")
            .rewrite();
    }
    desktop.act(&Act::Back);
    assert_eq!(waiting(&desktop), [""; 0], "with one undo all is as it was");
    desktop.act(&Act::Forth);
    assert_eq!(waiting(&desktop), lost);
    desktop.save();
    assert_eq!(desktop.reload(), None);
    assert_eq!(waiting(&desktop), lost);
}

#[test]
fn what_is_dropped_waits_no_more_until_it_is_had_back() {
    let (mut desktop, name) = edited();
    let kept = desktop.mirrors.kept_mut("d1").expect("it is mirrored");
    let document = &mut kept.tracked_mut().document;
    let of_it = |document: &Document| {
        let mut all = document.all_orphans().iter();
        let orphan = all.find(|orphan| orphan.words() == name);
        orphan.expect("it is there").mark.id.clone()
    };
    let id = of_it(document);
    document.drop_orphan(&id, true);
    kept.rewrite();
    desktop.save();
    assert_eq!(desktop.reload(), None);
    assert!(!waiting(&desktop).contains(&name));
    let kept = desktop.mirrors.kept_mut("d1").expect("it is mirrored");
    kept.tracked_mut().document.drop_orphan(&id, false);
    assert!(waiting(&desktop).contains(&name));
}
