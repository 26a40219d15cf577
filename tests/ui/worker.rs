//! The conversation with the worker: stale answers, progress, deaths.

use crate::page::{Page, SENTENCE, ready, revision, sentence};
use hedgerow::annotation::Kind;
use hedgerow::protocol::{Request, Response};
use hedgerow::ui::app::{Effect, Msg};
use hedgerow::ui::keymap::Command;

fn die(page: &mut Page) -> Vec<Effect> {
    let reason = "out of memory".to_owned();
    page.send(Msg::WorkerDied { reason })
}

#[test]
fn a_newer_paste_puts_the_older_off() {
    let mut page = Page::ready();
    let older = revision(&page.paste("Rain is likely in Oslo."));
    let newer = revision(&page.paste(SENTENCE));
    assert!(newer > older);
    page.extracted(older, sentence());
    assert_eq!(page.marks(Kind::Entity).len(), 0, "a stale answer");
    let total = 9;
    page.worker(Response::Progress {
        revision: older,
        done: 3,
        total,
    });
    assert_eq!(page.words("progress"), "Reading…");
    page.extracted(newer, sentence());
    assert_eq!(page.marks(Kind::Entity).len(), 3);
    page.extracted(newer, sentence());
    assert_eq!(page.marks(Kind::Entity).len(), 3, "an answer counts once");
}

#[test]
fn progress_is_shown_and_goes() {
    let mut page = Page::ready();
    let revision = revision(&page.paste(SENTENCE));
    page.worker(Response::Progress {
        revision,
        done: 400,
        total: 12_000,
    });
    assert_eq!(page.words("progress"), "400 of 12\u{2009}000 sentences");
    page.extracted(revision, sentence());
    assert_eq!(page.words("progress"), "");
}

#[test]
fn parts_add_up_to_the_whole() {
    let text = include_str!("../../www/samples/science.txt").repeat(40);
    let page = Page::read(&text);
    let engine = hedgerow::engine::Engine::new();
    let whole = engine.extract(hedgerow::text::Source::new(text.as_str()));
    let counts = [Kind::Entity, Kind::Cue, Kind::Claim].map(|kind| page.marks(kind).len());
    let expected = [whole.entities.len(), whole.cues.len(), whole.claims.len()];
    assert_eq!(counts, expected);
    let tally = hedgerow::ui::shown::Tally::new(page.app.work().document());
    assert_eq!(*page.app.work().tally(), tally, "counted part by part");
}

#[test]
fn a_dead_worker_is_replaced_and_asked_again_once() {
    let mut page = Page::ready();
    page.paste(SENTENCE);
    let effects = die(&mut page);
    assert_eq!(
        effects[..2],
        [
            Effect::RestartWorker,
            Effect::Post(Request::Load { reopen: false })
        ]
    );
    assert_eq!(page.asked(&effects), Some(SENTENCE));
    assert_eq!(page.notices(), [""; 0]);
    page.worker(ready());

    let effects = die(&mut page);
    assert_eq!(
        effects,
        [
            Effect::RestartWorker,
            Effect::Post(Request::Load { reopen: false })
        ]
    );
    assert!(
        page.notices()[0].contains("stopped twice"),
        "{:?}",
        page.notices()
    );
    assert!(page.notices()[0].contains("out of memory"));
    assert_eq!(page.app.work().text(), SENTENCE);

    page.worker(ready());
    let effects = page.command(Command::Retry);
    page.extracted(revision(&effects), sentence());
    assert_eq!(page.marks(Kind::Claim).len(), 2);
    assert_eq!(page.notices(), [""; 0]);
}

#[test]
fn marks_outlive_the_worker() {
    let mut page = Page::with_sentence();
    let effects = die(&mut page);
    assert_eq!(
        effects,
        [
            Effect::RestartWorker,
            Effect::Post(Request::Load { reopen: false })
        ]
    );
    assert_eq!(page.marks(Kind::Claim).len(), 2);
    assert_eq!(page.notices(), [""; 0], "nothing was under way");
}

#[test]
fn a_worker_that_cannot_start_is_not_started_forever() {
    let mut page = Page::default();
    page.paste(SENTENCE);
    assert!(die(&mut page).contains(&Effect::RestartWorker));
    assert_eq!(die(&mut page), []);
    assert!(
        page.notices()[0].contains("could not be started"),
        "{:?}",
        page.notices()
    );
    assert_eq!(page.app.work().text(), SENTENCE);
    let effects = page.command(Command::Retry);
    assert!(effects.contains(&Effect::RestartWorker));
    assert_eq!(page.asked(&effects), Some(SENTENCE));
}

#[test]
fn what_the_engine_could_not_do_is_said() {
    let mut page = Page::ready();
    let effects = page.paste(SENTENCE);
    page.worker(Response::Failed {
        revision: Some(revision(&effects)),
        message: "This text is too odd.".to_owned(),
    });
    assert_eq!(page.notices(), ["This text is too odd."]);
    assert_eq!(page.words("progress"), "");
}

#[test]
fn an_engine_without_its_weights_is_told_of_and_loaded_again() {
    let mut page = Page::default();
    let effects = page.paste(SENTENCE);
    let Response::Ready {
        engine,
        rules,
        keys,
        ..
    } = ready()
    else {
        unreachable!()
    };
    page.worker(Response::Ready {
        engine,
        rules,
        keys,
        without_weights: Some("They are cut.".to_owned()),
    });
    assert_eq!(page.notices(), ["They are cut."]);
    // It reads all the same.
    page.answer(&effects);
    assert!(!page.marks(Kind::Claim).is_empty());
    assert_eq!(page.notices().len(), 1, "and it is still told");

    let effects = page.command(Command::LoadAgain);
    assert_eq!(
        effects[..2],
        [
            Effect::RestartWorker,
            Effect::Post(Request::Load { reopen: false })
        ]
    );
    assert_eq!(page.asked(&effects), Some(SENTENCE));
    page.worker(ready());
    assert_eq!(page.notices(), [""; 0]);
}
