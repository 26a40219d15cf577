//! The page's state, and the one function that changes it.

use super::keymap::{Command, KeyPress};
use crate::annotation::{Id, Kind};
use crate::extract::{Certainty, CueType, Label};
use crate::protocol::{Request, Response};
use std::rc::Rc;

/// Everything the page knows.
#[derive(Debug, Default)]
pub struct App {
    /// What the article field holds.
    pub text: Rc<str>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A field changed, by typing, by a paste or by choosing. Text that stood in the article
    /// field before the page was ready comes as one too, right after [`start`].
    Changed { field: Field, intake: Intake },
    /// A file was dropped or chosen, or a sample fetched, and read.
    FileRead { name: String, intake: Intake },
    /// A file could not be read as text.
    FileRefused { name: String, reason: String },
    /// The clipboard could not be read.
    PasteRefused { reason: String },
    /// A clipboard write ended.
    Copied { what: String, ok: bool },
    /// Something is dragged over the page, or no longer.
    Drag(Drag),
    /// The worker answered.
    Worker(Response),
    /// The worker died, or could not be started.
    WorkerDied { reason: String },
    /// A key went down, neither in a text field or select nor while a dialog is open.
    Key(KeyPress),
    /// A button was pressed.
    Do(Command),
    /// A mark was chosen.
    Select { id: Id, go: Go },
    /// A part of what is shown was switched on or off.
    Toggle(Facet),
    /// The elements with `data-block` in the article that are near the view now: the first and
    /// one past the last.
    Viewport { first: u32, end: u32 },
    /// The time of an [`Effect::Wait`] is over.
    Waited { ticket: u32 },
}

/// The fields of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// The article text.
    Article,
    /// The unit that exported offsets count in.
    Unit,
    /// Which of the open documents is shown.
    Document,
    /// The label, cue type or certainty of a mark.
    Relabel(Id),
}

/// Text on its way in, and what the browser made of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intake {
    pub text: String,
    pub manner: Manner,
    /// Line ends that were CRLF or CR and became LF.
    pub line_ends: u32,
    /// Lone surrogates or undecodable bytes that became U+FFFD.
    pub replaced: u32,
    /// What a file was read in, where that was not UTF-8.
    pub encoding: Option<&'static str>,
}

/// How a text came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    /// Key by key: more is likely to follow.
    Typed,
    /// At once: a paste, a drop, an undo, a script.
    #[default]
    Whole,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drag {
    Over,
    Gone,
}

/// Where a choice leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// Chosen in the text: the list follows, the focus stays.
    FromText,
    /// Chosen in a list: the text follows and takes the focus.
    ToText,
}

/// A part of what is shown that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Facet {
    Layer(Kind),
    Label(Label),
    Cue(CueType),
    Certainty(Certainty),
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
    /// Read the clipboard into the article field as if pasted there: [`Msg::Changed`] or
    /// [`Msg::PasteRefused`] follows.
    Paste,
    /// Let the person choose a file; [`Msg::FileRead`] follows.
    ChooseFile,
    /// Fetch one of our own samples by its relative URL; [`Msg::FileRead`] follows.
    LoadSample { path: &'static str },
    /// Bring the target into view, where it is not, and give it the focus.
    Focus(Target),
    /// Bring the target into view, where it is not.
    Reveal(Target),
    /// Send [`Msg::Waited`] after this many milliseconds.
    Wait { ticket: u32, millis: u32 },
}

/// A place on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// By `id` attribute.
    Element(String),
    /// The first piece of a mark in the article: by `data-id`, the sources of claims left out.
    Mark(Id),
}

impl App {
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether work would be lost if the page were closed now.
    pub fn unsaved(&self) -> bool {
        false
    }
}

/// What is to be done when the page is ready.
pub fn start(_app: &mut App) -> Vec<Effect> {
    vec![Effect::Post(Request::Load)]
}

/// Answers a message: changes the state, and says what the browser must do.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    if let Msg::Changed {
        field: Field::Article,
        intake,
    } = msg
    {
        app.text = intake.text.into();
    }
    Vec::new()
}
