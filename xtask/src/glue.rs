//! What a wasm file and its JavaScript glue need of each other, made small.
//!
//! Knows what wasm-bindgen writes. It names each import after what it does, with a hash that no
//! packer makes smaller, and both files carry all of them. Both are of one build and meant for
//! each other alone, so any names do that are the same on both sides; and of two ways to start
//! the wasm, the glue needs the one that the loaders take.

use anyhow::{Context, Result};
use std::collections::BTreeMap;
use wasm_bindgen_cli_support::Output;

/// New names by old ones.
pub type Names = BTreeMap<String, String>;

/// Gives the imports and exports of the wasm short names, which its glue must then get too.
pub fn shorten(output: &mut Output) -> Names {
    let mut names = Names::new();
    let module = output.wasm_mut();
    for import in module.imports.iter_mut() {
        rename(&mut import.name, &mut names);
    }
    for export in module.exports.iter_mut() {
        rename(&mut export.name, &mut names);
    }
    // Says to tools which features of wasm are used; a browser sees them.
    module.customs.remove_raw("target_features");
    names
}

/// Two underscores in a row mark what is wasm-bindgen's own; `memory` and its like stay.
fn rename(name: &mut String, names: &mut Names) {
    if name.contains("__") {
        let next = nth_name(names.len());
        *name = names.entry(name.clone()).or_insert(next).clone();
    }
}

/// A, B, …, Z, AB, BB, …: capitals, so that none is a word of the language.
fn nth_name(mut n: usize) -> String {
    let mut name = String::new();
    loop {
        name.push(char::from(b'A' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return name;
        }
    }
}

/// `script` with the new names in it.
pub fn renamed(script: &str, names: &Names) -> String {
    let no_part = |c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '$';
    let mut out = String::with_capacity(script.len());
    for piece in script.split_inclusive(no_part) {
        let word = piece.trim_end_matches(no_part);
        out.push_str(names.get(word).map_or(word, String::as_str));
        out.push_str(&piece[word.len()..]);
    }
    out
}

/// The way to start a wasm that is there already, as wasm-bindgen writes it.
const SYNC: [&str; 2] = ["function initSync(", "initSync, "];

/// `script` without the start that no loader takes.
pub fn started_once(script: &str) -> Result<String> {
    let [function, export] = SYNC;
    let changed = || format!("wasm-bindgen writes `{function}…` in another way now");
    let (before, rest) = script.split_once(function).with_context(changed)?;
    let (_, after) = rest.split_once("\n}\n").with_context(changed)?;
    let (between, end) = after.split_once(export).with_context(changed)?;
    Ok([before, between, end].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_all_different() {
        let names: BTreeSet<_> = (0..5_000).map(nth_name).collect();
        assert_eq!(names.len(), 5_000);
        assert_eq!([0, 25, 26].map(nth_name), ["A", "Z", "AB"]);
    }

    #[test]
    fn one_way_to_start_is_left() {
        let script = "let a;\nfunction initSync(b) {\n    if (b) {\n    }\n}\nlet c;\nexport { initSync, d as default };";
        assert_eq!(
            started_once(script).unwrap(),
            "let a;\nlet c;\nexport { d as default };"
        );
        assert!(started_once("let a;").is_err());
    }

    #[test]
    fn only_whole_names_are_renamed() {
        let mut names = Names::new();
        for mut name in ["__wbg_a_1", "memory", "__free", "__wbg_a_1"].map(String::from) {
            rename(&mut name, &mut names);
        }
        let got = renamed(
            "{ __wbg_a_1: f(memory, wasm.__free), x__wbg_a_1, __wbg_a_12, ä__free }__free",
            &names,
        );
        assert_eq!(got, "{ A: f(memory, wasm.B), x__wbg_a_1, __wbg_a_12, äB }B");
    }
}
