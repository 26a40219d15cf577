//! Plain texts: all that may train, whatever is marked in them.
//!
//! Knows the files of corpora. Must not know what is learnt from them.

use crate::train::corpus::{files, own_files, unpacked};
use crate::train::table::{Use, use_of};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::path::Path;

#[derive(Debug, Deserialize)]
struct Record {
    text: String,
}

/// The texts of our own articles and of a folder of corpora, each text once.
pub fn texts(own: &Path, data: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    let mut known = BTreeSet::new();
    let mut add = |text: &str| {
        if known.insert(crate::model::hash(text)) {
            texts.push(text.to_owned());
        }
    };
    for (_, documents) in own_files(own)? {
        for document in documents {
            add(document.source().text());
        }
    }
    for path in files(data, ".jsonl.gz")? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        match use_of(name.trim_end_matches(".jsonl.gz")) {
            Some(Use::Measures) | None => continue,
            Some(Use::Trains(_) | Use::Trees(_) | Use::Hedges | Use::LeftOut(_)) => {}
        }
        for (index, line) in unpacked(&path)?.1.lines().enumerate() {
            let place = || format!("{}: line {}", path.display(), index + 1);
            let record: Record = serde_json::from_str(line).with_context(place)?;
            add(&record.text);
        }
    }
    Ok(texts)
}
