//! The words of a text as the name rules see them.
//!
//! Knows which classes each word has, and that "London-based" holds a name and a rest. Must
//! not know what makes a name.
//!
//! A text says most of its words more than once, and the next text says most of them again: what
//! hangs on the letters of a word alone is found out once for each [`Form`].

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
    /// Where it stands first, in the text in which it was first met.
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

/// The forms of all texts that were read.
#[derive(Debug, Default)]
pub(super) struct Forms {
    pub(super) all: Vec<Form>,
    /// Where each is, by its letters and how its classes are looked up.
    places: Keyed<u32>,
    /// The numbers of words in small letters, by their hash.
    lows: Keyed<u32>,
}

impl Forms {
    /// How many words there are if case does not count.
    pub(super) fn lows(&self) -> usize {
        self.lows.len()
    }

    fn get(&mut self, written: &str, first: Span, look: Look, lists: &Lists) -> u32 {
        let key = mix(hash(written), look as u64);
        if let Some(&place) = self.places.get(&key) {
            return place;
        }
        let mut buffer = String::new();
        let lower = hash(fold(written, &mut buffer));
        let (classes, small) = match look {
            Look::Mark | Look::Rest => (Classes::NONE, Classes::NONE),
            Look::Written | Look::Name => (lists.of(written), Classes::NONE),
            Look::Capital | Look::Part => (lists.of(written), lists.of_small(&buffer)),
        };
        let rest = match look {
            Look::Capital if classes.is_empty() => small_rest(written, lists).map_or(0, str::len),
            _ => 0,
        };
        let next = self.lows.len() as u32;
        let low = *self.lows.entry(lower).or_insert(next);
        let place = self.all.len() as u32;
        self.all.push(Form {
            first,
            low,
            lower,
            classes,
            small,
            reach: lists.reach(written),
            rest: rest as u32,
        });
        self.places.insert(key, place);
        place
    }

    /// The form of a part of a word.
    pub(super) fn part(&mut self, written: &str, span: Span, lists: &Lists) -> u32 {
        self.get(written, span, Look::Part, lists)
    }
}

/// All words of a text.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) all: Vec<Word>,
    /// The words of each sentence, and whether it is a shouted one.
    pub(super) sentences: Vec<Range<usize>>,
    shouted: Vec<bool>,
    pub(super) forms: Forms,
}

impl Words {
    /// The words of a text; `forms` are those of texts before.
    pub(super) fn of(text: &Text, lists: &Lists, forms: Forms) -> Self {
        let mut reader = Reader {
            text,
            lists,
            words: Self {
                forms,
                ..Self::default()
            },
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
            let shouted = is_shouted(&reader.words.all[start..end]);
            reader.words.shouted.push(shouted);
        }
        reader.words
    }

    pub(super) fn of_sentence(&self, sentence: usize) -> &[Word] {
        &self.all[self.sentences[sentence].clone()]
    }

    /// Whether a sentence is a headline in Title Case or capitals, where a capital tells nothing.
    pub(super) fn is_shouted(&self, sentence: usize) -> bool {
        self.shouted[sentence]
    }

    pub(super) fn form(&self, word: &Word) -> &Form {
        &self.forms.all[word.form as usize]
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
    /// A part that has its capital behind a hyphen, or what stands before it.
    Part,
}

struct Reader<'a> {
    text: &'a Text,
    lists: &'a Lists,
    words: Words,
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
        let index = self.words.forms.get(written, span, look, self.lists);
        let form = &self.words.forms.all[index as usize];
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
fn is_shouted(words: &[Word]) -> bool {
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
