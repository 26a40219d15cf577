//! What the page shows, as plain data: each part of the page has its file.
//!
//! Knows the state, and how to say it in elements. Must not know the browser, nor change
//! anything.

mod article;
mod bar;
mod claims;
mod desk;
mod dialog;
mod entities;
mod inspection;
mod legend;
mod mark;
mod overlay;

use super::app::{App, Msg};
use super::html::{Element, On, el};
use super::keymap::Command;

/// What is kept from view to view, so that what did not change costs nothing.
#[derive(Debug, Default)]
pub struct Cache {
    article: article::Cache,
    claims: claims::Cache,
}

/// The whole page: what stands in `index.html` under `id="app"`, brought up to date.
pub fn view(app: &App, cache: &mut Cache) -> Element {
    let empty = app.work().text().trim().is_empty();
    let state = match empty {
        true => "empty",
        false => "article",
    };
    let root = el("div#app").attr("data-state", state);
    root.child(bar::view(app))
        .child(
            el("main#main")
                .child(desk::view(app))
                .child(desk::notices(app))
                .child(desk::progress(app))
                .child(desk::welcome(app))
                .child(overlay::review(app))
                .child(article::view(app, &mut cache.article))
                .child(overlay::view(app)),
        )
        .child(panel(app, cache, empty))
        .child(dialog::view(app))
}

/// What stands beside an article; without one there is nothing in it.
fn panel(app: &App, cache: &mut Cache, empty: bool) -> Element {
    let place = el("aside#panel[aria-label=Marks]");
    if empty {
        return place;
    }
    place.child(legend::view(app)).child(
        el("div#side")
            .child(inspection::view(app))
            .child(claims::view(app, &mut cache.claims)),
    )
}

/// A button with its words.
fn button(words: &'static str, command: Command) -> Element {
    el("button[type=button]")
        .on(On::Click(Msg::Do(command)))
        .text(words)
}

fn pressed(on: bool) -> &'static str {
    match on {
        true => "true",
        false => "false",
    }
}
