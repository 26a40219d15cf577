//! Hedgerow's build tool: `cargo xtask` builds, serves, tests and measures.
//!
//! Knows cargo, the browser and the file system. Must not know what the program does inside:
//! it calls cargo and the built binaries only.
#![allow(clippy::print_stdout)] // A build tool talks to the terminal.

mod bench;
mod budget;
mod build;
mod cargo;
mod compress;
mod driver;
mod end_to_end;
mod eval;
mod glue;
mod minify;
mod order;
mod peers;
mod report;
mod serve;
mod server;
mod site;
mod test;
mod tools;
mod train;
mod watch;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use test::Scope;

#[derive(Debug, Parser)]
#[command(
    name = "cargo xtask",
    about = "Builds, serves, tests and measures Hedgerow"
)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the static site into dist/, ready to copy to any host and any sub-path
    Build,
    /// Build the page, serve it on this machine and rebuild it on change
    Serve {
        /// Where to listen on 127.0.0.1
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Show the page in the browser
        #[arg(long)]
        open: bool,
    },
    /// Run all tests, in a browser too, and hold the site and the scores to their limits
    Test {
        /// Also what needs more than a browser
        #[arg(long)]
        all: bool,
        /// Only these steps, as the summary names them
        #[arg(value_name = "STEP")]
        only: Vec<String>,
    },
    /// Train the weights, and write them and their card into www/model
    Train {
        /// Train on the corpora of others, too: a folder of gzipped JSON Lines
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
        /// What else the trainer is to be told; `-- --help` lists it
        #[arg(last = true)]
        rest: Vec<String>,
    },
    /// Score the engine on annotated corpora, as a table
    Eval {
        /// Other articles than corpus/dev: a folder or a file, inline-annotated
        #[arg(long, value_name = "DIR")]
        corpus: Option<PathBuf>,
        /// Score on the corpora of others, too: a folder of gzipped JSON Lines
        #[arg(long, value_name = "DIR")]
        data: Option<PathBuf>,
    },
    /// Measure the speed of each stage, natively and in a browser
    Bench,
    /// Run a test binary in a headless browser; cargo calls this
    #[command(hide = true)]
    RunWasmTest {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
        arguments: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> Result<()> {
    match task {
        Task::Build => build::command(),
        Task::Serve { port, open } => serve::command(port, open.then_some(serve::Open)),
        Task::Test { all, only } => {
            let scope = if all { Scope::All } else { Scope::Usual };
            test::command(scope, &only)
        }
        Task::Train { data, rest } => train::command(data.as_deref(), &rest),
        Task::Eval { corpus, data } => eval::command(corpus.as_deref(), data.as_deref()),
        Task::Bench => bench::command(),
        Task::RunWasmTest { arguments } => {
            let name = PathBuf::from("run-wasm-test");
            wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(
                std::iter::once(name).chain(arguments),
            )
        }
    }
}
