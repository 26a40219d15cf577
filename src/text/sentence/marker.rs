//! The numbers and letters of list items.

use super::super::{Gap, Token};
use std::ops::Range;

/// A list item's number or letter at the start of `range`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Marker {
    /// The number, or the letter's code.
    pub(super) value: u32,
    /// The marks around it: an item follows another only where they are the same.
    pub(super) style: Style,
    /// How many tokens it has.
    pub(super) tokens: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Stop,
    Bracket,
    StopBracket,
    Brackets,
}

pub(super) fn marker(text: &str, tokens: &[Token], range: Range<usize>) -> Option<Marker> {
    let mut words = tokens[range.start..range.end.min(range.start + 5)]
        .iter()
        .map(|t| (t.of(text), t.gap))
        .peekable();
    let opened = words.next_if(|(word, _)| *word == "(").is_some();
    let (word, _) = words.next()?;
    let mut tokens = usize::from(opened) + 1;
    let mut touching = |mark| {
        words
            .next_if(|(word, gap)| *word == mark && *gap == Gap::None)
            .is_some()
    };
    let stop = word.len() == 2 && word.ends_with('.') || touching(".");
    let bracket = touching(")");
    tokens += usize::from(stop && !word.ends_with('.')) + usize::from(bracket);
    let style = match (opened, stop, bracket) {
        (true, false, true) => Style::Brackets,
        (false, true, true) => Style::StopBracket,
        (false, false, true) => Style::Bracket,
        // Something must follow, apart from the stop: "1.5" is none.
        (false, true, false) if words.peek().is_some_and(|(_, gap)| *gap != Gap::None) => {
            Style::Stop
        }
        _ => return None,
    };
    let label = word.trim_end_matches('.');
    let roman = label.len() <= 4 && label.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let value = match label.as_bytes() {
        digits if digits.len() <= 3 && digits.iter().all(u8::is_ascii_digit) => {
            label.parse().ok()?
        }
        [letter] if letter.is_ascii_alphabetic() => u32::from(*letter),
        _ if roman && style != Style::Stop => 0,
        _ => return None,
    };
    Some(Marker {
        value,
        style,
        tokens,
    })
}
