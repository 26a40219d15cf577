//! Texts to test with, and what becomes of those that fail.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseResult, TestError, TestRunner};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// A file or folder of the tests.
pub fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(path)
}

/// The text files of a folder under `tests/fixtures`, by name.
pub fn texts(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = fixture(folder);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let read = |path: PathBuf| (fs::read_to_string(&path).unwrap(), path);
    files
        .into_iter()
        .map(read)
        .map(|(text, path)| (path, text))
        .collect()
}

/// Checks `property` of every text that ever failed, then of `cases` texts of `strategy`. The
/// smallest text that fails becomes a file, so that it is checked from then on.
pub fn check_texts(
    cases: u32,
    strategy: impl Strategy<Value = String>,
    property: impl Fn(&str) -> TestCaseResult,
) {
    for (path, text) in texts("regressions") {
        property(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    match runner.run(&strategy, |text| property(&text)) {
        Ok(()) => {}
        Err(TestError::Fail(reason, text)) => {
            let mut hasher = DefaultHasher::new();
            text.hash(&mut hasher);
            let path = fixture(&format!("regressions/{:016x}.txt", hasher.finish()));
            fs::write(&path, &text).unwrap();
            panic!("{reason}; now {} holds {text:?}", path.display());
        }
        Err(error) => panic!("{error}"),
    }
}

/// What news is made of, and what breaks programs.
const BITS: &[&str] = &[
    "The U.S. ",
    "J. K. Rowling",
    "Acme Inc.",
    "Lumen Labs",
    "said ",
    "says that ",
    "may ",
    "might",
    "if ",
    "denied ",
    "according to ",
    "reportedly ",
    "$3.5bn",
    "40%",
    "May 3",
    "9 a.m.",
    "first",
    "Kenyan",
    "about ",
    "unclear whether ",
    "’s",
    "n't",
    "'",
    "\"",
    "“",
    "”",
    "‘",
    "(",
    ")",
    "[",
    "1",
    "2.5",
    "3,000",
    ".",
    "...",
    ". . .",
    "!",
    "?",
    ",",
    ":",
    "://",
    "http",
    "www.",
    "@",
    "#",
    "-",
    "—",
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    " ",
    "\u{A0}",
    "\u{200B}",
    "\u{FEFF}",
    "\0",
    "\u{7}",
    "e\u{301}",
    "\u{301}",
    "👩🏽‍🚀",
    "🇰🇪",
    "1️⃣",
    "שלום",
    "مرحبا",
    "日本語。",
    "ประเทศไทย",
    "क्षि",
    "com",
    "a",
    "B",
    "I",
    "&",
    "•",
    "1. ",
    "a) ",
    "p.m.",
    "\u{202E}",
    "\u{2029}",
    "½",
    "²",
    "ﬁ",
    "İ",
    "ǅ",
    "\u{AD}",
    "\u{10FFFF}",
    "KSh",
    "$",
    "%",
    "a.m",
    "x@y.org",
    "You may also like",
    "Photo: ",
    "© ",
    "ẞ",
    "İstanbul",
    "Ⅷ",
    "１２",
];

/// Texts that are like nothing, and texts that are like news in bits.
pub fn any_text() -> impl Strategy<Value = String> {
    let bits = prop::collection::vec(prop::sample::select(BITS), 0..60);
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        bits.prop_map(|bits| bits.concat()),
    ]
}

/// The articles with parts taken out and others put in, anywhere between characters.
pub fn mutated_articles() -> impl Strategy<Value = String> {
    let articles: Vec<String> = texts("articles")
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let change = (
        any::<prop::sample::Index>(),
        0..30usize,
        prop::option::of(prop::sample::select(BITS)),
    );
    let changes = prop::collection::vec(change, 1..12);
    (prop::sample::select(articles), changes).prop_map(|(article, changes)| {
        let mut characters: Vec<char> = article.chars().collect();
        for (place, taken, put) in changes {
            let start = place.index(characters.len() + 1);
            let end = (start + taken).min(characters.len());
            characters.splice(start..end, put.unwrap_or_default().chars());
        }
        characters.into_iter().collect()
    })
}
