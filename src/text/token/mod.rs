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

mod address;
mod scanner;

use super::Span;
pub use scanner::tokenize;
use std::borrow::Cow;
use std::ops::Range;

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

/// Which of some tokens in text order a span touches. Where there is none, where they would stand.
pub fn touched(tokens: &[Token], span: Span) -> Range<usize> {
    let first = tokens.partition_point(|token| token.span.end <= span.start);
    let end = tokens.partition_point(|token| token.span.start < span.end);
    first..end.max(first)
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
    if word.is_ascii() {
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        buffer.extend(word.chars().flat_map(folded));
    }
    buffer
}

/// The same without a buffer: most words are in small letters as they stand.
pub fn lowered(word: &str) -> Cow<'_, str> {
    let small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(small) {
        return word.into();
    }
    let mut lowered = String::with_capacity(word.len());
    fold(word, &mut lowered);
    lowered.into()
}

fn folded(c: char) -> impl Iterator<Item = char> {
    if is_apostrophe(c) { '\'' } else { c }.to_lowercase()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
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
