//! One open document, with all that the page keeps beside it.
//!
//! Knows the document, its history and how its text is laid out. Must not know which other
//! documents are open, nor what the person looks at.

use super::run::Run;
use super::shown::Tally;
use super::viewport::Layout;
use crate::annotation::{
    Body, Document, Edit, EditError, EngineInfo, Group, History, Id, Mark, merge, rebase,
};
use crate::protocol::Part;
use crate::text::{Source, Span, ZoneKind};

/// Marks that reach further than this, in bytes, are looked at wherever one looks.
const FAR: u32 = 16 * 1024;
/// How much of a text its title takes, in characters.
const TITLE: usize = 60;

#[derive(Debug)]
pub struct Work {
    document: Document,
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

impl Work {
    pub fn new(id: String, text: &str) -> Self {
        let source = Source::new(text);
        Self {
            layout: Layout::new(source.text()),
            laid: source.clone(),
            document: Document::new(id, source),
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

    pub fn text(&self) -> &str {
        self.document.source().text()
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

    /// The headline, or how the text begins.
    pub fn title(&self) -> String {
        let headline = (self.document.zones().iter())
            .find(|zone| zone.kind == ZoneKind::Headline)
            .and_then(|zone| self.document.source().get(zone.span));
        let line = headline
            .into_iter()
            .chain(self.text().split('\n'))
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or("Untitled");
        match line.char_indices().nth(TITLE) {
            Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
            None => line.to_owned(),
        }
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
        let far = (self.far.iter())
            .filter_map(|id| self.document.mark(id))
            .filter(move |mark| mark.span().start < from || mark.span().start >= to);
        let near = (self.document.marks_from(from)).take_while(move |mark| mark.span().start < to);
        far.chain(near).collect()
    }

    /// Changes marks as the person asked; it can be taken back.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        let mut ids: Vec<Id> = Vec::new();
        for id in edit.marks() {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        let marks = |document: &Document| -> Vec<Mark> {
            let marks = ids.iter().filter_map(|id| document.mark(id));
            marks.cloned().collect()
        };
        let before = marks(&self.document);
        self.history.apply(&mut self.document, edit)?;
        self.version += 1;
        before.iter().for_each(|mark| self.tally.take(mark));
        for mark in marks(&self.document) {
            self.tally.add(&mark);
            note_reach(&mark, &mut self.reach, &mut self.far);
        }
        Ok(())
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

    /// Takes in what the engine found in a part of the text. What comes of one revision is one
    /// change to the person.
    pub fn take_in(
        &mut self,
        engine: Option<&EngineInfo>,
        revision: u32,
        part: &Part,
    ) -> Result<(), EditError> {
        if engine.is_some() {
            self.document.engine = engine.cloned();
        }
        let edit = merge(&self.document, &part.extraction, part.scope);
        for mark in begun_in(&self.document, part.scope) {
            self.tally.take(mark);
        }
        let done = match self.reading {
            Reading::First => self.document.apply(edit).map(drop),
            Reading::Again => (self.history).apply_in(group(revision), &mut self.document, edit),
        };
        self.version += 1;
        for mark in begun_in(&self.document, part.scope) {
            self.tally.add(mark);
            note_reach(mark, &mut self.reach, &mut self.far);
        }
        if part.last || done.is_err() {
            self.reading = Reading::Again;
            self.changed();
        }
        done
    }

    /// Puts another text in place; the marks follow where their words still stand. Returns how
    /// many that the person has decided on have lost their words.
    pub fn rewrite(&mut self, text: &str, revision: u32) -> Result<usize, EditError> {
        let rebase = rebase(&self.document, text);
        let lost = (rebase.orphaned.iter())
            .filter(|mark| mark.is_decided())
            .count();
        (self.history).apply_in(group(revision), &mut self.document, rebase.edit)?;
        self.reading = Reading::Again;
        self.changed();
        Ok(lost)
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

/// A text and what the engine then says of it are taken back together.
fn group(revision: u32) -> Group {
    Group(u64::from(revision))
}

fn begun_in(document: &Document, scope: Span) -> impl Iterator<Item = &Mark> {
    (document.marks_from(scope.start)).take_while(move |mark| mark.span().start < scope.end)
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
