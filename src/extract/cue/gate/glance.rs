//! Which words that the lexicon does not have are worth a look.
//!
//! Knows what speaks for a cue in the letters of a word and of those beside it. Must not know
//! what else is seen of a place.
//!
//! Hardly one such word of six hundred is a cue, and for nearly all the others these letters
//! speak so clearly against it that nothing else could outweigh them. What they weigh is added
//! up once for each spelling, and each place that it stands in.

use super::template::{self, BESIDE, Seen};
use super::{LENIENCE, margin};
use crate::extract::cue::find::Block;
use crate::extract::cue::site::Site;
use crate::model::{CUE_LANES, ClaimModel, Key};

/// How far a word may be from a cue at first glance, in steps of the weights. Of the words of
/// `corpus/train` a twelfth is nearer, and with them all that are cues in the end.
const REACH: i32 = 32;

type Sums = [i16; CUE_LANES];

/// Which words of a block are worth a look, as far as anybody has asked.
#[derive(Debug)]
pub(super) struct Glance<'a> {
    block: &'a Block<'a>,
    seen: &'a Seen,
    weights: &'a ClaimModel,
    /// By spelling, and behind all those the end of a sentence.
    sums: Vec<Known>,
    features: Vec<Key>,
}

/// What the letters of a spelling weigh, where they were added up.
#[derive(Debug, Clone, Copy, Default)]
struct Known {
    own: Option<Sums>,
    beside: [Option<Sums>; BESIDE],
}

impl<'a> Glance<'a> {
    pub(super) fn new(block: &'a Block<'a>, seen: &'a Seen, weights: &'a ClaimModel) -> Self {
        Self {
            block,
            seen,
            weights,
            sums: vec![Known::default(); block.spellings.first.len() + 1],
            features: Vec::new(),
        }
    }

    /// Whether the word at a site might be a cue.
    pub(super) fn is_worth(&mut self, site: &Site<'_>) -> bool {
        let mut sums = self.own(site);
        for (place, at) in template::around(site).into_iter().enumerate() {
            let at = site.sentence.contains(&at).then_some(at);
            for (sum, weight) in sums.iter_mut().zip(self.beside(at, place)) {
                *sum = sum.saturating_add(weight);
            }
        }
        margin(&sums) + LENIENCE > -REACH
    }

    fn own(&mut self, site: &Site<'_>) -> Sums {
        let at = site.cue.start;
        let spelling = self.block.spellings.of[at] as usize;
        if let Some(sums) = self.sums[spelling].own {
            return sums;
        }
        let letters = site.text(at).as_bytes();
        self.features.clear();
        template::open_word(self.seen, at, letters, &mut self.features);
        let sums = self.add();
        self.sums[spelling].own = Some(sums);
        sums
    }

    fn beside(&mut self, at: Option<usize>, place: usize) -> Sums {
        let spellings = &self.block.spellings;
        let spelling = at.map_or(spellings.first.len(), |at| spellings.of[at] as usize);
        if let Some(sums) = self.sums[spelling].beside[place] {
            return sums;
        }
        self.features.clear();
        template::beside_open(self.seen, at, place, &mut self.features);
        let sums = self.add();
        self.sums[spelling].beside[place] = Some(sums);
        sums
    }

    fn add(&self) -> Sums {
        let mut sums = Sums::default();
        self.weights.cues.add(&self.features, &mut sums);
        sums
    }
}
