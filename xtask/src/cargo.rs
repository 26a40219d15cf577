//! Calls of cargo and of other programs, and the places that they work in.

use anyhow::{Context, Result, bail};
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The project's root.
pub fn root() -> &'static Path {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.parent().unwrap_or(xtask)
}

/// Where cargo writes, and where we keep what is neither asked for nor shipped.
pub fn target_dir() -> PathBuf {
    match env::var_os("CARGO_TARGET_DIR") {
        Some(dir) => root().join(dir),
        None => root().join("target"),
    }
}

/// Cargo, in the project's root.
pub fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root()).args(arguments);
    // `cargo run` describes the running package to us in its environment. Handed on, that looks
    // like a change to build scripts that watch these variables, and they would run again.
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&*name);
        }
    }
    command
}

/// The program that the package is, in the profile of the native tests, so that it is built once.
pub fn hedgerow(arguments: &[&str]) -> Command {
    let mut command = cargo(&["run", "--quiet", "--package", "hedgerow"]);
    command.args(["--bin", "hedgerow", "--features", "cli,train", "--"]);
    command.args(arguments);
    command
}

/// Runs a program to its end, with its output in ours.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", line(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", line(command));
    }
    Ok(())
}

/// What a program writes to its standard output.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let command = command.stderr(Stdio::inherit());
    let ended = command
        .output()
        .with_context(|| format!("cannot start {}", line(command)))?;
    if !ended.status.success() {
        bail!("{} failed ({})", line(command), ended.status);
    }
    Ok(ended.stdout)
}

/// Runs a program to its end, silently; true where it succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// A command as one would type it.
pub fn line(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}
