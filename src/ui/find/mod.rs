//! The sheets of what is looked for: every occurrence of some words, search,
//! the rules that a person taught, and what a reading left over.
//!
//! Runs in the worker. Knows what a person chose on a sheet, and what is to be done with what
//! they chose. Must not know how a document is kept, nor when a sheet is drawn.

pub mod occurrences;
pub mod reading;
pub mod rules;
pub mod search;

use super::app::Msg;
use super::html::{Element, On, el};
use super::words::{count, grouped};
use crate::annotation::{Document, Edit, Mark};
use crate::find::{Context, Tag, context};
use crate::project::Reached;
use crate::protocol::Done;
use crate::text::Span;

/// How many rows a page of a list holds.
const PAGE: usize = 100;

/// What was done by hand.
pub(super) fn done(edit: Edit, words: impl Into<String>) -> Done {
    Done {
        edit: (!edit.is_empty()).then_some(edit),
        words: words.into(),
        ..Done::default()
    }
}

/// What is done to several documents, each by its id, as the page takes it: first in the document
/// that it asked for, for whose answer it waits, then without a word in the others.
pub fn answers(asked: &str, all: Vec<(String, Done)>) -> Vec<(String, Done)> {
    let (own, mut others): (Vec<_>, Vec<_>) = all.into_iter().partition(|(id, _)| id == asked);
    let mut own = own
        .into_iter()
        .next()
        .map_or_else(Done::default, |(_, own)| own);
    let mut changed = 0;
    for (_, done) in &mut others {
        if done.edit.is_some() {
            done.words.clear();
            changed += 1;
        }
    }
    if changed > 0 {
        let documents = count(changed, "other document", "other documents");
        own.words = match own.words.as_str() {
            "" => format!("Done in {documents}."),
            words => format!("{words} And so in {documents}."),
        };
    }
    let mut all = vec![(asked.to_owned(), own)];
    all.extend(others);
    all
}

/// How far a change of many documents is.
pub fn going(done: usize, all: usize) -> String {
    format!("{} of {} documents …", grouped(done), grouped(all))
}

/// Why nothing was done in any document: there is no room, or what the browser says.
pub fn refused(full: bool, reason: &str) -> String {
    let why = match full {
        true => "there is no room left in this browser’s storage",
        false => reason,
    };
    format!("Nothing was changed in any document: {why}.")
}

/// Where a change of many documents was made.
pub(super) fn reached_in(reached: &Reached) -> String {
    in_documents(reached.documents, reached.aside)
}

/// "7 documents, 5 of them not open".
fn in_documents(documents: usize, aside: usize) -> String {
    let words = count(documents, "document", "documents");
    match (aside, documents) {
        (0, _) => words,
        (1, 1) => format!("{words} that is not open"),
        (aside, documents) if aside == documents => format!("{words}, none of them open"),
        (aside, _) => format!("{words}, {} of them not open", grouped(aside)),
    }
}

/// What is said of documents that could not be read, as a further sentence.
pub(super) fn unread(documents: usize) -> String {
    match documents {
        0 => String::new(),
        _ => format!(
            " {} could not be read, and nothing was changed there.",
            count(documents, "document", "documents")
        ),
    }
}

/// "3-14": a stretch as addresses on a sheet have it.
fn stretch(words: &str) -> Option<Span> {
    let (start, end) = words.split_once('-')?;
    Some(Span::new(start.parse().ok()?, end.parse().ok()?))
}

/// A stretch in its context.
fn in_context(place: Element, document: &Document, span: Span) -> Element {
    written(place, &context(document.source().text(), span))
}

fn written(place: Element, context: &Context) -> Element {
    place
        .text(context.before.trim_start().to_owned())
        .child(el("b").text(context.words.clone()))
        .text(context.after.clone())
}

/// A row of a list that can be chosen.
fn choice(asks: String, chosen: bool) -> Element {
    el("button[type=button][role=checkbox]")
        .attr("aria-checked", if chosen { "true" } else { "false" })
        .on(On::Click(Msg::Ask(asks.into())))
}

/// A button that does something to documents.
fn hand(words: String) -> Element {
    el("button[type=button]").on(On::Click(Msg::Hand(words.into())))
}

/// "PRODUCT, accepted".
fn standing(mark: &Mark) -> String {
    match Tag::of(&mark.body) {
        Some(tag) => format!("{}, {}", tag.as_str(), mark.status),
        None => format!("claim, {}", mark.status),
    }
}
