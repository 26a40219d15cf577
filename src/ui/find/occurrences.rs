//! The sheet of all occurrences: some words wherever they stand in a document, what is marked
//! there, and one edit for those that are chosen.

use super::{PAGE, choice, done, hand, in_context, standing, stretch};
use crate::annotation::{Document, Id, Kind, Label, Mark, Status};
use crate::extract::{CueType, Label as Known};
use crate::find::{Case, Occurrence, Standing, Tag, label_all, occurrences};
use crate::hand::{Reader, with_claims};
use crate::protocol::{At, Done};
use crate::text::{Span, tokenize};
use crate::ui::html::{Element, el};
use crate::ui::paper::{ask, pages, select, switch};
use crate::ui::words::{count, grouped};
use std::collections::{BTreeMap, BTreeSet};

/// The sheet's name.
const NAME: &str = "all";
/// What is meant where nobody said.
const USUAL: Tag = Tag::Name(Label::Scheme(Known::Person));

#[derive(Debug, Default)]
pub struct State {
    sought: Option<Sought>,
}

/// What the sheet is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aim {
    /// To mark all as one thing.
    Label,
    /// To accept what is marked so already.
    Accept,
}

/// What is looked for, and what of it is chosen.
#[derive(Debug)]
struct Sought {
    document: String,
    words: String,
    tag: Tag,
    case: Case,
    /// Further places that are of the same thing under other words.
    others: Vec<Span>,
    with_others: bool,
    aim: Aim,
    /// Where the person chose otherwise than we did.
    changed: BTreeMap<Span, bool>,
    page: usize,
}

impl State {
    /// Looks for what is selected. Says why not, where nothing is.
    pub fn open(&mut self, aim: Aim, document: &Document, at: &At) -> Result<(), String> {
        self.sought = None;
        let words = |span| document.source().get(span).unwrap_or_default().trim();
        let mark = at.mark.as_ref().and_then(|id| document.mark(id));
        let mark = mark.filter(|mark| mark.kind() != Kind::Claim);
        let selected = at.selection().filter(|span| !words(*span).is_empty());
        let span = selected
            .or_else(|| mark.map(Mark::span))
            .ok_or("Select words, a name or a cue first.")?;
        let of_it = mark.filter(|mark| mark.span() == span);
        let tag = of_it.and_then(|mark| Tag::of(&mark.body));
        let words = words(span).to_owned();
        self.sought = Some(Sought {
            document: document.id.clone(),
            tag: tag.or_else(|| usual(document, &words)).unwrap_or(USUAL),
            words,
            case: Case::Exact,
            others: of_it.map_or_else(Vec::new, |mark| others(document, &mark.id)),
            with_others: false,
            aim,
            changed: BTreeMap::new(),
            page: 0,
        });
        Ok(())
    }

    /// The document that the sheet is of.
    pub fn document(&self) -> Option<&str> {
        Some(&self.sought.as_ref()?.document)
    }

    /// Reads what a control asks for.
    pub fn ask(&mut self, words: &str, document: &Document) {
        let Some(sought) = &mut self.sought else {
            return;
        };
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        match what {
            "label" => {
                if let Some(tag) = Tag::parse(value) {
                    sought.tag = tag;
                    sought.changed.clear();
                }
            }
            "case" => {
                sought.case = sought.case.other();
            }
            "others" => sought.with_others = !sought.with_others,
            "choose" => {
                let row = stretch(value).and_then(|span| {
                    let rows = sought.rows(document);
                    rows.into_iter().find(|row| row.found.span == span)
                });
                if let Some(row) = row {
                    sought.changed.insert(row.found.span, !row.chosen);
                }
            }
            "every" | "none" => {
                let rows = sought.rows(document).into_iter();
                sought.changed = rows.map(|row| (row.found.span, what == "every")).collect();
            }
            "page" => sought.page = value.parse().unwrap_or_default(),
            _ => {}
        }
    }

    /// What is done to those that are chosen, with the claims of their cues.
    pub fn hand(&self, words: &str, document: &Document, reader: &dyn Reader) -> Done {
        let Some(sought) = &self.sought else {
            return Done::said("Nothing is looked for.");
        };
        let chosen = sought.chosen(document);
        let spans: Vec<Span> = chosen.iter().map(|found| found.span).collect();
        let marked: Vec<&Id> = (chosen.iter())
            .filter_map(|found| Some(&found.mark(document)?.id))
            .collect();
        let decided = |status: Status| {
            let marks = count(marked.len(), "mark", "marks");
            let edit = document.deciding(marked.iter().copied(), status);
            done(
                with_claims(document, edit, reader),
                format!("{marks} {status}."),
            )
        };
        match words {
            "accept" => decided(Status::Accepted),
            "reject" => decided(Status::Rejected),
            "label" => {
                let places = count(spans.len(), "place", "places");
                let words = format!("{places} marked as {}.", sought.tag.as_str());
                let edit = label_all(document, &spans, sought.tag);
                done(with_claims(document, edit, reader), words)
            }
            _ => Done::default(),
        }
    }

    pub fn view(&self, document: Option<&Document>, labels: &[Label]) -> Element {
        let sheet = el("div#occurrences.sheet[aria-label=All occurrences]");
        match (&self.sought, document) {
            (Some(sought), Some(document)) => sought.view(sheet, document, labels),
            _ => sheet.child(el("p.none").text("Select words, a name or a cue first.")),
        }
    }
}

/// The mentions of what a name is a name of.
fn others(document: &Document, id: &Id) -> Vec<Span> {
    let cluster = document.cluster_of(id);
    let cluster = cluster.and_then(|at| document.clusters().get(at));
    let mentions = cluster.map_or_else(Vec::new, |cluster| document.mentions(cluster));
    mentions.into_iter().map(Mark::span).collect()
}

/// What some words are marked as most often.
fn usual(document: &Document, words: &str) -> Option<Tag> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in document
        .marks()
        .filter(|mark| mark.status != Status::Rejected)
    {
        let tag = Tag::of(&mark.body);
        if let Some(tag) = tag.filter(|_| document.source().get(mark.span()) == Some(words)) {
            *counts.entry(tag.as_str()).or_default() += 1;
        }
    }
    let (tag, _) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    Tag::parse(tag)
}

/// An occurrence, and whether it is chosen.
struct Row {
    found: Occurrence,
    chosen: bool,
}

impl Sought {
    fn rows(&self, document: &Document) -> Vec<Row> {
        let tokens = tokenize(document.source().text());
        let others = if self.with_others { &*self.others } else { &[] };
        let words = (&*self.words, self.case);
        let all = occurrences(document, &tokens, words, self.tag.kind(), others);
        let rows = all.into_iter().map(|found| Row {
            chosen: match self.changed.get(&found.span) {
                Some(chosen) => *chosen,
                None => self.is_meant(&found, document),
            },
            found,
        });
        rows.collect()
    }

    /// Whether an occurrence is chosen as long as the person says nothing.
    fn is_meant(&self, found: &Occurrence, document: &Document) -> bool {
        let free = found.is_free_for(document, self.tag);
        match self.aim {
            Aim::Label => free,
            Aim::Accept => {
                let mark = found.mark(document);
                free && mark.is_some_and(|mark| mark.status == Status::Suggested)
            }
        }
    }

    fn chosen(&self, document: &Document) -> Vec<Occurrence> {
        let rows = self.rows(document).into_iter();
        rows.filter(|row| row.chosen).map(|row| row.found).collect()
    }

    fn view(&self, sheet: Element, document: &Document, labels: &[Label]) -> Element {
        let rows = self.rows(document);
        let chosen: Vec<&Occurrence> = (rows.iter())
            .filter(|row| row.chosen)
            .map(|row| &row.found)
            .collect();
        let marked = chosen
            .iter()
            .filter(|found| found.mark(document).is_some())
            .count();
        let summary = format!(
            "“{}” stands {} in this article; {} chosen.",
            self.words,
            match rows.len() {
                1 => "once".to_owned(),
                times => format!("{} times", grouped(times)),
            },
            match chosen.len() {
                1 => "1 is".to_owned(),
                chosen => format!("{} are", grouped(chosen)),
            }
        );
        let (listed, turns) = pages(NAME, self.page, &rows, PAGE);
        sheet
            .child(el("p.summary[aria-live=polite]").text(summary))
            .child(self.actions(chosen.len(), marked))
            .child(self.tools(document, labels))
            .child(el("ol").children(listed.iter().map(|row| item(row, document))))
            .child(turns)
    }

    /// What can be done with what is chosen; the aim of the sheet comes first.
    fn actions(&self, chosen: usize, marked: usize) -> Element {
        let all = |verb: &str, number: usize| match number {
            1 => format!("{verb} 1"),
            number => format!("{verb} all {}", grouped(number)),
        };
        let button = |what: &str, words: String| hand(format!("{NAME}:{what}")).text(words);
        let label = button(
            "label",
            all(&format!("Mark as {}:", self.tag.as_str()), chosen),
        );
        let accept = button("accept", all("Accept", marked));
        let reject = button("reject", all("Reject", marked));
        let first = |element: Element| element.class("primary").attr("autofocus", "");
        let buttons = match self.aim {
            Aim::Label => [first(label), accept, reject],
            Aim::Accept => [first(accept), reject, label],
        };
        el("div.care").children(buttons)
    }

    fn tools(&self, document: &Document, labels: &[Label]) -> Element {
        let name = |name: &'static str| (name.to_owned(), name.to_owned());
        let tags: Vec<_> = match self.tag.kind() {
            Kind::Cue => CueType::ALL
                .iter()
                .map(|kind| name(kind.as_str()))
                .collect(),
            _ => labels.iter().map(|label| name(label.as_str())).collect(),
        };
        let chosen = self.tag.as_str();
        let mut tools = el("div.filters")
            .child(select("Label", format!("{NAME}:label="), chosen, tags))
            .child(switch(
                NAME,
                "case",
                self.case == Case::Exact,
                "Capitals as written".to_owned(),
            ));
        let mut names: BTreeSet<&str> = (self.others.iter())
            .filter_map(|span| document.source().get(*span))
            .collect();
        names.remove(&*self.words);
        if !names.is_empty() {
            let names = names.into_iter().take(3).collect::<Vec<_>>().join("”, “");
            let words = format!("Also “{names}”");
            tools = tools.child(switch(NAME, "others", self.with_others, words));
        }
        tools
            .child(ask(NAME, "every").text("Choose all"))
            .child(ask(NAME, "none").text("Choose none"))
    }
}

fn item(row: &Row, document: &Document) -> Element {
    let Span { start, end } = row.found.span;
    let marks: Vec<&Mark> = match &row.found.standing {
        Standing::Nothing => Vec::new(),
        Standing::Here(id) => document.mark(id).into_iter().collect(),
        Standing::Across(ids) => ids.iter().filter_map(|id| document.mark(id)).collect(),
    };
    let what = |mark: &&Mark| match mark.span() == row.found.span {
        true => standing(mark),
        false => {
            let words = document.source().get(mark.span()).unwrap_or_default();
            format!("“{words}” {}", standing(mark))
        }
    };
    let what = marks.iter().map(what).collect::<Vec<_>>().join("; ");
    let button = choice(format!("{NAME}:choose={start}-{end}"), row.chosen);
    el("li")
        .key(format!("{start}-{end}"))
        .child(in_context(button, document, row.found.span))
        .child(el("span.progress").text(what))
}
