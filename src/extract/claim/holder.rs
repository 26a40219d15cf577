//! The name behind a pronoun or a description: the latest that fits.
//!
//! Knows which words stand for a person and which for an organisation. Where it is not sure it
//! says nothing: a wrong name is worse than none.

use super::scope::Layers;
use crate::extract::{Entity, Label};
use crate::text::{Span, Text};

/// The holder of a claim whose source stands at `source`.
pub(super) fn holder(layers: Layers<'_>, source: &[Span]) -> Option<String> {
    let Layers { text, entities, .. } = layers;
    let &[span] = source else {
        return None;
    };
    let inside = entities.partition_point(|e| e.span.end <= span.start);
    let named = entities[inside..]
        .iter()
        .take_while(|e| e.span.start < span.end)
        .any(|e| {
            matches!(
                e.label,
                Label::Person | Label::Org | Label::Gpe | Label::Norp
            )
        });
    if named {
        return None;
    }
    let words = text.slice(span).to_lowercase();
    let label = stands_for(&words)?;
    let found = entities[..inside]
        .iter()
        .rev()
        .take(40)
        .find(|e| e.label == label)?;
    Some(full_name(text, &entities[..inside], found))
}

/// What kind of name a pronoun or description stands for.
fn stands_for(words: &str) -> Option<Label> {
    match words {
        "he" | "she" => return Some(Label::Person),
        "it" => return Some(Label::Org),
        _ => {}
    }
    let last = words.rsplit(' ').next().unwrap_or_default();
    if words.starts_with("the ") && words.matches(' ').count() == 1 && GROUPS.contains(&last) {
        return Some(Label::Org);
    }
    words.starts_with("its ").then_some(Label::Org)
}

/// Common nouns that stand for an organisation named before.
const GROUPS: &[&str] = &[
    "agency",
    "airline",
    "association",
    "authority",
    "bank",
    "board",
    "body",
    "broadcaster",
    "bureau",
    "carmaker",
    "chain",
    "charity",
    "chipmaker",
    "club",
    "college",
    "commission",
    "committee",
    "company",
    "council",
    "court",
    "daily",
    "department",
    "developer",
    "federation",
    "firm",
    "foundation",
    "fund",
    "group",
    "hospital",
    "institute",
    "insurer",
    "journal",
    "lab",
    "lender",
    "magazine",
    "maker",
    "manufacturer",
    "ministry",
    "museum",
    "network",
    "newspaper",
    "operator",
    "organisation",
    "organization",
    "outlet",
    "paper",
    "party",
    "police",
    "publisher",
    "regulator",
    "retailer",
    "start-up",
    "startup",
    "station",
    "supplier",
    "team",
    "union",
    "university",
    "utility",
    "watchdog",
    "website",
];

/// The longest form in which a name was given before.
fn full_name(text: &Text, before: &[Entity], found: &Entity) -> String {
    let name = text.slice(found.span);
    let longer = before
        .iter()
        .filter(|e| e.label == found.label)
        .map(|e| text.slice(e.span))
        .find(|long| long.len() > name.len() && long.split(' ').any(|part| part == name));
    longer.unwrap_or(name).to_owned()
}
