//! What training may be told, with what did best as its defaults.
//!
//! What each gained stands in benches/RECORD.md.

use super::{claims, spans, syntax};
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

/// How to train. Weights depend on these, on the data and on the features, and on nothing else:
/// `threads` changes how long it takes, and no byte.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The first seed; further models take the seeds that follow.
    pub seed: u64,
    /// How many models, each with a seed of its own, are averaged into one.
    pub seeds: u64,
    /// The same for the model that confidences are fitted on.
    pub held_seeds: u64,
    /// The same for each of the two models of the first pass.
    pub first_seeds: u64,
    /// How often a model sees each sequence.
    pub epochs: u32,
    /// How far a first step goes; it falls with each epoch, and would be a tenth behind the last.
    pub rate: f32,
    /// Where AdaGrad's sums of squared gradients begin: more makes the first steps smaller.
    pub squares: f32,
    /// Features seen fewer times are left out.
    pub least_count: u32,
    /// How much a copy in other case counts against its original; with 0 there are none.
    pub recased: f32,
    /// The share of a word's features that a step leaves out, so that none is relied on.
    pub drop: f32,
    /// The same for features of lists.
    pub drop_lists: f32,
    /// The same for what the first pass found of other mentions.
    pub drop_pass: f32,
    /// The same for the words around a name and the topics of its document.
    pub drop_context: f32,
    /// How often a word is not told itself: all features of its letters are hidden together.
    pub hide_identity: f32,
    /// How often a word is not told what the rules say.
    pub hide_rules: f32,
    /// How often a word is not told its context.
    pub hide_context: f32,
    /// Added to the score of beginning a name: finding one pays more than training sees.
    pub begin: f32,
    /// Added once more for labels that are rare in the data.
    pub begin_rare: f32,
    /// Weights that are smaller are left out of the file.
    pub prune: f32,
    /// What one unit of a stored weight is worth.
    pub step: f32,
    /// Of the reader of sentences ("syntax.epochs").
    pub syntax: syntax::Settings,
    /// Of the gate of cues ("claims.epochs").
    pub claims: claims::Settings,
    /// Of what chooses where contents and sources begin and end ("spans.epochs").
    pub spans: spans::Settings,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            seeds: 10,
            held_seeds: 2,
            first_seeds: 2,
            epochs: 5,
            rate: 0.05,
            squares: 1.0,
            least_count: 3,
            recased: 0.4,
            drop: 0.1,
            drop_lists: 0.3,
            drop_pass: 0.4,
            drop_context: 0.3,
            hide_identity: 0.3,
            hide_rules: 0.1,
            hide_context: 0.2,
            begin: 0.1,
            begin_rare: 0.4,
            prune: 0.03,
            step: 0.04,
            syntax: syntax::Settings::default(),
            claims: claims::Settings::default(),
            spans: spans::Settings::default(),
        }
    }
}

impl Settings {
    /// The same with one of them set, as "epochs=4" says.
    pub fn with(&self, setting: &str) -> Result<Self> {
        let set = || -> Result<Self> {
            let (name, value) = setting.split_once('=').context("there is no =")?;
            let mut all = serde_json::to_value(self)?;
            let pointer = format!("/{}", name.replace('.', "/"));
            let Some(setting) = all.pointer_mut(&pointer) else {
                bail!("there is no setting {name:?}");
            };
            *setting = serde_json::from_str(value)?;
            Ok(serde_json::from_value(all)?)
        };
        set().with_context(|| format!("--set {setting}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_set_by_name() {
        let set = |setting: &str| Settings::default().with(setting);
        assert_eq!(set("epochs=9").map(|s| s.epochs).ok(), Some(9));
        assert_eq!(set("rate=0.5").map(|s| s.rate).ok(), Some(0.5));
        let of_syntax = set("syntax.epochs=3").map(|s| s.syntax.epochs);
        assert_eq!(of_syntax.ok(), Some(3));
        for wrong in [
            "syntax.epoch=3",
            "syntax=3",
            "epochs",
            "epochs=",
            "epochs=-1",
            "epoch=4",
        ] {
            assert!(set(wrong).is_err(), "{wrong}");
        }
    }
}
