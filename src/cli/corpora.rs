//! Corpora that others made, as gzipped JSON Lines in a folder outside of the project.
//!
//! Their conventions are not ours: whether "the" and titles belong to a name, what is an
//! organisation, what a hedge. The scores say how far apart we are, not how wrong either is.

use super::table::{Layer, heading, ratio, row};
use super::trees;
use crate::annotation::{Body, ClaimBody, Document, Id, Mark};
use crate::engine::Engine;
use crate::eval::{self, ClaimScores, Counts, Ratio, Segmentation, SpanScores, Tree};
use crate::extract::{Certainty, CueType, Label};
use crate::text::{Source, Span, Unit, tokenize};
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

/// Treebanks that never train.
const TREEBANKS: &[&str] = &["treebank.dev", "treebank.ewt_test"];

/// The file of values, each a text of its own.
const VALUES: &str = "duckling_en.all";

/// What a kind of value is called there, and the labels that we give it. A duration or a point
/// in time may be shorter or longer than a day; its quantities may have no unit, and what they
/// are of ("3 cups of sugar") is left out of the expected span. E-mail
/// addresses, web addresses, telephone and credit card numbers are no values of ours: nothing may
/// be marked in them.
const DIMENSIONS: &[(&str, &[Label])] = &[
    ("Time", &[Label::Date, Label::Time]),
    ("Duration", &[Label::Date, Label::Time]),
    ("AmountOfMoney", &[Label::Money]),
    ("Numeral", &[Label::Cardinal]),
    ("Ordinal", &[Label::Ordinal]),
    ("Quantity", &[Label::Quantity, Label::Cardinal]),
    ("Distance", &[Label::Quantity]),
    ("Volume", &[Label::Quantity]),
    ("Temperature", &[Label::Quantity]),
    ("Email", &[]),
    ("Url", &[]),
    ("PhoneNumber", &[]),
    ("CreditCardNumber", &[]),
];

/// What is left out: the moment of speaking, which the scheme does not mark; abbreviations of chat
/// ("end of day"); coins without a number, which are a metal or a part of the year with us.
const LEFT_OUT: &str = "now, right now, just now, at the moment, at this time, ATM, ASAP, \
    as soon as possible, EOD, EOM, EOY, BOM, BOY, dime, nickel, quarter, a quarter, four quarters";
/// And two figures with a hyphen, a date there ("15-2") and a scoreline with us.
const SCORELINE: &str = "0123456789- ";

/// Words that stand before a value there, and outside of it with us; they also join two values of
/// ours that are one there ("tomorrow at 5 pm").
const OUTSIDE: &[&str] = &[
    "in", "at", "on", "for", "by", "from", "since", "until", "till", "til", "to", "of", "before",
    "after", "during", "within", "and", "between", "through", "thru", "-", "–", "@", ",",
];

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
                    | CueType::Condition,
                ..
            } => Some("cue"),
            _ => None,
        },
        // An investigation is left out, and with it our inquiries.
        theirs: |label| (label != "investigation").then_some("cue"),
    },
];

fn label(mark: &Mark) -> Option<Label> {
    match mark.body {
        Body::Entity { label, .. } => label.scheme(),
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
    #[serde(default)]
    cue: Vec<(u32, u32)>,
    content: Vec<(u32, u32)>,
}

#[derive(Debug, Deserialize)]
struct Case {
    text: String,
    /// The sentences as their makers print them, some of them cleaned.
    segments: Vec<String>,
}

/// A text that is a value of a dimension, or one that is none.
#[derive(Debug, Deserialize)]
struct Sample {
    dim: String,
    text: String,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    entities: Vec<Stretch>,
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
            .reduce(Attributed::default, |mut sum, scores| {
                sum.add(&scores);
                sum
            });
        row(
            format_args!("{ATTRIBUTION}: claims"),
            scores.claims.matched,
            out,
        )?;
        row("  content alone", scores.claims.content, out)?;
        row("  tokens of cues", scores.cue, out)?;
        row("  tokens of sources", scores.source, out)?;
        row("  tokens of contents", scores.content, out)?;
    }
    // The two that have weights are looked at together.
    if let Some(model) = engine
        .syntax()
        .filter(|_| layers.contains(&Layer::Entities))
    {
        for treebank in TREEBANKS {
            trees::score(treebank, &read::<Tree>(folder, treebank)?, model, out)?;
        }
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
    ratio("texts split right", eval::segmentation(&cases), out)?;
    values(&read::<Sample>(folder, VALUES)?, engine, out)
}

/// How many values are found whole, and how many texts that hold none stay without a mark. Feasts
/// by name are counted apart: they ask for a list of names, not for a written form. Some texts of
/// the corpus were cut out of source code with escapes in them; they are left out.
fn values(samples: &[Sample], engine: &Engine, out: &mut dyn Write) -> Result<()> {
    writeln!(out, "\n{VALUES}: as our labels     texts  found or clean")?;
    let (mut all_found, mut all_clean) = (Ratio::default(), Ratio::default());
    let mut feasts = Ratio::default();
    for (dimension, labels) in DIMENSIONS {
        let (mut found, mut clean) = (Ratio::default(), Ratio::default());
        let samples = samples.iter().filter(|s| s.dim == *dimension);
        for sample in samples.filter(|s| !left_out(&s.text) && !s.text.contains('\\')) {
            let marks = marked(&sample.text, labels, engine);
            match sample.entities.first() {
                Some(value) if !labels.is_empty() => {
                    let source = Source::new(sample.text.clone());
                    // Of what it is a quantity is no part of ours ("3 cups of sugar").
                    let whole = sample
                        .text
                        .find(" of ")
                        .filter(|_| *dimension == "Quantity");
                    let end = whole.map_or(value.end, |at| at as u32);
                    let span = span(&source, (value.start, end));
                    let whole = span.is_some_and(|span| covers(&sample.text, span, &marks));
                    let feast = |value: &String| value.contains("Holiday");
                    let feast = sample.value.as_ref().is_some_and(feast);
                    if feast { &mut feasts } else { &mut found }.count(whole);
                }
                // What is no e-mail address may still be a value.
                None if labels.is_empty() => {}
                _ => clean.count(marks.is_empty()),
            }
        }
        let names: Vec<_> = labels.iter().map(|label| label.as_str()).collect();
        let names = names.join(" ");
        if found.of > 0 {
            ratio(&format!("{dimension}: {names}"), found, out)?;
        }
        if clean.of > 0 {
            ratio(&format!("{dimension}: nothing"), clean, out)?;
        }
        all_found.add(found);
        all_clean.add(clean);
    }
    ratio("values found", all_found, out)?;
    ratio("feasts by name found", feasts, out)?;
    all_found.add(feasts);
    ratio("both", all_found, out)?;
    ratio("texts left clean", all_clean, out)?;
    let outside = OUTSIDE.join(" ");
    writeln!(
        out,
        "outside of a value: {outside}\nleft out: {LEFT_OUT}, 15-2"
    )?;
    Ok(())
}

/// The spans of the values in `text`: those with these labels, or of all where there are none.
fn marked(text: &str, labels: &[Label], engine: &Engine) -> Vec<Span> {
    let all = DIMENSIONS.iter().flat_map(|(_, labels)| *labels);
    let wanted: Vec<Label> = match labels {
        [] => all.copied().collect(),
        some => some.to_vec(),
    };
    let entities = engine.extract(Source::new(text)).entities;
    let entities = entities.into_iter().filter(|e| wanted.contains(&e.label));
    entities.map(|entity| entity.span).collect()
}

fn left_out(text: &str) -> bool {
    let text = text.to_lowercase();
    let leads = ["", "by ", "at ", "the ", "by the ", "at the "];
    let (parts, score) = (text.split('-'), |c: char| SCORELINE.contains(c));
    if parts.count() == 2 && text.chars().all(score) && !text.starts_with('-') {
        return true;
    }
    let known = LEFT_OUT.to_lowercase();
    let mut known = known.split(", ");
    known.any(|known| {
        leads
            .iter()
            .any(|lead| text.strip_prefix(lead) == Some(known))
    })
}

/// Whether `marks` cover `span` but for the words that stand outside of values, and go nowhere
/// beyond it.
fn covers(text: &str, span: Span, marks: &[Span]) -> bool {
    let inside = marks
        .iter()
        .all(|mark| mark.start >= span.start && mark.end <= span.end);
    let mut at = span.start;
    let mut rest = String::new();
    for mark in marks.iter().filter(|_| inside) {
        rest.push_str(&text[at as usize..mark.start as usize]);
        rest.push(' ');
        at = mark.end;
    }
    rest.push_str(&text[at as usize..span.end as usize]);
    let rest = rest.replace(',', " , ").to_lowercase();
    inside && !marks.is_empty() && rest.split_whitespace().all(|word| OUTSIDE.contains(&word))
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
#[derive(Default)]
struct Attributed {
    claims: ClaimScores,
    /// Tokens of those cues that stand outside of what is claimed.
    cue: Counts,
    source: Counts,
    content: Counts,
}

impl Attributed {
    fn add(&mut self, other: &Self) {
        self.claims.add(&other.claims);
        self.cue.add(other.cue);
        self.source.add(other.source);
        self.content.add(other.content);
    }
}

fn attributions(record: Record, engine: &Engine) -> Attributed {
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
            source: spans(&attribution.source),
            certainty: Certainty::Reported,
            ..ClaimBody::plain(spans(&attribution.content))
        };
        if !claim.source.is_empty() {
            // What has no content, or overlapping parts, is no claim of ours.
            let _ = gold.apply(gold.adding(Body::Claim(claim)));
        }
    }
    let extraction = engine.extract(source.clone());
    let [mut cues, mut sources, mut contents] = [const { Vec::new() }; 3];
    for claim in extraction.claims.iter().filter(|c| !c.source.is_empty()) {
        let outside = |cue: &Span| claim.content.iter().all(|part| !part.overlaps(*cue));
        let spans = claim
            .cues
            .iter()
            .map(|cue| extraction.cues[*cue as usize].span);
        cues.extend(spans.filter(outside));
        sources.extend(&claim.source);
        contents.extend(&claim.content);
    }
    let tokens = tokenize(source.text());
    let score = |of: fn(&Attribution) -> &Vec<(u32, u32)>, predicted: &[Span]| {
        let gold = record.attributions.iter().flat_map(|a| spans(of(a)));
        eval::tokens(&tokens, &gold.collect::<Vec<_>>(), predicted)
    };
    let [cue, said_by, content] = [
        score(|a| &a.cue, &cues),
        score(|a| &a.source, &sources),
        score(|a| &a.content, &contents),
    ];
    let mut found = Document::suggested("", source.clone(), &extraction);
    let others: Vec<Id> = found
        .marks()
        .filter(|mark| matches!(&mark.body, Body::Claim(claim) if claim.source.is_empty()))
        .map(|mark| mark.id.clone())
        .collect();
    let removed = found.apply(found.removing(&others));
    debug_assert!(removed.is_ok(), "a removal was refused: {removed:?}");
    Attributed {
        claims: eval::compare(&gold, &found).0.claims,
        cue,
        source: said_by,
        content,
    }
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
