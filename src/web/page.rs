//! The page's loop: what happens becomes messages, messages change the state, and once a frame
//! the state is shown.
//!
//! Knows the order in which that goes. Must not know what any message means.

use super::client::{Client, Heard};
use super::patch::Mounted;
use super::{caret, document, effects, events, intake, viewport};
use crate::protocol::Response;
use crate::ui::app::{self, App, Effect, Field, Msg, Target};
use crate::ui::caret::Spot;
use crate::ui::keymap::KeyPress;
use crate::ui::view::{Cache, view};
use gloo::events::EventListener;
use gloo::render::{AnimationFrame, request_animation_frame};
use js_sys::Array;
use std::cell::RefCell;
use std::fmt::{self, Debug, Formatter};
use std::ops::Range;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Where in `index.html` the page is shown.
pub const ROOT: &str = "app";
/// The article's text field, there from the start.
pub const TEXT: &str = "text";
/// The link in `index.html` to the worker's script.
pub const WORKER: &str = "worker";

/// A handle to the running page; cloning is cheap.
#[derive(Clone)]
pub struct Page(Rc<Inner>);

struct Inner {
    /// What has happened and is not yet answered. Writing the tree or moving the focus may
    /// itself cause events; they wait here until that is done.
    inbox: RefCell<Vec<Happened>>,
    state: RefCell<State>,
}

/// Something to be answered.
#[derive(Debug)]
pub enum Happened {
    Msg(Msg),
    /// An event for the element of the view that it befell.
    Event(web_sys::Event),
    /// Files were dropped or chosen; the worker reads them.
    Files(Array),
    /// What is near the view may be something else now.
    Moved,
    /// The selection is another one.
    Selected,
    /// The pointer does something with an end of a mark.
    Pulled(web_sys::Event),
    /// The page is about to be printed, all of it.
    Printing,
}

struct State {
    app: App,
    cache: Cache,
    shown: Mounted,
    client: Client,
    /// What must wait until the view shows what they speak of.
    late: Vec<(Go, Target)>,
    frame: Option<AnimationFrame>,
    near: Option<Range<u32>>,
    /// The selection in the article as the page knows it.
    selection: Option<(Spot, Spot)>,
    /// Where the caret was put last.
    laid: Option<(Spot, Spot)>,
    held: Option<caret::Held>,
    pasted: events::Pasted,
    _listeners: Vec<EventListener>,
}

/// What is done with a place on the page.
type Go = fn(&Target);

/// Shows the page and keeps it going. To be called once.
pub fn start() {
    std::panic::set_hook(Box::new(|info| stop(&info.to_string())));
    let document = document();
    let root = (document.get_element_by_id(ROOT)).expect("index.html holds the root");
    // What was typed or pasted before the page was ready, taken before anything is shown.
    let early = document
        .get_element_by_id(TEXT)
        .map(|field| intake::from_field(&field));

    let (mut app, mut cache) = (App::new(js_sys::Date::now() as u64), Cache::default());
    let mut effects = app::start(&mut app);
    if let Some(intake) = early.filter(|early| !early.text.is_empty()) {
        let field = Field::Article;
        effects.extend(app::update(&mut app, Msg::Changed { field, intake }));
    }
    let shown = Mounted::new(root, view(&app, &mut cache));

    let page = Page(Rc::new_cyclic(|inner| {
        let weak = inner.clone();
        let client = Client::new(worker_url(), move |heard| {
            if let Some(inner) = weak.upgrade() {
                Page(inner).take(Happened::Msg(msg(heard)));
            }
        });
        Inner {
            inbox: RefCell::default(),
            state: RefCell::new(State {
                app,
                cache,
                shown,
                client,
                late: Vec::new(),
                frame: None,
                near: None,
                selection: None,
                laid: None,
                held: None,
                pasted: events::Pasted::default(),
                _listeners: Vec::new(),
            }),
        }
    }));
    let listeners = events::listen(&document, &page);
    let mut state = page.0.state.borrow_mut();
    state._listeners = listeners;
    state.perform(effects, &page);
    state.call_frame(&page);
    drop(state);
    page.settle();
    // The handlers of the document hold the page from now on.
}

impl Page {
    /// Answers a message, now or as soon as the present one is answered.
    pub fn send(&self, msg: Msg) {
        self.take(Happened::Msg(msg));
    }

    pub fn take(&self, happened: Happened) {
        self.0.inbox.borrow_mut().push(happened);
        self.settle();
    }

    /// Whether a key asks for something.
    pub fn answers(&self, press: &KeyPress) -> bool {
        let state = self.0.state.try_borrow();
        state.is_ok_and(|state| state.app.command(press).is_some())
    }

    /// Hands files to the worker.
    pub fn hand(&self, files: &JsValue) {
        self.take(Happened::Files(Array::from(files)));
    }

    /// Whether work would be lost if the page were closed now.
    pub fn unsaved(&self) -> bool {
        self.0
            .state
            .try_borrow()
            .is_ok_and(|state| state.app.unsaved())
    }

    /// Answers all that is in the inbox, unless that is being done further up the stack.
    fn settle(&self) {
        let Ok(mut state) = self.0.state.try_borrow_mut() else {
            return;
        };
        loop {
            // The inbox is not held while answering, for that may fill it.
            let all = self.0.inbox.take();
            if all.is_empty() {
                break;
            }
            for happened in all {
                state.answer(happened, self);
            }
        }
    }

    /// Shows the state as it is now.
    pub fn show(&self) {
        if let Ok(mut state) = self.0.state.try_borrow_mut() {
            state.show(self);
        }
        self.take(Happened::Moved);
    }
}

impl Debug for Page {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Page")
    }
}

impl State {
    fn answer(&mut self, happened: Happened, page: &Page) {
        let msg = match happened {
            Happened::Msg(msg) => Some(msg),
            Happened::Event(event) => {
                // Where one clicks is known before what the click is on.
                if event.type_() == "click" {
                    self.follow_selection(page);
                }
                events::answer(&event, &self.shown, &mut self.pasted)
            }
            Happened::Selected => {
                self.follow_selection(page);
                None
            }
            Happened::Pulled(event) => caret::pull(&event, &mut self.held),
            Happened::Files(files) => {
                self.client.hand(files.into(), Array::new());
                None
            }
            Happened::Moved => {
                caret::lay(&self.app.overlay(), false);
                self.moved()
            }
            Happened::Printing => {
                self.near = None;
                let end = viewport::count(&document());
                Some(Msg::Viewport { first: 0, end })
            }
        };
        let Some(msg) = msg else { return };
        // What is taken hold of is selected before it is moved.
        let held = matches!(msg, Msg::Grip(_));
        match &msg {
            Msg::Worker(Response::Ready { .. }) => self.client.ready(),
            Msg::WorkerDied { .. } => self.client.stop(),
            _ => {}
        }
        // The pointer comes to much that leaves everything as it was.
        let before = match &msg {
            Msg::Point(_) => Some(self.app.pointed().cloned()),
            _ => None,
        };
        let effects = app::update(&mut self.app, msg);
        self.perform(effects, page);
        if before.is_none_or(|before| before.as_ref() != self.app.pointed()) {
            self.call_frame(page);
        }
        if held {
            self.show(page);
        }
    }

    /// Takes note of what the person has selected.
    fn follow_selection(&mut self, page: &Page) {
        let now = caret::read();
        if now != self.selection {
            self.selection = now;
            let effects = app::update(&mut self.app, Msg::Caret(now));
            self.perform(effects, page);
            self.call_frame(page);
        }
    }

    fn perform(&mut self, effects: Vec<Effect>, page: &Page) {
        for effect in effects {
            match effect {
                Effect::Post(request) => self.client.post(&request),
                Effect::RestartWorker => self.client.stop(),
                Effect::Copy { what, content } => effects::copy(what, content, page),
                Effect::Paste => effects::paste(page),
                Effect::ChooseFile { folder } => effects::choose_file(folder, page),
                Effect::Step { extend, how } => {
                    // A key may come before the frame that puts the caret where it is.
                    if self.frame.is_some() {
                        self.show(page);
                    }
                    let before = self.app.caret();
                    // Where a long paragraph is cut, two places are one byte of the text.
                    for _ in 0..2 {
                        if self.app.caret() == before {
                            caret::step(extend, how);
                            self.follow_selection(page);
                        }
                    }
                }
                Effect::Persist => drop(super::window().navigator().storage().persist()),
                Effect::Style(style) => drop(effects::style(&style)),
                Effect::Save { name, url } => drop(effects::save(&name, &url)),
                Effect::LoadSample { path } => effects::load_sample(path, page),
                Effect::Wait { ticket, millis } => effects::wait(ticket, millis, page),
                Effect::Focus(target) => self.late.push((effects::focus, target)),
                Effect::Reveal(target) => self.late.push((effects::reveal, target)),
            }
        }
    }

    /// Asks for the state to be shown with the next frame.
    fn call_frame(&mut self, page: &Page) {
        if self.frame.is_none() {
            let page = page.clone();
            self.frame = Some(request_animation_frame(move |_| page.show()));
        }
    }

    fn show(&mut self, page: &Page) {
        self.follow_selection(page);
        self.frame = None;
        let focus = |place| matches!(document().query_selector(place), Ok(Some(_)));
        let (in_sheet, in_text) = (focus("#inspection :focus"), focus("#article :focus"));
        self.shown.patch(view(&self.app, &mut self.cache));
        // What had the focus may be gone, or have been moved, which takes it away: the sheet of a
        // mark keeps it, and so does the text.
        if (in_sheet || in_text) && !focus(":focus") {
            effects::focus(&match in_sheet {
                true => Target::Element("inspector".to_owned()),
                false => self.app.here(),
            });
        }
        for (go, target) in std::mem::take(&mut self.late) {
            go(&target);
        }
        self.lay();
    }

    /// Has the browser select what is selected: text that is drawn anew is not.
    fn lay(&mut self) {
        let overlay = self.app.overlay();
        let standing = caret::read();
        match overlay.caret {
            Some((from, to)) if overlay.caret != standing => caret::write(from, to),
            None if self.laid.is_some() && standing.is_some() => caret::clear(),
            _ => {}
        }
        let moved = self.app.blinks() && overlay.caret != self.laid;
        self.laid = overlay.caret;
        self.selection = caret::read();
        caret::lay(&overlay, moved);
    }

    fn moved(&mut self) -> Option<Msg> {
        let near = viewport::near(&document())?;
        let (first, end) = (near.start, near.end);
        let changed = self.near.replace(near.clone()) != Some(near);
        changed.then_some(Msg::Viewport { first, end })
    }
}

fn msg(heard: Heard) -> Msg {
    match heard {
        Heard::Response(response) => Msg::Worker(response),
        Heard::Died(reason) => Msg::WorkerDied { reason },
    }
}

/// The page's HTML names the worker's script, so that its name may change with its content.
fn worker_url() -> String {
    let link = document().get_element_by_id(WORKER);
    link.and_then(|link| link.get_attribute("href"))
        .expect("index.html names the worker's script")
}

/// What the page becomes after a panic: a word on what happened, and the text, safe to copy.
fn stop(reason: &str) {
    web_sys::console::error_1(&reason.into());
    let document = document();
    let (Some(body), Some(text)) = (document.body(), document.get_element_by_id(TEXT)) else {
        return;
    };
    let Ok(notice) = document.create_element("p") else {
        return;
    };
    let _ = notice.set_attribute("role", "alert");
    notice.set_text_content(Some(
        "Something in this page went wrong, and it has stopped. Your text is below: copy it, \
         then reload the page and paste it again. Marks that were not exported are lost.",
    ));
    body.replace_children_with_node_2(&notice, &text);
}
