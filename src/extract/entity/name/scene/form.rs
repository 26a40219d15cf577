//! What the letters of a word say, wherever it stands.
//!
//! Knows one word at a time, its classes in the lexicon and its cluster in the model. Must not
//! know where it stands.

use super::super::class::Classes;
use super::super::word::Forms;
use crate::model::{Cluster, Key, Model, finish, hash, mix};
use crate::text::{Text, fold};

/// A word as it is written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Form {
    pub(super) exact: Key,
    /// Of the word in small letters.
    pub(super) lower: Key,
    /// The number of the word in small letters, in whatever text.
    pub(super) low: u32,
    /// How it is written: capitals, small letters, digits, marks.
    pub(super) written: Key,
    /// The number of that, if it has one: below [`SHAPES`].
    pub(super) shape: u8,
    /// The first and last one to three and four letters; 0 where it has no more.
    pub(super) begins: [Key; 3],
    pub(super) ends: [Key; 4],
    pub(super) cluster: Cluster,
    pub(super) classes: Classes,
    pub(super) small: Classes,
    /// Whether it is written as names are, and whether it is common English on no list of names.
    pub(super) is_capital: bool,
    pub(super) is_plain: bool,
    /// What a document's evidence asks of it.
    pub(super) says: bool,
    pub(super) points: bool,
    /// The first letter, where it is a capital.
    pub(super) initial: Option<char>,
}

impl Form {
    /// What stands outside of a sentence.
    pub(super) const EDGE: u32 = 0;

    pub(super) fn edge() -> Self {
        Self {
            lower: 1,
            exact: 1,
            written: 1,
            shape: EDGE_SHAPE,
            low: u32::MAX,
            ..Self::default()
        }
    }

    fn of(written: &str, lower: Key, low: u32, model: &Model, buffer: &mut String) -> Self {
        let small = fold(written, buffer);
        let shape = shape(written);
        let mut form = Self {
            exact: hash(written),
            lower,
            low,
            written: shape,
            shape: shape_number(shape),
            cluster: cluster(small, lower, model),
            says: matches!(
                written,
                "said" | "says" | "told" | "added" | "wrote" | "asked" | "argued" | "who"
            ),
            points: matches!(written, "the" | "in" | "at"),
            initial: written.chars().next().filter(|c| c.is_uppercase()),
            ..Self::default()
        };
        let mut from_start = small.char_indices().skip(1).map(|(at, _)| at);
        for begins in &mut form.begins {
            let Some(at) = from_start.next() else { break };
            *begins = hash(&small[..at]);
        }
        let mut from_end = small.char_indices().rev().map(|(at, _)| at);
        for ends in &mut form.ends {
            let Some(at) = from_end.next().filter(|at| *at > 0) else {
                break;
            };
            *ends = hash(&small[at..]);
        }
        form
    }
}

/// Adds the forms of a text that are not there yet, behind the edge: the form of a word is behind
/// it by one.
pub(super) fn add(forms: &mut Vec<Form>, text: &Text, words: &Forms, model: &Model) {
    if forms.is_empty() {
        forms.push(Form::edge());
    }
    let mut buffer = String::new();
    for known in &words.all[forms.len() - 1..] {
        let written = text.slice(known.first);
        let mut form = Form::of(written, known.lower, known.low, model, &mut buffer);
        (form.classes, form.small) = known.classes();
        forms.push(form);
    }
}

/// That of the word, of an abbreviation without its stops, or of the last part of a compound.
fn cluster(small: &str, lower: Key, model: &Model) -> Cluster {
    let stopless = || small.ends_with('.').then(|| hash(&small.replace('.', "")));
    let last = || {
        let (first, last) = small.split_once('-')?;
        (!first.is_empty() && !last.is_empty()).then(|| hash(last))
    };
    let found = model
        .cluster(lower)
        .or_else(|| model.cluster(stopless()?))
        .or_else(|| model.cluster(last()?));
    found.unwrap_or_default()
}

/// How most words are written: shapes that have a number.
const COMMON: [&[char]; 22] = [
    &['x', 'x'],
    &['X', 'x', 'x'],
    &[','],
    &['.'],
    &['x'],
    &['X', 'X'],
    &['X'],
    &['X', '.', 'X', '.'],
    &['d'],
    &['d', 'd'],
    &['d', 'd', 'd', 'd'],
    &['x', 'x', '-', 'x', 'x'],
    &['\'', 'x'],
    &['’', 'x'],
    &['’'],
    &['"'],
    &['“'],
    &['”'],
    &['-'],
    &['('],
    &[')'],
    &[':'],
];

/// How many numbers of shapes there are, with that of what stands outside of a sentence.
pub(super) const SHAPES: u32 = COMMON.len() as u32 + 1;
const EDGE_SHAPE: u8 = COMMON.len() as u8;

const COMMON_KEYS: [Key; COMMON.len()] = {
    let mut keys = [0; COMMON.len()];
    let mut at = 0;
    while at < keys.len() {
        let (mut hash, mut kind) = (NO_SHAPE, 0);
        while kind < COMMON[at].len() {
            hash = mix(hash, COMMON[at][kind] as u64);
            kind += 1;
        }
        keys[at] = finish(hash);
        at += 1;
    }
    keys
};

/// The number of a shape, from 0 on; [`u8::MAX`] where it is seldom.
fn shape_number(shape: Key) -> u8 {
    let number = COMMON_KEYS.iter().position(|key| *key == shape);
    number.map_or(u8::MAX, |number| number as u8)
}

/// The hash of a shape begins with this.
const NO_SHAPE: u64 = 5;

/// How a word is written, with runs of the same kind cut to two, of digits to four.
fn shape(word: &str) -> Key {
    let (mut hash, mut last, mut count) = (NO_SHAPE, ' ', 0);
    for c in word.chars() {
        let kind = match c {
            c if c.is_uppercase() => 'X',
            c if c.is_lowercase() => 'x',
            c if c.is_ascii_digit() => 'd',
            c if c.is_alphabetic() => 'o',
            c => c,
        };
        count = if kind == last { count + 1 } else { 0 };
        last = kind;
        if count < if kind == 'd' { 4 } else { 2 } {
            hash = mix(hash, kind as u64);
        }
    }
    finish(hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_shapes_have_numbers() {
        let words = ["xylem", "Oslo", ",", ".", "a", "UN", "X", "U.S.", "7"];
        for (number, word) in words.into_iter().enumerate() {
            assert_eq!(usize::from(shape_number(shape(word))), number, "{word}");
        }
        assert_eq!(shape_number(shape("iPhone")), u8::MAX);
        assert!(u32::from(EDGE_SHAPE) < SHAPES);
    }
}
