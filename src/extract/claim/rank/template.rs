//! What is seen of a place where a phrase could begin or end.
//!
//! Knows the words of a sentence, its verbs, cues and names. Must not know weights.
//!
//! A template with what it sees is hashed to a feature.

use super::Role;
use crate::extract::claim::clause::Clauses;
use crate::extract::claim::frames::{Draft, Reading};
use crate::extract::claim::scope::Mark;
use crate::model::{Cluster, Key, Model, finish, hash, mix};
use crate::text::fold;
use std::ops::Range;

/// How many features, the first of each place, are of what the frames say.
pub const RULED: usize = 5;

/// What is seen of words by themselves.
#[derive(Debug)]
pub(super) struct Seen {
    keys: Vec<Key>,
    clusters: Vec<Cluster>,
    kinds: Vec<u64>,
}

/// What stands beyond the ends.
const OUTSIDE: u64 = 1;

impl Seen {
    pub(super) fn new(reading: &Reading<'_>, names: &Model) -> Self {
        let words = &reading.clauses.words;
        let mut buffer = String::new();
        let key = |word: &crate::extract::claim::scope::Word| match word.speech {
            Some(_) => 2,
            None => hash(fold(reading.layers.text.slice(word.span), &mut buffer)),
        };
        let keys: Vec<Key> = words.iter().map(key).collect();
        let clusters = keys.iter().map(|key| names.cluster(*key).unwrap_or_default());
        let kind = |at: usize| {
            let word = &words[at];
            match (word.speech, word.mark, word.entity) {
                (Some(_), ..) => 2,
                (_, Some(mark), _) => 10 + mark as u64,
                (.., Some(entity)) => 40 + reading.layers.entities[entity as usize].label as u64,
                _ => mix(word.class.number(), reading.clauses.verbs[at] as u64),
            }
        };
        Self {
            kinds: (0..words.len()).map(kind).collect(),
            clusters: clusters.collect(),
            keys,
        }
    }

    fn key(&self, at: usize) -> u64 {
        self.keys.get(at).copied().unwrap_or(OUTSIDE)
    }

    fn kind(&self, at: usize) -> u64 {
        self.kinds.get(at).copied().unwrap_or(OUTSIDE)
    }

    fn cluster(&self, at: usize, size: usize) -> u64 {
        self.clusters.get(at).map_or(OUTSIDE, |c| u64::from(c[size]) + 2)
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
    /// The cue that makes the claim, as words; empty where there is none.
    cue: Range<usize>,
    kind: u64,
    lemma: u64,
}

fn key<const N: usize>(role: Role, template: u64, seen: [u64; N]) -> Key {
    finish(seen.into_iter().fold(mix(template, role as u64), mix))
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
        draft: &Draft,
        role: Role,
        ruled: usize,
        other: usize,
    ) -> Self {
        let cued = draft.cues.first().and_then(|cue| reading.found.iter().find(|c| c.cue == *cue));
        let cue = cued.map_or(0..0, |cued| cued.words.clone());
        Self {
            clauses: reading.clauses,
            lemma: cue.clone().fold(3, |h, at| mix(h, seen.key(at))),
            kind: cued.map_or(99, |cued| cued.kind as u64),
            frame: draft.frame as u64,
            cue,
            seen,
            role,
            ruled,
            other,
        }
    }

    /// Adds the features of a place.
    pub(super) fn see(&self, at: usize, out: &mut Vec<Key>) {
        let Self { clauses, seen, role, frame, kind, lemma, .. } = *self;
        let mut add = |template: u64, what: [u64; 4]| out.push(key(role, template, what));
        let (before, next) = (at.wrapping_sub(1), at);
        let k = |i: usize| seen.kind(i);
        let w = |i: usize| seen.key(i);
        // What the frames say.
        let side = match at {
            _ if at == self.ruled => 0,
            _ if at < self.ruled => 1,
            _ => 2,
        };
        let between = at.min(self.ruled)..at.max(self.ruled);
        let verb_between = u64::from(clauses.has_finite(between.clone()));
        add(1, [side, 0, 0, 0]);
        add(2, [side, frame, 0, 0]);
        add(3, [side, k(next), k(before), 0]);
        add(4, [side, lemma, 0, 0]);
        add(5, [side, size(between.len()), verb_between, 0]);
        // The words beside.
        for (number, at) in (10..).zip([before.wrapping_sub(1), before, next, next + 1]) {
            add(number, [k(at), 0, 0, 0]);
            add(number + 10, [w(at), 0, 0, 0]);
            add(number + 20, [k(at), frame, 0, 0]);
            add(number + 30, [w(at), frame, 0, 0]);
            add(number + 40, [k(at), lemma, 0, 0]);
        }
        for (number, at) in (60..).zip([before, next, next + 1]) {
            add(number, [seen.cluster(at, 0), 0, 0, 0]);
            add(number + 5, [seen.cluster(at, 1), 0, 0, 0]);
            add(number + 10, [seen.cluster(at, 1), kind, 0, 0]);
        }
        add(80, [k(before), k(next), 0, 0]);
        add(81, [k(before), k(next), frame, 0]);
        add(82, [w(before), w(next), 0, 0]);
        add(83, [k(next), k(next + 1), 0, 0]);
        add(84, [w(next), w(next + 1), 0, 0]);
        add(85, [k(next), w(next + 1), 0, 0]);
        add(86, [k(before), w(next), 0, 0]);
        add(87, [w(before), k(next), 0, 0]);
        add(88, [k(before.wrapping_sub(1)), k(before), k(next), 0]);
        add(89, [k(before), k(next), k(next + 1), 0]);
        add(90, [k(next), k(next + 1), k(next + 2), 0]);
        // The phrase.
        let phrase = at.min(self.other)..at.max(self.other);
        let whole = u64::from(clauses.has_finite(phrase.clone()));
        let clause = match role {
            Role::ContentStart | Role::SourceStart => clauses.clause_at(at),
            _ => {
                clauses.clause_at(at + usize::from(clauses.mark(at).is_some()))
            }
        };
        let clause = u64::from(clause.is_some());
        let commas = phrase.clone().filter(|i| clauses.is_mark(*i, Mark::Comma)).count().min(3) as u64;
        let quotes = phrase.clone().filter(|i| clauses.is_mark(*i, Mark::Quote)).count() as u64 % 2;
        let open = phrase.clone().filter(|i| clauses.is_mark(*i, Mark::Open)).count() as u64;
        let close = phrase.clone().filter(|i| clauses.is_mark(*i, Mark::Close)).count() as u64;
        let length = size(phrase.len());
        add(100, [length, whole, 0, 0]);
        add(101, [length, frame, 0, 0]);
        add(102, [whole, clause, k(next), 0]);
        add(103, [whole, clause, k(next), frame]);
        add(104, [commas, k(next), whole, 0]);
        add(105, [quotes, k(next), 0, 0]);
        add(106, [u64::from(open > close), u64::from(open < close), k(next), 0]);
        add(107, [k(self.other), k(next), k(before), 0]);
        add(108, [k(self.other.wrapping_sub(1)), k(next), 0, 0]);
        add(109, [whole, clause, kind, k(next)]);
        // What is left outside.
        let outside = match role {
            Role::ContentStart | Role::SourceStart => {
                let start = (0..at).rev().find(|i| clauses.mark(*i).is_some() || self.cue.contains(i));
                start.map_or(0, |start| start + 1)..at
            }
            _ => {
                let from = at + usize::from(clauses.mark(at).is_some());
                let end = (from..clauses.len()).find(|i| clauses.mark(*i).is_some() || self.cue.contains(i));
                from..end.unwrap_or(clauses.len()).max(from)
            }
        };
        let border = match role {
            Role::ContentStart | Role::SourceStart => k(outside.start.wrapping_sub(1)),
            _ => k(outside.end),
        };
        let verb = u64::from(clauses.has_finite(outside.clone()));
        add(120, [size(outside.len()), verb, k(next), 0]);
        add(121, [verb, border, k(next), k(next + 1)]);
        add(122, [size(outside.len()), border, 0, 0]);
        add(123, [verb, border, whole, k(next)]);
        // The cue.
        let (place, far) = match at {
            _ if self.cue.is_empty() => (0, 0),
            _ if at <= self.cue.start => (1, self.cue.start - at),
            _ if at >= self.cue.end => (2, at - self.cue.end),
            _ => (3, 0),
        };
        add(130, [place, size(far), 0, 0]);
        add(131, [place, size(far), frame, 0]);
        add(132, [place, size(far), lemma, 0]);
        add(133, [place, size(far).min(2), k(next), k(before)]);
        let verb_word = phrase.clone().rev().find(|i| clauses.is_finite(*i));
        add(134, [verb_word.map_or(0, w), w(next), 0, 0]);
        let other_cue = |i: usize| {
            let cue = clauses.words.get(i).and_then(|word| word.cue);
            cue.is_some_and(|_| !self.cue.contains(&i))
        };
        add(135, [u64::from(other_cue(next)), u64::from(other_cue(next + 1)), u64::from(other_cue(before)), k(next)]);
    }
}

/// Adds the features of a whole claim.
pub(super) fn whole(reading: &Reading<'_>, seen: &Seen, draft: &Draft, out: &mut Vec<Key>) {
    let clauses = reading.clauses;
    let (Some(content), Some(last)) = (draft.content.first(), draft.content.last()) else {
        return;
    };
    let content = content.start..last.end;
    let cued = draft.cues.first().and_then(|cue| reading.found.iter().find(|c| c.cue == *cue));
    let cue = cued.map_or(0..0, |cued| cued.words.clone());
    let lemma = cue.clone().fold(3, |h, at| mix(h, seen.key(at)));
    let kind = cued.map_or(99, |cued| cued.kind as u64);
    let frame = draft.frame as u64;
    let k = |i: usize| seen.kind(i);
    let w = |i: usize| seen.key(i);
    let mut add = |template: u64, what: [u64; 4]| out.push(key(Role::Keep, template, what));
    let finite = u64::from(clauses.has_finite(content.clone()));
    let length = size(content.len());
    let source = draft.source.first().cloned().unwrap_or(0..0);
    let from = if source.is_empty() { 0 } else { 1 + size(source.len()) };
    let sure = cued.map_or(0, |cued| {
        (reading.layers.cues[cued.cue as usize].cue.confidence * 10.0) as u64
    });
    add(1, [0, 0, 0, 0]);
    add(2, [frame, 0, 0, 0]);
    add(3, [frame, kind, 0, 0]);
    add(4, [lemma, 0, 0, 0]);
    add(5, [frame, lemma, 0, 0]);
    add(6, [frame, finite, length, 0]);
    add(7, [frame, from, 0, 0]);
    add(8, [kind, from, finite, 0]);
    add(9, [sure, frame, 0, 0]);
    add(10, [sure, 0, 0, 0]);
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
        add(number, [k(at), 0, 0, 0]);
        add(number + 20, [w(at), 0, 0, 0]);
        add(number + 40, [k(at), frame, 0, 0]);
        add(number + 60, [k(at), lemma, 0, 0]);
        add(number + 80, [seen.cluster(at, 1), kind, 0, 0]);
    }
    add(120, [k(cue.start.wrapping_sub(1)), k(cue.end), frame, 0]);
    add(121, [k(content.start), k(content.end), frame, 0]);
    let far = match () {
        () if content.start >= cue.end => size(content.start - cue.end),
        () if cue.start >= content.end => 20 + size(cue.start - content.end),
        () => 40,
    };
    add(122, [far, frame, 0, 0]);
    add(123, [far, kind, finite, 0]);
    add(124, [far, lemma, 0, 0]);
    let hard = (content.start.min(cue.start)..content.end.max(cue.end)).filter(|i| clauses.is_hard(*i)).count().min(3) as u64;
    add(125, [hard, frame, 0, 0]);
    let parts = draft.content.len().min(3) as u64;
    add(126, [parts, frame, finite, 0]);
}
