//! `hedgerow eval`: scores as a table, and what the engine gets wrong.

use super::corpora;
use crate::annotation::{Body, Document, Kind, Mark};
use crate::engine::Engine;
use crate::eval::{self, Counts, FLOORS, Finding, Ratio, Scores, SpanScores};
use crate::extract::{Cue, Entity};
use crate::format::inline;
use crate::text::Span;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Run the engine on these inline-annotated articles, and score it: a folder or a file
    #[arg(long, value_name = "DIR", default_value = "corpus/dev")]
    corpus: PathBuf,
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
    /// One line of JSON instead of the table
    #[arg(long)]
    json: bool,
    /// Fail where a score falls under its floor
    #[arg(long)]
    check_floors: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Layer {
    Entities,
    Cues,
    Claims,
}

impl Layer {
    const ALL: [Self; 3] = [Self::Entities, Self::Cues, Self::Claims];

    const fn kind(self) -> Kind {
        match self {
            Self::Entities => Kind::Entity,
            Self::Cues => Kind::Cue,
            Self::Claims => Kind::Claim,
        }
    }
}

/// Two documents of one text.
struct Pair {
    gold: Document,
    predicted: Document,
}

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<ExitCode> {
    let pairs = extracted(arguments)?;
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
    if let Some(folder) = &arguments.data {
        let texts = eval::segmentation(&corpora::segmentation(folder)?);
        ratio("texts split right", texts, out)?;
    }
    if arguments.check_floors {
        return check_floors(&scores, out);
    }
    Ok(ExitCode::SUCCESS)
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
    gold.retain(|document| document.id.starts_with(&arguments.article));
    let engine = Engine::new();
    Ok(gold
        .into_par_iter()
        .map(|gold| {
            let extraction = if arguments.given {
                let (entities, cues) = given(&gold);
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

/// The entities and cues of a document, as the stage before the claims would hand them on.
fn given(document: &Document) -> (Vec<Entity>, Vec<Cue>) {
    let (mut entities, mut cues) = (Vec::new(), Vec::new());
    let (confidence, why) = (1.0, Vec::new());
    for mark in document.marks() {
        match mark.body {
            Body::Entity { span, label } => entities.push(Entity {
                span,
                label,
                confidence,
                why: why.clone(),
            }),
            Body::Cue { span, kind } => cues.push(Cue {
                span,
                kind,
                confidence,
                why: why.clone(),
            }),
            Body::Claim(_) => {}
        }
    }
    (entities, cues)
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
        let level = |mark: Option<&Mark>| mark.map(label);
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
        let start = before.char_indices().rev().take(REACH).last();
        let before = start.map_or("", |(at, _)| &before[at..]);
        let end = after.char_indices().nth(REACH);
        let after = end.map_or(after, |(at, _)| &after[..at]);
        let inner = self.gold.source().get(span).unwrap_or_default();
        format!("{before}[{inner}]{after}").replace(['\n', '\r'], " ")
    }
}

fn label(mark: &Mark) -> &'static str {
    match &mark.body {
        Body::Entity { label, .. } => label.as_str(),
        Body::Cue { kind, .. } => kind.as_str(),
        Body::Claim(claim) => claim.certainty.as_str(),
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
        return format!("{} [{}]", label(mark), text(&mark.span()));
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

fn write_tables(scores: &Scores, layers: &[Layer], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{} documents", scores.documents)?;
    for layer in layers {
        match layer {
            Layer::Entities => write_spans("entities", &scores.entities, out)?,
            Layer::Cues => write_spans("cues", &scores.cues, out)?,
            Layer::Claims => write_claims(scores, out)?,
        }
    }
    Ok(())
}

fn heading(name: &str, out: &mut dyn Write) -> Result<()> {
    let columns = ["gold", "found", "right", "P", "R", "F1"];
    let [gold, found, right, p, r, f] = columns;
    writeln!(
        out,
        "\n{name:26}{gold:>7}{found:>7}{right:>7}{p:>7}{r:>7}{f:>7}"
    )?;
    Ok(())
}

fn row(name: impl Display, counts: Counts, out: &mut dyn Write) -> Result<()> {
    let name = name.to_string();
    writeln!(
        out,
        "{name:26}{:7}{:7}{:7}{:7.3}{:7.3}{:7.3}",
        counts.gold,
        counts.predicted,
        counts.right,
        counts.precision(),
        counts.recall(),
        counts.f1()
    )?;
    Ok(())
}

fn ratio(name: &str, ratio: Ratio, out: &mut dyn Write) -> Result<()> {
    let (right, of, share) = (ratio.right, ratio.of, ratio.share());
    writeln!(out, "{name:26}{of:7}       {right:7}{share:7.3}")?;
    Ok(())
}

fn write_spans<L: Copy + Ord + Display>(
    name: &str,
    scores: &SpanScores<L>,
    out: &mut dyn Write,
) -> Result<()> {
    heading(name, out)?;
    for (label, counts) in &scores.exact {
        row(format_args!("  {label}"), *counts, out)?;
    }
    row("exact span and label", scores.micro(), out)?;
    row("overlap and label", scores.micro_partial(), out)?;
    row("exact span, any label", scores.unlabelled, out)?;
    writeln!(out, "{:61}{:7.3}", "mean of the labels", scores.macro_f1())?;
    let mut confusions: Vec<_> = scores.confusions.iter().collect();
    confusions.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for ((gold, predicted), count) in confusions.into_iter().take(8) {
        writeln!(out, "  {gold} taken for {predicted}: {count}")?;
    }
    Ok(())
}

fn write_claims(scores: &Scores, out: &mut dyn Write) -> Result<()> {
    let claims = &scores.claims;
    heading("claims", out)?;
    for (level, counts) in &claims.by_level {
        row(format_args!("  {level}"), *counts, out)?;
    }
    row("content and source", claims.matched, out)?;
    row("content, source, certainty", claims.with_certainty(), out)?;
    row("content alone", claims.content, out)?;
    row("exact content and source", claims.exact, out)?;
    writeln!(
        out,
        "\n{:33}{:7}{:>7}{:>7}",
        "of matched claims", "", "right", "share"
    )?;
    ratio("certainty", claims.certainty(), out)?;
    ratio("polarity", claims.polarity, out)?;
    ratio("quote", claims.quote, out)?;
    ratio("parent", claims.parent, out)?;
    ratio("parent, where nested", claims.nested, out)?;
    ratio("holder, where resolved", claims.holder, out)?;
    let mean = claims.certainty_macro_f1();
    writeln!(out, "{:40}{mean:7.3}", "certainty, mean F1 of levels")?;
    let mut confused: Vec<_> = claims.levels.iter().filter(|((g, p), _)| g != p).collect();
    confused.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for ((gold, predicted), count) in confused.into_iter().take(8) {
        writeln!(out, "  {gold} taken for {predicted}: {count}")?;
    }
    Ok(())
}

fn write_json(scores: &Scores, out: &mut dyn Write) -> Result<()> {
    fn counts(counts: Counts) -> serde_json::Value {
        serde_json::json!({
            "gold": counts.gold, "found": counts.predicted, "right": counts.right,
            "precision": counts.precision(), "recall": counts.recall(), "f1": counts.f1(),
        })
    }
    fn labels<L: Display>(table: &BTreeMap<L, Counts>) -> serde_json::Value {
        let rows = table
            .iter()
            .map(|(label, c)| (label.to_string(), counts(*c)));
        rows.collect::<serde_json::Map<_, _>>().into()
    }
    fn spans<L: Copy + Ord + Display>(scores: &SpanScores<L>) -> serde_json::Value {
        serde_json::json!({
            "exact": counts(scores.micro()), "overlap": counts(scores.micro_partial()),
            "unlabelled": counts(scores.unlabelled), "macro_f1": scores.macro_f1(),
            "labels": labels(&scores.exact),
        })
    }
    let claims = &scores.claims;
    let json = serde_json::json!({
        "documents": scores.documents,
        "entities": spans(&scores.entities),
        "cues": spans(&scores.cues),
        "claims": {
            "matched": counts(claims.matched), "content": counts(claims.content),
            "exact": counts(claims.exact), "with_certainty": counts(claims.with_certainty()),
            "certainty": claims.certainty().share(),
            "certainty_macro_f1": claims.certainty_macro_f1(),
            "polarity": claims.polarity.share(), "quote": claims.quote.share(),
            "parent": claims.parent.share(), "nested": claims.nested.share(),
            "holder": claims.holder.share(),
            "levels": labels(&claims.by_level),
        },
    });
    writeln!(out, "{json}")?;
    Ok(())
}

fn check_floors(scores: &Scores, out: &mut dyn Write) -> Result<ExitCode> {
    let mut code = ExitCode::SUCCESS;
    writeln!(out)?;
    for floor in FLOORS {
        let (name, score, least) = (floor.name, (floor.score)(scores), floor.least);
        let verdict = if score >= least {
            "holds"
        } else {
            code = ExitCode::FAILURE;
            "BROKEN"
        };
        writeln!(
            out,
            "{verdict:7}{name:40} {score:.3} of at least {least:.2}"
        )?;
    }
    Ok(code)
}
