//! The page's side of the worker.
//!
//! Knows how to start, feed and end it. Must not know what is asked or answered.

use super::{wire, words};
use crate::protocol::{Request, Response};
use gloo::events::EventListener;
use js_sys::Array;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, MessageEvent, Worker, WorkerOptions, WorkerType};

/// What comes from a worker.
#[derive(Debug)]
pub enum Heard {
    Response(Response),
    /// It is gone, and why.
    Died(String),
}

/// A worker, started when it is first needed.
pub struct Client {
    url: String,
    hear: Rc<dyn Fn(Heard)>,
    running: Option<Running>,
    /// Asked before the worker was ready to listen.
    waiting: Vec<(JsValue, Array)>,
}

struct Running {
    worker: Worker,
    ready: bool,
    _listeners: [EventListener; 3],
}

impl Client {
    /// A worker whose script is at `url`; `hear` is told what comes from it.
    pub fn new(url: String, hear: impl Fn(Heard) + 'static) -> Self {
        Self {
            url,
            hear: Rc::new(hear),
            running: None,
            waiting: Vec::new(),
        }
    }

    /// Sends a request, as soon as the worker listens.
    pub fn post(&mut self, request: &Request) {
        let (message, handed_over) = wire::encode(request);
        self.hand(message.into(), handed_over);
    }

    /// The same with anything that is no [`Request`].
    pub fn hand(&mut self, message: JsValue, handed_over: Array) {
        match &self.running {
            Some(running) if running.ready => self.send(&message, &handed_over),
            _ => {
                self.waiting.push((message, handed_over));
                self.start();
            }
        }
    }

    /// To be told when the worker says that it is ready.
    pub fn ready(&mut self) {
        if let Some(running) = &mut self.running {
            running.ready = true;
        }
        for (message, handed_over) in std::mem::take(&mut self.waiting) {
            self.send(&message, &handed_over);
        }
    }

    /// Ends the worker; the next request starts another.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            running.worker.terminate();
        }
        self.waiting.clear();
    }

    fn start(&mut self) {
        if self.running.is_some() {
            return;
        }
        let options = WorkerOptions::new();
        options.set_type(WorkerType::Module);
        match Worker::new_with_options(&self.url, &options) {
            Ok(worker) => {
                self.running = Some(Running {
                    _listeners: listeners(&worker, &self.hear),
                    worker,
                    ready: false,
                });
            }
            Err(error) => (self.hear)(Heard::Died(words(&error))),
        }
    }

    fn send(&self, message: &JsValue, handed_over: &Array) {
        let Some(running) = &self.running else { return };
        let sent = (running.worker).post_message_with_transfer(message, handed_over);
        if let Err(error) = sent {
            (self.hear)(Heard::Died(words(&error)));
        }
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Client")
            .field("url", &self.url)
            .finish_non_exhaustive()
    }
}

fn listeners(worker: &Worker, hear: &Rc<dyn Fn(Heard)>) -> [EventListener; 3] {
    let (message, error, unreadable) = (hear.clone(), hear.clone(), hear.clone());
    [
        EventListener::new(worker, "message", move |event| {
            let data = event.unchecked_ref::<MessageEvent>().data();
            message(read(&data));
        }),
        EventListener::new(worker, "error", move |event| {
            // A script that could not be fetched gives an event without a message.
            let reason = event.dyn_ref::<ErrorEvent>().map(ErrorEvent::message);
            let reason = reason.unwrap_or_else(|| "its script could not be loaded".into());
            error(Heard::Died(reason));
        }),
        EventListener::new(worker, "messageerror", move |_| {
            unreadable(Heard::Died("its message could not be read".into()));
        }),
    ]
}

/// A worker speaks in [`Response`]s; a bare string is its last word before it ends.
fn read(data: &JsValue) -> Heard {
    match data.as_string() {
        Some(last_words) => Heard::Died(last_words),
        None => match wire::decode(data) {
            Ok(response) => Heard::Response(response),
            Err(reason) => Heard::Died(reason),
        },
    }
}
