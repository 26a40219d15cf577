//! The things that names are of: listing them, walking their mentions, deciding on all at once.
//!
//! Knows clusters and what a person can do with their mentions. Must not know how names are
//! linked: the worker says it.

use super::app::{App, Effect, Go, Target, Worker};
use super::keymap::KeyPress;
use super::review::Way;
use super::run::Stage;
use super::shown::Facet;
use super::words;
use crate::annotation::{Body, Cluster, Edit, Id, Kind, Label, Mark, Status};
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

    /// Gives all mentions of what the selected mark is a name of a status.
    pub(super) fn decide_all(&mut self, status: Status, press: Option<&KeyPress>) -> Vec<Effect> {
        let Some(id) = self.work().selected.clone() else {
            return Vec::new();
        };
        let mut effects = self.change_all(&id, Change::Decide(status));
        // What was rejected is no mention any more: the button that was pressed goes.
        if status == Status::Rejected && press.is_none() {
            effects.push(Effect::Focus(Target::element("inspector")));
        }
        effects
    }

    /// Makes all mentions of what a mark is a name of something else.
    pub(super) fn relabel_all(&mut self, id: &Id, value: &str) -> Vec<Effect> {
        match Label::parse(value) {
            Some(label) => self.change_all(id, Change::Label(label)),
            None => Vec::new(),
        }
    }

    /// Changes all mentions as one edit. Those on which the person decided otherwise stay as
    /// they are.
    fn change_all(&mut self, id: &Id, change: Change) -> Vec<Effect> {
        let work = self.work();
        let document = work.document();
        let Some((_, mentions)) = document.mark(id).and_then(|mark| work.named(mark)) else {
            return Vec::new();
        };
        let mut edits = Vec::new();
        for mark in &mentions {
            let Body::Entity { span, label: old } = mark.body else {
                continue;
            };
            let is_so = match change {
                Change::Decide(status) => mark.status == status,
                Change::Label(label) => label == old,
            };
            if is_so || !mark.is_decided() {
                edits.push(match change {
                    Change::Decide(status) => document.deciding([&mark.id], status),
                    Change::Label(label) => {
                        document.correcting(&mark.id, Body::Entity { span, label })
                    }
                });
            }
        }
        let done = match change {
            Change::Decide(status) => words::status(status),
            Change::Label(_) => "changed",
        };
        let (all, left) = (mentions.len(), mentions.len() - edits.len());
        let words = match left {
            0 => format!("All {} {done}.", count(all)),
            left => format!(
                "{} of {} {done}; {} that you had decided on {} as they are.",
                words::grouped(all - left),
                count(all),
                words::grouped(left),
                if left == 1 { "stays" } else { "stay" },
            ),
        };
        let edited = self.work_mut().edit(Edit::Batch(edits));
        let mut effects = self.after_edit(edited, &words);
        effects.extend(self.relink());
        effects
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

/// What is done to all mentions at once.
#[derive(Debug, Clone, Copy)]
enum Change {
    Decide(Status),
    Label(Label),
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
