//! The worker's side: holds the engine and answers the page.
//!
//! Knows when to work and when to listen. Must not know what the
//! engine finds.

use super::wire;
use crate::annotation::{Document, EngineInfo};
use crate::engine::{self, Engine, Run};
use crate::format::native;
use crate::protocol::{Format, Notice, Part, Request, Response};
use crate::text::{Source, Text, Unit, looks_english, oddities};
use crate::ui::words::RULES;
use gloo::events::EventListener;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DedicatedWorkerGlobalScope, MessageChannel, MessageEvent, MessagePort};

/// How often to tell how far the work is, in milliseconds.
const PROGRESS_MS: f64 = 50.0;
/// How much of a text goes into the name of its file.
const NAME_WORDS: usize = 6;
const NAME_WORD_CHARS: usize = 16;

/// Begins to listen. To be called once, when the worker starts.
pub fn start() {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    let last_words = scope.clone();
    std::panic::set_hook(Box::new(move |info| {
        let _ = last_words.post_message(&JsValue::from_str(&info.to_string()));
    }));
    let turns = MessageChannel::new().expect("workers have message channels");
    let host = Rc::new(RefCell::new(Host {
        scope: scope.clone(),
        // The worker lives exactly as long as its engine.
        engine: Box::leak(Box::new(Engine::new())),
        next_turn: turns.port2(),
        work: None,
    }));
    host.borrow().ready();

    let turn = host.clone();
    EventListener::new(&turns.port1(), "message", move |_| turn.borrow_mut().turn()).forget();
    turns.port1().start();
    EventListener::new(&scope, "message", move |event| {
        let data = event.unchecked_ref::<MessageEvent>().data();
        host.borrow_mut().hear(data);
    })
    .forget();
}

struct Host {
    scope: DedicatedWorkerGlobalScope,
    engine: &'static Engine,
    /// A message to this port begins the next turn. The event loop takes what came from the
    /// page in between, and unlike a timer it does not wait.
    next_turn: MessagePort,
    work: Option<Work>,
}

/// What is under way for the page's newest text.
struct Work {
    revision: u32,
    stage: Stage,
    told_at: f64,
}

enum Stage {
    Waiting(Source),
    Running(Run<'static>),
}

impl Host {
    fn hear(&mut self, data: JsValue) {
        match wire::decode(&data) {
            Ok(Request::Load) => self.ready(),
            Ok(Request::Extract { revision, text }) => {
                // Whatever was under way is of an older text.
                self.work = Some(Work {
                    revision,
                    stage: Stage::Waiting(Source::new(text)),
                    told_at: now(),
                });
                self.call();
            }
            Ok(Request::Export {
                format: Format::Native,
                unit,
                document,
            }) => self.say(&export(&document, unit)),
            Err(reason) => self.say(&failed(reason)),
        }
    }

    /// Does one step of the work, and asks for another turn unless that was the last.
    fn turn(&mut self) {
        let Some(mut work) = self.work.take() else {
            return;
        };
        work.stage = match work.stage {
            Stage::Waiting(source) => Stage::Running(self.engine.start(source)),
            Stage::Running(mut run) => {
                let revision = work.revision;
                if let Some(part) = run.step() {
                    self.say(&Response::Extracted {
                        revision,
                        part: part_of(part, &run),
                    });
                }
                if run.is_done() {
                    return;
                }
                if now() > work.told_at + PROGRESS_MS {
                    work.told_at = now();
                    let (done, total) = run.progress();
                    self.say(&Response::Progress {
                        revision,
                        done: done as u32,
                        total: total as u32,
                    });
                }
                Stage::Running(run)
            }
        };
        self.work = Some(work);
        self.call();
    }

    /// Asks the event loop for a turn.
    fn call(&self) {
        let _ = self.next_turn.post_message(&JsValue::NULL);
    }

    fn ready(&self) {
        self.say(&Response::Ready {
            engine: EngineInfo {
                name: engine::NAME.into(),
                version: engine::VERSION.into(),
                model: engine::MODEL.into(),
            },
            rules: RULES.into(),
        });
    }

    fn say(&self, response: &Response) {
        let (message, handed_over) = wire::encode(response);
        let _ = (self.scope).post_message_with_transfer(&message, &handed_over);
    }
}

fn part_of(part: engine::Part, run: &Run) -> Part {
    // What is to be said of the whole text is said once.
    let first = part.scope.start == 0;
    Part {
        scope: part.scope,
        extraction: part.extraction,
        last: run.is_done(),
        notices: if first {
            notices(run.text())
        } else {
            Vec::new()
        },
    }
}

fn notices(text: &Text) -> Vec<Notice> {
    let language = (!looks_english(text)).then_some(Notice::NotEnglish);
    let odd = oddities(text.source.text()).into_iter().map(Notice::Odd);
    language.into_iter().chain(odd).collect()
}

fn export(document: &Document, unit: Unit) -> Response {
    match native::write(document, unit) {
        Ok(content) => Response::Exported {
            name: file_name(document),
            mime: "application/json".into(),
            content,
        },
        Err(error) => failed(error.to_string()),
    }
}

/// A name for a document's file: the words that it begins with, as far as any system takes them.
fn file_name(document: &Document) -> String {
    let words = (document
        .source()
        .text()
        .split(|c: char| !c.is_ascii_alphanumeric()))
    .filter(|word| !word.is_empty())
    .take(NAME_WORDS)
    .map(|word| word.chars().take(NAME_WORD_CHARS).collect::<String>());
    let name = words.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    match name.is_empty() {
        true => format!("{}.json", document.id),
        false => format!("{name}.json"),
    }
}

fn failed(message: String) -> Response {
    Response::Failed {
        revision: None,
        message,
    }
}

/// Milliseconds since the worker began.
fn now() -> f64 {
    let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
    scope.performance().map_or(0.0, |clock| clock.now())
}
