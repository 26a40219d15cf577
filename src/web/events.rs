//! What the person does, as messages.
//!
//! Knows the browser's events. Must not know what a message leads to.
//!
//! Events are heard once, at the document, and answered by the nearest element of the view on
//! the way up from where they happened.

use super::page::{Happened, Page};
use super::patch::Mounted;
use super::{caret, intake};
use crate::ui::app::{Drag, Field, Manner, Msg};
use crate::ui::html::On;
use crate::ui::keymap::{KeyPress, Modifiers, Place};
use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, Document, DragEvent, Element, Event, InputEvent, KeyboardEvent, MouseEvent,
};

type Hear = fn(&Event, &Page);

/// What is heard at the document.
const HEARD: &[(&str, Hear)] = &[
    ("click", delegate),
    ("input", delegate),
    ("change", delegate),
    ("close", delegate),
    ("pointerover", delegate),
    ("focusin", delegate),
    ("focusout", forget),
    ("paste", delegate),
    ("keydown", key),
    ("selectionchange", selected),
    ("mousedown", hold),
    ("pointerdown", pull),
    ("pointermove", pull),
    ("pointerup", pull),
    ("pointercancel", pull),
    ("dragenter", drag_enter),
    ("dragover", drag_over),
    ("dragleave", drag_leave),
    ("drop", drop),
    ("scroll", moved),
];

/// What only the window hears.
const HEARD_AT_WINDOW: &[(&str, Hear)] = &[
    ("resize", moved),
    ("beforeprint", print),
    ("beforeunload", leave),
];

/// Where keys are for writing or choosing, not for commands.
const KEYS_TAKEN: &str =
    "textarea, select, input:not([type=checkbox], [type=radio]), [contenteditable]";

/// Hears all that happens on the page, for as long as the listeners live.
pub fn listen(document: &Document, page: &Page) -> Vec<EventListener> {
    // On the way down, for some events do not rise; and free to stop what the browser would do.
    let options = EventListenerOptions {
        phase: EventListenerPhase::Capture,
        passive: false,
    };
    let hear = |target: &web_sys::EventTarget, (kind, hear): (&'static str, Hear)| {
        let page = page.clone();
        EventListener::new_with_options(target, kind, options, move |event| hear(event, &page))
    };
    let window = document.default_view().expect("a page has a window");
    let at_document = HEARD.iter().map(|heard| hear(document, *heard));
    let at_window = HEARD_AT_WINDOW.iter().map(|heard| hear(&window, *heard));
    at_document.chain(at_window).collect()
}

/// What a paste held and the field does not: to be told with the change that follows.
#[derive(Debug, Default)]
pub struct Pasted {
    line_ends: u32,
}

enum Answer {
    Say(Msg),
    Read(Field),
}

/// What the view answers to an event.
pub fn answer(event: &Event, shown: &Mounted, pasted: &mut Pasted) -> Option<Msg> {
    let target = element(event)?;
    let kind = event.type_();
    if matches!(kind.as_str(), "pointerover" | "focusin") {
        let clicked = shown.answer(&target, |on| match on {
            On::Click(msg) => msg.again(),
            _ => None,
        });
        return Some(Msg::Point(clicked.map(Box::new)));
    }
    let answer = shown.answer(&target, |on| match (kind.as_str(), on) {
        ("click", On::Click(msg)) | ("close", On::Close(msg)) => msg.again().map(Answer::Say),
        ("input" | "paste", On::Input(field)) | ("change", On::Change(field)) => {
            Some(Answer::Read(field.clone()))
        }
        _ => None,
    })?;
    match answer {
        // With Alt, what is selected is taken as it is.
        Answer::Say(Msg::Hand(words)) if event.unchecked_ref::<MouseEvent>().alt_key() => {
            let mut exact = "exact ".to_owned();
            exact.push_str(&words);
            Some(Msg::Hand(exact.into()))
        }
        Answer::Say(msg) => Some(msg),
        Answer::Read(_) if kind == "paste" => {
            pasted.line_ends = line_ends(event).unwrap_or_default();
            None
        }
        Answer::Read(field) => {
            let mut intake = intake::from_field(&target);
            intake.manner = manner(event);
            intake.line_ends += std::mem::take(pasted).line_ends;
            Some(Msg::Changed { field, intake })
        }
    }
}

/// How many line ends of what is being pasted the field will change.
fn line_ends(event: &Event) -> Option<u32> {
    let clipboard = event.unchecked_ref::<ClipboardEvent>().clipboard_data()?;
    let text = clipboard.get_data("text/plain").ok()?;
    Some(intake::foreign_line_ends(&text))
}

fn manner(event: &Event) -> Manner {
    let kind = event.dyn_ref::<InputEvent>().map(InputEvent::input_type);
    match kind.as_deref() {
        Some("insertFromPaste" | "insertFromDrop" | "historyUndo" | "historyRedo") => Manner::Whole,
        Some(typed) if typed.starts_with("insert") || typed.starts_with("delete") => Manner::Typed,
        _ => Manner::Whole,
    }
}

fn delegate(event: &Event, page: &Page) {
    page.take(Happened::Event(event.clone()));
}

fn moved(_: &Event, page: &Page) {
    page.take(Happened::Moved);
}

fn key(event: &Event, page: &Page) {
    let (Some(key), Some(target)) = (event.dyn_ref::<KeyboardEvent>(), element(event)) else {
        return;
    };
    let within = |selector: &str| matches!(target.closest(selector), Ok(Some(_)));
    let dialog = super::document().query_selector("dialog[open]");
    // Out of a field leads one key.
    let taken = within(KEYS_TAKEN) && key.key() != "Escape";
    if key.is_composing() || taken || matches!(dialog, Ok(Some(_))) {
        return;
    }
    // What gives a keyboard its further signs counts as none.
    let graph = key.get_modifier_state("AltGraph");
    let press = KeyPress {
        key: key.key(),
        modifiers: Modifiers {
            control: !graph && (key.ctrl_key() || key.meta_key()),
            shift: key.shift_key(),
            alt: !graph && key.alt_key(),
        },
        place: match within("#article") {
            true => Place::Article,
            false => Place::Elsewhere,
        },
    };
    if page.answers(&press) {
        event.prevent_default();
        page.send(Msg::Key(press));
    }
}

fn selected(_: &Event, page: &Page) {
    page.take(Happened::Selected);
}

/// A selection that stays behind in the article field would have it laid out though it is shut.
/// The field keeps its own for when the focus comes back.
fn forget(event: &Event, _: &Page) {
    if is_within(event, "#text") && caret::read().is_none() {
        caret::clear();
    }
}

/// What lies over the text takes neither the focus nor the selection away from it.
fn hold(event: &Event, _: &Page) {
    if is_within(event, "#picker, .grip") {
        event.prevent_default();
    }
}

fn pull(event: &Event, page: &Page) {
    if is_within(event, ".grip") {
        page.take(Happened::Pulled(event.clone()));
    }
}

fn is_within(event: &Event, selector: &str) -> bool {
    let within = element(event).and_then(|element| element.closest(selector).ok()?);
    within.is_some()
}

fn drag_enter(event: &Event, page: &Page) {
    if holds_files(event) {
        event.prevent_default();
        page.send(Msg::Drag(Drag::Over));
    }
}

/// Only where this is answered does the browser let files be dropped on a page.
fn drag_over(event: &Event, _: &Page) {
    if holds_files(event) {
        event.prevent_default();
    }
}

fn drag_leave(event: &Event, page: &Page) {
    // Leaving for another element is no leaving.
    let other = event.unchecked_ref::<DragEvent>().related_target();
    if other.is_none() && holds_files(event) {
        page.send(Msg::Drag(Drag::Gone));
    }
}

fn drop(event: &Event, page: &Page) {
    if !holds_files(event) {
        return;
    }
    // Otherwise the browser would leave the page to show the file.
    event.prevent_default();
    page.send(Msg::Drag(Drag::Gone));
    let data = event.unchecked_ref::<DragEvent>().data_transfer();
    if let Some(files) = data.and_then(|data| data.files()) {
        page.hand(&files);
    }
}

fn holds_files(event: &Event) -> bool {
    // Whatever is no drag holds nothing either.
    let data = event.unchecked_ref::<DragEvent>().data_transfer();
    data.is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// What is printed is what stands there when this returns.
fn print(_: &Event, page: &Page) {
    page.take(Happened::Printing);
    page.show();
}

fn leave(event: &Event, page: &Page) {
    if page.unsaved() {
        event.prevent_default();
    }
}

fn element(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
