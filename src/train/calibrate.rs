//! How often a raw confidence turns out to be right: a monotone curve through what was seen.
//!
//! Knows pairs of a number and a verdict. Must not know where they come from.

/// Raw confidences that are pooled whatever they say of each other, at the least: steps of fewer
/// would only learn the sample's accidents.
const LEAST_POOL: usize = 40;

/// Neighbours that are not in order, put together.
#[derive(Debug, Clone, Copy)]
struct Pool {
    raw: f64,
    right: f64,
    count: f64,
}

impl Pool {
    fn share(self) -> f64 {
        self.right / self.count
    }

    fn with(self, other: Self) -> Self {
        Self {
            raw: self.raw + other.raw,
            right: self.right + other.right,
            count: self.count + other.count,
        }
    }
}

/// Corners of raw confidences and shares, straight in between.
pub type Curve = Vec<(f32, f32)>;

/// The corners of a curve from raw confidences, ascending, to shares of right ones, which never
/// fall. By isotonic regression (pool adjacent violators); of nothing there
/// is no corner.
pub fn curve(mut seen: Vec<(f32, bool)>) -> Curve {
    seen.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut pools: Vec<Pool> = Vec::new();
    for chunk in seen.chunks(LEAST_POOL) {
        let mut pool = Pool {
            raw: chunk.iter().map(|(raw, _)| f64::from(*raw)).sum(),
            right: chunk.iter().filter(|(_, right)| *right).count() as f64,
            count: chunk.len() as f64,
        };
        while let Some(last) = pools.pop_if(|last| last.share() >= pool.share()) {
            pool = last.with(pool);
        }
        pools.push(pool);
    }
    // The half that is added may weigh more in a small pool than in its neighbour.
    let mut least = 0.0_f32;
    let corners = pools.iter().map(|pool| {
        // As if one more had been seen, half of it right: nothing is ever certain.
        let share = (pool.right + 0.5) / (pool.count + 1.0);
        least = least.max(share as f32);
        ((pool.raw / pool.count) as f32, least)
    });
    corners.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As many confidences around `raw`, of which `right` are right.
    fn seen(raw: f32, right: usize, of: usize) -> Vec<(f32, bool)> {
        let one = |n| (raw + n as f32 * 1e-5, n * 37 % of < right);
        (0..of).map(one).collect()
    }

    #[test]
    fn a_curve_never_falls() {
        let mut all = seen(0.2, 60, 100);
        all.extend(seen(0.5, 20, 100));
        all.extend(seen(0.7, 90, 100));
        all.extend(seen(0.9, 70, 100));
        let curve = curve(all);
        assert!(
            curve.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1),
            "{curve:?}"
        );
    }

    #[test]
    fn a_curve_goes_through_what_was_seen() {
        let mut all = seen(0.3, 25, 100);
        all.extend(seen(0.8, 75, 100));
        let curve = curve(all);
        let (first, last) = (curve[0], curve[curve.len() - 1]);
        assert!((first.1 - 0.25).abs() < 0.15, "{curve:?}");
        assert!((last.1 - 0.75).abs() < 0.15, "{curve:?}");
        assert!(last.1 < 1.0);
    }

    #[test]
    fn nothing_makes_no_curve() {
        assert!(curve(Vec::new()).is_empty());
    }
}
