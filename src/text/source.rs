//! The text as it is stored, with its offset map.

use super::{OffsetMap, Span};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// An immutable text. Cloning is cheap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Source {
    text: Arc<str>,
    offsets: Arc<OffsetMap>,
}

impl Source {
    pub fn new(text: impl Into<Arc<str>>) -> Self {
        let text = text.into();
        let offsets = Arc::new(OffsetMap::new(&text));
        Self { text, offsets }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn offsets(&self) -> &OffsetMap {
        &self.offsets
    }

    /// The text under `span`; panics where the span is not of this text.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    /// The text under `span`, where the span is of this text.
    pub fn get(&self, span: Span) -> Option<&str> {
        self.text.get(span.range())
    }
}

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
