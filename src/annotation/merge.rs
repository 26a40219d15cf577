//! What the engine says now, into what stands already.

use super::{Document, Edit};
use crate::extract::Extraction;

/// The edit that brings `document` to what `extraction` says while it keeps every human
/// decision. The extraction is of the document's own text.
pub fn merge(_document: &Document, _extraction: &Extraction) -> Edit {
    Edit::Batch(Vec::new())
}
