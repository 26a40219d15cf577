//! Cues that are none, or others, and what becomes of the claims that name them.
//!
//! Knows when nothing speaks for a claim any more. Must not know who says that a cue is none.

use super::sorted::Ids;
use super::{Body, ClaimBody, Document, Edit, Id, Kept, Status};

/// An edit after which the levels of some claims are to be said anew.
#[derive(Debug)]
pub struct Amended {
    pub edit: Edit,
    /// Those whose cues are others or fewer than those that their levels were said for.
    pub claims: Vec<Id>,
}

impl Document {
    /// Takes suggestions out, and with them the claims of the engine for which nothing speaks
    /// without these cues. `changed` are cues that become others: they are named on. None of all
    /// is [`Kept`].
    pub fn silencing(&self, gone: Vec<Id>, changed: Vec<Id>) -> Amended {
        let kept = Kept::of(self, self.span());
        let mut gone: Ids = gone.into_iter().collect();
        let changed: Ids = changed.into_iter().collect();
        let (mut refuted, mut claims) = (Vec::new(), Vec::new());
        for mark in self.marks().filter(|mark| !mark.is_decided()) {
            let Body::Claim(claim) = &mark.body else {
                continue;
            };
            let is_gone = |cue: &Id| gone.contains(cue);
            if !(claim.cues.iter()).any(|cue| is_gone(cue) || changed.contains(cue)) {
                continue;
            }
            let rejected = |cue: &Id| is_gone(cue) || is_rejected(self, cue);
            match is_refuted(claim, true, rejected) && !kept.holds(&mark.id) {
                true => refuted.push(mark.id.clone()),
                false => claims.push(mark.id.clone()),
            }
        }
        gone.add_all(refuted);
        let edit = self.removing(gone.ids());
        Amended { edit, claims }
    }
}

/// Whether nothing speaks for a claim but cues that a person rejected, or that are none by what
/// they taught. Those of the latter may be out of its list.
pub(super) fn is_refuted(
    claim: &ClaimBody,
    had_cues: bool,
    is_rejected: impl Fn(&Id) -> bool,
) -> bool {
    claim.source.is_empty() && had_cues && claim.cues.iter().all(is_rejected)
}

pub(super) fn is_rejected(document: &Document, id: &Id) -> bool {
    let mark = document.mark(id);
    mark.is_some_and(|mark| mark.status == Status::Rejected)
}
