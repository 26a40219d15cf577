//! Mentions that were linked, under one name and one label.

use super::name::{Name, words};
use super::{Index, Linking, Mention};
use crate::extract::{Cluster, Label};
use std::cmp::Reverse;

impl Linking<'_> {
    /// The clusters, in the order of their first mentions.
    pub(super) fn gather(self) -> Vec<Cluster> {
        let mut places: Vec<Option<usize>> = vec![None; self.joined.len()];
        let mut groups: Vec<Vec<&Mention<'_>>> = Vec::new();
        for (mention, home) in self.mentions.iter().zip(&self.homes) {
            let place = *places[self.root(*home)].get_or_insert_with(|| {
                groups.push(Vec::new());
                groups.len() - 1
            });
            groups[place].push(mention);
        }
        let groups = groups.into_iter();
        groups
            .map(|mentions| Cluster {
                name: self.name(&mentions),
                label: label(&mentions),
                mentions: mentions.iter().map(|mention| mention.index).collect(),
            })
            .collect()
    }

    /// What the index of a newspaper would show.
    ///
    /// That is a name that stands in the text, the most complete one: the most words that are
    /// spelled out. Of equal ones it is that without the form of a company, which readers leave
    /// out; then not one in capitals, as headlines are written; then the most frequent; then the
    /// longest, which has its "The"; then the first. Only a well-known name that the article
    /// shortens throughout ("U.S.") is shown in full.
    fn name(&self, mentions: &[&Mention<'_>]) -> String {
        let mut surfaces = Index::default();
        for (at, mention) in mentions.iter().enumerate() {
            surfaces.add(mention.label, mention.surface, at);
        }
        let best = surfaces.0.values().max_by_key(|places| {
            let first = mentions[places[0]];
            let surface = first.surface;
            let name = Name::new(surface, first.label, self.tables);
            let spelled = name.words.iter().filter(|word| word.chars().count() > 1);
            let whole = words(surface).len() == name.words.len();
            let small = surface.chars().any(char::is_lowercase);
            // Not "Musk's" or "Reuters'".
            let bare = !surface.trim_end_matches('s').ends_with(['\'', '’']);
            let size = surface.chars().count();
            (
                (spelled.count(), name.words.len(), whole),
                (bare, small, places.len(), size),
                Reverse(places[0]),
            )
        });
        let Some(best) = best.map(|places| mentions[places[0]]) else {
            return String::new();
        };
        match Name::new(best.surface, best.label, self.tables).shown {
            Some(known) => known.to_owned(),
            None => shown(best.surface),
        }
    }
}

/// A surface on one line.
fn shown(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What most mentions are called; of equal labels the first.
fn label(mentions: &[&Mention<'_>]) -> Label {
    let mut counts = [0; Label::ALL.len()];
    for mention in mentions {
        counts[mention.label as usize] += 1;
    }
    let mut best = mentions[0].label;
    for mention in mentions {
        if counts[mention.label as usize] > counts[best as usize] {
            best = mention.label;
        }
    }
    best
}
