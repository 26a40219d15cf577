//! Marks as the stages of extraction hand them on, and what these say as marks.
//!
//! Knows which field of one is which of the other. Must not know what stands already, nor what a
//! person decided.

use super::{Body, CertaintyBy, ClaimBody, Document, Id, Why};
use crate::extract::{Certainty, Claim, Cue, Entity, Polarity, Quote, Reason, SourceKind};
use crate::text::Span;

impl Document {
    /// The marked entities and cues in text order, as the stages before the claims would hand
    /// them on: those with labels of the scheme.
    pub fn layers(&self) -> (Vec<Entity>, Vec<Cue>) {
        let marks = || self.marks().map(|mark| &mark.body);
        let mut entities: Vec<Entity> = marks().filter_map(Body::entity).collect();
        let mut cues: Vec<Cue> = marks().filter_map(Body::cue).collect();
        entities.sort_by_key(|entity| entity.span);
        cues.sort_by_key(|cue| (cue.span, cue.kind));
        (entities, cues)
    }
}

impl Body {
    /// The name or value that is marked, if one with a label of the scheme is: the engine knows
    /// no others.
    pub fn entity(&self) -> Option<Entity> {
        match self {
            Self::Entity { span, label } => Some(Entity {
                span: *span,
                label: label.scheme()?,
                confidence: 1.0,
                why: Vec::new(),
            }),
            Self::Cue { .. } | Self::Claim(_) => None,
        }
    }

    /// The cue that is marked, if one is.
    pub fn cue(&self) -> Option<Cue> {
        match self {
            Self::Cue { span, kind } => Some(Cue {
                span: *span,
                kind: *kind,
                confidence: 1.0,
                why: Vec::new(),
            }),
            Self::Entity { .. } | Self::Claim(_) => None,
        }
    }
}

impl ClaimBody {
    /// A claim that nobody is named for, and that nothing hedges.
    pub fn plain(content: Vec<Span>) -> Self {
        Self {
            content,
            source: Vec::new(),
            holder: None,
            source_kind: None,
            cues: Vec::new(),
            certainty: Certainty::Asserted,
            certainty_by: CertaintyBy::Rules,
            polarity: Polarity::Positive,
            quote: Quote::None,
            parent: None,
        }
    }

    /// A claim of the engine's, whose cues are known by their places; what it stands in is left
    /// out.
    pub fn said(claim: Claim, cue: impl Fn(u32) -> Option<Id>) -> Self {
        let mut cues: Vec<Id> = Vec::with_capacity(claim.cues.len());
        for cue in claim.cues.into_iter().filter_map(cue) {
            if !cues.contains(&cue) {
                cues.push(cue);
            }
        }
        Self {
            content: claim.content,
            source: claim.source,
            holder: claim.holder,
            source_kind: Some(claim.source_kind),
            cues,
            certainty: claim.certainty,
            certainty_by: CertaintyBy::Rules,
            polarity: claim.polarity,
            quote: claim.quote,
            parent: None,
        }
    }

    /// The same the other way round.
    pub fn claim(&self, cue: impl Fn(&Id) -> Option<u32>) -> Claim {
        Claim {
            content: self.content.clone(),
            source: self.source.clone(),
            holder: self.holder.clone(),
            source_kind: self.source_kind.unwrap_or(SourceKind::None),
            cues: self.cues.iter().filter_map(cue).collect(),
            certainty: self.certainty,
            polarity: self.polarity,
            quote: self.quote,
            parent: None,
            why: Vec::new(),
            confidence: 1.0,
        }
    }
}

impl Why {
    /// The engine's reasons.
    pub fn said(reasons: &[Reason], cue: impl Fn(u32) -> Option<Id>) -> Vec<Self> {
        let why = reasons.iter().map(|reason| Self {
            rule: reason.rule.clone(),
            cue: reason.cue.and_then(&cue),
            effect: reason.effect.clone(),
        });
        why.collect()
    }
}
