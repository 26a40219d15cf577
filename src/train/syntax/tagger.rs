//! Learns to tag, word by word from left to right, from the tags that it gives itself.
//!
//! Knows what the tagger sees. Must not know what its tags are for.

use super::Settings;
use super::trees::Tree;
use crate::extract::{Tag, Tagging};
use crate::model::{Key, SyntaxModel, TAG_LANES};
use crate::train::features::{Counted, Numbered};
use crate::train::fit::Store;
use crate::train::learn::{Learner, Mask, pruned, rounded};
use crate::train::pace::Pace;
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
        let pace = Pace {
            seed: settings.seed,
            seeds: settings.seeds,
            epochs: settings.epochs,
            rate: settings.rate,
        };
        let learners = pace.learners(
            name,
            &sentences,
            |seed| Learner::new(&features, seed),
            |learner| &mut learner.chance,
            |learner, sentence, epoch, rate| {
                sentence.show(learner, &features, settings, epoch, rate);
            },
        );
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

    /// Shows it word by word. Now and then the learner is told what a word is, and does not go on
    /// with what it takes it for.
    fn show(
        &self,
        learner: &mut Learner<TAG_LANES>,
        features: &Numbered,
        settings: &Settings,
        epoch: u32,
        rate: f32,
    ) {
        let rate = rate * self.weight;
        let (mut keys, mut all, mut tags) = (Vec::new(), Vec::new(), Vec::new());
        for (at, right) in self.tags.iter().enumerate() {
            keys.clear();
            self.tagging.moving(at, &tags, &mut keys);
            all.clear();
            all.extend_from_slice(&self.fixed[at]);
            all.extend(features.of(&keys));
            let told = epoch == 0 || learner.chance.unit() < TOLD;
            let guess = match told {
                true => *right,
                false => Tag::ALL[learner.best(&all, ANY)],
            };
            learner.step(&all, 1 << *right as u32, ANY, settings.drop, rate);
            tags.push(guess);
        }
    }
}
