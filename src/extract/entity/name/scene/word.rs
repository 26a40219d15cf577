//! A word where it stands.
//!
//! Knows what its sentence and the rules say of it. Must not know other sentences.

use crate::text::{Gap, Shape, Span, TokenKind};

#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    /// In the scene's forms.
    pub(super) form: u32,
    /// The run of the rules that holds it, counted from 1; 0 for none.
    pub(super) run: u32,
    /// The capitalised words around it: how many stand before it, and how many behind.
    pub(super) capitals: (u16, u16),
    pub(super) kind: TokenKind,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    pub(super) style: Style,
    pub(super) place: Place,
    /// Whether it is written as names are.
    pub(super) is_capital: bool,
    /// Whether a sentence, line or quotation begins with it.
    pub(super) is_front: bool,
    pub(super) is_live: bool,
    /// The label of the value that holds it and its place there, as one number; 0 for none.
    pub(super) value: u8,
    /// The place in the longest phrase of the lexicon that holds it.
    pub(super) phrase_place: Place,
    pub(super) phrase: u64,
    /// By the place in the phrase, the model's lists that hold one; the upper half is of
    /// phrases in small letters.
    pub(super) lists: [u32; 4],
}

impl Word {
    /// How its sentence is written, and whether it stands in front: a number below
    /// [`SETTINGS`].
    pub(super) fn setting(&self) -> usize {
        self.style as usize * 2 + usize::from(self.is_front)
    }

    pub(super) fn is_small(&self) -> bool {
        self.kind == TokenKind::Word && self.shape == Shape::Lower
    }

    /// Whether it is long and in small letters.
    pub(super) fn is_common(&self) -> bool {
        self.is_small() && self.span.len() > 3
    }
}

/// How many settings there are.
pub(super) const SETTINGS: usize = 8;

/// How a sentence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Style {
    Usual,
    Shouted,
    Titled,
    /// Without a capital.
    Small,
}

impl Style {
    pub(super) fn of(words: &[Word]) -> Self {
        let (mut all, mut capital, mut upper) = (0, 0, 0);
        for word in words {
            if word.kind == TokenKind::Word && word.span.len() > 3 {
                all += 1;
                capital += usize::from(word.shape.is_capitalised());
                upper += usize::from(word.shape == Shape::Upper);
            }
        }
        match all {
            3.. if upper * 3 > all * 2 => Self::Shouted,
            3.. if capital * 10 > all * 7 => Self::Titled,
            _ if capital == 0 => Self::Small,
            _ => Self::Usual,
        }
    }
}

/// Where a word stands among those that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Place {
    None,
    First,
    Inside,
    Last,
    Only,
}

impl Place {
    pub(super) fn of(at: usize, count: usize) -> Self {
        match (at == 0, at + 1 == count) {
            (true, true) => Self::Only,
            (true, false) => Self::First,
            (false, true) => Self::Last,
            (false, false) => Self::Inside,
        }
    }
}
