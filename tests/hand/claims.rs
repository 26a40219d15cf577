//! Claims by hand: making them, their parts, how sure they are.

use crate::scene::Scene;
use hedgerow::annotation::{Body, CertaintyBy, Id, Kind, Origin, Status};
use hedgerow::extract::{Certainty, CueType, Label, Polarity, Quote};
use hedgerow::hand::is_set;

/// A scene with a cue, in which nothing else is marked.
fn with_cues(text: &str, cues: &[(&str, CueType)]) -> Scene {
    let mut scene = Scene::new(text);
    for (words, kind) in cues {
        scene.cue(words, *kind);
    }
    scene
}

#[test]
fn a_sentence_becomes_a_claim_with_its_source_and_cues() {
    let mut scene = with_cues(
        "It was cold. The mayor said that snow might fall.",
        &[("said", CueType::Attribution), ("might", CueType::Modal)],
    );
    scene.caret("fall");
    let said = scene.said("claim");
    assert_eq!(said, "“snow might fall” is a claim now: possible.");
    assert_eq!(
        scene.parts(),
        [
            vec!["snow might fall"],
            vec!["The mayor"],
            vec!["said", "might"]
        ]
    );
    let claim = scene.claim();
    assert_eq!(claim.certainty_by, CertaintyBy::Rules);
    let mark = scene.selected();
    assert_eq!(
        (mark.origin, mark.status),
        (Origin::Human, Status::Accepted)
    );
    let why: Vec<&str> = mark.why.iter().map(|why| &*why.rule).collect();
    assert_eq!(why, ["marked", "modal", "weakest"]);
    assert!(!is_set(mark));
    scene.at.mark = None;
    assert_eq!(scene.refused("claim"), "That is a claim already.");
    assert_eq!(scene.marks(Kind::Claim).len(), 1);
}

#[test]
fn without_source_or_cue_it_is_the_sentence_without_its_end() {
    let mut scene = Scene::new("It was cold. “Snow fell!” Then it thawed.");
    scene.caret("cold");
    let said = scene.said("claim");
    assert_eq!(said, "“It was cold” is a claim now: asserted.");
    scene.at.mark = None;
    scene.caret("fell");
    scene.said("claim");
    assert_eq!(scene.parts()[0], ["Snow fell"]);
}

#[test]
fn a_selection_is_the_content_whatever_the_frames_say() {
    let mut scene = with_cues(
        "The mayor said that heavy snow might fall on Monday.",
        &[("said", CueType::Attribution), ("might", CueType::Modal)],
    );
    scene.mark_out("snow might fall");
    scene.said("claim");
    assert_eq!(
        scene.parts(),
        [
            vec!["snow might fall"],
            vec!["The mayor"],
            vec!["said", "might"]
        ]
    );
    assert_eq!(scene.claim().certainty, Certainty::Possible);
    scene.mark_out("heavy");
    scene.said("content");
    assert_eq!(scene.parts()[0], ["heavy snow might fall"]);
    scene.mark_out("might");
    let said = scene.said("content");
    assert_eq!(said, "“might” no longer belongs to the content.");
    assert_eq!(scene.parts()[0], ["heavy snow", "fall"]);
    // Its cue is gone with it.
    assert_eq!(scene.parts()[2], ["said"]);
    assert_eq!(scene.claim().certainty, Certainty::Reported);
    scene.mark_out("heavy snow might fall");
    scene.said("content");
    assert_eq!(scene.claim().certainty, Certainty::Possible);
    let refused = scene.refused("content");
    assert_eq!(
        refused,
        "A claim needs some content. Take it out as a whole instead."
    );
}

#[test]
fn sources_and_cues_come_and_go() {
    let mut scene = Scene::new("Snow might fall, Ana Pop told us. She was sure.");
    scene.entity("Ana Pop", Label::Person);
    let might = scene.cue("might", CueType::Modal);
    scene.mark_out("Snow might fall");
    scene.said("claim");
    assert_eq!(scene.parts()[1], [""; 0]);
    scene.mark_out("Ana Pop");
    assert_eq!(scene.said("source"), "“Ana Pop” belongs to the source now.");
    assert_eq!(scene.claim().holder.as_deref(), Some("Ana Pop"));
    scene.mark_out("told");
    let said = scene.said("cue");
    assert_eq!(
        said,
        "“told” belongs to the cues now. It is new, and marked attribution."
    );
    assert_eq!(scene.parts()[2], ["might", "told"]);
    assert_eq!(scene.claim().certainty, Certainty::Possible);
    scene.mark_out("might");
    scene.said("cue");
    assert_eq!(scene.parts()[2], ["told"]);
    assert_eq!(scene.claim().certainty, Certainty::Reported);
    scene.said("cue");
    assert_eq!(scene.parts()[2], ["might", "told"], "in text order");
    scene.mark_out("Ana Pop");
    scene.said("source");
    assert_eq!((scene.parts()[1].len(), &scene.claim().holder), (0, &None));
    assert_eq!(
        scene.document.mark(&might).map(|m| m.status),
        Some(Status::Suggested)
    );
}

#[test]
fn what_a_person_said_of_certainty_stays() {
    let mut scene = with_cues("Snow may fall on Oslo.", &[("may", CueType::Modal)]);
    scene.caret("fall");
    scene.said("claim");
    assert_eq!(scene.claim().certainty, Certainty::Possible);
    assert_eq!(
        scene.said("certainty=+1"),
        "It is probable now, as you say."
    );
    assert!(is_set(scene.selected()));
    assert_eq!(scene.claim().certainty_by, CertaintyBy::Person);
    scene.mark_out("on Oslo");
    scene.said("content");
    assert_eq!(scene.claim().certainty, Certainty::Probable);
    assert!(is_set(scene.selected()));
    assert_eq!(
        scene.said("certainty=denied"),
        "It is denied now, as you say."
    );
    assert_eq!(scene.refused("certainty=-1"), "It is denied already.");
    assert_eq!(
        scene.refused("certainty=maybe"),
        "“maybe” is no level of certainty."
    );
    let said = scene.said("certainty=rules");
    assert_eq!(said, "It is possible now, as the rules say.");
    assert!(!is_set(scene.selected()));
    assert_eq!(
        scene.refused("certainty=rules"),
        "It is possible by the rules already."
    );
    assert_eq!(scene.selected().why[1].rule, "modal");
    assert_eq!(
        scene.said("relabel=unlikely"),
        "It is unlikely now, as you say."
    );
}

#[test]
fn a_level_that_nothing_explains_is_a_persons() {
    let mut scene = Scene::read("Snow may fall.");
    let claim = scene
        .document
        .marks()
        .find(|mark| mark.kind() == Kind::Claim);
    let claim = claim.expect("there is one").clone();
    assert!(!is_set(&claim), "the engine's own is by the rules");
    // As files had it before they said who it was.
    let old = scene.document.correcting(
        &claim.id,
        match claim.body.clone() {
            Body::Claim(mut claim) => {
                claim.certainty = Certainty::Denied;
                Body::Claim(claim)
            }
            other => other,
        },
    );
    scene.document.apply(old).expect("it fits");
    scene.select(&claim.id);
    assert!(is_set(scene.selected()));
    scene.said("start=+1");
    assert_eq!(scene.claim().certainty, Certainty::Denied);
}

#[test]
fn what_the_engine_said_is_the_persons_once_they_change_it() {
    let mut scene = Scene::read("The mayor said that heavy snow may fall.");
    let claim = scene
        .document
        .marks()
        .find(|mark| mark.kind() == Kind::Claim);
    let id = claim.expect("there is one").id.clone();
    scene.select(&id).mark_out("heavy");
    scene.said("content");
    let mark = scene.selected();
    assert_eq!(
        (mark.origin, mark.status),
        (Origin::Human, Status::Accepted)
    );
    assert_eq!(scene.parts()[0], ["snow may fall"]);
    assert_eq!(scene.claim().certainty, Certainty::Possible);
}

#[test]
fn cues_that_nobody_has_marked_are_proposed() {
    let mut scene = Scene::new("It rains. Snow may fall, the mayor said. It is late.");
    scene.caret("fall");
    scene.said("claim");
    assert_eq!(
        scene.parts(),
        [
            vec!["Snow may fall"],
            vec!["the mayor"],
            vec!["may", "said"]
        ]
    );
    let cues = scene
        .document
        .marks()
        .filter(|mark| mark.kind() == Kind::Cue);
    let proposed = |mark: &hedgerow::annotation::Mark| {
        (mark.origin, mark.status) == (Origin::Machine, Status::Suggested)
    };
    let cues: Vec<bool> = cues.map(proposed).collect();
    assert_eq!(cues, [true, true]);

    // Not those that a person rejected.
    let mut scene = with_cues("Snow may fall.", &[("may", CueType::Modal)]);
    scene.select(&Id::from("q1"));
    scene.said("take out");
    scene.at.mark = None;
    scene.caret("fall");
    scene.said("claim");
    assert_eq!(scene.claim().cues, []);
    assert_eq!(scene.claim().certainty, Certainty::Asserted);
}

#[test]
fn a_cue_takes_its_claims_with_it() {
    let mut scene = Scene::new("Snow may fall.");
    scene.caret("may");
    scene.said("cue=modal");
    let cue = scene.selected().id.clone();
    scene.at.mark = None;
    scene.caret("fall");
    scene.said("claim");
    let claim = scene.selected().id.clone();
    scene.select(&cue);
    scene.said("relabel=condition");
    scene.select(&claim);
    assert_eq!(scene.claim().certainty, Certainty::Unresolved);
    scene.select(&cue);
    scene.said("take out");
    scene.select(&claim);
    assert_eq!(scene.claim().certainty, Certainty::Asserted);
    assert_eq!(scene.claim().cues, []);
}

#[test]
fn a_cue_that_is_rejected_has_no_say_in_its_claims() {
    let mut scene = Scene::read("The mayor said that snow might fall. Rain is likely.");
    let of = |scene: &Scene, words: &str, kind| {
        let mut marks = scene.document.marks();
        let mark = marks.find(|mark| mark.kind() == kind && scene.words(mark.span()) == words);
        mark.expect("there is one").clone()
    };
    let [before, rain] = ["snow might fall", "Rain is likely"].map(|w| of(&scene, w, Kind::Claim));
    let might = of(&scene, "might", Kind::Cue).id;
    scene.select(&might);
    assert_eq!(scene.said("decide=accepted"), "Mark accepted.");
    assert_eq!(of(&scene, "snow might fall", Kind::Claim), before);
    scene.said("take out");
    let claim = of(&scene, "snow might fall", Kind::Claim);
    assert_eq!((claim.origin, claim.status), (before.origin, before.status));
    scene.select(&claim.id);
    assert_eq!(scene.claim().certainty, Certainty::Reported);
    assert_eq!(scene.parts()[2], ["said", "might"], "it is named on");
    assert_eq!(of(&scene, "Rain is likely", Kind::Claim), rain);
    // Nor has it any where the claim is changed, and it can be let go.
    scene.mark_out("fall");
    scene.said("content");
    assert_eq!(scene.claim().certainty, Certainty::Reported);
    scene.mark_out("might fall");
    scene.said("content");
    scene.mark_out("might");
    scene.said("cue");
    assert_eq!(scene.parts()[2], ["said"]);

    let mut scene = Scene::read("The mayor said that snow might fall. Rain is likely.");
    scene.select(&might);
    scene.said("decide=rejected");
    scene.said("decide=suggested");
    let claim = of(&scene, "snow might fall", Kind::Claim);
    assert_eq!(claim.body, before.body, "it has its say again");
    assert_eq!(scene.refused("decide=perhaps"), "That is no decision.");
    // What a person said themselves stays.
    scene.select(&claim.id);
    scene.said("certainty=denied");
    let set = of(&scene, "snow might fall", Kind::Claim);
    scene.select(&might);
    scene.said("take out");
    assert_eq!(of(&scene, "snow might fall", Kind::Claim), set);
}

#[test]
fn a_cue_may_stand_far_from_its_claim() {
    let far = "It may be so.\n\n".to_owned();
    let text = far + &"Nothing is said here.\n\n".repeat(400) + "Snow fell.";
    let mut scene = Scene::new(&text);
    scene.caret("may");
    scene.said("cue=modal");
    let cue = scene.selected().id.clone();
    scene.at.mark = None;
    scene.mark_out("Snow fell");
    scene.said("claim");
    let claim = scene.selected().id.clone();
    scene.mark_out("may");
    scene.said("cue");
    assert_eq!(scene.claim().certainty, Certainty::Possible);
    scene.mark_out("be");
    scene.said("cue");
    assert_eq!(scene.parts()[2], ["may", "be"]);
    scene.mark_out("Snow");
    scene.said("content");
    assert_eq!(
        scene.parts()[2],
        ["may", "be"],
        "its cues are not in the content"
    );
    scene.select(&cue);
    scene.at.caret = None;
    scene.said("start=-1");
    scene.select(&claim);
    assert_eq!(scene.parts()[2], ["It may", "be"]);
    scene.select(&cue);
    scene.said("take out");
    scene.select(&claim);
    assert_eq!(scene.parts()[2], ["be"]);
}

#[test]
fn the_form_says_the_rest() {
    let mut scene = Scene::read(
        "The Verge reported that Ana Pop said that “snow may not fall”, and that rain might.",
    );
    let claims = scene
        .document
        .marks()
        .filter(|mark| mark.kind() == Kind::Claim);
    let ids: Vec<Id> = claims.map(|mark| mark.id.clone()).collect();
    assert!(ids.len() >= 2);
    let (outer, inner) = (&ids[0], &ids[1]);
    scene.select(inner);
    assert_eq!(
        scene.said("holder= Ana Pop of Oslo "),
        "Its holder is Ana Pop of Oslo."
    );
    assert_eq!(scene.claim().holder.as_deref(), Some("Ana Pop of Oslo"));
    assert_eq!(scene.said("holder="), "Its holder is not named.");
    let polarity = match scene.claim().polarity {
        Polarity::Positive => "negative",
        Polarity::Negative => "positive",
    };
    scene.said(&format!("polarity={polarity}"));
    assert_eq!(scene.claim().polarity.as_str(), polarity);
    scene.said("quote=mixed");
    assert_eq!(scene.claim().quote, Quote::Mixed);
    assert_eq!(scene.refused("quote=mixed"), "It says so already.");
    scene.refused("quote=loud");
    scene.refused("polarity=");
    if scene.claim().parent.is_some() {
        scene.said("parent=");
    }
    scene.said(&format!("parent={outer}"));
    assert_eq!(scene.claim().parent.as_ref(), Some(outer));
    scene.select(outer);
    assert_eq!(
        scene.refused(&format!("parent={inner}")),
        "That claim stands in this one."
    );
    assert_eq!(
        scene.refused(&format!("parent={outer}")),
        "That claim stands in this one."
    );
    assert_eq!(scene.refused("parent=c99"), "There is no such claim.");
    scene.select(inner);
    assert_eq!(scene.said("parent="), "It stands in no other claim.");
}

#[test]
fn a_claim_with_a_source_stands_in_the_one_around_it() {
    let mut scene = with_cues(
        "The Verge reports that the mayor denied that snow fell.",
        &[
            ("reports", CueType::Attribution),
            ("denied", CueType::Denial),
        ],
    );
    scene.mark_out("the mayor denied that snow fell");
    scene.said("claim");
    let outer = scene.selected().id.clone();
    scene.at.mark = None;
    scene.mark_out("snow fell");
    scene.said("claim");
    assert_eq!(scene.parts()[1], ["the mayor"]);
    assert_eq!(scene.claim().parent, Some(outer));
    assert_eq!(scene.claim().certainty, Certainty::Denied);
}
