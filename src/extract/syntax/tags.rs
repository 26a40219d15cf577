//! The parts of speech of a block's words, as far as they are asked for.
//!
//! Knows how the tokens of a text are those of its sentences. Must not know why a sentence was
//! to be read.

use super::{Parser, Tag};
use crate::text::Text;
use std::ops::Range;

/// The tags of some sentences of a block; of none where there are no weights.
#[derive(Debug, Default)]
pub struct Tags {
    /// The first token of each sentence in its text, and where its tags begin; in text order.
    sentences: Vec<(u32, usize)>,
    tags: Vec<Tag>,
}

impl Tags {
    /// Tags those sentences of the block that are wanted.
    pub fn read(
        text: &Text,
        block: Range<usize>,
        parser: Option<&mut Parser<'_>>,
        wanted: impl FnMut(&usize) -> bool,
    ) -> Self {
        let mut read = Self::default();
        let Some(parser) = parser else {
            return read;
        };
        for sentence in block.filter(wanted) {
            let first = text.sentences[sentence].tokens.start;
            read.sentences.push((first, read.tags.len()));
            let tags = parser.tag(text.source.text(), text.tokens_of(sentence));
            read.tags.extend_from_slice(tags);
        }
        read
    }

    /// The tag of a token of the text; none where its sentence was not read.
    pub fn of(&self, token: u32) -> Option<Tag> {
        let next = self.sentences.partition_point(|(first, _)| *first <= token);
        let (first, begin) = *self.sentences.get(next.checked_sub(1)?)?;
        let end = self.sentences.get(next).map_or(self.tags.len(), |s| s.1);
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
            sentences: vec![(2, 0), (7, 2)],
            tags: vec![Pronoun, Past, Noun],
        };
        let found: Vec<_> = (0..9).map(|token| tags.of(token)).collect();
        let mut expect = [None; 9];
        (expect[2], expect[3], expect[7]) = (Some(Pronoun), Some(Past), Some(Noun));
        assert_eq!(found, expect);
        let text = Text::new(Source::new("It rained."));
        assert_eq!(Tags::read(&text, 0..1, None, |_| true).of(0), None);
    }
}
