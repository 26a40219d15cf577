//! The bar at the top: the page's name and promise, and what can be done at any time.

use super::button;
use crate::ui::app::App;
use crate::ui::html::{Element, el};
use crate::ui::keymap::Command;

pub(super) fn view(app: &App) -> Element {
    let history = app.work().history();
    let empty = app.work().text().is_empty();
    el("header#bar")
        .child(
            el("div.brand")
                .child(el("h1").standing())
                .child(el("p").standing())
                .child(el("p#kept").text(app.keeping.words.clone())),
        )
        .child(
            el("nav[aria-label=Tools]")
                .child(
                    group("Take text in")
                        .child(button("Paste", Command::Paste))
                        .child(button("Open file", Command::OpenFile))
                        .child(button("Documents", Command::Ask("documents:"))),
                )
                .child(
                    group("Change")
                        .child(enabled(button("Undo", Command::Undo), history.can_undo()))
                        .child(enabled(button("Redo", Command::Redo), history.can_redo())),
                )
                .child(group("Take marks out").child(
                    enabled(button("Export", Command::ExportDialog), !empty).class("primary"),
                ))
                .child(
                    group("Help").child(
                        button("?", Command::Ask("help:"))
                            .attr("aria-label", "Keyboard shortcuts")
                            .attr("title", "Keyboard shortcuts"),
                    ),
                ),
        )
}

fn group(name: &'static str) -> Element {
    el("div.group[role=group]").attr("aria-label", name)
}

/// A button that stays where it is, and can be reached, when there is nothing for it to do.
fn enabled(button: Element, enabled: bool) -> Element {
    match enabled {
        true => button,
        false => button.attr("aria-disabled", "true"),
    }
}
