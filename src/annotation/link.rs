//! Which names of a document are of one thing: a layer beside the marks.
//!
//! **Invariant:** the layer says nothing that a person decided, and no edit touches it: it is
//! made anew from the names that stand, whoever marked them, whenever those may have changed.
//! It may name marks that are gone since, and is read past them.

use super::sorted::Sorted;
use super::{Body, Document, Id, Kind, Label, Mark, Status};
use crate::extract::{Cluster as Found, Label as Known};
use crate::text::{Source, Span, Zone};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The names of one thing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cluster {
    /// "k1", or whatever an imported file says.
    pub id: Id,
    /// What an index would show.
    pub name: String,
    /// What most of its mentions are labelled.
    pub label: Label,
    /// Marks of entities, in text order.
    pub mentions: Vec<Id>,
    /// Fields that we do not know, as a JSON object; empty where there are none.
    pub extra: String,
}

/// Clusters in the order of their first mentions, and which one a mark belongs to.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    list: Vec<Cluster>,
    of: Sorted<Id, u32>,
}

impl From<Vec<Cluster>> for Clusters {
    fn from(list: Vec<Cluster>) -> Self {
        let mut of = Sorted::default();
        for (cluster, at) in list.iter().zip(0..) {
            for mention in &cluster.mentions {
                // `insert` would be more code in the page, which has this already.
                *of.entry(mention.clone()) = at;
            }
        }
        Self { list, of }
    }
}

impl PartialEq for Clusters {
    fn eq(&self, other: &Self) -> bool {
        self.list == other.list
    }
}

impl Document {
    /// In the order of their first mentions.
    pub fn clusters(&self) -> &[Cluster] {
        &self.clusters.list
    }

    /// The place among the clusters of that which a mark belongs to.
    pub fn cluster_of(&self, id: &Id) -> Option<usize> {
        self.clusters.of.get(id).map(|at| *at as usize)
    }

    /// The mentions of a cluster that stand: rejected ones are not among them.
    pub fn mentions(&self, cluster: &Cluster) -> Vec<&Mark> {
        let mut mentions = Vec::new();
        for id in &cluster.mentions {
            if let Some(mark) = self.mention(id) {
                mentions.push(mark);
            }
        }
        mentions
    }

    /// The mark with this id, if it is one of an entity and stands.
    pub fn mention(&self, id: &Id) -> Option<&Mark> {
        let mark = self.mark(id)?;
        let stands = mark.status != Status::Rejected && mark.kind() == Kind::Entity;
        stands.then_some(mark)
    }

    /// Puts other clusters in the place of those that are.
    pub fn set_clusters(&mut self, clusters: Vec<Cluster>) {
        self.clusters = Arc::new(clusters.into());
    }

    /// Has the names that stand linked anew, those with labels of the scheme. What others wrote
    /// beside a cluster stays with its first mention.
    pub fn relink(&mut self, link: impl FnOnce(&Source, &[Zone], &[(Span, Known)]) -> Vec<Found>) {
        let (mut ids, mut names) = (Vec::new(), Vec::new());
        for mark in self.marks() {
            if let Body::Entity { span, label } = &mark.body
                && let Some(label) = label.scheme()
                && label.is_name()
                && mark.status != Status::Rejected
            {
                ids.push(mark.id.clone());
                names.push((*span, label));
            }
        }
        let found = link(self.source(), self.zones(), &names);
        let extras = self
            .clusters
            .list
            .iter()
            .filter(|old| !old.extra.is_empty());
        let mut extras: BTreeMap<Id, String> = extras
            .filter_map(|old| Some((old.mentions.first()?.clone(), old.extra.clone())))
            .collect();
        let clusters = found.into_iter().zip(1..).map(|(found, number)| {
            let mentions = found.mentions.iter();
            let mentions: Vec<Id> = mentions
                .filter_map(|at| ids.get(*at as usize).cloned())
                .collect();
            let extra = mentions.first().and_then(|first| extras.remove(first));
            Cluster {
                id: Id(format!("k{number}").into()),
                name: found.name,
                label: found.label.into(),
                extra: extra.unwrap_or_default(),
                mentions,
            }
        });
        let clusters = clusters.collect();
        self.set_clusters(clusters);
    }
}
