//! How sure a claim is whose parts somebody else marked.
//!
//! Knows where the words of a content stand, and hands them to what settles the levels of the
//! engine's own claims. Must not know how frames draft a claim: where content and source begin is
//! not asked.

use super::bearing::{self, Bearing};
use super::certainty::{self, Deciding, Makes};
use super::clause::Clauses;
use super::rule::Rule;
use super::scope::{self, Layers, Speeches};
use super::{frames, tags};
use crate::extract::{
    Certainty, Claim, Entity, FoundCue, Lexicon, Parser, Polarity, Quote, Reason,
};
use crate::text::{Span, Text};
use std::ops::Range;

/// What the rules say of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    pub certainty: Certainty,
    pub polarity: Polarity,
    /// The steps that led to the level.
    pub why: Vec<Reason>,
}

/// What the rules say of a claim with this content, source and quotation, if these of `cues`
/// are its own: all that the claim names.
pub fn judge(
    text: &Text,
    claim: &Claim,
    entities: &[Entity],
    cues: &[FoundCue],
    parser: Option<&mut Parser<'_>>,
    lexicon: &Lexicon,
) -> Judgement {
    let (Some(first), Some(last)) = (claim.content.first(), claim.content.last()) else {
        return nothing(claim);
    };
    let at = |offset: u32| {
        let before = text.sentences.partition_point(|s| s.span.end <= offset);
        before.min(text.sentences.len().saturating_sub(1))
    };
    let block = at(first.start)..at(last.end.max(1) - 1) + 1;
    if block.end > text.sentences.len() {
        return nothing(claim);
    }
    let layers = Layers {
        ranker: None,
        text,
        entities,
        cues,
        tags: &tags(text, block.clone(), cues, parser),
        words: &lexicon.claim.words,
    };
    // A quotation is read by itself, as its sentence is by others.
    let tokens = match claim.quote {
        Quote::Direct => text.touched(*first),
        Quote::Mixed | Quote::None => {
            text.sentences[block.start].tokens.start..text.sentences[block.end - 1].tokens.end
        }
    };
    let words = scope::words(layers, tokens, &[], Speeches::Opened);
    let clauses = Clauses::new(words, |word| frames::hint(word, layers, lexicon));
    let content = within(&clauses, first.cover(*last));
    if content.is_empty() {
        return nothing(claim);
    }
    let stands_in = |span: Span| claim.content.iter().any(|part| part.contains(span));
    let inside = |cue: &u32| stands_in(cues[*cue as usize].cue.span);
    let outside: Vec<u32> = (claim.cues.iter().copied())
        .filter(|cue| !inside(cue))
        .collect();
    let mut bearing = Bearing::new(layers, &clauses, content.clone(), &outside, Makes::ItsLevel);
    bearing.deciding.retain(|cue| claim.cues.contains(&cue.cue));
    if bearing.deciding.is_empty() {
        // "a possible sale": nothing but a part of the content is hedged, and that was meant.
        let named = claim.cues.iter().copied().filter(inside);
        bearing.deciding.extend(named.filter_map(|cue| {
            let found = &cues[cue as usize];
            Some(Deciding {
                cue,
                kind: found.cue.kind,
                level: found.certainty?,
                makes: Makes::ItsLevel,
                group: None,
            })
        }));
    }
    if claim.source.is_empty() {
        bearing.setting.question = bearing::is_question(&clauses, content.end);
        bearing.setting.called_off = (bearing.deciding.first()).is_some_and(|cue| {
            inside(&cue.cue) && bearing::is_called_off(layers, &clauses, cue.cue)
        });
    }
    let mut judgement = Judgement {
        polarity: bearing.polarity,
        ..nothing(claim)
    };
    if !bearing.deciding.is_empty() {
        (judgement.certainty, judgement.why) =
            certainty::combine(Rule::Marked, &bearing.deciding, bearing.setting);
    }
    judgement
}

/// What is to be said where no cue bears on a claim: its source says so, or the author does.
fn nothing(claim: &Claim) -> Judgement {
    let certainty = match claim.source.is_empty() {
        true => Certainty::Asserted,
        false => Certainty::Reported,
    };
    Judgement {
        certainty,
        polarity: claim.polarity,
        why: vec![certainty::reason(Rule::Marked, None, certainty)],
    }
}

/// The words that a span touches.
fn within(clauses: &Clauses, span: Span) -> Range<usize> {
    let first = clauses.words.partition_point(|w| w.span.end <= span.start);
    let end = clauses.words.partition_point(|w| w.span.start < span.end);
    first..end.max(first)
}
