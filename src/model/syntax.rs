//! The weights of the reader of sentences, in a file of their own.
//!
//! Knows tables of weights for a few outcomes, and a table of words with two classes each. Must
//! not know what an outcome or a class stands for.
//!
//! ```text
//! the head of every file of weights
//! version; tables of tags, of steps, of relations; words
//! ```

use super::hash::{Key, Keyed};
use super::linear::Linear;
use super::parts::{Content, seal};
use super::phrases::{CLUSTER_BITS, short};
use super::read::{Kind, ModelError, Reader, content};

/// Names the features of the reader of sentences. A test beside the templates holds it.
pub const SYNTAX_FEATURES: u64 = 1;
/// Names its tags, steps and relations; a test beside them holds it.
pub const SYNTAX_LABELS: u64 = 1;

/// Room for so many tags, and so many relations.
pub const TAG_LANES: usize = 24;
/// Room for so many steps of the parser.
pub const STEP_LANES: usize = 4;

/// What was trained, ready for use.
#[derive(Debug, Default)]
pub struct SyntaxModel {
    version: String,
    pub tags: Linear<TAG_LANES>,
    pub steps: Linear<STEP_LANES>,
    pub relations: Linear<TAG_LANES>,
    words: Keyed<WordClass>,
}

/// What is known of a word in small letters; 0 where nothing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct WordClass {
    /// What stands beside it.
    pub beside: u8,
    /// What it mostly is.
    pub usual: u8,
}

/// What training hands over.
#[derive(Debug, Clone, Default)]
pub struct SyntaxParts {
    pub version: String,
    pub tags: Vec<(Key, [i8; TAG_LANES])>,
    pub steps: Vec<(Key, [i8; STEP_LANES])>,
    pub relations: Vec<(Key, [i8; TAG_LANES])>,
    /// By the hash of the word in small letters.
    pub words: Vec<(Key, WordClass)>,
}

impl SyntaxModel {
    /// Checks and reads a file that [`SyntaxParts::write`] wrote.
    ///
    /// # Errors
    /// Where the file is none, of another version or for other features or labels, cut, or
    /// damaged.
    pub fn read(file: &[u8]) -> Result<Self, ModelError> {
        let content = content(file, SYNTAX_FEATURES, SYNTAX_LABELS);
        content.and_then(read).map_err(ModelError)
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    /// The classes of a word in small letters, by its hash.
    pub fn word(&self, word: Key) -> WordClass {
        let class = self.words.get(&short(word, CLUSTER_BITS).into());
        class.copied().unwrap_or_default()
    }
}

impl SyntaxParts {
    /// The file. Of things with the same short key the first, by the whole key, is kept.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Content::default();
        out.text(&self.version);
        write_table(&self.tags, &mut out);
        write_table(&self.steps, &mut out);
        write_table(&self.relations, &mut out);
        let mut words = self.words.clone();
        words.sort_unstable();
        words.dedup_by_key(|(key, _)| short(*key, CLUSTER_BITS));
        let keys: Vec<u32> = (words.iter().map(|(key, _)| short(*key, CLUSTER_BITS))).collect();
        out.keys(&keys);
        out.0.extend(words.iter().map(|(_, class)| class.beside));
        out.0.extend(words.iter().map(|(_, class)| class.usual));
        seal(&out.0, SYNTAX_FEATURES, SYNTAX_LABELS)
    }

    /// Features and weights that are not zero.
    pub fn size(&self) -> (usize, usize) {
        fn size<const N: usize>(table: &[(Key, [i8; N])]) -> (usize, usize) {
            let weights = table.iter().flat_map(|(_, row)| row).filter(|w| **w != 0);
            (table.len(), weights.count())
        }
        let sizes = [size(&self.tags), size(&self.steps), size(&self.relations)];
        sizes
            .iter()
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

/// Keys, then for each weight its outcome (the last of a feature with the high bit), then weights.
fn write_table<const N: usize>(table: &[(Key, [i8; N])], out: &mut Content) {
    let mut table: Vec<_> = table.iter().filter(|(_, row)| *row != [0; N]).collect();
    table.sort_unstable();
    table.dedup_by_key(|(key, _)| super::weights::short(*key));
    let keys: Vec<u32> = (table.iter().map(|(key, _)| super::weights::short(*key))).collect();
    out.keys(&keys);
    let (mut outcomes, mut weights) = (Vec::new(), Vec::new());
    for (_, row) in table {
        for (outcome, weight) in row.iter().enumerate().filter(|(_, weight)| **weight != 0) {
            outcomes.push(outcome as u8);
            weights.push(*weight as u8);
        }
        if let Some(last) = outcomes.last_mut() {
            *last |= 0x80;
        }
    }
    out.stream(&outcomes);
    out.stream(&weights);
}

fn read(content: &[u8]) -> Result<SyntaxModel, Kind> {
    let mut from = Reader(content);
    let model = SyntaxModel {
        version: from.text()?,
        tags: table(&mut from)?,
        steps: table(&mut from)?,
        relations: table(&mut from)?,
        words: words(&mut from)?,
    };
    match from.0.is_empty() {
        true => Ok(model),
        false => Err(Kind::Content("something stands behind the end")),
    }
}

fn table<const N: usize>(from: &mut Reader) -> Result<Linear<N>, Kind> {
    let keys = from.keys(super::weights::KEY_BITS)?;
    let (outcomes, weights) = (from.stream()?, from.stream()?);
    if outcomes.len() != weights.len() {
        return Err(Kind::Content("not every weight has its outcome"));
    }
    let mut linear = Linear::with_capacity(keys.len());
    let mut rows = outcomes.chunk_by(|before, _| before & 0x80 == 0);
    let mut weights = weights.iter();
    for key in keys {
        let mut of = [0; N];
        let row = rows
            .next()
            .ok_or(Kind::Content("a feature has no weights"))?;
        for (outcome, weight) in row.iter().zip(&mut weights) {
            let place = of.get_mut(usize::from(outcome & 0x7f));
            *place.ok_or(Kind::Content("a weight has no outcome"))? = *weight as i8;
        }
        linear.insert(key, of);
    }
    match rows.next() {
        None => Ok(linear),
        Some(_) => Err(Kind::Content("weights are left over")),
    }
}

fn words(from: &mut Reader) -> Result<Keyed<WordClass>, Kind> {
    let keys = from.keys(CLUSTER_BITS)?;
    let (beside, usual) = (from.take(keys.len())?, from.take(keys.len())?);
    let classes = beside.iter().zip(usual);
    let classes = classes.map(|(beside, usual)| WordClass {
        beside: *beside,
        usual: *usual,
    });
    Ok(keys.into_iter().map(u64::from).zip(classes).collect())
}
