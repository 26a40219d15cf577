//! The words that say whose claim it is and how sure it is.

mod frame;

pub use frame::Frame;

use super::{Cue, Entity, Lexicon};
use crate::text::Text;
use std::ops::Range;

/// The cues of the sentences in `block`, in text order; `entities` are those of the block.
pub fn cues(
    _text: &Text,
    _block: Range<usize>,
    _entities: &[Entity],
    _lexicon: &Lexicon,
) -> Vec<Cue> {
    Vec::new()
}

/// The cue lexicon of this stage, read once from `lexicon/*.txt`.
#[derive(Debug, Default)]
pub struct Tables {}

impl Tables {
    pub fn english() -> Self {
        Self {}
    }
}
