//! How the ranker does on articles that it has not seen.

use super::gold::Case;
use super::{Article, Course, pick};
use crate::annotation::Document;
use crate::eval::{self, Scores};
use crate::extract::{self, Extraction, Parser, Ranker, Weighed};
use crate::model::ClaimModel;
use anyhow::Result;
use rayon::prelude::*;

/// In how many turns articles are held.
const TURNS: usize = 5;

/// Of one role: choices with a known place, with it among the places, ruled right, chosen right.
#[derive(Debug, Default, Clone, Copy)]
pub struct Share {
    pub known: usize,
    pub reachable: usize,
    pub ruled: usize,
    pub chosen: usize,
    pub places: usize,
}

#[derive(Debug, Default)]
pub struct Held {
    pub shares: [Share; 5],
    /// By frames, and ranked, on marked cues; the same on the engine's.
    pub scores: [Scores; 4],
    pub size: usize,
}

impl Course<'_> {
    pub fn held(&self) -> Result<Held> {
        let marked = self.choices(&self.marked);
        let found = self.choices(&self.found);
        let mut held = Held::default();
        for turn in 0..TURNS {
            let known = |at: &usize| at % TURNS != turn;
            let seen: Vec<&Case> = (0..marked.len()).filter(known).flat_map(|at| marked[at].iter().chain(&found[at])).collect();
            let parts = pick::train(&seen, self.settings);
            held.size = parts.spans.len();
            let model = ClaimModel::read(&parts.write())?;
            let weighed = Weighed { weights: &model, margin: self.settings.margin, keep: self.settings.keep };
            for at in (0..marked.len()).filter(|at| !known(at)) {
                for case in &found[at] {
                    let share = &mut held.shares[case.role as usize];
                    share.known += usize::from(case.known);
                    share.places += case.places.len();
                    share.reachable += usize::from(case.right.is_some());
                    share.ruled += usize::from(case.right == Some(case.ruled));
                    let chosen = weighed.best(case.role, case.ruled, case.places.iter().map(Vec::as_slice));
                    share.chosen += usize::from(case.right == Some(chosen));
                }
            }
            let at: Vec<usize> = (0..marked.len()).filter(|at| !known(at)).collect();
            let scores: Vec<[Scores; 4]> = at.par_iter().map(|at| {
                let ranker = Some(Ranker { chooser: &weighed, names: self.names });
                [
                    self.score(&self.marked[*at], None),
                    self.score(&self.marked[*at], ranker),
                    self.score(&self.found[*at], None),
                    self.score(&self.found[*at], ranker),
                ]
            }).collect();
            for four in &scores {
                held.scores.iter_mut().zip(four).for_each(|(sum, one)| sum.add(one));
            }
        }
        Ok(held)
    }

    fn score(&self, article: &Article, ranker: Option<Ranker<'_>>) -> Scores {
        let all = 0..article.text.sentences.len();
        let mut parser = Parser::new(self.syntax);
        let claims = extract::claims(&article.text, all, &article.entities, &article.cues, Some(&mut parser), ranker, &self.lexicon);
        let extraction = Extraction {
            cues: article.cues.iter().map(|found| found.cue.clone()).collect(),
            claims,
            ..Extraction::default()
        };
        let source = article.document.source().clone();
        let document = Document::suggested(article.document.id.clone(), source, &extraction);
        eval::compare(&article.document, &document).0
    }
}
