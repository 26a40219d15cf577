//! How a message travels between page and worker: as bytes, handed over and not copied.
//!
//! Knows nothing of what is in a message. Both sides are of one build, so that the encoding
//! needs neither names nor versions; against plain objects it keeps the page's wasm a third
//! smaller, and reading a long message a good deal shorter.

use js_sys::{Array, ArrayBuffer, Uint8Array};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};

/// A message, and the list of what is handed over with it.
pub fn encode(message: &impl Serialize) -> (ArrayBuffer, Array) {
    let Ok(bytes) = postcard::to_allocvec(message) else {
        unreachable!("messages are plain data");
    };
    let buffer = Uint8Array::from(&bytes[..]).buffer();
    let handed_over = Array::of1(&buffer);
    (buffer, handed_over)
}

/// The message in `data`, or why there is none.
pub fn decode<T: DeserializeOwned>(data: &JsValue) -> Result<T, String> {
    let buffer: &ArrayBuffer = data.dyn_ref().ok_or("it is no message")?;
    let bytes = Uint8Array::new(buffer).to_vec();
    postcard::from_bytes(&bytes).map_err(|_| "it is damaged".into())
}
