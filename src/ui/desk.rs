//! Text on its way in: from the field, a file, a sample.
//!
//! Knows what is wrong with a text before the engine sees it, and when a text is an edit of
//! the open document and when it is another one. Must not know marks.

use super::app::{App, Effect, Field, Intake, Manner, Target, Typed};
use super::keymap::Command;
use super::notice::Topic;
use super::run::Stage;
use super::words;
use super::work::Work;
use crate::protocol::Request;

/// How long the person must pause before what they type is read, in milliseconds.
const PAUSE: u32 = 350;
/// How much text is taken, in bytes.
const LIMIT: usize = 20_000_000;

/// A text to try the page with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sample {
    pub name: &'static str,
    pub path: &'static str,
}

pub const SAMPLES: &[Sample] = &[
    Sample {
        name: "Technology: a start-up and its landlord",
        path: "www/samples/technology.txt",
    },
    Sample {
        name: "Science: a signal under the ice",
        path: "www/samples/science.txt",
    },
    Sample {
        name: "Local news: who owns the ferry?",
        path: "www/samples/local.txt",
    },
];

/// How a new text relates to the one that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// The same text, changed here and there: marks follow.
    Edit,
    /// Another text.
    Replacement,
}

impl App {
    pub(super) fn changed(&mut self, field: Field, intake: Intake) -> Vec<Effect> {
        match field {
            Field::Article => self.article_changed(intake),
            Field::Least => {
                self.shown.least = intake.text.parse().unwrap_or(0);
                Vec::new()
            }
            Field::Sheet => {
                self.show_sheet(&intake.text);
                Vec::new()
            }
            Field::Ask(what) => {
                let mut asked = what.to_string();
                asked.push_str(&intake.text);
                vec![Effect::Post(Request::Ask(asked))]
            }
            Field::Hand(what) => {
                let mut asked = what.to_string();
                asked.push_str(&intake.text);
                self.hand(asked)
            }
        }
    }

    /// A sample is opened beside what is open; one that is open already is shown.
    pub(super) fn file_read(&mut self, name: &str, intake: Intake) -> Vec<Effect> {
        let mut effects = self.settle_typed();
        let same = |work: &Work| work.newest_text() == intake.text;
        if let Some(index) = self.works.iter().position(same) {
            effects.extend(self.open(index));
            self.say(format!("{name} is open."));
            return effects;
        }
        if !self.work().newest_text().trim().is_empty() {
            self.push();
        }
        self.forget_where(self.current, &Topic::of_text);
        self.field = intake.text.as_str().into();
        effects.extend(self.settle(Some(Change::Replacement)));
        self.note_intake(&intake);
        if self.said.is_empty() {
            self.say(format!("{name} was read."));
        }
        effects
    }

    pub(super) fn file_refused(&mut self, name: &str, reason: &str) -> Vec<Effect> {
        self.tell(
            Topic::File,
            format!("{name} could not be read: {reason}."),
            None,
        );
        Vec::new()
    }

    pub(super) fn paste_refused(&mut self, reason: &str) -> Vec<Effect> {
        self.tell(
            Topic::Clipboard,
            format!(
                "The browser did not let the page read the clipboard ({reason}). \
                 Click into the text field and press Ctrl V instead."
            ),
            None,
        );
        vec![Effect::Focus(Target::element("text"))]
    }

    pub(super) fn waited(&mut self, ticket: u32) -> Vec<Effect> {
        self.rested(ticket);
        match &self.typed {
            Some(typed) if typed.ticket == ticket => self.settle(None),
            _ => Vec::new(),
        }
    }

    fn article_changed(&mut self, intake: Intake) -> Vec<Effect> {
        self.field = intake.text.as_str().into();
        match intake.manner {
            Manner::Whole => {
                self.forget_where(self.current, &Topic::of_text);
                let effects = self.settle(None);
                self.note_intake(&intake);
                effects
            }
            Manner::Typed => {
                self.note_intake(&intake);
                self.counters.ticket += 1;
                let ticket = self.counters.ticket;
                self.typed = Some(Typed { ticket });
                vec![Effect::Wait {
                    ticket,
                    millis: PAUSE,
                }]
            }
        }
    }

    /// Says what the browser changed in a text on its way in.
    fn note_intake(&mut self, intake: &Intake) {
        if intake.line_ends > 0 {
            let line_ends = words::count(intake.line_ends as usize, "line end", "line ends");
            self.tell(
                Topic::LineEnds,
                format!(
                    "{line_ends} of the Windows kind became plain ones. \
                     Exported offsets count in the text as it stands in the field."
                ),
                None,
            );
        }
        if intake.replaced > 0 {
            let broken = words::count(
                intake.replaced as usize,
                "character was broken and became",
                "characters were broken and became",
            );
            self.tell(
                Topic::Replaced,
                format!("{broken} “\u{FFFD}” in the field."),
                None,
            );
        }
    }

    /// Has what was typed taken in now.
    pub(super) fn settle_typed(&mut self) -> Vec<Effect> {
        match self.typed {
            Some(_) => self.settle(None),
            None => Vec::new(),
        }
    }

    /// Makes what stands in the field the text of a document, and has it read.
    fn settle(&mut self, change: Option<Change>) -> Vec<Effect> {
        self.typed = None;
        let text = self.field.clone();
        let change = change.unwrap_or_else(|| relation(self.work().newest_text(), &text));
        if text.len() > LIMIT {
            self.tell(
                Topic::TooLong,
                format!(
                    "This text has {} MB. The page takes up to {} MB: cut it into parts. \
                     It stays in the field, but is not read.",
                    text.len() / 1_000_000,
                    LIMIT / 1_000_000
                ),
                None,
            );
            return Vec::new();
        }
        self.forget(Topic::TooLong);
        if *text == *self.work().newest_text() && self.work().run.stage != Stage::Failed {
            return Vec::new();
        }
        match change {
            Change::Edit => {
                self.forget(Topic::Edit);
                self.work_mut().await_text(text.clone());
            }
            Change::Replacement => self.replace(&text),
        }
        if text.trim().is_empty() {
            self.note_blank(&text);
            return Vec::new();
        }
        self.forget(Topic::Blank);
        self.extract()
    }

    /// Opens another document: in place of the one that is shown, or beside it where a person
    /// has worked on that.
    fn replace(&mut self, text: &str) {
        if self.work().reviewed() {
            let title = self.work().title();
            self.push();
            self.tell(
                Topic::Kept,
                format!("Your work on “{title}” is kept beside this text."),
                Some(("Go back to it", Command::GoBack)),
            );
        }
        *self.work_mut() = self.new_work(text);
        self.turn_to_start();
    }

    fn note_blank(&mut self, text: &str) {
        self.work_mut().run.stage = Stage::Idle;
        if text.is_empty() {
            self.forget(Topic::Blank);
            self.say("The text field is empty.");
        } else {
            self.tell(
                Topic::Blank,
                "There are only blanks in the text field: nothing to read.",
                None,
            );
        }
    }
}

/// A text that shares less than half with the one before is another one.
fn relation(old: &str, new: &str) -> Change {
    if old.trim().is_empty() || new.trim().is_empty() {
        return Change::Replacement;
    }
    let same = |(a, b): &(u8, u8)| a == b;
    let shorter = old.len().min(new.len());
    let head = old.bytes().zip(new.bytes()).take_while(same).count();
    let tail = (old.bytes().rev().zip(new.bytes().rev()))
        .take(shorter - head)
        .take_while(same)
        .count();
    match (head + tail) * 2 < shorter {
        true => Change::Replacement,
        false => Change::Edit,
    }
}
