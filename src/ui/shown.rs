//! What the person wants to see, and how much there is of it. View state: no document holds it.
//!
//! Knows kinds, labels and statuses. Must not know the text.

use crate::annotation::{Body, Document, Kind, Mark, Status};
use crate::extract::{Certainty, CueType, Label};
use std::collections::BTreeSet;

/// A part of what is shown that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    Layer(Kind),
    Label(Label),
    Cue(CueType),
    Certainty(Certainty),
    /// Marks that the person rejected.
    Rejected,
}

impl Facet {
    /// The facet that tells marks of one layer apart.
    pub fn of(mark: &Mark) -> Self {
        match &mark.body {
            Body::Entity { label, .. } => Self::Label(*label),
            Body::Cue { kind, .. } => Self::Cue(*kind),
            Body::Claim(claim) => Self::Certainty(claim.certainty),
        }
    }
}

/// Which marks are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    hidden: BTreeSet<Facet>,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            hidden: BTreeSet::from([Facet::Rejected]),
        }
    }
}

impl Shown {
    pub fn facet(&self, facet: Facet) -> bool {
        !self.hidden.contains(&facet)
    }

    pub fn toggle(&mut self, facet: Facet) {
        if !self.hidden.remove(&facet) {
            self.hidden.insert(facet);
        }
    }

    pub fn mark(&self, mark: &Mark) -> bool {
        self.facet(Facet::Layer(mark.kind()))
            && self.facet(Facet::of(mark))
            && (mark.status != Status::Rejected || self.facet(Facet::Rejected))
    }
}

/// How many marks there are, rejected ones apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    labels: [usize; Label::ALL.len()],
    cues: [usize; CueType::ALL.len()],
    certainties: [usize; Certainty::ALL.len()],
    rejected: usize,
}

impl Tally {
    pub fn new(document: &Document) -> Self {
        let mut tally = Self::default();
        document.marks().for_each(|mark| tally.add(mark));
        tally
    }

    pub fn add(&mut self, mark: &Mark) {
        *self.slot(mark) += 1;
    }

    pub fn take(&mut self, mark: &Mark) {
        let slot = self.slot(mark);
        *slot = slot.saturating_sub(1);
    }

    pub fn facet(&self, facet: Facet) -> usize {
        match facet {
            Facet::Layer(Kind::Entity) => self.labels.iter().sum(),
            Facet::Layer(Kind::Cue) => self.cues.iter().sum(),
            Facet::Layer(Kind::Claim) => self.certainties.iter().sum(),
            Facet::Label(label) => self.labels[label as usize],
            Facet::Cue(kind) => self.cues[kind as usize],
            Facet::Certainty(certainty) => self.certainties[certainty as usize],
            Facet::Rejected => self.rejected,
        }
    }

    fn slot(&mut self, mark: &Mark) -> &mut usize {
        if mark.status == Status::Rejected {
            return &mut self.rejected;
        }
        match &mark.body {
            Body::Entity { label, .. } => &mut self.labels[*label as usize],
            Body::Cue { kind, .. } => &mut self.cues[*kind as usize],
            Body::Claim(claim) => &mut self.certainties[claim.certainty as usize],
        }
    }
}
