//! The browser: the only place that names it.
//!
//! Two programs share this folder. [`page`] shows [`crate::ui`] and carries out what it asks
//! for; [`host`] runs [`crate::engine`] in a worker and keeps documents; [`client`] is the page's line to it. Must
//! not know what any message, mark or element means.

#[cfg(feature = "worker")]
mod archive;
#[cfg(feature = "page")]
mod caret;
#[cfg(feature = "page")]
pub mod client;
#[cfg(feature = "page")]
mod effects;
#[cfg(feature = "page")]
mod events;
#[cfg(feature = "worker")]
mod export;
#[cfg(feature = "worker")]
pub mod files;
#[cfg(feature = "worker")]
mod finding;
#[cfg(feature = "worker")]
pub mod host;
pub mod intake;
#[cfg(feature = "worker")]
mod keeper;
#[cfg(feature = "worker")]
mod many;
#[cfg(feature = "page")]
pub mod page;
#[cfg(feature = "page")]
pub mod patch;
#[cfg(feature = "worker")]
mod project;
#[cfg(feature = "page")]
mod promise;
#[cfg(feature = "worker")]
mod reading;
#[cfg(feature = "worker")]
mod sheets;
#[cfg(feature = "worker")]
mod store;
#[cfg(feature = "worker")]
mod teaching;
#[cfg(feature = "page")]
mod viewport;
pub mod wire;

use wasm_bindgen::{JsCast, JsValue};

#[cfg(feature = "page")]
fn window() -> web_sys::Window {
    web_sys::window().expect("the page's code runs in a window")
}

#[cfg(feature = "page")]
fn document() -> web_sys::Document {
    window().document().expect("a page is a document")
}

/// What an exception says.
fn words(error: &JsValue) -> String {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => error.as_string().unwrap_or_else(|| "unknown error".into()),
    }
}
