//! Who decided what and when: the layer beside the marks, as the steps that are taken make it.
//!
//! Knows marks before and after a step. Must not know the page, which goes without the layer:
//! so it costs nothing there, and page and mirror stay the same document.
//!
//! **Invariant:** what is taken back takes its traces along, and what is done again brings them
//! back as they were.

use crate::annotation::{Document, Edit, Id, Mark, Origin, Said, Trace, When};
use serde::{Deserialize, Serialize};

/// Who takes a step, and when. Steps of the engine have nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    pub annotator: Option<String>,
    pub at: When,
}

/// What was done to the traces, so that it can be taken back and done again.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub(super) struct Ledger {
    done: Vec<Frame>,
    undone: Vec<Frame>,
}

/// What one entry of the history did to the traces.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Frame {
    /// How many entries the history had with it.
    depth: u32,
    /// What to put in the place of what is there, to take it back or to do it again.
    other: Vec<(Id, Option<Trace>)>,
}

/// The marks of an edit as they were before it.
pub(super) struct Before(Vec<(Id, Option<Mark>)>);

impl Before {
    pub(super) fn new(document: &Document, edit: &Edit) -> Self {
        let marks = edit.marks().into_iter().map(|id| {
            let mark = document.mark(&id).cloned();
            (id, mark)
        });
        Self(marks.collect())
    }
}

impl Ledger {
    /// Takes note of a person's edit that was done; `depth` is how many entries the history has.
    pub(super) fn edited(&mut self, document: &mut Document, before: Before, by: &By, depth: u32) {
        let mut other = Vec::new();
        for (id, before) in before.0 {
            let after = document.mark(&id);
            if is_same(before.as_ref(), after) {
                continue;
            }
            let old = document.trace(&id);
            let trace = after.filter(|after| after.is_decided()).map(|after| Trace {
                annotator: by.annotator.clone(),
                at: Some(by.at),
                said: said(document, before.as_ref(), old, after),
            });
            let old = document.set_trace(&id, trace);
            other.push((id, old));
        }
        self.undone.clear();
        if !other.is_empty() {
            self.done.push(Frame { depth, other });
        }
    }

    /// What was taken back can no longer be done again.
    pub(super) fn forget_undone(&mut self) {
        self.undone.clear();
    }

    /// The entry of the history that was the last of so many was taken back.
    pub(super) fn back(&mut self, document: &mut Document, depth: u32) {
        turn(&mut self.done, &mut self.undone, document, depth);
    }

    /// It was done again.
    pub(super) fn forth(&mut self, document: &mut Document, depth: u32) {
        turn(&mut self.undone, &mut self.done, document, depth);
    }

    /// Goes on from what was known of the same document before, whose history has so many entries
    /// now: what was taken back or done again since is so here as well.
    pub(super) fn go_on_from(&mut self, before: Self, document: &mut Document, depth: u32) {
        if !self.done.is_empty() || !self.undone.is_empty() {
            return;
        }
        *self = before;
        let last = |frames: &[Frame]| frames.last().map(|frame| frame.depth);
        while let Some(last) = last(&self.done).filter(|last| *last > depth) {
            self.back(document, last);
        }
        while let Some(last) = last(&self.undone).filter(|last| *last <= depth) {
            self.forth(document, last);
        }
    }
}

fn turn(from: &mut Vec<Frame>, to: &mut Vec<Frame>, document: &mut Document, depth: u32) {
    let Some(mut frame) = from.pop_if(|frame| frame.depth == depth) else {
        return;
    };
    for (id, trace) in &mut frame.other {
        *trace = document.set_trace(id, trace.take());
    }
    to.push(frame);
}

/// Whether a step left of a mark all that is decided on as it was.
fn is_same(before: Option<&Mark>, after: Option<&Mark>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => {
            before.body == after.body
                && before.status == after.status
                && before.origin == after.origin
        }
        (None, None) => true,
        _ => false,
    }
}

/// What the engine had said of a mark, as seen from where the mark is now.
fn said(
    document: &Document,
    before: Option<&Mark>,
    old: Option<&Trace>,
    after: &Mark,
) -> Option<Said> {
    let before = before?;
    let said = old.and_then(|trace| trace.said.clone());
    let said = said.or_else(|| {
        let is_said = before.origin == Origin::Machine;
        is_said.then(|| Said::of(before, document.engine.as_ref()))
    })?;
    Some(said.seen_from(before.span(), after.span()))
}
