//! The places of a sentence that may be cues.
//!
//! Knows what the lexicon finds and which other words are worth a look. Must not know weights.

use super::template;
use crate::extract::cue::EntryId;
use crate::extract::cue::find::{rank, settle};
use crate::extract::cue::lexicon::Tables;
use crate::extract::cue::pattern::Match;
use crate::extract::cue::site::{Site, Tokens};
use crate::extract::cue::verdict::Verdict;
use crate::extract::cue::word::Class;
use crate::model::Key;
use crate::text::{Span, TokenKind};
use std::ops::Range;

/// A match with what its contexts say of it.
#[derive(Debug)]
pub(super) struct Judged<'a> {
    pub(super) matched: Match,
    pub(super) verdict: Verdict<'a>,
    /// Whether the rules alone would mark it.
    pub(super) settled: bool,
}

/// A place that may be a cue.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) site: Site<'a>,
    /// The matches of just these words, the best first; none where the lexicon has none.
    pub(super) judged: Vec<Judged<'a>>,
    /// The types of matches that overlap these words, as template and what it sees.
    pub(super) beside: Vec<[u64; 3]>,
}

/// The same, as training wants it.
#[derive(Debug, Clone, PartialEq)]
pub struct CuePlace {
    pub span: Span,
    pub features: Vec<Key>,
    /// How many features, the first ones, are of what the lexicon's contexts say.
    pub contexts: usize,
    /// The entries of the lexicon that match here.
    pub entries: Vec<u32>,
}

/// The shortest word that is looked at although the lexicon has it not, in bytes.
const SHORTEST: usize = 4;

/// The places of a sentence; entries that are `masked` are left out, and words that the
/// lexicon does not have where they are not worth a look.
pub(super) fn places<'a>(
    tokens: Tokens<'a>,
    sentence: &Range<usize>,
    tables: &'a Tables,
    masked: &dyn Fn(u32) -> bool,
    is_worth: &mut dyn FnMut(&Site<'_>) -> bool,
) -> Vec<Place<'a>> {
    let mut judged: Vec<Judged<'a>> = Vec::new();
    let mut matches = Vec::new();
    for start in sentence.clone() {
        let words = &tokens.words[..sentence.end];
        tables.trie.matches(words, start, &mut matches);
        for matched in matches.drain(..).filter(|matched| !masked(matched.entry)) {
            let site = Site::new(tokens, sentence.clone(), matched.cue.clone(), matched.head);
            judged.push(Judged {
                verdict: Verdict::of(&site, &matched, tables),
                settled: false,
                matched,
            });
        }
    }
    judged.sort_by_key(|judged| (judged.matched.cue.start, rank(&judged.matched)));
    let mut ruled: Vec<usize> = (0..judged.len())
        .filter(|at| judged[*at].verdict.admitted().is_some())
        .collect();
    settle(&mut ruled, |at| &judged[at].matched);
    for at in ruled {
        judged[at].settled = true;
    }
    let mut places = of_lexicon(tokens, sentence, judged, tables);
    let known: Vec<usize> = places
        .iter()
        .filter(|place| place.site.cue.len() == 1)
        .map(|place| place.site.cue.start)
        .collect();
    for at in sentence.clone() {
        if known.binary_search(&at).is_err() && is_open(tokens, sentence, at) {
            let site = Site::new(tokens, sentence.clone(), at..at + 1, at);
            if !is_worth(&site) {
                continue;
            }
            let beside = beside(
                &site.cue,
                places.iter().flat_map(|place| &place.judged),
                tables,
            );
            places.push(Place {
                site,
                judged: Vec::new(),
                beside,
            });
        }
    }
    places
}

/// One place for all matches of the same words.
fn of_lexicon<'a>(
    tokens: Tokens<'a>,
    sentence: &Range<usize>,
    judged: Vec<Judged<'a>>,
    tables: &Tables,
) -> Vec<Place<'a>> {
    let overlapping: Vec<Vec<[u64; 3]>> = judged
        .iter()
        .map(|one| beside(&one.matched.cue, &judged, tables))
        .collect();
    let mut places: Vec<Place<'a>> = Vec::new();
    for (judged, beside) in judged.into_iter().zip(overlapping) {
        match places.last_mut() {
            Some(last) if last.site.cue == judged.matched.cue => last.judged.push(judged),
            _ => places.push(Place {
                site: Site::new(
                    tokens,
                    sentence.clone(),
                    judged.matched.cue.clone(),
                    judged.matched.head,
                ),
                judged: vec![judged],
                beside,
            }),
        }
    }
    places
}

/// Of the matches that overlap `cue` and are of other words: their type, how they lie to it,
/// and whether the rules mark them.
fn beside<'j, 'a: 'j>(
    cue: &Range<usize>,
    judged: impl IntoIterator<Item = &'j Judged<'a>>,
    tables: &Tables,
) -> Vec<[u64; 3]> {
    let judged = judged.into_iter();
    let others = judged.filter(|judged| {
        let other = &judged.matched.cue;
        other != cue && other.end > cue.start && other.start < cue.end
    });
    let seen = others.map(|judged| {
        let other = &judged.matched.cue;
        let lies = match () {
            () if other.start <= cue.start && other.end >= cue.end => 1,
            () if cue.start <= other.start && cue.end >= other.end => 2,
            () => 3,
        };
        let kind = tables.entry(EntryId(judged.matched.entry)).kind;
        [kind as u64, lies, judged.settled.into()]
    });
    seen.collect()
}

/// Whether a word could be a cue although the lexicon does not have it.
fn is_open(tokens: Tokens<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let (token, word) = (&tokens.tokens[at], tokens.words[at]);
    let closed = Class::DET | Class::PREP | Class::AUX | Class::OBJ | Class::CONJ | Class::POSS;
    token.kind == TokenKind::Word
        && token.span.range().len() >= SHORTEST
        && tokens.labels[at].is_none()
        && !word.is(closed)
        && (!word.is(Class::CAP) || at == sentence.start)
}

impl Place<'_> {
    pub(super) fn kept(self, features: Vec<Key>) -> CuePlace {
        let entries = self.judged.iter().map(|judged| judged.matched.entry);
        CuePlace {
            span: self.site.span(),
            features,
            contexts: template::contexts(&self),
            entries: entries.collect(),
        }
    }
}
