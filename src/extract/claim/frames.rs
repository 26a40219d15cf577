//! Frames: how each cue of a sentence finds its source and its content.
//!
//! Knows the frames that a cue can have and tries them in order. Must not know levels of
//! certainty: it hands on drafts of claims, with the cue that makes each.

use super::clause::{Clauses, Hint, Verb};
use super::content::adjunct_end;
use super::content::{self, By, Hearer, Opening, Voice};
use super::scope::{Layers, Mark, Word};
use super::source::{self, Names, Source, begins_adjunct, is_plain_adverb};
use super::words::Class;
use crate::extract::cue::Frame;
use crate::extract::{CueType, FoundCue, Lexicon};
use std::ops::Range;

/// A claim on its way: words of one scope, by index.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) frame: Matched,
    /// The cue that makes the claim, and those that belong to it.
    pub(super) cues: Vec<u32>,
    pub(super) source: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    /// The speeches that are the content, as words of the scope.
    pub(super) speeches: Vec<usize>,
}

impl Draft {
    pub(super) fn holds(&self, word: usize) -> bool {
        self.content.iter().any(|part| part.contains(&word)) || self.speeches.contains(&word)
    }
}

crate::extract::named! {
    /// The frame that matched, as explanations and the table of confidences name it.
    Matched {
        SaidThat = "said-that",
        SaidBare = "said-bare",
        SaidSpeech = "said-speech",
        SaidBehind = "said-behind",
        SaidBetween = "said-between",
        AccordingTo = "according-to",
        NamedNoun = "noun",
        Participle = "participle",
        Passive = "passive",
        Whether = "whether",
        Unnamed = "unnamed",
        OfSubject = "of-subject",
        InClause = "in-clause",
        Beside = "beside",
        Condition = "condition",
        Speaker = "speaker",
        Byline = "byline",
    }
}

/// Where the content of a link stands.
#[derive(Debug, Clone, PartialEq)]
enum Side {
    /// It begins here and goes on to the right.
    Right(Opening),
    /// It ends here, and goes on at the second place where a source interrupts it.
    Left(usize, Option<usize>),
    /// It is speeches.
    Speech(Vec<usize>),
}

/// A cue with its source, before the extent of its content is known.
#[derive(Debug, Clone, PartialEq)]
struct Link {
    /// None where punctuation alone says whose words they are.
    cue: Option<u32>,
    frame: Matched,
    source: Vec<Range<usize>>,
    /// Source, cue and the adjuncts behind it.
    reach: Range<usize>,
    side: Side,
}

/// One sentence, or one speech, with all that is known of it.
pub(super) struct Reading<'a> {
    pub(super) clauses: &'a Clauses,
    pub(super) cues: &'a [FoundCue],
    pub(super) lexicon: &'a Lexicon,
    pub(super) names: Names<'a>,
}

/// What a sentence yields.
#[derive(Debug, Default)]
pub(super) struct Yield {
    pub(super) drafts: Vec<Draft>,
    /// A source that said something which does not stand in its sentence.
    pub(super) pending: Option<(u32, Vec<Range<usize>>)>,
}

/// What a cue is to the verbs of its sentence.
pub(super) fn hint(word: &Word, layers: Layers<'_>, lexicon: &Lexicon) -> Hint {
    let Some(cue) = word.cue.and_then(|cue| layers.cues.get(cue as usize)) else {
        return Hint::None;
    };
    let frames = frames(cue, layers, lexicon);
    let verbal = |f: &Frame| matches!(f, Frame::Says | Frame::Tells | Frame::Vows);
    let text = layers.text.slice(word.span);
    match frames.first() {
        Some(Frame::Opens) => Hint::NoVerb,
        Some(first) if verbal(first) => {
            if word.class.is(Class::VERB) || text.ends_with(['s', 'd']) {
                Hint::Verb
            } else {
                Hint::None
            }
        }
        Some(Frame::Per | Frame::Noun) => Hint::NoVerb,
        // "plans 40 more", "seems tired".
        Some(Frame::Inside) if word.class.is(Class::PRESENT | Class::BASE | Class::PAST) => {
            Hint::Verb
        }
        _ => Hint::None,
    }
}

/// The frames of a cue: those of its entry, or of its type.
fn frames<'a>(cue: &FoundCue, layers: Layers<'_>, lexicon: &'a Lexicon) -> &'a [Frame] {
    if let Some(entry) = cue.entry {
        return &lexicon.cue.entry(entry).frames;
    }
    let text = layers.text.slice(cue.cue.span).to_lowercase();
    match cue.cue.kind {
        CueType::Attribution => match text.as_str() {
            "according to" | "per" | "in the words of" | "in the view of" => &[Frame::Per],
            "citing" | "quoting" => &[Frame::Cites],
            _ if [
                "t", "assure", "inform", "remind", "warn", "promise", "convince",
            ]
            .iter()
            .any(|v| text.starts_with(v)) =>
            {
                &[Frame::Tells, Frame::Noun]
            }
            _ => &[Frame::Says, Frame::Noun],
        },
        CueType::Denial => &[Frame::Says, Frame::After, Frame::Noun],
        CueType::Belief => match text.ends_with(" to") {
            true => &[Frame::Inside],
            false => &[Frame::Says, Frame::Noun, Frame::Inside],
        },
        CueType::Inference => &[Frame::Says, Frame::Inside],
        CueType::Inquiry => match text.as_str() {
            "whether" | "if" | "how" | "why" | "what" | "who" | "when" => &[Frame::Before],
            _ => &[Frame::Before, Frame::Says, Frame::After],
        },
        CueType::Hearsay => match text.as_str() {
            "rumours" | "rumour" | "rumors" | "rumor" | "talk" | "reports" | "word is" => {
                &[Frame::Noun, Frame::Beside]
            }
            _ => &[Frame::Inside],
        },
        CueType::Appearance => &[Frame::Inside],
        CueType::Condition => &[Frame::Opens],
        CueType::Modal | CueType::Plan => &[Frame::Inside],
        CueType::Epistemic | CueType::Booster => &[Frame::Inside],
        CueType::Stance | CueType::Approximator | CueType::Weasel => &[Frame::Marks],
    }
}

impl Reading<'_> {
    fn kind(&self, cue: u32) -> CueType {
        self.cues[cue as usize].cue.kind
    }

    /// The cues of the scope in text order, with their words.
    fn found(&self) -> Vec<(u32, Range<usize>)> {
        let mut found: Vec<(u32, Range<usize>)> = Vec::new();
        for (at, word) in self.clauses.words.iter().enumerate() {
            let Some(cue) = word.cue.filter(|_| word.speech.is_none()) else {
                continue;
            };
            match found.last_mut() {
                Some((last, words)) if *last == cue => words.end = at + 1,
                _ => found.push((cue, at..at + 1)),
            }
        }
        found
    }
}

/// All drafts of a scope.
pub(super) fn drafts(reading: &Reading<'_>, layers: Layers<'_>) -> Yield {
    let found = reading.found();
    let mut out = Yield::default();
    if found.is_empty() && reading.clauses.words.iter().all(|w| w.speech.is_none()) {
        return out;
    }
    let frames_of = |cue: u32| frames(&reading.cues[cue as usize], layers, reading.lexicon);
    let mut links: Vec<Link> = Vec::new();
    let mut citing: Vec<(u32, Source)> = Vec::new();
    let mut loose: Vec<(u32, Range<usize>)> = Vec::new();
    let mut conditions: Vec<(u32, Range<usize>)> = Vec::new();
    let mut inquiries: Vec<(u32, Range<usize>)> = Vec::new();
    for (cue, words) in found.iter().cloned() {
        let kind = reading.kind(cue);
        let mut taken = false;
        for frame in frames_of(cue) {
            let link = match frame {
                Frame::Says | Frame::Tells | Frame::Vows => {
                    let hearer = if *frame == Frame::Tells {
                        Hearer::Possible
                    } else {
                        Hearer::None
                    };
                    if kind == CueType::Inquiry && reading.leads_to_whether(&found, &words) {
                        continue;
                    }
                    match reading.says(cue, words.clone(), hearer, &links) {
                        Said::Link(link) => Some(link),
                        Said::Pending(source) => {
                            out.pending = Some((cue, source));
                            taken = true;
                            None
                        }
                        Said::No => None,
                    }
                }
                Frame::Per => reading.per(cue, words.clone()),
                Frame::Cites => {
                    if let Some(source) = source::behind(reading.clauses, reading.names, words.end)
                    {
                        citing.push((cue, source));
                        taken = true;
                    }
                    None
                }
                Frame::Noun => reading.noun(cue, words.clone()),
                Frame::Before if kind == CueType::Inquiry => {
                    inquiries.push((cue, words.clone()));
                    taken = true;
                    None
                }
                Frame::Before => reading.before(cue, words.clone()),
                Frame::After => reading.after(cue, words.clone()),
                Frame::Inside | Frame::Beside => {
                    loose.push((cue, words.clone()));
                    taken = true;
                    None
                }
                Frame::Opens => {
                    conditions.push((cue, words.clone()));
                    taken = true;
                    None
                }
                Frame::Marks => None,
            };
            if let Some(link) = link {
                links.push(link);
                taken = true;
            }
            if taken {
                break;
            }
        }
    }
    reading.speakers(&mut links);
    reading.contents(links, citing, &conditions, &mut out);
    reading.inquiries(&inquiries, &mut out);
    reading.hedges(&loose, &conditions, &mut out);
    reading.conditions(&conditions, &mut out);
    out
}

/// What becomes of a verb of saying.
enum Said {
    Link(Link),
    /// What is said must stand in another sentence.
    Pending(Vec<Range<usize>>),
    No,
}

impl Reading<'_> {
    /// The first word of the verb group that holds `at`.
    fn group_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && self.clauses.verbs[start] == Verb::Group {
            start -= 1;
        }
        start
    }

    fn is_passive(&self, words: &Range<usize>) -> bool {
        let start = self.group_start(words.start);
        let class = self.clauses.class(words.start);
        (start..words.start)
            .rev()
            .take(3)
            .any(|i| self.clauses.is(i, Class::BE | Class::NONFINITE_BE))
            && class.is(Class::ED | Class::PARTICIPLE)
    }

    /// What stands before `at` and could be a content: a speech, or words.
    fn before_comma(&self, at: usize) -> Option<Side> {
        let clauses = self.clauses;
        let last = at.checked_sub(1)?;
        if clauses.words[last].speech.is_some() {
            return Some(Side::Speech(vec![last]));
        }
        let separated = matches!(clauses.mark(last), Some(Mark::Comma | Mark::Dash));
        if !separated {
            return None;
        }
        if last > 0 && clauses.words[last - 1].speech.is_some() {
            return Some(Side::Speech(vec![last - 1]));
        }
        (last > 0 && !clauses.is_hard(last - 1)).then_some(Side::Left(last, None))
    }

    fn says(&self, cue: u32, words: Range<usize>, hearer: Hearer, links: &[Link]) -> Said {
        let clauses = self.clauses;
        let mut start = self.group_start(words.start);
        if words.clone().all(|i| clauses.verbs[i] == Verb::None) {
            // "is confident that": an adjective behind its verb.
            let verb = (0..words.start)
                .rev()
                .take(4)
                .take_while(|&i| clauses.mark(i).is_none() && clauses.words[i].entity.is_none());
            match verb.into_iter().find(|&i| clauses.is_finite(i)) {
                Some(verb)
                    if clauses.is(verb, Class::BE)
                        && !clauses.is(words.start - 1, Class::DET | Class::POSS) =>
                {
                    start = verb
                }
                _ => return Said::No,
            }
        }
        if self.is_passive(&words) {
            return self
                .passive(cue, start, &words)
                .map_or(Said::No, Said::Link);
        }
        let opening = content::opening(clauses, self.names, words.end, hearer);
        if clauses.verbs[start] == Verb::Loose {
            // "adding that": the source is that of the verb before.
            let source = match links.last() {
                Some(link) => link.source.clone(),
                None => self.main_subject(start),
            };
            return match opening {
                Some(opening) if !source.is_empty() => Said::Link(Link {
                    cue: Some(cue),
                    frame: Matched::Participle,
                    source,
                    reach: start..words.end,
                    side: self.right(opening),
                }),
                _ => Said::No,
            };
        }
        if let Some(link) = self.inverted(cue, start, &words) {
            return Said::Link(link);
        }
        let shared = start > 0
            && clauses.is(start - 1, Class::COORD)
            && clauses.words[start - 1].entity.is_none();
        let subject = if shared {
            None
        } else {
            source::subject(clauses, self.names, start)
        };
        let (source, reach) = match subject {
            Some(found) => (vec![found.words.clone()], found.reach.start..words.end),
            None => {
                let source = match links.last() {
                    Some(link) => link.source.clone(),
                    None => self.main_subject(start),
                };
                if source.is_empty() {
                    return Said::No;
                }
                (source, start..words.end)
            }
        };
        let after = self.behind_adjuncts(words.end, hearer);
        let before = self.before_comma(reach.start);
        let conditional = |at: usize| {
            (at..at + 2).any(|i| {
                clauses
                    .words
                    .get(i)
                    .and_then(|w| w.cue)
                    .is_some_and(|cue| self.kind(cue) == CueType::Condition)
            })
        };
        let reach = reach.start..after;
        if let Some(Side::Speech(mut speeches)) = before.clone() {
            // A second part goes on behind the source.
            let next = after
                + usize::from(matches!(
                    clauses.mark(after),
                    Some(Mark::Comma | Mark::Colon | Mark::Stop)
                ));
            if clauses.words.get(next).is_some_and(|w| w.speech.is_some()) {
                speeches.push(next);
            }
            return Said::Link(Link {
                cue: Some(cue),
                frame: Matched::SaidBehind,
                source,
                reach,
                side: Side::Speech(speeches),
            });
        }
        // What stands before is the content where what follows is only an adjunct or a hearer.
        let told = match (&before, opening) {
            (Some(Side::Left(end, _)), Some(opening)) if opening.by == By::Nothing => {
                let front = clauses.stretch_start(end - 1);
                clauses.has_finite(front..*end)
                    && (clauses.clause_at(opening.at).is_none()
                        || clauses.is(opening.at, Class::SUB | Class::PREP)
                            && clauses.words[opening.at].entity.is_none())
                    && !conditional(front)
            }
            _ => false,
        };
        if let Some(opening) = opening.filter(|_| !told) {
            let frame = match opening.by {
                By::Complementiser => Matched::SaidThat,
                By::Speech | By::Colon => Matched::SaidSpeech,
                By::Nothing => Matched::SaidBare,
            };
            return Said::Link(Link {
                cue: Some(cue),
                frame,
                source,
                reach: reach.start..words.end,
                side: self.right(opening),
            });
        }
        if let Some(Side::Left(end, _)) = before {
            let front = clauses.stretch_start(end - 1);
            let resumes = clauses.is_mark(after, Mark::Comma);
            let resume = resumes && content::resumes(clauses, front..end, after + 1);
            let adjunct = conditional(front)
                && !(front..end)
                    .any(|i| clauses.is_mark(i, Mark::Comma) && clauses.clause_at(i + 1).is_some())
                || !clauses.has_finite(front..end)
                    && clauses.is(front, Class::PREP | Class::CONNECTIVE | Class::ADV)
                    && clauses.words[front].entity.is_none();
            if adjunct && resumes && after + 1 < clauses.len() {
                // "However, she said, C": nothing of the content stands before.
                let opening = Opening {
                    at: after + 1,
                    by: By::Nothing,
                };
                return Said::Link(Link {
                    cue: Some(cue),
                    frame: Matched::SaidBetween,
                    source,
                    reach,
                    side: Side::Right(opening),
                });
            }
            let frame = if resume {
                Matched::SaidBetween
            } else {
                Matched::SaidBehind
            };
            let side = Side::Left(end, resume.then_some(after + 1));
            return Said::Link(Link {
                cue: Some(cue),
                frame,
                source,
                reach,
                side,
            });
        }
        if clauses.is_mark(after, Mark::Comma) && clauses.clause_at(after + 1).is_some() {
            let opening = Opening {
                at: after + 1,
                by: By::Nothing,
            };
            return Said::Link(Link {
                cue: Some(cue),
                frame: Matched::SaidBare,
                source,
                reach,
                side: Side::Right(opening),
            });
        }
        Said::Pending(source)
    }

    fn right(&self, opening: Opening) -> Side {
        match opening.by {
            By::Speech => Side::Speech(vec![opening.at]),
            _ => Side::Right(opening),
        }
    }

    /// Past what belongs to a verb of saying behind it: a hearer, a point in time, a medium.
    fn behind_adjuncts(&self, from: usize, hearer: Hearer) -> usize {
        let clauses = self.clauses;
        let mut at = from;
        let mut steps = 0;
        while at < clauses.len() && steps < 4 {
            let start = at;
            if begins_adjunct(clauses, self.names, at) {
                at = adjunct_end(clauses, self.names, at);
            } else if is_plain_adverb(clauses, at) {
                at += 1;
            } else if (hearer == Hearer::Possible || clauses.is(at, Class::PREP | Class::TO))
                && !clauses.is_hard(at)
                && clauses.mark(at).is_none()
                && clauses.words[at].speech.is_none()
            {
                // Anything up to the next mark.
                let end = (at..clauses.len()).find(|&i| {
                    clauses.is_hard(i)
                        || clauses.is_mark(i, Mark::Comma)
                        || clauses.is_finite(i)
                        || clauses.words[i].speech.is_some()
                });
                let end = end.unwrap_or(clauses.len());
                if end < clauses.len() && clauses.is_finite(end) {
                    break;
                }
                at = end;
            }
            if at == start {
                break;
            }
            steps += 1;
        }
        at
    }

    /// "C, said S".
    fn inverted(&self, cue: u32, start: usize, words: &Range<usize>) -> Option<Link> {
        let clauses = self.clauses;
        let side = self.before_comma(start)?;
        let source = source::behind(clauses, self.names, words.end)?;
        let speech = matches!(side, Side::Speech(_));
        let Side::Left(end, _) = side else {
            let Side::Speech(mut speeches) = side else {
                return None;
            };
            let after = self.behind_adjuncts(source.reach.end, Hearer::None);
            let next = after
                + usize::from(matches!(
                    clauses.mark(after),
                    Some(Mark::Comma | Mark::Colon | Mark::Stop)
                ));
            if clauses.words.get(next).is_some_and(|w| w.speech.is_some()) {
                speeches.push(next);
            }
            return Some(Link {
                cue: Some(cue),
                frame: Matched::SaidBehind,
                source: vec![source.words],
                reach: start..after,
                side: Side::Speech(speeches),
            });
        };
        let _ = speech;
        let front = clauses.stretch_start(end - 1);
        if !clauses.has_finite(front..end) {
            return None;
        }
        // A subject interrupted by commas has its verb here: "X, which makes Y, says C".
        let relative = (front..end)
            .any(|i| clauses.is(i, Class::REL) && i > 0 && clauses.is_mark(i - 1, Mark::Comma))
            || (front..end)
                .filter(|&i| clauses.is_mark(i, Mark::Comma))
                .count()
                > 0
                && source::subject(clauses, self.names, start)
                    .is_some_and(|s| s.words.start == front);
        if relative || complement_follows(clauses, words.end) {
            return None;
        }
        let after = self.behind_adjuncts(source.reach.end, Hearer::None);
        let resume = clauses.is_mark(after, Mark::Comma)
            && content::resumes(clauses, front..end, after + 1)
            && !clauses.is_hard(after + 1);
        Some(Link {
            cue: Some(cue),
            frame: if resume {
                Matched::SaidBetween
            } else {
                Matched::SaidBehind
            },
            source: vec![source.words],
            reach: start..after,
            side: Side::Left(end, resume.then_some(after + 1)),
        })
    }

    /// "C was reported by S".
    fn passive(&self, cue: u32, start: usize, words: &Range<usize>) -> Option<Link> {
        let clauses = self.clauses;
        if !clauses.is(words.end, Class::BY) {
            // "were told that C": nobody is named.
            let opening = content::opening(clauses, self.names, words.end, Hearer::None)?;
            let clause = opening.by != By::Nothing || clauses.clause_at(opening.at).is_some();
            return clause.then(|| Link {
                cue: Some(cue),
                frame: Matched::Unnamed,
                source: Vec::new(),
                reach: start..words.end,
                side: self.right(opening),
            });
        }
        let agent = source::behind(clauses, self.names, words.end + 1)?;
        let subject = source::subject(clauses, self.names, start)?;
        Some(Link {
            cue: Some(cue),
            frame: Matched::Passive,
            source: vec![agent.words],
            reach: subject.reach.end..agent.reach.end,
            side: Side::Left(subject.reach.end, None),
        })
    }

    /// Speeches that only a colon gives to somebody: "S: “C”", "‘C’: S".
    fn speakers(&self, links: &mut Vec<Link>) {
        let clauses = self.clauses;
        for at in 0..clauses.len() {
            let taken = |link: &Link| matches!(&link.side, Side::Speech(speeches) if speeches.contains(&at));
            if clauses.words[at].speech.is_none() || links.iter().any(taken) {
                continue;
            }
            let source = if at > 1 && clauses.is_mark(at - 1, Mark::Colon) {
                let colon = at - 1;
                let from = clauses.stretch_start(colon - 1);
                match (from..colon).rev().find(|&i| clauses.is_finite(i)) {
                    Some(verb) => source::subject(clauses, self.names, verb).filter(|s| {
                        s.words
                            .clone()
                            .any(|i| self.names.is_holder(clauses, i) || clauses.is(i, Class::PRON))
                    }),
                    None => source::phrase(clauses, self.names, from..colon),
                }
            } else if clauses.is_mark(at + 1, Mark::Colon) {
                source::behind(clauses, self.names, at + 2)
            } else {
                None
            };
            if let Some(source) = source {
                links.push(Link {
                    cue: None,
                    frame: Matched::Speaker,
                    source: vec![source.words],
                    reach: source.reach,
                    side: Side::Speech(vec![at]),
                });
            }
        }
    }

    /// The subject of the first finite verb before `at`.
    fn main_subject(&self, at: usize) -> Vec<Range<usize>> {
        let from = self.clauses.stretch_start(at);
        (from..at)
            .find(|&i| self.clauses.is_finite(i))
            .and_then(|verb| source::subject(self.clauses, self.names, verb))
            .map(|source| source.words)
            .into_iter()
            .collect()
    }

    /// "according to S".
    fn per(&self, cue: u32, words: Range<usize>) -> Option<Link> {
        let clauses = self.clauses;
        let source = source::behind(clauses, self.names, words.end)?;
        let frame = Matched::AccordingTo;
        let front = clauses.stretch_start(words.start);
        let front = content::trimmed(clauses, self.names, front, words.start);
        let reach = words.start..source.reach.end;
        if front == words.start {
            let comma = (source.words.end..clauses.len())
                .take(30)
                .take_while(|&i| !clauses.is_hard(i))
                .filter(|&i| clauses.is_mark(i, Mark::Comma))
                .find(|&i| {
                    clauses.clause_at(i + 1).is_some()
                        || clauses.words.get(i + 1).is_some_and(|w| w.speech.is_some())
                })?;
            let side = match clauses.words.get(comma + 1)?.speech {
                Some(_) => Side::Speech(vec![comma + 1]),
                None => Side::Right(Opening {
                    at: comma + 1,
                    by: By::Nothing,
                }),
            };
            return Some(Link {
                cue: Some(cue),
                frame,
                source: vec![source.words],
                reach: words.start..comma + 1,
                side,
            });
        }
        let side = match self.before_comma(words.start) {
            Some(Side::Speech(speeches)) => Side::Speech(speeches),
            Some(Side::Left(end, _)) => {
                let resume = clauses.is_mark(reach.end, Mark::Comma)
                    && content::resumes(clauses, front..end, reach.end + 1);
                Side::Left(end, resume.then_some(reach.end + 1))
            }
            _ => Side::Left(words.start, None),
        };
        Some(Link {
            cue: Some(cue),
            frame,
            source: vec![source.words],
            reach,
            side,
        })
    }

    /// "S's claim that C", "a claim by S that C".
    fn noun(&self, cue: u32, words: Range<usize>) -> Option<Link> {
        let clauses = self.clauses;
        if clauses.verbs[words.end - 1] != Verb::None {
            return None;
        }
        // The noun must have a content of its own.
        let mut at = words.end;
        let mut source = Vec::new();
        if clauses.is(at, Class::PREP)
            && !clauses.is(at, Class::THAT)
            && let Some(by) = source::behind(clauses, self.names, at + 1)
        {
            let that = (by.words.start..by.words.end + 1).find(|&i| clauses.is(i, Class::THAT));
            let end = that.unwrap_or(by.words.end);
            if clauses.is(end, Class::THAT) {
                source.push(by.words.start..end);
                at = end;
            }
        }
        let opening = if clauses.is(at, Class::THAT) {
            Opening {
                at: at + 1,
                by: By::Complementiser,
            }
        } else if clauses.is(at, Class::PREP) {
            Opening {
                at: at + 1,
                by: By::Nothing,
            }
        } else {
            return None;
        };
        if opening.at >= clauses.len() || clauses.is_hard(opening.at) {
            return None;
        }
        if source.is_empty() && words.start > 0 {
            let mut start = words.start;
            while start > 0
                && clauses.is_nominal(start - 1)
                && clauses.words[start - 1].entity.is_none()
                && !clauses.is(start - 1, Class::DET | Class::POSS)
            {
                start -= 1;
            }
            if start > 0 && clauses.is(start - 1, Class::CLITIC_S) {
                let mut first = start - 1;
                while first > 0 && clauses.is_nominal(first - 1) {
                    first -= 1;
                }
                source.push(first..start - 1);
            } else if start > 0 && clauses.is(start - 1, Class::POSS) {
                source.push(start - 1..start);
            } else if let Some(subject) = self
                .verb_before(start)
                .and_then(|v| source::subject(clauses, self.names, v))
            {
                source.push(subject.words);
            }
        }
        Some(Link {
            cue: Some(cue),
            frame: Matched::NamedNoun,
            source,
            reach: words,
            side: Side::Right(opening),
        })
    }

    /// The finite verb whose object begins before `at`.
    fn verb_before(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .take(6)
            .take_while(|&i| !self.clauses.is_hard(i))
            .find(|&i| self.clauses.is_finite(i))
    }

    /// "it is unclear whether C", "there is no evidence that C".
    fn before(&self, cue: u32, words: Range<usize>) -> Option<Link> {
        let opening = content::opening(self.clauses, self.names, words.end, Hearer::None)?;
        Some(Link {
            cue: Some(cue),
            frame: Matched::Unnamed,
            source: Vec::new(),
            reach: words,
            side: self.right(opening),
        })
    }

    /// "whether C is an open question", "C is not true".
    fn after(&self, cue: u32, words: Range<usize>) -> Option<Link> {
        let verb = self.group_start(words.start);
        let verb = if self.clauses.is_finite(verb) {
            verb
        } else {
            self.verb_before(words.start)?
        };
        let subject = source::subject(self.clauses, self.names, verb)?;
        if subject.words.len() == 1
            && self.clauses.is(subject.words.start, Class::DUMMY)
            && let Some(link) = self.before(cue, words.clone())
        {
            return Some(link);
        }
        Some(Link {
            cue: Some(cue),
            frame: Matched::OfSubject,
            source: Vec::new(),
            reach: verb..words.end,
            side: Side::Left(subject.reach.end, None),
        })
    }

    /// Whether a "whether" stands close behind.
    fn leads_to_whether(&self, found: &[(u32, Range<usize>)], words: &Range<usize>) -> bool {
        found.iter().any(|(cue, other)| {
            self.kind(*cue) == CueType::Inquiry
                && other.start >= words.end
                && other.start - words.end <= 8
                && !(words.end..other.start).any(|i| self.clauses.is_hard(i))
        })
    }
}

/// Whether what follows a verb is its complement rather than its subject.
fn complement_follows(clauses: &Clauses, at: usize) -> bool {
    clauses.is(at, Class::THAT | Class::OBJ | Class::TO) || clauses.clause_at(at).is_some()
}

impl Reading<'_> {
    /// Finds the extent of each link's content.
    fn contents(
        &self,
        links: Vec<Link>,
        citing: Vec<(u32, Source)>,
        conditions: &[(u32, Range<usize>)],
        out: &mut Yield,
    ) {
        let clauses = self.clauses;
        let holes: Vec<Range<usize>> = links
            .iter()
            .filter_map(|link| match &link.side {
                Side::Left(end, Some(resume)) => Some(*end..*resume),
                Side::Left(end, None) => Some(*end..link.reach.end),
                _ => None,
            })
            .collect();
        let sourced: Vec<usize> = links
            .iter()
            .map(|link| link.reach.clone())
            .flat_map(|reach| reach.filter(|&i| clauses.is_finite(i)).collect::<Vec<_>>())
            .collect();
        let outer = |verb: usize| sourced.contains(&verb);
        let first = out.drafts.len();
        for (index, link) in links.iter().enumerate() {
            let mut draft = Draft {
                frame: link.frame,
                cues: link.cue.into_iter().collect(),
                source: link.source.clone(),
                content: Vec::new(),
                speeches: Vec::new(),
            };
            match &link.side {
                Side::Speech(speeches) => draft.speeches = speeches.clone(),
                Side::Right(opening) => {
                    let start = self.behind_condition(opening.at, conditions);
                    let end =
                        content::end(clauses, self.names, start, Voice::Source, &holes, &outer);
                    draft.content = self.parts(start..end, &holes);
                }
                Side::Left(end, resume) => {
                    let start = self.left_start(*end, &links[..index], conditions);
                    draft.content = vec![start..*end];
                    if let Some(resume) = resume {
                        let end = content::end(
                            clauses,
                            self.names,
                            *resume,
                            Voice::Source,
                            &holes,
                            &outer,
                        );
                        draft.content.push(*resume..end);
                    }
                }
            }
            draft.content.retain(|part| !part.is_empty());
            if draft.content.is_empty() && draft.speeches.is_empty() {
                continue;
            }
            let mut further = match (&link.side, draft.content.last()) {
                (Side::Right(opening), Some(last)) if opening.by == By::Complementiser => {
                    self.repeated(last.end)
                }
                _ => None,
            };
            let (frame, cues, source) = (draft.frame, draft.cues.clone(), draft.source.clone());
            out.drafts.push(draft);
            // "that A and that B": another claim of the same source.
            while let Some(start) = further {
                let start = self.behind_condition(start, conditions);
                let end = content::end(clauses, self.names, start, Voice::Source, &holes, &outer);
                if end <= start {
                    break;
                }
                out.drafts.push(Draft {
                    frame,
                    cues: cues.clone(),
                    source: source.clone(),
                    content: self.parts(start..end, &holes),
                    speeches: Vec::new(),
                });
                further = self.repeated(end);
            }
        }
        for (cue, source) in citing {
            let near = out.drafts[first..]
                .iter_mut()
                .rev()
                .find(|draft| !draft.source.is_empty());
            if let Some(draft) = near {
                draft.cues.push(cue);
                if !draft.source.contains(&source.words) {
                    draft.source.push(source.words);
                }
            }
        }
    }

    /// Where a content begins behind a repeated "that" at `at`.
    fn repeated(&self, at: usize) -> Option<usize> {
        let clauses = self.clauses;
        let mut at = at;
        while matches!(
            clauses.mark(at),
            Some(Mark::Comma | Mark::Dash | Mark::Colon | Mark::Semicolon)
        ) || clauses.is(at, Class::COORD)
            || is_plain_adverb(clauses, at)
        {
            at += 1;
        }
        let that =
            clauses.is(at, Class::THAT) && at + 1 < clauses.len() && !clauses.verb_follows(at + 1);
        that.then_some(at + 1)
    }

    /// Where a content begins that ends at `end`.
    fn left_start(&self, end: usize, links: &[Link], conditions: &[(u32, Range<usize>)]) -> usize {
        let clauses = self.clauses;
        let mut start = clauses.stretch_start(end.saturating_sub(1));
        // What an earlier source said stands before; this begins with the next clause.
        if let Some(last) = links
            .iter()
            .filter(|link| link.reach.end <= end && link.reach.start >= start)
            .map(|link| link.reach.end)
            .max()
        {
            let joint = (last..end).find(|&i| clauses.joins(i) == super::clause::Joint::Clauses);
            if let Some(joint) = joint {
                start = joint + 1;
            }
        }
        let start = self.behind_condition(start, conditions);
        content::trimmed(clauses, self.names, start, end)
    }

    /// Past the condition that begins at `at`, if one does.
    fn behind_condition(&self, at: usize, conditions: &[(u32, Range<usize>)]) -> usize {
        let Some((_, words)) = conditions.iter().find(|(_, words)| {
            words.start == at || words.start == at + 1 && !self.clauses.is_nominal(at)
        }) else {
            return at;
        };
        self.consequent_behind(words.end).unwrap_or(at)
    }

    /// Where the consequent begins behind a condition whose clause begins at `at`.
    fn consequent_behind(&self, at: usize) -> Option<usize> {
        let clauses = self.clauses;
        let commas = || {
            (at..clauses.len())
                .take(60)
                .take_while(|&i| !clauses.is_hard(i))
                .filter(|&i| clauses.is_mark(i, Mark::Comma))
        };
        commas()
            .find(|&i| {
                clauses.clause_at(i + 1).is_some()
                    || clauses.words.get(i + 1).is_some_and(|w| w.speech.is_some())
            })
            .or_else(|| commas().last())
            .map(|comma| comma + 1)
            .filter(|&start| start < clauses.len())
    }

    /// A content without the interruptions in it.
    fn parts(&self, content: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let mut start = content.start;
        for hole in holes
            .iter()
            .filter(|hole| content.start < hole.start && hole.end < content.end)
        {
            parts.push(start..hole.start);
            start = hole.end;
        }
        parts.push(start..content.end);
        parts
    }

    /// Claims that a "whether" leaves open, and those of other questions.
    fn inquiries(&self, inquiries: &[(u32, Range<usize>)], out: &mut Yield) {
        let clauses = self.clauses;
        let is_complementiser = |words: &Range<usize>| {
            words.len() == 1
                && (clauses.is(words.start, Class::SUB | Class::REL)
                    || clauses.is(words.start, Class::DET))
        };
        let mut used = vec![false; inquiries.len()];
        for (index, (cue, words)) in inquiries.iter().enumerate() {
            if !is_complementiser(words) {
                continue;
            }
            used[index] = true;
            let start = words.end;
            let mut end = content::end(clauses, self.names, start, Voice::Source, &[], &|_| false);
            let mut draft = Draft {
                frame: Matched::Whether,
                cues: vec![*cue],
                source: Vec::new(),
                content: Vec::new(),
                speeches: Vec::new(),
            };
            // The question before it: "declined to say whether", "unclear whether C or whether D".
            let asker = inquiries[..index].iter().rposition(|(_, other)| {
                !is_complementiser(other) && !(other.end..words.start).any(|i| clauses.is_hard(i))
            });
            match asker {
                Some(asker) => {
                    let (cue, other) = &inquiries[asker];
                    used[asker] = true;
                    draft.cues.push(*cue);
                    draft.source = self.asker(other);
                }
                None => {
                    // The question behind it: "whether C is unclear".
                    let behind = inquiries[index + 1..].iter().position(|(_, other)| {
                        !is_complementiser(other)
                            && !(words.end..other.start).any(|i| clauses.is_hard(i))
                    });
                    if let Some(behind) = behind {
                        let (cue, other) = &inquiries[index + 1 + behind];
                        used[index + 1 + behind] = true;
                        draft.cues.push(*cue);
                        let group = self.group_start(other.start);
                        let verb = if clauses.is_finite(group) {
                            Some(group)
                        } else {
                            self.verb_before(other.start)
                        };
                        if let Some(verb) = verb.filter(|&verb| verb > start) {
                            end = verb;
                        }
                    } else {
                        // An ordinary verb or noun asks: "asked whether" with another cue.
                        draft.source = Vec::new();
                    }
                }
            }
            // "whether C took an hour to settle": the question is itself a subject.
            if words.start == 0
                || clauses.is_hard(words.start - 1)
                || clauses.words[words.start].begins
            {
                let verb = clauses.clause_at(start).map(|verb| clauses.group_end(verb));
                let second = verb.and_then(|from| {
                    (from..end)
                        .take_while(|&i| {
                            !clauses.is(i, Class::COORD | Class::THAT | Class::REL | Class::SUB)
                                || clauses.is(i, Class::PREP)
                        })
                        .find(|&i| clauses.is_finite(i))
                });
                end = second.unwrap_or(end);
            }
            // A second "whether" begins another claim.
            if let Some((_, next)) = inquiries[index + 1..]
                .iter()
                .find(|(_, other)| is_complementiser(other) && other.start < end)
            {
                end = next.start;
                while end > start
                    && (clauses.is(end - 1, Class::COORD | Class::CONNECTIVE)
                        || clauses.is_mark(end - 1, Mark::Comma))
                {
                    end -= 1;
                }
            }
            while end > start && clauses.is_mark(end - 1, Mark::Comma) {
                end -= 1;
            }
            if end > start {
                draft.content = vec![start..end];
                out.drafts.push(draft);
            }
        }
        for (index, (cue, words)) in inquiries.iter().enumerate() {
            if used[index] {
                continue;
            }
            let source = self.asker(words);
            let opening = content::opening(clauses, self.names, words.end, Hearer::Possible);
            let (content, frame) = match opening {
                Some(opening) => {
                    let mut start = opening.at;
                    if clauses.is(start, Class::PREP) && clauses.words[start].entity.is_none() {
                        start += 1;
                    }
                    (
                        start
                            ..content::end(clauses, self.names, start, Voice::Source, &[], &|_| {
                                false
                            }),
                        Matched::Unnamed,
                    )
                }
                None => {
                    let Some(link) = self.after(*cue, words.clone()) else {
                        continue;
                    };
                    let Side::Left(end, _) = link.side else {
                        continue;
                    };
                    (self.left_start(end, &[], &[])..end, Matched::OfSubject)
                }
            };
            // People who do not comment leave nothing open but what they are asked.
            let asked = frame == Matched::Unnamed
                || clauses.verbs[words.start] == Verb::None
                || clauses.is(content.start, Class::WH);
            if !content.is_empty() && asked {
                out.drafts.push(Draft {
                    frame,
                    cues: vec![*cue],
                    source,
                    content: vec![content],
                    speeches: Vec::new(),
                });
            }
        }
    }

    /// Who asks or does not say; none where nobody does ("it is unclear").
    fn asker(&self, words: &Range<usize>) -> Vec<Range<usize>> {
        let clauses = self.clauses;
        let start = self.group_start(words.start);
        let verb = if clauses.is_finite(start) {
            start
        } else {
            match self.verb_before(words.start) {
                Some(verb) => verb,
                None => return Vec::new(),
            }
        };
        let Some(subject) = source::subject(clauses, self.names, verb) else {
            return Vec::new();
        };
        // "It is unclear" names nobody; "it did not say" does.
        let dummy = subject.words.len() == 1 && clauses.is(subject.words.start, Class::DUMMY);
        if dummy && !words.contains(&verb) {
            Vec::new()
        } else {
            vec![subject.words]
        }
    }

    /// Claims of the author that a cue inside or beside a clause hedges.
    fn hedges(
        &self,
        loose: &[(u32, Range<usize>)],
        conditions: &[(u32, Range<usize>)],
        out: &mut Yield,
    ) {
        let clauses = self.clauses;
        for (cue, words) in loose {
            let held = out.drafts.iter().any(|draft| {
                draft.holds(words.start) || draft.source.iter().any(|s| s.contains(&words.start))
            });
            if held
                || conditions
                    .iter()
                    .any(|(_, c)| self.in_condition(c, words.start))
            {
                continue;
            }
            let adverb = clauses.verbs[words.start] == Verb::None;
            let fragment = adverb
                && words.start > 0
                && (clauses.is_mark(words.start - 1, Mark::Comma)
                    || clauses.is(words.start - 1, Class::COORD))
                && !clauses.is_mark(words.end, Mark::Comma)
                && !clauses.is_hard(words.end)
                && !clauses.verb_follows(words.end)
                && clauses.clause_at(words.end).is_none();
            let after = words.end + usize::from(clauses.is_mark(words.end, Mark::Comma));
            let front = words.start == 0
                || clauses.is_hard(words.start - 1)
                || clauses.words[words.start].begins
                || clauses.is(words.start - 1, Class::COORD);
            let (start, frame) = if front && adverb && clauses.clause_at(after).is_some() {
                (after, Matched::Beside)
            } else if fragment {
                // "in June, possibly July": what the adverb stands before, and no clause.
                (words.start, Matched::Beside)
            } else {
                (
                    content::start(clauses, self.names, words.start),
                    Matched::InClause,
                )
            };
            let end = content::end(clauses, self.names, start, Voice::Author, &[], &|_| false)
                .max(words.end);
            let content = start..end;
            if content.is_empty() {
                continue;
            }
            out.drafts.push(Draft {
                frame,
                cues: vec![*cue],
                source: Vec::new(),
                content: vec![content],
                speeches: Vec::new(),
            });
        }
    }

    /// Whether a word stands in the clause that a condition cue opens.
    fn in_condition(&self, cue: &Range<usize>, word: usize) -> bool {
        let front = cue.start == 0
            || self.clauses.is_hard(cue.start - 1)
            || self.clauses.words[cue.start].begins
            || !self
                .clauses
                .has_finite(self.clauses.stretch_start(cue.start)..cue.start);
        let end = match self.consequent_behind(cue.end) {
            Some(consequent) if front => consequent,
            _ => self.clauses.stretch_end(cue.start),
        };
        (cue.end..end).contains(&word)
    }

    /// Claims whose truth hangs on a condition.
    fn conditions(&self, conditions: &[(u32, Range<usize>)], out: &mut Yield) {
        let clauses = self.clauses;
        for (cue, words) in conditions {
            let stretch = clauses.stretch_start(words.start);
            let front = !clauses.has_finite(stretch..words.start);
            let content = if front {
                let Some(start) = self.consequent_behind(words.end) else {
                    continue;
                };
                let start = content::trimmed(clauses, self.names, start, clauses.len());
                start..content::end(clauses, self.names, start, Voice::Author, &[], &|_| false)
            } else {
                let comma = words.start > 0 && clauses.is_mark(words.start - 1, Mark::Comma);
                let verb = (stretch..words.start).rev().find(|&i| clauses.is_finite(i));
                let start = verb.map_or(stretch, |verb| content::start(clauses, self.names, verb));
                let end = if comma {
                    words.start - 1
                } else {
                    content::end(clauses, self.names, start, Voice::Author, &[], &|_| false)
                };
                start..end
            };
            if content.is_empty() {
                continue;
            }
            let overlap = |draft: &Draft| {
                draft
                    .content
                    .iter()
                    .map(|part| {
                        part.end
                            .min(content.end)
                            .saturating_sub(part.start.max(content.start))
                    })
                    .sum::<usize>()
            };
            let best = out
                .drafts
                .iter_mut()
                .max_by_key(|draft| overlap(draft))
                .filter(|draft| overlap(draft) * 2 > content.len());
            match best {
                Some(draft) => draft.cues.push(*cue),
                None => out.drafts.push(Draft {
                    frame: Matched::Condition,
                    cues: vec![*cue],
                    source: Vec::new(),
                    content: vec![content],
                    speeches: Vec::new(),
                }),
            }
        }
    }
}
