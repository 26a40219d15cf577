//! Corpora that others made, as gzipped JSON Lines in a folder outside of the project.
//!
//! Their conventions are not ours: whether "the" and titles belong to a name, what is an
//! organisation, what a hedge. The scores say how far apart we are, not how wrong either is.

use super::table::{Layer, heading, ratio, row};
use crate::annotation::{Body, ClaimBody, Document, Id, Mark};
use crate::engine::Engine;
use crate::eval::{self, ClaimScores, Counts, Segmentation, SpanScores};
use crate::extract::{Certainty, CueType, Label, Polarity, Quote};
use crate::text::{Source, Span, Unit};
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use rayon::prelude::*;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

/// The file of texts with their sentences.
const SEGMENTATION: &str = "pragmatic_segmenter_en.all";
/// The file of texts with who says what.
const ATTRIBUTION: &str = "polnear.dev";

/// A corpus of labelled spans.
struct Labelled {
    file: &'static str,
    layer: Layer,
    /// Its people, organisations and places, where it marks more than these.
    names: &'static [&'static str],
    /// What a mark of ours is called there; none where it has no such thing.
    ours: fn(&Mark) -> Option<&'static str>,
    /// What is compared of its own labels, those that we do not tell apart under one name.
    theirs: fn(&str) -> Option<&'static str>,
}

const LABELLED: &[Labelled] = &[
    Labelled {
        file: "worldwide.dev",
        layer: Layer::Entities,
        names: &["Person", "Organization", "Location"],
        ours: |mark| match label(mark)? {
            Label::Person => Some("Person"),
            Label::Org => Some("Organization"),
            Label::Gpe | Label::Loc => Some("Location"),
            Label::Norp => Some("NORP"),
            Label::Fac => Some("Facility"),
            Label::Product => Some("Product"),
            Label::Date => Some("Date"),
            Label::Money => Some("Money"),
            _ => None,
        },
        theirs: |label| {
            let labels = [
                "Person",
                "Organization",
                "Location",
                "NORP",
                "Facility",
                "Product",
                "Date",
                "Money",
            ];
            labels.into_iter().find(|known| *known == label)
        },
    },
    Labelled {
        file: "uner_ewt.dev",
        layer: Layer::Entities,
        names: &[],
        ours: |mark| match label(mark)? {
            Label::Person => Some("PER"),
            Label::Org => Some("ORG"),
            Label::Gpe | Label::Loc | Label::Fac => Some("LOC"),
            _ => None,
        },
        theirs: |label| {
            ["PER", "ORG", "LOC"]
                .into_iter()
                .find(|known| *known == label)
        },
    },
    Labelled {
        file: "wnut17.dev",
        layer: Layer::Entities,
        names: &["person", "group", "location"],
        ours: |mark| match label(mark)? {
            Label::Person => Some("person"),
            Label::Org => Some("group"),
            Label::Gpe | Label::Loc | Label::Fac => Some("location"),
            Label::Product => Some("product"),
            Label::WorkOfArt => Some("creative-work"),
            _ => None,
        },
        theirs: |label| match label {
            "person" => Some("person"),
            "group" | "corporation" => Some("group"),
            "location" => Some("location"),
            "product" => Some("product"),
            "creative-work" => Some("creative-work"),
            _ => None,
        },
    },
    Labelled {
        file: "szeged_wiki.dev",
        layer: Layer::Cues,
        names: &[],
        ours: |mark| match mark.body {
            Body::Cue {
                kind:
                    CueType::Modal
                    | CueType::Epistemic
                    | CueType::Appearance
                    | CueType::Inference
                    | CueType::Belief
                    | CueType::Hearsay
                    | CueType::Condition
                    | CueType::Inquiry,
                ..
            } => Some("cue"),
            _ => None,
        },
        theirs: |_| Some("cue"),
    },
];

fn label(mark: &Mark) -> Option<Label> {
    match mark.body {
        Body::Entity { label, .. } => Some(label),
        _ => None,
    }
}

#[derive(Debug, Deserialize)]
struct Record {
    text: String,
    #[serde(default)]
    entities: Vec<Stretch>,
    #[serde(default)]
    cues: Vec<Stretch>,
    #[serde(default)]
    attributions: Vec<Attribution>,
}

/// Offsets in code points, as everywhere in these files.
#[derive(Debug, Deserialize)]
struct Stretch {
    start: u32,
    end: u32,
    label: String,
}

#[derive(Debug, Deserialize)]
struct Attribution {
    source: Vec<(u32, u32)>,
    content: Vec<(u32, u32)>,
}

#[derive(Debug, Deserialize)]
struct Case {
    text: String,
    /// The sentences as their makers print them, some of them cleaned.
    segments: Vec<String>,
}

/// Scores the engine on those corpora of the folder that mark one of the layers, and writes the
/// scores.
pub(super) fn score(
    folder: &Path,
    layers: &[Layer],
    engine: &Engine,
    out: &mut dyn Write,
) -> Result<()> {
    heading("other corpora", out)?;
    for corpus in LABELLED.iter().filter(|c| layers.contains(&c.layer)) {
        let records: Vec<Record> = read(folder, corpus.file)?;
        let scores = records
            .into_par_iter()
            .map(|record| corpus.score(record, engine))
            .reduce(SpanScores::default, |mut sum, scores| {
                sum.add(&scores);
                sum
            });
        corpus.write(&scores, out)?;
    }
    if layers.contains(&Layer::Claims) {
        let records: Vec<Record> = read(folder, ATTRIBUTION)?;
        let scores = records
            .into_par_iter()
            .map(|record| attributions(record, engine))
            .reduce(ClaimScores::default, |mut sum, scores| {
                sum.add(&scores);
                sum
            });
        row(format_args!("{ATTRIBUTION}: claims"), scores.matched, out)?;
        row("  content alone", scores.content, out)?;
    }
    if layers != Layer::ALL {
        return Ok(());
    }
    let cases: Vec<Case> = read(folder, SEGMENTATION)?;
    let cases = cases.into_iter().map(|case| Segmentation {
        text: case.text,
        sentences: case.segments,
    });
    let cases: Vec<Segmentation> = cases.collect();
    ratio("texts split right", eval::segmentation(&cases), out)
}

impl Labelled {
    fn score(&self, record: Record, engine: &Engine) -> SpanScores<&'static str> {
        let source = Source::new(record.text);
        let marked = record.entities.iter().chain(&record.cues);
        let gold: Vec<_> = marked
            .filter_map(|mark| {
                let span = span(&source, (mark.start, mark.end))?;
                Some((span, (self.theirs)(&mark.label)?))
            })
            .collect();
        let extraction = engine.extract(source.clone());
        let found = Document::suggested("", source, &extraction);
        let predicted = found
            .marks()
            .filter_map(|mark| Some((mark.span(), (self.ours)(mark)?)));
        eval::spans(gold, predicted.collect())
    }

    fn write(&self, scores: &SpanScores<&'static str>, out: &mut dyn Write) -> Result<()> {
        row(self.file, scores.micro(), out)?;
        row("  overlap", scores.micro_partial(), out)?;
        if !self.names.is_empty() {
            let mut names = Counts::default();
            let of_names = |label: &&&str| self.names.contains(*label);
            let labels = scores.exact.keys().filter(of_names);
            labels.for_each(|label| names.add(scores.exact[label]));
            row("  people, groups, places", names, out)?;
        }
        if scores.exact.len() > 1 {
            for (label, counts) in &scores.exact {
                row(format_args!("  {label}"), *counts, out)?;
            }
        }
        Ok(())
    }
}

/// Claims that have a source, against attributions.
fn attributions(record: Record, engine: &Engine) -> ClaimScores {
    let source = Source::new(record.text);
    let mut gold = Document::new("", source.clone());
    let spans = |offsets: &[(u32, u32)]| {
        let spans = offsets.iter().filter_map(|offsets| span(&source, *offsets));
        let mut spans: Vec<Span> = spans.collect();
        spans.sort();
        spans
    };
    for attribution in &record.attributions {
        let claim = ClaimBody {
            content: spans(&attribution.content),
            source: spans(&attribution.source),
            holder: None,
            cues: Vec::new(),
            certainty: Certainty::Reported,
            polarity: Polarity::Positive,
            quote: Quote::None,
            parent: None,
        };
        if !claim.source.is_empty() {
            // What has no content, or overlapping parts, is no claim of ours.
            let _ = gold.apply(gold.adding(Body::Claim(claim)));
        }
    }
    let extraction = engine.extract(source.clone());
    let mut found = Document::suggested("", source, &extraction);
    let others: Vec<Id> = found
        .marks()
        .filter(|mark| matches!(&mark.body, Body::Claim(claim) if claim.source.is_empty()))
        .map(|mark| mark.id.clone())
        .collect();
    let removed = found.apply(found.removing(&others));
    debug_assert!(removed.is_ok(), "a removal was refused: {removed:?}");
    eval::compare(&gold, &found).0.claims
}

/// From code points.
fn span(source: &Source, (start, end): (u32, u32)) -> Option<Span> {
    let byte = |offset| source.offsets().to_byte(offset, Unit::CodePoint);
    let (start, end) = (byte(start)?, byte(end)?);
    (start < end).then(|| Span::new(start, end))
}

fn read<T: DeserializeOwned>(folder: &Path, name: &str) -> Result<Vec<T>> {
    let path = folder.join(format!("{name}.jsonl.gz"));
    let file = File::open(&path).with_context(|| path.display().to_string())?;
    let lines = BufReader::new(GzDecoder::new(file)).lines().enumerate();
    lines
        .map(|(index, line)| {
            let place = || format!("{} line {}", path.display(), index + 1);
            serde_json::from_str(&line.with_context(place)?).with_context(place)
        })
        .collect()
}
