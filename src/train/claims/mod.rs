//! Training of the gate of cues: from our own articles to its file of weights.
//!
//! Knows the engine's places and features, and which of them our articles mark. Must not know
//! how scores are shown. The same articles, settings and seed give the same bytes, on any
//! number of threads.
//!
//! The lexicon was written with the articles in view: it knows nearly every cue in them, and
//! knows fewer elsewhere. So each article is shown once more with most of the rarer entries
//! masked, for what a cue looks like that the lexicon does not have; and the lexicon's contexts
//! are hidden now and then, so that they are not all that is gone by. To measure, articles are
//! held in turns, and entries that no other article uses are masked in those. A few texts of
//! others ([`partial`]) show what is hedged elsewhere.

mod gate;
mod measure;
mod partial;

use super::Sources;
use super::corpus::{Input, own_files};
use crate::annotation::Document;
use crate::extract::{CueType, Entity, Lexicon};
use crate::model::{ClaimModel, ClaimParts, Model, SpanParts};
use crate::text::{Span, Text};
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The name of the weights.
pub const VERSION: &str = "en-claims-2026.11";

/// How to train. As in [`super::Settings`], nothing else decides on a byte.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub seed: u64,
    /// How many models, each with a seed of its own, are averaged into one.
    pub seeds: u64,
    /// How often a model sees each place.
    pub epochs: u32,
    /// How far a first step goes; it falls to a tenth over the epochs.
    pub rate: f32,
    /// The share of features that a step leaves out.
    pub drop: f32,
    /// How often a place is not told what the lexicon's contexts say.
    pub hide: f32,
    /// Features seen fewer times are left out.
    pub least_count: u32,
    /// Entries with so many cues at most are masked in copies.
    pub rare: u32,
    /// How many of them a copy masks, in hundredths.
    pub masked: u64,
    /// Of the articles of others, one in so many is shown.
    pub every: usize,
    /// Weights that are smaller are left out of the file.
    pub prune: f32,
    /// What one unit of a stored weight is worth.
    pub step: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            seeds: 4,
            epochs: 8,
            rate: 0.1,
            drop: 0.4,
            hide: 0.3,
            least_count: 3,
            rare: 30,
            masked: 90,
            every: 10,
            prune: 0.05,
            step: 0.05,
        }
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Trained {
    /// The file of weights, not packed.
    pub file: Vec<u8>,
    /// Features and weights in the file.
    pub size: (usize, usize),
    /// The corpora of others that it learnt from.
    pub inputs: Vec<Input>,
}

/// An article with its cues.
#[derive(Debug)]
pub struct Article {
    pub text: Text,
    pub entities: Vec<Entity>,
    pub cues: Vec<(Span, CueType)>,
}

/// What all articles are seen by.
pub struct Course<'a> {
    settings: &'a Settings,
    lexicon: Lexicon,
    articles: Vec<Article>,
    /// Those of others, with what hedges in them.
    others: Vec<partial::Article>,
    /// The files that those stand in.
    inputs: Vec<Input>,
    names: &'a Model,
}

impl<'a> Course<'a> {
    /// Reads our own articles.
    pub fn new(from: &Sources, settings: &'a Settings, names: &'a Model) -> Result<Self> {
        let (others, inputs) = match &from.data {
            Some(folder) => partial::hedges(folder)?,
            None => (Vec::new(), Vec::new()),
        };
        Ok(Self {
            settings,
            lexicon: Lexicon::english(),
            articles: articles(&from.own)?,
            others,
            inputs,
            names,
        })
    }

    /// Trains on all of them.
    pub fn train(&self) -> Result<Trained> {
        let places = self.places();
        let copies = self.copies(&places);
        let others = self.partial();
        let all: Vec<&gate::Places> = places.iter().chain(&copies).chain(&others).collect();
        let parts = gate::train(&all, self.settings);
        let file = parts.write();
        ClaimModel::read(&file)?;
        Ok(Trained {
            file,
            size: parts.size(),
            inputs: self.inputs.clone(),
        })
    }
}

fn articles(folder: &Path) -> Result<Vec<Article>> {
    let documents = own_files(folder)?.into_iter();
    let article = |document: Document| {
        let (entities, cues) = document.layers();
        Article {
            text: Text::new(document.source().clone()),
            entities,
            cues: cues.iter().map(|cue| (cue.span, cue.kind)).collect(),
        }
    };
    let documents = documents.flat_map(|(_, documents)| documents);
    Ok(documents.map(article).collect())
}

/// Parts without weights.
fn empty(settings: &Settings) -> ClaimParts {
    ClaimParts {
        version: VERSION.into(),
        step: settings.step,
        cues: Vec::new(),
        spans: SpanParts::default(),
    }
}
