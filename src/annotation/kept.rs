//! What of a document is not the engine's to change: what a person decided on, and what that
//! names.
//!
//! Knows marks and who names them. Must not know what the engine says instead.

use super::sorted::Ids;
use super::{Document, Id, Kind, Mark, Overlaps, Status};
use crate::text::Span;
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub struct Kept<'a> {
    /// The decided marks, by kind.
    decided: [Overlaps<'a>; Kind::ALL.len()],
    /// The others that a mark names that is not the engine's to change, by kind.
    held: [Overlaps<'a>; Kind::ALL.len()],
    ids: Ids,
}

impl<'a> Kept<'a> {
    /// What is kept of the marks that begin in a scope.
    pub fn of(document: &'a Document, scope: Span) -> Self {
        let here = document.marks_from(scope.start);
        let here = here.take_while(|mark| mark.span().start < scope.end);
        let mut kept = Self::default();
        let (decided, open): (Vec<&Mark>, Vec<&Mark>) = here.partition(|mark| mark.is_decided());
        for mark in decided {
            kept.decided[mark.kind() as usize].push(mark);
        }
        let mut by_id = BTreeMap::new();
        for mark in &open {
            by_id.insert(&mark.id, *mark);
        }
        kept.ids = held(document, &by_id);
        for mark in open.into_iter().filter(|mark| kept.ids.contains(&mark.id)) {
            kept.held[mark.kind() as usize].push(mark);
        }
        kept
    }

    /// The marks of a kind that a person decided on.
    pub(super) const fn decided(&self, kind: Kind) -> &Overlaps<'a> {
        &self.decided[kind as usize]
    }

    /// Whether a mark must stay, because one names it that is not the engine's to change.
    pub(super) fn holds(&self, id: &Id) -> bool {
        self.ids.contains(id)
    }

    /// Whether nothing that was taught counts at a place: a mark is kept there, or one was
    /// rejected at just this place.
    pub fn is_settled(&self, kind: Kind, span: Span) -> bool {
        let mut decided = self.decided(kind).overlapping(span);
        let mut held = self.held[kind as usize].overlapping(span);
        decided.any(|mark| mark.status != Status::Rejected || mark.span() == span)
            || held.next().is_some()
    }
}

/// Of the open marks those that another mark names, and what they name in turn.
fn held<'a>(document: &Document, open: &BTreeMap<&'a Id, &'a Mark>) -> Ids {
    let mut by_open: BTreeMap<Id, u32> = BTreeMap::new();
    for id in open.values().flat_map(|mark| mark.names()) {
        *by_open.entry(id.clone()).or_default() += 1;
    }
    let count = |id: &Id| by_open.get(id).copied().unwrap_or(0);
    let named = open.keys().copied();
    let mut queue: Vec<&Id> = named
        .filter(|id| document.marks.naming(id) > count(id))
        .collect();
    let mut held = Ids::default();
    while let Some(id) = queue.pop() {
        if let Some(mark) = open.get(id)
            && held.add(mark.id.clone())
        {
            queue.extend(mark.names());
        }
    }
    held
}
