//! What the page tells the person beside the marks.

use super::keymap::Command;
use super::words::count;
use crate::protocol;
use crate::text::OddityKind;

/// A message that stays until it is dismissed or what it speaks of is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub topic: Topic,
    /// The id of the document that it speaks of; none where it is of no particular one.
    pub document: Option<String>,
    pub text: String,
    /// What can be done about it, as a button.
    pub offer: Option<(&'static str, Command)>,
}

/// What a notice speaks of; there is one of each at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    Blank,
    TooLong,
    LineEnds,
    Replaced,
    Intake,
    Language,
    Odd(OddityKind),
    Engine,
    Weights,
    Kept,
    Closed,
    File,
    Clipboard,
    Export,
    Edit,
    Storage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Note,
    /// Something could not be done.
    Problem,
}

impl Topic {
    /// A name for each, by which the list of notices tells them apart.
    pub fn key(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::TooLong => "too-long",
            Self::LineEnds => "line-ends",
            Self::Replaced => "replaced",
            Self::Intake => "intake",
            Self::Language => "language",
            Self::Odd(OddityKind::Control) => "control",
            Self::Odd(OddityKind::Replacement) => "replacement",
            Self::Odd(OddityKind::Direction) => "direction",
            Self::Odd(OddityKind::LongLine) => "long-line",
            Self::Engine => "engine",
            Self::Weights => "weights",
            Self::Kept => "kept",
            Self::Closed => "closed",
            Self::File => "file",
            Self::Clipboard => "clipboard",
            Self::Export => "export",
            Self::Edit => "edit",
            Self::Storage => "storage",
        }
    }

    pub fn tone(self) -> Tone {
        match self {
            Self::LineEnds
            | Self::Replaced
            | Self::Intake
            | Self::Language
            | Self::Odd(_)
            | Self::Kept
            | Self::Closed => Tone::Note,
            Self::Blank
            | Self::TooLong
            | Self::Engine
            | Self::Weights
            | Self::File
            | Self::Clipboard
            | Self::Export
            | Self::Edit
            | Self::Storage => Tone::Problem,
        }
    }

    /// Whether it is said of the text in the field, and over with another text.
    pub fn of_text(self) -> bool {
        !matches!(
            self,
            Self::Kept
                | Self::Closed
                | Self::Clipboard
                | Self::Edit
                | Self::Weights
                | Self::Storage
        )
    }

    /// Whether the engine says it of a text.
    pub fn of_engine(self) -> bool {
        matches!(self, Self::Engine | Self::Language | Self::Odd(_))
    }
}

/// What the engine says of a text, in words.
pub fn in_words(notice: protocol::Notice) -> (Topic, String) {
    match notice {
        protocol::Notice::NotEnglish => (
            Topic::Language,
            "This does not look like English. The engine reads English only: \
                 take its marks with care."
                .to_owned(),
        ),
        protocol::Notice::Odd(odd) => {
            let of = |one, many| count(odd.count as usize, one, many);
            let text = match odd.kind {
                OddityKind::Control => format!(
                    "The text holds {}. They are kept, and offsets count them.",
                    of("control character", "control characters")
                ),
                OddityKind::Replacement => format!(
                    "{} lost before the text came here, and stands as “\u{FFFD}”.",
                    of("character was", "characters were")
                ),
                OddityKind::Direction => format!(
                    "The text holds {} that turn the direction of writing. \
                         What you see may stand in another order than it is stored in.",
                    of("invisible sign", "invisible signs")
                ),
                OddityKind::LongLine => format!(
                    "{} very long, as if line breaks were lost.",
                    of("line is", "lines are")
                ),
            };
            (Topic::Odd(odd.kind), text)
        }
    }
}
