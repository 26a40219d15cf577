//! What a word's letters alone tell of its part of speech.
//!
//! Knows letters. Must not know where a word stands.
//!
//! A text says most of its words more than once: this is found out once for each form.

use super::function::Function;
use crate::model::{Key, Keyed, SyntaxModel, finish, hash, mix};
use crate::text::{Shape, Token, TokenKind, fold};

/// A word as it is written, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Of the word in small letters; of figures, how they are written.
    pub lower: Key,
    written: Key,
    pub suffixes: [Key; SUFFIXES],
    prefixes: [Key; PREFIXES],
    /// Of the part behind its last hyphen, which makes "state-run" like "run".
    part: Key,
    part_suffix: Key,
    /// Kind and shape as one number.
    pub shape: u64,
    /// Its classes in the model, 0 where it has none: by what stands beside it,
    pub class: u64,
    /// and by what it mostly is.
    pub usual: u64,
    pub function: Function,
}

const SUFFIXES: usize = 4;
const PREFIXES: usize = 3;

/// From where a word is looked at.
pub(super) const ROLES: usize = 5;
/// The word itself.
pub(super) const SELF: usize = 2;
/// How far each role stands behind the word that is to be tagged.
pub(super) const OFFSETS: [isize; ROLES] = [-2, -1, 0, 1, 2];

/// A feature of a template and what it sees.
pub(super) const fn feature(template: u64, a: u64, b: u64) -> Key {
    finish(mix(mix(template, a), b))
}

impl Form {
    fn of(written: &str, token: &Token, model: &SyntaxModel, buffer: &mut String) -> Self {
        let lower = fold(written, buffer);
        let shape = token.kind as u64 * 8 + token.shape as u64;
        let key = match token.kind {
            TokenKind::Number => hash(&figures(lower)),
            TokenKind::Address => 1,
            _ => hash(lower),
        };
        let part = lower.rsplit_once('-').map(|(_, part)| part);
        let part = part.filter(|part| !part.is_empty());
        let suffix = |word: &str, length: usize| {
            let start = word.char_indices().rev().nth(length - 1);
            start.map_or(0, |(at, _)| hash(&word[at..]))
        };
        let prefix = |length: usize| {
            let end = lower.char_indices().nth(length);
            end.map_or(0, |(at, _)| hash(&lower[..at]))
        };
        let class = model.word(hash(lower));
        Self {
            lower: key,
            written: if token.shape == Shape::Lower {
                0
            } else {
                hash(written)
            },
            suffixes: std::array::from_fn(|at| suffix(lower, at + 1)),
            prefixes: std::array::from_fn(|at| prefix(at + 1)),
            part: part.map_or(0, hash),
            part_suffix: part.map_or(0, |part| suffix(part, 3)),
            shape,
            class: class.beside.into(),
            usual: class.usual.into(),
            function: Function::of(lower),
        }
    }

    /// Its features for the word that it stands beside, or is.
    pub fn features(&self, role: usize, out: &mut Vec<Key>) {
        let base = (role as u64 + 1) * 32;
        let mut push = |template: u64, a: u64, b: u64| {
            if a != 0 {
                out.push(feature(base + template, a, b));
            }
        };
        push(0, self.lower, 0);
        push(1, self.class, 0);
        push(2, self.suffixes[1], 0);
        push(16, self.usual, 0);
        if OFFSETS[role].abs() < 2 {
            push(3, self.suffixes[2], 0);
            push(4, self.shape + 1, 0);
        }
        if role == SELF {
            push(5, self.written, 0);
            push(6, self.suffixes[0], 0);
            push(7, self.suffixes[3], 0);
            push(8, self.suffixes[1], self.shape);
            for (at, prefix) in self.prefixes.iter().enumerate() {
                push(9 + at as u64, *prefix, 0);
            }
            push(12, self.part, 0);
            push(13, self.part_suffix, 0);
            push(14, self.class, self.shape);
            push(15, self.class, self.suffixes[1]);
            push(17, self.usual, self.shape);
            push(18, self.usual, self.suffixes[1]);
            push(19, self.usual, self.class);
        }
    }
}

/// Figures as they are written: "1,200.50" is "0,0.0".
fn figures(number: &str) -> String {
    let mut out = String::new();
    for c in number.chars() {
        let c = if c.is_ascii_digit() { '0' } else { c };
        if c != '0' || !out.ends_with('0') {
            out.push(c);
        }
    }
    // A year is not just any number.
    if number.len() == 4 && out == "0" && number.starts_with(['1', '2']) {
        out.push('y');
    }
    out
}

/// The forms of a text.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub all: Vec<Form>,
    numbers: Keyed<u32>,
    buffer: String,
}

impl Forms {
    /// The number of a token's form.
    pub fn of(&mut self, text: &str, token: &Token, model: &SyntaxModel) -> u32 {
        let written = token.of(text);
        let key = mix(hash(written), token.kind as u64);
        let next = self.all.len() as u32;
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.all
                .push(Form::of(written, token, model, &mut self.buffer));
        }
        number
    }
}
