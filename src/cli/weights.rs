//! Which engine the command line runs: with the weights that it brings along, with others, or
//! without.

use crate::engine::Engine;
use crate::model::Model;
use anyhow::{Context, Result};
use clap::Args;
use flate2::read::GzDecoder;
use std::fs;
use std::io::Read;
use std::path::PathBuf;

/// The weights that the page has, too; in the program, so that it finds them wherever it lies.
static SHIPPED: &[u8] = include_bytes!("../../www/model/en.weights.gz");

#[derive(Debug, Args)]
pub(super) struct Weights {
    /// Find names by the rules alone, without trained weights
    #[arg(long)]
    rules_only: bool,
    /// Other weights than the program's own, as `cargo xtask train` writes them
    #[arg(long, value_name = "FILE", conflicts_with = "rules_only")]
    weights: Option<PathBuf>,
}

impl Weights {
    pub(super) fn engine(&self) -> Result<Engine> {
        if self.rules_only {
            return Ok(Engine::new());
        }
        let Some(path) = &self.weights else {
            return shipped();
        };
        let place = || path.display().to_string();
        let file = fs::read(path).with_context(place)?;
        engine(&file).with_context(place)
    }
}

/// The engine that the page has, too.
pub fn shipped() -> Result<Engine> {
    engine(SHIPPED).context("the program's own weights")
}

fn engine(packed: &[u8]) -> Result<Engine> {
    let mut file = Vec::new();
    GzDecoder::new(packed).read_to_end(&mut file)?;
    Ok(Engine::with(Model::read(&file)?))
}
