//! From a file to a model, or why not.
//!
//! Knows the layout that [`super::Parts`] writes. Believes nothing that the file says before it
//! is checked: no length leads past the file's end, and nothing is allocated that the file could
//! not fill.

use super::decode::Decoder;
use super::hash::Keyed;
use super::parts::{FORMAT, HEAD, MAGIC, TRANSITION, checksum};
use super::phrases::{Clusters, Lists};
use super::weights::{KEY_BITS, MAX_TAGS, Weights};
use super::{Cluster, FEATURE_SET, LABEL_SET, Model};
use std::fmt;

/// Why a file is no model for this program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelError(pub(super) Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    NoModel,
    Format(u16),
    Features { found: u64, wants: u64 },
    Labels { found: u64, wants: u64 },
    Cut { has: usize, wants: usize },
    Checksum,
    Content(&'static str),
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::NoModel => write!(f, "the file holds no weights of this program"),
            Kind::Format(found) => write!(
                f,
                "the weights are written in format {found}; this program reads {FORMAT}"
            ),
            Kind::Features { found, wants } => write!(
                f,
                "the weights are of feature set {found:x}; this program has {wants:x}"
            ),
            Kind::Labels { found, wants } => write!(
                f,
                "the weights are of label set {found:x}; this program has {wants:x}"
            ),
            Kind::Cut { has, wants } => {
                write!(f, "the weights are {has} bytes long, and should be {wants}")
            }
            Kind::Checksum => write!(f, "the weights are damaged: their checksum is wrong"),
            Kind::Content(what) => write!(f, "the weights are malformed: {what}"),
        }
    }
}

impl std::error::Error for ModelError {}

pub(super) fn model(file: &[u8]) -> Result<Model, ModelError> {
    let content = content(file, FEATURE_SET, LABEL_SET);
    content.and_then(read).map_err(ModelError)
}

/// What stands behind the head, if the head fits to it, to these features and these labels.
pub(super) fn content(file: &[u8], features: u64, labels: u64) -> Result<&[u8], Kind> {
    let known = file.len().min(MAGIC.len());
    if file.is_empty() || file[..known] != MAGIC[..known] {
        return Err(Kind::NoModel);
    }
    let cut = |wants| Kind::Cut {
        has: file.len(),
        wants,
    };
    let (head, content) = file.split_at_checked(HEAD).ok_or(cut(HEAD))?;
    let mut head = Reader(&head[MAGIC.len()..]);
    match u16::from_le_bytes(head.array()?) {
        FORMAT => {}
        other => return Err(Kind::Format(other)),
    }
    match u64::from_le_bytes(head.array()?) {
        found if found == features => {}
        found => {
            let wants = features;
            return Err(Kind::Features { found, wants });
        }
    }
    match u64::from_le_bytes(head.array()?) {
        found if found == labels => {}
        found => {
            let wants = labels;
            return Err(Kind::Labels { found, wants });
        }
    }
    let sum = u64::from_le_bytes(head.array()?);
    let length = u32::from_le_bytes(head.array()?) as usize;
    if content.len() != length {
        return Err(cut(HEAD.saturating_add(length)));
    }
    match checksum(content) == sum {
        true => Ok(content),
        false => Err(Kind::Checksum),
    }
}

fn read(content: &[u8]) -> Result<Model, Kind> {
    let mut from = Reader(content);
    let version = from.text()?;
    let tags = usize::from(from.array::<1>()?[0]);
    if tags.is_multiple_of(2) || tags > MAX_TAGS {
        return Err(Kind::Content("so many tags there cannot be"));
    }
    let step = from.number()?;
    let transitions = from.chunks(tags * tags, |bytes| {
        Ok(f32::from(i16::from_le_bytes(bytes)) * TRANSITION)
    })?;
    let weights = weights(&mut from, tags)?;
    let clusters = clusters(&mut from)?;
    let (list_names, lists) = lists(&mut from)?;
    let count = from.count()?;
    let usual = from.chunks(count, finite)?;
    let count = from.count()?;
    let calibration: Vec<(f32, f32)> = from.chunks(count, |bytes: [u8; 8]| {
        let [a, b, c, d, e, f, g, h] = bytes;
        Ok((finite([a, b, c, d])?, finite([e, f, g, h])?))
    })?;
    if !calibration.is_sorted() {
        return Err(Kind::Content("the calibration is not in order"));
    }
    if !from.0.is_empty() {
        return Err(Kind::Content("something stands behind the end"));
    }
    Ok(Model {
        version,
        weights,
        decoder: Decoder::new(tags, step, &transitions),
        clusters,
        lists,
        list_names,
        usual,
        calibration,
    })
}

fn weights(from: &mut Reader, tags: usize) -> Result<Weights, Kind> {
    let keys = from.keys(KEY_BITS)?;
    let (labels, values) = (from.stream()?, from.stream()?);
    if labels.len() != values.len() {
        return Err(Kind::Content("not every weight has its tag"));
    }
    let mut weights = Weights::with_capacity(keys.len());
    let mut rows = labels
        .chunk_by(|before, _| before & 0x80 == 0)
        .map(|row| (row, row.len()));
    let mut at = 0;
    for key in keys {
        let Some((row, len)) = rows.next() else {
            return Err(Kind::Content("a feature has no weights"));
        };
        let ascending = row.windows(2).all(|pair| pair[0] < pair[1] & 0x7f);
        let known = row.iter().all(|tag| usize::from(tag & 0x7f) < tags);
        if !ascending || !known {
            return Err(Kind::Content("a weight has no tag"));
        }
        let mut weights_of = [0; MAX_TAGS];
        for (tag, value) in row.iter().zip(&values[at..]) {
            weights_of[usize::from(tag & 0x7f)] = *value as i8;
        }
        weights.insert(key, weights_of);
        at += len;
    }
    match rows.next() {
        None => Ok(weights),
        Some(_) => Err(Kind::Content("weights are left over")),
    }
}

fn clusters(from: &mut Reader) -> Result<Clusters, Kind> {
    let count = from.count()?;
    let mut planes = [&[][..]; 9];
    for plane in &mut planes {
        *plane = from.take(count)?;
    }
    let mut words: Keyed<Cluster> = Keyed::with_capacity_and_hasher(count, Default::default());
    for at in 0..count {
        let bytes = planes.map(|plane| plane[at]);
        let byte = |plane: usize| bytes[plane];
        let key = u32::from_le_bytes([byte(0), byte(1), byte(2), 0]);
        let size = |plane| u16::from_le_bytes([byte(plane), byte(plane + 1)]);
        words.insert(key.into(), [size(7), size(5), size(3)]);
    }
    Ok(Clusters(words))
}

fn lists(from: &mut Reader) -> Result<(Vec<String>, Lists), Kind> {
    let count = from.count()?;
    if count > 16 {
        return Err(Kind::Content("so many lists there cannot be"));
    }
    let names: Vec<String> = (0..count).map(|_| from.text()).collect::<Result<_, _>>()?;
    let [longest] = from.array()?;
    let keys = from.keys(super::phrases::LIST_BITS)?;
    let count = from.count()?;
    let sets = from.chunks(count, |bytes| Ok(u32::from_le_bytes(bytes)))?;
    if sets.iter().any(|set| set >> names.len() != 0) {
        return Err(Kind::Content("a phrase stands in a list that is not there"));
    }
    let (low, high) = (from.take(keys.len())?, from.take(keys.len())?);
    let mut entries = Keyed::with_capacity_and_hasher(keys.len(), Default::default());
    for (key, (low, high)) in keys.iter().zip(low.iter().zip(high)) {
        let set = sets.get(usize::from(u16::from_le_bytes([*low, *high])));
        let set = set.ok_or(Kind::Content("a phrase has no lists"))?;
        entries.insert(u64::from(*key), *set);
    }
    Ok((names, Lists { entries, longest }))
}

fn finite(bytes: [u8; 4]) -> Result<f32, Kind> {
    let number = f32::from_le_bytes(bytes);
    match number.is_finite() {
        true => Ok(number),
        false => Err(Kind::Content("a number is none")),
    }
}

/// What is left to read.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

impl<'a> Reader<'a> {
    pub(super) fn take(&mut self, count: usize) -> Result<&'a [u8], Kind> {
        let split = self.0.split_at_checked(count);
        let (taken, rest) = split.ok_or(Kind::Content("a length leads past the end"))?;
        self.0 = rest;
        Ok(taken)
    }

    pub(super) fn array<const N: usize>(&mut self) -> Result<[u8; N], Kind> {
        let bytes = self.take(N)?.try_into();
        bytes.map_err(|_| Kind::Content("a length leads past the end"))
    }

    pub(super) fn count(&mut self) -> Result<usize, Kind> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    pub(super) fn number(&mut self) -> Result<f32, Kind> {
        finite(self.array()?)
    }

    pub(super) fn stream(&mut self) -> Result<&'a [u8], Kind> {
        let count = self.count()?;
        self.take(count)
    }

    pub(super) fn text(&mut self) -> Result<String, Kind> {
        let text = str::from_utf8(self.stream()?);
        text.map(str::to_owned)
            .map_err(|_| Kind::Content("a name is no text"))
    }

    /// So many things of `N` bytes.
    pub(super) fn chunks<const N: usize, T>(
        &mut self,
        count: usize,
        read: impl Fn([u8; N]) -> Result<T, Kind>,
    ) -> Result<Vec<T>, Kind> {
        let bytes = self.take(count.saturating_mul(N))?;
        let (chunks, _) = bytes.as_chunks::<N>();
        chunks.iter().map(|chunk| read(*chunk)).collect()
    }

    /// Ascending keys of so many bits.
    pub(super) fn keys(&mut self, bits: u32) -> Result<Vec<u32>, Kind> {
        let (low, high) = (self.stream()?, self.stream()?);
        let mut high = high.iter();
        let mut last = 0u64;
        let mut keys = Vec::with_capacity(low.len());
        for (at, low) in low.iter().enumerate() {
            let (mut rest, mut shift) = (0u64, 0);
            loop {
                let byte = high.next().ok_or(Kind::Content("a key is cut"))?;
                rest |= u64::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
                if shift > 28 {
                    return Err(Kind::Content("a key is too long"));
                }
            }
            let distance = rest << 8 | u64::from(*low);
            if at > 0 && distance == 0 {
                return Err(Kind::Content("a key is there twice"));
            }
            last += distance;
            if last >> bits != 0 {
                return Err(Kind::Content("a key is too large"));
            }
            keys.push(last as u32);
        }
        match high.next() {
            None => Ok(keys),
            Some(_) => Err(Kind::Content("parts of keys are left over")),
        }
    }
}
