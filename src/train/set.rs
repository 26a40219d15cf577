//! Sets of labels, with "no entity" as a further member.
//!
//! Knows the scheme's labels. Must not know corpora.

use crate::extract::Label;

/// Which labels something may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Set(u32);

/// Stands for "no entity"; the labels are the bits below it.
const NONE: u32 = 1 << 31;

impl Set {
    pub const EMPTY: Self = Self(0);

    pub const fn of(labels: &[Label]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < labels.len() {
            bits |= 1 << labels[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub const fn or_none(self) -> Self {
        Self(self.0 | NONE)
    }

    pub const fn has(self, label: Label) -> bool {
        self.0 >> label as u32 & 1 == 1
    }

    pub const fn has_none(self) -> bool {
        self.0 & NONE != 0
    }
}
