//! The word lists of this stage, and how much each sign weighs, read once from
//! `lexicon/holders`.

use super::rank::Sign;
use crate::extract::lexicon::{classes, lines, pairs};
use crate::model::Quickly;

classes! {
    /// What a word can be in a source or beside a name: a set.
    pub(super) Class {
        HE = "he",
        SHE = "she",
        IT = "it",
        THEY = "they",
        I = "i",
        WE = "we",
        DEFINITE = "definite",
        INDEFINITE = "indefinite",
        BEHIND = "behind",
        DOCUMENT = "document",
        EVIDENCE = "evidence",
        SPOKES = "spokes",
        PART = "part",
        PERSON = "person",
        GROUP = "group",
        PLACE = "place",
        WOMAN = "woman",
        MAN = "man",
        INSTITUTION = "institution",
        OUTLET = "outlet",
        BYLINE = "byline",
    }
}

impl Class {
    /// What a description of somebody begins with: "the", "a", "his".
    pub(super) const OPENS: Self = Self(
        Self::DEFINITE.0
            | Self::INDEFINITE.0
            | Self::HE.0
            | Self::SHE.0
            | Self::IT.0
            | Self::THEY.0,
    );
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
    classes: Class,
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
        for (name, words) in pairs(file, ':') {
            let class = Class::parse(name);
            assert!(class.is_some() || name == "kin", "no class {name}");
            for word in words.split_whitespace() {
                let entry = tables.words.entry(word).or_default();
                match class {
                    Some(class) => entry.classes = entry.classes | class,
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
    pub(super) fn classes(&self, word: &str) -> Class {
        self.entry(word).classes
    }

    fn entry(&self, word: &str) -> Entry {
        self.words.get(word).copied().unwrap_or_default()
    }

    pub(super) fn lists(&self, word: &str) -> bool {
        self.words.contains_key(word)
    }

    /// What a noun can be; of a plural that is not listed, what its singular can be.
    pub(super) fn noun(&self, word: &str) -> Class {
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
