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

use super::decode::is_valid;
use super::hash::{Key, finish, mix};
use super::phrases::{self, CLUSTER_BITS, LIST_BITS};
use super::weights;
use super::{Cluster, FEATURE_SET, LABEL_SET};

pub(super) const MAGIC: &[u8; 8] = b"hedgerow";
pub(super) const FORMAT: u16 = 1;
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

/// The checksum of what stands behind the head of a file.
pub fn checksum(content: &[u8]) -> u64 {
    finish(
        content
            .iter()
            .fold(content.len() as u64, |h, b| mix(h, u64::from(*b))),
    )
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
        self.write_features(&mut out);
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

    fn write_features(&self, out: &mut Content) {
        let mut features: Vec<(Key, Vec<(u8, i8)>)> = self
            .features
            .iter()
            .map(|(key, row)| (*key, self.rounded(row)))
            .filter(|(_, pairs)| !pairs.is_empty())
            .collect();
        features.sort_unstable_by_key(|(key, _)| *key);
        features.dedup_by_key(|(key, _)| weights::short(*key));
        let keys: Vec<u32> = features.iter().map(|(k, _)| weights::short(*k)).collect();
        out.keys(&keys);
        let (mut tags, mut values) = (Vec::new(), Vec::new());
        for (_, pairs) in &features {
            for (at, (tag, value)) in pairs.iter().enumerate() {
                let last = if at + 1 == pairs.len() { 0x80 } else { 0 };
                tags.push(tag | last);
                values.push(*value as u8);
            }
        }
        out.stream(&tags);
        out.stream(&values);
    }

    /// The weights of a feature that are not 0.
    fn rounded(&self, row: &[f32]) -> Vec<(u8, i8)> {
        let rounded = |w: &f32| (w / self.step).round().clamp(-127.0, 127.0) as i8;
        let pairs = row.iter().take(self.tags).map(rounded).enumerate();
        let pairs = pairs.map(|(tag, weight)| (tag as u8, weight));
        pairs.filter(|(_, weight)| *weight != 0).collect()
    }

    /// By cluster, so that the smaller clusters, which follow nearly from it, cost little.
    fn write_clusters(&self, out: &mut Content) {
        let short = |key: &Key| phrases::short(*key, CLUSTER_BITS);
        let mut words: Vec<_> = self
            .clusters
            .iter()
            .map(|(k, c)| (short(k), *k, *c))
            .collect();
        words.sort_unstable();
        words.dedup_by_key(|(short, ..)| *short);
        words.sort_unstable_by_key(|(short, _, cluster)| {
            (cluster[2], cluster[1], cluster[0], *short)
        });
        out.count(words.len());
        let plane = |byte: &dyn Fn(u32, &Cluster) -> u8| -> Vec<u8> {
            words.iter().map(|(short, _, c)| byte(*short, c)).collect()
        };
        for shift in [0, 8, 16] {
            out.0.extend(plane(&|short, _| (short >> shift) as u8));
        }
        for size in (0..3).rev() {
            out.0.extend(plane(&|_, c| c[size] as u8));
            out.0.extend(plane(&|_, c| (c[size] >> 8) as u8));
        }
    }

    fn write_lists(&self, out: &mut Content) {
        out.count(self.list_names.len());
        for name in &self.list_names {
            out.text(name);
        }
        out.0.push(self.longest_phrase);
        let mut lists = self.lists.clone();
        lists.sort_unstable();
        lists.dedup_by_key(|(key, _)| phrases::short(*key, LIST_BITS));
        let keys: Vec<u32> = lists
            .iter()
            .map(|(k, _)| phrases::short(*k, LIST_BITS))
            .collect();
        out.keys(&keys);
        let mut sets: Vec<u32> = lists.iter().map(|(_, lists)| *lists).collect();
        sets.sort_unstable();
        sets.dedup();
        out.count(sets.len());
        for set in &sets {
            out.0.extend(set.to_le_bytes());
        }
        let index = |lists: u32| sets.partition_point(|set| *set < lists) as u16;
        for (_, lists) in &lists {
            out.0.push(index(*lists) as u8);
        }
        for (_, lists) in &lists {
            out.0.push((index(*lists) >> 8) as u8);
        }
    }
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

    /// Ascending keys as their distances: the low bytes in one stream, what is above in another,
    /// seven bits a byte.
    pub(super) fn keys(&mut self, keys: &[u32]) {
        let (mut low, mut high) = (Vec::new(), Vec::new());
        let mut last = 0;
        for key in keys {
            let distance = key - last;
            last = *key;
            low.push(distance as u8);
            let mut rest = distance >> 8;
            while rest >= 0x80 {
                high.push(rest as u8 | 0x80);
                rest >>= 7;
            }
            high.push(rest as u8);
        }
        self.stream(&low);
        self.stream(&high);
    }
}
