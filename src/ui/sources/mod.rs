//! The sheet of sources: each holder with what it is said to have claimed, and how surely, in all
//! open articles together.
//!
//! Runs in the worker. Knows documents, and which holders are one. Must not know the page's state:
//! what the person chose on the sheet comes back as its address.

mod address;
mod survey;
mod view;

pub use survey::{Holder, Said, Survey, Voice, survey};

use super::drawn::{self, Only};
use super::words::{InWords, add as add_part};
use crate::annotation::{Document, Id};
use crate::extract::{Cluster, Label};
use crate::text::{Source, Span};
use address::Address;
use std::rc::Rc;

/// Says which of some names, that stand one to a line, are of one thing.
pub type Link<'a> = &'a dyn Fn(&Source, &[(Span, Label)]) -> Vec<Cluster>;

/// Draws the sheet, and says which claims are left when the person wants to see some only.
pub fn draw(address: &str, documents: &[&Document], link: Link<'_>) -> String {
    let survey = survey(documents, link);
    let address = Address::parse(address).resolved(&survey);
    let view = view::view(&survey, &address);
    drawn::write(&view, only(&survey, &address).as_ref())
}

fn only(survey: &Survey<'_>, address: &Address) -> Option<Only> {
    if !address.is_filter() {
        return None;
    }
    let mut words = "Only".to_owned();
    if let Some(level) = address.level {
        add_part(&mut words, " ", level.words().tag);
    }
    words.push_str(" claims");
    if let Some(kind) = address.kind {
        add_part(
            &mut words,
            " with ",
            &format!("“{}” cues", kind.words().name),
        );
    }
    if let Some(key) = &address.holder {
        let holder = survey.holders.iter().find(|holder| holder.key == *key);
        let name = holder.map_or_else(
            || "a source that is gone".to_owned(),
            |holder| holder.name.clone(),
        );
        add_part(&mut words, " by ", &name);
    }
    words.push_str(" are shown.");
    let mut claims: Vec<(Rc<str>, Vec<Id>)> = (survey.articles.iter())
        .map(|article| (article.document.id.as_str().into(), Vec::new()))
        .collect();
    for holder in &survey.holders {
        for said in &holder.said {
            if address.wants(said) && address.wants_holder(holder) {
                claims[said.article].1.push(said.mark.id.clone());
            }
        }
    }
    for (_, ids) in &mut claims {
        ids.sort();
        ids.dedup();
    }
    Some(Only { words, claims })
}
