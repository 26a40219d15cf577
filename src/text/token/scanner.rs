//! From left to right through a text, one token at a time.
//!
//! Knows characters and their neighbours; every look ahead or back has a bound, so that the
//! whole takes linear time. Must not know addresses, which [`super::address`] tells apart.

use super::super::abbreviation::{Abbreviation, abbreviation, begins_sentences};
use super::{Gap, Shape, Span, Token, TokenKind, is_apostrophe};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

pub fn tokenize(text: &str) -> Vec<Token> {
    let mut scanner = Scanner {
        text,
        bytes: text.as_bytes(),
        tokens: Vec::with_capacity(text.len() / 5),
        gap: Gap::Paragraph,
    };
    let mut at = 0;
    loop {
        let (gap, start) = scanner.skip_blanks(at);
        scanner.gap = if at == 0 { Gap::Paragraph } else { gap };
        if start >= text.len() {
            return scanner.tokens;
        }
        at = scanner.scan(start);
    }
}

pub(super) struct Scanner<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    pub(super) tokens: Vec<Token>,
    /// The white space before the token at hand.
    pub(super) gap: Gap,
}

/// White space, and invisible characters that neither join nor show anything.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// Clitics behind their apostrophe; "n't" is told apart by its "t".
const CLITICS: [&str; 7] = ["s", "t", "re", "ve", "ll", "d", "m"];
/// Currency codes that are written against their number.
const CURRENCIES: [&str; 17] = [
    "KSh", "Ksh", "USh", "TSh", "Sh", "Rs", "Tk", "RM", "Rp", "KES", "USD", "EUR", "GBP", "INR",
    "NGN", "ZAR", "AUD",
];
impl Scanner<'_> {
    /// The white space from `at` on, and where it ends.
    fn skip_blanks(&self, at: usize) -> (Gap, usize) {
        // By far the most gaps are nothing or one blank.
        let end = at + usize::from(self.byte(at) == b' ');
        if self.byte(end) > b' ' && self.byte(end) < 0x80 {
            return (if end > at { Gap::Blank } else { Gap::None }, end);
        }
        let (mut gap, mut lines, mut end) = (Gap::None, 0, at);
        while let Some(c) = self.char(end) {
            match c {
                '\n' | '\u{85}' | '\u{2028}' | '\u{B}' | '\u{C}' => lines += 1,
                '\r' => lines += u32::from(self.byte(end + 1) != b'\n'),
                '\u{2029}' => lines += 2,
                _ if is_blank(c) => {}
                _ => break,
            }
            gap = Gap::Blank;
            end += c.len_utf8();
        }
        match lines {
            0 => (gap, end),
            1 => (Gap::Line, end),
            _ => (Gap::Paragraph, end),
        }
    }

    /// Cuts the token at `start`, where no blank is; where it ends.
    fn scan(&mut self, start: usize) -> usize {
        let Some(c) = self.char(start) else {
            return self.bytes.len();
        };
        match c {
            '0'..='9' => self.number(start),
            'a'..='z' | 'A'..='Z' => self.word(start),
            '.' if self.begins_fraction(start) => self.number(start),
            '@' if self.mail(start) => self.end(),
            '@' | '#' if self.handle(start) => self.end(),
            ':' if self.url(start) => self.end(),
            _ if is_apostrophe(c) && self.clitic(start) => self.end(),
            _ if c.is_alphabetic() => self.word(start),
            _ if c.is_numeric() => self.number(start),
            _ => self.mark(start, c),
        }
    }

    pub(super) fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let span = Span::new(start as u32, end as u32);
        let shape = Shape::of(&self.text[start..end]);
        self.tokens.push(Token {
            span,
            kind,
            shape,
            gap: self.gap,
        });
        self.gap = Gap::None;
        end
    }

    /// Replaces the tokens from `start` on, which touch each other, by one.
    pub(super) fn merge(&mut self, start: usize, end: usize) {
        while let Some(last) = self
            .tokens
            .last()
            .filter(|t| t.span.start as usize >= start)
        {
            self.gap = last.gap;
            self.tokens.pop();
        }
        self.push(start, end, TokenKind::Address);
    }

    /// Where the last token ends.
    fn end(&self) -> usize {
        self.tokens.last().map_or(0, |t| t.span.end as usize)
    }

    pub(super) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The character at `at`; ASCII without decoding.
    pub(super) fn char(&self, at: usize) -> Option<char> {
        let byte = *self.bytes.get(at)?;
        if byte.is_ascii() {
            return Some(byte as char);
        }
        self.text.get(at..)?.chars().next()
    }

    fn letter(&self, at: usize) -> bool {
        self.char(at).is_some_and(char::is_alphabetic)
    }

    fn alphanumeric(&self, at: usize) -> bool {
        self.char(at).is_some_and(char::is_alphanumeric)
    }

    /// Whether the character at `at` belongs to the one before it (a combining mark, a joiner).
    fn joined(&self, at: usize) -> bool {
        self.byte(at) >= 0x80
            && !GraphemeCursor::new(at, self.text.len(), true)
                .is_boundary(self.text, 0)
                .unwrap_or(true)
    }

    /// Letters, digits and all that joins them, from `at` on.
    pub(super) fn run(&self, mut at: usize) -> usize {
        while self.byte(at).is_ascii_alphanumeric() {
            at += 1;
        }
        while let Some(c) = self.char(at) {
            let soft_hyphen = c == '\u{AD}' && self.letter(at + c.len_utf8());
            let inside = match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => true,
                '\0'..='\x7F' => false,
                '\u{2010}'..='\u{2027}' => false,
                _ => c.is_alphanumeric() || soft_hyphen || self.joined(at),
            };
            if !inside {
                break;
            }
            at += c.len_utf8();
        }
        at
    }

    fn word(&mut self, start: usize) -> usize {
        let mut end = self.run(start);
        if let Some(code) = self.currency(start, end) {
            return self.push(start, code, TokenKind::Word);
        }
        while let Some(c) = self.char(end) {
            let next = end + c.len_utf8();
            match c {
                _ if is_apostrophe(c) && self.letter(next) => match self.clitic_start(start, end) {
                    Some(clitic) => {
                        if clitic > start {
                            self.push(start, clitic, TokenKind::Word);
                        }
                        return self.push(clitic, self.run(next), TokenKind::Word);
                    }
                    None => end = self.run(next),
                },
                '-' | '\u{2010}' | '\u{2011}' if self.letter(next) => end = self.run(next),
                '&' if self.joins_initials(start, end) => end = self.run(next),
                '.' => {
                    if let Some(domain) = self.domain(start, end) {
                        return self.push(start, domain, TokenKind::Address);
                    }
                    let end = self.abbreviation(start, end);
                    return self.push(start, end, TokenKind::Word);
                }
                _ => break,
            }
        }
        self.push(start, end, TokenKind::Word)
    }

    /// Where the clitic begins whose apostrophe is at `apostrophe`, in the word from `start`.
    fn clitic_start(&self, start: usize, apostrophe: usize) -> Option<usize> {
        let letters = apostrophe + self.char(apostrophe)?.len_utf8();
        let end = self.run(letters);
        let clitic = self.text.get(letters..end)?;
        let goes_on = match self.char(end) {
            Some(c) if is_apostrophe(c) || c == '-' => self.letter(end + c.len_utf8()),
            _ => false,
        };
        if goes_on || !CLITICS.iter().any(|c| clitic.eq_ignore_ascii_case(c)) {
            return None;
        }
        if !clitic.eq_ignore_ascii_case("t") {
            return Some(apostrophe);
        }
        let n = apostrophe.checked_sub(1)?;
        (n >= start && self.byte(n).eq_ignore_ascii_case(&b'n')).then_some(n)
    }

    /// A clitic that no word holds: behind an abbreviation, a number or a blank ("U.S.'s").
    fn clitic(&mut self, at: usize) -> bool {
        let follows = self.tokens.last().is_some_and(|last| match self.gap {
            Gap::None => last.span.end as usize == at,
            Gap::Blank => last.kind == TokenKind::Word,
            _ => false,
        });
        let clitic = follows.then(|| self.clitic_start(at, at)).flatten();
        if clitic.is_some() {
            let letters = at + self.char(at).map_or(1, char::len_utf8);
            self.push(at, self.run(letters), TokenKind::Word);
        }
        clitic.is_some()
    }

    /// Whether the ampersand at `at` stands between capitals alone ("AT&T", "R&D").
    fn joins_initials(&self, start: usize, at: usize) -> bool {
        let upper = |range: &[u8]| !range.is_empty() && range.iter().all(u8::is_ascii_uppercase);
        upper(&self.bytes[start..at]) && upper(&self.bytes[at + 1..self.run(at + 1)])
    }

    /// Where a currency code ends that is written against its number ("KSh200").
    fn currency(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.text[start..end];
        let code = word.find(|c: char| c.is_ascii_digit())?;
        CURRENCIES.contains(&&word[..code]).then_some(start + code)
    }

    /// Where the word ends whose run of letters ends with the stop at `dot`: behind the stop
    /// where it abbreviates.
    fn abbreviation(&self, start: usize, dot: usize) -> usize {
        let word = &self.text[start..dot];
        let chain = self.initials(start, dot);
        if chain > dot {
            return chain;
        }
        if self.byte(dot + 1) == b'.' {
            return dot;
        }
        let (gap, next) = self.skip_blanks(dot + 1);
        let following = if gap < Gap::Paragraph {
            self.char(next)
        } else {
            None
        };
        let digit = following.is_some_and(|c| c.is_ascii_digit());
        let known = self.known(start, dot);
        let keeps = match known {
            Some((end, Abbreviation::Leading | Abbreviation::Trailing | Abbreviation::Closing)) => {
                return end;
            }
            Some((_, Abbreviation::Date)) => {
                digit || following.is_some_and(|c| c == ',' || c.is_lowercase())
            }
            Some((_, Abbreviation::Number)) => digit,
            None => {
                let initial = word.chars().count() == 1 && Shape::of(word) == Shape::Capitalised;
                initial
                    && self.may_precede_initial(word)
                    && following.is_some_and(char::is_uppercase)
                    && !begins_sentences(&self.text[next..self.run(next)])
            }
        };
        dot + usize::from(keeps)
    }

    /// Whether the token before may stand before an initial: no number does ("40 C. Talks"),
    /// and only a name before what is also a word ("you and I. Did", "on X. The").
    fn may_precede_initial(&self, letter: &str) -> bool {
        self.tokens.last().is_none_or(|before| match before.kind {
            TokenKind::Number => false,
            _ => !matches!(letter, "I" | "X") || before.shape.is_capitalised(),
        })
    }

    /// A listed abbreviation and where it ends; it may hold a stop inside ("Ph.D.").
    fn known(&self, start: usize, dot: usize) -> Option<(usize, Abbreviation)> {
        let second = self.run(dot + 1);
        if second > dot + 1
            && self.byte(second) == b'.'
            && let Some(class) = abbreviation(&self.text[start..second])
        {
            return Some((second + 1, class));
        }
        let class = abbreviation(&self.text[start..dot])?;
        Some((dot + 1, class))
    }

    /// Where letters each with a stop end ("U.S.", "a.m", "J.K."); `dot` where there is but one.
    fn initials(&self, start: usize, dot: usize) -> usize {
        let single = |from: usize, to: usize| self.text[from..to].chars().count() == 1;
        if !single(start, dot) {
            return dot;
        }
        let (mut end, mut stop) = (dot, dot);
        while self.byte(stop) == b'.' && self.letter(stop + 1) {
            let next = self.run(stop + 1);
            if !single(stop + 1, next) {
                break;
            }
            (end, stop) = (next, next);
        }
        end + usize::from(end > dot && self.byte(end) == b'.')
    }

    /// Whether a decimal fraction without its nought begins here ("$.50").
    fn begins_fraction(&self, at: usize) -> bool {
        let behind_currency = at > 0 && matches!(self.byte(at - 1), b'$' | b'(');
        self.byte(at + 1).is_ascii_digit() && (self.gap != Gap::None || behind_currency)
    }

    fn number(&mut self, start: usize) -> usize {
        let mut end = start;
        loop {
            let c = self.char(end);
            let next = self.byte(end + 1);
            end += match c {
                Some('0'..='9') => 1,
                Some('.' | ',') if next.is_ascii_digit() => 1,
                Some(':')
                    if end > start
                        && next.is_ascii_digit()
                        && self.byte(end + 2).is_ascii_digit() =>
                {
                    1
                }
                Some(c) if !c.is_ascii() && (c.is_numeric() || self.joined(end)) => c.len_utf8(),
                _ => break,
            };
        }
        let letters = self.run(end);
        let bare = self.bytes[start..end].iter().all(u8::is_ascii_digit);
        let ending = &self.bytes[end..letters];
        let kept = match ending {
            b"st" | b"nd" | b"rd" | b"th" | b"ST" | b"ND" | b"RD" | b"TH" => TokenKind::Number,
            b"s" if end - start == 4 || end - start == 2 => TokenKind::Number,
            // "5G", "3D": names of kinds, no measures.
            b"G" | b"D" if end - start == 1 => TokenKind::Word,
            _ => return self.push(start, end, TokenKind::Number),
        };
        let end = if bare { letters } else { end };
        self.push(start, end, if bare { kept } else { TokenKind::Number })
    }

    fn mark(&mut self, start: usize, c: char) -> usize {
        let mut end = start + c.len_utf8();
        match c {
            '.' => end = self.ellipsis(start),
            '!' | '?' => {
                while matches!(self.byte(end), b'!' | b'?') {
                    end += 1;
                }
            }
            '-' | '=' | '*' | '_' | '~' | '#' | '/' | '+' | '$' | '`' | '|' | '\'' => {
                while self.byte(end) == c as u8 {
                    end += 1;
                }
            }
            _ => {}
        }
        if end == start + c.len_utf8() && self.byte(end) >= 0x80 && !self.alphanumeric(end) {
            let cluster = self.text[start..].graphemes(true).next();
            end = start + cluster.map_or(c.len_utf8(), str::len);
        }
        self.push(start, end, TokenKind::Mark)
    }

    /// Where a run of stops ends, with blanks between them or without.
    fn ellipsis(&self, start: usize) -> usize {
        let mut end = start + 1;
        loop {
            end += match (self.byte(end), self.byte(end + 1)) {
                (b'.', _) => 1,
                (b' ', b'.') if !self.byte(end + 2).is_ascii_alphanumeric() => 2,
                _ => return end,
            };
        }
    }
}
