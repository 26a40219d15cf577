//! Claims that are left open: "unclear whether C", "would not say if C", "who pays is unknown".
//!
//! Knows how questions and the words that ask them stand together. Must not know where a
//! content ends but for questions that are subjects.

use super::clause::Verb;
use super::content::{self, Reach};
use super::frames::{Cued, Draft, Reading, Side};
use super::naming::is_question_word;
use super::opening::{self, Hearer};
use super::rule::Rule;
use super::scope::Mark;
use super::source;
use super::words::Class;
use std::ops::Range;

impl Reading<'_> {
    pub(super) fn inquiries(&self, inquiries: &[Cued], drafts: &mut Vec<Draft>) {
        let mut used = vec![false; inquiries.len()];
        for index in 0..inquiries.len() {
            if is_question_word(self.clauses, &inquiries[index].words) {
                used[index] = true;
                self.question(inquiries, index, &mut used, drafts);
            }
        }
        for (cued, _) in inquiries.iter().zip(used).filter(|(_, used)| !used) {
            drafts.extend(self.bare_inquiry(cued));
        }
    }

    /// The claim behind a question word, with what asks it before or behind.
    fn question(
        &self,
        inquiries: &[Cued],
        index: usize,
        used: &mut [bool],
        drafts: &mut Vec<Draft>,
    ) {
        let clauses = self.clauses;
        let cued = &inquiries[index];
        let start = cued.words.end;
        let asks = |other: &Cued, between: Range<usize>| {
            !is_question_word(clauses, &other.words) && !between.clone().any(|i| clauses.is_hard(i))
        };
        let before = inquiries[..index]
            .iter()
            .rposition(|other| asks(other, other.words.end..cued.words.start));
        let behind = inquiries[index + 1..]
            .iter()
            .position(|other| asks(other, start..other.words.start))
            .map(|behind| index + 1 + behind);
        let mut end = content::end(clauses, self.names, start, Reach::OF_SOURCE);
        let mut draft = Draft {
            frame: Rule::Whether,
            cues: vec![cued.cue],
            source: Vec::new(),
            content: Vec::new(),
            speeches: Vec::new(),
            ranked: false,
            probability: None,
        };
        if let Some(before) = before {
            used[before] = true;
            draft.cues.push(inquiries[before].cue);
            draft.source = self.asker(&inquiries[before]);
        } else {
            if let Some(behind) = behind {
                used[behind] = true;
                draft.cues.push(inquiries[behind].cue);
                let verb = self.predicate_of(&inquiries[behind]);
                end = verb.filter(|&verb| verb > start).unwrap_or(end);
            }
            if clauses.begins_stretch(cued.words.start) {
                end = self.subject_end(start, end);
            }
        }
        // Another question word begins another claim.
        let next = inquiries[index + 1..]
            .iter()
            .find(|other| is_question_word(clauses, &other.words) && other.words.start < end);
        if let Some(next) = next {
            end = next.words.start;
            while end > start && clauses.is(end - 1, Class::COORD | Class::CONNECTIVE) {
                end -= 1;
            }
        }
        while end > start && clauses.is_mark(end - 1, Mark::Comma) {
            end -= 1;
        }
        if end > start {
            draft.content.push(start..end);
            drafts.push(draft);
        }
    }

    /// The end of a question that is itself a subject: "whether C took an hour to settle".
    fn subject_end(&self, start: usize, end: usize) -> usize {
        let clauses = self.clauses;
        let Some(verb) = clauses.clause_at(start) else {
            return end;
        };
        let opens = Class::COORD | Class::THAT | Class::REL | Class::SUB;
        (clauses.group_end(verb)..end)
            .take_while(|&i| !clauses.is(i, opens) || clauses.is(i, Class::PREP))
            .find(|&i| clauses.is_finite(i))
            .unwrap_or(end)
    }

    /// An inquiry without a question word that is a cue: "has not confirmed C", "what C means is
    /// unclear".
    fn bare_inquiry(&self, cued: &Cued) -> Option<Draft> {
        let clauses = self.clauses;
        let words = &cued.words;
        let opening = opening::opening(clauses, self.names, words.end, Hearer::Possible);
        let (content, source, frame) = match opening {
            Some(opening) => {
                let preposition = clauses.is(opening.at, Class::PREP)
                    && clauses.words[opening.at].entity.is_none();
                let start = opening.at + usize::from(preposition);
                let end = content::end(clauses, self.names, start, Reach::OF_SOURCE);
                (start..end, self.asker(cued), Rule::Unnamed)
            }
            None => {
                let Side::Left(end, _) = self.after(cued)?.side else {
                    return None;
                };
                let start = self.left_start(end, &[], &[]);
                // People who do not comment leave nothing open but what they are asked.
                let asked =
                    clauses.verbs[words.start] == Verb::None || clauses.is(start, Class::WH);
                (
                    start..end,
                    Vec::new(),
                    Some(Rule::OfSubject).filter(|_| asked)?,
                )
            }
        };
        (!content.is_empty()).then(|| Draft {
            frame,
            cues: vec![cued.cue],
            source,
            content: vec![content],
            speeches: Vec::new(),
            ranked: false,
            probability: None,
        })
    }

    /// The finite verb that a cue is, or that it stands behind.
    fn predicate_of(&self, cued: &Cued) -> Option<usize> {
        let group = self.group_start(cued.words.start);
        match self.clauses.is_finite(group) {
            true => Some(group),
            false => self.verb_before(cued.words.start),
        }
    }

    /// Who asks or does not say; none where nobody does: "it is unclear".
    fn asker(&self, cued: &Cued) -> Vec<Range<usize>> {
        let subject = self
            .predicate_of(cued)
            .and_then(|verb| Some((verb, source::subject(self.clauses, self.names, verb)?)));
        let Some((verb, subject)) = subject else {
            return Vec::new();
        };
        let nobody =
            self.is_dummy(&subject) && !(self.speaks(cued.cue) && cued.words.contains(&verb));
        match nobody {
            true => Vec::new(),
            false => vec![subject.words],
        }
    }
}
