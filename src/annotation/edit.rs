//! Changes to a document, each with its inverse.

use super::order::arrange;
use super::sorted::Ids;
use super::{Body, Change, Document, Id, Kind, Mark};
use crate::text::{Source, Span, Zone};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// Under an id that is free.
    Insert(Mark),
    Remove(Id),
    /// `old` is the mark as it stands, `new` has its id.
    Replace {
        old: Mark,
        new: Mark,
    },
    /// Puts other sentences and zones in the place of some.
    Layers {
        sentences: Exchange<Span>,
        zones: Exchange<Zone>,
    },
    /// Changes the text: the changes in text order, without overlap. Marks and layers move with
    /// their text; a mark that loses all its text goes, as does what a claim names of it.
    Rewrite(Vec<Change>),
    /// One after the other. What claims name is checked at the end, so that a cue and the
    /// claim that names it can come or go together in any order.
    Batch(Vec<Edit>),
}

/// What goes from a list that stands in text order, and what comes, each in text order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange<T> {
    pub removed: Vec<T>,
    pub added: Vec<T>,
}

impl Edit {
    /// Whether it changes nothing whatever the document.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Insert(_) | Self::Remove(_) => false,
            Self::Replace { old, new } => old == new,
            Self::Layers { sentences, zones } => sentences.is_empty() && zones.is_empty(),
            Self::Rewrite(changes) => changes.is_empty(),
            Self::Batch(edits) => edits.iter().all(Self::is_empty),
        }
    }

    /// The marks that it puts in, takes out or changes, and those that they name, each once. A
    /// change of the text is apart: it may reach every mark.
    pub fn marks(&self) -> Vec<Id> {
        let mut ids = Ids::default();
        self.collect(&mut ids);
        ids.into_entries().map(|(id, ())| id).collect()
    }

    /// Whether it changes the text.
    pub fn rewrites(&self) -> bool {
        match self {
            Self::Rewrite(changes) => !changes.is_empty(),
            Self::Batch(edits) => edits.iter().any(Self::rewrites),
            _ => false,
        }
    }

    pub(super) fn collect(&self, ids: &mut Ids) {
        let mut add = |mark: &Mark| {
            ids.add(mark.id.clone());
            ids.add_all(mark.names().cloned());
        };
        match self {
            Self::Insert(mark) => add(mark),
            Self::Remove(id) => {
                ids.add(id.clone());
            }
            Self::Replace { old, new } => {
                add(old);
                add(new);
            }
            Self::Batch(edits) => edits.iter().for_each(|edit| edit.collect(ids)),
            Self::Layers { .. } | Self::Rewrite(_) => {}
        }
    }
}

impl<T> Exchange<T> {
    pub(super) const fn removing(removed: Vec<T>) -> Self {
        let added = Vec::new();
        Self { removed, added }
    }

    pub(super) const fn adding(added: Vec<T>) -> Self {
        let removed = Vec::new();
        Self { removed, added }
    }

    const fn is_empty(&self) -> bool {
        self.removed.is_empty() && self.added.is_empty()
    }
}

impl<T> Default for Exchange<T> {
    fn default() -> Self {
        Self::adding(Vec::new())
    }
}

impl<T: Clone + Ord> Exchange<T> {
    /// Changes `list`, which is sorted; none, and nothing done, where it lacks what is to go.
    fn apply(self, list: &mut Vec<T>) -> Option<Self> {
        let Self {
            mut removed,
            mut added,
        } = self;
        arrange(&mut removed);
        arrange(&mut added);
        let first = removed.first().into_iter().chain(added.first()).min();
        let last = removed.last().into_iter().chain(added.last()).max();
        let (Some(first), Some(last)) = (first, last) else {
            return Some(Self { removed, added });
        };
        // Only the stretch that changes is looked at, so that a long list can be changed piece
        // by piece.
        let start = list.partition_point(|item| item < first);
        let end = list.partition_point(|item| item <= last);
        let mut stretch = Vec::with_capacity(end - start + added.len());
        let mut going = removed.iter().peekable();
        let mut coming = added.iter().peekable();
        for item in &list[start..end] {
            if going.next_if_eq(&item).is_some() {
                continue;
            }
            while let Some(new) = coming.next_if(|new| *new < item) {
                stretch.push(new.clone());
            }
            stretch.push(item.clone());
        }
        if going.next().is_some() {
            return None;
        }
        stretch.extend(coming.cloned());
        list.splice(start..end, stretch);
        Some(Self {
            removed: added,
            added: removed,
        })
    }
}

/// Why an edit was refused; the document is then as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EditError {
    kind: ErrorKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ErrorKind {
    Missing(Id),
    Taken(Id),
    Stale(Id),
    Renamed { old: Id, new: Id },
    Span { id: Id, span: Span },
    Order { id: Id, span: Span },
    Contentless(Id),
    Confidence(Id),
    MissingCue { claim: Id, cue: Id },
    RepeatedCue { claim: Id, cue: Id },
    MissingParent { claim: Id, parent: Id },
    Ring(Id),
    Named(Id),
    Layers,
    LayerSpan(Span),
    Changes,
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.kind {
            ErrorKind::Missing(id) => write!(f, "there is no mark {id}"),
            ErrorKind::Taken(id) => write!(f, "there is a mark {id} already"),
            ErrorKind::Stale(id) => write!(f, "mark {id} is no longer what the change expects"),
            ErrorKind::Renamed { old, new } => write!(f, "mark {old} cannot become {new}"),
            ErrorKind::Span { id, span } => write!(
                f,
                "mark {id}: {}..{} is no stretch of the text",
                span.start, span.end
            ),
            ErrorKind::Order { id, span } => write!(
                f,
                "mark {id}: the part at {}..{} does not stand behind the one before it",
                span.start, span.end
            ),
            ErrorKind::Contentless(id) => write!(f, "claim {id} has no content"),
            ErrorKind::Confidence(id) => {
                write!(f, "mark {id}: its confidence is not between 0 and 1")
            }
            ErrorKind::MissingCue { claim, cue } => {
                write!(f, "claim {claim} names {cue}, which is no cue")
            }
            ErrorKind::RepeatedCue { claim, cue } => {
                write!(f, "claim {claim} names the cue {cue} twice")
            }
            ErrorKind::MissingParent { claim, parent } => {
                write!(f, "claim {claim} stands in {parent}, which is no claim")
            }
            ErrorKind::Ring(id) => write!(f, "claim {id} stands in itself"),
            ErrorKind::Named(id) => write!(f, "a claim still names mark {id}"),
            ErrorKind::Layers => write!(f, "sentences or zones are no longer what they were"),
            ErrorKind::LayerSpan(span) => write!(
                f,
                "a sentence or zone at {}..{} is no stretch of the text",
                span.start, span.end
            ),
            ErrorKind::Changes => write!(f, "the changes do not fit the text"),
        }
    }
}

impl std::error::Error for EditError {}

impl From<ErrorKind> for EditError {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

impl EditError {
    pub(super) fn changes() -> Self {
        ErrorKind::Changes.into()
    }
}

impl Document {
    /// Applies `edit` wholly or not at all, and returns the edit that takes it back.
    pub fn apply(&mut self, edit: Edit) -> Result<Edit, EditError> {
        let mut touched = Ids::default();
        let inverse = self.apply_unlinked(edit, &mut touched)?;
        if let Err(error) = self.check_links(&touched) {
            self.take_back(inverse);
            return Err(error);
        }
        Ok(inverse)
    }

    /// Applies `edit` without a look at what claims name; `touched` gets the ids of its marks.
    fn apply_unlinked(&mut self, edit: Edit, touched: &mut Ids) -> Result<Edit, EditError> {
        match edit {
            Edit::Insert(mark) => {
                if self.mark(&mark.id).is_some() {
                    return Err(ErrorKind::Taken(mark.id).into());
                }
                mark.check(&self.source)?;
                let id = mark.id.clone();
                touched.add(id.clone());
                self.marks.insert(mark);
                Ok(Edit::Remove(id))
            }
            Edit::Remove(id) => {
                let mark = self
                    .marks
                    .remove(&id)
                    .ok_or_else(|| ErrorKind::Missing(id.clone()))?;
                touched.add(id);
                Ok(Edit::Insert(mark))
            }
            Edit::Replace { old, new } => {
                if old.id != new.id {
                    return Err(ErrorKind::Renamed {
                        old: old.id,
                        new: new.id,
                    }
                    .into());
                }
                match self.mark(&old.id) {
                    None => return Err(ErrorKind::Missing(old.id).into()),
                    Some(mark) if *mark != old => return Err(ErrorKind::Stale(old.id).into()),
                    Some(_) => new.check(&self.source)?,
                }
                touched.add(new.id.clone());
                self.marks.insert(new.clone());
                Ok(Edit::Replace { old: new, new: old })
            }
            Edit::Layers { sentences, zones } => {
                let added = sentences.added.iter().copied();
                let added = added.chain(zones.added.iter().map(|zone| zone.span));
                for span in added {
                    if self.source.get(span).is_none_or(str::is_empty) {
                        return Err(ErrorKind::LayerSpan(span).into());
                    }
                }
                let Some(sentences) = sentences.apply(&mut self.sentences) else {
                    return Err(ErrorKind::Layers.into());
                };
                let Some(zones) = zones.apply(&mut self.zones) else {
                    sentences.apply(&mut self.sentences);
                    return Err(ErrorKind::Layers.into());
                };
                Ok(Edit::Layers { sentences, zones })
            }
            Edit::Rewrite(changes) => self.rewrite(&changes),
            Edit::Batch(edits) => {
                let mut inverses = Vec::with_capacity(edits.len());
                for edit in edits {
                    match self.apply_unlinked(edit, touched) {
                        Ok(inverse) => inverses.push(inverse),
                        Err(error) => {
                            inverses.reverse();
                            self.take_back(Edit::Batch(inverses));
                            return Err(error);
                        }
                    }
                }
                inverses.reverse();
                Ok(Edit::Batch(inverses))
            }
        }
    }

    /// Applies an inverse that was just made.
    fn take_back(&mut self, inverse: Edit) {
        let undone = self.apply_unlinked(inverse, &mut Ids::default());
        debug_assert!(undone.is_ok(), "an inverse was refused: {undone:?}");
    }

    /// That what the touched marks name, and what names them, is there.
    fn check_links(&self, touched: &Ids) -> Result<(), EditError> {
        // Claims from which a walk to the top is known to end.
        let mut rooted = Ids::default();
        for id in touched.ids() {
            let mark = self.mark(id);
            if let Some(Mark {
                body: Body::Claim(claim),
                ..
            }) = mark
            {
                for (index, cue) in claim.cues.iter().enumerate() {
                    let (claim_id, cue_id) = (id.clone(), cue.clone());
                    if self.mark(cue).map(Mark::kind) != Some(Kind::Cue) {
                        return Err(ErrorKind::MissingCue {
                            claim: claim_id,
                            cue: cue_id,
                        }
                        .into());
                    }
                    if claim.cues[..index].contains(cue) {
                        return Err(ErrorKind::RepeatedCue {
                            claim: claim_id,
                            cue: cue_id,
                        }
                        .into());
                    }
                }
                self.check_root(id, &mut rooted)?;
            }
            // A cue that became something else would be caught here as well.
            let stands = matches!(mark.map(Mark::kind), Some(Kind::Cue | Kind::Claim));
            if !stands && self.marks.naming(id) > 0 {
                return Err(ErrorKind::Named(id.clone()).into());
            }
        }
        Ok(())
    }

    /// That the claims in which `id` stands are claims, and none of them `id` itself.
    fn check_root(&self, id: &Id, rooted: &mut Ids) -> Result<(), EditError> {
        let mut walked = Ids::default();
        let mut here = id.clone();
        while !rooted.contains(&here) {
            if !walked.add(here.clone()) {
                return Err(ErrorKind::Ring(here).into());
            }
            let Some(Mark {
                body: Body::Claim(claim),
                ..
            }) = self.mark(&here)
            else {
                break;
            };
            let Some(parent) = &claim.parent else { break };
            if self.mark(parent).map(Mark::kind) != Some(Kind::Claim) {
                return Err(ErrorKind::MissingParent {
                    claim: here,
                    parent: parent.clone(),
                }
                .into());
            }
            here = parent.clone();
        }
        rooted.add_all(walked.into_entries().map(|(id, ())| id));
        Ok(())
    }
}

impl Mark {
    /// That the mark by itself may stand in a document of this text.
    pub fn check(&self, source: &Source) -> Result<(), EditError> {
        let in_text = |span: Span| source.get(span).is_some_and(|text| !text.is_empty());
        let spans = |spans: &[Span]| -> Result<(), EditError> {
            for (index, &span) in spans.iter().enumerate() {
                let id = self.id.clone();
                if !in_text(span) {
                    return Err(ErrorKind::Span { id, span }.into());
                }
                if index > 0 && span.start < spans[index - 1].end {
                    return Err(ErrorKind::Order { id, span }.into());
                }
            }
            Ok(())
        };
        match &self.body {
            Body::Entity { span, .. } | Body::Cue { span, .. } => spans(&[*span])?,
            Body::Claim(claim) => {
                if claim.content.is_empty() {
                    return Err(ErrorKind::Contentless(self.id.clone()).into());
                }
                spans(&claim.content)?;
                spans(&claim.source)?;
            }
        }
        match self.confidence {
            Some(confidence) if !(0.0..=1.0).contains(&confidence) => {
                Err(ErrorKind::Confidence(self.id.clone()).into())
            }
            _ => Ok(()),
        }
    }
}
