//! From the cues of one sentence to drafts of claims.
//!
//! Knows in which order frames are tried, and that contents can only be cut when all sources
//! are known. Must not know levels of certainty: a draft names the cues that make it.

use super::clause::{Clauses, Hint, Verb};
use super::content::{self, Reach, Voice};
use super::opening::{By, Hearer};
use super::rank;
use super::rule::Rule;
use super::scope::{Layers, Mark, Word};
use super::source::{self, Names, Source};
use super::words::Class;
use crate::extract::cue::Frame;
use crate::extract::{CueType, FoundCue, Lexicon};
use crate::text::same_word;
use std::ops::Range;

/// A claim on its way: words of one scope, by index.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Draft {
    pub(super) frame: Rule,
    /// The cue that makes the claim, and those that belong to it.
    pub(super) cues: Vec<u32>,
    pub(super) source: Vec<Range<usize>>,
    pub(super) content: Vec<Range<usize>>,
    /// The speeches that are the content, as words of the scope.
    pub(super) speeches: Vec<usize>,
    /// Whether trained weights moved one of its borders.
    pub(super) ranked: bool,
    /// What they say of it: how likely it is to be a claim.
    pub(super) probability: Option<f32>,
}

impl Draft {
    pub(super) fn holds(&self, word: usize) -> bool {
        self.content.iter().any(|part| part.contains(&word)) || self.speeches.contains(&word)
    }

    /// How many words of the range are its own.
    pub(super) fn shares(&self, range: &Range<usize>) -> usize {
        let common = |part: &Range<usize>| {
            part.end
                .min(range.end)
                .saturating_sub(part.start.max(range.start))
        };
        self.content.iter().map(common).sum()
    }
}

/// A cue of the scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cued {
    pub(super) cue: u32,
    pub(super) kind: CueType,
    pub(super) words: Range<usize>,
}

/// Where the content of a link stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Side {
    /// It begins here and goes on to the right.
    Right(usize, By),
    /// It ends here, and goes on at the second place where a source interrupts it.
    Left(usize, Option<usize>),
    /// It is speeches.
    Speech(Vec<usize>),
}

/// A cue with its source, before the extent of its content is known.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// None where punctuation alone says whose words they are.
    pub(super) cue: Option<u32>,
    pub(super) frame: Rule,
    pub(super) source: Vec<Range<usize>>,
    /// Source, cue and the adjuncts behind it.
    pub(super) reach: Range<usize>,
    pub(super) side: Side,
}

/// What a verb of saying comes to.
pub(super) enum Said {
    Link(Link),
    /// What is said must stand in another sentence.
    Pending(Vec<Range<usize>>),
    /// What is said is named, and stated nowhere: "what he had said".
    Named,
    No,
}

/// One sentence, or one speech, with its cues.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) clauses: &'a Clauses,
    pub(super) names: Names<'a>,
    pub(super) found: Vec<Cued>,
    pub(super) layers: Layers<'a>,
    lexicon: &'a Lexicon,
}

/// What a sentence yields.
#[derive(Debug, Default)]
pub(super) struct Yield {
    pub(super) drafts: Vec<Draft>,
    /// A source that said something which does not stand in its sentence, with its cue.
    pub(super) pending: Option<(u32, Vec<Range<usize>>)>,
}

/// The cues of a scope by what is to be done with them.
#[derive(Debug, Default)]
struct Sorted {
    links: Vec<Link>,
    citing: Vec<(u32, Source)>,
    inquiries: Vec<Cued>,
    hedges: Vec<Cued>,
    conditions: Vec<Cued>,
}

/// What a cue is to the verbs of its sentence.
pub(super) fn hint(word: &Word, layers: Layers<'_>, lexicon: &Lexicon) -> Hint {
    let Some(cue) = word.cue.and_then(|cue| layers.cues.get(cue as usize)) else {
        return Hint::None;
    };
    let inflected = || layers.text.slice(word.span).ends_with(['s', 'd']);
    match frames(cue, lexicon).first() {
        Some(Frame::Says | Frame::Tells | Frame::Vows) => match word.class.is(Class::VERB) {
            true => Hint::Verb,
            false if inflected() => Hint::Verb,
            false => Hint::None,
        },
        Some(Frame::Opens | Frame::Per | Frame::Noun) => Hint::NoVerb,
        // "plans 40 more", "seems tired".
        Some(Frame::Inside) if word.class.is(Class::PRESENT | Class::BASE | Class::PAST) => {
            Hint::Verb
        }
        _ => Hint::None,
    }
}

/// The frames of a cue: those of its entry, or where it has none those of its type.
fn frames<'a>(cue: &FoundCue, lexicon: &'a Lexicon) -> &'a [Frame] {
    if let Some(entry) = cue.entry {
        return &lexicon.cue.entry(entry).frames;
    }
    match cue.cue.kind {
        CueType::Attribution => &[Frame::Says, Frame::Per, Frame::Noun],
        CueType::Belief => &[Frame::Says, Frame::Noun, Frame::Inside],
        CueType::Inference => &[Frame::Says, Frame::Inside],
        CueType::Denial => &[Frame::Says, Frame::After, Frame::Noun],
        CueType::Inquiry => &[Frame::Before, Frame::After],
        CueType::Condition => &[Frame::Opens],
        CueType::Hearsay
        | CueType::Modal
        | CueType::Epistemic
        | CueType::Appearance
        | CueType::Plan
        | CueType::Booster => &[Frame::Inside],
        CueType::Stance | CueType::Approximator | CueType::Weasel => &[Frame::Marks],
    }
}

impl<'a> Reading<'a> {
    pub(super) fn new(clauses: &'a Clauses, layers: Layers<'a>, lexicon: &'a Lexicon) -> Self {
        let mut found: Vec<Cued> = Vec::new();
        for (at, word) in clauses.words.iter().enumerate() {
            let Some(cue) = word.cue.filter(|_| word.speech.is_none()) else {
                continue;
            };
            match found.last_mut() {
                Some(last) if last.cue == cue => last.words.end = at + 1,
                _ => found.push(Cued {
                    cue,
                    kind: layers.cues[cue as usize].cue.kind,
                    words: at..at + 1,
                }),
            }
        }
        Self {
            clauses,
            names: Names(layers.entities),
            found,
            layers,
            lexicon,
        }
    }

    /// Whether the last word could be a headline's source.
    fn ends_in_byline(&self) -> bool {
        let last = self.clauses.len().checked_sub(1);
        last.is_some_and(|last| self.clauses.is(last, Class::BYLINE))
    }

    fn frames(&self, cue: u32) -> &'a [Frame] {
        frames(&self.layers.cues[cue as usize], self.lexicon)
    }

    /// Whether a cue stands for somebody who speaks, rather than for a state of things.
    pub(super) fn speaks(&self, cue: u32) -> bool {
        matches!(
            self.frames(cue).first(),
            Some(Frame::Says | Frame::Tells | Frame::Vows)
        )
    }

    /// The cue of the given type that stands at or right behind `at`.
    pub(super) fn cue_near(&self, at: usize, kind: CueType) -> Option<&Cued> {
        self.found
            .iter()
            .find(|cued| cued.kind == kind && (at..at + 2).contains(&cued.words.start))
    }

    /// All drafts of the scope.
    pub(super) fn drafts(&self) -> Yield {
        let mut out = Yield::default();
        let speaks = self.clauses.words.iter().any(|w| w.speech.is_some());
        if self.found.is_empty() && !speaks && !self.ends_in_byline() {
            return out;
        }
        let mut sorted = self.sorted(&mut out);
        self.speakers(&mut sorted.links);
        self.byline(&mut sorted.links);
        self.contents(&sorted, &mut out.drafts);
        if let Some(ranker) = self.layers.ranker {
            rank::rank(self, ranker, &mut out.drafts, 0);
        }
        let linked = out.drafts.len();
        self.inquiries(&sorted.inquiries, &mut out.drafts);
        self.hedges(&sorted.hedges, &sorted.conditions, &mut out.drafts);
        self.conditions(&sorted.conditions, &sorted.links, &mut out.drafts);
        if let Some(ranker) = self.layers.ranker {
            rank::rank(self, ranker, &mut out.drafts, linked);
        }
        out
    }

    /// Takes for each cue the first of its frames that the sentence allows.
    fn sorted(&self, out: &mut Yield) -> Sorted {
        let mut sorted = Sorted::default();
        for cued in &self.found {
            let mut frames = self.frames(cued.cue).iter();
            let taken = self.is_noun(cued) && self.takes(cued, Frame::Noun, &mut sorted, out)
                || frames.any(|frame| self.takes(cued, *frame, &mut sorted, out));
            // "is expected in May": a passive without agent bears on its own clause.
            if !taken && self.is_passive(&cued.words) {
                sorted.hedges.push(cued.clone());
            }
        }
        sorted
    }

    /// "Fears that C": the noun of a verb.
    fn is_noun(&self, cued: &Cued) -> bool {
        let clauses = self.clauses;
        let last = cued.words.end - 1;
        clauses.verbs[last] == Verb::None
            && clauses.is(last, Class::BOTH)
            && clauses.is(cued.words.end, Class::THAT)
    }

    /// Whether the sentence allows the frame; what it finds is put where it belongs.
    fn takes(&self, cued: &Cued, frame: Frame, sorted: &mut Sorted, out: &mut Yield) -> bool {
        let link = match frame {
            Frame::Says | Frame::Tells | Frame::Vows => {
                if cued.kind == CueType::Inquiry && self.leads_to_question(cued) {
                    sorted.inquiries.push(cued.clone());
                    return true;
                }
                let hearer = match frame {
                    Frame::Tells => Hearer::Possible,
                    _ => Hearer::None,
                };
                match self.says(cued, hearer, &sorted.links) {
                    Said::Link(link) => Some(link),
                    Said::Pending(source) => {
                        out.pending = Some((cued.cue, source));
                        return true;
                    }
                    Said::Named => return true,
                    Said::No => None,
                }
            }
            Frame::Per => self.per(cued),
            Frame::Cites => {
                let source = source::behind(self.clauses, self.names, cued.words.end);
                let found = source.is_some();
                sorted
                    .citing
                    .extend(source.map(|source| (cued.cue, source)));
                return found;
            }
            Frame::Noun => self.noun(cued, &sorted.links),
            Frame::Before | Frame::After if cued.kind == CueType::Inquiry => {
                sorted.inquiries.push(cued.clone());
                return true;
            }
            Frame::Before => self.before(cued),
            Frame::After => self.after(cued),
            Frame::Inside | Frame::Beside if self.is_extraposed(cued) => self.before(cued),
            Frame::Inside | Frame::Beside => {
                sorted.hedges.push(cued.clone());
                return true;
            }
            Frame::Opens => {
                sorted.conditions.push(cued.clone());
                return true;
            }
            Frame::Marks => None,
        };
        let found = link.is_some();
        sorted.links.extend(link);
        found
    }

    /// Cuts the contents of the links.
    fn contents(&self, sorted: &Sorted, drafts: &mut Vec<Draft>) {
        let clauses = self.clauses;
        let links = &sorted.links;
        let mut holes: Vec<Range<usize>> = Vec::new();
        let mut verbs: Vec<usize> = Vec::new();
        for link in links {
            verbs.extend(link.reach.clone().filter(|&i| clauses.is_finite(i)));
            match link.side {
                Side::Left(end, resume) => holes.push(end..resume.unwrap_or(link.reach.end)),
                Side::Right(..) | Side::Speech(_) => {}
            }
        }
        let reach = Reach {
            voice: Voice::Source,
            holes: &holes,
            verbs: &verbs,
        };
        for (index, link) in links.iter().enumerate() {
            let mut draft = Draft {
                frame: link.frame,
                cues: link.cue.into_iter().collect(),
                source: link.source.clone(),
                content: Vec::new(),
                speeches: Vec::new(),
                ranked: false,
                probability: None,
            };
            match &link.side {
                Side::Speech(speeches) => draft.speeches.clone_from(speeches),
                Side::Left(end, resume) => {
                    let start = self.left_start(*end, &links[..index], &sorted.conditions);
                    draft.content.push(start..*end);
                    if let Some(resume) = *resume {
                        let end = content::end(clauses, self.names, resume, reach);
                        draft.content.push(resume..end);
                    }
                }
                Side::Right(at, by) => {
                    let mut next = Some(*at);
                    // "that A and that B": another claim of the same source.
                    while let Some(at) = next {
                        let start = self.behind_condition(at, &sorted.conditions);
                        let end = self.right_end(link, start, reach);
                        if end <= start {
                            break;
                        }
                        drafts.push(Draft {
                            content: parts(start..end, &holes),
                            ..draft.clone()
                        });
                        next = match by {
                            By::Complementiser => self.repeated(end),
                            _ => None,
                        };
                    }
                    continue;
                }
            }
            draft.content.retain(|part| !part.is_empty());
            if !draft.content.is_empty() || !draft.speeches.is_empty() {
                drafts.push(draft);
            }
        }
        for (cue, source) in &sorted.citing {
            if let Some(draft) = drafts.iter_mut().rev().find(|d| !d.source.is_empty()) {
                draft.cues.push(*cue);
                if !draft.source.contains(&source.words) {
                    draft.source.push(source.words.clone());
                }
            }
        }
    }

    fn right_end(&self, link: &Link, start: usize, reach: Reach<'_>) -> usize {
        let clauses = self.clauses;
        let kind = link.cue.map(|cue| self.layers.cues[cue as usize].cue.kind);
        // "denied it with a smile".
        let all = kind == Some(CueType::Denial)
            && content::is_pronoun(clauses, start)
            && clauses.clause_at(start).is_none();
        if all {
            return start + 1;
        }
        let end = content::end(clauses, self.names, start, reach);
        match link.frame {
            Rule::Noun => self.before_own_verb(link.reach.start, start..end),
            _ => end,
        }
    }

    /// Where the content of a noun ends whose own verb stands behind it: "rumours that A will buy B
    /// have spread".
    fn before_own_verb(&self, noun: usize, content: Range<usize>) -> usize {
        let clauses = self.clauses;
        let main = clauses.clause_at(content.start);
        let is_subject = !clauses.has_finite(clauses.stretch_start(noun)..noun);
        let Some(main) = main.filter(|_| is_subject) else {
            return content.end;
        };
        let joins = |i: usize| {
            let class = Class::COORD | Class::SUB | Class::REL | Class::THAT | Class::WH;
            clauses.words[i].mark.is_some() || clauses.is(i, class)
        };
        let rest = clauses.group_end(main)..content.end;
        let own = rest
            .clone()
            .take_while(|&i| !joins(i))
            .find(|&i| clauses.is_finite(i));
        own.unwrap_or(content.end)
    }

    /// Where a content begins behind a repeated "that" at `at`.
    fn repeated(&self, at: usize) -> Option<usize> {
        let clauses = self.clauses;
        let joins = |at: usize| {
            matches!(
                clauses.mark(at),
                Some(Mark::Comma | Mark::Dash | Mark::Colon | Mark::Semicolon)
            ) || clauses.is(at, Class::COORD)
                || clauses.is_adverb(at)
        };
        let mut at = at;
        while joins(at) {
            at += 1;
        }
        let that =
            clauses.is(at, Class::THAT) && at + 1 < clauses.len() && !clauses.verb_follows(at + 1);
        that.then_some(at + 1)
    }

    /// Where a content begins that ends at `end`.
    pub(super) fn left_start(&self, end: usize, links: &[Link], conditions: &[Cued]) -> usize {
        let clauses = self.clauses;
        let mut start = clauses.stretch_start(end.saturating_sub(1));
        // What an earlier source said stands before; this begins with the next clause.
        let earlier = links
            .iter()
            .filter(|link| link.reach.end <= end && link.reach.start >= start)
            .map(|link| link.reach.end)
            .max();
        if let Some(earlier) = earlier {
            let joint = (earlier..end).find(|&i| clauses.joins_clauses(i));
            start = joint.map_or(start, |joint| joint + 1);
        }
        let start = self.behind_condition(start, conditions);
        content::trimmed(clauses, self.names, start, end)
    }

    /// The first word of the verb group that holds `at`.
    pub(super) fn group_start(&self, at: usize) -> usize {
        let mut start = at;
        while start > 0 && self.clauses.verbs[start] == Verb::Group {
            start -= 1;
        }
        start
    }

    /// Whether a cue is a passive.
    pub(super) fn is_passive(&self, words: &Range<usize>) -> bool {
        let clauses = self.clauses;
        let be = |i: usize| clauses.is(i, Class::BE | Class::NONFINITE_BE);
        let participle = |i: usize| clauses.is(i, Class::ED | Class::PARTICIPLE);
        if be(words.start) {
            return words.clone().skip(1).take(2).any(participle);
        }
        let start = self.group_start(words.start);
        participle(words.start)
            && clauses.verbs[words.start] == Verb::Group
            && (start..words.start).any(be)
    }

    /// "it is likely that C".
    fn is_extraposed(&self, cued: &Cued) -> bool {
        let clauses = self.clauses;
        let group = self.group_start(cued.words.start);
        let verb = match clauses.is_finite(group) {
            true => Some(group),
            false => self.verb_before(cued.words.start),
        };
        clauses.is(cued.words.end, Class::THAT)
            && verb
                .and_then(|verb| source::subject(clauses, self.names, verb))
                .is_some_and(|subject| self.is_dummy(&subject))
    }

    /// Whether the word at `at` is `lower`, which is in small letters.
    pub(super) fn is_word(&self, at: usize, lower: &str) -> bool {
        let word = self.clauses.words.get(at);
        word.is_some_and(|word| same_word(self.layers.text.slice(word.span), lower))
    }

    /// "it", "there": a subject that names nobody.
    pub(super) fn is_dummy(&self, subject: &Source) -> bool {
        subject.words.len() == 1 && self.clauses.is(subject.words.start, Class::DUMMY)
    }

    /// The finite verb whose object or predicate begins before `at`.
    pub(super) fn verb_before(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .take(6)
            .take_while(|&i| !self.clauses.is_hard(i))
            .find(|&i| self.clauses.is_finite(i))
    }
}

/// A content without the interruptions in it.
fn parts(content: Range<usize>, holes: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = content.start;
    for hole in holes {
        if start < hole.start && hole.end < content.end {
            parts.push(start..hole.start);
            start = hole.end;
        }
    }
    parts.push(start..content.end);
    parts
}
