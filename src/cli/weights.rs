//! Which engine the command line runs: with the weights that it brings along, with others, or
//! without.

use crate::engine::Engine;
use crate::model::{ClaimModel, Model, ModelError, SyntaxModel};
use anyhow::{Context, Result};
use clap::Args;
use flate2::read::GzDecoder;
use std::fs;
use std::io::Read;
use std::path::PathBuf;

/// The weights that the page has, too; in the program, so that it finds them wherever it lies.
static SHIPPED: &[u8] = include_bytes!("../../www/model/en.weights.gz");

/// And those that read sentences.
static SYNTAX: &[u8] = include_bytes!("../../www/model/en.syntax.weights.gz");

/// Those of them that tell heads, which the page has no use for yet.
static HEADS: &[u8] = include_bytes!("../../www/model/en.heads.weights.gz");

/// And those that tell cues.
static CLAIMS: &[u8] = include_bytes!("../../www/model/en.claims.weights.gz");

#[derive(Debug, Args)]
pub(super) struct Weights {
    /// Find names by the rules alone, without trained weights
    #[arg(long)]
    rules_only: bool,
    /// Other weights than the program's own, as `cargo xtask train` writes them
    #[arg(long, value_name = "FILE", conflicts_with = "rules_only")]
    weights: Option<PathBuf>,
    /// The same for those that read sentences
    #[arg(long, value_name = "FILE", conflicts_with = "rules_only")]
    syntax_weights: Option<PathBuf>,
    /// The same for those of them that tell heads
    #[arg(long, value_name = "FILE", conflicts_with = "rules_only")]
    head_weights: Option<PathBuf>,
    /// The same for those that tell cues
    #[arg(long, value_name = "FILE", conflicts_with = "rules_only")]
    claim_weights: Option<PathBuf>,
}

impl Weights {
    pub(super) fn engine(&self) -> Result<Engine> {
        if self.rules_only {
            return Ok(Engine::new());
        }
        let files = [
            &self.weights,
            &self.syntax_weights,
            &self.head_weights,
            &self.claim_weights,
        ];
        engine(files.map(Option::as_ref))
    }
}

/// The engine that the page has, too.
pub fn shipped() -> Result<Engine> {
    engine([None; 4])
}

fn engine([names, syntax, heads, claims]: [Option<&PathBuf>; 4]) -> Result<Engine> {
    let names = weights(names, SHIPPED, Model::read)?;
    let syntax = weights(syntax, SYNTAX, SyntaxModel::read)?;
    let syntax = weights(heads, HEADS, |file| syntax.with_heads(file))?;
    let claims = weights(claims, CLAIMS, ClaimModel::read)?;
    Ok(Engine::with(names).and_syntax(syntax).and_claims(claims))
}

/// The weights of a packed file, or the program's own.
fn weights<T>(
    path: Option<&PathBuf>,
    own: &[u8],
    read: impl FnOnce(&[u8]) -> Result<T, ModelError>,
) -> Result<T> {
    let place = || {
        path.map_or("the program's own weights".into(), |p| {
            p.display().to_string()
        })
    };
    let other = path.map(fs::read).transpose().with_context(place)?;
    let packed = other.as_deref().unwrap_or(own);
    let mut file = Vec::new();
    GzDecoder::new(packed)
        .read_to_end(&mut file)
        .with_context(place)?;
    read(&file).with_context(place)
}
