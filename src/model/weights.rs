//! The weights of features, looked up by hash.
//!
//! Knows short keys and small integers. Must not know what a feature or a tag is.
//!
//! Most features that a text has are without weight: a set of bits that fits into a near cache
//! says so of nearly all of them, before the table is asked.

use super::hash::Key;

/// The most tags.
pub const MAX_TAGS: usize = 24;

/// The sum of the weights of a word's features, for each tag, in the model's steps.
pub type Scores = [i16; 32];

/// Bits of a feature's key that are kept: two features in a thousand that have no weight take
/// another's for theirs.
pub(super) const KEY_BITS: u32 = 26;
/// Bits of the number of bits in the set.
const SET_BITS: u32 = 21;

/// The part of a key that the file has.
pub(super) const fn short(key: Key) -> u32 {
    (key >> (64 - KEY_BITS)) as u32
}

pub(super) struct Weights {
    set: Vec<u64>,
    /// Open addressing: short key, where the weights begin in `pairs`, how many they are.
    slots: Vec<Slot>,
    mask: usize,
    /// Tags with their weights.
    pairs: Vec<(u8, i8)>,
    len: usize,
}

#[derive(Clone, Copy, Default)]
struct Slot {
    /// Behind the short key a 1, so that an empty slot is 0.
    key: u32,
    /// The first pair, and behind it in five bits how many.
    pairs: u32,
}

impl Weights {
    pub(super) fn with_capacity(features: usize, pairs: usize) -> Self {
        let slots = (features * 2).next_power_of_two();
        Self {
            set: vec![0; 1 << (SET_BITS - 6)],
            slots: vec![Slot::default(); slots],
            mask: slots - 1,
            pairs: Vec::with_capacity(pairs),
            len: 0,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Adds a feature that is not there yet, for which `with_capacity` made room.
    pub(super) fn insert(&mut self, short: u32, pairs: impl Iterator<Item = (u8, i8)>) {
        let first = self.pairs.len();
        self.pairs.extend(pairs);
        let count = self.pairs.len() - first;
        debug_assert!(count < 32 && first < 1 << 27 && self.len * 2 < self.slots.len().max(2));
        let mut at = self.slot(short);
        while self.slots[at].key != 0 {
            at = (at + 1) & self.mask;
        }
        self.slots[at] = Slot {
            key: short << 1 | 1,
            pairs: (first as u32) << 5 | count as u32,
        };
        let bit = short >> (KEY_BITS - SET_BITS);
        self.set[bit as usize / 64] |= 1 << (bit % 64);
        self.len += 1;
    }

    fn slot(&self, short: u32) -> usize {
        (short.wrapping_mul(0x9E37_79B1) >> 7) as usize & self.mask
    }

    /// The weights of a feature.
    #[inline]
    pub(super) fn of(&self, feature: Key) -> &[(u8, i8)] {
        let short = short(feature);
        let bit = short >> (KEY_BITS - SET_BITS);
        if self.set[bit as usize / 64] >> (bit % 64) & 1 == 0 {
            return &[];
        }
        let mut at = self.slot(short);
        loop {
            let slot = self.slots[at];
            if slot.key == short << 1 | 1 {
                let first = (slot.pairs >> 5) as usize;
                return &self.pairs[first..first + (slot.pairs & 31) as usize];
            }
            if slot.key == 0 {
                return &[];
            }
            at = (at + 1) & self.mask;
        }
    }

    #[inline]
    pub(super) fn add(&self, feature: Key, scores: &mut Scores) {
        for &(tag, weight) in self.of(feature) {
            let score = &mut scores[(tag & 31) as usize];
            *score = score.saturating_add(i16::from(weight));
        }
    }
}
