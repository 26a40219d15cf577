//! The words of a sentence as the name rules see them.
//!
//! Knows which classes each word has, and that "London-based" holds a name and a rest. Must
//! not know what makes a name.

use super::class::{Class, Classes, Lists};
use crate::text::{Gap, Shape, Span, Text, TokenKind};

/// A token, or a part of a hyphenated one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// Of the word as it is written.
    pub(super) classes: Classes,
    /// Of the word in small letters.
    pub(super) small: Classes,
}

impl Word {
    pub(super) fn of<'a>(&self, text: &'a Text) -> &'a str {
        text.slice(self.span)
    }

    /// Whether it is written as names are.
    pub(super) fn is_capital(&self) -> bool {
        self.kind == TokenKind::Word && (self.shape.is_capitalised() || self.shape == Shape::Camel)
    }

    pub(super) fn has(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    /// Whether it has the class with or without its capital.
    pub(super) fn means(&self, class: Class) -> bool {
        self.classes.has(class) || self.small.has(class)
    }
}

/// The words of one sentence, written into `words`.
pub(super) fn read(text: &Text, sentence: usize, lists: &Lists, words: &mut Vec<Word>) {
    words.clear();
    let mut buffer = String::new();
    for token in text.tokens_of(sentence) {
        let written = text.word(token);
        let mut word = Word {
            span: token.span,
            kind: token.kind,
            shape: token.shape,
            gap: token.gap,
            classes: Classes::NONE,
            small: Classes::NONE,
        };
        match (token.kind, token.shape) {
            (TokenKind::Mark, _) if written != "&" => {}
            (TokenKind::Word, shape) if shape != Shape::Lower => {
                word.classes = lists.of(written);
                crate::text::fold(written, &mut buffer);
                word.small = lists.of_small(&buffer);
                if word.classes.is_empty()
                    && let Some(rest) = small_rest(written, lists)
                {
                    word.span.end -= rest.len() as u32;
                    word.classes = lists.of(word.of(text));
                    word.shape = Shape::of(word.of(text));
                    word.small = Classes::NONE;
                    words.push(word);
                    word.span = Span::new(token.span.end - rest.len() as u32, token.span.end);
                    word.shape = Shape::Lower;
                    word.gap = Gap::None;
                    word.classes = Classes::NONE;
                }
            }
            _ => word.classes = lists.of(written),
        }
        words.push(word);
    }
}

/// The common word behind a name in a hyphenated word, with its hyphen: "-based" of
/// "London-based".
fn small_rest<'a>(word: &'a str, lists: &Lists) -> Option<&'a str> {
    let at = word.find('-').filter(|&at| at > 1)?;
    let rest = &word[at + 1..];
    let common = lists.of(rest).has(Class::English) || rest.ends_with("ed");
    (common && rest.len() > 2).then_some(&word[at..])
}

/// Whether so many words of a sentence are capitalised that a capital tells nothing: a
/// headline in Title Case or capitals.
pub(super) fn is_shouted(words: &[Word]) -> bool {
    let long = |w: &&Word| w.kind == TokenKind::Word && w.span.len() > 3;
    let all = words.iter().filter(long).count();
    let capital = words.iter().filter(long).filter(|w| w.is_capital()).count();
    let english = words
        .iter()
        .filter(long)
        .filter(|w| w.is_capital() && w.small.has(Class::English))
        .count();
    all >= 3 && capital * 10 >= all * 8 && english >= 2
}
