//! The sheet behind `?`: keys, what the scheme's words mean, and the project's own guidelines.
//!
//! Runs in the worker. Knows how guidelines in Markdown become plain elements. Must not know how
//! they are kept.

use super::app::Field;
use super::html::{Element, Node, On, el, text};
use super::keymap::KEYMAP;
use super::paper::ask;
use super::words::{InWords, RULES, Rules};
use super::{help, keys};
use crate::extract::{Certainty, CueType, Label};
use crate::project::Settings;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag};

/// What the person is at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// The guidelines as they were when the person began to write.
    writing: Option<String>,
}

impl Query {
    /// Reads what a control asks for; settings are what they are to be then.
    pub fn ask(&mut self, words: &str, settings: &mut Settings) {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        match what {
            "write" => self.writing = Some(settings.guidelines.clone()),
            "text" => settings.guidelines = value.to_owned(),
            "done" => self.writing = None,
            "annotator" => settings.annotator = value.trim().to_owned(),
            _ => *self = Self::default(),
        }
    }
}

pub fn view(query: &Query, settings: &Settings) -> Element {
    let rules = Rules::new(RULES);
    el("div.sheet[aria-label=Keys and guidelines]")
        .child(
            el("p")
                .child(ask("labels", "").text("Labels"))
                .child(ask("keys", "").text("Change keys"))
                .child(ask("rules", "").text("Rules"))
                .child(ask("ledger", "").text("What became of the engine's marks")),
        )
        .child(name(settings))
        .child(keys(settings))
        .children(guidelines(query, settings))
        .child(el("h3").text("Labels"))
        .child(meanings(Label::ALL.iter().map(|label| {
            let of = rules.meaning(label.as_str());
            (label.as_str(), label.words().name, of)
        })))
        .child(own(settings))
        .child(el("h3").text("Cues"))
        .child(meanings(CueType::ALL.iter().map(|kind| {
            let of = rules.meaning(kind.as_str());
            (kind.as_str(), kind.words().name, of)
        })))
        .child(el("h3").text("Certainty"))
        .child(meanings(Certainty::ALL.iter().rev().map(|level| {
            let of = rules.meaning(level.as_str());
            (level.as_str(), level.words().name, of)
        })))
}

/// Who decides.
fn name(settings: &Settings) -> Element {
    el("p").child(
        el("label").text("Your name, for your decisions ").child(
            el("input")
                .attr("value", settings.annotator.clone())
                .on(On::Input(Field::Ask("help:annotator=".into()))),
        ),
    )
}

fn keys(settings: &Settings) -> Element {
    let rows = KEYMAP.iter().filter_map(|binding| {
        let mut place = el("dt");
        let mut found = false;
        let between = if binding.keys.len() > 4 { " " } else { " or " };
        for key in binding.keys {
            for code in keys::pressed(&keys::code_of(*key), &settings.keys) {
                if found {
                    place = place.child(el("span").text(between));
                }
                place = place.child(el("kbd").text(keys::words(&code)));
                found = true;
            }
        }
        let words = el("dd").text(help::of(binding));
        found.then(|| el("div").child(place).child(words))
    });
    el("div")
        .child(el("p").text("Letter keys work outside text fields."))
        .child(el("dl.keys").children(rows))
}

fn guidelines(query: &Query, settings: &Settings) -> Vec<Element> {
    let title = el("h3").text("The project's guidelines ");
    let place = match &query.writing {
        Some(before) => vec![
            title.child(ask("help", "done").text("Done")),
            el("textarea[aria-label=Guidelines in Markdown]")
                .on(On::Input(Field::Ask("help:text=".into())))
                .text(before.clone()),
        ],
        None => vec![title.child(ask("help", "write").text("Write"))],
    };
    let written = match settings.guidelines.trim() {
        "" => el("p.none").text("Nothing is written yet."),
        _ => markdown(&settings.guidelines),
    };
    place.into_iter().chain([written]).collect()
}

fn own(settings: &Settings) -> Element {
    meanings(settings.labels.own.iter().map(|own| {
        let name = own.name.as_str();
        (name, name, own.description.clone())
    }))
}

fn meanings<'a>(words: impl Iterator<Item = (&'a str, &'a str, String)>) -> Element {
    el("dl").children(words.map(|(spelled, name, meaning)| {
        let name = match name == spelled {
            true => name.to_owned(),
            false => format!("{name} ({spelled})"),
        };
        el("div")
            .child(el("dt").text(name))
            .child(el("dd").text(meaning))
    }))
}

/// What lies deeper than this is no deeper than this.
const DEEP: usize = 32;

/// Markdown as plain elements: what is HTML in it is shown as the text that it is.
pub fn markdown(source: &str) -> Element {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut open = vec![el("div.guidelines[dir=auto]")];
    let mut deeper = 0;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(_) if open.len() > DEEP => deeper += 1,
            Event::Start(tag) => open.push(element(&tag)),
            Event::End(_) if deeper > 0 => deeper -= 1,
            Event::End(_) => {
                let Some(inner) = open.pop() else { break };
                put(&mut open, inner.into());
            }
            Event::Text(words) | Event::Html(words) | Event::InlineHtml(words) => {
                put(&mut open, text(words.into_string()));
            }
            Event::Code(words) => {
                put(&mut open, el("code").text(words.into_string()).into());
            }
            Event::SoftBreak => put(&mut open, text("\n")),
            Event::HardBreak => put(&mut open, el("br").into()),
            Event::Rule => put(&mut open, el("hr").into()),
            // Of what is not switched on nothing comes.
            _ => {}
        }
    }
    while open.len() > 1 {
        if let Some(inner) = open.pop() {
            put(&mut open, inner.into());
        }
    }
    open.pop().unwrap_or_default()
}

fn put(open: &mut [Element], node: Node) {
    if let Some(outer) = open.last_mut() {
        *outer = std::mem::take(outer).child(node);
    }
}

fn element(tag: &Tag<'_>) -> Element {
    match tag {
        Tag::Heading { level, .. } => match level {
            HeadingLevel::H1 | HeadingLevel::H2 => el("h3"),
            _ => el("h4"),
        },
        Tag::List(Some(_)) => el("ol"),
        Tag::List(None) => el("ul"),
        Tag::Item => el("li"),
        Tag::BlockQuote(_) => el("blockquote"),
        Tag::CodeBlock(_) => el("pre"),
        Tag::Emphasis => el("em"),
        Tag::Strong => el("b"),
        Tag::Link { dest_url, .. } if is_safe(dest_url) => {
            el("a[target=_blank][rel=noopener]").attr("href", dest_url.to_string())
        }
        Tag::Table(_) => el("table"),
        Tag::TableHead | Tag::TableRow => el("tr"),
        Tag::TableCell => el("td"),
        Tag::Paragraph => el("p"),
        // An image would be a request, and other things have no element.
        _ => el("span"),
    }
}

/// Whether a link leads to a page, and nowhere else.
fn is_safe(url: &str) -> bool {
    let url = url.trim().to_ascii_lowercase();
    ["https://", "http://", "mailto:"]
        .iter()
        .any(|start| url.starts_with(start))
}
