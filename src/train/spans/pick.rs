//! A log-linear choice of one place among several, learnt one case after the other.
//!
//! Knows features as numbers. Must not know what they stand for.

use super::Settings;
use super::gold::Case;
use crate::extract::{RULED, Role};
use crate::model::SpanParts;
use crate::train::chance::Chance;
use crate::train::features::{Counted, Numbered};
use crate::train::learn::{SETTLED, SQUARES};
use crate::train::pace::Pace;

/// A place as it is learnt from.
struct Place {
    features: Vec<u32>,
    /// How many features, the first ones, are of what the frames say.
    ruled: usize,
}

struct Lesson {
    places: Vec<Place>,
    right: usize,
}

/// Weights as AdaGrad has them so far.
struct Learner {
    weights: Vec<f32>,
    squares: Vec<f32>,
    chance: Chance,
}

impl Learner {
    /// Goes a step towards the right place.
    fn step(&mut self, lesson: &Lesson, settings: &Settings, rate: f32) {
        let hidden = self.chance.unit() < settings.hide;
        let mut kept = |place: &Place| -> Vec<u32> {
            let from = if hidden { place.ruled } else { 0 };
            let features = place.features[from..].iter().copied();
            features
                .filter(|_| self.chance.unit() >= settings.drop)
                .collect()
        };
        let kept: Vec<Vec<u32>> = lesson.places.iter().map(&mut kept).collect();
        let score = |features: &Vec<u32>| -> f32 {
            let weights = features.iter().map(|at| self.weights[*at as usize]);
            weights.sum()
        };
        let scores: Vec<f32> = kept.iter().map(score).collect();
        let most = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores.iter().map(|score| (score - most).exp()).collect();
        let all: f32 = shares.iter().sum();
        if shares[lesson.right] > all * (1.0 - SETTLED) {
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

/// Learns from the choices whose right place is there.
pub fn train(cases: &[&Case], settings: &Settings) -> SpanParts {
    let usable = || cases.iter().filter_map(|case| Some((*case, case.right?)));
    let mut counted = Counted::default();
    for place in usable().flat_map(|(case, _)| &case.places) {
        counted.add(place);
    }
    let features = counted.numbered(settings.least_count);
    let lesson = |(case, right): (&Case, usize)| lesson(case, right, &features);
    let lessons: Vec<Lesson> = usable().map(lesson).collect();
    let pace = Pace {
        seed: settings.seed,
        seeds: settings.seeds,
        epochs: settings.epochs,
        rate: settings.rate,
    };
    let new = |seed| Learner {
        weights: vec![0.0; features.keys.len()],
        squares: vec![SQUARES; features.keys.len()],
        chance: Chance::new(seed),
    };
    let learners = pace.learners(
        "spans",
        &lessons,
        new,
        |learner| &mut learner.chance,
        |learner, lesson, _, rate| learner.step(lesson, settings, rate),
    );
    // With nothing left out, weights count for more than they did when they were learnt.
    let share = (1.0 - settings.drop) / learners.len().max(1) as f32;
    let mean = |number: usize| learners.iter().map(|l| l.weights[number] * share).sum();
    let rounded = |(number, key)| {
        let mean: f32 = mean(number);
        let steps = (mean / settings.step).round().clamp(-127.0, 127.0) as i8;
        (mean.abs() >= settings.prune && steps != 0).then_some((key, steps))
    };
    let keys = features.keys.iter().copied().enumerate();
    SpanParts {
        step: settings.step,
        weights: keys.filter_map(rounded).collect(),
    }
}

fn lesson(case: &Case, right: usize, features: &Numbered) -> Lesson {
    let ruled = match case.role {
        Role::Claim => 0,
        _ => RULED,
    };
    let place = |keys: &Vec<_>| {
        let (ruled, others) = keys.split_at(ruled.min(keys.len()));
        let mut all: Vec<u32> = features.of(ruled).collect();
        let ruled = all.len();
        all.extend(features.of(others));
        Place {
            features: all,
            ruled,
        }
    };
    Lesson {
        places: case.places.iter().map(place).collect(),
        right,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Key;

    #[test]
    fn what_is_shown_is_learnt_from_what_is_not_hidden() {
        let settings = Settings {
            hide: 1.0,
            drop: 0.0,
            least_count: 1,
            ..Settings::default()
        };
        // The first features are the frames', which speak for the wrong place.
        let place = |said: Key, seen: Key| [vec![said; RULED], vec![seen]].concat();
        let case = |role| Case {
            role,
            ruled: 1,
            known: true,
            right: Some(0),
            places: vec![place(7, 8), place(5, 6)],
        };
        let weights = |role| train(&[&case(role); 40], &settings).weights;
        let [(6, wrong), (8, right)] = weights(Role::ContentEnd)[..] else {
            panic!("{:?}", weights(Role::ContentEnd));
        };
        assert!(right > 0 && wrong < 0, "{right} {wrong}");
        assert_eq!(weights(Role::Claim).len(), 4);
    }
}
