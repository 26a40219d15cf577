//! Which parts of a pasted page are the article.

use super::{Sentence, Span, Token};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneKind {
    Headline,
    Body,
    /// What the page holds beside the article: credits, bios, teasers, notices, repetitions.
    Residue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Zone {
    pub span: Span,
    pub kind: ZoneKind,
}

pub fn zones(_text: &str, _tokens: &[Token], sentences: &[Sentence]) -> Vec<Zone> {
    let (Some(first), Some(last)) = (sentences.first(), sentences.last()) else {
        return Vec::new();
    };
    vec![Zone {
        span: first.span.cover(last.span),
        kind: ZoneKind::Body,
    }]
}
