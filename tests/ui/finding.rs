//! The sheets of what is looked for: what is listed, what is chosen, and what is done with it.

use crate::page::Page;
use hedgerow::annotation::{Body, Document, Edit, Id, Kind, Label, Mark, Origin, Status};
use hedgerow::engine::Engine;
use hedgerow::extract::{Certainty, CueType, Label as Known};
use hedgerow::find::{Case, Rule, Says, Tag};
use hedgerow::hand::{Tools, hand};
use hedgerow::project::Reached;
use hedgerow::protocol::{At, Caret, Done, Response};
use hedgerow::text::{Source, Span};
use hedgerow::ui::app::{Field, Msg};
use hedgerow::ui::drawn;
use hedgerow::ui::find::occurrences::{self, Aim};
use hedgerow::ui::find::reading::{self, Read};
use hedgerow::ui::find::rules;
use hedgerow::ui::find::search::{self, Answer, Around, Change, Scope};
use hedgerow::ui::find::{answers, refused};
use hedgerow::ui::html::{Element, On};
use hedgerow::ui::keymap::{Command, Place};
use std::sync::LazyLock;

const TEXT: &str = "Kite 3 may fly. The Kite 3 costs 40, KITE 3 not. \
                    Zoë likes Kite 3 and Kite 3 likes Zoë.";

fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);
    &ENGINE
}

fn span(words: &str, nth: usize) -> Span {
    let (at, words) = TEXT.match_indices(words).nth(nth).expect("it is there");
    Span::new(at as u32, (at + words.len()) as u32)
}

/// Two suggestions of a name, one decision on another, and a cue.
fn article() -> Document {
    let mut document = Document::new("d1", Source::new(TEXT));
    let name = |nth, label: Known| Body::Entity {
        span: span("Kite 3", nth),
        label: label.into(),
    };
    let cue = Body::Cue {
        span: span("may", 0),
        kind: CueType::Modal,
    };
    for (body, status) in [
        (name(0, Known::Product), Status::Suggested),
        (name(1, Known::Product), Status::Suggested),
        (name(2, Known::Org), Status::Suggested),
        (cue, Status::Suggested),
    ] {
        let id = document.free_id(if matches!(body, Body::Cue { .. }) {
            Kind::Cue
        } else {
            Kind::Entity
        });
        let mark = Mark {
            origin: Origin::Machine,
            status,
            confidence: Some(0.6),
            ..Mark::made(id, body)
        };
        document.apply(Edit::Insert(mark)).expect("it fits");
    }
    document
}

fn labels() -> Vec<Label> {
    Known::ALL.iter().copied().map(Label::from).collect()
}

fn at_mark(id: &str) -> At {
    At {
        mark: Some(id.into()),
        caret: None,
    }
}

fn selecting(span: Span) -> At {
    At {
        mark: None,
        caret: Some(Caret {
            anchor: span.end,
            focus: span.start,
        }),
    }
}

/// A sheet as it comes to the page, where each control has a name and asks for something.
fn arrived(sheet: &Element) -> Element {
    let sheet = drawn::read(&drawn::write(sheet, None));
    let sheet = sheet.tree.expect("it arrives");
    assert!(sheet.attribute("aria-label").is_some());
    for element in sheet.descendants() {
        for on in &element.on {
            let known = matches!(
                on,
                On::Click(Msg::Ask(_) | Msg::Hand(_) | Msg::Do(_)) | On::Input(Field::Ask(_))
            );
            let named = element.attribute("aria-label").is_some();
            assert!(
                known && (named || !element.text_content().is_empty()),
                "{on:?}"
            );
        }
    }
    sheet
}

fn boxes(sheet: &Element) -> Vec<bool> {
    let all = sheet.descendants().into_iter();
    let boxes = all.filter(|element| element.attribute("role") == Some("checkbox"));
    boxes
        .map(|element| element.attribute("aria-checked") == Some("true"))
        .collect()
}

/// The button that has the focus when the sheet opens.
fn first(sheet: &Element) -> String {
    let mut all = sheet.descendants().into_iter();
    let first = all.find(|element| element.attribute("autofocus").is_some());
    first.expect("one has").text_content()
}

/// Does what was thought out, sees that it can be taken back, and does it again.
fn apply(document: &mut Document, done: &Done) {
    let edit = done.edit.clone().expect("there is an edit");
    let before = document.clone();
    let inverse = document.apply(edit.clone()).expect("it fits");
    document.apply(inverse).expect("it can be taken back");
    assert_eq!(*document, before);
    document.apply(edit).expect("it fits again");
}

fn marked(document: &Document) -> Vec<String> {
    let names = document.marks().filter(|mark| mark.kind() == Kind::Entity);
    names
        .map(|mark| {
            let words = document.source().slice(mark.span());
            let Body::Entity { label, .. } = mark.body else {
                unreachable!("it is a name")
            };
            format!("{words} {label} {}", mark.status)
        })
        .collect()
}

#[test]
fn all_occurrences_are_listed_chosen_and_labelled() {
    let mut document = article();
    let mut state = occurrences::State::default();
    let view = |state: &occurrences::State, document: &Document| {
        arrived(&state.view(Some(document), &labels()))
    };
    state
        .open(Aim::Label, &document, &at_mark("e1"))
        .expect("there is something to look for");
    let sheet = view(&state, &document);
    assert!(sheet.text_content().contains("“Kite 3” stands 4 times"));
    // What is marked as something else is left to the person.
    assert_eq!(boxes(&sheet), [true, true, false, true]);
    assert_eq!(first(&sheet), "Mark as PRODUCT: all 3");
    state.ask("case", &document);
    assert_eq!(boxes(&view(&state, &document)).len(), 5);
    state.ask("none", &document);
    assert_eq!(boxes(&view(&state, &document)), [false; 5]);
    let Span { start, end } = span("Kite 3", 2);
    state.ask(&format!("choose={start}-{end}"), &document);
    state.ask("choose=1-2", &document);
    state.ask("choose=what?", &document);
    assert_eq!(
        boxes(&view(&state, &document)),
        [false, false, false, true, false]
    );
    state.ask("every", &document);
    state.ask("label=GPE", &document);
    assert_eq!(
        boxes(&view(&state, &document)),
        [false, false, true, false, true]
    );
    state.ask("label=PRODUCT", &document);
    state.ask("every", &document);
    let done = state.hand("label", &document, engine());
    assert_eq!(done.words, "5 places marked as PRODUCT.");
    apply(&mut document, &done);
    assert_eq!(
        marked(&document),
        [
            "Kite 3 PRODUCT accepted",
            "Kite 3 PRODUCT accepted",
            "KITE 3 PRODUCT accepted",
            "Kite 3 PRODUCT accepted",
            "Kite 3 PRODUCT accepted",
        ]
    );
    let done = state.hand("reject", &document, engine());
    assert_eq!(done.words, "5 marks rejected.");
    apply(&mut document, &done);
    assert!(
        marked(&document)
            .iter()
            .all(|mark| mark.ends_with("rejected"))
    );
}

#[test]
fn what_is_marked_alike_is_accepted_at_once() {
    let mut document = article();
    let mut state = occurrences::State::default();
    state
        .open(Aim::Accept, &document, &at_mark("e2"))
        .expect("there is something to look for");
    let sheet = arrived(&state.view(Some(&document), &labels()));
    assert_eq!(boxes(&sheet), [true, true, false, false]);
    assert_eq!(first(&sheet), "Accept all 2");
    let done = state.hand("accept", &document, engine());
    assert_eq!(done.words, "2 marks accepted.");
    apply(&mut document, &done);
    let status = |id: &str| document.mark(&id.into()).map(|mark| mark.status);
    assert_eq!(status("e1"), Some(Status::Accepted));
    assert_eq!(status("e3"), Some(Status::Suggested));
}

#[test]
fn a_selection_is_looked_for_and_nothing_says_why_not() {
    let document = article();
    let mut state = occurrences::State::default();
    state
        .open(Aim::Label, &document, &selecting(span("Zoë", 1)))
        .expect("there is something to look for");
    let sheet = arrived(&state.view(Some(&document), &labels()));
    assert!(sheet.text_content().contains("“Zoë” stands 2 times"));
    assert_eq!(first(&sheet), "Mark as PERSON: all 2");
    // What the words are already is what they are to be.
    state
        .open(Aim::Label, &document, &selecting(span("Kite 3", 3)))
        .expect("there is something to look for");
    let sheet = arrived(&state.view(Some(&document), &labels()));
    assert_eq!(first(&sheet), "Mark as PRODUCT: all 3");
    for nowhere in [At::default(), at_mark("e99"), selecting(Span::new(3, 3))] {
        let refused = state.open(Aim::Label, &document, &nowhere);
        assert!(refused.is_err_and(|words| words.contains("Select")));
        arrived(&state.view(Some(&document), &labels()));
    }
}

/// The documents of a project of three, of which some are open.
fn around<T>(open: &[&Document], with: impl FnOnce(Around<'_>) -> T) -> T {
    let title = |id: &str| match id {
        "d1" => Some("News"),
        "d2" => Some("Kites"),
        "d3" => Some("Zoos"),
        _ => open
            .iter()
            .any(|document| document.id == id)
            .then_some("Article"),
    };
    let title = &title;
    with(Around { open, title })
}

fn view(state: &search::State, open: &[&Document]) -> Element {
    arrived(&around(open, |around| state.view(around, &labels())))
}

fn answer(state: &search::State, words: &str, open: &[&Document]) -> Answer {
    around(open, |around| state.hand(words, around))
}

/// What is done to all that is chosen.
fn change(state: &search::State, words: &str) -> Change {
    match answer(state, words, &[]) {
        Answer::Change(change) => change,
        other => panic!("{other:?} is no change"),
    }
}

/// Does it in one document; with how many results.
fn applied(change: &Change, document: &mut Document) -> usize {
    let (edit, many) = change.wanted(document, engine());
    let done = Done {
        edit: Some(edit),
        ..Done::default()
    };
    apply(document, &done);
    many
}

/// Searches all of some documents.
fn run(state: &mut search::State, documents: &[&Document]) {
    state.begin(
        documents
            .iter()
            .map(|document| document.id.clone())
            .collect(),
    );
    while let Some(next) = state.next().map(str::to_owned) {
        match documents.iter().find(|document| document.id == next) {
            Some(document) => state.step(document),
            None => state.pass(),
        }
    }
}

fn ask(state: &mut search::State, documents: &[&Document], words: &str) {
    if state.ask(words) {
        run(state, documents);
    }
}

#[test]
fn search_finds_texts_and_marks_and_acts_on_those_that_are_chosen() {
    let document = article();
    let mut other = Document::new("d2", Source::new("Nothing. A Kite 3, says Zoë."));
    let mut state = search::State::default();
    let here = [&document];
    assert_eq!(boxes(&view(&state, &here)), [false; 0]);
    ask(&mut state, &here, "find=zoë");
    let sheet = view(&state, &here);
    assert!(sheet.text_content().contains("2 results."));
    assert_eq!(boxes(&sheet), [true, true]);
    // A bad expression is told where it fails, and loses nothing.
    ask(&mut state, &here, "regex");
    ask(&mut state, &here, "find=kite (3");
    let sheet = view(&state, &here);
    assert!(
        sheet.text_content().contains("behind “kite ”, at “(3”"),
        "{}",
        sheet.text_content()
    );
    assert_eq!(boxes(&sheet).len(), 2);
    ask(&mut state, &here, "find=kite \\d");
    assert_eq!(boxes(&view(&state, &here)).len(), 5);
    ask(&mut state, &here, "case");
    assert_eq!(boxes(&view(&state, &here)).len(), 0);
    ask(&mut state, &here, "find=Kite 3");
    // In several documents, plain words are marked in each with one edit.
    ask(&mut state, &here, "scope=open");
    assert_eq!(state.scope(), Scope::Open);
    run(&mut state, &[&document, &other]);
    let both = [&document, &other];
    assert!(
        view(&state, &both)
            .text_content()
            .contains("5 results in 2 documents.")
    );
    ask(&mut state, &both, "tag=PRODUCT");
    ask(&mut state, &both, "choose=0");
    let label = change(&state, "label");
    assert_eq!(label.documents(), ["d1", "d2"]);
    assert_eq!(applied(&label, &mut document.clone()), 3);
    assert_eq!(applied(&label, &mut other), 1);
    assert_eq!(marked(&other), ["Kite 3 PRODUCT accepted"]);
    // Of one that is not open, the way leads there.
    let Answer::Open { document: id, at } = answer(&state, "go=4", &[&document]) else {
        panic!("it is not open")
    };
    assert_eq!((id.as_str(), at), ("d2", None));
    // Marks by what became of them.
    let mut document = document;
    for (words, expect) in [
        ("find=", 0),
        ("in=entity", 3),
        ("label=ORG", 1),
        ("label=", 3),
        ("status=accepted", 0),
        ("status=suggested", 3),
        ("below=50", 0),
        ("below=70", 3),
        ("flag", 0),
        ("flag", 3),
    ] {
        ask(&mut state, &[&document], words);
        assert_eq!(boxes(&view(&state, &[&document])).len(), expect, "{words}");
    }
    assert_eq!(applied(&change(&state, "accept"), &mut document), 3);
    let Answer::Done(all) = answer(&state, "go=1", &[&document]) else {
        panic!("it is open")
    };
    assert_eq!(all[0].1.select, Some(Id::from("e2")));
}

#[test]
fn results_in_documents_that_are_not_open_are_changed_and_counted() {
    let mut document = article();
    let with_name = |id: &str, text: &str| {
        let mut document = Document::new(id, Source::new(text));
        let edit = document.adding(Body::Entity {
            span: Span::new(0, 6),
            label: Known::Product.into(),
        });
        document.apply(edit).expect("it fits");
        document
    };
    let mut kites = with_name("d2", "Kite 3 flies.");
    let mut zoos = with_name("d3", "Kite 3 is no bird.");
    let mut state = search::State::default();
    let all = [&document, &kites, &zoos];
    for words in ["in=entity", "scope=project", "find=Kite 3"] {
        ask(&mut state, &all, words);
    }
    let sheet = view(&state, &[&document]).text_content();
    assert!(
        sheet.contains("5 results in 3 documents, 2 of them not open."),
        "{sheet}"
    );
    assert!(sheet.contains("Accept 5"), "{sheet}");
    assert!(sheet.contains("PRODUCT, accepted, in “Kites”, not open"));
    assert!(
        view(&state, &[])
            .text_content()
            .contains("5 results in 3 documents, none of them open.")
    );
    let reject = change(&state, "reject");
    assert_eq!(reject.documents(), ["d1", "d2", "d3"]);
    let mut reached = Reached::default();
    reached.count(applied(&reject, &mut document), true);
    reached.count(applied(&reject, &mut kites), false);
    // What is shown of one that is not open is what was last seen of it.
    let seen = state.look(&kites);
    state.see(seen);
    reached.count(applied(&reject, &mut zoos), false);
    let before = state.look(&zoos);
    let sheet = view(&state, &[&document]).text_content();
    assert!(sheet.contains("PRODUCT, rejected, in “Kites”, not open"));
    assert!(sheet.contains("PRODUCT, accepted, in “Zoos”, not open"));
    assert_eq!(
        reject.told(&reached),
        "5 marks rejected in 3 documents, 2 of them not open."
    );
    // Where it is so already, nothing is done, and that is told.
    assert_eq!(reject.wanted(&kites, engine()), (Edit::Batch(vec![]), 0));
    let told = |marks, documents, aside, unread| {
        reject.told(&Reached {
            marks,
            documents,
            aside,
            unread,
        })
    };
    assert_eq!(
        told(4, 2, 2, 0),
        "4 marks rejected in 2 documents, none of them open. \
         1 result is so already, or is no longer what it was."
    );
    assert_eq!(
        told(0, 0, 0, 0),
        "Nothing was changed. 5 results are so already, or are no longer what they were."
    );
    assert_eq!(
        told(1, 1, 1, 1),
        "1 mark rejected in 1 document that is not open. \
         1 document could not be read, and nothing was changed there."
    );
    assert!(refused(true, "").contains("no room"));
    // Something else is looked for since: what was seen is of other rows.
    ask(&mut state, &[&document, &kites, &zoos], "status=rejected");
    state.see(before);
    let sheet = view(&state, &[]).text_content();
    assert!(!sheet.contains("PRODUCT, accepted"), "{sheet}");
    // A document that is deleted is gone.
    let title = |_: &str| None;
    let around = Around {
        open: &[],
        title: &title,
    };
    let sheet = arrived(&state.view(around, &labels()));
    assert!(sheet.text_content().contains("gone"));
}

#[test]
fn words_that_are_no_longer_what_was_found_are_not_marked() {
    let mut document = Document::new("d1", Source::new("A glim, a glim."));
    let mut state = search::State::default();
    ask(&mut state, &[&document], "find=glim");
    ask(&mut state, &[&document], "tag=PRODUCT");
    let rebased = hedgerow::annotation::rebase(&document, "Some glim, a glim.");
    document.apply(rebased.edit).expect("it fits");
    let label = change(&state, "label");
    assert!(view(&state, &[&document]).text_content().contains("gone"));
    assert_eq!(label.wanted(&document, engine()).1, 0);
    let rebased = hedgerow::annotation::rebase(&document, "A glim, some glim.");
    document.apply(rebased.edit).expect("it fits");
    assert_eq!(applied(&label, &mut document), 1);
    assert_eq!(marked(&document), ["glim PRODUCT accepted"]);
}

#[test]
fn what_is_found_in_several_open_articles_is_done_in_each() {
    let mut page = Page::read("A glim came.");
    page.command(Command::OpenBeside);
    let effects = page.paste("Nobody saw the glim, nor the other glim.");
    page.answer(&effects);
    let asked = page.app.work().id().to_owned();
    let documents: Vec<Document> = page.mirrors.documents().cloned().collect();
    let both: Vec<&Document> = documents.iter().collect();
    let mut state = search::State::default();
    ask(&mut state, &both, "find=glim");
    ask(&mut state, &both, "tag=PRODUCT");
    let label = change(&state, "label");
    let mut all: Vec<(String, Done)> = (documents.iter())
        .map(|document| {
            let (edit, many) = label.wanted(document, engine());
            let done = Done {
                edit: Some(edit),
                words: format!("{many} done."),
                ..Done::default()
            };
            (document.id.clone(), done)
        })
        .collect();
    all.reverse();
    page.send(Msg::Hand("search:label".into()));
    page.key("u", Place::Elsewhere);
    let mut said = String::new();
    for (document, done) in answers(&asked, all) {
        said.push_str(&done.words);
        let done = Box::new(done);
        page.worker(Response::Handed { document, done });
    }
    assert_eq!(said, "2 done. And so in 1 other document.");
    // The key that was pressed meanwhile took it back where the person is.
    assert_eq!(marked(page.app.work().document()), [""; 0]);
    page.command(Command::PreviousArticle);
    let there = page.app.work().document();
    assert_eq!(marked(there), ["glim PRODUCT accepted"]);
    page.command(Command::Undo);
    assert_eq!(marked(page.app.work().document()), [""; 0]);

    // Where there is nothing to do in the document at hand, it is answered first all the same.
    let edit = documents[0].adding(Body::Cue {
        span: Span::new(2, 6),
        kind: CueType::Modal,
    });
    let elsewhere = Done {
        edit: Some(edit),
        words: "1 place marked.".to_owned(),
        ..Done::default()
    };
    let all = answers(&asked, vec![(documents[0].id.clone(), elsewhere)]);
    let told: Vec<(&str, &str)> = (all.iter())
        .map(|(id, done)| (id.as_str(), done.words.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (asked.as_str(), "Done in 1 other document."),
            (documents[0].id.as_str(), "")
        ]
    );
}

/// A document that the engine has read, with three cues of one spelling that claims name.
fn hedged() -> Document {
    let source = Source::new("Snow may fall. Rain may come, the mayor said. Hail may follow.");
    let found = engine().extract(source.clone());
    Document::suggested("d1", source, &found)
}

fn levels(document: &Document) -> Vec<Certainty> {
    let claims = document.marks().filter_map(|mark| match &mark.body {
        Body::Claim(claim) => Some(claim.certainty),
        _ => None,
    });
    claims.collect()
}

#[test]
fn many_cues_that_are_rejected_at_once_have_no_say_in_their_claims() {
    let before = hedged();
    let cues: Vec<Id> = (before.marks())
        .filter(|mark| before.source().slice(mark.span()) == "may")
        .map(|mark| mark.id.clone())
        .collect();
    assert_eq!(cues.len(), 3);
    // One by one, as by hand.
    let mut singly = before.clone();
    for cue in &cues {
        let by_key = |_| None;
        let reader: &Engine = engine();
        let tools = Tools {
            reader,
            by_key: &by_key,
        };
        let at = at_mark(&cue.0);
        let edit = hand("decide=rejected", &at, &singly, tools).edit;
        singly
            .apply(edit.expect("there is an edit"))
            .expect("it fits");
    }
    assert_ne!(levels(&singly), levels(&before));
    // All at once, from the one sheet and from the other.
    let mut all = before.clone();
    let mut state = occurrences::State::default();
    state
        .open(Aim::Label, &all, &at_mark(&cues[0].0))
        .expect("there is something to look for");
    state.ask("every", &all);
    apply(&mut all, &state.hand("reject", &before, engine()));
    assert_eq!(all, singly);
    let mut found = before.clone();
    let mut state = search::State::default();
    for words in ["in=marks", "label=modal", "find=may"] {
        ask(&mut state, &[&before], words);
    }
    assert_eq!(applied(&change(&state, "reject"), &mut found), 3);
    assert_eq!(found, singly);
    // Suggested again, they have their say again; as another type, another say.
    applied(&change(&state, "accept"), &mut found);
    assert_eq!(levels(&found), levels(&before));
    state.ask("tag=condition");
    applied(&change(&state, "label"), &mut found);
    assert_ne!(levels(&found), levels(&before));
}

#[test]
fn claims_that_are_decided_on_with_their_cues_are_judged_as_well() {
    let before = hedged();
    let mut after = before.clone();
    let mut state = search::State::default();
    for words in ["in=marks", "find="] {
        ask(&mut state, &[&before], words);
    }
    applied(&change(&state, "reject"), &mut after);
    assert!(after.marks().all(|mark| mark.status == Status::Rejected));
    assert_eq!(after.len(), before.len());
    assert_ne!(levels(&after), levels(&before));
}

#[test]
fn a_decision_becomes_a_rule_with_a_list_of_what_it_changes() {
    let mut document = article();
    let other = Document::new("d2", Source::new("A Kite 3, says Zoë."));
    let (engine, mut state) = (Engine::new(), rules::State::default());
    let accept = document.deciding([&"e1".into()], Status::Accepted);
    document.apply(accept).expect("it fits");
    state
        .teach(&document, &at_mark("e1"))
        .expect("there is a name");
    let sheet = arrived(&state.view(&[&document, &other], &labels()));
    // The ORG becomes one, the fourth is new, and so is that of the other document.
    assert_eq!(first(&sheet), "Teach, and change 3 suggestions");
    assert!(sheet.text_content().contains("ORG → PRODUCT"));
    assert_eq!(boxes(&sheet), [true; 3]);
    let Span { start, end } = span("Kite 3", 3);
    state.ask(&format!("choose=d1 {start}-{end}"));
    assert_eq!(
        boxes(&arrived(&state.view(&[&document, &other], &labels()))),
        [true, false, true]
    );
    let answers = state.learn(&[&document, &other], &engine);
    let ids: Vec<&str> = answers.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(ids, ["d1", "d2"]);
    apply(&mut document, &answers[0].1);
    assert_eq!(
        marked(&document),
        [
            "Kite 3 PRODUCT accepted",
            "Kite 3 PRODUCT suggested",
            "Kite 3 PRODUCT suggested",
        ]
    );
    let rule = Rule {
        words: "Kite 3".to_owned(),
        case: Case::Exact,
        says: Says::Always(Tag::Name(Known::Product.into())),
        on: true,
    };
    assert_eq!(state.rules(), std::slice::from_ref(&rule));
    // Listed, switched off, edited, deleted, and had back.
    let sheet = arrived(&state.view(&[&document, &other], &labels()));
    assert!(sheet.text_content().contains("“Kite 3” is always PRODUCT"));
    assert!(state.ask("on=0"));
    assert!(!state.rules()[0].on);
    assert!(!state.ask("edit=0"));
    state.ask("words=KITE 3");
    state.ask("says=never");
    state.ask("case");
    arrived(&state.view(&[&document, &other], &labels()));
    state.learn(&[], &engine);
    let changed = Rule {
        words: "KITE 3".to_owned(),
        case: Case::Any,
        says: Says::Never(Kind::Entity),
        on: true,
    };
    assert_eq!(state.rules(), std::slice::from_ref(&changed));
    assert!(state.ask("delete=0"));
    assert_eq!(state.rules(), []);
    assert!(
        arrived(&state.view(&[&document, &other], &labels()))
            .text_content()
            .contains("is deleted")
    );
    assert!(state.ask("back"));
    assert_eq!(state.rules(), [changed]);
    assert!(!state.ask("delete=7"));
    // A rejected name teaches that it is none; the same words are the same rule.
    let reject = document.deciding([&"e1".into()], Status::Rejected);
    document.apply(reject).expect("it fits");
    state.set(vec![rule]);
    state
        .teach(&document, &at_mark("e1"))
        .expect("there is a name");
    state.learn(&[], &engine);
    assert_eq!(state.rules().len(), 1);
    assert_eq!(state.rules()[0].says, Says::Never(Kind::Entity));
    assert!(state.teach(&document, &At::default()).is_err());
}

#[test]
fn a_decision_on_a_cue_becomes_a_rule_as_well() {
    let mut document = article();
    let (engine, mut state) = (Engine::new(), rules::State::default());
    state.teach(&document, &at_mark("q1")).expect("it is a cue");
    let sheet = arrived(&state.view(&[&document], &labels()));
    assert_eq!(first(&sheet), "Teach");
    assert!(sheet.text_content().contains("is never a cue"));
    assert!(sheet.text_content().contains("is always modal"));
    state.ask("says=belief");
    let sheet = arrived(&state.view(&[&document], &labels()));
    assert_eq!(first(&sheet), "Teach, and change 1 suggestion");
    assert!(sheet.text_content().contains("modal → belief"));
    let answers = state.learn(&[&document], &engine);
    apply(&mut document, &answers[0].1);
    let belief = Says::Always(Tag::Cue(CueType::Belief));
    assert_eq!(state.rules()[0].says, belief);
    let listed = |state: &rules::State| {
        let sheet = arrived(&state.view(&[], &labels()));
        sheet.text_content()
    };
    assert!(listed(&state).contains("“may” is always belief"));
    // A rejected one teaches that it is none, in the place of what was taught before.
    let reject = document.deciding([&"q1".into()], Status::Rejected);
    document.apply(reject).expect("it fits");
    state.teach(&document, &at_mark("q1")).expect("it is a cue");
    state.learn(&[], &engine);
    let says = |state: &rules::State| -> Vec<Says> {
        let rules = state.rules().iter();
        rules.map(|rule| rule.says).collect()
    };
    assert_eq!(says(&state), [Says::Never(Kind::Cue)]);
    assert!(listed(&state).contains("“may” is never a cue"));
    // What the same words are as a name is another rule.
    state.teach(&document, &at_mark("q1")).expect("it is a cue");
    state.ask("says=never");
    state.ask("says=");
    state.learn(&[], &engine);
    let both = [Says::Never(Kind::Cue), Says::Never(Kind::Entity)];
    assert_eq!(says(&state), both);
    // A claim is neither.
    let claim = hedgerow::annotation::ClaimBody::plain(vec![span("Kite 3 may fly", 0)]);
    let claim = document.adding(Body::Claim(claim));
    document.apply(claim).expect("it fits");
    assert!(state.teach(&document, &at_mark("c1")).is_err());
}

#[test]
fn what_lost_its_words_is_placed_or_dropped() {
    let mut document = article();
    let accept = document.deciding([&"e1".into(), &"e3".into()], Status::Accepted);
    document.apply(accept).expect("it fits");
    let engine = hedgerow::annotation::EngineInfo {
        name: "hedgerow".to_owned(),
        version: "1".to_owned(),
        model: "new".to_owned(),
    };
    document.engine = Some(hedgerow::annotation::EngineInfo {
        model: "old".to_owned(),
        ..engine.clone()
    });
    let text = TEXT.replacen("Kite 3", "Kite 4", 1);
    let before = document.decided();
    let rebased = hedgerow::annotation::rebase(&document, &text);
    let followed = Some(rebased.followed());
    document.apply(rebased.edit).expect("it fits");
    document.lose(before);
    let view = |document: &Document| {
        arrived(&reading::view(Some(Read {
            document,
            engine: &engine,
            followed,
        })))
    };
    let sheet = view(&document);
    let words = sheet.text_content();
    assert!(
        words.contains("3 marks stayed where they had been"),
        "{words}"
    );
    assert!(
        words.contains("1 mark that you had decided on lost its words"),
        "{words}"
    );
    assert!(words.contains("Read by hedgerow 1 (old); now there is hedgerow 1 (new)."));
    assert!(words.contains("Place it here: Kite 4 may fly."), "{words}");
    let done = reading::place("place=e1\n0-6", &document, &At::default());
    let mut placed = document.clone();
    apply(&mut placed, &done);
    assert_eq!(marked(&placed)[0], "Kite 4 PRODUCT accepted");
    assert_eq!(placed.orphans().count(), 0);
    let done = reading::place("place=e1\n", &document, &selecting(Span::new(0, 4)));
    apply(&mut document.clone(), &done);
    // Nothing is done where nothing is said, or nothing is there.
    for (words, at) in [
        ("place=e1\n", At::default()),
        ("place=e1\n0-9999", At::default()),
        ("place=e2\n0-6", At::default()),
        ("what?", At::default()),
    ] {
        let done = reading::place(words, &document, &at);
        assert!(done.edit.is_none() && !done.words.is_empty(), "{words}");
    }
    let (id, dropped) = reading::asked("drop=e1").expect("it is dropped");
    document.drop_orphan(&id, dropped);
    assert!(
        view(&document)
            .text_content()
            .contains("“Kite 3” is dropped.")
    );
    assert_eq!(reading::asked("keep=e1"), Some((id, false)));
    assert_eq!(reading::asked("what?"), None);
}

#[test]
fn of_many_marks_that_lost_their_words_some_are_listed_at_a_time() {
    let text: String = (0..30).map(|at| format!("Kite {at} may fly. ")).collect();
    let mut document = Document::new("d1", Source::new(text.as_str()));
    let kites = text.match_indices("Kite").map(|(at, _)| {
        let span = Span::new(at as u32, at as u32 + 6);
        let label = Known::Product.into();
        Body::Entity { span, label }
    });
    let edit = document.adding_all(kites);
    document.apply(edit).expect("it fits");
    let all: Vec<Id> = document.marks().map(|mark| mark.id.clone()).collect();
    let before = document.decided();
    let edit = document.removing(&all);
    document.apply(edit).expect("it fits");
    document.lose(before);
    let engine = hedgerow::annotation::EngineInfo {
        name: "hedgerow".into(),
        version: "1".into(),
        model: "new".into(),
    };
    let sheet = arrived(&reading::view(Some(Read {
        document: &document,
        engine: &engine,
        followed: None,
    })));
    let words = sheet.text_content();
    assert!(
        words.contains("30 marks that you had decided on"),
        "{words}"
    );
    assert!(words.contains("The first 20 are listed"), "{words}");
    let rows = sheet.descendants().into_iter();
    assert_eq!(rows.filter(|element| element.tag == "li").count(), 20);
}
