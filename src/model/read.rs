//! From a file to a model, or why not.
//!
//! Knows the layout that [`super::Parts`] writes. Believes nothing that the file says before it
//! is checked: no length leads past the file's end, and nothing is allocated that the file could
//! not fill.

use super::decode::Decoder;
use super::parts::{FORMAT, HEAD, MAGIC, TRANSITION, checksum};
use super::phrases::{CLUSTER_BITS, Clusters, LIST_BITS, Lists};
use super::slots::{Slots, most};
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
    from.end()?;
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

pub(super) fn weights<const N: usize>(from: &mut Reader, tags: usize) -> Result<Weights<N>, Kind> {
    let table = from.table(KEY_BITS)?;
    let own = table.numbers().filter(|number| *number == 0).count();
    let (labels, values) = (from.stream()?, from.stream()?);
    let rows = rows(labels, values, tags)?;
    // The first is of no feature. Behind those with a number are those that only one has.
    let shared = (rows.len() - 1).checked_sub(own);
    let shared = shared.ok_or(Kind::Content("a feature has no weights"))? as u32;
    let mut next = shared;
    let slots = table.slots(shared, || {
        next += 1;
        next
    })?;
    Ok(Weights {
        slots,
        count: table.count,
        rows,
    })
}

/// The rows of weights, behind one of zeros.
fn rows<const N: usize>(labels: &[u8], values: &[u8], tags: usize) -> Result<Vec<[i8; N]>, Kind> {
    if labels.len() != values.len() {
        return Err(Kind::Content("not every weight has its tag"));
    }
    let mut rows = vec![[0; N]];
    let (mut row, mut least) = ([0; N], 0);
    for (label, value) in labels.iter().zip(values) {
        let tag = usize::from(label & 0x7f);
        if tag < least || tag >= tags.min(N) {
            return Err(Kind::Content("a weight has no tag"));
        }
        row[tag] = *value as i8;
        least = tag + 1;
        if label & 0x80 != 0 {
            rows.push(row);
            (row, least) = ([0; N], 0);
        }
    }
    match least {
        0 => Ok(rows),
        _ => Err(Kind::Content("a row of weights has no end")),
    }
}

fn clusters(from: &mut Reader) -> Result<Clusters, Kind> {
    let table = from.table(CLUSTER_BITS)?;
    let count = from.count()?;
    let mut clusters: Vec<Cluster> = vec![[0; 3]; count.min(from.0.len())];
    for size in 0..3 {
        let (low, high) = (from.take(count)?, from.take(count)?);
        for (cluster, bytes) in clusters.iter_mut().zip(low.iter().zip(high)) {
            cluster[size] = u16::from_le_bytes([*bytes.0, *bytes.1]);
        }
    }
    Ok(Clusters {
        words: table.slots(clusters.len() as u32, || 0)?,
        clusters,
    })
}

fn lists(from: &mut Reader) -> Result<(Vec<String>, Lists), Kind> {
    let count = from.count()?;
    if count > 16 {
        return Err(Kind::Content("so many lists there cannot be"));
    }
    let names: Vec<String> = (0..count).map(|_| from.text()).collect::<Result<_, _>>()?;
    let [longest] = from.array()?;
    let table = from.table(LIST_BITS)?;
    let count = from.count()?;
    let sets = from.chunks(count, |bytes| Ok(u32::from_le_bytes(bytes)))?;
    if sets.iter().any(|set| set >> names.len() != 0) {
        return Err(Kind::Content("a phrase stands in a list that is not there"));
    }
    let lists = Lists {
        phrases: table.slots(sets.len() as u32, || 0)?,
        sets,
        longest,
    };
    Ok((names, lists))
}

/// Numbers by ascending keys, as they are written.
pub(super) struct Table<'a> {
    key_bits: u32,
    bits: u32,
    count: usize,
    /// The bytes of the distances from key to key, and those of the numbers.
    distances: [&'a [u8]; 4],
    numbers: [&'a [u8]; 3],
}

impl Table<'_> {
    fn numbers(&self) -> impl Iterator<Item = u32> {
        let [a, b, c] = self.numbers;
        let bytes = a.iter().zip(b).zip(c);
        bytes.map(|((a, b), c)| u32::from_le_bytes([*a, *b, *c, 0]))
    }

    fn distances(&self) -> impl Iterator<Item = u32> {
        let [a, b, c, d] = self.distances;
        let bytes = a.iter().zip(b).zip(c).zip(d);
        bytes.map(|(((a, b), c), d)| u32::from_le_bytes([*a, *b, *c, *d]))
    }

    /// The table, ready to be looked up in. No number is above `most`; what stands for 0 is
    /// `unnamed`.
    pub(super) fn slots(&self, most: u32, mut unnamed: impl FnMut() -> u32) -> Result<Slots, Kind> {
        let mut slots = Slots::new(self.key_bits, self.bits);
        let mut key = 0u32;
        for (at, (distance, number)) in self.distances().zip(self.numbers()).enumerate() {
            if at > 0 && distance == 0 {
                return Err(Kind::Content("a key is there twice"));
            }
            key = key.saturating_add(distance);
            if key >> self.key_bits != 0 {
                return Err(Kind::Content("a key is too large"));
            }
            if number > most {
                return Err(Kind::Content("a key has no value"));
            }
            let number = if number == 0 { unnamed() } else { number };
            if !slots.push(key, number) {
                return Err(Kind::Content("a key has no room"));
            }
        }
        Ok(slots)
    }
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
    /// Nothing.
    pub(super) fn end(&self) -> Result<(), Kind> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Kind::Content("something stands behind the end")),
        }
    }

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

    /// Numbers by ascending keys of so many bits.
    pub(super) fn table(&mut self, key_bits: u32) -> Result<Table<'a>, Kind> {
        let count = self.count()?;
        let bits = u32::from(self.array::<1>()?[0]);
        // Nor are there many more places than keys.
        if bits > most(key_bits).min(super::slots::roomy(count) + 4) {
            return Err(Kind::Content("so much room no table has"));
        }
        let mut distances = [&[][..]; 4];
        for plane in &mut distances {
            *plane = self.take(count)?;
        }
        let mut numbers = [&[][..]; 3];
        for plane in &mut numbers {
            *plane = self.take(count)?;
        }
        Ok(Table {
            key_bits,
            bits,
            count,
            distances,
            numbers,
        })
    }
}
