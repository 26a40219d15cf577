//! One open document, with all that the page keeps beside it.
//!
//! Knows the document, its history and how its text is laid out. Must not know which other
//! documents are open, nor what the person looks at.

use super::excerpt;
use super::run::{Run, Stage};
use super::shown::Tally;
use super::viewport::Layout;
use crate::annotation::{
    Body, Cluster, Document, Edit, EditError, History, Id, Kind, Mark, Status, Step, Tracked, Undo,
};
use crate::protocol::{Opened, Request};
use crate::text::{Source, Span};
use std::rc::Rc;

/// Marks that reach further than this, in bytes, are looked at wherever one looks.
const FAR: u32 = 16 * 1024;

#[derive(Debug)]
pub struct Work {
    tracked: Tracked,
    /// What the worker alone knows of it.
    rest: String,
    /// What was done to it and the worker has not been told.
    news: Vec<Request>,
    /// The text that the person has given the document, until the worker has said what becomes
    /// of its marks.
    awaited: Option<Rc<str>>,
    layout: Layout,
    /// The text that the layout is of.
    laid: Source,
    tally: Tally,
    /// How far the marks reach that are not [`FAR`], in bytes, at most.
    reach: u32,
    /// The marks that reach further.
    far: Vec<Id>,
    /// Another number after every change of the document.
    version: u32,
    /// The version that was last saved to a file.
    saved: u32,
    reading: Reading,
    pub run: Run,
    pub selected: Option<Id>,
    /// What was selected before, to go on from.
    pub left: Option<Id>,
}

/// What the engine's marks are to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// They come with the text: there is nothing before them to go back to.
    First,
    /// They change what stands, and that can be taken back.
    Again,
}

impl Work {
    pub fn new(id: String, text: &str) -> Self {
        let document = Document::new(id, Source::new(text));
        let mut work = Self::of(Tracked::new(document));
        // One without a text is none yet.
        if !text.trim().is_empty() {
            work.news.push(work.whole());
        }
        work
    }

    /// A document that lay open before.
    pub fn opened(opened: Opened) -> Result<Self, EditError> {
        let rest = opened.whole.rest.clone();
        let mut work = Self::of(Tracked::of(opened.whole)?);
        work.rest = rest;
        work.tracked.document.set_clusters(opened.clusters);
        if opened.read {
            work.run.stage = Stage::Done;
            work.reading = Reading::Again;
        }
        work.selected = opened.at;
        work.changed();
        Ok(work)
    }

    fn of(tracked: Tracked) -> Self {
        let source = tracked.document.source().clone();
        Self {
            layout: Layout::new(source.text()),
            laid: source,
            tracked,
            rest: String::new(),
            news: Vec::new(),
            awaited: None,
            tally: Tally::default(),
            reach: 0,
            far: Vec::new(),
            version: 0,
            saved: 0,
            reading: Reading::First,
            run: Run::default(),
            selected: None,
            left: None,
        }
    }

    pub fn document(&self) -> &Document {
        &self.tracked.document
    }

    /// All of it, for a worker that knows nothing of it.
    pub fn whole(&self) -> Request {
        Request::Hold {
            whole: Box::new(self.tracked.whole(self.rest.clone())),
            read: self.run.stage == Stage::Done,
        }
    }

    /// What was done since this was asked last.
    pub fn news(&mut self) -> Vec<Request> {
        std::mem::take(&mut self.news)
    }

    pub fn id(&self) -> &str {
        &self.document().id
    }

    /// The text of the document, which the marks are of.
    pub fn text(&self) -> &str {
        self.document().source().text()
    }

    /// The text that the person gave last.
    pub fn newest_text(&self) -> &str {
        self.awaited.as_deref().unwrap_or(self.text())
    }

    /// Whether the document is still to get the text that the person gave last.
    pub fn is_behind(&self) -> bool {
        self.awaited.is_some()
    }

    /// Gives the document another text, which it has once the worker has followed.
    pub fn await_text(&mut self, text: Rc<str>) {
        self.awaited = (*text != *self.text()).then_some(text);
    }

    /// The text that the document is to have, where it has it not yet.
    pub fn awaited(&self) -> Option<String> {
        self.awaited.as_deref().map(str::to_owned)
    }

    /// The words of a stretch of the text.
    pub fn words(&self, span: Span) -> &str {
        self.document().source().get(span).unwrap_or_default()
    }

    pub fn history(&self) -> &History {
        self.tracked.history()
    }

    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    pub fn version(&self) -> u32 {
        self.version
    }

    /// The selected mark.
    pub fn selection(&self) -> Option<&Mark> {
        self.document().mark(self.selected.as_ref()?)
    }

    /// The mark that one walks on from.
    pub fn standing(&self) -> Option<&Mark> {
        let left = || self.document().mark(self.left.as_ref()?);
        self.selection().or_else(left)
    }

    /// The claim that a mark is or is a part of: its content, its source, a cue of it. Of
    /// several the one in whose smallest part the mark is.
    pub fn claim_of(&self, mark: &Mark) -> Option<&Id> {
        let mut least = u32::MAX;
        let mut found = None;
        for near in self.marks_near(mark.span()) {
            let Body::Claim(claim) = &near.body else {
                continue;
            };
            let size = if near.id == mark.id {
                0
            } else if mark.kind() == Kind::Claim || near.status == Status::Rejected {
                continue;
            } else if claim.cues.contains(&mark.id) {
                1
            } else {
                let mut size = u32::MAX;
                for part in [&claim.content, &claim.source].into_iter().flatten() {
                    if part.contains(mark.span()) {
                        // More than that of any cue.
                        size = size.min(part.len() + 1);
                    }
                }
                size
            };
            if size < least {
                least = size;
                found = Some(&near.id);
            }
        }
        found
    }

    /// What a mark is a name of, with all mentions of it that stand.
    pub fn named(&self, mark: &Mark) -> Option<(&Cluster, Vec<&Mark>)> {
        let document = self.document();
        let cluster = (document.clusters()).get(document.cluster_of(&mark.id)?)?;
        Some((cluster, document.mentions(cluster)))
    }

    /// Takes in which names are of one thing.
    pub fn set_clusters(&mut self, clusters: Vec<Cluster>) {
        self.tracked.document.set_clusters(clusters);
        self.version += 1;
    }

    /// The headline, or how the text begins.
    pub fn title(&self) -> String {
        excerpt::title(self.document())
    }

    /// Whether a person has decided anything here.
    pub fn reviewed(&self) -> bool {
        self.document().marks().any(Mark::is_decided)
    }

    /// Whether decisions would be lost with this document.
    pub fn unsaved(&self) -> bool {
        self.saved != self.version && self.reviewed()
    }

    pub fn mark_saved(&mut self) {
        self.saved = self.version;
    }

    /// The marks of which a part may lie in `span`, in text order.
    pub fn marks_near(&self, span: Span) -> Vec<&Mark> {
        let from = span.start.saturating_sub(self.reach);
        let to = span.end.saturating_add(self.reach);
        let mut marks = Vec::new();
        for id in &self.far {
            if let Some(mark) = self.document().mark(id)
                && (mark.span().start < from || mark.span().start >= to)
            {
                marks.push(mark);
            }
        }
        for mark in self.document().marks_from(from) {
            if mark.span().start >= to {
                break;
            }
            marks.push(mark);
        }
        marks
    }

    /// Changes marks as the person asked; it can be taken back.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        let undo = Undo::Alone;
        let step = Step::Edit {
            edit: Box::new(edit.clone()),
            undo,
        };
        let before = self.tracked.steps();
        self.apply(edit, undo)?;
        self.note(before, step);
        Ok(())
    }

    /// Has the worker told of a step.
    fn note(&mut self, before: u32, step: Step) {
        self.news.push(Request::Step {
            document: self.id().to_owned(),
            before,
            step,
        });
    }

    /// Does an edit, and counts what changed by it and no more.
    fn apply(&mut self, edit: Edit, undo: Undo) -> Result<(), EditError> {
        let ids = edit.marks();
        for mark in ids.iter().filter_map(|id| self.tracked.document.mark(id)) {
            self.tally.take(mark);
        }
        let done = self.tracked.step(Step::Edit {
            edit: Box::new(edit),
            undo,
        });
        self.version += 1;
        for mark in ids.iter().filter_map(|id| self.tracked.document.mark(id)) {
            self.tally.add(mark);
            note_reach(mark, &mut self.reach, &mut self.far);
        }
        done
    }

    /// Takes back the last change.
    pub fn undo(&mut self) -> Result<(), EditError> {
        self.turn(Step::Back)
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<(), EditError> {
        self.turn(Step::Forth)
    }

    fn turn(&mut self, step: Step) -> Result<(), EditError> {
        let before = self.tracked.steps();
        self.tracked.step(step.clone())?;
        self.note(before, step);
        self.changed();
        Ok(())
    }

    /// Takes in the next step of the worker. What comes of one reading, and the text that it is
    /// of, is one change to the person. Returns how many marks that the person had decided on
    /// have lost their words.
    pub fn take_in(&mut self, edit: Edit, last: bool) -> Result<usize, EditError> {
        let rewrites = edit.rewrites();
        let decided = |work: &Self| work.document().marks().filter(|m| m.is_decided()).count();
        let before = if rewrites { decided(self) } else { 0 };
        if rewrites {
            self.awaited = None;
            self.reading = Reading::Again;
        }
        let undo = match self.reading {
            Reading::First => Undo::Never,
            Reading::Again => Undo::With(self.run.group),
        };
        let before_it = self.tracked.steps();
        let done = self.apply(edit, undo);
        if done.is_ok() {
            self.news.push(Request::Took {
                document: self.id().to_owned(),
                before: before_it,
                undo,
            });
        }
        if last || done.is_err() {
            self.reading = Reading::Again;
        }
        if last || done.is_err() || rewrites {
            self.changed();
        }
        done.map(|()| match rewrites {
            true => before - decided(self),
            false => 0,
        })
    }

    fn changed(&mut self) {
        self.version += 1;
        self.tally = Tally::new(self.document());
        self.reach = 0;
        self.far.clear();
        for mark in self.tracked.document.marks() {
            note_reach(mark, &mut self.reach, &mut self.far);
        }
        if self.selection().is_none() {
            self.selected = None;
        }
        let source = self.tracked.document.source();
        if source.text().as_ptr() != self.laid.text().as_ptr() {
            self.layout = self.layout.rebase(self.laid.text(), source.text());
            self.laid = source.clone();
        }
    }
}

fn note_reach(mark: &Mark, reach: &mut u32, far: &mut Vec<Id>) {
    match extent(mark).len() {
        len if len <= FAR => *reach = len.max(*reach),
        _ if far.contains(&mark.id) => {}
        _ => far.push(mark.id.clone()),
    }
}

/// From where anything of a mark begins to where all of it has ended.
fn extent(mark: &Mark) -> Span {
    match &mark.body {
        Body::Claim(claim) => claim.source.iter().copied().fold(mark.span(), Span::cover),
        Body::Entity { .. } | Body::Cue { .. } => mark.span(),
    }
}
