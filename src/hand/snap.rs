//! Words and graphemes around a place in the text.
//!
//! Knows where a person may put the border of a mark. Must not know marks.

use crate::text::{Source, Span, Token, TokenKind, tokenize};
use unicode_segmentation::GraphemeCursor;

/// How far one looks for words on either side of a place, in bytes.
const REACH: u32 = 4096;

/// The whole words that a selection touches; none where it touches nothing but white space.
pub(super) fn words(source: &Source, selection: Span) -> Option<Span> {
    let touched = tokens(source, selection).into_iter();
    let touched = touched.filter(|token| token.span.overlaps(selection));
    touched.map(|token| token.span).reduce(Span::cover)
}

/// The word at a place, or the one that ends there.
pub(super) fn word_at(source: &Source, place: u32) -> Option<Span> {
    let here = Span::new(place, place);
    let touching = |token: &Token| token.span.start <= place && place <= token.span.end;
    let mut found = tokens(source, here);
    found.retain(touching);
    // Between a word and its comma the word is meant, and between two words the one behind.
    let word = found.iter().rfind(|token| token.kind != TokenKind::Mark);
    word.or(found.last()).map(|token| token.span)
}

/// The whole graphemes that a selection touches.
pub(super) fn graphemes(source: &Source, selection: Span) -> Option<Span> {
    let span = Span::new(
        grapheme(source, selection.start, Side::Before),
        grapheme(source, selection.end, Side::Behind),
    );
    (!span.is_empty()).then_some(span)
}

/// Where one may be put at a place that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    Behind,
}

/// The border between graphemes at a place, or the next one on a side of it.
pub(super) fn grapheme(source: &Source, place: u32, side: Side) -> u32 {
    let text = source.text();
    let mut place = (place as usize).min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    let mut cursor = GraphemeCursor::new(place, text.len(), true);
    match (cursor.is_boundary(text, 0), side) {
        (Ok(true), _) => place as u32,
        (_, Side::Before) => next(source, place as u32, Side::Before),
        (_, Side::Behind) => next(source, place as u32, Side::Behind),
    }
}

/// The next border between graphemes on a side of a place; the place itself at the text's end.
pub(super) fn next(source: &Source, place: u32, side: Side) -> u32 {
    let text = source.text();
    let mut cursor = GraphemeCursor::new(place as usize, text.len(), true);
    let found = match side {
        Side::Before => cursor.prev_boundary(text, 0),
        Side::Behind => cursor.next_boundary(text, 0),
    };
    found.ok().flatten().map_or(place, |found| found as u32)
}

/// The tokens around a stretch, in text order.
pub(super) fn tokens(source: &Source, around: Span) -> Vec<Token> {
    let window = window(source, around);
    let mut tokens = tokenize(source.get(window).unwrap_or_default());
    for token in &mut tokens {
        // A word may begin within a grapheme, where letters of two scripts are joined.
        token.span = Span::new(
            grapheme(source, token.span.start + window.start, Side::Before),
            grapheme(source, token.span.end + window.start, Side::Behind),
        );
    }
    tokens
}

/// A stretch with what is within reach of it, cut where white space is, if there is any.
fn window(source: &Source, around: Span) -> Span {
    let text = source.text();
    let len = text.len() as u32;
    let mut start = around.start.min(len).saturating_sub(REACH);
    let mut end = around.end.min(len).saturating_add(REACH).min(len);
    while !text.is_char_boundary(start as usize) {
        start -= 1;
    }
    while !text.is_char_boundary(end as usize) {
        end += 1;
    }
    // What is cut in half at the edge is no word.
    let blank = |c: char| c.is_whitespace();
    let before = text.get(start as usize..around.start.min(len) as usize);
    let behind = text.get(around.end.min(len) as usize..end as usize);
    if let Some(at) = before
        .filter(|_| start > 0)
        .and_then(|text| text.find(blank))
    {
        start += at as u32;
    }
    if let Some(at) = behind
        .filter(|_| end < len)
        .and_then(|text| text.rfind(blank))
    {
        end = around.end.min(len) + at as u32;
    }
    Span::new(start, end)
}
