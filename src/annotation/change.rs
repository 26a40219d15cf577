//! Changes of the text, and where they leave a span.

use crate::text::{Source, Span};
use serde::{Deserialize, Serialize};

/// A stretch of the text, and what stands in its place afterwards. Of several, the spans all
/// count in the text as it was before the first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub span: Span,
    pub text: String,
}

/// What changes do to the spans of a text.
#[derive(Debug)]
pub(super) struct Changes {
    /// In text order, without overlap.
    steps: Vec<Step>,
    pub(super) source: Source,
    /// The changes that lead back.
    pub(super) inverse: Vec<Change>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    old: Span,
    new: Span,
}

/// What becomes of something that has a place in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Fate<T> {
    /// Its text is as before, here; the changes that lead back lead it back.
    Kept(T),
    /// Part of its text is not what it was.
    Altered(T),
    /// None of its text is left, or it cannot be told where it begins and ends now.
    Lost,
}

impl<T> Fate<T> {
    pub(super) fn map<U>(self, f: impl FnOnce(T) -> U) -> Fate<U> {
        match self {
            Self::Kept(what) => Fate::Kept(f(what)),
            Self::Altered(what) => Fate::Altered(f(what)),
            Self::Lost => Fate::Lost,
        }
    }

    pub(super) fn into_inner(self) -> Option<T> {
        match self {
            Self::Kept(what) | Self::Altered(what) => Some(what),
            Self::Lost => None,
        }
    }
}

impl Changes {
    /// None where the changes are not of this text, overlap, or make it too long to be counted
    /// in 32 bits.
    pub(super) fn new(source: &Source, changes: &[Change]) -> Option<Self> {
        let old = source.text();
        let mut text = String::with_capacity(old.len());
        let (mut steps, mut inverse) = (Vec::new(), Vec::new());
        let mut done = 0;
        for change in changes {
            let span = change.span;
            let replaced = source.get(span)?;
            text.push_str(old.get(done..span.start as usize)?);
            let start = u32::try_from(text.len()).ok()?;
            text.push_str(&change.text);
            let end = u32::try_from(text.len()).ok()?;
            done = span.end as usize;
            let new = Span::new(start, end);
            steps.push(Step { old: span, new });
            inverse.push(Change {
                span: new,
                text: replaced.to_owned(),
            });
        }
        text.push_str(old.get(done..)?);
        u32::try_from(text.len()).ok()?;
        Some(Self {
            steps,
            source: Source::new(text),
            inverse,
        })
    }

    /// What becomes of a mark's span. What is put in at its edge is outside.
    pub(super) fn mark(&self, span: Span) -> Fate<Span> {
        let first = self.steps.partition_point(|s| s.old.end <= span.start);
        let end = self.steps.partition_point(|s| s.old.start < span.end);
        let shifted = |offset: u32| match first.checked_sub(1).map(|i| self.steps[i]) {
            Some(step) => offset - step.old.end + step.new.end,
            None => offset,
        };
        let inside = self.steps.get(first..end).unwrap_or_default();
        let (Some(head), Some(tail)) = (inside.first(), inside.last()) else {
            return Fate::Kept(Span::new(shifted(span.start), shifted(span.end)));
        };
        // Where a change reaches over the edge, only a pure deletion tells where the rest
        // begins.
        let start = if head.old.start >= span.start {
            shifted(span.start)
        } else if head.new.is_empty() {
            head.new.end
        } else {
            return Fate::Lost;
        };
        let end = if tail.old.end <= span.end {
            span.end - tail.old.end + tail.new.end
        } else if tail.new.is_empty() {
            tail.new.start
        } else {
            return Fate::Lost;
        };
        let gone = |step: &Step| step.old.end.min(span.end) - step.old.start.max(span.start);
        if inside.iter().map(gone).sum::<u32>() >= span.len() {
            return Fate::Lost;
        }
        self.trimmed(Span::new(start, end))
            .map_or(Fate::Lost, Fate::Altered)
    }

    /// What becomes of a sentence or a zone: what is put in belongs to the one before it.
    /// Those that a change touches count as altered, even if only at the edge.
    pub(super) fn layer(&self, span: Span) -> Fate<Span> {
        let first = self.steps.partition_point(|s| s.old.end < span.start);
        let end = self.steps.partition_point(|s| s.old.start <= span.end);
        if first >= end {
            return self.mark(span);
        }
        let span = Span::new(self.edge(span.start), self.edge(span.end));
        if span.is_empty() {
            Fate::Lost
        } else {
            Fate::Altered(span)
        }
    }

    fn edge(&self, offset: u32) -> u32 {
        let before = self.steps.partition_point(|s| s.old.start <= offset);
        match before.checked_sub(1).map(|i| self.steps[i]) {
            _ if offset == 0 => 0,
            None => offset,
            Some(step) if step.old.start == offset && !step.old.is_empty() => step.new.start,
            Some(step) if offset <= step.old.end => step.new.end,
            Some(step) => offset - step.old.end + step.new.end,
        }
    }

    /// Without outer white space; none where nothing else is there.
    fn trimmed(&self, span: Span) -> Option<Span> {
        let text = self.source.get(span)?;
        let start = span.start + (text.len() - text.trim_start().len()) as u32;
        let end = start + text.trim().len() as u32;
        (start < end).then(|| Span::new(start, end))
    }
}
