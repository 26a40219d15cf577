//! A stretch of tokens that no line end parts, split at its stops.
//!
//! Knows abbreviations, quotations, brackets and lists within a line. Must not know lines.

use super::super::abbreviation::{
    Abbreviation, abbreviation, begins_sentences, goes_with_time, speaks,
};
use super::super::{Gap, Shape, Token, TokenKind};
use super::mark::{
    goes_on, is_bullet, is_closer, is_dash, is_ellipsis, is_full_stop, is_inline_bullet, is_stop,
    precedes_words,
};
use super::marker::{Marker, Style, marker};
use super::{LONGEST, LONGEST_QUOTATION, Sentence};
use std::ops::Range;

/// A stretch of tokens that is split at its stops alone.
pub(super) struct Unit<'a> {
    text: &'a str,
    tokens: &'a [Token],
    range: Range<usize>,
    /// How many quotations and brackets hold each token of the range; those that close soon
    /// enough keep their sentences together.
    held: Vec<i32>,
    /// Which tokens of the range close a quotation or bracket.
    closing: Vec<bool>,
    /// The last token that is no mark: behind it no sentence begins.
    last_word: usize,
}

impl<'a> Unit<'a> {
    pub(super) fn new(text: &'a str, tokens: &'a [Token], range: Range<usize>) -> Self {
        let words = tokens[range.clone()]
            .iter()
            .rposition(|t| t.kind != TokenKind::Mark);
        let mut unit = Self {
            text,
            tokens,
            held: vec![0; range.len() + 1],
            closing: vec![false; range.len()],
            last_word: range.start + words.unwrap_or(0),
            range,
        };
        unit.pair_marks();
        unit
    }

    fn word(&self, at: usize) -> &'a str {
        self.tokens[at].of(self.text)
    }

    /// The gap before token `at`; the end of the unit counts as a line end.
    fn gap(&self, at: usize) -> Gap {
        if at < self.range.end {
            self.tokens[at].gap
        } else {
            Gap::Line
        }
    }

    fn pair_marks(&mut self) {
        let (mut double, mut single, mut brackets) = (None, None, Vec::new());
        for at in self.range.clone() {
            if self.tokens[at].kind != TokenKind::Mark {
                continue;
            }
            let touches_before = at > self.range.start && self.gap(at) == Gap::None;
            let touches_after = self.gap(at + 1) == Gap::None;
            match self.word(at) {
                "“" | "„" | "``" => double = Some(at),
                "”" | "''" => self.hold(double.take(), at),
                "\"" => match double {
                    Some(_) if touches_before || !touches_after => self.hold(double.take(), at),
                    _ if touches_before && self.tokens[at - 1].kind == TokenKind::Number => {}
                    _ if touches_after || !touches_before => double = Some(at),
                    _ => {}
                },
                "‘" | "`" => single = Some(at),
                "'" if touches_after && !touches_before => single = Some(at),
                "'" | "’" if touches_before && self.closes_single(at, single) => {
                    self.hold(single.take(), at);
                }
                "(" | "[" => brackets.push(at),
                ")" | "]" => self.hold(brackets.pop(), at),
                _ => {}
            }
        }
        let mut depth = 0;
        for held in &mut self.held {
            depth += *held;
            *held = depth;
        }
    }

    /// Whether the apostrophe at `at` closes the quotation that `open` opened. A possessive's
    /// looks the same: one behind punctuation closes, one behind a word only what a curly mark
    /// opened, and not where the word may be a plural.
    fn closes_single(&self, at: usize, open: Option<usize>) -> bool {
        let before = self.word(at - 1);
        matches!(before, "." | "," | "!" | "?" | "…" | "...")
            || open.is_some_and(|open| self.word(open) == "‘")
                && self.gap(at + 1) > Gap::None
                && !before.ends_with('s')
    }

    fn hold(&mut self, open: Option<usize>, close: usize) {
        let first = self.range.start;
        self.closing[close - first] = true;
        if let Some(open) = open.filter(|open| close - open <= LONGEST_QUOTATION) {
            self.held[open + 1 - first] += 1;
            self.held[close - first] -= 1;
        }
    }

    pub(super) fn split(&self, out: &mut Vec<Sentence>) {
        let mut start = self.range.start;
        let mut expected = None;
        let mut at = start;
        while at < self.range.end {
            if at == start {
                at += usize::from(is_bullet(self.word(at)));
                if let Some(item) = self.marker(at) {
                    expected = Some(Marker {
                        value: item.value + 1,
                        ..item
                    });
                    at += item.tokens;
                }
                if at > start {
                    continue;
                }
            }
            let next = self
                .boundary(at)
                .or_else(|| self.item(at + 1, expected).then_some(at + 1));
            match next {
                Some(next) => {
                    self.push(start..next, out);
                    start = next;
                    at = next;
                }
                None => at += 1,
            }
        }
        if start < self.range.end {
            self.push(start..self.range.end, out);
        }
    }

    /// Adds a sentence, cut where it is too long.
    fn push(&self, mut range: Range<usize>, out: &mut Vec<Sentence>) {
        while !range.is_empty() {
            let end = if range.len() <= LONGEST {
                range.end
            } else {
                self.cut(range.start)
            };
            let span = self.tokens[range.start]
                .span
                .cover(self.tokens[end - 1].span);
            out.push(Sentence {
                span,
                tokens: range.start as u32..end as u32,
            });
            range.start = end;
        }
    }

    /// The best place to cut a sentence that begins at `start` and is too long: behind the
    /// strongest mark in the second half of what is allowed, the last of these.
    fn cut(&self, start: usize) -> usize {
        let weight = |at: usize| match self.word(at) {
            word if self.tokens[at].kind == TokenKind::Mark && is_stop(word) => 4,
            ";" | ":" => 3,
            "," | "—" | "–" | "|" => 2,
            _ if self.gap(at + 1) > Gap::Blank => 2,
            _ if self.gap(at + 1) == Gap::Blank => 1,
            _ => 0,
        };
        let last = start + LONGEST - 1;
        (start + LONGEST / 2..=last)
            .max_by_key(|&at| weight(at))
            .unwrap_or(last)
            + 1
    }

    fn marker(&self, at: usize) -> Option<Marker> {
        marker(self.text, self.tokens, at..self.range.end)
    }

    /// Whether a list item begins at `at` that no stop announces.
    fn item(&self, at: usize, expected: Option<Marker>) -> bool {
        if at >= self.range.end || self.held[at - self.range.start] > 0 {
            return false;
        }
        let token = self.tokens[at];
        if token.kind == TokenKind::Mark && is_inline_bullet(self.word(at)) {
            return true;
        }
        let possible =
            matches!(token.kind, TokenKind::Number | TokenKind::Word) && token.span.len() <= 3;
        let capital =
            expected.is_some_and(|e| e.style == Style::Stop && (65..=91).contains(&e.value));
        possible
            && !capital
            && expected.is_some_and(|expected| {
                self.marker(at)
                    .is_some_and(|m| (m.value, m.style) == (expected.value, expected.style))
            })
    }

    /// Where the next sentence begins, if the token at `at` ends one.
    fn boundary(&self, at: usize) -> Option<usize> {
        let token = self.tokens[at];
        if !matches!(token.kind, TokenKind::Word | TokenKind::Mark) {
            return None;
        }
        let stop = self.word(at);
        // "!Kung" begins with no stop; a quotation may break off with a dash.
        let begins_word = || {
            let behind_blank = at > self.range.start && self.gap(at) > Gap::None;
            behind_blank && self.gap(at + 1) == Gap::None && stop != "."
        };
        let stops = match token.kind {
            TokenKind::Mark if is_dash(stop) => self.closes(at + 1),
            TokenKind::Mark => is_stop(stop) && !begins_word(),
            _ => is_stop(stop),
        };
        if !stops {
            return None;
        }
        let mut next = at + 1;
        while next < self.range.end && self.closes(next) {
            next += 1;
        }
        let closed = next > at + 1;
        if token.kind == TokenKind::Mark {
            next = self.skip_references(next);
        }
        let free = next <= self.last_word && self.held[next - self.range.start] == 0;
        (free && self.ends(at, next, closed)).then_some(next)
    }

    /// Whether the mark at `at` closes what the stop before it ended.
    fn closes(&self, at: usize) -> bool {
        if at >= self.range.end {
            return false;
        }
        let mark = self.word(at);
        let closing = self.closing[at - self.range.start];
        match self.gap(at) {
            Gap::None => is_closer(mark) && (closing || !matches!(mark, "\"" | "'")),
            // Broken pages have blanks before marks.
            Gap::Blank => closing && matches!(mark, "\"" | "”"),
            _ => false,
        }
    }

    /// Notes' numbers and brackets that touch the stop ("large.[7][8] This", "type 2).10 It").
    fn skip_references(&self, mut at: usize) -> usize {
        let touches = |at: usize| at < self.range.end && self.gap(at) == Gap::None;
        while touches(at + 2)
            && self.gap(at) == Gap::None
            && self.word(at) == "["
            && self.word(at + 2) == "]"
        {
            at += 3;
        }
        let number = touches(at)
            && self.tokens[at].kind == TokenKind::Number
            && self.gap(at + 1) > Gap::None;
        at += usize::from(number);
        while number
            && at + 1 < self.range.end
            && self.tokens[at].kind == TokenKind::Number
            && self.tokens[at + 1].shape.is_capitalised()
        {
            at += 1;
        }
        at
    }

    /// Whether the sentence ends between the stop at `at`, with what closes behind it, and
    /// the token at `next`.
    fn ends(&self, at: usize, next: usize, closed: bool) -> bool {
        let stop = self.word(at);
        if self.gap(next) == Gap::None {
            return self.ends_without_blank(at, next, closed);
        }
        let mark = self.word(next);
        let is_mark = self.tokens[next].kind == TokenKind::Mark;
        if self.marker(next).is_some() || is_mark && is_inline_bullet(mark) {
            return self.tokens[at].kind == TokenKind::Mark;
        }
        if is_mark && goes_on(mark) {
            return false;
        }
        let Some(first) = self.first_word(next) else {
            return is_mark && !matches!(mark, ")" | "]" | "”" | "’");
        };
        let (word, shape) = (self.word(first), self.tokens[first].shape);
        // A relative clause in brackets belongs to what it is about.
        if mark == "(" && word == "Which" {
            return false;
        }
        // "N°. 5" is no abbreviation that a list could hold.
        if at > self.range.start && matches!(self.word(at - 1), "°" | "№") {
            return shape != Shape::Uncased;
        }
        let capital = shape.is_capitalised() || shape == Shape::Uncased;
        if self.tokens[at].kind == TokenKind::Word {
            return match abbreviation(stop.trim_end_matches('.')) {
                Some(Abbreviation::Leading | Abbreviation::Date | Abbreviation::Number) => false,
                Some(Abbreviation::Closing) => shape.is_capitalised() && !goes_with_time(word),
                Some(Abbreviation::Trailing) | None => begins_sentences(word),
            };
        }
        if is_ellipsis(stop) {
            let bracketed = at > self.range.start && self.word(at - 1) == "[";
            let end = stop.bytes().filter(|b| *b == b'.').count() > 3;
            return !bracketed && shape.is_capitalised() && (end || word != "I");
        }
        if !stop.ends_with('.') && closed && self.is_speech(next) {
            return false;
        }
        capital || shape == Shape::Camel && stop == "."
    }

    /// A stop without a blank behind it ends a sentence between a word and a capital
    /// ("Azure.This"), not inside a name ("ASP.NET").
    fn ends_without_blank(&self, at: usize, next: usize, closed: bool) -> bool {
        if is_full_stop(self.word(at)) {
            return true;
        }
        if self.tokens[at].kind != TokenKind::Mark {
            let abbreviated = abbreviation(self.word(at).trim_end_matches('.'));
            return abbreviated != Some(Abbreviation::Leading) && begins_sentences(self.word(next));
        }
        let first = self.first_word(next);
        let Some(first) = first.filter(|&first| self.tokens[first].kind == TokenKind::Word) else {
            return false;
        };
        let before = at
            .checked_sub(1)
            .filter(|before| *before >= self.range.start)
            .map(|before| self.tokens[before]);
        let ended = closed
            || before.is_some_and(|b| match b.kind {
                TokenKind::Word => b.span.len() > 1,
                TokenKind::Number | TokenKind::Address => true,
                TokenKind::Mark => is_closer(b.of(self.text)) || b.of(self.text) == "%",
            });
        let small = before.is_some_and(|b| b.shape == Shape::Lower) && self.gap(at) == Gap::None;
        let token = self.tokens[first];
        ended
            && match token.shape {
                Shape::Capitalised => token.span.len() > 1 || matches!(self.word(first), "I" | "A"),
                Shape::Upper | Shape::Mixed => closed || small,
                _ => false,
            }
    }

    /// The first word, number or address from `at` on, behind marks that open at most.
    fn first_word(&self, at: usize) -> Option<usize> {
        let end = self.range.end.min(at + 4);
        let first = (at..end).find(|&at| self.tokens[at].kind != TokenKind::Mark)?;
        (at..first)
            .all(|at| precedes_words(self.word(at)))
            .then_some(first)
    }

    /// Whether a speaker and a verb of speech follow: they belong to the quotation before.
    fn is_speech(&self, next: usize) -> bool {
        let end = self.range.end.min(next + 5);
        let verb = (next..end).find(|&at| self.tokens[at].shape == Shape::Lower);
        verb.is_some_and(|verb| verb > next && speaks(self.word(verb)))
    }
}
