//! Weights as they are served, and as they are used: a file with all that the recogniser of names
//! needs beside the lexicon, one for what finds claims (`claims`), two for what reads sentences
//! (`syntax`).
//!
//! Knows features as hashes, tags as numbers that begin and go on (0 is outside, odd tags begin,
//! the even one behind goes on), and how such tags are decoded. Must not know what a feature
//! sees, nor what a label means.

mod claims;
mod decode;
mod exp;
mod hash;
mod parts;
mod phrases;
mod read;
mod slots;
mod syntax;
mod weights;

pub use claims::{
    CLAIM_FEATURES, CLAIM_LABELS, CUE_LANES, ClaimModel, ClaimParts, SPAN_FEATURES, SpanParts,
};
pub use decode::{Decoder, Probabilities};
pub use hash::{Key, Keyed, Quickly, finish, hash, mix, phrase, phrases};
pub use parts::{Parts, checksum};
pub use read::ModelError;
pub use syntax::{
    STEP_LANES, SYNTAX_FEATURES, SYNTAX_LABELS, SyntaxModel, SyntaxParts, TAG_LANES, WordClass,
};
pub use weights::{MAX_TAGS, Row, RowId, Scores};

use phrases::{Clusters, Lists};
use std::fmt;
use weights::Weights;

/// Names the features that the weights are of. A test beside the templates fails where they
/// change and this does not: weights of other features say nothing.
pub const FEATURE_SET: u64 = 0xfe33_1a2c_e30f_ea01;

/// Names the labels that the tags stand for, in their order; a test beside the labels holds it.
pub const LABEL_SET: u64 = 0x8b59_6242_0102_e98b;

/// What was trained, ready for use.
pub struct Model {
    version: String,
    weights: Weights<MAX_TAGS>,
    decoder: Decoder,
    clusters: Clusters,
    lists: Lists,
    list_names: Vec<String>,
    usual: Vec<f32>,
    calibration: Vec<(f32, f32)>,
}

/// Classes of a word that stands in like places: of a few, of some and of many classes, each
/// counted from 1; 0 where the word has none.
pub type Cluster = [u16; 3];

impl Model {
    /// Checks and reads a file that [`Parts::write`] wrote.
    ///
    /// # Errors
    /// Where the file is none, of another version or for other features or labels, cut, or
    /// damaged.
    pub fn read(file: &[u8]) -> Result<Self, ModelError> {
        read::model(file)
    }

    /// For tests of what sees by clusters and lists, without any.
    #[cfg(test)]
    pub(crate) fn knowing_nothing() -> Self {
        let parts = Parts {
            version: "none".into(),
            tags: 3,
            transitions: vec![0.0; 9],
            step: 1.0,
            ..Parts::default()
        };
        Self::read(&parts.write()).expect("what was written is read")
    }

    /// The name that documents carry.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// How many tags there are.
    pub fn tags(&self) -> usize {
        self.decoder.tags()
    }

    /// How many features have a weight.
    pub fn features(&self) -> usize {
        self.weights.len()
    }

    /// The weights of a feature by their tags, if it has any.
    pub fn weights(&self, feature: Key) -> Option<&Row> {
        self.weights.get(feature)
    }

    /// Where the weights of a feature are, for who asks for them again.
    #[inline]
    pub fn find(&self, feature: Key) -> RowId {
        self.weights.find(feature)
    }

    /// Adds the weights that [`Model::find`] found.
    pub fn add_rows(&self, rows: &[RowId], scores: &mut Scores) {
        self.weights.add_rows(rows, scores);
    }

    /// The weights that [`Model::find`] found.
    pub fn row(&self, id: RowId) -> &Row {
        self.weights.row(id)
    }

    pub fn decoder(&self) -> &Decoder {
        &self.decoder
    }

    /// The cluster of a word in small letters, by its hash.
    pub fn cluster(&self, word: Key) -> Option<Cluster> {
        self.clusters.get(word)
    }

    /// The lists that hold a phrase ([`phrase`] of its words in small letters), as bits in the
    /// order of [`Model::list_names`].
    pub fn lists(&self, phrase: Key) -> u32 {
        self.lists.get(phrase)
    }

    pub fn list_names(&self) -> &[String] {
        &self.list_names
    }

    /// The most words that a listed phrase has.
    pub fn longest_phrase(&self) -> usize {
        self.lists.longest()
    }

    /// The share of a cluster (the second of the three) among the small words of usual text.
    pub fn usual(&self, cluster: u16) -> f32 {
        self.usual.get(cluster as usize).copied().unwrap_or(0.0)
    }

    /// What share of the names with so high a probability are right.
    pub fn calibrated(&self, probability: f32) -> f32 {
        let table = &self.calibration;
        let behind = table.partition_point(|(from, _)| *from < probability);
        match (table.get(behind.wrapping_sub(1)), table.get(behind)) {
            (Some(&(x0, y0)), Some(&(x1, y1))) => {
                y0 + (y1 - y0) * (probability - x0) / (x1 - x0).max(f32::MIN_POSITIVE)
            }
            (None, Some(&(_, y))) | (Some(&(_, y)), None) => y,
            (None, None) => probability,
        }
        .clamp(0.0, 1.0)
    }
}

/// The tables are long.
impl fmt::Debug for Model {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Model")
            .field("version", &self.version)
            .field("features", &self.weights.len())
            .finish_non_exhaustive()
    }
}
