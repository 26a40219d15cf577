//! What a person taught: which words are always a name of some label, and which are never one.
//!
//! Rules are a voice of the engine's: what they mark is suggested, and what a person decided is
//! never touched. They act on what the engine says before it is merged, and at once on the
//! suggestions of a document that stands.

use super::{Case, Found, Phrases};
use crate::annotation::{Body, Document, Edit, Id, Kind, Label, Mark, Overlaps, Status};
use crate::extract::Extraction;
use crate::text::{Span, Token};
use std::collections::BTreeSet;

/// One lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub words: String,
    pub case: Case,
    pub says: Says,
    /// Whether it counts.
    pub on: bool,
}

/// What words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Always(Label),
    Never,
}

/// Rules, ready to be looked for. Of two for the same words the later counts.
#[derive(Debug, Default)]
pub struct Rules {
    says: Vec<Says>,
    phrases: Phrases,
}

/// What a rule makes of a document at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub span: Span,
    /// Which of the rules that are on, by its index among them.
    pub rule: usize,
    /// The suggestions that go.
    pub take: Vec<Id>,
    /// What is suggested there instead.
    pub put: Option<Label>,
}

impl Rules {
    pub fn new<'a>(rules: impl IntoIterator<Item = &'a Rule>) -> Self {
        let on: Vec<&Rule> = rules.into_iter().filter(|rule| rule.on).collect();
        Self {
            says: on.iter().map(|rule| rule.says).collect(),
            phrases: Phrases::new(on.iter().map(|rule| (&*rule.words, rule.case))),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.phrases.is_empty()
    }

    /// Has what the engine says of the text in `scope` follow the rules: the names that they speak
    /// against go, and those that they want instead are returned. They may have labels that the
    /// engine does not know.
    pub fn correct(
        &self,
        text: &str,
        tokens: &[Token],
        scope: Span,
        found: &mut Extraction,
    ) -> Vec<(Span, Label)> {
        let mut wanted = Vec::new();
        let from = tokens.partition_point(|token| token.span.start < scope.start);
        let to = tokens.partition_point(|token| token.span.start < scope.end);
        let tokens = tokens.get(from..to).unwrap_or_default();
        let names = &found.entities;
        let mut goes = vec![false; names.len()];
        for Found { span, phrase } in self.phrases.find(text, tokens) {
            // Names of one engine do not overlap, so that those that overlap a span stand
            // together.
            let first = names.partition_point(|name| name.span.end <= span.start);
            let end = names.partition_point(|name| name.span.start < span.end);
            let around = (first..end.max(first)).filter(|at| !goes[*at]);
            let around = around.map(|at| (at, names[at].span, names[at].label.into()));
            let Verdict { take, put } = verdict(self.says[phrase], span, around.collect());
            for at in take {
                goes[at] = true;
            }
            wanted.extend(put.map(|label| (span, label)));
        }
        let mut goes = goes.into_iter();
        (found.entities).retain(|_| !goes.next().unwrap_or_default());
        wanted
    }
}

/// What is to be done at a place.
struct Verdict<T> {
    /// The names that go.
    take: Vec<T>,
    put: Option<Label>,
}

/// What a rule makes of the names that overlap the place of its words. A longer name is another
/// one, and stays.
fn verdict<T>(says: Says, span: Span, around: Vec<(T, Span, Label)>) -> Verdict<T> {
    let is_longer = |(_, here, _): &(T, Span, Label)| *here != span && here.contains(span);
    let is_said = |(_, here, label): &(T, Span, Label), said| (*here, *label) == (span, said);
    match says {
        Says::Always(_) if around.iter().any(is_longer) => Verdict {
            take: Vec::new(),
            put: None,
        },
        Says::Always(label) => Verdict {
            put: (!around.iter().any(|name| is_said(name, label))).then_some(label),
            take: going(around, |name| !is_said(name, label)),
        },
        Says::Never => Verdict {
            put: None,
            take: going(around, |(_, here, _)| *here == span),
        },
    }
}

fn going<T>(around: Vec<(T, Span, Label)>, goes: impl Fn(&(T, Span, Label)) -> bool) -> Vec<T> {
    let going = around.into_iter().filter(goes);
    going.map(|(name, ..)| name).collect()
}

/// What the rules would change in a document, in text order. Where a person decided on a name
/// at a place, nothing is.
pub fn changes(rules: &Rules, document: &Document, tokens: &[Token]) -> Vec<Change> {
    let names = Overlaps::of(document, Kind::Entity);
    let mut changes = Vec::new();
    // What lies half across two places goes with the first.
    let mut taken: BTreeSet<Id> = BTreeSet::new();
    let text = document.source().text();
    for Found { span, phrase } in rules.phrases.find(text, tokens) {
        let mut around: Vec<&Mark> = names.overlapping(span).collect();
        around.reverse();
        let decided = |mark: &&Mark| {
            mark.is_decided() && (mark.status != Status::Rejected || mark.span() == span)
        };
        if around.iter().any(decided) {
            continue;
        }
        let open = |mark: &&Mark| !mark.is_decided() && !taken.contains(&mark.id);
        let name = |mark: &Mark| match mark.body {
            Body::Entity { span, label } => Some((mark.id.clone(), span, label)),
            Body::Cue { .. } | Body::Claim(_) => None,
        };
        let around = around.into_iter().filter(open).filter_map(name);
        let Verdict { take, put } = verdict(rules.says[phrase], span, around.collect());
        if !take.is_empty() || put.is_some() {
            taken.extend(take.iter().cloned());
            changes.push(Change {
                span,
                rule: phrase,
                take,
                put,
            });
        }
    }
    changes
}

/// Does some changes as one edit.
pub fn taught(document: &Document, changes: &[Change]) -> Edit {
    let (mut edits, mut new) = (Vec::new(), Vec::new());
    for Change {
        span, take, put, ..
    } in changes
    {
        // A name at just this place becomes what is to be there.
        let mut old = None;
        for mark in take.iter().filter_map(|id| document.mark(id)) {
            match old {
                None if put.is_some() && mark.span() == *span => old = Some(mark),
                _ => edits.push(Edit::Remove(mark.id.clone())),
            }
        }
        let name = put.map(|label| Mark::taught(*span, label));
        match (name, old) {
            (Some(name), Some(old)) => edits.push(Edit::Replace {
                old: old.clone(),
                new: Mark {
                    id: old.id.clone(),
                    extra: old.extra.clone(),
                    ..name
                },
            }),
            (name, _) => new.extend(name),
        }
    }
    let new = document.free_ids(Kind::Entity).zip(new);
    edits.extend(new.map(|(id, name)| Edit::Insert(Mark { id, ..name })));
    Edit::Batch(edits)
}
