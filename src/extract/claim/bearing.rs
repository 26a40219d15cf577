//! What bears on a content: the cues over its main verb, its negation, its mood.
//!
//! Knows main and subordinate clauses. Must not know how cues combine to a level.

use super::certainty::{Deciding, Makes, Setting};
use super::clause::{Clauses, Joint, Verb};
use super::scope::{Layers, Mark};
use super::words::Class;
use crate::extract::{CueType, Polarity};
use crate::text::same_word;
use std::ops::Range;

/// All that decides on the level and the polarity of a claim.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bearing {
    pub(super) deciding: Vec<Deciding>,
    pub(super) setting: Setting,
    pub(super) polarity: Polarity,
}

impl Bearing {
    /// What bears on `content`; `makers` are the cues that make the claim from outside or
    /// inside of it, and `makes` what the first of them does.
    pub(super) fn new(
        layers: Layers<'_>,
        clauses: &Clauses,
        content: Range<usize>,
        makers: &[u32],
        makes: Makes,
    ) -> Self {
        let mut deciding = Vec::new();
        for (index, &cue) in makers.iter().enumerate() {
            let found = &layers.cues[cue as usize];
            deciding.extend(found.certainty.map(|level| Deciding {
                cue,
                kind: found.cue.kind,
                level,
                makes: if index == 0 { makes } else { Makes::ItsLevel },
                group: None,
            }));
        }
        let main = Main::of(clauses, content);
        // A maker inside of the content stands in its verb group.
        let inside = |cue: u32| {
            main.words
                .clone()
                .any(|at| clauses.words[at].cue == Some(cue))
        };
        for maker in deciding.iter_mut().filter(|maker| inside(maker.cue)) {
            maker.group = main.verb.map(|verb| verb as u32);
        }
        main.governing(layers, clauses, &mut deciding);
        Self {
            deciding,
            setting: Setting {
                counterfactual: main.is_past_conditional(layers, clauses),
                ..Setting::default()
            },
            polarity: main.polarity(clauses),
        }
    }
}

/// The first sentence of a content, and its main verb.
#[derive(Debug)]
struct Main {
    words: Range<usize>,
    verb: Option<usize>,
}

impl Main {
    fn of(clauses: &Clauses, content: Range<usize>) -> Self {
        let ends = |i: usize| {
            clauses.words[i].begins || matches!(clauses.mark(i), Some(Mark::Stop | Mark::Question))
        };
        let end = (content.start + 1..content.end)
            .find(|&i| ends(i))
            .unwrap_or(content.end);
        let words = content.start..end;
        let verb = clauses
            .clause_at(words.start)
            .or_else(|| words.clone().find(|&i| clauses.is_finite(i)));
        Self { words, verb }
    }

    /// Adds the cues over the main verb: those that no clause inside the content holds.
    fn governing(&self, layers: Layers<'_>, clauses: &Clauses, deciding: &mut Vec<Deciding>) {
        let behind = self.verb.map_or(usize::MAX, |verb| clauses.group_end(verb));
        let mut below = false;
        let mut last = None;
        for at in self.words.clone() {
            let word = &clauses.words[at];
            // What a relative clause of the subject holds ends at the main verb.
            below &= Some(at) != self.verb;
            let Some(cue) = word.cue else {
                let relative = Class::THAT | Class::REL;
                let opens = match at >= behind {
                    true => opens_clause(clauses, at),
                    false => at > self.words.start && word.class.is(relative),
                };
                below |= word.entity.is_none() && opens;
                continue;
            };
            if last.replace(cue) == Some(cue) {
                continue;
            }
            let found = &layers.cues[cue as usize];
            let kind = found.cue.kind;
            let condition = kind == CueType::Condition;
            let bears = condition || hedges(kind) && !below && !is_attributive(clauses, at);
            let known = deciding.iter().any(|deciding| deciding.cue == cue);
            if let Some(level) = found.certainty.filter(|_| bears && !known) {
                deciding.push(Deciding {
                    cue,
                    kind,
                    level,
                    makes: Makes::ItsLevel,
                    group: Some(self.verb.unwrap_or(at) as u32),
                });
            }
            // What a fronted condition opens ends before the main clause.
            below &= !condition;
        }
    }

    /// "would have", "might have": what did not happen, if a condition says so.
    fn is_past_conditional(&self, layers: Layers<'_>, clauses: &Clauses) -> bool {
        let have = |at: usize| {
            clauses
                .words
                .get(at)
                .is_some_and(|word| same_word(layers.text.slice(word.span), "have"))
        };
        self.words
            .clone()
            .any(|at| clauses.is(at, Class::MODAL) && (at + 1..at + 4).any(have))
    }

    fn polarity(&self, clauses: &Clauses) -> Polarity {
        let until = match self.verb {
            Some(verb) => clauses.group_end(verb) + 2,
            None => self.words.start + 3,
        };
        let negative = (self.words.start..until.min(self.words.end)).any(|at| {
            let word = &clauses.words[at];
            word.class.is(Class::NEG) && word.entity.is_none() && word.cue.is_none()
        });
        match negative {
            true => Polarity::Negative,
            false => Polarity::Positive,
        }
    }
}

/// Whether cues of this type say how sure a claim is, where they stand inside of it.
fn hedges(kind: CueType) -> bool {
    !matches!(
        kind,
        CueType::Attribution
            | CueType::Condition
            | CueType::Stance
            | CueType::Approximator
            | CueType::Weasel
    )
}

/// Whether a clause inside of another begins at `at`.
fn opens_clause(clauses: &Clauses, at: usize) -> bool {
    let class = clauses.class(at);
    class.is(Class::THAT | Class::REL)
        || class.is(Class::SUB) && !class.is(Class::PREP | Class::ADV)
        || class.is(Class::COORD) && clauses.joins(at) != Joint::Phrases
}

/// "a possible sale": an adjective inside a noun phrase.
fn is_attributive(clauses: &Clauses, at: usize) -> bool {
    at > 0
        && clauses.is(at - 1, Class::DET | Class::POSS)
        && clauses.is_nominal(at + 1)
        && clauses.verbs[at] == Verb::None
}

/// Whether the words from `at` on end in a question mark.
pub(super) fn is_question(clauses: &Clauses, at: usize) -> bool {
    (at..clauses.len())
        .find(|&i| {
            clauses.words[i].begins || matches!(clauses.mark(i), Some(Mark::Stop | Mark::Question))
        })
        .is_some_and(|i| clauses.is_mark(i, Mark::Question))
}

/// "had been due": the past perfect calls a plan or an expectation off.
pub(super) fn is_called_off(layers: Layers<'_>, clauses: &Clauses, cue: u32) -> bool {
    let Some(at) = clauses.words.iter().position(|w| w.cue == Some(cue)) else {
        return false;
    };
    (at.saturating_sub(4)..=at)
        .any(|i| clauses.is_finite(i) && same_word(layers.text.slice(clauses.words[i].span), "had"))
}
