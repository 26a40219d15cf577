//! Learns to tag, word by word from left to right, from the tags that it gives itself.
//!
//! Knows what the tagger sees. Must not know what its tags are for.

use super::Settings;
use super::trees::Tree;
use crate::extract::{Tag, Tagging};
use crate::model::{Key, SyntaxModel, TAG_LANES};
use crate::train::features::{Counted, Numbered};
use crate::train::fit::Store;
use crate::train::learn::{Learner, Mask, pruned, rate, rounded};
use crate::train::progress::Stage;
use anyhow::Result;
use rayon::prelude::*;

/// How often the tag before a word is the right one and not the learner's own.
const TOLD: f32 = 0.3;
const ANY: Mask = (1 << Tag::ALL.len()) - 1;

struct Sentence {
    tagging: Tagging,
    /// The features of each word that hang on no tag.
    fixed: Vec<Vec<u32>>,
    tags: Vec<Tag>,
    weight: f32,
}

pub fn train(
    name: &'static str,
    trees: &[Tree],
    model: &SyntaxModel,
    settings: &Settings,
    store: &mut Store,
) -> Result<Vec<(Key, [i8; TAG_LANES])>> {
    let seen: Vec<(Tagging, Vec<Tag>)> = (trees.par_iter())
        .map(|tree| {
            let tagging = Tagging::of(tree.text.source.text(), &tree.text.tokens, model);
            (tagging, tree.given.iter().map(|given| given.tag).collect())
        })
        .collect();
    let mut counted = Counted::default();
    let mut keys = Vec::new();
    for (tagging, tags) in &seen {
        for at in 0..tags.len() {
            keys.clear();
            tagging.fixed(at, &mut keys);
            tagging.moving(at, &tags[..at], &mut keys);
            counted.add(&keys);
        }
    }
    let features = counted.numbered(settings.least_count);
    let sentence = |((tagging, tags), tree): ((Tagging, Vec<Tag>), &Tree)| {
        let fixed = (0..tags.len()).map(|at| {
            let mut keys = Vec::new();
            tagging.fixed(at, &mut keys);
            features.of(&keys).collect()
        });
        Sentence {
            fixed: fixed.collect(),
            tagging,
            tags,
            weight: tree.weight,
        }
    };
    let sentences: Vec<Sentence> = seen.into_par_iter().zip(trees).map(sentence).collect();
    let seen: Vec<_> = sentences.iter().map(Sentence::seen).collect();
    store.kept(&(settings, &features.keys, seen), || {
        let steps = settings.seeds * u64::from(settings.epochs);
        let stage = Stage::of(name, steps);
        let seeds = settings.seed..settings.seed + settings.seeds;
        let one = |seed| learn(&sentences, &features, settings, seed, &|| stage.step(1));
        let learners: Vec<_> = seeds.into_par_iter().map(one).collect();
        rounded(&learners, &features, settings.step, |row| {
            pruned(row, settings.prune)
        })
    })
}

impl Sentence {
    /// What is learnt from it, but for the features of tags, which hang on the same words.
    fn seen(&self) -> (&[Vec<u32>], Vec<u8>, f32) {
        let tags = self.tags.iter().map(|tag| *tag as u8);
        (&self.fixed, tags.collect(), self.weight)
    }
}

fn learn(
    sentences: &[Sentence],
    features: &Numbered,
    settings: &Settings,
    seed: u64,
    step: &dyn Fn(),
) -> Learner<TAG_LANES> {
    let mut learner = Learner::new(features, seed);
    let mut order: Vec<u32> = (0..sentences.len() as u32).collect();
    let (mut keys, mut all, mut tags) = (Vec::new(), Vec::new(), Vec::new());
    for epoch in 0..settings.epochs {
        learner.chance.shuffle(&mut order);
        let rate = rate(settings.rate, epoch, settings.epochs);
        for index in &order {
            let sentence = &sentences[*index as usize];
            tags.clear();
            for (at, right) in sentence.tags.iter().enumerate() {
                keys.clear();
                sentence.tagging.moving(at, &tags, &mut keys);
                all.clear();
                all.extend_from_slice(&sentence.fixed[at]);
                all.extend(features.of(&keys));
                let told = epoch == 0 || learner.chance.unit() < TOLD;
                let guess = if told {
                    *right
                } else {
                    Tag::ALL[learner.best(&all, ANY)]
                };
                let rate = rate * sentence.weight;
                learner.step(&all, 1 << *right as u32, ANY, settings.drop, rate);
                tags.push(guess);
            }
        }
        step();
    }
    learner
}
