//! The selected mark: what it is, how sure the engine is, and why; and what to make of it.

use super::{button, pressed, select};
use crate::annotation::{Body, ClaimBody, Id, Kind, Label, Mark, Origin, Status, Why};
use crate::extract::{Certainty, CueType, Polarity, SourceKind};
use crate::ui::app::{App, Field, Go, Msg};
use crate::ui::excerpt;
use crate::ui::html::{Element, On, el};
use crate::ui::keymap::Command;
use crate::ui::mentions;
use crate::ui::words::{self, InWords};
use crate::ui::work::Work;

pub(super) fn view(app: &App) -> Element {
    let work = app.work();
    let place = el("section#inspection[aria-labelledby=inspector]");
    let Some(mark) = work.selection() else {
        return place.attr("data-state", "empty").child(heading("Mark")).child(
            el("p.none#article-keys")
                .text("Choose a mark to see what it is, how sure that is, and why. In the article, arrow keys go from mark to mark and Enter comes here."),
        );
    };
    let (layer, words, spelled) = match &mark.body {
        Body::Entity { label, .. } => ("Entity", label.words(), label.as_str()),
        Body::Cue { kind, .. } => ("Cue", kind.words(), kind.as_str()),
        Body::Claim(claim) => ("Claim", claim.certainty.words(), claim.certainty.as_str()),
    };
    place
        .attr("data-state", "mark")
        .attr("data-kind", mark.kind().as_str())
        .child(
            el("div.head").child(heading(layer)).child(
                el("button[type=button].dismiss[aria-label=Back to the text]")
                    .on(On::Click(Msg::Do(Command::Leave)))
                    .text("×"),
            ),
        )
        .child(el("blockquote[dir=auto]").text(quoted(work, mark)))
        .child(actions(mark))
        .child(mentions(work, mark))
        .child(facts(app, mark, words.name, spelled))
        .child(reasons(app, mark))
}

fn heading(words: &'static str) -> Element {
    el("h2#inspector[tabindex=-1]").text(words)
}

fn quoted(work: &Work, mark: &Mark) -> String {
    let source = work.document().source();
    match &mark.body {
        Body::Entity { span, .. } | Body::Cue { span, .. } => excerpt::joined(source, &[*span]),
        Body::Claim(claim) => excerpt::joined(source, &claim.content),
    }
}

fn actions(mark: &Mark) -> Element {
    let decide = |words: &'static str, command, status| {
        el("button[type=button]")
            .class(words.to_ascii_lowercase())
            .attr("aria-pressed", pressed(mark.status == status))
            .on(On::Click(Msg::Do(command)))
            .text(words)
    };
    el("div.actions")
        .child(decide("Accept", Command::Accept, Status::Accepted))
        .child(decide("Reject", Command::Reject, Status::Rejected))
        .child(relabel(mark))
}

/// What the mark is a name of, and what can be done with all names of it.
fn mentions(work: &Work, mark: &Mark) -> Element {
    let place = el("div.mentions");
    let named = work.named(mark).and_then(|(cluster, mentions)| {
        let at = mentions.iter().position(|mention| mention.id == mark.id)?;
        (mentions.len() > 1).then_some((at, cluster, mentions))
    });
    let Some((at, cluster, mentions)) = named else {
        return place.attr("hidden", "");
    };
    let all = words::grouped(mentions.len());
    let field = Field::RelabelAll(mark.id.clone());
    place
        .child(
            el("p")
                .child(el("span[dir=auto]").text(mentions::place(at, &mentions, cluster)))
                .child(button("←", Command::PreviousMention).attr("aria-label", "Previous mention"))
                .child(button("→", Command::NextMention).attr("aria-label", "Next mention")),
        )
        .child(
            el("div.actions")
                .child(button("Accept all ", Command::AcceptAll).text(all.clone()))
                .child(button("Reject all ", Command::RejectAll).text(all))
                .child(
                    el("label")
                        .child(el("span").text("Label of all mentions"))
                        .child(labels(field, "", Unchosen::Offered).attr("id", "relabel-all")),
                ),
        )
}

/// Whether a select of labels begins with none.
#[derive(Clone, Copy)]
enum Unchosen {
    /// It says what the field is for.
    Offered,
    Left,
}

fn labels(field: Field, chosen: &str, unchosen: Unchosen) -> Element {
    let first = match unchosen {
        Unchosen::Offered => 0,
        Unchosen::Left => 1,
    };
    let mut options = (first..).map_while(|at: usize| match at.checked_sub(1) {
        Some(at) => {
            let label = Label::numbered(at)?;
            let name = label.words().name;
            Some((label.as_str(), format!("{name} ({})", label.as_str())))
        }
        None => Some(("", "Relabel all".to_owned())),
    });
    select(field, chosen, &mut options)
}

/// A select with what the mark could be instead.
fn relabel(mark: &Mark) -> Element {
    let field = Field::Relabel(mark.id.clone());
    let select = match &mark.body {
        Body::Entity { label, .. } => labels(field, label.as_str(), Unchosen::Left),
        Body::Cue { kind, .. } => {
            let mut all =
                (CueType::ALL.iter()).map(|kind| (kind.as_str(), kind.words().name.to_owned()));
            select(field, kind.as_str(), &mut all)
        }
        Body::Claim(claim) => {
            let mut all = (Certainty::ALL.iter())
                .map(|level| (level.as_str(), level.words().name.to_owned()));
            select(field, claim.certainty.as_str(), &mut all)
        }
    };
    let name = match mark.kind() {
        Kind::Entity => "Label",
        Kind::Cue => "Cue type",
        Kind::Claim => "Certainty",
    };
    el("label")
        .child(el("span").text(name))
        .child(select.attr("id", "relabel"))
}

fn facts(app: &App, mark: &Mark, name: &str, spelled: &str) -> Element {
    let work = app.work();
    let meaning = app.rules.meaning(spelled);
    let what = match &mark.body {
        Body::Entity { .. } | Body::Cue { .. } => format!("{name}: {meaning}"),
        Body::Claim(_) => format!("{name}. {meaning}"),
    };
    let name = match mark.kind() {
        Kind::Entity | Kind::Cue => "What",
        Kind::Claim => "Certainty",
    };
    let facts = fact(el("dl"), name, what);
    let facts = match &mark.body {
        Body::Claim(claim) => claim_facts(facts, work, mark, claim),
        Body::Entity { .. } | Body::Cue { .. } => {
            let around = claims_near(work, mark, &|claim| {
                claim.cues.contains(&mark.id)
                    || (claim.content.iter().chain(&claim.source))
                        .any(|span| span.contains(mark.span()))
            });
            links(facts, "Part of", around)
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
        Origin::Human | Origin::Imported => format!("{}.", sentence(words::origin(mark.origin))),
    };
    fact(facts, "How sure", sure)
}

fn claim_facts(facts: Element, work: &Work, mark: &Mark, claim: &ClaimBody) -> Element {
    let document = work.document();
    let who = match excerpt::holder(document.source(), claim) {
        Some(who) => who,
        None => "the article itself".to_owned(),
    };
    let same = button("What else?", Command::SameSource)
        .class("link")
        .attr("aria-label", "What else does this source say?");
    let facts = (facts.child(el("dt").text("Who says so"))).child(el("dd").text(who).child(same));
    let facts = match claim.source_kind {
        None | Some(SourceKind::None) => facts,
        Some(kind) => fact(facts, "Kind of source", sentence(words::source_kind(kind))),
    };
    let cues = (claim.cues.iter()).filter_map(|id| Some(link(work, document.mark(id)?)));
    let facts = links(facts, "Cues", cues.collect());
    let facts = match claim.polarity {
        Polarity::Positive => facts,
        negative => fact(facts, "Polarity", sentence(words::polarity(negative))),
    };
    let facts = fact(facts, "Wording", sentence(words::quote(claim.quote)));
    let parent = claim.parent.as_ref().and_then(|id| document.mark(id));
    let parent = parent.map(|mark| link(work, mark));
    let facts = links(facts, "Stands in", parent.into_iter().collect());
    let inner = claims_near(work, mark, &|inner| inner.parent.as_ref() == Some(&mark.id));
    links(facts, "Holds", inner)
}

/// Ways to the claims in a mark's place that are wanted.
fn claims_near(work: &Work, mark: &Mark, wanted: &dyn Fn(&ClaimBody) -> bool) -> Vec<Element> {
    (work.marks_near(mark.span()).into_iter())
        .filter(|near| matches!(&near.body, Body::Claim(claim) if wanted(claim)))
        .map(|claim| link(work, claim))
        .collect()
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

/// A way to another mark.
fn link(work: &Work, mark: &Mark) -> Element {
    let (words, kind, label) = match &mark.body {
        Body::Entity { label, .. } => (quoted(work, mark), "entity", label.as_str()),
        Body::Cue { kind, .. } => {
            let words = format!(
                "{} ({})",
                quoted(work, mark),
                kind.words().name.to_ascii_lowercase()
            );
            (words, "cue", kind.as_str())
        }
        Body::Claim(claim) => (quoted(work, mark), "claim", claim.certainty.as_str()),
    };
    el("button[type=button].link")
        .attr("data-kind", kind)
        .attr("data-label", label)
        .attr("dir", "auto")
        .on(On::Click(Msg::Select {
            id: mark.id.clone(),
            go: Go::ToText,
        }))
        .text(words)
}

fn reasons(app: &App, mark: &Mark) -> Element {
    let place = el("div.why");
    if mark.why.is_empty() {
        return place.attr("hidden", "");
    }
    place
        .child(el("h3").text("Why"))
        .child(el("ol").children(mark.why.iter().map(|why| reason(app, why))))
}

fn reason(app: &App, why: &Why) -> Element {
    let work = app.work();
    let cue = (why.cue.as_ref()).and_then(|id: &Id| work.document().mark(id));
    let item = el("li");
    let item = match cue {
        Some(cue) => item.child(link_word(work, cue)).text(" "),
        None => item,
    };
    item.text(match app.rules.words(&why.rule) {
        Some(words) => words,
        None => format!("rule “{}”", why.rule),
    })
    .text(" ")
    .child(el("span.effect").text(format!("→ {}", why.effect)))
}

fn link_word(work: &Work, cue: &Mark) -> Element {
    el("q").text(quoted(work, cue))
}

fn sentence(words: &str) -> String {
    let mut sentence = words.to_owned();
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
