//! Marking, relabelling, taking out.

use crate::scene::Scene;
use hedgerow::annotation::{Body, Edit, Kind, Mark, Origin, Status};
use hedgerow::extract::{CueType, Label};

const TEXT: &str = "Lumen Labs sued Acme in New York City.";

fn label(scene: &Scene) -> Label {
    match scene.selected().body {
        Body::Entity { label, .. } => label.scheme().expect("it is of the scheme"),
        _ => panic!("no entity"),
    }
}

#[test]
fn a_selection_is_marked_by_whole_words() {
    let mut scene = Scene::new(TEXT);
    scene.mark_out("men La");
    assert_eq!(scene.said("label=ORG"), "“Lumen Labs” is marked ORG.");
    assert_eq!(scene.marks(Kind::Entity), ["Lumen Labs"]);
    assert_eq!(label(&scene), Label::Org);
    let mark = scene.selected();
    assert_eq!(
        (mark.origin, mark.status),
        (Origin::Human, Status::Accepted)
    );
    scene.mark_out("cme in ");
    scene.said("exact label=ORG");
    assert_eq!(scene.marks(Kind::Entity), ["Lumen Labs", "cme in "]);
}

#[test]
fn without_a_selection_it_is_the_word_at_the_caret() {
    let mut scene = Scene::new(TEXT);
    scene.caret("me in");
    scene.said("label=ORG");
    scene.at.mark = None;
    scene.caret(" in New");
    assert_eq!(scene.said("label=ORG"), "That is marked so already.");
    scene.at.mark = None;
    scene.caret(".");
    scene.said("label=GPE");
    assert_eq!(scene.marks(Kind::Entity), ["Acme", "City"]);
    scene.at = Default::default();
    assert_eq!(
        scene.refused("label=ORG"),
        "Put the caret to a word, or select some."
    );
}

#[test]
fn a_cue_is_marked_with_its_type() {
    let mut scene = Scene::new("It may rain.");
    scene.caret("may");
    assert_eq!(scene.said("cue=modal"), "“may” is marked modal.");
    assert_eq!(scene.marks(Kind::Cue), ["may"]);
    assert_eq!(scene.refused("cue=sort"), "“sort” is no type of cue.");
}

#[test]
fn the_same_is_not_marked_twice() {
    let mut scene = Scene::new(TEXT);
    let id = scene.entity("Acme", Label::Org);
    scene.mark_out("Acme");
    let said = scene.said("label=ORG");
    assert_eq!(said, "That was marked so already; it is accepted now.");
    assert_eq!(scene.selected().id, id);
    assert_eq!(scene.selected().status, Status::Accepted);
    assert_eq!(scene.refused("label=ORG"), "That is marked so already.");
    let said = scene.said("label=PERSON");
    assert_eq!(said, "That was marked already; it is changed now.");
    assert_eq!((label(&scene), &scene.selected().id), (Label::Person, &id));
    assert_eq!(scene.marks(Kind::Entity), ["Acme"]);
}

#[test]
fn what_was_rejected_does_not_stand_in_the_way() {
    let mut scene = Scene::new(TEXT);
    let id = scene.entity("Acme", Label::Person);
    scene.select(&id);
    scene.said("take out");
    scene.at.mark = None;
    scene.mark_out("Acme");
    scene.said("label=ORG");
    assert_ne!(scene.selected().id, id);
    assert_eq!(scene.document.len(), 2);
    // What was rejected and is said once more is taken up again.
    scene.said("label=PERSON");
    scene.said("take out");
    scene.mark_out("Acme");
    scene.said("label=PERSON");
    assert_eq!(scene.selected().id, id);
    assert_eq!(scene.document.len(), 1);
}

#[test]
fn what_a_mark_overlaps_is_kept_and_said() {
    let mut scene = Scene::new(TEXT);
    scene.entity("New York", Label::Gpe);
    scene.cue("York City", CueType::Modal);
    scene.mark_out("New York City");
    let said = scene.said("label=FAC");
    assert!(said.ends_with("It holds “New York” (GPE)."), "{said}");
    scene.mark_out("York");
    let said = scene.said("label=GPE");
    assert!(
        said.contains("It stands in “New York City” (FAC)."),
        "{said}"
    );
    assert!(said.contains("It stands in “New York” (GPE)."), "{said}");
    scene.mark_out("York City");
    let said = scene.said("label=LOC");
    assert!(said.contains("It overlaps “New York” (GPE)."), "{said}");
    assert_eq!(scene.marks(Kind::Entity).len(), 4);
    // Of many not all are said.
    scene.at.mark = None;
    scene.mark_out("Acme in New York City");
    let said = scene.said("label=EVENT");
    assert!(
        said.ends_with("It holds “York City” (LOC). It overlaps 1 more."),
        "{said}"
    );
}

#[test]
fn with_a_mark_selected_a_label_relabels() {
    let mut scene = Scene::new(TEXT);
    let (acme, sued) = (
        scene.entity("Acme", Label::Org),
        scene.cue("sued", CueType::Modal),
    );
    scene.select(&acme).caret("Lumen");
    assert_eq!(scene.said("label=PERSON"), "It is PERSON now.");
    assert_eq!(scene.refused("label=PERSON"), "It is PERSON already.");
    assert_eq!(scene.selected().origin, Origin::Human);
    scene.select(&sued);
    assert_eq!(scene.refused("label=ORG"), "“ORG” is no type of cue.");
    assert_eq!(scene.said("relabel=denial"), "It is denial now.");
    let said = scene.said(&format!("@{acme}\nrelabel=ORG"));
    assert_eq!(said, "It is ORG now.", "of the mark that the words name");
}

#[test]
fn what_the_engine_said_is_rejected_and_what_a_person_made_is_gone() {
    let mut scene = Scene::new(TEXT);
    let acme = scene.entity("Acme", Label::Org);
    scene.select(&acme);
    assert_eq!(scene.said("take out"), "Mark rejected.");
    assert_eq!(scene.selected().status, Status::Rejected);
    assert_eq!(scene.refused("take out"), "The mark is rejected already.");
    scene.mark_out("Lumen Labs");
    scene.at.mark = None;
    scene.said("label=ORG");
    let made = scene.selected().id.clone();
    assert_eq!(scene.said("take out"), "Mark taken out.");
    assert_eq!(scene.document.mark(&made), None);
}

#[test]
fn what_cannot_be_done_is_said() {
    let mut scene = Scene::new(TEXT);
    for (words, said) in [
        ("take out", "Choose a mark first."),
        ("start=+1", "Choose a mark first."),
        ("source", "Choose a claim first."),
        ("sing", "There is nothing that answers to “sing”."),
        ("label=", "“” is no label."),
        (
            "claim",
            "Put the caret into a sentence, or select what is claimed.",
        ),
    ] {
        assert_eq!(scene.refused(words), said);
    }
    let acme = scene.entity("Acme", Label::Org);
    scene.select(&acme);
    for words in ["source", "content", "cue", "certainty=+1", "holder=X"] {
        assert_eq!(
            scene.refused(words),
            "Choose a claim first: what is chosen is none."
        );
    }
    scene.mark_out("sued ");
    scene.document = hedgerow::annotation::Document::new("e", "      ".to_owned().into());
    assert_eq!(
        scene.refused("label=ORG"),
        "There is no word in the selection."
    );
}

#[test]
fn what_stands_beside_a_mark_stays_with_it() {
    let mut scene = Scene::new(TEXT);
    let id = scene.document.free_id(Kind::Entity);
    let extra = "{\"note\":\"?\"}".to_owned();
    let mark = Mark {
        extra: extra.clone(),
        ..Mark::made(
            id.clone(),
            Body::Entity {
                span: scene.span("Acme"),
                label: Label::Org.into(),
            },
        )
    };
    scene.document.apply(Edit::Insert(mark)).expect("it fits");
    scene.select(&id);
    scene.said("relabel=PERSON");
    scene.said("end=+1");
    assert_eq!(scene.selected().extra, extra);
}
