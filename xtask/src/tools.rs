//! What must be installed, and how it comes there. Every install step of the project is here.

use crate::cargo::{run, succeeds};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the toolchain in use where it is missing.
pub fn wasm_target() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.context("cannot start rustc: install Rust from https://rustup.rs")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot.join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    println!("    the target {WASM} is missing: rustup adds it");
    if !succeeds(Command::new("rustup").arg("--version")) {
        bail!("the Rust target {WASM} is missing, and rustup is not there to add it");
    }
    run(Command::new("rustup").args(["target", "add", WASM]))
        .with_context(|| format!("rustup could not add the target {WASM}; is the network there?"))
}
