//! Parts of speech, word by word from left to right.
//!
//! Knows a word's neighbours and the tags behind it. Must not know what tags are for.

use super::best;
use super::form::{Form, Forms, OFFSETS, ROLES, feature};
use super::tag::Tag;
use crate::model::{Key, SyntaxModel, TAG_LANES};
use crate::text::{Shape, Token, TokenKind};
use std::ops::Range;

/// What stands beyond the ends of a sentence, as tag and as word.
const OUTSIDE: u64 = 99;

/// How the capitals of a sentence are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Usual,
    /// Nearly all words have a capital: a headline.
    Title,
    Upper,
    /// No capital anywhere.
    Lower,
}

impl Letters {
    pub fn of(tokens: &[Token]) -> Self {
        let words = tokens
            .iter()
            .filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
        let (mut all, mut capital, mut upper) = (0, 0, 0);
        for token in words {
            all += 1;
            capital += u32::from(token.shape.is_capitalised());
            upper += u32::from(token.shape == Shape::Upper);
        }
        let any = tokens.iter().any(|t| t.shape.is_capitalised());
        match () {
            () if all >= 2 && upper * 10 >= all * 8 => Self::Upper,
            () if all >= 3 && capital * 10 >= all * 8 => Self::Title,
            () if all >= 2 && !any => Self::Lower,
            () => Self::Usual,
        }
    }
}

/// A sentence as the tagger sees it.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub forms: &'a [Form],
    /// The form of each word.
    pub words: &'a [u32],
    pub letters: Letters,
}

impl Row<'_> {
    fn form(&self, at: isize) -> Option<&Form> {
        let word = self.words.get(usize::try_from(at).ok()?)?;
        self.forms.get(*word as usize)
    }

    /// The features of a word that hang on no tag and on more than one word's letters.
    pub fn fixed(&self, at: usize, out: &mut Vec<Key>) {
        let at = at as isize;
        let lower = |at| self.form(at).map_or(OUTSIDE, |form| form.lower);
        let class = |at| self.form(at).map_or(OUTSIDE, |form| form.class);
        let Some(form) = self.form(at) else { return };
        out.push(feature(1, lower(at - 1), form.lower));
        out.push(feature(2, form.lower, lower(at + 1)));
        let letters = self.letters as u64;
        let first = u64::from(at == 0);
        out.push(feature(3, form.shape, letters * 2 + first));
        out.push(feature(4, class(at + 1), form.class));
        out.push(feature(5, lower(at - 1), lower(at + 1)));
        let usual = |at| self.form(at).map_or(OUTSIDE, |form| form.usual);
        out.push(feature(
            16,
            usual(at - 1) * 1000 + usual(at + 1),
            form.usual,
        ));
        out.push(feature(17, usual(at + 1), form.usual));
        out.push(feature(
            18,
            usual(at + 1) * 1000 + usual(at + 2),
            form.usual,
        ));
        if first == 1 {
            out.push(feature(6, form.lower, 0));
        }
        if self.form(at + 1).is_none() {
            out.push(feature(7, form.shape, 0));
        }
    }

    /// The features of a word that hang on the two tags before it.
    pub fn moving(&self, at: usize, before: [u64; 2], out: &mut Vec<Key>) {
        let at = at as isize;
        let Some(form) = self.form(at) else { return };
        let next = self.form(at + 1);
        let [last, other] = before;
        let both = last * 100 + other;
        out.push(feature(8, last, 0));
        out.push(feature(9, both, 0));
        out.push(feature(10, last, form.lower));
        out.push(feature(11, last, form.suffixes[2]));
        out.push(feature(12, both, form.class));
        let next_class = next.map_or(OUTSIDE, |form| form.class);
        out.push(feature(13, last, next_class));
        out.push(feature(14, last * 1000 + form.class, next_class));
        out.push(feature(19, last, form.usual));
        out.push(feature(20, both, form.usual));
        out.push(feature(
            21,
            last * 1000 + form.usual,
            next.map_or(OUTSIDE, |form| form.usual),
        ));
        out.push(feature(15, last, next.map_or(OUTSIDE, |form| form.lower)));
    }
}

/// A sentence alone, with all that its tagging may look at: what training learns from.
#[derive(Debug)]
pub struct Tagging {
    forms: Forms,
    words: Vec<u32>,
    letters: Letters,
}

impl Tagging {
    pub fn of(text: &str, tokens: &[Token], model: &SyntaxModel) -> Self {
        let mut forms = Forms::default();
        let words = tokens.iter().map(|token| forms.of(text, token, model));
        Self {
            words: words.collect(),
            forms,
            letters: Letters::of(tokens),
        }
    }

    fn row(&self) -> Row<'_> {
        Row {
            forms: &self.forms.all,
            words: &self.words,
            letters: self.letters,
        }
    }

    /// The features of a word that hang on no tag.
    pub fn fixed(&self, at: usize, out: &mut Vec<Key>) {
        let row = self.row();
        for (role, offset) in OFFSETS.iter().enumerate() {
            if let Some(form) = row.form(at as isize + offset) {
                form.features(role, out);
            }
        }
        row.fixed(at, out);
    }

    /// Those that hang on the tags before it.
    pub fn moving(&self, at: usize, tags: &[Tag], out: &mut Vec<Key>) {
        self.row().moving(at, before(tags), out);
    }
}

/// The tags before a word, as numbers.
fn before(tags: &[Tag]) -> [u64; 2] {
    let tag = |back: usize| match tags.len().checked_sub(back) {
        Some(at) => tags[at] as u64,
        None => OUTSIDE,
    };
    [tag(1), tag(2)]
}

type Scores = [i16; TAG_LANES];

/// All tags, as bits.
const ANY: u32 = (1 << Tag::ALL.len()) - 1;

/// Tags the sentences of one text.
#[derive(Debug)]
pub(super) struct Tagger<'a> {
    model: &'a SyntaxModel,
    pub forms: Forms,
    /// For each form and each place from where it was looked at, the sum of its features.
    sums: Vec<[Option<Scores>; ROLES]>,
    features: Vec<Key>,
}

impl<'a> Tagger<'a> {
    pub fn new(model: &'a SyntaxModel) -> Self {
        Self {
            model,
            forms: Forms::default(),
            sums: Vec::new(),
            features: Vec::new(),
        }
    }

    /// The forms of a sentence's words.
    pub fn words(&mut self, text: &str, tokens: &[Token], words: &mut Vec<u32>) {
        let model = self.model;
        words.clear();
        words.extend((tokens.iter()).map(|token| self.forms.of(text, token, model)));
        self.sums.resize(self.forms.all.len(), [None; ROLES]);
    }

    /// The sum of a form's features.
    fn sum(&mut self, form: u32, role: usize) -> Scores {
        if let Some(sum) = self.sums[form as usize][role] {
            return sum;
        }
        self.features.clear();
        self.forms.all[form as usize].features(role, &mut self.features);
        let mut sum = [0; TAG_LANES];
        self.model.tags.add(&self.features, &mut sum);
        self.sums[form as usize][role] = Some(sum);
        sum
    }

    /// The tags of some words of a sentence, as if no word before them had one.
    pub fn tags(
        &mut self,
        words: &[u32],
        range: Range<usize>,
        letters: Letters,
        tags: &mut Vec<Tag>,
    ) {
        tags.clear();
        for at in range {
            let mut scores = [0; TAG_LANES];
            for (role, offset) in OFFSETS.iter().enumerate() {
                if let Some(word) = words.get(at.wrapping_add_signed(*offset)) {
                    let sum = self.sum(*word, role);
                    for (score, more) in scores.iter_mut().zip(&sum) {
                        *score = i16::wrapping_add(*score, *more);
                    }
                }
            }
            let row = Row {
                forms: &self.forms.all,
                words,
                letters,
            };
            self.features.clear();
            row.fixed(at, &mut self.features);
            row.moving(at, before(tags), &mut self.features);
            self.model.tags.add(&self.features, &mut scores);
            tags.push(Tag::ALL[best(&scores, ANY)]);
        }
    }
}
