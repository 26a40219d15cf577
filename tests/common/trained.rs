//! Engines with weights that no training made.

use hedgerow::extract::{Lexicon, NAME_LABELS, Scene, TAGS};
use hedgerow::model::{Key, Model, Parts, hash, mix, phrase};
use hedgerow::text::{Source, Text};
use std::collections::BTreeSet;
use std::fs;

/// All but the weights: a few clusters and lists.
pub fn parts() -> Parts {
    let listed = |words: &str| phrase(words.split(' ').map(hash));
    Parts {
        version: "en-test".into(),
        tags: TAGS,
        transitions: vec![0.0; TAGS * TAGS],
        step: 0.04,
        clusters: ["said", "report", "city", "company"]
            .iter()
            .zip(1..)
            .map(|(word, n)| (hash(word), [n, 2 * n, 3 * n]))
            .collect(),
        lists: vec![
            (listed("kenya"), 0b01),
            (listed("new york"), 0b01),
            (listed("maria"), 0b10),
        ],
        list_names: vec!["countries".into(), "given_names".into()],
        longest_phrase: 2,
        usual: vec![0.1; 8],
        ..Parts::default()
    }
}

/// A number from -1 to 1 that hangs on a key and a tag alone.
fn chance(key: Key, tag: usize) -> f32 {
    let hash = mix(mix(key, tag as u64), 77) >> 40;
    hash as f32 / (1 << 23) as f32 - 1.0
}

/// Weights by chance for the features of the sample articles: names everywhere, and wrong.
pub fn by_chance() -> Model {
    let (lexicon, empty) = (Lexicon::english(), read(&parts()));
    let mut keys = BTreeSet::new();
    let samples = format!("{}/www/samples", env!("CARGO_MANIFEST_DIR"));
    for file in fs::read_dir(samples).expect("the samples are there") {
        let text = fs::read_to_string(file.expect("it is there").path()).expect("it is text");
        let text = Text::new(Source::new(text));
        let mut scene = Scene::of(&text, &lexicon, &empty);
        let names: Vec<_> = (0..scene.words())
            .filter(|word| scene.is_live(*word))
            .map(|word| (scene.span(word), NAME_LABELS[word % NAME_LABELS.len()]))
            .collect();
        scene.take_pass(&names);
        let mut features = Vec::new();
        for word in (0..scene.words()).filter(|word| scene.is_live(*word)) {
            scene.features(word, &mut features);
            scene.pass_features(word, &mut features);
        }
        keys.extend(features.iter().map(|(key, _)| *key));
    }
    let row = |key: Key| (0..TAGS).map(|tag| chance(key, tag)).collect();
    read(&Parts {
        transitions: (0..TAGS * TAGS).map(|at| chance(5, at)).collect(),
        features: keys.into_iter().map(|key| (key, row(key))).collect(),
        calibration: vec![(0.0, 0.2), (1.0, 0.9)],
        ..parts()
    })
}

pub fn read(parts: &Parts) -> Model {
    Model::read(&parts.write()).expect("what was written is read")
}
