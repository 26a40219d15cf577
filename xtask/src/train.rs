//! `cargo xtask train`: new weights, and their card with the scores of the program that has them.

use crate::cargo::{cargo, output, root, run};
use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, absolute};
use std::process::Command;

const WEIGHTS: &[&str] = &[
    "www/model/en.weights.gz",
    "www/model/en.syntax.weights.gz",
    "www/model/en.heads.weights.gz",
    "www/model/en.claims.weights.gz",
];
const CARD: &str = "www/model/CARD.md";
/// Where the part of the card begins that is written here.
const SCORES: &str = "\n## Scores\n";

/// Trains on the project's own articles, and on the corpora in `data`.
pub fn command(data: Option<&Path>, rest: &[String]) -> Result<()> {
    let data = data.map(absolute).transpose()?;
    let with_data = |mut command: Command| {
        if let Some(data) = &data {
            command.arg("--data").arg(data);
        }
        command
    };
    run(with_data(program("train", "train")).args(rest))?;
    if rest.iter().any(|argument| argument == "--held") {
        return Ok(());
    }
    let mut eval = program("hedgerow", "cli");
    eval.arg("eval");
    let scores = String::from_utf8(output(&mut with_data(eval))?)?;
    print!("{scores}");
    let card = root().join(CARD);
    let text = fs::read_to_string(&card).with_context(|| card.display().to_string())?;
    let mut text = match text.split_once(SCORES) {
        Some((before, _)) => before.to_owned(),
        None => text,
    };
    write!(
        text,
        "{SCORES}\nOf the whole engine on `corpus/dev`, and on corpora that never train, by `cargo xtask eval`.\n\n```\n{}\n```\n{}",
        scores.trim(),
        sizes()?
    )?;
    fs::write(&card, text)?;
    Ok(())
}

/// One of the package's programs, with no more than it needs: the trainer must not want the
/// weights that it is to make.
fn program(name: &str, features: &str) -> Command {
    let mut command = cargo(&["run", "--release", "--quiet", "--package", "hedgerow"]);
    command.args(["--features", features, "--bin", name, "--"]);
    command
}

fn sizes() -> Result<String> {
    let mut table =
        String::from("\n## Size\n\n| | plain | gzip | brotli |\n| --- | ---: | ---: | ---: |\n");
    for path in WEIGHTS {
        let packed = fs::read(root().join(path))?;
        let mut plain = Vec::new();
        GzDecoder::new(packed.as_slice()).read_to_end(&mut plain)?;
        let mut smallest = Vec::new();
        let settings = brotli::enc::BrotliEncoderParams::default();
        brotli::BrotliCompress(&mut plain.as_slice(), &mut smallest, &settings)?;
        let (plain, gzip, brotli) = (plain.len(), packed.len(), smallest.len());
        writeln!(table, "| `{path}` | {plain} | {gzip} | {brotli} |")?;
    }
    table.push_str("\nIn bytes.\n");
    Ok(table)
}
