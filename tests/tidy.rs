//! The borders of ARCHITECTURE.md, held by reading the sources.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

/// What a module may name of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum May {
    /// Anything that is public.
    Know(&'static str),
    /// The plain types at its root, and nothing that acts or lies inside.
    KnowTypesOf(&'static str),
}
use May::{Know, KnowTypesOf};

/// Who may know whom; what is not here is forbidden.
const BORDERS: &[(&str, &[May])] = &[
    ("text", &[]),
    ("model", &[Know("text")]),
    ("extract", &[Know("text"), Know("model")]),
    ("engine", &[Know("text"), Know("model"), Know("extract")]),
    ("annotation", &[Know("text"), KnowTypesOf("extract")]),
    (
        "format",
        &[Know("text"), KnowTypesOf("extract"), Know("annotation")],
    ),
    (
        "eval",
        &[Know("text"), KnowTypesOf("extract"), Know("annotation")],
    ),
    (
        "find",
        &[Know("text"), KnowTypesOf("extract"), Know("annotation")],
    ),
    (
        "protocol",
        &[
            Know("text"),
            KnowTypesOf("extract"),
            Know("annotation"),
            Know("eval"),
        ],
    ),
    (
        "project",
        &[
            Know("text"),
            KnowTypesOf("extract"),
            Know("annotation"),
            Know("find"),
            Know("protocol"),
        ],
    ),
    (
        "session",
        &[
            Know("text"),
            Know("engine"),
            KnowTypesOf("extract"),
            Know("annotation"),
            Know("find"),
            Know("protocol"),
            Know("hand"),
        ],
    ),
    (
        "hand",
        &[
            Know("text"),
            KnowTypesOf("extract"),
            Know("annotation"),
            Know("protocol"),
            Know("project"),
        ],
    ),
    (
        "ui",
        &[
            Know("text"),
            Know("project"),
            KnowTypesOf("extract"),
            Know("annotation"),
            Know("find"),
            Know("eval"),
            Know("protocol"),
            Know("hand"),
        ],
    ),
    (
        "web",
        &[
            Know("text"),
            Know("model"),
            KnowTypesOf("extract"),
            Know("engine"),
            Know("annotation"),
            Know("find"),
            Know("format"),
            Know("eval"),
            Know("protocol"),
            Know("session"),
            Know("hand"),
            Know("project"),
            Know("ui"),
        ],
    ),
    (
        "cli",
        &[
            Know("text"),
            Know("model"),
            KnowTypesOf("extract"),
            Know("engine"),
            Know("annotation"),
            Know("format"),
            Know("eval"),
        ],
    ),
    (
        "train",
        &[
            Know("text"),
            Know("model"),
            Know("extract"),
            Know("annotation"),
            Know("format"),
            Know("eval"),
        ],
    ),
    ("bin", &[Know("web"), Know("cli"), Know("train")]),
    ("lib", &[]),
];

/// Paths of other crates that belong to some modules only.
const OUTSIDE: &[(&[&str], &[&str])] = &[
    (
        &[
            "gloo",
            "js_sys",
            "serde_wasm_bindgen",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "web_sys",
        ],
        &["web", "bin"],
    ),
    (
        &["std::env", "std::fs", "std::net", "std::process"],
        &["cli", "train", "bin"],
    ),
];

/// What no code may hold.
const BANNED: &[&str] = &[
    "todo!",
    "unimplemented!",
    "dbg!",
    "console.log",
    "console::log",
];

/// Longer files hold more than one thing.
const MAX_LINES: usize = 700;

#[test]
fn sources_are_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(root, "src", &mut files);
    collect(root, "www", &mut files);
    assert!(files.len() > 30, "only {} files found", files.len());
    let complaints: Vec<String> = files
        .iter()
        .flat_map(|path| {
            let source = fs::read_to_string(root.join(path)).unwrap();
            complaints(path, &source)
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The code files below `dir`, as paths from the root with `/` between their parts.
fn collect(root: &Path, dir: &str, files: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(dir)).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{dir}/{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(root, &path, files);
        } else if path.ends_with(".rs") || path.ends_with(".js") {
            files.push(path);
        }
    }
}

/// All that is wrong with one file.
fn complaints(path: &str, source: &str) -> Vec<String> {
    let code = without_comments_and_strings(source);
    let mut found: Vec<String> = BANNED
        .iter()
        .filter(|word| code.contains(*word))
        .map(|word| format!("{word} must go"))
        .collect();
    if path.ends_with(".rs") {
        let lines = source.lines().count();
        if lines > MAX_LINES {
            found.push(format!("{lines} lines are more than {MAX_LINES}: split it"));
        }
        if !source.starts_with("//!") {
            found.push("it does not begin with what it knows (`//!`)".into());
        }
        let own = module_path(path);
        for path in paths(&code) {
            found.extend(border_complaint(&own, &path));
            found.extend(outside_complaint(&own, &path));
        }
    }
    found.iter().map(|what| format!("{path}: {what}")).collect()
}

/// `src/ui/view/list.rs` is `ui::view::list`.
fn module_path(path: &str) -> Vec<&str> {
    let path = path.trim_start_matches("src/").trim_end_matches(".rs");
    path.trim_end_matches("/mod").split('/').collect()
}

fn border_complaint(own: &[&str], path: &[&str]) -> Option<String> {
    let inside = from_crate_root(own, path)?;
    let (of, rest) = inside.split_first()?;
    let me = own[0];
    let row = |name| BORDERS.iter().find(|(module, _)| *module == name);
    let Some((_, may)) = row(me) else {
        return Some(format!("{me} has no row in the table of borders"));
    };
    if *of == me || row(of).is_none() && path[0] == "super" {
        return None;
    }
    let types_only = rest.first().is_none_or(|name| is_type(name));
    match may.iter().any(|may| match may {
        Know(module) => module == of,
        KnowTypesOf(module) => module == of && types_only,
    }) {
        true => None,
        false => Some(format!("{me} must not know {}", inside.join("::"))),
    }
}

/// `named!` makes a type, and stands for one.
fn is_type(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase()) || name == "named"
}

/// Where in the crate a path leads; none for paths of other crates and of the own module.
fn from_crate_root<'a>(own: &[&'a str], path: &[&'a str]) -> Option<Vec<&'a str>> {
    let ups = path.iter().take_while(|part| **part == "super").count();
    match path[0] {
        "crate" | "hedgerow" => Some(path[1..].to_vec()),
        // An inner `mod tests` is one step further down: then this climbs too far, and meets a
        // name that is no module's.
        "super" => {
            let kept = own.len().checked_sub(ups)?;
            Some(own[..kept].iter().chain(&path[ups..]).copied().collect())
        }
        _ => None,
    }
}

fn outside_complaint(own: &[&str], path: &[&str]) -> Option<String> {
    let whole = path.join("::");
    let belongs = |to: &str| whole == to || whole.starts_with(&format!("{to}::"));
    let (_, only) = OUTSIDE
        .iter()
        .find(|(outside, _)| outside.iter().any(|to| belongs(to)))?;
    match only.contains(&own[0]) {
        true => None,
        false => Some(format!("{whole} belongs to {} only", only.join(" and "))),
    }
}

/// Every path of two and more parts, with groups (`a::{b, c::d}`) written out.
fn paths(code: &str) -> Vec<Vec<&str>> {
    let tokens = tokens(code);
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let begins = is_name(tokens[at]) && tokens.get(at + 1) == Some(&"::");
        at = match begins {
            true => tree(&tokens, at, &[], &mut out),
            false => at + 1,
        };
    }
    out.retain(|path| path.len() > 1);
    out
}

/// Reads a use tree or a path that begins at `at`; returns where it ends.
fn tree<'a>(
    tokens: &[&'a str],
    mut at: usize,
    before: &[&'a str],
    out: &mut Vec<Vec<&'a str>>,
) -> usize {
    let mut path = before.to_vec();
    loop {
        match tokens.get(at) {
            Some(&"{") => {
                at += 1;
                while at < tokens.len() && tokens[at] != "}" {
                    at = match is_name(tokens[at]) || tokens[at] == "{" || tokens[at] == "*" {
                        true => tree(tokens, at, &path, out),
                        false => at + 1,
                    };
                }
                return at + 1;
            }
            Some(name) if is_name(name) || *name == "*" => path.push(name),
            _ => break,
        }
        at += 1;
        match tokens.get(at) {
            Some(&"::") => at += 1,
            Some(&"as") => {
                at += 2;
                break;
            }
            _ => break,
        }
    }
    out.push(path);
    at
}

/// Names, `::`, and single other characters.
fn tokens(code: &str) -> Vec<&str> {
    let is_inner = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            _ if is_inner(first) => rest.find(|c| !is_inner(c)).unwrap_or(rest.len()),
            ':' if rest.starts_with("::") => 2,
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        out.push(token);
        rest = after.trim_start();
    }
    out
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_') && token != "as"
}

/// The code alone: comments, strings and characters become blanks, line ends stay.
fn without_comments_and_strings(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let skipped = skippable(rest, out.chars().next_back());
        let length = if skipped > 0 {
            skipped
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        match skipped > 0 {
            true => out.extend(piece.chars().map(|c| if c == '\n' { c } else { ' ' })),
            false => out.push_str(piece),
        }
        rest = after;
    }
    out
}

/// The length of the comment, string or character that `rest` begins with; 0 for code.
fn skippable(rest: &str, before: Option<char>) -> usize {
    let until = |end: &str, from: usize| {
        rest[from..]
            .find(end)
            .map_or(rest.len(), |at| from + at + end.len())
    };
    if rest.starts_with("//") {
        return rest.find('\n').unwrap_or(rest.len());
    }
    if rest.starts_with("/*") {
        return until("*/", 2);
    }
    if rest.starts_with('"') {
        return quoted(rest, '"');
    }
    let inside_name = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    if rest.starts_with('r') && !inside_name {
        let hashes = rest[1..].bytes().take_while(|byte| *byte == b'#').count();
        if rest[1 + hashes..].starts_with('"') {
            return until(&format!("\"{}", "#".repeat(hashes)), 2 + hashes);
        }
    }
    let mut inside = rest.chars().skip(1);
    match (rest.starts_with('\''), inside.next(), inside.next()) {
        (true, Some('\\'), _) => quoted(rest, '\''),
        // A lifetime has no second quote.
        (true, Some(c), Some('\'')) => 2 + c.len_utf8(),
        _ => 0,
    }
}

/// The length of a quoted stretch with escapes.
fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

#[track_caller]
fn check(path: &str, code: &str, expect: &[&str]) {
    let found = complaints(path, &format!("//! Docs.\n{code}"));
    let expect: Vec<_> = expect
        .iter()
        .map(|what| format!("{path}: {what}"))
        .collect();
    assert_eq!(found, expect, "{code}");
}

#[test]
fn borders_are_seen_however_they_are_crossed() {
    let forbidden: &[&str] = &["ui must not know format::native::write"];
    check(
        "src/ui/app.rs",
        "use crate::format::native::write;",
        forbidden,
    );
    check(
        "src/ui/app.rs",
        "use crate::{text::Span, format::native::{write}};",
        forbidden,
    );
    check(
        "src/ui/app.rs",
        "use crate::format::{self as f, native::write as w};",
        &["ui must not know format::self", forbidden[0]],
    );
    check(
        "src/ui/app.rs",
        "fn f() { crate::format::native::write(1) }",
        forbidden,
    );
    check(
        "src/ui/app.rs",
        "fn f(x: &'a str) { crate ::format:: native::write('\\'', x) }",
        forbidden,
    );
    check(
        "src/ui/app.rs",
        "use super::super::format::native::write;",
        forbidden,
    );
    check(
        "src/ui/mod.rs",
        "use super::format::native::write;",
        forbidden,
    );
    check(
        "src/bin/page.rs",
        "use hedgerow::engine::Engine;",
        &["bin must not know engine::Engine"],
    );
    check(
        "src/text/token.rs",
        "use crate::extract::*;",
        &["text must not know extract::*"],
    );
    check(
        "src/news.rs",
        "use crate::text::Span;",
        &["news has no row in the table of borders"],
    );
}

#[test]
fn types_are_open_where_what_acts_is_not() {
    check(
        "src/ui/app.rs",
        "use crate::extract::{Label, Certainty as C};",
        &[],
    );
    check(
        "src/annotation/document.rs",
        "use crate::extract::{Label, named};",
        &[],
    );
    check(
        "src/ui/app.rs",
        "use crate::extract::cue::Frame;",
        &["ui must not know extract::cue::Frame"],
    );
    check(
        "src/annotation/merge.rs",
        "fn f() { crate::extract::cues() }",
        &["annotation must not know extract::cues"],
    );
    check("src/engine.rs", "use crate::extract::{cues, Lexicon};", &[]);
}

#[test]
fn what_is_no_path_of_ours_passes() {
    check(
        "src/text/span.rs",
        "// crate::ui::App\n/* crate::ui::App */ const S: &str = \"crate::ui\";",
        &[],
    );
    check(
        "src/text/span.rs",
        "const R: &str = r#\"\" crate::ui::App\"#; use crate::text::Token;",
        &[],
    );
    check(
        "src/text/span.rs",
        "use super::Token; mod tests { use super::super::Token; use super::*; }",
        &[],
    );
    check(
        "src/text/span.rs",
        "fn f<'a>(c: char) -> bool { c == '\"' || c == '/' }",
        &[],
    );
}

#[test]
fn the_browser_and_the_file_system_have_their_places() {
    check(
        "src/ui/app.rs",
        "use web_sys::Window;",
        &["web_sys::Window belongs to web and bin only"],
    );
    check(
        "src/engine.rs",
        "fn f() { gloo::timers::callback::Timeout::new(1) }",
        &["gloo::timers::callback::Timeout::new belongs to web and bin only"],
    );
    check(
        "src/web/page.rs",
        "use web_sys::Window; use crate::ui::app::App;",
        &[],
    );
    check(
        "src/format/native.rs",
        "use std::{fs::File, io::Write};",
        &["std::fs::File belongs to cli and train and bin only"],
    );
    check("src/cli/mod.rs", "use std::{env, fs};", &[]);
    check("src/text/mod.rs", "use std::envy; use std::fmt;", &[]);
}

#[test]
fn files_are_short_documented_and_finished() {
    check("src/text/a.rs", "fn f() { todo!() }", &["todo! must go"]);
    check("src/text/a.rs", "// todo! is a word here", &[]);
    check(
        "www/a.js",
        "console.log(1); console.error(2);",
        &["console.log must go"],
    );
    check(
        "src/text/a.rs",
        &"\n".repeat(MAX_LINES),
        &["701 lines are more than 700: split it"],
    );
    check("src/text/a.rs", &"\n".repeat(MAX_LINES - 1), &[]);
    let bare = complaints("src/text/a.rs", "use std::fmt;");
    assert_eq!(
        bare,
        ["src/text/a.rs: it does not begin with what it knows (`//!`)"]
    );
}
