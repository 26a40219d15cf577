//! Which documents have some words in their texts.
//!
//! Texts are read once, and kept in small letters as long as there is room: what is typed further
//! is looked for without storage, and only where the words were that it goes on from. Must not
//! know where texts are from, nor when there is time to look.

use std::collections::{BTreeMap, BTreeSet};

/// How much text is kept, in bytes.
const ROOM: usize = 64 << 20;
/// How much is looked through in one step: some 20 milliseconds of work.
const STEP: usize = 8 << 20;
/// How much is read at once.
const PIECE: usize = 2 << 20;
/// How many texts are read at once.
const SEVERAL: usize = 500;

#[derive(Debug, Default)]
pub struct Texts {
    /// In small letters; empty where texts are only read, for words to come.
    words: String,
    /// Those that are still to be looked through, with how long they are; the next last.
    left: Vec<(String, u32)>,
    found: BTreeSet<String>,
    /// Those that do not have the words.
    without: BTreeSet<String>,
    /// In small letters, by id.
    kept: BTreeMap<String, String>,
    bytes: usize,
}

/// What is to be done next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    Nothing,
    /// To go on.
    Look,
    /// To read these, which stand one behind the other in the order of ids.
    Read(Vec<String>),
}

impl Texts {
    /// Looks for other words from now on, in documents in the order of their ids, with how long
    /// they are.
    pub fn seek(&mut self, words: &str, documents: Vec<(String, u32)>) {
        let words = words.to_lowercase();
        // Only what has the words before can have those that go on from them.
        if self.words.is_empty() || !words.contains(&self.words) {
            self.without.clear();
        }
        self.left = documents;
        self.left.retain(|(id, _)| !self.without.contains(id));
        self.left.reverse();
        self.found.clear();
        self.words = words;
    }

    /// Looks through some texts; `open` has those that may be others since they were read.
    pub fn step<'a>(&mut self, open: impl Fn(&str) -> Option<&'a str>) -> Next {
        let mut looked = 0;
        while let Some((id, length)) = self.left.last() {
            let seeks = !self.words.is_empty();
            let has = match (open(id), self.kept.get(id)) {
                _ if looked > STEP => return Next::Look,
                (Some(text), _) => seeks && text.to_lowercase().contains(&self.words),
                (None, Some(text)) => seeks && text.contains(&self.words),
                (None, None) => return Next::Read(self.missing(open)),
            };
            looked += *length as usize;
            if let Some((id, _)) = self.left.pop() {
                if self.bytes > ROOM {
                    self.drop(&id);
                }
                match (has, seeks) {
                    (true, _) => self.found.insert(id),
                    (false, true) => self.without.insert(id),
                    (false, false) => false,
                };
            }
        }
        Next::Nothing
    }

    /// The next texts that are to be read.
    fn missing<'a>(&self, open: impl Fn(&str) -> Option<&'a str>) -> Vec<String> {
        let mut bytes = 0;
        let missing = (self.left.iter().rev()).take_while(|(id, length)| {
            bytes += *length as usize;
            bytes <= PIECE && open(id).is_none() && !self.kept.contains_key(id)
        });
        let mut ids: Vec<String> = missing.map(|(id, _)| id.clone()).take(SEVERAL).collect();
        if ids.is_empty() {
            ids.extend(self.left.last().map(|(id, _)| id.clone()));
        }
        ids
    }

    /// Takes texts that were read. Those that were asked for and are not there have no words.
    pub fn take(&mut self, asked: Vec<String>, texts: Vec<(String, String)>) {
        let none = asked.into_iter().map(|id| (id, String::new()));
        for (id, text) in none.chain(texts) {
            self.drop(&id);
            let text = text.to_lowercase();
            self.bytes += text.len();
            self.kept.insert(id, text);
        }
    }

    fn drop(&mut self, id: &str) {
        let dropped = self.kept.remove(id);
        self.bytes -= dropped.map_or(0, |text| text.len());
    }

    /// The documents that have the words, as far as is known.
    pub fn found(&self) -> &BTreeSet<String> {
        &self.found
    }
}
