//! What is done by hand and thought out in the worker: asked for here, and taken in.
//!
//! Knows where the person is, and what to do when an answer no longer fits. Must not know what
//! the words mean.

use super::app::{App, Effect, Go};
use crate::protocol::{At, Done, Request};

/// How often the worker thinks again where what it said does not fit any more: the engine's
/// marks may come in between.
const AGAIN: u32 = 2;

/// What the worker was asked.
#[derive(Debug)]
pub(super) struct Handing {
    words: String,
    /// How often it may still be asked again.
    left: u32,
}

impl App {
    /// Has the worker think out what the person asks to be done.
    pub(super) fn hand(&mut self, words: String) -> Vec<Effect> {
        self.ask_hand(Handing { words, left: AGAIN })
    }

    fn ask_hand(&mut self, handing: Handing) -> Vec<Effect> {
        let request = Request::Hand {
            document: self.work().id().to_owned(),
            words: handing.words.clone(),
            at: At {
                mark: self.work().selected.clone(),
                caret: self.caret,
            },
        };
        self.handing = Some(handing);
        vec![Effect::Post(request)]
    }

    /// Does what was thought out. It may be of another document than the one that is shown: that
    /// comes into view where there is something to see in it.
    pub(super) fn handed(&mut self, document: &str, done: Done) -> Vec<Effect> {
        let handing = self.handing.take();
        let Some(index) = self.works.iter().position(|work| work.id() == document) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        if index != self.current && (done.select.is_some() || done.caret.is_some()) {
            effects.extend(self.open(index));
        }
        if let Some(edit) = done.edit {
            let edited = self.works[index].edit(edit);
            if edited.is_err()
                && index == self.current
                && let Some(handing) = handing
                && let Some(left) = handing.left.checked_sub(1)
            {
                return self.ask_hand(Handing { left, ..handing });
            }
            // What follows from it is of that document.
            let shown = std::mem::replace(&mut self.current, index);
            effects.extend(self.after_edit(edited, ""));
            effects.extend(self.relink());
            self.current = shown;
        }
        if done.caret.is_some() {
            self.caret = done.caret;
        }
        if let Some(id) = done.select {
            effects.extend(self.select(id, Go::ToText));
        }
        if !done.words.is_empty() {
            self.say(done.words);
        }
        effects
    }
}
