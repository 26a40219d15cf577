//! A log-linear choice of one among several, learnt one case after the other.
//!
//! Knows features as numbers. Must not know what they stand for.

use super::gold::Case;
use super::{Settings, empty};
use crate::extract::RULED;
use crate::model::ClaimParts;
use crate::train::crf::Chance;
use crate::train::features::{Counted, Numbered};
use crate::train::learn::rate;
use rayon::prelude::*;

struct Lesson {
    /// For each place its features, those first that the frames say, and how many of them.
    places: Vec<(Vec<u32>, usize)>,
    right: usize,
}

struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    chance: Chance,
}

impl Learner {
    fn step(&mut self, lesson: &Lesson, settings: &Settings, rate: f32) {
        let hidden = self.chance.unit() < settings.hide;
        let kept: Vec<Vec<u32>> = lesson.places.iter().map(|(features, ruled)| {
            let from = if hidden { *ruled } else { 0 };
            features[from..].iter().copied().filter(|_| self.chance.unit() >= settings.drop).collect()
        }).collect();
        let scores: Vec<f32> = kept.iter().map(|features| features.iter().map(|f| self.weights[*f as usize]).sum()).collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
        let all: f32 = shares.iter().sum();
        if shares[lesson.right] > all * 0.999 {
            return;
        }
        for (at, features) in kept.iter().enumerate() {
            let wanted = if at == lesson.right { 1.0 } else { 0.0 };
            let gradient = wanted - shares[at] / all;
            for feature in features {
                let square = &mut self.squares[*feature as usize];
                *square += gradient * gradient;
                self.weights[*feature as usize] += rate * gradient / square.sqrt();
            }
        }
    }
}

pub fn train(cases: &[&Case], settings: &Settings) -> ClaimParts {
    let mut counted = Counted::default();
    let usable = || cases.iter().filter(|case| case.right.is_some() && settings.roles >> case.role as u32 & 1 == 1);
    for case in usable() {
        for place in &case.places {
            counted.add(place);
        }
    }
    let features: Numbered = counted.numbered(settings.least_count);
    let lessons: Vec<Lesson> = usable().map(|case| Lesson {
        places: case.places.iter().map(|place| {
            let (ruled, others) = place.split_at(RULED.min(place.len()).min(if case.role == crate::extract::Role::Keep { 0 } else { RULED }));
            let mut all: Vec<u32> = features.of(ruled).collect();
            let ruled = all.len();
            all.extend(features.of(others));
            (all, ruled)
        }).collect(),
        right: case.right.unwrap_or(0),
    }).collect();
    let learn = |seed: u64| {
        let mut learner = Learner {
            weights: vec![0.0; features.keys.len()],
            squares: vec![1.0; features.keys.len()],
            chance: Chance::new(seed),
        };
        let mut order: Vec<u32> = (0..lessons.len() as u32).collect();
        for epoch in 0..settings.epochs {
            learner.chance.shuffle(&mut order);
            let rate = rate(settings.rate, epoch, settings.epochs);
            for index in &order {
                learner.step(&lessons[*index as usize], settings, rate);
            }
        }
        learner.weights
    };
    let seeds = settings.seed..settings.seed + settings.seeds;
    let all: Vec<Vec<f32>> = seeds.into_par_iter().map(learn).collect();
    let mut parts = empty(settings);
    let share = (1.0 - settings.drop) / all.len().max(1) as f32;
    for (number, key) in features.keys.iter().enumerate() {
        let mean: f32 = all.iter().map(|weights| weights[number]).sum::<f32>() * share;
        let steps = (mean / settings.step).round().clamp(-127.0, 127.0) as i8;
        if mean.abs() >= settings.prune && steps != 0 {
            parts.spans.push((*key, [steps]));
        }
    }
    parts
}
