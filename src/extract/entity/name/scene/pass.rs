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
use std::ops::Range;

/// For words and for the words of a name how often each label was found; 0 is none.
#[derive(Debug, Default)]
pub(super) struct Pass {
    votes: Vec<Scores>,
    /// Where those of a word are, by its number in small letters, from 1 on; 0 for none.
    places: Vec<u32>,
    names: Keyed<Scores>,
    /// The label that longer names have most which a phrase or word is part of.
    longer: Keyed<u8>,
    pub(super) own: Vec<Own>,
}

/// What was found of a word itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Own {
    /// The name that holds it.
    pub(super) name: Key,
    /// The number of its label; 0 is none.
    pub(super) label: u8,
    /// Whether it is counted in [`Pass::votes`].
    counts: bool,
}

impl Pass {
    pub(super) fn of(scene: &Scene, names: &[(Span, Label)]) -> Self {
        let mut pass = Self {
            own: vec![Own::default(); scene.words.len()],
            places: vec![0; scene.spellings.lows()],
            ..Self::default()
        };
        let mut longer = Keyed::default();
        let mut from = 0;
        for (span, label) in names {
            let words = scene.further_within(from, *span);
            from = words.start;
            let Some(label) = NAME_LABELS.iter().position(|known| known == label) else {
                continue;
            };
            pass.take(scene, words, label + 1, &mut longer);
        }
        let most = |(key, votes): (Key, Scores)| (key, best(&votes) as u8);
        pass.longer = longer.into_iter().map(most).collect();
        for (word, own) in scene.words.iter().zip(&mut pass.own) {
            // A mention without a choice of capital is no vote.
            let chosen = word.style == Style::Usual && !word.is_front;
            own.counts = own.label > 0 || word.is_capital && chosen;
            if own.counts && word.is_capital {
                let place = &mut pass.places[scene.form(word).low as usize];
                if *place == 0 {
                    pass.votes.push(Scores::default());
                    *place = pass.votes.len() as u32;
                }
                pass.votes[*place as usize - 1][usize::from(own.label)] += 1.0;
            }
        }
        pass
    }

    fn take(
        &mut self,
        scene: &Scene,
        words: Range<usize>,
        label: usize,
        longer: &mut Keyed<Scores>,
    ) {
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
        let mut note = |key: Key| longer.entry(key).or_default()[label] += 1.0;
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
    pub(super) fn word(&self, low: u32, own: &Own) -> Option<Scores> {
        let place = self.places[low as usize].checked_sub(1)?;
        let mut votes = self.votes[place as usize];
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
        self.longer.get(&phrase).copied().map(usize::from)
    }
}

const _: () = assert!(LABELS.len() == NAME_LABELS.len() + 1);
