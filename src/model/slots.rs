//! Numbers by short keys, in one table that a program reads as fast as it can.
//!
//! Knows keys of so many bits and numbers from 1 on. Must not know what a number stands for.
//!
//! Keys that ascend lie in the order of their places: each stands at its own place or soon
//! behind it. So a table is filled from its start to its end, whatever its size, and what is
//! looked up lies within a line or two of the machine's cache.

/// How far from its own place a key may stand.
const REACH: usize = 32;
/// Bits of its own place that tell a key from all that may stand there, and which of two such
/// is the greater.
const PLACE_BITS: u32 = REACH.ilog2() + 1;
/// How many places are looked at together; seldom is a key further off.
const NEAR: usize = 4;
/// The bits of a slot.
const SLOT: u32 = u32::BITS;

#[derive(Debug, Default)]
pub(super) struct Slots {
    /// In each the low bits of a key, which tell it from all that may stand there, and its
    /// number; 0 where it is free.
    slots: Vec<u32>,
    /// The bits of a key below those that say its place.
    shift: u32,
    /// The bits of a number.
    number: u32,
    /// The first place behind all that are taken.
    free: usize,
}

/// The places that so many keys are given first, as their bits: two of five stay free at least.
pub(super) const fn roomy(count: usize) -> u32 {
    (count + count / 2 + 1).next_power_of_two().ilog2()
}

/// The most places, as their bits, for keys of so many.
pub(super) const fn most(key_bits: u32) -> u32 {
    key_bits - 1
}

impl Slots {
    /// No keys yet, and `1 << bits` places for them; `bits` are [`most`] at most.
    pub(super) fn new(key_bits: u32, bits: u32) -> Self {
        let shift = key_bits - bits;
        Self {
            slots: vec![0; (1 << bits) + REACH],
            shift,
            number: SLOT - (shift + PLACE_BITS),
            free: 0,
        }
    }

    /// Adds a key that is above all others; false where it, or its number, has no room.
    #[must_use]
    #[inline]
    pub(super) fn push(&mut self, key: u32, number: u32) -> bool {
        let home = (key >> self.shift) as usize;
        let at = home.max(self.free);
        // The last place of the reach stays free, so that what is not there is soon known.
        if number == 0 || number >> self.number != 0 || at - home >= REACH - 1 {
            return false;
        }
        let Some(slot) = self.slots.get_mut(at) else {
            return false;
        };
        *slot = key << self.number | number;
        self.free = at + 1;
        true
    }

    /// The number of a key; 0 where it is not there.
    #[inline]
    pub(super) fn get(&self, key: u32) -> u32 {
        let home = (key >> self.shift) as usize;
        let Some(near) = self.slots.get(home..home + NEAR) else {
            return 0;
        };
        let key = key << self.number;
        // Without a branch, since none could be foreseen.
        let found = near.iter().fold(0, |found, slot| {
            found | if self.has(*slot, key) { *slot } else { 0 }
        });
        let last = near[NEAR - 1];
        if found == 0 && last != 0 && self.is_below(last, key) {
            return self.further(home, key);
        }
        found & self.numbers()
    }

    /// The same where it is not near its place.
    #[cold]
    fn further(&self, home: usize, key: u32) -> u32 {
        let reach = self.slots[home..].iter().take(REACH);
        let mut taken = reach.take_while(|slot| **slot != 0);
        let found = taken.find(|slot| self.has(**slot, key));
        found.map_or(0, |slot| slot & self.numbers())
    }

    /// Whether a slot has a key, whose low bits stand above those of a number.
    #[inline]
    fn has(&self, slot: u32, key: u32) -> bool {
        (slot ^ key) >> self.number == 0
    }

    /// Whether the key of a slot within reach is below a key.
    #[inline]
    fn is_below(&self, slot: u32, key: u32) -> bool {
        ((slot & !self.numbers()).wrapping_sub(key) as i32) < 0
    }

    /// The bits of numbers.
    #[inline]
    fn numbers(&self) -> u32 {
        (1 << self.number) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{finish, mix};
    use std::collections::BTreeMap;

    const KEY_BITS: u32 = 20;

    fn chance(seed: u64) -> u64 {
        finish(mix(seed, 1))
    }

    #[test]
    fn keys_have_their_numbers_and_others_none() {
        for count in [0, 1, 2, 100, 5000, 60_000] {
            let keys = (0..count).map(|seed| (chance(seed) >> (64 - KEY_BITS)) as u32);
            let numbers: BTreeMap<u32, u32> = keys.zip(1..).collect();
            let mut slots = Slots::new(KEY_BITS, roomy(numbers.len()));
            assert!(
                numbers
                    .iter()
                    .all(|(key, number)| slots.push(*key, *number))
            );
            for key in 0..1 << KEY_BITS {
                let number = numbers.get(&key).copied().unwrap_or(0);
                assert_eq!(slots.get(key), number, "{key} of {count}");
            }
        }
    }

    #[test]
    fn what_has_no_room_is_refused() {
        let mut slots = Slots::new(KEY_BITS, 4);
        assert!(!slots.push(0, 0));
        assert!((0..31).all(|key| slots.push(key, 1)));
        assert!(!slots.push(31, 1));
        let mut slots = Slots::new(KEY_BITS, 4);
        assert!(slots.push(1, 1 << 9) && !slots.push(2, 1 << 10));
        let last = (1 << KEY_BITS) - 1;
        assert!(slots.push(last - 1, 1) && slots.push(last, 2));
        assert_eq!((slots.get(last - 1), slots.get(last)), (1, 2));
    }

    #[test]
    fn an_empty_table_has_nothing() {
        assert_eq!(Slots::default().get(5), 0);
    }
}
