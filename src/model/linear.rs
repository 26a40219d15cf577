//! Weights of features for one of a few outcomes.
//!
//! Knows short keys and small integers. Must not know what a feature or an outcome is.

use super::hash::Key;
use super::weights::short;

/// The weights of features, looked up by hash, for each of `N` outcomes.
#[derive(Clone)]
pub struct Linear<const N: usize> {
    /// Open addressing: the short key, and behind it the number of the row from 1 on.
    slots: Vec<u64>,
    /// The first is of zeros, for features without weight.
    rows: Vec<[i8; N]>,
}

impl<const N: usize> Linear<N> {
    pub(super) fn with_capacity(features: usize) -> Self {
        Self {
            slots: vec![0; (features * 2).next_power_of_two().max(2)],
            rows: vec![[0; N]],
        }
    }

    /// Adds a feature that is not there yet, for which `with_capacity` made room.
    pub(super) fn insert(&mut self, short: u32, row: [i8; N]) {
        debug_assert!(self.rows.len() * 2 <= self.slots.len() + 1);
        let mut at = self.slot(short);
        while self.slots[at] != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = u64::from(short) << 32 | self.rows.len() as u64;
        self.rows.push(row);
    }

    pub fn len(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline]
    fn slot(&self, short: u32) -> usize {
        (short.wrapping_mul(0x9E37_79B1) >> 6) as usize & (self.slots.len() - 1)
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
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Adds the weights of features.
    #[inline]
    pub fn add(&self, features: &[Key], scores: &mut [i16; N]) {
        for feature in features {
            let row = &self.rows[self.find(*feature)];
            for (score, weight) in scores.iter_mut().zip(row) {
                *score = score.wrapping_add(i16::from(*weight));
            }
        }
    }
}

impl<const N: usize> Default for Linear<N> {
    fn default() -> Self {
        Self::with_capacity(0)
    }
}

impl<const N: usize> std::fmt::Debug for Linear<N> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Linear of {} features", self.len())
    }
}
