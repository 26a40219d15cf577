//! What a person's decisions say of the engine: a summary of the ledger.
//!
//! Knows what became of each mark. Must not know how a summary looks.

use super::Head;
use crate::annotation::{Document, Kind, Outcome, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// By label, cue type or certainty.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Judged(Vec<(Kind, String, Counts)>);

/// How often the engine was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// It said so, and the person agrees.
    pub right: u32,
    /// It said so, and the person does not.
    pub wrong: u32,
    /// It is so, and the engine had not said it, or not so.
    pub missed: u32,
    /// It said so, and nobody has decided.
    pub open: u32,
}

impl Judged {
    pub(super) fn new(document: &Document) -> Self {
        let mut counts: BTreeMap<(Kind, &str), Counts> = BTreeMap::new();
        for mark in document.marks() {
            let (kind, now) = (mark.kind(), mark.spelled());
            let Some(outcome) = document.outcome(mark) else {
                if !mark.is_decided() {
                    counts.entry((kind, now)).or_default().open += 1;
                }
                continue;
            };
            let said = document.trace(&mark.id);
            let said = said.and_then(|trace| trace.said.as_ref());
            let said = said.map_or(now, |said| said.what.as_str());
            match outcome {
                Outcome::Accepted => counts.entry((kind, now)).or_default().right += 1,
                Outcome::Rejected => counts.entry((kind, said)).or_default().wrong += 1,
                Outcome::Added => counts.entry((kind, now)).or_default().missed += 1,
                Outcome::Relabelled | Outcome::Resized | Outcome::Changed => {
                    counts.entry((kind, said)).or_default().wrong += 1;
                    counts.entry((kind, now)).or_default().missed += 1;
                }
            }
        }
        let counts = counts.into_iter();
        Self(
            counts
                .map(|((kind, what), counts)| (kind, what.to_owned(), counts))
                .collect(),
        )
    }

    /// In the order of layers, then by their spelling.
    pub fn rows(&self) -> impl Iterator<Item = (Kind, &str, Counts)> {
        self.0
            .iter()
            .map(|(kind, what, counts)| (*kind, what.as_str(), *counts))
    }
}

/// What the decisions in several documents say of one label, cue type or certainty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub kind: Kind,
    pub what: String,
    pub all: Counts,
    /// Those in complete documents. Only there is what nobody marked right to be so, and only
    /// there can be told what the engine missed.
    pub complete: Counts,
}

/// Sums up documents, in the order of layers, then by their spelling.
pub fn summary<'a>(heads: impl IntoIterator<Item = &'a Head>) -> Vec<Row> {
    let mut rows: BTreeMap<(Kind, &str), (Counts, Counts)> = BTreeMap::new();
    for head in heads {
        for (kind, what, counts) in head.judged.rows() {
            let (all, complete) = rows.entry((kind, what)).or_default();
            all.add(counts);
            if head.state == State::Complete {
                complete.add(counts);
            }
        }
    }
    let rows = rows.into_iter();
    rows.map(|((kind, what), (all, complete))| Row {
        kind,
        what: what.to_owned(),
        all,
        complete,
    })
    .collect()
}

impl Counts {
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
        self.open += other.open;
    }

    /// How much of what it said is right; none where nothing was decided on.
    pub fn precision(self) -> Option<f64> {
        share(self.right, self.wrong)
    }

    /// How much of what is so it said; none where nothing is.
    pub fn recall(self) -> Option<f64> {
        share(self.right, self.missed)
    }
}

fn share(part: u32, rest: u32) -> Option<f64> {
    let all = part + rest;
    (all > 0).then(|| f64::from(part) / f64::from(all))
}
