//! What scores are counted from.

/// How many there are, how many were predicted, and how many of those are right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub gold: u64,
    pub predicted: u64,
    pub right: u64,
}

impl Counts {
    /// 0 to 1; 0 where nothing was predicted.
    pub fn precision(self) -> f64 {
        share(self.right, self.predicted)
    }

    /// 0 to 1; 0 where there is nothing to find.
    pub fn recall(self) -> f64 {
        share(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall, 0 to 1.
    pub fn f1(self) -> f64 {
        share(2 * self.right, self.gold + self.predicted)
    }

    pub fn add(&mut self, other: Self) {
        self.gold += other.gold;
        self.predicted += other.predicted;
        self.right += other.right;
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ratio {
    pub right: u64,
    pub of: u64,
}

impl Ratio {
    /// 0 to 1; 0 of nothing is 0.
    pub fn share(self) -> f64 {
        share(self.right, self.of)
    }

    pub fn count(&mut self, right: bool) {
        self.of += 1;
        self.right += u64::from(right);
    }

    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
