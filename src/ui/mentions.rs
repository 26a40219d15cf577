//! The things that names are of: listing them, and walking their mentions.
//!
//! Knows clusters. Must not know how names are linked: the worker says it.

use super::app::{App, Effect, Go, Worker};
use super::review::Way;
use super::run::Stage;
use super::shown::Facet;
use super::words;
use crate::annotation::{Cluster, Id, Kind, Mark};
use crate::protocol::Request;

impl App {
    /// The clusters that are listed: those of which a mention stands and the label is shown.
    pub(super) fn clusters(&self) -> Vec<&Cluster> {
        let document = self.work().document();
        let shown = |label| {
            self.shown.facet(Facet::Layer(Kind::Entity)) && self.shown.facet(Facet::Label(label))
        };
        let mut listed = Vec::new();
        for cluster in document.clusters() {
            let stands = |id| document.mention(id).is_some();
            if shown(cluster.label) && cluster.mentions.iter().any(stands) {
                listed.push(cluster);
            }
        }
        listed
    }

    /// How many clusters are listed before that of a mark, and the DOM id of its own.
    pub(super) fn listed(&self, mark: &Id) -> Option<(usize, String)> {
        let document = self.work().document();
        let cluster = (document.clusters()).get(document.cluster_of(mark)?)?;
        let listed = self.clusters();
        let before = listed.iter().position(|other| other.id == cluster.id)?;
        Some((before, item_id(&cluster.id)))
    }

    /// Goes to another mention of what the mark is a name of.
    pub(super) fn walk_mentions(&mut self, way: Way) -> Vec<Effect> {
        let work = self.work();
        let next = work.standing().and_then(|mark| {
            let (cluster, mentions) = work.named(mark)?;
            let here = mentions.iter().position(|mention| mention.id == mark.id)?;
            let next = match way {
                Way::On => here + 1,
                Way::Back => here.checked_sub(1)?,
            };
            let id = mentions.get(next)?.id.clone();
            Some((id, place(next, &mentions, cluster)))
        });
        match next {
            Some((id, words)) => {
                self.say(words);
                self.select(id, Go::ToText)
            }
            None => {
                self.say(match way {
                    Way::On => "No further mention.",
                    Way::Back => "No earlier mention.",
                });
                Vec::new()
            }
        }
    }

    /// Has the worker say anew which names are of one thing, now that the person changed them.
    /// While it reads, it does so at the end.
    pub(super) fn relink(&self) -> Option<Effect> {
        let work = self.work();
        let reading = matches!(work.run.stage, Stage::Reading { .. });
        let ready = matches!(self.worker, Worker::Ready);
        (ready && !reading).then(|| Effect::Post(Request::Link(work.id().to_owned())))
    }
}

/// "3 of 14 mentions of Elon Musk".
pub(super) fn place(at: usize, mentions: &[&Mark], cluster: &Cluster) -> String {
    let (at, all) = (words::grouped(at + 1), count(mentions.len()));
    format!("{at} of {all} of {}", cluster.name)
}

fn count(all: usize) -> String {
    words::count(all, "mention", "mentions")
}

/// The DOM id of a cluster in the list.
pub fn item_id(id: &Id) -> String {
    format!("cluster-{id}")
}
