//! What the worker is at: a document on its way to what the engine says of it.
//!
//! Knows the engine, and how its results become edits. Must not know who asked, how an answer
//! travels, or what time it is: the caller says when the next step is done.
//!
//! **Invariant:** the edits of one request, applied in order to the document that it is of, always
//! fit. Of a document that was changed meanwhile it is to be asked again.

use crate::annotation::{Cluster, Document, Edit, Followed, merge_taught, rebase};
use crate::engine::{self, Engine};
use crate::extract::{Claim, Cue, CueType, Entity, Extraction};
use crate::find::Rules;
use crate::hand::{Reader, anew};
use crate::protocol::{Notice, Part, Response};
use crate::text::{Source, Span, Text, looks_english, oddities};
use std::collections::VecDeque;

/// The newest request, and the text as far as it was read.
#[derive(Debug)]
pub struct Session<'a> {
    engine: &'a Engine,
    /// What a person taught: the engine says nothing against it.
    rules: Rules,
    asked: Option<Asked>,
    reading: Option<Reading<'a>>,
    /// What became of the marks of the document whose text was edited last.
    followed: Option<(String, Followed)>,
    /// What was answered and not yet taken in, and the document that it is of.
    given: VecDeque<(String, Part)>,
}

/// A request under way.
#[derive(Debug)]
struct Asked {
    revision: u32,
    /// As the page has it once it has applied all edits so far.
    document: Document,
    /// The text that the document is to have, until it has it.
    text: Option<String>,
    /// How many parts of the reading are merged.
    merged: usize,
}

/// A text that is being read. It outlives the request, so that a person who decides on a mark
/// meanwhile has what was found merged anew, but not looked for twice.
#[derive(Debug)]
struct Reading<'a> {
    run: engine::Run<'a>,
    /// As the engine says them: what a person teaches meanwhile counts for them, too.
    parts: Vec<engine::Part>,
}

impl<'a> Session<'a> {
    pub fn new(engine: &'a Engine) -> Self {
        Self {
            engine,
            rules: Rules::default(),
            asked: None,
            reading: None,
            followed: None,
            given: VecDeque::new(),
        }
    }

    /// Has every answer from now on follow some rules.
    pub fn learn(&mut self, rules: Rules) {
        self.rules = rules;
    }

    /// Takes a request; one that was under way is given up.
    pub fn ask(&mut self, revision: u32, document: Document, text: Option<String>) {
        self.given.clear();
        let newest = text.as_deref().unwrap_or(document.source().text());
        self.reading
            .take_if(|reading| reading.run.text().source.text() != newest);
        self.asked = Some(Asked {
            revision,
            document,
            text,
            merged: 0,
        });
    }

    /// What became of the marks of a document, where its text was edited last of all.
    pub fn followed(&self, document: &str) -> Option<Followed> {
        let (of, followed) = self.followed.as_ref()?;
        (of == document).then_some(*followed)
    }

    /// Whether there is nothing to do.
    pub fn is_idle(&self) -> bool {
        self.asked.is_none()
    }

    /// Does some milliseconds of work. An answer may come of it.
    pub fn step(&mut self) -> Option<Response> {
        let asked = self.asked.as_mut()?;
        let revision = asked.revision;
        if let Some(text) = asked.text.take() {
            let rebase = rebase(&asked.document, &text);
            self.followed = Some((asked.document.id.clone(), rebase.followed()));
            let part = asked.part(rebase.edit, Vec::new(), false);
            return Some(self.give(revision, part));
        }
        let Some(reading) = &mut self.reading else {
            let source = asked.document.source().clone();
            self.reading = Some(Reading {
                run: self.engine.start(source),
                parts: Vec::new(),
            });
            return None;
        };
        if reading.run.prepare() {
            return None;
        }
        if asked.merged == reading.parts.len() {
            reading.parts.extend(reading.run.step());
        }
        let part = reading.parts.get(asked.merged)?;
        let mut found = part.extraction.clone();
        let Text { source, tokens, .. } = reading.run.text();
        let taught = (self.rules).correct(source.text(), tokens, part.scope, &mut found);
        let merged = merge_taught(&asked.document, &found, &taught, part.scope);
        asked.merged += 1;
        let last = reading.run.is_done() && asked.merged == reading.parts.len();
        // What is to be said of the whole text is said once.
        let notices = match asked.merged {
            1 => notices(reading.run.text()),
            _ => Vec::new(),
        };
        let mut part = asked.part(merged.edit, notices, last);
        let levels = anew(&asked.document, &merged.claims, self.engine);
        asked.add(&mut part, levels);
        if last {
            part.clusters = links(self.engine, &mut asked.document);
        }
        let answer = self.give(revision, part);
        if last {
            self.asked = None;
            self.reading = None;
        }
        Some(answer)
    }

    /// The answer that a part is; it is remembered until it is taken in.
    fn give(&mut self, revision: u32, part: Box<Part>) -> Response {
        if let Some(asked) = &self.asked {
            let document = asked.document.id.clone();
            self.given.push_back((document, (*part).clone()));
        }
        Response::Extracted { revision, part }
    }

    /// The next part that is taken in, if it is one of this document.
    pub fn taken(&mut self, document: &str) -> Option<Part> {
        self.given
            .pop_front_if(|(of, _)| of == document)
            .map(|(_, part)| part)
    }

    /// How far the reading is.
    pub fn progress(&self) -> Option<Response> {
        let revision = self.asked.as_ref()?.revision;
        let (done, total) = self.reading.as_ref()?.run.progress();
        Some(Response::Progress {
            revision,
            done: done as u32,
            total: total as u32,
        })
    }
}

impl Asked {
    /// The answer that `edit` is, once it is applied here as well.
    fn part(&mut self, edit: Edit, notices: Vec<Notice>, last: bool) -> Box<Part> {
        let applied = self.document.apply(edit.clone());
        debug_assert!(applied.is_ok(), "an edit was refused: {applied:?}");
        Box::new(Part {
            edit,
            last,
            clusters: Vec::new(),
            notices,
        })
    }

    /// The answer with a further edit, once that is applied here as well.
    fn add(&mut self, part: &mut Part, edit: Edit) {
        if edit.is_empty() {
            return;
        }
        let applied = self.document.apply(edit.clone());
        debug_assert!(applied.is_ok(), "an edit was refused: {applied:?}");
        let before = std::mem::replace(&mut part.edit, Edit::Batch(Vec::new()));
        part.edit = Edit::Batch(vec![before, edit]);
    }
}

/// Which names of a document are of one thing.
pub fn links(engine: &Engine, document: &mut Document) -> Vec<Cluster> {
    document.relink(|source, zones, names| engine.links(source, zones, names));
    document.clusters().to_vec()
}

fn notices(text: &Text) -> Vec<Notice> {
    let language = (!looks_english(text)).then_some(Notice::NotEnglish);
    let odd = oddities(text.source.text()).into_iter().map(Notice::Odd);
    language.into_iter().chain(odd).collect()
}

/// The engine as those ask it who work by hand.
impl Reader for Engine {
    fn read(&self, stretch: &str) -> Extraction {
        self.extract(Source::new(stretch))
    }

    fn claims(&self, stretch: &str, entities: Vec<Entity>, cues: Vec<Cue>) -> Vec<Claim> {
        self.claims(Source::new(stretch), entities, cues).claims
    }

    fn judge(&self, stretch: &str, entities: Vec<Entity>, cues: Vec<Cue>, claim: Claim) -> Claim {
        self.judge(Source::new(stretch), &entities, cues, claim)
    }

    fn cue_type(&self, stretch: &str, span: Span) -> Option<CueType> {
        self.cue_type(Source::new(stretch), span)
    }
}
