//! An article with its marks, drawn in plain text.
//!
//! Under each line of a sentence stand the marks that it holds: `^~~~ ORG` an entity,
//! `^~~~ modal` a cue, `^~~~ 3 possible` the content of claim 3, `^~~~ 3 source` its source.
//! Behind a sentence stands what cannot be drawn of the claims that begin in it.

use hedgerow::extract::{Claim, Extraction, Polarity, Quote};
use hedgerow::text::{Source, Span};
use std::fmt::Write;

/// Columns of a line, at most where words allow it.
const WIDTH: usize = 100;

/// A mark to draw.
struct Mark {
    span: Span,
    name: String,
}

pub fn picture(source: &Source, extraction: &Extraction) -> String {
    let layers = layers(extraction);
    let mut out = String::new();
    let mut zone = None;
    for sentence in &extraction.sentences {
        let here = extraction
            .zones
            .iter()
            .find(|z| z.span.contains(*sentence))
            .map(|z| z.kind);
        if here != zone {
            zone = here;
            let name = here
                .map(|kind| format!("{kind:?}").to_lowercase())
                .unwrap_or_default();
            let _ = writeln!(out, "[{name}]\n");
        }
        for line in lines(source, *sentence) {
            let text: String = source
                .slice(line)
                .chars()
                .map(|c| if c.is_whitespace() { ' ' } else { c })
                .collect();
            let _ = writeln!(out, "{text}");
            for layer in &layers {
                rows(source, line, layer, &mut out);
            }
        }
        let begins = |claim: &&Claim| {
            claim.content[0].start >= sentence.start && claim.content[0].start < sentence.end
        };
        for (index, claim) in extraction
            .claims
            .iter()
            .enumerate()
            .filter(|(_, claim)| begins(claim))
        {
            let _ = writeln!(out, "{}", described(source, extraction, index, claim));
        }
        out.push('\n');
    }
    out
}

/// Entities, cues, then sources and contents of claims.
fn layers(extraction: &Extraction) -> [Vec<Mark>; 3] {
    let mark = |span, name: &dyn ToString| Mark {
        span,
        name: name.to_string(),
    };
    let claims = extraction.claims.iter().zip(1..);
    let mut claims: Vec<Mark> = claims
        .flat_map(|(claim, number)| {
            let content = claim
                .content
                .iter()
                .map(move |span| mark(*span, &format_args!("{number} {}", claim.certainty)));
            let source = claim
                .source
                .iter()
                .map(move |span| mark(*span, &format_args!("{number} source")));
            content.chain(source).collect::<Vec<_>>()
        })
        .collect();
    claims.sort_by_key(|mark| (mark.span.start, std::cmp::Reverse(mark.span.end)));
    [
        extraction
            .entities
            .iter()
            .map(|e| mark(e.span, &e.label))
            .collect(),
        extraction
            .cues
            .iter()
            .map(|c| mark(c.span, &c.kind))
            .collect(),
        claims,
    ]
}

/// The sentence in lines that fit, cut at blanks.
fn lines(source: &Source, sentence: Span) -> Vec<Span> {
    let text = source.slice(sentence);
    let (mut lines, mut start, mut end) = (Vec::new(), 0, 0);
    for (blank, _) in text
        .match_indices(char::is_whitespace)
        .chain([(text.len(), "")])
    {
        if end > start && text[start..blank].chars().count() > WIDTH {
            lines.push((start, end));
            start = end + text[end..].chars().next().map_or(0, char::len_utf8);
        }
        end = blank;
    }
    lines.push((start, text.len()));
    let at = |offset: usize| sentence.start + offset as u32;
    lines
        .into_iter()
        .map(|(start, end)| Span::new(at(start), at(end)))
        .collect()
}

/// Draws the marks that overlap `line`, in as few rows as hold them.
fn rows(source: &Source, line: Span, marks: &[Mark], out: &mut String) {
    let mut rows: Vec<String> = Vec::new();
    for mark in marks.iter().filter(|mark| mark.span.overlaps(line)) {
        let column = |byte: u32| source.slice(Span::new(line.start, byte)).chars().count();
        let start = column(mark.span.start.max(line.start));
        let end = column(mark.span.end.min(line.end));
        let goes_on = if mark.span.end > line.end { "…" } else { "" };
        let first = if mark.span.start < line.start {
            '~'
        } else {
            '^'
        };
        let drawn = format!(
            "{first}{}{goes_on} {}",
            "~".repeat((end - start).saturating_sub(1)),
            mark.name
        );
        let free = |row: &&mut String| row.chars().count() < start || start == 0 && row.is_empty();
        let row = match rows.iter_mut().find(free) {
            Some(row) => row,
            None => {
                rows.push(String::new());
                rows.last_mut().expect("it was just pushed")
            }
        };
        let blanks = start - row.chars().count();
        row.push_str(&" ".repeat(blanks));
        row.push_str(&drawn);
    }
    for row in rows {
        let _ = writeln!(out, "{row}");
    }
}

/// What of a claim cannot be drawn under the text.
fn described(source: &Source, extraction: &Extraction, index: usize, claim: &Claim) -> String {
    let mut line = format!("    = {} {}", index + 1, claim.certainty);
    if claim.polarity == Polarity::Negative {
        line.push_str(", negative");
    }
    if claim.quote != Quote::None {
        let _ = write!(line, ", {} quote", claim.quote);
    }
    if let Some(parent) = claim.parent {
        let _ = write!(line, ", in {}", parent + 1);
    }
    if !claim.source.is_empty() {
        let words: Vec<_> = claim
            .source
            .iter()
            .map(|span| source.slice(*span))
            .collect();
        let (words, kind) = (words.join(" … "), claim.source_kind);
        let _ = write!(line, "; source {words} ({kind})");
        if let Some(holder) = claim.holder.as_ref().filter(|holder| **holder != words) {
            let _ = write!(line, "; holder {holder}");
        }
    }
    let cues: Vec<_> = claim
        .cues
        .iter()
        .map(|cue| source.slice(extraction.cues[*cue as usize].span))
        .collect();
    let _ = write!(line, "; cues {}", cues.join(", "));
    let why: Vec<_> = claim
        .why
        .iter()
        .map(|reason| format!("{} → {}", reason.rule, reason.effect))
        .collect();
    let _ = write!(line, "; why {}", why.join(", "));
    line
}
