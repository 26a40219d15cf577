//! Why the weights take a name for what they do.
//!
//! Knows which features weighed most for its label against the next best, and how a template is
//! spoken of. Must not know how names are found.

use super::Tables;
use super::class::CLASSES;
use super::recognise::Found;
use super::rows::Rows;
use super::rule::{LABELS, Row};
use super::scene::{NAME_LABELS, Quote, REACH, SUMS, Scene, Sink, Template, sum_at};
use crate::extract::{Label, Reason};
use crate::model::{MAX_TAGS, Model, RowId, Scores};
use crate::text::Text;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::VecDeque;
use std::ops::Range;

/// The most reasons of a name.
const MOST: usize = 5;
/// Features that weigh less, in the model's steps, are not told.
const LEAST: i32 = 3;

/// What a feature says to a reader.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told {
    template: Template,
    /// The number of what is quoted, if that is no word; else 0.
    number: u16,
}

impl Told {
    /// That of a template which sees something that has these numbers; none where it says nothing.
    #[inline(always)]
    pub(super) fn of(template: Template, numbers: &[u64]) -> Option<Self> {
        let number = match template.reason() {
            ("", quote) if quote != Quote::Sign => return None,
            (_, Quote::Label | Quote::Class | Quote::List | Quote::Sign) => numbers.first(),
            _ => None,
        };
        Some(Self {
            template,
            number: number.copied().unwrap_or(0) as u16,
        })
    }
}

/// What is told of a word, and how much it weighs.
#[derive(Debug, Clone, Copy)]
struct Said {
    told: Told,
    word: u32,
    weight: i32,
}

/// A reason, with the word that it is of and how much it weighs.
#[derive(Debug)]
struct Weighty {
    weight: i32,
    word: u32,
    rule: Cow<'static, str>,
}

/// The reasons of names that the first pass found. Most stay: the second pass takes another label
/// for a few, or another for the next best, and adds reasons of its own.
#[derive(Debug, Default)]
pub(in crate::extract) struct Foreseen(VecDeque<Expected>);

#[derive(Debug)]
struct Expected {
    words: Range<usize>,
    label: usize,
    other: Option<usize>,
    reasons: Vec<Weighty>,
}

impl Foreseen {
    /// Those of a name against this one, if they were foreseen. Names are asked for in text order.
    fn take(&mut self, name: &Found, other: Option<usize>) -> Option<Vec<Weighty>> {
        while self.0.front()?.words.start < name.words.start {
            self.0.pop_front();
        }
        let is_it = |expected: &mut Expected| {
            (&expected.words, expected.label, expected.other) == (&name.words, name.label, other)
        };
        Some(self.0.pop_front_if(is_it)?.reasons)
    }
}

/// Who tells reasons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Teller<'a> {
    pub(super) text: &'a Text,
    pub(super) scene: &'a Scene,
    pub(super) tables: &'a Tables,
    pub(super) model: &'a Model,
}

impl Teller<'_> {
    /// Takes down what weighs most for a name that the first pass found.
    pub(super) fn foresee(self, name: &mut Found, memory: &mut Memory, foreseen: &mut Foreseen) {
        let other = runner_up(name);
        memory.weigh_all(self, name, other);
        foreseen.0.push_back(Expected {
            words: name.words.clone(),
            label: name.label,
            other,
            reasons: self.heaviest(memory),
        });
    }

    /// What weighed most for a name, the strongest first.
    pub(super) fn reasons(
        self,
        name: &mut Found,
        memory: &mut Memory,
        foreseen: &mut Foreseen,
    ) -> Vec<Reason> {
        let other = runner_up(name);
        let weighty = match foreseen.take(name, other) {
            Some(before) => {
                memory.weigh_pass(self, name, other);
                merged(before, self.heaviest(memory))
            }
            None => {
                memory.weigh_all(self, name, other);
                self.heaviest(memory)
            }
        };
        let mut rules: Vec<_> = weighty.into_iter().map(|weighty| weighty.rule).collect();
        if rules.is_empty() {
            rules.push(Cow::Borrowed(super::CAPITALS));
        }
        let reason = |rule| Reason {
            rule,
            cue: None,
            effect: Cow::Borrowed(name.recognised.label.as_str()),
        };
        rules.into_iter().map(reason).collect()
    }

    /// The heaviest of what is said, each once.
    fn heaviest(self, memory: &mut Memory) -> Vec<Weighty> {
        memory.said.retain(|said| said.weight >= LEAST);
        let mut reasons: Vec<Weighty> = Vec::with_capacity(MOST);
        while reasons.len() < MOST {
            let Some(said) = take_heaviest(&mut memory.said) else {
                break;
            };
            let Some(rule) = said.name(self) else {
                continue;
            };
            if reasons.iter().all(|reason| reason.rule != rule) {
                let Said { weight, word, .. } = said;
                reasons.push(Weighty { weight, word, rule });
            }
        }
        reasons
    }
}

/// The heaviest of both passes; of equals the one of the first word, there that of the first pass.
fn merged(first: Vec<Weighty>, second: Vec<Weighty>) -> Vec<Weighty> {
    if second.is_empty() {
        return first;
    }
    let mut all = first;
    all.extend(second);
    all.sort_by_key(|weighty| (Reverse(weighty.weight), weighty.word));
    all.truncate(MOST);
    all
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
struct Summed {
    /// That of the first.
    told: Told,
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
    summed: Vec<Summed>,
    said: Vec<Said>,
    chains: Chains,
}

/// How much of forms is kept; then all is forgotten.
const KEPT: usize = 1 << 17;

impl Memory {
    /// Finds out how much each reason weighs for a name against the next best.
    fn weigh_all(&mut self, teller: Teller, name: &mut Found, other: Option<usize>) {
        let sentence = teller.scene.sentence_of(name.words.start);
        self.said.clear();
        for (at, word) in name.words.clone().enumerate() {
            let tags = [tag(Some(name.label), at), tag(other, at)];
            self.chains.clear();
            self.weigh_forms(teller, name, word, &sentence, tags);
            if let Some(notes) = name.notes {
                for note in notes.of(word) {
                    self.add(teller.model, (note.told, note.row), word, tags);
                }
                continue;
            }
            let mut weighing = self.weighing(teller, name, word, tags);
            teller.scene.word_features(word, &sentence, &mut weighing);
            teller.scene.features_of_pass(word, &mut weighing);
        }
    }

    /// The same with what the second pass adds alone.
    fn weigh_pass(&mut self, teller: Teller, name: &mut Found, other: Option<usize>) {
        self.said.clear();
        for (at, word) in name.words.clone().enumerate() {
            let tags = [tag(Some(name.label), at), tag(other, at)];
            self.chains.clear();
            let mut weighing = self.weighing(teller, name, word, tags);
            teller.scene.features_of_pass(word, &mut weighing);
        }
    }

    fn weighing<'a>(
        &'a mut self,
        teller: Teller<'a>,
        name: &'a mut Found,
        word: usize,
        tags: [usize; 2],
    ) -> Weighing<'a> {
        Weighing {
            model: teller.model,
            rows: name.rows,
            memory: self,
            word,
            tags,
        }
    }

    /// Adds what the letters of a word and of those around it say.
    fn weigh_forms(
        &mut self,
        teller: Teller,
        name: &mut Found,
        word: usize,
        sentence: &Range<usize>,
        tags: [usize; 2],
    ) {
        for distance in REACH {
            let form = teller.scene.form_at(word, distance, sentence);
            // Letters that on the whole speak for nothing are no reason.
            let said = name.sums.said(form, distance);
            if said.is_some_and(|said| against(said, tags) < LEAST) {
                continue;
            }
            self.form(teller, name.rows, (form, sum_at(distance)), word, tags);
        }
        self.form(teller, name.rows, teller.scene.setting(word), word, tags);
    }

    /// Adds the weight of a feature.
    #[inline]
    fn add(
        &mut self,
        model: &Model,
        (told, row): (Told, RowId),
        word: usize,
        [tag, other]: [usize; 2],
    ) {
        if row.has_weights() {
            let row = model.row(row);
            let weight = i32::from(row[tag]) - i32::from(row[other]);
            self.chains.add((told, word, weight), &mut self.said);
        }
    }

    /// Adds what a form says.
    fn form(
        &mut self,
        teller: Teller,
        rows: &mut Rows,
        (form, sum): (u32, usize),
        word: usize,
        tags: [usize; 2],
    ) {
        let at = form as usize * SUMS + sum;
        if self.forms.get(at).is_none_or(|range| *range == 0) {
            self.read(teller, rows, (form, sum));
        }
        let range = self.ranges[self.forms[at] as usize - 1].clone();
        for summed in &self.summed[range] {
            let said = (summed.told, word, against(&summed.weights, tags));
            self.chains.add(said, &mut self.said);
        }
    }

    /// Finds out what a form says.
    #[cold]
    fn read(&mut self, teller: Teller, rows: &mut Rows, (form, sum): (u32, usize)) {
        let Teller { scene, model, .. } = teller;
        if self.summed.len() > KEPT {
            self.forms.clear();
            self.ranges.clear();
            self.summed.clear();
        }
        if self.forms.len() < scene.forms() * SUMS {
            self.forms.resize(scene.forms() * SUMS, 0);
        }
        let start = self.summed.len();
        let mut summing = Summing {
            model,
            rows,
            start,
            summed: &mut self.summed,
        };
        scene.sum_features(form, sum, &mut summing);
        self.ranges.push(start..self.summed.len());
        self.forms[form as usize * SUMS + sum] = self.ranges.len() as u32;
    }
}

/// By how much scores speak for the first tag against the second.
fn against(scores: &Scores, [tag, other]: [usize; 2]) -> i32 {
    i32::from(scores[tag]) - i32::from(scores[other])
}

/// Sums up what a form says.
struct Summing<'a> {
    model: &'a Model,
    rows: &'a mut Rows,
    summed: &'a mut Vec<Summed>,
    /// Where what the form says begins.
    start: usize,
}

impl Sink for Summing<'_> {
    #[inline]
    fn add_known<const N: usize>(&mut self, template: Template, seen: [u64; N], numbers: [u64; N]) {
        let Some(told) = Told::of(template, &numbers) else {
            return;
        };
        let row = self.rows.find(self.model, template, seen, numbers);
        if !row.has_weights() {
            return;
        }
        let same = |summed: &&mut Summed| {
            summed.told.number == told.number
                && summed.told.template.reason_id() == template.reason_id()
        };
        let weights = match self.summed[self.start..].iter_mut().find(same) {
            Some(summed) => &mut summed.weights,
            None => {
                let weights = [0; MAX_TAGS];
                let last = self.summed.len();
                self.summed.push(Summed { told, weights });
                &mut self.summed[last].weights
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
    memory: &'a mut Memory,
    word: usize,
    tags: [usize; 2],
}

impl Sink for Weighing<'_> {
    #[inline]
    fn add_known<const N: usize>(&mut self, template: Template, seen: [u64; N], numbers: [u64; N]) {
        if let Some(told) = Told::of(template, &numbers) {
            let row = self.rows.find(self.model, template, seen, numbers);
            self.memory
                .add(self.model, (told, row), self.word, self.tags);
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
    fn add(&mut self, (told, word, weight): (Told, usize, i32), said: &mut Vec<Said>) {
        let start = said.len() - self.before.len();
        let last = &mut self.last[usize::from(told.template.reason_id())];
        let mut at = usize::from(*last);
        while at > 0 && said[start + at - 1].told.number != told.number {
            at = self.before[at - 1].into();
        }
        if at > 0 {
            said[start + at - 1].weight += weight;
            return;
        }
        said.push(Said {
            told,
            word: word as u32,
            weight,
        });
        self.before.push(*last);
        *last = self.before.len() as u16;
    }
}

impl Said {
    /// The reason's name, with what it quotes behind a colon; none where there is nothing to
    /// quote.
    fn name(self, teller: Teller) -> Option<Cow<'static, str>> {
        let Teller {
            text,
            scene,
            tables,
            model,
        } = teller;
        let (reason, quote) = self.told.template.reason();
        let number = usize::from(self.told.number);
        let quoted = match quote {
            Quote::Nothing => return Some(Cow::Borrowed(reason)),
            Quote::Sign => {
                return Some(Cow::Borrowed(tables.rules.name(Row::of(self.told.number))));
            }
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
        let at = self.word as usize;
        let run = scene.capitals(at);
        let word = match quote {
            Quote::Word(distance) => at.checked_add_signed(distance.into()),
            Quote::RunFirst => Some(run.start),
            Quote::RunLast => Some(run.end - 1),
            Quote::RunBefore => run.start.checked_sub(1),
            Quote::RunAfter => Some(run.end),
            _ => None,
        };
        word.filter(|word| scene.sentence_of(at).contains(word))
    }
}
