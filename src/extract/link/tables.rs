//! What is known of words, people and well-known names, read once from `lexicon/link`.

use super::name::{is_mark, words};
use crate::extract::lexicon::lines;
use crate::model::Quickly;

/// Whom a title or a given name can belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Man,
    Woman,
}

/// All of it in one kind of map, for each kind is much code in the worker.
#[derive(Debug)]
pub struct Tables {
    /// Words behind their class: "legal inc".
    words: Map,
    /// Names as they are compared, and what an index shows for them.
    aliases: Map,
    /// Letters with marks, and what stands for them without.
    letters: Map,
}

type Map = Quickly<String, &'static str>;

impl Tables {
    pub fn english() -> Self {
        let mut tables = Self {
            words: Map::default(),
            aliases: Map::default(),
            letters: Map::default(),
        };
        for file in [
            include_str!("../lexicon/link/words.txt"),
            include_str!("../lexicon/link/people.txt"),
        ] {
            for (class, listed) in pairs(file, ':') {
                for word in listed.split_whitespace() {
                    tables.words.insert(entry(class, word), class);
                }
            }
        }
        for (plain, letters) in pairs(include_str!("../lexicon/link/letters.txt"), '=') {
            for letter in letters.chars() {
                tables.letters.insert(letter.into(), plain);
            }
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
        self.words.contains_key(&entry(class, word))
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

    /// Whether nearly all that have a given name are women, or men.
    pub(in crate::extract) fn is_woman(&self, given: &str) -> Option<bool> {
        self.given(given).map(|sex| sex == Sex::Woman)
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
        let mut out = String::with_capacity(key.len());
        for c in key.chars().filter(|c| !is_mark(*c)) {
            let mut letter = [0; 4];
            match self.letters.get(&*c.encode_utf8(&mut letter)) {
                Some(plain) if !c.is_ascii() => out.push_str(plain),
                _ => out.push(c),
            }
        }
        out
    }
}

fn entry(class: &str, word: &str) -> String {
    [class, " ", word].concat()
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
