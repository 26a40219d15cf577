//! `tests/browser`: the built site, in a real browser that is steered from outside.

use crate::cargo::{cargo, run as run_program};
use crate::driver::Driver;
use crate::server::{self, Shown, Shows};
use crate::site::{Files, Site};
use crate::tools::chromedriver;
use anyhow::{Context, Result, ensure};
use std::sync::RwLock;

/// The part of the site's address that shows whether it works below a sub-path.
const SUB_PATH: &str = "/some/sub-path/";

/// Which of `tests/browser` are run. Their names tell them apart.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Tests,
    /// Those whose names begin with `bench_`: they print times, and run one after the other.
    Benches,
}

/// Serves the site, starts the driver, and runs.
///
/// The tests find them by the variables `HEDGEROW_SITE`, `HEDGEROW_DAMAGED_SITE` (its weights do
/// not arrive whole), `HEDGEROW_STALLING_SITE` (they stop on the way) and `HEDGEROW_WEBDRIVER`, and
/// what to ask of the browser in `xtask/webdriver.json`. They are ignored in a plain `cargo test`,
/// where neither is there.
pub fn run(site: Site, kind: Kind) -> Result<()> {
    let damaged = serve(Shows::Site(damaged(site.files.clone())))?;
    let stalling = serve(Shows::Stalling(impatient(site.files.clone())?, is_weights))?;
    let address = serve(Shows::Site(site.files))?;
    let driver = Driver::start(&chromedriver()?)?;
    let mut command = cargo(&["test", "--package", "hedgerow", "--features", "cli"]);
    command.args(["--test", "browser", "--", "--ignored"]);
    command.args(match kind {
        Kind::Tests => ["--skip", "bench_"].as_slice(),
        Kind::Benches => &["bench_", "--nocapture", "--test-threads", "1"],
    });
    command.env("HEDGEROW_SITE", address);
    command.env("HEDGEROW_DAMAGED_SITE", damaged);
    command.env("HEDGEROW_STALLING_SITE", stalling);
    command.env("HEDGEROW_WEBDRIVER", driver.address());
    run_program(&mut command)
}

fn serve(shows: Shows) -> Result<String> {
    server::start(0, SUB_PATH, Shown::new(RwLock::new(shows)))
}

fn is_weights(path: &str) -> bool {
    path.starts_with("www/model/") && path.ends_with(".gz")
}

/// A site whose weights a bad line has cut.
fn damaged(mut files: Files) -> Files {
    for (_, content) in files.iter_mut().filter(|(path, _)| is_weights(path)) {
        content.truncate(content.len() / 2);
    }
    files
}

/// A site that soon gives up waiting for its weights, so that a test need not wait as long as a
/// visitor may.
fn impatient(mut files: Files) -> Result<Files> {
    const LONG: &str = "PATIENCE=20000;";
    let script = |path: &str| path.starts_with("www/worker-weights.") && path.ends_with(".js");
    let (path, content) = (files.iter_mut())
        .find(|(path, _)| script(path))
        .context("there is no script that fetches weights")?;
    let patient = str::from_utf8(content)?;
    ensure!(patient.contains(LONG), "{path} does not say {LONG}");
    *content = patient.replace(LONG, "PATIENCE=500;").into_bytes();
    Ok(files)
}
