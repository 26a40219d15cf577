//! Patterns to cues: which matches their neighbours admit, and which of those that overlap stay.
//!
//! Knows the steps from tokens to cues. Must not know a word or a context.

use super::gate::Gate;
use super::lexicon::{Context, Tables};
use super::pattern::Match;
use super::site::{Site, Tokens};
use super::spellings::Spellings;
use super::verdict::Verdict;
use super::word::Word;
use super::{EntryId, FoundCue};
use crate::extract::{Cue, Entity, Label, Lexicon, Reason};
use crate::text::{Span, Text, Token};
use std::cmp::Reverse;
use std::ops::Range;

/// The cues of the sentences in `sentences`, in text order; `entities` are those of them. With
/// a gate, trained weights decide on each; without one, the contexts of the lexicon.
pub fn cues(
    text: &Text,
    sentences: Range<usize>,
    entities: &[Entity],
    lexicon: &Lexicon,
    gate: Option<Gate<'_>>,
) -> Vec<FoundCue> {
    let tables = &lexicon.cue;
    let block = Block::new(text, sentences, entities, tables);
    match gate {
        Some(gate) => gate.cues(&block, tables),
        None => by_rules(&block, tables),
    }
}

/// The tokens of some sentences, with what is known of each by itself.
#[derive(Debug)]
pub(super) struct Block<'a> {
    pub(super) text: &'a Text,
    pub(super) numbers: Range<usize>,
    /// The number of the first token in the text.
    pub(super) offset: usize,
    pub(super) spellings: Spellings,
    words: Vec<Word>,
    labels: Vec<Option<Label>>,
}

impl<'a> Block<'a> {
    /// Sentences that the text does not have are left out.
    pub(super) fn new(
        text: &'a Text,
        numbers: Range<usize>,
        entities: &[Entity],
        tables: &Tables,
    ) -> Self {
        let numbers = numbers.start..numbers.end.min(text.sentences.len());
        let sentences = text.sentences.get(numbers.clone()).unwrap_or_default();
        let first = sentences.first().map_or(0, |s| s.tokens.start as usize);
        let end = sentences.last().map_or(0, |s| s.tokens.end as usize);
        let tokens = &text.tokens[first..end];
        let source = text.source.text();
        let spellings = Spellings::new(source, tokens);
        Self {
            text,
            numbers,
            offset: first,
            words: tables.vocabulary.words(source, tokens, &spellings),
            spellings,
            labels: labels(tokens, entities),
        }
    }

    pub(super) fn tokens(&self) -> Tokens<'_> {
        Tokens {
            text: self.text.source.text(),
            tokens: &self.text.tokens[self.offset..self.offset + self.words.len()],
            words: &self.words,
            labels: &self.labels,
        }
    }

    /// The tokens of each sentence, counted from the start of the block.
    pub(super) fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let sentences = self.text.sentences.get(self.numbers.clone());
        sentences.unwrap_or_default().iter().map(|sentence| {
            let Range { start, end } = sentence.tokens.clone();
            start as usize - self.offset..end as usize - self.offset
        })
    }
}

fn by_rules(block: &Block<'_>, tables: &Tables) -> Vec<FoundCue> {
    let tokens = block.tokens();
    let mut found = Vec::new();
    let mut matches = Vec::new();
    let mut candidates = Vec::new();
    for sentence in block.sentences() {
        for start in sentence.clone() {
            let words = &tokens.words[..sentence.end];
            tables.trie.matches(words, start, &mut matches);
            for matched in matches.drain(..) {
                candidates.extend(candidate(tokens, &sentence, matched, tables));
            }
        }
        let mut kept: Vec<usize> = (0..candidates.len()).collect();
        settle(&mut kept, |at| &candidates[at].matched);
        let kept = kept.into_iter().map(|at| &candidates[at]);
        found.extend(kept.map(|candidate| candidate.found(tokens, block.offset, tables)));
        candidates.clear();
    }
    found
}

/// The label of the entity that holds each token.
fn labels(tokens: &[Token], entities: &[Entity]) -> Vec<Option<Label>> {
    let mut entities = entities.iter().peekable();
    tokens
        .iter()
        .map(|token| {
            while entities
                .next_if(|entity| entity.span.end <= token.span.start)
                .is_some()
            {}
            entities
                .peek()
                .filter(|entity| entity.span.overlaps(token.span))
                .map(|entity| entity.label)
        })
        .collect()
}

/// A match whose context admits it.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    pub(super) matched: Match,
    pub(super) group: Range<usize>,
    pub(super) negated: bool,
    pub(super) context: &'a Context,
}

/// The match as a candidate, where its neighbours allow it to be a cue.
fn candidate<'a>(
    tokens: Tokens<'_>,
    sentence: &Range<usize>,
    matched: Match,
    tables: &'a Tables,
) -> Option<Candidate<'a>> {
    let site = Site::new(tokens, sentence.clone(), matched.cue.clone(), matched.head);
    let context = Verdict::of(&site, &matched, tables).admitted()?;
    Some(Candidate {
        negated: site.negated(),
        group: site.group,
        matched,
        context,
    })
}

/// The longest cue comes first, then the one that asks for the most words, then the one that
/// the lexicon has first.
pub(super) fn rank(matched: &Match) -> (Reverse<usize>, Reverse<usize>, u32) {
    let Match {
        cue, whole, entry, ..
    } = matched;
    (Reverse(cue.len()), Reverse(whole.len()), *entry)
}

/// Keeps, of candidates that overlap, the one that comes first by [`rank`].
pub(super) fn settle<'m, T: Copy>(candidates: &mut Vec<T>, matched: impl Fn(T) -> &'m Match) {
    candidates.sort_by_key(|one| (matched(*one).cue.start, rank(matched(*one))));
    let mut kept: Vec<T> = Vec::new();
    for candidate in candidates.drain(..) {
        match kept.last_mut() {
            Some(last) if matched(*last).cue.end > matched(candidate).cue.start => {
                if rank(matched(candidate)) < rank(matched(*last)) {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    *candidates = kept;
}

impl Candidate<'_> {
    pub(super) fn found(&self, tokens: Tokens<'_>, offset: usize, tables: &Tables) -> FoundCue {
        let Match {
            cue, entry, head, ..
        } = &self.matched;
        let id = EntryId(*entry);
        let entry = tables.entry(id);
        let span = Span::new(
            tokens.tokens[cue.start].span.start,
            tokens.tokens[cue.end - 1].span.end,
        );
        let global = |at: usize| (at + offset) as u32;
        let reason = |rule: String| Reason {
            rule: rule.into(),
            cue: None,
            effect: entry.kind.as_str().into(),
        };
        FoundCue {
            cue: Cue {
                span,
                kind: entry.kind,
                confidence: self.context.precision,
                why: vec![
                    reason(["lexicon:", entry.lemma].concat()),
                    reason(["context:", self.context.name].concat()),
                ],
            },
            entry: Some(id),
            certainty: if self.negated {
                entry.negated
            } else {
                entry.certainty
            },
            tokens: global(cue.start)..global(cue.end),
            group: global(self.group.start)..global(self.group.end),
            head: global(*head),
        }
    }
}
