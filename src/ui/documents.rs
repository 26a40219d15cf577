//! The sheet of documents: the project's, with how far each is.
//!
//! Runs in the worker. Knows heads of documents and what a person can ask for. Must not know how
//! it is done, nor what keeps documents.

use super::app::Field;
use super::html::{Element, On, el};
use super::paper::{self, capital, pages, select};
use super::words::{count, grouped};
use crate::project::{Head, State};
use std::collections::BTreeSet;

/// How many documents a page of the list holds.
const PAGE: usize = 50;
/// Shorter words are looked for in titles only.
const SHORT: usize = 3;

/// What the person wants to see of the list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    pub find: String,
    only: Option<State>,
    order: Order,
    page: usize,
    renaming: Option<String>,
    /// Whether the person is to confirm that all is to go.
    clearing: bool,
    /// What was just done.
    pub said: String,
    /// Whether that can be taken back.
    pub can_undelete: bool,
    /// The documents in whose text stands what is looked for, as far as is known.
    pub found: BTreeSet<String>,
    /// Whether more of them may be found.
    pub seeking: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Order {
    #[default]
    Added,
    Changed,
    Title,
}

const ORDERS: &[(Order, &str, &str)] = &[
    (Order::Added, "added", "As they came"),
    (Order::Changed, "changed", "Last changed first"),
    (Order::Title, "title", "By title"),
];

/// What a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wish {
    /// To see the sheet as the query now says.
    See,
    /// To look for something in the texts, and to see what is found.
    Search,
    Open(String),
    Next,
    Previous,
    Delete(String),
    Undelete,
    State(String, State),
    Rename(String, String),
    /// To have a document deleted and, as long as it is open, not kept.
    Forget(String),
    Clear,
    Backup,
    Choose {
        folder: bool,
    },
}

/// What came of the files that a person brings.
#[derive(Debug, Clone, Copy)]
pub struct Came<'a> {
    /// How many documents are new here, and how many of them are seen.
    pub documents: usize,
    pub shown: usize,
    /// How many were here already.
    pub here: usize,
    /// What those are called that came in beside others of their ids.
    pub copies: &'a [String],
    pub problems: &'a [String],
}

/// What is to be said of it all; none where all of it is seen.
pub fn told(came: Came<'_>) -> Option<String> {
    const NAMED: usize = 10;
    let some = |names: &[String], between| {
        let names = names.iter().take(NAMED).map(String::as_str);
        names.collect::<Vec<_>>().join(between)
    };
    let mut words = Vec::new();
    if came.here > 0 {
        let new = count(came.documents, "document", "documents");
        words.push(match (came.documents, came.here) {
            (0, 1) => "That document was here already.".to_owned(),
            (0, here) => format!("All {} documents were here already.", grouped(here)),
            (_, 1) => format!("{new} came in, 1 was here already."),
            (_, here) => format!("{new} came in, {} were here already.", grouped(here)),
        });
    } else if came.documents > came.shown {
        let more = came.documents - came.shown;
        let added = count(more, "more document is", "more documents are");
        words.push(format!("{added} among the documents."));
    }
    if !came.copies.is_empty() {
        let copies = match came.copies.len() {
            1 => "1 document is another here than in the file, and came in as a copy".to_owned(),
            copies => format!(
                "{} documents are others here than in the file, and came in as copies",
                grouped(copies)
            ),
        };
        words.push(format!("{copies}: “{}”.", some(came.copies, "”, “")));
    }
    if !came.problems.is_empty() {
        let things = count(came.problems.len(), "thing", "things");
        let some = some(came.problems, "; ");
        words.push(format!("{things} could not be read. {some}."));
    }
    (!words.is_empty()).then(|| words.join(" "))
}

impl Query {
    /// Reads what a control asks for.
    pub fn ask(&mut self, words: &str) -> Wish {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        let clearing = std::mem::take(&mut self.clearing);
        if what != "rename" {
            self.renaming = None;
        }
        match what {
            "" => *self = Self::default(),
            "find" => {
                // What was found stays in view as long as it may be found again.
                let before = self.words().to_lowercase();
                self.find = value.to_owned();
                if before.is_empty() || !self.words().to_lowercase().contains(&before) {
                    self.found.clear();
                }
                self.page = 0;
                return Wish::Search;
            }
            "only" => (self.only, self.page) = (State::parse(value), 0),
            "order" => {
                let known = ORDERS.iter().find(|(_, name, _)| *name == value);
                self.order = known.map_or(Order::default(), |(order, ..)| *order);
            }
            "page" => self.page = value.parse().unwrap_or_default(),
            "open" => return Wish::Open(value.to_owned()),
            "next" => return Wish::Next,
            "previous" => return Wish::Previous,
            "delete" => return Wish::Delete(value.to_owned()),
            "undelete" => return Wish::Undelete,
            "forget" => return Wish::Forget(value.to_owned()),
            "state" => {
                if let Some((id, state)) = value.rsplit_once(' ')
                    && let Some(state) = State::parse(state)
                {
                    return Wish::State(id.to_owned(), state);
                }
            }
            "name" => self.renaming = Some(value.to_owned()),
            "rename" => {
                if let Some((id, name)) = value.split_once('\n') {
                    return Wish::Rename(id.to_owned(), name.to_owned());
                }
            }
            "clear" if clearing => return Wish::Clear,
            "clear" => self.clearing = true,
            "backup" => return Wish::Backup,
            "files" => return Wish::Choose { folder: false },
            "folder" => return Wish::Choose { folder: true },
            _ => {}
        }
        Wish::See
    }

    /// What is looked for in the texts; nothing where it is so short that most have it.
    pub fn words(&self) -> &str {
        let words = self.find.trim();
        match words.chars().count() {
            ..SHORT => "",
            _ => words,
        }
    }

    /// The documents that are wanted, in their order.
    fn list<'a>(&self, heads: &[&'a Head]) -> Vec<&'a Head> {
        let find = self.find.trim().to_lowercase();
        let fits = |head: &&Head| {
            self.only.is_none_or(|state| head.state == state)
                && (head.title.to_lowercase().contains(&find) || self.found.contains(&head.id))
        };
        let mut list: Vec<&Head> = heads.iter().copied().filter(fits).collect();
        match self.order {
            Order::Added => list.sort_by(|a, b| came(a).cmp(&came(b))),
            Order::Changed => list.sort_by_key(|head| std::cmp::Reverse(head.changed)),
            Order::Title => list.sort_by_cached_key(|head| head.title.to_lowercase()),
        }
        list
    }
}

fn came(head: &Head) -> (u64, &str) {
    (head.added, &head.id)
}

/// The document so many places behind this one, as they came, in a circle.
pub fn beside<'a>(heads: &[&'a Head], id: Option<&str>, places: isize) -> Option<&'a Head> {
    let mut list = heads.to_vec();
    list.sort_by(|a, b| came(a).cmp(&came(b)));
    let at = list.iter().position(|head| Some(&*head.id) == id);
    let next = match at {
        Some(at) => (at as isize + places).rem_euclid(list.len() as isize) as usize,
        None => 0,
    };
    list.get(next).copied()
}

/// How old the last backup is, in milliseconds since 1970 as `now` is, and how many decisions are
/// not in it.
pub fn last_backup(made: u64, now: u64, loose: u32) -> String {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let since = count(loose as usize, "decision", "decisions");
    match (made, now.saturating_sub(made) / DAY) {
        (0, _) => format!("No backup was made yet; {since} would be in it."),
        (_, 0) => format!("The last backup is of today, with {since} since."),
        (_, days) => {
            let days = count(days as usize, "day", "days");
            format!("The last backup is {days} old, with {since} since.")
        }
    }
}

/// Draws the sheet. `shown` is the document that the page shows, `backup` what is to be
/// said of the last backup.
pub fn view(heads: &[&Head], query: &Query, shown: Option<&str>, backup: &str) -> Element {
    let list = query.list(heads);
    let (rows, turns) = pages("documents", query.page, &list, PAGE);
    let rows = rows.iter().map(|head| row(head, query, shown));
    let said = el("p.done[aria-live=polite]").text(query.said.clone());
    let said = match query.can_undelete {
        true => said.text(" ").child(ask("undelete").text("Undo")),
        false => said,
    };
    let sheet = el("div#documents.sheet[aria-label=Documents]")
        .child(el("p.summary").text(summary(heads)))
        .child(tools(query))
        .child(said);
    let sheet = match list.is_empty() {
        true => sheet.child(el("p.none").text(match (heads.is_empty(), query.seeking) {
            (true, _) => "What you paste or open is listed here, and stays in this browser.",
            (false, true) => "Looking into the texts …",
            (false, false) => "No document is like that.",
        })),
        false => sheet.child(el("ol").children(rows)),
    };
    sheet.child(turns).child(care(query, shown, backup))
}

/// "12 documents: 3 complete, 5 in review, 4 untouched. 120 of 400 marks are decided on."
fn summary(heads: &[&Head]) -> String {
    let of = |state| heads.iter().filter(|head| head.state == state).count();
    let decided: usize = heads.iter().map(|head| head.decided as usize).sum();
    let open: usize = heads.iter().map(|head| head.open as usize).sum();
    format!(
        "{}: {} complete, {} in review, {} untouched. {} of {} decided on.",
        count(heads.len(), "document", "documents"),
        grouped(of(State::Complete)),
        grouped(of(State::InReview)),
        grouped(of(State::Untouched)),
        grouped(decided),
        count(decided + open, "mark is", "marks are"),
    )
}

// Fields are not told what they hold: a person may have typed on when the sheet comes.
fn tools(query: &Query) -> Element {
    let states = State::ALL.iter().map(|state| {
        let value = state.as_str().to_owned();
        (value, capital(words(*state)))
    });
    let any = std::iter::once((String::new(), "Any state".to_owned()));
    let orders = ORDERS.iter();
    let orders = orders.map(|(_, name, words)| ((*name).to_owned(), (*words).to_owned()));
    let order = ORDERS.iter().find(|(order, ..)| *order == query.order);
    el("div.filters")
        .child(
            el("input[type=search][aria-label=Find by title or text][placeholder=Find by title or text]")
                .on(On::Input(Field::Ask("documents:find=".into()))),
        )
        .child(select(
            "State",
            "documents:only=",
            query.only.map_or("", State::as_str),
            any.chain(states),
        ))
        .child(select(
            "Order",
            "documents:order=",
            order.map_or("", |(_, name, _)| name),
            orders,
        ))
        .child(ask("files").text("Add files"))
        .child(ask("folder").text("Add a folder"))
}

fn row(head: &Head, query: &Query, shown: Option<&str>) -> Element {
    let id = &head.id;
    let renames = query.renaming.as_ref() == Some(id);
    let title = match renames {
        true => el("input")
            .attr("aria-label", format!("Name of “{}”", head.title))
            .attr("value", head.title.clone())
            .on(On::Input(Field::Ask(
                format!("documents:rename={id}\n").into(),
            ))),
        false => {
            let button = ask(format!("open={id}"))
                .class("title")
                .child(el("span[dir=auto]").text(called(head)));
            match shown == Some(id) {
                true => button.attr("aria-current", "page"),
                false => button,
            }
        }
    };
    let states = State::ALL.iter();
    let states = states.map(|state| (format!("{id} {state}"), capital(words(*state))));
    let named = |what: &str| format!("{what} “{}”", head.title);
    el("li")
        .key(id.as_str())
        .attr("data-state", head.state.as_str())
        .child(title)
        .child(el("span.progress").text(progress(head)))
        .child(
            select(
                "",
                "documents:state=",
                &format!("{id} {}", head.state),
                states,
            )
            .attr("aria-label", named("State of")),
        )
        .child(match renames {
            true => ask("done").text("Done"),
            false => ask(format!("name={id}"))
                .attr("aria-label", named("Rename"))
                .text("Rename"),
        })
        .child(
            paper::ask("about", id)
                .attr("aria-label", named("About"))
                .text("About"),
        )
        .child(
            ask(format!("delete={id}"))
                .attr("aria-label", named("Delete"))
                .text("Delete"),
        )
}

fn called(head: &Head) -> String {
    match head.title.trim() {
        "" => "Untitled".to_owned(),
        title => title.to_owned(),
    }
}

fn progress(head: &Head) -> String {
    let all = (head.decided + head.open) as usize;
    match (head.read || all > 0, all) {
        (false, _) => "not read yet".to_owned(),
        (true, 0) => "no marks".to_owned(),
        (true, _) => format!("{} of {}", grouped(head.decided as usize), grouped(all)),
    }
}

/// Backups, and what is not to be kept.
fn care(query: &Query, shown: Option<&str>, backup: &str) -> Element {
    let place = el("div.care")
        .child(el("p").text(backup.to_owned()))
        .child(ask("backup").text("Back up all documents"));
    let place = match shown {
        Some(id) => place.child(
            ask(format!("forget={id}"))
                .attr("aria-label", "Do not keep the text that is shown")
                .text("Do not keep this text"),
        ),
        None => place,
    };
    match query.clearing {
        true => place
            .child(
                el("p[aria-live=polite]")
                    .text("All documents of this browser will be gone for good."),
            )
            .child(ask("clear").text("Yes, delete everything"))
            .child(ask("keep").text("No, keep everything")),
        false => place.child(ask("clear").text("Delete everything here")),
    }
}

fn ask(what: impl AsRef<str>) -> Element {
    paper::ask("documents", what)
}

const fn words(state: State) -> &'static str {
    match state {
        State::Untouched => "untouched",
        State::InReview => "in review",
        State::Complete => "complete",
    }
}
