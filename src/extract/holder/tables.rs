//! The word lists of this stage, and how much each sign weighs, read once from
//! `lexicon/holders`.

use super::rank::Sign;
use crate::extract::lexicon::lines;
use crate::extract::named;
use crate::model::Quickly;

named! {
    /// What a word can be in a source or beside a name.
    Class {
        He = "he",
        She = "she",
        It = "it",
        They = "they",
        I = "i",
        We = "we",
        Definite = "definite",
        Indefinite = "indefinite",
        Behind = "behind",
        Document = "document",
        Evidence = "evidence",
        Spokes = "spokes",
        Part = "part",
        Person = "person",
        Group = "group",
        Place = "place",
        Woman = "woman",
        Man = "man",
        Institution = "institution",
        Outlet = "outlet",
        Byline = "byline",
    }
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u32);

impl Classes {
    pub(super) const fn is(self, class: Class) -> bool {
        self.0 & 1 << class as u32 != 0
    }
}

/// What a sign weighs of a person, and of anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Weight {
    pub(super) person: i32,
    pub(super) other: i32,
}

#[derive(Debug)]
pub struct Tables {
    words: Quickly<&'static str, Entry>,
    weights: [Weight; Sign::ALL.len()],
}

#[derive(Debug, Clone, Copy, Default)]
struct Entry {
    classes: Classes,
    /// Which groups of words that mean much the same, a bit each.
    kin: u64,
}

impl Tables {
    pub fn english() -> Self {
        let mut tables = Self {
            words: Quickly::default(),
            weights: [Weight::default(); Sign::ALL.len()],
        };
        let mut kin = 0;
        let file = include_str!("../lexicon/holders/words.txt");
        for (number, line) in lines(file) {
            let (name, words) = line
                .split_once(':')
                .unwrap_or_else(|| panic!("line {number} has no colon: {line}"));
            let class = Class::parse(name);
            assert!(class.is_some() || name == "kin", "line {number}: {name}?");
            for word in words.split_whitespace() {
                let entry = tables.words.entry(word).or_default();
                match class {
                    Some(class) => entry.classes.0 |= 1 << class as u32,
                    None => entry.kin |= 1 << kin,
                }
            }
            kin += u32::from(class.is_none());
        }
        for (number, line) in lines(include_str!("../lexicon/holders/rank.txt")) {
            let mut parts = line.split_whitespace();
            let sign = parts.next().and_then(Sign::parse);
            let mut weight = || parts.next().and_then(|weight| weight.parse().ok());
            let (Some(sign), Some(person), Some(other)) = (sign, weight(), weight()) else {
                panic!("line {number} is no sign with two weights: {line}");
            };
            tables.weights[sign as usize] = Weight { person, other };
        }
        tables
    }

    /// What a word in small letters can be.
    pub(super) fn classes(&self, word: &str) -> Classes {
        self.entry(word).classes
    }

    fn entry(&self, word: &str) -> Entry {
        self.words.get(word).copied().unwrap_or_default()
    }

    pub(super) fn lists(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// What a noun can be; of a plural that is not listed, what its singular can be.
    pub(super) fn noun(&self, word: &str) -> Classes {
        self.entry(self.singular(word)).classes
    }

    /// A listed noun without the ending of its plural; others as they are.
    pub(super) fn singular<'a>(&self, word: &'a str) -> &'a str {
        if self.words.contains_key(word) {
            return word;
        }
        let stems = ["es", "s"].iter().filter_map(|end| word.strip_suffix(end));
        let mut known = stems.filter(|stem| self.words.contains_key(stem));
        known.next_back().unwrap_or(word)
    }

    /// Whether two words mean much the same.
    pub(super) fn are_kin(&self, a: &str, b: &str) -> bool {
        a == b || self.entry(a).kin & self.entry(b).kin != 0
    }

    pub(super) fn weight(&self, sign: Sign) -> Weight {
        self.weights[sign as usize]
    }
}
