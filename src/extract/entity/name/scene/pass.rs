//! What an earlier pass found, for the words that it may have got wrong.
//!
//! Knows names and their words. Must not know how they were found.

use super::word::Style;
use super::{NAME_LABELS, Scene};
use crate::extract::Label;
use crate::extract::entity::name::evidence::best;
use crate::extract::entity::name::rule::{LABELS, Scores};
use crate::model::{Key, Keyed, phrase};
use crate::text::Span;

/// For a word and for the words of a name how often each label was found; 0 is none.
#[derive(Debug, Default)]
pub(super) struct Pass {
    words: Keyed<Scores>,
    names: Keyed<Scores>,
    /// Of the longer names that a phrase or word is part of.
    longer: Keyed<Scores>,
    pub(super) own: Vec<Own>,
}

/// What was found of a word itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    /// The name that holds it.
    pub(super) name: Key,
    /// The number of its label; 0 is none.
    pub(super) label: u8,
    /// Whether it is counted in [`Pass::words`].
    counts: bool,
}

impl Pass {
    pub(super) fn of(scene: &Scene, names: &[(Span, Label)]) -> Self {
        let mut pass = Self {
            own: vec![Own::default(); scene.words.len()],
            ..Self::default()
        };
        for (span, label) in names {
            let Some(label) = NAME_LABELS.iter().position(|known| known == label) else {
                continue;
            };
            pass.take(scene, *span, label + 1);
        }
        for (word, own) in scene.words.iter().zip(&mut pass.own) {
            // A mention without a choice of capital is no vote.
            let chosen = word.style == Style::Usual && !word.is_front;
            own.counts = own.label > 0 || word.is_capital && chosen;
            if own.counts && word.is_capital {
                let votes = pass.words.entry(scene.form(word).lower).or_default();
                votes[usize::from(own.label)] += 1.0;
            }
        }
        pass
    }

    fn take(&mut self, scene: &Scene, span: Span, label: usize) {
        let words = scene.within(span);
        let lower = |word: usize| scene.lower(word);
        let name = phrase(words.clone().map(lower));
        self.names.entry(name).or_default()[label] += 1.0;
        let label_number = label as u8;
        self.own[words.clone()].fill(Own {
            name,
            label: label_number,
            counts: true,
        });
        if words.len() < 2 {
            return;
        }
        let mut note = |key: Key| self.longer.entry(key).or_default()[label] += 1.0;
        for word in words.clone().filter(|word| scene.words[*word].is_capital) {
            note(phrase([lower(word)]));
        }
        for end in words.start + 2..words.end {
            note(phrase((words.start..end).map(lower)));
        }
        if words.len() > 2 {
            note(phrase((words.start + 1..words.end).map(lower)));
        }
    }

    /// The votes of the other mentions of a word.
    pub(super) fn word(&self, word: Key, own: &Own) -> Option<Scores> {
        let mut votes = *self.words.get(&word)?;
        if own.counts {
            votes[usize::from(own.label)] -= 1.0;
        }
        (votes.iter().sum::<f32>() > 0.5).then_some(votes)
    }

    /// The label that the other mentions of a name have most.
    pub(super) fn name(&self, own: &Own) -> Option<usize> {
        let mut votes = *self.names.get(&own.name)?;
        votes[usize::from(own.label)] -= 1.0;
        (votes.iter().sum::<f32>() > 0.5).then(|| best(&votes))
    }

    /// The label that longer names have most which hold these words.
    pub(super) fn longer(&self, phrase: Key) -> Option<usize> {
        self.longer.get(&phrase).map(best)
    }
}

const _: () = assert!(LABELS.len() == NAME_LABELS.len() + 1);
