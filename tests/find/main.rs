//! Words and marks that are looked for, and what is done to all of them at once.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../common/mod.rs"]
mod common;
mod occurrences;
mod rules;
mod search;

use hedgerow::annotation::{Body, Document, Edit, Id, Mark, Origin, Status};
use hedgerow::find::Tag;
use hedgerow::text::{Source, Span};

/// A document with marks: their words, the how-manieth of these, what they are marked as, whose
/// they are and what became of them.
fn document(text: &str, marks: &[(&str, usize, &str, Origin, Status)]) -> Document {
    let mut document = Document::new("d1", Source::new(text));
    for &(words, nth, tag, origin, status) in marks {
        let body = tagged(tag, span(text, words, nth));
        let id = document.free_id(Tag::of(&body).expect("it is no claim").kind());
        let confidence = (origin == Origin::Machine).then_some(0.5);
        let mark = Mark {
            origin,
            status,
            confidence,
            ..Mark::made(id, body)
        };
        document.apply(Edit::Insert(mark)).expect("it fits");
    }
    document
}

fn tagged(tag: &str, span: Span) -> Body {
    Tag::parse(tag).expect("it is one").body(span)
}

fn span(text: &str, words: &str, nth: usize) -> Span {
    let found = text.match_indices(words).nth(nth);
    let (start, words) = found.expect("the words are there");
    Span::new(start as u32, (start + words.len()) as u32)
}

/// Each mark as "words LABEL status", in text order.
fn marks(document: &Document) -> Vec<String> {
    let words = |mark: &Mark| {
        let words = document.source().slice(mark.span());
        let tag = Tag::of(&mark.body).map_or("claim", Tag::as_str);
        format!("{words} {tag} {}", mark.status)
    };
    document.marks().map(words).collect()
}

/// Applies an edit, sees that it can be taken back, and applies it.
fn apply(document: &mut Document, edit: Edit) {
    let before = document.clone();
    let inverse = document.apply(edit.clone()).expect("it fits");
    document.apply(inverse).expect("it can be taken back");
    assert_eq!(*document, before);
    document.apply(edit).expect("it fits again");
}

fn ids(ids: &[&str]) -> Vec<Id> {
    ids.iter().copied().map(Id::from).collect()
}
