//! A document that is kept: what is written with each step, and how it is read back.
//!
//! A step becomes a record of the log. When the log has grown longer than the body, the body is
//! written anew with all that was done, and the log begins again: what is written is at most
//! some three times what is done, and no step is ever forgotten.

use super::record::{self, Broken};
use super::shelf::{number, numbered, under};
use super::{Head, Shelf, Taken, Write};
use crate::annotation::{EditError, Step, Tracked, Undo};
use serde::{Deserialize, Serialize};

/// A log shorter than this, in bytes, is left to grow.
const SHORT: usize = 32 << 10;

#[derive(Debug)]
pub struct Kept {
    tracked: Tracked,
    pub head: Head,
    /// Whether body and log, with what is in `pending`, are the document.
    stored: bool,
    /// Whether what follows soon is waited for before it is written: the rest of a first reading.
    waits: bool,
    pending: Vec<Write>,
    /// The number of the next record of the log.
    next: u32,
    /// How long the body is, and the log, in bytes.
    body: usize,
    log: usize,
}

/// The document as a record.
#[derive(Serialize)]
struct BodyOut<'a> {
    /// The number of the first record of the log that is not in it.
    next: u32,
    tracked: &'a Tracked,
}

#[derive(Deserialize)]
struct BodyIn {
    next: u32,
    tracked: Tracked,
}

/// All records of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    pub id: String,
    pub head: Option<String>,
    pub body: Option<String>,
    /// With their keys, in their order.
    pub log: Vec<(String, String)>,
}

/// What could not be read of a document that could.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    pub broken: Broken,
    /// How many steps are not in the document.
    pub steps: usize,
}

impl Kept {
    /// A document that is on no shelf yet.
    pub fn new(tracked: Tracked, now: u64) -> Self {
        Self {
            head: Head::new(&tracked.document, now),
            tracked,
            stored: false,
            waits: false,
            pending: Vec::new(),
            next: 0,
            body: 0,
            log: 0,
        }
    }

    /// Reads a document. Where a step cannot be read or does not fit, the document is as it was
    /// before that, and the records from there on are put aside.
    pub fn read(stored: Stored) -> Result<(Self, Option<Loss>), Broken> {
        let Stored {
            id,
            head,
            body,
            log,
        } = stored;
        let Some(body) = body else {
            return Err(Broken::new(Shelf::Bodies, &id, "it is not there"));
        };
        let BodyIn { next, tracked } = record::read(Shelf::Bodies, &id, &body)?;
        if tracked.document.id != id {
            return Err(Broken::new(Shelf::Bodies, &id, "it is of another document"));
        }
        let head = head.and_then(|head| record::read::<Head>(Shelf::Heads, &id, &head).ok());
        let is_headless = head.is_none();
        let mut kept = Self {
            head: head.unwrap_or_else(|| Head::new(&tracked.document, 0)),
            tracked,
            stored: true,
            waits: false,
            pending: Vec::new(),
            next,
            body: body.len(),
            log: 0,
        };
        let mut records = log.into_iter();
        let mut loss = None;
        for (key, record) in records.by_ref() {
            if number(&key).is_some_and(|number| number < next) {
                continue;
            }
            match kept.replay(&key, &record) {
                Ok(()) => kept.log += record.len(),
                Err(broken) => {
                    loss = Some((broken, key, record));
                    break;
                }
            }
        }
        if is_headless || loss.is_some() {
            let changed = kept.head.changed;
            kept.head.follow(&kept.tracked.document, changed);
        }
        let loss = loss.map(|(broken, key, record)| {
            let aside: Vec<_> = std::iter::once((key, record)).chain(records).collect();
            kept.stored = false;
            let steps = aside.len();
            for (key, record) in aside {
                kept.next = kept.next.max(number(&key).map_or(0, |number| number + 1));
                let place = format!("{}/{key}", Shelf::Log.as_str());
                kept.pending.push(Write::Put(Shelf::Broken, place, record));
            }
            Loss { broken, steps }
        });
        Ok((kept, loss))
    }

    fn replay(&mut self, key: &str, record: &str) -> Result<(), Broken> {
        let broken = |reason: String| Broken::new(Shelf::Log, key, reason);
        if number(key) != Some(self.next) {
            return Err(broken("the one before it is missing".to_owned()));
        }
        let step: Step = record::read(Shelf::Log, key, record)?;
        (self.tracked.step(step)).map_err(|error| broken(format!("it does not fit: {error}")))?;
        self.next += 1;
        Ok(())
    }

    pub fn tracked(&self) -> &Tracked {
        &self.tracked
    }

    /// For what is no step: which names are of one thing.
    pub fn tracked_mut(&mut self) -> &mut Tracked {
        &mut self.tracked
    }

    /// Whether all of it is on the shelves.
    pub fn is_stored(&self) -> bool {
        self.stored && self.pending.is_empty()
    }

    /// Takes a step, which is then to be written.
    pub fn step(&mut self, step: Step, now: u64) -> Result<(), EditError> {
        self.waits = false;
        let record = self.stored.then(|| record::write(&step));
        self.tracked.step(step)?;
        self.head.follow(&self.tracked.document, now);
        let Some(record) = record else { return Ok(()) };
        self.log += record.len();
        if self.log > self.body.max(SHORT) {
            self.stored = false;
            return Ok(());
        }
        let key = numbered(&self.head.id, self.next);
        self.next += 1;
        self.pending.push(Write::Put(Shelf::Log, key, record));
        self.put_head();
        Ok(())
    }

    /// Takes a part of what the engine says. A first reading, which nobody takes back, is written
    /// as a whole when it is complete; so is a document that another engine reads.
    pub(super) fn take(&mut self, taken: Taken<'_>, now: u64) -> Result<(), EditError> {
        let Taken { part, undo, engine } = taken;
        let rewrites = part.edit.rewrites();
        let (edit, first) = (part.edit, undo == Undo::Never);
        if first || self.tracked.document.engine.as_ref() != Some(engine) {
            self.stored = false;
        }
        self.tracked.document.engine = Some(engine.clone());
        self.step(Step::Edit { edit, undo }, now)?;
        if part.last {
            self.tracked.document.set_clusters(part.clusters);
        }
        let read = part.last || self.head.read && !rewrites;
        if read != self.head.read {
            self.head.read = read;
            self.put_head();
        }
        self.waits = first && !part.last;
        Ok(())
    }

    /// Has it written as it is.
    pub(super) fn release(&mut self) {
        self.waits = false;
    }

    /// Has the whole document written with the next writing.
    pub fn rewrite(&mut self) {
        self.stored = false;
    }

    /// Has the head written anew.
    pub fn put_head(&mut self) {
        if self.stored {
            let (id, head) = (self.head.id.clone(), record::write(&self.head));
            self.pending.push(Write::Put(Shelf::Heads, id, head));
        }
    }

    /// What is to be written to have the document on the shelves.
    pub fn writes(&mut self) -> Vec<Write> {
        let mut writes = std::mem::take(&mut self.pending);
        if !self.stored && !self.waits {
            // What was put aside still is; all else is in the body.
            writes.retain(|write| matches!(write, Write::Put(Shelf::Broken, ..)));
            let id = &self.head.id;
            let body = record::write(&BodyOut {
                next: self.next,
                tracked: &self.tracked,
            });
            (self.body, self.log) = (body.len(), 0);
            writes.push(Write::DeleteUnder(Shelf::Log, id.clone()));
            writes.push(Write::Put(Shelf::Bodies, id.clone(), body));
            let head = record::write(&self.head);
            writes.push(Write::Put(Shelf::Heads, id.clone(), head));
            self.stored = true;
        }
        writes
    }
}

impl Stored {
    /// What is to be written to have nothing left of a document.
    pub fn erased(id: &str) -> Vec<Write> {
        let id = id.to_owned();
        vec![
            Write::Delete(Shelf::Heads, id.clone()),
            Write::Delete(Shelf::Bodies, id.clone()),
            Write::DeleteUnder(Shelf::Log, id.clone()),
        ]
    }

    /// Between which keys of the log its records stand.
    pub fn log_keys(id: &str) -> (String, String) {
        under(id)
    }
}
