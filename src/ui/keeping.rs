//! How far what a person does is kept, in words.
//!
//! Runs in the worker. Must not know what keeps it.

use super::words::grouped;
use crate::protocol::Keeping;

/// How it stands with storage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Storage {
    /// It is not known yet.
    #[default]
    Opening,
    Well,
    /// There is more to write than could be written so far.
    Busy,
    /// Another tab has the project.
    Elsewhere,
    /// The browser gives none, and says why.
    Refused(String),
    /// There is no room.
    Full,
    /// Something could not be written, and why.
    Failing(String),
}

/// How many decisions may be in no backup before the person is reminded.
const MANY: usize = 200;

const LOST: &str = "It is lost when this page is closed: export what you want to keep.";

impl Storage {
    /// What the page is told. `kept` of its changes are in storage; `losses` are what could not
    /// be read, each a sentence; `loose` is how many decisions are in no backup.
    pub fn told(&self, kept: u32, losses: &[String], loose: usize) -> Keeping {
        let reminder = match loose >= MANY {
            true => format!("Saved. {} decisions are in no backup.", grouped(loose)),
            false => "Saved".to_owned(),
        };
        let (words, trouble) = match self {
            Self::Opening => ("", String::new()),
            Self::Well => (reminder.as_str(), String::new()),
            Self::Busy => ("Saving…", String::new()),
            Self::Elsewhere => (
                "Not saved",
                "Hedgerow is open in another tab, so what you do in this one is not saved. \
                 Close the other tab, and it will be."
                    .to_owned(),
            ),
            Self::Refused(reason) => (
                "Not saved",
                format!("This browser keeps nothing for this page ({reason}). {LOST}"),
            ),
            Self::Full => (
                "Not saved",
                format!(
                    "There is no room left in this browser’s storage for what you do now. {LOST} \
                     Once there is room again, it will be saved."
                ),
            ),
            Self::Failing(reason) => (
                "Not saved",
                format!("The browser could not save what you do now ({reason}). {LOST}"),
            ),
        };
        let mut sentences: Vec<&str> = losses.iter().map(String::as_str).collect();
        if !trouble.is_empty() {
            sentences.push(&trouble);
        }
        Keeping {
            kept,
            safe: matches!(self, Self::Well | Self::Busy),
            words: words.to_owned(),
            trouble: sentences.join(" "),
        }
    }
}
