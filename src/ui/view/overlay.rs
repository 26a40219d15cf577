//! What lies over the text: the caret, the ends of the selected mark to take hold of, and the
//! labels that are offered for a selection. And how far the person is.
//!
//! Must not know where any of it stands: `web::caret` puts it there.

use crate::ui::app::App;
use crate::ui::html::{Element, el};
use crate::ui::run::Stage;

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

/// How far the person is: as the worker says it, once all is read.
pub(super) fn review(app: &App) -> Element {
    let place = el("div#review[role=group][aria-label=Review]");
    match app.reviewed.clone() {
        Some(sheet) if app.work().run.stage == Stage::Done => place.child(sheet),
        _ => place.attr("hidden", ""),
    }
}
