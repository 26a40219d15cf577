//! Scores as plain tables, and as JSON.

use crate::annotation::Kind;
use crate::eval::{BINS, Counts, Ratio, Reliability, Scores, SpanScores};
use anyhow::Result;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::io::Write;

/// The layers, as users call them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Layer {
    Entities,
    Cues,
    Claims,
}

impl Layer {
    pub(super) const ALL: [Self; 3] = [Self::Entities, Self::Cues, Self::Claims];

    pub(super) const fn kind(self) -> Kind {
        match self {
            Self::Entities => Kind::Entity,
            Self::Cues => Kind::Cue,
            Self::Claims => Kind::Claim,
        }
    }
}

pub(super) fn write_tables(scores: &Scores, layers: &[Layer], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{} documents", scores.documents)?;
    for layer in layers {
        match layer {
            Layer::Entities => {
                write_spans("entities", &scores.entities, out)?;
                write_reliability(&scores.reliability, out)?;
            }
            Layer::Cues => write_spans("cues", &scores.cues, out)?,
            Layer::Claims => write_claims(scores, out)?,
        }
    }
    Ok(())
}

pub(super) fn heading(name: &str, out: &mut dyn Write) -> Result<()> {
    let columns = ["gold", "found", "right", "P", "R", "F1"];
    let [gold, found, right, p, r, f] = columns;
    writeln!(
        out,
        "\n{name:26}{gold:>7}{found:>7}{right:>7}{p:>7}{r:>7}{f:>7}"
    )?;
    Ok(())
}

pub(super) fn row(name: impl Display, counts: Counts, out: &mut dyn Write) -> Result<()> {
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

pub(super) fn ratio(name: &str, ratio: Ratio, out: &mut dyn Write) -> Result<()> {
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

fn write_reliability(reliability: &Reliability, out: &mut dyn Write) -> Result<()> {
    let [count, mean, share] = ["count", "mean", "right"];
    writeln!(out, "\n{:26}{count:>7}{mean:>7}{share:>7}", "confidence")?;
    for (at, bin) in reliability.bins.iter().enumerate() {
        let (from, to) = (at as f64 / BINS as f64, (at + 1) as f64 / BINS as f64);
        let (count, mean, share) = (bin.count, bin.mean(), bin.share());
        writeln!(
            out,
            "  {from:.1} to {to:.1}{:14}{count:7}{mean:7.3}{share:7.3}",
            ""
        )?;
    }
    let error = reliability.error();
    writeln!(out, "{:40}{error:7.3}", "expected calibration error")?;
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

pub(super) fn write_json(scores: &Scores, out: &mut dyn Write) -> Result<()> {
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
        "calibration_error": scores.reliability.error(),
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
