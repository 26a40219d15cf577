//! A text that a person edited: what changed in it, and what becomes of the marks.

use super::change::Fate;
use super::{Change, Document, Edit, Id, Mark};
use crate::text::Span;
use imara_diff::{Algorithm, Diff, Token};
use std::collections::BTreeMap;

/// What a new text means for a document; nothing is done yet.
#[derive(Debug, Clone, PartialEq)]
pub struct Rebase {
    /// Brings the document to the new text; marks that lose their text go, and come back with
    /// the inverse.
    pub edit: Edit,
    /// How many marks stay as they are, text and offsets.
    pub kept: usize,
    /// The marks whose text is the same at another place.
    pub moved: Vec<Id>,
    /// The marks whose own text changed, or that named a mark that goes.
    pub altered: Vec<Id>,
    /// The marks that go, in text order.
    pub orphaned: Vec<Mark>,
}

/// What it takes to give `document` the text `text`.
pub fn rebase(document: &Document, text: &str) -> Rebase {
    let changes = changes(document.source.text(), text);
    let mut rebase = Rebase {
        edit: Edit::Batch(Vec::new()),
        kept: 0,
        moved: Vec::new(),
        altered: Vec::new(),
        orphaned: Vec::new(),
    };
    if changes.is_empty() {
        rebase.kept = document.len();
        return rebase;
    }
    let fits = document.preview(&changes, |mark, fate| match fate {
        Fate::Kept(body) if body == mark.body => rebase.kept += 1,
        Fate::Kept(_) => rebase.moved.push(mark.id.clone()),
        Fate::Altered(_) => rebase.altered.push(mark.id.clone()),
        Fate::Lost => rebase.orphaned.push(mark.clone()),
    });
    debug_assert!(fits.is_ok(), "a difference did not fit its own text");
    rebase.edit = Edit::Rewrite(changes);
    rebase
}

/// The smallest changes that we can tell apart, in text order: words that differ, cut down to
/// the characters that do.
fn changes(old: &str, new: &str) -> Vec<Change> {
    // One edited place in a long text, the common case, needs no more than its two ends.
    let Some((old_span, new_span)) = differing(old, new) else {
        return Vec::new();
    };
    let (old_middle, new_middle) = (&old[old_span.range()], &new[new_span.range()]);
    if old_middle.is_empty() || new_middle.is_empty() {
        return vec![Change {
            span: old_span,
            text: new_middle.to_owned(),
        }];
    }
    let mut names = BTreeMap::new();
    let (before, after) = (words(old_middle), words(new_middle));
    let before_tokens = numbered(&before, old_middle, &mut names);
    let after_tokens = numbered(&after, new_middle, &mut names);
    let mut diff = Diff::default();
    let count = names.len() as u32;
    diff.compute_with(Algorithm::Histogram, &before_tokens, &after_tokens, count);
    let offset = |words: &[u32], index: u32, end: usize| {
        words.get(index as usize).map_or(end, |at| *at as usize)
    };
    diff.hunks()
        .filter_map(|hunk| {
            let range = |words: &[u32], tokens: std::ops::Range<u32>, text: &str| {
                offset(words, tokens.start, text.len())..offset(words, tokens.end, text.len())
            };
            let old_range = range(&before, hunk.before, old_middle);
            let new_range = range(&after, hunk.after, new_middle);
            let start = old_span.start + old_range.start as u32;
            let (old_part, new_part) = (&old_middle[old_range], &new_middle[new_range]);
            let (old_cut, new_cut) = differing(old_part, new_part)?;
            Some(Change {
                span: Span::new(start + old_cut.start, start + old_cut.end),
                text: new_part[new_cut.range()].to_owned(),
            })
        })
        .collect()
}

/// What is left of both when the characters that they begin and end with alike are cut off;
/// none where they are equal.
fn differing(old: &str, new: &str) -> Option<(Span, Span)> {
    if old == new {
        return None;
    }
    let pairs = old.bytes().zip(new.bytes());
    let mut start = pairs.take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let pairs = old_rest.bytes().rev().zip(new_rest.bytes().rev());
    let mut tail = pairs.take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - tail) || !new.is_char_boundary(new.len() - tail) {
        tail -= 1;
    }
    let span = |text: &str| Span::new(start as u32, (text.len() - tail) as u32);
    Some((span(old), span(new)))
}

/// Where the words of a text begin: runs of letters and digits, runs of white space, and every
/// other character by itself.
fn words(text: &str) -> Vec<u32> {
    #[derive(PartialEq)]
    enum Class {
        Word,
        Blank,
        Other,
    }
    let mut starts = Vec::new();
    let mut last = Class::Other;
    for (at, c) in text.char_indices() {
        let class = match c {
            c if c.is_alphanumeric() => Class::Word,
            c if c.is_whitespace() => Class::Blank,
            _ => Class::Other,
        };
        if class != last || class == Class::Other {
            starts.push(at as u32);
        }
        last = class;
    }
    starts
}

/// One number for each different word.
fn numbered<'a>(starts: &[u32], text: &'a str, names: &mut BTreeMap<&'a str, u32>) -> Vec<Token> {
    let ends = starts.iter().skip(1).map(|at| *at as usize);
    starts
        .iter()
        .zip(ends.chain([text.len()]))
        .map(|(start, end)| {
            let next = names.len() as u32;
            Token(*names.entry(&text[*start as usize..end]).or_insert(next))
        })
        .collect()
}
