//! The weights of features, looked up by hash.
//!
//! Knows short keys and small integers. Must not know what a feature or a tag is.
//!
//! Four of five features of a text have weights. A whole row for each, added at once, is faster
//! than its few numbers with their places; and since many features have the same few, they share
//! their rows, which then stay near the processor.

use super::hash::Key;
use super::slots::Slots;
use std::fmt;

/// The most tags.
pub const MAX_TAGS: usize = 24;

/// The sum of the weights of a word's features, for each tag, in the model's steps.
pub type Scores = [i16; MAX_TAGS];

/// The weights of a feature for each tag, in the model's steps.
pub type Row = [i8; MAX_TAGS];

/// Where the weights of a feature are.
#[derive(Debug, Clone, Copy)]
pub struct RowId(u32);

/// Bits of a feature's key that are kept: of a thousand features without weight two take
/// another's for theirs.
pub(super) const KEY_BITS: u32 = 26;

/// The part of a key that the file has.
pub(super) const fn short(key: Key) -> u32 {
    (key >> (64 - KEY_BITS)) as u32
}

pub struct Weights<const N: usize> {
    /// The number of each feature's row.
    pub(super) slots: Slots,
    /// How many features there are.
    pub(super) count: usize,
    /// The first is of zeros, for features without weight.
    pub(super) rows: Vec<[i8; N]>,
}

/// How many features are looked up before their weights are added: the machine can wait for all
/// of them at once.
const BATCH: usize = 32;

impl<const N: usize> Default for Weights<N> {
    fn default() -> Self {
        Self {
            slots: Slots::default(),
            count: 0,
            rows: vec![[0; N]],
        }
    }
}

/// The tables are long.
impl<const N: usize> fmt::Debug for Weights<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "weights of {} features", self.count)
    }
}

impl<const N: usize> Weights<N> {
    pub fn len(&self) -> usize {
        self.count
    }

    /// Where the weights of a feature are, if it has any.
    #[inline]
    pub(super) fn find(&self, feature: Key) -> Option<RowId> {
        let row = self.slots.get(short(feature));
        (row != 0).then_some(RowId(row))
    }

    #[inline]
    pub(super) fn row(&self, id: RowId) -> &[i8; N] {
        &self.rows[id.0 as usize]
    }

    /// Adds the weights of features.
    pub fn add(&self, features: &[Key], scores: &mut [i16; N]) {
        let mut sum = *scores;
        for features in features.chunks(BATCH) {
            let mut rows = [0; BATCH];
            for (row, feature) in rows.iter_mut().zip(features) {
                *row = self.slots.get(short(*feature));
            }
            for row in &rows[..features.len()] {
                for (score, weight) in sum.iter_mut().zip(&self.rows[*row as usize]) {
                    *score = score.saturating_add(i16::from(*weight));
                }
            }
        }
        *scores = sum;
    }
}
