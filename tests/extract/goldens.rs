//! Each article with what the engine finds in it, as a file to read and to compare with.

use crate::common::{fixture, texts};
use crate::picture::picture;
use hedgerow::engine::Engine;
use hedgerow::extract::{Certainty, CueType, Extraction, Label, Polarity, Quote};
use hedgerow::text::Source;
use similar::TextDiff;
use std::collections::BTreeSet;
use std::fs;

/// Where a picture differs from its file, the file is written anew and the test fails; read
/// the difference, and commit the file if it is what you meant.
#[test]
fn articles_look_as_they_did() {
    let engine = Engine::new();
    let mut differences = Vec::new();
    for (path, text) in texts("articles") {
        let source = Source::new(text);
        let new = picture(&source, &engine.extract(source.clone()));
        let golden = path.with_extension("golden");
        let old = fs::read_to_string(&golden).unwrap_or_default();
        if old != new {
            fs::write(&golden, &new).unwrap();
            let name = golden.display().to_string();
            let diff = TextDiff::from_lines(&old, &new);
            differences.push(
                diff.unified_diff()
                    .context_radius(2)
                    .header(&name, "now")
                    .to_string(),
            );
        }
    }
    assert!(
        differences.is_empty(),
        "written anew:\n{}",
        differences.join("\n")
    );
}

/// The articles together use the whole scheme, as the engine reads them.
#[test]
fn articles_cover_the_scheme() {
    let engine = Engine::new();
    let found: Vec<Extraction> = texts("articles")
        .into_iter()
        .map(|(_, text)| engine.extract(Source::new(text)))
        .collect();
    let claims = || found.iter().flat_map(|e| &e.claims);
    let labels = found.iter().flat_map(|e| &e.entities).map(|e| e.label);
    all("label", Label::ALL, labels);
    all(
        "cue type",
        CueType::ALL,
        found.iter().flat_map(|e| &e.cues).map(|c| c.kind),
    );
    all("certainty", Certainty::ALL, claims().map(|c| c.certainty));
    all("polarity", Polarity::ALL, claims().map(|c| c.polarity));
    all("quote", Quote::ALL, claims().map(|c| c.quote));
    assert!(claims().any(|c| c.parent.is_some()), "no claim is nested");
    assert!(
        claims().any(|c| c.content.len() > 1),
        "no claim is interrupted"
    );
    assert!(
        claims().any(|c| c.holder.is_some()),
        "no holder is resolved"
    );
}

fn all<T: Copy + Ord + std::fmt::Debug>(what: &str, all: &[T], found: impl Iterator<Item = T>) {
    let found: BTreeSet<T> = found.collect();
    let missing: Vec<_> = all.iter().filter(|one| !found.contains(one)).collect();
    assert!(
        missing.is_empty(),
        "{what} {missing:?} is nowhere in {}",
        fixture("articles").display()
    );
}
