//! What the person does with marks.

use crate::page::{Page, SENTENCE, find};
use hedgerow::annotation::{Body, Id, Kind, Origin, Status};
use hedgerow::extract::{Certainty, CueType, Label};
use hedgerow::project::Settings;
use hedgerow::protocol::{Request, Response};
use hedgerow::text::Unit;
use hedgerow::ui::app::{Effect, Field, Go, Intake, Msg, Target};
use hedgerow::ui::guide;
use hedgerow::ui::help::words;
use hedgerow::ui::html::On;
use hedgerow::ui::keymap::{Command, KEYMAP, KeyPress, Modifiers, Place, Style, command};
use hedgerow::ui::keys;
use hedgerow::ui::shown::Facet;
use hedgerow::ui::{drawn, excerpt, export};

fn selected(page: &Page) -> Option<&str> {
    let mark = page.app.work().selection()?;
    Some(page.under(mark))
}

fn change(page: &mut Page, field: Field, value: &str) -> Vec<Effect> {
    let intake = Intake {
        text: value.to_owned(),
        ..Intake::default()
    };
    page.send(Msg::Changed { field, intake })
}

/// The marks of the sentence in the order in which one walks.
const WALK: &[&str] = &[
    "According to",
    "The Verge",
    "Lumen Labs may host Kite 3",
    "Lumen Labs",
    "may",
    "Kite 3",
    "denied",
    "that",
];

#[test]
fn walking_from_mark_to_mark() {
    let mut page = Page::with_sentence();
    for words in WALK {
        let effects = page.command(Command::NextMark);
        assert_eq!(selected(&page), Some(*words));
        let id = page.app.work().selected.clone().expect("one is selected");
        assert_eq!(effects[0], Effect::Focus(Target::Mark(id)));
    }
    assert_eq!(page.command(Command::NextMark), []);
    assert_eq!(selected(&page), Some("that"), "the last stays");
    for words in WALK.iter().rev().skip(1) {
        page.key("ArrowLeft", Place::Article);
        assert_eq!(selected(&page), Some(*words));
    }
    assert_eq!(page.command(Command::PreviousMark), []);
    page.key("End", Place::Article);
    assert_eq!(selected(&page), Some("that"));
    page.key("p", Place::Elsewhere);
    assert_eq!(selected(&page), Some("Lumen Labs may host Kite 3"));
    page.key("Home", Place::Article);
    assert_eq!(selected(&page), Some("According to"));
    page.key("n", Place::Elsewhere);
    assert_eq!(selected(&page), Some("Lumen Labs may host Kite 3"));
}

#[test]
fn walking_passes_over_what_is_hidden() {
    let mut page = Page::with_sentence();
    page.send(Msg::Toggle(Facet::Layer(Kind::Cue)));
    page.send(Msg::Toggle(Facet::Label(Label::Org.into())));
    let mut walk = Vec::new();
    while !page.command(Command::NextMark).is_empty() {
        walk.push(selected(&page).map(str::to_owned).unwrap_or_default());
    }
    assert_eq!(walk, ["Lumen Labs may host Kite 3", "Kite 3", "that"]);
}

#[test]
fn into_the_inspector_and_out_again() {
    let mut page = Page::with_sentence();
    assert_eq!(page.key("i", Place::Article), [], "nothing is selected");
    assert_eq!(page.words("status"), "Choose a mark first.");
    assert_eq!(page.key("w", Place::Article), []);
    assert_eq!(page.words("status"), "Choose a claim first.");
    page.command(Command::NextMark);
    let id = page.app.work().selected.clone().expect("one is selected");
    let inspector = Effect::Focus(Target::Element("inspector".to_owned()));
    assert_eq!(page.key("i", Place::Article), [inspector]);
    assert_eq!(
        page.key("Escape", Place::Elsewhere),
        [Effect::Focus(Target::Mark(id))]
    );
    assert_eq!(page.key("Escape", Place::Article), []);
    assert_eq!(selected(&page), None);
    let text = [Effect::Focus(Target::Text)];
    assert_eq!(page.key("Escape", Place::Elsewhere), text, "out of a field");
    page.command(Command::NextMark);
    assert_eq!(selected(&page), Some("The Verge"), "on from where one was");
}

#[test]
fn from_the_list_to_the_text_and_from_the_text_to_the_list() {
    let mut page = Page::with_sentence();
    let id = page.first(Kind::Claim);
    let select = |id: &Id, go| Msg::Select { id: id.clone(), go };
    let item = Effect::Reveal(Target::Element(format!("claim-{id}")));
    let text = Effect::Focus(Target::Mark(id.clone()));
    assert_eq!(page.send(select(&id, Go::ToText)), [text, item.clone()]);
    assert_eq!(page.send(select(&id, Go::FromText)), [item]);
    let gone = Id::from("c99");
    assert_eq!(page.send(select(&gone, Go::ToText)), []);
    assert_eq!(page.app.work().selected, Some(id));
}

#[test]
fn deciding() {
    let mut page = Page::with_sentence();
    assert_eq!(page.key("a", Place::Elsewhere), [], "nothing is selected");
    page.command(Command::NextMark);
    let status = |page: &Page| page.app.work().selection().map(|mark| mark.status);
    page.key("a", Place::Elsewhere);
    assert_eq!(status(&page), Some(Status::Accepted));
    page.key("a", Place::Elsewhere);
    assert_eq!(
        status(&page),
        Some(Status::Suggested),
        "once more takes it back"
    );
    page.reject();
    assert_eq!(status(&page), Some(Status::Rejected));
    assert_eq!(page.app.work().tally().facet(Facet::Rejected), 1);
    assert_eq!(
        page.app
            .work()
            .tally()
            .facet(Facet::Cue(CueType::Attribution)),
        0
    );
    page.command(Command::Undo);
    page.command(Command::Undo);
    assert_eq!(status(&page), Some(Status::Accepted));
    assert!(page.app.unsaved());
    page.command(Command::Undo);
    assert_eq!(status(&page), Some(Status::Suggested));
    assert_eq!(page.command(Command::Undo), []);
    page.command(Command::Redo);
    assert_eq!(status(&page), Some(Status::Accepted));
}

#[test]
fn a_cue_is_rejected_together_with_what_it_says_of_its_claims() {
    let mut page = Page::with_sentence();
    let [cue, claim] = ["q2", "c1"].map(Id::from);
    let now = |page: &Page| {
        let mark = |id| page.app.work().document().mark(id).expect("it stands");
        (mark(&cue).status, Facet::of(mark(&claim)))
    };
    let before = (Status::Suggested, Facet::Certainty(Certainty::Possible));
    assert_eq!(now(&page), before);
    let (id, go) = (cue.clone(), Go::ToText);
    page.send(Msg::Select { id, go });
    let effects = page.command(Command::RejectOn);
    page.answer_first(&effects);
    let reported = Facet::Certainty(Certainty::Reported);
    assert_eq!(now(&page), (Status::Rejected, reported));
    assert_ne!(selected(&page), Some("may"), "it goes on");
    page.command(Command::Undo);
    assert_eq!(now(&page), before);
}

/// The field of a mark's sheet that makes it something else.
fn relabel(id: &Id) -> Field {
    Field::Hand(format!("@{id}\nrelabel=").into())
}

#[test]
fn relabelling() {
    let mut page = Page::with_sentence();
    let check = |page: &mut Page, kind, value, facet| {
        let id = page.first(kind);
        let effects = change(page, relabel(&id), value);
        page.answer(&effects);
        let mark = page.app.work().document().mark(&id).expect("it stands");
        assert_eq!(Facet::of(mark), facet);
        assert_eq!(
            (mark.origin, mark.status),
            (Origin::Human, Status::Accepted)
        );
    };
    check(
        &mut page,
        Kind::Entity,
        "WORK_OF_ART",
        Facet::Label(Label::WorkOfArt.into()),
    );
    check(
        &mut page,
        Kind::Cue,
        "hearsay",
        Facet::Cue(CueType::Hearsay),
    );
    check(
        &mut page,
        Kind::Claim,
        "unlikely",
        Facet::Certainty(Certainty::Unlikely),
    );
    // What is no label changes nothing.
    let before = page.app.work().document().clone();
    let id = page.first(Kind::Entity);
    let effects = change(&mut page, relabel(&id), " ");
    page.answer(&effects);
    assert_eq!(*page.app.work().document(), before);
    for _ in 0..3 {
        page.command(Command::Undo);
    }
    assert!(!page.app.work().reviewed());
}

#[test]
fn exporting() {
    let mut page = Page::with_sentence();
    page.command(Command::NextMark);
    page.command(Command::Accept);
    let ask = |what: &str| Effect::Post(Request::Ask(what.to_owned()));
    assert_eq!(page.command(Command::ExportDialog), [ask("export:")]);
    assert!(page.app.unsaved());
    let document = page.app.work().id().to_owned();
    let file = |document| Response::File {
        name: "a.json".to_owned(),
        url: "blob:x".to_owned(),
        document,
    };
    let saved = Effect::Save {
        name: "a.json".to_owned(),
        url: "blob:x".to_owned(),
    };
    assert_eq!(page.worker(file(None)), std::slice::from_ref(&saved));
    assert!(page.app.unsaved(), "a backup is no export");
    assert_eq!(page.worker(file(Some(document))), [saved]);
    assert!(!page.app.unsaved());
    assert_eq!(page.words("status"), "Saved as a.json.");
    let effects = page.worker(Response::Copy {
        what: "the JSON".to_owned(),
        content: "{}".to_owned(),
    });
    assert!(matches!(effects.as_slice(), [Effect::Copy { content, .. }] if content == "{}"));
    let copied = |ok| Msg::Copied {
        what: "the JSON".to_owned(),
        ok,
    };
    page.send(copied(false));
    assert!(page.notices()[0].contains("did not let the page copy the JSON"));
    page.send(copied(true));
    assert_eq!(page.notices(), [""; 0]);
    assert_eq!(page.words("status"), "Copied the JSON.");
    let message = "e3 does not fit its text".to_owned();
    page.worker(Response::Failed {
        revision: None,
        message,
    });
    assert_eq!(page.notices(), ["e3 does not fit its text"]);
}

#[test]
fn copying_claims() {
    let mut page = Page::with_sentence();
    let copied = |page: &mut Page, style| {
        let effects = page.command(Command::CopyClaims(style));
        let [Effect::Post(Request::Ask(asked))] = effects.as_slice() else {
            panic!("{effects:?}")
        };
        let (what, ids) = asked.split_once('=').expect("claims are named");
        let expect = match style {
            Style::Plain => "export:claims",
            Style::Markdown => "export:claims-markdown",
        };
        assert_eq!(what, expect);
        excerpt::listed(page.app.work().document(), ids, style).1
    };
    assert_eq!(
        copied(&mut page, Style::Plain),
        "Claims in “According to The Verge, Lumen Labs may host Kite 3. Nobody d…”\n\n\
         1. Lumen Labs may host Kite 3\n   possible – The Verge\n\
         2. that\n   denied – Nobody\n"
    );
    assert_eq!(
        copied(&mut page, Style::Markdown),
        "## Claims in “According to The Verge, Lumen Labs may host Kite 3. Nobody d…”\n\n\
         1. Lumen Labs may host Kite 3  \n   **possible** – *The Verge*\n\
         2. that  \n   **denied** – *Nobody*\n"
    );
    page.send(Msg::Toggle(Facet::Certainty(Certainty::Denied)));
    assert!(!copied(&mut page, Style::Plain).contains("denied"));
    page.send(Msg::Toggle(Facet::Layer(Kind::Claim)));
    assert_eq!(page.command(Command::CopyClaims(Style::Plain)), []);
}

#[test]
fn what_is_shown_is_no_part_of_the_document() {
    let mut page = Page::with_sentence();
    let before = page.app.work().document().clone();
    for facet in [
        Facet::Layer(Kind::Claim),
        Facet::Label(Label::Org.into()),
        Facet::Cue(CueType::Modal),
        Facet::Certainty(Certainty::Denied),
        Facet::Rejected,
    ] {
        page.send(Msg::Toggle(facet));
    }
    assert_eq!(*page.app.work().document(), before);
    assert!(!page.app.work().history().can_undo());
}

#[test]
fn dialogs_open_and_close() {
    let mut page = Page::ready();
    page.command(Command::ExportDialog);
    assert!(!open(&mut page, "sheet"), "there is nothing to export");
    page.paste(SENTENCE);
    let asks = page.key("e", Place::Elsewhere);
    assert_eq!(asks, [Effect::Post(Request::Ask("export:".to_owned()))]);
    let sheet = export::view(page.app.work().document(), Unit::CodePoint, true);
    page.worker(Response::Sheet(Some(drawn::write(&sheet, None))));
    assert!(open(&mut page, "sheet"));
    page.command(Command::CloseDialog);
    assert!(!open(&mut page, "sheet"));
    let asked = page.key("?", Place::Elsewhere);
    assert_eq!(asked, [Effect::Post(Request::Ask("help:".to_owned()))]);
}

fn open(page: &mut Page, id: &str) -> bool {
    find(&page.view(), id)
        .properties
        .contains(&hedgerow::ui::html::Property::Open(true))
}

#[test]
fn keys_by_table() {
    let check = |key: &str, modifiers: &str, place, expect| {
        let press = KeyPress {
            key: key.to_owned(),
            modifiers: Modifiers {
                control: modifiers.contains('c'),
                shift: modifiers.contains('s'),
                alt: modifiers.contains('a'),
            },
            place,
        };
        assert_eq!(command(&press), expect, "{key} {modifiers}");
    };
    let (article, elsewhere) = (Place::Article, Place::Elsewhere);
    check("j", "", elsewhere, Some(Command::NextOpen));
    check("J", "s", elsewhere, Some(Command::NextMark));
    check("j", "c", elsewhere, None);
    check("j", "a", elsewhere, None);
    check("J", "", elsewhere, Some(Command::NextOpen));
    check("?", "s", elsewhere, Some(Command::Ask("help:")));
    check("?", "", elsewhere, Some(Command::Ask("help:")));
    check("ArrowDown", "", article, Some(Command::NextMark));
    check("ArrowDown", "", elsewhere, None);
    check("Enter", "", article, Some(Command::AcceptOn));
    check("ArrowDown", "s", article, None);
    for shift in ["", "s"] {
        let down = Some(Command::Step("forward line"));
        check("ArrowDown", shift, Place::Caret, down);
    }
    check("[", "a", elsewhere, Some(Command::Hand("start=-g")));
    check("7", "a", elsewhere, Some(Command::Label));
    check("Enter", "", elsewhere, None);
    check("z", "c", elsewhere, Some(Command::Undo));
    check("Z", "cs", elsewhere, Some(Command::Redo));
    check("y", "c", elsewhere, Some(Command::Redo));
    check("u", "", article, Some(Command::Undo));
    check("v", "c", elsewhere, None);
    check("c", "c", article, None);
    check("PageDown", "", article, None);
    check(" ", "", article, None);
    check("é", "", article, None);
}

/// No key has two meanings in one place, and the help dialog shows all of them.
#[test]
fn the_keymap_is_whole() {
    let help = guide::view(&guide::Query::default(), &Settings::default()).text_content();
    for binding in KEYMAP {
        let words = words(binding.command);
        assert!(help.contains(words), "{words}");
        for key in binding.keys {
            assert!(help.contains(&keys::words(&keys::code_of(*key))), "{key:?}");
            for place in [Place::Article, Place::Caret, Place::Elsewhere] {
                if binding.place.is_some_and(|wanted| wanted != place) {
                    continue;
                }
                let press = key.press(place);
                assert_eq!(command(&press), Some(binding.command), "{key:?}");
            }
        }
    }
}

#[test]
fn kinds_of_marks_are_spoken_of() {
    let mut page = Page::with_sentence();
    let expect = [
        ("According to", "Cue"),
        ("The Verge", "Entity"),
        ("Lumen Labs may host Kite 3", "Claim"),
    ];
    for (words, kind) in expect {
        page.command(Command::NextMark);
        assert_eq!(selected(&page), Some(words));
        let inspection = page.words("inspection");
        assert!(inspection.starts_with(kind), "{inspection}");
        assert!(inspection.contains(words), "{inspection}");
        assert!(
            inspection.contains("The engine is"),
            "how sure: {inspection}"
        );
    }
    let claim = page.words("inspection");
    for part in ["The Verge", "may (modal)", "Possible", "(70 %)", "Why"] {
        assert!(claim.contains(part), "{part} in {claim}");
    }
    let mark = page.app.work().selection().expect("one is selected");
    assert!(matches!(mark.body, Body::Claim(_)));
}

#[test]
fn what_elements_answer_can_be_said_again() {
    let mut page = Page::with_sentence();
    let claim = page.first(Kind::Claim);
    page.send(Msg::Select {
        id: claim,
        go: Go::ToText,
    });
    page.worker(Response::Failed {
        revision: None,
        message: "no".into(),
    });
    let view = page.view();
    let answers: Vec<&On> = (view.descendants().into_iter())
        .flat_map(|element| &element.on)
        .collect();
    assert!(answers.len() > 40);
    for answer in answers {
        if let On::Click(msg) | On::Close(msg) = answer {
            assert_eq!(msg.again().as_ref(), Some(msg));
        }
    }
}
