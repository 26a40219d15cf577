//! `cargo xtask eval`: scores of the engine, from the program's own `eval`.

use crate::cargo::{hedgerow, run};
use anyhow::Result;
use std::path::{Path, absolute};

/// Prints the scores on the project's own articles or on those in `corpus`, and on the corpora of
/// others in `data`.
pub fn command(corpus: Option<&Path>, data: Option<&Path>) -> Result<()> {
    let mut command = hedgerow(&["eval"]);
    for (name, folder) in [("--corpus", corpus), ("--data", data)] {
        if let Some(folder) = folder {
            command.arg(name).arg(absolute(folder)?);
        }
    }
    run(&mut command)
}

/// Fails where a score on the project's own articles is under its floor: the program has them.
pub fn check_floors() -> Result<()> {
    run(&mut hedgerow(&["eval", "--check-floors"]))
}
