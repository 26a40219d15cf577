//! What a person does by hand, thought out: from their words and where they are to an edit.
//!
//! Runs in the worker, which has the tokens and the engine at hand; the page applies what comes
//! of it. Knows documents and their edits. Must not know the page, nor what keeps documents.
//!
//! `snap` knows words and graphemes; `make`, `border`, `relabel` and `decide` are of marks of
//! any layer, `note` of what is noted on them, `mentions` of all names of a thing; `claim`, `part`,
//! `level` and `form` are of claims, for which `reading` asks the engine.

mod border;
mod claim;
mod decide;
mod form;
mod level;
mod make;
mod mentions;
mod note;
mod part;
mod reading;
mod relabel;
mod snap;

pub use level::{anew, by_rules, is_set, levelled, with_claims};
pub use note::note;
pub use reading::Reader;

use crate::annotation::{Body, ClaimBody, Document, Edit, Id, Label, Mark};
use crate::protocol::{At, Done};
use crate::text::Span;
use std::fmt::{self, Debug, Formatter};

/// What answers to a word. An error says why there is nothing to do.
type Answer = fn(&Asked<'_>) -> Result<Done, String>;

/// What is at hand beside the document.
#[derive(Clone, Copy)]
pub struct Tools<'a> {
    pub reader: &'a dyn Reader,
    /// The label that a key is pressed for.
    pub by_key: &'a dyn Fn(char) -> Option<Label>,
}

/// Written out, for the words of a whole engine would come into the worker with it.
impl Debug for Tools<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Tools")
    }
}

/// What a person asks for, and where they are.
struct Asked<'a> {
    document: &'a Document,
    at: At,
    /// What stands behind the word that says what is asked for.
    value: &'a str,
    snap: Snap,
    tools: Tools<'a>,
}

/// How what a person selects becomes a stretch that can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Snap {
    Words,
    Graphemes,
}

const ANSWERS: &[(&str, Answer)] = &[
    ("label", make::entity),
    ("key", make::by_key),
    ("relabel", relabel::mark),
    ("decide", decide::mark),
    ("take out", decide::take_out),
    ("start", border::start),
    ("end", border::end),
    ("accept all", mentions::accept),
    ("reject all", mentions::reject),
    ("relabel all", mentions::relabel),
    ("claim", claim::make),
    ("content", part::content),
    ("source", part::source),
    ("cue", cue),
    ("certainty", level::set),
    ("flag", note::flag),
    ("note", note::write),
    ("holder", form::holder),
    ("polarity", form::polarity),
    ("quote", form::quote),
    ("parent", form::parent),
];

/// What words begin with that name the mark they are of: an id and a line end follow.
pub const OF: char = '@';
/// What words begin with that mean just what is selected, and not the words around.
const EXACT: &str = "exact ";

/// Thinks out what the person asks for.
pub fn hand(words: &str, at: &At, document: &Document, tools: Tools<'_>) -> Done {
    let (mark, rest) = match words.strip_prefix(OF).and_then(|of| of.split_once('\n')) {
        Some((id, rest)) => (Some(Id::from(id)), rest),
        None => (at.mark.clone(), words),
    };
    let (snap, rest) = match rest.strip_prefix(EXACT) {
        Some(rest) => (Snap::Graphemes, rest),
        None => (Snap::Words, rest),
    };
    let (what, value) = rest.split_once('=').unwrap_or((rest, ""));
    let asked = Asked {
        document,
        at: At {
            mark,
            caret: at.caret,
        },
        value,
        snap,
        tools,
    };
    let answer = ANSWERS.iter().find(|(known, _)| *known == what);
    let done = match answer {
        Some((_, answer)) => answer(&asked),
        None => Err(format!("There is nothing that answers to “{words}”.")),
    };
    done.unwrap_or_else(Done::said)
}

/// A cue of this type, or one of the claim that is chosen.
fn cue(asked: &Asked<'_>) -> Result<Done, String> {
    match asked.value {
        "" => part::cue(asked),
        _ => make::cue(asked),
    }
}

impl<'a> Asked<'a> {
    /// The mark that is meant.
    fn mark(&self) -> Result<&'a Mark, String> {
        let mark = self.at.mark.as_ref().and_then(|id| self.document.mark(id));
        mark.ok_or_else(|| "Choose a mark first.".to_owned())
    }

    /// The claim that is meant.
    fn claim(&self) -> Result<(&'a Mark, &'a ClaimBody), String> {
        match self.mark() {
            Ok(mark) => match &mark.body {
                Body::Claim(claim) => Ok((mark, claim)),
                _ => Err("Choose a claim first: what is chosen is none.".to_owned()),
            },
            Err(_) => Err("Choose a claim first.".to_owned()),
        }
    }

    /// The stretch that is meant: what is selected, or the word at the caret.
    fn stretch(&self) -> Result<Span, String> {
        let source = self.document.source();
        match (self.at.selection(), self.at.caret, self.snap) {
            (Some(selection), _, Snap::Words) => snap::words(source, selection)
                .ok_or_else(|| "There is no word in the selection.".to_owned()),
            (Some(selection), _, Snap::Graphemes) => {
                snap::graphemes(source, selection).ok_or_else(|| "Nothing is selected.".to_owned())
            }
            (None, Some(caret), _) => snap::word_at(source, caret.focus)
                .ok_or_else(|| "There is no word at the caret.".to_owned()),
            (None, None, _) => Err("Put the caret to a word, or select some.".to_owned()),
        }
    }

    /// A stretch in a person's words, shortened.
    fn quoted(&self, span: Span) -> String {
        const SHOWN: usize = 40;
        let words = self.document.source().get(span).unwrap_or_default();
        let words: Vec<&str> = words.split_whitespace().collect();
        format!("“{}”", crate::text::shortened(&words.join(" "), SHOWN))
    }
}

/// An edit, in words.
fn done(edit: Edit, words: impl Into<String>) -> Done {
    Done {
        edit: Some(edit),
        words: words.into(),
        ..Done::default()
    }
}
