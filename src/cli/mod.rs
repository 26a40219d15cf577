//! The command line: native only.
//!
//! Knows files, arguments and threads. Must not know how marks are found, scored or written.

mod annotate;
mod corpora;
mod eval;
mod table;
mod trees;
mod weights;

pub use weights::shipped;

use crate::extract::Lexicon;
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::io::{ErrorKind, Write};
use std::process::ExitCode;

/// Named entities and hedged claims in news text.
#[derive(Debug, Parser)]
#[command(name = "hedgerow", version, about)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Mark entities, cues and claims: one JSON document a line, in the order of the input
    Annotate(annotate::Arguments),
    /// Score the engine, or one file of documents against another
    Eval(eval::Arguments),
    /// Write the lexicons that a release has built, for `cargo xtask build`
    #[command(hide = true)]
    Lexicons,
}

/// Runs the command that the process was called with.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let done = match &arguments.command {
        Command::Annotate(arguments) => annotate::run(arguments, &mut out),
        Command::Eval(arguments) => eval::run(arguments, &mut out),
        Command::Lexicons => lexicons(&mut out),
    };
    let done = done.and_then(|code| Ok(out.flush().map(|()| code)?));
    match done {
        Ok(code) => code,
        // Whoever read our output has what they wanted.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "hedgerow: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn lexicons(out: &mut dyn Write) -> Result<ExitCode> {
    out.write_all(&Lexicon::built())?;
    Ok(ExitCode::SUCCESS)
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<std::io::Error>();
    io.is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
