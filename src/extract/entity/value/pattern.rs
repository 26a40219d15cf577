//! The table of value patterns, from its file to regular expressions over symbols.
//!
//! Knows the syntax of `values/patterns.txt`. Must not know what a pattern is for.

use super::class::{Classes, Symbol, Symbols};
use crate::extract::Label;
use crate::extract::lexicon::lines;
use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};
use std::collections::HashMap;
use std::fmt::Write;

/// One line of the table.
#[derive(Debug)]
pub(super) struct Pattern {
    /// None where it only says what is no value.
    pub(super) label: Option<Label>,
    /// The name that explanations carry.
    pub(super) rule: &'static str,
    pub(super) regex: Regex,
    /// One of these is in every match, so that a line without any need not be searched.
    pub(super) needs: Vec<Symbol>,
    /// Whether the value is only a group of a match.
    pub(super) context: bool,
}

/// Compiles a table, giving every word that a pattern quotes a class of its own.
pub(super) fn compile(
    file: &'static str,
    mut classes: Classes,
) -> Result<(Symbols, Vec<Pattern>), String> {
    let mut parts = HashMap::new();
    let mut rules = Vec::new();
    for (number, line) in lines(file) {
        let fail = |what: &str| format!("patterns.txt:{number}: {what} in {line:?}");
        let (head, pattern) = line.split_once(" = ").ok_or_else(|| fail("no pattern"))?;
        let (kind, name) = head.split_once(' ').ok_or_else(|| fail("no name"))?;
        for group in quoted(pattern).flat_map(groups) {
            for word in group.split('|') {
                classes.add(&own_class(&group), word);
            }
        }
        match kind {
            "def" if parts.insert(name, pattern).is_some() => return Err(fail("a second part")),
            "def" => {}
            "NONE" => rules.push((number, None, name, pattern)),
            _ => {
                let label = Label::parse(kind).ok_or_else(|| fail("no such label"))?;
                rules.push((number, Some(label), name, pattern));
            }
        }
    }
    let symbols = classes.symbols();
    let mut patterns = Vec::with_capacity(rules.len());
    for (number, label, rule, pattern) in rules {
        let fail = |what: String| format!("patterns.txt:{number}: {what}");
        let mut regex = String::new();
        expand(pattern, &parts, &symbols, &mut regex).map_err(fail)?;
        let tree = regex_syntax::parse(&regex).map_err(|error| fail(error.to_string()))?;
        let needs = needs(&tree).ok_or_else(|| fail("what can be empty".to_owned()))?;
        let regex = Regex::new(&regex).map_err(|error| fail(error.to_string()))?;
        patterns.push(Pattern {
            label,
            rule,
            context: regex.captures_len() > 1,
            needs,
            regex,
        });
    }
    Ok((symbols, patterns))
}

/// The fewest symbols of which every match has one; none where a match can be empty.
fn needs(tree: &Hir) -> Option<Vec<Symbol>> {
    match tree.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            Some(text.chars().take(1).collect())
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ranges = class.ranges().iter();
            // Symbols are few: what reaches further is a negated class.
            let symbols = ranges.flat_map(|range| range.start()..=range.end().min('\u{FFF}'));
            Some(symbols.collect())
        }
        HirKind::Repetition(repetition) if repetition.min > 0 => needs(&repetition.sub),
        HirKind::Capture(capture) => needs(&capture.sub),
        HirKind::Concat(parts) => parts.iter().filter_map(needs).min_by_key(Vec::len),
        HirKind::Alternation(ways) => {
            let ways: Option<Vec<_>> = ways.iter().map(needs).collect();
            let mut symbols = ways?.concat();
            symbols.sort_unstable();
            symbols.dedup();
            Some(symbols)
        }
        _ => None,
    }
}

/// The name of the class that the words of a group have.
fn own_class(group: &str) -> String {
    format!("'{group}'")
}

/// What stands between quotation marks.
fn quoted(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('\'').skip(1).step_by(2)
}

/// The groups of words that a quotation tells apart: all single words together, and each word
/// of a run. Words that are in the same groups need not be told apart, and share a symbol.
fn groups(quotation: &str) -> Vec<String> {
    let (runs, single) = alternatives(quotation);
    let run_words = runs.iter().flat_map(|run| run.split_whitespace());
    let mut groups: Vec<String> = run_words.map(str::to_owned).collect();
    if !single.is_empty() {
        groups.push(single.join("|"));
    }
    groups
}

/// The alternatives of a quotation: those of several words, and the single words.
fn alternatives(quotation: &str) -> (Vec<&str>, Vec<&str>) {
    quotation
        .split('|')
        .map(str::trim)
        .partition(|words| words.contains(' '))
}

/// Writes `pattern` as a regular expression over symbols.
fn expand(
    pattern: &str,
    parts: &HashMap<&str, &str>,
    symbols: &Symbols,
    out: &mut String,
) -> Result<(), String> {
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            ' ' => {}
            '(' => out.push_str("(?:"),
            '<' => out.push('('),
            '>' => out.push(')'),
            '\'' => {
                let (words, behind) = rest.split_once('\'').ok_or("an open quotation mark")?;
                rest = behind;
                quote(words, symbols, out)?;
            }
            '{' => {
                let (name, behind) = rest.split_once('}').ok_or("an open brace")?;
                rest = behind;
                if name.starts_with(|c: char| c.is_ascii_digit()) {
                    let _ = write!(out, "{{{name}}}");
                } else if let Some(part) = parts.get(name) {
                    out.push_str("(?:");
                    expand(part, parts, symbols, out)?;
                    out.push(')');
                } else {
                    let (not, class) = match name.strip_prefix('!') {
                        Some(class) => ("^", class),
                        None => ("", name),
                    };
                    let members = symbols
                        .of_class(class)
                        .ok_or_else(|| format!("no class or part {class:?}"))?;
                    set(not, members, out);
                }
            }
            ')' | '|' | '?' | '*' | '+' => out.push(c),
            _ => return Err(format!("{c:?} has no meaning here")),
        }
    }
    Ok(())
}

/// `'a|b c'`: any of some words or runs of words.
fn quote(quotation: &str, symbols: &Symbols, out: &mut String) -> Result<(), String> {
    let class = |group: &str| {
        symbols
            .of_class(&own_class(group))
            .ok_or_else(|| format!("{group:?} was not collected"))
    };
    let (runs, single) = alternatives(quotation);
    out.push_str("(?:");
    if !single.is_empty() {
        set("", class(&single.join("|"))?, out);
    }
    for (index, run) in runs.iter().enumerate() {
        if index > 0 || !single.is_empty() {
            out.push('|');
        }
        for word in run.split_whitespace() {
            set("", class(word)?, out);
        }
    }
    out.push(')');
    Ok(())
}

fn set(not: &str, members: &[Symbol], out: &mut String) {
    out.push('[');
    out.push_str(not);
    for member in members {
        let _ = write!(out, "\\x{{{:X}}}", *member as u32);
    }
    out.push(']');
}
