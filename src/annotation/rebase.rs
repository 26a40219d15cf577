//! A text that a person edited: what changed in it, and what becomes of the marks.

use super::change::Fate;
use super::{Body, Change, Document, Edit, Id, Mark};
use crate::text::Span;
use imara_diff::{Algorithm, Diff, Token};
use std::collections::BTreeMap;
use std::ops::Range;

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
    /// The marks that go, in text order: those that lose their words, and those that a person
    /// decided on and whose words are not what they were. What becomes of them is the person's.
    pub orphaned: Vec<Mark>,
}

/// What an edit of a text made of marks, each counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Followed {
    /// Those that stay where they are.
    pub kept: usize,
    /// Those whose words are elsewhere.
    pub moved: usize,
    /// Those that the engine says anew, for they are of other words.
    pub altered: usize,
    /// Those that lost their words.
    pub orphaned: usize,
}

impl Rebase {
    pub fn followed(&self) -> Followed {
        Followed {
            kept: self.kept,
            moved: self.moved.len(),
            altered: self.altered.len(),
            orphaned: self.orphaned.len(),
        }
    }
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
    let mut reworded: Vec<Id> = Vec::new();
    let fits = document.preview(&changes, |mark, fate| match fate {
        Fate::Kept(body) if body == mark.body => rebase.kept += 1,
        Fate::Kept(_) => rebase.moved.push(mark.id.clone()),
        Fate::Altered(body) if mark.is_decided() && is_reworded(document, mark, text, &body) => {
            reworded.push(mark.id.clone());
            rebase.orphaned.push(mark.clone());
        }
        Fate::Altered(_) => rebase.altered.push(mark.id.clone()),
        Fate::Lost => rebase.orphaned.push(mark.clone()),
    });
    debug_assert!(fits.is_ok(), "a difference did not fit its own text");
    // What a person decided on is not moved to other words behind their back.
    let taken_out = document.removing(&reworded);
    rebase.edit = match taken_out.is_empty() {
        true => Edit::Rewrite(changes),
        false => Edit::Batch(vec![taken_out, Edit::Rewrite(changes)]),
    };
    rebase
}

/// Whether the words of a mark are others in the new text.
fn is_reworded(document: &Document, mark: &Mark, text: &str, after: &Body) -> bool {
    let (before, after) = (mark.body.spans(), after.spans());
    let before = before.iter().map(|span| document.source.get(*span));
    !before.eq(after.iter().map(|span| text.get(span.range())))
}

/// How much text is compared word by word at once, in bytes of both sides. The time that this
/// takes grows faster than the text does.
const BY_WORDS: usize = 200_000;

/// The smallest changes that we can tell apart, in text order: words that differ, cut down to
/// the characters that do.
fn changes(old: &str, new: &str) -> Vec<Change> {
    // One edited place in a long text, the common case, needs no more than its two ends.
    let Some((old_span, new_span)) = differing(old, new) else {
        return Vec::new();
    };
    let mut changes = Vec::new();
    let whole = Hunk {
        start: old_span.start,
        old: &old[old_span.range()],
        new: &new[new_span.range()],
    };
    if whole.is_short() {
        whole.by_words(&mut changes);
        return changes;
    }
    for sentences in whole.differences(sentences) {
        if sentences.is_short() {
            sentences.by_words(&mut changes);
            continue;
        }
        // Where a word was replaced all through a text, its sentences still are as many.
        for sentence in sentences.side_by_side() {
            match sentence.is_short() {
                true => sentence.by_words(&mut changes),
                false => sentence.as_a_whole(&mut changes),
            }
        }
    }
    changes
}

/// A stretch of the old text, and what stands in its place in the new.
struct Hunk<'a> {
    /// Where the stretch begins.
    start: u32,
    old: &'a str,
    new: &'a str,
}

impl<'a> Hunk<'a> {
    fn is_short(&self) -> bool {
        self.old.len() + self.new.len() <= BY_WORDS || self.old.is_empty() || self.new.is_empty()
    }

    fn by_words(&self, changes: &mut Vec<Change>) {
        if self.old.is_empty() || self.new.is_empty() {
            return self.as_a_whole(changes);
        }
        for hunk in self.differences(words) {
            hunk.as_a_whole(changes);
        }
    }

    fn as_a_whole(&self, changes: &mut Vec<Change>) {
        if let Some((old, new)) = differing(self.old, self.new) {
            changes.push(Change {
                span: Span::new(self.start + old.start, self.start + old.end),
                text: self.new[new.range()].to_owned(),
            });
        }
    }

    /// The stretches that differ when both sides are cut where `pieces` begin.
    fn differences(&self, pieces: fn(&str) -> Vec<u32>) -> Vec<Self> {
        let (old, new) = (pieces(self.old), pieces(self.new));
        let mut names = BTreeMap::new();
        let before = numbered(&old, self.old, &mut names);
        let after = numbered(&new, self.new, &mut names);
        let mut diff = Diff::default();
        let count = names.len() as u32;
        diff.compute_with(Algorithm::Histogram, &before, &after, count);
        diff.hunks()
            .map(|hunk| {
                self.part(
                    range(&old, hunk.before, self.old),
                    range(&new, hunk.after, self.new),
                )
            })
            .collect()
    }

    /// Sentence by sentence where both sides have as many, or else the whole.
    fn side_by_side(&self) -> Vec<Self> {
        let (old, new) = (sentences(self.old), sentences(self.new));
        if old.len() != new.len() {
            return vec![self.part(0..self.old.len(), 0..self.new.len())];
        }
        let each = 0..old.len() as u32;
        each.map(|index| {
            let one = index..index + 1;
            self.part(
                range(&old, one.clone(), self.old),
                range(&new, one, self.new),
            )
        })
        .collect()
    }

    fn part(&self, old: Range<usize>, new: Range<usize>) -> Self {
        Self {
            start: self.start + old.start as u32,
            old: &self.old[old],
            new: &self.new[new],
        }
    }
}

/// From pieces, by index, to bytes.
fn range(starts: &[u32], pieces: Range<u32>, text: &str) -> Range<usize> {
    let offset = |index: u32| {
        let start = starts.get(index as usize);
        start.map_or(text.len(), |at| *at as usize)
    };
    offset(pieces.start)..offset(pieces.end)
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

/// Where the sentences of a text begin, or what is near enough to sentences here.
fn sentences(text: &str) -> Vec<u32> {
    let mut starts = Vec::from_iter((!text.is_empty()).then_some(0));
    let ends = text.match_indices(['.', '!', '?', '\n']);
    starts.extend(ends.map(|(at, end)| (at + end.len()) as u32));
    starts.pop_if(|start| *start as usize == text.len());
    starts
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
