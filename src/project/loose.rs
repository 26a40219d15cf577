//! What a step does to marks that a person decided on: which of them it leaves without words.
//!
//! **Invariant:** what is taken out by hand is gone; what goes with its words is an orphan. What
//! is taken back and done again leaves the layer as it is, for that passes over what stands.

use crate::annotation::{Document, Id, Orphan, Step};

/// What a step may do away with.
pub(super) enum Loose {
    /// It changes the text: these may lose their words.
    Words(Vec<Orphan>),
    /// It takes these out, if anything.
    Marks(Vec<Id>),
}

impl Loose {
    pub(super) fn new(document: &Document, step: &Step) -> Self {
        match step {
            Step::Edit { edit, .. } if edit.rewrites() => Self::Words(document.decided()),
            Step::Edit { edit, .. } if !document.all_orphans().is_empty() => {
                let stands = |id: &Id| document.mark(id).is_some();
                Self::Marks(edit.marks().into_iter().filter(stands).collect())
            }
            Step::Edit { .. } | Step::Back | Step::Forth => Self::Marks(Vec::new()),
        }
    }

    /// Takes note of it, once the step is done.
    pub(super) fn note(self, document: &mut Document) {
        match self {
            Self::Words(before) => document.lose(before),
            Self::Marks(ids) => {
                let gone: Vec<Id> = (ids.into_iter())
                    .filter(|id| document.mark(id).is_none())
                    .collect();
                document.forget_orphans(gone);
            }
        }
    }
}
