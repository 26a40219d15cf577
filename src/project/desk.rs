//! The open documents as the worker has them, and what of them is to be written.
//!
//! **Invariant:** a mirror changes by what the page says and by nothing else, in the order in
//! which the page says it. Each change comes with how many there were before; where that is not
//! how many the mirror has seen, it is given up, and the page is asked for the whole.

use super::kept::{Kept, Stored};
use super::record::{self, Broken};
use super::rest;
use super::{By, Head, SETTINGS, Settings, Shelf, Write};
use crate::annotation::{Document, EditError, EngineInfo, Label, Step, Tracked, Undo, When, Whole};
use crate::protocol::{Desk, Order, Part};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The key of what lies open, on the shelf of the project.
const DESK: &str = "desk";

#[derive(Debug, Default)]
pub struct Mirrors {
    /// By id.
    open: BTreeMap<String, Kept>,
    desk: Desk,
    /// Whether the desk is to be written.
    moved: bool,
    /// What is known of all documents, open or not.
    pub(super) heads: BTreeMap<String, Head>,
    /// How many changes the page told of.
    heard: u32,
    /// What is to be written beside documents.
    pub(super) others: Vec<Write>,
    settings: Settings,
    /// Documents that were given up, until the page sends them whole: it knows less of them.
    lost: Vec<Kept>,
    /// The number of the document that was named here last.
    pub(super) number: u64,
}

/// A document that the page sends whole.
#[derive(Debug)]
pub struct Held {
    pub whole: Whole,
    /// Whether the engine has read all of it.
    pub read: bool,
}

/// A part of what the engine says that the page took in.
#[derive(Debug)]
pub struct Taken<'a> {
    pub part: Part,
    pub undo: Undo,
    pub engine: &'a EngineInfo,
}

/// What is written at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    pub writes: Vec<Write>,
    /// How many of the page's changes are in storage once it is written.
    pub heard: u32,
    /// How many of the writes, the first, are of no document that is open.
    others: usize,
    /// The documents that the rest is of.
    documents: Vec<String>,
}

/// What lies open, as a record.
#[derive(Debug, Serialize, Deserialize)]
struct DeskRecord {
    open: Vec<String>,
    shown: u32,
    #[serde(default)]
    order: Order,
}

impl Mirrors {
    /// The open documents, in the order in which they lie.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let open = self.desk.open.iter();
        open.filter_map(|id| self.document(id))
    }

    pub fn document(&self, id: &str) -> Option<&Document> {
        Some(&self.kept(id)?.tracked().document)
    }

    pub fn kept(&self, id: &str) -> Option<&Kept> {
        self.open.get(id)
    }

    pub fn kept_mut(&mut self, id: &str) -> Option<&mut Kept> {
        self.open.get_mut(id)
    }

    /// Every document that is held here, whether it lies open or waits to be written.
    pub fn held(&self) -> impl Iterator<Item = &Kept> {
        self.open.values()
    }

    /// What is known of all documents, by id: of those that are open as they are now.
    pub fn heads(&self) -> Vec<&Head> {
        let mut heads: Vec<&Head> = self.all_heads().collect();
        heads.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        heads
    }

    fn all_heads(&self) -> impl Iterator<Item = &Head> {
        let closed = self.heads.iter();
        let closed = closed.filter(|(id, _)| !self.open.contains_key(*id));
        let open = self.open.values().map(|kept| &kept.head);
        closed.map(|(_, head)| head).chain(open)
    }

    /// What is known of a document: of one that is open as it is now.
    pub fn head_of(&self, id: &str) -> Option<&Head> {
        let open = self.kept(id).map(|kept| &kept.head);
        open.or_else(|| self.heads.get(id))
    }

    /// How many marks a person has decided on, in all documents.
    pub fn decided(&self) -> u32 {
        self.all_heads().map(|head| head.decided).sum()
    }

    /// Whether there is a document with this id.
    pub fn knows(&self, id: &str) -> bool {
        self.head_of(id).is_some()
    }

    /// In which order suggestions are gone through.
    pub fn order(&self) -> Order {
        self.desk.order
    }

    /// What is known of the document that is shown.
    pub fn head(&self) -> Option<&Head> {
        Some(&self.kept(self.shown()?)?.head)
    }

    /// The document that is shown.
    pub fn shown(&self) -> Option<&str> {
        let shown = self.desk.open.get(self.desk.shown as usize)?;
        self.knows(shown).then_some(shown.as_str())
    }

    /// Changes what a person says of a document.
    pub fn amend(&mut self, id: &str, change: impl FnOnce(&mut Head)) {
        if let Some(kept) = self.kept_mut(id) {
            change(&mut kept.head);
            kept.put_head();
        } else if let Some(head) = self.heads.get_mut(id) {
            change(head);
            let write = Write::Put(Shelf::Heads, id.to_owned(), record::write(head));
            self.others.push(write);
        }
    }

    /// Takes note of what the shelves say of documents. What is open already goes on from it.
    /// Returns what could not be read.
    pub fn found(&mut self, records: Vec<(String, String)>) -> Vec<Broken> {
        let mut broken = Vec::new();
        for (id, head) in records {
            match record::read::<Head>(Shelf::Heads, &id, &head) {
                Ok(head) => {
                    if let Some(kept) = self.kept_mut(&id) {
                        kept.head.go_on_from(&head);
                    }
                    self.heads.insert(id, head);
                }
                Err(error) => {
                    // A newer version finds its own again.
                    if !error.is_newer() {
                        self.others.push(Write::aside(Shelf::Heads, &id, head));
                    }
                    broken.push(error);
                }
            }
        }
        broken
    }

    /// The ids of the documents that lay open, that which was shown, and in which order
    /// suggestions were gone through.
    pub fn lay_open(record: Option<&str>) -> (Vec<String>, Option<String>, Order) {
        let desk = record.and_then(|desk| record::read(Shelf::Project, DESK, desk).ok());
        let Some(DeskRecord { open, shown, order }) = desk else {
            return (Vec::new(), None, Order::Text);
        };
        let shown = open.get(shown as usize).cloned();
        (open, shown, order)
    }

    /// The key of the record that [`Self::lay_open`] reads.
    pub fn desk_key() -> (Shelf, String) {
        (Shelf::Project, DESK.to_owned())
    }

    /// Mirrors a document out of storage. One that is mirrored already has more in it.
    pub fn open(&mut self, kept: Kept) {
        let id = &kept.head.id;
        if !self.open.contains_key(id) {
            self.heads.insert(id.clone(), kept.head.clone());
            self.open.insert(id.clone(), kept);
        }
    }

    /// Takes note of what the shelves say of a document that the page has sent whole.
    pub fn recall(&mut self, before: Kept) {
        if let Some(kept) = self.kept_mut(&before.head.id.clone()) {
            kept.head.go_on_from(&before.head);
            kept.go_on_from(before);
        }
    }

    /// Mirrors a document as the page has it.
    pub fn hold(&mut self, held: Held, now: u64) -> Result<(), EditError> {
        self.heard += 1;
        let rest = held.whole.rest.clone();
        let mut tracked = Tracked::of(held.whole)?;
        rest::put(&rest, &mut tracked.document);
        let mut kept = Kept::new(tracked, now);
        kept.head.read = held.read;
        let id = kept.head.id.clone();
        if let Some(head) = self.heads.get(&id) {
            kept.head.go_on_from(head);
        }
        if let Some(at) = self.lost.iter().position(|lost| lost.head.id == id) {
            kept.go_on_from(self.lost.remove(at));
        }
        self.learn(&kept.head.own);
        self.open.insert(id, kept);
        Ok(())
    }

    /// Takes a step in a document; false where the mirror is not what the page has.
    pub fn step(&mut self, id: &str, before: u32, step: Step, now: u64) -> bool {
        let by = self.by(now);
        self.change(id, before, |kept| kept.step(step, by))
    }

    /// Who takes a step now, as far as they have said.
    pub fn by(&self, now: u64) -> By {
        let annotator = Some(self.settings.annotator.clone());
        By {
            annotator: annotator.filter(|name| !name.is_empty()),
            at: When(now),
        }
    }

    /// The same with a part of what the engine says.
    pub fn take(&mut self, id: &str, before: u32, taken: Taken<'_>, now: u64) -> bool {
        self.change(id, before, |kept| kept.take(taken, now))
    }

    fn change(
        &mut self,
        id: &str,
        before: u32,
        change: impl FnOnce(&mut Kept) -> Result<(), EditError>,
    ) -> bool {
        self.heard += 1;
        let Some(kept) = self.kept_mut(id) else {
            return false;
        };
        let done = kept.tracked().steps() == before && change(kept).is_ok();
        let own = kept.head.own.clone();
        self.learn(&own);
        if !done {
            self.lost.extend(self.open.remove(id));
        }
        done
    }

    /// Takes the labels that marks have into the project's set.
    fn learn(&mut self, own: &[(String, u32)]) {
        let is_known = |(label, _): &(String, u32)| self.settings.labels.get(label).is_some();
        if own.iter().all(is_known) {
            return;
        }
        let own = own.iter().filter_map(|(label, _)| Label::parse(label));
        let mut settings = self.settings.clone();
        if settings.labels.learn(own) {
            self.set(settings);
        }
    }

    /// What the person says for the whole project.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes that, and has it written.
    pub fn set(&mut self, settings: Settings) {
        if settings != self.settings {
            self.others.push(settings.write());
            self.settings = settings;
        }
    }

    /// Takes note of what the shelves say of it. What was said meanwhile stands before that.
    pub fn found_settings(&mut self, record: &str) -> Result<(), Broken> {
        let found = self.readable(SETTINGS, record, Settings::read)?;
        let mut said = std::mem::replace(&mut self.settings, found);
        if said != Settings::default() {
            said.take_over(self.settings.clone());
            self.set(said);
        }
        Ok(())
    }

    /// What a record of the project says. One that cannot be read is put aside, for what follows
    /// takes its place.
    pub fn readable<T>(
        &mut self,
        key: &str,
        record: &str,
        read: impl FnOnce(&str) -> Result<T, Broken>,
    ) -> Result<T, Broken> {
        let found = read(record);
        if found.is_err() {
            let record = record.to_owned();
            self.others.push(Write::aside(Shelf::Project, key, record));
        }
        found
    }

    /// Takes note of what lies open. What no longer does is let go once it is written.
    pub fn lay(&mut self, desk: Desk) {
        let shown = desk.open.get(desk.shown as usize);
        if let Some(kept) = shown.and_then(|id| self.kept_mut(id))
            && kept.head.at != desk.at
        {
            kept.head.at = desk.at.clone();
            kept.put_head();
        }
        let written = |desk: &Desk| (desk.open.clone(), desk.shown, desk.order);
        self.moved |= written(&desk) != written(&self.desk);
        self.desk = desk;
        let desk = &self.desk;
        for kept in self.open.values_mut() {
            kept.laid = true;
            if !lies(desk, &kept.head.id) {
                kept.release();
            }
        }
    }

    /// A document was sent to the page, which has not said yet where it lies.
    pub fn sent(&mut self, id: &str) {
        if let Some(kept) = self.kept_mut(id) {
            kept.laid = false;
        }
    }

    /// Whether a document is open in the page, or on its way there.
    pub fn is_open(&self, id: &str) -> bool {
        let is_sent = |kept: &Kept| !kept.laid;
        self.desk.open.iter().any(|open| open == id) || self.kept(id).is_some_and(is_sent)
    }

    /// Whether a document is on the shelves alone: neither here nor with the page.
    pub fn is_aside(&self, id: &str) -> bool {
        let is_lost = || self.lost.iter().any(|lost| lost.head.id == id);
        self.knows(id) && self.kept(id).is_none() && !lies(&self.desk, id) && !is_lost()
    }

    /// Writes something beside documents.
    pub fn also(&mut self, writes: Vec<Write>) {
        self.others.extend(writes);
    }

    /// Takes in a document that is not open in the page: it is let go once it is written. One
    /// that is mirrored already has more in it.
    pub fn add(&mut self, mut kept: Kept) {
        kept.laid = true;
        self.learn(&kept.head.own);
        self.open.entry(kept.head.id.clone()).or_insert(kept);
    }

    /// Puts a document back that was erased.
    pub fn restore(&mut self, stored: &Stored) {
        let head = stored.head.as_deref();
        let head = head.and_then(|head| record::read::<Head>(Shelf::Heads, &stored.id, head).ok());
        self.heads
            .extend(head.map(|head| (stored.id.clone(), head)));
        self.also(stored.writes());
    }

    /// Erases a document, and keeps it no longer while it is open.
    pub fn keep_no_longer(&mut self, id: &str) {
        self.heads.remove(id);
        self.also(Stored::erased(id));
        if let Some(kept) = self.kept_mut(id) {
            kept.private = true;
        }
    }

    /// Lets go of everything.
    pub fn clear(&mut self) {
        self.open.clear();
        self.lost.clear();
        self.heads.clear();
        self.settings = Settings::default();
        self.others = Shelf::ALL
            .iter()
            .map(|shelf| Write::Clear(*shelf))
            .collect();
    }

    /// What lies open in the page, by id.
    pub fn lying(&self) -> &[String] {
        &self.desk.open
    }

    /// Lets go of a document that is to be kept no longer.
    pub fn erase(&mut self, id: &str) {
        self.open.remove(id);
        self.heads.remove(id);
        self.also(Stored::erased(id));
    }

    /// What is to be written now; none where there is nothing.
    pub fn batch(&mut self) -> Batch {
        let mut batch = Batch {
            heard: self.heard,
            others: self.others.len(),
            writes: std::mem::take(&mut self.others),
            documents: Vec::new(),
        };
        for (id, kept) in &mut self.open {
            let writes = kept.writes();
            if !writes.is_empty() {
                batch.documents.push(id.clone());
                batch.writes.extend(writes);
                let before = self.heads.insert(id.clone(), kept.head.clone());
                // Until now it could not be said to lie open.
                self.moved |= before.is_none();
            }
        }
        if std::mem::take(&mut self.moved) {
            let (shelf, key) = Self::desk_key();
            let known = |id: &String| self.heads.contains_key(id);
            let open: Vec<String> = self
                .desk
                .open
                .iter()
                .filter(|id| known(id))
                .cloned()
                .collect();
            let shown = self.desk.open.get(self.desk.shown as usize);
            let shown = open
                .iter()
                .position(|id| Some(id) == shown)
                .unwrap_or_default() as u32;
            let record = record::write(&DeskRecord {
                open,
                shown,
                order: self.desk.order,
            });
            batch.writes.push(Write::Put(shelf, key, record));
        }
        batch
    }

    /// A batch is written.
    pub fn written(&mut self) {
        let desk = &self.desk;
        let is_done_with = |kept: &Kept| {
            kept.laid && (kept.is_stored() || kept.private) && !lies(desk, &kept.head.id)
        };
        self.open.retain(|_, kept| !is_done_with(kept));
    }

    /// A batch could not be written. The open documents that it was of are written wholly with
    /// the next; all else in it is kept for that.
    pub fn refused(&mut self, batch: Batch) {
        for id in &batch.documents {
            if let Some(kept) = self.kept_mut(id) {
                kept.rewrite();
            }
        }
        self.moved = true;
        let mut others = batch.writes;
        let of_documents = others.split_off(batch.others);
        // What was put aside is in no document.
        let is_aside = |write: &Write| matches!(write, Write::Put(Shelf::Broken, ..));
        others.extend(of_documents.into_iter().filter(is_aside));
        self.others.splice(0..0, others);
    }
}

fn lies(desk: &Desk, id: &str) -> bool {
    desk.open.iter().chain(&desk.closed).any(|open| open == id)
}
