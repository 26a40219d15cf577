//! What the page's logic asks the browser to do.
//!
//! Knows files, the clipboard and the focus. Must not know why something is asked.

use super::page::Page;
use super::promise::settled;
use super::{document, intake, window, words};
use crate::ui::app::{Field, Msg, Target};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use js_sys::{Array, JsString, Promise};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Clipboard, CssStyleSheet, Element, FocusOptions, HtmlAnchorElement, HtmlElement,
    HtmlInputElement, HtmlTextAreaElement, Response, ScrollIntoViewOptions, ScrollLogicalPosition,
};

/// Puts text on the clipboard, and says whether that went well.
pub fn copy(what: String, content: String, page: &Page) {
    let page = page.clone();
    let written = clipboard().map(|clipboard| clipboard.write_text(&content));
    let answer = move |written: bool| {
        let ok = written || copy_by_selection(&content).unwrap_or(false);
        page.send(Msg::Copied { what, ok });
    };
    match written {
        Some(promise) => settled(&promise, move |outcome| answer(outcome.is_ok())),
        None => answer(false),
    }
}

/// Reads the clipboard into the article field.
pub fn paste(page: &Page) {
    let Some(clipboard) = clipboard() else {
        let reason = "this browser keeps the clipboard from this page".into();
        return page.send(Msg::PasteRefused { reason });
    };
    let page = page.clone();
    settled(&clipboard.read_text(), move |text| {
        let text = text.map_err(|error| words(&error)).and_then(|text| {
            (text.dyn_into::<JsString>()).map_err(|_| "it holds no text".to_owned())
        });
        page.send(match text {
            Ok(text) => Msg::Changed {
                field: Field::Article,
                intake: intake::from_js(&text),
            },
            Err(reason) => Msg::PasteRefused { reason },
        });
    });
}

/// The clipboard; outside of secure contexts there is none.
fn clipboard() -> Option<Clipboard> {
    let clipboard = window().navigator().clipboard();
    (!clipboard.is_undefined()).then_some(clipboard)
}

/// Reads one of the site's own texts.
pub fn load_sample(path: &'static str, page: &Page) {
    let name = path.split('/').fold(path, |_, part| part).to_owned();
    let page = page.clone();
    settled(
        &window().fetch_with_str(path),
        move |response| match response.map_err(|error| words(&error)).and_then(body) {
            Ok(body) => settled(&body, move |text| {
                let text: JsString = text.unwrap_or_default().unchecked_into();
                let intake = intake::from_js(&text);
                page.send(Msg::FileRead { name, intake });
            }),
            Err(reason) => page.send(Msg::FileRefused { name, reason }),
        },
    );
}

/// What a server answered.
fn body(response: JsValue) -> Result<Promise, String> {
    let response: Response = response.unchecked_into();
    match response.ok() {
        true => response.text().map_err(|error| words(&error)),
        false => Err(format!("the server answered {}", response.status())),
    }
}

pub fn wait(ticket: u32, millis: u32, page: &Page) {
    let page = page.clone();
    Timeout::new(millis, move || page.send(Msg::Waited { ticket })).forget();
}

/// Gives the target the focus and brings it into view: what has the focus decides how much room
/// the style sheet wants around it.
pub fn focus(target: &Target) {
    if let Some(element) = find(target) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = (element.unchecked_ref::<HtmlElement>()).focus_with_options(&options);
        if !matches!(target, Target::Text) {
            bring_into_view(&element);
        }
    }
}

/// Brings the target into view within its scroll box; the page itself stays as it is.
pub fn reveal(target: &Target) {
    let Some(element) = find(target) else { return };
    let Some(scroll_box) = scroll_box(&element) else {
        return;
    };
    let (inner, outer) = (
        element.get_bounding_client_rect(),
        scroll_box.get_bounding_client_rect(),
    );
    if inner.top() < outer.top() || inner.bottom() > outer.bottom() {
        let off = (inner.top() + inner.bottom() - outer.top() - outer.bottom()) / 2.0;
        scroll_box.set_scroll_top(scroll_box.scroll_top() + off as i32);
    }
}

/// Puts further rules behind the style sheets. The page's policy forbids them in the document.
pub fn style(rules: &str) -> Result<(), JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(rules)?;
    js_sys::Reflect::set(
        &document(),
        &"adoptedStyleSheets".into(),
        &Array::of1(&sheet),
    )
    .map(drop)
}

/// Saves what is at an address as a file.
pub fn save(name: &str, url: &str) -> Result<(), JsValue> {
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(url);
    link.set_download(name);
    link.click();
    Ok(())
}

/// The way that needs no permission: select the text somewhere and copy the selection.
fn copy_by_selection(content: &str) -> Result<bool, JsValue> {
    let document = document();
    let before = document.active_element();
    // Beside what has the focus: everything outside of an open dialog is out of reach.
    let place = (before.as_ref()).and_then(|element| element.closest("dialog").ok().flatten());
    let Some(place) = place.or_else(|| document.body().map(Into::into)) else {
        return Ok(false);
    };
    let field: HtmlTextAreaElement = document.create_element("textarea")?.unchecked_into();
    field.set_value(content);
    place.append_child(&field)?;
    field.select();
    let copied = document
        .unchecked_ref::<web_sys::HtmlDocument>()
        .exec_command("copy");
    field.remove();
    if let Some(before) = before {
        before.unchecked_into::<HtmlElement>().focus()?;
    }
    copied
}

/// Lets the person choose files or a folder, and hands them to the worker.
pub fn choose_file(folder: bool, page: &Page) {
    let Ok(input) = document().create_element("input") else {
        return;
    };
    let input: HtmlInputElement = input.unchecked_into();
    input.set_type("file");
    match folder {
        true => drop(input.set_attribute("webkitdirectory", "")),
        false => input.set_accept(".txt,.md,.html,.htm,.json,.jsonl,text/*"),
    }
    input.set_multiple(true);
    let (page, chosen) = (page.clone(), input.clone());
    EventListener::new(&input, "change", move |_| {
        if let Some(files) = chosen.files() {
            page.hand(&files);
        }
    })
    .forget();
    input.click();
}

fn find(target: &Target) -> Option<Element> {
    match target {
        Target::Text => document().get_element_by_id("article"),
        Target::Element(id) => document().get_element_by_id(id),
        Target::Mark(id) => {
            let id = web_sys::css::escape(&id.0);
            let selector = format!("#article mark[data-id=\"{id}\"]:not([data-kind=source])");
            document().query_selector(&selector).ok().flatten()
        }
    }
}

/// Brings an element into view, from outside of the window to its middle.
pub(super) fn bring_into_view(element: &Element) {
    let (rect, height) = (element.get_bounding_client_rect(), window().inner_height());
    let height = height.ok().and_then(|height| height.as_f64());
    let within = rect.top() >= 0.0 && rect.bottom() <= height.unwrap_or_default();
    let options = ScrollIntoViewOptions::new();
    options.set_block(match within {
        true => ScrollLogicalPosition::Nearest,
        false => ScrollLogicalPosition::Center,
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// The nearest element around this one that scrolls by itself.
fn scroll_box(element: &Element) -> Option<Element> {
    let mut next = element.parent_element();
    while let Some(outer) = next {
        let style = window().get_computed_style(&outer).ok().flatten()?;
        let overflow = style.get_property_value("overflow-y").unwrap_or_default();
        if matches!(overflow.as_str(), "auto" | "scroll") {
            return Some(outer);
        }
        next = outer.parent_element();
    }
    None
}
