//! Documents that come out of files.

use crate::shelves::{Desktop, TEXT};
use hedgerow::annotation::{Document, Status, Tracked};
use hedgerow::project::{Kept, Shelf};
use hedgerow::text::Source;

fn document(id: &str, text: &str) -> Document {
    Document::new(id, Source::new(text))
}

#[test]
fn none_takes_the_id_of_another() {
    let mut desktop = Desktop::new();
    desktop.save();
    let mut bring = |id, text| desktop.mirrors.bring(document(id, text), true, 9);
    let ids = [
        bring("a", "Rain."),
        bring("a", "Snow."),
        bring("", "Wind."),
        bring("d1", "Hail."),
        bring("", "Wind."),
    ];
    assert_eq!(ids, ["a", "f9", "f10", "f11", "f12"]);
    let kept = Kept::new(Tracked::new(document("a", "Fog.")), 1);
    assert_eq!(desktop.mirrors.bring_back(kept.renamed("b".into()), 9), "b");
    let kept = Kept::new(Tracked::new(document("a", "Fog.")), 1);
    assert_eq!(desktop.mirrors.bring_back(kept, 20), "f20");
    desktop.save();
    // What was written is let go, and its id is still taken.
    assert_eq!(desktop.mirrors.held().count(), 1);
    assert_eq!(
        desktop.mirrors.bring(document("a", "Mist."), false, 9),
        "f21"
    );
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
    let same = desktop.mirrors.bring(document("", TEXT), false, 9);
    assert_eq!(same, "d1");
    let marked = desktop.mirrors.bring(document("", TEXT), true, 9);
    assert_eq!(marked, "f9", "with marks it is another");
    // What does not lie open is passed over.
    assert_eq!(
        desktop.mirrors.bring(document("", "Rain."), false, 9),
        "f10"
    );
    assert_eq!(
        desktop.mirrors.bring(document("", "Rain."), false, 9),
        "f11"
    );
}

#[test]
fn what_is_here_is_not_overwritten_by_what_was_read_meanwhile() {
    let mut desktop = Desktop::new();
    desktop.save();
    let (before, _) = desktop.shelves.read("d1");
    let (again, _) = desktop.shelves.read("d1");
    desktop.act(&crate::shelves::Act::Decide(0, Status::Accepted));
    desktop.mirrors.open(before);
    desktop.mirrors.add(again);
    desktop.act(&crate::shelves::Act::Back);
    assert_eq!(desktop.mirrors.held().count(), 1);
    desktop.save();
    desktop.reload();
    assert!(desktop.tracked.history().can_redo());
}
