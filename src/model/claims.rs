//! The weights that find claims, in a file of their own: those that tell a cue from its
//! look-alikes, and those that choose where what it says begins and ends.
//!
//! Knows tables of weights for a few outcomes. Must not know what an outcome stands for.
//!
//! ```text
//! the head of every file of weights
//! version; what a weight's step is worth, f32; a table of cues
//! the features of spans, u64; their step, f32; their table
//! ```

use super::exp::exp;
use super::hash::Key;
use super::parts::{Content, paired, seal, size};
use super::read::{Kind, ModelError, Reader, content, weights};
use super::weights::Weights;

/// Names the features that tell cues. A test beside the templates holds it.
pub const CLAIM_FEATURES: u64 = 0x51d0_cc5c_5c06_09f4;
/// Names the types of cues in their order; a test beside them holds it.
pub const CLAIM_LABELS: u64 = 0xc663_f56e_330b_c20c;
/// Names the features of spans. A test beside their templates holds it.
pub const SPAN_FEATURES: u64 = 0x42d9_4fd8_4500_1bf6;

/// Room for the types of cues, and for what is none.
pub const CUE_LANES: usize = 16;

/// What was trained, ready for use.
#[derive(Debug, Default)]
pub struct ClaimModel {
    version: String,
    step: f32,
    pub cues: Weights<CUE_LANES>,
    span_step: f32,
    /// Of the places where a phrase of a claim could begin or end.
    pub spans: Weights<1>,
}

/// What training hands over.
#[derive(Debug, Clone, Default)]
pub struct ClaimParts {
    pub version: String,
    /// What weights are rounded to a multiple of.
    pub step: f32,
    pub cues: Vec<(Key, [i8; CUE_LANES])>,
    pub spans: SpanParts,
}

/// The part of it that is of spans.
#[derive(Debug, Clone, Default)]
pub struct SpanParts {
    /// What weights are rounded to a multiple of.
    pub step: f32,
    pub weights: Vec<(Key, i8)>,
}

impl ClaimModel {
    /// Checks and reads a file that [`ClaimParts::write`] wrote.
    ///
    /// # Errors
    /// Where the file is none, of another version or for other features or labels, cut, or
    /// damaged.
    pub fn read(file: &[u8]) -> Result<Self, ModelError> {
        let content = content(file, CLAIM_FEATURES, CLAIM_LABELS);
        content.and_then(read).map_err(ModelError)
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    /// The weights of a feature by their outcomes, if it has any.
    pub fn weights(&self, feature: Key) -> Option<&[i8; CUE_LANES]> {
        self.cues.get(feature)
    }

    /// The probability of each outcome, by its score.
    pub fn probabilities(&self, scores: &[i16; CUE_LANES]) -> [f32; CUE_LANES] {
        let most = scores.iter().copied().max().unwrap_or(0);
        let mut shares = scores.map(|score| exp(f32::from(score.saturating_sub(most)) * self.step));
        let all: f32 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= all);
        shares
    }

    /// The probability of what has this score against what has none.
    pub fn span_probability(&self, score: i16) -> f32 {
        1.0 / (1.0 + exp(-f32::from(score) * self.span_step))
    }
}

impl ClaimParts {
    /// The file. Of features with the same short key the first, by the whole key, is kept.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Content::default();
        out.text(&self.version);
        out.0.extend(self.step.to_le_bytes());
        out.features(paired(&self.cues));
        self.spans.write(&mut out);
        seal(&out.0, CLAIM_FEATURES, CLAIM_LABELS)
    }

    /// Features and weights that are not zero, of cues.
    pub fn size(&self) -> (usize, usize) {
        size(&self.cues)
    }
}

impl SpanParts {
    /// A file with the cues of this one, whatever its spans are, and these.
    ///
    /// # Errors
    /// Where the file cannot be read up to there.
    pub fn written_into(&self, file: &[u8]) -> Result<Vec<u8>, ModelError> {
        let replaced = |content: &[u8]| {
            let mut from = Reader(content);
            cues(&mut from)?;
            let mut out = Content(content[..content.len() - from.0.len()].to_vec());
            self.write(&mut out);
            Ok(seal(&out.0, CLAIM_FEATURES, CLAIM_LABELS))
        };
        let content = content(file, CLAIM_FEATURES, CLAIM_LABELS);
        content.and_then(replaced).map_err(ModelError)
    }

    fn write(&self, out: &mut Content) {
        out.0.extend(SPAN_FEATURES.to_le_bytes());
        out.0.extend(self.step.to_le_bytes());
        let rows = self.weights.iter().map(|(key, weight)| (*key, [*weight]));
        out.features(paired(&rows.collect::<Vec<_>>()));
    }
}

fn read(content: &[u8]) -> Result<ClaimModel, Kind> {
    let mut from = Reader(content);
    let model = cues(&mut from)?;
    let found = u64::from_le_bytes(from.array()?);
    let wants = SPAN_FEATURES;
    if found != wants {
        return Err(Kind::Features { found, wants });
    }
    let model = ClaimModel {
        span_step: from.number()?,
        spans: weights(&mut from, 1)?,
        ..model
    };
    from.end()?;
    Ok(model)
}

/// What stands before the spans.
fn cues(from: &mut Reader<'_>) -> Result<ClaimModel, Kind> {
    Ok(ClaimModel {
        version: from.text()?,
        step: from.number()?,
        cues: weights(from, CUE_LANES)?,
        ..ClaimModel::default()
    })
}
