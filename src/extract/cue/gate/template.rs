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
            spoken.then(|| format!("context:{mark}{}", word.to_lowercase()))
        };
        match self {
            Self::Nothing => None,
            Self::Test(test) => Some(format!("context:{}", test.as_str())),
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
        let words = tokens.tokens.iter();
        let keys: Vec<Key> = words
            .map(|token| hash(fold(token.of(tokens.text), &mut buffer)))
            .collect();
        let cluster = |key: &Key| names.cluster(*key).unwrap_or_default();
        let clusters = keys.iter().map(cluster).collect();
        let mut open = false;
        let quoted = tokens.words.iter().map(|word| {
            open &= !word.is(Class::LINE | Class::CLOSE_QUOTE);
            open |= word.is(Class::OPEN_QUOTE);
            open
        });
        Self {
            quoted: quoted.collect(),
            keys,
            clusters,
        }
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
    add(key(22, [kind]));
    add(key(
        23,
        [site.cue.clone().fold(11, |h, at| mix(h, seen.keys[at]))],
    ));
    let size = site.cue.len() as u64;
    for (cluster, number) in seen.clusters[last].into_iter().zip(0..) {
        add(key(24, [cluster.into(), number]));
    }
    for (cluster, number) in seen.clusters[first].into_iter().zip(0..) {
        add(key(25, [cluster.into(), number, size]));
    }
    let letters = site.text(last).as_bytes();
    for ending in 2..=4 {
        let ending = letters.len().checked_sub(ending).filter(|at| *at > 0);
        if let Some(ending) = ending.map(|at| &letters[at..]) {
            let ending = ending
                .iter()
                .fold(0, |h, b| h << 8 | u64::from(b.to_ascii_lowercase()));
            add(key(26, [ending, size]));
        }
    }
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
        true => u64::from(seen.clusters[at][size]) + 2,
        false => OUTSIDE,
    };
    let label = |at: usize| match inside(at) {
        true => site.label(at).map_or(2, |label| label as u64 + 3),
        false => OUTSIDE,
    };
    let (first, next) = (site.cue.start, site.cue.end);
    let before = |far: usize| first.wrapping_sub(far);
    let group = site.group.start.wrapping_sub(1);
    let around = [
        (before(1), Told::Before(before(1))),
        (next, Told::Behind(next)),
        (group, Told::Before(group)),
        (before(2), Told::Nothing),
        (next + 1, Told::Nothing),
    ];
    for (place, (at, told)) in (0u64..).zip(around) {
        add(key(40 + place, [word(at)]), told);
        add(key(50 + place, [word(at), lemma]), told);
        add(key(60 + place, [word(at), kind]), told);
    }
    for (place, (at, told)) in (0u64..).zip(around).take(3) {
        add(key(70 + place, [class(at), kind]), Told::Nothing);
        add(key(80 + place, [class(at), lemma]), Told::Nothing);
        add(key(90 + place, [cluster(at, 0), kind]), told);
        add(key(100 + place, [cluster(at, 1), kind]), told);
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
