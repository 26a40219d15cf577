//! The sheet of the selected mark: what it is, how sure that is, and why; and what to make of it.
//!
//! Runs in the worker. Knows marks and the words for them. Must not know how a sheet travels, nor
//! what comes of what is asked for.
//!
//! `facts` says what is known of the mark, `form` what a person can change in a claim.

mod facts;
mod form;

use super::app::{Field, Msg};
use super::excerpt;
use super::html::{Element, On, el};
use super::keymap::Command;
use super::mentions;
use super::paper::choice;
use super::words::{InWords, Rules, grouped};
use crate::annotation::{Body, Document, Kind, Label, Mark, Status};
use crate::extract::{Certainty, CueType};
use crate::hand::OF;

/// What a sheet is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct Inspected<'a> {
    pub document: &'a Document,
    pub mark: &'a Mark,
    /// Of a claim whose certainty a person has set: what the rules say.
    pub ruled: Option<Certainty>,
    /// The labels that a name or value can have.
    pub labels: &'a [Label],
    /// What the engine's rules say, in words.
    pub rules: &'a Rules,
}

/// Draws the sheet; `more` stands at its end.
pub fn view(inspected: Inspected<'_>, more: Vec<Element>) -> Element {
    let mark = inspected.mark;
    let layer = match &mark.body {
        Body::Entity { .. } => "Entity",
        Body::Cue { .. } => "Cue",
        Body::Claim(_) => "Claim",
    };
    let heading = el("h2#inspector[tabindex=-1]").text(layer);
    let leave = el("button[type=button].dismiss[aria-label=Back to the text]")
        .on(On::Click(Msg::Do(Command::Leave)))
        .text("×");
    // With keys, what has the focus keeps it whatever comes and goes around it.
    el("section#inspection[aria-labelledby=inspector][data-state=mark]")
        .attr("data-kind", mark.kind().as_str())
        .child(el("div.head").key("head").child(heading).child(leave))
        .child(
            el("blockquote[dir=auto]")
                .key("words")
                .text(inspected.quoted(mark)),
        )
        .child(inspected.actions().key("actions"))
        .children(inspected.mentions().map(|all| all.key("mentions")))
        .children(inspected.form().map(|form| form.key("form")))
        .child(inspected.facts().key("facts"))
        .children(inspected.reasons().map(|why| why.key("why")))
        // Its fields are those of this mark: what was typed in them is not another's.
        .children((!more.is_empty()).then(|| {
            let key = format!("more {}", mark.id);
            el("div.more").key(key).children(more)
        }))
}

impl Inspected<'_> {
    fn quoted(&self, mark: &Mark) -> String {
        let source = self.document.source();
        match &mark.body {
            Body::Entity { span, .. } | Body::Cue { span, .. } => excerpt::joined(source, &[*span]),
            Body::Claim(claim) => excerpt::joined(source, &claim.content),
        }
    }

    /// What a control of this sheet asks for: of its own mark, whatever is selected by then. The
    /// words are `hand`'s.
    pub(super) fn words(&self, what: &str) -> String {
        format!("{OF}{}\n{what}", self.mark.id)
    }

    /// A button that has something done by hand.
    pub(super) fn hand(&self, what: &str, words: impl Into<String>) -> Element {
        el("button[type=button]")
            .on(On::Click(Msg::Hand(self.words(what).into())))
            .text(words.into())
    }

    /// A select whose choice is done by hand.
    fn select(
        &self,
        what: &str,
        chosen: &str,
        options: impl IntoIterator<Item = (String, String)>,
    ) -> Element {
        let on = On::Change(Field::Hand(self.words(what).into()));
        choice(on, chosen, options)
    }

    fn actions(&self) -> Element {
        let decide = |words: &'static str, command, status| {
            el("button[type=button]")
                .class(words.to_ascii_lowercase())
                .attr("aria-pressed", (self.mark.status == status).to_string())
                .on(On::Click(Msg::Do(command)))
                .text(words)
        };
        el("div.actions")
            .child(decide("Accept", Command::Accept, Status::Accepted))
            .child(decide("Reject", Command::Reject, Status::Rejected))
            .child(self.relabel())
            .children(self.further())
    }

    /// What can be made of the mark elsewhere: by its words, and by what a person says of them.
    fn further(&self) -> Vec<Element> {
        let sheets: &[(&str, &str)] = match self.mark.body {
            Body::Entity { .. } | Body::Cue { .. } => {
                &[("all:", "All occurrences"), ("rules:teach", "Teach")]
            }
            Body::Claim(_) => &[],
        };
        let button = |(asks, words): &(&'static str, &'static str)| {
            el("button[type=button]")
                .on(On::Click(Msg::Hand((*asks).into())))
                .text(*words)
        };
        sheets.iter().map(button).collect()
    }

    /// The labels, each with its words.
    fn labels(&self) -> Vec<(String, String)> {
        let labels = self.labels.iter().map(|label| {
            let words = match label.scheme() {
                Some(known) => format!("{} ({label})", known.words().name),
                None => label.to_string(),
            };
            (label.as_str().to_owned(), words)
        });
        labels.collect()
    }

    /// What the mark could be instead.
    fn relabel(&self) -> Element {
        let (name, chosen, options) = match &self.mark.body {
            Body::Entity { label, .. } => ("Label", label.as_str(), self.labels()),
            Body::Cue { kind, .. } => ("Cue type", kind.as_str(), named(CueType::ALL)),
            Body::Claim(claim) => ("Certainty", claim.certainty.as_str(), named(Certainty::ALL)),
        };
        let select = self.select("relabel=", chosen, options);
        (el("label").child(el("span").text(name))).child(select.attr("id", "relabel"))
    }

    /// What the mark is a name of, and what can be done with all names of it.
    fn mentions(&self) -> Option<Element> {
        let cluster = self.document.cluster_of(&self.mark.id)?;
        let cluster = self.document.clusters().get(cluster)?;
        let mentions = self.document.mentions(cluster);
        let at = mentions
            .iter()
            .position(|mention| mention.id == self.mark.id)?;
        if mentions.len() < 2 {
            return None;
        }
        let all = grouped(mentions.len());
        let step = |arrow: &'static str, name: &'static str, command| {
            el("button[type=button]")
                .attr("aria-label", name)
                .on(On::Click(Msg::Do(command)))
                .text(arrow)
        };
        let offered = std::iter::once((String::new(), "Relabel all".to_owned()));
        let relabel = self.select("relabel all=", "", offered.chain(self.labels()));
        let place = el("p")
            .child(el("span[dir=auto]").text(mentions::place(at, &mentions, cluster)))
            .child(step("←", "Previous mention", Command::PreviousMention))
            .child(step("→", "Next mention", Command::NextMention));
        let actions = el("div.actions")
            .child(self.hand("accept all", format!("Accept all {all}")))
            .child(self.hand("reject all", format!("Reject all {all}")))
            .child(
                el("label")
                    .child(el("span").text("Label of all mentions"))
                    .child(relabel.attr("id", "relabel-all")),
            );
        Some(el("div.mentions").child(place).child(actions))
    }
}

fn named<T: InWords + Copy + std::fmt::Display>(all: &[T]) -> Vec<(String, String)> {
    let named = all.iter();
    let named = named.map(|value| (value.to_string(), value.words().name.to_owned()));
    named.collect()
}

/// Whether a mark is a claim that a person may choose.
fn is_claim(mark: &Mark) -> bool {
    mark.kind() == Kind::Claim && mark.status != Status::Rejected
}
