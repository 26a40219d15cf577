//! Where clauses begin and what joins them: cheap, without a parser.
//!
//! Knows English word order. Must not know what a source or a certainty is.

use super::scope::{Mark, Word};
use super::verb::verbs;
pub(super) use super::verb::{Hint, Verb};
use super::words::Class;
use std::ops::Range;

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

    /// Whether a coordinator at `at` joins two clauses.
    pub(super) fn joins_clauses(&self, at: usize) -> bool {
        self.joins(at) == Joint::Clauses
    }

    /// Whether a stretch without hard border begins at `at`.
    pub(super) fn begins_stretch(&self, at: usize) -> bool {
        at == 0 || self.is_hard(at - 1) || self.words.get(at).is_some_and(|w| w.begins)
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

    /// Whether a word can be an adverb and nothing that stands in a noun phrase.
    pub(super) fn is_adverb(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.mark.is_none()
                && word.entity.is_none()
                && word.speech.is_none()
                && word.class.is(Class::ADV)
                && !word
                    .class
                    .is(Class::PRON | Class::DET | Class::PREP | Class::VERB)
        })
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
                    // "The bridge, the road and the ferry".
                    let listed = || {
                        let verb = self.clause_at(i + 1)?;
                        let list = (i + 1..verb).any(|j| self.is(j, Class::AND))
                            && !(i + 1..verb).any(|j| self.is_mark(j, Mark::Comma));
                        (list && subject && !self.is(at, Class::PREP | Class::SUB)).then_some(verb)
                    };
                    // An apposition or relative clause behind the subject.
                    let Some(close) = self.closing_comma(i) else {
                        return listed();
                    };
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
                Some(Mark::Close) => return None,
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
                    subject |= self.is_nominal(i) && !self.is_adverb(i)
                        || self.verbs[i] == Verb::Loose && self.is(i, Class::ING);
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
        let mut commas = (at + 1..end)
            .take_while(|&i| !self.is_hard(i))
            .filter(|&i| self.is_mark(i, Mark::Comma));
        // The first one behind which the verb comes; a list has commas of its own.
        let first = commas.next()?;
        let mut all = std::iter::once(first).chain(commas);
        all.find(|&i| self.verb_follows(i + 1)).or(Some(first))
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
