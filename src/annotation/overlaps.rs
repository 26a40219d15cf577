//! What overlaps a stretch of text.

use super::{Document, Kind, Mark};
use crate::text::Span;

/// Marks in text order, to be asked what overlaps a span. A long mark that stands around many
/// others makes no question longer.
#[derive(Debug, Clone, Default)]
pub struct Overlaps<'a> {
    /// Each with the last before it that ends behind it.
    marks: Vec<(&'a Mark, Option<usize>)>,
}

impl<'a> Overlaps<'a> {
    /// Those of one layer, rejected ones too.
    pub fn of(document: &'a Document, kind: Kind) -> Self {
        let mut overlaps = Self::default();
        let marks = document.marks().filter(|mark| mark.kind() == kind);
        marks.for_each(|mark| overlaps.push(mark));
        overlaps
    }

    /// Adds a mark that begins where the last one does, or later.
    pub fn push(&mut self, mark: &'a Mark) {
        let end = mark.span().end;
        let mut outer = self.marks.len().checked_sub(1);
        while let Some(at) = outer
            && self.marks[at].0.span().end <= end
        {
            outer = self.marks[at].1;
        }
        self.marks.push((mark, outer));
    }

    /// Those that overlap a span, from the last to the first.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &'a Mark> {
        let begun = |(mark, _): &(&Mark, _)| mark.span().start < span.end;
        let mut at = self.marks.partition_point(begun).checked_sub(1);
        std::iter::from_fn(move || {
            // What ends before the span does so with all that lies between it and its outer one.
            while let Some((mark, outer)) = self.marks.get(at?) {
                at = match mark.span().end > span.start {
                    true => at?.checked_sub(1),
                    false => *outer,
                };
                if mark.span().overlaps(span) {
                    return Some(*mark);
                }
            }
            None
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::annotation::{Body, Id};
    use crate::extract::CueType;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_finds_what_a_look_at_all_finds(
            mut spans in prop::collection::vec((0..40_u32, 1..20_u32), 0..30),
            (start, length) in (0..50_u32, 0..20_u32),
        ) {
            spans.sort_unstable();
            let mark = |(start, length): &(u32, u32)| {
                let span = Span::new(*start, start + length);
                Mark::made(Id::from("q1"), Body::Cue { span, kind: CueType::Modal })
            };
            let marks: Vec<Mark> = spans.iter().map(mark).collect();
            let mut overlaps = Overlaps::default();
            marks.iter().for_each(|mark| overlaps.push(mark));
            let asked = Span::new(start, start + length);
            let found = overlaps.overlapping(asked);
            let expect = marks.iter().rev().filter(|mark| mark.span().overlaps(asked));
            prop_assert!(found.eq(expect));
        }
    }
}
