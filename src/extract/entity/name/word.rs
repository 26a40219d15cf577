//! The words of a text as the name rules see them.
//!
//! Knows which classes each word has, and that "London-based" holds a name and a rest. Must
//! not know what makes a name.
//!
//! A text says most of its words more than once: what hangs on the letters of a word alone is
//! found out once for each [`Form`].

use super::class::{Class, Classes, Lists};
use crate::model::{Key, Keyed, hash, mix};
use crate::text::{Gap, Shape, Span, Text, Token, TokenKind, fold};
use std::ops::Range;

/// A token, or a part of a hyphenated one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    pub(super) shape: Shape,
    pub(super) gap: Gap,
    /// How many bytes a listed phrase that begins with it has at most.
    pub(super) reach: u8,
    /// Its form in [`Words::forms`].
    pub(super) form: u32,
    /// Of the word as it is written.
    pub(super) classes: Classes,
    /// Of the word in small letters.
    pub(super) small: Classes,
}

/// A word as it is written, wherever it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    /// Where it stands first.
    pub(super) first: Span,
    /// The number of the word in small letters: forms that differ in case alone share it.
    pub(super) low: u32,
    /// The hash of the word in small letters.
    pub(super) lower: Key,
    classes: Classes,
    small: Classes,
    reach: u8,
    /// How many bytes of it are the small rest behind a name.
    rest: u32,
}

impl Form {
    /// As it is written, and in small letters.
    pub(super) fn classes(&self) -> (Classes, Classes) {
        (self.classes, self.small)
    }
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

/// All words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) all: Vec<Word>,
    /// The words of each sentence.
    pub(super) sentences: Vec<Range<usize>>,
    pub(super) forms: Vec<Form>,
    /// The numbers of words in small letters, by their hash.
    pub(super) lows: Keyed<u32>,
}

impl Words {
    pub(super) fn of(text: &Text, lists: &Lists) -> Self {
        let mut reader = Reader {
            text,
            lists,
            words: Self::default(),
            forms: Keyed::default(),
            buffer: String::new(),
        };
        reader
            .words
            .all
            .reserve(text.tokens.len() + text.tokens.len() / 64);
        for sentence in 0..text.sentences.len() {
            let start = reader.words.all.len();
            for token in text.tokens_of(sentence) {
                reader.token(token);
            }
            let end = reader.words.all.len();
            reader.words.sentences.push(start..end);
        }
        reader.words
    }

    pub(super) fn of_sentence(&self, sentence: usize) -> &[Word] {
        &self.all[self.sentences[sentence].clone()]
    }

    pub(super) fn form(&self, word: &Word) -> &Form {
        &self.forms[word.form as usize]
    }
}

/// How the classes of a word are looked up; the same letters have a form for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    /// A mark has none.
    Mark,
    /// Small letters, numbers and the like.
    Written,
    /// A capital inside: in small letters too, and a small rest may be apart.
    Capital,
    /// The capitalised part before a small rest.
    Name,
    /// The small rest.
    Rest,
}

struct Reader<'a> {
    text: &'a Text,
    lists: &'a Lists,
    words: Words,
    forms: Keyed<u32>,
    buffer: String,
}

impl Reader<'_> {
    fn token(&mut self, token: &Token) {
        let look = match (token.kind, token.shape) {
            (TokenKind::Mark, _) if self.text.word(token) != "&" => Look::Mark,
            (TokenKind::Word, shape) if shape != Shape::Lower => Look::Capital,
            _ => Look::Written,
        };
        let (span, shape, gap) = (token.span, token.shape, token.gap);
        let rest = self.push(token.kind, span, shape, gap, look);
        if rest > 0 {
            self.words.all.pop();
            let cut = span.end - rest;
            let name = Span::new(span.start, cut);
            let shape = Shape::of(self.text.slice(name));
            self.push(token.kind, name, shape, gap, Look::Name);
            let rest = Span::new(cut, span.end);
            self.push(token.kind, rest, Shape::Lower, Gap::None, Look::Rest);
        }
    }

    /// Adds a word; the length of its small rest.
    fn push(&mut self, kind: TokenKind, span: Span, shape: Shape, gap: Gap, look: Look) -> u32 {
        let written = self.text.slice(span);
        let key = mix(hash(written), look as u64);
        let index = match self.forms.get(&key) {
            Some(&index) => index,
            None => {
                let form = self.form(written, span, look);
                let index = self.words.forms.len() as u32;
                self.words.forms.push(form);
                self.forms.insert(key, index);
                index
            }
        };
        let form = &self.words.forms[index as usize];
        self.words.all.push(Word {
            span,
            kind,
            shape,
            gap,
            reach: form.reach,
            form: index,
            classes: form.classes,
            small: form.small,
        });
        form.rest
    }

    fn form(&mut self, written: &str, first: Span, look: Look) -> Form {
        let lists = self.lists;
        let lower = hash(fold(written, &mut self.buffer));
        let (classes, small) = match look {
            Look::Mark | Look::Rest => (Classes::NONE, Classes::NONE),
            Look::Written | Look::Name => (lists.of(written), Classes::NONE),
            Look::Capital => (lists.of(written), lists.of_small(&self.buffer)),
        };
        let rest = match look {
            Look::Capital if classes.is_empty() => small_rest(written, lists).map_or(0, str::len),
            _ => 0,
        };
        let lows = &mut self.words.lows;
        let next = lows.len() as u32;
        let low = *lows.entry(lower).or_insert(next);
        Form {
            first,
            low,
            lower,
            classes,
            small,
            reach: lists.reach(written),
            rest: rest as u32,
        }
    }
}

/// The classes of a word with a capital, as it is written and in small letters.
pub(super) fn classes(written: &str, lists: &Lists, buffer: &mut String) -> (Classes, Classes) {
    (lists.of(written), lists.of_small(fold(written, buffer)))
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
    let (mut all, mut capital, mut english) = (0, 0, 0);
    for word in words {
        if word.kind == TokenKind::Word && word.span.len() > 3 {
            all += 1;
            if word.is_capital() {
                capital += 1;
                english += u32::from(word.small.has(Class::English));
            }
        }
    }
    all >= 3 && capital * 10 >= all * 8 && english >= 2
}
