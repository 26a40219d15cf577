//! Cues that somebody else marked, with what the lexicon says of them.
//!
//! Knows how a span finds its entry. Must not know where the cue comes from.

use super::find::Candidate;
use super::pattern::{Match, Tag};
use super::reading::Reading;
use super::site::{Site, Tokens};
use super::spellings::Spellings;
use super::{EntryId, FoundCue};
use crate::extract::{Certainty, Cue, CueType, Lexicon};
use crate::text::Text;
use std::cmp::Reverse;
use std::ops::Range;

/// A cue that somebody else marked, with what the lexicon would say of it: a person's cues and
/// those of a corpus, where nothing is to be found any more. For a cue that the lexicon does
/// not hold its type decides.
pub fn given(text: &Text, cue: Cue, lexicon: &Lexicon) -> FoundCue {
    let tables = &lexicon.cue;
    let global = text.touched(cue.span);
    let Range { start: first, end } = global;
    let unknown = FoundCue {
        certainty: usual(cue.kind),
        entry: None,
        group: global.clone(),
        head: global.end.saturating_sub(1).max(first),
        tokens: global,
        cue,
    };
    let sentence = text.sentences.partition_point(|s| s.tokens.end <= first);
    let Some(sentence) = text.sentences.get(sentence).filter(|s| end <= s.tokens.end) else {
        return unknown;
    };
    let offset = sentence.tokens.start;
    let block = &text.tokens[offset as usize..sentence.tokens.end as usize];
    let source = text.source.text();
    let words = tables
        .vocabulary
        .words(source, block, &Spellings::new(source, block));
    let tokens = Tokens {
        text: source,
        tokens: block,
        words: &words,
        labels: &vec![None; block.len()],
    };
    let wanted = (first - offset) as usize..(end - offset) as usize;
    let mut matches = Vec::new();
    for start in 0..=wanted.start.min(block.len().saturating_sub(1)) {
        let mut here = Vec::new();
        tables.trie.matches(&words, start, &mut here);
        matches.extend(here.into_iter().filter(|matched: &Match| {
            matched.cue == wanted && tables.entry(EntryId(matched.entry)).kind == unknown.cue.kind
        }));
    }
    let candidate = matches.into_iter().map(|matched| {
        let site = Site::new(tokens, 0..block.len(), matched.cue.clone(), matched.head);
        let reads = match matched.tag {
            Tag::None => true,
            Tag::Verb(_) => site.reading() == Reading::Verb,
            Tag::Noun => site.reading() == Reading::Noun,
        };
        let candidate = Candidate {
            negated: site.negated(),
            context: tables.conditions(EntryId(matched.entry)).usual(),
            group: site.group,
            matched,
        };
        (reads, candidate)
    });
    match candidate.max_by_key(|(reads, candidate)| {
        (
            *reads,
            candidate.matched.whole.len(),
            Reverse(candidate.matched.entry),
        )
    }) {
        Some((reads, candidate)) => {
            let found = candidate.found(tokens, offset as usize, tables);
            FoundCue {
                cue: unknown.cue,
                // A noun has not the frames of its verb, though it has its level.
                entry: found.entry.filter(|_| reads),
                ..found
            }
        }
        None => unknown,
    }
}

/// The level at which most cues of a type put their claim.
pub(super) fn usual(kind: CueType) -> Option<Certainty> {
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
