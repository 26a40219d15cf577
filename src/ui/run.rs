//! The conversation with the worker: what was asked, which answers still count, and what
//! happens when it dies.
//!
//! Knows revisions and attempts. Must not know how marks are shown.
//!
//! **Invariant:** only the run with the last revision is under way; the worker has given up
//! any other, and answers to another are dropped.

use super::app::{App, Delivery, Effect, Worker};
use super::keymap::Command;
use super::notice::{self, Topic};
use super::shown::Facet;
use super::words::{self, Rules};
use crate::annotation::Kind;
use crate::protocol::{Part, Request, Response};
use crate::text::OddityKind;

/// The engine's work on one document, as far as the page follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run {
    /// The revision that was asked for last.
    pub revision: u32,
    pub stage: Stage,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stage {
    /// Nothing was asked.
    #[default]
    Idle,
    /// Sentences done, and in all as far as is known.
    Reading {
        done: u32,
        total: u32,
        attempt: Attempt,
    },
    Done,
    /// The engine could not finish.
    Failed,
}

/// How often the engine was set to this text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attempt {
    First,
    Second,
}

/// How often the worker may fail to start before the person is asked.
const STARTS: u32 = 2;

impl App {
    /// The number of the next thing that is asked of the engine; what was asked before is off.
    pub(super) fn next_revision(&mut self) -> u32 {
        self.counters.revision += 1;
        self.counters.revision
    }

    /// Sets the engine to the text of the document that is shown.
    pub(super) fn extract(&mut self, revision: u32, attempt: Attempt) -> Vec<Effect> {
        let mut effects = match self.worker {
            Worker::Dead => {
                self.worker = Worker::Starting { failed: 0 };
                vec![Effect::RestartWorker, Effect::Post(Request::Load)]
            }
            Worker::Starting { .. } | Worker::Ready(_) => Vec::new(),
        };
        let work = self.work_mut();
        work.run = Run {
            revision,
            stage: Stage::Reading {
                done: 0,
                total: 0,
                attempt,
            },
        };
        let text = work.text().to_owned();
        effects.push(Effect::Post(Request::Extract { revision, text }));
        self.forget_where(self.current, &Topic::of_engine);
        self.say("Reading the text.");
        effects
    }

    /// Has the text that is shown read anew.
    pub(super) fn extract_again(&mut self) -> Vec<Effect> {
        let revision = self.next_revision();
        self.extract(revision, Attempt::First)
    }

    pub(super) fn heard(&mut self, response: Response) -> Vec<Effect> {
        match response {
            Response::Ready { engine, rules } => {
                self.rules = Rules::new(&rules);
                self.worker = Worker::Ready(engine);
                Vec::new()
            }
            Response::Progress {
                revision,
                done,
                total,
            } => {
                if let Some(index) = self.reading(revision)
                    && let Stage::Reading { attempt, .. } = self.works[index].run.stage
                {
                    self.works[index].run.stage = Stage::Reading {
                        done,
                        total,
                        attempt,
                    };
                }
                Vec::new()
            }
            Response::Extracted { revision, part } => {
                if let Some(index) = self.reading(revision) {
                    self.take_part(index, part);
                }
                Vec::new()
            }
            Response::Exported {
                name,
                mime,
                content,
            } => self.exported(name, mime, content),
            Response::Failed {
                revision: Some(revision),
                message,
            } => {
                if let Some(index) = self.reading(revision) {
                    self.works[index].run.stage = Stage::Failed;
                    let again = Some(("Try again", Command::Retry));
                    self.tell_of(index, Topic::Engine, message, again);
                }
                Vec::new()
            }
            Response::Failed {
                revision: None,
                message,
            } => {
                self.delivery = None;
                self.tell(Topic::Export, message, None);
                Vec::new()
            }
        }
    }

    /// The worker is gone. What it was at is asked of the next one, once.
    pub(super) fn died(&mut self, reason: &str) -> Vec<Effect> {
        if self.delivery.take().is_some() {
            self.tell(
                Topic::Export,
                "The engine stopped while it wrote the file. Nothing is lost.",
                Some(("Export again", Command::ExportDialog)),
            );
        }
        let failed = match self.worker {
            Worker::Starting { failed } => failed + 1,
            Worker::Ready(_) | Worker::Dead => 0,
        };
        let reading = self.reading(self.counters.revision);
        if failed >= STARTS {
            self.worker = Worker::Dead;
            if let Some(index) = reading {
                self.works[index].run.stage = Stage::Failed;
            }
            self.tell(
                Topic::Engine,
                format!("The engine could not be started ({reason}). The text is kept."),
                Some(("Try again", Command::Retry)),
            );
            return Vec::new();
        }
        self.worker = Worker::Starting { failed };
        let mut effects = vec![Effect::RestartWorker, Effect::Post(Request::Load)];
        let Some(index) = reading else { return effects };
        match self.works[index].run.stage {
            Stage::Reading {
                attempt: Attempt::First,
                ..
            } if index == self.current => {
                let revision = self.next_revision();
                effects.extend(self.extract(revision, Attempt::Second));
                self.say("The engine stopped and was started anew. Reading the text again.");
            }
            _ => {
                self.works[index].run.stage = Stage::Failed;
                self.tell(
                    Topic::Engine,
                    format!(
                        "The engine stopped twice on this text ({reason}). \
                         The text and all marks so far are kept."
                    ),
                    Some(("Try again", Command::Retry)),
                );
            }
        }
        effects
    }

    /// The document that is being read in this revision.
    fn reading(&self, revision: u32) -> Option<usize> {
        self.works.iter().position(|work| {
            work.run.revision == revision && matches!(work.run.stage, Stage::Reading { .. })
        })
    }

    fn take_part(&mut self, index: usize, part: Part) {
        for notice in &part.notices {
            let (topic, words) = notice::in_words(*notice);
            // The page has told already of what it had to replace itself.
            let told = topic == Topic::Odd(OddityKind::Replacement)
                && (self.notices.iter()).any(|notice| notice.topic == Topic::Replaced);
            if !told {
                self.tell_of(index, topic, words, None);
            }
        }
        let engine = match &self.worker {
            Worker::Ready(engine) => Some(engine.clone()),
            Worker::Starting { .. } | Worker::Dead => None,
        };
        let work = &mut self.works[index];
        let revision = work.run.revision;
        if let Err(error) = work.take_in(engine.as_ref(), revision, &part) {
            let words = format!("What the engine found could not be taken in: {error}.");
            self.tell_of(index, Topic::Engine, words, None);
        }
        if part.last {
            self.works[index].run.stage = Stage::Done;
            if index == self.current {
                let found = self.found();
                self.say(found);
            }
        }
    }

    /// What was found, as a sentence.
    pub(super) fn found(&self) -> String {
        let tally = self.work().tally();
        let layer = |kind, one, many| words::count(tally.facet(Facet::Layer(kind)), one, many);
        let notes = match self.notices().count() {
            0 => String::new(),
            count => format!("; {}", words::count(count, "note", "notes")),
        };
        format!(
            "{}, {}, {}{notes}",
            layer(Kind::Entity, "entity", "entities"),
            layer(Kind::Cue, "cue", "cues"),
            layer(Kind::Claim, "claim", "claims"),
        )
    }

    fn exported(&mut self, name: String, mime: String, content: String) -> Vec<Effect> {
        match self.delivery.take() {
            Some(Delivery::File { document }) => {
                if let Some(work) = (self.works.iter_mut()).find(|work| work.id() == document) {
                    work.mark_saved();
                }
                self.say(format!("Saved as {name}."));
                vec![Effect::Download {
                    name,
                    mime,
                    content,
                }]
            }
            Some(Delivery::Clipboard) => vec![Effect::Copy {
                what: "the JSON".to_owned(),
                content,
            }],
            None => Vec::new(),
        }
    }
}
