//! The sheet of search: what is looked for, what was found in which document, and what is to be
//! done with that.
//!
//! Search goes in steps, document by document, so that what is typed meanwhile is heard.

use super::{PAGE, choice, hand, in_documents, reached_in, standing, unread, written};
use crate::annotation::{Document, Edit, Id, Kind, Label, Mark, Status};
use crate::extract::{Certainty, CueType};
use crate::find::{
    Bad, Case, Context, Filter, Hit, Layer, Manner, Pattern, Search, Tag, context, label_all,
};
use crate::hand::{Reader, with_claims};
use crate::project::Reached;
use crate::protocol::{Caret, Done};
use crate::text::Span;
use crate::ui::app::Field;
use crate::ui::html::{Element, On, Property, el};
use crate::ui::paper::{ask, capital, pages, select, switch};
use crate::ui::words::{count, grouped};
use std::collections::BTreeSet;
use std::fmt;

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
    /// How many times was searched.
    times: u32,
    /// What is being done with the results, or was done with them last.
    said: String,
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
    /// As it was when the document was last at hand; of one that is open, it is looked up.
    seen: Seen,
}

/// How something looks that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Seen {
    context: Context,
    /// What is marked; empty where only the text was searched.
    standing: String,
}

impl Seen {
    /// None where it is there no more.
    fn new(document: &Document, hit: &Hit) -> Option<Self> {
        let mark = hit.mark.as_ref().map(|id| document.mark(id));
        let (span, standing) = match mark {
            None => (hit.span, String::new()),
            Some(mark) => (mark?.span(), standing(mark?)),
        };
        let context = context(document.source().text(), span);
        Some(Self { context, standing })
    }
}

/// How the results of a document look now.
#[derive(Debug)]
pub struct Looked {
    times: u32,
    rows: Vec<(usize, Option<Seen>)>,
}

/// The documents as search needs them.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    pub open: &'a [&'a Document],
    /// What a document is called, open or not; none where there is none any more.
    pub title: &'a dyn Fn(&str) -> Option<&'a str>,
}

impl fmt::Debug for Around<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.open).finish()
    }
}

impl<'a> Around<'a> {
    fn open(&self, id: &str) -> Option<&'a Document> {
        let mut open = self.open.iter().copied();
        open.find(|document| document.id == id)
    }
}

/// What a control of the sheet leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Answer {
    /// To nothing, or to a place in a document that is open.
    Done(Vec<(String, Done)>),
    /// To a document that is not open, and to a mark in it.
    Open { document: String, at: Option<Id> },
    /// To edits, one in each document that has results which are chosen.
    Change(Change),
}

/// What is done with results.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    Decide(Status),
    Label(Tag),
}

/// The results that are chosen, and what is to be done with them, whatever the sheet is at
/// meanwhile.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    what: What,
    /// By document, as they were found, each with its words.
    found: Vec<(String, Vec<(Hit, String)>)>,
}

impl Change {
    /// The documents that have results.
    pub fn documents(&self) -> Vec<String> {
        self.found.iter().map(|(id, _)| id.clone()).collect()
    }

    fn results(&self) -> usize {
        self.found.iter().map(|(_, found)| found.len()).sum()
    }

    /// What is to be done in a document, and with how many results. What is there no more, or is
    /// so already, is left.
    pub fn wanted(&self, document: &Document, reader: &dyn Reader) -> (Edit, usize) {
        let of_it = self.found.iter().filter(|(id, _)| *id == document.id);
        let found = of_it.flat_map(|(_, found)| found);
        let (edit, many) = match self.what {
            What::Decide(status) => {
                let marks = found.filter_map(|(hit, _)| document.mark(hit.mark.as_ref()?));
                let open = marks.filter(|mark| mark.status != status);
                let ids: Vec<&Id> = open.map(|mark| &mark.id).collect();
                let many = ids.len();
                (document.deciding(ids, status), many)
            }
            What::Label(tag) => {
                let spans: Vec<Span> = found
                    .filter_map(|(hit, words)| place(document, hit, words, tag))
                    .collect();
                (label_all(document, &spans, tag), spans.len())
            }
        };
        (with_claims(document, edit, reader), many)
    }

    /// What was done, for the person.
    pub fn told(&self, reached: &Reached) -> String {
        let marks = reached.marks;
        let done = match self.what {
            What::Decide(status) => format!("{} {status}", count(marks, "mark", "marks")),
            What::Label(tag) => {
                let places = count(marks, "place", "places");
                format!("{places} marked as {}", tag.as_str())
            }
        };
        let mut words = match (reached.documents, reached.aside) {
            (0, _) => "Nothing was changed.".to_owned(),
            (1, 0) => format!("{done}."),
            _ => format!("{done} in {}.", reached_in(reached)),
        };
        let left = self.results().saturating_sub(marks);
        if left > 0 && reached.unread == 0 {
            words.push_str(&match left {
                1 => " 1 result is so already, or is no longer what it was.".to_owned(),
                left => format!(
                    " {} results are so already, or are no longer what they were.",
                    grouped(left)
                ),
            });
        }
        words + &unread(reached.unread)
    }
}

/// Where a result stands that can be marked so. A claim is not made something else by its words,
/// nor a cue a name.
fn place(document: &Document, hit: &Hit, words: &str, tag: Tag) -> Option<Span> {
    match &hit.mark {
        None => (context(document.source().text(), hit.span).words == words).then_some(hit.span),
        Some(id) => {
            let mark = document.mark(id)?;
            (mark.kind() == tag.kind()).then(|| mark.span())
        }
    }
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
        self.times += 1;
        self.said.clear();
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

    /// Searches a piece of the next document.
    pub fn step(&mut self, document: &Document) {
        let Some(run) = &mut self.run else { return };
        let mut hits = Vec::new();
        match run.search.step(document, run.at, &mut hits) {
            Some(at) => run.at = at,
            None => self.pass(),
        }
        let found = hits.into_iter().filter_map(|hit| {
            Some(Found {
                document: document.id.clone(),
                seen: Seen::new(document, &hit)?,
                hit,
            })
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

    /// How the results of a document look now.
    pub fn look(&self, document: &Document) -> Looked {
        let of_it = |(_, found): &(usize, &Found)| found.document == document.id;
        let found = self.found.iter().enumerate().filter(of_it);
        Looked {
            times: self.times,
            rows: found
                .map(|(at, found)| (at, Seen::new(document, &found.hit)))
                .collect(),
        }
    }

    /// Takes note of that, unless something else is looked for since.
    pub fn see(&mut self, looked: Looked) {
        if looked.times != self.times {
            return;
        }
        for (at, seen) in looked.rows {
            if let (Some(found), Some(seen)) = (self.found.get_mut(at), seen) {
                found.seen = seen;
            }
        }
    }

    /// Says what is being done with the results, or what was.
    pub fn say(&mut self, words: impl Into<String>) {
        self.said = words.into();
    }

    /// What is done with the results that are chosen, or where one of them leads.
    pub fn hand(&self, words: &str, around: Around<'_>) -> Answer {
        let (what, value) = words.split_once('=').unwrap_or((words, ""));
        let found = |at: usize| self.found.get(at);
        let label = self.tag.map(What::Label);
        match what {
            "go" => match value.parse().ok().and_then(found) {
                Some(found) => go(found, around),
                None => Answer::Done(Vec::new()),
            },
            "accept" => self.change(Some(What::Decide(Status::Accepted))),
            "reject" => self.change(Some(What::Decide(Status::Rejected))),
            "label" => self.change(label),
            _ => Answer::Done(Vec::new()),
        }
    }

    fn change(&self, what: Option<What>) -> Answer {
        let Some(what) = what else {
            return Answer::Done(Vec::new());
        };
        let mut chosen: Vec<(String, Vec<(Hit, String)>)> = Vec::new();
        for (at, found) in self.found.iter().enumerate() {
            if self.is_chosen(at) {
                let hit = (found.hit.clone(), found.seen.context.words.clone());
                match chosen.last_mut() {
                    Some((id, of_it)) if *id == found.document => of_it.push(hit),
                    _ => chosen.push((found.document.clone(), vec![hit])),
                }
            }
        }
        let found = chosen;
        Answer::Change(Change { what, found })
    }

    fn is_chosen(&self, at: usize) -> bool {
        !self.left_out.contains(&at)
    }
}

fn go(found: &Found, around: Around<'_>) -> Answer {
    let document = found.document.clone();
    let Hit { span, mark } = found.hit.clone();
    if around.open(&document).is_none() {
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

impl State {
    pub fn view(&self, around: Around<'_>, labels: &[Label]) -> Element {
        let found: Vec<(usize, &Found)> = self.found.iter().enumerate().collect();
        let (rows, turns) = pages(NAME, self.page, &found, PAGE);
        let rows = rows.iter().map(|(at, found)| self.row(*at, found, around));
        let sheet = el("div#search.sheet[aria-label=Search]")
            .child(self.field())
            .child(self.tools(labels))
            .child(el("p.summary[aria-live=polite]").text(self.summary(around)))
            .child(el("p[aria-live=polite]").text(self.said.clone()));
        let sheet = match self.found.is_empty() {
            true => sheet,
            false => sheet.child(self.actions(labels)),
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

    fn summary(&self, around: Around<'_>) -> String {
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
        let aside = documents.iter().filter(|id| around.open(id).is_none());
        let aside = aside.count();
        match (self.run.is_some(), self.found.len()) {
            (true, _) => format!("{results} so far …"),
            (false, 0) if self.words.is_empty() && self.filter.layer == Layer::Text => {
                String::new()
            }
            (false, ENOUGH..) => format!("The first {results}: say more of what you look for."),
            (false, _) if documents.len() > 1 || aside > 0 => {
                format!("{results} in {}.", in_documents(documents.len(), aside))
            }
            (false, _) => format!("{results}."),
        }
    }

    fn actions(&self, labels: &[Label]) -> Element {
        let chosen = (0..self.found.len()).filter(|at| self.is_chosen(*at));
        let number = grouped(chosen.count());
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

    fn row(&self, at: usize, found: &Found, around: Around<'_>) -> Element {
        let way = hand(format!("{NAME}:go={at}"));
        let title = (around.title)(&found.document);
        let open = around.open(&found.document);
        let now = open.map(|document| Seen::new(document, &found.hit));
        let is_same =
            |now: &Seen| found.hit.mark.is_some() || now.context.words == found.seen.context.words;
        let seen = match (&now, title) {
            (Some(now), _) => now.as_ref().filter(|now| is_same(now)),
            (None, Some(_)) => Some(&found.seen),
            (None, None) => None,
        };
        let way = match seen {
            Some(seen) => written(way, &seen.context),
            None => way.text("gone"),
        };
        let several = self.scope != Scope::Here;
        let place = match (open, title) {
            (Some(_), Some(title)) if several => format!("in “{title}”"),
            (None, Some(title)) => format!("in “{title}”, not open"),
            _ => String::new(),
        };
        let standing = seen.map_or("", |seen| &seen.standing);
        let what = match (standing, &*place) {
            ("", _) => place,
            (standing, "") => standing.to_owned(),
            (standing, place) => format!("{standing}, {place}"),
        };
        let chosen = choice(format!("{NAME}:choose={at}"), self.is_chosen(at))
            .attr("aria-label", "Choose this result");
        el("li")
            .key(at.to_string())
            .child(way)
            .child(el("span.progress").text(what))
            .child(chosen)
    }
}
