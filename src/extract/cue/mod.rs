//! The words that say whose claim it is and how sure it is.
//!
//! Knows the cue lexicon and the contexts in which its entries are cues. Must not know what a
//! claim is: it hands on what the lexicon and the neighbouring words say, and no more.

mod frame;

pub use frame::Frame;

use super::{Certainty, Cue, CueType, Entity, Lexicon};
use crate::text::Text;
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

/// The number of an entry in the cue lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct EntryId(pub(super) u32);

/// A word or phrase that can be a cue.
#[derive(Debug, Clone, PartialEq)]
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

/// The cues of the sentences in `block`, in text order; `entities` are those of the block.
pub fn cues(
    _text: &Text,
    _block: Range<usize>,
    _entities: &[Entity],
    _lexicon: &Lexicon,
) -> Vec<FoundCue> {
    Vec::new()
}

/// A cue that somebody else marked, with what the lexicon would say of it: a person's cues and
/// those of a corpus, where nothing is to be found any more. For a cue that the lexicon does
/// not hold its type decides.
pub fn given(text: &Text, cue: Cue, _lexicon: &Lexicon) -> FoundCue {
    let first = text
        .tokens
        .partition_point(|t| t.span.end <= cue.span.start) as u32;
    let end = text.tokens.partition_point(|t| t.span.start < cue.span.end) as u32;
    let tokens = first..end.max(first);
    FoundCue {
        certainty: usual(cue.kind),
        entry: None,
        group: tokens.clone(),
        head: tokens.end.saturating_sub(1).max(first),
        tokens,
        cue,
    }
}

/// The level at which most cues of a type put their claim.
fn usual(kind: CueType) -> Option<Certainty> {
    match kind {
        CueType::Attribution | CueType::Hearsay => Some(Certainty::Reported),
        CueType::Modal => Some(Certainty::Possible),
        CueType::Epistemic
        | CueType::Appearance
        | CueType::Inference
        | CueType::Belief
        | CueType::Plan => Some(Certainty::Probable),
        CueType::Condition | CueType::Inquiry => Some(Certainty::Unresolved),
        CueType::Denial => Some(Certainty::Denied),
        CueType::Booster => Some(Certainty::Asserted),
        CueType::Stance | CueType::Approximator | CueType::Weasel => None,
    }
}

/// The cue lexicon of this stage, read once from `lexicon/*.txt`.
#[derive(Debug, Default)]
pub struct Tables {
    entries: Vec<Entry>,
}

impl Tables {
    pub fn english() -> Self {
        Self::default()
    }

    pub(super) fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }
}
