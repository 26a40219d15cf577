//! Documents that come out of files: which of them is new, and under which id it is taken in.
//!
//! Knows which ids are given, and of which documents there are copies. Must not know what a file
//! looks like, nor what becomes of the documents.
//!
//! **Invariant:** what is here already is not taken in again, and nothing that is here is
//! overwritten: another document of the same id comes in beside it, as its copy.

use super::{Kept, Mirrors};
use crate::annotation::{Document, Tracked};

/// What became of a document out of a file, with the id that it has here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Intake {
    New(String),
    /// There is another one of its id.
    Copy(String),
    /// It is here, as it is.
    Here(String),
}

impl Intake {
    pub fn id(&self) -> &str {
        match self {
            Self::New(id) | Self::Copy(id) | Self::Here(id) => id,
        }
    }
}

impl Mirrors {
    /// The ids of the documents that one out of a file may be: that of its id, and its copies.
    pub fn namesakes(&self, id: &str) -> Vec<String> {
        let is_one = |of: &Option<String>| of.as_deref() == Some(id);
        let heads = self.heads().into_iter();
        let heads = heads.filter(|head| !id.is_empty() && (head.id == id || is_one(&head.copy_of)));
        heads.map(|head| head.id.clone()).collect()
    }

    /// Takes in a document out of a file; `read` is whether its marks come with it, `here` are
    /// its namesakes. A bare text that lies open already is the document that is there.
    pub fn bring(
        &mut self,
        mut document: Document,
        read: bool,
        here: &[Document],
        now: u64,
    ) -> Intake {
        let text = document.source().text();
        let is_same = |open: &&Document| !read && open.source().text() == text;
        let same = self.documents().find(is_same);
        if let Some(same) = same.or_else(|| here.iter().find(|h| h.says_the_same(&document))) {
            return Intake::Here(same.id.clone());
        }
        if document.id.is_empty() {
            document.id = self.free_id(now);
        }
        let mut kept = Kept::new(Tracked::new(document), now);
        kept.head.read = read;
        self.take_in(kept, now)
    }

    /// Takes in a document out of a backup, with its history.
    pub fn bring_back(&mut self, kept: Kept, here: &[Document], now: u64) -> Intake {
        let document = kept.document();
        match here.iter().find(|here| here.says_the_same(&document)) {
            Some(same) => Intake::Here(same.id.clone()),
            None => self.take_in(kept, now),
        }
    }

    fn take_in(&mut self, mut kept: Kept, now: u64) -> Intake {
        let of = kept.head.id.clone();
        let is_copy = self.knows(&of);
        if is_copy {
            kept = kept.renamed(self.free_id(now));
            kept.head.copy_of = Some(of);
        }
        let id = kept.head.id.clone();
        self.add(kept);
        match is_copy {
            true => Intake::Copy(id),
            false => Intake::New(id),
        }
    }

    /// An id that no document has had: the page gives others.
    fn free_id(&mut self, now: u64) -> String {
        self.number = now.max(self.number + 1);
        format!("f{}", self.number)
    }
}
