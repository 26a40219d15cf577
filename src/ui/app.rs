//! The page's state, and the one function that changes it.

use crate::annotation::Id;
use crate::protocol::{Request, Response};

/// Everything the page knows.
#[derive(Debug, Default)]
pub struct App {}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A field changed, by typing, by a paste or by choosing.
    Changed { field: Field, intake: Intake },
    /// A file was dropped or chosen, and read.
    FileRead { name: String, intake: Intake },
    /// A file could not be read as text.
    FileRefused { name: String, reason: String },
    /// The worker answered.
    Worker(Response),
    /// The worker died; a new one may be asked for.
    WorkerDied { reason: String },
    /// A key went down outside text fields.
    Key(KeyPress),
    /// A mark was clicked or moved to.
    Select(Option<Id>),
    /// The blocks now near the view, first and one past the last.
    Viewport { first: u32, end: u32 },
    /// A clipboard write ended.
    Copied { what: String, ok: bool },
}

/// The fields of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// The article text.
    Article,
}

/// Text on its way in, and what the browser made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intake {
    pub text: String,
    /// Line ends that were CRLF or CR and became LF.
    pub line_ends: u32,
    /// Lone surrogates or undecodable bytes that became U+FFFD.
    pub replaced: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyPress {
    /// As `KeyboardEvent.key` names it.
    pub key: String,
    pub ctrl: bool,
    pub shift: bool,
    pub alt: bool,
}

/// Something that only the browser can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send to the worker; starts one where none runs.
    Post(Request),
    /// End the worker and start another.
    RestartWorker,
    /// Save a file.
    Download {
        name: String,
        mime: String,
        content: String,
    },
    /// Put text on the clipboard; [`Msg::Copied`] follows.
    Copy { what: String, content: String },
    /// Read the clipboard into the article field, as if pasted.
    Paste,
    /// Let the person choose a file; [`Msg::FileRead`] follows.
    ChooseFile,
    /// Fetch one of our own samples by its relative URL; [`Msg::FileRead`] follows.
    LoadSample { path: &'static str },
    /// Bring the element with this DOM id or this mark into view and give it the focus.
    Focus(Target),
    /// Bring into view only.
    Reveal(Target),
}

/// A place on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// By `id` attribute.
    Element(String),
    /// The first piece of a mark in the article, by `data-id`.
    Mark(Id),
}

/// Answers a message: changes the state, and says what the browser must do.
pub fn update(_app: &mut App, _msg: Msg) -> Vec<Effect> {
    Vec::new()
}
