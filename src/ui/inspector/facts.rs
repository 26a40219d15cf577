//! What is known of the mark.

use super::Inspected;
use crate::annotation::{Body, ClaimBody, Id, Mark, Origin, Why};
use crate::extract::{Polarity, SourceKind};
use crate::ui::app::Msg;
use crate::ui::excerpt;
use crate::ui::html::{Element, On, el};
use crate::ui::keymap::Command;
use crate::ui::paper::capital;
use crate::ui::words::{self, InWords};

impl Inspected<'_> {
    pub(super) fn facts(&self) -> Element {
        let mark = self.mark;
        let (words, spelled) = match &mark.body {
            Body::Entity { label, .. } => (label.words(), label.as_str()),
            Body::Cue { kind, .. } => (kind.words(), kind.as_str()),
            Body::Claim(claim) => (claim.certainty.words(), claim.certainty.as_str()),
        };
        let meaning = self.rules.meaning(spelled);
        let facts = match &mark.body {
            Body::Entity { .. } | Body::Cue { .. } => {
                let what = format!("{}: {meaning}", words.name);
                let around = self.claims(&|claim: &ClaimBody| {
                    claim.cues.contains(&mark.id)
                        || (claim.content.iter().chain(&claim.source))
                            .any(|span| span.contains(mark.span()))
                });
                links(fact(el("dl"), "What", what), "Part of", around)
            }
            Body::Claim(claim) => {
                let what = format!("{}. {meaning}", words.name);
                self.claim_facts(fact(el("dl"), "Certainty", what), claim)
            }
        };
        let sure = match mark.confidence {
            Some(confidence) => {
                let percent = (confidence * 100.0).round() as u32;
                format!("{} ({percent} %)", words::confidence(confidence))
            }
            None => "not said".to_owned(),
        };
        let sure = match mark.origin {
            Origin::Machine => format!("The engine is {sure}."),
            Origin::Human | Origin::Imported => {
                format!("{}.", capital(words::origin(mark.origin)))
            }
        };
        fact(facts, "How sure", sure)
    }

    fn claim_facts(&self, facts: Element, claim: &ClaimBody) -> Element {
        let document = self.document;
        let who = match excerpt::holder(document.source(), claim) {
            Some(who) => who,
            None => "the article itself".to_owned(),
        };
        let same = el("button[type=button].link[aria-label=What else does this source say?]")
            .on(On::Click(Msg::Do(Command::SameSource)))
            .text("What else?");
        let facts = facts.child(el("dt").text("Who says so"));
        let facts = facts.child(el("dd").text(who).child(same));
        let facts = match claim.source_kind {
            None | Some(SourceKind::None) => facts,
            Some(kind) => fact(facts, "Kind of source", capital(words::source_kind(kind))),
        };
        let cues = claim.cues.iter().filter_map(|id| document.mark(id));
        let facts = links(facts, "Cues", cues.map(|cue| self.link(cue)).collect());
        let facts = match claim.polarity {
            Polarity::Positive => facts,
            negative => fact(facts, "Polarity", capital(words::polarity(negative))),
        };
        let facts = fact(facts, "Wording", capital(words::quote(claim.quote)));
        let parent = claim.parent.as_ref().and_then(|id| document.mark(id));
        let parent = parent.map(|mark| self.link(mark));
        let facts = links(facts, "Stands in", parent.into_iter().collect());
        let own = &self.mark.id;
        let inner = self.claims(&|inner: &ClaimBody| inner.parent.as_ref() == Some(own));
        links(facts, "Holds", inner)
    }

    /// Ways to the claims that are wanted.
    fn claims(&self, wanted: &dyn Fn(&ClaimBody) -> bool) -> Vec<Element> {
        let marks = self.document.marks();
        let claims = marks.filter(|mark| matches!(&mark.body, Body::Claim(claim) if wanted(claim)));
        claims.map(|claim| self.link(claim)).collect()
    }

    /// A way to another mark.
    fn link(&self, mark: &Mark) -> Element {
        let quoted = self.quoted(mark);
        let (words, label) = match &mark.body {
            Body::Entity { label, .. } => (quoted, label.as_str()),
            Body::Cue { kind, .. } => {
                let name = kind.words().name.to_ascii_lowercase();
                (format!("{quoted} ({name})"), kind.as_str())
            }
            Body::Claim(claim) => (quoted, claim.certainty.as_str()),
        };
        el("button[type=button].link[dir=auto]")
            .attr("data-kind", mark.kind().as_str())
            .attr("data-label", label)
            .on(On::Click(Msg::Go {
                document: self.document.id.as_str().into(),
                id: mark.id.clone(),
            }))
            .text(words)
    }

    pub(super) fn reasons(&self) -> Option<Element> {
        let why = &self.mark.why;
        let list = el("ol").children(why.iter().map(|why| self.reason(why)));
        let place = el("div.why").child(el("h3").text("Why")).child(list);
        (!why.is_empty()).then_some(place)
    }

    fn reason(&self, why: &Why) -> Element {
        let cue = why.cue.as_ref().and_then(|id: &Id| self.document.mark(id));
        let item = match cue {
            Some(cue) => (el("li").child(el("q").text(self.quoted(cue)))).text(" "),
            None => el("li"),
        };
        item.text(match self.rules.words(&why.rule) {
            Some(words) => words,
            None => format!("rule “{}”", why.rule),
        })
        .text(" ")
        .child(el("span.effect").text(format!("→ {}", why.effect)))
    }
}

fn fact(facts: Element, name: &'static str, words: String) -> Element {
    (facts.child(el("dt").text(name))).child(el("dd").text(words))
}

/// A fact that is left out where there is nothing to say.
fn links(facts: Element, name: &'static str, links: Vec<Element>) -> Element {
    match links.is_empty() {
        true => facts,
        false => (facts.child(el("dt").text(name))).child(el("dd").children(links)),
    }
}
