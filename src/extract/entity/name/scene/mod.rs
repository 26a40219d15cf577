//! A text as the trained recogniser looks at it.
//!
//! Knows the words, what the rules and the value grammar say of them, what the document says
//! elsewhere, and how all that becomes features. Must not know weights.

mod template;

pub use template::Group;

use crate::extract::{Label, Lexicon};
use crate::model::{Key, Model, hash};
use crate::text::{Span, Text};
use std::ops::Range;

/// The labels of names in the order of the tags: tag `1 + 2 * n` begins the label at n, the next
/// goes on with it, tag 0 is outside.
pub const NAME_LABELS: [Label; 11] = [
    Label::Person,
    Label::Norp,
    Label::Fac,
    Label::Org,
    Label::Gpe,
    Label::Loc,
    Label::Product,
    Label::Event,
    Label::WorkOfArt,
    Label::Law,
    Label::Language,
];

/// How many tags the labels of names make.
pub const TAGS: usize = 1 + 2 * NAME_LABELS.len();

/// A text as the recogniser looks at it. It holds no text: words are numbers from 0 on.
#[derive(Debug)]
pub struct Scene {
    words: Vec<(Span, Key)>,
    sentences: Vec<Range<usize>>,
    values: Vec<(Span, Label)>,
    pass: Vec<(Span, Label)>,
}

impl Scene {
    /// `model` gives clusters and lists; its weights are not asked.
    pub fn of(text: &Text, lexicon: &Lexicon, model: &Model) -> Self {
        let mut words = Vec::new();
        let mut sentences = Vec::new();
        for sentence in 0..text.sentences.len() {
            let start = words.len();
            let of = |token: &crate::text::Token| (token.span, hash(text.word(token)));
            words.extend(text.tokens_of(sentence).iter().map(of));
            sentences.push(start..words.len());
        }
        let values = lexicon.entity.values.values(text, 0..text.sentences.len());
        let _ = model;
        Self {
            words,
            sentences,
            values: values
                .iter()
                .map(|value| (value.span, value.label))
                .collect(),
            pass: Vec::new(),
        }
    }

    /// How many words there are. They are no tokens: "London-based" is two.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    pub fn span(&self, word: usize) -> Span {
        self.words[word].0
    }

    /// The words of each sentence.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// Whether a word may be part of a name; the others are outside.
    pub fn is_live(&self, word: usize) -> bool {
        word < self.words.len()
    }

    /// The longest stretches of live words within sentences: what is decoded as one sequence.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        self.sentences.clone()
    }

    /// The words that a span touches.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|w| w.0.end <= span.start);
        let end = self.words.partition_point(|w| w.0.start < span.end);
        start..end.max(start)
    }

    /// What the grammar finds, in text order.
    pub fn values(&self) -> &[(Span, Label)] {
        &self.values
    }

    /// The second cluster of each longer word in small letters that has one: what
    /// [`crate::model::Parts::usual`] is counted of.
    pub fn small_clusters(&self) -> impl Iterator<Item = u16> {
        std::iter::empty()
    }

    /// Adds the features of a live word, but for [`Scene::pass_features`].
    pub fn features(&self, word: usize, out: &mut Vec<(Key, Group)>) {
        out.push((self.words[word].1, Group::Identity));
    }

    /// Adds what an earlier pass found of other mentions; nothing before [`Scene::take_pass`].
    pub fn pass_features(&self, word: usize, out: &mut Vec<(Key, Group)>) {
        let _ = (word, out);
    }

    /// Takes in the names that an earlier pass found, in text order, in place of any before.
    pub fn take_pass(&mut self, names: &[(Span, Label)]) {
        self.pass = names.to_vec();
    }
}
