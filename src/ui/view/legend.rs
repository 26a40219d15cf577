//! What kinds of marks there are, how many of each, and the switches that show or hide them.

use super::pressed;
use crate::annotation::{Kind, Label};
use crate::extract::{Certainty, CueType};
use crate::ui::app::{App, Field, Msg};
use crate::ui::html::{Element, On, Property, el};
use crate::ui::shown::Facet;
use crate::ui::words::{self, InWords, Words};

pub(super) fn view(app: &App) -> Element {
    let mut labels = (0..)
        .map_while(Label::numbered)
        .map(|label| (Facet::Label(label), label.as_str(), label.words()));
    let mut cues =
        (CueType::ALL.iter()).map(|kind| (Facet::Cue(*kind), kind.as_str(), kind.words()));
    let mut levels = (Certainty::ALL.iter().rev())
        .map(|level| (Facet::Certainty(*level), level.as_str(), level.words()));
    el("section#legend[aria-labelledby=legend-title]")
        .child(el("h2#legend-title").text("Legend"))
        .child(layer(app, Kind::Entity, "Entities", &mut labels))
        .child(layer(app, Kind::Cue, "Cues", &mut cues))
        .child(layer(app, Kind::Claim, "Claims", &mut levels))
        .child(rejected(app))
        .child(threshold(app))
}

fn layer(
    app: &App,
    kind: Kind,
    name: &'static str,
    facets: &mut dyn Iterator<Item = (Facet, &'static str, Words)>,
) -> Element {
    let facet = Facet::Layer(kind);
    let on = app.shown.facet(facet);
    let chips = facets
        .filter(|(facet, ..)| count(app, *facet) > 0 || !app.shown.facet(*facet))
        .map(|(facet, label, words)| {
            el("li").key(label).child(
                switch(app, facet, words.name)
                    .class("chip")
                    .attr("data-kind", kind.as_str())
                    .attr("data-label", label)
                    .attr("title", meaning(app, label)),
            )
        });
    el("div.layer")
        .attr("data-on", pressed(on))
        .child(switch(app, facet, name).class("layer-switch"))
        .child(el("ul").attr("aria-label", name).children(chips))
}

/// What falls under a label, cue type or level; own labels have their names alone.
fn meaning(app: &App, label: &str) -> String {
    let known = app.meanings.iter().find(|(known, _)| known == label);
    known.map_or_else(String::new, |(_, meaning)| meaning.clone())
}

fn rejected(app: &App) -> Element {
    let place = el("div.layer");
    match count(app, Facet::Rejected) {
        0 => place.attr("hidden", ""),
        _ => place.child(switch(app, Facet::Rejected, "Rejected").class("layer-switch")),
    }
}

/// The field that hides what the engine is not sure of, and how much that is.
fn threshold(app: &App) -> Element {
    let shown = &app.shown;
    let marks = app.work().document().marks();
    // Each frame asks for it: the marks are looked at only where some may be hidden.
    let hidden = match shown.least {
        0 => 0,
        _ => marks.filter(|mark| shown.doubts(mark)).count(),
    };
    let field = el("input[type=number][min=0][max=100][step=5]")
        .property(Property::Value(shown.least.to_string().into()))
        .on(On::Input(Field::Least));
    el("label.least")
        .text("Hide suggestions below ")
        .child(field)
        .text(format!(" % sure: {} hidden", words::grouped(hidden)))
}

/// A button that shows or hides what it names, with how much there is of it.
fn switch(app: &App, facet: Facet, name: &'static str) -> Element {
    el("button[type=button]")
        .attr("aria-pressed", pressed(app.shown.facet(facet)))
        .on(On::Click(Msg::Toggle(facet)))
        .child(el("span.swatch[aria-hidden=true]"))
        .child(el("span.name").text(name))
        .text(" ")
        .child(el("span.count").text(words::grouped(count(app, facet))))
}

fn count(app: &App, facet: Facet) -> usize {
    app.work().tally().facet(facet)
}
