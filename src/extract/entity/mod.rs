//! Named entities and values.

mod name;
mod value;

pub use name::Evidence;

use super::{Entity, Lexicon, Reason};
use crate::text::{Span, Text};
use name::Name;
use std::borrow::Cow;
use std::ops::Range;
use value::{Grammar, Value};

/// The entities of the sentences in `block`, in text order, without overlap. `evidence` is
/// that of the whole text.
pub fn entities(
    text: &Text,
    block: Range<usize>,
    evidence: &Evidence,
    lexicon: &Lexicon,
) -> Vec<Entity> {
    let tables = &lexicon.entity;
    let names = tables.names.names(evidence, block.clone());
    let values = tables.values.values(text, block);
    join(names, values)
}

/// What all names of a text say about each of them.
pub fn evidence(text: &Text, lexicon: &Lexicon) -> Evidence {
    Evidence::of(text, &lexicon.entity.names)
}

/// Names and values without overlap, in text order. Where they meet, the longer span wins:
/// "Theresa May" over "May", "Channel 4" over "4", "the summer of 1969" over "Summer"; a
/// value wins over a name of the same length.
fn join(names: Vec<Name>, values: Vec<Value>) -> Vec<Entity> {
    let mut joined: Vec<Entity> = Vec::with_capacity(names.len() + values.len());
    let mut names = names.into_iter().map(named).peekable();
    let mut values = values.into_iter().map(valued).peekable();
    loop {
        let start = |entity: Option<&Entity>| entity.map_or(u32::MAX, |e| e.span.start);
        let (name, value) = (start(names.peek()), start(values.peek()));
        let next = if value <= name {
            values.next()
        } else {
            names.next()
        };
        let Some(next) = next else { return joined };
        match joined.last_mut() {
            Some(last) if last.span.overlaps(next.span) => {
                if wins(&next, last.span) {
                    *last = next;
                }
            }
            _ => joined.push(next),
        }
    }
}

/// Whether an entity displaces the one at `other`, which begins before it.
fn wins(entity: &Entity, other: Span) -> bool {
    entity.span.len() > other.len()
}

fn named(name: Name) -> Entity {
    let reason = |rule: &&'static str| Reason {
        rule: Cow::Borrowed(rule),
        cue: None,
        effect: Cow::Borrowed(name.label.as_str()),
    };
    Entity {
        span: name.span,
        label: name.label,
        confidence: name.confidence,
        why: name.rules.iter().map(reason).collect(),
    }
}

fn valued(value: Value) -> Entity {
    Entity {
        span: value.span,
        label: value.label,
        confidence: 0.9,
        why: vec![Reason {
            rule: Cow::Borrowed(value.rule),
            cue: None,
            effect: Cow::Borrowed(value.label.as_str()),
        }],
    }
}

/// The word lists and value patterns of this stage, read once from `lexicon/*.txt`.
#[derive(Debug)]
pub struct Tables {
    values: Grammar,
    names: name::Tables,
}

impl Tables {
    pub fn english() -> Self {
        Self {
            values: Grammar::english(),
            names: name::Tables::english(),
        }
    }
}
