//! What a person taught: which words are always a name of some label or a cue of some type, and
//! which are never one.
//!
//! Rules are a voice of the engine's: what they mark is suggested, and what a person decided is
//! never touched. They act on what the engine says before it is merged, and at once on the
//! suggestions of a document that stands. Names and cues are of two layers: a rule of the one
//! says nothing of the other.

use super::{Case, Found, Phrases, Tag};
use crate::annotation::{Amended, Body, Document, Edit, Id, Kept, Kind, Mark, Overlaps, Taught};
use crate::extract::Extraction;
use crate::text::{Span, Token};
use std::collections::BTreeSet;

/// One lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    pub words: String,
    pub case: Case,
    pub says: Says,
    /// Whether it counts.
    pub on: bool,
}

/// What words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    Always(Tag),
    /// Never a mark of this layer.
    Never(Kind),
}

impl Says {
    /// The layer that it speaks of.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Always(tag) => tag.kind(),
            Self::Never(kind) => kind,
        }
    }
}

impl Rule {
    /// Whether both are of the same words in the same layer, so that only one can count.
    pub fn is_of_same(&self, other: &Self) -> bool {
        (&self.words, self.case, self.says.kind()) == (&other.words, other.case, other.says.kind())
    }
}

/// The layers that rules speak of.
const LAYERS: [Kind; 2] = [Kind::Entity, Kind::Cue];

/// Rules, ready to be looked for. Of two for the same words in one layer the later counts.
#[derive(Debug, Default)]
pub struct Rules {
    layers: [Lessons; LAYERS.len()],
}

/// The rules of one layer.
#[derive(Debug, Default)]
struct Lessons {
    says: Vec<Says>,
    phrases: Phrases,
}

/// What a rule makes of a document at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub span: Span,
    /// The suggestions that go.
    pub take: Vec<Id>,
    /// What is suggested there instead.
    pub put: Option<Tag>,
}

impl Rules {
    pub fn new<'a>(rules: impl IntoIterator<Item = &'a Rule>) -> Self {
        let on: Vec<&Rule> = rules.into_iter().filter(|rule| rule.on).collect();
        let layers = LAYERS.map(|kind| {
            let rules = || on.iter().filter(move |rule| rule.says.kind() == kind);
            Lessons {
                says: rules().map(|rule| rule.says).collect(),
                phrases: Phrases::new(rules().map(|rule| (&*rule.words, rule.case))),
            }
        });
        Self { layers }
    }

    /// Has what the engine says of the text in `scope` follow the rules: the names that they speak
    /// against go; the cues and what is wanted instead are returned. They may have labels that the
    /// engine does not know.
    pub fn correct(
        &self,
        text: &str,
        tokens: &[Token],
        scope: Span,
        found: &mut Extraction,
    ) -> Taught {
        let from = tokens.partition_point(|token| token.span.start < scope.start);
        let to = tokens.partition_point(|token| token.span.start < scope.end);
        let tokens = tokens.get(from..to).unwrap_or_default();
        let [names, cues] = &self.layers;
        let mut put = Vec::new();
        let said = (found.entities.iter()).map(|name| (name.span, Tag::Name(name.label.into())));
        let gone = names.speak_against(text, tokens, &said.collect::<Vec<_>>(), &mut put);
        let mut gone = gone.into_iter();
        (found.entities).retain(|_| !gone.next().unwrap_or_default());
        let said = (found.cues.iter()).map(|cue| (cue.span, Tag::Cue(cue.kind)));
        let silenced = cues.speak_against(text, tokens, &said.collect::<Vec<_>>(), &mut put);
        Taught { put, silenced }
    }
}

impl Lessons {
    /// Which of the marks that the engine has in this layer go, one by one; what is wanted instead
    /// comes to `put`.
    fn speak_against(
        &self,
        text: &str,
        tokens: &[Token],
        said: &[(Span, Tag)],
        put: &mut Vec<Body>,
    ) -> Vec<bool> {
        let mut gone = vec![false; said.len()];
        for Found { span, phrase } in self.find(text, tokens) {
            // Marks of one layer of the engine's do not overlap, so that those that overlap a
            // span stand together.
            let first = said.partition_point(|(here, _)| here.end <= span.start);
            let end = said.partition_point(|(here, _)| here.start < span.end);
            let around = (first..end.max(first)).filter(|at| !gone[*at]);
            let around = around.map(|at| (at, said[at].0, said[at].1));
            let verdict = verdict(self.says[phrase], span, around.collect());
            for at in verdict.take {
                gone[at] = true;
            }
            put.extend(verdict.put.map(|tag| tag.body(span)));
        }
        gone
    }

    fn find(&self, text: &str, tokens: &[Token]) -> Vec<Found> {
        match self.phrases.is_empty() {
            true => Vec::new(),
            false => self.phrases.find(text, tokens),
        }
    }
}

/// What is to be done at a place.
struct Verdict<T> {
    /// The marks that go.
    take: Vec<T>,
    put: Option<Tag>,
}

/// What a rule makes of the marks that overlap the place of its words. A longer one is another
/// one, and stays.
fn verdict<T>(says: Says, span: Span, around: Vec<(T, Span, Tag)>) -> Verdict<T> {
    let is_longer = |(_, here, _): &(T, Span, Tag)| *here != span && here.contains(span);
    let is_said = |(_, here, tag): &(T, Span, Tag), said| (*here, *tag) == (span, said);
    match says {
        Says::Always(_) if around.iter().any(is_longer) => Verdict {
            take: Vec::new(),
            put: None,
        },
        Says::Always(tag) => Verdict {
            put: (!around.iter().any(|mark| is_said(mark, tag))).then_some(tag),
            take: going(around, |mark| !is_said(mark, tag)),
        },
        Says::Never(_) => Verdict {
            put: None,
            take: going(around, |(_, here, _)| *here == span),
        },
    }
}

fn going<T>(around: Vec<(T, Span, Tag)>, goes: impl Fn(&(T, Span, Tag)) -> bool) -> Vec<T> {
    let going = around.into_iter().filter(goes);
    going.map(|(mark, ..)| mark).collect()
}

/// What the rules would change in a document, layer by layer in text order. Where a person decided
/// on a mark of the layer at a place, nothing is.
pub fn changes(rules: &Rules, document: &Document, tokens: &[Token]) -> Vec<Change> {
    let kept = Kept::of(document, document.span());
    let layers = LAYERS.into_iter().zip(&rules.layers);
    let changes = layers.flat_map(|(kind, lessons)| lessons.changes(kind, document, tokens, &kept));
    changes.collect()
}

impl Lessons {
    fn changes(
        &self,
        kind: Kind,
        document: &Document,
        tokens: &[Token],
        kept: &Kept<'_>,
    ) -> Vec<Change> {
        let marks = Overlaps::of(document, kind);
        let mut changes = Vec::new();
        // What lies half across two places goes with the first.
        let mut taken: BTreeSet<Id> = BTreeSet::new();
        for Found { span, phrase } in self.find(document.source().text(), tokens) {
            if kept.is_settled(kind, span) {
                continue;
            }
            let mut around: Vec<&Mark> = marks.overlapping(span).collect();
            around.reverse();
            let open = |mark: &&Mark| !mark.is_decided() && !taken.contains(&mark.id);
            let tagged = |mark: &Mark| Some((mark.id.clone(), mark.span(), Tag::of(&mark.body)?));
            let around = around.into_iter().filter(open).filter_map(tagged);
            let Verdict { take, put } = verdict(self.says[phrase], span, around.collect());
            if !take.is_empty() || put.is_some() {
                taken.extend(take.iter().cloned());
                changes.push(Change { span, take, put });
            }
        }
        changes
    }
}

/// Does some changes as one edit. What the engine claims goes by what becomes of the cues, as
/// when it reads anew.
pub fn taught(document: &Document, changes: &[Change]) -> Amended {
    let (mut edits, mut new) = (Vec::new(), Vec::new());
    let (mut gone, mut changed) = (Vec::new(), Vec::new());
    for Change { span, take, put } in changes {
        // A mark at just this place becomes what is to be there.
        let mut old = None;
        for mark in take.iter().filter_map(|id| document.mark(id)) {
            match old {
                None if put.is_some() && mark.span() == *span => old = Some(mark),
                _ => gone.push(mark.id.clone()),
            }
        }
        let put = put.map(|tag| Mark::taught(tag.body(*span)));
        match (put, old) {
            (Some(put), Some(old)) => {
                changed.push(old.id.clone());
                edits.push(Edit::Replace {
                    old: old.clone(),
                    new: Mark {
                        id: old.id.clone(),
                        extra: old.extra.clone(),
                        ..put
                    },
                });
            }
            (put, _) => new.extend(put),
        }
    }
    let mut free = LAYERS.map(|kind| document.free_ids(kind));
    for mark in new {
        let at = LAYERS.iter().position(|kind| *kind == mark.kind());
        let id = at.and_then(|at| free[at].next());
        edits.extend(id.map(|id| Edit::Insert(Mark { id, ..mark })));
    }
    let Amended { edit, claims } = document.silencing(gone, changed);
    edits.push(edit);
    let edit = Edit::Batch(edits);
    Amended { edit, claims }
}
