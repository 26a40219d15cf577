//! Every occurrence of some words in a document, what is marked there, and one edit for all.

use super::{Case, Found, Phrases, Tag};
use crate::annotation::{Document, Edit, Id, Kind, Mark, Overlaps, Status};
use crate::text::{Span, Token};
use std::collections::BTreeSet;

/// A place where words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    pub span: Span,
    pub standing: Standing,
}

/// What of a layer is marked at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Nothing,
    /// This mark, at just this place.
    Here(Id),
    /// These, which overlap it; those that are rejected are not among them.
    Across(Vec<Id>),
}

/// Where `words` stand in a document, from token to token, in text order. Words that begin or
/// end inside a token are looked for as they stand. `others` are further places that are of the
/// same thing: its other mentions.
pub fn occurrences(
    document: &Document,
    tokens: &[Token],
    (words, case): (&str, Case),
    kind: Kind,
    others: &[Span],
) -> Vec<Occurrence> {
    let text = document.source().text();
    let mut spans: Vec<Span> = Phrases::new([(words, case)])
        .find(text, tokens)
        .into_iter()
        .map(|Found { span, .. }| span)
        .collect();
    if spans.is_empty() {
        let parts = text.match_indices(words).filter(|_| !words.is_empty());
        spans.extend(parts.map(|(at, part)| Span::new(at as u32, (at + part.len()) as u32)));
    }
    spans.extend(others);
    spans.sort_unstable();
    spans.dedup();
    let marks = Overlaps::of(document, kind);
    let occurrence = |span| Occurrence {
        span,
        standing: standing(&marks, span),
    };
    spans.into_iter().map(occurrence).collect()
}

fn standing(marks: &Overlaps<'_>, span: Span) -> Standing {
    // Of several at just this place that counts which is not rejected.
    let here = marks.overlapping(span).filter(|mark| mark.span() == span);
    if let Some(mark) = here.max_by_key(|mark| mark.status != Status::Rejected) {
        return Standing::Here(mark.id.clone());
    }
    let live = |mark: &&Mark| mark.status != Status::Rejected;
    let mut across: Vec<Id> = (marks.overlapping(span).filter(live))
        .map(|mark| mark.id.clone())
        .collect();
    across.reverse();
    match across.is_empty() {
        true => Standing::Nothing,
        false => Standing::Across(across),
    }
}

impl Occurrence {
    /// Whether nothing speaks against marking it so: nothing is there, or just that, and nobody
    /// has rejected it.
    pub fn is_free_for(&self, document: &Document, tag: Tag) -> bool {
        match &self.standing {
            Standing::Nothing => true,
            Standing::Across(_) => false,
            Standing::Here(id) => document.mark(id).is_some_and(|mark| {
                mark.status != Status::Rejected && Tag::of(&mark.body) == Some(tag)
            }),
        }
    }

    /// The mark at just this place.
    pub fn mark<'a>(&self, document: &'a Document) -> Option<&'a Mark> {
        match &self.standing {
            Standing::Here(id) => document.mark(id),
            Standing::Nothing | Standing::Across(_) => None,
        }
    }
}

/// Marks stretches as a person does, as one edit: what stands at just such a stretch is
/// accepted, or becomes what it is to be; what lies across it stays beside it.
pub fn label_all(document: &Document, spans: &[Span], tag: Tag) -> Edit {
    let marks = Overlaps::of(document, tag.kind());
    let mut edits = Vec::new();
    let mut new = Vec::new();
    // Where two marks were found at one place, it is named twice.
    let places: BTreeSet<Span> = spans.iter().copied().collect();
    for span in places {
        let standing = standing(&marks, span);
        match (Occurrence { span, standing }).mark(document) {
            None => new.push(tag.body(span)),
            Some(mark) if Tag::of(&mark.body) == Some(tag) => {
                edits.push(document.deciding([&mark.id], Status::Accepted));
            }
            Some(mark) => edits.push(document.correcting(&mark.id, tag.body(span))),
        }
    }
    edits.push(document.adding_all(new));
    edits.retain(|edit| !edit.is_empty());
    Edit::Batch(edits)
}
