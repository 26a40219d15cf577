//! Marks that lost their words, in a file: what they were, without a place in the text.
//!
//! Knows both ways. What cannot be understood of one is told, and the mark is left out.

use super::fields::{Fields, Problems};
use super::read;
use super::wire::{Extra, Orphan as Wire, Part as WirePart, Review};
use crate::annotation::{Body, CertaintyBy, Id, Kind, Mark, Orphan, Part};
use crate::text::Span;

pub(super) fn write(orphan: &Orphan, extra: Extra) -> Wire<'_> {
    let mark = &orphan.mark;
    let content = match &mark.body {
        Body::Claim(claim) => claim.content.len(),
        Body::Entity { .. } | Body::Cue { .. } => 1,
    };
    let parts: Vec<WirePart<'_>> = (orphan.parts.iter())
        .map(|part| WirePart {
            text: &part.words,
            before: &part.before,
            after: &part.after,
        })
        .collect();
    let (content, source) = parts.split_at(content.min(parts.len()));
    let mut wire = Wire {
        id: &mark.id.0,
        kind: mark.kind(),
        label: None,
        r#type: None,
        content: content.to_vec(),
        source: source.to_vec(),
        holder: None,
        source_kind: None,
        cues: Vec::new(),
        certainty: None,
        certainty_by: None,
        polarity: None,
        quote: None,
        parent: None,
        review: Review::of(mark),
        extra,
    };
    match &mark.body {
        Body::Entity { label, .. } => wire.label = Some(*label),
        Body::Cue { kind, .. } => wire.r#type = Some(*kind),
        Body::Claim(claim) => {
            wire.holder = claim.holder.as_deref();
            wire.source_kind = claim.source_kind;
            wire.cues = claim.cues.iter().map(|cue| &*cue.0).collect();
            wire.certainty = Some(claim.certainty);
            wire.certainty_by = Some(claim.certainty_by).filter(|by| *by != CertaintyBy::Rules);
            wire.polarity = Some(claim.polarity);
            wire.quote = Some(claim.quote);
            wire.parent = claim.parent.as_ref().map(|parent| &*parent.0);
        }
    }
    wire
}

pub(super) fn orphan(mut fields: Fields, problems: &mut Problems) -> Option<Orphan> {
    let place = fields.own_place().to_owned();
    let orphan = one(&mut fields, problems);
    let Some(mut orphan) = orphan else {
        problems.add(place, "it cannot be told what was marked; it was left out");
        return None;
    };
    orphan.mark.extra = fields.into_extra();
    Some(orphan)
}

fn one(fields: &mut Fields, problems: &mut Problems) -> Option<Orphan> {
    let id = fields.string("id", problems)?;
    let kind = fields.word("kind", Kind::parse, problems)?;
    let content = parts(fields, "content", problems);
    let source = parts(fields, "source", problems);
    // Where it stood is told by what stood around it.
    let nowhere = |parts: &[Part]| vec![Span::default(); parts.len()];
    let body = read::body(kind, fields, nowhere(&content), nowhere(&source), problems)?;
    let review = read::review(fields, problems);
    if content.iter().any(|part| part.words.is_empty()) {
        return None;
    }
    Some(Orphan {
        mark: Mark {
            origin: review.origin,
            status: review.status,
            confidence: review.confidence,
            ..Mark::made(Id(id.into()), body)
        },
        parts: [content, source].concat(),
        dropped: false,
    })
}

fn parts(fields: &mut Fields, name: &str, problems: &mut Problems) -> Vec<Part> {
    let parts = fields.objects(name, problems).into_iter();
    parts
        .map(|mut part| {
            let mut text = |name| part.string(name, problems).unwrap_or_default();
            Part {
                words: text("text"),
                before: text("before"),
                after: text("after"),
            }
        })
        .collect()
}
