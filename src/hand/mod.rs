//! What a person does by hand, thought out: from their words and where they are to an edit.
//!
//! Runs in the worker, which has the tokens and the engine at hand; the page applies what comes
//! of it. Knows documents and their edits. Must not know the page, nor what keeps documents.

mod take_out;

use crate::annotation::{Document, Edit};
use crate::protocol::{At, Done};

/// What answers to a word.
type Answer = fn(&Asked<'_>) -> Result<Done, String>;

/// What a person asks for, and where they are.
struct Asked<'a> {
    document: &'a Document,
    at: &'a At,
}

const ANSWERS: &[(&str, Answer)] = &[("take out", take_out::mark)];

/// Thinks out what the person asks for. An error says why there is nothing to do.
pub fn hand(words: &str, at: &At, document: &Document) -> Done {
    let asked = Asked { document, at };
    let answer = ANSWERS.iter().find(|(known, _)| *known == words);
    let done = match answer {
        Some((_, answer)) => answer(&asked),
        None => Err(format!("There is nothing that answers to “{words}”.")),
    };
    done.unwrap_or_else(|words| Done {
        words,
        ..Done::default()
    })
}

/// An edit, in words.
fn done(edit: Edit, words: impl Into<String>) -> Done {
    Done {
        edit: Some(edit),
        words: words.into(),
        ..Done::default()
    }
}
