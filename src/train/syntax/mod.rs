//! Training of the reader of sentences: from treebanks and plain text to its file of weights.
//!
//! Knows the engine's features and steps, and the files of treebanks. Must not know how scores
//! are shown. The same files, settings and seed give the same bytes, on any number of threads.
//!
//! 1. Words of all texts that may train are put in classes by what stands beside them
//!    (`classes`).
//! 2. A first tagger learns from the treebanks, and reads all those texts: what it takes a word
//!    for most often is known of the word from then on (`usual`). A second one learns with that.
//!
//! 3. The parser learns on tags of taggers that have not seen the sentence (`jackknifed`).
//!
//! Sentences are shown in other case and as headlines, too (`copies`).

mod classes;
mod copies;
mod parser;
mod plain;
mod tagger;
mod trees;
mod usual;

pub use trees::Treebank;

use super::Sources;
use super::corpus::Input;
use super::fit::Store;
use crate::eval::SyntaxScores;
use crate::extract::{Parser, Tag};
use crate::model::{SyntaxModel, SyntaxParts, hash};
use anyhow::Result;
use serde::{Deserialize, Serialize};
use std::path::Path;
use trees::{Tree, Trees};

/// The name of the weights.
pub const VERSION: &str = "en-syntax-2026.11";

/// How to train. As in [`super::Settings`], nothing else decides on a byte.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub seed: u64,
    /// How many models, each with a seed of its own, are averaged into one.
    pub seeds: u64,
    /// How often a model sees each sentence.
    pub epochs: u32,
    /// How far a first step goes; it falls to a tenth over the epochs.
    pub rate: f32,
    /// The share of features that a step leaves out.
    pub drop: f32,
    /// Features seen fewer times are left out.
    pub least_count: u32,
    /// How much a copy in other case, or as a headline, counts against its original.
    pub copies: f32,
    /// Classes of words by what stands beside them, at most 255.
    pub classes: u8,
    /// Words seen fewer times have no such class,
    pub least_beside: u32,
    /// nor one by what they mostly are.
    pub least_usual: u32,
    /// Features of the parser that were seen fewer times are left out.
    pub parser_least: u32,
    /// How often the parser sees each sentence.
    pub parser_epochs: u32,
    /// The share of features that a step of the parser leaves out.
    pub parser_drop: f32,
    /// Weights that are smaller are left out of the file.
    pub prune: f32,
    /// The same for those of the parser's steps.
    pub parser_prune: f32,
    /// What one unit of a stored weight is worth.
    pub step: f32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            seed: 0,
            seeds: 4,
            epochs: 8,
            rate: 0.5,
            drop: 0.3,
            least_count: 3,
            copies: 0.15,
            classes: 180,
            least_beside: 10,
            least_usual: 4,
            parser_least: 14,
            parser_epochs: 8,
            parser_drop: 0.1,
            prune: 0.2,
            parser_prune: 0.4,
            step: 0.15,
        }
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Trained {
    /// The files of weights, not packed: of tags, and of heads.
    pub file: Vec<u8>,
    pub heads: Vec<u8>,
    /// The treebanks that it learnt from.
    pub inputs: Vec<Input>,
    /// How many plain texts there were.
    pub texts: usize,
    /// Features and weights in the file.
    pub size: (usize, usize),
    /// Of held documents, where some were held,
    pub held: SyntaxScores,
    /// and of copies of them: headlines, capitals, small letters.
    pub held_copies: SyntaxScores,
}

/// Trains, if there is a treebank in the folder of corpora. With `held`, every so many documents
/// are left out, to see how it does on them. What is trained is kept in `state`, and used again
/// when the same is wanted.
pub fn train(
    from: &Sources,
    settings: &Settings,
    held: bool,
    state: &Path,
) -> Result<Option<Trained>> {
    let Some(data) = &from.data else {
        return Ok(None);
    };
    let mut store = Store::open(state)?;
    let Trees { trees, inputs } = Trees::read(data)?;
    if trees.is_empty() {
        return Ok(None);
    }
    let (aside, known): (Vec<Tree>, Vec<Tree>) =
        trees.into_iter().partition(|tree| held && tree.is_held());
    let mut lessons = copies::copies(&known, settings.copies)?;
    lessons.splice(0..0, known);

    let texts = plain::texts(&from.own, data)?;
    let mut parts = SyntaxParts {
        version: VERSION.into(),
        ..SyntaxParts::default()
    };
    let beside = classes::classes(&texts, settings);
    parts.words = usual::merged(&beside, &[]);
    let mut model = SyntaxModel::read(&parts.write())?;
    parts.tags = tagger::train("first tagger", &lessons, &model, settings, &mut store)?;
    model = SyntaxModel::read(&parts.write())?;
    parts.words = usual::merged(&beside, &usual::usual(&texts, &model, settings));
    model = SyntaxModel::read(&parts.write())?;
    parts.tags = tagger::train("tagger", &lessons, &model, settings, &mut store)?;
    let tags = jackknifed(&lessons, &parts, settings, &mut store)?;
    let parser::Weights { steps, relations } =
        parser::train(&lessons, &tags, &model, settings, &mut store)?;
    store.tidy_up()?;
    (parts.steps, parts.relations) = (steps, relations);
    let (file, heads) = (parts.write(), parts.write_heads());
    let model = SyntaxModel::read(&file)?.with_heads(&heads)?;
    let trained = Trained {
        held: measure(&aside, &model),
        held_copies: measure(&copies::copies(&aside, 1.0)?, &model),
        file,
        heads,
        size: parts.size(),
        texts: texts.len(),
        inputs,
    };
    Ok(Some(trained))
}

/// The tags that taggers give which have not seen the sentence: those that the parser will see
/// are no better.
fn jackknifed(
    lessons: &[Tree],
    parts: &SyntaxParts,
    settings: &Settings,
    store: &mut Store,
) -> Result<Vec<Vec<Tag>>> {
    const FOLDS: u64 = 5;
    let settings = Settings {
        seeds: 1,
        ..*settings
    };
    let fold = |tree: &Tree| hash(&tree.line.id) / 7 % FOLDS;
    let mut tags = vec![Vec::new(); lessons.len()];
    let model = SyntaxModel::read(&parts.write())?;
    for out in 0..FOLDS {
        let known = lessons.iter().filter(|tree| fold(tree) != out);
        let known: Vec<Tree> = known.cloned().collect();
        let parts = SyntaxParts {
            tags: tagger::train("taggers of parts", &known, &model, &settings, store)?,
            ..parts.clone()
        };
        let model = SyntaxModel::read(&parts.write())?;
        let mut trees = lessons.iter().zip(&mut tags);
        trees
            .by_ref()
            .filter(|(tree, _)| fold(tree) == out)
            .for_each(|(tree, tags)| {
                let mut parser = Parser::new(&model);
                *tags = parser
                    .tag(tree.text.source.text(), &tree.text.tokens)
                    .to_vec();
            });
    }
    Ok(tags)
}

fn measure(trees: &[Tree], model: &SyntaxModel) -> SyntaxScores {
    let mut scores = SyntaxScores::default();
    for tree in trees {
        let read = Parser::new(model).tokens(tree.text.source.text(), &tree.text.tokens);
        scores.count(&tree.given, read.words());
    }
    scores
}
