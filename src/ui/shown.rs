//! What the person wants to see, and how much there is of it. View state: no document holds it.
//!
//! Knows kinds, labels and statuses. Must not know the text.

use crate::annotation::{Body, Document, Kind, Label, Mark, Status};
use crate::extract::{Certainty, CueType};

/// A part of what is shown that can be switched off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

impl Facet {
    /// A number of its own, below 128: labels beyond that share a switch.
    const fn number(self) -> u32 {
        let cues = Kind::ALL.len();
        let levels = cues + CueType::ALL.len();
        let rejected = levels + Certainty::ALL.len();
        let labels = rejected + 1;
        let number = match self {
            Self::Layer(kind) => kind as usize,
            Self::Cue(kind) => cues + kind as usize,
            Self::Certainty(level) => levels + level as usize,
            Self::Rejected => rejected,
            Self::Label(label) => labels + label.number(),
        };
        if number < 128 { number as u32 } else { 127 }
    }
}

/// Which marks are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// The bits of [`Facet::number`].
    hidden: u128,
    /// Suggestions of which the engine is less sure, in percent, are hidden.
    pub least: u8,
}

impl Default for Shown {
    fn default() -> Self {
        Self {
            hidden: 1 << Facet::Rejected.number(),
            least: 0,
        }
    }
}

impl Shown {
    pub fn facet(&self, facet: Facet) -> bool {
        self.hidden >> facet.number() & 1 == 0
    }

    pub fn toggle(&mut self, facet: Facet) {
        self.hidden ^= 1 << facet.number();
    }

    pub fn mark(&self, mark: &Mark) -> bool {
        self.facet(Facet::Layer(mark.kind()))
            && self.facet(Facet::of(mark))
            && (mark.status != Status::Rejected || self.facet(Facet::Rejected))
            && !self.doubts(mark)
    }

    /// Whether it is a suggestion that is not sure enough to be shown.
    pub fn doubts(&self, mark: &Mark) -> bool {
        let sure = |confidence: f32| confidence * 100.0 >= f32::from(self.least);
        !mark.is_decided() && !mark.confidence.is_none_or(sure)
    }
}

/// How many marks there are, rejected ones apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    labels: Vec<usize>,
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
            Facet::Label(label) => self.labels.get(label.number()).copied().unwrap_or(0),
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
            Body::Entity { label, .. } => {
                let number = label.number();
                if self.labels.len() <= number {
                    self.labels.resize(number + 1, 0);
                }
                &mut self.labels[number]
            }
            Body::Cue { kind, .. } => &mut self.cues[*kind as usize],
            Body::Claim(claim) => &mut self.certainties[claim.certainty as usize],
        }
    }
}
