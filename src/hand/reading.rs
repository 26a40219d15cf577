//! What the engine says of the place where a person is at work.
//!
//! Knows how much of the text is read for that: some sentences, so that it takes no time. Must
//! not know what a person wants of it, nor which engine it is.

use super::Asked;
use crate::annotation::{
    Body, CertaintyBy, ClaimBody, Document, Id, Kind, Mark, Origin, Status, Why,
};
use crate::extract::{Claim, Cue, CueType, Entity, Extraction, Reason, SourceKind};
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
    cues: Vec<Cue>,
    /// The ids of the cues, in the same order.
    ids: Vec<Id>,
}

impl<'a> Stretch<'a> {
    /// The sentences that hold `around`, with the marks that stand there. Of rejected cues those
    /// are there that a claim names all the same.
    pub(super) fn new(document: &'a Document, around: Span, named: &[Id]) -> Self {
        let mut stretch = Self {
            document,
            span: window(document, around),
            entities: Vec::new(),
            cues: Vec::new(),
            ids: Vec::new(),
        };
        let end = stretch.span.end;
        let marks = document.marks();
        for mark in marks.take_while(|mark| mark.span().start < end) {
            let stands = mark.status != Status::Rejected || named.contains(&mark.id);
            if stands && stretch.span.contains(mark.span()) {
                stretch.add(mark);
            }
        }
        stretch
    }

    /// Puts a mark among the others.
    pub(super) fn add(&mut self, mark: &Mark) {
        let (confidence, why) = (1.0, Vec::new());
        match mark.body {
            Body::Entity { span, label } => {
                // The engine knows no others.
                let Some(label) = label.scheme() else { return };
                let span = self.own(span);
                let at = self.entities.partition_point(|other| other.span <= span);
                let entity = Entity {
                    span,
                    label,
                    confidence,
                    why,
                };
                self.entities.insert(at, entity);
            }
            Body::Cue { span, kind } => {
                let span = self.own(span);
                let at = self
                    .cues
                    .partition_point(|other| (other.span, other.kind) <= (span, kind));
                let cue = Cue {
                    span,
                    kind,
                    confidence,
                    why,
                };
                self.cues.insert(at, cue);
                self.ids.insert(at, mark.id.clone());
            }
            Body::Claim(_) => {}
        }
    }

    /// Takes a cue out.
    pub(super) fn remove(&mut self, id: &Id) {
        if let Some(at) = self.ids.iter().position(|known| known == id) {
            self.ids.remove(at);
            self.cues.remove(at);
        }
    }

    /// Puts cues in text order; those that are not here are let go.
    pub(super) fn arrange(&self, cues: &mut Vec<Id>) {
        let own = self.ids.iter().filter(|id| cues.contains(id));
        *cues = own.cloned().collect();
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
            why: self.why(&cue.why),
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
        let found = reader.claims(self.text(), self.entities.clone(), self.cues.clone());
        found.into_iter().map(|claim| self.body(claim)).collect()
    }

    /// A claim with what the rules say of it, and why.
    pub(super) fn judged(&self, reader: &dyn Reader, body: &ClaimBody) -> (ClaimBody, Vec<Why>) {
        let cues = (0..).zip(&self.ids);
        let cues = cues.filter(|(_, id)| body.cues.contains(id));
        let cues: Vec<u32> = cues.map(|(at, _)| at).collect();
        let own = |spans: &[Span]| spans.iter().map(|span| self.own(*span)).collect();
        let claim = Claim {
            content: own(&body.content),
            source: own(&body.source),
            holder: body.holder.clone(),
            source_kind: body.source_kind.unwrap_or(SourceKind::None),
            cues,
            certainty: body.certainty,
            polarity: body.polarity,
            quote: body.quote,
            parent: None,
            why: Vec::new(),
            confidence: 1.0,
        };
        let judged = reader.judge(self.text(), self.entities.clone(), self.cues.clone(), claim);
        let why = self.why(&judged.why);
        (self.body(judged), why)
    }

    /// Which type of cue some words are.
    pub(super) fn cue_type(&self, reader: &dyn Reader, span: Span) -> Option<CueType> {
        reader.cue_type(self.text(), self.own(span))
    }

    fn body(&self, claim: Claim) -> ClaimBody {
        let whole = |spans: Vec<Span>| spans.into_iter().map(|span| self.whole(span)).collect();
        let cues = claim.cues.iter();
        ClaimBody {
            content: whole(claim.content),
            source: whole(claim.source),
            holder: claim.holder,
            source_kind: Some(claim.source_kind),
            cues: cues
                .filter_map(|at| self.ids.get(*at as usize).cloned())
                .collect(),
            certainty: claim.certainty,
            certainty_by: CertaintyBy::Rules,
            polarity: claim.polarity,
            quote: claim.quote,
            parent: None,
        }
    }

    fn why(&self, reasons: &[Reason]) -> Vec<Why> {
        let cue = |at: u32| self.ids.get(at as usize).cloned();
        let why = reasons.iter().map(|reason| Why {
            rule: reason.rule.clone(),
            cue: reason.cue.and_then(cue),
            effect: reason.effect.clone(),
        });
        why.collect()
    }

    /// The cues that stand in a span, in text order; a comment has no effect on a claim.
    pub(super) fn cues_in(&self, span: Span) -> impl Iterator<Item = &Id> {
        let cues = self.cues.iter().zip(&self.ids);
        let inside = cues.filter(move |(cue, _)| {
            span.contains(self.whole(cue.span)) && cue.kind != CueType::Stance
        });
        inside.map(|(_, id)| id)
    }
}

/// The innermost claim that holds one: with a source of its own, as the scheme says.
pub(super) fn parent(asked: &Asked<'_>, body: &ClaimBody, own: Option<&Id>) -> Option<Id> {
    if body.source.is_empty() {
        return None;
    }
    let reach = body.source.iter().copied().fold(body.span(), Span::cover);
    let holds = |mark: &&Mark| match &mark.body {
        Body::Claim(outer) => {
            let holds = |part: &Span| part.contains(reach) && *part != body.span();
            mark.status != Status::Rejected
                && Some(&mark.id) != own
                && outer.content.iter().any(holds)
        }
        _ => false,
    };
    let marks = asked.document.marks();
    let outer = marks.take_while(|mark| mark.span().start <= reach.start);
    let inner = outer.filter(holds).min_by_key(|mark| mark.span().len())?;
    debug_assert_eq!(inner.kind(), Kind::Claim);
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
