//! The weights of features, looked up by hash.
//!
//! Knows short keys and small integers. Must not know what a feature or a tag is.
//!
//! Four of five features of a text have weights. A whole row for each, added at once, is faster
//! than its few numbers with their places; and since many features have the same few, they share
//! their rows, which then stay near the processor.

use super::hash::{Key, short};
use super::slots::Slots;
use std::fmt;
use std::num::NonZeroU32;

/// The most tags.
pub const MAX_TAGS: usize = 24;

/// The sum of the weights of a word's features, for each tag, in the model's steps.
pub type Scores = [i16; MAX_TAGS];

/// The weights of a feature for each tag, in the model's steps.
pub type Row = [i8; MAX_TAGS];

/// Where the weights of a feature are: the number of its row, counted from 1, so that it costs
/// nothing more to say that it is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowId(NonZeroU32);

impl RowId {
    /// That of all features without weights.
    pub const NONE: Self = Self(NonZeroU32::MIN);

    fn new(row: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(row))
    }

    /// Whether a feature has any weights.
    #[inline]
    pub fn has_weights(self) -> bool {
        self != Self::NONE
    }
}

/// Bits of a feature's key that are kept: of a thousand features without weight two take
/// another's for theirs.
pub(super) const KEY_BITS: u32 = 26;

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

    /// Where the weights of a feature are.
    #[inline]
    pub(super) fn find(&self, feature: Key) -> RowId {
        RowId::new(self.slots.get(short(feature, KEY_BITS)))
    }

    #[inline]
    pub(super) fn row(&self, id: RowId) -> &[i8; N] {
        &self.rows[id.0.get() as usize - 1]
    }

    /// The weights of a feature, if it has any.
    #[inline]
    pub(super) fn get(&self, feature: Key) -> Option<&[i8; N]> {
        let found = self.find(feature);
        found.has_weights().then(|| self.row(found))
    }

    /// Adds the weights of features that were looked up.
    pub(super) fn add_rows(&self, rows: &[RowId], scores: &mut [i16; N]) {
        let mut sum = *scores;
        for row in rows {
            plus(&mut sum, self.row(*row));
        }
        *scores = sum;
    }

    /// Adds the weights of features.
    pub fn add(&self, features: &[Key], scores: &mut [i16; N]) {
        for features in features.chunks(BATCH) {
            let mut rows = [RowId::NONE; BATCH];
            for (row, feature) in rows.iter_mut().zip(features) {
                *row = self.find(*feature);
            }
            self.add_rows(&rows[..features.len()], scores);
        }
    }
}

#[inline(always)]
fn plus<const N: usize>(sum: &mut [i16; N], row: &[i8; N]) {
    for (score, weight) in sum.iter_mut().zip(row) {
        *score = score.saturating_add(i16::from(*weight));
    }
}
