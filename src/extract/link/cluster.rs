//! Mentions that were linked, under one name and one label.

use super::{Linking, Mention};
use crate::extract::{Cluster, Label};
use std::cmp::Reverse;

impl Linking<'_> {
    /// The clusters, in the order of their first mentions.
    pub(super) fn gather(self) -> Vec<Cluster> {
        let mut places: Vec<Option<usize>> = vec![None; self.joined.len()];
        // Each mention with its surface.
        let mut groups: Vec<Vec<(usize, &Mention<'_>)>> = Vec::new();
        let mentions = self.spelled.iter().copied().zip(&self.mentions);
        for (mention, home) in mentions.zip(&self.homes) {
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
                mentions: mentions.iter().map(|(_, mention)| mention.index).collect(),
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
    fn name(&self, mentions: &[(usize, &Mention<'_>)]) -> String {
        let mut order: Vec<(usize, usize)> = mentions
            .iter()
            .enumerate()
            .map(|(at, (surface, _))| (*surface, at))
            .collect();
        order.sort_unstable();
        let alike = order.chunk_by(|(surface, _), (other, _)| surface == other);
        let best = alike.max_by_key(|alike| {
            let (surface, first) = alike[0];
            let written = mentions[first].1.written;
            let small = written.chars().any(char::is_lowercase);
            // Not "Musk's" or "Reuters'".
            let bare = !written.trim_end_matches('s').ends_with(['\'', '’']);
            let size = written.chars().count();
            (
                self.surfaces[surface].complete,
                (bare, small, alike.len(), size),
                Reverse(first),
            )
        });
        let Some((surface, first)) = best.map(|alike| alike[0]) else {
            return String::new();
        };
        match self.surfaces[surface].shown {
            Some(known) => known.to_owned(),
            None => shown(mentions[first].1.written),
        }
    }
}

/// A surface on one line.
fn shown(surface: &str) -> String {
    surface.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What most mentions are called; of equal labels the first.
fn label(mentions: &[(usize, &Mention<'_>)]) -> Label {
    let mut counts = [0; Label::ALL.len()];
    for (_, mention) in mentions {
        counts[mention.label as usize] += 1;
    }
    let mut best = mentions[0].1.label;
    for (_, mention) in mentions {
        if counts[mention.label as usize] > counts[best as usize] {
            best = mention.label;
        }
    }
    best
}
