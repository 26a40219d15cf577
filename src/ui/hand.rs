//! What is done by hand and thought out in the worker: asked for here, and taken in.
//!
//! Knows where the person is, and what to do when an answer no longer fits. Must not know what
//! the words mean.

use super::app::{App, Effect, Go, Msg, answer};
use super::keymap::KeyPress;
use super::review::Way;
use crate::annotation::Mark;
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
    then: Then,
}

/// What is done after that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Then {
    Stay,
    /// The suggestion is decided on: to the next one.
    GoOn,
}

impl App {
    /// Has the worker think out what the person asks to be done.
    pub(super) fn hand(&mut self, words: String) -> Vec<Effect> {
        self.ask_hand(words, AGAIN, Then::Stay)
    }

    /// Has the label given that has the pressed key: to what is selected, or to the suggestion at
    /// hand, which is then decided on.
    pub(super) fn label(&mut self, press: &KeyPress) -> Vec<Effect> {
        let mut words = match press.modifiers.alt {
            true => "exact key=".to_owned(),
            false => "key=".to_owned(),
        };
        words.push_str(&press.key);
        let is_open = |mark: &Mark| !mark.is_decided();
        let decides = self.caret().is_none() && self.work().selection().is_some_and(is_open);
        let then = match decides {
            true => Then::GoOn,
            false => Then::Stay,
        };
        self.ask_hand(words, AGAIN, then)
    }

    fn ask_hand(&mut self, words: String, left: u32, then: Then) -> Vec<Effect> {
        let request = Request::Hand {
            document: self.work().id().to_owned(),
            words: words.clone(),
            at: At {
                mark: self.work().selected.clone(),
                caret: self.caret(),
            },
        };
        self.handing = Some(Handing { words, left, then });
        vec![Effect::Post(request)]
    }

    /// Asks once more what was not answered.
    pub(super) fn hand_again(&mut self) -> Vec<Effect> {
        match self.handing.take() {
            Some(Handing { words, left, then }) if left > 0 => self.ask_hand(words, left - 1, then),
            _ => Vec::new(),
        }
    }

    /// Does what was thought out, and then what was asked for meanwhile.
    pub(super) fn handed(&mut self, document: &str, mut done: Done) -> Vec<Effect> {
        let Some(index) = self.works.iter().position(|work| work.id() == document) else {
            return self.drop_hand();
        };
        let mut effects = Vec::new();
        if index != self.current {
            if let Some(edit) = done.edit.take() {
                // What is done to several documents at once, or to one that the person has left
                // since. What nobody asked for by hand comes without words.
                if self.works[index].edit(edit).is_ok() {
                    effects.push(Effect::Post(Request::Link(document.to_owned())));
                }
                if !done.words.is_empty() {
                    self.say(done.words);
                    self.drop_hand();
                }
                return effects;
            }
            if done.select.is_none() && done.caret.is_none() {
                return self.drop_hand();
            }
            // What was found in another document is shown there.
            effects.extend(self.open(index));
        }
        effects.extend(self.take_hand(done));
        while self.handing.is_none() && !self.pressed.is_empty() {
            let press = self.pressed.remove(0);
            effects.extend(answer(self, Msg::Key(press)));
        }
        effects
    }

    /// Waits no longer for what was asked, nor do keys: they were for another document.
    pub(super) fn drop_hand(&mut self) -> Vec<Effect> {
        self.handing = None;
        self.pressed.clear();
        Vec::new()
    }

    fn take_hand(&mut self, done: Done) -> Vec<Effect> {
        let mut effects = Vec::new();
        let changes = done.edit.is_some();
        if let Some(edit) = done.edit {
            let edited = self.work_mut().edit(edit);
            if edited.is_err() {
                let again = self.hand_again();
                if !again.is_empty() {
                    return again;
                }
            }
            effects.extend(self.after_edit(edited, ""));
            effects.extend(self.relink());
        }
        if changes || done.caret.is_some() {
            self.set_caret(done.caret);
        }
        let goes_on = |handing: Handing| changes && handing.then == Then::GoOn;
        if self.handing.take().is_some_and(goes_on) {
            effects.extend(self.walk_open(Way::On));
        } else if let Some(id) = done.select {
            effects.extend(self.select(id, Go::ToText));
        }
        if !done.words.is_empty() {
            self.say(done.words);
        }
        effects
    }

    /// The same as [`Self::hand`], and what is done after that.
    pub(super) fn hand_then(&mut self, words: String, then: Then) -> Vec<Effect> {
        self.ask_hand(words, AGAIN, then)
    }
}
