//! Documents that come out of files: which of them is new, and under which id it is taken in.
//!
//! Knows which ids are given. Must not know what a file looks like, nor what becomes of the
//! documents.

use super::{Kept, Mirrors};
use crate::annotation::{Document, Tracked};

impl Mirrors {
    /// Takes in a document out of a file, and says under which id; `read` is whether its marks
    /// come with it. A bare text that lies open already is the document that is there.
    pub fn bring(&mut self, mut document: Document, read: bool, now: u64) -> String {
        let text = document.source().text();
        let is_same = |open: &&Document| !read && open.source().text() == text;
        let same = self.documents().find(is_same).map(|same| same.id.clone());
        if let Some(id) = same {
            return id;
        }
        if document.id.is_empty() || self.knows(&document.id) {
            document.id = self.free_id(now);
        }
        let mut kept = Kept::new(Tracked::new(document), now);
        kept.head.read = read;
        let id = kept.head.id.clone();
        self.add(kept);
        id
    }

    /// Takes in a document out of a backup, with its history, and says under which id.
    pub fn bring_back(&mut self, mut kept: Kept, now: u64) -> String {
        if self.knows(&kept.head.id) {
            kept = kept.renamed(self.free_id(now));
        }
        let id = kept.head.id.clone();
        self.add(kept);
        id
    }

    /// An id that no document has had: the page gives others.
    fn free_id(&mut self, now: u64) -> String {
        self.number = now.max(self.number + 1);
        format!("f{}", self.number)
    }
}
