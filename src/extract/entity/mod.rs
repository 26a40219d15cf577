//! Named entities and values.

mod value;

use super::{Entity, Lexicon, Reason};
use crate::text::Text;
use std::borrow::Cow;
use std::ops::Range;
use value::{Grammar, Value};

/// The entities of the sentences in `block`, in text order, without overlap.
pub fn entities(text: &Text, block: Range<usize>, lexicon: &Lexicon) -> Vec<Entity> {
    let tables = &lexicon.entity;
    tables
        .values
        .values(text, block)
        .into_iter()
        .map(entity)
        .collect()
}

fn entity(value: Value) -> Entity {
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
}

impl Tables {
    pub fn english() -> Self {
        Self {
            values: Grammar::english(),
        }
    }
}
