//! Written forms of values, from `values.txt`: one text a line, with the values in it.

use hedgerow::annotation::Body;
use hedgerow::engine::Engine;
use hedgerow::eval::{Counts, spans};
use hedgerow::format::inline;
use hedgerow::text::Source;
use std::fs;
use std::path::Path;

#[test]
fn written_forms_are_read() {
    let engine = Engine::new();
    let lines = include_str!("values.txt").lines().map(str::trim);
    let cases = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let wrong: Vec<String> = cases
        .filter_map(|case| {
            let (text, wanted) = case.split_once("=>").expect(case);
            let found = values(&engine, text.trim());
            (found != wanted.trim()).then(|| format!("want {case}\n got {found}"))
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// The values in `text`, as the cases spell them.
fn values(engine: &Engine, text: &str) -> String {
    let entities = engine.extract(Source::new(text)).entities;
    let values = entities.iter().filter(|e| !e.label.is_name());
    let spelt = values.map(|e| format!("{} \"{}\"", e.label.as_str(), &text[e.span.range()]));
    spelt.collect::<Vec<_>>().join("; ")
}

/// News items in `corpus/values` were written before the grammar was looked at. Those of
/// `seen.txt` mended it since, those of `held.txt` only measure it.
#[test]
fn items_of_news_keep_their_score() {
    for (name, floor) in [("seen.txt", 0.965), ("held.txt", 0.945)] {
        let counts = score(name);
        assert!(counts.f1() >= floor, "{name}: {counts:?}");
    }
}

/// How well the values of a file of items are found, whatever else is in them.
fn score(name: &str) -> Counts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/values");
    let items = inline::read(&fs::read_to_string(folder.join(name)).unwrap());
    assert_eq!(items.problems, []);
    let engine = Engine::new();
    let mut counts = Counts::default();
    for document in &items.documents {
        let gold = document.marks().filter_map(|mark| match &mark.body {
            Body::Entity { label, .. } => Some((mark.span(), label.scheme()?)),
            _ => None,
        });
        let found = engine.extract(document.source().clone()).entities;
        let found = found.iter().map(|entity| (entity.span, entity.label));
        let gold = gold.filter(|(_, label)| !label.is_name()).collect();
        let found = found.filter(|(_, label)| !label.is_name()).collect();
        counts.add(spans(gold, found).micro());
    }
    counts
}

/// Runs that many patterns begin in and none ends: this test is slow where time is not linear.
#[test]
fn long_lines_are_read_in_linear_time() {
    let engine = Engine::new();
    for piece in [
        "7 ",
        "7-",
        "the last ",
        "million ",
        "about ",
        "$",
        "one of ",
    ] {
        let text = piece.repeat(300_000 / piece.len());
        values(&engine, &text);
    }
}
