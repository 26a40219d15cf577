//! How sure a claim is, when a person changes it or a cue of it.
//!
//! Knows that the scheme's rules say it anew with every change, unless a person said it
//! themselves. Must not know the rules.

use super::reading::{Reader, Stretch};
use super::{Asked, done};
use crate::annotation::{
    Amended, Body, CertaintyBy, ClaimBody, Document, Edit, Id, Kind, Mark, Origin, Status, Why,
};
use crate::extract::Certainty;
use crate::protocol::Done;
use crate::text::Span;
use std::collections::BTreeMap;

/// Whether a person said how sure a claim is. So they did, too, where it is theirs and nothing
/// else says why.
pub fn is_set(mark: &Mark) -> bool {
    match &mark.body {
        Body::Claim(claim) => {
            claim.certainty_by == CertaintyBy::Person
                || mark.origin != Origin::Machine && mark.why.is_empty()
        }
        _ => false,
    }
}

/// What the rules say of a claim as it stands.
pub fn by_rules(document: &Document, mark: &Mark, reader: &dyn Reader) -> Option<Certainty> {
    match &mark.body {
        Body::Claim(claim) => Some(
            stretch(document, claim, &[])
                .judged(reader, claim)
                .0
                .certainty,
        ),
        _ => None,
    }
}

/// "possible" and its like, "+1" and "-1" for surer and less sure, and "rules" for what these say.
pub(super) fn set(asked: &Asked<'_>) -> Result<Done, String> {
    let (mark, claim) = asked.claim()?;
    let here = claim.certainty as usize;
    let certainty = match asked.value {
        "rules" => return rules(asked, mark, claim),
        "+1" => Certainty::ALL.get(here + 1).copied(),
        "-1" => here
            .checked_sub(1)
            .and_then(|at| Certainty::ALL.get(at).copied()),
        level => {
            let level = Certainty::parse(level);
            Some(level.ok_or_else(|| format!("“{}” is no level of certainty.", asked.value))?)
        }
    };
    let certainty = certainty.ok_or_else(|| format!("It is {} already.", claim.certainty))?;
    let body = ClaimBody {
        certainty,
        certainty_by: CertaintyBy::Person,
        ..claim.clone()
    };
    let words = format!("It is {certainty} now, as you say.");
    match *claim == body {
        true => Err(format!("It is {certainty} already.")),
        false => Ok(done(corrected(asked, mark, body, Vec::new()), words)),
    }
}

fn rules(asked: &Asked<'_>, mark: &Mark, claim: &ClaimBody) -> Result<Done, String> {
    let (ruled, why) = stretch(asked.document, claim, &[]).judged(asked.tools.reader, claim);
    let certainty = ruled.certainty;
    let body = ClaimBody {
        certainty,
        certainty_by: CertaintyBy::Rules,
        ..claim.clone()
    };
    if !is_set(mark) && *claim == body {
        return Err(format!("It is {certainty} by the rules already."));
    }
    let words = format!("It is {certainty} now, as the rules say.");
    let new = Mark {
        why,
        extra: mark.extra.clone(),
        ..Mark::made(mark.id.clone(), Body::Claim(body))
    };
    let edit = Edit::Replace {
        old: mark.clone(),
        new,
    };
    Ok(done(edit, words))
}

/// Gives a mark another body, in the person's name; of a claim the rules say anew how sure it is,
/// and of a cue those claims that name it.
pub(super) fn changed(asked: &Asked<'_>, mark: &Mark, body: Body) -> Edit {
    match body {
        Body::Claim(claim) => settled(asked, mark, claim, &[]),
        body => {
            let edit = asked.document.correcting(&mark.id, body);
            with_claims(asked.document, edit, asked.tools.reader)
        }
    }
}

/// Gives a mark another status. A cue that is rejected has no say in the claims that name it; they
/// name it on, so that it has when it is taken back.
pub(super) fn decided(asked: &Asked<'_>, mark: &Mark, status: Status) -> Edit {
    let edit = asked.document.deciding([&mark.id], status);
    with_claims(asked.document, edit, asked.tools.reader)
}

/// Takes a mark out, and out of what names it.
pub(super) fn removed(asked: &Asked<'_>, mark: &Mark) -> Edit {
    match mark.kind() {
        Kind::Cue => {
            let edit = Edit::Remove(mark.id.clone());
            with_claims(asked.document, edit, asked.tools.reader)
        }
        Kind::Entity | Kind::Claim => asked.document.removing([&mark.id]),
    }
}

/// Gives a claim another body, in the person's name, with the level that the rules say.
/// `coming` are cues that are put in with it.
pub(super) fn settled(asked: &Asked<'_>, mark: &Mark, claim: ClaimBody, coming: &[Mark]) -> Edit {
    let (body, why) = ruled(asked, mark, claim, coming);
    corrected(asked, mark, body, why)
}

/// A claim with the level that the rules say of it, unless a person said it.
fn ruled(
    asked: &Asked<'_>,
    mark: &Mark,
    claim: ClaimBody,
    coming: &[Mark],
) -> (ClaimBody, Vec<Why>) {
    if is_set(mark) {
        let certainty_by = CertaintyBy::Person;
        let claim = ClaimBody {
            certainty_by,
            ..claim
        };
        return (claim, Vec::new());
    }
    let stretch = stretch(asked.document, &claim, coming);
    let (judged, why) = stretch.judged(asked.tools.reader, &claim);
    let certainty = judged.certainty;
    (ClaimBody { certainty, ..claim }, why)
}

/// An edit of a document that stands, with the levels of the claims that it changes.
pub fn levelled(document: &Document, amended: Amended, reader: &dyn Reader) -> Edit {
    let Amended { edit, claims } = amended;
    let mut after = document.clone();
    if claims.is_empty() || after.apply(edit.clone()).is_err() {
        return edit;
    }
    match anew(&after, &claims, reader) {
        levels if levels.is_empty() => edit,
        levels => Edit::Batch(vec![edit, levels]),
    }
}

/// Says anew how sure some claims are that nobody decided on, after their cues became others.
pub fn anew(document: &Document, claims: &[Id], reader: &dyn Reader) -> Edit {
    let marks = claims.iter().filter_map(|id| document.mark(id));
    let edits = marks.filter(|mark| !mark.is_decided()).filter_map(|old| {
        let Body::Claim(claim) = &old.body else {
            return None;
        };
        if is_set(old) {
            return None;
        }
        let (judged, why) = stretch(document, claim, &[]).judged(reader, claim);
        let body = Body::Claim(ClaimBody {
            certainty: judged.certainty,
            ..claim.clone()
        });
        let new = Mark {
            body,
            why,
            ..old.clone()
        };
        let old = old.clone();
        (old != new).then_some(Edit::Replace { old, new })
    });
    Edit::Batch(edits.collect())
}

fn corrected(asked: &Asked<'_>, mark: &Mark, body: ClaimBody, why: Vec<Why>) -> Edit {
    match asked.document.correcting(&mark.id, Body::Claim(body)) {
        Edit::Replace { old, new } => Edit::Replace {
            old,
            new: Mark { why, ..new },
        },
        nothing => nothing,
    }
}

/// A cue that an edit changes.
struct Turned<'a> {
    old: &'a Mark,
    /// None where it goes.
    new: Option<Mark>,
}

/// An edit of one mark or of many, together with what becomes of the claims that name a cue which
/// becomes another one, goes, or is rejected or no longer so. They stay whose they were.
pub fn with_claims(document: &Document, edit: Edit, reader: &dyn Reader) -> Edit {
    let mut edits = Vec::new();
    leaves(edit, &mut edits);
    let mut own: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, edit) in edits.iter().enumerate() {
        if let Some(id) = touched(edit) {
            *own.entry(&id.0).or_default() = at;
        }
    }
    let own = |id: &Id| own.get(&*id.0).copied();
    let after = |mark: &Mark| match own(&mark.id).and_then(|at| edits.get(at)) {
        Some(Edit::Replace { new, .. }) => Some(new.clone()),
        Some(_) => None,
        None => Some(mark.clone()),
    };
    let cues = document.marks().filter(|mark| mark.kind() == Kind::Cue);
    let turned = cues.filter(|cue| own(&cue.id).is_some()).map(|old| Turned {
        old,
        new: after(old),
    });
    let turned: Vec<Turned<'_>> = turned.filter(Turned::has_another_say).collect();
    let is_turned = |id: &Id| turning(document, &turned, id).is_some();
    let mut claims = Vec::new();
    for old in document.marks().filter(|_| !turned.is_empty()) {
        if let Body::Claim(claim) = &old.body
            && claim.cues.iter().any(is_turned)
            // The claim itself may be changed by the edit.
            && let Some(after) = after(old)
        {
            let new = judged(document, &after, &turned, reader);
            if new != after {
                let old = old.clone();
                claims.push((own(&old.id), Edit::Replace { old, new }));
            }
        }
    }
    for (at, claim) in claims {
        match at.and_then(|at| edits.get_mut(at)) {
            Some(own) => *own = claim,
            None => edits.push(claim),
        }
    }
    match edits.len() {
        1 => edits.remove(0),
        _ => Edit::Batch(edits),
    }
}

/// What becomes of a cue, among those that are changed, which stand in text order.
fn turning<'a>(document: &Document, turned: &'a [Turned<'a>], id: &Id) -> Option<&'a Turned<'a>> {
    let start = document.mark(id)?.span().start;
    let first = turned.partition_point(|cue| cue.old.span().start < start);
    let here = turned.iter().skip(first);
    let mut here = here.take_while(|cue| cue.old.span().start == start);
    here.find(|cue| cue.old.id == *id)
}

/// The edits that an edit is made of.
fn leaves(edit: Edit, all: &mut Vec<Edit>) {
    match edit {
        Edit::Batch(edits) => edits.into_iter().for_each(|edit| leaves(edit, all)),
        edit => all.push(edit),
    }
}

/// The mark that stands and is changed.
fn touched(edit: &Edit) -> Option<&Id> {
    match edit {
        Edit::Replace { old, .. } => Some(&old.id),
        Edit::Remove(id) => Some(id),
        _ => None,
    }
}

impl Turned<'_> {
    fn has_another_say(&self) -> bool {
        self.new.as_ref().is_none_or(|new| {
            let rejected = |cue: &Mark| cue.status == Status::Rejected;
            new.body != self.old.body || rejected(new) != rejected(self.old)
        })
    }
}

/// A claim with what it names and how sure it is, now that cues have another say.
fn judged(document: &Document, mark: &Mark, turned: &[Turned<'_>], reader: &dyn Reader) -> Mark {
    let Body::Claim(claim) = &mark.body else {
        return mark.clone();
    };
    let named = claim.cues.iter();
    let named: Vec<&Turned<'_>> = named
        .filter_map(|id| turning(document, turned, id))
        .collect();
    let coming: Vec<Mark> = named.iter().filter_map(|cue| cue.new.clone()).collect();
    let mut stretch = stretch(document, claim, &coming);
    for cue in named.iter().filter(|cue| cue.new.is_none()) {
        stretch.remove(&cue.old.id);
    }
    // Others that stand around have their say as well.
    let around = stretch.span();
    let first = turned.partition_point(|cue| cue.old.span().start < around.start);
    let around = (turned.iter().skip(first)).take_while(|cue| cue.old.span().start < around.end);
    for Turned { old, new } in around.filter(|cue| !claim.cues.contains(&cue.old.id)) {
        stretch.remove(&old.id);
        let stands = |new: &&Mark| new.status != Status::Rejected;
        if let Some(new) = new.as_ref().filter(stands)
            && stretch.span().contains(new.span())
        {
            stretch.add(new);
        }
    }
    let mut body = claim.clone();
    stretch.arrange(&mut body.cues);
    let mut why = Vec::new();
    if !is_set(mark) {
        let judged = stretch.judged(reader, &body);
        (body.certainty, why) = (judged.0.certainty, judged.1);
    }
    Mark {
        body: Body::Claim(body),
        why,
        ..mark.clone()
    }
}

/// The part of a document that says how sure a claim is, with cues that are put in.
pub(super) fn stretch<'a>(
    document: &'a Document,
    claim: &ClaimBody,
    coming: &[Mark],
) -> Stretch<'a> {
    let coming = coming.iter();
    let around = coming.clone().map(Mark::span);
    let around = around.fold(reach(document, claim), Span::cover);
    let mut stretch = Stretch::new(document, around, &claim.cues);
    for cue in coming {
        stretch.remove(&cue.id);
        stretch.add(cue);
    }
    stretch
}

/// From where anything of a claim begins to where all of it has ended.
fn reach(document: &Document, claim: &ClaimBody) -> Span {
    let cue = |id: &Id| document.mark(id).map(Mark::span);
    let parts = claim.source.iter().copied();
    let parts = parts.chain(claim.cues.iter().filter_map(cue));
    parts.fold(claim.span(), Span::cover)
}
