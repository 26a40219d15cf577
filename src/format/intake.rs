//! What the files that a person brings hold: documents, or texts that become documents.
//!
//! Knows which format a file's name and contents speak of. Must not know where files come from,
//! nor what becomes of documents.

use super::{html, markdown, native};
use crate::annotation::Document;
use crate::text::Source;

/// What a file holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents {
    pub text: String,
    /// Line ends that were CRLF or CR and became LF.
    pub line_ends: u32,
    /// Undecodable bytes that became U+FFFD.
    pub replaced: u32,
    /// What it was read in, where that was not UTF-8.
    pub encoding: Option<&'static str>,
}

/// What was found in a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    pub documents: Vec<Brought>,
    /// What could not be read, each with the name of the file.
    pub problems: Vec<String>,
}

/// A document out of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Brought {
    /// Its id is empty where the file gives none.
    pub document: Document,
    /// Whether its marks come with it.
    pub read: bool,
    /// What is to be said of it; empty where all is well.
    pub note: String,
}

/// Reads a file by its name.
pub fn documents(name: &str, contents: Contents) -> Found {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending.to_ascii_lowercase().as_str() {
        "jsonl" | "json" => with_marks(name, &contents.text),
        ending @ ("html" | "htm" | "md" | "markdown") => {
            let page = match ending {
                "html" | "htm" => html::read(&contents.text),
                _ => markdown::read(&contents.text),
            };
            let contents = Contents {
                text: page.text,
                // The lines of such a file are no lines of its text.
                line_ends: 0,
                ..contents
            };
            text(name, page.title, contents)
        }
        _ => text(name, None, contents),
    }
}

fn with_marks(name: &str, text: &str) -> Found {
    let mut found = Found::default();
    for reading in native::read_all(text) {
        let problems = reading.problems.iter();
        found
            .problems
            .extend(problems.map(|problem| format!("{name}: {problem}")));
        found
            .documents
            .extend(reading.document.map(|document| Brought {
                document,
                read: true,
                note: String::new(),
            }));
    }
    found
}

fn text(name: &str, title: Option<String>, contents: Contents) -> Found {
    if contents.text.trim().is_empty() {
        return Found {
            documents: Vec::new(),
            problems: vec![format!("{name}: there is no text in it")],
        };
    }
    let mut notes = Vec::new();
    if let Some(encoding) = contents.encoding {
        notes.push(format!("{name} was no UTF-8 and was read as {encoding}."));
    }
    if contents.line_ends > 0 {
        let ends = count(contents.line_ends, "line end", "line ends");
        notes.push(format!(
            "{ends} of the Windows kind became plain ones. \
             Exported offsets count in the text as it stands in the field."
        ));
    }
    if contents.replaced > 0 {
        let broken = count(
            contents.replaced,
            "character was broken and became",
            "characters were broken and became",
        );
        notes.push(format!("{broken} “\u{FFFD}” in the field."));
    }
    let mut document = Document::new("", Source::new(contents.text));
    document.title = title;
    Found {
        documents: vec![Brought {
            document,
            read: false,
            note: notes.join(" "),
        }],
        problems: Vec::new(),
    }
}

fn count(number: u32, one: &str, many: &str) -> String {
    match number {
        1 => format!("{number} {one}"),
        _ => format!("{number} {many}"),
    }
}
