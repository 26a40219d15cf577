//! A log-linear choice between a few outcomes, learnt one case after the other.
//!
//! Knows features and outcomes as numbers. Must not know what either stands for.
//!
//! Several outcomes may be right, and some may not be possible: the loss is the negative
//! logarithm of the probability of all right ones together, among those possible.

use super::chance::Chance;
use super::features::Numbered;
use crate::model::Key;

/// Which outcomes, as bits.
pub type Mask = u32;

/// Weights as AdaGrad has them so far.
#[derive(Debug)]
pub struct Learner<const N: usize> {
    rows: Vec<[f32; N]>,
    squares: Vec<[f32; N]>,
    /// What a step leaves out is left to it.
    pub chance: Chance,
    kept: Vec<u32>,
}

/// Where the sums of squared gradients begin.
pub const SQUARES: f32 = 1.0;
/// What is as likely as it should be, to this, teaches nothing more.
pub const SETTLED: f32 = 1e-3;

/// Whether a mask has an outcome.
pub const fn has(mask: Mask, outcome: usize) -> bool {
    mask >> outcome & 1 == 1
}

impl<const N: usize> Learner<N> {
    pub fn new(features: &Numbered, seed: u64) -> Self {
        Self {
            rows: vec![[0.0; N]; features.keys.len()],
            squares: vec![[SQUARES; N]; features.keys.len()],
            chance: Chance::new(seed),
            kept: Vec::new(),
        }
    }

    /// The outcome with the highest score among those possible, the first among equals.
    pub fn best(&self, features: &[u32], possible: Mask) -> usize {
        best(&self.scores(features), possible)
    }

    fn scores(&self, features: &[u32]) -> [f32; N] {
        let mut scores = [0.0; N];
        for feature in features {
            let row = &self.rows[*feature as usize];
            scores
                .iter_mut()
                .zip(row)
                .for_each(|(score, x)| *score += x);
        }
        scores
    }

    /// Goes a step towards the right outcomes, of which there is one at least, all of them
    /// possible. A share of the features is left out.
    pub fn step(&mut self, features: &[u32], right: Mask, possible: Mask, drop: f32, rate: f32) {
        let mut kept = std::mem::take(&mut self.kept);
        kept.clear();
        kept.extend(features.iter().filter(|_| self.chance.unit() >= drop));
        if let Some(gradient) = gradient(&self.scores(&kept), right, possible) {
            for feature in &kept {
                let row = &mut self.rows[*feature as usize];
                let squares = &mut self.squares[*feature as usize];
                for outcome in 0..N {
                    squares[outcome] += gradient[outcome] * gradient[outcome];
                    row[outcome] += rate * gradient[outcome] / squares[outcome].sqrt();
                }
            }
        }
        self.kept = kept;
    }
}

fn best<const N: usize>(scores: &[f32; N], possible: Mask) -> usize {
    let possible = (0..N).filter(|outcome| has(possible, *outcome));
    let better = |best: Option<usize>, outcome: usize| match best {
        Some(best) if scores[best] >= scores[outcome] => Some(best),
        _ => Some(outcome),
    };
    possible.fold(None, better).unwrap_or(0)
}

/// The way uphill; none where nothing is left to learn.
fn gradient<const N: usize>(scores: &[f32; N], right: Mask, possible: Mask) -> Option<[f32; N]> {
    let top = scores[best(scores, possible)];
    let mut factors = [0.0; N];
    let (mut all, mut good) = (0.0, f32::MIN_POSITIVE);
    for outcome in (0..N).filter(|outcome| has(possible, *outcome)) {
        factors[outcome] = (scores[outcome] - top).exp();
        all += factors[outcome];
        if has(right, outcome) {
            good += factors[outcome];
        }
    }
    if good > all * (1.0 - SETTLED) {
        return None;
    }
    Some(std::array::from_fn(|outcome| {
        let wanted = match has(right, outcome) {
            true => factors[outcome] / good,
            false => 0.0,
        };
        wanted - factors[outcome] / all
    }))
}

/// The mean of equally many weights, made ready by a function and rounded to steps.
pub fn rounded<const N: usize>(
    learners: &[Learner<N>],
    features: &Numbered,
    step: f32,
    ready: impl Fn([f32; N]) -> [f32; N],
) -> Vec<(Key, [i8; N])> {
    let share = 1.0 / learners.len().max(1) as f32;
    let row = |number: usize| {
        let mut mean = [0.0; N];
        for learner in learners {
            let row = &learner.rows[number];
            (mean.iter_mut().zip(row)).for_each(|(sum, x)| *sum += x * share);
        }
        ready(mean).map(|weight| (weight / step).round().clamp(-127.0, 127.0) as i8)
    };
    let rows = (features.keys.iter().enumerate()).map(|(number, key)| (*key, row(number)));
    rows.filter(|(_, row)| *row != [0; N]).collect()
}

/// Without the weights that are small.
pub fn pruned<const N: usize>(row: [f32; N], least: f32) -> [f32; N] {
    row.map(|weight| if weight.abs() < least { 0.0 } else { weight })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::train::features::Counted;

    fn features() -> Numbered {
        let mut counted = Counted::default();
        counted.add(&[5, 7, 9]);
        counted.add(&[5, 7]);
        counted.numbered(2)
    }

    #[test]
    fn what_is_shown_is_learnt_and_one_of_several_will_do() {
        let features = features();
        assert_eq!(features.keys, [5, 7]);
        assert!(features.of(&[7, 9, 5]).eq([1, 0]));
        let mut learner: Learner<3> = Learner::new(&features, 0);
        for _ in 0..60 {
            learner.step(&[0], 0b100, 0b111, 0.0, 0.5);
            learner.step(&[1], 0b011, 0b111, 0.0, 0.5);
        }
        assert_eq!(learner.best(&[0], 0b111), 2);
        assert_ne!(learner.best(&[1], 0b111), 2);
        assert_eq!(
            learner.best(&[0], 0b010),
            1,
            "the only one that is possible"
        );
        let rows = rounded(&[learner], &features, 0.05, |row| row);
        assert!(rows[0].1[2] > 0 && rows[1].1[2] < 0, "{rows:?}");
    }

    #[test]
    fn small_weights_are_left_out() {
        let features = features();
        let mut learner: Learner<2> = Learner::new(&features, 0);
        learner.step(&[0], 0b01, 0b11, 0.0, 0.5);
        let row = |row| pruned(row, 9.0);
        assert_eq!(rounded(&[learner], &features, 0.1, row), []);
        assert_eq!(pruned([0.5, -0.1, -0.4], 0.3), [0.5, 0.0, -0.4]);
    }
}
