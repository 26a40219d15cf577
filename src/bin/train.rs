//! The trainer's process.

use std::process::ExitCode;

fn main() -> ExitCode {
    hedgerow::train::main()
}
