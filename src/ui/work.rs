//! One open document, with all that the page keeps beside it.
//!
//! Knows the document, its history and how its text is laid out. Must not know which other
//! documents are open, nor what the person looks at.

use super::excerpt;
use super::run::Run;
use super::shown::Tally;
use super::viewport::Layout;
use crate::annotation::{
    Body, Cluster, Document, Edit, EditError, EngineInfo, Group, History, Id, Kind, Mark, Status,
};
use crate::protocol::Draft;
use crate::text::{Source, Span};
use std::rc::Rc;

/// Marks that reach further than this, in bytes, are looked at wherever one looks.
const FAR: u32 = 16 * 1024;

#[derive(Debug)]
pub struct Work {
    document: Document,
    /// The text that the person has given the document, until the worker has said what becomes
    /// of its marks.
    awaited: Option<Rc<str>>,
    history: History,
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

/// How a change can be taken back.
#[derive(Debug, Clone, Copy)]
enum Undo {
    Never,
    Alone,
    /// With all others of the group.
    With(Group),
}

impl Work {
    pub fn new(id: String, text: &str) -> Self {
        let source = Source::new(text);
        Self {
            layout: Layout::new(source.text()),
            laid: source.clone(),
            document: Document::new(id, source),
            awaited: None,
            history: History::default(),
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
        &self.document
    }

    pub fn id(&self) -> &str {
        &self.document.id
    }

    /// The text of the document, which the marks are of.
    pub fn text(&self) -> &str {
        self.document.source().text()
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

    /// What the worker is to work at.
    pub fn draft(&self) -> Draft {
        Draft {
            document: Box::new(self.document.clone()),
            text: self.awaited.as_deref().map(str::to_owned),
        }
    }

    /// The words of a stretch of the text.
    pub fn words(&self, span: Span) -> &str {
        self.document.source().get(span).unwrap_or_default()
    }

    pub fn history(&self) -> &History {
        &self.history
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
        self.document.mark(self.selected.as_ref()?)
    }

    /// The mark that one walks on from.
    pub fn standing(&self) -> Option<&Mark> {
        let left = || self.document.mark(self.left.as_ref()?);
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
        let document = &self.document;
        let cluster = (document.clusters()).get(document.cluster_of(&mark.id)?)?;
        Some((cluster, document.mentions(cluster)))
    }

    /// Takes in which names are of one thing.
    pub fn set_clusters(&mut self, clusters: Vec<Cluster>) {
        self.document.set_clusters(clusters);
        self.version += 1;
    }

    /// The headline, or how the text begins.
    pub fn title(&self) -> String {
        excerpt::title(&self.document)
    }

    /// Whether a person has decided anything here.
    pub fn reviewed(&self) -> bool {
        self.document.marks().any(Mark::is_decided)
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
            if let Some(mark) = self.document.mark(id)
                && (mark.span().start < from || mark.span().start >= to)
            {
                marks.push(mark);
            }
        }
        for mark in self.document.marks_from(from) {
            if mark.span().start >= to {
                break;
            }
            marks.push(mark);
        }
        marks
    }

    /// Changes marks as the person asked; it can be taken back.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.apply(edit, Undo::Alone)
    }

    /// Does an edit, and counts what changed by it and no more.
    fn apply(&mut self, edit: Edit, undo: Undo) -> Result<(), EditError> {
        let ids = edit.marks();
        for mark in ids.iter().filter_map(|id| self.document.mark(id)) {
            self.tally.take(mark);
        }
        let (document, history) = (&mut self.document, &mut self.history);
        let done = match undo {
            Undo::Never => document.apply(edit).map(drop),
            Undo::Alone => history.apply(document, edit),
            Undo::With(group) => history.apply_in(group, document, edit),
        };
        self.version += 1;
        for mark in ids.iter().filter_map(|id| self.document.mark(id)) {
            self.tally.add(mark);
            note_reach(mark, &mut self.reach, &mut self.far);
        }
        done
    }

    /// Takes back the last change.
    pub fn undo(&mut self) -> Result<(), EditError> {
        self.history.undo(&mut self.document)?;
        self.changed();
        Ok(())
    }

    /// Does again what was taken back last.
    pub fn redo(&mut self) -> Result<(), EditError> {
        self.history.redo(&mut self.document)?;
        self.changed();
        Ok(())
    }

    /// Takes in the next step of the worker. What comes of one reading, and the text that it is
    /// of, is one change to the person. Returns how many marks that the person had decided on
    /// have lost their words.
    pub fn take_in(
        &mut self,
        engine: Option<&EngineInfo>,
        edit: Edit,
        last: bool,
    ) -> Result<usize, EditError> {
        if engine.is_some() {
            self.document.engine = engine.cloned();
        }
        let rewrites = edit.rewrites();
        let decided = |work: &Self| work.document.marks().filter(|m| m.is_decided()).count();
        let before = if rewrites { decided(self) } else { 0 };
        if rewrites {
            self.awaited = None;
            self.reading = Reading::Again;
        }
        let done = self.apply(
            edit,
            match self.reading {
                Reading::First => Undo::Never,
                Reading::Again => Undo::With(self.run.group),
            },
        );
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
        self.tally = Tally::new(&self.document);
        self.reach = 0;
        self.far.clear();
        for mark in self.document.marks() {
            note_reach(mark, &mut self.reach, &mut self.far);
        }
        if self.selection().is_none() {
            self.selected = None;
        }
        let source = self.document.source();
        if source.text().as_ptr() != self.laid.text().as_ptr() {
            self.layout = self.layout.rebase(self.laid.text(), source.text());
            self.laid = source.clone();
        }
    }
}

fn note_reach(mark: &Mark, reach: &mut u32, far: &mut Vec<Id>) {
    match extent(mark).len() {
        len if len > FAR => far.push(mark.id.clone()),
        len => *reach = len.max(*reach),
    }
}

/// From where anything of a mark begins to where all of it has ended.
fn extent(mark: &Mark) -> Span {
    match &mark.body {
        Body::Claim(claim) => claim.source.iter().copied().fold(mark.span(), Span::cover),
        Body::Entity { .. } | Body::Cue { .. } => mark.span(),
    }
}
