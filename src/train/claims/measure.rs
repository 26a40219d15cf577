//! How the gate does on articles that it has not seen.
//!
//! Knows how articles are held in turns. Must not know how the gate learns.

use super::gate::{self, Places};
use super::{Article, Course};
use crate::eval::{self, SpanScores};
use crate::extract::{CueType, Gate, Lexicon, cues};
use crate::model::ClaimModel;
use anyhow::Result;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// In how many turns articles are held.
const TURNS: usize = 5;

/// Scores on held articles.
#[derive(Debug, Default)]
pub struct Held {
    /// Of the lexicon's contexts alone, entries masked that only held articles use.
    pub rules: SpanScores<CueType>,
    /// Of the gate, the same entries masked.
    pub masked: SpanScores<CueType>,
    /// Of the gate with the whole lexicon, which was written with the held articles in view.
    pub gate: SpanScores<CueType>,
}

impl Course<'_> {
    /// Trains without each fifth of the articles in turn, and scores it on that.
    pub fn held(&self) -> Result<Held> {
        let places = self.places();
        let copies = self.copies(&places);
        let others = self.partial();
        let mut turns: BTreeMap<u32, u32> = BTreeMap::new();
        for (article, places) in places.iter().enumerate() {
            let marked = places.iter().filter(|(_, outcome)| *outcome != gate::NONE);
            for entry in marked.flat_map(|(place, _)| &place.entries) {
                *turns.entry(*entry).or_default() |= 1 << (article % TURNS);
            }
        }
        let mut held = Held::default();
        for turn in 0..TURNS {
            let known = |of: &'_ [Places]| -> Vec<usize> {
                (0..of.len()).filter(|at| at % TURNS != turn).collect()
            };
            let mut seen: Vec<&Places> = known(&places).into_iter().map(|at| &places[at]).collect();
            seen.extend(known(&copies).into_iter().map(|at| &copies[at]));
            seen.extend(&others);
            let weights = ClaimModel::read(&gate::train(&seen, self.settings).write())?;
            let mut lexicon = Lexicon::english();
            lexicon.mask_cues(&|entry| turns.get(&entry) == Some(&(1 << turn)));
            let gate = Gate {
                weights: &weights,
                names: self.names,
            };
            let articles = self.articles.par_iter().enumerate();
            let articles = articles.filter(|(at, _)| at % TURNS == turn);
            let scores: Vec<[SpanScores<CueType>; 3]> = articles
                .map(|(_, article)| {
                    [
                        score(article, &lexicon, None),
                        score(article, &lexicon, Some(gate)),
                        score(article, &self.lexicon, Some(gate)),
                    ]
                })
                .collect();
            for [rules, masked, gate] in &scores {
                held.rules.add(rules);
                held.masked.add(masked);
                held.gate.add(gate);
            }
        }
        Ok(held)
    }
}

fn score(article: &Article, lexicon: &Lexicon, gate: Option<Gate<'_>>) -> SpanScores<CueType> {
    let all = 0..article.text.sentences.len();
    let found = cues(&article.text, all, &article.entities, lexicon, gate);
    let found = found
        .into_iter()
        .map(|found| (found.cue.span, found.cue.kind));
    eval::spans(article.cues.clone(), found.collect())
}
