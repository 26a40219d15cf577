//! The list of entities: the things that names are of, with how often they are named.

use super::pressed;
use crate::annotation::Cluster;
use crate::ui::app::{App, Go, Msg};
use crate::ui::html::{Element, On, el};
use crate::ui::mentions::item_id;
use crate::ui::words::{self, InWords};

/// A cluster in the list; it leads to its first mention.
pub(super) fn item(app: &App, cluster: &Cluster, selected: Option<usize>) -> Element {
    let document = app.work().document();
    let mentions = document.mentions(cluster);
    let label = cluster.label.words();
    let card = el("button[type=button][data-kind=entity]")
        .attr("data-label", cluster.label.as_str())
        .child(el("span.swatch[aria-hidden=true]"))
        .child(el("span.name[dir=auto]").text(cluster.name.clone()))
        .text(" ")
        .child(el("span.kind").text(label.name))
        .text(" ")
        .child(el("span.count").text(words::grouped(mentions.len())));
    let card = match mentions.first() {
        Some(first) => card.on(On::Click(Msg::Select {
            id: first.id.clone(),
            go: Go::ToText,
        })),
        None => card,
    };
    let here = mentions
        .first()
        .and_then(|mark| document.cluster_of(&mark.id));
    el("li")
        .key(cluster.id.0.as_ref())
        .attr("id", item_id(&cluster.id))
        .child(match here.is_some() && here == selected {
            true => card.attr("aria-current", pressed(true)),
            false => card,
        })
}
