//! The conversation with the worker: what was asked, which answers still count, and what
//! happens when it dies.
//!
//! Knows revisions and attempts. Must not know how marks are shown.
//!
//! **Invariant:** only the run with the last revision is under way; the worker has given up
//! any other, and answers to another are dropped.

use super::app::{App, Effect, Target, Worker};
use super::drawn::read;
use super::keymap::Command;
use super::notice::{self, Topic};
use super::shown::Facet;
use super::words;
use super::work::Work;
use crate::annotation::{Group, Kind};
use crate::protocol::{Desk, Keeping, Opened, Part, Place, Request, Response};
use crate::text::OddityKind;
use std::rc::Rc;

/// The engine's work on one document, as far as the page follows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Run {
    /// The revision that was asked for last.
    pub revision: u32,
    /// What comes of this run is taken back together, and with the text that it is of.
    pub group: Group,
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

impl Stage {
    const fn reading(attempt: Attempt) -> Self {
        Self::Reading {
            done: 0,
            total: 0,
            attempt,
        }
    }
}

impl App {
    /// Has the newest text of the document that is shown read.
    pub(super) fn extract(&mut self) -> Vec<Effect> {
        self.say("Reading the text.");
        self.extract_at(self.current)
    }

    fn extract_at(&mut self, index: usize) -> Vec<Effect> {
        let revision = self.counters.revision + 1;
        self.counters.group += 1;
        self.works[index].run = Run {
            revision,
            group: Group(self.counters.group),
            stage: Stage::reading(Attempt::First),
        };
        self.forget_where(index, &Topic::of_engine);
        self.ask(index)
    }

    /// Has read what still waits: the document that is shown before all others, and one of those
    /// only when nothing else is read.
    pub(super) fn read_on(&mut self) -> Vec<Effect> {
        let next = match self.waits(self.current) {
            true => Some(self.current),
            false if self.is_reading() => None,
            false => (0..self.works.len()).find(|index| self.waits(*index)),
        };
        next.map_or_else(Vec::new, |index| self.extract_at(index))
    }

    /// Whether a document has a text that the engine was not asked for, or has given up.
    fn waits(&self, index: usize) -> bool {
        let work = &self.works[index];
        match work.run.stage {
            Stage::Reading { .. } => work.run.revision != self.counters.revision,
            Stage::Idle => !work.text().trim().is_empty(),
            Stage::Done | Stage::Failed => false,
        }
    }

    /// Whether the engine is at a document.
    pub(super) fn is_reading(&self) -> bool {
        self.reading(self.counters.revision).is_some()
    }

    /// The document that is shown is no longer what the worker reads: if it is still at it, it is
    /// to say anew what comes of what there is now.
    pub(super) fn ask_again(&mut self) -> Vec<Effect> {
        match self.work().run.stage {
            Stage::Reading { .. } => self.ask(self.current),
            Stage::Idle | Stage::Done | Stage::Failed => Vec::new(),
        }
    }

    /// Has the worker read a document, under a new revision: what was asked before is off.
    fn ask(&mut self, index: usize) -> Vec<Effect> {
        self.counters.revision += 1;
        let revision = self.counters.revision;
        let mut effects = match self.worker {
            Worker::Dead => self.restart(0),
            Worker::Starting { .. } | Worker::Ready => Vec::new(),
        };
        let work = &mut self.works[index];
        work.run.revision = revision;
        effects.push(Effect::Post(Request::Extract {
            revision,
            document: work.id().to_owned(),
            text: work.awaited(),
        }));
        effects
    }

    /// Starts another worker, and tells it all that the one before knew. The number counts the
    /// starts that failed before.
    fn restart(&mut self, failed: u32) -> Vec<Effect> {
        self.worker = Worker::Starting { failed };
        self.told = Desk::default();
        self.posted = 0;
        self.keeping = Keeping::default();
        self.drop_hand();
        self.forget_drawing();
        self.forget_inspection();
        let mut effects = vec![Effect::RestartWorker, self.load()];
        for work in self.works.iter_mut().chain(self.closed.as_deref_mut()) {
            // What it would be told one by one is in the whole.
            work.news();
            if !work.text().trim().is_empty() {
                self.posted += 1;
                effects.push(Effect::Post(work.whole()));
            }
        }
        effects
    }

    /// Has the worker made ready. What lay open before is opened as long as nothing else is.
    pub(super) fn load(&self) -> Effect {
        let reopen = self.works.len() == 1 && self.field.is_empty();
        Effect::Post(Request::Load { reopen })
    }

    /// Tells the worker what was done since it was told last.
    pub(super) fn news(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        for work in &mut self.works {
            for news in work.news() {
                self.posted += 1;
                effects.push(Effect::Post(news));
            }
        }
        effects
    }

    /// Tells it what lies open, where that is no longer what it was told.
    pub(super) fn tell_desk(&mut self) -> Option<Effect> {
        let mut desk = Desk {
            shown: self.current as u32,
            at: self.work().selected.clone(),
            closed: self.closed.as_ref().map(|work| work.id().to_owned()),
            order: self.review,
            ..Desk::default()
        };
        for work in &self.works {
            desk.open.push(work.id().to_owned());
        }
        if desk == self.told {
            return None;
        }
        self.told = desk.clone();
        Some(Effect::Post(Request::Desk(desk)))
    }

    /// Whether all that was done is in storage.
    pub(super) fn is_kept(&self) -> bool {
        self.keeping.safe && self.keeping.kept == self.posted
    }

    /// Puts a document that lay open before beside what is open, or in the place of nothing.
    fn opened(&mut self, opened: Opened) -> Vec<Effect> {
        let (mut place, note) = (opened.place, opened.note.clone());
        let older = opened.older;
        if place == Place::FirstInView && !self.field.is_empty() {
            place = Place::Beside;
        }
        let Ok(work) = Work::opened(opened) else {
            return Vec::new();
        };
        // What the engine says from now on is no part of what it said before.
        self.counters.group = self.counters.group.max(work.history().last_group().0);
        let known = self.works.iter().position(|open| open.id() == work.id());
        let index = known.unwrap_or_else(|| {
            self.works.push(work);
            self.works.len() - 1
        });
        if place == Place::Beside {
            return self.read_on();
        }
        let mut effects = self.open(index);
        if place == Place::Instead && self.previous != self.current {
            self.remove(self.previous);
            self.previous = self.current;
        }
        if older {
            self.tell(Topic::Engine, note, Some(("Read again", Command::Retry)));
        } else if !note.is_empty() {
            self.tell(Topic::Intake, note, None);
        }
        let at = self.work().selected.clone();
        effects.extend(at.map(|id| Effect::Focus(Target::Mark(id))));
        effects
    }

    /// A document is no more, or no longer what was closed of it.
    fn gone(&mut self, document: &str) -> Vec<Effect> {
        let closed = self.closed.take_if(|work| work.id() == document);
        if closed.is_some() {
            self.forget(Topic::Closed);
        }
        if let Some(index) = self.works.iter().position(|work| work.id() == document) {
            if self.works.len() == 1 {
                self.push();
            }
            self.remove(index);
            self.turn_to();
        }
        Vec::new()
    }

    /// Starts the engine anew, and has the text read by that.
    pub(super) fn load_again(&mut self) -> Vec<Effect> {
        self.forget(Topic::Weights);
        let mut effects = self.restart(0);
        if !self.work().newest_text().trim().is_empty() {
            effects.extend(self.extract());
        }
        effects
    }

    pub(super) fn heard(&mut self, response: Response) -> Vec<Effect> {
        match response {
            Response::Ready {
                meanings,
                without_weights,
            } => {
                self.meanings = meanings;
                self.worker = Worker::Ready;
                self.forget(Topic::Weights);
                if let Some(words) = without_weights {
                    self.tell(
                        Topic::Weights,
                        words,
                        Some(("Try again", Command::LoadAgain)),
                    );
                }
                Vec::new()
            }
            Response::Settled { style, keys } => {
                self.keys = keys;
                vec![Effect::Style(style)]
            }
            Response::Opened(opened) => self.opened(*opened),
            Response::Kept(keeping) => {
                if keeping.trouble.is_empty() {
                    self.forget(Topic::Storage);
                } else if keeping.trouble != self.keeping.trouble {
                    let offer = Some(("Documents", Command::Ask("documents:")));
                    self.tell(Topic::Storage, keeping.trouble.clone(), offer);
                }
                self.keeping = keeping;
                // There is something to lose now, and the person knows what this page is for.
                if self.keeping.safe && !self.persists && self.work().reviewed() {
                    self.persists = true;
                    return vec![Effect::Persist];
                }
                Vec::new()
            }
            Response::Labels(sheet) => {
                self.labels = read(&sheet).tree.map(Rc::new);
                Vec::new()
            }
            Response::Reviewed(sheet) => {
                self.reviewed = read(&sheet).tree.map(Rc::new);
                Vec::new()
            }
            Response::Order(order) => {
                self.review = order;
                Vec::new()
            }
            Response::Lost(document) => self.lost(&document),
            Response::Handed { document, done } => self.handed(&document, *done),
            Response::Gone(document) => self.gone(&document),
            Response::Sheet(sheet) => {
                self.paper = sheet.and_then(|sheet| read(&sheet).tree).map(Rc::new);
                Vec::new()
            }
            Response::Choose { folder } => vec![Effect::ChooseFile { folder }],
            Response::File {
                name,
                url,
                document,
            } => {
                let saved = |work: &&mut Work| Some(work.id()) == document.as_deref();
                if let Some(work) = self.works.iter_mut().find(saved) {
                    work.mark_saved();
                    let mut words = "Saved as ".to_owned();
                    words.push_str(&name);
                    words.push('.');
                    self.say(words);
                }
                vec![Effect::Save { name, url }]
            }
            Response::Copy { what, content } => vec![Effect::Copy { what, content }],
            Response::Refused(words) => {
                self.tell(Topic::File, words, None);
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
                let index = self.reading(revision);
                index.map_or_else(Vec::new, |index| self.take_part(index, *part))
            }
            Response::Linked { document, clusters } => {
                if let Some(work) = self.works.iter_mut().find(|work| work.id() == document) {
                    work.set_clusters(clusters);
                }
                Vec::new()
            }
            Response::Drawn(drawn) => {
                self.drawn(&drawn);
                Vec::new()
            }
            Response::Inspected(sheet) => {
                self.inspected(&sheet);
                Vec::new()
            }
            Response::Failed {
                revision: Some(revision),
                message,
            } => {
                if let Some(index) = self.reading(revision) {
                    self.works[index].run.stage = Stage::Failed;
                    let again = Some(("Try again", Command::Retry));
                    self.tell_of(index, Topic::Engine, message, again);
                }
                self.read_on()
            }
            Response::Failed {
                revision: None,
                message,
            } => {
                self.tell(Topic::Export, message, None);
                Vec::new()
            }
        }
    }

    /// The worker is gone. What it was at is asked of the next one, once.
    pub(super) fn died(&mut self, reason: &str) -> Vec<Effect> {
        let failed = match self.worker {
            Worker::Starting { failed } => failed + 1,
            Worker::Ready | Worker::Dead => 0,
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
        let mut effects = self.restart(failed);
        let Some(index) = reading else { return effects };
        match self.works[index].run.stage {
            Stage::Reading {
                attempt: Attempt::First,
                ..
            } => {
                self.works[index].run.stage = Stage::reading(Attempt::Second);
                effects.extend(self.ask(index));
                self.say("The engine stopped and was started anew. Reading the text again.");
            }
            _ => {
                self.works[index].run.stage = Stage::Failed;
                self.tell_of(
                    index,
                    Topic::Engine,
                    format!(
                        "The engine stopped twice on this text ({reason}). \
                         The text and all marks so far are kept."
                    ),
                    Some(("Try again", Command::Retry)),
                );
                effects.extend(self.read_on());
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

    /// Sends a document that the worker has not, or not as it is.
    fn lost(&mut self, document: &str) -> Vec<Effect> {
        let Some(index) = self.works.iter().position(|work| work.id() == document) else {
            return Vec::new();
        };
        self.posted += 1;
        let mut effects = vec![Effect::Post(self.works[index].whole())];
        if self.reading(self.counters.revision) == Some(index) {
            effects.extend(self.ask(index));
        }
        effects.extend(match index == self.current {
            true => self.hand_again(),
            false => self.drop_hand(),
        });
        effects
    }

    fn take_part(&mut self, index: usize, part: Part) -> Vec<Effect> {
        for notice in &part.notices {
            let (topic, words) = notice::in_words(*notice);
            // The page has told already of what it had to replace itself.
            let told = topic == Topic::Odd(OddityKind::Replacement)
                && (self.notices.iter()).any(|notice| notice.topic == Topic::Replaced);
            if !told {
                self.tell_of(index, topic, words, None);
            }
        }
        let work = &mut self.works[index];
        let was_behind = work.is_behind();
        match work.take_in(part.edit, part.last) {
            Ok(0) => {}
            Ok(lost) => {
                let lost = words::count(lost, "mark", "marks");
                self.tell_of(
                    index,
                    Topic::Edit,
                    format!(
                        "The words of {lost} that you had decided on were edited; those are kept aside."
                    ),
                    Some(("Review", Command::Ask("reading:"))),
                );
            }
            Err(_) => {
                let words = "What the engine found does not fit the text any more.".to_owned();
                self.tell_of(index, Topic::Engine, words, None);
            }
        }
        if part.last {
            self.works[index].set_clusters(part.clusters);
            self.works[index].run.stage = Stage::Done;
            if index == self.current {
                let found = self.found();
                self.say(found);
            }
        }
        let mut effects = match part.last {
            true => self.read_on(),
            false => Vec::new(),
        };
        if let Some(command) = self.later.take_if(|_| was_behind && index == self.current) {
            effects.extend(self.perform(command, None));
        }
        effects
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
}
