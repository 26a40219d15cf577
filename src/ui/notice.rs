//! What the page tells the person beside the marks.

use super::keymap::Command;

/// A message that stays until it is dismissed or what it speaks of is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub topic: Topic,
    pub text: String,
    /// What can be done about it, as a button.
    pub offer: Option<(&'static str, Command)>,
}

/// What a notice speaks of; there is one of each at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    Blank,
    TooLong,
    LineEnds,
    Replaced,
    Control,
    Language,
    Engine,
    Kept,
    File,
    Clipboard,
    Export,
    Edit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Note,
    /// Something could not be done.
    Problem,
}

impl Topic {
    pub fn tone(self) -> Tone {
        match self {
            Self::LineEnds | Self::Replaced | Self::Control | Self::Language | Self::Kept => {
                Tone::Note
            }
            Self::Blank
            | Self::TooLong
            | Self::Engine
            | Self::File
            | Self::Clipboard
            | Self::Export
            | Self::Edit => Tone::Problem,
        }
    }

    /// Whether it is said of the text in the field, and over with another text.
    pub fn of_text(self) -> bool {
        !matches!(self, Self::Kept | Self::Clipboard | Self::Edit)
    }
}
