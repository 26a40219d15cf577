//! Where the phrases of a claim begin and end, chosen among all places where they could.
//!
//! Knows how choices are put and what comes of them. Must not know how weights are learnt, nor
//! how the frames came to their own answer.

mod border;
mod template;

use super::frames::{Draft, Reading};
use crate::model::{ClaimModel, Key, Model};
use crate::text::Span;
use std::fmt;
use template::Seen;

/// What is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    ContentStart,
    ContentEnd,
    SourceStart,
    SourceEnd,
    /// Whether there is a claim at all: 1 where there is.
    Keep,
}

impl Role {
    pub const BORDERS: [Self; 4] = [
        Self::ContentStart,
        Self::ContentEnd,
        Self::SourceStart,
        Self::SourceEnd,
    ];
}

/// A place where a phrase could begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// As a byte of the text.
    pub at: u32,
    /// Where its features end among all of the choice.
    features: u32,
}

/// Several places, of which one is to be chosen.
#[derive(Debug)]
pub struct Choice {
    pub role: Role,
    pub places: Vec<Place>,
    /// The place that the frames say.
    pub ruled: usize,
    features: Vec<Key>,
    /// The cue that makes the claim, where one does.
    pub cue: Option<Span>,
    /// The content and source as the frames have them.
    pub content: Vec<Span>,
    pub source: Vec<Span>,
}

impl Choice {
    /// The features of a place; the first [`RULED`] are of what the frames say.
    pub fn features(&self, place: usize) -> &[Key] {
        let start = place.checked_sub(1).map_or(0, |before| self.places[before].features);
        &self.features[start as usize..self.places[place].features as usize]
    }
}

pub use template::RULED;

/// Who chooses.
pub trait Choose: fmt::Debug {
    fn choose(&self, choice: &Choice) -> usize;
}

/// Chooses by weights.
#[derive(Debug, Clone, Copy)]
pub struct Weighed<'a> {
    pub weights: &'a ClaimModel,
    pub margin: i32,
    pub keep: i32,
}

impl Weighed<'_> {
    pub fn best<'f>(&self, role: Role, ruled: usize, places: impl Iterator<Item = &'f [Key]>) -> usize {
        let mut best = (i32::MIN, 0);
        let mut own = 0;
        for (place, features) in places.enumerate() {
            let mut score = [0];
            self.weights.spans.add(features, &mut score);
            let score = i32::from(score[0]);
            if place == ruled {
                own = score;
            }
            if score > best.0 {
                best = (score, place);
            }
        }
        let margin = if role == Role::Keep { self.keep } else { self.margin };
        match best.0 - own > margin {
            true => best.1,
            false => ruled,
        }
    }
}

impl Choose for Weighed<'_> {
    fn choose(&self, choice: &Choice) -> usize {
        self.best(choice.role, choice.ruled, (0..choice.places.len()).map(|at| choice.features(at)))
    }
}

/// Who chooses, and what the choices are seen by.
#[derive(Debug, Clone, Copy)]
pub struct Ranker<'a> {
    pub chooser: &'a dyn Choose,
    /// For its clusters of words.
    pub names: &'a Model,
}

/// Chooses anew where the contents and sources of drafts begin and end.
pub(super) fn rank(reading: &Reading<'_>, ranker: Ranker<'_>, drafts: &mut Vec<Draft>, from: usize) {
    if drafts[from..].iter().all(|draft| draft.content.is_empty()) {
        return;
    }
    let seen = Seen::new(reading, ranker.names);
    for draft in drafts[from..].iter_mut().filter(|d| !d.content.is_empty()) {
        for role in Role::BORDERS {
            choose(reading, ranker, &seen, draft, role);
        }
    }
    let mut at = 0;
    drafts.retain(|draft| {
        at += 1;
        at <= from || draft.content.is_empty() || keeps(reading, ranker, &seen, draft)
    });
}

fn keeps(reading: &Reading<'_>, ranker: Ranker<'_>, seen: &Seen, draft: &Draft) -> bool {
    let clauses = reading.clauses;
    let mut choice = Choice {
        role: Role::Keep,
        places: vec![Place { at: 0, features: 0 }],
        ruled: 1,
        features: Vec::new(),
        cue: draft.cues.first().map(|cue| reading.layers.cues[*cue as usize].cue.span),
        content: super::passage::spans(clauses, &draft.content),
        source: super::passage::spans(clauses, &draft.source),
    };
    template::whole(reading, seen, draft, &mut choice.features);
    choice.places.push(Place { at: 1, features: choice.features.len() as u32 });
    ranker.chooser.choose(&choice) == 1
}

fn choose(
    reading: &Reading<'_>,
    ranker: Ranker<'_>,
    seen: &Seen,
    draft: &mut Draft,
    role: Role,
) {
    let clauses = reading.clauses;
    let phrase = match role {
        Role::ContentStart => draft.content.first(),
        Role::ContentEnd => draft.content.last(),
        _ => draft.source.first(),
    };
    let Some(phrase) = phrase.cloned().filter(|phrase| !phrase.is_empty()) else {
        return;
    };
    let (ruled, other) = match role {
        Role::ContentStart | Role::SourceStart => (phrase.start, phrase.end),
        _ => (phrase.end, phrase.start),
    };
    let begins = ruled < other;
    let borders: Vec<usize> = match begins {
        true => border::starts(clauses, &phrase),
        false => border::ends(clauses, &phrase),
    };
    if borders.len() < 2 {
        return;
    }
    let byte = |at: usize| match begins {
        true => clauses.words[at].span.start,
        false => clauses.words[at - 1].span.end,
    };
    let mut choice = Choice {
        role,
        places: Vec::with_capacity(borders.len()),
        ruled: borders.iter().position(|at| *at == ruled).unwrap_or(0),
        features: Vec::new(),
        cue: draft.cues.first().map(|cue| reading.layers.cues[*cue as usize].cue.span),
        content: super::passage::spans(clauses, &draft.content),
        source: super::passage::spans(clauses, &draft.source),
    };
    let sight = template::Sight::new(reading, seen, draft, role, ruled, other);
    for at in &borders {
        sight.see(*at, &mut choice.features);
        choice.places.push(Place {
            at: byte(*at),
            features: choice.features.len() as u32,
        });
    }
    let chosen = borders[ranker.chooser.choose(&choice).min(borders.len() - 1)];
    let phrase = match role {
        Role::ContentStart => draft.content.first_mut(),
        Role::ContentEnd => draft.content.last_mut(),
        _ => draft.source.first_mut(),
    };
    if let Some(phrase) = phrase {
        match begins {
            true => phrase.start = chosen,
            false => phrase.end = chosen,
        }
    }
}
