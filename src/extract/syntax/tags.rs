//! The parts of speech of a block's words, as far as they are asked for.
//!
//! Knows how the tokens of a text are those of its sentences. Must not know why a sentence was
//! to be read.

use super::{Parser, Tag};
use crate::text::Text;
use std::ops::Range;

/// The tags of some words of a block; of none where there are no weights.
#[derive(Debug, Default)]
pub struct Tags {
    /// The first token of each part of a sentence that was read, and where its tags begin; in
    /// text order.
    parts: Vec<(u32, usize)>,
    tags: Vec<Tag>,
}

impl Tags {
    /// Tags those words that are wanted of each sentence of the block.
    pub fn read(
        text: &Text,
        block: Range<usize>,
        parser: Option<&mut Parser<'_>>,
        mut wanted: impl FnMut(usize) -> Option<Range<usize>>,
    ) -> Self {
        let mut read = Self::default();
        let Some(parser) = parser else {
            return read;
        };
        for sentence in block {
            let Some(words) = wanted(sentence) else {
                continue;
            };
            let first = text.sentences[sentence].tokens.start + words.start as u32;
            read.parts.push((first, read.tags.len()));
            let tags = parser.tag_some(text.source.text(), text.tokens_of(sentence), words);
            read.tags.extend_from_slice(tags);
        }
        read
    }

    /// The tag of a token of the text; none where it was not read.
    pub fn of(&self, token: u32) -> Option<Tag> {
        let next = self.parts.partition_point(|(first, _)| *first <= token);
        let (first, begin) = *self.parts.get(next.checked_sub(1)?)?;
        let end = self.parts.get(next).map_or(self.tags.len(), |s| s.1);
        let tags = self.tags.get(begin..end)?;
        tags.get((token - first) as usize).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;

    #[test]
    fn tokens_find_their_tags_and_those_of_other_sentences_none() {
        use Tag::{Noun, Past, Pronoun};
        let tags = Tags {
            parts: vec![(2, 0), (7, 2)],
            tags: vec![Pronoun, Past, Noun],
        };
        let found: Vec<_> = (0..9).map(|token| tags.of(token)).collect();
        let mut expect = [None; 9];
        (expect[2], expect[3], expect[7]) = (Some(Pronoun), Some(Past), Some(Noun));
        assert_eq!(found, expect);
        let text = Text::new(Source::new("It rained."));
        assert_eq!(Tags::read(&text, 0..1, None, |_| Some(0..1)).of(0), None);
    }
}
