//! The word lists under `lexicon/`: their file syntax, and the tables of all stages together.
//!
//! Two tables take longer to build from their lists than all others. A release builds them
//! beforehand and ships them [`Built`], in place of their lists.

use super::{claim, cue, entity, holder, link};
use serde::{Deserialize, Serialize, Serializer};
use std::collections::{BTreeMap, HashMap};

/// Every stage's tables, built once and shared.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) entity: entity::Tables,
    pub(super) cue: cue::Tables,
    pub(super) claim: claim::Tables,
    pub(super) link: link::Tables,
    pub(super) holder: holder::Tables,
}

impl Lexicon {
    /// The lists that the engine ships with.
    pub fn english() -> Self {
        let Built { values, cue } = Built::english();
        Self {
            entity: entity::Tables::english(values),
            cue,
            claim: claim::Tables::english(),
            link: link::Tables::english(),
            holder: holder::Tables::english(),
        }
    }

    /// What `cargo xtask build` puts in the place of some lists: for the feature `built`.
    #[cfg(feature = "cli")]
    pub fn built() -> Vec<u8> {
        postcard::to_allocvec(&Built::english()).expect("plain data")
    }
}

#[cfg(feature = "train")]
impl Lexicon {
    /// Takes entries out of the cues, as if they were not there, to see what holds without them.
    pub fn mask_cues(&mut self, masked: &dyn Fn(u32) -> bool) {
        self.cue.mask(masked);
    }
}

/// The tables that a release builds beforehand.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Built {
    values: entity::Grammar,
    cue: cue::Tables,
}

impl Built {
    /// As [`Lexicon::built`] wrote them for this very build.
    #[cfg(feature = "built")]
    const SHIPPED: Option<&[u8]> = Some(include_bytes!(env!("HEDGEROW_LEXICON")));
    #[cfg(not(feature = "built"))]
    const SHIPPED: Option<&[u8]> = None;

    fn english() -> Self {
        match Self::SHIPPED {
            Some(bytes) => Self::read(bytes),
            None => Self {
                values: entity::Grammar::english(),
                cue: cue::Tables::english(),
            },
        }
    }

    fn read(bytes: &'static [u8]) -> Self {
        let Self { values, cue } =
            postcard::from_bytes(bytes).expect("cargo xtask build has it written by this code");
        Self {
            values: values.ready(),
            cue,
        }
    }
}

/// Defines a set of word classes, with one bit and one spelling for each class.
macro_rules! classes {
    ($(#[$doc:meta])* $vis:vis $set:ident { $($(#[$meta:meta])* $name:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, Default,
            serde::Serialize, serde::Deserialize,
        )]
        $vis struct $set(u64);

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Bit { $($name,)* }

        // Not every set needs all of it.
        #[allow(dead_code)]
        impl $set {
            $($(#[$meta])* $vis const $name: Self = Self(1 << Bit::$name as u64);)*
            $vis const NONE: Self = Self(0);

            /// The class that lexicon files spell so.
            $vis fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }

            /// A number that is this set's alone.
            $vis const fn number(self) -> u64 {
                self.0
            }

            /// Whether the two sets meet.
            $vis const fn is(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            $vis const fn union(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            $vis const fn without(self, other: Self) -> Self {
                Self(self.0 & !other.0)
            }
        }

        impl std::ops::BitOr for $set {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                self.union(other)
            }
        }
    };
}
pub(super) use classes;

/// For [`Lexicon::built`]: a map in the order of its keys, which a hash table's own order hides.
pub(super) fn in_order<K: Ord + Serialize, V: Serialize, S, T: Serializer>(
    map: &HashMap<K, V, S>,
    to: T,
) -> Result<T::Ok, T::Error> {
    to.collect_map(map.iter().collect::<BTreeMap<_, _>>())
}

/// For [`Lexicon::built`]: numbers as the steps from each to the next, which are alike where they
/// ascend.
pub(super) mod steps {
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn serialize<S: Serializer>(numbers: &[u32], to: S) -> Result<S::Ok, S::Error> {
        let mut last = 0u32;
        to.collect_seq(numbers.iter().map(|number| {
            let step = number.wrapping_sub(last) as i32;
            last = *number;
            step
        }))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
        let mut last = 0u32;
        let steps = Vec::<i32>::deserialize(from)?.into_iter();
        Ok(steps
            .map(|step| {
                last = last.wrapping_add(step as u32);
                last
            })
            .collect())
    }
}

/// The entries of a list: lines that are neither empty nor comments (`#`), with their number.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    file.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim_end()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The two sides of each line of a list.
pub(super) fn pairs(
    file: &'static str,
    sign: char,
) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(file).map(move |(number, line)| {
        let (name, rest) = line
            .split_once(sign)
            .unwrap_or_else(|| panic!("line {number} has no {sign:?}: {line}"));
        (name.trim(), rest.trim())
    })
}

#[cfg(all(test, feature = "cli"))]
mod tests {
    use super::*;

    /// What a release reads is what its lists say: read and written again, it is the same.
    #[test]
    fn what_is_built_reads_back() {
        let bytes: &'static [u8] = Lexicon::built().leak();
        let again = postcard::to_allocvec(&Built::read(bytes)).expect("plain data");
        assert!(again == bytes);
    }
}
