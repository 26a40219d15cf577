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

    /// Does what was thought out.
    pub(super) fn handed(&mut self, document: &str, done: Done) -> Vec<Effect> {
        if self.work().id() != document {
            // What is done to several documents at once comes without words; else the person
            // has gone to another document since.
            let mut works = self.works.iter_mut();
            if done.words.is_empty()
                && let Some(edit) = done.edit
                && let Some(work) = works.find(|work| work.id() == document)
            {
                let _ = work.edit(edit);
            }
            return Vec::new();
        }
        let handing = self.handing.take();
        let mut effects = Vec::new();
        if let Some(edit) = done.edit {
            let edited = self.work_mut().edit(edit);
            if edited.is_err()
                && let Some(handing) = handing
                && let Some(left) = handing.left.checked_sub(1)
            {
                return self.ask_hand(Handing { left, ..handing });
            }
            effects.extend(self.after_edit(edited, ""));
            effects.extend(self.relink());
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
