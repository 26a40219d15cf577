//! Patterns to cues: which matches their neighbours admit, and which of those that overlap stay.
//!
//! Knows the steps from tokens to cues. Must not know a word or a context.

use super::lexicon::{Context, Tables};
use super::pattern::{Match, Tag};
use super::reading::Reading;
use super::site::{Site, Tokens};
use super::word::{Class, Forms};
use super::{EntryId, FoundCue};
use crate::extract::{Cue, Entity, Label, Lexicon, Reason};
use crate::text::{Span, Text, Token};
use std::cmp::Reverse;
use std::ops::Range;

/// The cues of the sentences in `block`, in text order; `entities` are those of the block.
pub fn cues(
    text: &Text,
    block: Range<usize>,
    entities: &[Entity],
    lexicon: &Lexicon,
) -> Vec<FoundCue> {
    let tables = &lexicon.cue;
    let Some(sentences) = text.sentences.get(block) else {
        return Vec::new();
    };
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
        return Vec::new();
    };
    let offset = first.tokens.start as usize;
    let block = &text.tokens[offset..last.tokens.end as usize];
    let source = text.source.text();
    let words = tables.vocabulary.words(source, block);
    let tokens = Tokens {
        text: source,
        tokens: block,
        words: &words,
        labels: &labels(block, entities),
    };
    let mut found = Vec::new();
    let mut matches = Vec::new();
    let mut candidates = Vec::new();
    for sentence in sentences {
        let Range { start, end } = sentence.tokens.clone();
        let sentence = start as usize - offset..end as usize - offset;
        for start in sentence.clone() {
            tables
                .trie
                .matches(&words[..sentence.end], start, &mut matches);
            for matched in matches.drain(..) {
                candidates.extend(candidate(tokens, &sentence, matched, tables));
            }
        }
        settle(&mut candidates);
        found.extend(
            candidates
                .drain(..)
                .map(|candidate| candidate.found(tokens, offset, tables)),
        );
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
    if named(&site) {
        return None;
    }
    let reading = match matched.tag {
        Tag::None => None,
        Tag::Verb(_) => Some(Reading::Verb),
        Tag::Noun => Some(Reading::Noun),
    };
    if reading.is_some_and(|reading| site.reading() != reading) {
        return None;
    }
    if matches!(matched.tag, Tag::Verb(forms) if forms.meets(Forms::FINITE)) && site.passive() {
        return None;
    }
    let conditions = tables.conditions(EntryId(matched.entry));
    let holds = |context: &&Context| context.tests.iter().all(|test| test.holds(&site));
    let context = conditions.wanted.iter().find(holds)?;
    if conditions.unless.iter().any(|context| holds(&context)) {
        return None;
    }
    Some(Candidate {
        negated: site.negated(),
        group: site.group,
        matched,
        context,
    })
}

/// Lies in a name, or looks like one: a capital inside a sentence that is no headline.
fn named(site: &Site<'_>) -> bool {
    let in_name = |at: usize| site.label(at).is_some_and(Label::is_name);
    if site.cue.clone().any(in_name) {
        return true;
    }
    let first = site.at(site.cue.start);
    let start = site.cue.start;
    first.is(Class::CAP)
        && start > site.sentence.start
        && site.at(start - 1).is(Class::WORD)
        && !site.in_title_case()
}

/// Keeps, of candidates that overlap, the one with the longest cue, then the one that asks for
/// the most words, then the one that the lexicon has first.
fn settle(candidates: &mut Vec<Candidate<'_>>) {
    let rank = |candidate: &Candidate<'_>| {
        let Match {
            cue, whole, entry, ..
        } = &candidate.matched;
        (Reverse(cue.len()), Reverse(whole.len()), *entry)
    };
    candidates.sort_by_key(|candidate| (candidate.matched.cue.start, rank(candidate)));
    let mut kept: Vec<Candidate<'_>> = Vec::new();
    for candidate in candidates.drain(..) {
        match kept.last_mut() {
            Some(last) if last.matched.cue.end > candidate.matched.cue.start => {
                if rank(&candidate) < rank(last) {
                    *last = candidate;
                }
            }
            _ => kept.push(candidate),
        }
    }
    *candidates = kept;
}

impl Candidate<'_> {
    pub(super) fn found(self, tokens: Tokens<'_>, offset: usize, tables: &Tables) -> FoundCue {
        let Match {
            cue, entry, head, ..
        } = self.matched;
        let id = EntryId(entry);
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
                    reason(format!("lexicon:{}", entry.lemma)),
                    reason(format!("context:{}", self.context.name)),
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
            head: global(head),
        }
    }
}
