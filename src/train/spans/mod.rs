//! Training of the ranker of borders: from our own articles to its weights.
//!
//! Knows the engine's choices, and which places our articles mark. Must not know how scores are
//! shown.

mod gold;
mod measure;
mod pick;

use super::Sources;
use super::corpus::own_files;
use crate::annotation::{Body, Document};
use crate::extract::{self, Cue, Entity, Gate, Lexicon, Trained as Names};
use crate::model::{ClaimModel, ClaimParts, Model, SyntaxModel};
use crate::text::Text;
use anyhow::Result;
use gold::{Choices, Gold};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// How to train. As in [`super::Settings`], nothing else decides on a byte.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub seed: u64,
    /// How many models, each with a seed of its own, are averaged into one.
    pub seeds: u64,
    /// How often a model sees each choice.
    pub epochs: u32,
    /// How far a first step goes; it falls to a tenth over the epochs.
    pub rate: f32,
    /// The share of features that a step leaves out.
    pub drop: f32,
    /// How often a choice is not told what the frames say.
    pub hide: f32,
    /// Features seen fewer times are left out.
    pub least_count: u32,
    /// Weights that are smaller are left out of the file.
    pub prune: f32,
    /// What one unit of a stored weight is worth.
    pub step: f32,
    /// How much more than for the frames' place must speak for another, in steps.
    pub margin: i32,
    pub keep: i32,
    pub roles: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            seeds: 3,
            epochs: 8,
            rate: 0.1,
            drop: 0.3,
            hide: 0.2,
            least_count: 3,
            prune: 0.03,
            step: 0.05,
            margin: 10,
            keep: 10,
            roles: 31,
        }
    }
}

/// One of our articles, with entities and cues that the claims are to stand on.
pub struct Article {
    pub document: Document,
    pub text: Text,
    pub gold: Gold,
    pub entities: Vec<Entity>,
    pub cues: Vec<extract::FoundCue>,
}

/// What all articles are seen by.
pub struct Course<'a> {
    settings: &'a Settings,
    lexicon: Lexicon,
    /// With the cues and entities that are marked.
    marked: Vec<Article>,
    /// With those of the engine.
    found: Vec<Article>,
    names: &'a Model,
    syntax: &'a SyntaxModel,
}

impl<'a> Course<'a> {
    /// Reads our own articles.
    pub fn new(
        from: &Sources,
        settings: &'a Settings,
        names: &'a Model,
        claims: &'a ClaimModel,
        syntax: &'a SyntaxModel,
    ) -> Result<Self> {
        let lexicon = Lexicon::english();
        let documents: Vec<Document> = own_files(&from.own)?.into_iter().flat_map(|(_, all)| all).collect();
        let marked = documents.par_iter().map(|document| marked(document.clone(), &lexicon)).collect();
        let gate = Gate { weights: claims, names };
        let found = documents.par_iter().map(|document| found(document.clone(), &lexicon, gate)).collect();
        Ok(Self {
            settings,
            lexicon,
            marked,
            found,
            names,
            syntax,
        })
    }

    /// The choices of each article.
    fn choices(&self, articles: &[Article]) -> Vec<Choices> {
        articles.par_iter().map(|article| gold::choices(article, self.names, self.syntax, &self.lexicon)).collect()
    }
}

fn marked(document: Document, lexicon: &Lexicon) -> Article {
    let text = Text::new(document.source().clone());
    let (mut entities, mut cues) = (Vec::new(), Vec::new());
    for mark in document.marks() {
        match mark.body {
            Body::Entity { span, label } => entities.push(Entity { span, label, confidence: 1.0, why: Vec::new() }),
            Body::Cue { span, kind } => cues.push(Cue { span, kind, confidence: 1.0, why: Vec::new() }),
            Body::Claim(_) => {}
        }
    }
    entities.sort_by_key(|entity| entity.span);
    cues.sort_by_key(|cue| cue.span);
    let cues = cues.into_iter().map(|cue| extract::given(&text, cue, lexicon)).collect();
    Article { gold: Gold::of(&document), text, entities, cues, document }
}

fn found(document: Document, lexicon: &Lexicon, gate: Gate<'_>) -> Article {
    let text = Text::new(document.source().clone());
    let mut names = Names::default();
    while names.prepare(&text, lexicon, gate.names) {}
    let end = text.source.text().len() as u32;
    let entities = names.entities(&text, end, lexicon, gate.names);
    let all = 0..text.sentences.len();
    let cues = extract::cues(&text, all, &entities, lexicon, Some(gate));
    Article { gold: Gold::of(&document), text, entities, cues, document }
}

fn empty(settings: &Settings) -> ClaimParts {
    ClaimParts { version: super::claims::VERSION.into(), step: settings.step, ..ClaimParts::default() }
}
