//! From scenes to sequences of numbered features.
//!
//! Knows features as keys, counts them, and gives them numbers. Must not know what is learnt.
//!
//! Numbers follow the order of the keys, never that of a hash table: the same articles give the
//! same numbers.

use super::crf::{Mask, Sequence, Sequences};
use crate::extract::{Group, Scene};
use crate::model::{Key, Keyed};
use rayon::prelude::*;
use std::ops::Range;

/// How many scenes are looked at before their features are numbered.
const CHUNK: usize = 256;

/// The live words of all articles, in stretches that are tagged together.
#[derive(Debug, Default)]
pub struct Stretches {
    stretches: Vec<Stretch>,
}

#[derive(Debug)]
struct Stretch {
    article: usize,
    /// Among the live words of all articles.
    words: Range<usize>,
    masks: Vec<Mask>,
}

/// The features of all live words of all articles.
#[derive(Debug, Default)]
pub struct Layer {
    keys: Vec<Key>,
    groups: Vec<u8>,
    pool: Vec<u32>,
    words: Vec<Range<u32>>,
}

/// What one model learns from, and the keys of its features by their numbers.
#[derive(Debug)]
pub struct Lesson {
    pub sequences: Sequences,
    pub keys: Vec<Key>,
}

impl Stretches {
    pub fn add(&mut self, article: usize, scene: &Scene, masks: &[Mask]) {
        let mut at = self.stretches.last().map_or(0, |last| last.words.end);
        for words in scene.stretches() {
            let mut masks = masks[words.clone()].to_vec();
            super::tags::open_cut(&mut masks);
            self.stretches.push(Stretch {
                article,
                words: at..at + words.len(),
                masks,
            });
            at += words.len();
        }
    }
}

impl Layer {
    /// The features that `of` adds, without those that are seen fewer than `least` times.
    /// `seen` is told how many scenes are done.
    pub fn of(
        scenes: &[Scene],
        least: u32,
        of: impl Fn(&Scene, usize, &mut Vec<(Key, Group)>) + Sync,
        seen: &dyn Fn(u64),
    ) -> Self {
        let mut layer = Self::default();
        let mut counts: Vec<u32> = Vec::new();
        let mut numbers: Keyed<u32> = Keyed::default();
        for chunk in scenes.chunks(CHUNK) {
            let features: Vec<Vec<Vec<(Key, Group)>>> = chunk
                .par_iter()
                .map(|scene| {
                    let words = scene.stretches().into_iter().flatten();
                    let features = words.map(|word| {
                        let mut features = Vec::new();
                        of(scene, word, &mut features);
                        features
                    });
                    features.collect()
                })
                .collect();
            for word in features.iter().flatten() {
                let start = layer.pool.len() as u32;
                for (key, group) in word {
                    let number = *numbers.entry(*key).or_insert_with(|| {
                        layer.keys.push(*key);
                        layer.groups.push(*group as u8);
                        counts.push(0);
                        layer.keys.len() as u32 - 1
                    });
                    counts[number as usize] += 1;
                    layer.pool.push(number);
                }
                layer.words.push(start..layer.pool.len() as u32);
            }
            seen(chunk.len() as u64);
        }
        layer.keep(&counts, least);
        layer
    }

    /// Only those features that are frequent, in the order of their keys.
    fn keep(&mut self, counts: &[u32], least: u32) {
        let mut order: Vec<u32> = (0..self.keys.len() as u32).collect();
        order.retain(|number| counts[*number as usize] >= least);
        order.sort_unstable_by_key(|number| self.keys[*number as usize]);
        let numbers = renumbered(&order, self.keys.len());
        self.keys = order.iter().map(|n| self.keys[*n as usize]).collect();
        self.groups = order.iter().map(|n| self.groups[*n as usize]).collect();
        let mut kept = Vec::with_capacity(self.pool.len() / 2);
        for word in &mut self.words {
            let start = kept.len() as u32;
            let old = &self.pool[word.start as usize..word.end as usize];
            kept.extend(old.iter().filter_map(|n| numbers[*n as usize]));
            *word = start..kept.len() as u32;
        }
        self.pool = kept;
    }

    fn of_word(&self, word: usize) -> &[u32] {
        let Range { start, end } = self.words[word].clone();
        &self.pool[start as usize..end as usize]
    }
}

/// For each old number, where it stands in the new order.
fn renumbered(order: &[u32], count: usize) -> Vec<Option<u32>> {
    let mut numbers = vec![None; count];
    for (new, old) in order.iter().enumerate() {
        numbers[*old as usize] = Some(new as u32);
    }
    numbers
}

impl Lesson {
    /// Of the articles that have a weight, the features of all layers; again without those that
    /// these articles show fewer than `least` times.
    pub fn of(
        stretches: &Stretches,
        layers: &[&Layer],
        least: u32,
        weight: impl Fn(usize) -> Option<f32>,
    ) -> Self {
        let chosen = || {
            let stretches = stretches.stretches.iter();
            stretches.filter_map(|stretch| Some((stretch, weight(stretch.article)?)))
        };
        let mut keys = Vec::new();
        let mut sequences = Sequences::default();
        let mut numbers = Vec::new();
        for layer in layers {
            let mut counts = vec![0; layer.keys.len()];
            for word in chosen().flat_map(|(stretch, _)| stretch.words.clone()) {
                layer
                    .of_word(word)
                    .iter()
                    .for_each(|n| counts[*n as usize] += 1);
            }
            let frequent = (0..counts.len() as u32).filter(|n| counts[*n as usize] >= least);
            let order: Vec<u32> = frequent.collect();
            let first = keys.len() as u32;
            let of_layer = renumbered(&order, counts.len()).into_iter();
            numbers.push(of_layer.map(|n| n.map(|n| n + first)).collect::<Vec<_>>());
            keys.extend(order.iter().map(|n| layer.keys[*n as usize]));
            let groups = order.iter().map(|n| layer.groups[*n as usize]);
            sequences.groups.extend(groups);
        }
        for (stretch, weight) in chosen() {
            let mut words = Vec::with_capacity(stretch.words.len());
            for word in stretch.words.clone() {
                let start = sequences.pool.len() as u32;
                for (layer, numbers) in layers.iter().zip(&numbers) {
                    let features = layer.of_word(word).iter();
                    let features = features.filter_map(|n| numbers[*n as usize]);
                    sequences.pool.extend(features);
                }
                words.push(start..sequences.pool.len() as u32);
            }
            sequences.sequences.push(Sequence {
                words,
                masks: stretch.masks.clone(),
                weight,
            });
        }
        Self { sequences, keys }
    }
}
