//! Verbs of saying, asking and believing: where their source and their content stand.
//!
//! Knows word order on both sides of the verb, and speeches that have no verb at all. Must not
//! know where a content ends.

use super::clause::{Clauses, Verb};
use super::content;
use super::frames::{Cued, Link, Reading, Said, Side};
use super::opening::{self, By, Hearer, Opening};
use super::rule::Rule;
use super::scope::Mark;
use super::source;
use super::words::Class;
use crate::extract::CueType;
use std::ops::Range;

impl Reading<'_> {
    /// A verb with its subject for source.
    pub(super) fn says(&self, cued: &Cued, hearer: Hearer, links: &[Link]) -> Said {
        let clauses = self.clauses;
        let words = &cued.words;
        let Some(start) = self.predicate_start(words) else {
            return Said::No;
        };
        if self.is_passive(words) && !self.is_state_of_mind(cued) {
            return self.passive(cued, start).map_or(Said::No, Said::Link);
        }
        let opening = self.opening(cued, hearer);
        if clauses.verbs[start] == Verb::Loose {
            return self.participle(cued, start, opening, links);
        }
        if let Some(link) = self.inverted(cued, start) {
            return Said::Link(link);
        }
        let Some((source, front)) = self.source_before(cued, start, links) else {
            return Said::No;
        };
        let after = self.behind_adjuncts(words.end, hearer);
        let leads = source.first().and_then(|words| words.start.checked_sub(1));
        let leads = leads.filter(|&at| clauses.words[at].entity.is_none());
        let asks = leads.is_some_and(|at| clauses.is(at, Class::WH) && !clauses.is(at, Class::SUB));
        let relative = asks && leads.is_some_and(|at| clauses.is(at, Class::REL));
        let link = |frame, reach, side| {
            Said::Link(Link {
                cue: Some(cued.cue),
                frame,
                source: source.clone(),
                reach,
                side,
            })
        };
        // "the dam, which officials say may fail".
        if relative && clauses.is_finite(words.end) {
            let side = Side::Right(words.end, By::Nothing);
            return link(Rule::SaidBare, front..words.end, side);
        }
        // "which she put down to luck", "what he had said": what is said is named, not stated.
        if asks
            && opening.is_none_or(|opening| opening.by == By::Nothing)
            && cued.kind != CueType::Denial
        {
            return Said::Named;
        }
        let before = self.before_comma(front);
        if let Some(Side::Speech(speeches)) = before {
            let speeches = self.with_speech_at(speeches, after);
            return link(Rule::SaidBehind, front..after, Side::Speech(speeches));
        }
        let told = matches!(before, Some(Side::Left(end, _)) if opening.is_some_and(|opening| self.is_told(end, opening)));
        if let Some(opening) = opening.filter(|_| !told) {
            let frame = match opening.by {
                By::Complementiser => Rule::SaidThat,
                By::Speech | By::Colon => Rule::SaidSpeech,
                By::Nothing => Rule::SaidBare,
            };
            return link(frame, front..words.end, side(opening));
        }
        if let Some(Side::Left(end, _)) = before {
            let resume = clauses.is_mark(after, Mark::Comma).then_some(after + 1);
            let begin = clauses.stretch_start(end - 1);
            if let Some(at) = resume.filter(|&at| at < clauses.len())
                && self.is_adjunct(begin..end)
            {
                // "However, she said, C": nothing of the content stands before.
                return link(
                    Rule::SaidBetween,
                    front..after,
                    Side::Right(at, By::Nothing),
                );
            }
            let resume = resume.filter(|&at| content::resumes(clauses, begin..end, at));
            let frame = match resume {
                Some(_) => Rule::SaidBetween,
                None => Rule::SaidBehind,
            };
            return link(frame, front..after, Side::Left(end, resume));
        }
        if clauses.is_mark(after, Mark::Comma)
            && clauses.clause_at(after + 1).is_some()
            && !clauses.is(after + 1, Class::COORD)
        {
            let side = Side::Right(after + 1, By::Nothing);
            return link(Rule::SaidBare, front..after, side);
        }
        Said::Pending(source)
    }

    /// Where the verb group begins that a cue is in, or that an adjective stands behind.
    fn predicate_start(&self, words: &Range<usize>) -> Option<usize> {
        let clauses = self.clauses;
        if words.clone().any(|i| clauses.verbs[i] != Verb::None) {
            return Some(self.group_start(words.start));
        }
        // "is confident that".
        let previous = words.start.checked_sub(1)?;
        let verb = (0..words.start)
            .rev()
            .take(4)
            .take_while(|&i| clauses.mark(i).is_none() && clauses.words[i].entity.is_none())
            .find(|&i| clauses.is_finite(i))?;
        let noun = clauses.is(previous, Class::DET | Class::POSS | Class::CLITIC_S);
        (clauses.is(verb, Class::BE) && !noun).then_some(verb)
    }

    /// "is convinced that": a participle that is an adjective.
    fn is_state_of_mind(&self, cued: &Cued) -> bool {
        let clauses = self.clauses;
        let end = cued.words.end;
        cued.kind == CueType::Belief
            && (clauses.is(end, Class::THAT)
                || !clauses.is(end, Class::TO) && clauses.clause_at(end).is_some())
    }

    fn opening(&self, cued: &Cued, hearer: Hearer) -> Option<Opening> {
        let found = opening::opening(self.clauses, self.names, cued.words.end, hearer);
        match found {
            Some(opening) if opening.by == By::Nothing && cued.kind == CueType::Attribution => {
                let colon = opening::behind_colon(self.clauses, cued.words.end);
                colon.or_else(|| self.behind_how(opening)).or(found)
            }
            _ => found,
        }
    }

    /// "recalled how C".
    fn behind_how(&self, opening: Opening) -> Option<Opening> {
        let at = opening.at + 1;
        (self.is_word(opening.at, "how") && self.clauses.clause_at(at).is_some()).then_some(
            Opening {
                at,
                by: By::Complementiser,
            },
        )
    }

    /// The source before a finite verb, and where it and what leads up to it begin.
    fn source_before(
        &self,
        cued: &Cued,
        start: usize,
        links: &[Link],
    ) -> Option<(Vec<Range<usize>>, usize)> {
        let clauses = self.clauses;
        let is_word = |i: usize, class| clauses.words[i].entity.is_none() && clauses.is(i, class);
        let shared = start > 0 && is_word(start - 1, Class::COORD);
        let subject = match shared {
            true => None,
            false => source::subject(clauses, self.names, start),
        };
        let Some(subject) = subject else {
            // "said A and denied B".
            let source = self.earlier_source(cued, start, links);
            return (!source.is_empty()).then_some((source, start));
        };
        let mut front = subject.reach.start;
        // "It was thought that" names nobody.
        if self.is_passive(&cued.words) && self.is_dummy(&subject) {
            return Some((Vec::new(), front));
        }
        // "as his father put it", "or so she says".
        while front > 0 && is_word(front - 1, Class::AS) {
            front -= 1;
        }
        Some((vec![subject.words], front))
    }

    /// Whose words go on: the source of the link before, or the subject of the first verb. Who
    /// "said he believes A, but added B" said both.
    pub(super) fn earlier_source(
        &self,
        cued: &Cued,
        start: usize,
        links: &[Link],
    ) -> Vec<Range<usize>> {
        let kind = |link: &&Link| {
            let cue = link.cue.map(|cue| self.layers.cues[cue as usize].cue.kind);
            cue == Some(cued.kind)
        };
        if let Some(link) = links.iter().rev().take(8).find(kind).or(links.last()) {
            return link.source.clone();
        }
        (self.clauses.stretch_start(start)..start)
            .find(|&i| self.clauses.is_finite(i))
            .and_then(|verb| source::subject(self.clauses, self.names, verb))
            .map(|source| source.words)
            .into_iter()
            .collect()
    }

    /// "recalled him saying that", "adding that".
    fn participle(
        &self,
        cued: &Cued,
        start: usize,
        opening: Option<Opening>,
        links: &[Link],
    ) -> Said {
        let object = start
            .checked_sub(1)
            .filter(|&i| self.clauses.is(i, Class::OBJ));
        let source = match object {
            Some(object) => vec![object..start],
            None if let Some(subject) = self.with(start) => vec![subject],
            None => self.earlier_source(cued, start, links),
        };
        match opening {
            Some(opening) if !source.is_empty() => Said::Link(Link {
                cue: Some(cued.cue),
                frame: Rule::Adding,
                source,
                reach: start..cued.words.end,
                side: side(opening),
            }),
            _ => Said::No,
        }
    }

    /// "with several judges suggesting": the noun phrase between "with" and a participle.
    fn with(&self, participle: usize) -> Option<Range<usize>> {
        let clauses = self.clauses;
        let start = (0..participle)
            .rev()
            .take(12)
            .take_while(|&i| clauses.is_nominal(i))
            .last()?;
        let with = start.checked_sub(1)?;
        self.is_word(with, "with").then_some(start..participle)
    }

    /// "C was reported by S", "they were told that C".
    fn passive(&self, cued: &Cued, start: usize) -> Option<Link> {
        let clauses = self.clauses;
        let end = cued.words.end;
        if clauses.is(end, Class::BY) {
            let mut agent = source::behind(clauses, self.names, end + 1)?;
            let subject = source::subject(clauses, self.names, start)?;
            // "is believed by many to have left".
            let infinitive = (agent.words.clone())
                .find(|&i| clauses.is(i, Class::TO) && clauses.verbs[i] == Verb::Loose);
            if let Some(infinitive) = infinitive.filter(|&to| to > agent.words.start) {
                agent.words.end = infinitive;
                return Some(Link {
                    cue: Some(cued.cue),
                    frame: Rule::SaidBy,
                    reach: start..infinitive,
                    source: vec![agent.words],
                    side: Side::Left(start, Some(infinitive)),
                });
            }
            return Some(Link {
                cue: Some(cued.cue),
                frame: Rule::SaidBy,
                source: vec![agent.words],
                reach: subject.reach.end..agent.reach.end,
                side: Side::Left(subject.reach.end, None),
            });
        }
        if !matches!(cued.kind, CueType::Attribution | CueType::Hearsay) {
            return None;
        }
        let opening = opening::opening(clauses, self.names, end, Hearer::None)?;
        let clause = opening.by != By::Nothing || clauses.clause_at(opening.at).is_some();
        clause.then(|| Link {
            cue: Some(cued.cue),
            frame: Rule::Unnamed,
            source: Vec::new(),
            reach: start..end,
            side: side(opening),
        })
    }

    /// "C, said S".
    fn inverted(&self, cued: &Cued, start: usize) -> Option<Link> {
        let clauses = self.clauses;
        let before = self.before_comma(start)?;
        let source = source::behind(clauses, self.names, cued.words.end)?;
        let after = self.behind_adjuncts(source.reach.end, Hearer::None);
        let link = |frame, side| Link {
            cue: Some(cued.cue),
            frame,
            source: vec![source.words.clone()],
            reach: start..after,
            side,
        };
        let end = match before {
            Side::Speech(speeches) => {
                let speeches = self.with_speech_at(speeches, after);
                return Some(link(Rule::SaidBehind, Side::Speech(speeches)));
            }
            Side::Left(end, _) => end,
            Side::Right(..) => return None,
        };
        let begin = clauses.stretch_start(end - 1);
        // A subject that commas interrupt has its verb here: "X, which makes Y, says C".
        let comma = |i: usize| clauses.is_mark(i, Mark::Comma);
        let relative = (begin + 1..end).any(|i| {
            let closed = || {
                clauses
                    .closing_comma(i - 1)
                    .is_some_and(|close| close + 1 < end)
            };
            clauses.is(i, Class::REL) && comma(i - 1) && !closed()
        });
        let subject = (begin..end).any(comma)
            && source::subject(clauses, self.names, start)
                .is_some_and(|subject| subject.words.start == begin);
        let complement = clauses.is(cued.words.end, Class::THAT | Class::OBJ | Class::TO)
            || clauses.clause_at(cued.words.end).is_some();
        if !clauses.has_finite(begin..end) || relative || subject || complement {
            return None;
        }
        let resume = (comma(after) && !clauses.is_hard(after + 1))
            .then_some(after + 1)
            .filter(|&at| content::resumes(clauses, begin..end, at));
        let frame = match resume {
            Some(_) => Rule::SaidBetween,
            None => Rule::SaidBehind,
        };
        Some(link(frame, Side::Left(end, resume)))
    }

    /// What stands before `at` and could be a content: a speech, or words.
    pub(super) fn before_comma(&self, at: usize) -> Option<Side> {
        let clauses = self.clauses;
        let last = at.checked_sub(1)?;
        if clauses.words[last].speech.is_some() {
            return Some(Side::Speech(vec![last]));
        }
        if !matches!(clauses.mark(last), Some(Mark::Comma | Mark::Dash)) {
            return None;
        }
        let before = last.checked_sub(1)?;
        if clauses.words[before].speech.is_some() {
            return Some(Side::Speech(vec![before]));
        }
        (!clauses.is_hard(before)).then_some(Side::Left(last, None))
    }

    /// Adds the speech that goes on behind the source.
    fn with_speech_at(&self, mut speeches: Vec<usize>, at: usize) -> Vec<usize> {
        let mark = matches!(
            self.clauses.mark(at),
            Some(Mark::Comma | Mark::Colon | Mark::Stop)
        );
        let next = at + usize::from(mark);
        if is_speech(self.clauses, next) && !speeches.contains(&next) {
            speeches.push(next);
        }
        speeches
    }

    /// Whether what follows the verb is only an adjunct or a hearer, so that its content is the
    /// clause before, which ends at `end`.
    fn is_told(&self, end: usize, opening: Opening) -> bool {
        let clauses = self.clauses;
        let begin = clauses.stretch_start(end - 1);
        let adjunct = clauses.is(opening.at, Class::SUB | Class::PREP)
            && clauses.words[opening.at].entity.is_none();
        opening.by == By::Nothing
            && clauses.has_finite(begin..end)
            && (adjunct || clauses.clause_at(opening.at).is_none())
            && self.cue_near(begin, CueType::Condition).is_none()
    }

    /// Whether the words before a source are no content: a condition, or a fronted adjunct.
    fn is_adjunct(&self, words: Range<usize>) -> bool {
        let clauses = self.clauses;
        let begin = words.start;
        if self.cue_near(begin, CueType::Condition).is_some() {
            return !words
                .clone()
                .any(|i| clauses.is_mark(i, Mark::Comma) && clauses.clause_at(i + 1).is_some());
        }
        !clauses.has_finite(words)
            && clauses.is(begin, Class::PREP | Class::CONNECTIVE | Class::ADV)
            && clauses.words[begin].entity.is_none()
    }

    /// Past what belongs to a verb of saying behind it: a hearer, a point in time, a medium.
    pub(super) fn behind_adjuncts(&self, from: usize, hearer: Hearer) -> usize {
        let clauses = self.clauses;
        let ends = |i: usize| {
            clauses.is_hard(i)
                || clauses.is_mark(i, Mark::Comma)
                || clauses.is_finite(i)
                || is_speech(clauses, i)
        };
        let mut at = from;
        for _ in 0..4 {
            let start = at;
            if opening::begins_adjunct(clauses, self.names, at) {
                at = opening::adjunct_end(clauses, self.names, at);
            } else if clauses.is_adverb(at) {
                at += 1;
            } else if (hearer == Hearer::Possible || clauses.is(at, Class::PREP | Class::TO))
                && !ends(at)
                && clauses.mark(at).is_none()
            {
                // Anything up to the next mark.
                let end = (at..clauses.len())
                    .find(|&i| ends(i))
                    .unwrap_or(clauses.len());
                if !clauses.is_finite(end) {
                    at = end;
                }
            }
            if at == start {
                break;
            }
        }
        at
    }

    /// Speeches that only a colon gives to somebody: "S: “C”", "‘C’: S".
    pub(super) fn speakers(&self, links: &mut Vec<Link>) {
        let clauses = self.clauses;
        for at in (0..clauses.len()).filter(|&at| is_speech(clauses, at)) {
            let taken = links
                .iter()
                .any(|link| matches!(&link.side, Side::Speech(said) if said.contains(&at)));
            if taken {
                continue;
            }
            let source = if at > 1 && clauses.is_mark(at - 1, Mark::Colon) {
                self.speaker(at - 1)
            } else if clauses.is_mark(at + 1, Mark::Colon) || self.is_signed(at) {
                source::behind(clauses, self.names, at + 2)
            } else {
                None
            };
            links.extend(source.map(|source| Link {
                cue: None,
                frame: Rule::Speaker,
                source: vec![source.words],
                reach: source.reach,
                side: Side::Speech(vec![at]),
            }));
        }
    }

    /// "C: report", "C – police": a headline that ends in who says it.
    pub(super) fn byline(&self, links: &mut Vec<Link>) {
        let clauses = self.clauses;
        let Some(last) = clauses.len().checked_sub(1) else {
            return;
        };
        let begin = clauses.stretch_start(last);
        let Some(border) = begin.checked_sub(1).filter(|&border| border > 0) else {
            return;
        };
        let byline = matches!(clauses.mark(border), Some(Mark::Dash | Mark::Colon))
            && last - border <= 3
            && (begin..=last).all(|i| clauses.is_nominal(i))
            && clauses.is(last, Class::BYLINE)
            && links.is_empty();
        if byline {
            links.push(Link {
                cue: None,
                frame: Rule::Speaker,
                source: vec![begin..last + 1],
                reach: border..last + 1,
                side: Side::Left(border, None),
            });
        }
    }

    /// Whether a dash and a name stand behind a speech: "“We are ready.” — Ana Pop, mayor".
    fn is_signed(&self, speech: usize) -> bool {
        let clauses = self.clauses;
        let name = speech + 2;
        let holder = || self.names.is_holder(clauses, name);
        let plain = |at| !clauses.is_finite(at) && clauses.words[at].speech.is_none();
        clauses.is_mark(speech + 1, Mark::Dash)
            && name < clauses.len()
            && holder()
            && (name..clauses.len()).all(plain)
    }

    /// Who speaks before the colon at `colon`.
    fn speaker(&self, colon: usize) -> Option<source::Source> {
        let clauses = self.clauses;
        let mut begin = clauses.stretch_start(colon - 1);
        // "According to the mayor: “We are ready.”"
        if clauses.is(begin, Class::PREP) || clauses.words[begin].cue.is_some() {
            let cue = |at: &usize| clauses.words[*at].cue != clauses.words[begin].cue;
            begin = (begin..colon).find(cue).unwrap_or(begin);
        }
        let Some(verb) = (begin..colon).rev().find(|&i| clauses.is_finite(i)) else {
            return source::phrase(clauses, self.names, begin..colon);
        };
        let subject = source::subject(clauses, self.names, verb)?;
        let somebody = subject.words.clone().any(|i| {
            self.names.is_holder(clauses, i)
                || clauses.is(i, Class::PRON) && !clauses.is(i, Class::DUMMY)
        });
        somebody.then_some(subject)
    }
}

pub(super) fn side(opening: Opening) -> Side {
    match opening.by {
        By::Speech => Side::Speech(vec![opening.at]),
        by => Side::Right(opening.at, by),
    }
}

pub(super) fn is_speech(clauses: &Clauses, at: usize) -> bool {
    clauses.words.get(at).is_some_and(|w| w.speech.is_some())
}
