//! The scores that must not be fallen under.

use super::Scores;

/// A score, and the least that it may be on the project's own development articles.
#[derive(Debug, Clone, Copy)]
pub struct Floor {
    pub name: &'static str,
    pub score: fn(&Scores) -> f64,
    pub least: f64,
}

pub const FLOORS: &[Floor] = &[
    Floor {
        name: "entities, exact span and label, F1",
        score: |scores| scores.entities.micro().f1(),
        least: 0.85,
    },
    Floor {
        name: "cues, exact span and type, F1",
        score: |scores| scores.cues.micro().f1(),
        least: 0.85,
    },
    Floor {
        name: "claims, content IoU and source, F1",
        score: |scores| scores.claims.matched.f1(),
        least: 0.8,
    },
    Floor {
        name: "certainty of matched claims",
        score: |scores| scores.claims.certainty().share(),
        least: 0.9,
    },
    Floor {
        name: "certainty of matched claims, mean F1 of its levels",
        score: |scores| scores.claims.certainty_macro_f1(),
        least: 0.8,
    },
];
