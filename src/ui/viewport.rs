//! How a text is cut into blocks, the blocks gathered into groups, and which groups are near
//! the view: marks are made only for those.
//!
//! Knows text and white space. Must not know marks, nor how tall anything is on a screen.
//!
//! **Invariant:** blocks stand in text order without overlap, and what lies outside of them is
//! white space only.

use crate::text::Span;
use std::ops::Range;

/// A paragraph that is longer is cut at the next end of a sentence, in bytes.
const LONG: usize = 2048;
/// A paragraph without ends of sentences is cut at white space by here, or anywhere, in bytes.
const TOO_LONG: usize = 4096;
/// How much text a group holds before the next begins, in bytes: about a screen.
const GROUP_BYTES: u32 = 2560;
/// How many blocks a group holds at most.
const GROUP_BLOCKS: usize = 20;

/// A paragraph, or a part of a long one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    pub span: Span,
    pub opening: Opening,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// The block begins a paragraph.
    Paragraph,
    /// The block goes on with the paragraph of the one before.
    Continued,
}

/// Consecutive blocks that come near the view together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Stays with the group while the text around it changes.
    pub key: u32,
    pub blocks: Vec<Block>,
}

impl Group {
    /// From the first block's start to the last one's end.
    pub fn span(&self) -> Span {
        match (self.blocks.first(), self.blocks.last()) {
            (Some(first), Some(last)) => first.span.cover(last.span),
            _ => Span::default(),
        }
    }
}

/// A text as the article shows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    groups: Vec<Group>,
    next_key: u32,
}

impl Layout {
    pub fn new(text: &str) -> Self {
        let mut layout = Self::default();
        layout.groups = layout.gather(&blocks(text));
        layout
    }

    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The layout of `new`, which was `old`: groups whose text is the same keep their keys.
    pub fn rebase(&self, old: &str, new: &str) -> Self {
        let new_blocks = blocks(new);
        let same = |group: &Group, at: usize| {
            (group.blocks.iter().enumerate()).all(|(index, block)| {
                (new_blocks.get(at + index)).is_some_and(|other| {
                    other.opening == block.opening
                        && new.get(other.span.range()) == old.get(block.span.range())
                })
            })
        };
        let mut head = 0;
        let mut first = 0;
        while let Some(group) = self.groups.get(head).filter(|group| same(group, first)) {
            first += group.blocks.len();
            head += 1;
        }
        let mut tail = self.groups.len();
        let mut end = new_blocks.len();
        while let Some(group) = self.groups[head..tail].last().filter(|group| {
            first + group.blocks.len() <= end && same(group, end - group.blocks.len())
        }) {
            end -= group.blocks.len();
            tail -= 1;
        }
        let mut layout = Self {
            groups: Vec::new(),
            next_key: self.next_key,
        };
        let middle = layout.gather(&new_blocks[first..end]);
        layout.groups = self.groups[..head].to_vec();
        layout.groups.extend(middle);
        let mut at = end;
        for group in &self.groups[tail..] {
            let blocks = new_blocks[at..at + group.blocks.len()].to_vec();
            at += blocks.len();
            let key = group.key;
            layout.groups.push(Group { key, blocks });
        }
        layout
    }

    /// The groups that hold a part of `span`.
    pub fn groups_of(&self, span: Span) -> Range<usize> {
        let first = self
            .groups
            .partition_point(|group| group.span().end <= span.start);
        let end = self
            .groups
            .partition_point(|group| group.span().start < span.end);
        first..end.max(first)
    }

    fn gather(&mut self, blocks: &[Block]) -> Vec<Group> {
        let mut groups: Vec<Group> = Vec::new();
        for block in blocks {
            let full = groups.last().is_none_or(|group| {
                group.span().len() >= GROUP_BYTES || group.blocks.len() >= GROUP_BLOCKS
            });
            if full {
                groups.push(Group {
                    key: self.next_key,
                    blocks: Vec::new(),
                });
                self.next_key += 1;
            }
            if let Some(group) = groups.last_mut() {
                group.blocks.push(*block);
            }
        }
        groups
    }
}

/// The blocks of a text: one a line, without blank lines, long ones cut.
pub fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split('\n') {
        let mut rest = line;
        let mut start = at;
        let mut opening = Opening::Paragraph;
        while !rest.trim().is_empty() {
            let end = if rest.len() > LONG {
                cut(rest)
            } else {
                rest.len()
            };
            blocks.push(Block {
                span: Span::new(start as u32, (start + end) as u32),
                opening,
            });
            start += end;
            rest = rest.get(end..).unwrap_or_default();
            opening = Opening::Continued;
        }
        at += line.len() + 1;
    }
    blocks
}

/// Where a paragraph that is too long is cut: behind the white space after the end of a
/// sentence, else behind white space, else between two characters that do not join.
fn cut(text: &str) -> usize {
    let long = text.floor_char_boundary(LONG);
    let too_long = text.floor_char_boundary(TOO_LONG);
    let window = text.get(long..too_long).unwrap_or_default();
    let gaps = || {
        window
            .char_indices()
            .filter(|(_, c)| c.is_whitespace())
            .map(|(at, c)| (at, at + c.len_utf8()))
    };
    let ends_sentence = |at: usize| {
        let before = window.get(..at).unwrap_or_default();
        let before = before.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
        before.ends_with(['.', '!', '?', '…', '。'])
    };
    let gap = gaps()
        .find(|&(at, _)| ends_sentence(at))
        .or_else(|| gaps().next());
    match gap {
        Some((_, end)) => long + end,
        None if too_long == text.len() => text.len(),
        None => joint(text, too_long),
    }
}

/// The last place at or before `at` where no character joins the one before it.
fn joint(text: &str, at: usize) -> usize {
    let joins = |c: char| {
        matches!(c,
            '\u{200C}' | '\u{200D}' | '\u{FE00}'..='\u{FE0F}' | '\u{0300}'..='\u{036F}'
            | '\u{20D0}'..='\u{20FF}' | '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0020}'..='\u{E007F}')
    };
    let before = text.get(..at).unwrap_or_default();
    let joined = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(joins));
    let place = (before.char_indices().rev())
        .map(|(index, c)| (index + c.len_utf8(), c))
        .take(64)
        .find(|&(end, before)| !joins(before) && !joined(end));
    place.map_or(at, |(end, _)| end)
}
