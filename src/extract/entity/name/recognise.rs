//! From a scene to names: two passes of the trained weights.
//!
//! Knows how features become scores, and tags names. Must not know what a feature sees.
//!
//! Most of what a feature sees are the letters of a word and how far off it stands. A text says
//! most of its words more than once: their scores are summed up once for each of its forms.

use super::explain::Told;
use super::rows::Rows;
use super::scene::{NAME_LABELS, REACH, SUMS, Scene, Sink, Template, sum_at};
use crate::extract::Label;
use crate::model::{Key, MAX_TAGS, Model, RowId, Scores};
use crate::text::Span;
use std::ops::Range;

/// A name that the weights found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recognised {
    pub span: Span,
    pub label: Label,
    /// How probable the weights hold it; not calibrated, and 0 before the second pass.
    pub probability: f32,
}

/// The names of a whole text after two passes, in text order, without overlap. The scene keeps
/// what the first pass found.
pub fn recognise(scene: &mut Scene, model: &Model) -> Vec<Recognised> {
    let mut passes = Passes::new(scene, Weighed::default());
    while passes.first(scene, model, usize::MAX, &mut |_, _| {}) {}
    let mut found = Vec::new();
    passes.second(scene, model, u32::MAX, &mut |name| {
        found.push(name.recognised);
    });
    found
}

/// A name with what explains it.
#[derive(Debug)]
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
    pub(super) rows: &'a mut Rows,
    /// In the first pass, what was seen of its words where they stand.
    pub(super) notes: Option<&'a Notes>,
}

/// What was seen of the words of a stretch where they stand, as far as it can be told.
#[derive(Debug, Default)]
pub(super) struct Notes {
    all: Vec<Note>,
    /// The first word, and for each word where its notes end.
    start: usize,
    ends: Vec<u32>,
}

impl Notes {
    pub(super) fn of(&self, word: usize) -> &[Note] {
        let at = word - self.start;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[at] as usize]
    }

    fn begin(&mut self, stretch: &Range<usize>) {
        self.start = stretch.start;
        self.all.clear();
        self.ends.clear();
    }
}

/// A feature that can be told.
#[derive(Debug, Clone, Copy)]
pub(super) struct Note {
    pub(super) told: Told,
    pub(super) row: RowId,
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
    weighed: Weighed,
    found: Vec<(Span, Label)>,
    tags: Vec<u8>,
    taken: Taken,
    notes: Notes,
}

/// What was found out about weights, for the next text.
#[derive(Debug, Default)]
pub(in crate::extract) struct Weighed {
    sums: Sums,
    rows: Rows,
}

/// The scores of forms, wherever they stand: they are summed up once, and kept from text to text.
#[derive(Debug, Default)]
pub(super) struct Sums {
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
        let place = self.places[form as usize * SUMS + sum_at(distance)].checked_sub(1)?;
        self.scores.get(place as usize)
    }

    /// A sum of a form.
    #[inline]
    fn of(&mut self, (form, sum): (u32, usize), sum_up: impl FnOnce() -> Scores) -> &Scores {
        let place = &mut self.places[form as usize * SUMS + sum];
        if *place == 0 {
            self.scores.push(sum_up());
            *place = self.scores.len() as u32;
        }
        &self.scores[*place as usize - 1]
    }
}

/// The features of a word, taken together before any weight is read: the machine can wait for all
/// of them at once.
#[derive(Debug, Default)]
struct Taken {
    rows: Vec<RowId>,
    /// Of those that have to be looked up by their hash.
    keys: Vec<Key>,
    /// Which of these have a note, and which.
    noted: Vec<(u32, u32)>,
}

impl Taken {
    fn with<'a>(&'a mut self, model: &'a Model, rows: &'a mut Rows) -> Taking<'a> {
        Taking {
            taken: self,
            model,
            rows,
        }
    }

    /// What a form says.
    #[cold]
    fn sum_up(
        &mut self,
        scene: &Scene,
        model: &Model,
        rows: &mut Rows,
        (form, sum): (u32, usize),
    ) -> Scores {
        let mut scores = [0; MAX_TAGS];
        scene.sum_features(form, sum, &mut self.with(model, rows));
        self.drain(model, &mut scores);
        scores
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.keys.is_empty()
    }

    /// Adds the weights of all, and forgets them.
    fn drain(&mut self, model: &Model, scores: &mut Scores) {
        self.look_up(model);
        model.add_rows(&self.rows, scores);
        self.rows.clear();
    }

    /// The same for a word of which notes were made.
    fn drain_noted(&mut self, model: &Model, scores: &mut Scores, notes: &mut Notes) {
        let known = self.rows.len();
        self.look_up(model);
        for (key, note) in self.noted.drain(..) {
            notes.all[note as usize].row = self.rows[known + key as usize];
        }
        notes.ends.push(notes.all.len() as u32);
        self.drain(model, scores);
    }

    fn look_up(&mut self, model: &Model) {
        let found = self.keys.drain(..).map(|key| model.find(key));
        self.rows.extend(found);
    }
}

/// Features as they are taken.
struct Taking<'a> {
    taken: &'a mut Taken,
    model: &'a Model,
    rows: &'a mut Rows,
}

impl Sink for Taking<'_> {
    #[inline(always)]
    fn add_known<const N: usize>(&mut self, template: Template, seen: [u64; N], numbers: [u64; N]) {
        match self.rows.get(self.model, template, seen, numbers) {
            Some(row) => self.taken.rows.push(row),
            None => self.taken.keys.push(template.key(seen)),
        }
    }
}

/// Features as they are taken, with notes of them.
struct Noting<'a> {
    taking: Taking<'a>,
    notes: &'a mut Notes,
}

impl Sink for Noting<'_> {
    #[inline(always)]
    fn add_known<const N: usize>(&mut self, template: Template, seen: [u64; N], numbers: [u64; N]) {
        let Taking { taken, model, rows } = &mut self.taking;
        let told = Told::of(template, &numbers);
        let row = rows.get(model, template, seen, numbers);
        if let Some(told) = told {
            if row.is_none() {
                let note = (taken.keys.len() as u32, self.notes.all.len() as u32);
                taken.noted.push(note);
            }
            let row = row.unwrap_or(RowId::NONE);
            self.notes.all.push(Note { told, row });
        }
        match row {
            Some(row) => taken.rows.push(row),
            None => taken.keys.push(template.key(seen)),
        }
    }
}

impl Passes {
    pub(in crate::extract) fn new(scene: &Scene, mut weighed: Weighed) -> Self {
        let stretches = scene.stretches();
        let words = stretches.iter().map(Range::len).sum();
        weighed.sums.grow(scene.forms());
        Self {
            stretches,
            first: 0,
            second: 0,
            is_read: false,
            scores: Vec::with_capacity(words),
            first_tags: Vec::with_capacity(words),
            reached: 0,
            weighed,
            found: Vec::new(),
            tags: Vec::new(),
            taken: Taken::default(),
            notes: Notes::default(),
        }
    }

    /// Reads about so many more words for the first time, and tells `each` what is found so far;
    /// false once all are read, and the scene has taken in what was found.
    pub(super) fn first(
        &mut self,
        scene: &mut Scene,
        model: &Model,
        words: usize,
        each: &mut dyn FnMut(&Scene, Found),
    ) -> bool {
        let enough = self.scores.len().saturating_add(words);
        while let Some(stretch) = self.stretches.get(self.first).cloned() {
            if self.scores.len() >= enough {
                return true;
            }
            let start = self.scores.len();
            let sentence = scene.sentence_of(stretch.start);
            self.notes.begin(&stretch);
            for word in stretch.clone() {
                let (Weighed { sums, rows }, taken) = (&mut self.weighed, &mut self.taken);
                let mut of =
                    |form: (u32, usize)| *sums.of(form, || taken.sum_up(scene, model, rows, form));
                let mut scores = of(scene.setting(word));
                for distance in REACH {
                    let form = scene.form_at(word, distance, &sentence);
                    add(&mut scores, &of((form, sum_at(distance))));
                }
                let mut noting = Noting {
                    taking: taken.with(model, rows),
                    notes: &mut self.notes,
                };
                scene.word_features(word, &sentence, &mut noting);
                taken.drain_noted(model, &mut scores, &mut self.notes);
                self.scores.push(scores);
            }
            let scores = &self.scores[start..];
            model.decoder().best(scores, &mut self.tags);
            for (words, label) in names(&self.tags, stretch.start) {
                let (span, name) = (span(scene, &words), NAME_LABELS[label]);
                self.found.push((span, name));
                let found = Found {
                    recognised: Recognised {
                        span,
                        label: name,
                        probability: 0.0,
                    },
                    scores: &scores[words.start - stretch.start..words.end - stretch.start],
                    words,
                    label,
                    sums: &self.weighed.sums,
                    rows: &mut self.weighed.rows,
                    notes: Some(&self.notes),
                };
                each(scene, found);
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

    /// What the next text need not find out.
    pub(in crate::extract) fn into_weighed(self) -> Weighed {
        self.weighed
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
                let taken = &mut self.taken;
                scene.features_of_pass(word, &mut taken.with(model, &mut self.weighed.rows));
                is_new |= !taken.is_empty();
                taken.drain(model, scores);
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
                    sums: &self.weighed.sums,
                    rows: &mut self.weighed.rows,
                    notes: None,
                });
            }
        }
    }

    /// How many stretches the first pass has read, and how many there are.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Lexicon;
    use crate::model::{Parts, finish};
    use crate::text::{Source, Text};
    use std::collections::BTreeMap;

    const TEXT: &str = "KENYA GAINS\n\nOn 3 May 2021 Elon Musk, who is 47, said in “Nairobi” that \
        the U.S. Senate’s iPhone (an anti-Israel one) may cost $5 million.\nMusk said so. \
        President Musk of Tesla Inc. met the Bank of England: “Brexit” ended in the UK.";

    fn model(features: Vec<(Key, Vec<f32>)>) -> Model {
        let parts = Parts {
            version: "test".into(),
            tags: 3,
            transitions: vec![0.0; 9],
            step: 1.0,
            features,
            ..Parts::default()
        };
        Model::read(&parts.write()).expect("what was written is read")
    }

    /// What is kept of forms and of places gives the sums that all hashes give one by one.
    #[test]
    fn scores_are_the_weights_of_all_features() {
        let (text, lexicon) = (Text::new(Source::new(TEXT)), Lexicon::english());
        let nothing = Scene::of(&text, &lexicon, &model(Vec::new()));
        let features = |scene: &Scene, word: usize| -> Vec<Key> {
            let mut features = Vec::new();
            scene.features(word, &mut features);
            features.into_iter().map(|(key, _)| key).collect()
        };
        let live = |scene: &Scene| -> Vec<usize> {
            let all = 0..scene.words();
            all.filter(|word| scene.is_live(*word)).collect()
        };
        let mut weights = BTreeMap::new();
        for word in live(&nothing) {
            for key in features(&nothing, word) {
                let weight = |tag: u64| (finish(key ^ tag) % 21) as f32 - 10.0;
                weights.insert(key, vec![weight(0), weight(1), weight(2)]);
            }
        }
        let model = model(weights.into_iter().collect());
        let mut scene = Scene::of(&text, &lexicon, &model);
        let mut passes = Passes::new(&scene, Weighed::default());
        let mut found = 0;
        while passes.first(&mut scene, &model, usize::MAX, &mut |_, _| found += 1) {}
        let live = live(&scene);
        assert!(live.len() > 30 && found > 0, "{}, {found}", live.len());
        assert_eq!(live.len(), passes.scores.len());
        for (word, scores) in live.into_iter().zip(&passes.scores) {
            let mut sum = [0; MAX_TAGS];
            for key in features(&scene, word) {
                let row = model.weights(key).into_iter().flatten();
                (sum.iter_mut().zip(row)).for_each(|(sum, weight)| *sum += i16::from(*weight));
            }
            assert_eq!(*scores, sum, "{:?}", text.slice(scene.span(word)));
        }
    }
}
