//! From scores to tags, and how probable they are.
//!
//! Knows which tag may follow which. Sums are in one order and without the standard library's
//! functions, so that they are the same on every machine.

use super::exp::exp;
use super::weights::{MAX_TAGS, Scores};
use std::ops::Range;

type Row = [f32; MAX_TAGS];

/// The most labels, with outside as the first.
const LABELS: usize = MAX_TAGS / 2;

/// Whether a tag may stand behind another: what goes on needs what it goes on with. Before the
/// first word stands 0.
pub(super) const fn is_valid(before: usize, tag: usize) -> bool {
    tag == 0 || tag % 2 == 1 || before == tag || before + 1 == tag
}

/// The weights of pairs of tags.
#[derive(Debug)]
pub struct Decoder {
    tags: usize,
    /// What one step of a score weighs.
    step: f32,
    /// By the tag before, then by the tag; minus infinity where one may not follow the other.
    pairs: [Row; MAX_TAGS],
    /// Of these, those for outside and for the first tag of each label; and by the tag before the
    /// least and the greatest of them.
    begins: [[f32; LABELS]; MAX_TAGS],
    bounds: [[f32; 2]; MAX_TAGS],
    /// The same as factors, and by the tag, then by the tag before.
    factors: [Row; MAX_TAGS],
    turned: [Row; MAX_TAGS],
    /// For each tag, by how many steps a word's score is above that for outside at least, if
    /// it may have that tag whatever stands around it.
    outside: [i32; MAX_TAGS],
}

impl Decoder {
    /// `transitions` are of `tags * tags` numbers, and `tags` of at most [`MAX_TAGS`].
    pub(super) fn new(tags: usize, step: f32, transitions: &[f32]) -> Self {
        let mut pairs = [[f32::NEG_INFINITY; MAX_TAGS]; MAX_TAGS];
        let mut factors = [[0.0; MAX_TAGS]; MAX_TAGS];
        for before in 0..tags {
            for tag in (0..tags).filter(|tag| is_valid(before, *tag)) {
                pairs[before][tag] = transitions[before * tags + tag];
                factors[before][tag] = exp(pairs[before][tag]);
            }
        }
        // A word inside of a name is gone to once, and at most once left for the outside.
        let most = |tag: usize| {
            let into = pairs.iter().map(|row| row[tag]);
            into.fold(f32::NEG_INFINITY, f32::max) - pairs[0][0]
        };
        let left = most(0).max(0.0);
        let outside = std::array::from_fn(|tag| {
            let least = -(most(tag) + left) / step.max(f32::MIN_POSITIVE);
            (least as i32).saturating_sub(1)
        });
        let begins: [[f32; LABELS]; MAX_TAGS] =
            pairs.map(|row| std::array::from_fn(|label| row[(2 * label).saturating_sub(1)]));
        let bounds = begins.map(|row| {
            let known = row[..tags.div_ceil(2)].iter().copied();
            [
                known.clone().fold(f32::INFINITY, f32::min),
                known.fold(f32::NEG_INFINITY, f32::max),
            ]
        });
        Self {
            tags,
            step,
            begins,
            bounds,
            pairs,
            turned: std::array::from_fn(|tag| factors.map(|row| row[tag])),
            factors,
            outside,
        }
    }

    pub fn tags(&self) -> usize {
        self.tags
    }

    fn row(&self, scores: &Scores) -> Row {
        std::array::from_fn(|tag| f32::from(scores[tag]) * self.step)
    }

    /// Whether a word belongs to no name whatever stands around it.
    fn is_outside(&self, scores: &Scores) -> bool {
        let tags = scores.iter().zip(&self.outside).take(self.tags).skip(1);
        tags.fold(true, |outside, (score, least)| {
            outside & (i32::from(*score) - i32::from(scores[0]) < *least)
        })
    }

    /// The best tags of a stretch of words, written into `tags`.
    pub fn best(&self, words: &[Scores], tags: &mut Vec<u8>) {
        tags.clear();
        if words.iter().all(|scores| self.is_outside(scores)) {
            tags.resize(words.len(), 0);
            return;
        }
        let mut back: Vec<[u8; MAX_TAGS]> = Vec::with_capacity(words.len());
        let mut sums = [f32::NEG_INFINITY; MAX_TAGS];
        sums[0] = 0.0;
        for scores in words {
            let mut next = [f32::NEG_INFINITY; MAX_TAGS];
            let mut from = [0u8; MAX_TAGS];
            // Outside and what begins may stand behind any tag.
            let mut most = [f32::NEG_INFINITY; LABELS];
            // As wide as the sums, so that both are chosen side by side.
            let mut best = [0u32; LABELS];
            // What the best tag before leads to at least; few others reach that.
            let top =
                (1..self.tags).fold(0, |top, tag| if sums[tag] > sums[top] { tag } else { top });
            let least = sums[top] + self.bounds[top][0];
            for (before, (sum, pairs)) in (0..).zip(sums.iter().zip(&self.begins)) {
                if sum + self.bounds[before as usize][1] < least {
                    continue;
                }
                for ((most, best), pair) in most.iter_mut().zip(&mut best).zip(pairs) {
                    let candidate = sum + pair;
                    let better = candidate > *most;
                    *most = if better { candidate } else { *most };
                    *best = if better { before } else { *best };
                }
            }
            next[0] = most[0];
            from[0] = best[0] as u8;
            for label in 1..LABELS {
                let (begin, inside) = (2 * label - 1, 2 * label);
                next[begin] = most[label];
                from[begin] = best[label] as u8;
                // What goes on stands behind its own label.
                let [begun, gone_on] =
                    [begin, inside].map(|before| sums[before] + self.pairs[before][inside]);
                let goes_on = gone_on > begun;
                next[inside] = if goes_on { gone_on } else { begun };
                from[inside] = if goes_on { inside } else { begin } as u8;
            }
            let row = self.row(scores);
            for tag in 0..MAX_TAGS {
                next[tag] += row[tag];
            }
            back.push(from);
            sums = next;
        }
        let mut tag = (1..self.tags).fold(0, |best, tag| match sums[tag] > sums[best] {
            true => tag,
            false => best,
        });
        for from in back.iter().rev() {
            tags.push(tag as u8);
            tag = from[tag] as usize;
        }
        tags.reverse();
    }

    /// The probabilities of a stretch of words.
    pub fn probabilities(&self, words: &[Scores]) -> Probabilities<'_> {
        let mut all = Probabilities {
            decoder: self,
            forward: Vec::with_capacity(words.len()),
            backward: vec![[1.0; MAX_TAGS]; words.len()],
            words: Vec::with_capacity(words.len()),
        };
        let mut sums = [0.0; MAX_TAGS];
        sums[0] = 1.0;
        for scores in words {
            let row = self.row(scores);
            let top = row[..self.tags]
                .iter()
                .fold(f32::MIN, |a, b| greater(a, *b));
            // A tag never becomes quite impossible, so that no sum is 0.
            let mut word: Row = std::array::from_fn(|tag| greater(exp(row[tag] - top), 1e-12));
            let mut next = [0.0; MAX_TAGS];
            for (sum, factors) in sums.iter().zip(&self.factors) {
                for tag in 0..MAX_TAGS {
                    next[tag] += sum * factors[tag];
                }
            }
            let mut sum = f32::MIN_POSITIVE;
            for tag in 0..self.tags {
                next[tag] *= word[tag];
                sum += next[tag];
            }
            for tag in 0..MAX_TAGS {
                next[tag] /= sum;
                word[tag] /= sum;
            }
            all.forward.push(next);
            all.words.push(word);
            sums = next;
        }
        for at in (1..words.len()).rev() {
            let (word, next) = (&all.words[at], all.backward[at]);
            let behind: Row = std::array::from_fn(|tag| word[tag] * next[tag]);
            let mut sums = [0.0; MAX_TAGS];
            for (factors, behind) in self.turned.iter().zip(behind) {
                for (sum, factor) in sums.iter_mut().zip(factors) {
                    *sum += factor * behind;
                }
            }
            all.backward[at - 1] = sums;
        }
        all
    }
}

/// The greater of two numbers. The standard library's is a call on some machines.
#[inline(always)]
fn greater(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// How probable tags are in a stretch of words.
#[derive(Debug)]
pub struct Probabilities<'a> {
    decoder: &'a Decoder,
    /// Of all that leads to a tag at a word.
    forward: Vec<Row>,
    /// Of all that follows from it.
    backward: Vec<Row>,
    /// Of the words alone, in the scale of `forward`.
    words: Vec<Row>,
}

impl Probabilities<'_> {
    /// The probability that just the words of `range`, which is not empty, are a name whose
    /// first tag is `begin`.
    pub fn of(&self, range: Range<usize>, begin: u8) -> f32 {
        let (begin, inside) = (usize::from(begin), usize::from(begin) + 1);
        let factors = &self.decoder.factors;
        let mut product = self.forward[range.start][begin];
        let mut last = begin;
        for word in &self.words[range.start + 1..range.end] {
            product *= factors[last][inside] * word[inside];
            last = inside;
        }
        let ended = match self.words.get(range.end) {
            None => 1.0,
            Some(word) => {
                let tags = (0..self.decoder.tags).filter(|tag| *tag != inside);
                let behind = &self.backward[range.end];
                tags.fold(0.0, |sum, tag| {
                    sum + factors[last][tag] * word[tag] * behind[tag]
                })
            }
        };
        (product * ended).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::mix;

    const TAGS: usize = 5;

    /// A number from -1 to 1.
    fn chance(seed: u64) -> f32 {
        (mix(mix(seed, 1), 2) >> 40) as f32 / (1 << 23) as f32 - 1.0
    }

    /// Every sequence of tags, with its weight.
    fn all(decoder: &Decoder, words: &[Scores]) -> Vec<(Vec<u8>, f64)> {
        let mut paths = vec![(Vec::new(), 0.0)];
        for scores in words {
            let longer = paths.iter().flat_map(|(path, weight): &(Vec<u8>, f64)| {
                let before = path.last().map_or(0, |tag| usize::from(*tag));
                (0..TAGS)
                    .filter(move |tag| is_valid(before, *tag))
                    .map(move |tag| {
                        let score = f32::from(scores[tag]) * decoder.step;
                        let more = f64::from(score + decoder.pairs[before][tag]);
                        ([path.as_slice(), &[tag as u8]].concat(), weight + more)
                    })
            });
            paths = longer.collect();
        }
        paths
    }

    #[test]
    fn the_best_and_the_probable_are_those_of_all_sequences() {
        for case in 0..300 {
            let pairs: Vec<f32> = (0..25).map(|at| chance(case * 31 + at) * 2.0).collect();
            let decoder = Decoder::new(TAGS, 0.04, &pairs);
            let words: Vec<Scores> = (0..case % 5)
                .map(|word| {
                    std::array::from_fn(|tag| {
                        let outside = if tag == 0 {
                            (case % 7) as f32 * 60.0
                        } else {
                            0.0
                        };
                        (chance(case * 977 + word * 53 + tag as u64) * 90.0 + outside) as i16
                    })
                })
                .collect();
            let all = all(&decoder, &words);
            let mut tags = Vec::new();
            decoder.best(&words, &mut tags);
            let best = all.iter().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
            assert_eq!(tags, best.0, "case {case}");
            let probabilities = decoder.probabilities(&words);
            let sum: f64 = all.iter().map(|(_, weight)| weight.exp()).sum();
            for start in 0..words.len() {
                for end in start + 1..=words.len() {
                    let is_name = |path: &[u8]| {
                        path[start] == 1
                            && path[start + 1..end].iter().all(|tag| *tag == 2)
                            && path.get(end) != Some(&2)
                    };
                    let these = all.iter().filter(|(path, _)| is_name(path));
                    let want = these.map(|(_, weight)| weight.exp()).sum::<f64>() / sum;
                    let found = f64::from(probabilities.of(start..end, 1));
                    assert!(
                        (found - want).abs() < 1e-4,
                        "case {case}: {found}, not {want}"
                    );
                }
            }
        }
    }
}
