//! Moving where a mark begins or ends: by words, by graphemes, or to a place.
//!
//! Knows that a border stays on its side of the other one, and of the parts beside its own.
//! Must not know what a mark says.

use super::{Asked, Snap, done, level, make, snap};
use crate::annotation::{Body, Mark};
use crate::protocol::Done;
use crate::text::Span;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Start,
    End,
}

/// Where a border is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum To {
    /// So many words on.
    Words(i32),
    Graphemes(i32),
    Place(u32),
}

/// A part of a mark, and how far its borders may go: to the parts beside it.
#[derive(Debug, Clone, Copy)]
struct Part {
    span: Span,
    room: Span,
    list: List,
    index: usize,
}

/// Which of its spans a part of a mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Own,
    Content,
    Source,
}

pub(super) fn start(asked: &Asked<'_>) -> Result<Done, String> {
    move_edge(asked, Edge::Start)
}

pub(super) fn end(asked: &Asked<'_>) -> Result<Done, String> {
    move_edge(asked, Edge::End)
}

fn move_edge(asked: &Asked<'_>, edge: Edge) -> Result<Done, String> {
    let mark = asked.mark()?;
    let (from, to) = read(asked.value).ok_or("That is no place for a border.")?;
    let parts = parts(asked, &mark.body);
    // The part whose border was seized, or that the caret is at.
    let near = from.or(match to {
        To::Place(place) => Some(place),
        To::Words(_) | To::Graphemes(_) => asked.at.caret.map(|caret| caret.focus),
    });
    let part = match (near, edge) {
        (Some(place), _) => parts
            .iter()
            .min_by_key(|part| edge.of(part.span).abs_diff(place)),
        (None, Edge::Start) => parts.first(),
        (None, Edge::End) => parts.iter().rfind(|part| part.list != List::Source),
    };
    let part = part.ok_or("There is no border to move.")?;
    let place = match to {
        To::Place(place) => at_place(asked, *part, edge, place),
        To::Words(steps) => step(asked, *part, edge, steps),
        To::Graphemes(steps) => by_graphemes(asked, *part, edge, steps),
    };
    let span = match edge {
        Edge::Start => Span::new(place, part.span.end),
        Edge::End => Span::new(part.span.start, place),
    };
    if span == part.span {
        return Err("It goes no further.".to_owned());
    }
    let body = with(mark.body.clone(), *part, span);
    let new = Mark::made(mark.id.clone(), body);
    let words = format!(
        "Now {}.{}",
        asked.quoted(span),
        make::overlapped(asked, &new)
    );
    Ok(done(level::changed(asked, mark, new.body), words))
}

/// "+1", "-1" by words; "+g", "-g" by a grapheme; "123" to a place; "100>123" from one.
fn read(value: &str) -> Option<(Option<u32>, To)> {
    match value {
        "+g" => return Some((None, To::Graphemes(1))),
        "-g" => return Some((None, To::Graphemes(-1))),
        _ => {}
    }
    if value.starts_with(['+', '-']) {
        return Some((None, To::Words(value.parse().ok()?)));
    }
    match value.split_once('>') {
        Some((from, to)) => Some((Some(from.parse().ok()?), To::Place(to.parse().ok()?))),
        None => Some((None, To::Place(value.parse().ok()?))),
    }
}

/// The parts of a mark, those of a claim's content first.
fn parts(asked: &Asked<'_>, body: &Body) -> Vec<Part> {
    let whole = asked.document.span();
    let list = |spans: &[Span], list: List| {
        let part = |index: usize| Part {
            span: spans[index],
            room: Span::new(
                index.checked_sub(1).map_or(whole.start, |at| spans[at].end),
                spans.get(index + 1).map_or(whole.end, |next| next.start),
            ),
            list,
            index,
        };
        (0..spans.len()).map(part).collect::<Vec<_>>()
    };
    match body {
        Body::Entity { span, .. } | Body::Cue { span, .. } => list(&[*span], List::Own),
        Body::Claim(claim) => {
            let mut parts = list(&claim.content, List::Content);
            parts.extend(list(&claim.source, List::Source));
            parts
        }
    }
}

/// A body with another span for one of its parts.
fn with(mut body: Body, part: Part, to: Span) -> Body {
    match (&mut body, part.list) {
        (Body::Entity { span, .. } | Body::Cue { span, .. }, _) => *span = to,
        (Body::Claim(claim), List::Source) => claim.source[part.index] = to,
        (Body::Claim(claim), _) => claim.content[part.index] = to,
    }
    body
}

impl Edge {
    fn of(self, span: Span) -> u32 {
        match self {
            Self::Start => span.start,
            Self::End => span.end,
        }
    }

    /// Whether the border may be at a place.
    fn may(self, part: Part, place: u32) -> bool {
        match self {
            Self::Start => part.room.start <= place && place < part.span.end,
            Self::End => part.span.start < place && place <= part.room.end,
        }
    }
}

/// The borders of words around a place where the border may be, in text order.
fn places(asked: &Asked<'_>, part: Part, edge: Edge, around: u32) -> Vec<u32> {
    let around = Span::new(around, around);
    let tokens = snap::tokens(asked.document.source(), around).into_iter();
    let places = tokens.map(|token| edge.of(token.span));
    places.filter(|place| edge.may(part, *place)).collect()
}

fn step(asked: &Asked<'_>, part: Part, edge: Edge, steps: i32) -> u32 {
    let here = edge.of(part.span);
    let places = places(asked, part, edge, here);
    let before = places.partition_point(|place| *place < here) as i64;
    let stands = i64::from(places.get(before as usize) == Some(&here));
    // From between two words the first step is to the next one's border.
    let to = match steps {
        0.. => before + stands + i64::from(steps) - 1,
        _ => before + i64::from(steps),
    };
    let last = places.len() as i64 - 1;
    match last {
        -1 => here,
        _ => places[to.clamp(0, last) as usize],
    }
}

fn at_place(asked: &Asked<'_>, part: Part, edge: Edge, place: u32) -> u32 {
    let here = edge.of(part.span);
    match asked.snap {
        Snap::Words => {
            let places = places(asked, part, edge, place);
            let nearest = places.into_iter().min_by_key(|other| other.abs_diff(place));
            nearest.unwrap_or(here)
        }
        Snap::Graphemes => {
            let source = asked.document.source();
            let (least, most) = match edge {
                Edge::Start => {
                    let last = snap::next(source, part.span.end, snap::Side::Before);
                    (part.room.start, last.max(part.span.start))
                }
                Edge::End => {
                    let first = snap::next(source, part.span.start, snap::Side::Behind);
                    (first.min(part.span.end), part.room.end)
                }
            };
            let place = place.clamp(least, most.max(least));
            let place = snap::grapheme(source, place, snap::Side::Before);
            match edge.may(part, place) {
                true => place,
                false => here,
            }
        }
    }
}

fn by_graphemes(asked: &Asked<'_>, part: Part, edge: Edge, steps: i32) -> u32 {
    let side = match steps {
        0.. => snap::Side::Behind,
        _ => snap::Side::Before,
    };
    let here = edge.of(part.span);
    let place = snap::next(asked.document.source(), here, side);
    match edge.may(part, place) {
        true => place,
        false => here,
    }
}
