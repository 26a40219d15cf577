//! The words that say whose claim it is and how sure it is.
//!
//! Knows the cue lexicon and the contexts in which its entries are cues. Must not know what a
//! claim is: it hands on what the lexicon and the neighbouring words say, and no more.

mod construction;
mod context;
mod find;
mod frame;
mod gate;
mod given;
mod inflect;
mod lexicon;
mod modality;
mod pattern;
mod reading;
mod site;
mod spellings;
mod verdict;
mod word;

pub use find::cues;
pub use frame::Frame;
pub use gate::{CuePlace, Gate, NO_CUE, cue_places};
pub use given::given;
pub use lexicon::Tables;

use super::{Certainty, Cue, CueType};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A cue with what the lexicon and its surroundings say of it.
#[derive(Debug, Clone, PartialEq)]
pub struct FoundCue {
    pub cue: Cue,
    /// Its entry in [`Tables`]; none for a [`given`] cue that the lexicon does not hold.
    pub(super) entry: Option<EntryId>,
    /// The level at which it puts its claim, a negation in its verb group counted in
    /// ("said" reported, "did not rule out" possible, "is not likely" unlikely); none where it
    /// says nothing of certainty (approximators, stance, weasel words).
    pub(super) certainty: Option<Certainty>,
    /// Its tokens, as indexes into [`Text::tokens`].
    pub(super) tokens: Range<u32>,
    /// Its tokens with the auxiliaries, negations and adverbs in front of it
    /// ("has reportedly been told" for "told"); equal to `tokens` where there is no verb.
    pub(super) group: Range<u32>,
    /// The token that carries the meaning ("said" of "is said to").
    pub(super) head: u32,
}

impl FoundCue {
    /// Whether the lexicon holds it.
    pub fn is_known(&self) -> bool {
        self.entry.is_some()
    }
}

/// The number of an entry in the cue lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct EntryId(pub(super) u32);

/// A word or phrase that can be a cue.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// As the lexicon writes it, for explanations.
    pub(super) lemma: &'static str,
    pub(super) kind: CueType,
    /// The likeliest first.
    pub(super) frames: Vec<Frame>,
    /// What it does to its claim, not negated and negated.
    pub(super) certainty: Option<Certainty>,
    pub(super) negated: Option<Certainty>,
}
