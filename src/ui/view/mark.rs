//! Marks in text, as elements.
//!
//! Knows what a mark looks like to the style sheet and to a screen reader. Must not know where
//! marks come from.

use crate::annotation::{Id, Status};
use crate::text::Span;
use crate::ui::app::{Go, Msg};
use crate::ui::html::{Element, Node, On, el, text};
use crate::ui::segment::{Piece, Role, Stretch, segments};
use crate::ui::words::{self, grouped};
use std::borrow::Cow;

/// One stretch of one mark as it is drawn in a block; its span counts from the block's start
/// and may reach out of the block.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Drawn {
    pub stretch: Stretch,
    pub id: Id,
    pub label: &'static str,
    /// What stands above it in small type; empty for none.
    pub tag: &'static str,
    /// What a screen reader says of it, beside its status.
    pub description: Cow<'static, str>,
    pub status: Status,
    /// Whether somebody wants it to be discussed.
    pub flagged: bool,
    /// Whether the engine says it and is not sure, and nobody has decided.
    pub unsure: bool,
    pub emphasis: Emphasis,
    /// Whether it is a part of the claim that is lit up, selected or not.
    pub lit: bool,
    /// The how manieth mark it is of all that are shown, and of how many: of the selected one.
    pub place: Option<(usize, usize)>,
    /// Where the bar of a claim stands in the margin.
    pub lane: u8,
    /// Whether it is what the focus comes to, or only a part of it.
    pub part: Part,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Emphasis {
    None,
    /// Names the same thing as the selected mark, or is the claim around the one that is lit.
    Related,
    /// A part of the claim that the pointer, the focus or the selection is at.
    Lit,
    Selected,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// What a mark is found by: its only stretch, or a claim's first.
    First,
    Further,
}

/// The text with its marks, which stand in [`Stretch::order`].
pub(super) fn pieces(block: &str, marks: &[Drawn]) -> Vec<Node> {
    let stretches: Vec<Stretch> = marks.iter().map(|mark| mark.stretch).collect();
    let whole = Span::new(0, block.len() as u32);
    nodes(block, marks, segments(whole, &stretches))
}

fn nodes(block: &str, marks: &[Drawn], pieces: Vec<Piece>) -> Vec<Node> {
    pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Text(span) => text(block.get(span.range()).unwrap_or_default().to_owned()),
            Piece::Mark {
                stretch,
                span,
                pieces,
            } => element(&marks[stretch], span)
                .children(nodes(block, marks, pieces))
                .into(),
        })
        .collect()
}

fn element(mark: &Drawn, piece: Span) -> Element {
    let kind = match mark.stretch.role {
        Role::Claim => "claim",
        Role::Source => "source",
        Role::Entity => "entity",
        Role::Cue => "cue",
    };
    let mut element = el("mark")
        .attr("data-kind", kind)
        .attr("data-label", mark.label);
    // What is said or shown once stands at the first piece.
    let begins = piece.start == mark.stretch.span.start;
    if begins && !mark.tag.is_empty() {
        element = element.attr("data-tag", mark.tag);
    }
    if mark.stretch.role == Role::Claim {
        element = element.attr("data-lane", LANES[usize::from(mark.lane)]);
    }
    element = element.attr("data-id", String::from(&*mark.id.0));
    match mark.status {
        Status::Suggested => {}
        status => element = element.attr("data-status", status.as_str()),
    }
    if mark.unsure {
        element = element.attr("data-unsure", "");
    }
    if mark.flagged {
        element = element.attr("data-flagged", "");
    }
    if mark.lit {
        element = element.attr("data-part", "");
    }
    match mark.emphasis {
        Emphasis::None => {}
        Emphasis::Related => element = element.attr("data-emphasis", "related"),
        Emphasis::Lit => element = element.attr("data-emphasis", "lit"),
        Emphasis::Selected => element = element.attr("data-emphasis", "selected"),
    }
    if begins && mark.part == Part::First {
        let mut description = mark.description.to_string();
        let mut add = |part: &str| words::add(&mut description, ", ", part);
        add(words::status(mark.status));
        if mark.unsure {
            add("unsure");
        }
        if mark.flagged {
            add("flagged");
        }
        if let Some((at, all)) = mark.place {
            add(&format!("{} of {}", grouped(at), grouped(all)));
        }
        let stop = match mark.emphasis {
            Emphasis::Selected => "0",
            Emphasis::None | Emphasis::Related | Emphasis::Lit => "-1",
        };
        element = element
            .attr("data-begins", "")
            .attr("tabindex", stop)
            .attr("aria-description", description);
    }
    element.on(On::Click(Msg::Select {
        id: mark.id.clone(),
        go: Go::FromText,
    }))
}

/// How many bars stand beside each other in the margin.
pub(super) const LANES: [&str; 3] = ["0", "1", "2"];
