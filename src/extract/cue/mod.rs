//! The words that say whose claim it is and how sure it is.
//!
//! Knows the cue lexicon and the contexts in which its entries are cues. Must not know what a
//! claim is: it hands on what the lexicon and the neighbouring words say, and no more.

mod construction;
mod context;
mod frame;
mod inflect;
mod lexicon;
mod modality;
mod pattern;
mod reading;
mod site;
mod word;

pub use frame::Frame;
pub use lexicon::Tables;

use super::{Certainty, Cue, CueType, Entity, Label, Lexicon, Reason};
use crate::text::{Span, Text, Token};
use pattern::{Match, Tag};
use reading::Reading;
use site::{Site, Tokens};
use std::cmp::Reverse;
use std::ops::Range;
use word::{Class, Forms};

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

/// A cue that somebody else marked, with what the lexicon would say of it: a person's cues and
/// those of a corpus, where nothing is to be found any more. For a cue that the lexicon does
/// not hold its type decides.
pub fn given(text: &Text, cue: Cue, lexicon: &Lexicon) -> FoundCue {
    let tables = &lexicon.cue;
    let first = text
        .tokens
        .partition_point(|t| t.span.end <= cue.span.start) as u32;
    let end = text.tokens.partition_point(|t| t.span.start < cue.span.end) as u32;
    let global = first..end.max(first);
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
    let words = tables.vocabulary.words(source, block);
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
            group: site.group,
            matched,
            context: "given",
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

/// A match whose context admits it.
#[derive(Debug)]
struct Candidate {
    matched: Match,
    group: Range<usize>,
    negated: bool,
    context: &'static str,
}

/// The match as a candidate, where its neighbours allow it to be a cue.
fn candidate(
    tokens: Tokens<'_>,
    sentence: &Range<usize>,
    matched: Match,
    tables: &Tables,
) -> Option<Candidate> {
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
    let holds = |context: &&lexicon::Context| context.tests.iter().all(|test| test.holds(&site));
    let context = match conditions.wanted.as_slice() {
        [] => "anywhere",
        wanted => wanted.iter().find(holds)?.name,
    };
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
    let in_name = |at: usize| {
        site.label(at)
            .is_some_and(|label| !site::is_value(label) && label != Label::Ordinal)
    };
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
fn settle(candidates: &mut Vec<Candidate>) {
    let rank = |candidate: &Candidate| {
        let Match {
            cue, whole, entry, ..
        } = &candidate.matched;
        (Reverse(cue.len()), Reverse(whole.len()), *entry)
    };
    candidates.sort_by_key(|candidate| (candidate.matched.cue.start, rank(candidate)));
    let mut kept: Vec<Candidate> = Vec::new();
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

impl Candidate {
    fn found(self, tokens: Tokens<'_>, offset: usize, tables: &Tables) -> FoundCue {
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
                confidence: 0.8,
                why: vec![
                    reason(format!("lexicon:{}", entry.lemma)),
                    reason(format!("context:{}", self.context)),
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
