//! What the engine says now, into what stands already.
//!
//! **Invariant:** a mark that a person has decided on is never touched, and neither is what it
//! names. All other marks of the engine in the scope become what it says now; those that it
//! says again keep their ids.

use super::order::arrange;
use super::silence::{is_refuted, is_rejected};
use super::sorted::Ids;
use super::{
    Amended, Body, ClaimBody, Document, Edit, Exchange, Id, Kept, Kind, Label, Mark, Origin,
    Status, Why,
};
use crate::extract::{Claim, CueType, Extraction, Reason};
use crate::text::{Source, Span, common, joint};
use std::collections::BTreeMap;

/// The edit that brings `document` to what `extraction` says of the text in `scope`.
///
/// The extraction is of the document's own text, and holds all that begins in the scope. An
/// extraction may come whole ([`Document::span`]), or in parts whose scopes follow each other.
///
/// A suggestion is left out where a decided mark stands for it. For an entity or a cue that is
/// one with the same span and label, or one that overlaps it and is not rejected; for a claim
/// one with the same content (and, if rejected, a matching source), or one that is not rejected
/// and shares a cue, the source and at least half of the content. A claim for which nothing
/// speaks but rejected cues is left out as well; one that stands and names a rejected cue keeps
/// the level that it has, for the engine goes by that cue all the same.
pub fn merge(document: &Document, extraction: &Extraction, scope: Span) -> Edit {
    merge_taught(document, extraction, &Taught::default(), scope).edit
}

/// What a person taught of an extraction.
#[derive(Debug, Default)]
pub struct Taught {
    /// The names and cues that stand instead of, or beside what the extraction says, those of a
    /// kind in text order: nothing of it that stays overlaps one of the same kind.
    pub put: Vec<Body>,
    /// Which of its cues are none, one by one. They stay in its list, for its claims go by that;
    /// a claim names instead what is put where such a cue stands, if anything is.
    pub silenced: Vec<bool>,
}

/// The same by what a person taught.
pub fn merge_taught(
    document: &Document,
    extraction: &Extraction,
    taught: &Taught,
    scope: Span,
) -> Amended {
    let kept = Kept::of(document, scope);
    let mut merge = Merge::new(document, &kept, scope);
    let mut put: Vec<(Span, Id)> = Vec::new();
    for body in &taught.put {
        let mark = Mark::taught(body.clone());
        let (kind, span) = (mark.kind(), mark.span());
        if !kept.is_settled(kind, span)
            && let Some(id) = merge.span(mark)
            && kind == Kind::Cue
        {
            put.push((span, id));
        }
    }
    let mut silenced = taught.silenced.clone();
    silenced.resize(extraction.cues.len(), false);
    let mut cues: Vec<Option<Id>> = Vec::with_capacity(extraction.cues.len());
    for (cue, is_silenced) in extraction.cues.iter().zip(&mut silenced) {
        let (span, kind) = (cue.span, cue.kind);
        *is_silenced &= !kept.is_settled(Kind::Cue, span);
        cues.push(match *is_silenced {
            true => {
                let at = put.partition_point(|(other, _)| *other < span);
                let heir = put.get(at).filter(|(other, _)| *other == span);
                heir.map(|(_, id)| id.clone())
            }
            false => {
                let body = Body::Cue { span, kind };
                merge.span(suggestion(body, cue.confidence, &cue.why, &[]))
            }
        });
    }
    for entity in &extraction.entities {
        let (span, label) = (entity.span, entity.label.into());
        let body = Body::Entity { span, label };
        merge.span(suggestion(body, entity.confidence, &entity.why, &[]));
    }
    let ids = merge.claims(&extraction.claims, &cues);
    let is_silenced = |cue: &u32| silenced.get(*cue as usize) == Some(&true);
    let amended = ids.into_iter().zip(&extraction.claims);
    let amended = amended.filter(|(_, claim)| claim.cues.iter().any(is_silenced));
    merge.amended = amended.filter_map(|(id, _)| id).collect();
    let claims = merge.amended.ids().cloned().collect();
    let mut edits = merge.finish();
    edits.push(Edit::Layers {
        sentences: exchange(
            document,
            document.sentences(),
            &extraction.sentences,
            scope,
            |sentence| *sentence,
        ),
        zones: exchange(
            document,
            document.zones(),
            &extraction.zones,
            scope,
            |zone| zone.span,
        ),
    });
    edits.retain(|edit| !edit.is_empty());
    let edit = Edit::Batch(edits);
    Amended { edit, claims }
}

impl Mark {
    /// A name or a cue as what a person taught suggests it, without an id.
    pub fn taught(body: Body) -> Self {
        let reason = Reason {
            rule: "taught".into(),
            cue: None,
            effect: body.spelled().into(),
        };
        suggestion(body, 1.0, &[reason], &[])
    }
}

impl Document {
    /// The document that holds exactly what the engine says of a text.
    pub fn suggested(id: impl Into<String>, source: Source, extraction: &Extraction) -> Self {
        let mut document = Self::new(id, source);
        let edit = merge(&document, extraction, document.span());
        let merged = document.apply(edit);
        debug_assert!(merged.is_ok(), "a merge was refused: {merged:?}");
        document
    }
}

/// What a suggestion is recognised by when the engine says it again.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Entity(Span, Label),
    Cue(Span, CueType),
    /// By the content; which of several is settled by the source.
    Claim(Vec<Span>),
}

impl Key {
    fn of(body: &Body) -> Self {
        match body {
            Body::Entity { span, label } => Self::Entity(*span, *label),
            Body::Cue { span, kind } => Self::Cue(*span, *kind),
            Body::Claim(claim) => Self::Claim(claim.content.clone()),
        }
    }
}

/// A merge under way.
struct Merge<'a> {
    document: &'a Document,
    /// The engine's own marks in the scope that nobody decided on and that it did not say again
    /// so far.
    open: BTreeMap<Key, Vec<&'a Mark>>,
    /// What in the scope is not ours to change.
    kept: &'a Kept<'a>,
    /// The next number to give, by kind.
    numbers: [u32; Kind::ALL.len()],
    /// What the engine says, under the ids that it shall have.
    planned: BTreeMap<Id, Mark>,
    /// The ids of all that it said so far, so that nothing is planned twice: by key and source.
    said: BTreeMap<(Key, Vec<Span>), Id>,
    /// The claims whose cues are not those that the engine goes by.
    amended: Ids,
}

impl<'a> Merge<'a> {
    fn new(document: &'a Document, kept: &'a Kept<'a>, scope: Span) -> Self {
        let mut merge = Self {
            document,
            open: BTreeMap::new(),
            kept,
            numbers: Default::default(),
            planned: BTreeMap::new(),
            said: BTreeMap::new(),
            amended: Ids::default(),
        };
        for &kind in Kind::ALL {
            merge.numbers[kind as usize] = document.marks.next_number(kind);
        }
        let here = document.marks_from(scope.start);
        for mark in here.take_while(|mark| mark.span().start < scope.end) {
            if !mark.is_decided() {
                let key = Key::of(&mark.body);
                merge.open.entry(key).or_default().push(mark);
            }
        }
        merge
    }

    /// The id of the mark that stands for an entity or a cue from now on; none where the engine
    /// named a stretch that is none.
    fn span(&mut self, mark: Mark) -> Option<Id> {
        mark.check(self.document.source()).ok()?;
        Some(self.settle(mark))
    }

    /// Plans the claims, whose cues have become `cues`. The ids that they have from now on.
    fn claims(&mut self, claims: &[Claim], cues: &[Option<Id>]) -> Vec<Option<Id>> {
        let ids: Vec<Option<Id>> = claims.iter().map(|claim| self.claim(claim, cues)).collect();
        // Only now have parents their names. A ring would be the engine's fault; the link that
        // closes it is left out.
        for (id, claim) in ids.iter().zip(claims) {
            let parent = claim
                .parent
                .and_then(|index| ids.get(index as usize)?.as_ref());
            if let (Some(id), Some(parent)) = (id, parent)
                && !self.stands_in(parent, id)
                && let Some(Mark {
                    body: Body::Claim(body),
                    ..
                }) = self.planned.get_mut(id)
            {
                body.parent = Some(parent.clone());
            }
        }
        ids
    }

    /// The id of the mark that stands for a claim from now on, without its parent so far.
    fn claim(&mut self, claim: &Claim, cues: &[Option<Id>]) -> Option<Id> {
        let id = |at: u32| cues.get(at as usize)?.clone();
        let mut body = ClaimBody::said(claim.clone(), id);
        for part in [&mut body.content, &mut body.source] {
            *part = in_text(part, self.document.source());
        }
        let rejected = |id: &Id| is_rejected(self.document, id);
        if body.content.is_empty() || is_refuted(&body, !claim.cues.is_empty(), rejected) {
            return None;
        }
        let body = Body::Claim(body);
        Some(self.settle(suggestion(body, claim.confidence, &claim.why, cues)))
    }

    /// Whether `inner` is `outer` or stands in it.
    fn stands_in(&self, inner: &Id, outer: &Id) -> bool {
        let parent = |id: &Id| match &self.planned.get(id).or(self.document.mark(id))?.body {
            Body::Claim(claim) => claim.parent.clone(),
            _ => None,
        };
        let mut chain = std::iter::successors(Some(inner.clone()), parent);
        chain.any(|id| id == *outer)
    }

    /// The id of the mark that stands for a suggestion: of what was just said, of a decided
    /// mark, or else of the suggestion itself, which is then planned under the id of the open
    /// mark that it repeats, or a new one.
    fn settle(&mut self, mut mark: Mark) -> Id {
        let said = (Key::of(&mark.body), source(&mark.body).to_vec());
        if let Some(id) = self.said.get(&said) {
            return id.clone();
        }
        let decided = (self.kept.decided(mark.kind()))
            .overlapping(mark.span())
            .filter(|decided| stands_for(decided, &mark))
            .max_by_key(|decided| Key::of(&decided.body) == said.0);
        let open = self.open.get_mut(&said.0).filter(|open| !open.is_empty());
        let id = match (decided, open) {
            (Some(decided), _) => decided.id.clone(),
            (None, Some(open)) => {
                let same = open.iter().position(|open| source(&open.body) == said.1);
                open.remove(same.unwrap_or(0)).id.clone()
            }
            (None, None) => {
                let number = &mut self.numbers[mark.kind() as usize];
                *number += 1;
                Id::numbered(mark.kind(), *number - 1)
            }
        };
        self.said.insert(said, id.clone());
        if decided.is_none() {
            mark.id = id.clone();
            self.planned.insert(id.clone(), mark);
        }
        id
    }

    fn finish(self) -> Vec<Edit> {
        let left = self.open.into_values().flatten();
        let mut edits: Vec<Edit> = left
            .filter(|mark| !self.kept.holds(&mark.id))
            .map(|mark| Edit::Remove(mark.id.clone()))
            .collect();
        edits.extend(self.planned.into_values().map(|mut new| {
            match self.document.mark(&new.id) {
                None => Edit::Insert(new),
                Some(old) => {
                    // What others wrote beside the mark is not the engine's to drop.
                    new.extra = old.extra.clone();
                    if let (Body::Claim(was), Body::Claim(is)) = (&old.body, &mut new.body)
                        && was.cues == is.cues
                        && (self.amended.contains(&new.id)
                            || is.cues.iter().any(|cue| is_rejected(self.document, cue)))
                    {
                        is.certainty = was.certainty;
                        new.why = old.why.clone();
                    }
                    Edit::Replace {
                        old: old.clone(),
                        new,
                    }
                }
            }
        }));
        edits
    }
}

fn suggestion(body: Body, confidence: f32, why: &[Reason], cues: &[Option<Id>]) -> Mark {
    Mark {
        id: Id::from(""),
        body,
        origin: Origin::Machine,
        status: Status::Suggested,
        confidence: (!confidence.is_nan()).then(|| confidence.clamp(0.0, 1.0)),
        why: Why::said(why, |at| cues.get(at as usize)?.clone()),
        extra: String::new(),
    }
}

/// A claim's source; other marks have none.
fn source(body: &Body) -> &[Span] {
    match body {
        Body::Claim(claim) => &claim.source,
        _ => &[],
    }
}

/// Whether a decided mark that overlaps a suggestion stands for it.
fn stands_for(decided: &Mark, suggestion: &Mark) -> bool {
    let live = decided.status != Status::Rejected;
    let (Body::Claim(old), Body::Claim(new)) = (&decided.body, &suggestion.body) else {
        return live || Key::of(&decided.body) == Key::of(&suggestion.body);
    };
    let same_content = old.content == new.content;
    if !live {
        return same_content && old.shares_source(new);
    }
    same_content
        || old.cues.iter().any(|cue| new.cues.contains(cue))
            && old.shares_source(new)
            && 2 * common(&old.content, &new.content) >= joint(&old.content, &new.content)
}

/// The spans that are of the text, in its order, without overlap.
fn in_text(spans: &[Span], source: &Source) -> Vec<Span> {
    let mut sorted = spans.to_vec();
    arrange(&mut sorted);
    let mut kept: Vec<Span> = Vec::with_capacity(sorted.len());
    for span in sorted {
        let behind = kept.last().is_none_or(|last| last.end <= span.start);
        if behind && source.get(span).is_some_and(|text| !text.is_empty()) {
            kept.push(span);
        }
    }
    kept
}

/// From those of `old` that begin in the scope to those of `new`.
fn exchange<T: Ord + Clone>(
    document: &Document,
    old: &[T],
    new: &[T],
    scope: Span,
    span: impl Fn(&T) -> Span,
) -> Exchange<T> {
    let start = old.partition_point(|item| span(item).start < scope.start);
    let end = old.partition_point(|item| span(item).start < scope.end);
    let old = old.get(start..end).unwrap_or_default();
    let in_text = |item: &&T| {
        let text = document.source().get(span(item));
        text.is_some_and(|text| !text.is_empty())
    };
    let mut new: Vec<&T> = new.iter().filter(in_text).collect();
    arrange(&mut new);
    new.dedup();
    // What stands twice in an imported document stands once afterwards.
    let stays = |(at, item): &(usize, &T)| {
        let first = *at == 0 || old[*at - 1] != **item;
        first && new.binary_search(item).is_ok()
    };
    let going = old.iter().enumerate().filter(|item| !stays(item));
    let removed = going.map(|(_, item)| item.clone()).collect();
    let added = new
        .into_iter()
        .filter(|item| old.binary_search(item).is_err());
    Exchange {
        removed,
        added: added.cloned().collect(),
    }
}
