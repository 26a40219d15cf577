//! A document that is kept: what is written with each step, and how it is read back.
//!
//! A step becomes a record of the log. When the log has grown longer than the body, the body is
//! written anew with all that was done, and the log begins again: what is written is at most
//! some three times what is done, and no step is ever forgotten.

use super::ledger::{Before, By, Ledger};
use super::loose::Loose;
use super::record::{self, Broken};
use super::rest;
use super::shelf::{number, numbered};
use super::{Head, Shelf, Taken, Write};
use crate::annotation::{
    Cluster, Document, EditError, Id, Orphan, Step, Trace, Tracked, Undo, When, Whole,
};
use serde::{Deserialize, Serialize};

/// A log shorter than this, in bytes, is left to grow.
const SHORT: usize = 32 << 10;

#[derive(Debug)]
pub struct Kept {
    tracked: Tracked,
    ledger: Ledger,
    pub head: Head,
    /// Whether body and log, with what is in `pending`, are the document.
    stored: bool,
    /// Whether what follows soon is waited for before it is written: the rest of a first reading.
    waits: bool,
    /// Whether the page has said where it lies since it is here.
    pub(super) laid: bool,
    /// Whether it is never to be written.
    pub(super) private: bool,
    /// Whether text and head are on their shelves as they are.
    texted: bool,
    headed: bool,
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
    whole: Whole,
    clusters: &'a [Cluster],
    traces: Vec<(&'a Id, &'a Trace)>,
    orphans: &'a [Orphan],
    ledger: &'a Ledger,
}

#[derive(Deserialize)]
struct BodyIn {
    next: u32,
    whole: Whole,
    clusters: Vec<Cluster>,
    #[serde(default)]
    traces: Vec<(Id, Trace)>,
    #[serde(default)]
    orphans: Vec<Orphan>,
    #[serde(default)]
    ledger: Ledger,
}

/// A step as a record of the log.
#[derive(Debug, Serialize, Deserialize)]
struct Logged {
    step: Step,
    by: Option<By>,
}

/// All records of one document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stored {
    pub id: String,
    pub head: Option<String>,
    pub body: Option<String>,
    pub text: Option<String>,
    /// With their keys, in their order.
    pub log: Vec<(String, String)>,
}

/// What a step is to the ledger.
enum Entry<'a> {
    /// With the marks as they were, where a person does it.
    Edit(Option<(&'a By, Before)>),
    Back,
    Forth,
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
        let head = Head::new(&tracked.document, now);
        Self::with(head, tracked)
    }

    fn with(head: Head, tracked: Tracked) -> Self {
        Self {
            head,
            ledger: Ledger::default(),
            tracked,
            stored: false,
            waits: false,
            laid: false,
            private: false,
            texted: false,
            headed: false,
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
            text,
            log,
        } = stored;
        let Some(body) = body else {
            return Err(Broken::new(Shelf::Bodies, &id, "it is not there"));
        };
        let BodyIn {
            next,
            whole,
            clusters,
            traces,
            orphans,
            ledger,
        } = record::read(Shelf::Bodies, &id, &body)?;
        if whole.id != id {
            return Err(Broken::new(Shelf::Bodies, &id, "it is of another document"));
        }
        let rest = whole.rest.clone();
        let mut tracked = Tracked::of(whole).map_err(|error| {
            Broken::new(Shelf::Bodies, &id, format!("it does not fit: {error}"))
        })?;
        rest::put(&rest, &mut tracked.document);
        tracked.document.set_clusters(clusters);
        for (id, trace) in traces {
            tracked.document.set_trace(&id, Some(trace));
        }
        tracked.document.set_orphans(orphans);
        let head = head.and_then(|head| record::read::<Head>(Shelf::Heads, &id, &head).ok());
        let is_headless = head.is_none();
        let head = head.unwrap_or_else(|| Head::new(&tracked.document, 0));
        let mut kept = Self {
            ledger,
            stored: true,
            headed: !is_headless,
            next,
            body: body.len(),
            ..Self::with(head, tracked)
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
        kept.texted = text.as_deref() == Some(kept.text());
        let loss = loss.map(|(broken, key, record)| {
            let aside: Vec<_> = std::iter::once((key, record)).chain(records).collect();
            kept.stored = false;
            let steps = aside.len();
            for (key, record) in aside {
                kept.next = kept.next.max(number(&key).map_or(0, |number| number + 1));
                kept.pending.push(Write::aside(Shelf::Log, &key, record));
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
        let Logged { step, by } = record::read(Shelf::Log, key, record)?;
        (self.go(step, by.as_ref()))
            .map_err(|error| broken(format!("it does not fit: {error}")))?;
        self.next += 1;
        Ok(())
    }

    fn text(&self) -> &str {
        self.tracked.document.source().text()
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
        self.stored && self.headed && self.pending.is_empty()
    }

    /// Takes a person's step, which is then to be written.
    pub fn step(&mut self, step: Step, by: By) -> Result<(), EditError> {
        let When(now) = by.at;
        self.waits = false;
        self.take_step(step, Some(by))?;
        self.follow(now);
        Ok(())
    }

    /// Takes a step, which becomes a record of the log if there is a body.
    fn take_step(&mut self, step: Step, by: Option<By>) -> Result<(), EditError> {
        let logged = Logged { step, by };
        let record = self.stored.then(|| record::write(&logged));
        self.go(logged.step, logged.by.as_ref())?;
        let Some(record) = record else { return Ok(()) };
        self.log += record.len();
        if self.log > self.body.max(SHORT) {
            self.stored = false;
            return Ok(());
        }
        let key = numbered(&self.head.id, self.next);
        self.next += 1;
        self.pending.push(Write::Put(Shelf::Log, key, record));
        Ok(())
    }

    /// Brings the head to what the document is now.
    fn follow(&mut self, now: u64) {
        self.head.follow(&self.tracked.document, now);
        self.put_head();
    }

    fn go(&mut self, step: Step, by: Option<&By>) -> Result<(), EditError> {
        let text = self.text().as_ptr();
        let depth = self.tracked.history().depth();
        let loss = Loose::new(&self.tracked.document, &step);
        let entry = match &step {
            Step::Edit { edit, .. } => {
                Entry::Edit(by.map(|by| (by, Before::new(&self.tracked.document, edit))))
            }
            Step::Back => Entry::Back,
            Step::Forth => Entry::Forth,
        };
        self.tracked.step(step)?;
        loss.note(&mut self.tracked.document);
        self.texted &= self.text().as_ptr() == text;
        let history = self.tracked.history();
        let (now, can_redo) = (history.depth(), history.can_redo());
        let document = &mut self.tracked.document;
        match entry {
            Entry::Edit(Some((by, before))) if now > depth => {
                self.ledger.edited(document, before, by, now);
            }
            Entry::Edit(_) if !can_redo => self.ledger.forget_undone(),
            Entry::Edit(_) => {}
            Entry::Back => self.ledger.back(document, depth),
            Entry::Forth => self.ledger.forth(document, now),
        }
        Ok(())
    }

    /// Goes on from what was known of the same document before, where the page sends it whole
    /// and knows less.
    pub fn go_on_from(&mut self, before: Self) {
        self.private |= before.private;
        let depth = self.tracked.history().depth();
        let document = &mut self.tracked.document;
        for (id, trace) in before.tracked.document.traces() {
            if document.trace(id).is_none() {
                document.set_trace(id, Some(trace.clone()));
            }
        }
        self.ledger.go_on_from(before.ledger, document, depth);
        // What the page has reopened since is nobody's.
        let is_open = |id: &Id| document.mark(id).is_some_and(|mark| !mark.is_decided());
        let traced = document.traces().map(|(id, _)| id);
        let reopened: Vec<Id> = traced.filter(|id| is_open(id)).cloned().collect();
        for id in reopened {
            document.set_trace(&id, None);
        }
        if document.all_orphans().is_empty() {
            document.set_orphans(before.tracked.document.all_orphans().to_vec());
        }
        self.follow(self.head.changed);
    }

    /// The document with all that a person says of it.
    pub fn document(&self) -> Document {
        let mut document = self.tracked.document.clone();
        self.head.tell(&mut document);
        document
    }

    /// Takes a part of what the engine says. A first reading, which nobody takes back, is written
    /// as a whole when it is complete; so is a document that another engine reads.
    pub(super) fn take(&mut self, taken: Taken<'_>, now: u64) -> Result<(), EditError> {
        let Taken { part, undo, engine } = taken;
        let rewrites = part.edit.rewrites();
        let (edit, first) = (Box::new(part.edit), undo == Undo::Never);
        if first || self.tracked.document.engine.as_ref() != Some(engine) {
            self.stored = false;
        }
        self.tracked.document.engine = Some(engine.clone());
        let step = Step::Edit { edit, undo };
        self.waits = first && !part.last;
        match self.waits {
            true => self.go(step, None)?,
            false => self.take_step(step, None)?,
        }
        if part.last {
            self.tracked.document.set_clusters(part.clusters);
        }
        // The head counts all marks: of a reading in many parts it does so at the end.
        if part.last || rewrites {
            self.head.read = part.last;
            self.follow(now);
        }
        Ok(())
    }

    /// Has it written as it is.
    pub(super) fn release(&mut self) {
        self.waits = false;
    }

    /// Has the whole document written with the next writing.
    pub fn rewrite(&mut self) {
        (self.stored, self.texted) = (false, false);
    }

    /// Has the head written anew.
    pub fn put_head(&mut self) {
        self.headed = false;
    }

    /// What is to be written to have the document on the shelves.
    pub fn writes(&mut self) -> Vec<Write> {
        if self.private || self.waits {
            return Vec::new();
        }
        let mut writes = std::mem::take(&mut self.pending);
        if !self.stored {
            // What was put aside still is; all else is in the body.
            writes.retain(|write| matches!(write, Write::Put(Shelf::Broken, ..)));
            let body = self.body();
            (self.body, self.log) = (body.len(), 0);
            writes.push(Write::DeleteUnder(Shelf::Log, self.head.id.clone()));
            writes.push(self.put(Shelf::Bodies, body));
        }
        if !self.texted {
            writes.push(self.put(Shelf::Texts, self.text().to_owned()));
        }
        if !(self.headed && self.stored) {
            writes.push(self.put(Shelf::Heads, record::write(&self.head)));
        }
        (self.stored, self.texted, self.headed) = (true, true, true);
        writes
    }

    fn put(&self, shelf: Shelf, record: String) -> Write {
        Write::Put(shelf, self.head.id.clone(), record)
    }

    fn body(&self) -> String {
        record::write(&BodyOut {
            next: self.next,
            whole: rest::whole(&self.tracked),
            clusters: self.tracked.document.clusters(),
            traces: self.tracked.document.traces().collect(),
            orphans: self.tracked.document.all_orphans(),
            ledger: &self.ledger,
        })
    }

    /// The document as it is, and what is known of it.
    pub(super) fn into_parts(self) -> (Document, Head) {
        (self.tracked.document, self.head)
    }

    /// Gives it another id, and a place of its own.
    pub fn renamed(mut self, id: String) -> Self {
        self.head.id.clone_from(&id);
        self.tracked.document.id = id;
        (self.stored, self.texted) = (false, false);
        self.pending.clear();
        self
    }
}

impl Stored {
    /// A document as it is now, whatever of it is on the shelves.
    pub fn of(kept: &Kept) -> Self {
        Self {
            id: kept.head.id.clone(),
            head: Some(record::write(&kept.head)),
            body: Some(kept.body()),
            text: Some(kept.text().to_owned()),
            log: Vec::new(),
        }
    }

    /// What puts the records back where they were.
    pub fn writes(&self) -> Vec<Write> {
        let put = |shelf, record: &Option<String>| {
            let record = record.clone()?;
            Some(Write::Put(shelf, self.id.clone(), record))
        };
        let log = self.log.iter();
        let log = log.map(|(key, record)| Write::Put(Shelf::Log, key.clone(), record.clone()));
        [
            put(Shelf::Heads, &self.head),
            put(Shelf::Bodies, &self.body),
            put(Shelf::Texts, &self.text),
        ]
        .into_iter()
        .flatten()
        .chain(log)
        .collect()
    }

    /// What is to be written to have nothing left of a document.
    pub fn erased(id: &str) -> Vec<Write> {
        let id = id.to_owned();
        vec![
            Write::Delete(Shelf::Heads, id.clone()),
            Write::Delete(Shelf::Bodies, id.clone()),
            Write::Delete(Shelf::Texts, id.clone()),
            Write::DeleteUnder(Shelf::Log, id.clone()),
        ]
    }
}
