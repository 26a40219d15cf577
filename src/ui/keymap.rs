//! Which key does what: one table, from which the help dialog is made as well.
//!
//! Knows keys as the browser names them. Must not know what a command does.

/// A key as it went down, outside text fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPress {
    /// As `KeyboardEvent.key` names it.
    pub key: String,
    pub modifiers: Modifiers,
    pub place: Place,
}

/// Which modifier keys are down. Command on a Mac counts as control.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Modifiers {
    pub control: bool,
    pub shift: bool,
    pub alt: bool,
}

/// Where the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Place {
    /// In the article.
    Article,
    #[default]
    Elsewhere,
}

/// Something that a person can ask for with a button or a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    NextMark,
    PreviousMark,
    Undo,
    Redo,
}

/// The command that a key press asks for; the browser's own answer to the key is then stopped.
pub fn command(press: &KeyPress) -> Option<Command> {
    let _ = press;
    None
}
