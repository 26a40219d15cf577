//! The dialog of what the worker draws.

use super::button;
use crate::ui::app::{App, Msg};
use crate::ui::html::{Element, On, Property, el};
use crate::ui::keymap::Command;

/// A tree that has its title for a label; while there is none, the dialog is closed and empty.
pub(super) fn view(app: &App) -> Element {
    let paper = app.paper.as_ref();
    let title = paper.and_then(|paper| paper.attribute("aria-label"));
    let title = title.unwrap_or_default().to_owned();
    let place = el("dialog#sheet")
        .attr("aria-label", title.clone())
        .property(Property::Open(paper.is_some()))
        .on(On::Close(Msg::Do(Command::CloseDialog)));
    match paper {
        Some(paper) => (place.child(el("h2").text(title)).child(paper.clone()))
            .child(el("div.buttons").child(button("Close", Command::CloseDialog))),
        None => place,
    }
}
