//! The text as it is stored, with its offset map.

use super::{OffsetMap, Span};
use serde::{Deserialize, Serialize};
use std::sync::{Arc, OnceLock};

/// An immutable text. Cloning is cheap.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Source {
    text: Arc<str>,
    /// Made when it is first asked for: the page never does.
    offsets: Arc<OnceLock<OffsetMap>>,
}

impl Source {
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        Self {
            text: text.into(),
            offsets: Arc::default(),
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn offsets(&self) -> &OffsetMap {
        self.offsets.get_or_init(|| OffsetMap::new(&self.text))
    }

    /// The text under `span`; panics where the span is not of this text.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text under `span`, where the span is of this text.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }

    /// A stretch without some characters at its ends; none where nothing else is there.
    pub fn trimmed(&self, span: Span, is_outer: fn(char) -> bool) -> Option<Span> {
        let words = self.get(span)?;
        let inner = words.trim_start_matches(is_outer);
        let start = span.start + (words.len() - inner.len()) as u32;
        let length = inner.trim_end_matches(is_outer).len() as u32;
        (length > 0).then(|| Span::new(start, start + length))
    }
}

impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Source {}

impl From<String> for Source {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl From<Source> for String {
    fn from(source: Source) -> Self {
        source.text.to_string()
    }
}
