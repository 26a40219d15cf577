//! Where the weights of features are, kept from text to text.
//!
//! Knows that a template which sees few values has a place for each, so that it needs no hash: six
//! of seven features of a word where it stands are of such a template. Must not know what a feature
//! sees, nor what its weights are for.

use super::scene::{PLACES, Template};
use crate::model::{Model, RowId};

/// It is of one model.
#[derive(Debug)]
pub(super) struct Rows(Vec<Option<RowId>>);

impl Default for Rows {
    fn default() -> Self {
        Self(vec![None; PLACES])
    }
}

impl Rows {
    /// Where the weights are of a template that sees something which has these numbers; none where
    /// it may see so much that it has to be looked up by its hash.
    #[inline(always)]
    pub(super) fn get<const N: usize>(
        &mut self,
        model: &Model,
        template: Template,
        seen: [u64; N],
        numbers: [u64; N],
    ) -> Option<RowId> {
        let row = &mut self.0[template.place(numbers)?];
        Some(match *row {
            Some(row) => row,
            None => *row.insert(find(model, template, seen)),
        })
    }

    /// The same of whatever template.
    #[inline(always)]
    pub(super) fn find<const N: usize>(
        &mut self,
        model: &Model,
        template: Template,
        seen: [u64; N],
        numbers: [u64; N],
    ) -> RowId {
        let known = self.get(model, template, seen, numbers);
        known.unwrap_or_else(|| model.find(template.key(seen)))
    }
}

/// Seldom: once for each place.
#[cold]
#[inline(never)]
fn find<const N: usize>(model: &Model, template: Template, seen: [u64; N]) -> RowId {
    model.find(template.key(seen))
}
