//! Who says what, and how sure they are.

use super::{Claim, Entity, FoundCue, Lexicon};
use crate::text::Text;
use std::ops::Range;

/// The claims of the sentences in `block`, in text order. `entities` and `cues` are those of
/// the block; indexes in the result count from the start of `cues` and of the result.
pub fn claims(
    _text: &Text,
    _block: Range<usize>,
    _entities: &[Entity],
    _cues: &[FoundCue],
    _lexicon: &Lexicon,
) -> Vec<Claim> {
    Vec::new()
}

/// The frame tables of this stage, read once from `lexicon/*.txt`.
#[derive(Debug, Default)]
pub struct Tables {}

impl Tables {
    pub fn english() -> Self {
        Self {}
    }
}
