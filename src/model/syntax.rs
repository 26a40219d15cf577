//! The weights of the reader of sentences, in two files: those of tags, and those of heads, which
//! not everybody needs.
//!
//! Knows tables of weights for a few outcomes, and a table of words with two classes each. Must
//! not know what an outcome or a class stands for.
//!
//! ```text
//! the head of every file of weights
//! tags:  version; table of tags; words
//! heads: version; tables of steps and of relations
//! ```

use super::hash::{Key, finish, mix, short};
use super::parts::{Content, numbered, paired, seal, shortened, size};
use super::phrases::CLUSTER_BITS;
use super::read::{Kind, ModelError, Reader, content, weights};
use super::slots::Slots;
use super::weights::Weights;

/// Names the features of the reader of sentences. A test beside the templates holds it.
pub const SYNTAX_FEATURES: u64 = 0x0f8c_a1c6_e05a_03b7;
/// The same in the file of heads, whose features are of the tagger's words, too.
const HEAD_FEATURES: u64 = finish(mix(SYNTAX_FEATURES, 1));
/// Names its tags, steps and relations; a test beside them holds it.
pub const SYNTAX_LABELS: u64 = 0x47ca_6294_9a55_7030;

/// Room for so many tags, and so many relations.
pub const TAG_LANES: usize = 24;
/// Room for so many steps of the parser.
pub const STEP_LANES: usize = 4;

/// What was trained, ready for use.
#[derive(Debug, Default)]
pub struct SyntaxModel {
    version: String,
    pub tags: Weights<TAG_LANES>,
    pub steps: Weights<STEP_LANES>,
    pub relations: Weights<TAG_LANES>,
    /// The number, from 1 on, of each word's classes.
    words: Slots,
    classes: Vec<WordClass>,
}

/// What is known of a word in small letters; 0 where nothing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
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
    /// Checks and reads a file that [`SyntaxParts::write`] wrote: tags, and no heads yet.
    ///
    /// # Errors
    /// Where the file is none, of another version or for other features or labels, cut, or
    /// damaged.
    pub fn read(file: &[u8]) -> Result<Self, ModelError> {
        let content = content(file, SYNTAX_FEATURES, SYNTAX_LABELS);
        content.and_then(read).map_err(ModelError)
    }

    /// The same with the heads of a file that [`SyntaxParts::write_heads`] wrote.
    ///
    /// # Errors
    /// As for [`SyntaxModel::read`], and where it was not trained with these tags.
    pub fn with_heads(self, file: &[u8]) -> Result<Self, ModelError> {
        let content = content(file, HEAD_FEATURES, SYNTAX_LABELS);
        let heads = content.and_then(|content| read_heads(content, &self.version));
        let (steps, relations) = heads.map_err(ModelError)?;
        Ok(Self {
            steps,
            relations,
            ..self
        })
    }

    /// Whether heads can be told; without, each is a guess.
    pub fn has_heads(&self) -> bool {
        self.steps.len() > 0
    }

    pub fn version(&self) -> &str {
        &self.version
    }

    /// The classes of a word in small letters, by its hash.
    pub fn word(&self, word: Key) -> WordClass {
        let number = self.words.get(short(word, CLUSTER_BITS)) as usize;
        let class = number.checked_sub(1).and_then(|at| self.classes.get(at));
        class.copied().unwrap_or_default()
    }
}

impl SyntaxParts {
    /// The file of tags. Of things with the same short key the first, by the whole key, is kept.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Content::default();
        out.text(&self.version);
        out.features(paired(&self.tags));
        let words = shortened(&self.words, CLUSTER_BITS);
        let (classes, numbers) = numbered(words.iter().map(|(_, class)| class), 1);
        let keys = words.iter().map(|(key, _)| *key);
        let table: Vec<_> = keys.zip(numbers).collect();
        out.table(CLUSTER_BITS, &table);
        out.count(classes.len());
        out.0.extend(classes.iter().map(|class| class.beside));
        out.0.extend(classes.iter().map(|class| class.usual));
        seal(&out.0, SYNTAX_FEATURES, SYNTAX_LABELS)
    }

    /// The file of heads.
    pub fn write_heads(&self) -> Vec<u8> {
        let mut out = Content::default();
        out.text(&self.version);
        out.features(paired(&self.steps));
        out.features(paired(&self.relations));
        seal(&out.0, HEAD_FEATURES, SYNTAX_LABELS)
    }

    /// Features and weights that are not zero.
    pub fn size(&self) -> (usize, usize) {
        let sizes = [size(&self.tags), size(&self.steps), size(&self.relations)];
        sizes
            .iter()
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    }
}

fn read(content: &[u8]) -> Result<SyntaxModel, Kind> {
    let mut from = Reader(content);
    let version = from.text()?;
    let tags = weights(&mut from, TAG_LANES)?;
    let table = from.table(CLUSTER_BITS)?;
    let count = from.count()?;
    let (beside, usual) = (from.take(count)?, from.take(count)?);
    let classes = beside.iter().zip(usual).map(|(beside, usual)| WordClass {
        beside: *beside,
        usual: *usual,
    });
    from.end()?;
    Ok(SyntaxModel {
        version,
        tags,
        words: table.slots(count as u32, || 0)?,
        classes: classes.collect(),
        ..SyntaxModel::default()
    })
}

fn read_heads(
    content: &[u8],
    version: &str,
) -> Result<(Weights<STEP_LANES>, Weights<TAG_LANES>), Kind> {
    let mut from = Reader(content);
    if from.text()? != version {
        return Err(Kind::Content("the heads are of other tags"));
    }
    let steps = weights(&mut from, STEP_LANES)?;
    let relations = weights(&mut from, TAG_LANES)?;
    from.end()?;
    Ok((steps, relations))
}
