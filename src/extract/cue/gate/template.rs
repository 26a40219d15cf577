//! What is seen of a place that may be a cue.
//!
//! Knows the words of a sentence and what the lexicon says of them. Must not know weights.
//!
//! A template with what it sees is hashed to a feature. Whoever changes templates changes
//! [`crate::model::CLAIM_FEATURES`].

use super::place::Place;
use crate::extract::cue::EntryId;
use crate::extract::cue::context::Named;
use crate::extract::cue::find::Block;
use crate::extract::cue::lexicon::Tables;
use crate::extract::cue::pattern::Tag;
use crate::extract::cue::site::Site;
use crate::extract::cue::verdict::Verdict;
use crate::extract::cue::word::Class;
use crate::model::{Cluster, Key, Model, finish, hash, mix};
use crate::text::fold;
use std::ops::Range;

/// What a template sees, for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Nothing,
    Test(Named),
    /// The word in front of the cue or of its verb group.
    Before(usize),
    /// The word behind it.
    Behind(usize),
}

impl Told {
    /// As the lexicon would write it; none for what is no word.
    pub(super) fn name(self, site: &Site<'_>) -> Option<String> {
        let word = |mark: &str, at: usize| {
            let word = site.text(at);
            let spoken = word.chars().all(char::is_alphanumeric) && !word.is_empty();
            spoken.then(|| ["context:", mark, &word.to_lowercase()].concat())
        };
        match self {
            Self::Nothing => None,
            Self::Test(test) => Some(["context:", test.as_str()].concat()),
            Self::Before(at) => word("<", at),
            Self::Behind(at) => word(">", at),
        }
    }
}

/// The tests of the lexicon that the gate sees too.
const TESTS: &[Named] = &[
    Named::That,
    Named::Clause,
    Named::Hearer,
    Named::Wh,
    Named::Quote,
    Named::Aside,
    Named::Object,
    Named::Infinitive,
    Named::ObjectInfinitive,
    Named::Predication,
    Named::Gerund,
    Named::Colon,
    Named::Number,
    Named::Person,
    Named::Medium,
    Named::Auxiliary,
    Named::Irrealis,
    Named::Negated,
    Named::Initial,
    Named::Final,
    Named::Question,
    Named::Inverted,
    Named::Permission,
    Named::Ability,
    Named::Will,
    Named::Attributive,
    Named::Capital,
    Named::Value,
    Named::Subject,
    Named::Speaks,
    Named::Asking,
    Named::Adjective,
    Named::Plural,
];

/// What is seen of words by themselves, for a block of sentences.
#[derive(Debug)]
pub(super) struct Seen {
    /// The hash of the word in small letters.
    keys: Vec<Key>,
    clusters: Vec<Cluster>,
    /// Whether it stands in a quotation.
    quoted: Vec<bool>,
}

impl Seen {
    pub(super) fn new(block: &Block<'_>, names: &Model) -> Self {
        let tokens = block.tokens();
        let mut buffer = String::new();
        let firsts = block
            .spellings
            .first
            .iter()
            .map(|at| tokens.tokens[*at as usize]);
        let keys: Vec<Key> = firsts
            .map(|token| hash(fold(token.of(tokens.text), &mut buffer)))
            .collect();
        let cluster = |key: &Key| names.cluster(*key).unwrap_or_default();
        let clusters: Vec<Cluster> = keys.iter().map(cluster).collect();
        let mut open = false;
        let quoted = tokens.words.iter().map(|word| {
            open &= !word.is(Class::LINE | Class::CLOSE_QUOTE);
            open |= word.is(Class::OPEN_QUOTE);
            open
        });
        Self {
            quoted: quoted.collect(),
            keys: block.spellings.spread(&keys),
            clusters: block.spellings.spread(&clusters),
        }
    }

    /// A cluster of a word, as what stands beside a place.
    fn cluster(&self, at: usize, size: usize) -> u64 {
        u64::from(self.clusters[at][size]) + 2
    }
}

/// What stands beyond the ends of a sentence.
const OUTSIDE: u64 = 1;
/// The type of a word that the lexicon does not have.
const NO_TYPE: u64 = 99;

fn key<const N: usize>(template: u64, seen: [u64; N]) -> Key {
    finish(seen.into_iter().fold(template, mix))
}

/// How many features, the first of all, are of what contexts and overlapping matches say.
pub(super) fn contexts(place: &Place<'_>) -> usize {
    place.judged.len() * 4 + place.beside.len() * 2
}

/// The words around a place: in front, behind, in front of its verb group, and the next ones.
pub(super) fn around(site: &Site<'_>) -> [usize; BESIDE] {
    let (first, next) = (site.cue.start, site.cue.end);
    let before = |at: usize, far: usize| at.wrapping_sub(far);
    [
        before(first, 1),
        next,
        before(site.group.start, 1),
        before(first, 2),
        next + 1,
    ]
}

/// How many words around a place are seen one by one, and of how many of them more than that.
pub(super) const BESIDE: usize = 5;
const NEAR: usize = 3;

/// Calls `add` with each feature of a place.
pub(super) fn see(
    seen: &Seen,
    place: &Place<'_>,
    tables: &Tables,
    add: &mut impl FnMut(Key, Told),
) {
    let site = &place.site;
    let entry = |at: usize| {
        place
            .judged
            .get(at)
            .map(|j| tables.entry(EntryId(j.matched.entry)))
    };
    let kind = entry(0).map_or(NO_TYPE, |entry| entry.kind as u64);
    of_contexts(place, kind, tables, &mut |key| add(key, Told::Nothing));
    let (first, last) = (site.cue.start, site.cue.end - 1);
    let lemma = entry(0).map_or(mix(17, seen.keys[last]), |entry| hash(entry.lemma));
    of_words(seen, site, kind, lemma, add);
    let mut add = |key: Key| add(key, Told::Nothing);
    for at in 0..place.judged.len() {
        if let Some(entry) = entry(at) {
            add(key(20, [hash(entry.lemma)]));
            add(key(21, [entry.kind as u64]));
        }
    }
    of_letters(seen, &site.cue, site.text(last).as_bytes(), kind, &mut add);
    let quoted = u64::from(seen.quoted[first]);
    add(key(27, [quoted, lemma]));
    add(key(28, [quoted, kind]));
    let capital = u64::from(site.at(first).is(Class::CAP));
    let begins = u64::from(first == site.sentence.start);
    add(key(29, [capital, begins, kind]));
    add(key(30, [capital, begins, lemma]));
    let stop = site.at(site.sentence.end - 1).class.number();
    add(key(31, [stop, lemma]));
    let helpers = site.group.start..first.max(site.group.start);
    let helpers = helpers.fold(0, |h, at| mix(h, seen.keys[at]));
    add(key(32, [helpers, kind]));
    add(key(33, [helpers, lemma]));
    let tag = place
        .judged
        .first()
        .map_or(0, |judged| match judged.matched.tag {
            Tag::None => 1,
            Tag::Noun => 2,
            Tag::Verb(_) => 3,
        });
    let reading = site.reading() as u64;
    add(key(34, [tag, reading, kind]));
    add(key(35, [tag, reading, lemma]));
}

/// What is seen of the words themselves, the last of which has these `letters`.
fn of_letters(
    seen: &Seen,
    cue: &Range<usize>,
    letters: &[u8],
    kind: u64,
    add: &mut impl FnMut(Key),
) {
    let size = cue.len() as u64;
    add(key(22, [kind]));
    add(key(
        23,
        [cue.clone().fold(11, |h, at| mix(h, seen.keys[at]))],
    ));
    for (cluster, number) in seen.clusters[cue.end - 1].into_iter().zip(0..) {
        add(key(24, [cluster.into(), number]));
    }
    for (cluster, number) in seen.clusters[cue.start].into_iter().zip(0..) {
        add(key(25, [cluster.into(), number, size]));
    }
    for ending in 2..=4 {
        let ending = letters.len().checked_sub(ending).filter(|at| *at > 0);
        if let Some(ending) = ending.map(|at| &letters[at..]) {
            let ending = ending
                .iter()
                .fold(0, |h, b| h << 8 | u64::from(b.to_ascii_lowercase()));
            add(key(26, [ending, size]));
        }
    }
}

/// What is seen of a word beside the place by its letters.
fn word_beside(place: u64, word: Key, kind: u64) -> [Key; 2] {
    [key(40 + place, [word]), key(60 + place, [word, kind])]
}

/// The same by its clusters, where it is near.
fn clusters_beside(place: u64, [few, some]: [u64; 2], kind: u64) -> [Key; 2] {
    [key(90 + place, [few, kind]), key(100 + place, [some, kind])]
}

/// What is seen of a word that the lexicon does not have by these letters of its own.
pub(super) fn open_word(seen: &Seen, at: usize, letters: &[u8], out: &mut Vec<Key>) {
    of_letters(seen, &(at..at + 1), letters, NO_TYPE, &mut |key| {
        out.push(key);
    });
}

/// What is seen beside such a word by the letters of the word at `at`; of the sentence's end
/// where there is none.
pub(super) fn beside_open(seen: &Seen, at: Option<usize>, place: usize, out: &mut Vec<Key>) {
    let (word, clusters) = match at {
        Some(at) => (seen.keys[at], [0, 1].map(|size| seen.cluster(at, size))),
        None => (OUTSIDE, [OUTSIDE; 2]),
    };
    out.extend(word_beside(place as u64, word, NO_TYPE));
    if place < NEAR {
        out.extend(clusters_beside(place as u64, clusters, NO_TYPE));
    }
}

/// What the contexts of the entries say, and what overlaps.
fn of_contexts(place: &Place<'_>, kind: u64, tables: &Tables, add: &mut impl FnMut(Key)) {
    for judged in &place.judged {
        let (code, context) = match judged.verdict {
            Verdict::Admitted(context) => (1, hash(context.name)),
            Verdict::Name => (2, 0),
            Verdict::Speech => (3, 0),
            Verdict::Passive => (4, 0),
            Verdict::Unwanted => (5, 0),
            Verdict::Blocked(context) => (6, hash(context.name)),
        };
        let entry = tables.entry(EntryId(judged.matched.entry));
        let own = entry.kind as u64;
        // Not its number, which the next line in a file would change.
        let entry = hash(entry.lemma);
        let settled = u64::from(judged.settled);
        add(key(1, [own, code, settled]));
        add(key(2, [own, code, context]));
        add(key(3, [entry, code, settled]));
        add(key(4, [entry, code, context]));
    }
    for [other, lies, settled] in &place.beside {
        add(key(5, [*other, *lies, *settled]));
        add(key(6, [*lies, *settled, kind]));
    }
}

/// The words around, and the tests of the lexicon.
fn of_words(seen: &Seen, site: &Site<'_>, kind: u64, lemma: u64, add: &mut impl FnMut(Key, Told)) {
    let inside = |at: usize| site.sentence.contains(&at);
    let word = |at: usize| if inside(at) { seen.keys[at] } else { OUTSIDE };
    let class = |at: usize| {
        if inside(at) {
            site.at(at).class.number()
        } else {
            OUTSIDE
        }
    };
    let cluster = |at: usize, size: usize| match inside(at) {
        true => seen.cluster(at, size),
        false => OUTSIDE,
    };
    let label = |at: usize| match inside(at) {
        true => site.label(at).map_or(2, |label| label as u64 + 3),
        false => OUTSIDE,
    };
    let (first, next) = (site.cue.start, site.cue.end);
    let before = |far: usize| first.wrapping_sub(far);
    let told: [fn(usize) -> Told; BESIDE] = [
        Told::Before,
        Told::Behind,
        Told::Before,
        |_| Told::Nothing,
        |_| Told::Nothing,
    ];
    let around = around(site).into_iter().zip(told);
    let around = (0u64..).zip(around.map(|(at, told)| (at, told(at))));
    for (place, (at, told)) in around.clone() {
        let [alone, with_kind] = word_beside(place, word(at), kind);
        add(alone, told);
        add(key(50 + place, [word(at), lemma]), told);
        add(with_kind, told);
    }
    for (place, (at, told)) in around.take(NEAR) {
        add(key(70 + place, [class(at), kind]), Told::Nothing);
        add(key(80 + place, [class(at), lemma]), Told::Nothing);
        for key in clusters_beside(place, [0, 1].map(|size| cluster(at, size)), kind) {
            add(key, told);
        }
        add(key(110 + place, [label(at), kind]), Told::Nothing);
    }
    add(
        key(120, [class(before(1)), class(next), kind]),
        Told::Nothing,
    );
    add(key(121, [word(before(1)), word(next)]), Told::Nothing);
    add(key(122, [word(next), word(next + 1)]), Told::Nothing);
    add(key(123, [word(before(1)), word(before(2))]), Told::Nothing);
    add(key(124, [word(next), word(next + 1), lemma]), Told::Nothing);
    add(
        key(125, [word(before(2)), word(before(1)), lemma]),
        Told::Nothing,
    );
    for (number, test) in (0..).zip(TESTS) {
        if test.holds(site) {
            add(key(130, [number, kind]), Told::Test(*test));
            if kind == NO_TYPE {
                add(key(131, [number, cluster(next - 1, 0)]), Told::Test(*test));
                add(key(132, [number, cluster(next - 1, 1)]), Told::Test(*test));
            }
        }
    }
}
