//! Dialogs: export, and the list of keys.

use super::{button, select};
use crate::text::Unit;
use crate::ui::app::{App, Dialog, Field, Msg};
use crate::ui::html::{Element, On, Property, el};
use crate::ui::keymap::{Command, KEYMAP};
use crate::ui::run::Stage;

pub(super) fn export(app: &App) -> Element {
    let units = [
        ("codepoint", Unit::CodePoint, "Code points (Python)"),
        ("utf16", Unit::Utf16, "UTF-16 units (JavaScript, Java)"),
        ("byte", Unit::Byte, "UTF-8 bytes (Rust, Go)"),
    ];
    let chosen = (units.iter())
        .find(|(_, unit, _)| *unit == app.unit)
        .map_or("codepoint", |(value, ..)| value);
    let mut options = (units.iter()).map(|(value, _, words)| (*value, (*words).to_owned()));
    dialog(app, Dialog::Export, "export", "Export").children([
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

pub(super) fn keys(app: &App) -> Element {
    let rows = KEYMAP.iter().map(|binding| {
        let mut keys = el("dt");
        for (index, key) in binding.keys.iter().enumerate() {
            if index > 0 {
                keys = keys.child(el("span").text(" or "));
            }
            keys = keys.child(el("kbd").text(key.words()));
        }
        let words = match binding.place {
            Some(_) => format!("{}, in the article", binding.words),
            None => binding.words.to_owned(),
        };
        el("div").child(keys).child(el("dd").text(words))
    });
    dialog(app, Dialog::Keys, "keys", "Keyboard").children([
        el("p").text("Letter keys work outside text fields."),
        el("dl").children(rows),
        el("div.buttons").child(button("Close", Command::CloseDialog)),
    ])
}

fn dialog(app: &App, dialog: Dialog, id: &'static str, title: &'static str) -> Element {
    let title_id = match dialog {
        Dialog::Export => "export-title",
        Dialog::Keys => "keys-title",
    };
    el("dialog")
        .attr("id", id)
        .attr("aria-labelledby", title_id)
        .property(Property::Open(app.dialog == Some(dialog)))
        .on(On::Close(Msg::Do(Command::CloseDialog)))
        .child(el("h2").attr("id", title_id).text(title))
}
