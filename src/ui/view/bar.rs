//! The bar at the top: the page's name and promise, and what can be done at any time.

use super::button;
use crate::ui::app::App;
use crate::ui::desk::SAMPLES;
use crate::ui::html::{Element, el};
use crate::ui::keymap::{Command, Menu, Style};

pub(super) fn view(app: &App) -> Element {
    let history = app.work().history();
    let empty = app.work().text().is_empty();
    el("header#bar")
        .child(
            el("div.brand")
                .child(el("h1").text("Hedgerow"))
                .child(el("p").text("Nothing leaves this browser"))
                .child(el("p#kept").text(app.keeping.words.clone())),
        )
        .child(
            el("nav[aria-label=Tools]")
                .child(
                    group("Take text in")
                        .child(button("Paste", Command::Paste))
                        .child(button("Open file", Command::OpenFile))
                        .child(button("Documents", Command::Sheet("documents")))
                        .child(menu(
                            app,
                            Menu::Samples,
                            "Sample",
                            &mut (SAMPLES.iter().enumerate())
                                .map(|(index, sample)| button(sample.name, Command::Sample(index))),
                        )),
                )
                .child(
                    group("Change")
                        .child(enabled(button("Undo", Command::Undo), history.can_undo()))
                        .child(enabled(button("Redo", Command::Redo), history.can_redo())),
                )
                .child(
                    group("Take marks out")
                        .child(menu(
                            app,
                            Menu::CopyClaims,
                            "Copy claims",
                            &mut [
                                button("As plain text", Command::CopyClaims(Style::Plain)),
                                button("As Markdown", Command::CopyClaims(Style::Markdown)),
                            ]
                            .into_iter(),
                        ))
                        .child(
                            enabled(button("Export", Command::ExportDialog), !empty)
                                .class("primary"),
                        ),
                )
                .child(
                    group("Help").child(
                        button("?", Command::Keys)
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

/// A button that shows a list of further buttons under it.
fn menu(
    app: &App,
    menu: Menu,
    words: &'static str,
    items: &mut dyn Iterator<Item = Element>,
) -> Element {
    let open = app.menu == Some(menu);
    let list = el("ul").attr("id", list_id(menu)).attr("aria-label", words);
    let list = match open {
        true => list.children(items.map(|item| el("li").child(item))),
        false => list.attr("hidden", ""),
    };
    el("div.menu")
        .child(
            button(words, Command::Menu(menu))
                .attr("id", menu.button_id())
                .attr("aria-expanded", super::pressed(open))
                .attr("aria-controls", list_id(menu)),
        )
        .child(list)
}

fn list_id(menu: Menu) -> &'static str {
    match menu {
        Menu::Samples => "samples",
        Menu::CopyClaims => "copies",
    }
}
