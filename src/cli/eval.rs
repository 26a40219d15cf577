//! `hedgerow eval`: scores as a table, and what the engine gets wrong.

use super::corpora;
use super::table::{Layer, ratio, write_json, write_tables};
use super::weights::Weights;
use crate::annotation::{Body, Document, Kind, Mark};
use crate::eval::{self, FLOORS, Finding, FindingKind, Ratio, Scores};
use crate::format::{inline, native};
use crate::text::{Span, beginning, ending};
use anyhow::{Context, Result, bail};
use clap::Args;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Run the engine on these inline-annotated articles, and score it: a folder or a file
    #[arg(long, value_name = "DIR", default_value = "corpus/dev")]
    corpus: PathBuf,
    /// Instead of running the engine, score these documents: native JSON, one a line or one in all
    #[arg(long, value_name = "FILE", requires = "gold")]
    pred: Option<PathBuf>,
    /// Score against these documents instead of a corpus
    #[arg(long, value_name = "FILE", requires = "pred", conflicts_with = "given")]
    gold: Option<PathBuf>,
    /// List what is missed and what is wrong, with its context
    #[arg(long)]
    errors: bool,
    /// Score on the corpora that others made, too: a folder of gzipped JSON Lines
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Only this layer
    #[arg(long)]
    layer: Option<Layer>,
    /// Only articles whose id begins so
    #[arg(long, value_name = "ID", default_value = "")]
    article: String,
    /// Take the entities and cues of the corpus, so that only the claims are the engine's
    #[arg(long)]
    given: bool,
    /// Also the precision of claims by the frame that found them
    #[arg(long)]
    frames: bool,
    /// One line of JSON instead of the table
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    weights: Weights,
    /// Fail where a score falls under its floor
    #[arg(long)]
    check_floors: bool,
}

/// Two documents of one text.
struct Pair {
    gold: Document,
    predicted: Document,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    let mut warn = |message: String| {
        code = ExitCode::FAILURE;
        let _ = writeln!(std::io::stderr(), "hedgerow: {message}");
    };
    let mut pairs = match (&arguments.gold, &arguments.pred) {
        (Some(gold), Some(predicted)) => paired(
            documents(gold, &mut warn)?,
            documents(predicted, &mut warn)?,
            &mut warn,
        ),
        _ => extracted(arguments)?,
    };
    pairs.retain(|pair| pair.gold.id.starts_with(&arguments.article));
    let compared: Vec<(Scores, Vec<Finding>)> = pairs
        .par_iter()
        .map(|pair| eval::compare(&pair.gold, &pair.predicted))
        .collect();
    let mut scores = Scores::default();
    compared.iter().for_each(|(one, _)| scores.add(one));

    let layers: Vec<Layer> = match arguments.layer {
        Some(layer) => vec![layer],
        None => Layer::ALL.to_vec(),
    };
    if arguments.errors {
        for (pair, (_, findings)) in pairs.iter().zip(&compared) {
            for finding in findings {
                if layers.iter().any(|l| l.kind() == pair.kind(finding)) {
                    pair.write(finding, out)?;
                }
            }
        }
        writeln!(out)?;
    }
    if arguments.json {
        write_json(&scores, out)?;
    } else {
        write_tables(&scores, &layers, out)?;
    }
    if arguments.frames {
        let findings = compared.iter().map(|(_, findings)| findings.as_slice());
        write_frames(pairs.iter().zip(findings), out)?;
    }
    if let Some(folder) = &arguments.data {
        corpora::score(folder, &layers, &arguments.weights.engine()?, out)?;
    }
    if arguments.check_floors && !check_floors(&scores, out)? {
        code = ExitCode::FAILURE;
    }
    Ok(code)
}

/// The documents of a file, as far as they can be read.
fn documents(path: &Path, warn: &mut dyn FnMut(String)) -> Result<Vec<Document>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let readings = native::read_all(&file).into_iter();
    let documents = readings.filter_map(|reading| {
        for problem in reading.problems {
            warn(format!("{}: {problem}", path.display()));
        }
        reading.document
    });
    Ok(documents.collect())
}

/// Each gold document with the prediction of the same id and text. Where there is none, all of
/// it is missed.
fn paired(
    gold: Vec<Document>,
    predicted: Vec<Document>,
    warn: &mut dyn FnMut(String),
) -> Vec<Pair> {
    let mut by_id: BTreeMap<String, VecDeque<Document>> = BTreeMap::new();
    for document in predicted {
        by_id
            .entry(document.id.clone())
            .or_default()
            .push_back(document);
    }
    let mut pairs = Vec::with_capacity(gold.len());
    for gold in gold {
        let found = by_id.get_mut(&gold.id).and_then(VecDeque::pop_front);
        let same = found.filter(|found| found.source().text() == gold.source().text());
        let predicted = same.unwrap_or_else(|| {
            warn(format!("{:?} was not predicted on the same text", gold.id));
            Document::new(gold.id.clone(), gold.source().clone())
        });
        pairs.push(Pair { gold, predicted });
    }
    for document in by_id.into_values().flatten() {
        warn(format!("{:?} is not among the gold documents", document.id));
    }
    pairs
}

/// The articles of the corpus, and what the engine says of each.
fn extracted(arguments: &Arguments) -> Result<Vec<Pair>> {
    let mut gold = Vec::new();
    for path in files(&arguments.corpus)? {
        let file = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let articles = inline::read(&file);
        if let Some(problem) = articles.problems.first() {
            bail!("{} {problem}", path.display());
        }
        gold.extend(articles.documents);
    }
    let engine = arguments.weights.engine()?;
    Ok(gold
        .into_par_iter()
        .map(|gold| {
            let extraction = if arguments.given {
                let (entities, cues) = gold.layers();
                engine.claims(gold.source().clone(), entities, cues)
            } else {
                engine.extract(gold.source().clone())
            };
            let predicted =
                Document::suggested(gold.id.clone(), gold.source().clone(), &extraction);
            Pair { gold, predicted }
        })
        .collect())
}

/// The text files of a folder by name, or the file itself.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let folder = std::fs::read_dir(path).with_context(|| path.display().to_string())?;
    for entry in folder {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

impl Pair {
    fn marks<'a>(&'a self, finding: &Finding) -> (Option<&'a Mark>, Option<&'a Mark>) {
        (
            finding.gold.as_ref().and_then(|id| self.gold.mark(id)),
            finding
                .predicted
                .as_ref()
                .and_then(|id| self.predicted.mark(id)),
        )
    }

    fn kind(&self, finding: &Finding) -> Kind {
        let (gold, predicted) = self.marks(finding);
        gold.or(predicted).map_or(Kind::Entity, Mark::kind)
    }

    fn write(&self, finding: &Finding, out: &mut dyn Write) -> Result<()> {
        let (gold, predicted) = self.marks(finding);
        let Some(mark) = gold.or(predicted) else {
            return Ok(());
        };
        let level = |mark: Option<&Mark>| mark.map(Mark::spelled);
        let labels = match (level(gold), level(predicted)) {
            (Some(gold), Some(predicted)) if gold != predicted => format!("{gold} > {predicted}"),
            (gold, predicted) => gold.or(predicted).unwrap_or_default().to_owned(),
        };
        let kind = finding.kind.as_str();
        let (id, layer) = (&self.gold.id, mark.kind());
        writeln!(
            out,
            "{id:8} {layer:6} {kind:11} {labels:24} {}",
            self.context(mark.span())
        )?;
        let shown = [
            ("gold", gold, &self.gold),
            ("engine", predicted, &self.predicted),
        ];
        for (who, mark, document) in shown {
            if let Some(mark) = mark
                && (gold.is_some() && predicted.is_some() || mark.kind() == Kind::Claim)
            {
                writeln!(out, "{:27} {who:6}: {}", "", detail(mark, document))?;
            }
        }
        Ok(())
    }

    /// The text around a span, on one line.
    fn context(&self, span: Span) -> String {
        const REACH: usize = 45;
        let text = self.gold.source().text();
        let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
        let (before, after) = (ending(before, REACH), beginning(after, REACH));
        let inner = self.gold.source().get(span).unwrap_or_default();
        format!("{before}[{inner}]{after}").replace(['\n', '\r'], " ")
    }
}

/// All that a mark says, on one line.
fn detail(mark: &Mark, document: &Document) -> String {
    let text = |span: &Span| {
        document
            .source()
            .get(*span)
            .unwrap_or_default()
            .replace('\n', " ")
    };
    let Body::Claim(claim) = &mark.body else {
        return format!("{} [{}]", mark.spelled(), text(&mark.span()));
    };
    let list = |spans: &[Span]| spans.iter().map(text).collect::<Vec<_>>().join(" | ");
    let cues: Vec<String> = claim
        .cues
        .iter()
        .filter_map(|id| document.mark(id))
        .map(|cue| text(&cue.span()))
        .collect();
    let parent = claim.parent.as_ref().and_then(|id| document.mark(id));
    let parent = parent.map_or(String::new(), |parent| {
        format!(" in [{}]", text(&parent.span()))
    });
    format!(
        "{} {} {} source [{}] cues [{}] content [{}]{parent}",
        claim.certainty,
        claim.polarity,
        claim.quote,
        list(&claim.source),
        cues.join(" | "),
        list(&claim.content),
    )
}

/// The share of claims that are right, content and source, by the first step of their
/// explanation.
fn write_frames<'a>(
    compared: impl Iterator<Item = (&'a Pair, &'a [Finding])>,
    out: &mut dyn Write,
) -> Result<()> {
    let mut frames: BTreeMap<&str, Ratio> = BTreeMap::new();
    for (pair, findings) in compared {
        let wrong: BTreeSet<_> = findings
            .iter()
            .filter(|f| matches!(f.kind, FindingKind::FalseAlarm | FindingKind::Source))
            .filter_map(|f| f.predicted.as_ref())
            .collect();
        let claims = pair.predicted.marks().filter(|m| m.kind() == Kind::Claim);
        for claim in claims {
            let frame = claim.why.first().map_or("", |why| why.rule.as_ref());
            let right = !wrong.contains(&claim.id);
            frames.entry(frame).or_default().count(right);
        }
    }
    writeln!(out, "\nclaims by frame                       right  share")?;
    for (frame, share) in frames {
        ratio(frame, share, out)?;
    }
    Ok(())
}

/// Shows each floor; false where a score is under its own.
fn check_floors(scores: &Scores, out: &mut dyn Write) -> Result<bool> {
    let mut all_hold = true;
    writeln!(out)?;
    for floor in FLOORS {
        let (name, score, least) = (floor.name, (floor.score)(scores), floor.least);
        let holds = score >= least;
        all_hold &= holds;
        let verdict = if holds { "holds" } else { "BROKEN" };
        writeln!(
            out,
            "{verdict:7}{name:40} {score:.3} of at least {least:.2}"
        )?;
    }
    Ok(all_hold)
}
