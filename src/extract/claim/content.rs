//! The words that state what is claimed: where they begin and where they end.
//!
//! Knows clauses, lists and interruptions. Must not know who says it, nor how sure.

use super::clause::{Clauses, Joint, Verb};
use super::opening;
use super::scope::Mark;
use super::source::{self, Names};
use super::words::Class;
use std::ops::Range;

/// Whose content it is that is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Source,
    Author,
}

/// What bounds a content from outside.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reach<'a> {
    pub(super) voice: Voice,
    /// Interruptions by a source, in order: the content goes on behind them.
    pub(super) holes: &'a [Range<usize>],
    /// Verbs with a source of their own.
    pub(super) verbs: &'a [usize],
}

impl Reach<'_> {
    pub(super) const OF_SOURCE: Reach<'static> = Reach {
        voice: Voice::Source,
        holes: &[],
        verbs: &[],
    };
    pub(super) const OF_AUTHOR: Reach<'static> = Reach {
        voice: Voice::Author,
        holes: &[],
        verbs: &[],
    };

    fn outer(self, verb: usize) -> bool {
        self.verbs.contains(&verb)
    }
}

/// The end of the content that begins at `start`.
pub(super) fn end(clauses: &Clauses, names: Names<'_>, start: usize, reach: Reach<'_>) -> usize {
    let main = clauses.clause_at(start);
    if main.is_none() && is_lone_pronoun(clauses, names, start) {
        return start + 1;
    }
    // Of a phrase without a verb everything is complete from the start.
    let complete = |at: usize| main.is_none_or(|verb| at > verb);
    let mut at = start;
    while at < clauses.len() {
        if let Some(hole) = reach.holes.iter().find(|hole| hole.start == at) {
            if !resumes(clauses, start..at, hole.end) {
                return at;
            }
            at = hole.end;
            continue;
        }
        if at > start && (clauses.is_hard(at) || clauses.words[at].speech.is_some()) {
            return at;
        }
        match clauses.mark(at) {
            Some(Mark::Comma) if at > start => {
                let next = match complete(at) {
                    true => behind_comma(clauses, names, start..at, main, reach),
                    // An interruption of a content that still waits for its verb.
                    false => interrupted(clauses, at),
                };
                match next {
                    Some(next) => at = next,
                    None => return at,
                }
                continue;
            }
            Some(Mark::Open) if at > start => {
                let Some(close) = clauses.closing_bracket(at) else {
                    return at;
                };
                if clauses.is_hard(close + 1) || clauses.is_mark(close + 1, Mark::Comma) {
                    return at;
                }
                at = close + 1;
                continue;
            }
            Some(Mark::Close) if at > start => return at,
            Some(Mark::Quote) => {
                // Commas inside a quotation are its own.
                let close = (at + 1..clauses.len())
                    .take(60)
                    .find(|&i| clauses.is_mark(i, Mark::Quote));
                at = close.map_or(at, |close| close);
            }
            Some(_) => {}
            None if at > start
                && clauses.is(at, Class::COORD)
                && clauses.words[at].entity.is_none()
                && complete(at)
                && ends_at_joint(clauses, at, main, reach) =>
            {
                return at;
            }
            None => {}
        }
        at += 1;
    }
    clauses.len()
}

/// Whether the word is a pronoun that can be all of a content.
pub(super) fn is_pronoun(clauses: &Clauses, at: usize) -> bool {
    clauses
        .words
        .get(at)
        .is_some_and(|word| word.entity.is_none() && word.mark.is_none() && !word.number)
        && (clauses.is(at, Class::OBJ)
            || clauses.is(at, Class::DUMMY) && clauses.is(at, Class::PRON | Class::THAT))
        && !clauses.is_nominal(at + 1)
        // "that reading".
        && !(clauses.is(at, Class::DET | Class::THAT) && clauses.is(at + 1, Class::ING))
}

/// "repeated it in March": a pronoun that is all of the content.
fn is_lone_pronoun(clauses: &Clauses, names: Names<'_>, at: usize) -> bool {
    is_pronoun(clauses, at)
        && (opening::begins_adjunct(clauses, names, at + 1)
            || clauses.is(at + 1, Class::SUB) && !clauses.is(at + 1, Class::PREP)
            || clauses.is(at + 1, Class::COORD)
            || clauses.is_hard(at + 1)
            || clauses.is_mark(at + 1, Mark::Comma))
}

/// Whether the content ends before the coordinator at `at`.
fn ends_at_joint(clauses: &Clauses, at: usize, main: Option<usize>, reach: Reach<'_>) -> bool {
    match clauses.joins(at) {
        Joint::Phrases => false,
        Joint::Contents => true,
        Joint::Clauses => {
            let verb = clauses.clause_at(at + 1);
            reach.voice == Voice::Author || verb.is_some_and(|verb| reach.outer(verb))
        }
        // A phrase has no verb that this one could go with.
        Joint::Verbs => {
            let verb = clauses.next_finite(at + 1);
            main.is_none()
                || verb.is_some_and(|verb| reach.outer(verb))
                || !clauses.is(at, Class::AND)
        }
    }
}

/// Whether the content that stands in `before` goes on at `at`, behind an interruption.
pub(super) fn resumes(clauses: &Clauses, before: Range<usize>, at: usize) -> bool {
    // A clause that is whole goes on only with another verb of its subject.
    let whole = clauses.has_finite(before);
    at < clauses.len()
        && (!whole || clauses.verb_follows(at) || clauses.joins(at) == Joint::Verbs)
        && !clauses.is_hard(at)
        && !clauses.is(at, Class::REL)
        && !(clauses.is(at, Class::COORD) && clauses.joins(at) != Joint::Verbs)
        && (clauses.is(at, Class::PREP) || !clauses.is(at, Class::SUB))
        && !(clauses.verbs[at] == Verb::Loose && clauses.is(at, Class::ING))
}

/// Where a content goes on that the comma at `at` interrupts before its verb.
fn interrupted(clauses: &Clauses, at: usize) -> Option<usize> {
    if clauses.is_mark(at + 1, Mark::Quote) {
        return Some(at + 2);
    }
    // Without another comma it is a list.
    let close = clauses.closing_comma(at).unwrap_or(at);
    Some(close + 1)
}

/// Where the content `before` a comma goes on behind it; none where it ends there. `main` is
/// its verb.
fn behind_comma(
    clauses: &Clauses,
    names: Names<'_>,
    before: Range<usize>,
    main: Option<usize>,
    reach: Reach<'_>,
) -> Option<usize> {
    let comma = before.end;
    let next = comma + 1;
    let word = clauses.words.get(next)?;
    let close = clauses.closing_comma(comma);
    // What a few words set apart: ", however,", ", it is said,".
    let inserted = close.filter(|&close| {
        let adverbs = close - next <= 3 && (next..close).all(|i| clauses.is_adverb(i));
        let cue = close - next <= 6
            && word.cue.is_some()
            && (next..close).all(|i| clauses.words[i].cue == word.cue)
            && !clauses.is(close + 1, Class::COORD | Class::REL);
        (adverbs || cue) && !clauses.is_hard(close + 1)
    });
    if let Some(close) = inserted {
        return Some(close + 1);
    }
    let class = match word.entity {
        Some(_) => Class::NONE,
        None => word.class,
    };
    if class.is(Class::COORD) {
        let subordinates = clauses.is(next + 1, Class::SUB)
            && !clauses.is(next + 1, Class::PREP | Class::ADV)
            || class.is(Class::SUB) && !class.is(Class::CONNECTIVE);
        // The last member of a list.
        let list =
            clauses.joins(next) == Joint::Phrases && !subordinates && is_list(clauses, before);
        return list.then_some(next);
    }
    // "accused the owners, Pelham, of": the phrase goes on with its preposition.
    if main.is_none()
        && let Some(close) = close
        && clauses.is(close + 1, Class::PREP)
        && !opening::begins_adjunct(clauses, names, close + 1)
        && !class.is(Class::PREP | Class::SUB | Class::THAT)
        && !clauses.has_finite(next..close)
    {
        return Some(close + 1);
    }
    if class.is(Class::REL | Class::SUB | Class::PREP | Class::THAT)
        || clauses.verbs[next] == Verb::Loose
        || clauses.is_adverb(next)
    {
        return None;
    }
    let clause = clauses.clause_at(next);
    if clause.is_some_and(|verb| main.is_some() || reach.outer(verb)) {
        return None;
    }
    // A list goes on up to its coordinator.
    let coordinator = (next..clauses.len())
        .take(40)
        .take_while(|&i| !clauses.is_hard(i) && !clauses.is_finite(i) && !clauses.is(i, Class::REL))
        .find(|&i| clauses.is(i, Class::COORD) && clauses.words[i].entity.is_none())?;
    let list = clauses.joins(coordinator) == Joint::Phrases && !is_apposition(clauses, comma);
    list.then_some(next)
}

/// Whether the words hold a comma near their end that makes a list of them.
fn is_list(clauses: &Clauses, words: Range<usize>) -> bool {
    words
        .rev()
        .take(12)
        .any(|i| clauses.is_mark(i, Mark::Comma))
}

/// "a model, the newest of two and ...": a name and what it is.
fn is_apposition(clauses: &Clauses, comma: usize) -> bool {
    clauses.is(comma + 1, Class::DET)
        && clauses.words[comma - 1].entity.is_some()
        && clauses.words[comma + 1].entity.is_none()
        && clauses
            .words
            .get(comma + 2)
            .is_none_or(|w| w.entity.is_none())
}

/// Where the clause begins that holds the cue at `cue`.
pub(super) fn start(clauses: &Clauses, names: Names<'_>, cue: usize) -> usize {
    let floor = clause_floor(clauses, cue);
    let Some(verb) = governing_verb(clauses, floor, cue) else {
        return trimmed(clauses, names, floor, cue);
    };
    let mut before = verb;
    while before > 0 && clauses.is_adverb(before - 1) {
        before -= 1;
    }
    let Some(previous) = before.checked_sub(1) else {
        return verb.min(cue);
    };
    // "the rule, which may be relaxed": the relative clause alone.
    if clauses.is(previous, Class::REL | Class::WH) && clauses.words[previous].entity.is_none() {
        return previous.min(cue);
    }
    // "the firm, which began in 1911, plans to": the subject stands before the commas.
    let interrupted = matches!(clauses.mark(previous), Some(Mark::Comma | Mark::Close));
    let start = match source::subject(clauses, names, verb) {
        Some(subject) if interrupted || subject.reach.start >= floor => subject.reach.start,
        // The subject stands before the verb of another clause: "and plans 40 more".
        Some(_) => trimmed(clauses, names, floor, verb),
        None => verb,
    };
    start.min(cue)
}

/// The verb group of the clause that holds `cue`, not before `floor`.
fn governing_verb(clauses: &Clauses, floor: usize, cue: usize) -> Option<usize> {
    let mut group = cue;
    while group > floor && clauses.verbs[group] == Verb::Group {
        group -= 1;
    }
    if clauses.is_finite(group) {
        return Some(group);
    }
    (floor..cue)
        .rev()
        .find(|&i| clauses.is_finite(i))
        .or_else(|| {
            clauses
                .next_finite(cue)
                .filter(|&verb| !(cue..verb).any(|i| clauses.is_hard(i)))
        })
}

/// The last place before `cue` where a clause can begin.
fn clause_floor(clauses: &Clauses, cue: usize) -> usize {
    let mut at = cue;
    while at > 0 {
        let i = at - 1;
        let word = &clauses.words[i];
        if clauses.is_hard(i)
            || word.speech.is_some()
            || clauses.words[at].begins
            || word.mark == Some(Mark::Open)
        {
            break;
        }
        if word.entity.is_none() {
            let class = word.class;
            let pronoun = class.is(Class::THAT)
                && (i == 0
                    || clauses.is(i - 1, Class::PREP | Class::COORD)
                    || clauses.is_mark(i - 1, Mark::Comma));
            let subordinates = class.is(Class::SUB)
                && !class.is(Class::PREP | Class::ADV | Class::COORD | Class::CONNECTIVE)
                || class.is(Class::SUB) && clauses.clause_at(at).is_some_and(|verb| verb <= cue);
            let relative = class.is(Class::THAT) && clauses.verb_follows(at);
            if class.is(Class::THAT) && !pronoun && !relative || subordinates {
                break;
            }
            if class.is(Class::COORD) && clauses.joins(i) != Joint::Phrases {
                let from = clauses.stretch_start(i);
                if clauses.has_finite(from..i) {
                    break;
                }
            }
        }
        at = i;
    }
    at
}

/// Leaves out connectives and adjuncts at the front of a clause.
pub(super) fn trimmed(clauses: &Clauses, names: Names<'_>, start: usize, end: usize) -> usize {
    let mut at = start;
    while at < end {
        let word = &clauses.words[at];
        let class = word.class;
        // "17:41 The story": a time that heads an item.
        if names.is_time(clauses, at) {
            let after = names.end(clauses, at);
            let heads = after < end
                && clauses.words[after].capital
                && clauses.mark(after).is_none()
                && clauses.clause_at(after).is_some();
            if heads {
                at = after;
                continue;
            }
        }
        if word.entity.is_some() || word.cue.is_some() {
            break;
        }
        let connects = class.is(Class::COORD | Class::CONNECTIVE)
            && !(class.is(Class::PREP | Class::DET | Class::PRON))
            && (class.is(Class::COORD | Class::SUB) || clauses.is_mark(at + 1, Mark::Comma));
        if connects
            || matches!(word.mark, Some(Mark::Comma | Mark::Dash | Mark::Other))
                && !clauses.words.get(at + 1).is_some_and(|w| w.number)
        {
            at += 1;
        } else if class.is(Class::PREP) && !clauses.is_finite(at) {
            // A fronted adjunct that a comma closes.
            let close = (at..end).find(|&i| clauses.is_mark(i, Mark::Comma));
            match close {
                Some(close) if !clauses.has_finite(at..close) => at = close + 1,
                _ => break,
            }
        } else {
            break;
        }
    }
    at.min(end)
}
