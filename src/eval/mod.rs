//! Scores: how well marks agree with other marks.
//!
//! Knows documents. Must not know who made the marks, nor how scores are shown.
//!
//! Rejected marks count on neither side. Marks are matched one to one, so that no mark is
//! right twice.

mod claims;
mod counts;
mod floors;
mod reliability;
mod segmentation;
mod spans;
#[cfg(test)]
mod tests;
mod tokens;
mod treebank;

pub use claims::{CONTENT_OVERLAP, ClaimScores};
pub use counts::{Counts, Ratio};
pub use floors::{FLOORS, Floor};
pub use reliability::{BINS, Bin, Reliability};
pub use segmentation::{Segmentation, segmentation};
pub use spans::SpanScores;
pub use tokens::tokens;
pub use treebank::{Given, SyntaxScores, Tree, given};

use crate::annotation::{Body, Document, Id, Label, Mark, Status};
use crate::extract::CueType;
use crate::text::Span;
use std::collections::BTreeSet;

/// The scores of all layers, summed over documents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scores {
    pub documents: u64,
    pub entities: SpanScores<Label>,
    /// Of the entities' confidences.
    pub reliability: Reliability,
    pub cues: SpanScores<CueType>,
    pub claims: ClaimScores,
}

impl Scores {
    pub fn add(&mut self, other: &Self) {
        self.documents += other.documents;
        self.entities.add(&other.entities);
        self.reliability.add(&other.reliability);
        self.cues.add(&other.cues);
        self.claims.add(&other.claims);
    }
}

/// A disagreement about one mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub kind: FindingKind,
    /// The mark of the gold document, where there is one.
    pub gold: Option<Id>,
    /// The mark of the predicted document, where there is one.
    pub predicted: Option<Id>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FindingKind {
    /// Only the gold document has it.
    Missed,
    /// Only the predicted document has it.
    FalseAlarm,
    /// The spans are equal, the labels are not.
    Label,
    /// The spans overlap and differ.
    Boundary,
    /// The contents of two claims match, their sources do not.
    Source,
    /// Matched claims whose certainty differs.
    Certainty,
    /// Matched claims that agree in certainty and differ in polarity, quotation or nesting.
    Detail,
}

impl FindingKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missed => "missed",
            Self::FalseAlarm => "false alarm",
            Self::Label => "label",
            Self::Boundary => "boundary",
            Self::Source => "source",
            Self::Certainty => "certainty",
            Self::Detail => "detail",
        }
    }
}

/// How `predicted` agrees with `gold`, two documents of the same text, and in what it does not:
/// the findings are in text order within each layer.
pub fn compare(gold: &Document, predicted: &Document) -> (Scores, Vec<Finding>) {
    let mut findings = Vec::new();
    let (gold_marks, predicted_marks) = (live(gold), live(predicted));
    let entities = spans::score(
        &labelled(&gold_marks, entity),
        &labelled(&predicted_marks, entity),
        &mut findings,
    );
    let reliability = reliability(&predicted_marks, &findings);
    let cues = spans::score(
        &labelled(&gold_marks, cue),
        &labelled(&predicted_marks, cue),
        &mut findings,
    );
    let claims = claims::score(gold.source(), &gold_marks, &predicted_marks, &mut findings);
    let scores = Scores {
        documents: 1,
        entities,
        reliability,
        cues,
        claims,
    };
    (scores, findings)
}

/// The entities by confidence, right where no finding is about them.
fn reliability(predicted: &[&Mark], findings: &[Finding]) -> Reliability {
    let wrong: BTreeSet<_> = findings
        .iter()
        .filter_map(|f| f.predicted.as_ref())
        .collect();
    let mut reliability = Reliability::default();
    for mark in predicted {
        if let (Some(_), Some(confidence)) = (entity(mark), mark.confidence) {
            reliability.count(confidence, !wrong.contains(&mark.id));
        }
    }
    reliability
}

/// How labelled spans agree with others, whatever the labels.
pub fn spans<L: Copy + Ord>(gold: Vec<(Span, L)>, predicted: Vec<(Span, L)>) -> SpanScores<L> {
    let nameless = Id::from("");
    let labelled = |mut marks: Vec<(Span, L)>| {
        marks.sort();
        let marks = marks.into_iter();
        let marks = marks.map(|(span, label)| spans::Labelled {
            span,
            label,
            id: &nameless,
        });
        marks.collect::<Vec<_>>()
    };
    spans::score(&labelled(gold), &labelled(predicted), &mut Vec::new())
}

/// The marks that count, in text order.
fn live(document: &Document) -> Vec<&Mark> {
    document
        .marks()
        .filter(|mark| mark.status != Status::Rejected)
        .collect()
}

fn labelled<'a, L>(
    marks: &[&'a Mark],
    read: impl Fn(&'a Mark) -> Option<L>,
) -> Vec<spans::Labelled<'a, L>> {
    marks
        .iter()
        .filter_map(|mark| {
            Some(spans::Labelled {
                span: mark.span(),
                label: read(mark)?,
                id: &mark.id,
            })
        })
        .collect()
}

fn entity(mark: &Mark) -> Option<Label> {
    match mark.body {
        Body::Entity { label, .. } => Some(label),
        _ => None,
    }
}

fn cue(mark: &Mark) -> Option<CueType> {
    match mark.body {
        Body::Cue { kind, .. } => Some(kind),
        _ => None,
    }
}
