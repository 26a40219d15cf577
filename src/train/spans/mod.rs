//! Training of what chooses where contents and sources begin and end: from our own articles to
//! its part of the file of weights.
//!
//! Knows the engine's choices, and which places our articles mark. Must not know how scores are
//! shown. The same articles, settings and seed give the same bytes, on any number of threads.
//!
//! The frames were written with the articles in view, and are more often right in them than
//! elsewhere: so what they say is hidden from a share of the choices. Claims are drafted twice
//! for each article: from the entities and cues that are marked, and from those of the engine,
//! some of which are wrong as they will be elsewhere.

mod gold;
mod measure;
mod pick;

use super::Sources;
use super::corpus::own_files;
use crate::annotation::Document;
use crate::extract::{self, Entity, FoundCue, Gate, Lexicon, Shelf, Trained as Names};
use crate::model::{ClaimModel, Model, SpanParts, SyntaxModel};
use crate::text::Text;
use anyhow::Result;
use gold::{Case, Gold};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use measure::Held;

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
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            seeds: 4,
            epochs: 8,
            rate: 0.1,
            drop: 0.3,
            hide: 0.2,
            least_count: 5,
            prune: 0.08,
            step: 0.05,
        }
    }
}

/// One of our articles, with entities and cues for its claims to stand on.
#[derive(Debug)]
struct Article {
    document: Document,
    text: Text,
    gold: Gold,
    entities: Vec<Entity>,
    cues: Vec<FoundCue>,
}

/// What all articles are seen by.
pub struct Course<'a> {
    settings: &'a Settings,
    lexicon: Lexicon,
    names: &'a Model,
    /// What tells one "that" from another, as far as it is there.
    syntax: Option<&'a SyntaxModel>,
    /// Articles with the entities and cues that are marked.
    marked: Vec<Article>,
    /// The same articles with those of the engine.
    found: Vec<Article>,
}

impl<'a> Course<'a> {
    /// Reads our own articles.
    pub fn new(
        from: &Sources,
        settings: &'a Settings,
        names: &'a Model,
        claims: &ClaimModel,
        syntax: Option<&'a SyntaxModel>,
    ) -> Result<Self> {
        let lexicon = Lexicon::english();
        let files = own_files(&from.own)?.into_iter();
        let documents: Vec<Document> = files.flat_map(|(_, documents)| documents).collect();
        let gate = Gate {
            weights: claims,
            names,
        };
        let articles = |read: &(dyn Fn(&Document) -> Article + Sync)| -> Vec<Article> {
            documents.par_iter().map(read).collect()
        };
        Ok(Self {
            marked: articles(&|document| marked(document, &lexicon)),
            found: articles(&|document| found(document, &lexicon, gate)),
            settings,
            lexicon,
            names,
            syntax,
        })
    }

    /// Trains on all of them.
    pub fn train(&self) -> SpanParts {
        let [marked, found] = [&self.marked, &self.found].map(|articles| self.cases(articles));
        let all: Vec<&Case> = marked.iter().chain(&found).flatten().collect();
        pick::train(&all, self.settings)
    }

    /// The choices of each article.
    fn cases(&self, articles: &[Article]) -> Vec<Vec<Case>> {
        let cases = |article: &Article| gold::cases(self, article);
        articles.par_iter().map(cases).collect()
    }
}

fn marked(document: &Document, lexicon: &Lexicon) -> Article {
    let (entities, cues) = document.layers();
    let text = Text::new(document.source().clone());
    let cues = cues.into_iter();
    Article {
        cues: cues
            .map(|cue| extract::given(&text, cue, lexicon))
            .collect(),
        gold: Gold::of(document),
        document: document.clone(),
        text,
        entities,
    }
}

fn found(document: &Document, lexicon: &Lexicon, gate: Gate<'_>) -> Article {
    let text = Text::new(document.source().clone());
    let shelf = Shelf::default();
    let mut names = Names::new(&shelf);
    while names.prepare(&text, lexicon, gate.names) {}
    let end = text.source.text().len() as u32;
    let entities = names.entities(&text, end, lexicon, gate.names);
    let all = 0..text.sentences.len();
    Article {
        cues: extract::cues(&text, all, &entities, lexicon, Some(gate)),
        gold: Gold::of(document),
        document: document.clone(),
        text,
        entities,
    }
}
