//! Whether a cue's confidence is the share of such cues that people mark.

use hedgerow::annotation::Body;
use hedgerow::engine::Engine;
use hedgerow::extract::CueType;
use hedgerow::format::inline;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

/// Contexts with fewer cues share a line.
const RARE: u32 = 20;
/// A line with fewer cues says too little to fail for.
const FEW: u32 = 60;
/// How far a recorded share may be from the one measured.
const DRIFT: f64 = 0.05;

/// How many were right, and how many there were.
type Count = (u32, u32);

/// Where the recorded shares no longer hold, the file is written anew and the test fails.
#[test]
fn confidence_is_precision() {
    let path = file("src/extract/lexicon/cues/precision.txt");
    let old = fs::read_to_string(&path).unwrap_or_default();
    let new = table(&measured());
    let share = |(right, all): Count| f64::from(right) / f64::from(all.max(1));
    let recorded = rows(&old);
    let drifted: Vec<_> = rows(&new)
        .into_iter()
        .filter(|(key, count)| {
            let before = recorded.get(key).copied().unwrap_or_default();
            count.1 >= FEW && (share(*count) - share(before)).abs() > DRIFT
        })
        .collect();
    if !drifted.is_empty() {
        fs::write(&path, new).unwrap();
    }
    assert!(drifted.is_empty(), "written anew for {drifted:?}");
}

/// Cues of the training articles by type and context, and how many of them people marked.
fn measured() -> BTreeMap<(CueType, String), Count> {
    let engine = Engine::new();
    let mut counts: BTreeMap<(CueType, String), Count> = BTreeMap::new();
    for entry in fs::read_dir(file("corpus/train")).unwrap() {
        let articles = inline::read(&fs::read_to_string(entry.unwrap().path()).unwrap());
        for article in articles.documents {
            let marked: BTreeSet<_> = article
                .marks()
                .filter_map(|mark| match mark.body {
                    Body::Cue { span, kind } => Some((span, kind)),
                    _ => None,
                })
                .collect();
            for cue in engine.extract(article.source().clone()).cues {
                let context = cue.why.iter().find_map(|r| r.rule.strip_prefix("context:"));
                let key = (cue.kind, context.unwrap_or_default().to_owned());
                let count = counts.entry(key).or_default();
                count.0 += u32::from(marked.contains(&(cue.span, cue.kind)));
                count.1 += 1;
            }
        }
    }
    counts
}

fn table(counts: &BTreeMap<(CueType, String), Count>) -> String {
    let mut table: BTreeMap<(CueType, &str), Count> = BTreeMap::new();
    for ((kind, context), &(right, all)) in counts {
        let name = if all < RARE { "*" } else { context };
        let count = table.entry((*kind, name)).or_default();
        *count = (count.0 + right, count.1 + all);
    }
    let mut text = String::from(
        "# How many cues of a type in a context were right on corpus/train, and how many were found.\n\
         # \"*\" stands for all rarer contexts. Written by tests/extract/calibration.rs.\n",
    );
    for ((kind, context), (right, all)) in table {
        writeln!(text, "{kind} {context} {right} {all}").unwrap();
    }
    text
}

fn rows(table: &str) -> BTreeMap<String, Count> {
    table
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut fields = line.rsplitn(3, ' ');
            let all = fields.next()?.parse().ok()?;
            let right = fields.next()?.parse().ok()?;
            Some((fields.next()?.to_owned(), (right, all)))
        })
        .collect()
}

fn file(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path)
}
