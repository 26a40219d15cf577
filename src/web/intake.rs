//! Text on its way in: typed or pasted, or out of a file.
//!
//! Knows what browsers do to text, and counts it. Must not know what becomes of the
//! text.
//!
//! **Invariant:** the text of an [`Intake`] is what a `<textarea>` would hold: its line ends
//! are LF, and it has no lone surrogates. So offsets into it stay right when it is edited.

use crate::ui::app::Intake;
use js_sys::{Array, JsString, Reflect, RegExp};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// What a JavaScript string holds.
pub fn from_js(text: &JsString) -> Intake {
    let (text, replaced) = (String::from(text), lone_surrogates(text));
    let (text, line_ends) = with_line_feeds(text);
    Intake {
        text,
        line_ends,
        replaced,
        ..Intake::default()
    }
}

/// What a form field holds.
pub fn from_field(field: &Element) -> Intake {
    let value = Reflect::get(field, &JsValue::from_str("value"));
    let value = value.ok().and_then(|value| value.dyn_into().ok());
    value.map_or_else(Intake::default, |value: JsString| from_js(&value))
}

/// How many line ends of a text a `<textarea>` changes.
pub fn foreign_line_ends(text: &str) -> u32 {
    // A carriage return begins or is every one of them.
    text.bytes().filter(|byte| *byte == b'\r').count() as u32
}

/// LF for CRLF and CR, and how many there were.
pub fn with_line_feeds(text: String) -> (String, u32) {
    let count = foreign_line_ends(&text);
    if count == 0 {
        return (text, 0);
    }
    let mut lines = text.split('\r');
    let mut out = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        out.push('\n');
        out.push_str(line.strip_prefix('\n').unwrap_or(line));
    }
    (out, count)
}

fn lone_surrogates(text: &JsString) -> u32 {
    // With the flag "u" a pair is one character and does not match.
    let lone = RegExp::new(r"\p{Surrogate}", "gu");
    (text.match_(&lone)).map_or(0, |found| found.unchecked_into::<Array>().length())
}
