//! Notes on marks, and the flag of those that are to be discussed.
//!
//! Knows under which names they stand among a mark's further fields. Must not know decisions:
//! neither note nor flag is one.

use super::{Asked, done};
use crate::annotation::{Edit, Mark};
use crate::protocol::Done;

/// What the flag says.
const UNSURE: &str = "unsure";

/// What is noted on a mark; empty where nothing is.
pub fn note(mark: &Mark) -> String {
    let said = fields(mark);
    let said = said.get("note").and_then(|note| note.as_str());
    said.unwrap_or_default().to_owned()
}

/// Flags a mark, or takes the flag away.
pub(super) fn flag(asked: &Asked<'_>) -> Result<Done, String> {
    let mark = asked.mark()?;
    Ok(match mark.is_flagged() {
        true => done(with(mark, "flag", ""), "It is no longer to be discussed."),
        false => done(
            with(mark, "flag", UNSURE),
            "Flagged: unsure, to be discussed.",
        ),
    })
}

/// Notes something on a mark.
pub(super) fn write(asked: &Asked<'_>) -> Result<Done, String> {
    let mark = asked.mark()?;
    match note(mark) == asked.value {
        true => Err("It says so already.".to_owned()),
        false => Ok(done(with(mark, "note", asked.value.trim()), "Noted.")),
    }
}

type Fields = serde_json::Map<String, serde_json::Value>;

fn fields(mark: &Mark) -> Fields {
    serde_json::from_str(&mark.extra).unwrap_or_default()
}

/// The edit that has a field say something, or takes it away where there is nothing to say.
fn with(mark: &Mark, name: &str, words: &str) -> Edit {
    let mut fields = fields(mark);
    match words {
        "" => drop(fields.shift_remove(name)),
        words => drop(fields.insert(name.to_owned(), words.into())),
    }
    let extra = match fields.is_empty() {
        true => String::new(),
        false => serde_json::Value::Object(fields).to_string(),
    };
    Edit::Replace {
        old: mark.clone(),
        new: Mark {
            extra,
            ..mark.clone()
        },
    }
}
