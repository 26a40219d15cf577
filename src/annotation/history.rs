//! Undo and redo.

use super::{Document, Edit, EditError};

/// The inverses of what was done, and of what was undone.
#[derive(Debug, Clone, Default)]
pub struct History {
    undo: Vec<Edit>,
    redo: Vec<Edit>,
}

impl History {
    /// Applies `edit` and remembers how to take it back; what was undone before is forgotten.
    pub fn apply(&mut self, document: &mut Document, edit: Edit) -> Result<(), EditError> {
        self.undo.push(document.apply(edit)?);
        self.redo.clear();
        Ok(())
    }
}
