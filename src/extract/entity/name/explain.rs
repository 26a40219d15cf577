//! Why the weights take a name for what they do.
//!
//! Knows which features weighed most for its label against the next best, and how a template is
//! spoken of. Must not know how names are found.

use super::Tables;
use super::class::CLASSES;
use super::recognise::Found;
use super::rows::Rows;
use super::rule::LABELS;
use super::scene::{NAME_LABELS, Quote, REACH, SUMS, Scene, Sink, Template, sum_at};
use crate::extract::{Label, Reason};
use crate::model::{MAX_TAGS, Model, Row, Scores};
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
    name: &mut Found,
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

/// Features of a form that say the same, with the sum of their weights for each tag. The words of
/// a form have them in common, and each name asks for two of its tags.
#[derive(Debug, Clone, Copy)]
struct Told {
    /// That of the first.
    template: Template,
    /// The number that is quoted; 0 for none.
    number: u64,
    weights: Scores,
}

/// What is kept from name to name, and from text to text. Most words stand near several names:
/// what their letters say is looked up once for each form and distance.
#[derive(Debug, Default)]
pub(in crate::extract) struct Memory {
    /// For each form and sum, where what it says is in `ranges`, from 1 on; 0 where it was not
    /// asked for yet.
    forms: Vec<u32>,
    ranges: Vec<Range<usize>>,
    told: Vec<Told>,
    said: Vec<Said>,
    chains: Chains,
}

/// How much of forms is kept; then all is forgotten.
const KEPT: usize = 1 << 16;

impl Memory {
    /// Adds to what is said how much each reason weighs for the first tag of a word against the
    /// second.
    fn weigh(
        &mut self,
        scene: &Scene,
        model: &Model,
        name: &mut Found,
        word: usize,
        sentence: &Range<usize>,
        tags: [usize; 2],
    ) {
        self.chains.clear();
        for distance in REACH {
            let form = scene.form_at(word, distance, sentence);
            // Letters that on the whole speak for nothing are no reason.
            let said = name.sums.said(form, distance);
            if said.is_some_and(|said| against(said, tags) < LEAST) {
                continue;
            }
            self.form(
                scene,
                model,
                name.rows,
                (form, sum_at(distance)),
                word,
                tags,
            );
        }
        self.form(scene, model, name.rows, scene.setting(word), word, tags);
        let mut weighing = Weighing {
            model,
            rows: name.rows,
            word,
            tags,
            said: &mut self.said,
            chains: &mut self.chains,
        };
        scene.word_features(word, sentence, &mut weighing);
        scene.features_of_pass(word, &mut weighing);
    }

    /// Adds what a form says.
    fn form(
        &mut self,
        scene: &Scene,
        model: &Model,
        rows: &mut Rows,
        (form, sum): (u32, usize),
        word: usize,
        tags: [usize; 2],
    ) {
        let at = form as usize * SUMS + sum;
        if self.forms.get(at).is_none_or(|range| *range == 0) {
            self.read(scene, model, rows, (form, sum));
        }
        let range = self.ranges[self.forms[at] as usize - 1].clone();
        for told in &self.told[range] {
            let weight = against(&told.weights, tags);
            let said = (told.template, told.number, word, weight);
            self.chains.add(said, &mut self.said);
        }
    }

    /// Finds out what a form says.
    #[cold]
    fn read(&mut self, scene: &Scene, model: &Model, rows: &mut Rows, (form, sum): (u32, usize)) {
        if self.told.len() > KEPT {
            self.forms.clear();
            self.ranges.clear();
            self.told.clear();
        }
        if self.forms.len() < scene.forms() * SUMS {
            self.forms.resize(scene.forms() * SUMS, 0);
        }
        let start = self.told.len();
        let mut telling = Telling {
            model,
            rows,
            start,
            told: &mut self.told,
        };
        scene.sum_features(form, sum, &mut telling);
        self.ranges.push(start..self.told.len());
        self.forms[form as usize * SUMS + sum] = self.ranges.len() as u32;
    }
}

/// By how much scores speak for the first tag against the second.
fn against(scores: &Scores, [tag, other]: [usize; 2]) -> i32 {
    i32::from(scores[tag]) - i32::from(scores[other])
}

/// The number that a template quotes, 0 for none; none where it says nothing to a reader.
#[inline(always)]
fn quoted(template: Template, seen: &[u64]) -> Option<u64> {
    let number = match template.reason() {
        ("", quote) if quote != Quote::Sign => return None,
        (_, Quote::Label | Quote::Class | Quote::List | Quote::Sign) => seen.first(),
        _ => None,
    };
    Some(number.copied().unwrap_or(0))
}

/// Takes what a form says.
struct Telling<'a> {
    model: &'a Model,
    rows: &'a mut Rows,
    told: &'a mut Vec<Told>,
    /// Where what the form says begins.
    start: usize,
}

impl Sink for Telling<'_> {
    #[inline]
    fn add<const N: usize>(&mut self, template: Template, seen: [u64; N]) {
        let Some(number) = quoted(template, &seen) else {
            return;
        };
        let row = self.rows.find(self.model, template, seen, seen);
        if !row.has_weights() {
            return;
        }
        let same = |told: &&mut Told| {
            told.number == number && told.template.reason_id() == template.reason_id()
        };
        let weights = match self.told[self.start..].iter_mut().find(same) {
            Some(told) => &mut told.weights,
            None => {
                self.told.push(Told {
                    template,
                    number,
                    weights: [0; MAX_TAGS],
                });
                let last = self.told.len() - 1;
                &mut self.told[last].weights
            }
        };
        for (sum, weight) in weights.iter_mut().zip(self.model.row(row)) {
            *sum += i16::from(*weight);
        }
    }
}

/// Weighs what is said of a word where it stands.
struct Weighing<'a> {
    model: &'a Model,
    rows: &'a mut Rows,
    word: usize,
    tags: [usize; 2],
    said: &'a mut Vec<Said>,
    chains: &'a mut Chains,
}

impl Sink for Weighing<'_> {
    #[inline(always)]
    fn add<const N: usize>(&mut self, template: Template, seen: [u64; N]) {
        self.add_known(template, seen, seen);
    }

    #[inline(always)]
    fn add_known<const N: usize>(&mut self, template: Template, seen: [u64; N], numbers: [u64; N]) {
        let Some(number) = quoted(template, &seen) else {
            return;
        };
        let row = self.rows.find(self.model, template, seen, numbers);
        if row.has_weights() {
            let row: &Row = self.model.row(row);
            let [tag, other] = self.tags;
            let weight = i32::from(row[tag]) - i32::from(row[other]);
            let said = (template, number, self.word, weight);
            self.chains.add(said, self.said);
        }
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

    /// Adds a weight to what is said by the same reason with the same number.
    #[inline]
    fn add(
        &mut self,
        (template, number, word, weight): (Template, u64, usize, i32),
        said: &mut Vec<Said>,
    ) {
        let start = said.len() - self.before.len();
        let last = &mut self.last[usize::from(template.reason_id())];
        let mut at = usize::from(*last);
        while at > 0 && said[start + at - 1].number != number {
            at = self.before[at - 1].into();
        }
        if at > 0 {
            said[start + at - 1].weight += weight;
            return;
        }
        said.push(Said {
            template,
            number,
            word,
            weight,
        });
        self.before.push(*last);
        *last = self.before.len() as u16;
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
        Some(Cow::Owned([reason, ":", quoted].concat()))
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
