//! How the lexicon writes a cue, and the trie that finds all of them in one pass.
//!
//! Knows the pattern syntax and token sequences. Must not know contexts, nor what a cue means.
//!
//! A pattern is a row of elements:
//! - `word`: that word, in any case;
//! - `word/v`, `word/n`: any form of that verb or noun; `word/v:ing`, `:fin` (finite), `:part`
//!   (past participle), `:past`, `:base`, `:third` narrow the form;
//! - `(a|b c)`: either; `(a)?`: or nothing;
//! - `<adv>`: up to three adverbs or nothing; `<CLASS>`: one token of a word class;
//! - `[…]`: the part that is the cue, where it is not the whole.

use super::inflect;
use super::word::{Class, Forms, Vocabulary, Word, WordId};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// One element of a [`Sequence`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Element {
    Word(WordId, Tag),
    Class(Class),
    Adverbs,
    Open,
    Close,
}

/// Whether the lexicon says that a word is a verb or a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) enum Tag {
    #[default]
    None,
    /// A verb in one of these forms.
    Verb(Forms),
    Noun,
}

impl Tag {
    /// A verb that only carries tense: a form of "be", "have" or "do".
    const AUXILIARY: Self = Self::Verb(Forms::NONE);
}

/// One way to spell a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Sequence {
    /// The entry that it spells.
    pub(super) entry: u32,
    /// First and last element of the cue.
    cue: (u8, u8),
    /// The element that carries the meaning.
    head: u8,
    pub(super) tag: Tag,
}

/// A sequence found in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Match {
    pub(super) entry: u32,
    pub(super) tag: Tag,
    /// The tokens of the cue.
    pub(super) cue: Range<usize>,
    /// The tokens of the whole pattern.
    pub(super) whole: Range<usize>,
    pub(super) head: usize,
}

/// Where others stand is said by how far behind this one they do: alike nodes are then alike in
/// what a release ships.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Node {
    words: Vec<(WordId, u32)>,
    classes: Vec<(Class, u32)>,
    adverbs: Option<u32>,
    ends: Vec<Sequence>,
}

/// All patterns, by their first word.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// The node behind a first word, by the word's number; 0 where none begins so. The root
    /// itself has no words.
    #[serde(with = "crate::extract::lexicon::steps")]
    roots: Vec<u32>,
}

/// More elements than any pattern has.
const DEPTH: usize = 16;
/// How many adverbs `<adv>` takes.
const ADVERBS: usize = 3;

impl Trie {
    /// Adds every spelling of `pattern`; an error says what is wrong with it.
    pub(super) fn add(
        &mut self,
        pattern: &str,
        entry: u32,
        vocabulary: &mut Vocabulary,
    ) -> Result<(), String> {
        let rows = Parser::new(pattern, vocabulary).all()?;
        for row in rows {
            let (elements, sequence) = assemble(&row, entry, vocabulary)
                .ok_or_else(|| format!("`{pattern}` is empty or too long"))?;
            self.insert(&elements, sequence);
        }
        Ok(())
    }

    /// Makes room for every word; to be called when all patterns are in.
    pub(super) fn finish(&mut self, vocabulary: &Vocabulary) {
        self.roots.resize(vocabulary.len(), 0);
    }

    /// Takes the spellings of some entries out.
    #[cfg(feature = "train")]
    pub(super) fn mask(&mut self, masked: &dyn Fn(u32) -> bool) {
        for node in &mut self.nodes {
            node.ends.retain(|sequence| !masked(sequence.entry));
        }
    }

    fn insert(&mut self, elements: &[Element], sequence: Sequence) {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut at = 0;
        for &element in elements {
            let fresh = (self.nodes.len() - at) as u32;
            let node = &mut self.nodes[at];
            let next = match element {
                Element::Word(word, _) if at == 0 => root(&mut self.roots, word, fresh),
                Element::Word(word, _) => position(&mut node.words, word, fresh),
                Element::Class(class) => position(&mut node.classes, class, fresh),
                Element::Adverbs => *node.adverbs.get_or_insert(fresh),
                Element::Open | Element::Close => continue,
            };
            if next == fresh {
                self.nodes.push(Node::default());
            }
            at += next as usize;
        }
        if !self.nodes[at].ends.contains(&sequence) {
            self.nodes[at].ends.push(sequence);
        }
    }

    /// Every sequence that begins at token `start`, into `out`.
    pub(super) fn matches(&self, words: &[Word], start: usize, out: &mut Vec<Match>) {
        let (Some(root), Some(&word)) = (self.nodes.first(), words.get(start)) else {
            return;
        };
        let mut path = [0; DEPTH];
        path[0] = start as u32;
        let mut walk = Walk {
            trie: self,
            words,
            path,
            out,
        };
        let node = self.roots[word.id.0 as usize];
        if node != 0 {
            walk.from(node, start + 1, 1);
        }
        for &(class, node) in &root.classes {
            if word.is(class) {
                walk.from(node, start + 1, 1);
            }
        }
    }
}

/// The node behind a first word, or `fresh`, which is then its node.
fn root(roots: &mut Vec<u32>, word: WordId, fresh: u32) -> u32 {
    let word = word.0 as usize;
    if word >= roots.len() {
        roots.resize(word + 1, 0);
    }
    if roots[word] == 0 {
        roots[word] = fresh;
    }
    roots[word]
}

/// The node behind `key`, or `fresh`, which is then its node.
fn position<K: PartialEq>(children: &mut Vec<(K, u32)>, key: K, fresh: u32) -> u32 {
    match children.iter().find(|(other, _)| *other == key) {
        Some(&(_, node)) => node,
        None => {
            children.push((key, fresh));
            fresh
        }
    }
}

/// A walk down the trie: which token each element so far has taken.
struct Walk<'a> {
    trie: &'a Trie,
    words: &'a [Word],
    path: [u32; DEPTH],
    out: &'a mut Vec<Match>,
}

impl Walk<'_> {
    /// Goes on from `node`, with `depth` elements taken and `at` the next token.
    fn from(&mut self, here: u32, at: usize, depth: usize) {
        let node = &self.trie.nodes[here as usize];
        for sequence in &node.ends {
            let token = |element: u8| self.path[element as usize] as usize;
            self.out.push(Match {
                entry: sequence.entry,
                tag: sequence.tag,
                cue: token(sequence.cue.0)..token(sequence.cue.1) + 1,
                whole: token(0)..at,
                head: token(sequence.head),
            });
        }
        let (Some(&word), true) = (self.words.get(at), depth < DEPTH) else {
            return;
        };
        self.path[depth] = at as u32;
        if let Some(&(_, next)) = node.words.iter().find(|(id, _)| *id == word.id) {
            self.from(here + next, at + 1, depth + 1);
        }
        for &(class, next) in &node.classes {
            if word.is(class) {
                self.path[depth] = at as u32;
                self.from(here + next, at + 1, depth + 1);
            }
        }
        if let Some(next) = node.adverbs {
            for taken in 0..=ADVERBS {
                self.path[depth] = (at + taken).saturating_sub(1) as u32;
                self.from(here + next, at + taken, depth + 1);
                if !self
                    .words
                    .get(at + taken)
                    .is_some_and(|word| word.is(Class::ADV))
                {
                    break;
                }
            }
        }
    }
}

/// Takes the brackets out of a row and finds the cue and its head; none for an empty row.
fn assemble(
    row: &[Element],
    entry: u32,
    vocabulary: &Vocabulary,
) -> Option<(Vec<Element>, Sequence)> {
    let is_function_word = |element: Element| match element {
        Element::Word(word, _) => vocabulary.class(word).is(Class::PREP
            | Class::TO
            | Class::THAT
            | Class::DET
            | Class::BE
            | Class::HAVE),
        _ => true,
    };
    let mut elements = Vec::new();
    let mut cue = None;
    let mut open = 0;
    for &element in row {
        match element {
            Element::Open => open = elements.len(),
            Element::Close => cue = Some((open, elements.len().checked_sub(1)?)),
            other => elements.push(other),
        }
    }
    let cue = cue.unwrap_or((0, elements.len().checked_sub(1)?));
    if elements.len() >= DEPTH {
        return None;
    }
    let tag_of = |at: usize| match elements[at] {
        Element::Word(_, tag) => tag,
        _ => Tag::None,
    };
    let inside = || (cue.0..=cue.1).rev();
    let head = inside()
        .find(|&at| !matches!(tag_of(at), Tag::None | Tag::AUXILIARY))
        .or_else(|| inside().find(|&at| !is_function_word(elements[at])))
        .unwrap_or(cue.1);
    let sequence = Sequence {
        entry,
        cue: (cue.0 as u8, cue.1 as u8),
        head: head as u8,
        tag: tag_of(head),
    };
    Some((elements, sequence))
}

/// Reads a pattern into all the rows of elements that it stands for.
struct Parser<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    pattern: &'a str,
    vocabulary: &'a mut Vocabulary,
}

type Rows = Vec<Vec<Element>>;

impl<'a> Parser<'a> {
    fn new(pattern: &'a str, vocabulary: &'a mut Vocabulary) -> Self {
        Self {
            rest: pattern.chars().peekable(),
            pattern,
            vocabulary,
        }
    }

    fn all(mut self) -> Result<Rows, String> {
        let rows = self.alternatives()?;
        match self.rest.next() {
            None => Ok(rows),
            Some(mark) => Err(format!("`{mark}` too many in `{}`", self.pattern)),
        }
    }

    fn alternatives(&mut self) -> Result<Rows, String> {
        let mut rows = self.row()?;
        while self.rest.next_if_eq(&'|').is_some() {
            rows.extend(self.row()?);
        }
        Ok(rows)
    }

    fn row(&mut self) -> Result<Rows, String> {
        let mut rows: Rows = vec![Vec::new()];
        while let Some(&mark) = self.rest.peek() {
            let choices = match mark {
                '|' | ')' => break,
                ' ' => {
                    self.rest.next();
                    continue;
                }
                '(' => self.group()?,
                '[' | ']' => {
                    self.rest.next();
                    vec![vec![if mark == '[' {
                        Element::Open
                    } else {
                        Element::Close
                    }]]
                }
                '<' => vec![vec![self.class()?]],
                _ => self.word()?,
            };
            rows = rows
                .iter()
                .flat_map(|row| {
                    choices
                        .iter()
                        .map(move |more| [&row[..], &more[..]].concat())
                })
                .collect();
        }
        Ok(rows)
    }

    fn group(&mut self) -> Result<Rows, String> {
        self.rest.next();
        let mut rows = self.alternatives()?;
        if self.rest.next() != Some(')') {
            return Err(format!("no `)` in `{}`", self.pattern));
        }
        if self.rest.next_if_eq(&'?').is_some() {
            rows.push(Vec::new());
        }
        Ok(rows)
    }

    fn class(&mut self) -> Result<Element, String> {
        self.rest.next();
        let name: String = std::iter::from_fn(|| self.rest.next_if(|&mark| mark != '>')).collect();
        self.rest.next();
        match name.as_str() {
            "adv" => Ok(Element::Adverbs),
            _ => Class::parse(&name)
                .map(Element::Class)
                .ok_or_else(|| format!("no class `{name}`")),
        }
    }

    fn word(&mut self) -> Result<Rows, String> {
        let text: String =
            std::iter::from_fn(|| self.rest.next_if(|&mark| !" |()[]<>".contains(mark))).collect();
        if text == "," {
            return Ok(vec![vec![Element::Class(Class::COMMA)]]);
        }
        if text == "?" {
            return Ok(vec![vec![Element::Class(Class::QUESTION)]]);
        }
        let Some((lemma, tag)) = text.split_once('/') else {
            let (word, clitic) = split_clitic(&text);
            let row = [word, clitic]
                .into_iter()
                .filter(|part| !part.is_empty())
                .map(|part| Element::Word(self.vocabulary.intern(part), Tag::None));
            return Ok(vec![row.collect()]);
        };
        if tag == "n" {
            return Ok(self.nouns(lemma));
        }
        let forms = match tag {
            "v" => Forms::VERB,
            "v:fin" => Forms::FINITE,
            "v:base" => Forms::BASE,
            "v:third" => Forms::THIRD,
            "v:past" => Forms::PAST,
            "v:part" => Forms::PARTICIPLE,
            "v:ing" => Forms::ING,
            _ => return Err(format!("no tag `{tag}` in `{}`", self.pattern)),
        };
        Ok(self.verbs(lemma, forms))
    }

    fn verbs(&mut self, lemma: &str, wanted: Forms) -> Rows {
        let auxiliary = matches!(lemma, "be" | "have" | "do");
        let mut rows = Rows::new();
        for (word, forms) in inflect::verb(lemma) {
            let (id, tag) = if auxiliary {
                (self.vocabulary.intern(&word), Tag::AUXILIARY)
            } else {
                (self.vocabulary.inflected(&word, forms), Tag::Verb(wanted))
            };
            if !forms.meets(wanted) {
                continue;
            }
            let row = vec![Element::Word(id, tag)];
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        rows
    }

    fn nouns(&mut self, lemma: &str) -> Rows {
        inflect::noun(lemma)
            .into_iter()
            .map(|(word, forms)| {
                vec![Element::Word(
                    self.vocabulary.inflected(&word, forms),
                    Tag::Noun,
                )]
            })
            .collect()
    }
}

/// "does" and "n't", "anyone" and "'s", as the tokens are cut.
fn split_clitic(word: &str) -> (&str, &str) {
    match word.find("n't").or_else(|| word.find('\'')) {
        Some(at) => word.split_at(at),
        None => (word, ""),
    }
}
