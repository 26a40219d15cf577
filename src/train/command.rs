//! The trainer's command line.
//!
//! Knows arguments and where the results go. Must not know how anything is learnt.

use super::{Extent, Settings, Sources, card, claims, spans, syntax, train};
use crate::eval::{SpanScores, SyntaxScores};
use crate::extract::{Label, Role};
use crate::model::{ClaimModel, Model, SpanParts, SyntaxModel};
use anyhow::{Context, Result};
use clap::Parser;
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

/// Trains the recogniser of names, and writes its weights and their card.
#[derive(Debug, Parser)]
#[command(name = "train", version, about)]
struct Arguments {
    /// Our own articles, inline-annotated
    #[arg(long, value_name = "DIR", default_value = "corpus/train")]
    own: PathBuf,
    /// The corpora of others, gzipped JSON Lines
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[arg(long, value_name = "DIR", default_value = "corpus/lists")]
    lists: PathBuf,
    #[arg(
        long,
        value_name = "FILE",
        default_value = "corpus/word_clusters.tsv.gz"
    )]
    clusters: PathBuf,
    /// Where the weights go
    #[arg(long, value_name = "FILE", default_value = "www/model/en.weights.gz")]
    out: PathBuf,
    /// Where the weights of the reader of sentences go, if there are treebanks to train on
    #[arg(
        long,
        value_name = "FILE",
        default_value = "www/model/en.syntax.weights.gz"
    )]
    syntax_out: PathBuf,
    /// Where those of them go that tell heads
    #[arg(
        long,
        value_name = "FILE",
        default_value = "www/model/en.heads.weights.gz"
    )]
    heads_out: PathBuf,
    /// Where the weights that tell cues go
    #[arg(
        long,
        value_name = "FILE",
        default_value = "www/model/en.claims.weights.gz"
    )]
    claims_out: PathBuf,
    /// Train what tells cues alone, with the weights of names that are there
    #[arg(long)]
    only_claims: bool,
    /// Train what chooses where contents and sources begin and end alone, with the weights of
    /// names and cues that are there
    #[arg(long)]
    only_spans: bool,
    /// Train the reader of sentences alone, and renew its part of the card
    #[arg(long)]
    only_syntax: bool,
    /// Where their card goes
    #[arg(long, value_name = "FILE", default_value = "www/model/CARD.md")]
    card: PathBuf,
    /// Where models are kept, so that a training that was stopped can go on
    #[arg(long, value_name = "DIR", default_value = "target/train")]
    state: PathBuf,
    /// Other than the default settings ("epochs=4"), which the card lists; may be repeated
    #[arg(long = "set", value_name = "NAME=VALUE")]
    settings: Vec<String>,
    /// How many models to train at once; the weights do not depend on it
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Only show how a model does on every fifth of our own articles, which it has not seen
    #[arg(long)]
    held: bool,
}

/// Runs the trainer with the arguments of the process.
pub fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("train: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let from = Sources {
        own: arguments.own.clone(),
        data: arguments.data.clone(),
        lists: arguments.lists.clone(),
        clusters: arguments.clusters.clone(),
    };
    let mut settings = Settings::default();
    for setting in &arguments.settings {
        settings = settings.with(setting)?;
    }
    let extent = match arguments.held {
        true => Extent::Held,
        false => Extent::Weights,
    };
    let threads = arguments.threads.or(thread::available_parallelism().ok());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.map_or(1, NonZeroUsize::get))
        .build()?;
    let held = arguments.held;
    if arguments.only_claims {
        return pool.install(|| train_claims(arguments, &from, &settings));
    }
    let state = arguments.state.join("syntax");
    if arguments.only_spans {
        return pool.install(|| train_spans(arguments, &from, &settings.spans));
    }
    let syntax = || syntax::train(&from, &settings.syntax, held, &state);
    let syntax = pool.install(syntax)?;
    if let Some(syntax) = &syntax {
        show_syntax("held", &syntax.held);
        show_syntax("held copies", &syntax.held_copies);
        let packed = packed(&syntax.file)?;
        let (features, weights) = syntax.size;
        eprintln!(
            "{features} features with {weights} weights, {} bytes",
            packed.len()
        );
        if !held {
            write(&arguments.syntax_out, &packed)?;
            write(&arguments.heads_out, &self::packed(&syntax.heads)?)?;
        }
    }
    if arguments.only_syntax {
        return match syntax {
            Some(syntax) if !held => renew_card(arguments, &card::of_sentences(&syntax)),
            _ => Ok(()),
        };
    }
    let trained = pool.install(|| train(&from, &settings, extent, &arguments.state))?;
    for (name, reason) in &trained.refused {
        eprintln!("{name} was not read: {reason}");
    }
    show(&trained.held);
    if held {
        return Ok(());
    }
    write(&arguments.out, &packed(&trained.file)?)?;
    let card = card::write(&trained, &settings, arguments.data.is_some());
    write(&arguments.card, card.as_bytes())?;
    if let Some(syntax) = &syntax {
        renew_card(arguments, &card::of_sentences(syntax))?;
    }
    pool.install(|| train_claims(arguments, &from, &settings))
}

/// With the weights of names, whose clusters its features see by; then what stands on cues.
fn train_claims(arguments: &Arguments, from: &Sources, settings: &Settings) -> Result<()> {
    let names = Model::read(&unpacked(&arguments.out)?)?;
    let course = claims::Course::new(from, &settings.claims, &names)?;
    if arguments.held {
        let held = course.held()?;
        let all = [
            ("rules", &held.rules),
            ("gate", &held.gate),
            ("gate, masked", &held.masked),
        ];
        for (name, scores) in all {
            let (all, near) = (scores.micro(), scores.micro_partial());
            let [p, r, f] = [all.precision(), all.recall(), all.f1()];
            eprintln!(
                "held cues, {name:12} {:6} P {p:.4} R {r:.4} F1 {f:.4}, overlap {:.4}",
                all.gold,
                near.f1()
            );
        }
        for (kind, counts) in &held.masked.exact {
            eprintln!("{:12} {:6} {:.3}", kind.as_str(), counts.gold, counts.f1());
        }
        return Ok(());
    }
    let trained = course.train()?;
    let packed = packed(&trained.file)?;
    let (features, weights) = trained.size;
    eprintln!(
        "{features} features with {weights} weights, {} bytes",
        packed.len()
    );
    write(&arguments.claims_out, &packed)?;
    renew_card(arguments, &card::of_cues(&trained))?;
    train_spans(arguments, from, &settings.spans)
}

/// With the weights of names and of cues, and those of sentences where they are there.
fn train_spans(arguments: &Arguments, from: &Sources, settings: &spans::Settings) -> Result<()> {
    let names = Model::read(&unpacked(&arguments.out)?)?;
    // Whatever chose before is not looked at.
    let file = SpanParts::default().written_into(&unpacked(&arguments.claims_out)?)?;
    let claims = ClaimModel::read(&file)?;
    let syntax = match arguments.syntax_out.exists() {
        true => Some(SyntaxModel::read(&unpacked(&arguments.syntax_out)?)?),
        false => None,
    };
    let course = spans::Course::new(from, settings, &names, &claims, syntax.as_ref())?;
    if arguments.held {
        show_spans(&course.held()?);
        return Ok(());
    }
    let parts = course.train();
    let file = parts.written_into(&file)?;
    ClaimModel::read(&file)?;
    let packed = packed(&file)?;
    let weights = parts.weights.len();
    eprintln!(
        "{weights} weights, {} bytes with those of cues",
        packed.len()
    );
    write(&arguments.claims_out, &packed)?;
    renew_card(arguments, &card::of_spans(weights))
}

fn show_spans(held: &spans::Held) {
    for (role, share) in Role::ALL.iter().zip(&held.shares) {
        let of = |count: usize| count as f64 / share.known.max(1) as f64;
        eprintln!(
            "{:14} {:6} among the places {:.4}, the frames' {:.4}",
            format!("{role:?}"),
            share.known,
            of(share.reachable),
            of(share.ruled)
        );
    }
    let names = [
        "frames, marked cues",
        "ranked, marked cues",
        "frames, own cues",
        "ranked, own cues",
    ];
    for (name, scores) in names.iter().zip(&held.scores) {
        let matched = scores.matched;
        eprintln!(
            "held claims, {name:20} {:6} P {:.4} R {:.4} F1 {:.4}, content {:.4}, exact {:.4}, \
             with certainty {:.4}",
            matched.gold,
            matched.precision(),
            matched.recall(),
            matched.f1(),
            scores.content.f1(),
            scores.exact.f1(),
            scores.with_certainty().f1()
        );
    }
    eprintln!("{} weights", held.features);
}

fn renew_card(arguments: &Arguments, section: &(String, String)) -> Result<()> {
    let place = || arguments.card.display().to_string();
    let card = fs::read_to_string(&arguments.card).with_context(place)?;
    write(&arguments.card, card::renew(&card, section).as_bytes())
}

fn unpacked(path: &Path) -> Result<Vec<u8>> {
    let place = || path.display().to_string();
    let mut file = Vec::new();
    let packed = fs::read(path).with_context(place)?;
    GzDecoder::new(packed.as_slice())
        .read_to_end(&mut file)
        .with_context(place)?;
    Ok(file)
}

fn show_syntax(of: &str, held: &SyntaxScores) {
    let rows = [
        ("tags", held.tags),
        ("tags and forms", held.fine_tags),
        ("tags of all words", held.all_tags),
        ("heads", held.heads),
        ("heads and relations", held.labelled),
    ];
    for (name, ratio) in rows.iter().filter(|(_, ratio)| ratio.of > 0) {
        eprintln!("{of} {name:20} {:6} {:.4}", ratio.of, ratio.share());
    }
}

fn show(held: &SpanScores<Label>) {
    for (label, counts) in &held.exact {
        eprintln!("{label:12} {:6} {:.3}", counts.gold, counts.f1());
    }
    let names = held.micro();
    eprintln!("held names   {:6} {:.4}", names.gold, names.f1());
}

/// With a head that says neither when nor where.
fn packed(file: &[u8]) -> Result<Vec<u8>> {
    let mut packer = GzBuilder::new().write(Vec::new(), Compression::best());
    packer.write_all(file)?;
    Ok(packer.finish()?)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    fs::write(path, bytes).with_context(|| path.display().to_string())
}
