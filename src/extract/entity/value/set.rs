//! Sets of symbols, each kept once.
//!
//! Knows bits. Must not know what a symbol stands for.

use super::class::Symbol;
use crate::model::Quickly;
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// Symbols, one bit each; none for the empty set. A copy is the same until one of both changes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Set(Option<Rc<[u64]>>);

impl Set {
    /// The set of `members`, none of which is `count` or above.
    pub(super) fn of(members: &[Symbol], count: usize) -> Self {
        if members.is_empty() {
            return Self::default();
        }
        let mut bits = vec![0; count.div_ceil(64)];
        for &member in members {
            bits[usize::from(member) / 64] |= 1 << (member % 64);
        }
        Self(Some(bits.into()))
    }

    /// Every symbol below `count` that is not in this set.
    pub(super) fn complement(&self, count: usize) -> Self {
        let others = (0..count as Symbol).filter(|&symbol| !self.has(symbol));
        Self::of(&others.collect::<Vec<_>>(), count)
    }

    fn words(&self) -> &[u64] {
        self.0.as_deref().unwrap_or_default()
    }

    fn has(&self, symbol: Symbol) -> bool {
        let word = self.words().get(usize::from(symbol) / 64);
        word.is_some_and(|word| word >> (symbol % 64) & 1 == 1)
    }

    pub(super) fn members(&self) -> impl Iterator<Item = usize> {
        let words = self.words().iter().enumerate();
        words.flat_map(|(index, &word)| bits(word).map(move |bit| index * 64 + bit))
    }

    pub(super) fn add(&mut self, other: &Self) {
        let Some(words) = &mut self.0 else {
            self.clone_from(other);
            return;
        };
        let adds = |(word, other): (&u64, &u64)| other & !word != 0;
        if words.iter().zip(other.words()).any(adds) {
            let words = Rc::make_mut(words).iter_mut().zip(other.words());
            words.for_each(|(word, other)| *word |= other);
        }
    }

    pub(super) fn len(&self) -> u32 {
        self.words().iter().map(|word| word.count_ones()).sum()
    }
}

/// The places of the bits that are set.
pub(super) fn bits(mut rest: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (rest != 0).then(|| rest.trailing_zeros() as usize)?;
        rest &= rest - 1;
        Some(bit)
    })
}

/// The place of a set among all.
pub(super) type SetId = u16;

/// Every set that some pattern speaks of.
#[derive(Debug, Default)]
pub(super) struct Sets {
    ids: Quickly<Set, SetId>,
    sets: Vec<Set>,
}

impl Sets {
    pub(super) fn id(&mut self, set: &Set) -> SetId {
        if let Some(&id) = self.ids.get(set) {
            return id;
        }
        let id = self.sets.len() as SetId;
        self.ids.insert(set.clone(), id);
        self.sets.push(set.clone());
        id
    }

    pub(super) fn get(&self, id: SetId) -> &Set {
        &self.sets[usize::from(id)]
    }

    /// The same turned round, for `count` symbols.
    pub(super) fn memberships(&self, count: usize) -> Memberships {
        let members = |set: &Set| distances(set.members());
        Memberships::from(Members {
            count,
            sets: self.sets.iter().map(members).collect(),
        })
    }
}

/// In which sets each symbol is: what one place of a line is asked lies close together.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(from = "Members", into = "Members")]
pub(super) struct Memberships {
    /// How many sets there are.
    sets: usize,
    stride: usize,
    bits: Vec<u64>,
}

/// How far it is from each symbol of a set to the next: as short as it can be said.
#[derive(Serialize, Deserialize)]
struct Members {
    count: usize,
    sets: Vec<Vec<Symbol>>,
}

impl From<Members> for Memberships {
    fn from(Members { count, sets }: Members) -> Self {
        let stride = sets.len().div_ceil(64).max(1);
        let mut bits = vec![0; stride * count];
        for (id, distances) in sets.iter().enumerate() {
            let mut symbol = 0;
            for distance in distances {
                symbol += usize::from(*distance);
                bits[symbol * stride + id / 64] |= 1 << (id % 64);
            }
        }
        let sets = sets.len();
        Self { sets, stride, bits }
    }
}

impl From<Memberships> for Members {
    fn from(memberships: Memberships) -> Self {
        let sets = 0..memberships.sets as SetId;
        Self {
            count: memberships.symbols(),
            sets: sets
                .map(|set| distances(memberships.members(set)))
                .collect(),
        }
    }
}

fn distances(symbols: impl Iterator<Item = usize>) -> Vec<Symbol> {
    let mut last = 0;
    symbols
        .map(|symbol| (symbol - std::mem::replace(&mut last, symbol)) as Symbol)
        .collect()
}

impl Memberships {
    /// How many symbols there are.
    pub(super) fn symbols(&self) -> usize {
        self.bits.len() / self.stride
    }

    /// The symbols of a set.
    pub(super) fn members(&self, set: SetId) -> impl Iterator<Item = usize> {
        (0..self.symbols()).filter(move |symbol| self.has(set, *symbol as Symbol))
    }

    pub(super) fn has(&self, set: SetId, symbol: Symbol) -> bool {
        let (row, set) = (usize::from(symbol) * self.stride, usize::from(set));
        self.bits[row + set / 64] >> (set % 64) & 1 == 1
    }

    /// No set at all, in place of what is in `met`.
    pub(super) fn meet_none(&self, met: &mut Met) {
        met.0.clear();
        met.0.resize(self.stride, 0);
    }

    /// Adds the sets that have a symbol.
    pub(super) fn meet(&self, symbol: Symbol, met: &mut Met) {
        let row = usize::from(symbol) * self.stride;
        let row = &self.bits[row..row + self.stride];
        let words = met.0.iter_mut().zip(row);
        words.for_each(|(word, row)| *word |= row);
    }
}

/// Sets, one bit each.
#[derive(Debug, Default)]
pub(super) struct Met(Vec<u64>);

impl Met {
    pub(super) fn has(&self, set: SetId) -> bool {
        self.0[usize::from(set) / 64] >> (set % 64) & 1 == 1
    }
}
