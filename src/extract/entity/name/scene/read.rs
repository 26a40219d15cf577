//! From a text to its scene.
//!
//! Knows the order in which the parts of a scene are found, and which words may be part of a
//! name. Must not know features.

use super::document::Document;
use super::form::{self, Form};
use super::word::{Place, Style, Word};
use super::{Known, Run, Scene};
use crate::extract::entity::name::class::{Class, LONGEST_PHRASE};
use crate::extract::entity::name::evidence::best;
use crate::extract::entity::name::rule::LABELS;
use crate::extract::entity::name::site::Site;
use crate::extract::entity::name::word::{Forms, Words};
use crate::extract::entity::name::{Evidence, Tables};
use crate::extract::entity::value::Value;
use crate::model::{Model, phrase};
use crate::text::{Gap, Shape, Span, Text, TokenKind};
use std::ops::Range;

/// The most words between two that may be names, where all of them may be part of one.
const LONGEST_GAP: usize = 4;

pub(super) fn scene(
    text: &Text,
    values: Vec<Value>,
    tables: &Tables,
    model: &Model,
    known: Known,
) -> Scene {
    let mut words = Words::of(text, &tables.lists, known.words);
    let evidence = Evidence::of_words(text, &words, tables);
    let mut forms = known.forms;
    form::add(&mut forms, text, &words.forms, model);
    let mut reader = Reader {
        text,
        tables,
        model,
        parts: std::mem::take(&mut words.forms),
        known: &words,
        forms,
        words: Vec::with_capacity(words.all.len()),
        sentences: Vec::with_capacity(words.sentences.len()),
    };
    for sentence in 0..words.sentences.len() {
        reader.sentence(sentence);
    }
    let Reader {
        parts: spellings,
        forms,
        words: read,
        sentences,
        ..
    } = reader;
    let signs = (evidence.all_rows().iter())
        .map(|row| (tables.rules.key(*row), row.number()))
        .collect();
    let mut scene = Scene {
        words: read,
        forms,
        spellings,
        sentences,
        runs: Vec::with_capacity(evidence.candidates.len()),
        evidence,
        signs,
        values,
        document: Document::default(),
        pass: None,
    };
    scene.mark_values();
    scene.mark_runs();
    scene.mark_lists(model);
    scene.mark_live();
    scene.document = Document::of(&scene, &words, model);
    scene
}

struct Reader<'a> {
    text: &'a Text,
    tables: &'a Tables,
    model: &'a Model,
    known: &'a Words,
    /// The forms of words and of their parts.
    parts: Forms,
    forms: Vec<Form>,
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn sentence(&mut self, sentence: usize) {
        let words = self.known.of_sentence(sentence);
        let site = Site {
            text: self.text,
            lists: &self.tables.lists,
            words,
            shouted: self.known.is_shouted(sentence),
        };
        let start = self.words.len();
        let mut phrase = (0..0, 0);
        for (at, word) in words.iter().enumerate() {
            if at >= phrase.0.end && word.is_capital() {
                phrase = longest(&site, at);
            }
            let within = phrase.0.contains(&at);
            let word = Word {
                span: word.span,
                form: word.form + 1,
                run: 0,
                capitals: (0, 0),
                kind: word.kind,
                shape: word.shape,
                gap: word.gap,
                style: Style::Usual,
                place: Place::None,
                is_capital: word.is_capital(),
                is_front: site.is_front(at),
                is_live: false,
                value: 0,
                phrase_place: match within {
                    true => Place::of(at - phrase.0.start, phrase.0.len()),
                    false => Place::None,
                },
                phrase: if within { phrase.1 } else { 0 },
                lists: [0; 4],
            };
            self.forms[word.form as usize].is_capital = word.is_capital;
            self.forms[word.form as usize].is_plain = site.is_plain(at);
            self.push(word);
        }
        let end = self.words.len();
        if end == start {
            return;
        }
        self.sentences.push(start..end);
        let style = Style::of(&self.words[start..end]);
        self.words[start..end]
            .iter_mut()
            .for_each(|w| w.style = style);
        self.mark_capitals(start..end);
    }

    /// Adds a word; one that has a capital only behind a hyphen ("anti-Israel") as two.
    fn push(&mut self, word: Word) {
        let hyphen = match (word.kind, word.shape) {
            (TokenKind::Word, Shape::Camel) => self.text.slice(word.span).find('-'),
            _ => None,
        };
        let Some(at) = hyphen.map(|at| word.span.start + at as u32 + 1) else {
            self.words.push(word);
            return;
        };
        for (span, gap) in [
            (Span::new(word.span.start, at), word.gap),
            (Span::new(at, word.span.end), Gap::None),
        ] {
            if span.start == span.end {
                continue;
            }
            let written = self.text.slice(span);
            let shape = Shape::of(written);
            let form = self.part(span);
            let is_capital = shape.is_capitalised() || shape == Shape::Camel;
            self.forms[form as usize].is_capital = is_capital;
            self.words.push(Word {
                span,
                gap,
                shape,
                form,
                is_capital,
                is_front: word.is_front && span.start == word.span.start,
                ..word
            });
        }
    }

    fn part(&mut self, span: Span) -> u32 {
        let written = self.text.slice(span);
        let part = self.parts.part(written, span, &self.tables.lists);
        form::add(&mut self.forms, self.text, &self.parts, self.model);
        part + 1
    }

    /// Counts the capitalised words that stand together on a line.
    fn mark_capitals(&mut self, sentence: Range<usize>) {
        let mut start = sentence.start;
        while start < sentence.end {
            let mut end = start + 1;
            if self.words[start].is_capital {
                let goes_on = |word: &Word| word.is_capital && word.gap < Gap::Line;
                end += (self.words[end..sentence.end].iter())
                    .take_while(|word| goes_on(word))
                    .count();
                for at in start..end {
                    self.words[at].capitals = ((at - start) as u16, (end - 1 - at) as u16);
                }
            }
            start = end;
        }
    }
}

/// The longest phrase of the lexicon that begins at a word, and its classes.
fn longest(site: &Site, at: usize) -> (Range<usize>, u64) {
    let longest = match site.words[at].reach {
        0 => at + 1,
        _ => {
            let reach = site.words.len().min(at + LONGEST_PHRASE);
            let line = (at + 1..reach).find(|&i| site.words[i].gap >= Gap::Line);
            line.unwrap_or(reach)
        }
    };
    let found = (at + 1..=longest).rev().find_map(|end| {
        let classes = site.phrase(at..end);
        let whole = end == at + 1 || site.is_listed(at..end);
        (whole && !classes.is_empty()).then(|| (at..end, classes.bits()))
    });
    found.unwrap_or((at..at, 0))
}

impl Scene {
    fn mark_values(&mut self) {
        let mut from = 0;
        for at in 0..self.values.len() {
            let value = self.values[at];
            let words = self.further_within(from, value.span);
            from = words.start;
            let count = words.len();
            for (at, word) in words.enumerate() {
                self.words[word].value = (value.label as u8 + 1) * 8 + Place::of(at, count) as u8;
            }
        }
    }

    fn mark_runs(&mut self) {
        let mut from = 0;
        for at in 0..self.evidence.candidates.len() {
            let candidate = &self.evidence.candidates[at];
            let words = self.further_within(from, candidate.span);
            from = words.start;
            let scores = &candidate.scores;
            let first = best(scores);
            let second = (0..LABELS.len()).filter(|label| *label != first).fold(
                usize::from(first == 0),
                |second, label| {
                    if scores[label] > scores[second] {
                        label
                    } else {
                        second
                    }
                },
            );
            let run = Run {
                key: phrase(words.clone().map(|word| self.lower(word))),
                best: first as u8,
                second: second as u8,
                full: self.evidence.full(candidate).unwrap_or(0) as u8,
                margin: (scores[first] - scores[second]).clamp(0.0, 6.0) as u8,
                words: words.clone(),
            };
            self.runs.push(run);
            let count = words.len();
            for (place, word) in words.enumerate() {
                self.words[word].run = at as u32 + 1;
                self.words[word].place = Place::of(place, count);
            }
        }
    }

    fn mark_live(&mut self) {
        for sentence in 0..self.sentences.len() {
            let sentence = self.sentences[sentence].clone();
            let mut last = None;
            for at in sentence {
                if !self.may_name(at) {
                    continue;
                }
                if let Some(last) = last
                    && at - last <= LONGEST_GAP
                    && (last + 1..at).all(|word| self.may_join(word))
                {
                    self.words[last..at]
                        .iter_mut()
                        .for_each(|w| w.is_live = true);
                }
                self.words[at].is_live = true;
                last = Some(at);
            }
        }
    }

    /// Whether a name may be made of this word alone.
    fn may_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let form = self.form(word);
        let is_odd = || {
            let english = form.small.has(Class::English) || form.classes.has(Class::English);
            let unknown = form.cluster[0] == 0 && !english && word.span.len() > 2;
            word.kind == TokenKind::Word && (word.style == Style::Small || unknown)
        };
        let near_capital = || {
            let reach = at.saturating_sub(3)..self.words.len().min(at + 4);
            self.words[reach].iter().any(|word| word.is_capital)
        };
        word.is_capital
            || word.run > 0
            || word.kind == TokenKind::Address
            || word.kind == TokenKind::Number && near_capital()
            || word.lists != [0; 4]
            || is_odd()
    }

    /// Whether a word may stand inside a name between words that [`Self::may_name`].
    fn may_join(&self, at: usize) -> bool {
        let word = &self.words[at];
        match word.kind {
            TokenKind::Word => {
                let classes = self.form(word).classes;
                classes.any(&[Class::Connector, Class::PersonConnector]) || word.span.len() <= 2
            }
            _ => true,
        }
    }
}
