//! The words that state what is claimed: where they begin and where they end.
//!
//! Knows clauses, lists and interruptions. Must not know who says it, nor how sure.

use super::clause::{Clauses, Joint, Verb};
use super::scope::Mark;
use super::source::{self, Names, begins_adjunct, is_plain_adverb};
use super::words::Class;
use std::ops::Range;

/// Whether a hearer may stand between the cue and the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hearer {
    Possible,
    None,
}

/// How a content begins behind its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) at: usize,
    pub(super) by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// "that", or "whether".
    Complementiser,
    Colon,
    /// A speech.
    Speech,
    /// Nothing: the content follows at once.
    Nothing,
}

/// Where the content of a cue begins that ends at `from`; none where nothing is said there.
pub(super) fn opening(
    clauses: &Clauses,
    names: Names<'_>,
    from: usize,
    hearer: Hearer,
) -> Option<Opening> {
    complementiser(clauses, names, from, hearer)
        .or_else(|| match hearer {
            Hearer::Possible => bare(clauses, names, behind_hearer(clauses, names, from)),
            Hearer::None => None,
        })
        .or_else(|| bare(clauses, names, from))
}

/// Where a content begins at or behind `from` that no "that" opens.
fn bare(clauses: &Clauses, names: Names<'_>, from: usize) -> Option<Opening> {
    let mut at = from;
    // Adjuncts of the cue: "said on Tuesday", "wrote in a note".
    loop {
        let start = at;
        if is_plain_adverb(clauses, at) && !clauses.is(at + 1, Class::PREP) {
            at += 1;
        } else if begins_adjunct(clauses, names, at) {
            at = adjunct_end(clauses, names, at);
        }
        if at == start {
            break;
        }
    }
    let (comma, colon) = (
        clauses.is_mark(at, Mark::Comma),
        clauses.is_mark(at, Mark::Colon),
    );
    let next = at + usize::from(comma || colon);
    if clauses.words.get(next).is_some_and(|w| w.speech.is_some()) {
        return Some(Opening {
            at: next,
            by: By::Speech,
        });
    }
    if colon && next < clauses.len() && !clauses.words[next].begins {
        return Some(Opening {
            at: next,
            by: By::Colon,
        });
    }
    // "put it like this: C", "gave another reason: C".
    let end = clauses.stretch_end(at.min(clauses.len().saturating_sub(1)));
    if clauses.is_mark(end, Mark::Colon)
        && end - from <= 9
        && !clauses.has_finite(from..end)
        && end + 1 < clauses.len()
        && !clauses.words[end + 1].begins
    {
        let that = end + 1 + usize::from(clauses.is(end + 1, Class::THAT));
        let speech = clauses.words.get(that).is_some_and(|w| w.speech.is_some());
        let by = if speech { By::Speech } else { By::Colon };
        if speech || clauses.clause_at(that).is_some() {
            return Some(Opening { at: that, by });
        }
    }
    // "thinks so".
    if clauses.is(at, Class::COORD & Class::ADV)
        && clauses.is_hard(at + 1)
        && at < clauses.len()
        && clauses.mark(at).is_none()
        && clauses.is(at, Class::SUB)
    {
        return Some(Opening {
            at,
            by: By::Nothing,
        });
    }
    let class = clauses.class(at);
    let asks = clauses.is(at, Class::WH) && clauses.has_finite(at..clauses.stretch_end(at));
    let nothing = !asks
        && (at >= clauses.len()
            || clauses.is_hard(at)
            || matches!(
                clauses.mark(at),
                Some(Mark::Comma | Mark::Close | Mark::Open)
            )
            || clauses.is_finite(at)
            || clauses.words[at].entity.is_none()
                && (class.is(Class::COORD)
                    || class.is(Class::SUB | Class::REL)
                        && !class.is(Class::PREP | Class::PRON | Class::DET)));
    (!nothing).then_some(Opening {
        at,
        by: By::Nothing,
    })
}

/// The "that" behind a cue, over hearers and adjuncts.
fn complementiser(
    clauses: &Clauses,
    names: Names<'_>,
    from: usize,
    hearer: Hearer,
) -> Option<Opening> {
    let that = (from..clauses.len())
        .take(30)
        .take_while(|&i| i == from || passes(clauses, i))
        .find(|&i| clauses.is(i, Class::THAT) && clauses.words[i].entity.is_none())?;
    let class = clauses.class(from);
    let adjunct = that == from
        || hearer == Hearer::Possible
        || class.is(Class::PREP | Class::ADV | Class::TIME | Class::OBJ)
        || matches!(clauses.mark(from), Some(Mark::Comma | Mark::Open))
        || names.is_time(clauses, from);
    if !adjunct {
        return None;
    }
    // "said that." and "denied that on Friday" have a pronoun for content.
    let next = that + 1;
    let clause = clauses.clause_at(next).is_some()
        || clauses
            .words
            .get(next)
            .is_some_and(|w| w.speech.is_some() || w.mark == Some(Mark::Quote));
    if that == from
        && !clause
        && !clauses.is_nominal(next)
        && !clauses.is(next, Class::SUB & Class::TO)
    {
        if clauses.is_mark(next, Mark::Comma) && next + 1 < clauses.len() {
            return Some(Opening {
                at: next + 1,
                by: By::Complementiser,
            });
        }
        return Some(Opening {
            at: that,
            by: By::Nothing,
        });
    }
    let by = if clauses.words.get(next).is_some_and(|w| w.speech.is_some()) {
        By::Speech
    } else {
        By::Complementiser
    };
    (next < clauses.len() && !clauses.is_hard(next)).then_some(Opening { at: next, by })
}

fn passes(clauses: &Clauses, at: usize) -> bool {
    !clauses.is_hard(at)
        && !clauses.is_finite(at)
        && clauses.words[at].speech.is_none()
        && !(clauses.verbs[at] == Verb::Loose && clauses.words[at].cue.is_some())
}

/// The end of the adjunct that begins at `at`.
pub(super) fn adjunct_end(clauses: &Clauses, names: Names<'_>, at: usize) -> usize {
    if names.is_time(clauses, at) {
        return names.end(clauses, at);
    }
    let mut i = at + 1;
    if names.is_time(clauses, i) {
        return names.end(clauses, i);
    }
    while i < clauses.len() && clauses.is_nominal(i) && !clauses.is(i, Class::MEDIUM) {
        i += 1;
    }
    (i + 1).min(clauses.len())
}

/// The end of the noun phrase that names the hearer: "reporters", "the inquiry", "me".
fn behind_hearer(clauses: &Clauses, names: Names<'_>, from: usize) -> usize {
    let mut at = from;
    if clauses.is(at, Class::PREP | Class::TO) && clauses.words[at].entity.is_none() {
        at += 1;
    }
    let Some(word) = clauses.words.get(at) else {
        return from;
    };
    if word.mark.is_some() || word.speech.is_some() {
        return from;
    }
    if word.entity.is_none()
        && word.class.is(Class::OBJ | Class::PRON)
        && !word.class.is(Class::DET)
    {
        return at + 1;
    }
    if clauses.is(at, Class::DET | Class::POSS) && word.entity.is_none() {
        at += 1;
    }
    while at < clauses.len() && clauses.is_nominal(at) {
        let word = &clauses.words[at];
        if word.entity.is_some() {
            at = names.end(clauses, at);
            break;
        }
        if at > from && word.class.is(Class::DET | Class::POSS | Class::PRON) {
            break;
        }
        at += 1;
    }
    while clauses.is(at, Class::PREP) && begins_adjunct(clauses, names, at) {
        at = adjunct_end(clauses, names, at);
    }
    at
}

/// Whose content it is that is to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Source,
    Author,
}

/// The end of the content that begins at `start`. `holes` are interruptions by a source, in
/// order: the content goes on behind them. `outer` says of a finite verb whether it is a cue
/// with a source of its own.
pub(super) fn end(
    clauses: &Clauses,
    names: Names<'_>,
    start: usize,
    voice: Voice,
    holes: &[Range<usize>],
    outer: &dyn Fn(usize) -> bool,
) -> usize {
    let main = clauses.clause_at(start);
    if main.is_none() && is_lone_pronoun(clauses, start) {
        return start + 1;
    }
    // Of a phrase without a verb everything is complete from the start.
    let complete = |at: usize| main.is_none_or(|verb| at > verb);
    let mut at = start;
    while at < clauses.len() {
        if let Some(hole) = holes.iter().find(|hole| hole.start == at) {
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
            Some(Mark::Comma) if at > start => match behind_comma(
                clauses,
                names,
                at,
                start,
                complete(at),
                main.is_some(),
                outer,
            ) {
                Some(next) => {
                    at = next;
                    continue;
                }
                None => return at,
            },
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
            Some(_) => {}
            None if at > start && clauses.words[at].entity.is_none() => {
                if clauses.is(at, Class::COORD) && complete(at) {
                    let next = next_finite_of_joint(clauses, at);
                    match clauses.joins(at) {
                        Joint::Contents => return at,
                        Joint::Clauses if voice == Voice::Author || next.is_some_and(outer) => {
                            return at;
                        }
                        // A phrase has no verb that this one could go with.
                        Joint::Verbs if main.is_none() || next.is_some_and(outer) => return at,
                        _ => {}
                    }
                }
            }
            None => {}
        }
        at += 1;
    }
    clauses.len()
}

/// "denied it in March": a pronoun that is all of the content.
fn is_lone_pronoun(clauses: &Clauses, at: usize) -> bool {
    clauses
        .words
        .get(at)
        .is_some_and(|word| word.entity.is_none() && word.mark.is_none() && !word.number)
        && (clauses.is(at, Class::THAT)
            || clauses.is(at, Class::DUMMY | Class::OBJ)
                && clauses.is(at, Class::PRON | Class::OBJ))
        && (clauses.is(at + 1, Class::PREP | Class::SUB | Class::COORD)
            || clauses.is_hard(at + 1)
            || clauses.is_mark(at + 1, Mark::Comma))
}

fn next_finite_of_joint(clauses: &Clauses, at: usize) -> Option<usize> {
    if clauses.verb_follows(at + 1) {
        clauses.next_finite(at + 1)
    } else {
        clauses.clause_at(at + 1)
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
        && !(clauses.is(at, Class::SUB) && !clauses.is(at, Class::PREP))
        && !(clauses.verbs[at] == Verb::Loose && clauses.is(at, Class::ING))
}

/// Where the content goes on behind the comma at `at`; none where it ends there.
fn behind_comma(
    clauses: &Clauses,
    names: Names<'_>,
    at: usize,
    start: usize,
    complete: bool,
    clause: bool,
    outer: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let next = at + 1;
    let class = clauses.class(next);
    let word = clauses.words.get(next)?;
    if word.mark == Some(Mark::Quote) && !complete {
        return Some(next + 1);
    }
    let named = word.entity.is_some();
    // An interruption of a content that still waits for its verb.
    if !complete {
        let close = clauses.closing_comma(at)?;
        return Some(close + 1);
    }
    if word.cue.is_some()
        && let Some(close) = clauses.closing_comma(at)
        && close - next <= 6
        && !clauses.is_hard(close + 1)
        && !clauses.is(close + 1, Class::COORD | Class::REL)
        && (next..close).all(|i| clauses.words[i].cue == word.cue)
    {
        return Some(close + 1);
    }
    if !named
        && class.is(Class::COORD)
        && clauses.is(next + 1, Class::SUB)
        && !clauses.is(next + 1, Class::PREP | Class::ADV)
    {
        return None;
    }
    if !named && class.is(Class::COORD) {
        return match clauses.joins(next) {
            Joint::Phrases if class.is(Class::SUB) && !class.is(Class::CONNECTIVE) => None,
            Joint::Phrases => {
                // The last member of a list, or an afterthought.
                is_list(clauses, start, at).then_some(next)
            }
            _ => None,
        };
    }
    // A short insertion: ", however,", ", she hoped,".
    let close = clauses.closing_comma(at);
    if let Some(close) = close
        && close - next <= 3
        && (next..close).all(|i| is_plain_adverb(clauses, i))
        && !clauses.is_hard(close + 1)
    {
        return Some(close + 1);
    }
    if !named && class.is(Class::REL | Class::SUB | Class::PREP | Class::THAT) {
        return None;
    }
    if clauses.verbs[next] == Verb::Loose || is_plain_adverb(clauses, next) {
        return None;
    }
    if clauses
        .clause_at(next)
        .is_some_and(|verb| outer(verb) || clause)
    {
        return None;
    }
    // A list goes on up to its coordinator.
    let list = (next..clauses.len())
        .take(40)
        .take_while(|&i| !clauses.is_hard(i) && !clauses.is_finite(i) && !clauses.is(i, Class::REL))
        .find(|&i| clauses.is(i, Class::COORD) && clauses.words[i].entity.is_none());
    let _ = names;
    match list {
        Some(coordinator)
            if clauses.joins(coordinator) == Joint::Phrases
                && !determined_apposition(clauses, at) =>
        {
            Some(next)
        }
        _ => None,
    }
}

/// Whether a comma before `at` already made a list of the content.
fn is_list(clauses: &Clauses, start: usize, at: usize) -> bool {
    (start..at)
        .rev()
        .take(12)
        .any(|i| clauses.is_mark(i, Mark::Comma))
}

/// "a model, the newest of two and ...": a name and what it is.
fn determined_apposition(clauses: &Clauses, comma: usize) -> bool {
    clauses.is(comma + 1, Class::DET)
        && clauses.words[comma - 1].entity.is_some()
        && clauses.words[comma + 1].entity.is_none()
}

/// Where the clause begins that holds the cue at `cue`.
pub(super) fn start(clauses: &Clauses, names: Names<'_>, cue: usize) -> usize {
    let floor = clause_floor(clauses, cue);
    let Some(verb) = governing_verb(clauses, floor, cue) else {
        return trimmed(clauses, names, floor, cue);
    };
    let mut before = verb;
    while before > 0 && is_plain_adverb(clauses, before - 1) {
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
    let _ = names;
    at.min(end)
}
