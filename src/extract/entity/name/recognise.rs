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
    /// The scores of the letters around a word.
    pub(super) around: &'a Around,
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

/// The scores of forms, wherever they stand: they are summed up once, and kept from text to text.
#[derive(Debug, Default)]
pub(in crate::extract) struct Sums {
    letters: Around,
    /// For each form and setting, where its scores are in `in_settings`, from 1 on.
    settings: Vec<u32>,
    in_settings: Vec<Scores>,
}

impl Sums {
    /// Makes room for so many forms.
    fn grow(&mut self, forms: usize) {
        for letters in &mut self.letters.0 {
            letters.at.resize(forms, 0);
        }
        self.settings.resize(forms * SETTINGS, 0);
    }

    /// The scores of a form in a setting.
    fn in_setting(
        &mut self,
        form: u32,
        setting: usize,
        scene: &Scene,
        model: &Model,
        keys: &mut Keys,
    ) -> &Scores {
        let at = &mut self.settings[form as usize * SETTINGS + setting];
        if *at == 0 {
            let mut scores = [0; MAX_TAGS];
            scene.setting_features(form, setting, keys);
            keys.drain(model, &mut scores);
            self.in_settings.push(scores);
            *at = self.in_settings.len() as u32;
        }
        &self.in_settings[*at as usize - 1]
    }
}

/// By how far off a word stands, the scores of each form.
#[derive(Debug)]
pub(super) struct Around(Vec<Letters>);

impl Default for Around {
    fn default() -> Self {
        let letters = REACH.map(|distance| Letters {
            distance,
            at: Vec::new(),
            scores: Vec::new(),
        });
        Self(letters.collect())
    }
}

impl Around {
    /// What the letters of the word that stands so far behind say of each tag. None where nobody
    /// asked before.
    pub(super) fn said(&self, form: u32, distance: isize) -> Option<&Scores> {
        let letters = self.0.iter().find(|letters| letters.distance == distance)?;
        let at = letters.at[form as usize].checked_sub(1)?;
        letters.scores.get(at as usize)
    }
}

/// The scores of forms that stand so far behind a word.
#[derive(Debug)]
struct Letters {
    distance: isize,
    /// For each form, where its scores are, from 1 on; 0 where it was not asked for yet.
    at: Vec<u32>,
    scores: Vec<Scores>,
}

impl Letters {
    #[inline]
    fn of(&mut self, form: u32, scene: &Scene, model: &Model, keys: &mut Keys) -> &Scores {
        let at = &mut self.at[form as usize];
        if *at == 0 {
            let mut scores = [0; MAX_TAGS];
            scene.form_features(form, self.distance, keys);
            keys.drain(model, &mut scores);
            self.scores.push(scores);
            *at = self.scores.len() as u32;
        }
        &self.scores[*at as usize - 1]
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
                let form = scene.form_at(word, 0, &sentence);
                let (setting, keys) = (scene.setting(word), &mut self.keys);
                let mut scores = *self.sums.in_setting(form, setting, scene, model, keys);
                for letters in &mut self.sums.letters.0 {
                    let form = scene.form_at(word, letters.distance, &sentence);
                    let letters = letters.of(form, scene, model, &mut self.keys);
                    add(&mut scores, letters);
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
                    around: &self.sums.letters,
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
