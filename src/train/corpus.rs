//! Annotated articles from files.
//!
//! Knows the inline markup of `corpus/train`, the JSON Lines of a corpus folder, and the table of
//! corpora. Must not know what is learnt from them.

use super::set::Set;
use super::table::{Corpus, OWN, Use, use_of};
use crate::annotation::{Body, Document};
use crate::format::inline;
use crate::text::{Source, Span, Text, Unit};
use anyhow::{Context, Result, bail};
use flate2::read::GzDecoder;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// An article, and what is known of it.
#[derive(Debug)]
pub struct Article {
    pub corpus: &'static Corpus,
    pub text: Text,
    /// What is marked and what it may be, in text order.
    pub marks: Vec<(Span, Set)>,
    /// How much it counts.
    pub weight: f32,
    /// Whether it is among those that confidences are fitted on: every fifth of our own.
    pub held: bool,
}

/// A file that was read, or our own folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    pub name: String,
    pub licence: &'static str,
    pub articles: usize,
    pub marks: usize,
    pub sha256: String,
}

/// All that trains, in the order in which it was read.
#[derive(Debug, Default)]
pub struct Corpora {
    pub articles: Vec<Article>,
    pub inputs: Vec<Input>,
    /// Files that were not read, and why.
    pub refused: Vec<(String, String)>,
}

/// Every so many of our own articles is held.
const HELD: usize = 5;

#[derive(Debug, Deserialize)]
struct Record {
    text: String,
    entities: Vec<Stretch>,
}

/// Offsets in code points, end-exclusive.
#[derive(Debug, Deserialize)]
pub struct Stretch {
    start: u32,
    end: u32,
    pub label: String,
}

impl Stretch {
    /// Where it is.
    ///
    /// # Errors
    /// Where that is nowhere in the text.
    pub fn span(&self, source: &Source) -> Result<Span> {
        let (first, last) = (self.start, self.end);
        let at = |offset| source.offsets().to_byte(offset, Unit::CodePoint);
        let (Some(start), Some(end)) = (at(first), at(last)) else {
            bail!("{first}..{last} is not within the text");
        };
        if start >= end {
            bail!("{first}..{last} is empty");
        }
        Ok(Span::new(start, end))
    }
}

impl Corpora {
    /// The project's own articles in a folder, and the corpora in a further one.
    pub fn read(own: &Path, data: Option<&Path>) -> Result<Self> {
        let mut corpora = Self::default();
        corpora.own(own)?;
        if let Some(data) = data {
            corpora.folder(data)?;
        }
        Ok(corpora)
    }

    fn own(&mut self, folder: &Path) -> Result<()> {
        let from = self.articles.len();
        let mut hash = Sha256::new();
        for (file, documents) in own_files(folder)? {
            hash.update(file.as_bytes());
            for document in documents {
                let marks = document.marks().filter_map(|mark| match mark.body {
                    Body::Entity { span, label } => Some((span, Set::of(&[label.scheme()?]))),
                    _ => None,
                });
                let mut marks: Vec<_> = marks.collect();
                marks.sort_by_key(|(span, _)| *span);
                self.articles.push(Article {
                    corpus: &OWN,
                    text: Text::new(document.source().clone()),
                    marks,
                    weight: OWN.weight,
                    held: (self.articles.len() - from).is_multiple_of(HELD),
                });
            }
        }
        self.note("corpus/train".into(), &OWN, from, hex(&hash.finalize()));
        Ok(())
    }

    fn folder(&mut self, folder: &Path) -> Result<()> {
        for (name, path) in packed(folder)? {
            match use_of(&name) {
                Some(Use::Trains(corpus)) => self.lines(&path, name, corpus)?,
                Some(Use::Measures) => {
                    let reason = "it may only measure, and is never trained on".into();
                    self.refused.push((name, reason));
                }
                // The reader of sentences has the one, the gate of cues the other.
                Some(Use::Trees(_) | Use::Hedges(_)) => {}
                Some(Use::LeftOut(reason)) => self.refused.push((name, reason.into())),
                None => bail!(
                    "{}: no corpus of this name is in the table of src/train/table.rs",
                    path.display()
                ),
            }
        }
        Ok(())
    }

    fn lines(&mut self, path: &Path, name: String, corpus: &'static Corpus) -> Result<()> {
        let from = self.articles.len();
        let sha256 = each_line(path, |_, line| {
            self.articles.push(article(line, corpus)?);
            Ok(())
        })?;
        self.note(name, corpus, from, sha256);
        Ok(())
    }

    fn note(&mut self, name: String, corpus: &Corpus, from: usize, sha256: String) {
        let articles = &self.articles[from..];
        self.inputs.push(Input {
            name,
            licence: corpus.licence,
            articles: articles.len(),
            marks: articles.iter().map(|article| article.marks.len()).sum(),
            sha256,
        });
    }
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn article(line: &str, corpus: &'static Corpus) -> Result<Article> {
    let record: Record = serde_json::from_str(line)?;
    let source = Source::new(record.text);
    let mut marks = Vec::with_capacity(record.entities.len());
    for mark in &record.entities {
        let span = mark.span(&source)?;
        let Some(set) = corpus.allowed(&mark.label) else {
            bail!("{} has no label {:?}", corpus.name, mark.label);
        };
        marks.push((span, set));
    }
    marks.sort_by_key(|(span, _)| *span);
    Ok(Article {
        corpus,
        text: Text::new(source),
        marks,
        weight: corpus.weight,
        held: false,
    })
}

/// The corpora in a folder: what each is called, and its file.
pub fn packed(folder: &Path) -> Result<Vec<(String, PathBuf)>> {
    const END: &str = ".jsonl.gz";
    let named = |path: PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.trim_end_matches(END).to_owned(), path)
    };
    Ok(files(folder, END)?.into_iter().map(named).collect())
}

/// Hands each line of a packed file on with its index, and returns the hash of the file as it
/// lies.
///
/// # Errors
/// Where the file cannot be read, or a line is refused: that names file and line.
pub fn each_line(path: &Path, mut read: impl FnMut(usize, &str) -> Result<()>) -> Result<String> {
    let place = || path.display().to_string();
    let bytes = fs::read(path).with_context(place)?;
    let mut text = String::new();
    let mut unpacker = GzDecoder::new(bytes.as_slice());
    unpacker.read_to_string(&mut text).with_context(place)?;
    for (index, line) in text.lines().enumerate() {
        let place = || format!("{}: line {}", path.display(), index + 1);
        read(index, line).with_context(place)?;
    }
    Ok(hex(&Sha256::digest(&bytes)))
}

/// Our own articles, with the text of the file that they stand in.
///
/// # Errors
/// Where a file cannot be read or a line of it is wrong, or where there is no article.
pub fn own_files(folder: &Path) -> Result<Vec<(String, Vec<Document>)>> {
    let mut all = Vec::new();
    for path in files(folder, ".txt")? {
        let file = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let read = inline::read(&file);
        if let Some(problem) = read.problems.first() {
            bail!("{}: {problem}", path.display());
        }
        all.push((file, read.documents));
    }
    if all.iter().all(|(_, documents)| documents.is_empty()) {
        bail!("{}: no articles", folder.display());
    }
    Ok(all)
}

/// The files of a folder that end so, in the order of their names.
pub fn files(folder: &Path, end: &str) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().ends_with(end) {
            files.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}
