//! Trees from the files of treebanks.
//!
//! Knows their files. Must not know what is learnt from them.

use crate::eval::{Given, Tree as Line, given};
use crate::model::hash;
use crate::text::{Source, Text};
use crate::train::corpus::{Input, each_line, packed};
use crate::train::table::{Use, use_of};
use anyhow::{Result, anyhow};
use std::path::Path;

/// A treebank that trains.
#[derive(Debug)]
pub struct Treebank {
    /// Its file, without `.jsonl.gz`.
    pub file: &'static str,
    pub licence: &'static str,
}

/// A sentence of a treebank on our words.
#[derive(Debug, Clone)]
pub struct Tree {
    pub line: Line,
    pub text: Text,
    pub given: Vec<Given>,
    /// How much it counts.
    pub weight: f32,
}

/// Every so many documents are held.
const HELD: u64 = 6;
/// So many sentences are a document where a treebank names none.
const DOCUMENT: usize = 40;

impl Tree {
    pub fn of(line: Line, weight: f32) -> Result<Self> {
        let text = Text::new(Source::new(line.text.as_str()));
        let given = given(&line, &text.source, &text.tokens).map_err(|error| anyhow!(error))?;
        Ok(Self {
            line,
            text,
            given,
            weight,
        })
    }

    /// Whether it is among those that settings are tried on.
    pub fn is_held(&self) -> bool {
        hash(&self.line.id).is_multiple_of(HELD)
    }
}

/// All that trains, in the order in which it was read.
#[derive(Debug, Default)]
pub struct Trees {
    pub trees: Vec<Tree>,
    pub inputs: Vec<Input>,
}

impl Trees {
    /// The treebanks of a folder that may train.
    pub fn read(folder: &Path) -> Result<Self> {
        let mut all = Self::default();
        for (name, path) in packed(folder)? {
            if let Some(Use::Trees(treebank)) = use_of(&name) {
                all.file(&path, treebank)?;
            }
        }
        Ok(all)
    }

    fn file(&mut self, path: &Path, treebank: &Treebank) -> Result<()> {
        let (mut sentences, mut words) = (0, 0);
        let sha256 = each_line(path, |index, line| {
            let mut line: Line = serde_json::from_str(line)?;
            if !line.id.contains('_') {
                line.id = format!("{} {}", line.id, index / DOCUMENT);
            }
            let tree = Tree::of(line, 1.0)?;
            words += tree.given.len();
            sentences += 1;
            self.trees.push(tree);
            Ok(())
        })?;
        self.inputs.push(Input {
            name: treebank.file.into(),
            licence: treebank.licence,
            articles: sentences,
            marks: words,
            sha256,
        });
        Ok(())
    }
}
