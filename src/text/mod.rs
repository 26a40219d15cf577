//! The text and its layers: offsets, tokens, sentences, zones.
//!
//! Knows Unicode and English typography. Must not know labels, cues or claims, nor where a
//! text came from. Every function here accepts any text and never fails.
//!
//! **Invariant:** inside the crate every offset is a byte offset on a `char` boundary. Other
//! units exist only in [`OffsetMap`], for those who must speak to the outside.

mod abbreviation;
mod ends;
mod language;
mod offset;
mod sentence;
mod source;
mod span;
mod token;
mod zone;

use std::ops::Range;

pub use ends::{beginning, ending, shortened};
pub use language::{LONGEST_LINE, Oddity, OddityKind, looks_english, oddities};
pub use offset::{OffsetMap, Unit};
pub use sentence::{LONGEST, Sentence, sentences};
pub use source::Source;
pub use span::{Span, common, joint};
pub use token::{Gap, Shape, Token, TokenKind, fold, lowered, same_word, tokenize, touched};
pub use zone::{Zone, ZoneKind, zones};

/// A text with all its layers, ready for extraction.
#[derive(Debug, Clone)]
pub struct Text {
    pub source: Source,
    pub tokens: Vec<Token>,
    /// In text order; together they hold every token.
    pub sentences: Vec<Sentence>,
    /// In text order, without gaps between the first and the last sentence.
    pub zones: Vec<Zone>,
}

impl Text {
    pub fn new(source: Source) -> Self {
        let tokens = tokenize(source.text());
        let sentences = sentences(source.text(), &tokens);
        let zones = zones(source.text(), &tokens, &sentences);
        Self {
            source,
            tokens,
            sentences,
            zones,
        }
    }

    pub fn slice(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    /// The tokens of one sentence.
    pub fn tokens_of(&self, sentence: usize) -> &[Token] {
        let Range { start, end } = self.sentences[sentence].tokens.clone();
        &self.tokens[start as usize..end as usize]
    }

    /// The text of one token.
    pub fn word(&self, token: &Token) -> &str {
        token.of(self.source.text())
    }

    /// The tokens that a span touches, by their numbers.
    pub fn touched(&self, span: Span) -> Range<u32> {
        let Range { start, end } = touched(&self.tokens, span);
        start as u32..end as u32
    }

    /// The next block of sentences from `first` on, at least `count` where there are so many:
    /// it ends where a paragraph or line ends, unless that is out of reach.
    pub fn block(&self, first: usize, count: usize) -> Range<usize> {
        let enough = (first + count).min(self.sentences.len());
        let reach = (enough + count).min(self.sentences.len());
        let begins_line = |sentence: &usize| self.tokens_of(*sentence)[0].gap >= Gap::Line;
        let end = (enough..reach).find(begins_line);
        first..end.unwrap_or(if reach == self.sentences.len() {
            reach
        } else {
            enough
        })
    }
}
