//! What the sheet of a mark says of its decision: who made it, when, what the engine had said;
//! and what a person notes on it.
//!
//! Runs in the worker. Knows traces. Must not know how they come about.

use super::app::{Field, Msg};
use super::html::{Element, On, Property, el};
use super::inspector::Inspected;
use crate::annotation::{Document, Mark, Outcome, When};
use crate::hand::note;

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// The lines at the end of the sheet. Who has not said their name is asked once they decided.
pub fn lines(inspected: &Inspected<'_>, annotator: &str) -> Vec<Element> {
    let Inspected { document, mark, .. } = inspected;
    let words = |what: &str| format!("@{}\n{what}", mark.id);
    let flag = el("button[type=button]")
        .attr("aria-pressed", mark.is_flagged().to_string())
        .on(On::Click(Msg::Hand(words("flag").into())))
        .text("Unsure, discuss");
    let field = el("input")
        .property(Property::Value(note(mark).into()))
        .on(On::Change(Field::Hand(words("note=").into())));
    let noted = el("label").child(el("span").text("Note ")).child(field);
    let mut lines = vec![el("p").child(flag), el("p").child(noted)];
    lines.extend(decision(document, mark).map(|words| el("p.decision").text(words)));
    if annotator.is_empty() && mark.is_decided() {
        let field = el("input").on(On::Input(Field::Ask("name:".into())));
        let asks = el("label")
            .child(el("span").text("Your name, to stand on your decisions "))
            .child(field);
        lines.push(el("p").child(asks));
    }
    lines
}

/// "Relabelled by Ada on 3 Nov 2026. The engine said ORG (83 %)."
fn decision(document: &Document, mark: &Mark) -> Option<String> {
    let trace = document.trace(&mark.id)?;
    let outcome = document
        .outcome(mark)
        .map_or("Decided on", |outcome| match outcome {
            Outcome::Accepted => "Accepted",
            Outcome::Relabelled => "Relabelled",
            Outcome::Resized => "Resized",
            Outcome::Changed => "Changed",
            Outcome::Rejected => "Rejected",
            Outcome::Added => "Added",
        });
    let mut words = outcome.to_owned();
    if let Some(name) = &trace.annotator {
        words += &format!(" by {name}");
    }
    if let Some(at) = trace.at {
        words += &format!(" on {}", date(at));
    }
    words.push('.');
    if let Some(said) = &trace.said {
        let span = said.span(mark.span());
        let text = span.and_then(|span| document.source().get(span));
        words += &format!(" The engine said {}", said.what);
        if let Some(text) = text.filter(|_| span != Some(mark.span())) {
            words += &format!(" of “{text}”");
        }
        if let Some(sure) = said.confidence {
            words += &format!(" ({:.0} %)", sure * 100.0);
        }
        words.push('.');
    }
    Some(words)
}

fn date(at: When) -> String {
    let (year, month, day) = at.date();
    let month = MONTHS.get(month as usize - 1).copied().unwrap_or_default();
    format!("{day} {month} {year}")
}
