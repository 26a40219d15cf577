//! The sheet of what a person says of a document: its title, where it is from, and a note.
//!
//! Runs in the worker. Knows the head of a document. Must not know how it is kept.

use super::app::Field;
use super::html::{Element, On, el};
use crate::project::Head;

/// A field: how it is asked for, what it is called, and where it stands.
type Line = (&'static str, &'static str, fn(&mut Head) -> &mut String);

/// The one that is also the document's name.
const TITLE: &str = "title";

const LINES: &[Line] = &[
    (TITLE, "Title", |head| &mut head.title),
    ("url", "Address", |head| &mut head.meta.url),
    ("date", "Date", |head| &mut head.meta.date),
    ("licence", "Licence", |head| &mut head.meta.licence),
    ("note", "Note", |head| &mut head.note),
];

/// What a control asks for: the document, and how its head is to change.
pub fn ask(words: &str) -> Option<(&str, impl FnOnce(&mut Head) + use<>)> {
    let (what, value) = words.split_once('=')?;
    let (id, value) = value.split_once('\n')?;
    let (.., place) = LINES.iter().find(|(name, ..)| *name == what)?;
    let value = value.to_owned();
    let names = what == TITLE;
    Some((id, move |head: &mut Head| match names {
        true => head.call(value),
        false => *place(head) = value,
    }))
}

/// Where there is no document, there is nothing to say.
pub fn view(head: Option<&Head>) -> Element {
    let sheet = el("div.sheet[aria-label=About the document]");
    let Some(mut head) = head.cloned() else {
        return sheet.child(el("p.none").text("There is no document yet."));
    };
    let id = head.id.clone();
    let lines = LINES.iter().map(|(name, words, place)| {
        let value = place(&mut head).clone();
        let field = match *name {
            "note" => el("textarea").text(value),
            _ => el("input").attr("value", value),
        };
        let field = field.on(On::Input(Field::Ask(format!("about:{name}={id}\n").into())));
        el("p.field").child(el("label").text(format!("{words} ")).child(field))
    });
    sheet.children(lines.collect::<Vec<_>>())
}
