//! The dialog of what the worker draws.

use super::button;
use crate::ui::app::{App, Dialog, Msg};
use crate::ui::html::{Element, On, Property, el};
use crate::ui::keymap::Command;
use std::borrow::Cow;

/// What the worker has drawn: a tree that has its title for a label.
pub(super) fn sheet(app: &App) -> Element {
    let title = app
        .paper
        .as_ref()
        .and_then(|paper| paper.attribute("aria-label"));
    let title = title.unwrap_or_default().to_owned();
    dialog(app, Dialog::Sheet, "sheet", title.into(), |app, place| {
        let paper = app.paper.clone();
        place
            .children(paper)
            .child(el("div.buttons").child(button("Close", Command::CloseDialog)))
    })
}

/// A dialog; while it is closed there is nothing in it.
fn dialog(
    app: &App,
    dialog: Dialog,
    id: &'static str,
    title: Cow<'static, str>,
    content: fn(&App, Element) -> Element,
) -> Element {
    let open = app.dialog == Some(dialog);
    let place = el("dialog")
        .attr("id", id)
        .attr("aria-label", title.clone())
        .property(Property::Open(open))
        .on(On::Close(Msg::Do(Command::CloseDialog)));
    match open {
        true => content(app, place.child(el("h2").text(title))),
        false => place,
    }
}
