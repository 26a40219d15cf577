//! Parts of documents in a few words: titles, and claims with their source and how sure it is.

use super::keymap::Style;
use super::words;
use super::words::InWords;
use crate::annotation::{Body, ClaimBody, Document, Id, Mark};
use crate::extract::{Polarity, Quote, SourceKind};
use crate::text::{Source, Span, ZoneKind, shortened};

/// How much of a text its title takes, in characters.
const TITLE: usize = 60;

/// The claims with these ids, one a line, as `claims` writes them, and how many there are.
pub fn listed(document: &Document, ids: &str, style: Style) -> (usize, String) {
    let marks: Vec<&Mark> = (ids.lines())
        .filter_map(|id| document.mark(&Id::from(id)))
        .collect();
    let content = claims(&title(document), document.source(), &marks, style);
    (marks.len(), content)
}

/// The claims among `marks`, numbered, under the article's title.
fn claims(title: &str, source: &Source, marks: &[&Mark], style: Style) -> String {
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
    let negated = match claim.polarity {
        Polarity::Negative => ", negated",
        Polarity::Positive => "",
    };
    let (comma, quoted) = match claim.quote {
        Quote::None => ("", ""),
        quote => (", ", words::quote(quote)),
    };
    let (apart, kind) = match claim.source_kind {
        None | Some(SourceKind::None) => ("", ""),
        Some(kind) => (", ", words::source_kind(kind)),
    };
    match style {
        Style::Plain => {
            format!("{number}. {content}\n   {level}{negated}{comma}{quoted} – {who}{apart}{kind}")
        }
        Style::Markdown => format!(
            "{number}. {}  \n   **{level}**{negated}{comma}{quoted} – *{}*{apart}{kind}",
            escaped(&content),
            escaped(&who)
        ),
    }
}

/// The headline of a document, or how its text begins.
pub fn title(document: &Document) -> String {
    let source = document.source();
    let headline = (document.zones().iter())
        .find(|zone| zone.kind == ZoneKind::Headline)
        .and_then(|zone| source.get(zone.span));
    let mut lines = [headline.unwrap_or_default(), source.text()]
        .into_iter()
        .flat_map(|text| text.split('\n'));
    let line = lines
        .find_map(|line| Some(line.trim()).filter(|line| !line.is_empty()))
        .unwrap_or("Untitled");
    shortened(line, TITLE)
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
    let mut line = String::new();
    for part in spans.iter().filter_map(|span| source.get(*span)) {
        if !line.is_empty() {
            line.push_str(" …");
        }
        for word in part.split_whitespace() {
            words::add(&mut line, " ", word);
        }
    }
    line
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
