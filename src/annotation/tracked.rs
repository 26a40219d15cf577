//! A document with what was done to it: what two sides both have that take the same steps.
//!
//! **Invariant:** the same steps on the same beginning make the same document and the same
//! history, so that a step is all that page, worker and storage need to tell each other.

use super::{Document, Edit, EditError, Exchange, Group, History, Kind};
use crate::text::Source;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq)]
pub struct Tracked {
    pub document: Document,
    history: History,
    /// How many steps were taken: two sides that differ in it differ in the document.
    steps: u32,
}

/// The same on its way: what makes the document out of its bare text is one edit, for edits
/// travel anyhow. Clusters are not in it: they are made anew. Nor is what only files hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Whole {
    pub id: String,
    text: String,
    /// The highest numbers of ids that were given.
    numbers: [u32; Kind::ALL.len()],
    content: Edit,
    history: History,
    steps: u32,
    /// What one side alone knows of the document, to be handed back as it is.
    pub rest: String,
}

/// Something that is done to a document, or taken back, or done again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Step {
    Edit { edit: Box<Edit>, undo: Undo },
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

    pub fn whole(&self, rest: String) -> Whole {
        let document = &self.document;
        let mut content = vec![Edit::Layers {
            sentences: Exchange::adding(document.sentences.clone()),
            zones: Exchange::adding(document.zones.clone()),
        }];
        for mark in document.marks() {
            content.push(Edit::Insert(mark.clone()));
        }
        Whole {
            id: document.id.clone(),
            text: document.source.text().to_owned(),
            numbers: document.marks.numbers(),
            content: Edit::Batch(content),
            history: self.history.clone(),
            steps: self.steps,
            rest,
        }
    }

    /// The document that a [`Whole`] is of, unless its parts do not fit each other.
    pub fn of(whole: Whole) -> Result<Self, EditError> {
        let mut document = Document::new(whole.id, Source::new(whole.text));
        document.apply(whole.content)?;
        document.marks.count_from(whole.numbers);
        Ok(Self {
            document,
            history: whole.history,
            steps: whole.steps,
        })
    }

    /// Takes a step, wholly or not at all.
    pub fn step(&mut self, step: Step) -> Result<(), EditError> {
        let (document, history) = (&mut self.document, &mut self.history);
        match step {
            Step::Edit { edit, undo } => match undo {
                Undo::Never => document.apply(*edit).map(drop),
                Undo::Alone => history.apply(document, *edit),
                Undo::With(group) => history.apply_in(group, document, *edit),
            },
            Step::Back => history.undo(document).map(drop),
            Step::Forth => history.redo(document).map(drop),
        }?;
        self.steps += 1;
        Ok(())
    }
}
