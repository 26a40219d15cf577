//! Where a phrase could begin or end.
//!
//! Knows word classes, marks and verbs. Must not know which of the places is right.

use crate::extract::claim::clause::{Clauses, Verb};
use crate::extract::claim::scope::Mark;
use crate::extract::claim::words::Class;
use std::ops::Range;

/// How many places on either side of the frames' own are looked at.
const NEAR: usize = 4;

/// The places where a phrase could begin that ends where this one ends, in text order; its own
/// start is among them.
pub(super) fn starts(clauses: &Clauses, phrase: &Range<usize>) -> Vec<usize> {
    let own = phrase.start;
    let bounded = |at: &usize| !clauses.words[*at].begins && clauses.words[*at].speech.is_none();
    let start = |at: usize| {
        is_border(clauses, at)
            && is_balanced(clauses, at.min(own)..at.max(own))
            && clauses
                .mark(at)
                .is_none_or(|mark| mark == Mark::Quote || mark == Mark::Other)
    };
    let mut places: Vec<usize> = (1..=own)
        .rev()
        .take_while(bounded)
        .map(|at| at - 1)
        .take_while(|at| clauses.words[*at].speech.is_none())
        .filter(|at| start(*at))
        .take(NEAR)
        .collect();
    places.reverse();
    places.push(own);
    let behind = (own + 1..phrase.end)
        .take_while(bounded)
        .filter(|at| start(*at));
    places.extend(behind.take(NEAR));
    places
}

/// The places where a phrase could end that begins where this one begins.
pub(super) fn ends(clauses: &Clauses, phrase: &Range<usize>) -> Vec<usize> {
    let own = phrase.end;
    // Punctuation before an end is left out of it.
    let end = |at: usize| {
        is_border(clauses, at)
            && is_balanced(clauses, at.min(own)..at.max(own))
            && clauses
                .mark(at - 1)
                .is_none_or(|mark| matches!(mark, Mark::Quote | Mark::Other | Mark::Close))
    };
    let before = (phrase.start + 1..own).rev().filter(|at| end(*at));
    let mut places: Vec<usize> = before.take(NEAR).collect();
    places.reverse();
    places.push(own);
    let goes_on =
        |at: &usize| !clauses.words[*at - 1].begins && clauses.words[*at - 1].speech.is_none();
    let behind = (own + 1..=clauses.len())
        .take_while(goes_on)
        .filter(|at| end(*at));
    places.extend(behind.take(NEAR));
    places
}

/// Whether a phrase that loses or gains these words keeps its quotation marks in pairs, if the
/// frames had them so.
fn is_balanced(clauses: &Clauses, words: Range<usize>) -> bool {
    let marks = words.filter(|at| clauses.is_mark(*at, Mark::Quote));
    marks.count() % 2 == 0
}

/// Whether something begins at `at`, or ended before it.
fn is_border(clauses: &Clauses, at: usize) -> bool {
    let (Some(before), Some(word)) = (
        at.checked_sub(1).map(|before| &clauses.words[before]),
        clauses.words.get(at),
    ) else {
        return true;
    };
    let closed = Class::COORD | Class::SUB | Class::REL | Class::THAT | Class::WH;
    let opens = closed | Class::PREP | Class::TO | Class::DET | Class::POSS | Class::PRON;
    let verb = |verb: Verb| matches!(verb, Verb::Finite | Verb::Loose);
    word.begins
        || word.mark.is_some()
        || before.mark.is_some()
        || word.speech.is_some()
        || word.cue != before.cue
        || word.entity != before.entity
        || word.entity.is_none() && word.class.is(opens)
        || before.entity.is_none() && before.class.is(closed | Class::TO)
        || verb(clauses.verbs[at])
        || clauses.verbs[at - 1] != Verb::None && clauses.verbs[at] == Verb::None
        || clauses.is_adverb(at)
        || clauses.is_adverb(at - 1)
}
