//! Dialogs: export, and one for what the worker draws.

use super::{button, select};
use crate::text::Unit;
use crate::ui::app::{App, Dialog, Field, Msg};
use crate::ui::html::{Element, On, Property, el};
use crate::ui::keymap::Command;
use crate::ui::run::Stage;
use std::borrow::Cow;

pub(super) fn export(app: &App) -> Element {
    dialog(
        app,
        Dialog::Export,
        "export",
        "Export".into(),
        export_content,
    )
}

fn export_content(app: &App, place: Element) -> Element {
    let units = [
        ("codepoint", Unit::CodePoint, "Code points (Python)"),
        ("utf16", Unit::Utf16, "UTF-16 units (JavaScript, Java)"),
        ("byte", Unit::Byte, "UTF-8 bytes (Rust, Go)"),
    ];
    let chosen = (units.iter())
        .find(|(_, unit, _)| *unit == app.unit)
        .map_or("codepoint", |(value, ..)| value);
    let mut options = (units.iter()).map(|(value, _, words)| (*value, (*words).to_owned()));
    place.children([
        el("p").text(format!("“{}”: {}.", app.work().title(), app.found())),
        match app.work().run.stage {
            Stage::Reading { .. } => el("p").text(
                "The engine is still reading: the file would hold what was found so far.",
            ),
            Stage::Idle | Stage::Done | Stage::Failed => el("p[hidden]"),
        },
        el("div.field")
            .child(el("label[for=unit]").text("Offsets count"))
            .child(select(Field::Unit, chosen, &mut options).attr("id", "unit")),
        el("p.small").text(
            "Hedgerow JSON holds the text, every mark with its offsets and words, \
             your decisions, and the reasons. Before it is written, each span is cut from the text and compared.",
        ),
        el("div.buttons")
            .child(button("Download", Command::Download).class("primary"))
            .child(button("Copy JSON", Command::CopyJson))
            .child(button("Close", Command::CloseDialog)),
    ])
}

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
