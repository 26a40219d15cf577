//! A sentence as the name rules look at it.
//!
//! Knows words, phrases and lists, and where a capital tells nothing. Must not know how runs
//! are cut, nor which label one has.

use super::class::{Class, Classes, LONGEST_PHRASE, Lists};
use super::word::Word;
use crate::text::{Gap, Text, TokenKind};
use std::ops::Range;

/// A sentence under the rules.
pub(super) struct Site<'a> {
    pub(super) text: &'a Text,
    pub(super) lists: &'a Lists,
    pub(super) words: &'a [Word],
    /// Whether capitals tell nothing here.
    pub(super) shouted: bool,
}

/// The classes of whole names.
const NAMES: &[Class] = &[
    Class::Gpe,
    Class::Loc,
    Class::Norp,
    Class::Language,
    Class::Org,
    Class::Fac,
    Class::Product,
    Class::Event,
    Class::Law,
    Class::Work,
    Class::DateName,
];

impl Site<'_> {
    /// The text of a word; empty where there is none.
    pub(super) fn str(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.of(self.text))
    }

    /// The text of some words.
    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        match self.words.get(range) {
            Some([first, .., last]) => self.text.slice(first.span.cover(last.span)),
            Some([only]) => only.of(self.text),
            _ => "",
        }
    }

    /// The classes of a phrase of these words.
    pub(super) fn phrase(&self, range: Range<usize>) -> Classes {
        match range.len() {
            0 => Classes::NONE,
            1 => self.words[range.start].classes,
            2..=LONGEST_PHRASE => {
                let reach = usize::from(self.words[range.start].reach);
                // The lists have straight apostrophes, which are two bytes shorter.
                let long = |phrase: &str| phrase.len() > reach + 8 && reach < 255;
                match self.slice(range) {
                    phrase if reach == 0 || long(phrase) => Classes::NONE,
                    phrase => self.lists.of(phrase),
                }
            }
            _ => Classes::NONE,
        }
    }

    /// Whether some words are a name of the lists.
    pub(super) fn is_listed(&self, range: Range<usize>) -> bool {
        self.phrase(range).any(NAMES)
    }

    /// The end of the longest listed name of several words that begins at `at`.
    pub(super) fn listed(&self, at: usize) -> Option<usize> {
        if self.words[at].reach == 0 {
            return None;
        }
        let reach = self.words.len().min(at + LONGEST_PHRASE);
        let line = (at + 1..reach).find(|&i| self.words[i].gap >= Gap::Line);
        let end = line.unwrap_or(reach);
        (at + 2..=end).rev().find(|&end| self.is_listed(at..end))
    }

    /// Whether a sentence, a line, a quotation or an item of a list begins with this word.
    pub(super) fn is_front(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return true;
        };
        self.words[at].gap >= Gap::Line
            || match self.words[before].kind {
                TokenKind::Mark => !matches!(
                    self.str(before),
                    "," | ";" | "(" | "/" | "&" | "'" | "’" | "$" | "£" | "€" | "-"
                ),
                TokenKind::Number => before == 0 || self.words[before].gap >= Gap::Line,
                TokenKind::Word | TokenKind::Address => false,
            }
    }

    /// Whether it is a common word of English that is on no list of names.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        let word = &self.words[at];
        let named = word.classes.any(NAMES) || word.classes.any(&[Class::Given, Class::Surname]);
        word.small.has(Class::English) && !named
    }

    /// Whether a word goes on in a phrase: on the same line, behind a blank.
    pub(super) fn follows(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| w.gap == Gap::Blank)
    }

    /// Whether a small word joins the parts of names.
    pub(super) fn is_connector(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| {
            w.has(Class::Connector)
                && !w.is_capital()
                && w.gap == Gap::Blank
                && w.kind == TokenKind::Word
        })
    }

    /// Whether a weekday or month stands here.
    pub(super) fn is_calendar(&self, at: usize) -> bool {
        self.words
            .get(at)
            .is_some_and(|w| w.classes.any(&[Class::Weekday, Class::Month]))
    }
}
