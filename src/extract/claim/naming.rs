//! Prepositions, nouns and predicates that stand for a saying: "according to S", "S's claim
//! that C", "it is likely that C", "C is not true".
//!
//! Knows where these have their source and their content. Must not know where a content ends.

use super::clause::{Clauses, Verb};
use super::content;
use super::frames::{Cued, Link, Reading, Side};
use super::opening::{self, By, Hearer};
use super::rule::Rule;
use super::saying::{is_speech, side};
use super::scope::Mark;
use super::source;
use super::words::Class;
use crate::extract::CueType;
use std::ops::Range;

impl Reading<'_> {
    /// "according to S".
    pub(super) fn per(&self, cued: &Cued) -> Option<Link> {
        let source = source::behind(self.clauses, self.names, cued.words.end)?;
        let reach = cued.words.start..source.reach.end;
        self.beside(cued, source.words, reach)
    }

    /// A phrase that names a source, beside the clause that it said.
    fn beside(&self, cued: &Cued, source: Range<usize>, reach: Range<usize>) -> Option<Link> {
        let clauses = self.clauses;
        let begin = clauses.stretch_start(reach.start);
        let front = content::trimmed(clauses, self.names, begin, reach.start) == reach.start;
        let (reach, side) = if front {
            let comma = (reach.end..clauses.len())
                .take(30)
                .take_while(|&i| !clauses.is_hard(i))
                .filter(|&i| clauses.is_mark(i, Mark::Comma))
                .find(|&i| clauses.clause_at(i + 1).is_some() || is_speech(clauses, i + 1))?;
            let side = match is_speech(clauses, comma + 1) {
                true => Side::Speech(vec![comma + 1]),
                false => Side::Right(comma + 1, By::Nothing),
            };
            (reach.start..comma + 1, side)
        } else {
            let side = match self.before_comma(reach.start) {
                Some(Side::Speech(speeches)) => Side::Speech(speeches),
                Some(Side::Left(end, _)) => {
                    let resume = clauses
                        .is_mark(reach.end, Mark::Comma)
                        .then_some(reach.end + 1)
                        .filter(|&at| content::resumes(clauses, begin..end, at));
                    Side::Left(end, resume)
                }
                _ => Side::Left(reach.start, None),
            };
            (reach, side)
        };
        Some(Link {
            cue: Some(cued.cue),
            frame: Rule::AccordingTo,
            source: vec![source],
            reach,
            side,
        })
    }

    /// "S's claim that C", "a claim by S that C", "in S's view, C".
    pub(super) fn noun(&self, cued: &Cued, links: &[Link]) -> Option<Link> {
        let clauses = self.clauses;
        let words = &cued.words;
        if clauses.verbs[words.end - 1] != Verb::None {
            return None;
        }
        let mut source = Vec::new();
        let mut at = words.end;
        // "by S that C".
        if clauses.is(at, Class::PREP)
            && let Some(by) = source::behind(clauses, self.names, at + 1)
        {
            let that = (by.words.start..=by.words.end).find(|&i| clauses.is(i, Class::THAT));
            if let Some(that) = that {
                source.push(by.words.start..that);
                at = that;
            }
        }
        let possessor = self.possessor(words.start);
        let by = match clauses.class(at) {
            class if class.is(Class::THAT) => By::Complementiser,
            class if class.is(Class::PREP) => By::Nothing,
            _ => return self.beside_noun(cued, possessor?),
        };
        at += 1;
        if at >= clauses.len() || clauses.is_hard(at) {
            return None;
        }
        if source.is_empty() {
            let subject = || {
                let verb = self.verb_before(words.start)?;
                let subject = source::subject(clauses, self.names, verb)?;
                (!self.is_dummy(&subject)).then_some(subject.words)
            };
            // "ruled it unlawful, finding that C": a participle after all.
            let goes_on = clauses.is(words.start, Class::ING)
                && words.start > 0
                && clauses.is_mark(words.start - 1, Mark::Comma);
            match possessor {
                None if goes_on => source = self.earlier_source(cued, words.start, links),
                possessor => source.extend(possessor.or_else(subject)),
            }
        }
        Some(Link {
            cue: Some(cued.cue),
            frame: Rule::Noun,
            source,
            reach: words.clone(),
            side: Side::Right(at, by),
        })
    }

    /// Whose noun it is that begins at `at`: "the mayor's own claim", "her claim".
    fn possessor(&self, at: usize) -> Option<Range<usize>> {
        let clauses = self.clauses;
        let is_noun = |i: usize| clauses.is_nominal(i) && clauses.words[i].entity.is_none();
        let mut start = at;
        while start > 0 && is_noun(start - 1) && !clauses.is(start - 1, Class::DET | Class::POSS) {
            start -= 1;
        }
        let last = start.checked_sub(1)?;
        if clauses.is(last, Class::POSS) {
            return Some(last..start);
        }
        if !clauses.is(last, Class::CLITIC_S) {
            return None;
        }
        let mut first = last;
        while first > 0 && clauses.is_nominal(first - 1) {
            first -= 1;
        }
        Some(first..last).filter(|possessor| !possessor.is_empty())
    }

    /// "in S's view, C", "“C,” was her reply".
    fn beside_noun(&self, cued: &Cued, possessor: Range<usize>) -> Option<Link> {
        let clauses = self.clauses;
        let before = possessor.start.checked_sub(1)?;
        if clauses.is(before, Class::BE) && before > 0 && is_speech(clauses, before - 1) {
            return Some(Link {
                cue: Some(cued.cue),
                frame: Rule::SaidBehind,
                source: vec![possessor],
                reach: before..cued.words.end,
                side: Side::Speech(vec![before - 1]),
            });
        }
        if !clauses.is(before, Class::PREP) || clauses.words[before].entity.is_some() {
            return None;
        }
        self.beside(cued, possessor, before..cued.words.end)
    }

    /// "it is likely that C", "there is no evidence that C".
    pub(super) fn before(&self, cued: &Cued) -> Option<Link> {
        let end = cued.words.end;
        let opening = opening::opening(self.clauses, self.names, end, Hearer::None)?;
        Some(Link {
            cue: Some(cued.cue),
            frame: Rule::Unnamed,
            source: Vec::new(),
            reach: cued.words.clone(),
            side: side(opening),
        })
    }

    /// "C is not true".
    pub(super) fn after(&self, cued: &Cued) -> Option<Link> {
        let group = self.group_start(cued.words.start);
        let verb = match self.clauses.is_finite(group) {
            true => group,
            false => self.verb_before(cued.words.start)?,
        };
        let subject = source::subject(self.clauses, self.names, verb)?;
        if self.is_dummy(&subject)
            && let Some(link) = self.before(cued)
        {
            return Some(link);
        }
        Some(Link {
            cue: Some(cued.cue),
            frame: Rule::OfSubject,
            source: Vec::new(),
            reach: verb..cued.words.end,
            side: Side::Left(subject.reach.end, None),
        })
    }

    /// Whether a question word that is a cue stands close behind.
    pub(super) fn leads_to_question(&self, cued: &Cued) -> bool {
        let end = cued.words.end;
        self.found.iter().any(|other| {
            other.kind == CueType::Inquiry
                && (end..=end + 8).contains(&other.words.start)
                && !(end..other.words.start).any(|i| self.clauses.is_hard(i))
        })
    }
}

/// Whether a cue is a question word that opens its content.
pub(super) fn is_question_word(clauses: &Clauses, words: &Range<usize>) -> bool {
    words.len() == 1 && clauses.is(words.start, Class::SUB | Class::REL | Class::WH)
}
