//! All names of one thing at once.
//!
//! Knows that what a person decided otherwise stays as it is. Must not know how names are linked.

use super::{Asked, done};
use crate::annotation::{Body, Edit, Label, Mark, Status};
use crate::protocol::Done;

/// What is done to all of them.
#[derive(Debug, Clone, Copy)]
enum Change {
    Decide(Status),
    Label(Label),
}

pub(super) fn accept(asked: &Asked<'_>) -> Result<Done, String> {
    change(asked, Change::Decide(Status::Accepted))
}

pub(super) fn reject(asked: &Asked<'_>) -> Result<Done, String> {
    change(asked, Change::Decide(Status::Rejected))
}

pub(super) fn relabel(asked: &Asked<'_>) -> Result<Done, String> {
    match Label::parse(asked.value) {
        Some(label) => change(asked, Change::Label(label)),
        None => Err(format!("“{}” is no label.", asked.value)),
    }
}

fn change(asked: &Asked<'_>, change: Change) -> Result<Done, String> {
    let document = asked.document;
    let mark = asked.mark()?;
    let cluster = document.cluster_of(&mark.id);
    let cluster = cluster.and_then(|at| document.clusters().get(at));
    let mentions = cluster.map_or(Vec::new(), |cluster| document.mentions(cluster));
    if mentions.is_empty() {
        return Err("It is no name of anything.".to_owned());
    }
    let changes = mentions.iter().filter_map(|mark| edit(asked, mark, change));
    let edits: Vec<Edit> = changes.collect();
    let done_to = match change {
        Change::Decide(status) => status.as_str(),
        Change::Label(_) => "changed",
    };
    let (all, left) = (mentions.len(), mentions.len() - edits.len());
    let mentions = match all {
        1 => "mention",
        _ => "mentions",
    };
    let stay = match left {
        1 => "stays",
        _ => "stay",
    };
    let words = match left {
        0 => format!("All {all} {mentions} {done_to}."),
        _ => format!(
            "{} of {all} {mentions} {done_to}; {left} that you had decided on {stay} as they are.",
            all - left,
        ),
    };
    match edits.iter().all(Edit::is_empty) {
        true => Err(words),
        false => Ok(done(Edit::Batch(edits), words)),
    }
}

/// None for what a person decided otherwise.
fn edit(asked: &Asked<'_>, mark: &Mark, change: Change) -> Option<Edit> {
    let document = asked.document;
    let Body::Entity { span, label: old } = mark.body else {
        return None;
    };
    match change {
        Change::Decide(status) => (mark.status == status || !mark.is_decided())
            .then(|| document.deciding([&mark.id], status)),
        Change::Label(label) => (label == old || !mark.is_decided())
            .then(|| document.correcting(&mark.id, Body::Entity { span, label })),
    }
}
