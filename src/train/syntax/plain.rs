//! Plain texts: all that may train, whatever is marked in them.
//!
//! Knows the files of corpora. Must not know what is learnt from them.

use crate::train::corpus::{each_line, own_files, packed};
use crate::train::table::{Use, use_of};
use anyhow::Result;
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
    for (name, path) in packed(data)? {
        match use_of(&name) {
            Some(Use::Measures) | None => continue,
            Some(Use::Trains(_) | Use::Trees(_) | Use::Hedges(_) | Use::LeftOut(_)) => {}
        }
        each_line(&path, |_, line| {
            let record: Record = serde_json::from_str(line)?;
            add(&record.text);
            Ok(())
        })?;
    }
    Ok(texts)
}
