//! Sentences of treebanks against what the engine reads in them.
//!
//! Words are ours: where one of ours is several of theirs, or several of ours are one of theirs,
//! [`eval::given`] says what is right. A part of speech counts first where a word is just one word
//! in both, then for all words of ours.

use super::table::ratio;
use crate::eval::{self, SyntaxScores, Tree};
use crate::extract::Parser;
use crate::model::SyntaxModel;
use crate::text::{Source, Text};
use anyhow::{Result, anyhow};
use rayon::prelude::*;
use std::io::Write;

/// Reads each sentence of a treebank alone, and writes how well.
pub(super) fn score(
    name: &str,
    trees: &[Tree],
    model: &SyntaxModel,
    out: &mut dyn Write,
) -> Result<()> {
    let score = |tree: &Tree| {
        let text = Text::new(Source::new(tree.text.as_str()));
        let given = eval::given(tree, &text.source, &text.tokens)
            .map_err(|error| anyhow!("{name}: {}: {error}", tree.text))?;
        let read = Parser::new(model).tokens(tree.text.as_str(), &text.tokens);
        let mut scores = SyntaxScores::default();
        scores.count(&given, read.words());
        anyhow::Ok(scores)
    };
    let scores: Vec<SyntaxScores> = trees.par_iter().map(score).collect::<Result<_>>()?;
    let mut sum = SyntaxScores::default();
    scores.iter().for_each(|one| sum.add(one));
    writeln!(out)?;
    ratio(&format!("{name}: parts of speech"), sum.tags, out)?;
    ratio("  and forms of verbs", sum.fine_tags, out)?;
    ratio("  parts of speech of all our words", sum.all_tags, out)?;
    ratio("  heads (UAS), no punctuation", sum.heads, out)?;
    ratio("  and relations (LAS)", sum.labelled, out)?;
    ratio("  heads (UAS), all words", sum.all_heads, out)
}
