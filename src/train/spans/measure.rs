//! How the choices come out on articles that were not learnt from.
//!
//! Knows how articles are held in turns. Must not know how anything is learnt.

use super::gold::{self, Case};
use super::{Article, Course, pick};
use crate::annotation::Document;
use crate::eval::{self, ClaimScores};
use crate::extract::{Choose, Extraction, Ranker, Role};
use crate::model::{ClaimModel, ClaimParts};
use anyhow::Result;
use rayon::prelude::*;

/// In how many turns articles are held.
const TURNS: usize = 5;

/// Choices of one kind whose right place is known.
#[derive(Debug, Default, Clone, Copy)]
pub struct Share {
    pub known: usize,
    /// Those where it is one of the places.
    pub reachable: usize,
    /// Those where it is the frames' own.
    pub ruled: usize,
}

/// Scores on held articles.
#[derive(Debug, Default)]
pub struct Held {
    /// What there is to choose, on the engine's cues.
    pub shares: [Share; Role::ALL.len()],
    /// By frames, and ranked, on the cues that are marked; then the same on the engine's.
    pub scores: [ClaimScores; 4],
    /// Features of the last turn.
    pub features: usize,
}

impl Course<'_> {
    /// Trains without each fifth of the articles in turn, and scores on that.
    pub fn held(&self) -> Result<Held> {
        let [marked, found] = [&self.marked, &self.found].map(|articles| self.cases(articles));
        let mut held = Held::default();
        for case in found.iter().flatten().filter(|case| case.known) {
            let share = &mut held.shares[case.role as usize];
            share.known += 1;
            share.reachable += usize::from(case.right.is_some());
            share.ruled += usize::from(case.right == Some(case.ruled));
        }
        for turn in 0..TURNS {
            let (out, seen): (Vec<usize>, Vec<usize>) =
                (0..found.len()).partition(|at| at % TURNS == turn);
            let seen = seen
                .iter()
                .flat_map(|at| marked[*at].iter().chain(&found[*at]));
            let seen: Vec<&Case> = seen.collect();
            let parts = ClaimParts {
                spans: pick::train(&seen, self.settings),
                ..ClaimParts::default()
            };
            held.features = parts.spans.weights.len();
            let weights = ClaimModel::read(&parts.write())?;
            let scores = out.par_iter().map(|at| {
                let articles = [&self.marked[*at], &self.found[*at]];
                let score = |article| {
                    [None, Some(&weights as &dyn Choose)]
                        .map(|chooser| self.score(article, chooser))
                };
                articles.map(score)
            });
            for four in scores.collect::<Vec<_>>() {
                let all = held.scores.iter_mut().zip(four.iter().flatten());
                all.for_each(|(sum, one)| sum.add(one));
            }
        }
        Ok(held)
    }

    fn score(&self, article: &Article, chooser: Option<&dyn Choose>) -> ClaimScores {
        let names = self.names;
        let ranker = chooser.map(|chooser| Ranker { chooser, names });
        let extraction = Extraction {
            claims: gold::claims(self, article, ranker),
            cues: article.cues.iter().map(|found| found.cue.clone()).collect(),
            ..Extraction::default()
        };
        let (id, source) = (&article.document.id, article.document.source());
        let predicted = Document::suggested(id.clone(), source.clone(), &extraction);
        eval::compare(&article.document, &predicted).0.claims
    }
}
