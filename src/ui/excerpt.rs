//! Claims as text to paste elsewhere, each with its source and how sure it is.

use super::keymap::Style;
use super::words;
use super::words::InWords;
use crate::annotation::{Body, ClaimBody, Mark};
use crate::extract::{Polarity, Quote};
use crate::text::{Source, Span};

/// The claims among `marks`, numbered, under the article's title.
pub fn claims(title: &str, source: &Source, marks: &[&Mark], style: Style) -> String {
    let mut out = match style {
        Style::Plain => format!("Claims in “{title}”\n\n"),
        Style::Markdown => format!("## Claims in “{}”\n\n", escaped(title)),
    };
    let claims = marks.iter().filter_map(|mark| match &mark.body {
        Body::Claim(claim) => Some(claim),
        Body::Entity { .. } | Body::Cue { .. } => None,
    });
    for (index, claim) in claims.enumerate() {
        out.push_str(&item(index + 1, source, claim, style));
        out.push('\n');
    }
    out
}

fn item(number: usize, source: &Source, claim: &ClaimBody, style: Style) -> String {
    let content = joined(source, &claim.content);
    let level = claim.certainty.words().tag;
    let who = match holder(source, claim) {
        Some(who) => who,
        None => "the article".to_owned(),
    };
    let mut remarks = Vec::new();
    if claim.polarity == Polarity::Negative {
        remarks.push("negated");
    }
    if claim.quote != Quote::None {
        remarks.push(words::quote(claim.quote));
    }
    let remarks = match remarks.is_empty() {
        true => String::new(),
        false => format!(", {}", remarks.join(", ")),
    };
    match style {
        Style::Plain => format!("{number}. {content}\n   {level}{remarks} – {who}"),
        Style::Markdown => format!(
            "{number}. {}  \n   **{level}**{remarks} – *{}*",
            escaped(&content),
            escaped(&who)
        ),
    }
}

/// Who holds a claim: the words of its source, and the name where that says more.
pub fn holder(source: &Source, claim: &ClaimBody) -> Option<String> {
    let words = joined(source, &claim.source);
    match (&claim.holder, words.is_empty()) {
        (Some(name), true) => Some(name.clone()),
        (Some(name), false) if !holds(&words, name) => Some(format!("{words} ({name})")),
        (_, false) => Some(words),
        (None, true) => None,
    }
}

/// `str::contains`, in a fiftieth of the code: sources are short.
fn holds(words: &str, part: &str) -> bool {
    let behind = |at| words.get(at..).unwrap_or_default();
    (0..=words.len()).any(|at| behind(at).starts_with(part))
}

/// The parts of a claim as one line.
pub fn joined(source: &Source, spans: &[Span]) -> String {
    let parts = spans.iter().filter_map(|span| source.get(*span));
    let words: Vec<&str> = parts
        .enumerate()
        .flat_map(|(index, part)| {
            (index > 0)
                .then_some("…")
                .into_iter()
                .chain(part.split_whitespace())
        })
        .collect();
    words.join(" ")
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
