//! Who says what, and how sure they are.
//!
//! Knows how cues make claims: their frames, the extent of source and content, and the rules by
//! which cues combine. Must not know how cues and entities are found, nor who reads the claims.
//!
//! From the bottom up: `words`, `tagged` and `scope` lay the layers of a sentence over each
//! other, `verb` and `clause` find its verbs and clauses, `quotes` its quotations; `source`,
//! `opening` and `content` measure phrases; `saying`, `naming`, `inquiry` and `hedge` are the
//! frames, which `frames` tries; `rank` looks at their borders once more; `passage` reads a
//! paragraph; `bearing` and `certainty` settle how sure, and `judge` does for claims that somebody
//! else marked; `rule` names every step.

mod bearing;
mod certainty;
mod clause;
mod content;
mod frames;
mod hedge;
mod inquiry;
mod judge;
mod naming;
mod opening;
mod passage;
mod quotes;
mod rank;
mod rule;
mod saying;
mod scope;
mod source;
mod tagged;
mod verb;
mod words;

pub use judge::{Judgement, judge};
pub use rank::{Choice, Choose, Drafted, RULED, Ranker, Role};
pub use rule::Rule;

use super::{Claim, CueType, Entity, FoundCue, Lexicon, Parser, Tags};
use crate::text::{Gap, Span, Text, same_word};
use certainty::Makes;
use passage::{Carried, Passage, Pending};
use scope::Layers;
use std::cmp::Reverse;
use std::ops::Range;
use words::Words;

/// The claims of the sentences in `block`, in text order. `entities` and `cues` are those of
/// the block; indexes in the result count from the start of `cues` and of the result. Without a
/// parser what a word could be is all that is known of it.
pub fn claims(
    text: &Text,
    block: Range<usize>,
    entities: &[Entity],
    cues: &[FoundCue],
    parser: Option<&mut Parser<'_>>,
    ranker: Option<Ranker<'_>>,
    lexicon: &Lexicon,
) -> Vec<Claim> {
    let layers = Layers {
        ranker,
        text,
        entities,
        cues,
        tags: &tags(text, block.clone(), cues, parser),
        words: &lexicon.claim.words,
    };
    let begins = |sentence: &usize| {
        let first = text.tokens_of(*sentence).first();
        first.is_none_or(|token| token.gap >= Gap::Line)
    };
    let mut pending = Vec::new();
    let mut carried = Carried::default();
    let mut start = block.start;
    while start < block.end {
        let end = (start + 1..block.end).find(begins).unwrap_or(block.end);
        let passage = Passage::new(layers, lexicon, start..end, carried.open);
        carried = passage.read(carried, &mut pending);
        start = end;
    }
    settled(layers, pending)
}

/// The parts of speech up to the word that they are asked for, in sentences with cues.
fn tags(
    text: &Text,
    block: Range<usize>,
    cues: &[FoundCue],
    parser: Option<&mut Parser<'_>>,
) -> Tags {
    let mut cues = cues.iter().peekable();
    Tags::read(text, block, parser, |sentence| {
        let tokens = &text.sentences[sentence].tokens;
        while cues.next_if(|cue| cue.tokens.end <= tokens.start).is_some() {}
        let has_cue = cues.peek().is_some_and(|cue| cue.tokens.start < tokens.end);
        if !has_cue {
            return None;
        }
        let asked = |token| text.word(token).eq_ignore_ascii_case(tagged::ASKED);
        let words = text.tokens_of(sentence);
        let first = words.iter().position(asked)?;
        let last = words.iter().rposition(asked)?;
        Some(first.saturating_sub(tagged::LEAD)..last + 1)
    })
}

/// The word lists of this stage, read once from `lexicon/claims`.
#[derive(Debug, Default)]
pub struct Tables {
    words: Words,
}

impl Tables {
    pub fn english() -> Self {
        Self {
            words: Words::english(),
        }
    }

    /// Whether a word in small letters can be a verb.
    pub(super) fn is_verb(&self, word: &str) -> bool {
        self.words.class(word).is(words::Class::VERB)
    }
}

/// Sorts the claims, finds their parents, and settles their levels.
fn settled(layers: Layers<'_>, mut pending: Vec<Pending>) -> Vec<Claim> {
    pending.sort_by_key(|p| {
        let content = &p.claim.content;
        (content[0].start, Reverse(content[content.len() - 1].end))
    });
    drop_own_beliefs(layers, &mut pending);
    let parents = parents(&pending);
    for (index, parent) in parents.iter().enumerate() {
        if let Some(parent) = *parent {
            give_up_cues(&mut pending, parent, index);
        }
    }
    pending
        .into_iter()
        .zip(parents)
        .map(|(pending, parent)| {
            let Pending {
                mut claim,
                frame,
                bearing,
                ranked,
            } = pending;
            let (level, mut why) = certainty::combine(frame, &bearing.deciding, bearing.setting);
            if ranked {
                why.push(certainty::reason(Rule::Ranked, None, level));
            }
            claim.certainty = level;
            claim.why = why;
            claim.parent = parent.map(|parent| parent as u32);
            claim.cues.sort_unstable();
            claim
        })
        .collect()
}

/// Rule 10: a holder who reports a belief of their own makes one claim ("she said she hoped"),
/// and the belief bears on that.
fn drop_own_beliefs(layers: Layers<'_>, pending: &mut Vec<Pending>) {
    let parents = parents(pending);
    let own = |index: usize| {
        let believes = pending[index]
            .bearing
            .deciding
            .first()
            .is_some_and(|maker| maker.kind == CueType::Belief);
        let claim = &pending[index].claim;
        let says = parents[index].is_some_and(|parent| {
            let outer = &pending[parent].claim;
            let begins = claim.source.first().map(|s| s.start) == Some(outer.content[0].start);
            begins && !outer.source.is_empty()
        });
        let pronoun = |span: &Span| {
            let word = layers.text.slice(*span);
            let owners = ["it", "he", "she", "they", "i", "we"];
            owners.iter().any(|owner| same_word(word, owner))
        };
        believes && says && claim.source.iter().all(pronoun)
    };
    let mut own = (0..pending.len()).map(own).collect::<Vec<_>>().into_iter();
    pending.retain(|_| !own.next().unwrap_or(false));
}

/// The innermost claim whose content holds source and content of each.
fn parents(pending: &[Pending]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(pending.len());
    for (index, Pending { claim, .. }) in pending.iter().enumerate() {
        let content = claim.content[0];
        let reach = claim.source.iter().fold(content, |a, b| a.cover(*b));
        let holds = |outer: usize| {
            let parts = &pending[outer].claim.content;
            parts
                .iter()
                .any(|part| part.contains(reach) && *part != content)
        };
        while let Some(&last) = open.last()
            && pending[last]
                .claim
                .content
                .iter()
                .all(|part| part.end <= content.start)
        {
            open.pop();
        }
        let parent = open.iter().rev().copied().find(|&outer| holds(outer));
        parents.push(parent.filter(|_| !claim.source.is_empty()));
        open.push(index);
    }
    parents
}

/// The cues that make an inner claim do not bear on the outer one.
fn give_up_cues(pending: &mut [Pending], outer: usize, inner: usize) {
    let inner = &pending[inner];
    let deciding: Vec<u32> = inner.bearing.deciding.iter().map(|d| d.cue).collect();
    let cues = inner.claim.cues.clone();
    let outer = &mut pending[outer];
    let own: Vec<u32> = outer
        .bearing
        .deciding
        .iter()
        .filter(|d| d.makes == Makes::TheClaim)
        .map(|d| d.cue)
        .collect();
    let kept = |cue: u32, given: &[u32]| own.contains(&cue) || !given.contains(&cue);
    outer.bearing.deciding.retain(|d| kept(d.cue, &deciding));
    outer.claim.cues.retain(|cue| kept(*cue, &cues));
}
