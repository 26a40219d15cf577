//! What lies over the text: the caret, the ends of the selected mark to take hold of, and the
//! labels that are offered for a selection. And how far the person is.
//!
//! Must not know where any of it stands: `web::caret` puts it there.

use super::{button, pressed};
use crate::protocol::Order;
use crate::ui::app::App;
use crate::ui::html::{Element, el};
use crate::ui::keymap::Command;
use crate::ui::run::Stage;
use crate::ui::words;

pub(super) fn view(app: &App) -> Element {
    let picker = el("div#picker[role=group][tabindex=-1][aria-label=Label what is selected]");
    let caret = el("span#caret");
    let end = |grip: Element| match app.work().selected {
        Some(_) => grip,
        None => grip.attr("hidden", ""),
    };
    el("div#overlay")
        .child(match app.picker() {
            Some(labels) => picker.child(labels),
            None => picker.attr("hidden", ""),
        })
        .child(match app.blinks() {
            true => caret,
            false => caret.attr("hidden", ""),
        })
        .child(end(el("span#grip-start.grip")))
        .child(end(el("span#grip-end.grip")))
        .child(el("p#heard.unseen[role=status]").text(app.heard.clone()))
}

/// How many suggestions are decided, how fast that goes, and in which order they come.
pub(super) fn review(app: &App) -> Element {
    let place = el("div#review[role=group][aria-label=Review]");
    let told = &app.reviewed;
    let work = app.work();
    if work.run.stage != Stage::Done || told.document != *work.id() || told.all == 0 {
        return place.attr("hidden", "");
    }
    let mut words = words::grouped(told.decided as usize);
    words.push_str(" of ");
    words.push_str(&words::grouped(told.all as usize));
    words.push_str(" decided");
    if told.a_minute > 0 {
        words.push_str(", ");
        words.push_str(&words::grouped(told.a_minute as usize));
        words.push_str(" a minute");
    }
    place
        .child(
            el("progress[aria-label=Decided]")
                .attr("max", told.all.to_string())
                .attr("value", told.decided.to_string()),
        )
        .child(el("span").text(words))
        .child(
            button("Least sure first", Command::ReviewOrder)
                .attr("aria-pressed", pressed(app.review == Order::Doubt)),
        )
}
