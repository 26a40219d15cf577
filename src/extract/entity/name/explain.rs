//! Why the weights take a name for what they do.
//!
//! Knows which features weighed most for its label against the next best, and how a template is
//! spoken of. Must not know how names are found.

use super::Tables;
use super::class::CLASSES;
use super::recognise::Found;
use super::rule::LABELS;
use super::scene::{NAME_LABELS, Quote, REACH, Scene, Sink, Template};
use crate::extract::{Label, Reason};
use crate::model::{Key, Model, RowId, Scores};
use crate::text::Text;
use std::borrow::Cow;
use std::ops::Range;

/// The most reasons of a name.
const MOST: usize = 5;
/// Features that weigh less, in the model's steps, are not told.
const LEAST: i32 = 3;

/// A template and how much it weighs.
#[derive(Debug, Clone, Copy)]
struct Said {
    template: Template,
    /// The number of what is quoted, if that is no word.
    number: u64,
    /// The word whose feature it is.
    word: usize,
    weight: i32,
}

/// What weighed most for a name, the strongest first.
pub(super) fn reasons(
    text: &Text,
    scene: &Scene,
    tables: &Tables,
    model: &Model,
    name: &Found,
    memory: &mut Memory,
) -> Vec<Reason> {
    let other = runner_up(name);
    let sentence = scene.sentence_of(name.words.start);
    memory.said.clear();
    for (at, word) in name.words.clone().enumerate() {
        let tags = [tag(Some(name.label), at), tag(other, at)];
        memory.weigh(scene, model, name, word, &sentence, tags);
    }
    memory.said.retain(|said| said.weight >= LEAST);
    let mut reasons: Vec<Reason> = Vec::with_capacity(MOST);
    while reasons.len() < MOST {
        let Some(said) = take_heaviest(&mut memory.said) else {
            break;
        };
        let Some(rule) = said.name(text, scene, tables, model) else {
            continue;
        };
        if reasons.iter().all(|reason| reason.rule != rule) {
            reasons.push(Reason {
                rule,
                cue: None,
                effect: Cow::Borrowed(name.recognised.label.as_str()),
            });
        }
    }
    if reasons.is_empty() {
        reasons.push(Reason {
            rule: Cow::Borrowed(super::CAPITALS),
            cue: None,
            effect: Cow::Borrowed(name.recognised.label.as_str()),
        });
    }
    reasons
}

/// Takes what weighs most, the first of equals; none where nothing is left to tell.
fn take_heaviest(said: &mut [Said]) -> Option<Said> {
    let heaviest = said.iter_mut().reduce(|most, said| {
        if said.weight > most.weight {
            said
        } else {
            most
        }
    })?;
    let taken = *heaviest;
    heaviest.weight = 0;
    (taken.weight > 0).then_some(taken)
}

/// The tag of a label, or of none, at a place in a name.
fn tag(label: Option<usize>, at: usize) -> usize {
    label.map_or(0, |label| 1 + 2 * label + usize::from(at > 0))
}

/// What the name would be if not what it is.
fn runner_up(name: &Found) -> Option<usize> {
    let score = |label: Option<usize>| -> i32 {
        let scores = name.scores.iter().enumerate();
        scores
            .map(|(at, scores)| i32::from(scores[tag(label, at)]))
            .sum()
    };
    let others = (0..NAME_LABELS.len()).filter(|label| *label != name.label);
    others.map(Some).fold(None, |best, label| {
        if score(label) > score(best) {
            label
        } else {
            best
        }
    })
}

/// A feature that can be told, and has weights.
#[derive(Debug, Clone, Copy)]
struct Feature {
    row: RowId,
    template: Template,
    /// The number that it quotes; 0 for none.
    number: u64,
}

/// What is kept from name to name, and from text to text. Most words stand near several names:
/// what their letters say is looked up once for each form and distance.
#[derive(Debug, Default)]
pub(in crate::extract) struct Memory {
    /// For each form and distance, where its features are in `ranges`, from 1 on; 0 where it was
    /// not asked for yet.
    forms: Vec<u32>,
    ranges: Vec<Range<usize>>,
    features: Vec<Feature>,
    seen: Seen,
    said: Vec<Said>,
    chains: Chains,
}

/// How many features are kept; then all are forgotten.
const KEPT: usize = 1 << 17;
/// At how many distances a form is seen.
const DISTANCES: usize = (*REACH.end() - *REACH.start() + 1) as usize;

impl Memory {
    /// Adds to what is said how much each reason weighs for the first tag of a word against the
    /// second.
    fn weigh(
        &mut self,
        scene: &Scene,
        model: &Model,
        name: &Found,
        word: usize,
        sentence: &Range<usize>,
        tags: [usize; 2],
    ) {
        self.chains.clear();
        for distance in REACH {
            let form = scene.form_at(word, distance, sentence);
            // Letters that on the whole speak for nothing are no reason.
            let said = name.sums.said(form, distance);
            let weight = |said: &Scores| i32::from(said[tags[0]]) - i32::from(said[tags[1]]);
            if said.is_some_and(|said| weight(said) < LEAST) {
                continue;
            }
            let range = self.form(scene, model, form, distance);
            let features = &self.features[range];
            self.chains.add(features, model, word, tags, &mut self.said);
        }
        self.seen.in_place(scene, model, word, sentence);
        let features = &self.seen.features;
        self.chains.add(features, model, word, tags, &mut self.said);
    }

    /// Where the features of a form are that stands so far behind.
    fn form(&mut self, scene: &Scene, model: &Model, form: u32, distance: isize) -> Range<usize> {
        if self.features.len() > KEPT {
            *self = Self {
                said: std::mem::take(&mut self.said),
                chains: std::mem::take(&mut self.chains),
                ..Self::default()
            };
        }
        if self.forms.len() < scene.forms() * DISTANCES {
            self.forms.resize(scene.forms() * DISTANCES, 0);
        }
        let at = form as usize * DISTANCES + (distance - REACH.start()) as usize;
        if self.forms[at] == 0 {
            scene.form_features(form, distance, &mut self.seen);
            let start = self.features.len();
            self.seen.found(model);
            self.features.append(&mut self.seen.features);
            self.ranges.push(start..self.features.len());
            self.forms[at] = self.ranges.len() as u32;
        }
        self.ranges[self.forms[at] as usize - 1].clone()
    }
}

/// The features of a word that can be told.
#[derive(Debug, Default)]
struct Seen {
    /// With the number that they quote.
    keys: Vec<(Key, Template, u64)>,
    /// Those that have weights.
    features: Vec<Feature>,
}

impl Sink for Seen {
    #[inline]
    fn add<const N: usize>(&mut self, template: Template, seen: [u64; N]) {
        let number = match template.reason() {
            ("", quote) if quote != Quote::Sign => return,
            (_, Quote::Label | Quote::Class | Quote::List | Quote::Sign) => seen.first(),
            _ => None,
        };
        let key = template.key(seen);
        self.keys
            .push((key, template, number.copied().unwrap_or(0)));
    }
}

impl Seen {
    /// Takes what is said of a word where it stands.
    fn in_place(&mut self, scene: &Scene, model: &Model, word: usize, sentence: &Range<usize>) {
        scene.features_in_place(word, sentence, self);
        scene.features_of_pass(word, self);
        self.found(model);
    }

    /// Looks up what was taken.
    fn found(&mut self, model: &Model) {
        self.features.clear();
        let found = self.keys.drain(..).filter_map(|(key, template, number)| {
            let row = model.find(key)?;
            Some(Feature {
                row,
                template,
                number,
            })
        });
        self.features.extend(found);
    }
}

/// For each reason what is said of a word by it.
#[derive(Debug, Default)]
struct Chains {
    /// The last, counted from 1; 0 is none.
    last: Vec<u16>,
    /// The one before with the same reason.
    before: Vec<u16>,
}

impl Chains {
    fn clear(&mut self) {
        self.before.clear();
        self.last.clear();
        self.last.resize(usize::from(u8::MAX) + 1, 0);
    }

    /// Adds the weights of features, reason by reason.
    fn add(
        &mut self,
        features: &[Feature],
        model: &Model,
        word: usize,
        [tag, other]: [usize; 2],
        said: &mut Vec<Said>,
    ) {
        let start = said.len() - self.before.len();
        for feature in features {
            let row = model.row(feature.row);
            let weight = i32::from(row[tag]) - i32::from(row[other]);
            let last = &mut self.last[usize::from(feature.template.reason_id())];
            let mut at = usize::from(*last);
            while at > 0 && said[start + at - 1].number != feature.number {
                at = self.before[at - 1].into();
            }
            if at > 0 {
                said[start + at - 1].weight += weight;
                continue;
            }
            said.push(Said {
                template: feature.template,
                number: feature.number,
                word,
                weight,
            });
            self.before.push(*last);
            *last = self.before.len() as u16;
        }
    }
}

impl Said {
    /// The reason's name, with what it quotes behind a colon; none where there is nothing to
    /// quote.
    fn name(
        &self,
        text: &Text,
        scene: &Scene,
        tables: &Tables,
        model: &Model,
    ) -> Option<Cow<'static, str>> {
        let (reason, quote) = self.template.reason();
        let number = self.number as usize;
        let quoted = match quote {
            Quote::Nothing => return Some(Cow::Borrowed(reason)),
            Quote::Sign => return Some(Cow::Borrowed(tables.rules.name_of(self.number))),
            Quote::Label => LABELS.get(number)?.map_or("none", Label::as_str),
            Quote::Class => CLASSES.get(number)?.0,
            // The upper half is of phrases in small letters.
            Quote::List => model.list_names().get(number % 16)?,
            _ => {
                let words = text.slice(scene.span(self.quoted(quote, scene)?));
                // A comma or a dash is no reason that a person would give.
                words.contains(char::is_alphanumeric).then_some(words)?
            }
        };
        Some(Cow::Owned(format!("{reason}:{quoted}")))
    }

    /// The word that is quoted.
    fn quoted(&self, quote: Quote, scene: &Scene) -> Option<usize> {
        let run = scene.capitals(self.word);
        let word = match quote {
            Quote::Word(distance) => self.word.checked_add_signed(distance.into()),
            Quote::RunFirst => Some(run.start),
            Quote::RunLast => Some(run.end - 1),
            Quote::RunBefore => run.start.checked_sub(1),
            Quote::RunAfter => Some(run.end),
            _ => None,
        };
        word.filter(|word| scene.sentence_of(self.word).contains(word))
    }
}
