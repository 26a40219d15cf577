//! What the engine says of the place where a person is at work.
//!
//! Knows how much of the text is read for that: some sentences, so that it takes no time. Must
//! not know what a person wants of it, nor which engine it is.

use super::Asked;
use crate::annotation::{Body, ClaimBody, Document, Id, Mark, Origin, Status, Why};
use crate::extract::{Claim, Cue, CueType, Entity, Extraction};
use crate::text::{Span, Text};

/// The engine, as far as it is asked here. What it says of a stretch counts from its start.
pub trait Reader {
    /// What it finds by itself.
    fn read(&self, stretch: &str) -> Extraction;
    /// The claims that follow from names and cues, each in text order.
    fn claims(&self, stretch: &str, entities: Vec<Entity>, cues: Vec<Cue>) -> Vec<Claim>;
    /// A claim with what the rules say of it: certainty, reasons, polarity, holder.
    fn judge(&self, stretch: &str, entities: Vec<Entity>, cues: Vec<Cue>, claim: Claim) -> Claim;
    /// What the lexicon holds the words for, if they are a cue.
    fn cue_type(&self, stretch: &str, span: Span) -> Option<CueType>;
}

/// How many sentences are read on either side of those that are asked for, where they stand in
/// the same line.
const BESIDE: usize = 4;

/// A stretch of a document with its marks, as the engine is told of it.
pub(super) struct Stretch<'a> {
    document: &'a Document,
    span: Span,
    entities: Vec<Entity>,
    cues: Vec<Known>,
}

/// A cue of the stretch, its place counted from there. The engine is not told of what a person
/// has rejected: that is here where a claim names it all the same.
struct Known {
    id: Id,
    cue: Cue,
    is_rejected: bool,
}

impl<'a> Stretch<'a> {
    /// The sentences that hold `around`, with the marks that stand there, and those of the rejected
    /// cues that are named.
    pub(super) fn new(document: &'a Document, around: Span, named: &[Id]) -> Self {
        let span = window(document, around);
        let mut stretch = Self {
            document,
            span,
            entities: Vec::new(),
            cues: Vec::new(),
        };
        let marks = document.marks_from(span.start);
        for mark in marks.take_while(|mark| mark.span().start < span.end) {
            let stands = mark.status != Status::Rejected || named.contains(&mark.id);
            if stands && span.contains(mark.span()) {
                stretch.add(mark);
            }
        }
        stretch
    }

    /// What is read of the document.
    pub(super) fn span(&self) -> Span {
        self.span
    }

    /// Puts a mark among the others.
    pub(super) fn add(&mut self, mark: &Mark) {
        if let Some(mut entity) = mark.body.entity() {
            entity.span = self.own(entity.span);
            let before = |other: &Entity| other.span <= entity.span;
            let at = self.entities.partition_point(before);
            self.entities.insert(at, entity);
        }
        if let Some(mut cue) = mark.body.cue() {
            cue.span = self.own(cue.span);
            let place = |cue: &Cue| (cue.span, cue.kind);
            let before = |other: &Known| place(&other.cue) <= place(&cue);
            let at = self.cues.partition_point(before);
            let known = Known {
                id: mark.id.clone(),
                cue,
                is_rejected: mark.status == Status::Rejected,
            };
            self.cues.insert(at, known);
        }
    }

    /// Takes a cue out.
    pub(super) fn remove(&mut self, id: &Id) {
        self.cues.retain(|known| known.id != *id);
    }

    /// Puts cues in text order; those that are not here are let go.
    pub(super) fn arrange(&self, cues: &mut Vec<Id>) {
        let own = self.cues.iter().map(|known| &known.id);
        *cues = own.filter(|id| cues.contains(id)).cloned().collect();
    }

    /// The cues that the engine is told of.
    fn told(&self) -> impl Iterator<Item = &Known> {
        self.cues.iter().filter(|known| !known.is_rejected)
    }

    fn cues(&self) -> Vec<Cue> {
        self.told().map(|known| known.cue.clone()).collect()
    }

    /// A cue by its place among those that the engine is told of.
    fn id(&self, at: u32) -> Option<Id> {
        let known = self.told().nth(at as usize)?;
        Some(known.id.clone())
    }

    fn text(&self) -> &'a str {
        self.document.source().get(self.span).unwrap_or_default()
    }

    /// A span of the document in the stretch.
    fn own(&self, span: Span) -> Span {
        Span::new(span.start - self.span.start, span.end - self.span.start)
    }

    /// And back.
    fn whole(&self, span: Span) -> Span {
        Span::new(span.start + self.span.start, span.end + self.span.start)
    }

    /// The cues that the engine finds by itself, as suggestions without ids.
    pub(super) fn suggested(&self, reader: &dyn Reader) -> Vec<Mark> {
        let found = reader.read(self.text());
        let cues = found.cues.into_iter().map(|cue| Mark {
            origin: Origin::Machine,
            status: Status::Suggested,
            confidence: Some(cue.confidence),
            why: Why::said(&cue.why, |_| None),
            ..Mark::made(
                Id::from(""),
                Body::Cue {
                    span: self.whole(cue.span),
                    kind: cue.kind,
                },
            )
        });
        cues.collect()
    }

    /// The claims that the engine's frames find among the marks.
    pub(super) fn claims(&self, reader: &dyn Reader) -> Vec<ClaimBody> {
        let found = reader.claims(self.text(), self.entities.clone(), self.cues());
        found.into_iter().map(|claim| self.body(claim)).collect()
    }

    /// A claim with what the rules say of it, and why.
    pub(super) fn judged(&self, reader: &dyn Reader, body: &ClaimBody) -> (ClaimBody, Vec<Why>) {
        let place = |id: &Id| self.told().position(|known| known.id == *id);
        let mut claim = body.claim(|id| Some(place(id)? as u32));
        claim.cues.sort_unstable();
        for span in claim.content.iter_mut().chain(&mut claim.source) {
            *span = self.own(*span);
        }
        let judged = reader.judge(self.text(), self.entities.clone(), self.cues(), claim);
        let why = Why::said(&judged.why, |at| self.id(at));
        (self.body(judged), why)
    }

    /// Which type of cue some words are.
    pub(super) fn cue_type(&self, reader: &dyn Reader, span: Span) -> Option<CueType> {
        reader.cue_type(self.text(), self.own(span))
    }

    fn body(&self, claim: Claim) -> ClaimBody {
        let mut body = ClaimBody::said(claim, |at| self.id(at));
        for span in body.content.iter_mut().chain(&mut body.source) {
            *span = self.whole(*span);
        }
        body
    }

    /// The cues that stand in a span, in text order; a comment has no effect on a claim.
    pub(super) fn cues_in(&self, span: Span) -> impl Iterator<Item = &Id> {
        let inside = self.cues.iter().filter(move |Known { cue, .. }| {
            span.contains(self.whole(cue.span)) && cue.kind != CueType::Stance
        });
        inside.map(|known| &known.id)
    }
}

/// The innermost claim that holds one: with a source of its own, as the scheme says.
pub(super) fn parent(asked: &Asked<'_>, body: &ClaimBody) -> Option<Id> {
    if body.source.is_empty() {
        return None;
    }
    let reach = body.source.iter().copied().fold(body.span(), Span::cover);
    let holds = |mark: &&Mark| match &mark.body {
        Body::Claim(outer) => {
            let holds = |part: &Span| part.contains(reach) && *part != body.span();
            mark.status != Status::Rejected && outer.content.iter().any(holds)
        }
        _ => false,
    };
    let marks = asked.document.marks();
    let outer = marks.take_while(|mark| mark.span().start <= reach.start);
    let inner = outer.filter(holds).min_by_key(|mark| mark.span().len())?;
    Some(inner.id.clone())
}

/// The sentence in which a stretch begins, or the one before it.
pub(super) fn sentence(document: &Document, around: Span) -> Option<Span> {
    let known = document.sentences();
    let before = known.partition_point(|sentence| sentence.start <= around.start);
    if let Some(before) = before.checked_sub(1) {
        return known.get(before).copied();
    }
    let line = line(document, around);
    let text = Text::new(document.source().get(line)?.to_owned().into());
    let sentences = text.sentences.iter().map(|sentence| {
        let Span { start, end } = sentence.span;
        Span::new(start + line.start, end + line.start)
    });
    let mut sentences = sentences.collect::<Vec<_>>();
    let before = sentences.partition_point(|sentence| sentence.start <= around.start);
    sentences.truncate(before.max(1));
    sentences.pop()
}

/// The sentences around a stretch, with those beside them in their line.
fn window(document: &Document, around: Span) -> Span {
    let sentences = document.sentences();
    let first = sentences.partition_point(|sentence| sentence.end <= around.start);
    let end =
        sentences.partition_point(|sentence| sentence.start < around.end.max(around.start + 1));
    let source = document.source();
    if first >= end {
        return line(document, around);
    }
    let goes_on = |at: usize| {
        let between = Span::new(sentences[at].end, sentences[at + 1].start);
        source.get(between).is_some_and(|gap| !gap.contains('\n'))
    };
    let mut start = first;
    while start > 0 && first - start < BESIDE && goes_on(start - 1) {
        start -= 1;
    }
    let mut last = end - 1;
    while last + 1 < sentences.len() && last + 1 - end < BESIDE && goes_on(last) {
        last += 1;
    }
    sentences[start].cover(sentences[last]).cover(around)
}

/// The lines around a stretch of a document that nobody has cut into sentences.
fn line(document: &Document, around: Span) -> Span {
    let text = document.source().text();
    let before = text.get(..around.start as usize).unwrap_or_default();
    let behind = text.get(around.end as usize..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let end = behind
        .find('\n')
        .map_or(text.len(), |at| around.end as usize + at);
    Span::new(start as u32, end as u32)
}
