//! A text with its marks.

use super::link::Clusters;
use super::marks::Marks;
use super::orphan::Orphans;
use super::trace::Traces;
use super::{About, Label};
use crate::extract::{Certainty, CueType, Polarity, Quote, SourceKind, named};
use crate::text::{Source, Span, Zone};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;
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

named! {
    /// Who says how sure a claim is.
    #[derive(Default)]
    CertaintyBy {
        /// The scheme's rules, from the claim's cues.
        #[default]
        Rules = "rules",
        /// A person: what is changed in the claim changes nothing of it.
        Person = "person",
    }
}

/// A mark's name within its document: "e1", "q2", "c3", or whatever an imported file says.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Id(pub Arc<str>);

impl Id {
    /// The id that we give to the mark of a kind with this number, from 1.
    pub fn numbered(kind: Kind, number: u32) -> Self {
        Self(format!("{}{number}", kind.letter()).into())
    }

    /// Kind and number, where it is spelled as we spell ids.
    pub(super) fn number(&self) -> Option<(Kind, u32)> {
        let kind = Kind::ALL
            .iter()
            .find(|kind| self.0.starts_with(kind.letter()))?;
        Some((*kind, self.0.get(1..)?.parse().ok()?))
    }
}

/// Shorter ones first, so that ours stand as they are counted: "e2" before "e10".
impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        let length = self.0.len().cmp(&other.0.len());
        length.then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<&str> for Id {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(&self.0)
    }
}

impl Kind {
    /// What our ids of this kind begin with.
    const fn letter(self) -> char {
        match self {
            Self::Entity => 'e',
            Self::Cue => 'q',
            Self::Claim => 'c',
        }
    }
}

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
    /// None where nobody said.
    pub source_kind: Option<SourceKind>,
    pub cues: Vec<Id>,
    pub certainty: Certainty,
    #[serde(default)]
    pub certainty_by: CertaintyBy,
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

#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    pub id: String,
    pub title: Option<String>,
    pub(super) source: Source,
    /// The engine that last suggested something.
    pub engine: Option<EngineInfo>,
    /// Sorted, as are the zones.
    pub(super) sentences: Vec<Span>,
    pub(super) zones: Vec<Zone>,
    pub(super) marks: Marks,
    /// Shared, for it is made as a whole and then only read.
    pub(super) clusters: Arc<Clusters>,
    pub(super) traces: Traces,
    pub(super) orphans: Orphans,
    /// What a person says of it.
    pub about: About,
    /// Fields that we do not know, as a JSON object; empty where there are none.
    pub extra: String,
}

impl Document {
    /// Whether both say the same of the same text, whatever they are called: marks, who decided on
    /// them, and what a person says of the whole.
    pub fn says_the_same(&self, other: &Self) -> bool {
        let said = |about: &About| (about.state, about.meta.clone(), about.note.clone());
        self.source.text() == other.source.text()
            && self.title == other.title
            && self.marks == other.marks
            && self.traces == other.traces
            && self.orphans == other.orphans
            && said(&self.about) == said(&other.about)
            && self.extra == other.extra
    }

    pub fn new(id: impl Into<String>, source: Source) -> Self {
        Self {
            id: id.into(),
            title: None,
            source,
            engine: None,
            sentences: Vec::new(),
            zones: Vec::new(),
            marks: Marks::default(),
            clusters: Arc::default(),
            traces: Arc::default(),
            orphans: Arc::default(),
            about: About::default(),
            extra: String::new(),
        }
    }

    /// The text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The stretch that is the whole text.
    pub fn span(&self) -> Span {
        Span::new(0, self.source.text().len() as u32)
    }

    /// In text order.
    pub fn sentences(&self) -> &[Span] {
        &self.sentences
    }

    /// In text order.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    pub fn mark(&self, id: &Id) -> Option<&Mark> {
        self.marks.get(id)
    }

    /// Every mark, rejected ones too, in text order; of those that begin together the longer
    /// first.
    pub fn marks(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.marks.iter()
    }

    /// The marks that begin at `start` or later, in the same order.
    pub fn marks_from(&self, start: u32) -> impl Iterator<Item = &Mark> {
        self.marks.from(start)
    }

    /// Whether a claim is another one or stands in it.
    pub fn stands_in(&self, inner: &Id, outer: &Id) -> bool {
        let parent = |id: &&Id| match &self.mark(id)?.body {
            Body::Claim(claim) => claim.parent.as_ref(),
            Body::Entity { .. } | Body::Cue { .. } => None,
        };
        let mut chain = std::iter::successors(Some(inner), parent);
        chain.any(|id| id == outer)
    }

    /// How many marks there are, rejected ones too.
    pub fn len(&self) -> usize {
        self.marks.len()
    }

    pub fn is_empty(&self) -> bool {
        self.marks.len() == 0
    }

    /// An id that no mark of this document has had.
    pub fn free_id(&self, kind: Kind) -> Id {
        Id::numbered(kind, self.marks.next_number(kind))
    }

    /// The same for several marks that come at once.
    pub fn free_ids(&self, kind: Kind) -> impl Iterator<Item = Id> {
        let first = self.marks.next_number(kind);
        (first..).map(move |number| Id::numbered(kind, number))
    }
}

impl Mark {
    /// The stretch from where the mark begins to where it ends; of a claim, its content's.
    pub fn span(&self) -> Span {
        match &self.body {
            Body::Entity { span, .. } | Body::Cue { span, .. } => *span,
            Body::Claim(claim) => claim.span(),
        }
    }
}

impl ClaimBody {
    /// Whether both have a source that overlaps one of the other's, or neither has any.
    pub fn shares_source(&self, other: &Self) -> bool {
        self.has_source(&other.source)
    }

    /// The same with a source that is no claim's yet.
    pub fn has_source(&self, other: &[Span]) -> bool {
        let overlap = |a: &Span| other.iter().any(|b| a.overlaps(*b));
        self.source.is_empty() && other.is_empty() || self.source.iter().any(overlap)
    }

    /// The smallest span that holds the content.
    pub fn span(&self) -> Span {
        self.content
            .iter()
            .copied()
            .reduce(Span::cover)
            .unwrap_or_default()
    }
}
