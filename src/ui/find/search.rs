//! The sheet of search: what is looked for, what was found in which document, and what is to be
//! done with that.
//!
//! Search goes in steps, document by document, so that what is typed meanwhile is heard.

use super::{PAGE, choice, done, hand, in_context, standing, written};
use crate::annotation::{Document, Id, Kind, Label, Mark, Status};
use crate::extract::{Certainty, CueType};
use crate::find::{
    Bad, Case, Context, Filter, Hit, Layer, Manner, Pattern, Search, Tag, context, label_all,
};
use crate::hand::{Reader, with_claims};
use crate::protocol::{Caret, Done};
use crate::text::Span;
use crate::ui::app::Field;
use crate::ui::html::{Element, On, Property, el};
use crate::ui::paper::{ask, capital, pages, select, switch};
use crate::ui::words::{count, grouped};
use std::collections::BTreeSet;

/// The sheet's name.
const NAME: &str = "search";
/// How many results are looked for at most.
const ENOUGH: usize = 10_000;
/// What counts as unsure, in hundredths.
const UNSURE: &[u32] = &[50, 70, 90];

/// Where is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    #[default]
    Here,
    Open,
    Project,
}

const SCOPES: &[(Scope, &str, &str)] = &[
    (Scope::Here, "here", "In this article"),
    (Scope::Open, "open", "In all open articles"),
    (Scope::Project, "project", "In all documents"),
];

const LAYERS: &[(Layer, &str, &str)] = &[
    (Layer::Text, "text", "Words of the text"),
    (Layer::Marks, "marks", "All marks"),
    (Layer::Only(Kind::Entity), "entity", "Names and values"),
    (Layer::Only(Kind::Cue), "cue", "Cues"),
    (Layer::Only(Kind::Claim), "claim", "Claims"),
];

/// What the person looks for, and what was found so far.
#[derive(Debug, Default)]
pub struct State {
    words: String,
    manner: Manner,
    case: Case,
    filter: Filter,
    scope: Scope,
    /// What the results are to be marked as.
    tag: Option<Tag>,
    found: Vec<Found>,
    /// The results that the person does not want, by index.
    left_out: BTreeSet<usize>,
    page: usize,
    bad: Option<Bad>,
    /// What is searched now; none when it is done.
    run: Option<Run>,
}

/// A search under way.
#[derive(Debug)]
struct Run {
    search: Search,
    /// The documents that are still to be searched, the next last.
    left: Vec<String>,
    /// Where to go on in the next.
    at: usize,
}

/// Something that was found, in its document.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    document: String,
    hit: Hit,
    /// How it looks where the document is not open; of one that is open, it is looked up.
    closed: Option<(Context, String)>,
}

/// An open document as search needs it.
#[derive(Debug, Clone, Copy)]
pub struct Open<'a> {
    pub document: &'a Document,
    pub title: &'a str,
}

/// What a control of the sheet leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// To edits, each in its document, or to a place in one.
    Done(Vec<(String, Done)>),
    /// To a document that is not open, and to a mark in it.
    Open { document: String, at: Option<Id> },
}

impl State {
    /// Reads what a control asks for; whether it is to be searched anew.
    pub fn ask(&mut self, words: &str) -> bool {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        let parsed = || Tag::parse(value);
        match what {
            "find" => self.words = value.to_owned(),
            "regex" => {
                self.manner = match self.manner {
                    Manner::Plain => Manner::Regex,
                    Manner::Regex => Manner::Plain,
                }
            }
            "case" => {
                self.case = self.case.other();
            }
            "in" => {
                let known = LAYERS.iter().find(|(_, name, _)| *name == value);
                self.filter = Filter {
                    layer: known.map_or(Layer::default(), |(layer, ..)| *layer),
                    status: self.filter.status,
                    below: self.filter.below,
                    also: self.filter.also,
                    ..Filter::default()
                };
            }
            "scope" => {
                let known = SCOPES.iter().find(|(_, name, _)| *name == value);
                self.scope = known.map_or(Scope::default(), |(scope, ..)| *scope);
            }
            "label" => self.filter.tag = parsed(),
            "certainty" => self.filter.certainty = Certainty::parse(value),
            "status" => self.filter.status = Status::parse(value),
            "flag" => {
                self.filter.also = match self.filter.also {
                    None => Some(Mark::is_flagged),
                    Some(_) => None,
                }
            }
            "below" => {
                let hundredths: Option<u16> = value.parse().ok();
                self.filter.below = hundredths.map(|hundredths| f32::from(hundredths) / 100.0);
            }
            _ => {
                match what {
                    "page" => self.page = value.parse().unwrap_or_default(),
                    "tag" => self.tag = parsed(),
                    "every" => self.left_out.clear(),
                    "none" => self.left_out = (0..self.found.len()).collect(),
                    "choose" => {
                        if let Ok(at) = value.parse()
                            && !self.left_out.remove(&at)
                        {
                            self.left_out.insert(at);
                        }
                    }
                    _ => {}
                }
                return false;
            }
        }
        true
    }

    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// Searches some documents from now on, in their order. Where the expression is none, what
    /// was found stays.
    pub fn begin(&mut self, documents: Vec<String>) {
        self.run = None;
        self.bad = None;
        let pattern = match Pattern::new(&self.words, self.manner, self.case) {
            Ok(pattern) => pattern,
            Err(bad) => {
                self.bad = Some(bad);
                return;
            }
        };
        self.found.clear();
        self.left_out.clear();
        self.page = 0;
        // Anything in any text is nothing to look for.
        let is_idle = self.words.is_empty() && self.filter.layer == Layer::Text;
        let mut left = documents;
        left.reverse();
        self.run = (!is_idle).then(|| Run {
            search: Search {
                pattern,
                filter: self.filter,
            },
            left,
            at: 0,
        });
    }

    /// The document that is searched next.
    pub fn next(&self) -> Option<&str> {
        self.run.as_ref()?.left.last().map(String::as_str)
    }

    /// Searches a piece of the next document. `title` is that of one that is not open.
    pub fn step(&mut self, document: &Document, title: Option<&str>) {
        let Some(run) = &mut self.run else { return };
        let mut hits = Vec::new();
        match run.search.step(document, run.at, &mut hits) {
            Some(at) => run.at = at,
            None => self.pass(),
        }
        let text = document.source().text();
        let found = hits.into_iter().map(|hit| Found {
            document: document.id.clone(),
            closed: title.map(|title| (context(text, hit.span), title.to_owned())),
            hit,
        });
        self.found.extend(found);
        if self.found.len() >= ENOUGH {
            self.found.truncate(ENOUGH);
            self.run = None;
        }
    }

    /// Goes on with the document behind the next.
    pub fn pass(&mut self) {
        if let Some(run) = &mut self.run {
            run.left.pop();
            run.at = 0;
        }
        if self.next().is_none() {
            self.run = None;
        }
    }

    /// What is done with the results that are chosen, or where one of them leads.
    pub fn hand(&self, words: &str, open: &[Open<'_>], reader: &dyn Reader) -> Answer {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        let found = |at: usize| self.found.get(at);
        match what {
            "go" => match value.parse().ok().and_then(found) {
                Some(found) => self.go(found, open),
                None => Answer::Done(Vec::new()),
            },
            "accept" => self.change(open, |document, hits| {
                decided(document, hits, Status::Accepted, reader)
            }),
            "reject" => self.change(open, |document, hits| {
                decided(document, hits, Status::Rejected, reader)
            }),
            "label" => match self.tag {
                Some(tag) => {
                    self.change(open, |document, hits| labelled(document, hits, tag, reader))
                }
                None => Answer::Done(Vec::new()),
            },
            _ => Answer::Done(Vec::new()),
        }
    }

    fn go(&self, found: &Found, open: &[Open<'_>]) -> Answer {
        let document = found.document.clone();
        let here = open.iter().any(|open| open.document.id == document);
        let Hit { span, mark } = found.hit.clone();
        if !here {
            return Answer::Open { document, at: mark };
        }
        let caret = Caret {
            anchor: span.start,
            focus: span.end,
        };
        let done = Done {
            caret: mark.is_none().then_some(caret),
            select: mark,
            ..Done::default()
        };
        Answer::Done(vec![(document, done)])
    }

    /// One edit for each open document that has results which are chosen.
    fn change(&self, open: &[Open<'_>], change: impl Fn(&Document, &[&Hit]) -> Done) -> Answer {
        let mut all = Vec::new();
        for Open { document, .. } in open {
            let hits: Vec<&Hit> = (self.found.iter().enumerate())
                .filter(|(at, found)| found.document == document.id && self.is_chosen(*at))
                .map(|(_, found)| &found.hit)
                .collect();
            if !hits.is_empty() {
                all.push((document.id.clone(), change(document, &hits)));
            }
        }
        Answer::Done(all)
    }

    fn is_chosen(&self, at: usize) -> bool {
        !self.left_out.contains(&at)
    }
}

fn decided(document: &Document, hits: &[&Hit], status: Status, reader: &dyn Reader) -> Done {
    let ids: Vec<&Id> = hits.iter().filter_map(|hit| hit.mark.as_ref()).collect();
    let words = format!("{} {status}.", count(ids.len(), "mark", "marks"));
    let edit = document.deciding(ids, status);
    done(with_claims(document, edit, reader), words)
}

fn labelled(document: &Document, hits: &[&Hit], tag: Tag, reader: &dyn Reader) -> Done {
    // A claim is not made something else by its words, nor a cue a name.
    let fits = |hit: &&&Hit| match &hit.mark {
        None => true,
        Some(id) => document
            .mark(id)
            .is_some_and(|mark| mark.kind() == tag.kind()),
    };
    let spans: Vec<Span> = hits.iter().filter(fits).map(|hit| hit.span).collect();
    let places = count(spans.len(), "place", "places");
    let edit = label_all(document, &spans, tag);
    done(
        with_claims(document, edit, reader),
        format!("{places} marked as {}.", tag.as_str()),
    )
}

impl State {
    pub fn view(&self, open: &[Open<'_>], labels: &[Label]) -> Element {
        let found: Vec<(usize, &Found)> = self.found.iter().enumerate().collect();
        let (rows, turns) = pages(NAME, self.page, &found, PAGE);
        let rows = rows.iter().map(|(at, found)| self.row(*at, found, open));
        let sheet = el("div#search.sheet[aria-label=Search]")
            .child(self.field())
            .child(self.tools(labels))
            .child(el("p.summary[aria-live=polite]").text(self.summary(open)));
        let sheet = match self.found.is_empty() {
            true => sheet,
            false => sheet.child(self.actions(open, labels)),
        };
        sheet.child(el("ol").children(rows)).child(turns)
    }

    fn field(&self) -> Element {
        el("input[type=search][aria-label=Search for][placeholder=Search for words][autofocus]")
            .property(Property::Value(self.words.as_str().into()))
            .on(On::Input(Field::Ask(format!("{NAME}:find=").into())))
    }

    fn tools(&self, labels: &[Label]) -> Element {
        let is_text = self.filter.layer == Layer::Text;
        let choices = |all: &[(Option<&'static str>, String)]| -> Vec<(String, String)> {
            let words = |(value, words): &(Option<&str>, String)| {
                (value.unwrap_or_default().to_owned(), words.clone())
            };
            all.iter().map(words).collect()
        };
        let select = |name, what: &str, chosen: &str, options: Vec<(String, String)>| {
            select(name, format!("{NAME}:{what}="), chosen, options)
        };
        let layer = LAYERS
            .iter()
            .find(|(layer, ..)| *layer == self.filter.layer);
        let scope = SCOPES.iter().find(|(scope, ..)| *scope == self.scope);
        let named = |(value, words): (&str, &str)| (value.to_owned(), words.to_owned());
        let layers = LAYERS.iter().map(|(_, name, words)| named((name, words)));
        let scopes = SCOPES.iter().map(|(_, name, words)| named((name, words)));
        let tools = el("div.filters")
            .child(select(
                "Look in",
                "in",
                layer.map_or("", |(_, name, _)| name),
                layers.collect(),
            ))
            .child(select(
                "Where",
                "scope",
                scope.map_or("", |(_, name, _)| name),
                scopes.collect(),
            ))
            .child(switch(
                NAME,
                "case",
                self.case == Case::Exact,
                "Capitals as written".into(),
            ))
            .child(switch(
                NAME,
                "regex",
                self.manner == Manner::Regex,
                "Regular expression".into(),
            ));
        if is_text {
            return tools;
        }
        let any = |words: &str| (None, words.to_owned());
        let own = |name: &'static str| (Some(name), name.to_owned());
        let names = labels.iter().map(|label| own(label.as_str()));
        let types = CueType::ALL.iter().map(|kind| own(kind.as_str()));
        let levels = Certainty::ALL.iter().map(|level| own(level.as_str()));
        let statuses = Status::ALL.iter();
        let statuses = statuses.map(|status| (Some(status.as_str()), capital(status.as_str())));
        let tags: Vec<_> = match self.filter.layer {
            Layer::Only(Kind::Entity) => names.collect(),
            Layer::Only(Kind::Cue) => types.collect(),
            Layer::Only(Kind::Claim) => Vec::new(),
            Layer::Text | Layer::Marks => names.chain(types).collect(),
        };
        let status = self.filter.status.map_or("", Status::as_str);
        let below = self
            .filter
            .below
            .map(|below| ((below * 100.0) as u32).to_string());
        let unsure = UNSURE
            .iter()
            .map(|below| (below.to_string(), format!("Confidence below {below} %")));
        let certain = std::iter::once((String::new(), "Any confidence".to_owned()));
        let all = |first: &str, rest: Vec<(Option<&'static str>, String)>| {
            choices(&[vec![any(first)], rest].concat())
        };
        let tools = match tags.is_empty() {
            true => tools,
            false => tools.child(select(
                "Label",
                "label",
                self.filter.tag.map_or("", Tag::as_str),
                all("Any label", tags),
            )),
        };
        let is_of_claims = matches!(self.filter.layer, Layer::Marks | Layer::Only(Kind::Claim));
        let tools = match is_of_claims {
            false => tools,
            true => tools.child(select(
                "Certainty",
                "certainty",
                self.filter.certainty.map_or("", Certainty::as_str),
                all("Any certainty", levels.collect()),
            )),
        };
        let flagged = self.filter.also.is_some();
        tools
            .child(switch(NAME, "flag", flagged, "Only flagged".to_owned()))
            .child(select(
                "Status",
                "status",
                status,
                all("Any status", statuses.collect()),
            ))
            .child(select(
                "Confidence",
                "below",
                below.as_deref().unwrap_or_default(),
                certain.chain(unsure).collect(),
            ))
    }

    fn summary(&self, open: &[Open<'_>]) -> String {
        if let Some(bad) = &self.bad {
            let fine = self.words.get(..bad.at).unwrap_or_default();
            let rest = self.words.get(bad.at..).unwrap_or_default();
            return match fine {
                "" => format!("The expression cannot be read: {}.", bad.reason),
                fine => format!(
                    "The expression cannot be read behind “{fine}”, at “{rest}”: {}.",
                    bad.reason
                ),
            };
        }
        let documents: BTreeSet<&str> = self.found.iter().map(|f| &*f.document).collect();
        let results = count(self.found.len(), "result", "results");
        let elsewhere =
            |found: &&Found| !open.iter().any(|open| open.document.id == found.document);
        let closed = self.found.iter().filter(elsewhere).count();
        let words = match (self.run.is_some(), self.found.len()) {
            (true, _) => format!("{results} so far …"),
            (false, 0) if self.words.is_empty() && self.filter.layer == Layer::Text => {
                String::new()
            }
            (false, ENOUGH..) => format!("The first {results}: say more of what you look for."),
            (false, _) if documents.len() > 1 => {
                let documents = count(documents.len(), "document", "documents");
                format!("{results} in {documents}.")
            }
            (false, _) => format!("{results}."),
        };
        match closed {
            0 => words,
            closed => format!(
                "{words} {} not open, and cannot be changed from here.",
                match closed {
                    1 => "1 is in a document that is".to_owned(),
                    closed => format!("{} are in documents that are", grouped(closed)),
                }
            ),
        }
    }

    fn actions(&self, open: &[Open<'_>], labels: &[Label]) -> Element {
        let is_open = |found: &Found| open.iter().any(|open| open.document.id == found.document);
        let all = self.found.iter().enumerate();
        let chosen: Vec<&Found> = all
            .filter(|(at, found)| self.is_chosen(*at) && is_open(found))
            .map(|(_, found)| found)
            .collect();
        let number = grouped(chosen.len());
        let button = |what: &str, words: String| hand(format!("{NAME}:{what}")).text(words);
        let place = el("div.care");
        let place = match self.filter.layer {
            Layer::Text => place,
            Layer::Marks | Layer::Only(_) => place
                .child(button("accept", format!("Accept {number}")))
                .child(button("reject", format!("Reject {number}"))),
        };
        let own = |name: &'static str| (name.to_owned(), name.to_owned());
        let names = labels.iter().map(|label| own(label.as_str()));
        let types = CueType::ALL.iter().map(|kind| own(kind.as_str()));
        let none = std::iter::once((String::new(), "Mark as …".to_owned()));
        let tags: Vec<_> = match self.filter.layer {
            Layer::Only(Kind::Claim) => Vec::new(),
            Layer::Only(Kind::Entity) => none.chain(names).collect(),
            Layer::Only(Kind::Cue) => none.chain(types).collect(),
            Layer::Text | Layer::Marks => none.chain(names).chain(types).collect(),
        };
        let place = match tags.is_empty() {
            true => place,
            false => {
                let chosen = self.tag.map_or("", Tag::as_str);
                place.child(select("Mark as", format!("{NAME}:tag="), chosen, tags))
            }
        };
        let place = match self.tag {
            Some(tag) => place.child(button(
                "label",
                format!("Mark {number} as {}", tag.as_str()),
            )),
            None => place,
        };
        place
            .child(ask(NAME, "every").text("Choose all"))
            .child(ask(NAME, "none").text("Choose none"))
    }

    fn row(&self, at: usize, found: &Found, open: &[Open<'_>]) -> Element {
        let here = open.iter().find(|open| open.document.id == found.document);
        let way = hand(format!("{NAME}:go={at}"));
        let (way, what) = match (here, &found.closed) {
            (Some(open), _) => {
                let mark = found.hit.mark.as_ref();
                let mark: Option<&Mark> = mark.and_then(|id| open.document.mark(id));
                let span = mark.map_or(found.hit.span, Mark::span);
                let what = match (mark, &found.hit.mark) {
                    (Some(mark), _) => standing(mark),
                    (None, Some(_)) => "gone".to_owned(),
                    (None, None) => String::new(),
                };
                (in_context(way, open.document, span), what)
            }
            (None, Some((context, title))) => {
                (written(way, context), format!("in “{title}”, not open"))
            }
            (None, None) => (way.text("gone"), String::new()),
        };
        let chosen = choice(format!("{NAME}:choose={at}"), self.is_chosen(at))
            .attr("aria-label", "Choose this result");
        let several = self.scope != Scope::Here;
        let what = match here.filter(|_| several) {
            Some(open) if what.is_empty() => format!("in “{}”", open.title),
            Some(open) => format!("{what}, in “{}”", open.title),
            None => what,
        };
        el("li")
            .key(at.to_string())
            .child(way)
            .child(el("span.progress").text(what))
            .child(chosen)
    }
}
