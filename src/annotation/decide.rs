//! What a person does to marks, as edits.

use super::sorted::Ids;
use super::{Body, Document, Edit, Id, Kind, Mark, Origin, Status};

impl Mark {
    /// Whether a person has had a say in it: it is then kept whatever the engine says.
    pub fn is_decided(&self) -> bool {
        self.origin != Origin::Machine || self.status != Status::Suggested
    }

    /// Whether somebody wants it to be discussed.
    pub fn is_flagged(&self) -> bool {
        // The page has no JSON reader. Within a text the quotes would be escaped.
        let name = br#""flag":"#;
        let mut stretches = self.extra.as_bytes().windows(name.len());
        stretches.any(|bytes| bytes == name)
    }
}

impl Document {
    /// Adds a mark that a person made, under an id that is free.
    pub fn adding(&self, body: Body) -> Edit {
        let mut mark = Mark::made(Id::from(""), body);
        mark.id = self.free_id(mark.kind());
        Edit::Insert(mark)
    }

    /// The same for several, each under an id of its own.
    pub fn adding_all(&self, bodies: impl IntoIterator<Item = Body>) -> Edit {
        let mut given = [0; Kind::ALL.len()];
        let edits = bodies.into_iter().map(|body| {
            let mut mark = Mark::made(Id::from(""), body);
            let kind = mark.kind();
            let given = &mut given[kind as usize];
            mark.id = Id::numbered(kind, self.marks.next_number(kind) + *given);
            *given += 1;
            Edit::Insert(mark)
        });
        Edit::Batch(edits.collect())
    }

    /// Accepts, rejects or reopens marks. Ids that are not there are passed over.
    pub fn deciding<'a>(&self, ids: impl IntoIterator<Item = &'a Id>, status: Status) -> Edit {
        let ids: Ids = ids.into_iter().cloned().collect();
        let marks = ids.ids().filter_map(|id| self.mark(id));
        let edits = marks
            .filter(|mark| mark.status != status)
            .map(|mark| Edit::Replace {
                old: mark.clone(),
                new: Mark {
                    status,
                    ..mark.clone()
                },
            });
        Edit::Batch(edits.collect())
    }

    /// Gives a mark another body of the same kind. What it says is then the person's.
    pub fn correcting(&self, id: &Id, body: Body) -> Edit {
        match self.mark(id) {
            Some(old) if old.body != body => Edit::Replace {
                old: old.clone(),
                new: Mark {
                    extra: old.extra.clone(),
                    ..Mark::made(id.clone(), body)
                },
            },
            _ => Edit::Batch(Vec::new()),
        }
    }

    /// Takes marks out, and their names out of the claims that stay.
    pub fn removing<'a>(&self, ids: impl IntoIterator<Item = &'a Id>) -> Edit {
        let ids = ids.into_iter().filter(|id| self.mark(id).is_some());
        let going: Ids = ids.cloned().collect();
        let named = going.ids().any(|id| self.marks.naming(id) > 0);
        let orphans = self
            .marks()
            .filter(|mark| named && !going.contains(&mark.id))
            .filter(|mark| mark.names().any(|id| going.contains(id)));
        let mut edits: Vec<Edit> = orphans
            .map(|old| {
                let mut new = old.clone();
                new.forget(&going);
                Edit::Replace {
                    old: old.clone(),
                    new,
                }
            })
            .collect();
        edits.extend(going.ids().cloned().map(Edit::Remove));
        Edit::Batch(edits)
    }
}

impl Mark {
    /// A mark as a person makes it.
    pub fn made(id: Id, body: Body) -> Self {
        Self {
            id,
            body,
            origin: Origin::Human,
            status: Status::Accepted,
            confidence: None,
            why: Vec::new(),
            extra: String::new(),
        }
    }
}
