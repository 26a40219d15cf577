//! What is done with results: an edit in each document, and what the person is told.
//!
//! Knows what the results were when they were chosen. Must not know which documents are open, nor
//! how they are reached.

use super::super::{reached_in, unread};
use crate::annotation::{Document, Edit, Id, Status};
use crate::find::{Hit, Tag, context, label_all};
use crate::hand::{Reader, with_claims};
use crate::project::Reached;
use crate::text::Span;
use crate::ui::words::{count, grouped};

/// What is done with results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Decide(Status),
    Label(Tag),
}

/// The results that are chosen, and what is to be done with them, whatever the sheet is at
/// meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    pub(super) what: What,
    /// By document, as they were found, each with its words.
    pub(super) found: Vec<(String, Vec<(Hit, String)>)>,
}

impl Change {
    /// The documents that have results.
    pub fn documents(&self) -> Vec<String> {
        self.found.iter().map(|(id, _)| id.clone()).collect()
    }

    fn results(&self) -> usize {
        self.found.iter().map(|(_, found)| found.len()).sum()
    }

    /// What is to be done in a document, and with how many results. What is there no more, or is
    /// so already, is left.
    pub fn wanted(&self, document: &Document, reader: &dyn Reader) -> (Edit, usize) {
        let of_it = self.found.iter().filter(|(id, _)| *id == document.id);
        let found = of_it.flat_map(|(_, found)| found);
        let (edit, many) = match self.what {
            What::Decide(status) => {
                let marks = found.filter_map(|(hit, _)| document.mark(hit.mark.as_ref()?));
                let open = marks.filter(|mark| mark.status != status);
                let ids: Vec<&Id> = open.map(|mark| &mark.id).collect();
                let many = ids.len();
                (document.deciding(ids, status), many)
            }
            What::Label(tag) => {
                let spans: Vec<Span> = found
                    .filter_map(|(hit, words)| place(document, hit, words, tag))
                    .collect();
                (label_all(document, &spans, tag), spans.len())
            }
        };
        (with_claims(document, edit, reader), many)
    }

    /// What was done, for the person.
    pub fn told(&self, reached: &Reached) -> String {
        let marks = reached.marks;
        let done = match self.what {
            What::Decide(status) => format!("{} {status}", count(marks, "mark", "marks")),
            What::Label(tag) => {
                let places = count(marks, "place", "places");
                format!("{places} marked as {}", tag.as_str())
            }
        };
        let mut words = match (reached.documents, reached.aside) {
            (0, _) => "Nothing was changed.".to_owned(),
            (1, 0) => format!("{done}."),
            _ => format!("{done} in {}.", reached_in(reached)),
        };
        let left = self.results().saturating_sub(marks);
        if left > 0 && reached.unread == 0 {
            words.push_str(&match left {
                1 => " 1 result is so already, or is no longer what it was.".to_owned(),
                left => format!(
                    " {} results are so already, or are no longer what they were.",
                    grouped(left)
                ),
            });
        }
        words + &unread(reached.unread)
    }
}

/// Where a result stands that can be marked so. A claim is not made something else by its words,
/// nor a cue a name.
fn place(document: &Document, hit: &Hit, words: &str, tag: Tag) -> Option<Span> {
    match &hit.mark {
        None => (context(document.source().text(), hit.span).words == words).then_some(hit.span),
        Some(id) => {
            let mark = document.mark(id)?;
            (mark.kind() == tag.kind()).then(|| mark.span())
        }
    }
}
