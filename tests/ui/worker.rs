//! The conversation with the worker: stale answers, progress, deaths.

use crate::page::{Page, SENTENCE, ready, revision, sentence};
use hedgerow::annotation::{Document, Group, Kind, Status, Step, Tracked, Undo};
use hedgerow::project::whole;
use hedgerow::protocol::{Keeping, Opened, Place, Request, Response};
use hedgerow::text::Source;
use hedgerow::ui::app::{Effect, Msg, Target};
use hedgerow::ui::keymap::Command;
use hedgerow::ui::notice::Topic;

const OTHER: &str = "Telenor denied that it might sell its masts in Finland.";

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
    let Response::Ready { meanings, .. } = ready() else {
        unreachable!()
    };
    page.worker(Response::Ready {
        meanings,
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

/// A document as the worker sends it out of storage, with a decision that can be taken back.
fn opened(id: &str, text: &str, place: Place) -> Response {
    let source = Source::new(text);
    let found = hedgerow::engine::Engine::new().extract(source.clone());
    let document = Document::suggested(id, source, &found);
    let first = document.marks().next().expect("it has marks").id.clone();
    let edit = Box::new(document.deciding([&first], Status::Accepted));
    let mut tracked = Tracked::new(document);
    let undo = Undo::With(Group(40));
    (tracked.step(Step::Edit { edit, undo })).expect("it fits");
    Response::Opened(Box::new(Opened {
        whole: whole(&tracked),
        clusters: Vec::new(),
        read: true,
        at: Some(first),
        place,
        older: false,
        note: String::new(),
    }))
}

#[test]
fn what_lay_open_is_shown_again_with_its_history() {
    let mut page = Page::ready();
    page.bring(opened("a1", OTHER, Place::Beside));
    assert_eq!(
        page.app.work().text(),
        "",
        "it is not the one that was shown"
    );
    let effects = page.bring(opened("a2", SENTENCE, Place::FirstInView));
    assert_eq!(page.app.work().text(), SENTENCE);
    let at = page
        .app
        .work()
        .selected
        .clone()
        .expect("it is where it was");
    assert!(effects.contains(&Effect::Focus(Target::Mark(at.clone()))));
    assert_eq!(page.asked(&effects), None, "it is read already");
    assert_eq!(page.words("text"), "", "the field holds it as a value");
    let status = |page: &Page| page.app.work().document().mark(&at).map(|mark| mark.status);
    assert_eq!(status(&page), Some(Status::Accepted));
    page.command(Command::Undo);
    assert_eq!(status(&page), Some(Status::Suggested));
    assert!(!page.app.work().history().can_undo());
    page.command(Command::Redo);
    assert_eq!(status(&page), Some(Status::Accepted));
    // What the engine says from now on is no part of what it said before.
    let effects = page.paste(&format!("{SENTENCE} Rain may come."));
    page.answer(&effects);
    page.command(Command::Undo);
    assert_eq!(page.app.work().text(), SENTENCE);
    assert_eq!(status(&page), Some(Status::Accepted));
}

#[test]
fn what_lay_open_does_not_push_a_paste_away() {
    let mut page = Page::ready();
    let effects = page.paste(SENTENCE);
    page.bring(opened("a1", OTHER, Place::FirstInView));
    assert_eq!(page.app.work().text(), SENTENCE);
    page.answer(&effects);
    assert!(!page.marks(Kind::Claim).is_empty());
    // What the person asks for is shown all the same; once more, it is the same.
    for _ in 0..2 {
        page.bring(opened("a1", OTHER, Place::InView));
        assert_eq!(page.app.work().text(), OTHER);
        page.command(Command::PreviousArticle);
        assert_eq!(page.app.work().text(), SENTENCE);
    }
    // The next document takes the place of the one that is shown.
    let third = "Officials said that rain is likely in Oslo.";
    page.bring(opened("a3", third, Place::Instead));
    assert_eq!(page.app.work().text(), third);
    page.command(Command::NextArticle);
    assert_eq!(page.app.work().text(), OTHER);
    // And what is deleted goes from the page.
    page.worker(Response::Gone("a1".to_owned()));
    assert_eq!(page.app.work().text(), third);
    page.worker(Response::Gone("a3".to_owned()));
    assert_eq!(page.app.work().text(), "");
}

#[test]
fn how_far_it_is_saved_is_told_calmly() {
    let mut page = Page::with_sentence();
    let kept = |kept, trouble: &str| {
        Response::Kept(Keeping {
            kept,
            safe: trouble.is_empty(),
            words: "Saved".to_owned(),
            trouble: trouble.to_owned(),
        })
    };
    page.worker(kept(2, ""));
    assert_eq!(page.words("kept"), "Saved");
    page.command(Command::NextMark);
    page.command(Command::Accept);
    assert!(page.app.unsaved(), "it has not heard of that");
    let effects = page.worker(kept(3, ""));
    assert_eq!(effects, [Effect::Persist], "there is something to lose now");
    assert_eq!(page.worker(kept(3, "")), []);
    assert!(!page.app.unsaved());
    page.worker(kept(3, "There is no room."));
    assert_eq!(page.notices(), ["There is no room."]);
    assert!(page.app.unsaved());
    page.send(Msg::Dismiss(Topic::Storage));
    page.worker(kept(3, "There is no room."));
    assert_eq!(page.notices(), [""; 0], "it is told once");
    page.worker(kept(3, ""));
    assert!(!page.app.unsaved());
}

#[test]
fn a_worker_that_lost_a_document_is_sent_it() {
    let mut page = Page::with_sentence();
    let id = page.app.work().id().to_owned();
    page.command(Command::NextMark);
    page.mirrors = hedgerow::project::Mirrors::default();
    page.worker(Response::Lost(id));
    page.command(Command::Accept);
    assert_eq!(page.worker(Response::Lost("d99".to_owned())), []);
}
