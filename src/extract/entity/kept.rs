//! What is known of words wherever they stand, kept from text to text.
//!
//! Knows who has it at the time. Must not know what it is good for.
//!
//! All of it follows from the letters of a word, the lexicon and the weights: what was read before
//! changes how long a text takes, and nothing that is found in it.

use super::name::{Known, Memory, Weighed};
use std::sync::{Mutex, PoisonError};

/// So many forms are kept; where there are more, all are forgotten.
const MOST: usize = 1 << 14;

/// What one text leaves to the next.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) known: Known,
    pub(super) weighed: Weighed,
    pub(super) memory: Memory,
}

/// Where it lies between two texts. Of several that are read at once the first has it, and the
/// others begin anew. It is of one lexicon and one model.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<Option<Kept>>);

impl Shelf {
    pub(super) fn take(&self) -> Kept {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.take().unwrap_or_default()
    }

    pub(super) fn give(&self, kept: Kept) {
        let few = kept.known.len() <= MOST;
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = few.then_some(kept);
    }
}
