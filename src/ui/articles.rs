//! Several documents open beside each other: opening, showing, closing.
//!
//! Knows that there is always one that is shown. Must not know what is in them.

use super::app::{App, Desk, Effect, Go, Target};
use super::keymap::Command;
use super::notice::Topic;
use super::work::Work;
use crate::annotation::Id;

impl App {
    /// A document of its own.
    pub(super) fn new_work(&mut self, text: &str) -> Work {
        self.counters.document += 1;
        Work::new(format!("d{}", self.counters.document), text)
    }

    /// Puts an empty document behind those that are open, and shows it.
    pub(super) fn push(&mut self) {
        let work = self.new_work("");
        self.previous = self.current;
        self.current = self.works.len();
        self.works.push(work);
    }

    /// Has the person bring another article, beside those that are open.
    pub(super) fn open_beside(&mut self) -> Vec<Effect> {
        let mut effects = self.settle_typed();
        if !self.work().newest_text().is_empty() {
            self.push();
            self.turn_to();
            self.say("Paste another article.");
        }
        effects.push(Effect::Focus(Target::element("text")));
        effects
    }

    /// Shows another of the open documents. An empty one is left for good.
    pub(super) fn open(&mut self, index: usize) -> Vec<Effect> {
        let mut effects = self.settle_typed();
        if index >= self.works.len() || index == self.current {
            return effects;
        }
        self.previous = std::mem::replace(&mut self.current, index);
        if self.works[self.previous].newest_text().is_empty() {
            self.remove(self.previous);
        }
        self.turn_to();
        let title = self.work().title();
        self.say(format!("Showing “{title}”."));
        effects.extend(self.read_on());
        effects
    }

    /// Shows the document that so many places further on stands, in a circle, and goes to where
    /// the person was in it.
    pub(super) fn walk_articles(&mut self, places: usize) -> Vec<Effect> {
        let mut effects = self.open((self.current + places) % self.works.len());
        effects.push(Effect::Focus(match &self.work().selected {
            Some(id) => Target::Mark(id.clone()),
            None => Target::element("article"),
        }));
        effects
    }

    /// Goes to a mark of any document.
    pub(super) fn go(&mut self, document: &str, id: Id) -> Vec<Effect> {
        let Some(index) = self.works.iter().position(|work| work.id() == document) else {
            return Vec::new();
        };
        let mut effects = self.open(index);
        effects.extend(self.select(id, Go::ToText));
        effects
    }

    /// Goes back to the document that was shown before.
    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        self.open(self.previous)
    }

    /// Closes a document; it can be had back.
    pub(super) fn close(&mut self, index: usize) -> Vec<Effect> {
        let mut effects = self.settle_typed();
        if index >= self.works.len() || self.works.len() == 1 {
            return effects;
        }
        let work = self.remove(index);
        self.tell(
            Topic::Closed,
            format!("“{}” is closed.", work.title()),
            Some(("Open it again", Command::Reopen)),
        );
        self.closed = Some(Box::new(work));
        self.turn_to();
        effects.extend(self.read_on());
        effects.push(Effect::Focus(Target::element("articles")));
        effects
    }

    pub(super) fn reopen(&mut self) -> Vec<Effect> {
        let Some(work) = self.closed.take() else {
            return Vec::new();
        };
        self.forget(Topic::Closed);
        self.works.push(*work);
        self.open(self.works.len() - 1)
    }

    pub(super) fn remove(&mut self, index: usize) -> Work {
        let last = self.works.len() - 2;
        for at in [&mut self.current, &mut self.previous] {
            if *at > index {
                *at -= 1;
            }
            *at = last.min(*at);
        }
        self.works.remove(index)
    }

    /// Looks at the document that is shown now, from its beginning.
    pub(super) fn turn_to(&mut self) {
        self.field = self.work().newest_text().into();
        self.forget(Topic::Kept);
        self.turn_to_start();
    }

    /// Looks at a document anew, from its beginning.
    pub(super) fn turn_to_start(&mut self) {
        self.desk = Desk::Folded;
        self.page = 0;
        self.near = 0..2;
        self.pointed = None;
    }
}
