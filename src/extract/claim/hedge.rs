//! Claims of the author that are hedged, and what hangs on a condition.
//!
//! Knows cues that stand inside or beside their clause, and conditions. Must not know sources,
//! but for stepping over them.

use super::clause::Verb;
use super::content::{self, Reach};
use super::frames::{Cued, Draft, Link, Reading};
use super::rule::Rule;
use super::saying::is_speech;
use super::scope::Mark;
use super::words::Class;
use std::ops::Range;

impl Reading<'_> {
    /// Claims of the author that a cue inside or beside a clause hedges.
    pub(super) fn hedges(&self, hedges: &[Cued], conditions: &[Cued], drafts: &mut Vec<Draft>) {
        for cued in hedges {
            let at = cued.words.start;
            let held = drafts
                .iter()
                .any(|d| d.holds(at) || d.source.iter().any(|source| source.contains(&at)));
            if !held && !conditions.iter().any(|c| self.condition_holds(c, at)) {
                drafts.extend(self.hedge(cued));
            }
        }
    }

    fn hedge(&self, cued: &Cued) -> Option<Draft> {
        let clauses = self.clauses;
        let words = &cued.words;
        let comma = clauses.is_mark(words.end, Mark::Comma);
        let after = words.end + usize::from(comma);
        let adverb = clauses.verbs[words.start] == Verb::None;
        let joined = words.start > 0 && clauses.is(words.start - 1, Class::COORD);
        let front = clauses.begins_stretch(words.start) || joined;
        let aside = words.start > 1
            && clauses.is_mark(words.start - 1, Mark::Comma)
            && clauses.is_hard(words.end);
        if aside {
            // "C, rumour has it."
            let end = words.start - 1;
            return Some(Draft {
                frame: Rule::Beside,
                cues: vec![cued.cue],
                source: Vec::new(),
                content: vec![self.left_start(end, &[], &[])..end],
                speeches: Vec::new(),
                ranked: false,
                probability: None,
            });
        }
        let (start, frame) = if front
            && adverb
            && (clauses.clause_at(after).is_some() || comma && !clauses.is_hard(after))
        {
            // A cue at the front stays outside.
            let start = content::trimmed(clauses, self.names, after, clauses.len());
            (start, Rule::Beside)
        } else if adverb && self.heads_fragment(words) {
            (words.start, Rule::Beside)
        } else {
            let start = content::start(clauses, self.names, words.start);
            (start, Rule::InClause)
        };
        let end = content::end(clauses, self.names, start, Reach::OF_AUTHOR).max(words.end);
        // "Perhaps." hedges what stands in another sentence.
        let empty = (start..end).all(|i| words.contains(&i) || clauses.mark(i).is_some());
        (!empty).then(|| Draft {
            frame,
            cues: vec![cued.cue],
            source: Vec::new(),
            content: vec![start..end],
            speeches: Vec::new(),
            ranked: false,
            probability: None,
        })
    }

    /// "in June, possibly in July": an adverb before a phrase of its own.
    fn heads_fragment(&self, words: &Range<usize>) -> bool {
        let clauses = self.clauses;
        let apart = words.start.checked_sub(1).is_some_and(|before| {
            clauses.is_mark(before, Mark::Comma) || clauses.is(before, Class::COORD)
        });
        apart
            && !clauses.is_mark(words.end, Mark::Comma)
            && !clauses.is_hard(words.end)
            && !clauses.verb_follows(words.end)
            && clauses.clause_at(words.end).is_none()
    }

    /// Claims whose truth hangs on a condition.
    pub(super) fn conditions(&self, conditions: &[Cued], links: &[Link], drafts: &mut Vec<Draft>) {
        for cued in conditions {
            let content = match self.is_front(cued) {
                true => self.consequent_behind(cued.words.end, links),
                false => self.consequent_before(cued, links),
            };
            let Some(content) = content.filter(|content| !content.is_empty()) else {
                continue;
            };
            let best = drafts
                .iter_mut()
                .max_by_key(|draft| draft.shares(&content))
                .filter(|draft| draft.shares(&content) * 2 > content.len());
            match best {
                Some(draft) => draft.cues.push(cued.cue),
                None => drafts.push(Draft {
                    frame: Rule::Consequent,
                    cues: vec![cued.cue],
                    source: Vec::new(),
                    content: vec![content],
                    speeches: Vec::new(),
                    ranked: false,
                    probability: None,
                }),
            }
        }
    }

    /// Whether a condition stands before its consequent.
    fn is_front(&self, cued: &Cued) -> bool {
        let begin = self.clauses.stretch_start(cued.words.start);
        !self.clauses.has_finite(begin..cued.words.start)
    }

    /// The consequent behind a condition whose clause begins at `at`.
    fn consequent_behind(&self, at: usize, links: &[Link]) -> Option<Range<usize>> {
        let clauses = self.clauses;
        let start = self.consequent_start(at, links)?;
        let start = content::trimmed(clauses, self.names, start, clauses.len());
        Some(start..content::end(clauses, self.names, start, Reach::OF_AUTHOR))
    }

    /// The consequent before a condition.
    fn consequent_before(&self, cued: &Cued, links: &[Link]) -> Option<Range<usize>> {
        let clauses = self.clauses;
        let begin = clauses.stretch_start(cued.words.start);
        let before = cued.words.start.checked_sub(1)?;
        let comma = clauses.is_mark(before, Mark::Comma);
        let said = |verb: usize| links.iter().any(|link| link.reach.contains(&verb));
        let verb = (begin..before)
            .rev()
            .find(|&i| clauses.is_finite(i) && !said(i))?;
        let start = content::start(clauses, self.names, verb);
        let mut end = content::end(clauses, self.names, start, Reach::OF_AUTHOR);
        if comma {
            end = end.min(before);
        }
        Some(start..end)
    }

    /// Where the consequent begins behind a condition whose clause begins at `at`, past sources
    /// that interrupt.
    fn consequent_start(&self, at: usize, links: &[Link]) -> Option<usize> {
        let clauses = self.clauses;
        let said = |comma: usize| links.iter().any(|link| link.reach.contains(&(comma + 1)));
        let commas = || {
            (at..clauses.len())
                .take(60)
                .take_while(|&i| !clauses.is_hard(i))
                .filter(|&i| clauses.is_mark(i, Mark::Comma) && !said(i))
        };
        commas()
            .find(|&i| clauses.clause_at(i + 1).is_some() || is_speech(clauses, i + 1))
            .or_else(|| commas().last())
            .map(|comma| comma + 1)
            .filter(|&start| start < clauses.len())
    }

    /// Past the condition that begins at `at`, if one does.
    pub(super) fn behind_condition(&self, at: usize, conditions: &[Cued]) -> usize {
        let begins = |cued: &&Cued| {
            cued.words.start == at || cued.words.start == at + 1 && !self.clauses.is_nominal(at)
        };
        conditions
            .iter()
            .find(begins)
            .and_then(|cued| self.consequent_start(cued.words.end, &[]))
            .unwrap_or(at)
    }

    /// Whether a word stands in the clause that a condition opens.
    fn condition_holds(&self, cued: &Cued, word: usize) -> bool {
        let end = match self.consequent_start(cued.words.end, &[]) {
            Some(consequent) if self.is_front(cued) => consequent,
            _ => self.clauses.stretch_end(cued.words.start),
        };
        (cued.words.end..end).contains(&word)
    }
}
