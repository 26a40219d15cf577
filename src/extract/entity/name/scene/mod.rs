//! A text as the trained recogniser looks at it.
//!
//! Knows the words, what the rules and the value grammar say of them, what the document says
//! elsewhere, and how all that becomes features. Must not know weights.

mod document;
mod feature;
mod form;
mod listed;
mod pass;
mod read;
mod template;
mod word;

pub use template::Group;

pub(super) use feature::{REACH, SUMS, Sink, sum_at};
pub(super) use template::{PLACES, Quote, Template};

use super::Evidence;
use super::evidence::best;
use super::word::Forms;
use crate::extract::entity::value::Value;
use crate::extract::{Label, Lexicon};
use crate::model::{Key, Model};
use crate::text::{Span, Text};
use document::Document;
use form::Form;
use pass::Pass;
use std::ops::Range;
use word::Word;

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
    words: Vec<Word>,
    forms: Vec<Form>,
    /// What the rules know of the same forms.
    spellings: Forms,
    sentences: Vec<Range<usize>>,
    runs: Vec<Run>,
    evidence: Evidence,
    /// What features know the rules of `evidence` by, with their numbers.
    signs: Vec<(Key, u16)>,
    values: Vec<Value>,
    document: Document,
    pass: Option<Pass>,
}

/// What is known of words wherever they stand, from text to text.
#[derive(Debug, Default)]
pub(in crate::extract::entity) struct Known {
    words: Forms,
    forms: Vec<Form>,
}

impl Known {
    /// How many forms are known.
    pub(in crate::extract::entity) fn len(&self) -> usize {
        self.forms.len()
    }
}

/// A run of words that may be a name, as the rules see it.
#[derive(Debug)]
struct Run {
    words: Range<usize>,
    /// The hash of its words in small letters.
    key: Key,
    /// The numbers of the best two labels (0 is none) and of that of the full name; how far the
    /// best two are apart.
    best: u8,
    second: u8,
    full: u8,
    margin: u8,
}

impl Scene {
    /// `model` gives clusters and lists; its weights are not asked.
    pub fn of(text: &Text, lexicon: &Lexicon, model: &Model) -> Self {
        let values = &lexicon.entity.values;
        let values = values.values(text, 0..text.sentences.len());
        Self::with(text, values, lexicon, model, Known::default())
    }

    /// The same where the values of the text are found already, and something is known of its
    /// words.
    pub(in crate::extract::entity) fn with(
        text: &Text,
        values: Vec<Value>,
        lexicon: &Lexicon,
        model: &Model,
        known: Known,
    ) -> Self {
        read::scene(text, values, &lexicon.entity.names, model, known)
    }

    /// What is known of its words and of those before, for the next text.
    pub(in crate::extract::entity) fn into_known(self) -> Known {
        Known {
            words: self.spellings,
            forms: self.forms,
        }
    }

    /// How many words there are. They are no tokens: "London-based" is two.
    pub fn words(&self) -> usize {
        self.words.len()
    }

    pub fn span(&self, word: usize) -> Span {
        self.words[word].span
    }

    /// Whether a word may be part of a name; the others are outside.
    pub fn is_live(&self, word: usize) -> bool {
        self.words[word].is_live
    }

    /// The longest stretches of live words within sentences: what is decoded as one sequence.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        let mut stretches: Vec<Range<usize>> = Vec::new();
        for sentence in &self.sentences {
            let mut open = false;
            for word in sentence.clone() {
                let is_live = self.words[word].is_live;
                match stretches.last_mut() {
                    Some(last) if open && is_live => last.end = word + 1,
                    _ if is_live => stretches.push(word..word + 1),
                    _ => {}
                }
                open = is_live;
            }
        }
        stretches
    }

    /// The words that a span touches.
    pub fn within(&self, span: Span) -> Range<usize> {
        let start = self.words.partition_point(|w| w.span.end <= span.start);
        let behind = self.words[start..].iter();
        let count = behind.take_while(|w| w.span.start < span.end).count();
        start..start + count
    }

    /// The same for one of several spans in text order, where those of the one before begin at
    /// `from`.
    fn further_within(&self, from: usize, span: Span) -> Range<usize> {
        let words = || self.words[from..].iter();
        let before = words().take_while(|w| w.span.end <= span.start).count();
        let count = words().skip(before).take_while(|w| w.span.start < span.end);
        let start = from + before;
        start..start + count.count()
    }

    /// What the grammar finds before the byte `end`, from the value at `from` on.
    pub(in crate::extract::entity) fn values_to(&self, from: usize, end: u32) -> &[Value] {
        let values = &self.values[from.min(self.values.len())..];
        &values[..values.partition_point(|value| value.span.start < end)]
    }

    /// The second cluster of each longer word in small letters that has one: what
    /// [`crate::model::Parts::usual`] is counted of.
    pub fn small_clusters(&self) -> impl Iterator<Item = u16> {
        let common = self.words.iter().filter(|word| word.is_common());
        let clusters = common.map(|word| self.form(word).cluster[1]);
        clusters.filter(|cluster| *cluster != 0)
    }

    /// Adds the features of a live word, but for [`Scene::pass_features`].
    pub fn features(&self, word: usize, out: &mut Vec<(Key, Group)>) {
        let sentence = self.sentence_of(word);
        self.all_features(word, &sentence, &mut feature::Collect(out));
    }

    /// Adds what an earlier pass found of other mentions; nothing before [`Scene::take_pass`].
    pub fn pass_features(&self, word: usize, out: &mut Vec<(Key, Group)>) {
        self.features_of_pass(word, &mut feature::Collect(out));
    }

    /// Takes in the names that an earlier pass found, in text order, in place of any before.
    pub fn take_pass(&mut self, names: &[(Span, Label)]) {
        self.pass = Some(Pass::of(self, names));
    }

    /// The sentence that holds a word.
    pub(super) fn sentence_of(&self, word: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|s| s.end <= word);
        self.sentences[at].clone()
    }

    fn form(&self, word: &Word) -> &Form {
        &self.forms[word.form as usize]
    }

    fn lower(&self, word: usize) -> Key {
        self.form(&self.words[word]).lower
    }
}
