//! The marks of a document: found by id, read in text order.

use super::sorted::{Ids, Sorted};
use super::{Body, Id, Kind, Mark};
use std::cmp::Reverse;

/// Where a mark stands among the others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    start: u32,
    end: Reverse<u32>,
    kind: Kind,
    id: Id,
}

impl Place {
    fn of(mark: &Mark) -> Self {
        let span = mark.span();
        Self {
            start: span.start,
            end: Reverse(span.end),
            kind: mark.kind(),
            id: mark.id.clone(),
        }
    }

    /// Before every mark that begins at `start` or later.
    pub(super) fn at(start: u32) -> Self {
        Self {
            start,
            end: Reverse(u32::MAX),
            kind: Kind::Entity,
            id: Id::from(""),
        }
    }
}

/// **Invariant:** `places` holds the place of each mark in `in_order`, and `named` how often
/// each id stands in a claim.
#[derive(Debug, Clone, Default)]
pub(super) struct Marks {
    in_order: Sorted<Place, Box<Mark>>,
    places: Sorted<Id, Place>,
    named: Sorted<Id, u32>,
    /// The highest number given per kind; it never falls, so that no id comes back as another.
    numbers: [u32; Kind::ALL.len()],
}

impl Marks {
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn get(&self, id: &Id) -> Option<&Mark> {
        let mark = self.in_order.get(self.places.get(id)?)?;
        Some(mark)
    }

    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Mark> {
        self.in_order.iter().map(|(_, mark)| &**mark)
    }

    /// The marks that begin at `start` or later, in text order.
    pub(super) fn from(&self, start: u32) -> impl Iterator<Item = &Mark> {
        let here = self.in_order.from(&Place::at(start));
        here.map(|(_, mark)| &**mark)
    }

    /// How many claims name this mark as their cue or parent.
    pub(super) fn naming(&self, id: &Id) -> u32 {
        self.named.get(id).copied().unwrap_or(0)
    }

    /// The highest numbers that were given.
    pub(super) fn numbers(&self) -> [u32; Kind::ALL.len()] {
        self.numbers
    }

    /// Gives no number again up to these.
    pub(super) fn count_from(&mut self, numbers: [u32; Kind::ALL.len()]) {
        self.numbers = numbers;
    }

    /// Never gives this id.
    pub(super) fn reserve(&mut self, id: &Id) {
        if let Some((kind, number)) = id.number() {
            let highest = &mut self.numbers[kind as usize];
            *highest = number.max(*highest);
        }
    }

    /// The next free number of a kind, from which ids are counted on.
    pub(super) fn next_number(&self, kind: Kind) -> u32 {
        self.numbers[kind as usize] + 1
    }

    /// Puts in a mark whose id is free; a mark that stands under the id is given back.
    pub(super) fn insert(&mut self, mark: Mark) -> Option<Mark> {
        let before = self.remove(&mark.id);
        self.reserve(&mark.id);
        for id in mark.names() {
            *self.named.entry(id.clone()) += 1;
        }
        let place = Place::of(&mark);
        self.places.insert(mark.id.clone(), place.clone());
        self.in_order.insert(place, Box::new(mark));
        before
    }

    /// Gives each mark the body that `place` makes of its own; it must name what that named.
    pub(super) fn relocate(&mut self, place: impl Fn(&Body) -> Option<Body>) {
        for (_, mut mark) in std::mem::take(&mut self.in_order).into_entries() {
            mark.body = place(&mark.body).unwrap_or(mark.body);
            let place = Place::of(&mark);
            self.places.insert(mark.id.clone(), place.clone());
            self.in_order.insert(place, mark);
        }
    }

    pub(super) fn remove(&mut self, id: &Id) -> Option<Mark> {
        let mark = self.in_order.remove(&self.places.remove(id)?)?;
        for id in mark.names() {
            *self.named.entry(id.clone()) -= 1;
        }
        Some(*mark)
    }
}

/// Equal where the marks are: which numbers were given before is no part of it.
impl PartialEq for Marks {
    fn eq(&self, other: &Self) -> bool {
        self.in_order == other.in_order
    }
}

impl Mark {
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::Entity { .. } => Kind::Entity,
            Body::Cue { .. } => Kind::Cue,
            Body::Claim(_) => Kind::Claim,
        }
    }

    /// Lets go of what the mark names of `lost`.
    pub(super) fn forget(&mut self, lost: &Ids) {
        if let Body::Claim(claim) = &mut self.body {
            claim.cues.retain(|cue| !lost.contains(cue));
            claim.parent.take_if(|parent| lost.contains(parent));
        }
        for why in &mut self.why {
            why.cue.take_if(|cue| lost.contains(cue));
        }
    }

    /// The marks that this one names: a claim's cues, and its parent.
    pub fn names(&self) -> impl Iterator<Item = &Id> {
        let claim = match &self.body {
            Body::Claim(claim) => Some(claim),
            _ => None,
        };
        claim
            .into_iter()
            .flat_map(|claim| claim.cues.iter().chain(&claim.parent))
    }
}
