//! Clusters of words and lists of phrases, looked up by hash.
//!
//! Knows which value a hash has. A word that is not there has with a small chance that of
//! another; the weights were trained with the same chance.

use super::Cluster;
use super::hash::{Key, short};
use super::slots::Slots;

/// Bits of a key that the file has.
pub(super) const CLUSTER_BITS: u32 = 24;
pub(super) const LIST_BITS: u32 = 26;

#[derive(Default)]
pub(super) struct Clusters {
    /// The number, from 1 on, of each word's cluster.
    pub(super) words: Slots,
    pub(super) clusters: Vec<Cluster>,
}

impl Clusters {
    pub(super) fn get(&self, word: Key) -> Option<Cluster> {
        let number = self.words.get(short(word, CLUSTER_BITS)) as usize;
        self.clusters.get(number.checked_sub(1)?).copied()
    }
}

#[derive(Default)]
pub(super) struct Lists {
    /// The number, from 1 on, of the lists that hold a phrase.
    pub(super) phrases: Slots,
    pub(super) sets: Vec<u32>,
    pub(super) longest: u8,
}

impl Lists {
    #[inline]
    pub(super) fn get(&self, phrase: Key) -> u32 {
        match self.phrases.get(short(phrase, LIST_BITS)) {
            0 => 0,
            number => self.sets[number as usize - 1],
        }
    }

    pub(super) fn longest(&self) -> usize {
        self.longest.into()
    }
}
