//! What the worker thinks out, and the page does.

use crate::page::{Page, tools};
use hedgerow::annotation::{Edit, Mark, Status};
use hedgerow::protocol::{At, Done, Request, Response};
use hedgerow::ui::app::{Effect, Msg};
use hedgerow::ui::keymap::{Command, Place};

fn hand(page: &mut Page, words: &str) -> Vec<Effect> {
    page.send(Msg::Hand(words.into()))
}

#[test]
fn what_is_thought_out_is_done_and_can_be_taken_back() {
    let mut page = Page::with_sentence();
    page.key("j", Place::Elsewhere);
    let id = page.app.work().selected.clone();
    let effects = hand(&mut page, "take out");
    let Some(Effect::Post(Request::Hand { words, at, .. })) = effects.first() else {
        panic!("{effects:?}")
    };
    assert_eq!(words, "take out");
    assert_eq!((&at.mark, at.caret), (&id, None));
    page.answer(&effects);
    let status = |page: &Page| page.app.work().selection().map(|mark| mark.status);
    assert_eq!(status(&page), Some(Status::Rejected));
    page.command(Command::Undo);
    assert_eq!(status(&page), Some(Status::Suggested));
}

#[test]
fn an_answer_that_no_longer_fits_is_asked_for_again_but_not_for_ever() {
    let mut page = Page::with_sentence();
    page.key("j", Place::Elsewhere);
    let mark = page.app.work().selection().expect("one is selected");
    let (before, document) = (mark.clone(), page.app.work().id().to_owned());
    let mut stale = before.clone();
    stale.status = Status::Accepted;
    let asks = |effects: &[Effect]| {
        let asked = |effect: &&Effect| matches!(effect, Effect::Post(Request::Hand { .. }));
        effects.iter().filter(asked).count()
    };
    assert_eq!(asks(&hand(&mut page, "take out")), 1);
    let mut again = 0;
    for _ in 0..5 {
        let done = Box::new(Done {
            edit: Some(Edit::Replace {
                old: stale.clone(),
                new: before.clone(),
            }),
            ..Done::default()
        });
        let document = document.clone();
        again += asks(&page.worker(Response::Handed { document, done }));
    }
    assert_eq!(again, 2);
    assert_eq!(page.app.work().selection(), Some(&before));
}

#[test]
fn what_is_done_to_a_document_beside_is_done_there() {
    let mut page = Page::with_sentence();
    let first = page.app.work().document().clone();
    page.command(Command::OpenBeside);
    let effects = page.paste("Rain is likely in Oslo.");
    page.answer(&effects);
    page.send(Msg::Hand("search:accept".into()));
    let ids = first.marks().map(|mark| &mark.id);
    let done = Done {
        edit: Some(first.deciding(ids, Status::Accepted)),
        words: "All accepted.".to_owned(),
        ..Done::default()
    };
    page.worker(Response::Handed {
        document: first.id.clone(),
        done: Box::new(done),
    });
    assert_eq!(page.words("status"), "All accepted.");
    // Nothing is waited for: a key is answered at once.
    page.key("j", Place::Elsewhere);
    assert!(page.app.work().selected.is_some());
    page.command(Command::ShowArticle(0));
    assert!(page.app.work().document().marks().all(Mark::is_decided));
}

#[test]
fn an_answer_for_another_document_is_dropped() {
    let mut page = Page::with_sentence();
    page.key("j", Place::Elsewhere);
    let at = At::default();
    let document = page.app.work().document().clone();
    let done = hedgerow::hand::hand("take out", &at, &document, tools());
    let before = page.app.work().version();
    let document = "another".to_owned();
    page.worker(Response::Handed {
        document,
        done: Box::new(done),
    });
    assert_eq!(page.app.work().version(), before);
}
