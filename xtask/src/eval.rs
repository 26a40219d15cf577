//! `cargo xtask eval`: scores of the engine, from the program's own `eval`.

use crate::cargo::{cargo, run};
use anyhow::Result;
use std::path::{Path, absolute};
use std::process::Command;

/// Prints the scores on the project's own articles or on those in `corpus`, and on the corpora of
/// others in `data`.
pub fn command(corpus: Option<&Path>, data: Option<&Path>) -> Result<()> {
    let mut command = hedgerow_eval();
    for (name, folder) in [("--corpus", corpus), ("--data", data)] {
        if let Some(folder) = folder {
            command.arg(name).arg(absolute(folder)?);
        }
    }
    run(&mut command)
}

/// Fails where a score on the project's own articles is under its floor: the program has them.
pub fn check_floors() -> Result<()> {
    run(hedgerow_eval().arg("--check-floors"))
}

/// In the profile of the native tests, so that it is built once.
fn hedgerow_eval() -> Command {
    let mut command = cargo(&[
        "run",
        "--quiet",
        "--package",
        "hedgerow",
        "--bin",
        "hedgerow",
    ]);
    command.args(["--features", "cli,train", "--", "eval"]);
    command
}
