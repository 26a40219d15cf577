//! What sheets of the worker are made of: controls that ask for something.
//!
//! Runs in the worker.

use super::app::{Field, Msg};
use super::html::{Element, On, Property, el};

/// A button that asks something of a sheet, by the sheet's name.
pub fn ask(sheet: &str, what: impl AsRef<str>) -> Element {
    let what = format!("{sheet}:{}", what.as_ref());
    el("button[type=button]").on(On::Click(Msg::Ask(what.into())))
}

/// A choice among some: each with what is asked for and what it is called.
pub fn select(
    name: &'static str,
    asks: impl AsRef<str>,
    chosen: &str,
    options: impl IntoIterator<Item = (String, String)>,
) -> Element {
    let options = options.into_iter();
    let options = options.map(|(value, words)| el("option").attr("value", value).text(words));
    let select = el("select")
        .property(Property::Value(chosen.into()))
        .on(On::Input(Field::Ask(asks.as_ref().into())))
        .children(options);
    match name {
        "" => select,
        name => select.attr("aria-label", name),
    }
}

/// A switch: a button that stays pressed.
pub fn switch(sheet: &str, what: &str, on: bool, words: String) -> Element {
    ask(sheet, what)
        .attr("aria-pressed", if on { "true" } else { "false" })
        .text(words)
}

/// The same words, with a capital.
pub fn capital(words: &str) -> String {
    let (first, rest) = words.split_at_checked(1).unwrap_or((words, ""));
    format!("{}{rest}", first.to_uppercase())
}
