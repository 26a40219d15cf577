//! Takes documents out: as a file, or as what goes on the clipboard.
//!
//! Knows the sheet from which that is asked for, and how any file gets to the page. Must not know
//! what a file looks like inside.

use super::host::{Host, failed};
use super::keeper::Shared;
use super::sheets::{self, Sheet};
use crate::annotation::Document;
use crate::format::native;
use crate::project::Kept;
use crate::protocol::Response;
use crate::text::Unit;
use crate::ui::excerpt;
use crate::ui::export::{unit, view};
use crate::ui::html::{Element, el};
use crate::ui::keymap::Style;
use crate::ui::words::count;
use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url};

/// How much of a text goes into the name of its file.
const NAME_WORDS: usize = 6;
const NAME_WORD_CHARS: usize = 16;
/// How long a download may take to begin.
const DOWNLOAD_MS: u32 = 60_000;

/// What was chosen last.
#[derive(Debug, Default)]
pub(super) struct Export {
    unit: Unit,
}

/// Does what a control of the sheet, or a key, asks for.
pub(super) fn ask(host: &Shared, words: &str) {
    let (what, value) = words.split_once('=').unwrap_or((words, ""));
    match what {
        "download" | "copy" => {
            let written = write(&host.borrow(), what == "download");
            sheets::close(host);
            host.borrow().say(&written);
        }
        "claims" | "claims-markdown" => {
            let style = match what {
                "claims" => Style::Plain,
                _ => Style::Markdown,
            };
            let copied = shown(&host.borrow()).map(|document| claims(document, value, style));
            sheets::close(host);
            if let Some(copied) = copied {
                host.borrow().say(&copied);
            }
        }
        _ => {
            if let Some(unit) = unit(value) {
                host.borrow_mut().export.unit = unit;
            }
            host.borrow_mut().sheets.look_at(Sheet::Export);
            sheets::draw(host);
        }
    }
}

/// Draws the sheet.
pub(super) fn sheet(host: &Host) -> Element {
    match shown(host) {
        Some(document) => {
            let read = host.mirrors.head().is_some_and(|head| head.read);
            view(document, host.export.unit, read)
        }
        None => el("div#export.sheet[aria-label=Export]"),
    }
}

fn shown(host: &Host) -> Option<&Document> {
    host.mirrors.document(host.mirrors.shown()?)
}

/// The document that is shown, to be saved or copied.
fn write(host: &Host, saved: bool) -> Response {
    let kept = host.mirrors.shown().and_then(|id| host.mirrors.kept(id));
    let Some(document) = kept.map(Kept::document) else {
        return failed("there is no document".to_owned());
    };
    let content = match native::write(&document, host.export.unit) {
        Ok(content) => content,
        Err(error) => return failed(error.to_string()),
    };
    if !saved {
        return Response::Copy {
            what: "the JSON".to_owned(),
            content,
        };
    }
    let mut file = file(&file_name(&document), &Array::of1(&content.into()));
    if let Response::File { document: of, .. } = &mut file {
        *of = Some(document.id);
    }
    file
}

/// What has the page save a file that is made of these texts.
pub(super) fn file(name: &str, texts: &Array) -> Response {
    match address(texts) {
        Ok(url) => Response::File {
            name: name.to_owned(),
            url,
            document: None,
        },
        Err(error) => failed(super::words(&error)),
    }
}

/// An address from which a file can be saved.
fn address(texts: &Array) -> Result<String, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type("application/json");
    let blob = Blob::new_with_str_sequence_and_options(texts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let held = url.clone();
    Timeout::new(DOWNLOAD_MS, move || {
        let _ = Url::revoke_object_url(&held);
    })
    .forget();
    Ok(url)
}

/// The claims with these ids, a line each, in their order.
fn claims(document: &Document, ids: &str, style: Style) -> Response {
    let (claims, content) = excerpt::listed(document, ids, style);
    Response::Copy {
        what: count(claims, "claim", "claims"),
        content,
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
