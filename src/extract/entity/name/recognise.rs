//! From a scene to names: two passes of the trained weights.
//!
//! Knows how features become scores, and tags names. Must not know what a feature sees.
//!
//! Most of what a feature sees are the letters of a word and how far off it stands. A text says
//! most of its words more than once: their scores are summed up once for each of its forms.

use super::scene::{NAME_LABELS, REACH, SETTINGS, Scene, Sink, Template};
use crate::extract::Label;
use crate::model::{Key, MAX_TAGS, Model, Scores};
use crate::text::Span;
use std::ops::Range;

/// A name that the weights found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recognised {
    pub span: Span,
    pub label: Label,
    /// How probable the weights hold it; not calibrated.
    pub probability: f32,
}

/// The names of a whole text after two passes, in text order, without overlap. The scene keeps
/// what the first pass found.
pub fn recognise(scene: &mut Scene, model: &Model) -> Vec<Recognised> {
    let mut passes = Passes::new(scene, Sums::default());
    while passes.first(scene, model, usize::MAX) {}
    let mut found = Vec::new();
    passes.second(scene, model, u32::MAX, &mut |name| {
        found.push(name.recognised);
    });
    found
}

/// A name with what explains it.
#[derive(Debug, Clone)]
pub(super) struct Found<'a> {
    pub(super) recognised: Recognised,
    /// Its words.
    pub(super) words: Range<usize>,
    /// The number of its label in [`NAME_LABELS`].
    pub(super) label: usize,
    /// The scores of its words.
    pub(super) scores: &'a [Scores],
    /// What the letters of its words and of those around say.
    pub(super) sums: &'a Sums,
}

/// Two passes under way.
#[derive(Debug)]
pub(in crate::extract) struct Passes {
    stretches: Vec<Range<usize>>,
    /// The first stretch that the first pass has not read, and that the second has not.
    first: usize,
    second: usize,
    /// Whether the first pass is over.
    is_read: bool,
    /// The scores of all live words, and where those of `second` begin.
    scores: Vec<Scores>,
    reached: usize,
    /// The tags of these words.
    first_tags: Vec<u8>,
    sums: Sums,
    found: Vec<(Span, Label)>,
    tags: Vec<u8>,
    keys: Keys,
}

/// At how many distances a form is seen.
const DISTANCES: usize = (*REACH.end() - *REACH.start() + 1) as usize;
/// How many sums a form has: one for each distance, one for each setting.
const SUMS: usize = DISTANCES + SETTINGS;

/// The scores of forms, wherever they stand: they are summed up once, and kept from text to text.
#[derive(Debug, Default)]
pub(in crate::extract) struct Sums {
    /// For each form and sum, where its scores are, from 1 on; 0 where it was not asked for yet.
    places: Vec<u32>,
    scores: Vec<Scores>,
}

impl Sums {
    /// Makes room for so many forms.
    fn grow(&mut self, forms: usize) {
        self.places.resize(forms * SUMS, 0);
    }

    /// What the letters of the word that stands so far behind say of each tag. None where nobody
    /// asked before.
    pub(super) fn said(&self, form: u32, distance: isize) -> Option<&Scores> {
        let sum = (distance - REACH.start()) as usize;
        let place = self.places[form as usize * SUMS + sum].checked_sub(1)?;
        self.scores.get(place as usize)
    }

    /// A sum of a form, of the features that `see` adds.
    #[inline]
    fn of(
        &mut self,
        form: u32,
        sum: usize,
        model: &Model,
        keys: &mut Keys,
        see: impl FnOnce(&mut Keys),
    ) -> &Scores {
        let place = &mut self.places[form as usize * SUMS + sum];
        if *place == 0 {
            let mut scores = [0; MAX_TAGS];
            see(keys);
            keys.drain(model, &mut scores);
            self.scores.push(scores);
            *place = self.scores.len() as u32;
        }
        &self.scores[*place as usize - 1]
    }
}

/// The features of a word, taken together before any weight is looked up.
#[derive(Debug, Default)]
struct Keys(Vec<Key>);

impl Keys {
    /// Adds the weights of all, and forgets them.
    fn drain(&mut self, model: &Model, scores: &mut Scores) {
        model.add(&self.0, scores);
        self.0.clear();
    }
}

impl Sink for Keys {
    #[inline]
    fn add<const N: usize>(&mut self, template: Template, seen: [u64; N]) {
        self.0.push(template.key(seen));
    }
}

impl Passes {
    pub(in crate::extract) fn new(scene: &Scene, mut sums: Sums) -> Self {
        let stretches = scene.stretches();
        let words = stretches.iter().map(Range::len).sum();
        sums.grow(scene.forms());
        Self {
            stretches,
            first: 0,
            second: 0,
            is_read: false,
            scores: Vec::with_capacity(words),
            first_tags: Vec::with_capacity(words),
            reached: 0,
            sums,
            found: Vec::new(),
            tags: Vec::new(),
            keys: Keys::default(),
        }
    }

    /// Reads about so many more words for the first time; false once all are read, and the
    /// scene has taken in what was found.
    pub(in crate::extract) fn first(
        &mut self,
        scene: &mut Scene,
        model: &Model,
        words: usize,
    ) -> bool {
        let enough = self.scores.len().saturating_add(words);
        while let Some(stretch) = self.stretches.get(self.first).cloned() {
            if self.scores.len() >= enough {
                return true;
            }
            let start = self.scores.len();
            let sentence = scene.sentence_of(stretch.start);
            for word in stretch.clone() {
                let (sums, keys) = (&mut self.sums, &mut self.keys);
                let (form, setting) = (scene.form_at(word, 0, &sentence), scene.setting(word));
                let see = |keys: &mut Keys| scene.setting_features(form, setting, keys);
                let mut scores = *sums.of(form, DISTANCES + setting, model, keys, see);
                for (sum, distance) in REACH.enumerate() {
                    let form = scene.form_at(word, distance, &sentence);
                    let see = |keys: &mut Keys| scene.form_features(form, distance, keys);
                    add(&mut scores, sums.of(form, sum, model, keys, see));
                }
                scene.word_features(word, &sentence, &mut self.keys);
                self.keys.drain(model, &mut scores);
                self.scores.push(scores);
            }
            model.decoder().best(&self.scores[start..], &mut self.tags);
            for (words, label) in names(&self.tags, stretch.start) {
                self.found.push((span(scene, &words), NAME_LABELS[label]));
            }
            self.first_tags.append(&mut self.tags);
            self.first += 1;
        }
        if !self.is_read {
            self.is_read = true;
            scene.take_pass(&self.found);
        }
        false
    }

    /// The scores of forms, for the next text.
    pub(in crate::extract) fn into_sums(self) -> Sums {
        self.sums
    }

    /// Reads all words before the byte `end` for the second time.
    pub(super) fn second(
        &mut self,
        scene: &Scene,
        model: &Model,
        end: u32,
        each: &mut dyn FnMut(Found),
    ) {
        while let Some(stretch) = self.stretches.get(self.second)
            && scene.span(stretch.start).start < end
        {
            let words = self.reached..self.reached + stretch.len();
            let scores = &mut self.scores[words.clone()];
            self.second += 1;
            self.reached += stretch.len();
            let mut is_new = false;
            for (word, scores) in stretch.clone().zip(scores.iter_mut()) {
                scene.features_of_pass(word, &mut self.keys);
                is_new |= !self.keys.0.is_empty();
                self.keys.drain(model, scores);
            }
            if is_new {
                model.decoder().best(scores, &mut self.tags);
            } else {
                self.tags.clear();
                self.tags.extend_from_slice(&self.first_tags[words]);
            }
            if self.tags.iter().all(|tag| *tag == 0) {
                continue;
            }
            let probabilities = model.decoder().probabilities(scores);
            for (words, label) in names(&self.tags, stretch.start) {
                let inner = words.start - stretch.start..words.end - stretch.start;
                let begin = 1 + 2 * label as u8;
                each(Found {
                    recognised: Recognised {
                        span: span(scene, &words),
                        label: NAME_LABELS[label],
                        probability: probabilities.of(inner.clone(), begin),
                    },
                    words,
                    label,
                    scores: &scores[inner],
                    sums: &self.sums,
                });
            }
        }
    }

    /// How many words both passes have read, and how many there are to read.
    pub(in crate::extract) fn progress(&self) -> (usize, usize) {
        (self.first, self.stretches.len())
    }
}

fn add(scores: &mut Scores, more: &Scores) {
    for (score, more) in scores.iter_mut().zip(more) {
        *score = score.saturating_add(*more);
    }
}

fn span(scene: &Scene, words: &Range<usize>) -> Span {
    scene.span(words.start).cover(scene.span(words.end - 1))
}

/// The names that tags mark, each with the number of its label; the first tag is of the word
/// `start`.
fn names(tags: &[u8], start: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let begins = (0..tags.len()).filter(|at| tags[*at] % 2 == 1);
    begins.map(move |at| {
        let goes_on = |tag: &&u8| **tag == tags[at] + 1;
        let count = 1 + tags[at + 1..].iter().take_while(goes_on).count();
        (start + at..start + at + count, usize::from(tags[at] / 2))
    })
}
