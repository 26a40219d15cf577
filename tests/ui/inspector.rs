//! The sheet of the selected mark: asked for, drawn by the worker, shown.

use crate::page::{Page, SENTENCE, find};
use hedgerow::annotation::{Body, CertaintyBy, ClaimBody, Id, Kind, Status};
use hedgerow::extract::{Certainty, Polarity};
use hedgerow::protocol::{Request, Response};
use hedgerow::ui::app::{self, App, Effect, Field, Go, Intake, Msg};
use hedgerow::ui::caret::Spot;
use hedgerow::ui::html::{Element, On, Property};
use hedgerow::ui::keymap::{Command, Place};

fn sheet(page: &mut Page) -> Element {
    find(&page.view(), "inspection")
}

/// Uses the control that has this name, and does what comes of it.
fn press(page: &mut Page, name: &str) {
    let sheet = sheet(page);
    let named = |element: &&Element| {
        let label = element.attribute("aria-label").map(str::to_owned);
        label.unwrap_or_else(|| element.text_content()) == name && !element.on.is_empty()
    };
    let all = sheet.descendants();
    let button = all.into_iter().find(named);
    let button = button.unwrap_or_else(|| panic!("there is no “{name}” in {}", sheet.to_html()));
    let On::Click(msg) = &button.on[0] else {
        panic!("{name} is no button")
    };
    let effects = page.send(msg.again().expect("it can be said again"));
    page.answer(&effects);
}

/// Gives the field with this name a value.
fn fill(page: &mut Page, name: &str, value: &str) {
    let sheet = sheet(page);
    let named =
        |element: &&Element| element.tag == "label" && element.text_content().starts_with(name);
    let label = sheet.descendants().into_iter().find(named).cloned();
    let label = label.unwrap_or_else(|| panic!("there is no field {name}"));
    let all = label.descendants();
    let field = all
        .into_iter()
        .find_map(|element| match element.on.first() {
            Some(On::Change(field)) => Some(field.clone()),
            _ => None,
        });
    let intake = Intake {
        text: value.to_owned(),
        ..Intake::default()
    };
    let field = field.expect("it answers");
    assert!(matches!(field, Field::Hand(_)));
    let effects = page.send(Msg::Changed { field, intake });
    page.answer(&effects);
}

/// A page where the first claim is selected.
fn with_claim() -> Page {
    let mut page = Page::read(SENTENCE);
    page.command(Command::NextClaim);
    page
}

fn claim(page: &Page) -> ClaimBody {
    match &page.app.work().selection().expect("one is selected").body {
        Body::Claim(claim) => claim.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_sheet_stays_until_the_next_one_is_there() {
    let mut page = Page::with_sentence();
    assert_eq!(sheet(&mut page).attribute("data-state"), Some("empty"));
    page.key("j", Place::Elsewhere);
    let first = page.words("inspection");
    assert!(first.contains("According to"), "{first}");
    // What the worker is slow to answer.
    let asked = |effects: Vec<Effect>| {
        effects.into_iter().find_map(|effect| match effect {
            Effect::Post(Request::Inspect { mark, .. }) => Some(mark),
            _ => None,
        })
    };
    let id = |app: &App| app.work().selected.clone();
    let second = asked(app::update(&mut page.app, Msg::Do(Command::NextMark)));
    assert_eq!(second, id(&page.app));
    assert_eq!(page.words("inspection"), first);
    // Another mark is selected meanwhile: it waits for its turn.
    let waits = asked(app::update(&mut page.app, Msg::Do(Command::NextMark)));
    assert_eq!(waits, None);
    let stale = hedgerow::ui::drawn::write(&hedgerow::ui::html::el("section#inspection"), None);
    let stale = Msg::Worker(Response::Inspected(stale));
    let third = asked(app::update(&mut page.app, stale));
    assert_eq!(third, id(&page.app));
    assert_eq!(page.words("inspection"), first);
    // And nothing is asked for twice.
    let again = asked(app::update(&mut page.app, Msg::Point(None)));
    assert_eq!(again, None);
    page.key("Escape", Place::Article);
    assert_eq!(sheet(&mut page).attribute("data-state"), Some("empty"));
}

#[test]
fn a_worker_that_is_gone_owes_no_sheet() {
    let reason = "out of memory".to_owned();
    for end in [Msg::WorkerDied { reason }, Msg::Do(Command::LoadAgain)] {
        let mut page = Page::with_sentence();
        app::update(&mut page.app, Msg::Do(Command::NextMark));
        page.send(end);
        page.worker(crate::page::ready());
        assert!(page.words("inspection").contains("According to"));
    }
}

#[test]
fn what_a_sheet_asks_is_of_its_own_mark() {
    let mut page = Page::with_sentence();
    page.key("j", Place::Elsewhere);
    let cue = page.app.work().selected.clone().expect("one is selected");
    let field = Field::Hand(format!("@{cue}\nrelabel=").into());
    page.key("j", Place::Elsewhere);
    let intake = Intake {
        text: "hearsay".to_owned(),
        ..Intake::default()
    };
    let effects = page.send(Msg::Changed { field, intake });
    page.answer(&effects);
    let mark = page.app.work().document().mark(&cue).expect("it stands");
    assert_eq!(mark.status, Status::Accepted);
    assert_ne!(page.app.work().selected, Some(cue));
}

#[test]
fn marks_are_decided_on_and_left_from_their_sheet() {
    let mut page = with_claim();
    press(&mut page, "Accept");
    let status = |page: &Page| page.app.work().selection().map(|mark| mark.status);
    assert_eq!(status(&page), Some(Status::Accepted));
    let html = sheet(&mut page).to_html();
    assert!(
        html.contains("class=\"accept\" aria-pressed=\"true\""),
        "{html}"
    );
    press(&mut page, "Reject");
    assert_eq!(status(&page), Some(Status::Rejected));
    press(&mut page, "may (modal)");
    let kind = page.app.work().selection().map(|mark| mark.kind());
    assert_eq!(kind, Some(Kind::Cue));
    press(&mut page, "Back to the text");
}

#[test]
fn the_form_of_a_claim() {
    let mut page = with_claim();
    fill(&mut page, "Polarity", "negative");
    assert_eq!(claim(&page).polarity, Polarity::Negative);
    fill(&mut page, "Holder", "Verge");
    assert_eq!(claim(&page).holder.as_deref(), Some("Verge"));
    let html = sheet(&mut page).to_html();
    assert!(html.contains("value=\"Verge\""), "{html}");
    fill(&mut page, "Quotation", "direct");
    assert_eq!(claim(&page).quote.as_str(), "direct");
    page.command(Command::Undo);
    assert_eq!(claim(&page).quote.as_str(), "none");
    // No claim can stand in itself or in what stands in it.
    let own = page.app.work().selected.clone().expect("one is selected");
    let inner = page.marks(Kind::Claim).last().map(|mark| mark.id.clone());
    let inner = inner.filter(|inner| *inner != own).expect("another claim");
    page.send(Msg::Select {
        id: inner.clone(),
        go: Go::ToText,
    });
    fill(&mut page, "Stands in", &own.0);
    assert_eq!(claim(&page).parent, Some(own.clone()));
    let parents = |page: &mut Page| {
        let sheet = sheet(page);
        let mut labels = sheet.descendants().into_iter().filter(|e| e.tag == "label");
        let label = labels
            .find(|e| e.text_content().starts_with("Stands in"))
            .cloned();
        let options = label.expect("there is one");
        let options = options
            .descendants()
            .into_iter()
            .cloned()
            .collect::<Vec<_>>();
        let values = options
            .iter()
            .filter_map(|option| option.attribute("value"));
        values.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(parents(&mut page), ["", &own.0]);
    page.send(Msg::Select {
        id: own,
        go: Go::ToText,
    });
    assert_eq!(parents(&mut page), [""]);
}

#[test]
fn who_says_how_sure_a_claim_is() {
    let mut page = with_claim();
    assert!(!page.words("inspection").contains("Set by you"));
    fill(&mut page, "Certainty", "denied");
    let (level, by) = (claim(&page).certainty, claim(&page).certainty_by);
    assert_eq!((level, by), (Certainty::Denied, CertaintyBy::Person));
    let words = page.words("inspection");
    assert!(
        words.contains("Set by you; the rules say: possible."),
        "{words}"
    );
    press(&mut page, "Back to the rules");
    assert_eq!(claim(&page).certainty, Certainty::Possible);
    assert!(!page.words("inspection").contains("Set by you"));
    let select = find(&page.view(), "relabel");
    assert_eq!(select.properties, [Property::Value("possible".into())]);
}

#[test]
fn a_claim_is_made_of_the_sentence_at_hand() {
    let mut page = Page::ready();
    let effects = page.paste("Nothing is marked here. Snow may fall.");
    let revision = crate::page::revision(&effects);
    page.extracted(revision, Default::default());
    let make = |page: &mut Page| {
        let effects = page.send(Msg::Hand("claim".into()));
        page.answer(&effects);
        page.words("status")
    };
    let said = make(&mut page);
    assert!(said.starts_with("Put the caret into a sentence"), "{said}");
    assert_eq!(page.app.work().selected, None::<Id>);
    let caret = Spot {
        units: "Nothing is marked here. Snow m".len() as u32,
        ..Spot::default()
    };
    page.send(Msg::Caret(Some((caret, caret))));
    page.command(Command::PlaceCaret);
    let said = make(&mut page);
    assert!(said.starts_with("“Snow may fall” is a claim now"), "{said}");
    assert_eq!(claim(&page).certainty, Certainty::Possible);
}
