//! The sheet of sources: who claims what, in one article and in several.

use crate::page::{Page, find};
use hedgerow::annotation::{Document, Kind};
use hedgerow::engine::Engine;
use hedgerow::extract::Certainty;
use hedgerow::protocol::Request;
use hedgerow::session::links;
use hedgerow::text::Source;
use hedgerow::ui::app::{Effect, Field, Go, Intake, Msg, Target};
use hedgerow::ui::html::{Element, On, Property};
use hedgerow::ui::keymap::{Command, Place};
use hedgerow::ui::shown::Facet;
use hedgerow::ui::sources::{Voice, survey};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::new);

const FIRST: &str = "Elon Musk said on Monday that the plant may close. Officials said it would open again. \
                     Musk denied that the talks had failed. According to Reuters, the talks go on.";
const SECOND: &str = "Reuters reported that Mr. Musk was in Oslo. Officials said he left. \
                      Ada Holm said that the plant could be sold. Musk said the plant is safe.";

/// Each holder with its claims, as "who: level content [article]".
fn surveyed(texts: &[&str]) -> Vec<String> {
    let documents: Vec<Document> = texts
        .iter()
        .zip(1..)
        .map(|(text, at)| read(text, at))
        .collect();
    let link = |names: &Source, of: &[_]| ENGINE.links(names, &[], of);
    let documents: Vec<&Document> = documents.iter().collect();
    let survey = survey(&documents, &link);
    survey
        .holders
        .iter()
        .map(|holder| {
            let articles: Vec<String> = holder
                .articles()
                .iter()
                .map(|at| (at + 1).to_string())
                .collect();
            let voice = match holder.voice {
                Voice::Named(label) => label.as_str(),
                Voice::Described => "described",
                Voice::Article => "article",
            };
            format!(
                "{} ({voice}): {} in {}",
                holder.name,
                holder.said.len(),
                articles.join(" and ")
            )
        })
        .collect()
}

fn read(text: &str, number: usize) -> Document {
    let page = Page::read(text);
    let mut document = page.app.work().document().clone();
    document.id = format!("d{number}");
    links(&ENGINE, &mut document);
    document
}

/// A page with both articles, that shows the second and lists the sources.
fn both() -> Page {
    let mut page = Page::read(FIRST);
    page.command(Command::OpenBeside);
    let effects = page.paste(SECOND);
    page.answer(&effects);
    page.key("g", Place::Elsewhere);
    let effects = page.key("g", Place::Elsewhere);
    assert_eq!(
        effects[0],
        Effect::Focus(Target::Element("sources".to_owned()))
    );
    page.answer(&effects);
    page
}

fn sheet(page: &mut Page) -> Element {
    find(&page.view(), "sources")
}

/// The cards of the sheet: the name, how much, and the claims.
fn cards(page: &mut Page) -> Vec<String> {
    let sheet = sheet(page);
    let names = sheet
        .descendants()
        .into_iter()
        .filter(|element| element.tag == "h4");
    names.map(Element::text_content).collect()
}

/// The first element of a kind whose words or label begin so.
fn element(page: &mut Page, tag: &str, words: &str) -> Element {
    let sheet = sheet(page);
    let found = sheet.descendants().into_iter().find(|element| {
        let label = element.attribute("aria-label").map(str::to_owned);
        element.tag == tag
            && label
                .unwrap_or_else(|| element.text_content())
                .starts_with(words)
    });
    found
        .unwrap_or_else(|| panic!("no {tag} {words:?} in {}", sheet.to_html()))
        .clone()
}

fn press(page: &mut Page, words: &str) -> Vec<Effect> {
    let button = element(page, "button", words);
    let On::Click(msg) = &button.on[0] else {
        panic!("{button:?}")
    };
    let effects = page.send(msg.clone());
    page.answer(&effects);
    effects
}

/// Chooses in one of the sheet's selects.
fn choose(page: &mut Page, select: &str, words: &str) {
    let select = element(page, "select", select);
    assert_eq!(select.on, [On::Change(Field::Sheet)]);
    let options = select.descendants().into_iter();
    let option = options
        .filter(|option| option.tag == "option")
        .find(|option| option.text_content().starts_with(words));
    let option = option.unwrap_or_else(|| panic!("{words:?} is none of {}", select.to_html()));
    let text = option
        .attribute("value")
        .expect("it has a value")
        .to_owned();
    let field = Field::Sheet;
    let intake = Intake {
        text,
        ..Intake::default()
    };
    let effects = page.send(Msg::Changed { field, intake });
    page.answer(&effects);
}

fn claims(page: &Page, seen: impl Fn(&str) -> bool) -> usize {
    page.marks(Kind::Claim)
        .into_iter()
        .filter(|mark| seen(page.under(mark)))
        .count()
}

/// How many claims the article shows.
fn drawn(page: &mut Page) -> usize {
    let article = find(&page.view(), "article");
    let begins = |mark: &&Element| {
        mark.attribute("data-kind") == Some("claim") && mark.attribute("data-begins").is_some()
    };
    article.descendants().into_iter().filter(begins).count()
}

#[test]
fn holders_are_grouped_by_what_their_names_are_of() {
    assert_eq!(
        surveyed(&[FIRST]),
        [
            "Elon Musk (PERSON): 2 in 1",
            "Officials (described): 1 in 1",
            "Reuters (ORG): 1 in 1",
        ]
    );
}

#[test]
fn only_names_are_shared() {
    assert_eq!(
        surveyed(&[FIRST, SECOND]),
        [
            "Elon Musk (PERSON): 3 in 1 and 2",
            "Officials (described): 1 in 1",
            "Reuters (ORG): 2 in 1 and 2",
            "Officials (described): 1 in 2",
            "Ada Holm (PERSON): 1 in 2",
        ]
    );
    // The short name may come first.
    let turned = surveyed(&[SECOND, FIRST]);
    assert!(
        turned.contains(&"Elon Musk (PERSON): 3 in 1 and 2".to_owned()),
        "{turned:?}"
    );
    // Two that may be meant: neither is.
    let third = "Kimbal Musk said the plant may grow.";
    let three = surveyed(&[FIRST, "Musk said the plant is safe.", third]);
    assert!(
        three.contains(&"Elon Musk (PERSON): 2 in 1".to_owned()),
        "{three:?}"
    );
    assert!(
        three.contains(&"Musk (PERSON): 1 in 2".to_owned()),
        "{three:?}"
    );
}

#[test]
fn what_the_article_says_itself_is_nobody_elses() {
    let holders = surveyed(&["The plant may close.", "The plant may close."]);
    assert_eq!(
        holders,
        [
            "The article itself (article): 1 in 1",
            "The article itself (article): 1 in 2"
        ]
    );
}

#[test]
fn the_sheet_shows_what_articles_share() {
    let mut page = both();
    let words = sheet(&mut page).text_content();
    assert!(
        words.contains("2 sources are in more than one article."),
        "{words}"
    );
    assert!(
        words.contains("1 reported, 1 possible, 1 denied; 2 in article 1, 1 in article 2"),
        "{words}"
    );
    assert_eq!(
        cards(&mut page),
        ["Elon Musk", "Reuters", "Officials", "Officials", "Ada Holm"]
    );
    let (both, one) = (words.find("In both articles"), words.find("In one article"));
    assert!(both < one && both.is_some(), "{words}");
}

#[test]
fn a_claim_on_the_sheet_leads_to_its_article() {
    let mut page = both();
    assert_eq!(page.app.work().text(), SECOND);
    let effects = press(&mut page, "the plant may close");
    assert_eq!(page.app.work().text(), FIRST);
    let selected = page.app.work().selection().expect("it is selected");
    assert_eq!(page.under(selected), "the plant may close");
    let id = selected.id.clone();
    assert!(effects.contains(&Effect::Focus(Target::Mark(id.clone()))));
    // One that is gone leads nowhere.
    let document = "d9".into();
    assert_eq!(page.send(Msg::Go { document, id }), []);
}

#[test]
fn the_least_certain_come_first() {
    let mut page = both();
    choose(&mut page, "Order", "Least certain");
    assert_eq!(
        cards(&mut page)[..2],
        ["Elon Musk", "Reuters"],
        "what is shared stays together"
    );
    let first = sheet(&mut page);
    let said = first
        .descendants()
        .into_iter()
        .find(|e| e.attribute("class") == Some("said"))
        .unwrap()
        .clone();
    let levels: Vec<&str> = said
        .descendants()
        .iter()
        .filter_map(|e| e.attribute("data-label"))
        .collect::<Vec<_>>()
        .clone();
    assert_eq!(levels, ["denied", "possible", "reported"]);
    choose(&mut page, "Order", "By name");
    assert_eq!(
        cards(&mut page)[2..],
        ["Ada Holm", "Officials", "Officials"]
    );
    let order = element(&mut page, "select", "Order");
    assert_eq!(order.properties, [Property::Value("order=name".into())]);
}

#[test]
fn a_filter_holds_in_the_article_and_in_the_list() {
    let mut page = both();
    let all = drawn(&mut page);
    assert_eq!(all, claims(&page, |_| true));
    choose(&mut page, "Certainty", "Possible");
    assert_eq!(cards(&mut page), ["Elon Musk", "Ada Holm"]);
    assert_eq!(drawn(&mut page), 1);
    page.command(Command::ListClaims);
    let list = page.words("claim-list");
    assert!(list.contains("Only possible claims are shown."), "{list}");
    assert_eq!(find(&page.view(), "claims").children.len(), 1);
    // It is walked past what is left out.
    page.command(Command::NextClaim);
    let selected = page.app.work().selection().expect("one is left");
    assert_eq!(page.under(selected), "the plant could be sold");
    assert_eq!(page.command(Command::NextClaim), []);
    // It holds when something changes, for what comes new as well.
    let effects = page.command(Command::Reject);
    page.answer(&effects);
    page.command(Command::PreviousMark);
    assert_eq!(drawn(&mut page), 0);
    // And in the other article, too.
    page.command(Command::ShowArticle(0));
    assert_eq!(drawn(&mut page), 1);
    let effects = page.key("Shift+w", Place::Elsewhere);
    page.answer(&effects);
    assert_eq!(drawn(&mut page), claims(&page, |_| true));
    assert!(!page.words("claim-list").contains("Only"));
}

#[test]
fn the_claims_of_one_source_by_type() {
    let mut page = both();
    press(&mut page, "Show only claims of Elon Musk");
    assert_eq!(
        cards(&mut page).len(),
        5,
        "the others are still to be chosen"
    );
    assert_eq!(drawn(&mut page), 1);
    let pressed = element(&mut page, "button", "Show only claims of Elon Musk");
    assert_eq!(pressed.attribute("aria-pressed"), Some("true"));
    choose(&mut page, "Type of cue", "Denial");
    let list = page.words("claim-list");
    assert!(
        list.contains("Only claims with “Denial” cues by Elon Musk are shown."),
        "{list}"
    );
    assert_eq!(drawn(&mut page), 0);
    page.command(Command::ShowArticle(0));
    assert_eq!(drawn(&mut page), 1);
    press(&mut page, "Show only claims of Elon Musk");
    choose(&mut page, "Type of cue", "Any");
    assert_eq!(drawn(&mut page), claims(&page, |_| true));
}

#[test]
fn what_else_the_source_says() {
    let mut page = both();
    assert_eq!(page.key("w", Place::Elsewhere), [], "nothing is selected");
    page.key("g", Place::Elsewhere);
    page.command(Command::NextClaim);
    page.command(Command::NextClaim);
    page.command(Command::NextClaim);
    let claim = page.app.work().selection().expect("one is selected");
    assert_eq!(page.under(claim), "the plant could be sold");
    page.command(Command::NextClaim);
    let effects = page.key("w", Place::Article);
    assert_eq!(
        effects[0],
        Effect::Focus(Target::Element("sources".to_owned()))
    );
    page.answer(&effects);
    assert_eq!(cards(&mut page), ["Elon Musk"]);
    let article = drawn(&mut page);
    assert_eq!(article, claims(&page, |_| true), "the article is as it was");
    press(&mut page, "All sources");
    assert_eq!(cards(&mut page).len(), 5);
    // One that is gone by then: all.
    let show = Msg::Show("of=d1 c99".into());
    let effects = page.send(show);
    page.answer(&effects);
    assert_eq!(cards(&mut page).len(), 5);
}

#[test]
fn levels_that_are_hidden_are_not_on_the_sheet() {
    let mut page = both();
    let effects = page.send(Msg::Toggle(Facet::Certainty(Certainty::Reported)));
    page.answer(&effects);
    assert!(!cards(&mut page).contains(&"Reuters".to_owned()));
}

#[test]
fn a_sheet_is_asked_for_when_it_is_looked_at() {
    let is_draw = |effect: &Effect| matches!(effect, Effect::Post(Request::Draw { .. }));
    let mut page = Page::read(FIRST);
    page.command(Command::NextClaim);
    assert!(
        !page.command(Command::Accept).iter().any(is_draw),
        "nobody looks"
    );
    let first = page.command(Command::ListSources);
    assert!(first.iter().any(is_draw));
    assert_eq!(page.words("sources"), "");
    // Once, until it has come; then what has changed is drawn anew.
    assert!(!page.command(Command::Accept).iter().any(is_draw));
    let second = page.answer(&first);
    assert!(second.iter().any(is_draw), "{second:?}");
    assert_eq!(page.answer(&second), []);
    assert!(!page.words("sources").is_empty());
    // While a text is read there is nothing to be said of all.
    let effects = page.paste(SECOND);
    assert!(!effects.iter().any(is_draw));
    let effects = page.answer(&effects);
    assert!(effects.iter().any(is_draw));
    // A drawing that died with the worker is asked for again.
    page.send(Msg::WorkerDied {
        reason: "gone".to_owned(),
    });
    assert!(page.worker(crate::page::ready()).iter().any(is_draw));
}

#[test]
fn many_claims_and_many_holders_are_folded() {
    let names = |at: usize| {
        format!(
            "{}{}",
            ["Ba", "Do", "Ke", "Mi", "Tu", "Ra", "So", "Vel"][at % 8],
            [
                "lin", "mar", "nor", "ser", "tan", "vik", "bo", "dal", "gor", "hus"
            ][at / 8]
        )
    };
    let mut text = String::new();
    for at in 0..70 {
        text.push_str(&format!(
            "Dr. {} said that the plant may close. ",
            names(at)
        ));
    }
    for at in 0..9 {
        text.push_str(&format!("Dr. Balin said that plan {at} may fail. "));
    }
    let mut page = Page::read(&text);
    let effects = page.command(Command::ListSources);
    page.answer(&effects);
    assert_eq!(cards(&mut page).len(), 60);
    press(&mut page, "More sources (");
    assert!(cards(&mut page).len() > 60);
    let said = |page: &mut Page| {
        let sheet = sheet(page);
        let first = sheet
            .descendants()
            .into_iter()
            .find(|e| e.attribute("class") == Some("said"))
            .unwrap()
            .clone();
        first.children.len()
    };
    assert_eq!(said(&mut page), 4);
    press(&mut page, "All 10 claims of");
    assert_eq!(said(&mut page), 10);
    press(&mut page, "Fewer claims of");
    assert_eq!(said(&mut page), 4);
}

/// Pointing at any part of a claim lights up all of it.
#[test]
fn a_claim_is_one_thing() {
    let mut page = Page::read(FIRST);
    let lit = |page: &mut Page| -> Vec<String> {
        let article = find(&page.view(), "article");
        let marks = article.descendants().into_iter();
        let lit = marks.filter(|mark| mark.attribute("data-emphasis") == Some("lit"));
        lit.map(|mark| {
            format!(
                "{} {}",
                mark.attribute("data-kind").unwrap(),
                mark.text_content()
            )
        })
        .collect()
    };
    let whole = [
        "source Elon Musk",
        "cue said",
        "claim the plant may close",
        "cue may",
    ];
    let point = |page: &mut Page, kind, words: &str| {
        let id = page
            .marks(kind)
            .into_iter()
            .find(|mark| page.under(mark) == words)
            .unwrap()
            .id
            .clone();
        page.send(Msg::Point(Some(Box::new(Msg::Select {
            id,
            go: Go::FromText,
        }))));
    };
    for (kind, words) in [
        (Kind::Claim, "the plant may close"),
        (Kind::Cue, "said"),
        (Kind::Cue, "may"),
        (Kind::Entity, "Elon Musk"),
    ] {
        point(&mut page, kind, words);
        assert_eq!(lit(&mut page), whole, "{words}");
    }
    // To a screen reader as well: how sure, and who says so.
    let article = find(&page.view(), "article");
    let said = article
        .descendants()
        .into_iter()
        .find(|mark| mark.text_content() == whole[2][6..]);
    let said = said.and_then(|mark| mark.attribute("aria-description").map(str::to_owned));
    assert_eq!(said.as_deref(), Some("Possible, by Elon Musk, suggested"));
    // What is no part of a claim lights nothing up, and nor does what is no mark.
    point(&mut page, Kind::Entity, "Monday");
    assert_eq!(lit(&mut page), [""; 0]);
    point(&mut page, Kind::Cue, "may");
    page.send(Msg::Point(Some(Box::new(Msg::Do(Command::Undo)))));
    assert_eq!(lit(&mut page), [""; 0]);
    // What is selected stays lit; the pointer takes the light along and gives it back.
    let denied = page
        .marks(Kind::Cue)
        .into_iter()
        .find(|mark| page.under(mark) == "denied")
        .unwrap()
        .id
        .clone();
    page.send(Msg::Select {
        id: denied,
        go: Go::ToText,
    });
    assert_eq!(
        lit(&mut page),
        ["source Musk", "claim the talks had failed"]
    );
    point(&mut page, Kind::Cue, "may");
    assert_eq!(lit(&mut page), whole);
    page.send(Msg::Point(None));
    assert_eq!(
        lit(&mut page),
        ["source Musk", "claim the talks had failed"]
    );
}

#[test]
fn claims_are_listed_by_certainty() {
    let mut page = Page::read(FIRST);
    let levels = |page: &mut Page| -> Vec<String> {
        let list = find(&page.view(), "claims");
        let labels = list.descendants().into_iter();
        labels
            .filter_map(|element| Some(element.attribute("data-label")?.to_owned()))
            .collect()
    };
    let in_order = levels(&mut page);
    assert_eq!(in_order, ["possible", "probable", "denied", "reported"]);
    let effects = page.key("Shift+s", Place::Elsewhere);
    assert_eq!(
        effects,
        [Effect::Focus(Target::Element("claims".to_owned()))]
    );
    assert_eq!(
        levels(&mut page),
        ["denied", "possible", "probable", "reported"]
    );
    page.command(Command::SortClaims);
    assert_eq!(levels(&mut page), in_order);
}
