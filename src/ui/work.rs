//! One open document, with all that the page keeps beside it.
//!
//! Knows the document, its history and how its text is laid out. Must not know which other
//! documents are open, nor what the person looks at.

use super::run::Run;
use super::shown::Tally;
use super::viewport::Layout;
use crate::annotation::{
    Body, Document, Edit, EditError, EngineInfo, History, Id, Mark, Origin, Status, merge,
};
use crate::extract::Extraction;
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
    tally: Tally,
    /// How far the marks reach that are not [`FAR`], in bytes, at most.
    reach: u32,
    /// The marks that reach further.
    far: Vec<Id>,
    /// Another number after every change of the document.
    version: u32,
    /// The version that was last saved to a file, if any.
    saved: u32,
    /// What came of an extraction that is under way.
    parts: Extraction,
    pub run: Run,
    pub selected: Option<Id>,
}

impl Work {
    pub fn new(id: String, text: &str) -> Self {
        let source = Source::new(text);
        Self {
            layout: Layout::new(source.text()),
            document: Document::new(id, source),
            history: History::default(),
            tally: Tally::default(),
            reach: 0,
            far: Vec::new(),
            version: 0,
            saved: 0,
            parts: Extraction::default(),
            run: Run::default(),
            selected: None,
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

    /// The headline, or how the text begins.
    pub fn title(&self) -> String {
        let headline = (self.document.zones().iter())
            .find(|zone| zone.kind == ZoneKind::Headline)
            .and_then(|zone| self.document.source().get(zone.span));
        let line = headline
            .into_iter()
            .chain(self.text().lines())
            .map(str::trim)
            .find(|line| !line.is_empty())
            .unwrap_or("Untitled");
        match line.char_indices().nth(TITLE) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line.to_owned(),
        }
    }

    /// Whether a person has decided anything here.
    pub fn reviewed(&self) -> bool {
        self.history.can_undo()
            || (self.document.marks())
                .any(|mark| mark.origin == Origin::Human || mark.status != Status::Suggested)
    }

    /// Whether decisions would be lost with this document.
    pub fn unsaved(&self) -> bool {
        self.saved != self.version && self.reviewed()
    }

    pub fn mark_saved(&mut self) {
        self.saved = self.version;
    }

    /// The marks of which a part may lie in `span`, in text order.
    pub fn marks_near(&self, span: Span) -> impl Iterator<Item = &Mark> {
        let from = span.start.saturating_sub(self.reach);
        let to = span.end.saturating_add(self.reach);
        let far = (self.far.iter())
            .filter_map(|id| self.document.mark(id))
            .filter(move |mark| mark.span().start < from || mark.span().start >= to);
        let near = (self.document.marks_from(from)).take_while(move |mark| mark.span().start < to);
        far.chain(near)
    }

    /// Changes the document as the person asked; it can be taken back.
    pub fn edit(&mut self, edit: Edit) -> Result<(), EditError> {
        self.history.apply(&mut self.document, edit)?;
        self.changed();
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

    /// Takes in what the engine found in a part of the text.
    pub fn take_in(&mut self, engine: Option<&EngineInfo>, part: Part) -> Result<(), EditError> {
        self.document.engine = engine.cloned();
        self.parts.append(part.extraction);
        if part.last {
            let whole = std::mem::take(&mut self.parts);
            if self.document.is_empty() {
                let id = self.document.id.clone();
                self.document = Document::suggested(id, self.document.source().clone(), &whole);
                self.document.engine = engine.cloned();
            } else {
                let edit = merge(&self.document, &whole, self.document.span());
                self.history.apply(&mut self.document, edit)?;
            }
        }
        self.changed();
        Ok(())
    }

    /// Puts another text in place; the marks follow where their words still stand.
    pub fn rewrite(&mut self, text: &str) {
        self.layout = self.layout.rebase(self.text(), text);
        let id = self.document.id.clone();
        self.document = Document::new(id, Source::new(text));
        self.history = History::default();
        self.changed();
    }

    fn changed(&mut self) {
        self.version += 1;
        self.tally = Tally::new(&self.document);
        self.reach = 0;
        self.far.clear();
        for mark in self.document.marks() {
            match extent(mark).len() {
                len if len > FAR => self.far.push(mark.id.clone()),
                len => self.reach = self.reach.max(len),
            }
        }
        if self.selection().is_none() {
            self.selected = None;
        }
    }
}

/// From where anything of a mark begins to where all of it has ended.
fn extent(mark: &Mark) -> Span {
    match &mark.body {
        Body::Claim(claim) => claim.source.iter().copied().fold(mark.span(), Span::cover),
        Body::Entity { .. } | Body::Cue { .. } => mark.span(),
    }
}
