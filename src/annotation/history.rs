//! Undo and redo.

use super::sorted::Ids;
use super::{Document, Edit, EditError};
use serde::{Deserialize, Serialize};

/// Edits of the same group are taken back together: the parts of one extraction, the keys of
/// one word, a text and what the engine then says of it.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Group(pub u64);

/// What was done to a document and what was taken back, without limit.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct History {
    undo: Vec<Entry>,
    redo: Vec<Entry>,
}

/// What one undo takes back, or one redo does again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Entry {
    group: Option<Group>,
    /// Each takes back one edit; the last is to be applied first.
    inverses: Vec<Edit>,
}

impl History {
    /// Applies `edit` and remembers how to take it back; what was taken back before can no
    /// longer be done again. An edit that changes nothing is not remembered.
    pub fn apply(&mut self, document: &mut Document, edit: Edit) -> Result<(), EditError> {
        self.remember(document, edit, None)
    }

    /// The same, and joins the edit with those of its group. What was done between stays an
    /// entry of its own above the group, unless the edit has to do with the same marks: then
    /// the group begins anew.
    pub fn apply_in(
        &mut self,
        group: Group,
        document: &mut Document,
        edit: Edit,
    ) -> Result<(), EditError> {
        self.remember(document, edit, Some(group))
    }

    fn remember(
        &mut self,
        document: &mut Document,
        edit: Edit,
        group: Option<Group>,
    ) -> Result<(), EditError> {
        if edit.is_empty() {
            return Ok(());
        }
        let mut reach = Reach::default();
        reach.add(&edit);
        let inverse = document.apply(edit)?;
        reach.add(&inverse);
        self.redo.clear();
        match self.joinable(group, &reach) {
            Some(entry) => entry.inverses.push(inverse),
            None => self.undo.push(Entry {
                group,
                inverses: vec![inverse],
            }),
        }
        Ok(())
    }

    /// The entry of the group, where an edit of this reach can change places with all that was
    /// done since.
    fn joinable(&mut self, group: Option<Group>, reach: &Reach) -> Option<&mut Entry> {
        let group = group?;
        let at = self.undo.iter().rposition(|e| e.group == Some(group))?;
        let (below, above) = self.undo.split_at_mut(at + 1);
        let mut since = Reach::default();
        let inverses = above.iter().flat_map(|entry| &entry.inverses);
        inverses.for_each(|edit| since.add(edit));
        below.last_mut().filter(|_| since.is_apart_from(reach))
    }

    /// The highest group that an entry is of: a group above it is new here.
    pub fn last_group(&self) -> Group {
        let entries = self.undo.iter().chain(&self.redo);
        let groups = entries.filter_map(|entry| entry.group);
        groups.fold(Group::default(), Group::max)
    }

    /// How many entries there are to take back.
    pub fn depth(&self) -> u32 {
        self.undo.len() as u32
    }

    /// Whether there is something to take back.
    pub fn can_undo(&self) -> bool {
        !self.undo.is_empty()
    }

    /// Whether something was taken back that can be done again.
    pub fn can_redo(&self) -> bool {
        !self.redo.is_empty()
    }

    /// Takes back the last entry, if there is one; returns what would do it again.
    pub fn undo(&mut self, document: &mut Document) -> Result<Option<&Edit>, EditError> {
        turn(&mut self.undo, &mut self.redo, document)
    }

    /// Does again what was taken back last, if there is something; returns what would take it
    /// back.
    pub fn redo(&mut self, document: &mut Document) -> Result<Option<&Edit>, EditError> {
        turn(&mut self.redo, &mut self.undo, document)
    }
}

/// Applies the last entry of `from` and puts its inverse on `to`. An entry that the document
/// refuses stays where it is.
fn turn<'a>(
    from: &mut Vec<Entry>,
    to: &'a mut Vec<Entry>,
    document: &mut Document,
) -> Result<Option<&'a Edit>, EditError> {
    let Some(entry) = from.last() else {
        return Ok(None);
    };
    let edit = Edit::Batch(entry.inverses.iter().rev().cloned().collect());
    let inverse = document.apply(edit)?;
    to.push(Entry {
        group: entry.group,
        inverses: vec![inverse],
    });
    from.pop();
    Ok(to.last().and_then(|entry| entry.inverses.last()))
}

/// What edits have to do with.
#[derive(Default)]
struct Reach {
    /// The marks that they change, and those that are named in them.
    marks: Ids,
    layers: bool,
    /// The places of all marks and layers hang on the text.
    text: bool,
}

impl Reach {
    fn add(&mut self, edit: &Edit) {
        match edit {
            Edit::Rewrite(_) => self.text = true,
            Edit::Layers { .. } => self.layers = true,
            Edit::Batch(edits) => edits.iter().for_each(|edit| self.add(edit)),
            edit => edit.collect(&mut self.marks),
        }
    }

    fn is_nothing(&self) -> bool {
        self.marks.is_empty() && !self.layers && !self.text
    }

    fn is_apart_from(&self, other: &Self) -> bool {
        if self.is_nothing() || other.is_nothing() {
            return true;
        }
        let text = self.text || other.text;
        let layers = self.layers && other.layers;
        let shared = self.marks.ids().any(|id| other.marks.contains(id));
        !text && !layers && !shared
    }
}
