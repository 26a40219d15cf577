//! Claims from given entities and cues: line by line, and what holds of all of them.

use crate::common::{any_text, check_texts, mutated_articles, texts};
use crate::invariants::hold;
use hedgerow::annotation::{Body, ClaimBody, Document};
use hedgerow::engine::Engine;
use hedgerow::extract::{Claim, Cue, CueType, Entity, Extraction, Label, Rule};
use hedgerow::format::inline;
use hedgerow::text::{Source, Span};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Each line of the files says what should be found in it; see `format::inline` for the notation.
/// ¶ stands for the end of a paragraph.
#[test]
fn lines_have_their_claims() {
    let engine = Engine::new();
    let mut wrong = String::new();
    let mut lines = 0;
    for (path, file) in texts("claims") {
        let cases = file.lines().enumerate();
        for (number, line) in cases.filter(|(_, l)| !l.is_empty() && !l.starts_with('#')) {
            lines += 1;
            if let Err(message) = check(&engine, line) {
                let name = path.file_name().unwrap().display();
                writeln!(wrong, "{name}:{}: {line}\n{message}", number + 1).unwrap();
            }
        }
    }
    assert!(lines > 250, "{lines} lines");
    assert!(wrong.is_empty(), "{wrong}");
}

/// What parts of speech tell apart: without weights each of these lines comes out otherwise.
#[cfg(feature = "cli")]
#[test]
fn lines_have_their_claims_by_their_tags() {
    let (plain, tagged) = (Engine::new(), hedgerow::cli::shipped().unwrap());
    let mut lines = 0;
    for (_, file) in texts("tagged") {
        for line in file
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'))
        {
            lines += 1;
            let found = check(&tagged, line);
            assert!(found.is_ok(), "{line}\n{}", found.unwrap_err());
            assert!(check(&plain, line).is_err(), "no tag decides: {line}");
        }
    }
    assert!(lines > 0);
}

fn check(engine: &Engine, line: &str) -> Result<(), String> {
    let gold = document(line);
    let found = claims(engine, gold.source(), given(&gold));
    let (expect, got) = (expected(&gold), shown(gold.source(), &found.claims));
    match expect == got {
        true => Ok(()),
        false => Err(format!(
            "  expected {}\n  found    {}",
            expect.join("\n           "),
            got.join("\n           ")
        )),
    }
}

pub fn document(line: &str) -> Document {
    let text = line.replace(" ¶ ", "\n\n");
    let mut articles = inline::read(&format!("=== x |\n{text}"));
    assert!(
        articles.problems.is_empty(),
        "{line}: {:?}",
        articles.problems
    );
    articles.documents.remove(0)
}

pub fn claims(
    engine: &Engine,
    source: &Source,
    (entities, cues): (Vec<Entity>, Vec<Cue>),
) -> Extraction {
    engine.claims(source.clone(), entities, cues)
}

/// The entities and cues of a document.
pub fn given(document: &Document) -> (Vec<Entity>, Vec<Cue>) {
    let (mut entities, mut cues) = (Vec::new(), Vec::new());
    for mark in document.marks() {
        match mark.body {
            Body::Entity { span, label } => {
                entities.extend(label.scheme().map(|label| entity(span, label)));
            }
            Body::Cue { span, kind } => cues.push(cue(span, kind)),
            Body::Claim(_) => {}
        }
    }
    (entities, cues)
}

fn entity(span: Span, label: Label) -> Entity {
    Entity {
        span,
        label,
        confidence: 1.0,
        why: Vec::new(),
    }
}

fn cue(span: Span, kind: CueType) -> Cue {
    Cue {
        span,
        kind,
        confidence: 1.0,
        why: Vec::new(),
    }
}

/// The claims of a document as lines to compare, in text order.
fn expected(gold: &Document) -> Vec<String> {
    let claims = |body: &Body| match body {
        Body::Claim(claim) => Some(claim.clone()),
        _ => None,
    };
    let mut all: Vec<ClaimBody> = gold.marks().filter_map(|m| claims(&m.body)).collect();
    all.sort_by_key(|claim| key(&claim.content));
    let parent = |claim: &ClaimBody| {
        let parent = gold.mark(claim.parent.as_ref()?)?;
        claims(&parent.body).map(|parent| parent.content)
    };
    let line = |claim: &ClaimBody| {
        let level = format!("{} {} {}", claim.certainty, claim.polarity, claim.quote);
        line(
            gold.source(),
            &claim.content,
            &claim.source,
            &level,
            parent(claim),
        )
    };
    all.iter().map(line).collect()
}

fn shown(source: &Source, claims: &[Claim]) -> Vec<String> {
    let mut all: Vec<&Claim> = claims.iter().collect();
    all.sort_by_key(|claim| key(&claim.content));
    let line = |claim: &&Claim| {
        let level = format!("{} {} {}", claim.certainty, claim.polarity, claim.quote);
        let parent = claim.parent.map(|at| claims[at as usize].content.clone());
        line(source, &claim.content, &claim.source, &level, parent)
    };
    all.iter().map(line).collect()
}

fn key(content: &[Span]) -> (u32, std::cmp::Reverse<u32>) {
    (
        content[0].start,
        std::cmp::Reverse(content[content.len() - 1].end),
    )
}

fn line(
    source: &Source,
    content: &[Span],
    who: &[Span],
    level: &str,
    parent: Option<Vec<Span>>,
) -> String {
    let words = |spans: &[Span]| {
        let slices: Vec<&str> = spans.iter().map(|span| source.slice(*span)).collect();
        slices.join(" … ")
    };
    let parent = parent.map_or(String::new(), |parent| format!(" in [{}]", words(&parent)));
    format!("{level} [{}] says [{}]{parent}", words(who), words(content))
}

/// A cue that an explanation names is one without which the claim would not be there or would
/// have another level.
#[test]
fn explanations_name_the_cues_that_matter() {
    let engine = Engine::new();
    let lines = texts("claims").into_iter().flat_map(|(_, file)| {
        let lines = file
            .lines()
            .filter(|l| !l.is_empty() && !l.starts_with('#'));
        lines.map(document).collect::<Vec<_>>()
    });
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/train/a1.txt");
    let articles = inline::read(&fs::read_to_string(corpus).unwrap()).documents;
    let mut named = 0;
    let mut wrong = String::new();
    for gold in lines.chain(articles) {
        let (entities, cues) = given(&gold);
        let whole = claims(&engine, gold.source(), (entities.clone(), cues.clone()));
        for claim in &whole.claims {
            assert!(Rule::parse(&claim.why[0].rule).is_some() && claim.why[0].cue.is_none());
            for reason in &claim.why {
                assert!(Rule::parse(&reason.rule).is_some(), "{}", reason.rule);
                let Some(removed) = reason.cue else { continue };
                assert!(claim.cues.contains(&removed));
                named += 1;
                let mut fewer = cues.clone();
                fewer.remove(removed as usize);
                let without = claims(&engine, gold.source(), (entities.clone(), fewer));
                let same = |other: &&Claim| {
                    other.content == claim.content
                        && other.source == claim.source
                        && other.certainty == claim.certainty
                };
                if without.claims.iter().any(|other| same(&other)) {
                    let cue = gold.source().slice(cues[removed as usize].span);
                    let content = gold.source().slice(claim.content[0]);
                    writeln!(
                        wrong,
                        "{}: without “{cue}” nothing changes: {content}",
                        gold.id
                    )
                    .unwrap();
                }
            }
        }
    }
    assert!(named > 600, "{named} cues are named");
    assert!(wrong.is_empty(), "{wrong}");
}

/// Whatever somebody marks as entities and cues, the claims are sound.
#[test]
fn any_marks_will_do() {
    let engine = Engine::new();
    let check = |text: &str| {
        let source = Source::new(text);
        let spans = |step: usize, length: usize| {
            let starts = text.char_indices().map(|(at, _)| at).step_by(step);
            let span = move |start: usize| {
                let end = text[start..]
                    .char_indices()
                    .nth(length)
                    .map_or(text.len(), |(at, _)| start + at);
                let slice = &text[start..end];
                let blank = (slice.len() - slice.trim_start().len()) as u32;
                Span::new(
                    start as u32 + blank,
                    start as u32 + blank + slice.trim().len() as u32,
                )
            };
            starts
                .map(span)
                .filter(|span| !span.is_empty())
                .collect::<Vec<_>>()
        };
        for (step, length) in [(3, 2), (7, 5), (11, 11), (23, 9), (60, 45)] {
            let labels = Label::ALL.iter().cycle().skip(length);
            let entities = spans(step + 4, 4).into_iter().zip(labels);
            let kinds = CueType::ALL.iter().cycle().skip(length);
            let cues = spans(step, length).into_iter().zip(kinds);
            let given = (
                entities.map(|(span, label)| entity(span, *label)).collect(),
                cues.map(|(span, kind)| cue(span, *kind)).collect(),
            );
            let Extraction { claims, cues, .. } = claims(&engine, &source, given);
            let alone = Extraction {
                claims,
                cues,
                ..Extraction::default()
            };
            hold(text, &alone)?;
        }
        Ok(())
    };
    check_texts(60, any_text(), check);
    check_texts(30, mutated_articles(), check);
}
