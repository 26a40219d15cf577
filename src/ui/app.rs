//! The page's state, and the one function that changes it.
//!
//! Knows what can happen and which module answers it. Must not know the browser.

use super::caret::{Cursor, Spot};
use super::hand::Handing;
use super::html::Element;
use super::inspection::Inspection;
use super::keymap::{Command, KeyPress};
use super::notice::{Notice, Topic};
use super::sheet::Sheet;
use super::shown::{Facet, Shown};
use super::work::Work;
use crate::annotation::Id;
pub(super) use crate::protocol::Order;
use crate::protocol::{Desk as Open, Keeping, Request, Response};
use std::ops::Range;
use std::rc::Rc;

/// Everything the page knows.
#[derive(Debug)]
pub struct App {
    /// The open documents; never none.
    pub(super) works: Vec<Work>,
    /// Index of the one that is shown.
    pub(super) current: usize,
    /// Index of the one that was shown before.
    pub(super) previous: usize,
    /// What the article field holds.
    pub(super) field: Rc<str>,
    /// What was typed and is not yet in the document.
    pub(super) typed: Option<Typed>,
    pub(super) worker: Worker,
    /// What falls under each label, cue type and level.
    pub(super) meanings: Vec<(String, String)>,
    /// The keys that the person changed, and what is meant by them.
    pub(super) keys: Vec<(String, String)>,
    pub(super) shown: Shown,
    /// The groups of the article that are near the view.
    pub(super) near: Range<usize>,
    /// What the list holds.
    pub(super) list: List,
    pub(super) order: Order,
    pub(super) sheet: Sheet,
    /// How suggestions are gone through.
    pub(super) review: Order,
    /// How far the person is: a sheet.
    pub(super) reviewed: Option<Rc<Element>>,
    pub(super) cursor: Cursor,
    /// What is at the caret, for who does not see it.
    pub(super) heard: String,
    /// The labels that can be picked for a selection: a sheet.
    pub(super) labels: Option<Rc<Element>>,
    pub(super) inspection: Inspection,
    /// What the worker is to think out, until it has.
    pub(super) handing: Option<Handing>,
    /// The keys that were pressed since.
    pub(super) pressed: Vec<KeyPress>,
    /// What the pointer or the focus came to last: a mark of the document that is shown.
    pub(super) pointed: Option<Id>,
    /// What was closed last.
    pub(super) closed: Option<Box<Work>>,
    /// Which page of the list is shown.
    pub(super) page: usize,
    /// What the worker has drawn for the dialog of its sheets, while that is open.
    pub(super) paper: Option<Rc<Element>>,
    pub(super) desk: Desk,
    pub(super) drag: Drag,
    /// What the person asked of the document while it was still to get the text that they typed.
    pub(super) later: Option<Command>,
    /// What lies open, as the worker was told last.
    pub(super) told: Open,
    /// How many changes of documents this worker was told.
    pub(super) posted: u32,
    pub(super) keeping: Keeping,
    /// Whether the browser was asked to keep what is stored.
    pub(super) persists: bool,
    pub(super) notices: Vec<Notice>,
    /// What the live region says.
    pub(super) said: String,
    pub(super) counters: Counters,
}

/// Text that waits for the person to pause.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) ticket: u32,
}

/// The worker as the page knows it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Worker {
    /// Asked for and not heard of. The number counts the starts that failed before.
    Starting {
        failed: u32,
    },
    Ready,
    /// Not to be started again unless the person asks.
    Dead,
}

/// The article field beside an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Desk {
    /// A few lines high.
    Folded,
    /// Large enough to write in.
    Open,
}

/// What is listed beside the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    Claims,
    /// The things that names are of.
    Entities,
    /// Who claims what, in all open documents: a sheet.
    Sources,
}

/// The numbers that were given last.
#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) revision: u32,
    /// Of edits that are taken back together.
    pub(super) group: u64,
    pub(super) ticket: u32,
    pub(super) document: u64,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Msg {
    /// A field changed, by typing, by a paste or by choosing. Text that stood in the article
    /// field before the page was ready comes as one too, right after [`start`].
    Changed { field: Field, intake: Intake },
    /// A sample was fetched.
    FileRead { name: String, intake: Intake },
    /// It could not be.
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
    /// A key went down, neither in a text field or select, but for Escape, nor while a dialog is
    /// open.
    Key(KeyPress),
    /// A button was pressed.
    Do(Command),
    /// A mark was chosen.
    Select { id: Id, go: Go },
    /// A mark of any open document was chosen.
    Go { document: Rc<str>, id: Id },
    /// The browser's selection is another one: from where to where in the article, if it is there.
    Caret(Option<(Spot, Spot)>),
    /// An end of the selected mark was taken hold of, or let go.
    Grip(Grip),
    /// The pointer or the focus came to what would answer a click like this.
    Point(Option<Box<Msg>>),
    /// Another address was chosen on a sheet.
    Show(Rc<str>),
    /// A control of a sheet was used that the worker answers.
    Ask(Rc<str>),
    /// Something is to be done by hand that the worker thinks out.
    Hand(Rc<str>),
    /// A part of what is shown was switched on or off.
    Toggle(Facet),
    /// A notice was read and is no longer wanted.
    Dismiss(Topic),
    /// The elements with `data-block` in the article that are near the view now: the first and
    /// one past the last. Before printing, all of them.
    Viewport { first: u32, end: u32 },
    /// The time of an [`Effect::Wait`] is over.
    Waited { ticket: u32 },
}

impl Msg {
    /// The same once more, of what elements answer with. All else happens once, and a general
    /// `clone` would bring what the worker says into the page a second time.
    pub fn again(&self) -> Option<Self> {
        match self {
            Self::Do(command) => Some(Self::Do(*command)),
            Self::Select { id, go } => Some(Self::Select {
                id: id.clone(),
                go: *go,
            }),
            Self::Go { document, id } => Some(Self::Go {
                document: document.clone(),
                id: id.clone(),
            }),
            Self::Show(address) => Some(Self::Show(address.clone())),
            Self::Ask(what) => Some(Self::Ask(what.clone())),
            Self::Hand(what) => Some(Self::Hand(what.clone())),
            Self::Toggle(facet) => Some(Self::Toggle(*facet)),
            Self::Dismiss(topic) => Some(Self::Dismiss(*topic)),
            _ => None,
        }
    }
}

/// The fields of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Field {
    /// The article text.
    Article,
    /// How sure the engine must be of what is shown, in percent.
    Least,
    /// How a sheet is to look: an address.
    Sheet,
    /// What the worker is asked for, with what the field holds behind it.
    Ask(Rc<str>),
    /// What is to be done by hand, with what the field holds behind it.
    Hand(Rc<str>),
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

/// What is done with an end of the selected mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grip {
    /// The mark's first end is moved from now on, or its last.
    Start,
    End,
    /// It is let go where it is; `exact` asks for no snapping to words.
    Here {
        exact: bool,
    },
    /// The move is off.
    Off,
}

/// Where a choice leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Go {
    /// Chosen in the text: the list follows, the focus stays.
    FromText,
    /// Chosen in a list: the text follows and takes the focus.
    ToText,
}

/// Something that only the browser can do.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Send to the worker; starts one where none runs.
    Post(Request),
    /// End the worker and start another.
    RestartWorker,
    /// Put text on the clipboard; [`Msg::Copied`] follows.
    Copy { what: String, content: String },
    /// Read the clipboard into the article field as if pasted there: [`Msg::Changed`] or
    /// [`Msg::PasteRefused`] follows.
    Paste,
    /// Let the person choose files, or a folder, for the worker.
    ChooseFile { folder: bool },
    /// Ask the browser to keep what is stored when it needs room.
    Persist,
    /// Have this stand behind the style sheets.
    Style(String),
    /// Save what is at an address as a file.
    Save { name: String, url: String },
    /// Fetch one of our own samples by its relative URL; [`Msg::FileRead`] follows.
    LoadSample { path: &'static str },
    /// Bring the target into view, where it is not, and give it the focus.
    Focus(Target),
    /// Bring the target into view within its own scroll box; the page itself stays as it is.
    Reveal(Target),
    /// Move the caret as `Selection.modify` says; [`Msg::Caret`] follows.
    Step { extend: bool, how: &'static str },
    /// Send [`Msg::Waited`] after this many milliseconds.
    Wait { ticket: u32, millis: u32 },
}

/// A place on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// By `id` attribute.
    Element(String),
    /// The article, wherever its text is in view.
    Text,
    /// The first piece of a mark in the article: by `data-id`, the sources of claims left out.
    Mark(Id),
}

impl Target {
    pub(super) fn element(id: &str) -> Self {
        Self::Element(id.to_owned())
    }
}

impl Default for App {
    fn default() -> Self {
        Self {
            works: vec![Work::new("d1".to_owned(), "")],
            current: 0,
            previous: 0,
            field: "".into(),
            typed: None,
            worker: Worker::Starting { failed: 0 },
            meanings: Vec::new(),
            keys: Vec::new(),
            shown: Shown::default(),
            near: 0..2,
            list: List::Claims,
            order: Order::Text,
            review: Order::Text,
            reviewed: None,
            sheet: Sheet::default(),
            cursor: Cursor::default(),
            heard: String::new(),
            labels: None,
            inspection: Inspection::default(),
            handing: None,
            pressed: Vec::new(),
            pointed: None,
            closed: None,
            page: 0,
            paper: None,
            desk: Desk::Folded,
            drag: Drag::Gone,
            later: None,
            told: Open::default(),
            posted: 0,
            keeping: Keeping::default(),
            persists: false,
            notices: Vec::new(),
            said: String::new(),
            counters: Counters {
                document: 1,
                ..Counters::default()
            },
        }
    }
}

impl App {
    /// A page whose documents are numbered from there on: in no two sittings alike.
    pub fn new(number: u64) -> Self {
        let mut app = Self::default();
        app.counters.document = number;
        app
    }

    /// Whether work would be lost if the page were closed now.
    pub fn unsaved(&self) -> bool {
        !self.is_kept() && self.works.iter().any(Work::unsaved)
    }

    /// The document that is shown.
    pub fn work(&self) -> &Work {
        &self.works[self.current]
    }

    pub(super) fn work_mut(&mut self) -> &mut Work {
        &mut self.works[self.current]
    }

    /// Where the focus belongs in the text.
    pub fn here(&self) -> Target {
        match &self.work().selected {
            Some(id) => Target::Mark(id.clone()),
            None => Target::Text,
        }
    }

    /// What the pointer or the focus is at.
    pub fn pointed(&self) -> Option<&Id> {
        self.pointed.as_ref()
    }

    /// What there is to tell, the document that is shown in mind.
    pub fn notices(&self) -> impl Iterator<Item = &Notice> {
        let here = self.work().id();
        (self.notices.iter())
            .filter(move |notice| notice.document.as_deref().is_none_or(|id| id == here))
    }

    /// Shows a notice in place of any on the same topic.
    pub(super) fn tell(
        &mut self,
        topic: Topic,
        text: impl Into<String>,
        offer: Option<(&'static str, Command)>,
    ) {
        self.tell_of(self.current, topic, text.into(), offer);
    }

    /// The same of a document that may not be the one that is shown, by its index.
    pub(super) fn tell_of(
        &mut self,
        index: usize,
        topic: Topic,
        text: String,
        offer: Option<(&'static str, Command)>,
    ) {
        let document = topic.of_text().then(|| self.works[index].id().to_owned());
        self.forget_where(index, &|other| other == topic);
        self.notices.push(Notice {
            topic,
            document,
            text,
            offer,
        });
    }

    pub(super) fn forget(&mut self, topic: Topic) {
        self.forget_where(self.current, &|other| other == topic);
    }

    /// Takes notices away that are of the document with this index or of none.
    pub(super) fn forget_where(&mut self, index: usize, over: &dyn Fn(Topic) -> bool) {
        let here = self.works[index].id();
        self.notices.retain(|notice| {
            let of_it = notice.document.as_deref().is_none_or(|id| id == here);
            !(of_it && over(notice.topic))
        });
    }

    pub(super) fn say(&mut self, words: impl Into<String>) {
        self.said = words.into();
    }
}

/// What is to be done when the page is ready.
pub fn start(app: &mut App) -> Vec<Effect> {
    vec![app.load()]
}

/// Answers a message: changes the state, and says what the browser must do.
pub fn update(app: &mut App, msg: Msg) -> Vec<Effect> {
    let answers = answer(app, msg);
    let mut effects = app.news();
    effects.extend(answers);
    effects.extend(app.tell_desk());
    effects.extend(app.redraw());
    effects.extend(app.inspect());
    effects
}

pub(super) fn answer(app: &mut App, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Changed { field, intake } => app.changed(field, intake),
        Msg::FileRead { name, intake } => app.file_read(&name, intake),
        Msg::FileRefused { name, reason } => app.file_refused(&name, &reason),
        Msg::PasteRefused { reason } => app.paste_refused(&reason),
        Msg::Copied { what, ok } => app.copied(&what, ok),
        Msg::Drag(drag) => {
            app.drag = drag;
            Vec::new()
        }
        Msg::Worker(response) => app.heard(response),
        Msg::WorkerDied { reason } => app.died(&reason),
        Msg::Key(press) => app.press(press),
        Msg::Caret(spots) => app.caret_at(spots),
        Msg::Grip(grip) => app.grip(grip),
        Msg::Do(command) => app.perform(command, None),
        Msg::Select { id, go } => app.select(id, go),
        Msg::Go { document, id } => app.go(&document, id),
        Msg::Point(at) => {
            app.point(at);
            Vec::new()
        }
        Msg::Show(address) => {
            app.show_sheet(&address);
            Vec::new()
        }
        Msg::Ask(what) => vec![Effect::Post(Request::Ask(what.to_string()))],
        Msg::Hand(what) => app.hand(what.to_string()),
        Msg::Toggle(facet) => {
            app.shown.toggle(facet);
            app.page = 0;
            Vec::new()
        }
        Msg::Dismiss(topic) => {
            app.forget(topic);
            Vec::new()
        }
        Msg::Viewport { first, end } => {
            app.near = first as usize..end as usize;
            Vec::new()
        }
        Msg::Waited { ticket } => app.waited(ticket),
    }
}
