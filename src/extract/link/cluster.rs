//! Mentions that were linked, under one name and one label.

use super::name::{Name, words};
use super::{Linking, Mention};
use crate::extract::{Cluster, Label};
use std::cmp::Reverse;
use std::collections::HashMap;

impl Linking<'_> {
    /// The clusters, in the order of their first mentions.
    pub(super) fn gather(self) -> Vec<Cluster> {
        let mut places: HashMap<usize, usize> = HashMap::new();
        let mut groups: Vec<Vec<&Mention<'_>>> = Vec::new();
        for (mention, home) in self.mentions.iter().zip(&self.homes) {
            let place = *places.entry(self.root(*home)).or_insert_with(|| {
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
        let mut surfaces: HashMap<(&str, Label), (usize, usize)> = HashMap::new();
        for (at, mention) in mentions.iter().enumerate() {
            let seen = surfaces.entry((mention.surface, mention.label));
            seen.or_insert((0, at)).0 += 1;
        }
        let best = surfaces
            .iter()
            .max_by_key(|((surface, label), (count, first))| {
                let name = Name::new(surface, *label, self.tables);
                let spelled = name.words.iter().filter(|word| word.chars().count() > 1);
                let whole = words(surface).len() == name.words.len();
                let small = surface.chars().any(char::is_lowercase);
                let bare = !['\'', '’']
                    .iter()
                    .any(|sign| ends_in_possessive(surface, *sign));
                let size = surface.chars().count();
                (
                    (spelled.count(), name.words.len(), whole),
                    (bare, small, *count, size),
                    Reverse(*first),
                )
            });
        let Some(((surface, label), _)) = best else {
            return String::new();
        };
        match Name::new(surface, *label, self.tables).shown {
            Some(known) => known.to_owned(),
            None => shown(surface),
        }
    }
}

/// "Musk's", "Reuters'".
fn ends_in_possessive(surface: &str, apostrophe: char) -> bool {
    surface
        .strip_suffix('s')
        .unwrap_or(surface)
        .ends_with(apostrophe)
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
