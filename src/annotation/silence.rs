//! Cues that are none, or others, and what becomes of the claims that name them.
//!
//! Knows when nothing speaks for a claim any more. Must not know who says that a cue is none.

use super::sorted::Ids;
use super::{Body, ClaimBody, Document, Edit, Id, Kept, Mark, Status};
use std::collections::BTreeMap;

/// An edit after which the levels of some claims are to be said anew.
#[derive(Debug)]
pub struct Amended {
    pub edit: Edit,
    /// Those whose cues are others or fewer than those that their levels were said for.
    pub claims: Vec<Id>,
}

impl Document {
    /// What becomes of the claims when some cues go, or become others. Claims of the engine for
    /// which nothing speaks any more go, too; claims that a person decided on name none of these
    /// cues ([`Kept`]).
    pub fn silencing(&self, cues: &BTreeMap<Id, Option<Id>>) -> Amended {
        if cues.is_empty() {
            let (edit, claims) = (Edit::Batch(Vec::new()), Vec::new());
            return Amended { edit, claims };
        }
        let kept = Kept::of(self, self.span());
        let (mut going, mut changed) = (Ids::default(), BTreeMap::new());
        for mark in self.marks().filter(|mark| !mark.is_decided()) {
            let Body::Claim(was) = &mark.body else {
                continue;
            };
            if !was.cues.iter().any(|cue| cues.contains_key(cue)) {
                continue;
            }
            let mut new = mark.clone();
            new.rename(cues);
            match &new.body {
                Body::Claim(claim)
                    if is_refuted(self, &was.cues, claim) && !kept.holds(&mark.id) =>
                {
                    going.add(mark.id.clone());
                }
                _ => {
                    changed.insert(mark.id.clone(), new);
                }
            }
        }
        let claims = changed.keys().cloned().collect();
        for mark in self.marks() {
            if !going.contains(&mark.id) && mark.names().any(|id| going.contains(id)) {
                let new = changed.entry(mark.id.clone());
                new.or_insert_with(|| mark.clone()).forget(&going);
            }
        }
        let changed = changed.into_values().filter_map(|new| {
            let old = self.mark(&new.id).filter(|old| **old != new)?.clone();
            Some(Edit::Replace { old, new })
        });
        let going = going.ids().cloned().map(Edit::Remove);
        let edit = Edit::Batch(going.chain(changed).collect());
        Amended { edit, claims }
    }
}

impl Mark {
    fn rename(&mut self, cues: &BTreeMap<Id, Option<Id>>) {
        let renamed = |id: &Id| match cues.get(id) {
            Some(new) => new.clone(),
            None => Some(id.clone()),
        };
        if let Body::Claim(claim) = &mut self.body {
            let mut named: Vec<Id> = Vec::with_capacity(claim.cues.len());
            for cue in claim.cues.iter().filter_map(renamed) {
                if !named.contains(&cue) {
                    named.push(cue);
                }
            }
            claim.cues = named;
        }
        for why in &mut self.why {
            why.cue = why.cue.as_ref().and_then(renamed);
        }
    }
}

/// Whether nothing speaks for a claim but cues that a person rejected, or that are none by what
/// they taught. `was` are its cues before these went.
pub(super) fn is_refuted<T>(document: &Document, was: &[T], claim: &ClaimBody) -> bool {
    let rejected = |id: &Id| is_rejected(document, id);
    claim.source.is_empty() && !was.is_empty() && claim.cues.iter().all(rejected)
}

pub(super) fn is_rejected(document: &Document, id: &Id) -> bool {
    let mark = document.mark(id);
    mark.is_some_and(|mark| mark.status == Status::Rejected)
}
