//! A stretch of text.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Byte offsets, half-open.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    pub const fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// For slicing a `str`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How many bytes both lists hold, in each of which no two spans overlap.
pub fn common(a: &[Span], b: &[Span]) -> u64 {
    let pairs = a.iter().flat_map(|a| b.iter().map(move |b| (a, b)));
    pairs
        .map(|(a, b)| u64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start))))
        .sum()
}

/// How many bytes either list holds.
pub fn joint(a: &[Span], b: &[Span]) -> u64 {
    let spans = a.iter().chain(b);
    spans.map(|span| u64::from(span.len())).sum::<u64>() - common(a, b)
}
