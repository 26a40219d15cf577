//! Several articles open beside each other.

use crate::page::{Page, SENTENCE, find, ready};
use hedgerow::annotation::Kind;
use hedgerow::protocol::{Request, Response};
use hedgerow::ui::app::{Effect, Intake, Msg, Target};
use hedgerow::ui::keymap::{Command, Place};
use hedgerow::ui::run::Stage;

const OTHER: &str = "Telenor denied that it might sell its masts in Finland.";

fn file(page: &mut Page, text: &str) -> Vec<Effect> {
    let intake = Intake {
        text: text.to_owned(),
        ..Intake::default()
    };
    let name = "news.txt".to_owned();
    page.send(Msg::FileRead { name, intake })
}

/// The tabs: their words, and whether they are of what is shown.
fn tabs(page: &mut Page) -> Vec<(String, bool)> {
    let nav = find(&page.view(), "articles");
    let buttons = nav
        .descendants()
        .into_iter()
        .filter(|element| element.tag == "button" && element.attribute("title").is_some());
    let tab = |button: &hedgerow::ui::html::Element| {
        let current = button.attribute("aria-current") == Some("page");
        (button.text_content(), current)
    };
    buttons.map(tab).collect()
}

fn shown(page: &mut Page) -> Vec<bool> {
    tabs(page).into_iter().map(|(_, shown)| shown).collect()
}

#[test]
fn another_article_is_opened_beside() {
    let mut page = Page::with_sentence();
    assert_eq!(tabs(&mut page), [], "one needs no tabs");
    let effects = page.key("b", Place::Elsewhere);
    let field = Effect::Focus(Target::Element("text".to_owned()));
    assert_eq!(effects, std::slice::from_ref(&field));
    assert_eq!(page.app.work().text(), "");
    // Asking twice does not make two.
    assert_eq!(page.key("b", Place::Elsewhere), [field]);
    let effects = page.paste(OTHER);
    page.answer(&effects);
    let expect = [(format!("1{SENTENCE}"), false), (format!("2{OTHER}"), true)];
    // A title takes so much and no more.
    let cut = |(words, shown): (String, bool)| (words.chars().take(30).collect::<String>(), shown);
    assert_eq!(
        tabs(&mut page).into_iter().map(cut).collect::<Vec<_>>(),
        expect.map(cut)
    );

    // Each has its own marks, selection and history.
    page.command(Command::NextMark);
    page.command(Command::Accept);
    assert!(page.app.work().history().can_undo());
    page.key("Alt+,", Place::Elsewhere);
    assert_eq!(page.app.work().text(), SENTENCE);
    assert_eq!(page.marks(Kind::Claim).len(), 2);
    assert!(page.app.work().selection().is_none());
    assert!(!page.app.work().history().can_undo());
    let effects = page.key("Alt+.", Place::Elsewhere);
    let id = page
        .app
        .work()
        .selected
        .clone()
        .expect("it is still selected");
    assert_eq!(effects, [Effect::Focus(Target::Mark(id))]);
    assert!(page.app.work().history().can_undo());
    // In a circle.
    page.key("Alt+.", Place::Elsewhere);
    assert_eq!(shown(&mut page), [true, false]);
}

#[test]
fn an_empty_article_is_left_for_good() {
    let mut page = Page::with_sentence();
    page.command(Command::OpenBeside);
    assert_eq!(tabs(&mut page).len(), 2);
    page.command(Command::ShowArticle(0));
    assert_eq!(tabs(&mut page), []);
    assert_eq!(page.app.work().text(), SENTENCE);
}

#[test]
fn files_are_opened_beside_and_once() {
    let mut page = Page::with_sentence();
    let effects = file(&mut page, OTHER);
    page.answer(&effects);
    assert_eq!(shown(&mut page), [false, true]);
    assert_eq!(file(&mut page, SENTENCE), []);
    assert_eq!(shown(&mut page), [true, false], "it was open");
    assert_eq!(page.words("status"), "news.txt is open.");
}

#[test]
fn articles_are_read_one_after_the_other() {
    let texts = [SENTENCE, OTHER, "Rain is likely in Oslo, officials said."];
    let mut page = Page::ready();
    let mut last = Vec::new();
    for text in texts {
        last = file(&mut page, text);
        assert_eq!(page.asked(&last), Some(text), "what is shown comes first");
    }
    // Each that is done leads to the next that waits.
    let mut read = Vec::new();
    while let Some(text) = page.asked(&last).map(str::to_owned) {
        read.push(text);
        last = page.answer(&last);
    }
    assert_eq!(read, [texts[2], texts[0], texts[1]]);
    for (index, text) in texts.iter().enumerate() {
        page.command(Command::ShowArticle(index));
        assert_eq!(page.app.work().run.stage, Stage::Done);
        assert!(!page.marks(Kind::Claim).is_empty(), "{text}");
    }
}

#[test]
fn an_article_that_waits_is_read_when_it_is_shown() {
    let mut page = Page::ready();
    file(&mut page, SENTENCE);
    file(&mut page, OTHER);
    let effects = page.command(Command::ShowArticle(0));
    assert_eq!(page.asked(&effects), Some(SENTENCE));
    let effects = page.answer(&effects);
    assert_eq!(page.asked(&effects), Some(OTHER));
}

#[test]
fn a_text_that_the_engine_dies_of_does_not_keep_the_others() {
    let mut page = Page::ready();
    file(&mut page, SENTENCE);
    file(&mut page, OTHER);
    let die = |page: &mut Page| {
        let effects = page.send(Msg::WorkerDied {
            reason: "out of memory".to_owned(),
        });
        page.worker(ready());
        effects
    };
    let effects = die(&mut page);
    assert_eq!(page.asked(&effects), Some(OTHER), "once more");
    let effects = die(&mut page);
    assert_eq!(page.asked(&effects), Some(SENTENCE), "and then the next");
    assert!(page.notices()[0].contains("stopped twice"));
    page.command(Command::ShowArticle(0));
    assert_eq!(page.notices(), [""; 0], "that is told of the other");
}

#[test]
fn a_closed_article_can_be_had_back() {
    let mut page = Page::with_sentence();
    page.command(Command::NextMark);
    page.command(Command::Accept);
    let effects = file(&mut page, OTHER);
    page.answer(&effects);
    let work = page.app.work().document().clone();
    page.command(Command::CloseArticle(0));
    assert_eq!(*page.app.work().document(), work, "what is shown stays");
    assert_eq!(tabs(&mut page), []);
    assert!(
        page.notices()[0].ends_with("is closed."),
        "{:?}",
        page.notices()
    );
    page.command(Command::Reopen);
    assert_eq!(page.app.work().text(), SENTENCE);
    assert_eq!(page.marks(Kind::Cue)[0].status.as_str(), "accepted");
    assert!(page.app.work().history().can_undo());
    assert_eq!(page.notices(), [""; 0]);
    assert_eq!(shown(&mut page), [false, true]);
    // Closing what is shown shows its neighbour; the last one is never closed.
    page.command(Command::CloseArticle(1));
    assert_eq!(page.app.work().text(), OTHER);
    page.command(Command::CloseArticle(0));
    assert_eq!(page.app.work().text(), OTHER);
}

#[test]
fn what_is_deleted_while_it_is_closed_cannot_be_had_back() {
    let mut page = Page::with_sentence();
    let effects = file(&mut page, OTHER);
    page.answer(&effects);
    let id = page.app.work().id().to_owned();
    page.command(Command::CloseArticle(1));
    page.worker(Response::Gone("d99".to_owned()));
    assert_eq!(page.notices().len(), 1, "another one is gone");
    page.worker(Response::Gone(id));
    assert_eq!(page.notices(), [""; 0]);
    page.command(Command::Reopen);
    assert_eq!(page.app.work().text(), SENTENCE);
    assert_eq!(tabs(&mut page), []);
}

#[test]
fn a_request_goes_to_the_worker_for_one_article_at_a_time() {
    let mut page = Page::ready();
    for text in [SENTENCE, OTHER] {
        let effects = file(&mut page, text);
        let posts = effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Post(Request::Extract { .. })));
        assert_eq!(posts.count(), 1);
    }
}
