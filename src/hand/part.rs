//! The parts of a claim: content, source and cues, added by hand and taken away.
//!
//! Knows spans as lists in text order. Must not know how sure a claim is.

use super::reading::Stretch;
use super::{Asked, done, level};
use crate::annotation::{Body, ClaimBody, Edit, Id, Kind, Mark, Status};
use crate::extract::{CueType, SourceKind};
use crate::protocol::Done;
use crate::text::Span;

pub(super) fn content(asked: &Asked<'_>) -> Result<Done, String> {
    let (mark, claim) = asked.claim()?;
    let stretch = asked.stretch()?;
    let (content, how) = toggled(asked, &claim.content, stretch);
    if content.is_empty() {
        return Err("A claim needs some content. Take it out as a whole instead.".to_owned());
    }
    let mut body = ClaimBody {
        content,
        ..claim.clone()
    };
    let around = level::stretch(asked.document, &body, &[]);
    let inside: Vec<Id> = around.cues_in(stretch).cloned().collect();
    match how {
        // The cues that stand in the content go with it.
        How::Added => {
            let new = inside.into_iter().filter(|id| !claim.cues.contains(id));
            body.cues.extend(new);
        }
        How::TakenAway => body.cues.retain(|cue| !inside.contains(cue)),
    }
    around.arrange(&mut body.cues);
    let words = said(asked, stretch, how, "content");
    Ok(done(level::settled(asked, mark, body, &[]), words))
}

pub(super) fn source(asked: &Asked<'_>) -> Result<Done, String> {
    let (mark, claim) = asked.claim()?;
    let stretch = asked.stretch()?;
    let (source, how) = toggled(asked, &claim.source, stretch);
    let mut body = ClaimBody {
        source,
        holder: None,
        ..claim.clone()
    };
    let around = level::stretch(asked.document, &body, &[]);
    // Who it is that the words name.
    let named = around.judged(asked.tools.reader, &body).0;
    (body.holder, body.source_kind) = match body.source.is_empty() {
        true => (None, Some(SourceKind::None)),
        false => (named.holder, named.source_kind),
    };
    let words = said(asked, stretch, how, "source");
    Ok(done(level::settled(asked, mark, body, &[]), words))
}

/// The cue that is meant: one that is marked, or else a new one of the type that the lexicon
/// says.
pub(super) fn cue(asked: &Asked<'_>) -> Result<Done, String> {
    let (mark, claim) = asked.claim()?;
    let stretch = asked.stretch()?;
    let (cue, coming) = match marked(asked, claim, stretch) {
        Some(cue) => (cue.clone(), None),
        None => {
            let cue = unmarked(asked, claim, stretch);
            (cue.clone(), Some(cue))
        }
    };
    let mut body = claim.clone();
    let how = match body.cues.contains(&cue.id) {
        true => How::TakenAway,
        false => How::Added,
    };
    match how {
        How::Added => body.cues.push(cue.id.clone()),
        How::TakenAway => body.cues.retain(|id| *id != cue.id),
    }
    let coming: Vec<Mark> = coming.into_iter().collect();
    level::stretch(asked.document, &body, &coming).arrange(&mut body.cues);
    let mut words = said(asked, cue.span(), how, "cues");
    if !coming.is_empty() {
        words.push_str(&format!(" It is new, and marked {}.", cue.body.spelled()));
    }
    let edit = level::settled(asked, mark, body, &coming);
    let mut edits: Vec<Edit> = coming.into_iter().map(Edit::Insert).collect();
    edits.push(edit);
    Ok(done(Edit::Batch(edits), words))
}

/// The cue that stands at a stretch, or that the claim names there: the one that is the most like
/// it.
fn marked<'a>(asked: &Asked<'a>, claim: &ClaimBody, stretch: Span) -> Option<&'a Mark> {
    let marks = asked.document.marks();
    let marks = marks.take_while(|mark| mark.span().start < stretch.end);
    marks
        .filter(|mark| mark.kind() == Kind::Cue)
        .filter(|mark| mark.status != Status::Rejected || claim.cues.contains(&mark.id))
        .filter(|mark| mark.span().contains(stretch) || stretch.contains(mark.span()))
        .min_by_key(|mark| mark.span().len().abs_diff(stretch.len()))
}

/// A cue that nobody has marked. What the lexicon does not hold is what cues in its place mostly
/// are.
fn unmarked(asked: &Asked<'_>, claim: &ClaimBody, span: Span) -> Mark {
    let around = Stretch::new(asked.document, span, &[]);
    let inside = claim.content.iter().any(|part| part.contains(span));
    let usual = match inside {
        true => CueType::Epistemic,
        false => CueType::Attribution,
    };
    let kind = around.cue_type(asked.tools.reader, span).unwrap_or(usual);
    Mark::made(asked.document.free_id(Kind::Cue), Body::Cue { span, kind })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Added,
    TakenAway,
}

fn said(asked: &Asked<'_>, span: Span, how: How, what: &str) -> String {
    let span = asked.quoted(span);
    match how {
        How::Added => format!("{span} belongs to the {what} now."),
        How::TakenAway => format!("{span} no longer belongs to the {what}."),
    }
}

/// The parts with the stretch, or without it where they hold it already.
fn toggled(asked: &Asked<'_>, parts: &[Span], stretch: Span) -> (Vec<Span>, How) {
    if parts.iter().any(|part| part.contains(stretch)) {
        let source = asked.document.source();
        // Marks that nothing follows any more go as well.
        let is_loose = |c: char| c.is_whitespace() || ",;:".contains(c);
        let pieces = parts.iter().flat_map(|part| without(*part, stretch));
        let pieces = pieces.filter_map(|piece| source.trimmed(piece, is_loose));
        return (pieces.collect(), How::TakenAway);
    }
    let mut all = parts.to_vec();
    all.insert(parts.partition_point(|part| *part < stretch), stretch);
    let mut joined: Vec<Span> = Vec::with_capacity(all.len());
    for part in all {
        match joined.last_mut() {
            Some(last) if touches(asked, *last, part) => *last = last.cover(part),
            _ => joined.push(part),
        }
    }
    (joined, How::Added)
}

/// Whether nothing but white space is between two parts.
fn touches(asked: &Asked<'_>, first: Span, second: Span) -> bool {
    if second.start <= first.end {
        return true;
    }
    let between = Span::new(first.end, second.start);
    let gap = asked.document.source().get(between);
    gap.is_some_and(|gap| gap.trim().is_empty())
}

/// What is left of a part on either side of what is taken away.
fn without(part: Span, gone: Span) -> [Span; 2] {
    let (from, to) = (
        gone.start.clamp(part.start, part.end),
        gone.end.clamp(part.start, part.end),
    );
    match gone.overlaps(part) {
        true => [Span::new(part.start, from), Span::new(to, part.end)],
        false => [part, Span::new(part.end, part.end)],
    }
}
