//! Features by number.
//!
//! Numbers follow the order of the keys, never that of a hash table.

use crate::model::{Key, Keyed};

/// How often each feature was seen.
#[derive(Debug, Default)]
pub struct Counted(Keyed<u32>);

impl Counted {
    pub fn add(&mut self, features: &[Key]) {
        for key in features {
            *self.0.entry(*key).or_default() += 1;
        }
    }

    /// Those that were seen so often.
    pub fn numbered(self, least: u32) -> Numbered {
        let often = self.0.into_iter().filter(|(_, count)| *count >= least);
        let mut keys: Vec<Key> = often.map(|(key, _)| key).collect();
        keys.sort_unstable();
        let numbers = keys.iter().zip(0..).map(|(key, number)| (*key, number));
        Numbered {
            numbers: numbers.collect(),
            keys,
        }
    }
}

/// The features that something is learnt of.
#[derive(Debug)]
pub struct Numbered {
    pub keys: Vec<Key>,
    numbers: Keyed<u32>,
}

impl Numbered {
    /// The numbers of those features that have one.
    pub fn of<'a>(&'a self, features: &'a [Key]) -> impl Iterator<Item = u32> + 'a {
        features
            .iter()
            .filter_map(|key| self.numbers.get(key).copied())
    }
}
