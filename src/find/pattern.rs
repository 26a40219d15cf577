//! What is searched for: words as they stand, or a regular expression.
//!
//! Time is linear in the text whatever the expression. A match never reaches over a blank line,
//! for a text is searched piece by piece.

use crate::text::Span;
use regex_lite::{Regex, RegexBuilder};

/// Whether "may" is "May".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Case {
    /// Letters are as they are written.
    Exact,
    #[default]
    Any,
}

impl Case {
    pub const fn other(self) -> Self {
        match self {
            Self::Exact => Self::Any,
            Self::Any => Self::Exact,
        }
    }
}

/// How the words that a person typed are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Manner {
    #[default]
    Plain,
    Regex,
}

#[derive(Debug)]
pub enum Pattern {
    /// Whatever stands there.
    Anything,
    Exact(String),
    /// In small letters.
    AnyCase(String),
    Regex(Regex),
}

/// A regular expression that is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    /// The bytes before this are fine by themselves.
    pub at: usize,
    pub reason: String,
}

/// How large an expression may become, in bytes.
const LARGEST: usize = 1 << 16;
/// How long it may be that we look for the place where it goes wrong, in bytes.
const LONGEST: usize = 300;

impl Pattern {
    pub fn new(words: &str, manner: Manner, case: Case) -> Result<Self, Bad> {
        match (manner, case) {
            _ if words.is_empty() => Ok(Self::Anything),
            (Manner::Plain, Case::Exact) => Ok(Self::Exact(words.to_owned())),
            (Manner::Plain, Case::Any) => Ok(Self::AnyCase(folded(words).0)),
            (Manner::Regex, _) => regex(words, case).map(Self::Regex),
        }
    }

    /// Where it stands in a text, from left to right without overlap; never nothing at all.
    pub fn find(&self, text: &str) -> Vec<Span> {
        let span = |start: usize, end: usize| Span::new(start as u32, end as u32);
        let words = |text: &str, words: &str| {
            let found = text.match_indices(words);
            found
                .map(|(at, words)| span(at, at + words.len()))
                .collect()
        };
        let mut found: Vec<Span> = match self {
            Self::Anything => vec![span(0, text.len())],
            Self::Exact(exact) => words(text, exact),
            // In plain English letters, small ones stand where capitals do.
            Self::AnyCase(small) if text.is_ascii() => words(&text.to_ascii_lowercase(), small),
            Self::AnyCase(small) => {
                let (folded, places) = folded(text);
                let found = folded.match_indices(&**small);
                found
                    .map(|(at, words)| Span::new(places[at], places[at + words.len()]))
                    .collect()
            }
            Self::Regex(regex) => {
                let found = regex.find_iter(text);
                found
                    .map(|found| span(found.start(), found.end()))
                    .collect()
            }
        };
        found.retain(|span| !span.is_empty());
        found
    }

    /// Whether it stands anywhere in a text.
    pub fn is_in(&self, text: &str) -> bool {
        match self {
            Self::Anything => true,
            Self::Regex(regex) => regex.is_match(text),
            Self::Exact(_) | Self::AnyCase(_) => !self.find(text).is_empty(),
        }
    }
}

fn regex(words: &str, case: Case) -> Result<Regex, Bad> {
    let build = |words: &str| {
        RegexBuilder::new(words)
            .case_insensitive(case == Case::Any)
            .multi_line(true)
            .size_limit(LARGEST)
            .build()
    };
    build(words).map_err(|error| {
        // The library does not say where. What can be read by itself is not where it goes wrong.
        let ends = words.char_indices().map(|(at, _)| at).rev();
        let fine = |end: &usize| build(&words[..*end]).is_ok();
        let at = match words.len() <= LONGEST {
            true => ends.into_iter().find(fine),
            false => None,
        };
        Bad {
            at: at.unwrap_or_default(),
            reason: error.to_string(),
        }
    })
}

/// A text in small letters, and from which byte of the text each byte of it comes.
fn folded(text: &str) -> (String, Vec<u32>) {
    let mut small = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() + 1);
    for (at, c) in text.char_indices() {
        small.extend(c.to_lowercase());
        places.resize(small.len(), at as u32);
    }
    places.push(text.len() as u32);
    (small, places)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, manner: Manner, case: Case, text: &str, expect: &[&str]) {
        let pattern = Pattern::new(words, manner, case).expect("it can be read");
        let found = pattern.find(text);
        let found: Vec<&str> = found.iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, expect, "{words} in {text}");
        assert_eq!(pattern.is_in(text), !expect.is_empty(), "{words} in {text}");
    }

    #[test]
    fn words_and_expressions_are_found() {
        use Case::{Any, Exact};
        use Manner::{Plain, Regex};
        check("may", Plain, Exact, "May may mayor", &["may", "may"]);
        check("MAY", Plain, Any, "May may", &["May", "may"]);
        check("é", Plain, Any, "É😀é", &["É", "é"]);
        check("i", Plain, Any, "İstanbul", &[]);
        check("STRASSE", Plain, Any, "die Straße", &[]);
        check("(", Plain, Any, "a(b", &["("]);
        check("k.te", Regex, Any, "Kite kote, kit", &["Kite", "kote"]);
        check("k.te", Regex, Exact, "Kite kote", &["kote"]);
        check("^b", Regex, Exact, "a b\nb", &["b"]);
        check(r"\d+(\.\d+)?%", Regex, Any, "4% of 12.5%", &["4%", "12.5%"]);
        check("a{3}", Regex, Any, "aaaaaaa", &["aaa", "aaa"]);
        check("x*", Regex, Any, "axxb", &["xx"]);
    }

    #[test]
    fn an_expression_that_is_none_is_told_where() {
        let check = |words: &str, at: usize| {
            let bad = Pattern::new(words, Manner::Regex, Case::Any).unwrap_err();
            assert_eq!(bad.at, at, "{words}: {}", bad.reason);
            assert!(!bad.reason.is_empty());
        };
        check("kite [a-", 5);
        check("a(b)c)d", 5);
        check("é)", 2);
        check("(ab", 0);
        check(r"Kite \", 5);
        check(&format!("{}(", "a".repeat(400)), 0);
        let large = Pattern::new(&"a{900}".repeat(30), Manner::Regex, Case::Any);
        assert!(large.unwrap_err().reason.contains("size limit"));
    }
}
