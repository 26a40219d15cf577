//! A linear-chain conditional random field, trained on tags that are known in part.
//!
//! Knows features as numbers and tags as numbers. Must not know what either stands for.
//!
//! Where a corpus leaves open what a word is, several tags are right: the loss is the negative
//! logarithm of the probability of all sequences that the masks admit, together. AdaGrad walks
//! over the sequences in an order of its own for each seed; one seed is one thread's work, so
//! that the same seed gives the same weights on any number of threads.

use super::chance::Chance;
use std::ops::Range;

/// Tag 0 is none, `1 + 2n` begins label n, `2 + 2n` goes on with it.
pub use super::tags::TAGS;

/// Which tags are right, as bits.
pub type Mask = u32;
/// A number for each tag.
pub type Row = [f32; TAGS];
/// From tag, to tag; what stands before a sequence counts as tag 0.
pub type Square = [Row; TAGS];

/// How many groups of features there may be.
pub const GROUPS: usize = 16;

/// Words in a row that are tagged together.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// The features of each word, as ranges of the pool.
    pub words: Vec<Range<u32>>,
    pub masks: Vec<Mask>,
    pub weight: f32,
}

/// All that is learnt from.
#[derive(Debug, Default)]
pub struct Sequences {
    pub sequences: Vec<Sequence>,
    /// Features by number.
    pub pool: Vec<u32>,
    /// The group of each feature.
    pub groups: Vec<u8>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// By feature.
    pub rows: Vec<Row>,
    pub transitions: Square,
}

/// How to learn; `Settings` says what each is good for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learning {
    pub epochs: u32,
    pub rate: f32,
    /// Where the sums of squared gradients begin.
    pub squares: f32,
    /// The share of features that are left out, by group.
    pub drop: [f32; GROUPS],
    /// How often a word loses all features of a group together.
    pub hide: [f32; GROUPS],
}

/// Where the sums of squared gradients of transitions begin.
const TRANSITION_SQUARES: f32 = 1e-3;
/// How far the rate falls until the last epoch is over, as a share of its start.
const FALL: f32 = 0.9;
/// After how many sequences the exponentials of the transitions are taken anew.
const REFRESH: usize = 8;
/// A word whose tags are all as likely as they should be, to this, teaches nothing more.
const SETTLED: f32 = 2e-3;

/// Whether tag `to` may follow tag `from`.
pub const fn follows(from: usize, to: usize) -> bool {
    to == 0 || to % 2 == 1 || from == to || from + 1 == to
}

impl Weights {
    pub fn zero(features: usize) -> Self {
        Self {
            rows: vec![[0.0; TAGS]; features],
            transitions: [[0.0; TAGS]; TAGS],
        }
    }

    /// The mean of equally many weights; the order of the sum is that of the list.
    pub fn mean(all: &[Self]) -> Self {
        let mut mean = Self::zero(all.first().map_or(0, |one| one.rows.len()));
        for one in all {
            for (sum, row) in mean.all_mut().zip(one.all()) {
                sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            }
        }
        let share = 1.0 / all.len().max(1) as f32;
        mean.all_mut().flatten().for_each(|x| *x *= share);
        mean
    }

    /// The rows of the features, then those of the transitions.
    pub fn all(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().chain(&self.transitions)
    }

    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Row> {
        self.rows.iter_mut().chain(&mut self.transitions)
    }

    fn scores(&self, pool: &[u32], words: &[Range<u32>], out: &mut Vec<Row>) {
        out.clear();
        for word in words {
            let mut sum = [0.0; TAGS];
            for &feature in &pool[word.start as usize..word.end as usize] {
                let row = &self.rows[feature as usize];
                sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += x);
            }
            out.push(sum);
        }
    }

    fn transition_factors(&self) -> Square {
        let mut factors = [[0.0; TAGS]; TAGS];
        for (from, row) in factors.iter_mut().enumerate() {
            for (to, factor) in row.iter_mut().enumerate() {
                if follows(from, to) {
                    *factor = self.transitions[from][to].exp();
                }
            }
        }
        factors
    }
}

/// Weights by AdaGrad. `step` is called after each sequence.
pub fn train(from: &Sequences, learning: &Learning, seed: u64, step: &dyn Fn()) -> Weights {
    let mut learner = Learner::new(from, learning, seed);
    let mut order: Vec<u32> = (0..from.sequences.len() as u32).collect();
    for epoch in 0..learning.epochs {
        learner.chance.shuffle(&mut order);
        let done = epoch as f32 / learning.epochs as f32;
        learner.rate = learning.rate * (1.0 - FALL * done);
        for (at, index) in order.iter().enumerate() {
            if at % REFRESH == 0 {
                learner.factors = learner.weights.transition_factors();
            }
            learner.learn(&from.sequences[*index as usize]);
            step();
        }
    }
    learner.weights
}

struct Learner<'a> {
    from: &'a Sequences,
    learning: &'a Learning,
    chance: Chance,
    rate: f32,
    weights: Weights,
    squares: Vec<Row>,
    transition_squares: Square,
    factors: Square,
    // What one sequence needs, kept for the next.
    pool: Vec<u32>,
    words: Vec<Range<u32>>,
    scores: Vec<Row>,
    gradient: Vec<Row>,
    lattice: Lattice,
}

impl<'a> Learner<'a> {
    fn new(from: &'a Sequences, learning: &'a Learning, seed: u64) -> Self {
        let features = from.groups.len();
        Self {
            from,
            learning,
            chance: Chance::new(seed),
            rate: learning.rate,
            weights: Weights::zero(features),
            squares: vec![[learning.squares; TAGS]; features],
            transition_squares: [[TRANSITION_SQUARES; TAGS]; TAGS],
            factors: [[0.0; TAGS]; TAGS],
            pool: Vec::new(),
            words: Vec::new(),
            scores: Vec::new(),
            gradient: Vec::new(),
            lattice: Lattice::default(),
        }
    }

    fn learn(&mut self, sequence: &Sequence) {
        self.thin_out(sequence);
        self.weights
            .scores(&self.pool, &self.words, &mut self.scores);
        self.gradient.clear();
        self.gradient.resize(self.words.len(), [0.0; TAGS]);
        let mut transitions = [[0.0; TAGS]; TAGS];
        for (masks, sign) in [(None, 1.0), (Some(sequence.masks.as_slice()), -1.0)] {
            self.lattice.expect(&self.scores, &self.factors, masks);
            self.lattice
                .add_to(sign, &self.factors, &mut self.gradient, &mut transitions);
        }
        self.descend(sequence.weight);
        self.descend_transitions(sequence.weight, &transitions);
    }

    /// The features of a sequence without those that chance leaves out.
    fn thin_out(&mut self, sequence: &Sequence) {
        let (drop, hide) = (&self.learning.drop, &self.learning.hide);
        self.pool.clear();
        self.words.clear();
        for word in &sequence.words {
            let start = self.pool.len() as u32;
            let mut hidden = 0_u16;
            for (group, share) in hide.iter().enumerate() {
                if *share > 0.0 && self.chance.unit() < *share {
                    hidden |= 1 << group;
                }
            }
            for &feature in &self.from.pool[word.start as usize..word.end as usize] {
                let group = usize::from(self.from.groups[feature as usize]);
                if hidden >> group & 1 == 0 && self.chance.unit() >= drop[group] {
                    self.pool.push(feature);
                }
            }
            self.words.push(start..self.pool.len() as u32);
        }
    }

    fn descend(&mut self, weight: f32) {
        for (gradient, word) in self.gradient.iter().zip(&self.words) {
            if gradient.iter().all(|x| x.abs() < SETTLED) {
                continue;
            }
            let step = gradient.map(|x| x * weight);
            for &feature in &self.pool[word.start as usize..word.end as usize] {
                let row = &mut self.weights.rows[feature as usize];
                let squares = &mut self.squares[feature as usize];
                for tag in 0..TAGS {
                    squares[tag] += step[tag] * step[tag];
                    row[tag] -= self.rate / squares[tag].sqrt() * step[tag];
                }
            }
        }
    }

    fn descend_transitions(&mut self, weight: f32, gradient: &Square) {
        for (from, row) in gradient.iter().enumerate() {
            for (to, x) in row.iter().enumerate() {
                let step = x * weight;
                if step.abs() > 1e-5 {
                    let squares = &mut self.transition_squares[from][to];
                    *squares += step * step;
                    self.weights.transitions[from][to] -= self.rate * step / squares.sqrt();
                }
            }
        }
    }
}

/// Forward and backward sums over all tag sequences that masks admit, scaled word by word.
#[derive(Debug, Default)]
struct Lattice {
    /// The factors of the words' own scores.
    factors: Vec<Row>,
    forward: Vec<Row>,
    scale: Vec<f32>,
}

impl Lattice {
    fn expect(&mut self, scores: &[Row], transitions: &Square, masks: Option<&[Mask]>) {
        self.factors.clear();
        self.forward.clear();
        self.scale.clear();
        let mut before: Row = [0.0; TAGS];
        before[0] = 1.0;
        for (at, score) in scores.iter().enumerate() {
            let mask = masks.map_or(Mask::MAX, |masks| masks[at]);
            let is_open = |tag: usize| mask >> tag & 1 == 1;
            let open = (0..TAGS).filter(|tag| is_open(*tag)).map(|tag| score[tag]);
            let most = open.fold(f32::MIN, f32::max);
            let mut factors = [0.0; TAGS];
            for tag in (0..TAGS).filter(|tag| is_open(*tag)) {
                // Never quite zero, so that some sequence is always possible.
                factors[tag] = (score[tag] - most).exp().max(1e-12);
            }
            let mut forward = [0.0; TAGS];
            for (p, row) in before.iter().zip(transitions) {
                if *p > 0.0 {
                    forward
                        .iter_mut()
                        .zip(row)
                        .for_each(|(sum, x)| *sum += p * x);
                }
            }
            forward.iter_mut().zip(&factors).for_each(|(x, f)| *x *= f);
            let scale = forward.iter().sum::<f32>().max(1e-30);
            forward.iter_mut().for_each(|x| *x /= scale);
            self.factors.push(factors);
            self.forward.push(forward);
            self.scale.push(scale);
            before = forward;
        }
    }

    /// Adds `sign` times how often each tag and each transition is to be expected.
    fn add_to(&self, sign: f32, transitions: &Square, words: &mut [Row], moves: &mut Square) {
        let mut backward = [1.0; TAGS];
        for at in (0..words.len()).rev() {
            for tag in 0..TAGS {
                words[at][tag] += sign * self.forward[at][tag] * backward[tag];
            }
            let mut here = [0.0; TAGS];
            for tag in 0..TAGS {
                here[tag] = self.factors[at][tag] * backward[tag] / self.scale[at];
            }
            if at == 0 {
                for (sum, (x, h)) in moves[0].iter_mut().zip(transitions[0].iter().zip(&here)) {
                    *sum += sign * x * h;
                }
                return;
            }
            for from in 0..TAGS {
                let row = &transitions[from];
                backward[from] = row.iter().zip(&here).map(|(x, h)| x * h).sum();
                let p = sign * self.forward[at - 1][from];
                if p != 0.0 {
                    for (sum, (x, h)) in moves[from].iter_mut().zip(row.iter().zip(&here)) {
                        *sum += p * x * h;
                    }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn learning() -> Learning {
        Learning {
            epochs: 30,
            rate: 0.1,
            squares: 0.1,
            drop: [0.0; GROUPS],
            hide: [0.0; GROUPS],
        }
    }

    /// Words with one feature each, and the tags that are right.
    fn sequence(pool: &mut Vec<u32>, words: &[(u32, Mask)]) -> Sequence {
        let mut sequence = Sequence {
            words: Vec::new(),
            masks: Vec::new(),
            weight: 1.0,
        };
        for &(feature, mask) in words {
            let at = pool.len() as u32;
            pool.push(feature);
            sequence.words.push(at..at + 1);
            sequence.masks.push(mask);
        }
        sequence
    }

    fn best(row: &Row) -> usize {
        (0..TAGS).fold(0, |best, tag| if row[tag] > row[best] { tag } else { best })
    }

    fn toy() -> Sequences {
        let mut pool = Vec::new();
        let sequences = vec![
            sequence(&mut pool, &[(0, 1 << 1), (1, 1 << 2), (2, 1)]),
            // What feature 3 is, the masks leave open between label 1 and nothing.
            sequence(&mut pool, &[(2, 1), (3, 1 << 3 | 1)]),
            sequence(&mut pool, &[(3, 1 << 3), (2, 1)]),
        ];
        Sequences {
            sequences,
            pool,
            groups: vec![0; 4],
        }
    }

    #[test]
    fn tags_are_learnt_where_they_are_known() {
        let weights = train(&toy(), &learning(), 0, &|| {});
        let tags: Vec<usize> = weights.rows.iter().map(best).collect();
        assert_eq!(tags, [1, 2, 0, 3]);
    }

    #[test]
    fn a_seed_is_all_that_chance_depends_on() {
        let mut learning = learning();
        learning.drop = [0.3; GROUPS];
        learning.hide = [0.2; GROUPS];
        let weights = |seed| train(&toy(), &learning, seed, &|| {});
        assert_eq!(weights(4), weights(4));
        assert_ne!(weights(4), weights(5));
    }

    #[test]
    fn expected_counts_of_a_word_add_up_to_one() {
        let mut lattice = Lattice::default();
        let weights = train(&toy(), &learning(), 0, &|| {});
        let factors = weights.transition_factors();
        lattice.expect(&weights.rows, &factors, None);
        let (mut words, mut moves) = (vec![[0.0; TAGS]; 4], [[0.0; TAGS]; TAGS]);
        lattice.add_to(1.0, &factors, &mut words, &mut moves);
        for word in words {
            let sum: f32 = word.iter().sum();
            assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        }
    }
}
