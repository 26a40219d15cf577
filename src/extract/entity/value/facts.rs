//! What is known of a pattern before it is matched: which symbols its matches begin with, and
//! which they cannot do without.
//!
//! Knows sets of symbols. Must not know trees.

use super::set::Set;

/// Of how many symbols of a match it is known what they can be.
pub(super) const HEADS: usize = 3;

/// So many needs are kept: the rarest symbols tell most.
const NEEDS: usize = 5;

/// How long matches can be, one bit each; [`HEADS`] stands for all that is longer, too.
type Lengths = u8;

/// What is known of the matches of a pattern.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// What the first symbol can be, the second, and so on.
    heads: [Set; HEADS],
    lengths: Lengths,
    /// A symbol of each is in every match. With each how many symbols it has, ascending.
    needs: Vec<(u32, Set)>,
}

impl Facts {
    /// Of what matches nothing at all.
    pub(super) fn never() -> Self {
        Self::default()
    }

    /// Of what matches the empty string alone.
    pub(super) fn empty() -> Self {
        Self {
            lengths: 1,
            ..Self::default()
        }
    }

    /// Of what matches a symbol of a set.
    pub(super) fn one(set: &Set) -> Self {
        let mut facts = Self {
            lengths: 2,
            needs: vec![(set.len(), set.clone())],
            ..Self::default()
        };
        facts.heads[0] = set.clone();
        facts
    }

    /// What a match begins with.
    pub(super) fn first(&self) -> &Set {
        &self.heads[0]
    }

    pub(super) fn can_be_empty(&self) -> bool {
        self.lengths & 1 != 0
    }

    /// What a place of a match can be; none where the match may have ended before.
    pub(super) fn head(&self, place: usize) -> Option<&Set> {
        (!self.may_end_before(place)).then(|| &self.heads[place])
    }

    /// Whether a match may be over where this place begins.
    fn may_end_before(&self, place: usize) -> bool {
        self.lengths & ((2 << place) - 1) != 0
    }

    /// Sets of which every match has a symbol.
    pub(super) fn needs(&self) -> impl Iterator<Item = &Set> {
        self.needs.iter().map(|(_, set)| set)
    }

    /// Of what matches either.
    pub(super) fn or(&mut self, other: &Self) {
        if self.lengths == 0 {
            self.needs.clone_from(&other.needs);
        } else if other.lengths != 0 {
            self.needs.truncate(1);
            match (self.needs.first_mut(), other.needs.first()) {
                (Some((len, need)), Some((_, other))) => {
                    need.add(other);
                    *len = need.len();
                }
                _ => self.needs.clear(),
            }
        }
        for (set, other) in self.heads.iter_mut().zip(&other.heads) {
            set.add(other);
        }
        self.lengths |= other.lengths;
    }

    /// Of what matches this, and the other behind it.
    pub(super) fn then(&mut self, other: &Self) {
        let mut lengths = 0;
        for start in (0..=HEADS).filter(|start| self.lengths >> start & 1 == 1) {
            for (set, other) in self.heads.iter_mut().skip(start).zip(&other.heads) {
                set.add(other);
            }
            for length in (0..=HEADS).filter(|length| other.lengths >> length & 1 == 1) {
                lengths |= 1 << (start + length).min(HEADS);
            }
        }
        self.lengths = lengths;
        self.needs.extend_from_slice(&other.needs);
        self.needs.sort_by_key(|(len, _)| *len);
        self.needs.dedup();
        self.needs.truncate(NEEDS);
    }

    /// Of what matches this so many times, one behind the other.
    pub(super) fn repeated(&self, min: u8, max: u8) -> Self {
        let (mut run, mut all) = (Self::empty(), Self::never());
        // Further copies change nothing that is known.
        let enough = max.min(min.saturating_add(HEADS as u8));
        for count in 0..=enough {
            if count >= min {
                all.or(&run);
            }
            run.then(self);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::entity::value::class::Symbol;

    const SYMBOLS: usize = 5;

    fn one(symbol: Symbol) -> Facts {
        Facts::one(&Set::of(&[symbol], SYMBOLS))
    }

    fn allowed(facts: &Facts) -> [Vec<usize>; HEADS] {
        [0, 1, 2].map(|place| match facts.head(place) {
            Some(set) => set.members().collect(),
            None => (0..SYMBOLS).collect(),
        })
    }

    #[test]
    fn what_follows_stands_behind_all_lengths() {
        let mut facts = one(0).repeated(0, 1);
        facts.then(&one(1));
        facts.then(&one(2));
        assert!(!facts.can_be_empty());
        assert_eq!(
            allowed(&facts),
            [vec![0, 1], vec![1, 2], vec![0, 1, 2, 3, 4]]
        );
        let mut facts = one(3).repeated(1, u8::MAX);
        facts.then(&one(4));
        assert_eq!(allowed(&facts), [vec![3], vec![3, 4], vec![0, 1, 2, 3, 4]]);
        let mut facts = one(3).repeated(2, 2);
        facts.then(&one(4));
        assert_eq!(allowed(&facts), [vec![3], vec![3], vec![4]]);
    }

    #[test]
    fn ways_are_joined() {
        let mut facts = one(0);
        facts.then(&one(1));
        facts.or(&one(2));
        assert_eq!(
            allowed(&facts),
            [vec![0, 2], vec![0, 1, 2, 3, 4], vec![0, 1, 2, 3, 4]]
        );
    }
}
