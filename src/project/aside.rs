//! What a person does to documents that are not open: thought out one by one, and written at once.
//!
//! Knows which documents are nobody's at the moment, and what of each is written. Must not know
//! what is done to them, nor what keeps the shelves.
//!
//! **Invariant:** no document is held for it longer than it takes to think out its edit, so that a
//! project of thousands is changed in the memory of one; and until all of it is written, nothing
//! has changed.

use super::{By, Head, Kept, Mirrors, Shelf, Write, record};
use crate::annotation::{Document, Edit, EditError, Step, Undo};

/// How far a change of many documents reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reached {
    /// Marks, or places that are marked now.
    pub marks: usize,
    pub documents: usize,
    /// How many of these are not open.
    pub aside: usize,
    /// How many documents could not be read, and are left as they are.
    pub unread: usize,
}

#[derive(Debug, Default)]
pub struct Aside {
    changed: Vec<Changed>,
}

/// A document as its edit leaves it.
#[derive(Debug)]
struct Changed {
    head: Head,
    /// All but the head, of which a person may say something else meanwhile.
    writes: Vec<Write>,
}

impl Aside {
    /// Does an edit in a document that was read for it, as a step that can be taken back; returns
    /// what the document is then.
    pub fn change(&mut self, mut kept: Kept, edit: Edit, by: By) -> Result<Document, EditError> {
        let edit = Box::new(edit);
        let undo = Undo::Alone;
        kept.step(Step::Edit { edit, undo }, by)?;
        let mut writes = kept.writes();
        writes.retain(|write| !matches!(write, Write::Put(Shelf::Heads, ..)));
        let (document, head) = kept.into_parts();
        self.changed.push(Changed { head, writes });
        Ok(document)
    }

    pub fn is_empty(&self) -> bool {
        self.changed.is_empty()
    }
}

impl Reached {
    /// So many marks of one more document.
    pub fn count(&mut self, marks: usize, is_open: bool) {
        self.marks += marks;
        self.documents += 1;
        self.aside += usize::from(!is_open);
    }
}

impl Mirrors {
    /// What is to be written to have it all done. What is no longer on the shelves alone since it
    /// was thought out is left out of it, and named.
    pub fn aside(&self, aside: &mut Aside) -> (Vec<Write>, Vec<String>) {
        let (mut writes, mut left) = (Vec::new(), Vec::new());
        aside.changed.retain(|Changed { head, .. }| {
            let is_aside = self.is_aside(&head.id);
            if !is_aside {
                left.push(head.id.clone());
            }
            is_aside
        });
        for Changed { head, writes: own } in &mut aside.changed {
            if let Some(said) = self.head_of(&head.id) {
                head.go_on_from(said);
            }
            writes.append(own);
            writes.push(put(head));
        }
        (writes, left)
    }

    /// It is written.
    pub fn written_aside(&mut self, aside: Aside) {
        for Changed { mut head, .. } in aside.changed {
            // What was said of it meanwhile is written once more, with what it is now.
            let written = head.clone();
            let Some(said) = self.heads.get_mut(&head.id) else {
                continue;
            };
            head.go_on_from(said);
            if head != written {
                self.others.push(put(&head));
            }
            *said = head;
        }
    }
}

fn put(head: &Head) -> Write {
    Write::Put(Shelf::Heads, head.id.clone(), record::write(head))
}
