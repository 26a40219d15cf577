//! What is known of words, people and well-known names, read once from `lexicon/link`.

use super::name::{is_mark, words};
use crate::extract::lexicon::lines;
use crate::extract::named;
use crate::model::Quickly;
use std::borrow::Cow;

named! {
    /// What a listed word is to a name.
    Class {
        Legal = "legal",
        Small = "small",
        Generation = "generation",
        Common = "common",
        Own = "own",
        /// Titles, and given names.
        Man = "man",
        Woman = "woman",
        Him = "him",
        Her = "her",
    }
}

/// Whom a title or a given name can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Man,
    Woman,
}

#[derive(Debug, Default)]
pub struct Tables {
    /// The classes of each listed word, a bit each.
    words: Quickly<&'static str, u16>,
    /// Names as they are compared, and what an index shows for them.
    aliases: Quickly<String, &'static str>,
    /// Letters with marks, and what stands for them without.
    letters: Quickly<char, &'static str>,
}

impl Tables {
    pub fn english() -> Self {
        let mut tables = Self::default();
        for file in [
            include_str!("../lexicon/link/words.txt"),
            include_str!("../lexicon/link/people.txt"),
        ] {
            for (class, listed) in pairs(file, ':') {
                let known = Class::parse(class).unwrap_or_else(|| panic!("no class {class}"));
                for word in listed.split_whitespace() {
                    *tables.words.entry(word).or_default() |= 1 << known as u16;
                }
            }
        }
        for (plain, letters) in pairs(include_str!("../lexicon/link/letters.txt"), '=') {
            for letter in letters.chars() {
                tables.letters.insert(letter, plain);
            }
        }
        for (shown, others) in pairs(include_str!("../lexicon/link/aliases.txt"), '=') {
            for name in others.split(';').chain([shown]) {
                let key = words(name).join(" ");
                let key = tables.plain(&key).into_owned();
                tables.aliases.insert(key, shown);
            }
        }
        tables
    }

    pub(super) fn is(&self, class: Class, word: &str) -> bool {
        self.classes(word) & 1 << class as u16 != 0
    }

    fn classes(&self, word: &str) -> u16 {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// What an index shows for a well-known name, by its plain key.
    pub(super) fn alias(&self, key: &str) -> Option<&'static str> {
        self.aliases.get(key).copied()
    }

    /// Whom a title in front of a name tells of.
    pub(super) fn title(&self, word: &str) -> Option<Sex> {
        self.sex(word, Class::Man, Class::Woman)
    }

    /// Who has a given name, where nearly all that have it are of one sex.
    pub(super) fn given(&self, word: &str) -> Option<Sex> {
        self.sex(word, Class::Him, Class::Her)
    }

    /// Whether nearly all that have a given name are women, or men.
    pub(in crate::extract) fn is_woman(&self, given: &str) -> Option<bool> {
        self.given(given).map(|sex| sex == Sex::Woman)
    }

    fn sex(&self, word: &str, man: Class, woman: Class) -> Option<Sex> {
        let classes = self.classes(word);
        let is = |class: Class| classes & 1 << class as u16 != 0;
        match (is(man), is(woman)) {
            (true, false) => Some(Sex::Man),
            (false, true) => Some(Sex::Woman),
            _ => None,
        }
    }

    /// A key without the marks on its letters.
    pub(super) fn plain<'a>(&self, key: &'a str) -> Cow<'a, str> {
        if key.is_ascii() {
            return key.into();
        }
        let mut out = String::with_capacity(key.len());
        for c in key.chars().filter(|c| !is_mark(*c)) {
            match self.letters.get(&c) {
                Some(plain) if !c.is_ascii() => out.push_str(plain),
                _ => out.push(c),
            }
        }
        out.into()
    }
}

/// The two sides of each line of a list.
fn pairs(file: &'static str, sign: char) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file).map(move |(number, line)| {
        let (name, rest) = line
            .split_once(sign)
            .unwrap_or_else(|| panic!("line {number} has no {sign:?}: {line}"));
        (name.trim(), rest.trim())
    })
}
