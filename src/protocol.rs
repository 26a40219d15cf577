//! What the page and the worker say to each other.
//!
//! Plain data. Must not know either side's inside, nor how a message travels.

use crate::annotation::{Document, EngineInfo};
use crate::extract::Extraction;
use crate::text::{Oddity, Span, Unit};
use serde::{Deserialize, Serialize};

/// From the page to the worker.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Make the engine ready.
    Load,
    /// Extract from this text; any extraction under way is given up.
    Extract { revision: u32, text: String },
    /// Write the document as a file.
    Export {
        format: Format,
        unit: Unit,
        document: Box<Document>,
    },
}

/// From the worker to the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Response {
    Ready {
        engine: EngineInfo,
        /// What its rules say, for [`crate::ui::words::Rules`].
        rules: String,
    },
    /// Sentences done, and sentences in all.
    Progress {
        revision: u32,
        done: u32,
        total: u32,
    },
    /// The extraction of a revision, in parts so that no message is long to read.
    Extracted { revision: u32, part: Part },
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

/// All that begins in `scope`; the scopes of one revision follow each other without gaps and
/// together are the whole text. Indexes inside `extraction` count from the part's own start.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Part {
    pub scope: Span,
    pub extraction: Extraction,
    pub last: bool,
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
