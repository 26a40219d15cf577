//! Why the weights take a name for what they do.
//!
//! Knows which features weighed most for its label against the next best, and how a template is
//! spoken of. Must not know how names are found.

use super::Tables;
use super::class::CLASSES;
use super::recognise::Found;
use super::rule::LABELS;
use super::scene::{NAME_LABELS, Quote, Scene, Sink, Template};
use crate::extract::{Label, Reason};
use crate::model::{Key, Model};
use crate::text::Text;
use std::borrow::Cow;

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
) -> Vec<Reason> {
    let mut seen = Seen::default();
    let mut said = Vec::new();
    let other = runner_up(name);
    let sentence = scene.sentence_of(name.words.start);
    for (at, word) in name.words.clone().enumerate() {
        scene.all_features(word, &sentence, &mut seen);
        scene.features_of_pass(word, &mut seen);
        let (tag, other) = (tag(Some(name.label), at), tag(other, at));
        seen.weigh(model, word, tag, other, &mut said);
    }
    // Stable, so that equals stay in the order of the text.
    said.sort_by_key(|said| -said.weight);
    let mut reasons: Vec<Reason> = Vec::with_capacity(MOST);
    for said in said {
        if reasons.len() == MOST {
            break;
        }
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

/// The features of a word that can be told, with the number that they quote.
#[derive(Default)]
struct Seen {
    features: Vec<(Key, Template, u64)>,
    /// Of what is told of the word: for each reason the last, and for each the one before with
    /// its reason, counted from 1; 0 is none.
    last: Vec<u16>,
    before: Vec<u16>,
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
        self.features
            .push((key, template, number.copied().unwrap_or(0)));
    }
}

impl Seen {
    /// Adds how much each reason weighs for `tag` against `other`, and forgets the features.
    fn weigh(
        &mut self,
        model: &Model,
        word: usize,
        tag: usize,
        other: usize,
        said: &mut Vec<Said>,
    ) {
        let start = said.len();
        self.before.clear();
        self.last.clear();
        self.last.resize(usize::from(u8::MAX) + 1, 0);
        for (key, template, number) in self.features.drain(..) {
            let Some(row) = model.weights(key) else {
                continue;
            };
            let weight = i32::from(row[tag]) - i32::from(row[other]);
            let last = &mut self.last[usize::from(template.reason_id())];
            let mut at = *last;
            while at > 0 && said[start + usize::from(at) - 1].number != number {
                at = self.before[usize::from(at) - 1];
            }
            if at > 0 {
                said[start + usize::from(at) - 1].weight += weight;
                continue;
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
        let mut at = 0;
        said.retain(|said| {
            at += 1;
            at <= start || said.weight >= LEAST
        });
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
