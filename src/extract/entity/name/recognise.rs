//! From a scene to names: two passes of the trained weights.
//!
//! Knows how features become scores and tags names. Must not know what a feature sees.

use super::scene::{NAME_LABELS, Scene};
use crate::extract::Label;
use crate::model::{Key, Model, Scores};
use crate::text::Span;
use std::ops::Range;

/// A name that the weights found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recognised {
    pub span: Span,
    pub label: Label,
    /// How probable the weights hold it; not calibrated.
    pub probability: f32,
}

/// The names of a whole text after two passes, in text order, without overlap. The scene keeps
/// what the first pass found.
pub fn recognise(scene: &mut Scene, model: &Model) -> Vec<Recognised> {
    let stretches = scene.stretches();
    let mut features = Vec::new();
    let mut scores = Vec::new();
    let mut first = Vec::new();
    let mut tags = Vec::new();
    for stretch in &stretches {
        let start = scores.len();
        for word in stretch.clone() {
            features.clear();
            scene.features(word, &mut features);
            scores.push(sum(model, features.iter().map(|(key, _)| *key)));
        }
        model.decoder().best(&scores[start..], &mut tags);
        let name = |(words, label): (Range<usize>, usize)| {
            let at = |word: usize| scene.span(stretch.start + word);
            (at(words.start).cover(at(words.end - 1)), NAME_LABELS[label])
        };
        first.extend(names(&tags).map(name));
    }
    scene.take_pass(&first);
    let mut found = Vec::new();
    let mut start = 0;
    for stretch in &stretches {
        let scores = &mut scores[start..start + stretch.len()];
        start += stretch.len();
        for (word, scores) in stretch.clone().zip(scores.iter_mut()) {
            features.clear();
            scene.pass_features(word, &mut features);
            features.iter().for_each(|(key, _)| model.add(*key, scores));
        }
        model.decoder().best(scores, &mut tags);
        if tags.iter().all(|tag| *tag == 0) {
            continue;
        }
        let probabilities = model.decoder().probabilities(scores);
        for (words, label) in names(&tags) {
            let at = |word: usize| scene.span(stretch.start + word);
            found.push(Recognised {
                span: at(words.start).cover(at(words.end - 1)),
                label: NAME_LABELS[label],
                probability: probabilities.of(words, 1 + 2 * label as u8),
            });
        }
    }
    found
}

fn sum(model: &Model, features: impl Iterator<Item = Key>) -> Scores {
    let mut scores = Scores::default();
    features.for_each(|key| model.add(key, &mut scores));
    scores
}

/// The names that tags mark, with the number of their label.
fn names(tags: &[u8]) -> impl Iterator<Item = (Range<usize>, usize)> {
    let begins = (0..tags.len()).filter(|at| tags[*at] % 2 == 1);
    begins.map(|start| {
        let goes_on = |tag: &&u8| **tag == tags[start] + 1;
        let length = 1 + tags[start + 1..].iter().take_while(goes_on).count();
        (start..start + length, usize::from(tags[start] / 2))
    })
}
