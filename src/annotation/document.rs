//! A text with its marks.

use crate::extract::{Certainty, CueType, Label, Polarity, Quote, named};
use crate::text::{Source, Span, Zone};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

named! {
    /// Who made a mark.
    Origin {
        Machine = "machine",
        Human = "human",
        Imported = "imported",
    }
}

named! {
    /// What a person made of a mark. Rejected marks are kept, so that decisions are not lost.
    Status {
        Suggested = "suggested",
        Accepted = "accepted",
        Rejected = "rejected",
    }
}

named! {
    /// The layer that a mark belongs to.
    Kind {
        Entity = "entity",
        Cue = "cue",
        Claim = "claim",
    }
}

/// A mark's name within its document: "e1", "q2", "c3", or whatever an imported file says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Id(pub Arc<str>);

/// One mark of any layer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mark {
    pub id: Id,
    pub body: Body,
    pub origin: Origin,
    pub status: Status,
    /// 0 to 1; none where nobody said.
    pub confidence: Option<f32>,
    pub why: Vec<Why>,
    /// Fields that we do not know, as a JSON object; empty where there are none.
    pub extra: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Body {
    Entity { span: Span, label: Label },
    Cue { span: Span, kind: CueType },
    Claim(ClaimBody),
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ClaimBody {
    /// Never empty.
    pub content: Vec<Span>,
    pub source: Vec<Span>,
    pub holder: Option<String>,
    pub cues: Vec<Id>,
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub quote: Quote,
    pub parent: Option<Id>,
}

/// [`crate::extract::Reason`] with its cue by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    pub rule: Cow<'static, str>,
    pub cue: Option<Id>,
    pub effect: Cow<'static, str>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EngineInfo {
    pub name: String,
    pub version: String,
    pub model: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub id: String,
    pub title: Option<String>,
    pub source: Source,
    pub engine: Option<EngineInfo>,
    pub sentences: Vec<Span>,
    pub zones: Vec<Zone>,
    marks: BTreeMap<Id, Mark>,
    /// Fields that we do not know, as a JSON object; empty where there are none.
    pub extra: String,
}

impl Document {
    pub fn new(id: impl Into<String>, source: Source) -> Self {
        Self {
            id: id.into(),
            title: None,
            source,
            engine: None,
            sentences: Vec::new(),
            zones: Vec::new(),
            marks: BTreeMap::new(),
            extra: String::new(),
        }
    }

    pub fn mark(&self, id: &Id) -> Option<&Mark> {
        self.marks.get(id)
    }

    /// Every mark, rejected ones too, in text order; of those that begin together the longer first.
    pub fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.marks.values()
    }
}
