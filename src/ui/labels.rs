//! The sheet of labels: the project's own, edited here, beside those of the scheme.
//!
//! Runs in the worker. Knows the label set and what a person can ask for. Must not know how it is
//! done, nor how it is kept.

use super::app::Field;
use super::find::{reached_in, unread};
use super::html::{Element, On, el};
use super::paper::{self, select};
use super::words::{InWords, count};
use crate::annotation::Label;
use crate::extract;
use crate::project::{Head, LabelSet, OwnLabel, Reached, TONES};

/// What the person is at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// What the field for a new label holds.
    new: String,
    /// What is to be done once the person has seen what it would change.
    planned: Option<Plan>,
    /// What was just done, or why it was not.
    pub said: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Plan {
    /// From, and to what.
    Rename(String, String),
    Delete(String),
}

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    See,
    /// To have the set be this.
    Set(LabelSet),
    /// To have all marks of a label be of another, or taken out, and the set be this.
    Change {
        from: Label,
        to: Option<Label>,
        set: LabelSet,
    },
    Export,
    Import,
}

impl Query {
    /// Reads what a control asks for.
    pub fn ask(&mut self, words: &str, set: &LabelSet) -> Wish {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        let (name, value_of) = value.split_once('\n').unwrap_or((value, ""));
        self.said.clear();
        let changed = |change: &dyn Fn(&mut OwnLabel)| {
            let mut set = set.clone();
            set.own
                .iter_mut()
                .filter(|own| own.name == name)
                .for_each(change);
            Wish::Set(set)
        };
        match what {
            "new" => self.new = value.to_owned(),
            "add" => {
                let mut set = set.clone();
                match set.add(&self.new) {
                    Ok(()) => {
                        self.said = format!("{} is a label now.", self.new.trim());
                        self.new.clear();
                        return Wish::Set(set);
                    }
                    Err(reason) => self.said = reason,
                }
            }
            "colour" => return changed(&|own| own.colour = value_of.to_owned()),
            "describe" => return changed(&|own| own.description = value_of.to_owned()),
            "key" => {
                let key = value_of.trim().chars().next();
                let taken = set
                    .own
                    .iter()
                    .find(|own| own.key == key && own.name != name);
                if let (Some(key), Some(taken)) = (key, taken) {
                    self.said = format!("“{key}” is the key of {} already.", taken.name);
                } else if key.is_some_and(|key| !key.is_ascii_digit()) {
                    self.said = "The keys of labels are the digits.".to_owned();
                } else {
                    return changed(&|own| own.key = key);
                }
            }
            "rename" => {
                let to = value_of.trim();
                self.planned = (to != name).then(|| Plan::Rename(name.to_owned(), to.to_owned()));
            }
            "delete" => self.planned = Some(Plan::Delete(value.to_owned())),
            "keep" => self.planned = None,
            "do" => return self.perform(set),
            "export" => return Wish::Export,
            "import" => return Wish::Import,
            _ => *self = Self::default(),
        }
        Wish::See
    }

    /// Does what was planned.
    fn perform(&mut self, set: &LabelSet) -> Wish {
        let mut set = set.clone();
        let (from, to) = match self.planned.take() {
            Some(Plan::Delete(name)) => {
                set.own.retain(|own| own.name != name);
                (name, None)
            }
            Some(Plan::Rename(from, to)) => {
                // To become one with a label that there is, is a way of getting rid of it.
                let is_there = extract::Label::parse(&to).is_some() || set.get(&to).is_some();
                if is_there {
                    set.own.retain(|own| own.name != from);
                } else if let Err(reason) = set.check(&to) {
                    self.said = reason;
                    return Wish::See;
                }
                let renamed = set.own.iter_mut().filter(|own| own.name == from);
                renamed.for_each(|own| own.name.clone_from(&to));
                (from, Some(to))
            }
            None => return Wish::See,
        };
        match (Label::parse(&from), to.as_deref().map(Label::parse)) {
            (Some(from), None) => Wish::Change {
                from,
                to: None,
                set,
            },
            (Some(from), Some(to @ Some(_))) => Wish::Change { from, to, set },
            _ => Wish::See,
        }
    }
}

/// In how many documents a label stands how often.
fn used(heads: &[&Head], name: &str) -> (usize, usize) {
    let of = heads.iter().filter_map(|head| {
        let own = head.own.iter().find(|(label, _)| label == name)?;
        Some(own.1 as usize)
    });
    of.fold((0, 0), |(documents, marks), more| {
        (documents + 1, marks + more)
    })
}

pub fn view(heads: &[&Head], query: &Query, set: &LabelSet) -> Element {
    let own = set.own.iter().map(|own| row(heads, query, own));
    let scheme = set.choices().into_iter().filter_map(|choice| {
        let label = choice.label.scheme()?;
        let item = el("li")
            .child(chip(choice.label))
            .text(format!(" {} ", label.words().name));
        Some(match choice.key {
            Some(key) => item.child(el("kbd").text(key.to_string())),
            None => item,
        })
    });
    let sheet = el("div.sheet[aria-label=Labels]")
        .child(el("p").text(
            "Own labels stand beside those of the scheme, which the engine knows. A digit gives \
             a mark its label.",
        ))
        .child(
            el("div.filters")
                .child(
                    el("input[aria-label=Name of a new label][placeholder=Name of a new label]")
                        .on(On::Input(Field::Ask("labels:new=".into()))),
                )
                .child(ask("add").text("Add"))
                .child(ask("export").text("Export labels"))
                .child(ask("import").text("Import labels")),
        )
        .child(el("p.done[aria-live=polite]").text(query.said.clone()));
    let sheet = match set.own.is_empty() {
        true => sheet.child(el("p.none").text("The project has no labels of its own yet.")),
        false => sheet.child(el("ul.labels").children(own)),
    };
    sheet
        .child(el("h3").text("The scheme's labels"))
        .child(el("ul.labels").children(scheme))
}

fn row(heads: &[&Head], query: &Query, own: &OwnLabel) -> Element {
    let name = &own.name;
    let named = |what: &str| format!("{what} {name}");
    let field = |what: &str, value: String| {
        el("input").attr("value", value).on(On::Input(Field::Ask(
            format!("labels:{what}={name}\n").into(),
        )))
    };
    let tones = TONES.iter();
    let tones = tones.map(|tone| (tone.name.to_owned(), tone.name.to_owned()));
    let (documents, marks) = used(heads, name);
    let item = el("li")
        .key(name.as_str())
        .child(match Label::parse(name) {
            Some(label) => chip(label),
            None => el("b").text(name.clone()),
        })
        .child(
            select("", format!("labels:colour={name}\n"), &own.colour, tones)
                .attr("aria-label", named("Colour of")),
        )
        .child(
            field("key", own.key.map(String::from).unwrap_or_default())
                .attr("aria-label", named("Key of"))
                .attr("placeholder", "Key")
                .class("key"),
        )
        .child(
            field("describe", own.description.clone())
                .attr("aria-label", named("What falls under"))
                .attr("placeholder", "What falls under it"),
        )
        .child(
            field("rename", name.clone())
                .attr("aria-label", named("Rename"))
                .attr("placeholder", "Name"),
        )
        .child(el("span.progress").text(match marks {
            0 => "not in use".to_owned(),
            _ => in_documents(marks, documents),
        }))
        .child(
            ask(format!("delete={name}"))
                .attr("aria-label", named("Delete"))
                .text("Delete"),
        );
    match plan(query, own, documents, marks) {
        Some(words) => item.child(
            el("p[aria-live=polite]")
                .text(words)
                .text(" ")
                .child(ask("do").text("Do it"))
                .child(ask("keep").text("Leave it")),
        ),
        None => item,
    }
}

/// What would come of what is planned for a label.
fn plan(query: &Query, own: &OwnLabel, documents: usize, marks: usize) -> Option<String> {
    let marks = in_documents(marks, documents);
    match query.planned.as_ref()? {
        Plan::Delete(name) if *name == own.name => Some(format!(
            "The label goes, and {marks} with it. One undo in each document brings its marks back."
        )),
        Plan::Rename(from, to) if *from == own.name => Some(format!(
            "{from} becomes {to}, and so do {marks}. One undo in each document takes it back there."
        )),
        _ => None,
    }
}

fn chip(label: Label) -> Element {
    el("b.chip[data-kind=entity]")
        .attr("data-label", label.as_str())
        .child(el("span.swatch"))
        .text(label.as_str())
}

fn ask(what: impl AsRef<str>) -> Element {
    paper::ask("labels", what)
}

/// "3 marks in 2 documents".
fn in_documents(marks: usize, documents: usize) -> String {
    let documents = count(documents, "document", "documents");
    format!("{} in {documents}", count(marks, "mark", "marks"))
}

/// What is said once marks were changed.
pub fn changed(reached: &Reached) -> String {
    match reached.marks {
        0 => format!("Done; no mark had that label.{}", unread(reached.unread)),
        marks => format!(
            "{} changed in {}.{}",
            count(marks, "mark is", "marks are"),
            reached_in(reached),
            unread(reached.unread)
        ),
    }
}
