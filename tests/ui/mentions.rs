//! The things that names are of: listed, walked, decided on at once.

use crate::page::{Page, find};
use hedgerow::annotation::{Document, Kind, Mark, Status};
use hedgerow::extract::Label;
use hedgerow::protocol::{Request, Response};
use hedgerow::session::links;
use hedgerow::text::Source;
use hedgerow::ui::app::{Effect, Go, List, Msg, Target};
use hedgerow::ui::html::{Element, On};
use hedgerow::ui::keymap::{Command, Place};
use hedgerow::ui::shown::Facet;

const TEXT: &str = "Elon Musk met Ada Holm in Oslo. Musk left. Holm said that Musk may return \
                    to Norway. Elon Musk’s car may stay.";

fn selected(page: &Page) -> Option<&str> {
    Some(page.under(page.app.work().selection()?))
}

/// Selects the mention of this name that comes first.
fn select(page: &mut Page, name: &str) {
    let marks = page.marks(Kind::Entity).into_iter();
    let id = marks
        .filter(|mark| page.under(mark) == name)
        .map(|mark| mark.id.clone())
        .next();
    let id = id.unwrap_or_else(|| panic!("{name} is no entity"));
    page.send(Msg::Select {
        id,
        go: Go::FromText,
    });
}

/// The items of the list: their words, and whether they are of what is selected.
fn listed(page: &mut Page) -> Vec<(String, bool)> {
    let list = find(&page.view(), "entities");
    let buttons = list
        .descendants()
        .into_iter()
        .filter(|element| element.tag == "button");
    let item = |button: &Element| {
        let chosen = button.attribute("aria-current").is_some();
        (button.text_content(), chosen)
    };
    buttons.map(item).collect()
}

fn with(page: &Page, status: Status) -> Vec<&str> {
    let marks = page.marks(Kind::Entity).into_iter();
    marks
        .filter(|mark| mark.status == status)
        .map(|mark| page.under(mark))
        .collect()
}

fn said(page: &mut Page) -> String {
    page.words("status")
}

#[test]
fn entities_are_listed_with_their_mentions() {
    let mut page = Page::read(TEXT);
    let focus = page.key("g", Place::Elsewhere);
    assert_eq!(
        focus,
        [Effect::Focus(Target::Element("entities".to_owned()))]
    );
    let expect = [
        "Elon Musk Person 4",
        "Ada Holm Person 2",
        "Oslo Country or city 1",
        "Norway Country or city 1",
    ];
    let words = |page: &mut Page| {
        listed(page)
            .into_iter()
            .map(|(words, _)| words)
            .collect::<Vec<_>>()
    };
    assert_eq!(words(&mut page), expect);
    assert!(page.words("entities-title").contains('4'));
    // What is hidden in the article is not listed either.
    page.send(Msg::Toggle(Facet::Label(Label::Person.into())));
    assert_eq!(words(&mut page), expect[2..]);
    page.send(Msg::Toggle(Facet::Layer(Kind::Entity)));
    assert!(page.words("claim-list").contains("switched off"));
    page.send(Msg::Toggle(Facet::Label(Label::Person.into())));
    page.send(Msg::Toggle(Facet::Layer(Kind::Entity)));
    // An item leads to the first mention, and the text back to the item.
    let list = find(&page.view(), "entities");
    let holm = list.descendants()[..]
        .iter()
        .filter(|e| e.tag == "button")
        .nth(1)
        .unwrap()
        .on[0]
        .clone();
    let On::Click(msg) = holm else {
        panic!("{holm:?}")
    };
    let effects = page.send(msg);
    assert_eq!(selected(&page), Some("Ada Holm"));
    assert!(matches!(&effects[0], Effect::Focus(Target::Mark(_))));
    assert_eq!(
        effects[1],
        Effect::Reveal(Target::Element("cluster-k2".to_owned()))
    );
    let chosen: Vec<bool> = listed(&mut page)
        .into_iter()
        .map(|(_, chosen)| chosen)
        .collect();
    assert_eq!(chosen, [false, true, false, false]);
    // And the claims again, by the button.
    assert_eq!(page.command(Command::List(List::Claims)), []);
    assert!(page.words("claim-list").starts_with("Claims"));
}

#[test]
fn mentions_are_walked() {
    let mut page = Page::read(TEXT);
    page.key("m", Place::Elsewhere);
    assert_eq!(selected(&page), None, "nothing is selected");
    select(&mut page, "Elon Musk");
    assert!(
        page.words("inspection")
            .contains("1 of 4 mentions of Elon Musk")
    );
    let mut walk = Vec::new();
    while !page.key("m", Place::Elsewhere).is_empty() {
        walk.push((
            selected(&page).unwrap_or_default().to_owned(),
            said(&mut page),
        ));
    }
    let expect = [
        ("Musk", "2 of 4 mentions of Elon Musk"),
        ("Musk", "3 of 4 mentions of Elon Musk"),
        ("Elon Musk", "4 of 4 mentions of Elon Musk"),
    ];
    let expect = expect.map(|(name, words)| (name.to_owned(), words.to_owned()));
    assert_eq!(walk, expect);
    assert_eq!(said(&mut page), "No further mention.");
    page.command(Command::PreviousMention);
    assert!(page.words("inspection").contains("3 of 4"));
    // What is named once has nothing to walk.
    select(&mut page, "Oslo");
    assert!(!page.words("inspection").contains("mentions"));
    // All mentions show which ones they are.
    select(&mut page, "Ada Holm");
    let article = find(&page.view(), "article");
    let related: Vec<String> = article
        .descendants()
        .into_iter()
        .filter(|element| element.attribute("data-emphasis") == Some("related"))
        .map(Element::text_content)
        .collect();
    assert_eq!(related, ["Holm"]);
}

/// Has the worker think something out, and does it; what is left to be done for it.
fn hand(page: &mut Page, words: &str) -> Vec<Effect> {
    let effects = page.send(Msg::Hand(words.into()));
    page.answer(&effects)
}

#[test]
fn one_action_decides_on_all_mentions() {
    let mut page = Page::read(TEXT);
    let before = page.app.work().document().clone();
    select(&mut page, "Musk");
    hand(&mut page, "accept all");
    assert_eq!(
        with(&page, Status::Accepted),
        ["Elon Musk", "Musk", "Musk", "Elon Musk"]
    );
    assert_eq!(said(&mut page), "All 4 mentions accepted.");
    // One step back takes all of it back.
    page.command(Command::Undo);
    assert_eq!(*page.app.work().document(), before);
    assert!(!page.app.work().history().can_undo());
    // What was decided otherwise stays.
    page.command(Command::Accept);
    let effects = hand(&mut page, "reject all");
    assert_eq!(
        with(&page, Status::Rejected),
        ["Elon Musk", "Musk", "Elon Musk"]
    );
    assert_eq!(with(&page, Status::Accepted), ["Musk"]);
    assert_eq!(
        said(&mut page),
        "3 of 4 mentions rejected; 1 that you had decided on stays as they are."
    );
    // Rejected ones are no mentions any more.
    page.answer(&effects);
    page.command(Command::List(List::Entities));
    assert_eq!(listed(&mut page)[2].0, "Musk Person 1");
    let effects = page.command(Command::Undo);
    page.answer(&effects);
    assert_eq!(listed(&mut page)[0].0, "Elon Musk Person 4");
    page.key("Escape", Place::Article);
    hand(&mut page, "accept all");
    assert_eq!(said(&mut page), "Choose a mark first.");
}

#[test]
fn all_mentions_are_relabelled() {
    let mut page = Page::read(TEXT);
    select(&mut page, "Ada Holm");
    page.command(Command::Accept);
    select(&mut page, "Holm");
    let focus = page.command(Command::RelabelAll);
    assert_eq!(
        focus,
        [Effect::Focus(Target::Element("relabel-all".to_owned()))]
    );
    let relabel = |page: &mut Page, value: &str| {
        let id = page.app.work().selected.clone().expect("one is selected");
        hand(page, &format!("@{id}\nrelabel all={value}"))
    };
    let before = page.app.work().document().clone();
    relabel(&mut page, "");
    assert_eq!(*page.app.work().document(), before);
    let effects = relabel(&mut page, "ORG");
    let labels = |page: &Page| {
        let facets = page
            .marks(Kind::Entity)
            .into_iter()
            .filter(|mark| page.under(mark).ends_with("Holm"));
        facets.map(Facet::of).collect::<Vec<_>>()
    };
    assert_eq!(
        labels(&page),
        [
            Facet::Label(Label::Person.into()),
            Facet::Label(Label::Org.into())
        ]
    );
    assert!(said(&mut page).starts_with("1 of 2 mentions changed; 1 that"));
    page.answer(&effects);
    assert!(
        !page.words("inspection").contains("mentions of"),
        "they are two things now"
    );
    let effects = page.command(Command::Undo);
    page.answer(&effects);
    assert!(
        page.words("inspection")
            .contains("2 of 2 mentions of Ada Holm")
    );
}

#[test]
fn the_worker_is_asked_when_names_change() {
    let asks = |effects: &[Effect]| {
        let asked = |effect: &Effect| matches!(effect, Effect::Post(Request::Link(_)));
        effects.iter().any(asked)
    };
    let mut page = Page::read(TEXT);
    select(&mut page, "Musk");
    let effects = page.command(Command::Accept);
    assert!(!asks(&effects), "which names stand is the same");
    let effects = page.command(Command::Reject);
    assert!(asks(&effects));
    let effects = page.command(Command::Undo);
    assert!(asks(&effects));
    // An answer for a document that is closed is nobody's.
    let before = page.app.work().document().clone();
    page.worker(Response::Linked {
        document: "d99".to_owned(),
        clusters: Vec::new(),
    });
    assert_eq!(*page.app.work().document(), before);
}

/// Clusters say nothing that a person decided: a run that changes nothing else is none to undo.
#[test]
fn clusters_are_no_edit() {
    let page = Page::read(TEXT);
    assert!(!page.app.work().history().can_undo());
    let mut whole = Document::suggested("d1", Source::new(TEXT), &Default::default());
    assert!(whole.clusters().is_empty());
    for mark in page
        .app
        .work()
        .document()
        .marks()
        .cloned()
        .collect::<Vec<Mark>>()
    {
        if mark.kind() == Kind::Entity {
            whole
                .apply(hedgerow::annotation::Edit::Insert(mark))
                .expect("it fits");
        }
    }
    let clusters = links(&hedgerow::engine::Engine::new(), &mut whole);
    assert_eq!(page.app.work().document().clusters(), clusters);
}
