//! Which phrases of a scene stand in the model's lists.
//!
//! Knows that capitals tell where to look, and that places are found in small letters too. Must
//! not know what a list says of a name.

use super::Scene;
use super::word::{Place, Style, Word};
use crate::extract::entity::name::class::Class;
use crate::model::{Model, phrases};
use crate::text::TokenKind;
use std::ops::Range;

/// The lists whose phrases are looked for in small letters too.
const IN_SMALL: &[&str] = &["countries", "us_states", "cities_large"];
/// The most words of a phrase in small letters.
const LONGEST_SMALL: usize = 3;

impl Scene {
    pub(super) fn mark_lists(&mut self, model: &Model) {
        let names = model.list_names();
        if names.is_empty() {
            return;
        }
        let in_small = names
            .iter()
            .enumerate()
            .filter(|(_, name)| IN_SMALL.contains(&name.as_str()))
            .fold(0, |bits, (at, _)| bits | 1 << at);
        for sentence in 0..self.sentences.len() {
            let sentence = self.sentences[sentence].clone();
            let mut at = sentence.start;
            while at < sentence.end {
                at = match self.listed(at, sentence.end, in_small, model) {
                    Some((phrase, lists)) => {
                        self.mark_list(phrase.clone(), lists);
                        phrase.end
                    }
                    None => at + 1,
                };
            }
        }
    }

    /// The longest listed phrase that begins at a word, with its lists as they are marked.
    fn listed(
        &self,
        at: usize,
        end: usize,
        in_small: u32,
        model: &Model,
    ) -> Option<(Range<usize>, u32)> {
        let word = &self.words[at];
        let is_small = word.style == Style::Small;
        let (reach, wanted, shift) = match word.kind {
            TokenKind::Number => (model.longest_phrase(), u32::MAX, 0),
            TokenKind::Word if word.is_capital || is_small => (model.longest_phrase(), u32::MAX, 0),
            TokenKind::Word if self.may_be_place(word) => (LONGEST_SMALL, in_small, 16),
            _ => return None,
        };
        let reach = reach.min(end - at);
        let behind = &self.words[at..at + reach];
        // A phrase has a capital at both ends, or at neither.
        let small = behind.iter().take_while(|word| !word.is_capital).count();
        let keys = phrases(behind.iter().map(|word| self.form(word).lower));
        let found = keys
            .zip(behind)
            .enumerate()
            .filter_map(|(before, (key, last))| {
                let fits = match shift {
                    0 => last.is_capital || is_small || before > 0 && word.is_capital,
                    _ => before < small,
                };
                let lists = if fits { model.lists(key) & wanted } else { 0 };
                (lists != 0).then(|| (at..at + before + 1, lists << shift))
            });
        found.last()
    }

    /// Whether a word in small letters may be a place all the same.
    fn may_be_place(&self, word: &Word) -> bool {
        word.span.len() > 3 && !self.form(word).classes.has(Class::English)
    }

    fn mark_list(&mut self, phrase: Range<usize>, lists: u32) {
        let count = phrase.len();
        for (at, word) in self.words[phrase].iter_mut().enumerate() {
            word.lists[Place::of(at, count) as usize - 1] |= lists;
        }
    }
}
