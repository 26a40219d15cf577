//! What the recogniser looks words up in: the lists of `corpus/lists` and the clusters of
//! `corpus/word_clusters.tsv.gz`.
//!
//! Knows those files. Must not know what a list is worth.

use super::corpus::files;
use crate::model::{Cluster, Key, Parts, hash, phrase};
use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::io::Read;
use std::path::Path;

/// Sets the lists of a folder, one a file, in the order of their names.
pub fn read_lists(folder: &Path, parts: &mut Parts, hash_of: &mut Sha256) -> Result<()> {
    let mut lists: BTreeMap<Key, u32> = BTreeMap::new();
    for path in files(folder, ".txt")? {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let file = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        hash_of.update(file.as_bytes());
        let bit = 1 << parts.list_names.len();
        parts.list_names.push(name.into_owned());
        for line in file.lines() {
            let words: Vec<Key> = line.split(' ').map(hash).collect();
            let longest = usize::from(parts.longest_phrase).max(words.len());
            parts.longest_phrase = u8::try_from(longest)
                .with_context(|| format!("{}: {line:?} is too long", path.display()))?;
            *lists.entry(phrase(words)).or_default() |= bit;
        }
    }
    parts.lists = lists.into_iter().collect();
    Ok(())
}

/// Sets the clusters of a file: a word, and the numbers of its clusters from 0 on, of a few, of
/// some and of many.
pub fn read_clusters(file: &Path, parts: &mut Parts, hash_of: &mut Sha256) -> Result<()> {
    let shown = || file.display().to_string();
    let bytes = fs::read(file).with_context(shown)?;
    hash_of.update(&bytes);
    let mut lines = String::new();
    let mut unpacked = GzDecoder::new(bytes.as_slice());
    unpacked.read_to_string(&mut lines).with_context(shown)?;
    for (index, line) in lines.lines().enumerate() {
        let Some(cluster) = cluster(line) else {
            bail!(
                "{}: line {}: no word with three numbers",
                shown(),
                index + 1
            );
        };
        parts.clusters.push(cluster);
    }
    Ok(())
}

/// In the model clusters count from 1: 0 is a word that has none.
fn cluster(line: &str) -> Option<(Key, Cluster)> {
    let mut columns = line.split('\t');
    let word = columns.next()?;
    let mut number = || columns.next()?.parse::<u16>().ok()?.checked_add(1);
    Some((hash(word), [number()?, number()?, number()?]))
}
