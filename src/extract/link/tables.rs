//! What is known of words, people and well-known names, read once from `lexicon/link`.

use super::name::{is_mark, words};
use crate::extract::lexicon::{classes, pairs};
use crate::model::Quickly;
use std::borrow::Cow;

classes! {
    /// What a listed word is to a name: a set.
    pub(super) Class {
        LEGAL = "legal",
        SMALL = "small",
        GENERATION = "generation",
        COMMON = "common",
        OWN = "own",
        /// Titles, and given names.
        MAN = "man",
        WOMAN = "woman",
        HIM = "him",
        HER = "her",
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
    words: Quickly<&'static str, Class>,
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
                    let classes = tables.words.entry(word).or_default();
                    *classes = *classes | known;
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
        self.classes(word).is(class)
    }

    fn classes(&self, word: &str) -> Class {
        self.words.get(word).copied().unwrap_or_default()
    }

    /// What an index shows for a well-known name, by its plain key.
    pub(super) fn alias(&self, key: &str) -> Option<&'static str> {
        self.aliases.get(key).copied()
    }

    /// Whom a title in front of a name tells of.
    pub(super) fn title(&self, word: &str) -> Option<Sex> {
        self.sex(word, Class::MAN, Class::WOMAN)
    }

    /// Who has a given name, where nearly all that have it are of one sex.
    pub(super) fn given(&self, word: &str) -> Option<Sex> {
        self.sex(word, Class::HIM, Class::HER)
    }

    /// Whether nearly all that have a given name are women, or men.
    pub(in crate::extract) fn is_woman(&self, given: &str) -> Option<bool> {
        self.given(given).map(|sex| sex == Sex::Woman)
    }

    fn sex(&self, word: &str, man: Class, woman: Class) -> Option<Sex> {
        let classes = self.classes(word);
        match (classes.is(man), classes.is(woman)) {
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
