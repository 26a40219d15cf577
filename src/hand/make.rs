//! Marking a stretch as a name, a value or a cue.
//!
//! Knows what stands there already: the same mark is not made twice, and what others overlap is
//! said. Must not know claims.

use super::{Asked, done, level, relabel};
use crate::annotation::{Body, Id, Label, Mark, Status};
use crate::extract::CueType;
use crate::protocol::Done;
use crate::text::Span;

pub(super) fn entity(asked: &Asked<'_>) -> Result<Done, String> {
    let label = Label::parse(asked.value).ok_or_else(|| unknown("label", asked.value))?;
    make(asked, |span| Body::Entity { span, label })
}

/// The label that a key is pressed for.
pub(super) fn by_key(asked: &Asked<'_>) -> Result<Done, String> {
    let label = asked.value.chars().next().and_then(asked.tools.by_key);
    let label = label.ok_or_else(|| format!("No label has the key “{}”.", asked.value))?;
    entity(&Asked {
        value: label.as_str(),
        at: asked.at.clone(),
        ..*asked
    })
}

pub(super) fn cue(asked: &Asked<'_>) -> Result<Done, String> {
    let kind = CueType::parse(asked.value).ok_or_else(|| unknown("type of cue", asked.value))?;
    make(asked, |span| Body::Cue { span, kind })
}

fn unknown(what: &str, value: &str) -> String {
    format!("“{value}” is no {what}.")
}

/// Of what is selected, or else of the mark that is chosen, or else of the word at the caret.
fn make(asked: &Asked<'_>, body: impl FnOnce(Span) -> Body) -> Result<Done, String> {
    if asked.at.selection().is_none() && asked.mark().is_ok() {
        return relabel::mark(asked);
    }
    let made = Mark::made(Id::from(""), body(asked.stretch()?));
    if let Some(mark) = standing(asked, &made) {
        return again(asked, mark, made.body);
    }
    let words = format!(
        "{} is marked {}.{}",
        asked.quoted(made.span()),
        made.body.spelled(),
        overlapped(asked, &made)
    );
    Ok(Done {
        select: Some(asked.document.free_id(made.kind())),
        ..done(asked.document.adding(made.body), words)
    })
}

/// The mark of this layer that has the same stretch already; one that stands before one that was
/// rejected, and one that says the same before others. What was rejected is in nobody's way.
fn standing<'a>(asked: &Asked<'a>, made: &Mark) -> Option<&'a Mark> {
    let span = made.span();
    let here = asked.document.marks_from(span.start);
    let here = here.take_while(|mark| mark.span().start == span.start);
    here.filter(|mark| mark.span() == span && mark.kind() == made.kind())
        .filter(|mark| mark.status != Status::Rejected || mark.body == made.body)
        .max_by_key(|mark| (mark.status != Status::Rejected, mark.body == made.body))
}

/// What becomes of a mark that is made once more.
fn again(asked: &Asked<'_>, mark: &Mark, body: Body) -> Result<Done, String> {
    let document = asked.document;
    let (edit, words) = match (mark.body == body, mark.status) {
        (true, Status::Accepted) => (None, "That is marked so already."),
        (true, _) => (
            Some(document.deciding([&mark.id], Status::Accepted)),
            "That was marked so already; it is accepted now.",
        ),
        (false, _) => (
            Some(level::changed(asked, mark, body)),
            "That was marked already; it is changed now.",
        ),
    };
    Ok(Done {
        edit,
        select: Some(mark.id.clone()),
        words: words.to_owned(),
        ..Done::default()
    })
}

/// What a mark would stand over of its own layer, as further sentences. It is kept.
pub(super) fn overlapped(asked: &Asked<'_>, made: &Mark) -> String {
    const SAID: usize = 3;
    let span = made.span();
    let overlaps = |mark: &&Mark| {
        let stands = mark.status != Status::Rejected && mark.id != made.id;
        stands && mark.kind() == made.kind() && mark.span().overlaps(span)
    };
    let before = asked.document.marks();
    let before = before.take_while(|mark| mark.span().start < span.end);
    let mut others = before.filter(overlaps);
    let mut words = String::new();
    for mark in others.by_ref().take(SAID) {
        let other = mark.span();
        let how = match (span.contains(other), other.contains(span)) {
            (true, true) => "stands where",
            (true, false) => "holds",
            (false, true) => "stands in",
            (false, false) => "overlaps",
        };
        let what = match how {
            "stands where" => format!("{} is marked", mark.spelled()),
            _ => format!("{} ({})", asked.quoted(other), mark.spelled()),
        };
        words.push_str(&format!(" It {how} {what}."));
    }
    match others.count() {
        0 => words,
        more => format!("{words} It overlaps {more} more."),
    }
}
