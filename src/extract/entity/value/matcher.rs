//! Where a tree ends that begins at a place of a line.
//!
//! Knows trees. Must not know what they are for.
//!
//! The answer is a set of lengths, one bit each, so that all ways are followed at once: nothing
//! is tried twice, and time is linear in the line. What a part says of a place is kept for all
//! patterns that name it.

use super::class::Symbol;
use super::pattern::{Heads, Part, Tree};
use super::set::{Memberships, Met, SetId};

/// Lengths, one bit each. What is longer than [`LONGEST`] is not found.
pub(super) type Lengths = u64;

/// The longest value, in atoms.
const LONGEST: Lengths = u64::MAX >> 1;
/// The set of the length zero.
pub(super) const EMPTY: Lengths = 1;

#[derive(Debug)]
pub(super) struct Matcher<'a> {
    parts: &'a [Part],
    memberships: &'a Memberships,
    line: Vec<Symbol>,
    /// The sets that the line has a symbol of, from the place on that was met last.
    met: Met,
    /// What each part says of each place of the line, and whether it was asked.
    kept: Vec<Lengths>,
    asked: Vec<u64>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(parts: &'a [Part], memberships: &'a Memberships) -> Self {
        Self {
            parts,
            memberships,
            line: Vec::new(),
            met: Met::default(),
            kept: Vec::new(),
            asked: Vec::new(),
        }
    }

    /// Goes on to another line.
    pub(super) fn begin(&mut self, line: &[Symbol]) {
        self.line.clear();
        self.line.extend_from_slice(line);
        self.memberships.meet_none(&mut self.met);
        let places = line.len() * self.parts.len();
        if self.kept.len() < places {
            self.kept.resize(places, 0);
        }
        self.asked.clear();
        self.asked.resize(places.div_ceil(64), 0);
    }

    /// Takes in the symbol at a place. It begins at the end of the line.
    pub(super) fn meet(&mut self, at: usize) {
        self.memberships.meet(self.line[at], &mut self.met);
    }

    /// Whether a symbol of a set was taken in.
    pub(super) fn meets(&self, set: SetId) -> bool {
        self.met.has(set)
    }

    /// How long `tree` can be at a place of the line.
    pub(super) fn lengths(&mut self, tree: &'a Tree, at: usize) -> Lengths {
        match tree {
            Tree::One(set) => match self.line.get(at) {
                Some(&symbol) if self.memberships.has(*set, symbol) => EMPTY << 1,
                _ => 0,
            },
            Tree::Seq(trees) => {
                let mut lengths = EMPTY;
                for tree in trees {
                    lengths = self.further(tree, at, lengths);
                    if lengths == 0 {
                        break;
                    }
                }
                lengths
            }
            Tree::Any(ways) => {
                let mut lengths = 0;
                for (heads, tree) in ways {
                    if self.begins(heads, at) {
                        lengths |= self.lengths(tree, at);
                    }
                }
                lengths
            }
            Tree::Repeat { tree, min, max } => {
                let mut reached = EMPTY;
                let mut lengths = if *min == 0 { EMPTY } else { 0 };
                for count in 1..=*max {
                    reached = self.further(tree, at, reached);
                    if count >= *min {
                        // What was reached before leads nowhere new.
                        reached &= !lengths;
                        lengths |= reached;
                    }
                    if reached == 0 {
                        break;
                    }
                }
                lengths
            }
            Tree::Part(index) => self.part(*index, at),
        }
    }

    /// How long it is until `tree` ends that begins behind any of some lengths.
    fn further(&mut self, tree: &'a Tree, at: usize, mut lengths: Lengths) -> Lengths {
        let mut further = 0;
        while lengths != 0 {
            let length = lengths.trailing_zeros();
            lengths &= lengths - 1;
            further |= self.lengths(tree, at + length as usize) << length;
        }
        further & LONGEST
    }

    /// Whether the symbols at a place can be the first of a match.
    #[inline]
    fn begins(&self, heads: &Heads, at: usize) -> bool {
        let mut places = (at..).zip(heads);
        places.all(|(at, head)| match (head, self.line.get(at)) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(set), Some(&symbol)) => self.memberships.has(*set, symbol),
        })
    }

    fn part(&mut self, index: u16, at: usize) -> Lengths {
        let parts = self.parts;
        let part = &parts[usize::from(index)];
        if !self.begins(&part.heads, at) {
            return 0;
        }
        if at >= self.line.len() {
            return EMPTY;
        }
        let place = at * parts.len() + usize::from(index);
        let (word, bit) = (place / 64, 1 << (place % 64));
        if self.asked[word] & bit == 0 {
            self.kept[place] = self.lengths(&part.tree, at);
            self.asked[word] |= bit;
        }
        self.kept[place]
    }
}
