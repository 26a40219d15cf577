//! What overlaps a stretch of text.

use super::{Document, Kind, Mark};
use crate::text::Span;

/// Marks in text order, to be asked what overlaps a span.
#[derive(Debug, Clone, Default)]
pub struct Overlaps<'a> {
    /// Each with where the furthest of those up to it ends.
    marks: Vec<(&'a Mark, u32)>,
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
        let furthest = self.marks.last().map_or(end, |last| last.1.max(end));
        self.marks.push((mark, furthest));
    }

    /// Those that overlap a span, from the last to the first.
    pub fn overlapping(&self, span: Span) -> impl Iterator<Item = &'a Mark> {
        let end = self
            .marks
            .partition_point(|(mark, _)| mark.span().start < span.end);
        let reach = self.marks[..end].iter().rev();
        reach
            .take_while(move |(_, furthest)| *furthest > span.start)
            .map(|(mark, _)| *mark)
            .filter(move |mark| mark.span().overlaps(span))
    }
}
