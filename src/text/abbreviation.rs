//! Which words keep a stop behind them, and which words begin sentences.
//!
//! Knows the lists under `lexicon/`. Must not know where a sentence ends: it only says what
//! kind of abbreviation a word is.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// How an abbreviation behaves before a sentence end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Something always follows ("Mr.").
    Leading,
    /// A sentence may end with it, but more often goes on ("Inc.").
    Trailing,
    /// A capital behind it begins a sentence ("etc.", "p.m.").
    Closing,
    /// An abbreviation only before a number, a comma or small letters ("Jan. 20").
    Date,
    /// An abbreviation only before a number ("No. 5").
    Number,
}

impl Abbreviation {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "leading" => Some(Self::Leading),
            "trailing" => Some(Self::Trailing),
            "closing" => Some(Self::Closing),
            "date" => Some(Self::Date),
            "number" => Some(Self::Number),
            _ => None,
        }
    }
}

static ABBREVIATIONS: LazyLock<HashMap<&str, Abbreviation>> = LazyLock::new(|| {
    lines(include_str!("lexicon/abbreviations.txt"))
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(class, words)| Some((Abbreviation::parse(class)?, words)))
        .flat_map(|(class, words)| words.split_whitespace().map(move |word| (word, class)))
        .collect()
});

static STARTERS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("lexicon/starters.txt")));
static DOMAINS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("lexicon/domains.txt")));

static TIMES: LazyLock<HashSet<&str>> = LazyLock::new(|| words(include_str!("lexicon/times.txt")));
static SPEECH: LazyLock<HashSet<&str>> =
    LazyLock::new(|| words(include_str!("lexicon/speech.txt")));

fn words(file: &'static str) -> HashSet<&'static str> {
    lines(file).flat_map(str::split_whitespace).collect()
}

/// The entries of a list: lines that are neither empty nor comments.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The longest entry of any list, in bytes: longer words need no look-up.
const LONGEST: usize = 16;

/// What `word`, given without its last stop, abbreviates.
pub(super) fn abbreviation(word: &str) -> Option<Abbreviation> {
    if word.len() > LONGEST {
        return None;
    }
    let exact = ABBREVIATIONS.get(word).copied();
    exact.or_else(|| {
        ABBREVIATIONS
            .get(word.to_ascii_lowercase().as_str())
            .copied()
    })
}

/// Whether `word` with a capital is far more often a sentence's first word than a name.
pub(super) fn begins_sentences(word: &str) -> bool {
    word.len() <= LONGEST
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && STARTERS.contains(word.to_ascii_lowercase().as_str())
}

/// Whether `label` may stand last in a web address that has no scheme.
pub(super) fn ends_domains(label: &str) -> bool {
    DOMAINS.contains(label)
}

/// Whether `word`, in small letters, is a verb of speech.
pub(super) fn speaks(word: &str) -> bool {
    SPEECH.contains(word)
}

/// Whether `word` belongs to the "p.m." before it, though it has a capital.
pub(super) fn goes_with_time(word: &str) -> bool {
    TIMES.contains(word)
}
