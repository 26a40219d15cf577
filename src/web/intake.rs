//! Text on its way in: typed, pasted, dropped or chosen.
//!
//! Knows what browsers and files do to text, and counts it. Must not know what becomes of the
//! text.
//!
//! **Invariant:** the text of an [`Intake`] is what a `<textarea>` would hold: its line ends
//! are LF, and it has no lone surrogates. So offsets into it stay right when it is edited.

use crate::ui::app::{Intake, Manner};
use js_sys::{Array, JsString, Reflect, RegExp};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, File, TextDecoder};

/// Files beyond this are refused: no article is so long, and the page would stand still.
const MAX_FILE_BYTES: u32 = 64 << 20;

/// How many of the first bytes tell whether a file is text.
const SAMPLE_BYTES: usize = 64 << 10;

/// What other files begin with, and what to call them.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or another zip archive"),
    (b"\xD0\xCF\x11\xE0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture, sound or film"),
    (b"\x1F\x8B", "a gzip archive"),
];

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

/// Whether a file is small enough to be read, or why not.
pub fn may_be_read(file: &File) -> Result<(), String> {
    match file.size() > f64::from(MAX_FILE_BYTES) {
        true => Err(format!("it is larger than {} MB", MAX_FILE_BYTES >> 20)),
        false => Ok(()),
    }
}

/// Reads bytes as text, or says why not.
pub fn from_bytes(bytes: &[u8]) -> Result<Intake, String> {
    if let Some((_, name)) = SIGNATURES
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
    {
        return Err(format!("it is {name}, not plain text"));
    }
    let label = match bytes {
        [0xEF, 0xBB, 0xBF, ..] => UTF_8,
        [0xFF, 0xFE, ..] => UTF_16_LE,
        [0xFE, 0xFF, ..] => UTF_16_BE,
        _ => guess(bytes)?,
    };
    let (text, replaced) = decode(bytes, label)?;
    let (text, line_ends) = with_line_feeds(text);
    Ok(Intake {
        text,
        manner: Manner::Whole,
        line_ends,
        replaced,
        encoding: (label != UTF_8).then_some(label),
    })
}

// As `TextDecoder` names them.
const UTF_8: &str = "utf-8";
const UTF_16_LE: &str = "utf-16le";
const UTF_16_BE: &str = "utf-16be";
const WINDOWS_1252: &str = "windows-1252";

/// The encoding of bytes that do not name it, or why they are no text.
fn guess(bytes: &[u8]) -> Result<&'static str, String> {
    let sample = &bytes[..bytes.len().min(SAMPLE_BYTES)];
    let (mut zeros, mut strange) = ([0, 0], 0);
    for (at, byte) in sample.iter().enumerate() {
        zeros[at % 2] += usize::from(*byte == 0);
        strange += usize::from(matches!(*byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F));
    }
    match (
        zeros[0] * 2 > sample.len().div_ceil(2),
        zeros[1] * 2 > sample.len() / 2,
    ) {
        (true, true) => return Err("it is not a text file".into()),
        (false, true) => return Ok(UTF_16_LE),
        (true, false) => return Ok(UTF_16_BE),
        (false, false) => {}
    }
    if strange * 20 > sample.len() {
        return Err("it is not a text file".into());
    }
    // A damaged UTF-8 file still has more good sequences than bad ones; in the older encoding
    // every accented letter is a bad one.
    let (text, bad) = decode(bytes, UTF_8)?;
    let foreign = text.chars().filter(|c| !c.is_ascii()).count() as u32;
    Ok(match foreign >= bad * 2 {
        true => UTF_8,
        false => WINDOWS_1252,
    })
}

/// The text without its byte order mark, and how much could not be decoded.
fn decode(bytes: &[u8], label: &str) -> Result<(String, u32), String> {
    let decoded = TextDecoder::new_with_label(label)
        .and_then(|decoder| decoder.decode_with_u8_array(bytes))
        .map_err(|_| format!("this browser cannot read {label}"))?;
    // In other encodings nobody writes U+FFFD.
    let written = match label {
        UTF_8 => bytes
            .windows(3)
            .filter(|three| three == b"\xEF\xBF\xBD")
            .count(),
        _ => 0,
    };
    let replaced = decoded.matches('\u{FFFD}').count().saturating_sub(written);
    Ok((decoded, replaced as u32))
}

/// LF for CRLF and CR, and how many there were.
fn with_line_feeds(text: String) -> (String, u32) {
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
