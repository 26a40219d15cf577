//! Text on its way in: what becomes of it, and what is said of it.

use crate::page::{Page, SENTENCE, revision, sentence};
use hedgerow::annotation::Kind;
use hedgerow::protocol::{Notice, Request};
use hedgerow::text::{Oddity, OddityKind};
use hedgerow::ui::app::{Effect, Field, Intake, Manner, Msg};
use hedgerow::ui::keymap::Command;
use hedgerow::ui::notice::Topic;

#[test]
fn a_paste_is_read_at_once() {
    let mut page = Page::ready();
    let effects = page.paste(SENTENCE);
    assert_eq!(page.asked(&effects), Some(SENTENCE));
    page.extracted(revision(&effects), sentence());
    assert_eq!(page.marks(Kind::Entity).len(), 3);
    assert_eq!(page.words("status"), "3 entities, 3 cues, 2 claims");
    assert!(
        !page.app.work().history().can_undo(),
        "the first marks come with the text"
    );
}

#[test]
fn typing_is_read_after_a_pause() {
    let mut page = Page::ready();
    let wait = |effects: &[Effect]| match effects {
        [Effect::Wait { ticket, millis }] => {
            assert!((100..1000).contains(millis));
            *ticket
        }
        other => panic!("{other:?}"),
    };
    let first = wait(&page.typed("It m"));
    let second = wait(&page.typed("It may"));
    assert_eq!(
        page.send(Msg::Waited { ticket: first }),
        [],
        "more was typed since"
    );
    let effects = page.send(Msg::Waited { ticket: second });
    assert_eq!(page.asked(&effects), Some("It may"));
    assert_eq!(
        page.send(Msg::Waited { ticket: second }),
        [],
        "it was read already"
    );
}

#[test]
fn a_paste_does_not_wait_for_what_was_typed() {
    let mut page = Page::ready();
    let Some(Effect::Wait { ticket, .. }) = page.typed("It m").first().cloned() else {
        panic!("typing waits");
    };
    let effects = page.paste(SENTENCE);
    assert!(page.asked(&effects).is_some());
    assert_eq!(page.send(Msg::Waited { ticket }), []);
    assert_eq!(page.app.work().text(), SENTENCE);
}

#[test]
fn the_field_always_holds_what_was_typed() {
    let mut page = Page::with_sentence();
    let text = SENTENCE.replace("Nobody", "Nobody at all");
    page.typed(&text);
    let field = crate::page::find(&page.view(), "text");
    let held = field.properties.iter().find_map(|property| match property {
        hedgerow::ui::html::Property::Value(value) => Some(&**value),
        _ => None,
    });
    assert_eq!(held, Some(&*text));
    assert_eq!(page.app.work().text(), SENTENCE, "not yet in the document");
}

#[test]
fn marks_follow_an_edit_and_come_back_with_undo() {
    let mut page = Page::with_sentence();
    let text = SENTENCE.replace("Lumen Labs", "The new Lumen Labs");
    let effects = page.paste(&text);
    assert_eq!(page.app.work().newest_text(), text);
    page.answer_first(&effects);
    assert_eq!(page.app.work().text(), text);
    let under: Vec<&str> = (page.marks(Kind::Entity).iter())
        .map(|mark| page.under(mark))
        .collect();
    assert_eq!(
        under,
        ["The Verge", "Lumen Labs", "Kite 3"],
        "before the engine has read it"
    );
    while page.step().is_some() {}
    page.command(Command::Undo);
    assert_eq!(page.app.work().text(), SENTENCE);
    assert_eq!(page.marks(Kind::Entity).len(), 3);
    assert_eq!(page.marks(Kind::Claim).len(), 2);
    let field = page.view().to_html();
    assert!(field.contains(SENTENCE), "the field follows");
    page.command(Command::Redo);
    assert_eq!(page.app.work().text(), text);
}

#[test]
fn undo_while_the_engine_reads_has_the_old_text_read() {
    let mut page = Page::with_sentence();
    let stale = page.paste(&SENTENCE.replace("Nobody", "Somebody"));
    page.answer_first(&stale);
    let effects = page.command(Command::Undo);
    assert_eq!(page.asked(&effects), Some(SENTENCE));
    let before = page.app.work().document().clone();
    page.answer(&stale);
    assert_eq!(
        *page.app.work().document(),
        before,
        "what was asked before is off"
    );
}

#[test]
fn what_is_asked_of_a_text_that_is_on_its_way_waits_for_it() {
    let text = SENTENCE.replace("Nobody", "Somebody");
    for command in [Command::Undo, Command::ExportDialog] {
        let mut page = Page::read(SENTENCE);
        page.typed(&text);
        // What was typed is taken in first, though nobody paused.
        let effects = page.command(command);
        assert_eq!(page.asked(&effects), Some(&*text));
        assert_eq!(effects.len(), 1, "{effects:?}");
        let effects = page.answer_first(&effects);
        match command {
            Command::Undo => {
                assert_eq!(page.app.work().text(), SENTENCE);
                page.answer(&effects);
                page.command(Command::Redo);
                assert_eq!(page.app.work().text(), text, "nothing is lost");
            }
            _ => assert!(
                effects == [Effect::Post(Request::Ask("export:".to_owned()))]
                    && page.app.work().text() == text,
                "{effects:?}"
            ),
        }
    }
}

#[test]
fn decisions_while_the_engine_reads_are_kept() {
    let text = format!("{SENTENCE} Rain is likely in Oslo.");
    let decided = |page: &Page| {
        let marks = page.marks(Kind::Cue).into_iter();
        marks.filter(|mark| mark.is_decided()).count()
    };
    for followed in [false, true] {
        let mut page = Page::read(SENTENCE);
        let effects = page.paste(&text);
        if followed {
            page.answer_first(&effects);
        }
        page.command(Command::NextMark);
        let effects = page.reject();
        assert_eq!(page.asked(&effects), Some(&*text));
        page.answer(&effects);
        assert_eq!((page.app.work().text(), decided(&page)), (&*text, 1));
        assert!(page.marks(Kind::Claim).len() > 2);
        // What was done last goes first.
        page.command(Command::Undo);
        match followed {
            true => assert_eq!((page.app.work().text(), decided(&page)), (&*text, 0)),
            false => assert_eq!((page.app.work().text(), decided(&page)), (SENTENCE, 1)),
        }
        page.command(Command::Undo);
        assert_eq!((page.app.work().text(), decided(&page)), (SENTENCE, 0));
    }
}

#[test]
fn another_article_replaces_one_that_nobody_worked_on() {
    let mut page = Page::with_sentence();
    let effects = page.paste("Rain is likely in Oslo.");
    page.answer(&effects);
    assert_eq!(page.app.work().text(), "Rain is likely in Oslo.");
    assert_eq!(page.notices(), [""; 0]);
}

#[test]
fn another_article_stands_beside_one_that_was_reviewed() {
    let mut page = Page::with_sentence();
    page.command(Command::NextMark);
    page.command(Command::Accept);
    let reviewed = page.app.work().document().clone();
    let effects = page.paste("Rain is likely in Oslo.");
    assert_eq!(page.app.work().text(), "Rain is likely in Oslo.");
    assert!(
        page.notices()[0].contains("is kept"),
        "{:?}",
        page.notices()
    );
    page.command(Command::GoBack);
    assert_eq!(*page.app.work().document(), reviewed);
    assert_eq!(page.notices(), [""; 0]);
    assert!(page.app.unsaved());
    // What the engine finds in the other one goes there, and so do its notes.
    page.answer(&effects);
    assert_eq!(*page.app.work().document(), reviewed);
    assert_eq!(page.command(Command::ShowArticle(1)), []);
    assert!(!page.marks(Kind::Claim).is_empty());
}

#[test]
fn reviewed_work_survives_an_emptied_field() {
    let mut page = Page::with_sentence();
    page.command(Command::NextMark);
    page.reject();
    let reviewed = page.app.work().document().clone();
    page.paste("");
    assert_eq!(page.app.work().text(), "");
    page.command(Command::GoBack);
    assert_eq!(*page.app.work().document(), reviewed);
}

#[test]
fn decisions_that_an_edit_takes_away_are_told_of() {
    let mut page = Page::with_sentence();
    page.command(Command::NextMark);
    page.command(Command::Accept);
    let effects = page.paste(&SENTENCE.replace("According to The Verge, ", ""));
    page.answer(&effects);
    assert!(
        page.notices()[0].contains("1 mark that you had decided on"),
        "{:?}",
        page.notices()
    );
    page.command(Command::Undo);
    assert!(page.marks(Kind::Cue)[0].is_decided());
}

#[test]
fn texts_without_words() {
    let check = |text: &str, notice: &str| {
        let mut page = Page::ready();
        let effects = page.paste(text);
        assert_eq!(page.asked(&effects), None, "{text:?}");
        assert_eq!(page.notices().concat(), notice, "{text:?}");
        assert_eq!(*page.app.work().text(), *text, "kept as it is");
    };
    check("", "");
    let blank = "There are only blanks in the text field: nothing to read.";
    check(" ", blank);
    check("\n\n\t \u{A0}\n", blank);
}

#[test]
fn a_text_that_is_too_long_stays_in_the_field() {
    let mut page = Page::with_sentence();
    let long = "Rain is likely. ".repeat(1_400_000);
    let effects = page.paste(&long);
    assert_eq!(page.asked(&effects), None);
    assert!(
        page.notices()[0].starts_with("This text has 22 MB."),
        "{:?}",
        page.notices()
    );
    assert_eq!(page.app.work().text(), SENTENCE, "what stood still stands");
    page.paste(SENTENCE);
    assert_eq!(page.notices(), [""; 0]);
}

#[test]
fn what_the_browser_changed_is_told() {
    let mut page = Page::ready();
    let intake = Intake {
        text: "Rain\nis likely\u{FFFD}.".to_owned(),
        manner: Manner::Whole,
        line_ends: 1,
        replaced: 1,
    };
    let field = Field::Article;
    let effects = page.send(Msg::Changed { field, intake });
    assert!(page.notices()[0].starts_with("1 line end of the Windows kind"));
    assert!(page.notices()[1].starts_with("1 character was broken"));
    // The engine sees the same broken character; that is not told twice.
    let oddity = |kind| {
        Notice::Odd(Oddity {
            kind,
            count: 2,
            first: 0,
        })
    };
    page.noticed(revision(&effects), oddity(OddityKind::Replacement));
    assert_eq!(page.notices().len(), 2);
    // Another text, other notes.
    let effects = page.paste("Regen ist wahrscheinlich.");
    assert_eq!(page.notices(), [""; 0]);
    page.noticed(revision(&effects), Notice::NotEnglish);
    assert!(page.notices()[0].starts_with("This does not look like English."));
    let effects = page.paste("Rain\0 is\u{1} likely.");
    page.noticed(revision(&effects), oddity(OddityKind::Control));
    assert_eq!(
        page.notices(),
        ["The text holds 2 control characters. They are kept, and offsets count them."]
    );
    assert!(page.words("status").ends_with("; 1 note"));
    page.send(Msg::Dismiss(Topic::Odd(OddityKind::Control)));
    assert_eq!(page.notices(), [""; 0]);
}

#[test]
fn files_and_samples() {
    let mut page = Page::ready();
    let choose = Effect::ChooseFile { folder: false };
    assert_eq!(page.command(Command::OpenFile), [choose]);
    let intake = Intake {
        text: SENTENCE.to_owned(),
        ..Intake::default()
    };
    let name = "article.txt".to_owned();
    let effects = page.send(Msg::FileRead { name, intake });
    assert_eq!(page.asked(&effects), Some(SENTENCE));
    let refused = Msg::FileRefused {
        name: "photo.jpg".to_owned(),
        reason: "it is not text".to_owned(),
    };
    page.send(refused);
    assert!(
        page.notices()
            .contains(&"photo.jpg could not be read: it is not text.")
    );
    assert_eq!(page.app.work().text(), SENTENCE);
}

#[test]
fn every_sample_is_there_and_has_marks() {
    let mut page = Page::ready();
    for (index, sample) in hedgerow::ui::desk::SAMPLES.iter().enumerate() {
        let effects = page.command(Command::Sample(index));
        assert_eq!(effects, [Effect::LoadSample { path: sample.path }]);
        let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), sample.path);
        let text = std::fs::read_to_string(&path).expect("the sample is there");
        let words = text.split_whitespace().count();
        assert!((250..=500).contains(&words), "{path}: {words} words");
        let read = Page::read(&text);
        assert!(read.marks(Kind::Claim).len() >= 15, "{path}");
    }
}

#[test]
fn pasting_by_button() {
    let mut page = Page::ready();
    assert_eq!(page.command(Command::Paste), [Effect::Paste]);
    let reason = "it was denied".to_owned();
    let effects = page.send(Msg::PasteRefused { reason });
    assert!(page.notices()[0].contains("press Ctrl V instead"));
    assert!(matches!(effects.as_slice(), [Effect::Focus(_)]));
}

#[test]
fn nothing_else_is_sent_to_the_worker() {
    let mut page = Page::ready();
    let effects = page.paste(SENTENCE);
    let requests = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Post(_)));
    assert_eq!(requests.count(), 1);
    assert!(!effects.contains(&Effect::Post(Request::Load { reopen: false })));
}
