//! Words, numbers and marks.
//!
//! Knows how English is written, one word at a time. Must not know sentences, nor what a word
//! means. White space is no token: each token says what white space stands before it.
//!
//! How words are cut, so that extraction can rely on it:
//! - A clitic is a token of its own: "company" "'s", "does" "n't", "we" "'ll". Other inner
//!   apostrophes stay ("O'Brien"); the bare one of a plural possessive is a mark.
//! - A hyphen inside a word stays ("data-centre", "Bekkevold-Rao") unless a number is beside
//!   it ("15" "-" "year-old", "GPT" "-" "4"). Dashes are marks.
//! - A number keeps its separators ("1,200.50", "10:30") and gives up its unit ("3.5" "bn",
//!   "9" "am"), but not an ordinal's or decade's ending ("1st", "1990s"). A currency code
//!   written against a number is apart ("KES" "500").
//! - An abbreviation keeps its stop ("U.S.", "Inc.", "J. K." as two) where one belongs to it;
//!   a name keeps its ampersand ("AT&T").
//! - A web or e-mail address, a handle, a hashtag is one token; so is a run of one mark
//!   ("...", ". . .", "--", "?!") and an emoji with all that joins it.

use super::Span;
use super::abbreviation::{Abbreviation, abbreviation, begins_sentences, ends_domains};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Begins with a letter ("data-centre", "U.S.", "n't").
    Word,
    /// Digits with their separators ("1,200.50", "10:30", "1st").
    Number,
    /// Punctuation or a symbol.
    Mark,
    /// A URL, an e-mail address, a handle or a hashtag.
    Address,
}

/// The white space before a token, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gap {
    /// The tokens touch.
    None,
    /// Blanks or tabs.
    Blank,
    /// One line end.
    Line,
    /// A blank line, or the start of the text.
    Paragraph,
}

/// How the letters of a token are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shape {
    /// No letter that has a case.
    Uncased,
    /// "word", "3rd".
    Lower,
    /// "Word", "Bekkevold-Rao", "O'Brien", "J."; also one capital alone.
    Capitalised,
    /// Two capitals or more and nothing else: "NATO", "U.S.", "COVID".
    Upper,
    /// A capital first and further ones inside: "OpenAI", "McDonald", "PhD".
    Mixed,
    /// A small letter first and capitals inside: "iPhone".
    Camel,
}

impl Shape {
    pub fn of(word: &str) -> Self {
        let rest = word.as_bytes().get(1..).unwrap_or_default();
        if rest.iter().all(u8::is_ascii_lowercase) {
            match word.as_bytes().first() {
                Some(b'a'..=b'z') => return Self::Lower,
                Some(b'A'..=b'Z') => return Self::Capitalised,
                _ => {}
            }
        }
        let (mut first_upper, mut seen) = (false, false);
        // Capitals, capitals that no hyphen or apostrophe explains, and small letters.
        let (mut upper, mut inner, mut lower) = (0u32, 0u32, 0u32);
        let mut part_start = true;
        for c in word.chars() {
            let is_upper = c.is_uppercase();
            if is_upper || c.is_lowercase() {
                first_upper |= is_upper && !seen;
                seen = true;
                upper += u32::from(is_upper);
                inner += u32::from(is_upper && !part_start);
                lower += u32::from(!is_upper);
            }
            part_start = !c.is_alphanumeric() && c != '.';
        }
        match (seen, first_upper) {
            (false, _) => Self::Uncased,
            (true, true) if lower == 0 && upper > 1 => Self::Upper,
            (true, true) if inner == 0 => Self::Capitalised,
            (true, true) => Self::Mixed,
            (true, false) if upper == 0 => Self::Lower,
            (true, false) => Self::Camel,
        }
    }

    /// Whether the first letter is a capital.
    pub const fn is_capitalised(self) -> bool {
        matches!(self, Self::Capitalised | Self::Upper | Self::Mixed)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Token {
    pub span: Span,
    pub kind: TokenKind,
    pub shape: Shape,
    /// The white space before it.
    pub gap: Gap,
}

impl Token {
    /// The token's text; `text` is the text that it was cut from.
    pub fn of<'a>(&self, text: &'a str) -> &'a str {
        &text[self.span.range()]
    }
}

/// Whether two words are the same but for case and the form of their apostrophes; `lower` is
/// in small letters with straight apostrophes.
pub fn same_word(word: &str, lower: &str) -> bool {
    if word.is_ascii() {
        return word.eq_ignore_ascii_case(lower);
    }
    word.chars().flat_map(folded).eq(lower.chars())
}

/// `word` in small letters with straight apostrophes, written into `buffer`, for look-ups.
pub fn fold<'a>(word: &str, buffer: &'a mut String) -> &'a str {
    buffer.clear();
    buffer.extend(word.chars().flat_map(folded));
    buffer
}

fn folded(c: char) -> impl Iterator<Item = char> {
    if is_apostrophe(c) { '\'' } else { c }.to_lowercase()
}

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

struct Scanner<'a> {
    text: &'a str,
    bytes: &'a [u8],
    tokens: Vec<Token>,
    /// The white space before the token at hand.
    gap: Gap,
}

const APOSTROPHE: char = '\'';
const CURLY_APOSTROPHE: char = '’';

const fn is_apostrophe(c: char) -> bool {
    matches!(c, APOSTROPHE | CURLY_APOSTROPHE | 'ʼ')
}

/// White space, and invisible characters that neither join nor show anything.
fn is_blank(c: char) -> bool {
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
/// The longest web address without a scheme and the longest mailbox name that are looked for.
const LONGEST_DOMAIN: usize = 253;
const LONGEST_MAILBOX: usize = 64;

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

    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
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
    fn merge(&mut self, start: usize, end: usize) {
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

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The character at `at`; ASCII without decoding.
    fn char(&self, at: usize) -> Option<char> {
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
    fn run(&self, mut at: usize) -> usize {
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
        let amount = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        CURRENCIES
            .iter()
            .find(|code| word.strip_prefix(**code).is_some_and(amount))
            .map(|code| start + code.len())
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
                    && following.is_some_and(char::is_uppercase)
                    && !begins_sentences(&self.text[next..self.run(next)])
            }
        };
        dot + usize::from(keeps)
    }

    /// A listed abbreviation and where it ends; it may hold a stop inside ("Ph.D.").
    fn known(&self, start: usize, dot: usize) -> Option<(usize, Abbreviation)> {
        let second = self.run(dot + 1);
        if second > dot + 1 && self.byte(second) == b'.' {
            if let Some(class) = abbreviation(&self.text[start..second]) {
                return Some((second + 1, class));
            }
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

    /// Where a web address without a scheme ends ("example.com/news").
    fn domain(&self, start: usize, dot: usize) -> Option<usize> {
        if !self.byte(dot + 1).is_ascii_lowercase()
            && !self.byte(dot + 1).is_ascii_digit()
            && !self.text[start..dot].eq_ignore_ascii_case("www")
        {
            return None;
        }
        let limit = (start + LONGEST_DOMAIN).min(self.bytes.len());
        let inside = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
        let length = self.bytes[dot..limit]
            .iter()
            .take_while(|b| inside(b))
            .count();
        let mut end = dot + length;
        while matches!(self.byte(end - 1), b'.' | b'-') {
            end -= 1;
        }
        let last = self.text.get(start..end)?.rsplit('.').next()?;
        let www = self.text[start..dot].eq_ignore_ascii_case("www");
        if end <= dot || !(www || ends_domains(last)) {
            return None;
        }
        Some(if self.byte(end) == b'/' {
            self.address_end(end)
        } else {
            end
        })
    }

    /// Where an address ends that goes on at `at`: at a blank or quotation mark, without the
    /// punctuation that belongs to the sentence.
    fn address_end(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        let outside = |c: char| {
            is_blank(c)
                || c.is_control()
                || matches!(
                    c,
                    '<' | '>' | '"' | '“' | '”' | '‘' | '’' | '|' | '`' | '^' | '{' | '}'
                )
        };
        let mut address = &rest[..rest.find(outside).unwrap_or(rest.len())];
        let mut open = address.matches('(').count() as i64 - address.matches(')').count() as i64;
        while let Some(last) = address.chars().next_back() {
            let trim = match last {
                ')' => {
                    open += 1;
                    open <= 0
                }
                _ => matches!(
                    last,
                    '.' | ',' | ';' | ':' | '!' | '?' | '\'' | ']' | '*' | '…' | '—' | '–'
                ),
            };
            if !trim {
                break;
            }
            address = &address[..address.len() - last.len_utf8()];
        }
        at + address.len()
    }

    /// A URL whose colon is at `colon`, behind its scheme.
    fn url(&mut self, colon: usize) -> bool {
        let Some(scheme) = self
            .tokens
            .last()
            .copied()
            .filter(|_| self.gap == Gap::None)
        else {
            return false;
        };
        let known = ["http", "https", "ftp"]
            .iter()
            .any(|s| scheme.of(self.text).eq_ignore_ascii_case(s));
        let end = self.address_end(colon);
        if !known || !self.text[colon..].starts_with("://") || end <= colon + 3 {
            return false;
        }
        self.merge(scheme.span.start as usize, end);
        true
    }

    /// An e-mail address whose sign is at `at`.
    fn mail(&mut self, at: usize) -> bool {
        let inside = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
        let from = at.saturating_sub(LONGEST_MAILBOX);
        let mailbox = self.bytes[from..at]
            .iter()
            .rev()
            .take_while(|b| inside(b) || matches!(b, b'_' | b'%' | b'+'));
        let start = at - mailbox.count();
        let limit = (at + LONGEST_DOMAIN).min(self.bytes.len());
        let length = self.bytes[at + 1..limit]
            .iter()
            .take_while(|b| inside(b))
            .count();
        let host = self.text[at + 1..at + 1 + length].trim_end_matches(['.', '-']);
        let valid = host
            .rsplit_once('.')
            .is_some_and(|(_, top)| top.len() > 1 && top.bytes().all(|b| b.is_ascii_alphabetic()));
        let aligned = self
            .tokens
            .iter()
            .rev()
            .take_while(|t| t.span.end as usize > start)
            .any(|t| t.span.start as usize == start);
        if !valid || !aligned {
            return false;
        }
        self.merge(start, at + 1 + host.len());
        true
    }

    /// A handle or hashtag: its sign, then letters and digits, at least one letter.
    fn handle(&mut self, at: usize) -> bool {
        let end = self.run(at + 1);
        let valid = self.text[at + 1..end].contains(char::is_alphabetic);
        if valid {
            self.push(at, end, TokenKind::Address);
        }
        valid
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens of `text`, each in brackets where it is more than its neighbours' blanks show.
    fn check(text: &str, expect: &[&str]) {
        let tokens: Vec<_> = tokenize(text).iter().map(|t| t.of(text)).collect();
        assert_eq!(tokens, expect, "{text}");
    }

    #[test]
    fn clitics_are_apart() {
        check(
            "Lumen's chief doesn't",
            &["Lumen", "'s", "chief", "does", "n't"],
        );
        check(
            "We’ll ask O’Brien’s men",
            &["We", "’ll", "ask", "O’Brien", "’s", "men"],
        );
        check("the U.S.'s can't", &["the", "U.S.", "'s", "ca", "n't"]);
        check("Labs’ five o'clock", &["Labs", "’", "five", "o'clock"]);
        check("kit 's rock'n'roll", &["kit", "'s", "rock'n'roll"]);
        check("Ngũgĩ wa Thiong'o's", &["Ngũgĩ", "wa", "Thiong'o", "'s"]);
        check("'nineties ’90s", &["'", "nineties", "’", "90s"]);
    }

    #[test]
    fn hyphens_stay_between_letters() {
        check("Astrid Bekkevold-Rao", &["Astrid", "Bekkevold-Rao"]);
        check("a 15-year-old", &["a", "15", "-", "year-old"]);
        check(
            "GPT-4o, COVID-19",
            &["GPT", "-", "4", "o", ",", "COVID", "-", "19"],
        );
        check(
            "this—that – 2–1 --x",
            &["this", "—", "that", "–", "2", "–", "1", "--", "x"],
        );
    }

    #[test]
    fn numbers_keep_separators_and_give_up_units() {
        check("1,200.50 or 3.5bn", &["1,200.50", "or", "3.5", "bn"]);
        check(
            "$40bn €5m US$3",
            &["$", "40", "bn", "€", "5", "m", "US", "$", "3"],
        );
        check(
            "1st 9am 10:30 the 1990s 5G",
            &["1st", "9", "am", "10:30", "the", "1990s", "5G"],
        );
        check(
            "KSh200m Rs3520 A320 Q3",
            &["KSh", "200", "m", "Rs", "3520", "A320", "Q3"],
        );
        check("$.50 and .50!", &["$", ".50", "and", ".50", "!"]);
        check("bought 1,000.That", &["bought", "1,000", ".", "That"]);
    }

    #[test]
    fn abbreviations_keep_their_stop() {
        check("U.S. and U.K.", &["U.S.", "and", "U.K."]);
        check(
            "J. K. Rowling, J.K. Rowling",
            &["J.", "K.", "Rowling", ",", "J.K.", "Rowling"],
        );
        check("Acme Inc. said", &["Acme", "Inc.", "said"]);
        check("at 9 a.m. Dr. No", &["at", "9", "a.m.", "Dr.", "No"]);
        check(
            "No. 5 said no. The",
            &["No.", "5", "said", "no", ".", "The"],
        );
        check("at Terminal B. The", &["at", "Terminal", "B", ".", "The"]);
        check("Azure.This is", &["Azure", ".", "This", "is"]);
        check(
            "a Ph.D. in May. It",
            &["a", "Ph.D.", "in", "May", ".", "It"],
        );
    }

    #[test]
    fn addresses_are_whole() {
        check(
            "see https://a.example/x_(y). Then",
            &["see", "https://a.example/x_(y)", ".", "Then"],
        );
        check("(www.a.Example.com)", &["(", "www.a.Example.com", ")"]);
        check(
            "Jane.Doe@example.com. I",
            &["Jane.Doe@example.com", ".", "I"],
        );
        check("@ana_b #COP31 #1", &["@ana_b", "#COP31", "#", "1"]);
        check(
            "npr.org/news, end.the",
            &["npr.org/news", ",", "end", ".", "the"],
        );
    }

    #[test]
    fn marks_stay_whole() {
        check(
            "well... so . . . ok…",
            &["well", "...", "so", ". . .", "ok", "…"],
        );
        check("What?! AT&T 👩🏽‍🚀!", &["What", "?!", "AT&T", "👩🏽‍🚀", "!"]);
        check(
            "“Yes,” e\u{301}te\u{301}",
            &["“", "Yes", ",", "”", "e\u{301}te\u{301}"],
        );
    }

    #[test]
    fn gaps_tell_lines_from_paragraphs() {
        let gaps = |text| tokenize(text).iter().map(|t| t.gap).collect::<Vec<_>>();
        use Gap::*;
        assert_eq!(
            gaps("a b\nc\r\nd\r\n \r\ne,f"),
            [Paragraph, Blank, Line, Line, Paragraph, None, None]
        );
    }

    #[test]
    fn shapes() {
        let check = |word, shape| assert_eq!(Shape::of(word), shape, "{word}");
        check("word", Shape::Lower);
        check("O'Brien", Shape::Capitalised);
        check("Bekkevold-Rao", Shape::Capitalised);
        check("J.", Shape::Capitalised);
        check("U.S.", Shape::Upper);
        check("OpenAI", Shape::Mixed);
        check("iPhone", Shape::Camel);
        check("12", Shape::Uncased);
    }

    #[test]
    fn words_compare_without_case() {
        assert!(same_word("N’T", "n't"));
        assert!(same_word("ÉTÉ", "été"));
        assert_eq!(fold("Can’T", &mut String::new()), "can't");
    }
}
