//! What the page and the worker say to each other.
//!
//! Plain data. Must not know either side's inside, nor how a message travels.

use crate::annotation::{Cluster, Edit, Id, Step, Undo, Whole};
use crate::text::{Oddity, Span};
use serde::{Deserialize, Serialize};

/// From the page to the worker.
///
/// The worker has a mirror of each open document: it changes by what the page says, in the order
/// in which the page says it, and by nothing else. Documents are named by their ids.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Make the engine ready.
    Load {
        /// Whether the documents that were open last are to be opened again.
        reopen: bool,
    },
    /// Mirror this document as it is.
    Hold {
        whole: Box<Whole>,
        /// Whether the engine has read all of it.
        read: bool,
    },
    /// A step was taken in a document.
    Step {
        document: String,
        /// How many steps were taken before.
        before: u32,
        step: Step,
    },
    /// The next part of what the engine says was taken in.
    Took {
        document: String,
        before: u32,
        undo: Undo,
    },
    /// Which documents are open, and where the person is.
    Desk(Desk),
    /// Bring a document to what the engine says of its text, or of this one; any extraction
    /// under way is given up.
    Extract {
        revision: u32,
        document: String,
        text: Option<String>,
    },
    /// Say which names of a document are of one thing, now that a person changed them.
    Link(String),
    /// Draw a sheet: a part of the page that a first paste does not need, and for which the page
    /// has no program. It is of all open documents.
    Draw {
        /// Which sheet, and how it is to look. Only the worker can read it.
        address: String,
    },
    /// What a control on a sheet asks for, or a key that leads to one. Only the worker can read it.
    Ask(String),
    /// Think out what the person asks to be done to a document by hand.
    Hand {
        document: String,
        /// Only the worker can read it.
        words: String,
        at: At,
    },
    /// Draw the sheet of a mark: what it is, how sure, why, and what can be made of it.
    Inspect { document: String, mark: Id },
}

/// What lies open.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Desk {
    /// The ids of the open documents, in their order.
    pub open: Vec<String>,
    /// The place of that which is shown.
    pub shown: u32,
    /// The mark that is selected in it.
    pub at: Option<Id>,
    /// A document that is closed but can be had back.
    pub closed: Option<String>,
    /// In which order suggestions are gone through.
    pub order: Order,
}

/// How marks are gone through or listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Order {
    /// As they stand in the text.
    #[default]
    Text,
    /// The least sure first, or the least certain.
    Doubt,
}

impl Order {
    pub const fn other(self) -> Self {
        match self {
            Self::Text => Self::Doubt,
            Self::Doubt => Self::Text,
        }
    }
}

/// Where the person is in a document.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct At {
    /// The mark that is selected.
    pub mark: Option<Id>,
    pub caret: Option<Caret>,
}

impl At {
    /// What is selected of the text, where something is.
    pub fn selection(&self) -> Option<Span> {
        let Caret { anchor, focus } = self.caret?;
        (anchor != focus).then(|| Span::new(anchor.min(focus), anchor.max(focus)))
    }
}

/// A caret in the text, or a selection of it. Both ends are the same where nothing is selected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caret {
    /// Where the selection began, in bytes of the text.
    pub anchor: u32,
    /// Where the caret is.
    pub focus: u32,
}

/// What comes of something that was asked to be done by hand.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Done {
    /// One step, which one undo takes back; none where nothing is to change.
    pub edit: Option<Edit>,
    /// The mark that is selected then; none leaves the selection as it is.
    pub select: Option<Id>,
    /// Where the caret is then; none leaves it where it is.
    pub caret: Option<Caret>,
    /// What was done, or why nothing was, for the person.
    pub words: String,
}

impl Done {
    /// Nothing but words: why nothing was done.
    pub fn said(words: impl Into<String>) -> Self {
        Self {
            words: words.into(),
            ..Self::default()
        }
    }
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    Ready {
        /// What falls under each label, cue type and level, by its spelling in files.
        meanings: Vec<(String, String)>,
        /// What of its weights could not be used and why, in words for a person.
        without_weights: Option<String>,
    },
    /// What the person says once for the whole project, as far as the page has to know.
    Settled {
        /// What the style sheets say of the project's own labels.
        style: String,
        /// For keys that were changed, what is meant by each, by their codes
        /// ([`crate::ui::keymap::KeyPress::code`]); empty where nothing is.
        keys: Vec<(String, String)>,
    },
    /// A document that was not open.
    Opened(Box<Opened>),
    /// What was thought out of what the person asked to be done by hand.
    Handed { document: String, done: Box<Done> },
    /// The document with this id is deleted, or, if it is closed, another one now.
    Gone(String),
    /// A sheet for the dialog that is for them; none closes it.
    Sheet(Option<String>),
    /// The person is to choose files, or a folder.
    Choose { folder: bool },
    /// A file is ready at this address.
    File {
        name: String,
        url: String,
        /// The document that is in it, if it is one alone.
        document: Option<String>,
    },
    /// This is to go on the clipboard.
    Copy { what: String, content: String },
    /// What of some files could not be taken in.
    Refused(String),
    /// What becomes of what the person does.
    Kept(Keeping),
    /// The labels that a selection can be given: a sheet.
    Labels(String),
    /// How far the person is with what is shown: a sheet; empty where there is nothing to say.
    Reviewed(String),
    /// In which order suggestions were gone through last.
    Order(Order),
    /// The page's document with this id is not the one that the worker has: it is to be sent.
    Lost(String),
    /// Sentences done, and sentences in all.
    Progress {
        revision: u32,
        done: u32,
        total: u32,
    },
    /// What becomes of the document of a revision, in parts so that no message is long to read.
    Extracted { revision: u32, part: Box<Part> },
    /// Which names are of one thing in the document with this id.
    Linked {
        document: String,
        clusters: Vec<Cluster>,
    },
    /// A sheet, as [`crate::ui::drawn`] tells it.
    Drawn(String),
    /// The sheet of a mark, told in the same way.
    Inspected(String),
    /// What was asked could not be done, in words for the person.
    Failed {
        revision: Option<u32>,
        message: String,
    },
}

/// A document out of storage, or out of a file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    pub whole: Whole,
    pub clusters: Vec<Cluster>,
    /// Whether the engine has read all of it.
    pub read: bool,
    /// The mark that was selected.
    pub at: Option<Id>,
    pub place: Place,
    /// Whether another engine has read it than the one that reads now.
    pub older: bool,
    /// What the person should know of how it came in; empty where all is well.
    pub note: String,
}

/// Where a document goes that is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// Behind those that are open.
    Beside,
    /// Into view, as long as there is nothing in the text field.
    FirstInView,
    /// Into view.
    InView,
    /// Into view, in the place of the document that is shown.
    Instead,
}

/// How far what the person did is in storage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Keeping {
    /// How many changes the worker has heard of that are kept.
    pub kept: u32,
    /// Whether what is done is kept at all.
    pub safe: bool,
    /// How it stands, in a few words.
    pub words: String,
    /// What the person should know of it; empty where all is well.
    pub trouble: String,
}

/// The next step for a document: its new text if it is to have one, and then, stretch by
/// stretch, what the engine says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub edit: Edit,
    pub last: bool,
    /// Which names are of one thing; with the last step, when all names stand.
    pub clusters: Vec<Cluster>,
    /// What the person should know of the text ("does not look like English").
    pub notices: Vec<Notice>,
}

/// Something that the person should know of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// It has words enough to tell, and they are not English.
    NotEnglish,
    /// It has characters or lines that a person would not write.
    Odd(Oddity),
}
