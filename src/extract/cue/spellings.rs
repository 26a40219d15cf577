//! The words of a block as they are written, each once.
//!
//! Knows which tokens are written alike. Must not know what a word means.
//!
//! A text says most of its words more than once: what hangs on the letters of a word alone is
//! found out once for each.

use crate::model::{Keyed, hash, mix};
use crate::text::Token;

/// The tokens of a block, by how they are written.
#[derive(Debug, Default)]
pub(super) struct Spellings {
    /// The spelling of each token.
    pub(super) of: Vec<u32>,
    /// Where each stands first.
    pub(super) first: Vec<u32>,
}

impl Spellings {
    pub(super) fn new(source: &str, tokens: &[Token]) -> Self {
        let mut known: Keyed<u32> = Keyed::default();
        let mut first = Vec::new();
        let of = (0..).zip(tokens).map(|(at, token)| {
            let key = mix(hash(token.of(source)), token.kind as u64);
            let next = first.len() as u32;
            let one = *known.entry(key).or_insert(next);
            if one == next {
                first.push(at);
            }
            one
        });
        Self {
            of: of.collect(),
            first,
        }
    }

    /// What each token has of what its spelling has.
    pub(super) fn spread<T: Copy>(&self, by_spelling: &[T]) -> Vec<T> {
        self.of
            .iter()
            .map(|one| by_spelling[*one as usize])
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    #[test]
    fn what_is_written_alike_has_one_spelling() {
        let source = "The mill said the mill said.";
        let spellings = Spellings::new(source, &tokenize(source));
        assert_eq!(spellings.of, [0, 1, 2, 3, 1, 2, 4]);
        assert_eq!(spellings.first, [0, 1, 2, 3, 6]);
        assert_eq!(spellings.spread(&['a', 'b', 'c', 'd', 'e'])[4], 'b');
    }
}
