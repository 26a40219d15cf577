//! What a whole document says about its names.
//!
//! Knows that a name keeps its type, that short forms take the type of the full name, and that
//! a word in small letters elsewhere is a word. Must not know how runs are found.

use super::Tables;
use super::class::Class;
use super::part::parts;
use super::rule::{LABELS, Row, Rule, Rules, Scores};
use super::run::runs;
use super::sign::signs;
use super::site::Site;
use super::word::{Forms, Word, Words};
use crate::extract::Label;
use crate::model::{Key, Keyed, hash};
use crate::text::{Shape, Span, Text, TokenKind};
use std::ops::Range;

/// A run of words that may be a name.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) span: Span,
    pub(super) sentence: u32,
    key: Key,
    /// The rules that hold of it, in [`Evidence::rows`].
    rows: Range<u32>,
    pub(super) scores: Scores,
}

/// What was found out about all names of a text, once for all its blocks.
#[derive(Debug, Default)]
pub struct Evidence {
    pub(super) candidates: Vec<Candidate>,
    rows: Vec<Row>,
    /// For each name the sum of its mentions' scores, and how many they are.
    names: Keyed<(Scores, u32)>,
    /// For each short form the label of the full name that it may stand for.
    short: Keyed<usize>,
}

/// How much the other mentions of a name weigh against the one at hand.
const MENTIONS: f32 = 0.4;
/// How much a full name elsewhere speaks for its short form's label.
const SHORT_FORM: f32 = 3.0;

impl Evidence {
    pub(in crate::extract) fn of(text: &Text, tables: &Tables) -> Self {
        let words = Words::of(text, &tables.lists, Forms::default());
        Self::of_words(text, &words, tables)
    }

    /// The same for a text whose words are read.
    pub(super) fn of_words(text: &Text, words: &Words, tables: &Tables) -> Self {
        let mut evidence = Self::default();
        let capitals = Capitals::of(words);
        for sentence in 0..words.sentences.len() {
            evidence.sentence(text, sentence, words, &capitals, tables);
        }
        evidence.pool();
        evidence
    }

    fn sentence(
        &mut self,
        text: &Text,
        sentence: usize,
        all: &Words,
        capitals: &Capitals,
        tables: &Tables,
    ) {
        let words = all.of_sentence(sentence);
        let low = |word: &Word| all.form(word).low as usize;
        let site = Site {
            text,
            lists: &tables.lists,
            words,
            shouted: all.is_shouted(sentence),
        };
        let mut buffer = String::new();
        let mut names = Vec::new();
        for run in runs(&site, &|word| capitals.capital[low(word)]) {
            parts(&site, run, &mut names);
        }
        for run in names {
            let span = words[run.start].span.cover(words[run.end - 1].span);
            let start = self.rows.len() as u32;
            signs(&site, run.clone(), &tables.rules, &mut self.rows);
            if run.len() == 1 && capitals.small[low(&words[run.start])] {
                self.rows.push(Rule::SmallElsewhere.into());
            }
            let rows = start..self.rows.len() as u32;
            let scores = self.sum(&rows, &tables.rules);
            let key = key(text.slice(span), &mut buffer);
            let pool = self.names.entry(key).or_insert(([0.0; LABELS.len()], 0));
            add(&mut pool.0, &scores, 1.0);
            pool.1 += 1;
            self.short_forms(&site, run, best(&scores), &mut buffer);
            self.candidates.push(Candidate {
                span,
                sentence: sentence as u32,
                key,
                rows,
                scores,
            });
        }
    }

    fn sum(&self, rows: &Range<u32>, rules: &Rules) -> Scores {
        let mut scores = [0.0; LABELS.len()];
        for &row in &self.rows[rows.start as usize..rows.end as usize] {
            add(&mut scores, rules.weights(row), 1.0);
        }
        scores
    }

    /// The short forms that a name of several words may have later.
    fn short_forms(&mut self, site: &Site, run: Range<usize>, label: usize, buffer: &mut String) {
        if run.len() < 2 || label == 0 {
            return;
        }
        let words = &site.words[run.clone()];
        let mut note = |form: &str| {
            let key = key(form, buffer);
            self.short.entry(key).or_insert(label);
        };
        match LABELS[label] {
            Some(Label::Person) => {
                note(words[words.len() - 1].of(site.text));
                note(words[0].of(site.text));
                if let Some(at) = words.iter().position(|w| w.shape == Shape::Lower) {
                    note(site.slice(run.start + at..run.end));
                }
            }
            Some(Label::Norp | Label::Language) | None => {}
            Some(_) => {
                let generic = |w: &Word| {
                    w.classes
                        .any(&[Class::Gpe, Class::Norp, Class::OrgLead, Class::SentenceWord])
                };
                if !generic(&words[0]) && words[0].is_capital() {
                    note(words[0].of(site.text));
                }
                for end in 2..words.len().min(4) {
                    note(site.slice(run.start..run.start + end));
                }
                let last = &words[words.len() - 1];
                if last.classes.any(&[Class::OrgHead]) {
                    note(last.of(site.text));
                }
                let initials: String = words
                    .iter()
                    .filter(|w| w.is_capital())
                    .filter_map(|w| w.of(site.text).chars().next())
                    .collect();
                if initials.chars().count() > 1 {
                    note(&initials);
                }
            }
        }
    }

    /// Joins what each mention says with what the document says.
    fn pool(&mut self) {
        for candidate in &mut self.candidates {
            if let Some((sum, count)) = self.names.get(&candidate.key)
                && *count > 1
            {
                let others = 1.0 / (*count as f32 - 1.0);
                for (score, sum) in candidate.scores.iter_mut().zip(sum) {
                    *score += MENTIONS * (sum - *score) * others;
                }
            }
            if let Some(&label) = self.short.get(&candidate.key) {
                candidate.scores[label] += SHORT_FORM;
            }
        }
    }

    /// The candidates of the sentences of `block`.
    pub(super) fn of_block(&self, block: Range<usize>) -> &[Candidate] {
        let at = |sentence: usize| {
            self.candidates
                .partition_point(|c| (c.sentence as usize) < sentence)
        };
        &self.candidates[at(block.start)..at(block.end)]
    }

    /// The rules that hold of a candidate.
    pub(super) fn rows(&self, candidate: &Candidate) -> &[Row] {
        &self.rows[candidate.rows.start as usize..candidate.rows.end as usize]
    }

    /// The rules that hold of all candidates, one candidate behind the other.
    pub(super) fn all_rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rules that hold of the candidate at `index`, in [`Evidence::all_rows`].
    pub(super) fn range(&self, index: usize) -> Range<usize> {
        let rows = &self.candidates[index].rows;
        rows.start as usize..rows.end as usize
    }

    /// The label of the full name that a candidate may be short for.
    pub(super) fn full(&self, candidate: &Candidate) -> Option<usize> {
        self.short.get(&candidate.key).copied()
    }
}

/// The place of the best label in [`LABELS`].
pub(super) fn best(scores: &Scores) -> usize {
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = at;
        }
    }
    best
}

fn add(sum: &mut Scores, scores: &Scores, factor: f32) {
    for (sum, score) in sum.iter_mut().zip(scores) {
        *sum += factor * score;
    }
}

fn key(name: &str, buffer: &mut String) -> Key {
    hash(crate::text::fold(name, buffer))
}

/// Which words a document writes with and without a capital where it has the choice, by the
/// number of the word in small letters.
struct Capitals {
    small: Vec<bool>,
    capital: Vec<bool>,
}

impl Capitals {
    fn of(words: &Words) -> Self {
        let mut capitals = Self {
            small: vec![false; words.forms.lows()],
            capital: vec![false; words.forms.lows()],
        };
        for sentence in 0..words.sentences.len() {
            if words.is_shouted(sentence) {
                continue;
            }
            for pair in words.of_sentence(sentence).windows(2) {
                let [before, word] = pair else { continue };
                if word.kind != TokenKind::Word {
                    continue;
                }
                let low = words.form(word).low as usize;
                if word.shape == Shape::Lower {
                    capitals.small[low] |= !word.small.has(Class::English);
                } else if word.is_capital() && before.shape == Shape::Lower {
                    capitals.capital[low] = true;
                }
            }
        }
        capitals
    }
}
