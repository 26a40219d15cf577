//! Where words stand: every occurrence of some words with what is marked there, search by text
//! or by marks, and the rules that a person taught.
//!
//! Knows texts, documents and their edits. Must not know the engine, who asks, what keeps the
//! rules, or how anything is shown.

mod context;
mod occurrences;
mod pattern;
mod phrases;
mod rules;
mod search;
mod tag;

pub use context::{Context, context};
pub use occurrences::{Occurrence, Standing, label_all, occurrences};
pub use pattern::{Bad, Case, Manner, Pattern};
pub use phrases::{Found, Phrases};
pub use rules::{Change, Rule, Rules, Says, changes, taught};
pub use search::{Filter, Hit, Layer, Search};
pub use tag::Tag;
