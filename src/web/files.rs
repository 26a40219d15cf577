//! Files that a person brings, as text.
//!
//! Knows what files do to text, and counts it. Must not know what becomes of the text.

use super::intake::with_line_feeds;
use super::words;
use crate::format::intake::Contents;
use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, TextDecoder};

/// Files beyond this are refused: no article is so long, and the page would stand still.
const MAX_FILE_BYTES: u32 = 64 << 20;

/// How much of a file that is no article is read at once.
const PIECE_BYTES: f64 = 4.0 * 1024.0 * 1024.0;

/// How much of a file is its beginning.
const FIRST_BYTES: f64 = 1024.0;

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

/// Reads a file, or says why not.
pub async fn read(file: &File) -> Result<Contents, String> {
    may_be_read(file)?;
    from_bytes(&bytes(file).await?)
}

/// How a file begins, for those that are told by that.
pub async fn beginning(file: &File) -> Result<String, String> {
    let first = stretch(file, 0.0, FIRST_BYTES).await?;
    Ok(String::from_utf8_lossy(&first).into_owned())
}

/// A file of any size that is read piece by piece.
#[derive(Debug)]
pub struct Pieces<'a> {
    file: &'a File,
    read: f64,
}

impl<'a> Pieces<'a> {
    pub const fn of(file: &'a File) -> Self {
        Self { file, read: 0.0 }
    }

    /// The next bytes; none at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, String> {
        if self.read >= self.file.size() {
            return Ok(None);
        }
        let from = self.read;
        self.read += PIECE_BYTES;
        stretch(self.file, from, self.read).await.map(Some)
    }
}

async fn stretch(file: &File, from: f64, to: f64) -> Result<Vec<u8>, String> {
    let stretch = file.slice_with_f64_and_f64(from, to);
    bytes(&stretch.map_err(|error| words(&error))?).await
}

async fn bytes(blob: &Blob) -> Result<Vec<u8>, String> {
    let bytes = JsFuture::from(blob.array_buffer()).await;
    let bytes = bytes.map_err(|error| words(&error))?;
    Ok(Uint8Array::new(&bytes).to_vec())
}

/// Whether a file is small enough to be read, or why not.
fn may_be_read(file: &File) -> Result<(), String> {
    match file.size() > f64::from(MAX_FILE_BYTES) {
        true => Err(format!("it is larger than {} MB", MAX_FILE_BYTES >> 20)),
        false => Ok(()),
    }
}

/// Reads bytes as text, or says why not.
pub fn from_bytes(bytes: &[u8]) -> Result<Contents, String> {
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
    Ok(Contents {
        text,
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
