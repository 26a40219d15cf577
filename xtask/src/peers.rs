//! Other tools that work in the browser, to measure ourselves against: from npm, for benches only.

use crate::cargo::{run, target_dir};
use crate::site::Files;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// A package, its version, and its script for browsers.
const PEERS: &[(&str, &str, &str)] = &[("compromise", "14.17.0", "builds/compromise.js")];

/// Their scripts, as `peers/<name>.js` of a site.
///
/// # Errors
/// Where npm is not there, or cannot fetch them.
pub fn files() -> Result<Files> {
    let folder = target_dir().join("xtask/peers");
    fs::create_dir_all(&folder)?;
    let mut files = Files::new();
    for (name, version, script) in PEERS {
        let mut install = Command::new("npm");
        install.args([
            "install",
            "--no-save",
            "--ignore-scripts",
            "--silent",
            "--prefix",
        ]);
        run(install.arg(&folder).arg(format!("{name}@{version}")))?;
        let path = folder.join("node_modules").join(name).join(script);
        let content = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        files.insert(format!("peers/{name}.js"), content);
    }
    Ok(files)
}
