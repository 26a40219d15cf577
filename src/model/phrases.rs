//! Words and phrases by short hashes: their clusters, and the lists that hold them.
//!
//! Knows which value a hash has. A word that is not there has with a small chance that of
//! another; the weights were trained with the same chance.

use super::Cluster;
use super::hash::{Key, Keyed};

/// Bits of a key that the file has.
pub(super) const CLUSTER_BITS: u32 = 24;
pub(super) const LIST_BITS: u32 = 26;

pub(super) const fn short(key: Key, bits: u32) -> u32 {
    (key >> (64 - bits)) as u32
}

#[derive(Default)]
pub(super) struct Clusters(pub(super) Keyed<Cluster>);

impl Clusters {
    pub(super) fn get(&self, word: Key) -> Option<Cluster> {
        self.0.get(&short(word, CLUSTER_BITS).into()).copied()
    }
}

#[derive(Default)]
pub(super) struct Lists {
    pub(super) entries: Keyed<u32>,
    pub(super) longest: u8,
}

impl Lists {
    #[inline]
    pub(super) fn get(&self, phrase: Key) -> u32 {
        let entry = self.entries.get(&short(phrase, LIST_BITS).into());
        entry.copied().unwrap_or(0)
    }

    pub(super) fn longest(&self) -> usize {
        self.longest.into()
    }
}
