//! Where sentences begin and end.
//!
//! Knows stops, quotation marks, lists and lines. Must not know zones, nor what a sentence
//! says. Works paragraph by paragraph: first the line ends that are boundaries, then the
//! stops inside.
//!
//! **Invariant:** every token is in exactly one sentence, and no sentence has more than
//! [`LONGEST`] tokens.

use super::abbreviation::{Abbreviation, abbreviation, begins_sentences, speaks};
use super::{Gap, Shape, Span, Token, TokenKind};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Which tokens of the text are its own.
    pub tokens: Range<u32>,
}

/// The most tokens that a sentence may have.
pub const LONGEST: usize = 512;
/// Within so many tokens a quotation or bracket must close to hold its sentences together.
const LONGEST_QUOTATION: usize = 250;
/// A line so long, in bytes, that ends in the middle of a clause was wrapped by a machine.
const WRAPPED: u32 = 50;

pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(tokens.len() / 16);
    let wrap = wrap_width(text, tokens);
    let mut start = 0;
    while start < tokens.len() {
        let later = tokens[start + 1..]
            .iter()
            .position(|t| t.gap == Gap::Paragraph);
        let end = later.map_or(tokens.len(), |at| start + 1 + at);
        for unit in units(text, tokens, start..end, wrap) {
            Unit::new(text, tokens, unit).split(&mut out);
        }
        start = end;
    }
    out
}

/// The width, in bytes, at which a machine wrapped the lines of this text, if one did: lines
/// that go on in small letters are then as common as others, and none is long.
fn wrap_width(text: &str, tokens: &[Token]) -> Option<u32> {
    let (mut lines, mut wrapped, mut widest) = (0u32, 0u32, 0u32);
    let mut line_start = 0;
    for pair in tokens.windows(2) {
        let [before, after] = pair else { continue };
        if after.gap < Gap::Line {
            continue;
        }
        let width = before.span.end.saturating_sub(line_start);
        line_start = after.span.start;
        if after.gap == Gap::Line {
            lines += 1;
            if after.shape == Shape::Lower && !is_stop(before.of(text)) {
                wrapped += 1;
                widest = widest.max(width);
            }
        }
    }
    (wrapped >= 3 && wrapped * 5 >= lines * 2 && (WRAPPED..=120).contains(&widest))
        .then_some(widest)
}

/// Cuts a paragraph at the line ends that are boundaries: headlines, list items, one-line
/// paragraphs, but not lines that were wrapped.
fn units(
    text: &str,
    tokens: &[Token],
    paragraph: Range<usize>,
    wrap: Option<u32>,
) -> Vec<Range<usize>> {
    let last = tokens[paragraph.end - 1];
    let prose = is_stop(last.of(text)) || is_closer(last.of(text));
    let mut units = Vec::new();
    let (mut start, mut line) = (paragraph.start, paragraph.start);
    for at in paragraph.start + 1..paragraph.end {
        let (before, after) = (tokens[at - 1], tokens[at]);
        if after.gap != Gap::Line {
            continue;
        }
        let width = before.span.end - tokens[line].span.start;
        line = at;
        let goes_on =
            if is_bullet(after.of(text)) || marker(text, tokens, at..paragraph.end).is_some() {
                false
            } else if after.kind == TokenKind::Word && after.shape == Shape::Lower {
                prose || width >= WRAPPED || before.of(text) == ","
            } else if after.of(text) == "(" {
                prose && width >= WRAPPED && !is_stop(before.of(text))
            } else {
                let word = after.span.len() + 1;
                wrap.is_some_and(|wrap| (width + word) * 20 >= wrap * 17 && before.of(text) != ":")
            };
        if !goes_on {
            units.push(start..at);
            start = at;
        }
    }
    units.push(start..paragraph.end);
    units
}

fn is_bullet(mark: &str) -> bool {
    matches!(
        mark,
        "•" | "⁃"
            | "‣"
            | "▪"
            | "◦"
            | "●"
            | "■"
            | "·"
            | "*"
            | "-"
            | "–"
            | "→"
            | ">"
            | ">>"
            | "»"
            | "✓"
            | "✔"
            | "✅"
            | "👉"
            | "➡️"
            | "|"
    )
}

/// Bullets that begin an item also in the middle of a line.
fn is_inline_bullet(mark: &str) -> bool {
    matches!(mark, "•" | "⁃" | "‣" | "▪" | "●" | "■")
}

fn is_ellipsis(mark: &str) -> bool {
    mark == "…" || (mark.len() > 1 && mark.bytes().all(|b| matches!(b, b'.' | b' ')))
}

/// Whether a mark or abbreviation may end a sentence.
fn is_stop(token: &str) -> bool {
    token.ends_with(['.', '!', '?', '…', '。', '！', '？', '．', '؟', '।', '‽'])
}

fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "--" | "–" | "—")
}

fn is_closer(mark: &str) -> bool {
    matches!(mark, "”" | "’" | "\"" | "'" | "''" | ")" | "]" | "»")
}

fn is_opener(mark: &str) -> bool {
    matches!(
        mark,
        "“" | "‘" | "\"" | "'" | "``" | "`" | "(" | "[" | "«" | "„"
    )
}

/// Time zones and days stand behind "p.m." with a capital.
fn goes_with_time(word: &str, shape: Shape) -> bool {
    const NAMES: &[&str] = &[
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Eastern",
        "Pacific",
        "Central",
        "Mountain",
        "Greenwich",
        "London",
        "Nairobi",
    ];
    shape == Shape::Upper && word.len() <= 4 || NAMES.contains(&word)
}

/// A list item's number or letter at the start of `range`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Marker {
    /// The number, or the letter's code.
    value: u32,
    /// The marks around it, packed: which item follows which only holds among the same.
    style: Style,
    tokens: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Stop,
    Bracket,
    StopBracket,
    Brackets,
}

fn marker(text: &str, tokens: &[Token], range: Range<usize>) -> Option<Marker> {
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

/// A stretch of tokens that is split at its stops alone.
struct Unit<'a> {
    text: &'a str,
    tokens: &'a [Token],
    range: Range<usize>,
    /// How many quotations and brackets hold each token of the range; those that close soon
    /// enough keep their sentences together.
    held: Vec<i32>,
    /// Straight quotation marks of the range that open, and those that close.
    closing: Vec<bool>,
}

impl<'a> Unit<'a> {
    fn new(text: &'a str, tokens: &'a [Token], range: Range<usize>) -> Self {
        let mut unit = Self {
            text,
            tokens,
            held: vec![0; range.len() + 1],
            closing: vec![false; range.len()],
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

    fn split(&self, out: &mut Vec<Sentence>) {
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
        let stop = self.word(at);
        let token = self.tokens[at];
        let behind_blank = at > self.range.start && self.gap(at) > Gap::None;
        let prefix = behind_blank && self.gap(at + 1) == Gap::None && stop != ".";
        let broken_off = is_dash(stop) && self.closes(at + 1);
        match token.kind {
            TokenKind::Word if is_stop(stop) => {}
            // "!Kung" begins with no stop.
            TokenKind::Mark if is_stop(stop) && !prefix => {}
            TokenKind::Mark if broken_off => {}
            _ => return None,
        }
        let mut next = at + 1;
        while next < self.range.end && self.closes(next) {
            next += 1;
        }
        let closed = next > at + 1;
        if token.kind == TokenKind::Mark {
            next = self.skip_references(next);
        }
        let free = next < self.range.end && self.held[next - self.range.start] == 0;
        (free && self.ends(at, next, closed)).then_some(next)
    }

    /// Whether the mark at `at` closes what the stop before it ended.
    fn closes(&self, at: usize) -> bool {
        if at >= self.range.end || self.gap(at) > Gap::None {
            return false;
        }
        let mark = self.word(at);
        is_closer(mark) && (!matches!(mark, "\"" | "'") || self.closing[at - self.range.start])
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
        if is_mark && (matches!(mark, "," | ";" | ":") || is_dash(mark) && mark != "-") {
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
                Some(Abbreviation::Closing) => {
                    shape.is_capitalised() && !goes_with_time(word, shape)
                }
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
            .all(|at| {
                is_opener(self.word(at))
                    || matches!(
                        self.word(at),
                        "-" | "$" | "£" | "€" | "#" | "¡" | "¿" | "…" | "..."
                    )
                    || !self.word(at).is_ascii()
            })
            .then_some(first)
    }

    /// Whether a speaker and a verb of speech follow: they belong to the quotation before.
    fn is_speech(&self, next: usize) -> bool {
        let end = self.range.end.min(next + 5);
        let verb = (next..end).find(|&at| self.tokens[at].shape == Shape::Lower);
        verb.is_some_and(|verb| verb > next && speaks(self.word(verb)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tokenize;
    use super::*;

    /// Splits `text`; `expect` has a bar between sentences.
    fn check(expect: &str) {
        let text = expect.replace('¦', "");
        let tokens = tokenize(&text);
        let found: Vec<_> = sentences(&text, &tokens)
            .iter()
            .map(|s| &text[s.span.range()])
            .collect();
        let expect: Vec<_> = expect.split('¦').map(str::trim).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        check("The U.S. Government hired J. K. Rowling. ¦She left.");
        check("He lives in the U.S. ¦It is big.");
        check("Acme Inc. said so at 9 a.m. Monday. ¦Dr. No agreed.");
        check("It opens at 5 p.m. ¦Visitors pay $3.50. ¦No. 10 is shut.");
    }

    #[test]
    fn missing_blanks() {
        check("It runs on Azure.¦This is new.¦“We know,” he said.¦It uses ASP.NET 3.5.");
    }

    #[test]
    fn quotations_hold_together() {
        check("“It was bad. We lost.” ¦She left.");
        check("“Will it work?” Smith asked. ¦“It was bad. We lost,” he said.");
        check("He said: “Go. Now.” and left.");
        check("“It never closes. ¦We lost.");
    }

    #[test]
    fn lines() {
        check("A headline without a stop\n¦The first sentence.\n¦The second.");
        check("Here is the list:\n¦- one thing\n¦- another\n¦1. The first");
        check("This line was wrapped by a machine at some column and\ngoes on here, and so on.");
    }

    #[test]
    fn long_sentences_are_cut() {
        let text = "word ".repeat(5000);
        let tokens = tokenize(&text);
        assert!(
            sentences(&text, &tokens)
                .iter()
                .all(|s| s.tokens.len() <= LONGEST)
        );
    }
}
