//! The words by which residue is known (`lexicon/residue.txt`).

use super::super::abbreviation::lines;
use super::super::fold;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// What a phrase is a sign of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Notice,
    Label,
    Credit,
    Teaser,
    Signoff,
    Bio,
    Life,
}

impl Sign {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "notice" => Some(Self::Notice),
            "label" => Some(Self::Label),
            "credit" => Some(Self::Credit),
            "teaser" => Some(Self::Teaser),
            "signoff" => Some(Self::Signoff),
            "bio" => Some(Self::Bio),
            "life" => Some(Self::Life),
            _ => None,
        }
    }
}

#[derive(Default)]
struct Lexicon {
    /// The phrases, by their first word.
    phrases: HashMap<&'static str, Vec<(Vec<&'static str>, Sign)>>,
    /// Words of menus and share buttons.
    menu: HashSet<&'static str>,
    /// What somebody is who writes for a page.
    roles: HashSet<&'static str>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut lexicon = Lexicon::default();
    let entries = lines(include_str!("../lexicon/residue.txt"));
    for (class, words) in entries.filter_map(|line| line.split_once(':')) {
        let mut words = words.split_whitespace();
        match class {
            "menu" => lexicon.menu.extend(words),
            "role" => lexicon.roles.extend(words),
            _ => {
                if let (Some(sign), Some(first)) = (Sign::parse(class), words.next()) {
                    let phrases = lexicon.phrases.entry(first).or_default();
                    phrases.push((words.collect(), sign));
                }
            }
        }
    }
    lexicon
});

/// The longest phrase that `words` begins with, and how many words it has.
pub(super) fn sign<'a>(mut words: impl Iterator<Item = &'a str> + Clone) -> Option<(Sign, usize)> {
    let mut buffer = String::new();
    let phrases = LEXICON.phrases.get(fold(words.next()?, &mut buffer))?;
    let begins = phrases.iter().filter(|(rest, _)| {
        let mut words = words.clone();
        rest.iter().all(|expected| {
            words
                .next()
                .is_some_and(|word| fold(word, &mut buffer) == *expected)
        })
    });
    let lengths = begins.map(|(rest, sign)| (*sign, rest.len() + 1));
    lengths.max_by_key(|(_, length)| *length)
}

/// Whether `word` stands in menus and on share buttons; `buffer` is there to be used again.
pub(super) fn is_menu_word(word: &str, buffer: &mut String) -> bool {
    LEXICON.menu.contains(fold(word, buffer))
}

/// Whether `word`, in small letters, says what somebody is who writes for a page.
pub(super) fn is_role(word: &str) -> bool {
    LEXICON.roles.contains(word)
}
