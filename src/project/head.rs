//! What a list of documents shows of each, and what a person says of it as a whole.

use super::judged::Judged;
use crate::annotation::{Body, Document, Id, Meta, State};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Head {
    pub id: String,
    /// As the person called it, or else as it begins.
    pub title: String,
    /// Whether the title is the person's.
    #[serde(default)]
    pub named: bool,
    pub state: State,
    #[serde(default)]
    pub meta: Meta,
    /// What the person noted on it.
    #[serde(default)]
    pub note: String,
    /// How many marks a person has decided on, and how many wait for it.
    pub decided: u32,
    pub open: u32,
    /// The project's own labels that its marks have, and how many have each.
    #[serde(default)]
    pub own: Vec<(String, u32)>,
    /// What the decisions say of the engine.
    #[serde(default)]
    pub judged: Judged,
    /// Of the text, in bytes.
    pub length: u32,
    /// When it came, in milliseconds since 1970.
    pub added: u64,
    /// When it was last changed.
    pub changed: u64,
    /// Whether the engine has read all of it.
    pub read: bool,
    /// The mark that was selected last.
    #[serde(default)]
    pub at: Option<Id>,
    /// The id under which it came, where another document had that.
    #[serde(default)]
    pub copy_of: Option<String>,
}

/// How much of a text its title takes, in characters.
const TITLE: usize = 60;

impl Head {
    pub fn new(document: &Document, now: u64) -> Self {
        let about = document.about.clone();
        let mut head = Self {
            id: document.id.clone(),
            added: now,
            state: about.state.unwrap_or_default(),
            meta: about.meta,
            note: about.note,
            ..Self::default()
        };
        head.follow(document, now);
        head
    }

    /// Has it called as the person says; by nothing, it is called as it begins.
    pub fn call(&mut self, name: String) {
        self.named = !name.trim().is_empty();
        self.title = name;
    }

    /// Takes over what a person said of the same document before.
    pub(super) fn go_on_from(&mut self, before: &Self) {
        self.added = before.added;
        if before.named {
            (self.title, self.named) = (before.title.clone(), true);
        }
        if self.state == State::Untouched || before.state == State::Complete {
            self.state = before.state;
        }
        (self.meta, self.note) = (before.meta.clone(), before.note.clone());
        if self.at.is_none() {
            self.at = before.at.clone();
        }
        self.copy_of = before.copy_of.clone();
    }

    /// Brings it to what the document is now.
    pub(super) fn follow(&mut self, document: &Document, now: u64) {
        let decided = document.marks().filter(|mark| mark.is_decided()).count();
        self.decided = decided as u32;
        self.open = (document.len() - decided) as u32;
        self.judged = Judged::new(document);
        self.own = own_labels(document);
        self.length = document.source().text().len() as u32;
        self.changed = now;
        if !self.named {
            self.title = match &document.title {
                Some(title) => title.clone(),
                None => beginning(document),
            };
        }
        if self.state == State::Untouched && decided > 0 {
            self.state = State::InReview;
        }
    }

    /// Tells the document what the person says of it.
    pub(super) fn tell(&self, document: &mut Document) {
        if self.named {
            document.title = Some(self.title.clone());
        }
        let about = &mut document.about;
        // Who never had a say in it says nothing of it either.
        if about.state.is_some() || self.state != State::Untouched {
            about.state = Some(self.state);
        }
        (about.meta, about.note) = (self.meta.clone(), self.note.clone());
    }
}

fn own_labels(document: &Document) -> Vec<(String, u32)> {
    let mut own: BTreeMap<&str, u32> = BTreeMap::new();
    for mark in document.marks() {
        if let Body::Entity { label, .. } = &mark.body
            && label.scheme().is_none()
        {
            *own.entry(label.as_str()).or_default() += 1;
        }
    }
    let own = own.into_iter();
    own.map(|(label, marks)| (label.to_owned(), marks))
        .collect()
}

/// The first line of a text that has words.
fn beginning(document: &Document) -> String {
    let mut lines = document.source().text().lines().map(str::trim);
    let line = lines.find(|line| !line.is_empty()).unwrap_or("Untitled");
    crate::text::shortened(line, TITLE)
}
