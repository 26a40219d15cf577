//! What the page and the worker say to each other.
//!
//! Plain data. Must not know either side's inside, nor how a message travels.

use crate::annotation::{Cluster, Document, Edit, EngineInfo};
use crate::text::{Oddity, Unit};
use serde::{Deserialize, Serialize};

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Make the engine ready.
    Load,
    /// Bring the document to what the engine says of its text; any extraction under way is
    /// given up.
    Extract { revision: u32, draft: Draft },
    /// Say which names of a document are of one thing, now that a person changed them.
    Link(Box<Document>),
    /// Draw a sheet: a part of the page that a first paste does not need, and for which the page
    /// has no program.
    Draw {
        /// Which sheet, and how it is to look. Only the worker can read it.
        address: String,
        /// The open documents, in their order.
        documents: Vec<Document>,
    },
    /// Write the document as a file.
    Export {
        format: Format,
        unit: Unit,
        document: Box<Document>,
    },
}

/// A document, and the text that it is to have where that is another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    pub document: Box<Document>,
    pub text: Option<String>,
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    Ready {
        engine: EngineInfo,
        /// What its rules say, for [`crate::ui::words::Rules`].
        rules: String,
        /// The list of keys: a sheet.
        keys: String,
        /// What of its weights could not be used and why, in words for a person.
        without_weights: Option<String>,
    },
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
    Exported {
        name: String,
        mime: String,
        content: String,
    },
    /// What was asked could not be done, in words for the person.
    Failed {
        revision: Option<u32>,
        message: String,
    },
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Format {
    Native,
}
