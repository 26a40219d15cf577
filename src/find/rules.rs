//! What a person taught: which words are always a name of some label, and which are never one.
//!
//! Rules are a voice of the engine's: what they mark is suggested, and what a person decided is
//! never touched. They act on what the engine says before it is merged, and at once on the
//! suggestions of a document that stands.

use super::{Case, Found, Phrases};
use crate::annotation::{
    Body, Document, Edit, Id, Kind, Label, Mark, Origin, Overlaps, Status, TAUGHT, Why,
};
use crate::extract::Extraction;
use crate::text::{Span, Token};

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

    /// Where their words stand.
    fn places(&self, text: &str, tokens: &[Token]) -> Vec<(Span, usize)> {
        let found = self.phrases.find(text, tokens).into_iter();
        found.map(|Found { span, phrase }| (span, phrase)).collect()
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
        for (span, rule) in self.places(text, tokens) {
            // Names of one engine do not overlap, so that those that overlap a span stand
            // together.
            let names = &found.entities;
            let first = names.partition_point(|name| name.span.end <= span.start);
            let end = names.partition_point(|name| name.span.start < span.end);
            let around: Vec<(Span, Label)> = (names.get(first..end).unwrap_or_default().iter())
                .map(|name| (name.span, name.label.into()))
                .collect();
            let Verdict { take, put } = verdict(self.says[rule], span, &around);
            for at in take.iter().rev() {
                found.entities.remove(first + at);
            }
            wanted.extend(put.map(|label| (span, label)));
        }
        wanted
    }
}

/// What is to be done at a place.
struct Verdict {
    /// Indexes of the names that go, ascending.
    take: Vec<usize>,
    put: Option<Label>,
}

/// What a rule makes of the names that overlap the place of its words. A longer name is another
/// one, and stays.
fn verdict(says: Says, span: Span, around: &[(Span, Label)]) -> Verdict {
    let which = |goes: &dyn Fn(&(Span, Label)) -> bool| {
        let going = around.iter().enumerate().filter(|(_, name)| goes(name));
        going.map(|(at, _)| at).collect()
    };
    let nothing = Verdict {
        take: Vec::new(),
        put: None,
    };
    match says {
        Says::Never => Verdict {
            take: which(&|(here, _)| *here == span),
            put: None,
        },
        Says::Always(_)
            if around
                .iter()
                .any(|(here, _)| *here != span && here.contains(span)) =>
        {
            nothing
        }
        Says::Always(label) => Verdict {
            take: which(&|name| *name != (span, label)),
            put: (!around.contains(&(span, label))).then_some(label),
        },
    }
}

/// What the rules would change in a document, in text order. Where a person decided on a name
/// at a place, nothing is.
pub fn changes(rules: &Rules, document: &Document, tokens: &[Token]) -> Vec<Change> {
    let names = Overlaps::of(document, Kind::Entity);
    let mut changes = Vec::new();
    for (span, rule) in rules.places(document.source().text(), tokens) {
        let mut around: Vec<&Mark> = names.overlapping(span).collect();
        around.reverse();
        let decided = |mark: &&Mark| {
            mark.is_decided() && (mark.status != Status::Rejected || mark.span() == span)
        };
        if around.iter().any(decided) {
            continue;
        }
        around.retain(|mark| !mark.is_decided());
        let spans: Vec<(Span, Label)> = (around.iter())
            .filter_map(|mark| match mark.body {
                Body::Entity { span, label } => Some((span, label)),
                Body::Cue { .. } | Body::Claim(_) => None,
            })
            .collect();
        let Verdict { take, put } = verdict(rules.says[rule], span, &spans);
        if !take.is_empty() || put.is_some() {
            changes.push(Change {
                span,
                rule,
                take: take.into_iter().map(|at| around[at].id.clone()).collect(),
                put,
            });
        }
    }
    changes
}

/// Does some changes as one edit.
pub fn taught(document: &Document, changes: &[Change]) -> Edit {
    let mut edits = Vec::new();
    let mut new = Vec::new();
    for change in changes {
        let here = |id: &&Id| {
            let mark = document.mark(id);
            change.put.is_some() && mark.is_some_and(|mark| mark.span() == change.span)
        };
        let same = change
            .take
            .iter()
            .find(here)
            .and_then(|id| document.mark(id));
        let going = change.take.iter();
        let going = going.filter(|id| same.is_none_or(|same| same.id != **id));
        edits.extend(going.cloned().map(Edit::Remove));
        match (change.put, same) {
            (Some(label), Some(old)) => edits.push(Edit::Replace {
                old: old.clone(),
                new: Mark {
                    extra: old.extra.clone(),
                    ..suggested(old.id.clone(), change.span, label)
                },
            }),
            (Some(label), None) => new.push((change.span, label)),
            (None, _) => {}
        }
    }
    let bodies = new.iter().map(|(span, label)| Body::Entity {
        span: *span,
        label: *label,
    });
    if let Edit::Batch(added) = document.adding_all(bodies) {
        edits.extend(added.into_iter().map(|edit| match edit {
            Edit::Insert(mark) => {
                let Body::Entity { span, label } = mark.body else {
                    return Edit::Insert(mark);
                };
                Edit::Insert(suggested(mark.id, span, label))
            }
            edit => edit,
        }));
    }
    Edit::Batch(edits)
}

/// A name as rules suggest it.
fn suggested(id: Id, span: Span, label: Label) -> Mark {
    let why = Why {
        rule: TAUGHT,
        cue: None,
        effect: label.as_str().into(),
    };
    Mark {
        origin: Origin::Machine,
        status: Status::Suggested,
        confidence: Some(1.0),
        why: vec![why],
        ..Mark::made(id, Body::Entity { span, label })
    }
}
