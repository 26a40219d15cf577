//! What sheets of the worker are made of: controls that ask for something.
//!
//! Runs in the worker.

use super::app::{Field, Msg};
use super::html::{Element, On, Property, el};
use super::words::grouped;

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
    let on = On::Input(Field::Ask(asks.as_ref().into()));
    let select = choice(on, chosen, options);
    match name {
        "" => select,
        name => select.attr("aria-label", name),
    }
}

/// A choice that answers like this.
pub fn choice(
    on: On,
    chosen: &str,
    options: impl IntoIterator<Item = (String, String)>,
) -> Element {
    let options = options.into_iter();
    let options = options.map(|(value, words)| el("option").attr("value", value).text(words));
    el("select")
        .property(Property::Value(chosen.into()))
        .on(on)
        .children(options)
}

/// The rows on a page of a list that has so many on each, and ways to the others.
pub fn pages<'a, T>(sheet: &str, page: usize, all: &'a [T], each: usize) -> (&'a [T], Element) {
    let of = all.len().div_ceil(each).max(1);
    let page = page.min(of - 1);
    let rows = &all[page * each..all.len().min((page + 1) * each)];
    let turn = |to: usize, words: &'static str| ask(sheet, format!("page={to}")).text(words);
    let mut turns = el("p.pages");
    if page > 0 {
        turns = turns.child(turn(page - 1, "Earlier"));
    }
    if of > 1 {
        let (at, of) = (grouped(page + 1), grouped(of));
        turns = turns.child(el("span").text(format!(" page {at} of {of} ")));
    }
    if page + 1 < of {
        turns = turns.child(turn(page + 1, "Later"));
    }
    (rows, turns)
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
