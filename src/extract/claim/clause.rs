//! Where clauses begin and end, and where their verbs stand: cheap, without a parser.
//!
//! Knows English word order. Must not know what a source or a certainty is; of cues it is told
//! only which words are verbs.

use super::scope::{Mark, Word};
use super::words::Class;
use std::ops::Range;

/// What a word is to the verbs of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// The first word of a finite verb group.
    Finite,
    /// A later word of a verb group.
    Group,
    /// The first word of an infinitive, participle or gerund.
    Loose,
    None,
}

/// What the stage knows of a word that the word lists do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    None,
    /// A cue that is a verb with a source for subject.
    Verb,
    /// A cue that is a noun or a preposition.
    NoVerb,
}

/// The words of a sentence with their verbs found.
#[derive(Debug)]
pub(super) struct Clauses {
    pub(super) words: Vec<Word>,
    pub(super) verbs: Vec<Verb>,
    /// How many finite verb groups begin before each word.
    finite: Vec<u32>,
    /// The finite verb of the clause whose subject begins at each word; 0 where none does.
    heads: Vec<u32>,
}

/// How far to look for the other end of something, in words.
const REACH: usize = 60;

impl Clauses {
    pub(super) fn new(words: Vec<Word>, hint: impl Fn(&Word) -> Hint) -> Self {
        let hints: Vec<Hint> = words.iter().map(hint).collect();
        let verbs = verbs(&words, &hints);
        let mut finite = Vec::with_capacity(words.len() + 1);
        let mut count = 0;
        finite.push(0);
        for verb in &verbs {
            count += u32::from(*verb == Verb::Finite);
            finite.push(count);
        }
        let mut clauses = Self {
            heads: vec![0; words.len()],
            words,
            verbs,
            finite,
        };
        // From the right, because a clause is told from what follows it.
        for at in (0..clauses.len()).rev() {
            clauses.heads[at] = clauses.head(at).unwrap_or(0) as u32;
        }
        clauses
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.words.get(at).map_or(Class::NONE, |word| word.class)
    }

    pub(super) fn mark(&self, at: usize) -> Option<Mark> {
        self.words.get(at).and_then(|word| word.mark)
    }

    pub(super) fn is(&self, at: usize, class: Class) -> bool {
        self.class(at).is(class)
    }

    pub(super) fn is_mark(&self, at: usize, mark: Mark) -> bool {
        self.mark(at) == Some(mark)
    }

    pub(super) fn is_finite(&self, at: usize) -> bool {
        self.verbs.get(at) == Some(&Verb::Finite)
    }

    /// Whether a finite verb group begins in the range.
    pub(super) fn has_finite(&self, range: Range<usize>) -> bool {
        let end = range.end.min(self.len());
        range.start < end && self.finite[end] > self.finite[range.start]
    }

    /// The first finite verb group from `at` on.
    pub(super) fn next_finite(&self, at: usize) -> Option<usize> {
        (at..self.len()).take(REACH).find(|&at| self.is_finite(at))
    }

    /// The end of the verb group that begins at `at`.
    pub(super) fn group_end(&self, at: usize) -> usize {
        (at + 1..self.len())
            .find(|&at| self.verbs[at] != Verb::Group)
            .unwrap_or(self.len())
    }

    /// Whether nothing goes on over the border before `at`.
    pub(super) fn is_hard(&self, at: usize) -> bool {
        at >= self.len()
            || self.words[at].begins && at > 0
            || matches!(
                self.words[at].mark,
                Some(Mark::Semicolon | Mark::Colon | Mark::Dash | Mark::Stop | Mark::Question)
            )
    }

    /// The first word of the stretch without hard border that holds `at`.
    pub(super) fn stretch_start(&self, at: usize) -> usize {
        let mut start = at.min(self.len());
        while start > 0 && !self.is_hard(start - 1) && !self.words[start.min(self.len() - 1)].begins
        {
            start -= 1;
        }
        start
    }

    /// The end of the stretch without hard border that holds `at`.
    pub(super) fn stretch_end(&self, at: usize) -> usize {
        (at + 1..self.len())
            .find(|&at| self.is_hard(at))
            .unwrap_or(self.len())
    }

    /// Whether a word can be in a noun phrase.
    pub(super) fn is_nominal(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else {
            return false;
        };
        if word.entity.is_some() || word.number {
            return true;
        }
        if word.mark.is_some() || word.speech.is_some() {
            return false;
        }
        let closed = Class::PREP
            | Class::COORD
            | Class::SUB
            | Class::REL
            | Class::THAT
            | Class::AUX
            | Class::TO
            | Class::OBJ
            | Class::CLITIC_S;
        self.verbs[at] == Verb::None && !word.class.is(closed)
            || word.class.is(Class::PRON | Class::DET | Class::POSS)
    }

    /// Where the finite verb of a clause stands whose subject begins at `at`; none where no
    /// clause with a subject of its own begins there.
    pub(super) fn clause_at(&self, at: usize) -> Option<usize> {
        self.heads
            .get(at)
            .map(|head| *head as usize)
            .filter(|head| *head > 0)
    }

    fn head(&self, at: usize) -> Option<usize> {
        let mut commas = 0;
        let mut subject = false;
        let mut i = at;
        while i < self.len() && i < at + REACH {
            if self.is_finite(i) {
                return subject.then_some(i);
            }
            if self.is_hard(i) && i > at {
                return None;
            }
            let class = self.class(i);
            match self.mark(i) {
                Some(Mark::Comma) => {
                    if self.is(i + 1, Class::COORD) && self.joins(i + 1) != Joint::Phrases {
                        return None;
                    }
                    // An apposition or relative clause behind the subject.
                    let close = self.closing_comma(i)?;
                    if !subject || !self.verb_follows(close + 1) {
                        return None;
                    }
                    commas += 1;
                    if commas > 1 {
                        return None;
                    }
                    i = close + 1;
                    continue;
                }
                Some(Mark::Open) => {
                    i = self.closing_bracket(i)? + 1;
                    continue;
                }
                Some(_) => {}
                None if class.is(Class::THAT | Class::REL) && subject => {
                    // A relative clause without comma: its verb is not the one.
                    let inner = self.next_finite(i + 1)?;
                    i = self.group_end(inner);
                    continue;
                }
                None if class.is(Class::COORD)
                    && self.words[i].entity.is_none()
                    && self.verb_follows(i + 1) =>
                {
                    return None;
                }
                None if i == at && class.is(Class::THAT) && !self.is_nominal(i + 1) => return None,
                None if class.is(Class::SUB)
                    && !class.is(Class::PREP | Class::ADV | Class::COORD) =>
                {
                    return None;
                }
                None if class.is(Class::TO) && !subject => return None,
                None => {
                    subject |= self.is_nominal(i) && !class.is(Class::ADV & Class::NEG)
                        || self.verbs[i] == Verb::Loose && self.is(i, Class::ING)
                }
            }
            i += 1;
        }
        None
    }

    /// Whether a finite verb comes next, adverbs apart.
    pub(super) fn verb_follows(&self, at: usize) -> bool {
        let mut at = at;
        while at < self.len()
            && self.verbs[at] == Verb::None
            && (self.is(at, Class::ADV) || self.is_mark(at, Mark::Quote))
        {
            at += 1;
        }
        self.is_finite(at)
    }

    /// The comma that closes what the comma at `at` opens.
    pub(super) fn closing_comma(&self, at: usize) -> Option<usize> {
        let end = (at + REACH).min(self.len());
        let commas: Vec<usize> = (at + 1..end)
            .take_while(|&i| !self.is_hard(i))
            .filter(|&i| self.is_mark(i, Mark::Comma))
            .collect();
        // The first one behind which the verb comes; a list has commas of its own.
        commas
            .iter()
            .copied()
            .find(|&i| self.verb_follows(i + 1))
            .or(commas.first().copied())
    }

    /// The bracket that closes the one at `at`.
    pub(super) fn closing_bracket(&self, at: usize) -> Option<usize> {
        (at + 1..self.len())
            .take(REACH)
            .find(|&i| self.is_mark(i, Mark::Close))
    }

    /// Whether the coordinator at `at` joins two clauses rather than two phrases, and how.
    pub(super) fn joins(&self, at: usize) -> Joint {
        if !self.is(at, Class::COORD) {
            return Joint::Phrases;
        }
        let mut next = at + 1;
        while self.is(next, Class::ADV) && !self.is_finite(next) && !self.is_nominal_start(next) {
            next += 1;
        }
        if self.is(next, Class::THAT) && !self.is_finite(next + 1) {
            return Joint::Contents;
        }
        if self.is_finite(next) || self.verb_follows(next) {
            return Joint::Verbs;
        }
        if self.clause_at(next).is_some() {
            Joint::Clauses
        } else {
            Joint::Phrases
        }
    }

    fn is_nominal_start(&self, at: usize) -> bool {
        self.is(at, Class::DET | Class::POSS | Class::PRON)
            || self.words.get(at).is_some_and(|w| w.entity.is_some())
    }
}

/// What a coordinator joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Joint {
    Phrases,
    /// The second verb has the subject of the first.
    Verbs,
    /// The second verb has a subject of its own.
    Clauses,
    /// "that ... and that ...".
    Contents,
}

/// Finds the verb groups.
fn verbs(words: &[Word], hints: &[Hint]) -> Vec<Verb> {
    let mut verbs = vec![Verb::None; words.len()];
    let class = |at: usize| words.get(at).map_or(Class::NONE, |w| w.class);
    let mut at = 0;
    // Forms in -ed that may be participles yet: no auxiliary and no cue says that they are not.
    let mut weak = Vec::new();
    while at < words.len() {
        let here = class(at);
        let start = at;
        at += 1;
        if words[start].mark.is_some() || words[start].speech.is_some() {
            continue;
        }
        let clitic =
            here.is(Class::CLITIC_S) && start > 0 && is_subject_of_clitic(words, start - 1);
        if here.is(Class::TO) {
            let mut next = at;
            while class(next).is(Class::ADV) && !class(next).is(Class::BASE) {
                next += 1;
            }
            if class(next).is(Class::BASE | Class::HAVE | Class::DO | Class::NONFINITE_BE) {
                verbs[start] = Verb::Loose;
                at = group(words, hints, &mut verbs, at);
            }
        } else if here.is(Class::AUX) && hints[start] != Hint::NoVerb || clitic {
            verbs[start] = Verb::Finite;
            at = group(words, hints, &mut verbs, at);
        } else if here.is(Class::NONFINITE_BE) {
            verbs[start] = Verb::Loose;
            at = group(words, hints, &mut verbs, at);
        } else if hints[start] == Hint::Verb && !before_noun(words, start) {
            verbs[start] = if here.is(Class::ING) {
                Verb::Loose
            } else {
                Verb::Finite
            };
        } else if hints[start] == Hint::NoVerb {
        } else if here.is(Class::ING | Class::PARTICIPLE) {
            if !before_noun(words, start) {
                verbs[start] = Verb::Loose;
            }
        } else if here.is(Class::PAST) {
            verbs[start] = Verb::Finite;
        } else if here.is(Class::ED) {
            match past_or_participle(words, start) {
                Verb::Finite => {
                    verbs[start] = Verb::Finite;
                    weak.push(start);
                }
                other => verbs[start] = other,
            }
        } else if here.is(Class::PRESENT) && present(words, start)
            || here.is(Class::BASE) && base(words, start)
        {
            verbs[start] = Verb::Finite;
        }
    }
    // Of two neighbours without anything between that could begin a clause, one is a participle:
    // the first where it has no object, otherwise the second.
    for &first in &weak {
        let second = (first + 1..words.len())
            .take(25)
            .take_while(|&i| {
                words[i]
                    .mark
                    .is_none_or(|m| matches!(m, Mark::Other | Mark::Quote))
                    && !class(i).is(Class::COORD | Class::SUB | Class::REL | Class::THAT)
                    || class(i).is(Class::PREP)
            })
            .find(|&i| verbs[i] == Verb::Finite);
        if let Some(second) = second {
            let bare = class(first + 1).is(Class::PREP | Class::ADV | Class::TO)
                || words.get(first + 1).is_some_and(|w| w.mark.is_some());
            if bare {
                verbs[first] = Verb::Loose;
            } else if weak.contains(&second) && !class(second.saturating_sub(1)).is(Class::PRON) {
                verbs[second] = Verb::Loose;
            }
        }
    }
    verbs
}

/// Marks what goes on with a verb group behind its first word; returns the end.
fn group(words: &[Word], hints: &[Hint], verbs: &mut [Verb], from: usize) -> usize {
    let mut at = from;
    while at < words.len() {
        let word = &words[at];
        if word.mark.is_some() || word.speech.is_some() || word.entity.is_some() {
            break;
        }
        let class = word.class;
        let aux = class.is(Class::HAVE | Class::DO | Class::NONFINITE_BE | Class::BE);
        if aux || class.is(Class::NEG) && !class.is(Class::PRON | Class::DET | Class::PREP) {
            verbs[at] = Verb::Group;
        } else if class.is(Class::ADV) && goes_on(words, at + 1) {
            verbs[at] = Verb::Group;
        } else if hints[at] == Hint::Verb || class.is(Class::VERB) && !class.is(Class::PREP) {
            // "is a plan" has its determiner; "could plan" has none.
            verbs[at] = Verb::Group;
            return at + 1;
        } else {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a verb group goes on at `at`, adverbs apart.
fn goes_on(words: &[Word], from: usize) -> bool {
    let mut at = from;
    while let Some(word) = words
        .get(at)
        .filter(|w| w.mark.is_none() && w.entity.is_none())
    {
        let class = word.class;
        if class.is(Class::VERB | Class::NONFINITE_BE | Class::HAVE | Class::DO) {
            return true;
        }
        if !class.is(Class::ADV | Class::NEG) {
            return false;
        }
        at += 1;
    }
    false
}

/// Whether "'s" behind the word is "is" or "has".
fn is_subject_of_clitic(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    word.entity.is_none() && word.class.is(Class::PRON | Class::REL | Class::THAT)
}

fn before_noun(words: &[Word], at: usize) -> bool {
    let before = at.checked_sub(1).map_or(Class::NONE, |b| words[b].class);
    before.is(Class::DET | Class::POSS | Class::CLITIC_S) && !before.is(Class::PRON)
}

fn is_noun(word: &Word) -> bool {
    word.entity.is_some()
        || word.number
        || word.mark == Some(Mark::Quote)
        || word.mark == Some(Mark::Close)
        || word.mark.is_none()
            && word.speech.is_none()
            && (!word.class.is(Class::PREP
                | Class::COORD
                | Class::SUB
                | Class::TO
                | Class::DET
                | Class::POSS
                | Class::AUX
                | Class::ADV
                | Class::NEG)
                && (word.class == Class::NONE || word.class.is(Class::BOTH | Class::ING)))
}

fn before(words: &[Word], at: usize) -> Option<(usize, &Word)> {
    (0..at).rev().map(|i| (i, &words[i])).find(|(_, w)| {
        !(w.class.is(Class::ADV) && w.mark.is_none() && !w.class.is(Class::PRON | Class::DET))
    })
}

fn past_or_participle(words: &[Word], at: usize) -> Verb {
    let next = words.get(at + 1);
    let by = next.is_some_and(|w| w.class.is(Class::PREP) && w.span.len() == 2 && false);
    let Some((i, previous)) = before(words, at) else {
        return Verb::Loose;
    };
    if by || words[at].begins {
        return Verb::Loose;
    }
    let class = previous.class;
    if class.is(Class::DET | Class::POSS | Class::CLITIC_S) && !class.is(Class::PRON)
        || class.is(Class::PREP | Class::TO)
    {
        return Verb::None;
    }
    if class.is(Class::PRON | Class::REL | Class::THAT | Class::COORD) && previous.entity.is_none()
    {
        return Verb::Finite;
    }
    if previous.mark == Some(Mark::Comma) {
        // Behind a comma: the verb of an interrupted clause, or a participle phrase.
        let opens = (0..i)
            .rev()
            .take(25)
            .any(|j| words[j].mark == Some(Mark::Comma));
        return if opens { Verb::Finite } else { Verb::Loose };
    }
    if is_noun(previous) {
        Verb::Finite
    } else {
        Verb::None
    }
}

/// Whether a form in -s is a verb.
fn present(words: &[Word], at: usize) -> bool {
    let Some((_, previous)) = before(words, at) else {
        return false;
    };
    let class = previous.class;
    if previous
        .mark
        .is_some_and(|m| !matches!(m, Mark::Quote | Mark::Close | Mark::Comma))
    {
        return false;
    }
    if class.is(Class::REL | Class::THAT) && previous.entity.is_none() {
        return true;
    }
    if class.is(Class::PRON) && !class.is(Class::DET) && previous.entity.is_none() {
        return true;
    }
    if class.is(Class::DET | Class::POSS | Class::PREP | Class::CLITIC_S | Class::TO | Class::AUX) {
        return false;
    }
    if !words[at].class.is(Class::BOTH) {
        return is_noun(previous) || class.is(Class::COORD) || previous.mark == Some(Mark::Comma);
    }
    // As often a noun: what follows must look like an object.
    let next = words.get(at + 1);
    let object = next.is_some_and(|w| {
        w.mark.is_none()
            && (w
                .class
                .is(Class::DET | Class::POSS | Class::OBJ | Class::THAT | Class::PRON)
                || w.entity.is_some()
                || w.number)
    });
    let onward =
        next.is_some_and(|w| w.mark.is_none() && w.class.is(Class::PREP | Class::ADV | Class::TO));
    object && is_noun(previous) || previous.entity.is_some() && onward
}

/// Whether a base form is a finite verb.
fn base(words: &[Word], at: usize) -> bool {
    let Some((i, previous)) = before(words, at) else {
        return false;
    };
    if previous.mark.is_some() || words[at].entity.is_some() {
        return false;
    }
    let class = previous.class;
    if previous.entity.is_none() && class.is(Class::REL) {
        return !words[at].class.is(Class::BOTH);
    }
    if previous.entity.is_none() && class.is(Class::PRON) && !class.is(Class::DET | Class::POSS) {
        return true;
    }
    if i + 1 != at && !words[at - 1].class.is(Class::ADV) {
        return false;
    }
    // Behind a plural; a form that is a noun as often needs an object or the like.
    let object = words.get(at + 1).is_some_and(|w| {
        w.mark.is_none()
            && (w.class.is(Class::DET
                | Class::POSS
                | Class::OBJ
                | Class::PREP
                | Class::TO
                | Class::ADV)
                || w.entity.is_some()
                || w.number)
    });
    is_noun(previous) && previous.plural && (object || !words[at].class.is(Class::BOTH))
}
