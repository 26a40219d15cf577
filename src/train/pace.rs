//! How the same cases are shown again and again, to several learners side by side.
//!
//! Knows in what order cases come, and how far a step goes. Must not know what is learnt from one.

use super::chance::Chance;
use super::progress::Stage;
use rayon::prelude::*;

/// How many learners there are, and how long and how fast they learn.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// That of the first learner; the others have those that follow.
    pub seed: u64,
    pub seeds: u64,
    /// How often each is shown all cases.
    pub epochs: u32,
    /// How far a first step goes; it falls to a tenth over the epochs.
    pub rate: f32,
}

impl Pace {
    /// A learner for each seed. `show` is told which epoch it is and how far a step goes; in which
    /// order cases come is left to the learner's own chance.
    pub fn learners<L: Send, C: Sync>(
        &self,
        name: &'static str,
        cases: &[C],
        new: impl Fn(u64) -> L + Sync,
        chance: fn(&mut L) -> &mut Chance,
        show: impl Fn(&mut L, &C, u32, f32) + Sync,
    ) -> Vec<L> {
        let stage = Stage::of(name, self.seeds * u64::from(self.epochs));
        let learn = |seed| {
            let mut learner = new(seed);
            let mut order: Vec<u32> = (0..cases.len() as u32).collect();
            for epoch in 0..self.epochs {
                chance(&mut learner).shuffle(&mut order);
                for index in &order {
                    show(
                        &mut learner,
                        &cases[*index as usize],
                        epoch,
                        self.rate(epoch),
                    );
                }
                stage.step(1);
            }
            learner
        };
        let seeds = self.seed..self.seed + self.seeds;
        seeds.into_par_iter().map(learn).collect()
    }

    fn rate(&self, epoch: u32) -> f32 {
        let share = epoch as f32 / self.epochs.saturating_sub(1).max(1) as f32;
        self.rate * (1.0 - 0.9 * share)
    }
}
