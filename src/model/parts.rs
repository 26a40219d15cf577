//! What training hands over, and how it becomes a file.
//!
//! Knows the layout that [`super::read`] reads back. Things that are alike stand together, each
//! in a stream of its own, since that packs best.
//!
//! ```text
//! magic, format version u16, feature set u64, label set u64, checksum u64, length u32
//! version, tags u8, step f32, transitions i16 each, in 256ths
//! features, clusters, lists, usual f32 each, calibration f32 pairs
//! ```
//!
//! Features, clusters and lists are each a table of numbers by ascending keys: how many there
//! are, the bits of [`super::slots::Slots`], the distances between keys, byte by byte, and the
//! numbers, byte by byte. What a number stands for is written behind.

use super::decode::is_valid;
use super::hash::{Key, finish, mix, short};
use super::phrases::{CLUSTER_BITS, LIST_BITS};
use super::slots::{Slots, most, roomy};
use super::weights::KEY_BITS;
use super::{Cluster, FEATURE_SET, LABEL_SET};
use std::collections::HashMap;
use std::hash::Hash;

pub(super) const MAGIC: &[u8; 8] = b"hedgerow";
pub(super) const FORMAT: u16 = 2;
/// Magic, version, feature set, label set, checksum, length.
pub(super) const HEAD: usize = 8 + 2 + 8 + 8 + 8 + 4;
/// What a transition is stored in.
pub(super) const TRANSITION: f32 = 1.0 / 256.0;

/// What training hands over.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// The name that documents carry: "en-2026.11".
    pub version: String,
    /// Odd, at most [`super::MAX_TAGS`].
    pub tags: usize,
    /// The weights of pairs of tags, `tags * tags`, by the tag before first.
    pub transitions: Vec<f32>,
    /// A weight for each tag; 0 is not stored.
    pub features: Vec<(Key, Vec<f32>)>,
    /// What weights are rounded to a multiple of; none is further from 0 than 127 of it.
    pub step: f32,
    /// By the hash of the word in small letters.
    pub clusters: Vec<(Key, Cluster)>,
    /// Phrases ([`super::phrase`]) with the lists that hold them, as bits; at most 16 lists.
    pub lists: Vec<(Key, u32)>,
    pub list_names: Vec<String>,
    /// The most words of a listed phrase.
    pub longest_phrase: u8,
    /// For each second cluster, from 0 on, its share among the small words of usual text.
    pub usual: Vec<f32>,
    /// Probabilities of names, ascending, with the share of them that was right. Empty where a
    /// probability is to stand for itself.
    pub calibration: Vec<(f32, f32)>,
}

/// The checksum of what stands behind the head of a file. No change of one of its numbers of
/// eight bytes leaves it the same.
pub fn checksum(content: &[u8]) -> u64 {
    let (numbers, rest) = content.as_chunks::<8>();
    let mut sum = content.len() as u64;
    for number in numbers {
        sum = mix(sum, u64::from_le_bytes(*number));
    }
    let last = rest.iter().fold(0, |n, byte| n << 8 | u64::from(*byte));
    finish(mix(sum, last))
}

/// A file of this content, for these features and labels.
pub(super) fn seal(content: &[u8], features: u64, labels: u64) -> Vec<u8> {
    let mut file = Vec::with_capacity(HEAD + content.len());
    file.extend(MAGIC);
    file.extend(FORMAT.to_le_bytes());
    file.extend(features.to_le_bytes());
    file.extend(labels.to_le_bytes());
    file.extend(checksum(content).to_le_bytes());
    file.extend((content.len() as u32).to_le_bytes());
    file.extend(content);
    file
}

impl Parts {
    /// The file. Of things with the same short key the first, by the whole key, is kept.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Content::default();
        out.text(&self.version);
        out.0.push(self.tags as u8);
        out.0.extend(self.step.to_le_bytes());
        for (at, weight) in self.transitions.iter().enumerate() {
            let valid = is_valid(at / self.tags, at % self.tags);
            let steps = if valid { weight / TRANSITION } else { 0.0 };
            out.0.extend((steps.round() as i16).to_le_bytes());
        }
        let rounded = |w: &f32| (w / self.step).round().clamp(-127.0, 127.0) as i8;
        let row = |row: &Vec<f32>| pairs(row.iter().take(self.tags).map(rounded));
        let rows = self
            .features
            .iter()
            .map(|(key, weights)| (*key, row(weights)));
        out.features(rows.collect());
        self.write_clusters(&mut out);
        self.write_lists(&mut out);
        out.count(self.usual.len());
        for share in &self.usual {
            out.0.extend(share.to_le_bytes());
        }
        out.count(self.calibration.len());
        for (probability, share) in &self.calibration {
            out.0.extend(probability.to_le_bytes());
            out.0.extend(share.to_le_bytes());
        }
        seal(&out.0, FEATURE_SET, LABEL_SET)
    }

    /// In the order of the largest, from which the smaller ones nearly follow: so they cost
    /// little.
    fn write_clusters(&self, out: &mut Content) {
        let words = shortened(&self.clusters, CLUSTER_BITS);
        let mut clusters: Vec<_> = words.iter().map(|(_, cluster)| *cluster).collect();
        clusters.sort_unstable_by_key(|[few, some, many]| (*many, *some, *few));
        clusters.dedup();
        let numbers: HashMap<Cluster, u32> = clusters.iter().copied().zip(1..).collect();
        let number = |(key, cluster): &(u32, Cluster)| (*key, numbers[cluster]);
        let table: Vec<_> = words.iter().map(number).collect();
        out.table(CLUSTER_BITS, &table);
        out.count(clusters.len());
        for size in 0..3 {
            out.planes(2, clusters.iter().map(|cluster| cluster[size].into()));
        }
    }

    fn write_lists(&self, out: &mut Content) {
        out.count(self.list_names.len());
        for name in &self.list_names {
            out.text(name);
        }
        out.0.push(self.longest_phrase);
        let phrases = shortened(&self.lists, LIST_BITS);
        let (sets, numbers) = numbered(phrases.iter().map(|(_, lists)| lists), 1);
        let keys = phrases.iter().map(|(key, _)| *key);
        let table: Vec<_> = keys.zip(numbers).collect();
        out.table(LIST_BITS, &table);
        out.count(sets.len());
        for set in sets {
            out.0.extend(set.to_le_bytes());
        }
    }
}

/// The tags that a feature has weights for, ascending, and these weights.
pub(super) type Pairs = Vec<(u8, i8)>;

/// The weights of a feature that are not 0.
fn pairs(row: impl Iterator<Item = i8>) -> Pairs {
    let pairs = (0..).zip(row);
    pairs.filter(|(_, weight)| *weight != 0).collect()
}

/// The same of each feature of a table.
pub(super) fn paired<const N: usize>(table: &[(Key, [i8; N])]) -> Vec<(Key, Pairs)> {
    let rows = table.iter();
    rows.map(|(key, row)| (*key, pairs(row.iter().copied())))
        .collect()
}

/// Features of a table, and their weights that are not 0.
pub(super) fn size<const N: usize>(table: &[(Key, [i8; N])]) -> (usize, usize) {
    let weights = table.iter().flat_map(|(_, row)| row).filter(|w| **w != 0);
    (table.len(), weights.count())
}

/// The values by their short keys, ascending; of two with the same the first, by the whole key.
pub(super) fn shortened<T: Copy + Ord>(values: &[(Key, T)], bits: u32) -> Vec<(u32, T)> {
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup_by_key(|(key, _)| short(*key, bits));
    let shorter = |(key, value): &(Key, T)| (short(*key, bits), *value);
    values.iter().map(shorter).collect()
}

/// The values that come `least` times, the most frequent first, and for each value its number
/// among them from 1 on; 0 where it is not.
pub(super) fn numbered<'a, T: Ord + Hash>(
    values: impl Iterator<Item = &'a T> + Clone,
    least: usize,
) -> (Vec<&'a T>, Vec<u32>) {
    let mut counts: HashMap<&T, usize> = HashMap::new();
    for value in values.clone() {
        *counts.entry(value).or_default() += 1;
    }
    let mut order: Vec<_> = counts.iter().filter(|(_, n)| **n >= least).collect();
    order.sort_unstable_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let order: Vec<&T> = order.into_iter().map(|(value, _)| *value).collect();
    let numbers: HashMap<&T, u32> = order.iter().copied().zip(1..).collect();
    let number = |value| numbers.get(value).copied().unwrap_or(0);
    (order, values.map(number).collect())
}

/// The content as it grows.
#[derive(Default)]
pub(super) struct Content(pub(super) Vec<u8>);

impl Content {
    pub(super) fn count(&mut self, count: usize) {
        self.0.extend((count as u32).to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &str) {
        self.stream(text.as_bytes());
    }

    pub(super) fn stream(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.0.extend(bytes);
    }

    /// Weights that several features have are rows with a number of their own; number 0 is the
    /// next of those that only one has. That packs best, and makes for the fewest rows.
    pub(super) fn features(&mut self, mut features: Vec<(Key, Pairs)>) {
        features.retain(|(_, pairs)| !pairs.is_empty());
        features.sort_unstable_by_key(|(key, _)| *key);
        features.dedup_by_key(|(key, _)| short(*key, KEY_BITS));
        let (shared, numbers) = numbered(features.iter().map(|(_, pairs)| pairs), 2);
        let keys = features.iter().map(|(key, _)| short(*key, KEY_BITS));
        let table: Vec<_> = keys.zip(numbers.iter().copied()).collect();
        self.table(KEY_BITS, &table);
        let own = features.iter().zip(&numbers).filter(|(_, n)| **n == 0);
        let own = own.map(|((_, pairs), _)| pairs);
        let (mut tags, mut values) = (Vec::new(), Vec::new());
        for pairs in shared.into_iter().chain(own) {
            for (at, (tag, value)) in pairs.iter().enumerate() {
                let last = if at + 1 == pairs.len() { 0x80 } else { 0 };
                tags.push(tag | last);
                values.push(*value as u8);
            }
        }
        self.stream(&tags);
        self.stream(&values);
    }

    /// Numbers by ascending keys of so many bits.
    pub(super) fn table(&mut self, key_bits: u32, table: &[(u32, u32)]) {
        // As they are read: every number has room where the table's length itself has.
        let fits = |bits: &u32| {
            let mut slots = Slots::new(key_bits, *bits);
            let mut numbers = 1..;
            table
                .iter()
                .all(|(key, _)| slots.push(*key, numbers.next().unwrap_or(1)))
        };
        let bits = (roomy(table.len())..most(key_bits)).find(fits);
        self.count(table.len());
        self.0.push(bits.unwrap_or(most(key_bits)) as u8);
        let before = std::iter::once(0).chain(table.iter().map(|(key, _)| *key));
        let distances = table
            .iter()
            .zip(before)
            .map(|((key, _), before)| key - before);
        self.planes(4, distances);
        self.planes(3, table.iter().map(|(_, number)| *number));
    }

    /// The first bytes of all numbers, then the second ones, and so on.
    pub(super) fn planes(&mut self, bytes: usize, numbers: impl Iterator<Item = u32> + Clone) {
        for byte in 0..bytes {
            self.0
                .extend(numbers.clone().map(|number| number.to_le_bytes()[byte]));
        }
    }
}
