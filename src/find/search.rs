//! Search: stretches of a text, or marks whose words and decisions are as a person wants them.

use super::{Pattern, Tag};
use crate::annotation::{Body, Document, Id, Kind, Mark, Status};
use crate::extract::Certainty;
use crate::text::Span;

/// How much text is searched in one step, in bytes: some milliseconds of work.
const STEP: usize = 1 << 16;

/// What is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Layer {
    /// The text, whatever is marked in it.
    #[default]
    Text,
    /// The marks of all layers.
    Marks,
    Only(Kind),
}

/// Which marks are wanted; with [`Layer::Text`], none of it counts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub layer: Layer,
    pub tag: Option<Tag>,
    pub certainty: Option<Certainty>,
    pub status: Option<Status>,
    /// Only where a confidence is known and lies below this.
    pub below: Option<f32>,
    /// What else must be so.
    pub also: Option<fn(&Mark) -> bool>,
}

#[derive(Debug)]
pub struct Search {
    pub pattern: Pattern,
    pub filter: Filter,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub span: Span,
    /// None where only the text was searched.
    pub mark: Option<Id>,
}

impl Search {
    /// Searches a piece of a document from `at` on, where a paragraph begins; returns where the
    /// next begins, and none at the end.
    pub fn step(&self, document: &Document, at: usize, hits: &mut Vec<Hit>) -> Option<usize> {
        let text = document.source().text();
        let end = piece_end(text, at);
        let piece = Span::new(at as u32, end as u32);
        match self.filter.layer {
            Layer::Text => {
                let found = self.pattern.find(text.get(at..end).unwrap_or_default());
                hits.extend(found.into_iter().map(|span| Hit {
                    span: Span::new(span.start + piece.start, span.end + piece.start),
                    mark: None,
                }));
            }
            Layer::Marks | Layer::Only(_) => {
                let marks = document.marks_from(piece.start);
                let marks = marks.take_while(|mark| mark.span().start < piece.end);
                let wanted = marks.filter(|mark| self.wants(document, mark));
                hits.extend(wanted.map(|mark| Hit {
                    span: mark.span(),
                    mark: Some(mark.id.clone()),
                }));
            }
        }
        (end < text.len()).then_some(end)
    }

    /// All of a document at once.
    pub fn whole(&self, document: &Document) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut at = Some(0);
        while let Some(here) = at {
            at = self.step(document, here, &mut hits);
        }
        hits
    }

    fn wants(&self, document: &Document, mark: &Mark) -> bool {
        self.filter.wants(mark) && self.pattern.is_in(&words(document, mark))
    }
}

impl Filter {
    fn wants(&self, mark: &Mark) -> bool {
        let of_layer = match self.layer {
            Layer::Only(kind) => mark.kind() == kind,
            Layer::Text | Layer::Marks => true,
        };
        let certainty = |wanted| match &mark.body {
            Body::Claim(claim) => claim.certainty == wanted,
            Body::Entity { .. } | Body::Cue { .. } => false,
        };
        let doubtful = |below| mark.confidence.is_some_and(|confidence| confidence < below);
        of_layer
            && self.tag.is_none_or(|tag| Tag::of(&mark.body) == Some(tag))
            && self.certainty.is_none_or(certainty)
            && self.status.is_none_or(|status| mark.status == status)
            && self.below.is_none_or(doubtful)
            && self.also.is_none_or(|also| also(mark))
    }
}

/// The words of a mark; of a claim, its content's.
fn words(document: &Document, mark: &Mark) -> String {
    let source = document.source();
    match &mark.body {
        Body::Claim(claim) => {
            let parts = claim.content.iter().filter_map(|span| source.get(*span));
            parts.collect::<Vec<_>>().join(" … ")
        }
        Body::Entity { span, .. } | Body::Cue { span, .. } => {
            source.get(*span).unwrap_or_default().to_owned()
        }
    }
}

/// Where a piece of the text ends that begins at `at`: behind a blank line if there is one, or
/// else behind a line or a word.
fn piece_end(text: &str, at: usize) -> usize {
    let enough = text.ceil_char_boundary(at + STEP);
    let reach = text.ceil_char_boundary(enough + STEP);
    let near = text.get(enough..reach).unwrap_or_default();
    let behind = |end: &str| near.find(end).map(|found| enough + found + end.len());
    let cut = ["\n\n", "\n", " "].into_iter().find_map(behind);
    cut.filter(|_| reach < text.len()).unwrap_or(reach)
}
