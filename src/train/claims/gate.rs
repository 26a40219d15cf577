//! What the gate learns from, and how.
//!
//! Knows places with their outcomes. Must not know what is done with the weights.

use super::{Course, Settings, empty};
use crate::extract::{CuePlace, CueType, NO_CUE, cue_places};
use crate::model::{CUE_LANES, ClaimParts, finish, mix};
use crate::text::Span;
use crate::train::features::Counted;
use crate::train::learn::{Learner, Mask, pruned, rounded};
use crate::train::pace::Pace;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The places of an article, each with the outcomes that may be right.
pub type Places = Vec<(CuePlace, Mask)>;

/// Any outcome.
pub const ANY: Mask = (1 << (NO_CUE + 1)) - 1;
/// None but that it is no cue.
pub const NONE: Mask = 1 << NO_CUE;

impl Course<'_> {
    /// The places of one article, without those of masked entries.
    pub fn places_of(&self, article: usize, masked: &dyn Fn(u32) -> bool) -> Places {
        let article = &self.articles[article];
        let cues: BTreeMap<Span, CueType> = article.cues.iter().copied().collect();
        let outcome =
            |place: &CuePlace| 1 << cues.get(&place.span).map_or(NO_CUE, |kind| *kind as usize);
        let (text, entities) = (&article.text, &article.entities);
        let places = cue_places(text, entities, &self.lexicon, self.names, masked);
        let places = places.into_iter();
        places
            .map(|place| {
                let outcome = outcome(&place);
                (place, outcome)
            })
            .collect()
    }

    /// The places of each article.
    pub fn places(&self) -> Vec<Places> {
        let articles = (0..self.articles.len()).into_par_iter();
        articles.map(|at| self.places_of(at, &|_| false)).collect()
    }

    /// What each article would hold beside the lexicon's cues if most of the rarer entries were
    /// not there.
    pub fn copies(&self, places: &[Places]) -> Vec<Places> {
        let mut cues: BTreeMap<u32, u32> = BTreeMap::new();
        let marked = places
            .iter()
            .flatten()
            .filter(|(_, outcome)| *outcome != NONE);
        for entry in marked.flat_map(|(place, _)| &place.entries) {
            *cues.entry(*entry).or_default() += 1;
        }
        let Settings { rare, masked, .. } = *self.settings;
        let is_masked = |article: usize, entry: u32| {
            cues.get(&entry).is_none_or(|cues| *cues <= rare)
                && finish(mix(article as u64, entry.into())) % 100 < masked
        };
        let articles = (0..self.articles.len()).into_par_iter();
        articles
            .map(|article| {
                let mut places = self.places_of(article, &|entry| is_masked(article, entry));
                places.retain(|(place, _)| place.entries.is_empty());
                places
            })
            .collect()
    }
}

struct Case {
    features: Vec<u32>,
    contexts: usize,
    right: Mask,
}

/// Learns from the places of some articles.
pub fn train(places: &[&Places], settings: &Settings) -> ClaimParts {
    let mut counted = Counted::default();
    for (place, _) in places.iter().copied().flatten() {
        counted.add(&place.features);
    }
    let features = counted.numbered(settings.least_count);
    let case = |(place, right): &(CuePlace, Mask)| {
        let (contexts, others) = place.features.split_at(place.contexts);
        let mut all: Vec<u32> = features.of(contexts).collect();
        let contexts = all.len();
        all.extend(features.of(others));
        Case {
            features: all,
            contexts,
            right: *right,
        }
    };
    let cases: Vec<Case> = places.iter().copied().flatten().map(case).collect();
    let pace = Pace {
        seed: settings.seed,
        seeds: settings.seeds,
        epochs: settings.epochs,
        rate: settings.rate,
    };
    let new = |seed| Learner::<CUE_LANES>::new(&features, seed);
    let learners = pace.learners(
        "cues",
        &cases,
        new,
        |learner| &mut learner.chance,
        |learner, case, _, rate| {
            let hidden = learner.chance.unit() < settings.hide;
            let from = if hidden { case.contexts } else { 0 };
            learner.step(&case.features[from..], case.right, ANY, settings.drop, rate);
        },
    );
    // With nothing left out, weights count for more than they did when they were learnt.
    let shrunk = settings.step / (1.0 - settings.drop);
    let prune = settings.prune / (1.0 - settings.drop);
    let mut parts = empty(settings);
    parts.cues = rounded(&learners, &features, shrunk, |row| pruned(row, prune));
    parts
}
