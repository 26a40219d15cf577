//! Written forms of values, from `values.txt`: one text a line, with the values in it.

use hedgerow::engine::Engine;
use hedgerow::text::Source;

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
