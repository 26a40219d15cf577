//! The worker's side of the line: hears the page and answers it.
//!
//! Knows when to work and when to listen. Must not know what is worked at.

use super::archive::{self, Archive};
use super::export::Export;
use super::finding::Finding;
use super::keeper::{self, Keeper};
use super::project::Project;
use super::sheets::{self, Place, Sheets};
use super::wire;
use crate::annotation::{Document, EngineInfo, Id, Label};
use crate::engine::{self, Engine};
use crate::hand::{Tools, by_rules, hand, is_set};
use crate::model::{ClaimModel, Model, ModelError, SyntaxModel};
use crate::project::{Held, Mirrors, Pace, Taken};
use crate::protocol::{Request, Response};
use crate::session::{Session, links};
use crate::text::Source;
use crate::ui::find::rules::State as Teaching;
use crate::ui::inspector::{self, Inspected};
use crate::ui::words::{RULES, Rules, without};
use crate::ui::{drawn, pace, record, sources};
use gloo::events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// How often to tell how far the work is, in milliseconds.
const PROGRESS_MS: f64 = 50.0;

/// An engine that has read its lexicons, and whose weights are on their way.
#[derive(Debug, Default)]
pub struct Waiting(Engine);

impl Waiting {
    /// Begins to listen. To be called once, when the worker starts, with the bytes of the
    /// weights of names, of those that read sentences and of those that tell cues; or, for each,
    /// a text that says why there are none.
    pub fn start(self, names: &JsValue, syntax: &JsValue, claims: &JsValue) {
        let (engine, missing) = bring(self.0, names, syntax, claims);
        start(engine, missing);
    }
}

/// The stages of an engine by themselves.
#[cfg(feature = "bench")]
#[derive(Debug)]
pub struct Stages(pub Engine);

#[cfg(feature = "bench")]
impl Stages {
    /// How many names and values a text has.
    pub fn entities(&self, text: &str) -> usize {
        self.0.entities(Source::new(text)).len()
    }

    /// How many names, values and claims it has.
    pub fn whole(&self, text: &str) -> usize {
        let found = self.0.extract(Source::new(text));
        found.entities.len() + found.claims.len()
    }
}

fn start(engine: Engine, without_weights: Option<String>) {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let last_words = scope.clone();
    std::panic::set_hook(Box::new(move |info| {
        let _ = last_words.post_message(&JsValue::from_str(&info.to_string()));
    }));
    let turns = MessageChannel::new().expect("workers have message channels");
    // The worker lives exactly as long as its engine.
    let engine: &Engine = Box::leak(Box::new(engine));
    let host = Rc::new(RefCell::new(Host {
        scope: scope.clone(),
        engine,
        session: Session::new(engine),
        mirrors: Mirrors::default(),
        pace: Pace::default(),
        reviewed: String::new(),
        keeper: Keeper::default(),
        archive: Archive::default(),
        project: Project::default(),
        export: Export::default(),
        sheets: Sheets::default(),
        finding: Finding::default(),
        teaching: Teaching::default(),
        next_turn: turns.port2(),
        rules: Rules::new(RULES),
        without_weights,
        called: false,
        told_at: 0.0,
    }));
    host.borrow().ready();

    let turn = host.clone();
    EventListener::new(&turns.port1(), "message", move |_| {
        turn.borrow_mut().turn();
        sheets::draw_stale(&turn);
    })
    .forget();
    turns.port1().start();
    keeper::open(&host);
    EventListener::new(&scope, "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        if let Some(files) = archive::brought(&data) {
            return archive::take(&host, files);
        }
        let asked = host.borrow_mut().hear(&data);
        host.borrow_mut().tell_reviewed();
        match asked {
            Some(Asked::Ask(words)) => sheets::ask(&host, &words),
            Some(Asked::Hand(place, words)) => sheets::hand(&host, &place, &words),
            None => {
                host.borrow_mut().tell_settings();
                keeper::save(&host);
                host.borrow_mut().expire();
            }
        }
    })
    .forget();
}

/// An engine with the weights that the loader brought, and in words what it has to do without.
pub fn engine_of(names: &JsValue, syntax: &JsValue, claims: &JsValue) -> (Engine, Option<String>) {
    bring(Engine::new(), names, syntax, claims)
}

fn bring(
    engine: Engine,
    names: &JsValue,
    syntax: &JsValue,
    claims: &JsValue,
) -> (Engine, Option<String>) {
    let names = weights(names, Model::read);
    let syntax = weights(syntax, SyntaxModel::read);
    let claims = weights(claims, ClaimModel::read);
    let missing = without([
        names.as_ref().err(),
        syntax.as_ref().err(),
        claims.as_ref().err(),
    ]);
    let engine = names.into_iter().fold(engine, Engine::using);
    let engine = syntax.into_iter().fold(engine, Engine::and_syntax);
    (claims.into_iter().fold(engine, Engine::and_claims), missing)
}

/// The weights that the loader brought, or why there are none.
fn weights<T>(
    brought: &JsValue,
    read: impl Fn(&[u8]) -> Result<T, ModelError>,
) -> Result<T, String> {
    match brought.dyn_ref::<ArrayBuffer>() {
        Some(buffer) => read(&Uint8Array::new(buffer).to_vec()).map_err(|error| error.to_string()),
        None => Err(brought
            .as_string()
            .unwrap_or_else(|| "there are none".into())),
    }
}

pub(super) struct Host {
    scope: DedicatedWorkerGlobalScope,
    pub(super) engine: &'static Engine,
    pub(super) session: Session<'static>,
    pub(super) mirrors: Mirrors,
    pace: Pace,
    /// How far the person is, as the page was told last.
    reviewed: String,
    pub(super) keeper: Keeper,
    pub(super) archive: Archive,
    pub(super) project: Project,
    pub(super) export: Export,
    pub(super) sheets: Sheets,
    pub(super) finding: Finding,
    pub(super) teaching: Teaching,
    /// What its rules say, in words.
    rules: Rules,
    /// What of its weights the engine goes without, if it does, in words.
    without_weights: Option<String>,
    /// A message to this port begins the next turn. The event loop takes what came from the
    /// page in between, and unlike a timer it does not wait.
    next_turn: MessagePort,
    /// Whether a turn was asked for that has not come.
    called: bool,
    told_at: f64,
}

/// What is asked of a sheet.
enum Asked {
    Ask(String),
    Hand(Place, String),
}

impl Host {
    /// Answers a request; returns what it asks of a sheet.
    fn hear(&mut self, data: &JsValue) -> Option<Asked> {
        match wire::decode(data) {
            Ok(Request::Ask(words)) => return Some(Asked::Ask(words)),
            Ok(Request::Hand {
                document,
                words,
                at,
            }) if sheets::is_of_one(&words) => {
                return Some(Asked::Hand(Place { document, at }, words));
            }
            Ok(Request::Load { reopen }) => {
                self.keeper.reopen = Some(reopen);
                self.ready();
            }
            Ok(Request::Hold { whole, read }) => {
                let whole = *whole;
                let id = whole.id.clone();
                if let Err(error) = self.mirrors.hold(Held { whole, read }, today()) {
                    self.say(&failed(error.to_string()));
                }
                // The page has neither at hand.
                let info = self.info();
                if let Some(kept) = self.mirrors.kept_mut(&id).filter(|_| read) {
                    let document = &mut kept.tracked_mut().document;
                    document.engine.get_or_insert(info);
                    links(self.engine, document);
                }
            }
            Ok(Request::Step {
                document,
                before,
                step,
            }) => {
                if !self.mirrors.step(&document, before, step, today()) {
                    self.say(&Response::Lost(document));
                }
            }
            Ok(Request::Took {
                document,
                before,
                undo,
            }) => {
                let engine = &self.info();
                let taken = self.session.taken(&document);
                let done = taken.is_some_and(|part| {
                    let taken = Taken { part, undo, engine };
                    self.mirrors.take(&document, before, taken, today())
                });
                if !done {
                    self.say(&Response::Lost(document));
                }
            }
            Ok(Request::Desk(desk)) => {
                let closed: Vec<_> = (self.mirrors.documents())
                    .filter(|document| !desk.open.contains(&document.id))
                    .map(|document| self.finding.look(document))
                    .collect();
                self.finding.see(closed);
                self.mirrors.lay(desk);
            }
            Ok(Request::Extract {
                revision,
                document,
                text,
            }) => match self.mirrors.document(&document) {
                Some(mirrored) => {
                    self.session.ask(revision, mirrored.clone(), text);
                    self.told_at = elapsed();
                    self.call();
                }
                None => self.say(&Response::Lost(document)),
            },
            Ok(Request::Link(document)) => {
                if let Some(kept) = self.mirrors.kept_mut(&document) {
                    let mirrored = &mut kept.tracked_mut().document;
                    let clusters = links(self.engine, mirrored);
                    self.say(&Response::Linked { document, clusters });
                }
            }
            Ok(Request::Draw { address }) => {
                let link = |names: &Source, of: &[_]| self.engine.links(names, &[], of);
                let documents: Vec<&Document> = self.mirrors.documents().collect();
                let sheet = sources::draw(&address, &documents, &link);
                self.say(&Response::Drawn(sheet));
            }
            Ok(Request::Hand {
                document,
                words,
                at,
            }) => match self.mirrors.document(&document) {
                Some(mirrored) => {
                    let labels = &self.mirrors.settings().labels;
                    let by_key = |key| labels.by_key(key);
                    let done = Box::new(hand(&words, &at, mirrored, self.tools(&by_key)));
                    self.say(&Response::Handed { document, done });
                }
                None => self.say(&Response::Lost(document)),
            },
            Ok(Request::Inspect { document, mark }) => {
                let sheet = self.inspect(&document, &mark);
                self.say(&Response::Inspected(sheet));
            }
            Err(reason) => self.say(&failed(reason)),
        }
        None
    }

    /// Tells how far the person is with what is shown, where that is news.
    fn tell_reviewed(&mut self) {
        let head = self
            .mirrors
            .head()
            .filter(|head| head.read && head.decided + head.open > 0);
        let reviewed = head.map(|head| self.pace.hear(head, today()));
        let sheet = reviewed.map_or_else(String::new, |reviewed| {
            drawn::write(&pace::view(&reviewed, self.mirrors.order()), None)
        });
        if sheet != self.reviewed {
            self.say(&Response::Reviewed(sheet.clone()));
            self.reviewed = sheet;
        }
    }

    /// The sheet of a mark; empty where it is not there.
    fn inspect(&self, document: &str, mark: &Id) -> String {
        let settings = self.mirrors.settings();
        let labels = settings.labels.labels();
        let document = self.mirrors.document(document);
        let inspected = document.and_then(|document| {
            let mark = document.mark(mark)?;
            let ruled = is_set(mark).then(|| by_rules(document, mark, self.engine));
            Some(Inspected {
                document,
                mark,
                ruled: ruled.flatten(),
                labels: &labels,
                rules: &self.rules,
            })
        });
        inspected.map_or_else(String::new, |inspected| {
            let record = record::lines(&inspected, &settings.annotator);
            drawn::write(&inspector::view(inspected, record), None)
        })
    }

    /// What those who work by hand have at hand.
    fn tools<'a>(&'a self, by_key: &'a dyn Fn(char) -> Option<Label>) -> Tools<'a> {
        Tools {
            reader: self.engine,
            by_key,
        }
    }

    /// Does one step of the work, and asks for another turn unless that was the last.
    fn turn(&mut self) {
        self.called = false;
        if let Some(response) = self.session.step() {
            self.say(&response);
        }
        if self.session.is_idle() {
            return;
        }
        if elapsed() > self.told_at + PROGRESS_MS
            && let Some(progress) = self.session.progress()
        {
            self.told_at = elapsed();
            self.say(&progress);
        }
        self.call();
    }

    /// Has the sheet that is looked at drawn anew, once all that has come is heard.
    fn expire(&mut self) {
        if self.sheets.expire() {
            self.call();
        }
    }

    /// Asks the event loop for a turn.
    fn call(&mut self) {
        if !std::mem::replace(&mut self.called, true) {
            let _ = self.next_turn.post_message(&JsValue::NULL);
        }
    }

    fn ready(&self) {
        self.say(&Response::Ready {
            meanings: self.rules.meanings(),
            without_weights: self.without_weights.clone(),
        });
    }

    pub(super) fn info(&self) -> EngineInfo {
        EngineInfo {
            name: engine::NAME.into(),
            version: engine::VERSION.into(),
            model: self.engine.model().into(),
        }
    }

    pub(super) fn say(&self, response: &Response) {
        let (message, handed_over) = wire::encode(response);
        let _ = (self.scope).post_message_with_transfer(&message, &handed_over);
    }
}

pub(super) fn failed(message: String) -> Response {
    Response::Failed {
        revision: None,
        message,
    }
}

/// Milliseconds since 1970.
pub(super) fn today() -> u64 {
    js_sys::Date::now() as u64
}

/// Milliseconds since the worker began.
pub(super) fn elapsed() -> f64 {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().map_or(0.0, |clock| clock.now())
}
