//! Where records are kept.

use crate::extract::named;

named! {
    /// A shelf holds records, each a text, under keys that are texts and stand in their order.
    Shelf {
        /// What is said of the project as a whole.
        Project = "project",
        /// What a list of documents shows, by the document's id.
        Heads = "heads",
        /// Documents with their history, by id.
        Bodies = "bodies",
        /// The bare texts, to look for words in, by id.
        Texts = "texts",
        /// Steps that came after a body, by id and number.
        Log = "log",
        /// Records that could not be read, out of the way of new ones, by their shelf and key.
        Broken = "broken",
    }
}

/// A change of the shelves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Write {
    Put(Shelf, String, String),
    Delete(Shelf, String),
    /// All records of a document, where a shelf may have several.
    DeleteUnder(Shelf, String),
    /// All records of a shelf.
    Clear(Shelf),
}

impl Write {
    /// Puts a record that cannot be read out of the way of new ones.
    pub fn aside(shelf: Shelf, key: &str, record: String) -> Self {
        Self::Put(Shelf::Broken, format!("{}/{key}", shelf.as_str()), record)
    }
}

/// Between a document's id and the number of a record.
const BETWEEN: char = '/';
/// What comes right behind that.
const BEHIND: char = '0';

/// The key of a record of a document, by its number.
pub(super) fn numbered(document: &str, number: u32) -> String {
    format!("{}{BETWEEN}{number:010}", escaped(document))
}

/// The document in a key.
pub(super) fn document(key: &str) -> String {
    let document = key
        .rsplit_once(BETWEEN)
        .map_or(key, |(document, _)| document);
    document.replace("%2F", "/").replace("%25", "%")
}

/// Documents are called as files call them: none may seem to be a record of another.
fn escaped(document: &str) -> String {
    document.replace('%', "%25").replace(BETWEEN, "%2F")
}

/// The number in a key.
pub(super) fn number(key: &str) -> Option<u32> {
    key.rsplit_once(BETWEEN)?.1.parse().ok()
}

/// Between which two keys all numbered records of a document stand.
pub fn under(document: &str) -> (String, String) {
    let document = escaped(document);
    (
        format!("{document}{BETWEEN}"),
        format!("{document}{BEHIND}"),
    )
}
