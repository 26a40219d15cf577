//! The sheet of search: what is looked for, what was found in which document, and what is to be
//! done with that.
//!
//! Search goes in steps, document by document, so that what is typed meanwhile is heard.

mod change;
mod view;

pub use change::Change;

use super::standing;
use crate::annotation::{Document, Id, Kind, Mark, Status};
use crate::extract::Certainty;
use crate::find::{Bad, Case, Context, Filter, Hit, Layer, Manner, Pattern, Search, Tag, context};
use crate::protocol::{Caret, Done};
use change::What;
use std::collections::BTreeSet;
use std::fmt;

/// The sheet's name.
const NAME: &str = "search";
/// How many results are looked for at most.
const ENOUGH: usize = 10_000;
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
