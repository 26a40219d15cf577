//! What is known of words, people and well-known names, read once from `lexicon/link`.

use super::name::{plain, words};
use crate::extract::lexicon::lines;
use std::collections::{HashMap, HashSet};

/// Whom a title or a given name can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Man,
    Woman,
}

#[derive(Debug)]
pub struct Tables {
    /// The words of each class ("legal").
    classes: HashMap<&'static str, HashSet<&'static str>>,
    /// Names as they are compared, and what an index shows for them.
    aliases: HashMap<String, &'static str>,
    /// Letters with marks, and what stands for them without.
    letters: HashMap<char, &'static str>,
}

impl Tables {
    pub fn english() -> Self {
        let mut tables = Self {
            classes: HashMap::new(),
            aliases: HashMap::new(),
            letters: HashMap::new(),
        };
        for file in [
            include_str!("../lexicon/link/words.txt"),
            include_str!("../lexicon/link/people.txt"),
        ] {
            for (class, listed) in pairs(file, ':') {
                let words = tables.classes.entry(class).or_default();
                words.extend(listed.split_whitespace());
            }
        }
        for (plain, letters) in pairs(include_str!("../lexicon/link/letters.txt"), '=') {
            let letters = letters.chars().map(|letter| (letter, plain));
            tables.letters.extend(letters);
        }
        for (shown, others) in pairs(include_str!("../lexicon/link/aliases.txt"), '=') {
            for name in others.split(';').chain([shown]) {
                let key = tables.plain(&words(name).join(" "));
                tables.aliases.insert(key, shown);
            }
        }
        tables
    }

    pub(super) fn is(&self, class: &str, word: &str) -> bool {
        self.classes
            .get(class)
            .is_some_and(|words| words.contains(word))
    }

    /// What an index shows for a well-known name, by its plain key.
    pub(super) fn alias(&self, key: &str) -> Option<&'static str> {
        self.aliases.get(key).copied()
    }

    /// Whom a title in front of a name tells of.
    pub(super) fn title(&self, word: &str) -> Option<Sex> {
        self.sex(word, "man", "woman")
    }

    /// Who has a given name, where nearly all that have it are of one sex.
    pub(super) fn given(&self, word: &str) -> Option<Sex> {
        self.sex(word, "him", "her")
    }

    fn sex(&self, word: &str, man: &str, woman: &str) -> Option<Sex> {
        match (self.is(man, word), self.is(woman, word)) {
            (true, false) => Some(Sex::Man),
            (false, true) => Some(Sex::Woman),
            _ => None,
        }
    }

    /// A key without the marks on its letters.
    pub(super) fn plain(&self, key: &str) -> String {
        plain(key, &self.letters)
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
