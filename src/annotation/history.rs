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

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether something was taken back that can be done again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes back the last edit, if there is one.
    pub fn undo(&mut self, document: &mut Document) -> Result<(), EditError> {
        if let Some(edit) = self.undo.pop() {
            self.redo.push(document.apply(edit)?);
        }
        Ok(())
    }

    /// Does again what was taken back last, if there is something.
    pub fn redo(&mut self, document: &mut Document) -> Result<(), EditError> {
        if let Some(edit) = self.redo.pop() {
            self.undo.push(document.apply(edit)?);
        }
        Ok(())
    }
}
