//! Names: by rules over lists, context words, suffixes and capitals; and by trained weights that
//! see all that the rules see, and more.
//!
//! Knows the lists of `lexicon/names/*.txt` and the table of rules. Must not know how values are
//! found.
//!
//! By the rules, a run of capitalised words is a candidate; rules hold of it or not; each rule
//! speaks for or against each label with its weight; the document's other mentions are heard as
//! well; the label with the most wins, or "no name" does.
//!
//! By the weights, each word of a [`Scene`] has features; their weights say how well each tag
//! fits it ([`recognise`]); what a first pass finds is a feature of the second.

mod class;
mod evidence;
mod explain;
mod part;
mod recognise;
mod rows;
mod rule;
mod run;
mod scene;
mod sign;
mod site;
mod word;

pub use evidence::Evidence;
pub(in crate::extract) use explain::{Foreseen, Memory};
pub(in crate::extract) use recognise::{Passes, Weighed};
pub use recognise::{Recognised, recognise};
pub(super) use scene::Known;
pub use scene::{Group, NAME_LABELS, Scene, TAGS};

use crate::extract::{Entity, Label};
use crate::model::Model;
use crate::text::{Span, Text};
use evidence::{Candidate, best};
use explain::Teller;
use rule::{LABELS, Rules};
use std::ops::Range;

/// A name that was found.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub(super) span: Span,
    pub(super) label: Label,
    pub(super) confidence: f32,
    /// The rules that spoke for it most, the strongest first.
    pub(super) rules: Vec<&'static str>,
}

/// The reason of a short form whose full name stands elsewhere, and of a name that nothing but
/// its capitals speaks for.
const SHORT_OF_NAME: &str = "short-of-name";
const CAPITALS: &str = "capitals";

/// The share of right names on corpus/train among short forms that took their label from a
/// full name.
const SHORT_FORM_PRECISION: f32 = 0.82;

/// The name lists and the table of rules.
#[derive(Debug)]
pub struct Tables {
    lists: class::Lists,
    rules: Rules,
}

impl Tables {
    pub(super) fn english() -> Self {
        Self {
            lists: class::Lists::english(),
            rules: Rules::english(),
        }
    }

    /// The names in the sentences of `block`, in text order, without overlap.
    pub(super) fn names(&self, evidence: &Evidence, block: Range<usize>) -> Vec<Name> {
        evidence
            .of_block(block)
            .iter()
            .filter_map(|candidate| self.name(evidence, candidate))
            .collect()
    }

    /// Reads about so many more words for the first time; false once all are read.
    pub(super) fn first(
        &self,
        (text, model): (&Text, &Model),
        scene: &mut Scene,
        passes: &mut Passes,
        words: usize,
        (memory, foreseen): (&mut Memory, &mut Foreseen),
    ) -> bool {
        passes.first(scene, model, words, &mut |scene, mut name| {
            let teller = Teller {
                text,
                scene,
                tables: self,
                model,
            };
            teller.foresee(&mut name, memory, foreseen);
        })
    }

    /// The names before the byte `end` that were not given out yet, after the first pass.
    pub(super) fn second(
        &self,
        (text, model): (&Text, &Model),
        scene: &Scene,
        passes: &mut Passes,
        end: u32,
        (memory, foreseen): (&mut Memory, &mut Foreseen),
    ) -> Vec<Entity> {
        let mut names = Vec::new();
        let teller = Teller {
            text,
            scene,
            tables: self,
            model,
        };
        passes.second(scene, model, end, &mut |mut name| {
            names.push(Entity {
                span: name.recognised.span,
                label: name.recognised.label,
                confidence: model.calibrated(name.recognised.probability),
                why: teller.reasons(&mut name, memory, foreseen),
            });
        });
        names
    }

    fn name(&self, evidence: &Evidence, candidate: &Candidate) -> Option<Name> {
        let at = best(&candidate.scores);
        let label = LABELS[at]?;
        // The strongest rules for this label against no name; a short form's full name counts.
        let mut rules: Vec<_> = evidence
            .rows(candidate)
            .iter()
            .map(|&row| (self.rules.weights(row)[at], row))
            .filter(|(weight, _)| *weight > 0.5)
            .collect();
        rules.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut names: Vec<_> = rules.iter().map(|&(_, row)| self.rules.name(row)).collect();
        names.dedup();
        names.truncate(3);
        let strongest = rules.first().map(|&(_, row)| self.rules.precision(row));
        let mut confidence = strongest.unwrap_or(rule::UNKNOWN);
        if evidence.full(candidate) == Some(at) {
            names.insert(0, SHORT_OF_NAME);
            confidence = confidence.max(SHORT_FORM_PRECISION);
        }
        if names.is_empty() {
            names.push(CAPITALS);
        }
        Some(Name {
            span: candidate.span,
            label,
            confidence,
            rules: names,
        })
    }
}
