//! Making a claim of a selection, or of the sentence at the caret.
//!
//! Knows what the engine's frames find there: they say where source and cue stand, and the person
//! what is claimed. Must not know how frames work.

use super::reading::{Stretch, parent, sentence};
use super::{Asked, done, snap};
use crate::annotation::{Body, ClaimBody, Edit, Id, Kind, Mark, Status};
use crate::protocol::Done;
use crate::text::{Span, common, joint};

pub(super) fn make(asked: &Asked<'_>) -> Result<Done, String> {
    let selected = match asked.at.selection() {
        Some(_) => Some(asked.stretch()?),
        None => None,
    };
    let source = asked.document.source();
    let caret = asked.at.caret.map(|caret| {
        let place = snap::grapheme(source, caret.focus, snap::Side::Before);
        Span::new(place, place)
    });
    let around = selected.or(caret).or(asked.mark().ok().map(Mark::span));
    let around = around.ok_or("Put the caret into a sentence, or select what is claimed.")?;
    let sentence = sentence(asked.document, around).ok_or("There is no sentence here.")?;
    let mut stretch = Stretch::new(asked.document, sentence.cover(around), &[]);
    let proposed = propose(asked, &mut stretch, sentence.cover(around));
    let found = stretch.claims(asked.tools.reader);
    let claim = match selected {
        Some(content) => of_selection(&stretch, found, content),
        None => of_sentence(asked, &stretch, found, sentence)?,
    };
    if let Some(mark) = standing(asked, &claim) {
        return Ok(again(asked, mark));
    }
    let parent = parent(asked, &claim);
    let (judged, why) = stretch.judged(asked.tools.reader, &claim);
    let body = ClaimBody {
        certainty: judged.certainty,
        polarity: judged.polarity,
        parent,
        ..claim
    };
    let id = asked.document.free_id(Kind::Claim);
    let words = format!(
        "{} is a claim now: {}.",
        asked.quoted(body.span()),
        body.certainty
    );
    let cues = proposed
        .into_iter()
        .filter(|cue| body.cues.contains(&cue.id));
    let mut edits: Vec<Edit> = cues.map(Edit::Insert).collect();
    edits.push(Edit::Insert(Mark {
        why,
        ..Mark::made(id.clone(), Body::Claim(body))
    }));
    Ok(Done {
        select: Some(id),
        ..done(Edit::Batch(edits), words)
    })
}

/// The cues that the engine would find in a stretch where nobody has marked any, not even to
/// reject them. They stay suggestions.
fn propose(asked: &Asked<'_>, stretch: &mut Stretch<'_>, around: Span) -> Vec<Mark> {
    let before = asked.document.marks();
    let cue = |mark: &Mark| mark.kind() == Kind::Cue && mark.span().overlaps(around);
    if before
        .take_while(|mark| mark.span().start < around.end)
        .any(cue)
    {
        return Vec::new();
    }
    let found = stretch.suggested(asked.tools.reader).into_iter();
    let found = found.filter(|cue| around.contains(cue.span()));
    let proposed: Vec<Mark> = asked
        .document
        .free_ids(Kind::Cue)
        .zip(found)
        .map(|(id, cue)| Mark { id, ..cue })
        .collect();
    for cue in &proposed {
        stretch.add(cue);
    }
    proposed
}

/// What a person says is claimed, with source and cues where the engine finds a claim there: one
/// that holds it, or of which at least half is the same.
fn of_selection(stretch: &Stretch<'_>, found: Vec<ClaimBody>, content: Span) -> ClaimBody {
    let own = [content];
    let like = |claim: &ClaimBody| {
        let (common, joint) = (common(&claim.content, &own), joint(&claim.content, &own));
        let held = common == u64::from(content.len());
        (held || 2 * common >= joint).then_some((common, std::cmp::Reverse(joint)))
    };
    let found = found
        .into_iter()
        .filter_map(|claim| Some((like(&claim)?, claim)));
    let best = found
        .max_by(|(a, _), (b, _)| a.cmp(b))
        .map(|(_, claim)| claim);
    let mut claim = ClaimBody {
        content: vec![content],
        ..best.unwrap_or_else(|| ClaimBody::plain(Vec::new()))
    };
    claim.source.retain(|part| !part.overlaps(content));
    if claim.source.is_empty() {
        (claim.holder, claim.source_kind) = (None, None);
    }
    let inside = stretch
        .cues_in(content)
        .filter(|id| !claim.cues.contains(id));
    let inside: Vec<Id> = inside.cloned().collect();
    claim.cues.extend(inside);
    stretch.arrange(&mut claim.cues);
    claim
}

/// The first claim that the engine finds in a sentence and that is not marked yet; else one that
/// is; else the sentence without its marks at the end.
fn of_sentence(
    asked: &Asked<'_>,
    stretch: &Stretch<'_>,
    found: Vec<ClaimBody>,
    sentence: Span,
) -> Result<ClaimBody, String> {
    let mut here = found
        .into_iter()
        .filter(|claim| sentence.contains(claim.span()))
        .collect::<Vec<_>>();
    let new = here
        .iter()
        .position(|claim| standing(asked, claim).is_none());
    if !here.is_empty() {
        return Ok(here.swap_remove(new.unwrap_or(0)));
    }
    let is_outer = |c: char| c.is_whitespace() || ".!?…“”‘’'\"«»•·".contains(c);
    let content = asked.document.source().trimmed(sentence, is_outer);
    let content = content.ok_or("There are no words in this sentence.")?;
    let cues = stretch.cues_in(content).cloned().collect();
    Ok(ClaimBody {
        cues,
        ..ClaimBody::plain(vec![content])
    })
}

/// The claim that is marked already with this content, and with this source where several are.
fn standing<'a>(asked: &Asked<'a>, claim: &ClaimBody) -> Option<&'a Mark> {
    let same = |mark: &&Mark| match &mark.body {
        Body::Claim(other) => other.content == claim.content,
        _ => false,
    };
    let shares = |mark: &&Mark| match &mark.body {
        Body::Claim(other) => other.shares_source(claim),
        _ => false,
    };
    let start = claim.span().start;
    let here = asked.document.marks_from(start);
    let here = here.take_while(|mark| mark.span().start == start);
    here.filter(same).max_by_key(shares)
}

fn again(asked: &Asked<'_>, mark: &Mark) -> Done {
    let (edit, words) = match mark.status {
        Status::Accepted => (None, "That is a claim already."),
        Status::Suggested | Status::Rejected => (
            Some(asked.document.deciding([&mark.id], Status::Accepted)),
            "That was a claim already; it is accepted now.",
        ),
    };
    Done {
        edit,
        select: Some(mark.id.clone()),
        words: words.to_owned(),
        ..Done::default()
    }
}
