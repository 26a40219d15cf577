//! Words, phrases and features as hashes.
//!
//! Knows bytes. The same bytes give the same hash on every machine, and for as long as weights
//! are trained for [`super::FEATURE_SET`].

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A hash of a feature, a word or a phrase.
pub type Key = u64;

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// The hash of a text.
#[inline]
pub fn hash(text: &str) -> Key {
    let mut hash = text.len() as u64;
    let mut chunks = text.as_bytes().chunks_exact(8);
    for chunk in &mut chunks {
        hash = mix(
            hash,
            chunk.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b)),
        );
    }
    let rest = chunks.remainder();
    finish(mix(
        hash,
        rest.iter().rev().fold(0, |n, b| n << 8 | u64::from(*b)),
    ))
}

/// Takes a further number into a hash. [`finish`] comes last.
#[inline]
pub const fn mix(hash: u64, number: u64) -> u64 {
    (hash.rotate_left(23) ^ number).wrapping_mul(FACTOR)
}

/// Makes all bits of a hash hang on all that went in.
#[inline]
pub const fn finish(hash: u64) -> Key {
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    hash ^ (hash >> 29)
}

/// The part of a key that a file has: its first bits.
#[inline]
pub(super) const fn short(key: Key, bits: u32) -> u32 {
    (key >> (64 - bits)) as u32
}

/// The hash of a phrase of words, each hashed in small letters.
#[inline]
pub fn phrase(words: impl IntoIterator<Item = Key>) -> Key {
    finish(words.into_iter().fold(7, mix))
}

/// The hashes of all phrases that begin where a phrase does: of its first word, of its first two,
/// and so on.
#[inline]
pub fn phrases(words: impl IntoIterator<Item = Key>) -> impl Iterator<Item = Key> {
    words.into_iter().scan(7, |hash, word| {
        *hash = mix(*hash, word);
        Some(finish(*hash))
    })
}

/// A map by keys, which are hashes already.
pub type Keyed<V> = HashMap<Key, V, BuildHasherDefault<Ready>>;

#[derive(Debug, Default, Clone, Copy)]
pub struct Ready(u64);

impl Hasher for Ready {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = mix(self.0, u64::from(*byte));
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(FACTOR);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A map by words or other plain keys, none of which a stranger chooses to meet another: its
/// hashes cost a fraction of the standard library's.
pub type Quickly<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

#[derive(Debug, Default, Clone, Copy)]
pub struct Quick(u64);

impl Hasher for Quick {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let (numbers, rest) = bytes.as_chunks::<8>();
        for number in numbers {
            self.0 = mix(self.0, u64::from_le_bytes(*number));
        }
        let last = rest.iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
        self.0 = mix(self.0, last);
    }

    #[inline]
    fn write_u8(&mut self, number: u8) {
        self.0 = mix(self.0, number.into());
    }

    #[inline]
    fn write_u16(&mut self, number: u16) {
        self.0 = mix(self.0, number.into());
    }

    #[inline]
    fn write_u32(&mut self, number: u32) {
        self.0 = mix(self.0, number.into());
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = mix(self.0, number);
    }

    #[inline]
    fn write_usize(&mut self, number: usize) {
        self.0 = mix(self.0, number as u64);
    }

    #[inline]
    fn finish(&self) -> u64 {
        finish(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn hashes_tell_texts_apart_and_never_change() {
        let words: Vec<String> = (0..50_000).map(|n| format!("w{n}")).collect();
        let hashes: HashSet<Key> = words.iter().map(|word| hash(word)).collect();
        assert_eq!(hashes.len(), words.len());
        let high: HashSet<Key> = hashes.iter().map(|hash| hash >> 34).collect();
        assert!(high.len() > 49_900, "{}", high.len());
        assert_ne!(hash("a\0"), hash("a"));
        assert_ne!(phrase([1, 2]), phrase([2, 1]));
        assert!(phrases([1, 2]).eq([phrase([1]), phrase([1, 2])]));
        // Weights that were trained yesterday are of these.
        assert_eq!(hash("Nairobi"), 15_485_039_360_266_553_672);
        assert_eq!(hash("Bekkevold-Rao"), 10627677736984691677);
    }
}
