//! From text to entities, cues and claims, and to which names are of one thing.
//!
//! Knows the scheme, the lexicons and English. Must not know who asked, how results are
//! stored, or that a browser exists. Every function here accepts any text and never fails.

mod claim;
mod cue;
mod entity;
mod holder;
mod lexicon;
mod link;
mod scheme;
mod syntax;

pub use claim::{Choice, Choose, Drafted, Judgement, RULED, Ranker, Role, Rule, claims, judge};
pub use cue::{CuePlace, Gate, NO_CUE, cue_places};
pub use cue::{FoundCue, cues, given};
pub use entity::{Evidence, entities, evidence};
pub use entity::{Group, NAME_LABELS, Recognised, Scene, Shelf, TAGS, Trained, recognise};
pub use holder::Holders;
pub use lexicon::Lexicon;
pub use link::links;
pub(crate) use scheme::named;
pub use scheme::{Certainty, CueType, Label, Polarity, Quote, SourceKind};
pub use syntax::{
    Clause, ClauseKind, NounPhrase, Parser, Parsing, Relation, Step, Syntax, Tag, Tagging, Tags,
    VerbForm, VerbGroup, Word,
};

use crate::text::{Span, Zone};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// All that was found in a text. Each list is in text order.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Extraction {
    pub sentences: Vec<Span>,
    pub zones: Vec<Zone>,
    pub entities: Vec<Entity>,
    pub cues: Vec<Cue>,
    pub claims: Vec<Claim>,
}

impl Extraction {
    /// Adds what was found behind this, whose indexes count from its own start.
    pub fn append(&mut self, part: Extraction) {
        let (cues, claims) = (self.cues.len() as u32, self.claims.len() as u32);
        self.sentences.extend(part.sentences);
        self.zones.extend(part.zones);
        self.entities.extend(part.entities);
        self.cues.extend(part.cues);
        self.claims.extend(part.claims.into_iter().map(|mut claim| {
            claim.cues.iter_mut().for_each(|cue| *cue += cues);
            claim.parent = claim.parent.map(|parent| parent + claims);
            for reason in &mut claim.why {
                reason.cue = reason.cue.map(|cue| cue + cues);
            }
            claim
        }));
    }
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    pub span: Span,
    pub label: Label,
    /// 0 to 1.
    pub confidence: f32,
    pub why: Vec<Reason>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cue {
    pub span: Span,
    pub kind: CueType,
    /// 0 to 1.
    pub confidence: f32,
    pub why: Vec<Reason>,
}

/// One proposition, who holds it, and how sure they are.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// Never empty; two parts where a source interrupts.
    pub content: Vec<Span>,
    /// Empty where the author speaks.
    pub source: Vec<Span>,
    /// The source resolved to a name.
    pub holder: Option<String>,
    pub source_kind: SourceKind,
    /// Indexes into [`Extraction::cues`], ascending.
    pub cues: Vec<u32>,
    pub certainty: Certainty,
    pub polarity: Polarity,
    pub quote: Quote,
    /// Index into [`Extraction::claims`] of the claim that this one is nested in.
    pub parent: Option<u32>,
    /// The steps that led to the certainty, in order.
    pub why: Vec<Reason>,
    /// 0 to 1.
    pub confidence: f32,
}

/// The names of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cluster {
    /// What an index would show.
    pub name: String,
    /// What most of its mentions are labelled.
    pub label: Label,
    /// Indexes into the names that were linked, ascending; never empty.
    pub mentions: Vec<u32>,
}

/// One step of an explanation: the rule that acted, on what, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The rule's stable name ("modal", "title-before-name"); the page has a sentence for each.
    pub rule: Cow<'static, str>,
    /// The cue it acted on, as an index into [`Extraction::cues`]; only in claims.
    pub cue: Option<u32>,
    /// What came of it: a label, a cue type or a level of certainty.
    pub effect: Cow<'static, str>,
}
