//! The weights of features, looked up by hash.
//!
//! Knows short keys and small integers. Must not know what a feature or a tag is.
//!
//! Four of five features of a text have weights, and those have many: a whole row for each,
//! added at once, is faster than its few numbers with their places.

use super::hash::Key;

/// The most tags.
pub const MAX_TAGS: usize = 24;

/// The sum of the weights of a word's features, for each tag, in the model's steps.
pub type Scores = [i16; MAX_TAGS];

/// The weights of a feature for each tag, in the model's steps.
pub type Row = [i8; MAX_TAGS];

/// Bits of a feature's key that are kept: of a thousand features without weight two take
/// another's for theirs.
pub(super) const KEY_BITS: u32 = 26;

/// The part of a key that the file has.
pub(super) const fn short(key: Key) -> u32 {
    (key >> (64 - KEY_BITS)) as u32
}

pub(super) struct Weights {
    /// Open addressing: the short key, and behind it the number of the row from 1 on.
    slots: Vec<u64>,
    mask: usize,
    /// The first is of zeros, for features without weight.
    rows: Vec<Row>,
}

/// How many features are looked up before their weights are added: the machine can wait for all
/// of them at once.
const BATCH: usize = 32;

impl Weights {
    pub(super) fn with_capacity(features: usize) -> Self {
        let slots = (features * 2).next_power_of_two();
        Self {
            slots: vec![0; slots],
            mask: slots - 1,
            rows: [[0; MAX_TAGS]].into_iter().collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len() - 1
    }

    /// Adds a feature that is not there yet, for which `with_capacity` made room.
    pub(super) fn insert(&mut self, short: u32, row: Row) {
        debug_assert!(self.rows.len() * 2 <= self.slots.len() + 1);
        let mut at = self.slot(short);
        while self.slots[at] != 0 {
            at = (at + 1) & self.mask;
        }
        self.slots[at] = u64::from(short) << 32 | self.rows.len() as u64;
        self.rows.push(row);
    }

    #[inline]
    fn slot(&self, short: u32) -> usize {
        (short.wrapping_mul(0x9E37_79B1) >> 6) as usize & self.mask
    }

    /// The number of a feature's row; 0 where it has no weights.
    #[inline]
    fn find(&self, feature: Key) -> usize {
        let short = short(feature);
        let mut at = self.slot(short);
        loop {
            let slot = self.slots[at];
            if slot as u32 == 0 || (slot >> 32) as u32 == short {
                return slot as u32 as usize;
            }
            at = (at + 1) & self.mask;
        }
    }

    /// The weights of a feature, if it has any.
    pub(super) fn of(&self, feature: Key) -> Option<&Row> {
        match self.find(feature) {
            0 => None,
            row => self.rows.get(row),
        }
    }

    /// Adds the weights of features.
    pub(super) fn add(&self, features: &[Key], scores: &mut Scores) {
        let mut sum = *scores;
        for features in features.chunks(BATCH) {
            let mut rows = [0; BATCH];
            for (row, feature) in rows.iter_mut().zip(features) {
                *row = self.find(*feature);
            }
            for row in &rows[..features.len()] {
                for (score, weight) in sum.iter_mut().zip(&self.rows[*row]) {
                    *score = score.saturating_add(i16::from(*weight));
                }
            }
        }
        *scores = sum;
    }
}
