//! What is seen of a place where a phrase could begin or end, and of a whole claim.
//!
//! Knows the words of a sentence, its verbs, cues and names. Must not know weights.
//!
//! A template with what it sees is hashed to a feature. Whoever changes templates changes
//! [`crate::model::SPAN_FEATURES`].

use super::Role;
use crate::extract::claim::clause::Clauses;
use crate::extract::claim::frames::{Draft, Reading};
use crate::extract::claim::rule::Rule;
use crate::extract::claim::scope::{Mark, Word};
use crate::model::{Cluster, Key, Model, finish, hash, mix};
use crate::text::fold;
use std::ops::Range;

/// How many features of a border, its first, are of what the frames say.
pub const RULED: usize = 5;

/// What stands beyond the ends of a sentence.
const OUTSIDE: u64 = 1;
/// A whole speech.
const SPEECH: u64 = 2;
/// The type of a cue where there is none.
const NO_CUE: u64 = 99;

/// What is seen of words by themselves.
#[derive(Debug)]
pub(super) struct Seen {
    /// The hash of the word in small letters.
    words: Vec<Key>,
    clusters: Vec<Cluster>,
    /// What a word is: a mark, a name of a label, or of these classes and in such a verb group.
    kinds: Vec<u64>,
}

impl Seen {
    pub(super) fn new(reading: &Reading<'_>, names: &Model) -> Self {
        let mut buffer = String::new();
        let word = |word: &Word| match word.speech {
            Some(_) => SPEECH,
            None => hash(fold(reading.layers.text.slice(word.span), &mut buffer)),
        };
        let words: Vec<Key> = reading.clauses.words.iter().map(word).collect();
        let cluster = |key: &Key| names.cluster(*key).unwrap_or_default();
        let kind = |(word, verb): (&Word, _)| match (word.speech, word.mark, word.entity) {
            (Some(_), ..) => SPEECH,
            (_, Some(mark), _) => 10 + mark as u64,
            (.., Some(entity)) => 40 + reading.names.0[entity as usize].label as u64,
            _ => mix(word.class.number(), verb),
        };
        let verbs = reading.clauses.verbs.iter().map(|verb| *verb as u64);
        Self {
            clusters: words.iter().map(cluster).collect(),
            kinds: reading.clauses.words.iter().zip(verbs).map(kind).collect(),
            words,
        }
    }

    fn word(&self, at: usize) -> u64 {
        self.words.get(at).copied().unwrap_or(OUTSIDE)
    }

    fn kind(&self, at: usize) -> u64 {
        self.kinds.get(at).copied().unwrap_or(OUTSIDE)
    }

    /// The second of the three clusters.
    fn cluster(&self, at: usize) -> u64 {
        let cluster = self.clusters.get(at);
        cluster.map_or(OUTSIDE, |cluster| u64::from(cluster[1]) + 2)
    }
}

/// The cue that makes a claim.
pub(super) struct Maker {
    /// Empty where there is none.
    words: Range<usize>,
    kind: u64,
    lemma: u64,
    /// How sure it is to be one, in tenths.
    sure: u64,
}

impl Maker {
    pub(super) fn of(reading: &Reading<'_>, seen: &Seen, draft: &Draft) -> Self {
        let first = draft.cues.first();
        let cued = first.and_then(|cue| reading.found.iter().find(|cued| cued.cue == *cue));
        let words = cued.map_or(0..0, |cued| cued.words.clone());
        let sure = cued.map(|cued| reading.layers.cues[cued.cue as usize].cue.confidence);
        Self {
            lemma: words.clone().fold(3, |h, at| mix(h, seen.word(at))),
            kind: cued.map_or(NO_CUE, |cued| cued.kind as u64),
            sure: sure.map_or(0, |sure| (sure * 10.0) as u64),
            words,
        }
    }

    /// On which side of it a place is, and how far.
    fn place(&self, at: usize) -> [u64; 2] {
        match at {
            _ if self.words.is_empty() => [0, 0],
            _ if at <= self.words.start => [1, size(self.words.start - at)],
            _ if at >= self.words.end => [2, size(at - self.words.end)],
            _ => [3, 0],
        }
    }
}

/// One phrase whose border is looked for.
pub(super) struct Sight<'a> {
    clauses: &'a Clauses,
    seen: &'a Seen,
    role: Role,
    /// Where the frames have the border, and where the other end of the phrase is.
    ruled: usize,
    other: usize,
    frame: u64,
    cue: &'a Maker,
}

/// What templates see, on its way to features.
struct See<'a> {
    role: Role,
    out: &'a mut Vec<Key>,
}

impl See<'_> {
    fn add<const N: usize>(&mut self, template: u64, seen: [u64; N]) {
        let template = template << 8 | self.role as u64;
        self.out.push(finish(seen.into_iter().fold(template, mix)));
    }
}

/// A length on a scale of few steps.
fn size(length: usize) -> u64 {
    match length {
        0..=4 => length as u64,
        5..=6 => 5,
        7..=9 => 6,
        10..=14 => 7,
        15..=22 => 8,
        23..=35 => 9,
        _ => 10,
    }
}

impl<'a> Sight<'a> {
    pub(super) fn new(
        reading: &'a Reading<'_>,
        seen: &'a Seen,
        cue: &'a Maker,
        frame: Rule,
        role: Role,
        phrase: &Range<usize>,
    ) -> Self {
        let (ruled, other) = match role.begins() {
            true => (phrase.start, phrase.end),
            false => (phrase.end, phrase.start),
        };
        Self {
            clauses: reading.clauses,
            frame: hash(frame.as_str()),
            cue,
            seen,
            role,
            ruled,
            other,
        }
    }

    /// Adds the features of a place.
    pub(super) fn see(&self, at: usize, out: &mut Vec<Key>) {
        self.of_frames(at, out);
        self.of_words(at, out);
        self.of_phrase(at, out);
        self.of_outside(at, out);
        self.of_cue(at, out);
    }

    /// What the frames say.
    fn of_frames(&self, at: usize, out: &mut Vec<Key>) {
        let (seen, frame) = (self.seen, self.frame);
        let side = match at {
            _ if at == self.ruled => 0,
            _ if at < self.ruled => 1,
            _ => 2,
        };
        let between = at.min(self.ruled)..at.max(self.ruled);
        let verb = u64::from(self.clauses.has_finite(between.clone()));
        let before = seen.kind(at.wrapping_sub(1));
        let mut see = See {
            role: self.role,
            out,
        };
        see.add(1, [side]);
        see.add(2, [side, frame]);
        see.add(3, [side, seen.kind(at), before]);
        see.add(4, [side, self.cue.lemma]);
        see.add(5, [side, size(between.len()), verb]);
    }

    /// The words beside.
    fn of_words(&self, at: usize, out: &mut Vec<Key>) {
        let (seen, frame) = (self.seen, self.frame);
        let (before, next) = (at.wrapping_sub(1), at);
        let mut see = See {
            role: self.role,
            out,
        };
        for (number, at) in (10..).zip([before.wrapping_sub(1), before, next, next + 1]) {
            see.add(number, [seen.word(at)]);
            see.add(number + 10, [seen.kind(at), self.cue.lemma]);
        }
        for (number, at) in (30..).zip([before, next, next + 1]) {
            see.add(number, [seen.cluster(at)]);
            see.add(number + 10, [seen.cluster(at), self.cue.kind]);
        }
        let (k, w) = (|at| seen.kind(at), |at| seen.word(at));
        see.add(50, [k(before), k(next)]);
        see.add(51, [k(before), k(next), frame]);
        see.add(52, [w(before), w(next)]);
        see.add(53, [w(next), w(next + 1)]);
    }

    /// The phrase that it would be.
    fn of_phrase(&self, at: usize, out: &mut Vec<Key>) {
        let Self {
            clauses,
            seen,
            frame,
            ..
        } = *self;
        let phrase = at.min(self.other)..at.max(self.other);
        let (before, next) = (seen.kind(at.wrapping_sub(1)), seen.kind(at));
        let whole = u64::from(clauses.has_finite(phrase.clone()));
        let clause = match self.role.begins() {
            true => at,
            false => at + usize::from(clauses.mark(at).is_some()),
        };
        let clause = u64::from(clauses.clause_at(clause).is_some());
        let [mut commas, mut quotes, mut open, mut close] = [0u64; 4];
        for at in phrase.clone() {
            match clauses.mark(at) {
                Some(Mark::Comma) => commas += 1,
                Some(Mark::Quote) => quotes += 1,
                Some(Mark::Open) => open += 1,
                Some(Mark::Close) => close += 1,
                _ => {}
            }
        }
        let length = size(phrase.len());
        let mut see = See {
            role: self.role,
            out,
        };
        see.add(60, [length, whole]);
        see.add(61, [length, frame]);
        see.add(62, [whole, clause, next]);
        see.add(63, [whole, clause, next, frame]);
        see.add(64, [whole, clause, next, self.cue.kind]);
        see.add(65, [commas.min(3), next, whole]);
        see.add(66, [quotes % 2, next]);
        see.add(
            67,
            [u64::from(open > close), u64::from(open < close), next, 0],
        );
        see.add(68, [seen.kind(self.other), next, before]);
        see.add(69, [seen.kind(self.other.wrapping_sub(1)), next]);
        let verb = phrase.rev().find(|at| clauses.is_finite(*at));
        let verb = verb.map_or(0, |verb| seen.word(verb));
        see.add(70, [verb, seen.word(at)]);
    }

    /// What would be left outside, up to the next mark or cue.
    fn of_outside(&self, at: usize, out: &mut Vec<Key>) {
        let Self { clauses, seen, .. } = *self;
        let bounds = |at: &usize| clauses.mark(*at).is_some() || self.cue.words.contains(at);
        let (outside, border) = match self.role.begins() {
            true => {
                let border = (0..at).rev().find(bounds);
                let start = border.map_or(0, |border| border + 1);
                (start..at, start.wrapping_sub(1))
            }
            false => {
                let from = (at + usize::from(clauses.mark(at).is_some())).min(clauses.len());
                let end = (from..clauses.len()).find(bounds);
                let end = end.unwrap_or(clauses.len());
                (from..end, end)
            }
        };
        let phrase = at.min(self.other)..at.max(self.other);
        let whole = u64::from(clauses.has_finite(phrase));
        let border = seen.kind(border);
        let verb = u64::from(clauses.has_finite(outside.clone()));
        let (length, next) = (size(outside.len()), seen.kind(at));
        let mut see = See {
            role: self.role,
            out,
        };
        see.add(80, [length, verb, next]);
        see.add(81, [verb, border, next, seen.kind(at + 1)]);
        see.add(82, [length, border]);
        see.add(83, [verb, border, whole, next]);
    }

    /// Where the cue stands, and other cues.
    fn of_cue(&self, at: usize, out: &mut Vec<Key>) {
        let (seen, frame) = (self.seen, self.frame);
        let [side, far] = self.cue.place(at);
        let other = |at: usize| {
            let word = self.clauses.words.get(at);
            u64::from(word.is_some_and(|word| word.cue.is_some()) && !self.cue.words.contains(&at))
        };
        let before = at.wrapping_sub(1);
        let mut see = See {
            role: self.role,
            out,
        };
        see.add(90, [side, far]);
        see.add(91, [side, far, frame]);
        see.add(92, [side, far, self.cue.lemma]);
        see.add(93, [side, far.min(2), seen.kind(at), seen.kind(before)]);
        see.add(94, [other(at), other(at + 1), other(before), seen.kind(at)]);
    }
}

/// Adds the features of a whole claim.
pub(super) fn whole(
    reading: &Reading<'_>,
    seen: &Seen,
    maker: &Maker,
    draft: &Draft,
    out: &mut Vec<Key>,
) {
    let clauses = reading.clauses;
    let (Some(first), Some(last)) = (draft.content.first(), draft.content.last()) else {
        return;
    };
    let content = first.start..last.end;
    let (cue, kind, lemma) = (maker.words.clone(), maker.kind, maker.lemma);
    let source = draft.source.first().cloned().unwrap_or(0..0);
    let frame = hash(draft.frame.as_str());
    let mut see = See {
        role: Role::Claim,
        out,
    };
    let finite = u64::from(clauses.has_finite(content.clone()));
    let said = match source.is_empty() {
        true => 0,
        false => 1 + size(source.len()),
    };
    see.add(1, []);
    see.add(2, [frame]);
    see.add(3, [frame, kind]);
    see.add(4, [lemma]);
    see.add(5, [frame, lemma]);
    see.add(6, [frame, finite, size(content.len())]);
    see.add(7, [frame, said]);
    see.add(8, [kind, said, finite]);
    see.add(9, [maker.sure, frame]);
    see.add(10, [maker.sure]);
    let around = [
        cue.start.wrapping_sub(1),
        cue.end,
        cue.end + 1,
        content.start,
        content.start + 1,
        content.start.wrapping_sub(1),
        content.end.wrapping_sub(1),
        content.end,
        source.start,
        source.end.wrapping_sub(1),
    ];
    for (number, at) in (20..).zip(around) {
        see.add(number, [seen.kind(at)]);
        see.add(number + 20, [seen.word(at)]);
        see.add(number + 40, [seen.kind(at), frame]);
        see.add(number + 60, [seen.kind(at), lemma]);
        see.add(number + 80, [seen.cluster(at), kind]);
    }
    let before = seen.kind(cue.start.wrapping_sub(1));
    see.add(120, [before, seen.kind(cue.end), frame]);
    see.add(
        121,
        [seen.kind(content.start), seen.kind(content.end), frame],
    );
    let [side, far] = match content.start < cue.start {
        true => maker.place(content.end.min(cue.start)),
        false => maker.place(content.start),
    };
    let far = mix(side, far);
    see.add(122, [far, frame]);
    see.add(123, [far, kind, finite]);
    see.add(124, [far, lemma]);
    let reach = content.start.min(cue.start)..content.end.max(cue.end);
    let borders = reach.filter(|at| clauses.is_hard(*at)).count().min(3);
    see.add(125, [borders as u64, frame]);
    see.add(126, [draft.content.len().min(3) as u64, frame, finite]);
}
