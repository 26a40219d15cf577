//! The sheet of what became of the engine's marks: how right it was, as the person judged it.
//!
//! Runs in the worker. Knows sums. Must not know how they are made.

use super::html::{Element, el};
use super::paper::switch;
use super::words::{InWords, count, grouped};
use crate::annotation::{Kind, Label, State};
use crate::extract::{Certainty, CueType};
use crate::project::{Counts, Head, Row, summary};

/// Which documents are summed up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Of {
    #[default]
    Document,
    Project,
}

impl Of {
    /// Reads what a control asks for.
    pub fn ask(words: &str) -> Self {
        match words {
            "project" => Self::Project,
            _ => Self::Document,
        }
    }
}

/// `shown` is the document that the page shows.
pub fn view(heads: &[&Head], of: Of, shown: Option<&str>) -> Element {
    let chosen: Vec<&Head> = match of {
        Of::Project => heads.to_vec(),
        Of::Document => (heads.iter().copied())
            .filter(|head| Some(&*head.id) == shown)
            .collect(),
    };
    let complete = chosen.iter().filter(|head| head.state == State::Complete);
    let rows = summary(chosen.iter().copied());
    let choice =
        |words: &str, what: &str, which: Of| switch("ledger", what, of == which, words.to_owned());
    let sheet = el("div.sheet[aria-label=What became of the engine's marks]")
        .child(
            el("p")
                .child(choice("This document", "document", Of::Document))
                .child(choice("All documents", "project", Of::Project)),
        )
        .child(el("p").text(format!(
            "Precision is how much of what the engine said you agree with; recall, how much of \
             what there is it had said. Recall is told of complete documents only: {} of {}.",
            grouped(complete.count()),
            count(chosen.len(), "document", "documents"),
        )));
    let layers = Kind::ALL.iter().map(|kind| layer(*kind, &rows));
    sheet.children(layers.flatten())
}

fn layer(kind: Kind, rows: &[Row]) -> Option<Element> {
    let rows: Vec<&Row> = rows.iter().filter(|row| row.kind == kind).collect();
    if rows.is_empty() {
        return None;
    }
    let name = match kind {
        Kind::Entity => "Entities",
        Kind::Cue => "Cues",
        Kind::Claim => "Claims",
    };
    let mut all = Row {
        kind,
        what: "All".to_owned(),
        all: Counts::default(),
        complete: Counts::default(),
    };
    for row in &rows {
        all.all.add(row.all);
        all.complete.add(row.complete);
    }
    let head = [
        name,
        "Right",
        "Wrong",
        "Missed",
        "Open",
        "Precision",
        "Recall",
    ];
    Some(
        el("table")
            .child(el("tr").children(head.map(|words| el("th[scope=col]").text(words))))
            .children(
                rows.into_iter()
                    .map(|row| line(row, called(kind, &row.what))),
            )
            .child(line(&all, all.what.clone())),
    )
}

fn called(kind: Kind, what: &str) -> String {
    let words = match kind {
        Kind::Entity => Label::parse(what).map(InWords::words),
        Kind::Cue => CueType::parse(what).map(InWords::words),
        Kind::Claim => Certainty::parse(what).map(InWords::words),
    };
    words.map_or_else(|| what.to_owned(), |words| words.name.to_owned())
}

fn line(row: &Row, name: String) -> Element {
    let number = |number: u32| grouped(number as usize);
    let share = |share: Option<f64>| {
        share.map_or_else(|| "–".to_owned(), |share| format!("{:.0} %", share * 100.0))
    };
    let cells = [
        number(row.all.right),
        number(row.all.wrong),
        number(row.complete.missed),
        number(row.all.open),
        share(row.all.precision()),
        share(row.complete.recall()),
    ];
    el("tr")
        .child(el("th[scope=row]").text(name))
        .children(cells.map(|cell| el("td").text(cell)))
}
