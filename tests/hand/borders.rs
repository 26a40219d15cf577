//! Moving where marks begin and end.

use crate::scene::Scene;
use hedgerow::annotation::{Id, Kind, Origin, Status};
use hedgerow::extract::{CueType, Label};
use hedgerow::protocol::Caret;

/// Does it to a mark, and says what its words are then.
fn moved(scene: &mut Scene, id: &Id, words: &str) -> String {
    scene.select(id);
    scene.said(words);
    let span = scene.selected().span();
    scene.words(span).to_owned()
}

#[test]
fn borders_go_by_words() {
    let mut scene = Scene::new("The old Lumen Labs sued, and won.");
    let id = scene.entity("Lumen", Label::Org);
    for (words, expect) in [
        ("end=+1", "Lumen Labs"),
        ("start=-1", "old Lumen Labs"),
        ("start=-2", "The old Lumen Labs"),
        ("start=-1", "The old Lumen Labs"),
        ("start=+2", "Lumen Labs"),
        ("end=-1", "Lumen"),
        ("end=-1", "Lumen"),
        ("start=+1", "Lumen"),
        ("end=+3", "Lumen Labs sued,"),
        ("end=+99", "Lumen Labs sued, and won."),
        ("start=+99", "."),
    ] {
        assert_eq!(moved(&mut scene, &id, words), expect, "{words}");
    }
    let mark = scene.selected();
    assert_eq!(
        (mark.origin, mark.status),
        (Origin::Human, Status::Accepted)
    );
    assert_eq!(scene.refused("start=+1"), "It goes no further.");
}

#[test]
fn borders_go_by_graphemes() {
    let mut scene = Scene::new("e\u{301}te\u{301} 👩🏽‍🚀🇰🇪 fin");
    let id = scene.entity("te\u{301}", Label::Org);
    for (words, expect) in [
        ("start=-g", "e\u{301}te\u{301}"),
        ("start=-g", "e\u{301}te\u{301}"),
        ("end=+g", "e\u{301}te\u{301} "),
        ("end=+g", "e\u{301}te\u{301} 👩🏽‍🚀"),
        ("end=+g", "e\u{301}te\u{301} 👩🏽‍🚀🇰🇪"),
        ("start=+g", "te\u{301} 👩🏽‍🚀🇰🇪"),
        ("end=-g", "te\u{301} 👩🏽‍🚀"),
        ("end=-g", "te\u{301} "),
        ("end=-g", "te\u{301}"),
        ("end=-g", "t"),
        ("end=-g", "t"),
        ("start=+g", "t"),
    ] {
        assert_eq!(moved(&mut scene, &id, words), expect, "{words}");
    }
}

#[test]
fn a_border_is_dragged_to_a_place() {
    let mut scene = Scene::new("The old Lumen Labs sued 👩🏽‍🚀 and won.");
    let id = scene.entity("Lumen Labs", Label::Org);
    let place = |scene: &Scene, words: &str| scene.span(words).start;
    let (old, abs, astronaut) = (
        place(&scene, "ld"),
        place(&scene, "abs"),
        place(&scene, "👩🏽‍🚀"),
    );
    let mut check = |words: String, expect: &str| {
        assert_eq!(moved(&mut scene, &id, &words), expect, "{words}");
    };
    check(format!("start={old}"), "old Lumen Labs");
    check(format!("start={abs}"), "Labs");
    check(format!("start={}", abs + 90), "Labs");
    check(format!("exact start={}", abs + 90), "s");
    check(format!("exact end={}", astronaut + 5), "s sued ");
    check(format!("end={}", astronaut + 12), "s sued 👩🏽‍🚀");
    check("end=0".to_owned(), "s");
    check("start=0".to_owned(), "The old Lumen Labs");
    assert_eq!(scene.refused("start=x"), "That is no place for a border.");
}

#[test]
fn of_a_claim_it_is_the_part_that_is_near() {
    let mut scene = Scene::read("Rain is likely, the mayor said, and snow may fall in May.");
    let claim = scene
        .document
        .marks()
        .find(|mark| mark.kind() == Kind::Claim && scene.words(mark.span()).starts_with("Rain"));
    let id = claim.expect("there is one").id.clone();
    scene.select(&id);
    let [content, source, _] = scene.parts();
    assert_eq!(content.first(), Some(&"Rain is likely"));
    assert_eq!(source, ["the mayor"]);
    let before = scene.claim().content.clone();
    scene.caret("the mayor");
    scene.said("start=+1");
    assert_eq!(scene.parts()[1], ["mayor"]);
    let (from, to) = (scene.span("mayor").start, scene.span("the mayor").start);
    scene.said(&format!("start={from}>{to}"));
    assert_eq!(scene.parts()[1], ["the mayor"]);
    assert_eq!(scene.claim().content, before);
    scene.at.caret = None;
    scene.said("start=+1");
    assert_eq!(scene.parts()[0][0], "is likely");
    assert!(
        !scene.selected().why.is_empty(),
        "the rules were asked again"
    );
}

#[test]
fn parts_of_a_claim_stay_in_their_order() {
    let mut scene = Scene::new("Rain, she said, is likely.");
    scene.mark_out("Rain");
    scene.said("claim");
    scene.mark_out("is likely");
    scene.said("content");
    assert_eq!(scene.parts()[0], ["Rain", "is likely"]);
    let caret = |place| {
        Some(Caret {
            anchor: place,
            focus: place,
        })
    };
    scene.at.caret = caret(0);
    scene.said("end=+99");
    assert_eq!(scene.parts()[0], ["Rain, she said,", "is likely"]);
    scene.at.caret = caret(99);
    scene.said("start=-99");
    assert_eq!(scene.parts()[0], ["Rain, she said,", "is likely"]);
}

#[test]
fn claims_follow_a_cue_that_is_resized() {
    let mut scene = Scene::new("Rain is not very likely.");
    let cue = scene.cue("likely", CueType::Epistemic);
    scene.caret("Rain");
    scene.said("claim");
    let claim = scene.selected().clone();
    scene.select(&cue);
    scene.said("start=-2");
    scene.select(&claim.id);
    assert_eq!(scene.parts()[2], ["not very likely"]);
    assert_ne!(
        scene.selected().why,
        claim.why,
        "the rules were asked again"
    );
    let (origin, status) = (scene.selected().origin, scene.selected().status);
    assert_eq!((origin, status), (claim.origin, claim.status));
}
