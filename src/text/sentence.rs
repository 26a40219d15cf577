//! Where sentences begin and end.

use super::{Span, Token};
use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Which tokens of the text are its own.
    pub tokens: Range<u32>,
}

pub fn sentences(_text: &str, _tokens: &[Token]) -> Vec<Sentence> {
    Vec::new()
}
