//! What the page shows, as plain data.

use super::app::{App, Field};
use super::html::{Element, On, Property, el};

/// What is kept from view to view, so that what did not change costs nothing.
#[derive(Debug, Default)]
pub struct Cache {}

/// The whole page: what stands in `index.html` under `id="app"`, brought up to date.
pub fn view(app: &App, _cache: &mut Cache) -> Element {
    el("div").attr("id", "app").child(
        el("textarea")
            .attr("id", "text")
            .attr("aria-label", "Article text")
            .property(Property::Value(app.text.clone()))
            .on(On::Input(Field::Article)),
    )
}
