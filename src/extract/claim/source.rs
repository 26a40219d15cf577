//! The words that name who says it: noun phrases beside an attribution cue.
//!
//! Knows noun phrases, appositions and relative clauses. Must not know what is said.

use super::clause::{Clauses, Verb};
use super::opening;
use super::scope::Mark;
use super::words::Class;
use crate::extract::{Entity, Label};
use std::ops::Range;

/// The words of a source, and how far the phrase reaches with what was left out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    pub(super) words: Range<usize>,
    pub(super) reach: Range<usize>,
}

/// The labels of a block's entities.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names<'a>(pub(super) &'a [Entity]);

impl Names<'_> {
    fn label(self, clauses: &Clauses, at: usize) -> Option<Label> {
        let entity = clauses.words.get(at)?.entity?;
        self.0.get(entity as usize).map(|e| e.label)
    }

    pub(super) fn is_time(self, clauses: &Clauses, at: usize) -> bool {
        matches!(self.label(clauses, at), Some(Label::Date | Label::Time))
    }

    pub(super) fn is_holder(self, clauses: &Clauses, at: usize) -> bool {
        matches!(
            self.label(clauses, at),
            Some(
                Label::Person
                    | Label::Org
                    | Label::Gpe
                    | Label::Norp
                    | Label::WorkOfArt
                    | Label::Product
            )
        )
    }

    /// The end of the entity that begins at or holds `at`.
    pub(super) fn end(self, clauses: &Clauses, at: usize) -> usize {
        let entity = clauses.words[at].entity;
        (at + 1..clauses.len())
            .find(|&i| clauses.words[i].entity != entity)
            .unwrap_or(clauses.len())
    }
}

/// The subject of the verb group that begins at `verb`.
pub(super) fn subject(clauses: &Clauses, names: Names<'_>, verb: usize) -> Option<Source> {
    let mut end = verb;
    // "The Courier first reported".
    let is_adverb = |at: usize| {
        clauses.is_adverb(at)
            || clauses.is(at, Class::ADV) && names.label(clauses, at) == Some(Label::Ordinal)
    };
    while end > 0 && is_adverb(end - 1) {
        end -= 1;
    }
    let previous = end.checked_sub(1)?;
    // "told investors it sees": the hearer is no part of the subject.
    let alone = clauses.is(previous, Class::PERSONAL) && clauses.words[previous].entity.is_none();
    if alone && previous > 0 && clauses.is_nominal(previous - 1) {
        let words = previous..end;
        return Some(Source {
            reach: words.clone(),
            words,
        });
    }
    let relative = clauses.is(previous, Class::REL)
        || clauses.is(previous, Class::THAT) && previous > 0 && clauses.is_nominal(previous - 1);
    if relative && clauses.words[previous].entity.is_none() {
        end = previous;
        while end > 0 && matches!(clauses.mark(end - 1), Some(Mark::Comma | Mark::Dash)) {
            end -= 1;
        }
    }
    let interrupted = end > 0 && matches!(clauses.mark(end - 1), Some(Mark::Comma | Mark::Close));
    let start = match clause_start(clauses, verb).filter(|_| !relative) {
        Some(start) => start,
        None => phrase_start(clauses, end, interrupted),
    };
    // "contradicting what the minister had said": the subject stands behind its question word.
    let asks = |i: &usize| clauses.is(*i, Class::WH) && !clauses.is(*i, Class::REL | Class::SUB);
    let start = (start..end)
        .rev()
        .find(asks)
        .filter(|i| i + 1 < end)
        .map_or(start, |i| i + 1);
    let start = trimmed_start(clauses, names, start, end);
    let words = start..head_end(clauses, names, start, end);
    (!words.is_empty() && words.clone().any(|i| clauses.is_nominal(i))).then_some(Source {
        words,
        reach: start..end,
    })
}

/// The noun phrase that the words are, without what stands before and behind its head.
pub(super) fn phrase(clauses: &Clauses, names: Names<'_>, words: Range<usize>) -> Option<Source> {
    let start = trimmed_start(clauses, names, words.start, words.end);
    let phrase = start..head_end(clauses, names, start, words.end);
    phrase
        .clone()
        .any(|i| clauses.is_nominal(i))
        .then_some(Source {
            words: phrase,
            reach: words,
        })
}

/// Where the clause begins whose verb is `verb`: the nearest place from which it is its head,
/// or an earlier one where a list of subjects begins.
fn clause_start(clauses: &Clauses, verb: usize) -> Option<usize> {
    let mut found = None;
    for at in (0..verb).rev().take(80) {
        let word = &clauses.words[at];
        if clauses.is_hard(at) || word.speech.is_some() {
            break;
        }
        let before = at.checked_sub(1);
        let border = word.begins
            || before.is_none_or(|i| {
                clauses.is_hard(i)
                    || clauses.words[i].speech.is_some()
                    || matches!(clauses.mark(i), Some(Mark::Comma | Mark::Open))
                    || clauses.words[i].entity.is_none()
                        && (clauses.is(i, Class::SUB | Class::THAT)
                            || clauses.is(i, Class::COORD)
                                && clauses.has_finite(clauses.stretch_start(i)..i))
            });
        if border && clauses.clause_at(at) == Some(verb) {
            found = Some(at);
            let listed = before.is_some_and(|i| clauses.is_mark(i, Mark::Comma))
                && (at..verb).any(|i| clauses.is(i, Class::COORD))
                && !(at..verb).any(|i| clauses.is_mark(i, Mark::Comma))
                && !clauses.has_finite(clauses.stretch_start(at - 1)..at);
            if !listed {
                break;
            }
        }
        if word.begins {
            break;
        }
    }
    found
}

/// Where the noun phrase that ends at `end` begins; an interrupted one holds what stands
/// between commas.
fn phrase_start(clauses: &Clauses, end: usize, interrupted: bool) -> usize {
    let mut at = end;
    // Where the interruption began, once it is passed.
    let mut passed = !interrupted;
    while at > 0 {
        let i = at - 1;
        let word = &clauses.words[i];
        if clauses.is_hard(i)
            || word.speech.is_some()
            || clauses.words[at.min(clauses.len() - 1)].begins && at < end
        {
            break;
        }
        let class = word.class;
        if word.mark == Some(Mark::Comma) && at != end {
            let list = clauses.words[at..end]
                .iter()
                .any(|w| w.class.is(Class::COORD))
                && !clauses.has_finite(clauses.stretch_start(i)..i)
                && !clauses.is(clauses.stretch_start(i), Class::PREP | Class::SUB);
            if passed && !list {
                break;
            }
            if interrupted && !passed {
                passed = true;
                // A further comma pair: "Its chairman, Alasdair Munro, 61, said".
                let earlier = (0..i)
                    .rev()
                    .take(12)
                    .take_while(|&j| !clauses.is_hard(j))
                    .find(|&j| clauses.is_mark(j, Mark::Comma));
                if let Some(earlier) = earlier
                    && !clauses.has_finite(earlier..i)
                    && i - earlier <= 6
                    && clauses.words[earlier + 1..i]
                        .iter()
                        .all(|w| w.entity.is_some())
                    && !clauses.has_finite(clauses.stretch_start(earlier)..earlier)
                {
                    passed = false;
                }
            }
        } else if word.entity.is_some() {
        } else if class.is(Class::THAT) {
            // A relative clause belongs to the phrase, a content clause holds it.
            let relative = clauses.verb_follows(at) && i > 0 && clauses.is_nominal(i - 1);
            if !relative {
                break;
            }
        } else if class.is(Class::COORD) {
            let from = clauses.stretch_start(i);
            let since_comma = (from..i)
                .rev()
                .find(|&j| clauses.is_mark(j, Mark::Comma))
                .unwrap_or(from);
            if clauses.has_finite(from..i) && (passed || clauses.has_finite(since_comma..i)) {
                break;
            }
        } else if class.is(Class::SUB) && !class.is(Class::PREP | Class::ADV) {
            break;
        } else if clauses.is_finite(i) {
            let relative = (0..i)
                .rev()
                .take(12)
                .take_while(|&j| {
                    !clauses.is_hard(j) && clauses.mark(j).is_none() && !clauses.is_finite(j)
                })
                .any(|j| {
                    clauses.is(j, Class::REL | Class::THAT)
                        && j > 0
                        && clauses.is_nominal(j - 1)
                        && clauses.words[j].entity.is_none()
                });
            if !relative && passed {
                break;
            }
        }
        at = i;
    }
    // A verb group is no part of the phrase behind it.
    while at < end && matches!(clauses.verbs[at], Verb::Group) {
        at += 1;
    }
    at
}

/// Leaves out what stands before the phrase: connectives, adverbs, points in time and places.
fn trimmed_start(clauses: &Clauses, names: Names<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at + 1 < end {
        let word = &clauses.words[at];
        let class = word.class;
        let next = at + 1;
        at = if word.mark.is_some() {
            next
        } else if names.is_time(clauses, at) {
            let after = names.end(clauses, at);
            let goes_on = after < end
                && !clauses.is(after, Class::CLITIC_S | Class::PREP)
                && clauses.mark(after) != Some(Mark::Other);
            if !goes_on {
                return at;
            }
            after
        } else if word.entity.is_some() {
            return at;
        } else if class.is(Class::REL) && !class.is(Class::POSS) {
            // "the dam, which officials say may fail".
            next
        } else if class.is(Class::PREP) && !class.is(Class::DET) {
            match behind_preposition(clauses, names, at, end) {
                Some(after) => after,
                None => return at,
            }
        } else if class.is(Class::COORD | Class::CONNECTIVE) && !class.is(Class::DET | Class::PRON)
            || clauses.is_adverb(at)
        {
            next
        } else {
            return at;
        };
    }
    at
}

/// Where a noun phrase begins behind the prepositional phrase at `at`.
fn behind_preposition(clauses: &Clauses, names: Names<'_>, at: usize, end: usize) -> Option<usize> {
    let mut i = at + 1;
    if i < end && names.is_time(clauses, i) {
        let after = names.end(clauses, i);
        return (after < end).then_some(after);
    }
    let mut nominal = false;
    while i < end {
        if clauses.is_mark(i, Mark::Comma) {
            return (i + 1 < end).then_some(i + 1);
        }
        let class = clauses.class(i);
        let opens = class.is(Class::DET | Class::POSS | Class::PRON)
            && clauses.words[i].entity.is_none()
            || names.is_holder(clauses, i)
                && clauses.words[i - 1].entity.is_some()
                && clauses.words[i - 1].entity != clauses.words[i].entity;
        if nominal
            && opens
            && !clauses.is(
                i - 1,
                Class::PREP | Class::COORD | Class::DET | Class::CLITIC_S,
            )
        {
            return Some(i);
        }
        nominal |= clauses.is_nominal(i) && !class.is(Class::DET | Class::POSS);
        i += 1;
    }
    None
}

/// Where the phrase ends without its apposition or relative clause: at its first comma, but a
/// description in front keeps the name behind it.
fn head_end(clauses: &Clauses, names: Names<'_>, start: usize, end: usize) -> usize {
    let stop = |from: usize| {
        (from..end)
            .find(|&i| matches!(clauses.mark(i), Some(Mark::Comma | Mark::Open | Mark::Dash)))
            .unwrap_or(end)
    };
    let first = stop(start);
    if first == end || !clauses.is_mark(first, Mark::Comma) {
        return first;
    }
    let list = clauses.words[first..end]
        .iter()
        .any(|w| w.class.is(Class::COORD))
        && !clauses.has_finite(first..end)
        && !clauses.is(first + 1, Class::REL | Class::DET);
    let described = first
        .checked_sub(1)
        .and_then(|last| names.label(clauses, last))
        != Some(Label::Person);
    let name = first
        + 1
        + usize::from(
            clauses.is(first + 1, Class::DET)
                && clauses
                    .words
                    .get(first + 1)
                    .is_some_and(|w| w.entity.is_none()),
        );
    if described && name < end && names.is_holder(clauses, name) {
        let second = stop(first + 1);
        let whole = names.end(clauses, name) >= second;
        if whole && second > name {
            return second;
        }
    }
    if list && described_list(clauses, start, end) {
        return end;
    }
    first
}

/// Whether the phrase is a list whose last member a coordinator joins.
fn described_list(clauses: &Clauses, start: usize, end: usize) -> bool {
    let Some(last) = (start..end).rev().find(|&i| clauses.is(i, Class::COORD)) else {
        return false;
    };
    !(last..end).any(|i| clauses.is_mark(i, Mark::Comma)) && !clauses.is_mark(end - 1, Mark::Comma)
}

/// The noun phrase that begins at `from`: behind an inverted verb, "according to" or "by".
pub(super) fn behind(clauses: &Clauses, names: Names<'_>, from: usize) -> Option<Source> {
    let mut start = from;
    while clauses.is_adverb(start) {
        start += 1;
    }
    let mut end = start;
    let mut nominal = false;
    while end < clauses.len() {
        let class = clauses.class(end);
        let word = &clauses.words[end];
        // "accounts filed in Malta".
        let participle = nominal
            && clauses.is(end, Class::ED)
            && clauses.is(end + 1, Class::PREP)
            && word.cue.is_none();
        if clauses.is_hard(end) && end > start
            || word.speech.is_some()
            || clauses.is_finite(end) && !participle
        {
            break;
        }
        if matches!(word.mark, Some(Mark::Comma | Mark::Open | Mark::Close)) {
            break;
        }
        if word.entity.is_none() {
            let subordinates =
                class.is(Class::SUB) && !class.is(Class::PREP | Class::COORD | Class::ADV);
            let relative = class.is(Class::REL | Class::THAT);
            if relative && nominal && clauses.verb_follows(end + 1) {
                // A relative clause without comma belongs to the phrase.
                let verb = clauses.next_finite(end + 1).unwrap_or(end);
                end = clauses.group_end(verb);
                continue;
            }
            if subordinates || relative || class.is(Class::OBJ) && end > start {
                break;
            }
            if class.is(Class::COORD) && clauses.joins(end) != super::clause::Joint::Phrases {
                break;
            }
            if nominal && opening::begins_adjunct(clauses, names, end) {
                break;
            }
        }
        nominal |= clauses.is_nominal(end) || class.is(Class::OBJ);
        end += 1;
    }
    if !nominal
        || clauses.is(start, Class::PREP | Class::TO) && clauses.words[start].entity.is_none()
    {
        return None;
    }
    let mut reach = end;
    // A description keeps the name behind its comma.
    if clauses.is_mark(end, Mark::Comma)
        && names.label(clauses, end - 1) != Some(Label::Person)
        && !matches!(
            names.label(clauses, start),
            Some(Label::Person | Label::Org)
        )
        && names.label(clauses, end + 1) == Some(Label::Person)
    {
        let close = names.end(clauses, end + 1);
        if clauses.is_hard(close) || clauses.is_mark(close, Mark::Comma) {
            end = close;
            reach = close;
        }
    }
    // What a comma sets apart behind the source, up to the next comma, belongs to it as well.
    if clauses.is_mark(reach, Mark::Comma)
        && clauses.is(reach + 1, Class::REL | Class::DET)
        && let Some(close) = clauses.closing_comma(reach)
    {
        reach = close;
    }
    Some(Source {
        words: start..end,
        reach: start..reach,
    })
}
