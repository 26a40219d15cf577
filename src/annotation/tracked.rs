//! A document with what was done to it: what two sides both have that take the same steps.
//!
//! **Invariant:** the same steps on the same beginning make the same document and the same
//! history, so that a step is all that page, worker and storage need to tell each other.

use super::{Document, Edit, EditError, Group, History};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tracked {
    pub document: Document,
    history: History,
    /// How many steps were taken: two sides that differ in it differ in the document.
    steps: u32,
}

/// Something that is done to a document, or taken back, or done again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Step {
    Edit { edit: Edit, undo: Undo },
    Back,
    Forth,
}

/// How an edit can be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Undo {
    Never,
    Alone,
    /// With all others of the group.
    With(Group),
}

impl Tracked {
    /// A document to which nothing was done.
    pub fn new(document: Document) -> Self {
        Self {
            document,
            history: History::default(),
            steps: 0,
        }
    }

    pub fn history(&self) -> &History {
        &self.history
    }

    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// Takes a step, wholly or not at all.
    pub fn step(&mut self, step: Step) -> Result<(), EditError> {
        let (document, history) = (&mut self.document, &mut self.history);
        match step {
            Step::Edit { edit, undo } => match undo {
                Undo::Never => document.apply(edit).map(drop),
                Undo::Alone => history.apply(document, edit),
                Undo::With(group) => history.apply_in(group, document, edit),
            },
            Step::Back => history.undo(document).map(drop),
            Step::Forth => history.redo(document).map(drop),
        }?;
        self.steps += 1;
        Ok(())
    }
}
