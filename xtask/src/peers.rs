//! Other tools that work in the browser, to measure ourselves against: from npm, for benches only.

use crate::cargo::{run, target_dir};
use crate::site::Files;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// All that is fetched, with the bundler that makes scripts for browsers of it.
const PACKAGES: &[&str] = &[
    "compromise@14.17.0",
    "esbuild@0.28.2",
    "wink-eng-lite-web-model@1.8.1",
    "wink-nlp@2.4.0",
];

/// A script for browsers, and the expression that becomes the global of its name.
const PEERS: &[(&str, &str)] = &[
    ("compromise", "require('compromise')"),
    (
        "wink",
        "require('wink-nlp')(require('wink-eng-lite-web-model'))",
    ),
];

/// Their scripts, as `peers/<name>.js` of a site.
///
/// # Errors
/// Where npm is not there, or cannot fetch them.
pub fn files() -> Result<Files> {
    let folder = target_dir().join("xtask/peers");
    fs::create_dir_all(&folder)?;
    let mut install = Command::new("npm");
    install.args(["install", "--no-save", "--ignore-scripts", "--silent"]);
    run(install.arg("--prefix").arg(&folder).args(PACKAGES))?;
    let mut files = Files::new();
    for (name, expression) in PEERS {
        let script = folder.join(format!("{name}.cjs"));
        fs::write(&script, format!("module.exports = {expression};"))?;
        let bundled = folder.join(format!("{name}.js"));
        let mut bundle = Command::new(folder.join("node_modules/.bin/esbuild"));
        bundle
            .arg(&script)
            .arg(format!("--outfile={}", bundled.display()));
        bundle.args(["--bundle", "--format=iife", "--log-level=error"]);
        run(bundle.arg(format!("--global-name={name}")))?;
        let content =
            fs::read(&bundled).with_context(|| format!("cannot read {}", bundled.display()))?;
        files.insert(format!("peers/{name}.js"), content);
    }
    Ok(files)
}
