//! Whether confidences mean what they say.

/// How many bins of equal width there are, from confidence 0 to 1.
pub const BINS: usize = 10;

/// Marks by their confidence.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reliability {
    pub bins: [Bin; BINS],
}

/// Marks of about one confidence.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bin {
    pub count: u64,
    /// The sum of their confidences.
    pub confidence: f64,
    pub right: u64,
}

impl Bin {
    /// The mean confidence, 0 to 1; 0 where there are none.
    pub fn mean(&self) -> f64 {
        self.confidence / self.count.max(1) as f64
    }

    /// The share that is right, 0 to 1; 0 where there are none.
    pub fn share(&self) -> f64 {
        self.right as f64 / self.count.max(1) as f64
    }
}

impl Reliability {
    /// Takes in a mark of confidence 0 to 1.
    pub fn count(&mut self, confidence: f32, right: bool) {
        let at = (confidence * BINS as f32) as usize;
        let bin = &mut self.bins[at.min(BINS - 1)];
        bin.count += 1;
        bin.confidence += f64::from(confidence);
        bin.right += u64::from(right);
    }

    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in self.bins.iter_mut().zip(&other.bins) {
            mine.count += theirs.count;
            mine.confidence += theirs.confidence;
            mine.right += theirs.right;
        }
    }

    /// Expected calibration error, 0 to 1: how far confidence and share of right ones are apart,
    /// averaged over marks.
    pub fn error(&self) -> f64 {
        let bins = self.bins.iter();
        let apart = bins.map(|bin| (bin.confidence - bin.right as f64).abs());
        let count: u64 = self.bins.iter().map(|bin| bin.count).sum();
        apart.sum::<f64>() / count.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_is_the_distance_of_confidence_and_truth() {
        let mut all = Reliability::default();
        for n in 0..10 {
            all.count(0.75, n < 5);
            all.count(1.0, true);
        }
        assert!((all.error() - 0.125).abs() < 1e-9, "{}", all.error());
        assert_eq!(all.bins[7].count, 10);
        assert_eq!(all.bins[7].share(), 0.5);
        assert_eq!(all.bins[9].mean(), 1.0);
        assert_eq!(Reliability::default().error(), 0.0);
    }
}
