//! Corpora that others made, as gzipped JSON Lines in a folder outside of the project.

use crate::eval::Segmentation;
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The file of texts with their sentences.
pub(super) const SEGMENTATION: &str = "pragmatic_segmenter_en.all";

#[derive(Debug, Deserialize)]
struct Case {
    text: String,
    /// The sentences as their makers print them, some of them cleaned.
    segments: Vec<String>,
}

pub(super) fn segmentation(folder: &Path) -> Result<Vec<Segmentation>> {
    let cases: Vec<Case> = read(folder, SEGMENTATION)?;
    let cases = cases.into_iter().map(|case| Segmentation {
        text: case.text,
        sentences: case.segments,
    });
    Ok(cases.collect())
}

fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>> {
    let path = folder.join(format!("{name}.jsonl.gz"));
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    let lines = BufReader::new(GzDecoder::new(file)).lines().enumerate();
    lines
        .map(|(index, line)| {
            let place = || format!("{} line {}", path.display(), index + 1);
            serde_json::from_str(&line.with_context(place)?).with_context(place)
        })
        .collect()
}
