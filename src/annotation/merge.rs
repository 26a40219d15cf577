//! What the engine says now, into what stands already.

use super::{Body, ClaimBody, Document, Edit, Id, Kind, Mark, Origin, Status, Why};
use crate::extract::{Extraction, Reason};
use crate::text::{Source, Span};

/// The edit that brings `document` to what `extraction` says while it keeps every human
/// decision. The extraction is of the document's own text.
pub fn merge(_document: &Document, _extraction: &Extraction) -> Edit {
    Edit::Batch(Vec::new())
}

impl Document {
    /// The document that holds exactly what the engine says of a text.
    pub fn suggested(id: impl Into<String>, source: Source, extraction: &Extraction) -> Self {
        let mut document = Self::new(id, source);
        document.sentences = extraction.sentences.clone();
        document.zones = extraction.zones.clone();
        let name = |kind, index: u32| Id::numbered(kind, index + 1);
        let why = |reasons: &[Reason]| {
            reasons
                .iter()
                .map(|reason| Why {
                    rule: reason.rule.clone(),
                    cue: reason.cue.map(|cue| name(Kind::Cue, cue)),
                    effect: reason.effect.clone(),
                })
                .collect()
        };
        let mark = |id, body, confidence, reasons| Mark {
            id,
            body,
            origin: Origin::Machine,
            status: Status::Suggested,
            confidence: Some(confidence),
            why: why(reasons),
            extra: String::new(),
        };
        let spans = |spans: &[Span]| {
            let mut spans = spans.to_vec();
            spans.sort();
            spans
        };
        for (index, entity) in extraction.entities.iter().enumerate() {
            document.marks.insert(mark(
                name(Kind::Entity, index as u32),
                Body::Entity {
                    span: entity.span,
                    label: entity.label,
                },
                entity.confidence,
                &entity.why,
            ));
        }
        for (index, cue) in extraction.cues.iter().enumerate() {
            document.marks.insert(mark(
                name(Kind::Cue, index as u32),
                Body::Cue {
                    span: cue.span,
                    kind: cue.kind,
                },
                cue.confidence,
                &cue.why,
            ));
        }
        for (index, claim) in extraction.claims.iter().enumerate() {
            document.marks.insert(mark(
                name(Kind::Claim, index as u32),
                Body::Claim(ClaimBody {
                    content: spans(&claim.content),
                    source: spans(&claim.source),
                    holder: claim.holder.clone(),
                    cues: claim.cues.iter().map(|cue| name(Kind::Cue, *cue)).collect(),
                    certainty: claim.certainty,
                    polarity: claim.polarity,
                    quote: claim.quote,
                    parent: claim.parent.map(|parent| name(Kind::Claim, parent)),
                }),
                claim.confidence,
                &claim.why,
            ));
        }
        document
    }
}
