//! `tests/browser`: the built site, in a real browser that is steered from outside.

use crate::cargo::{cargo, run as run_program};
use crate::driver::Driver;
use crate::server::{self, Shown, Shows};
use crate::site::Site;
use crate::tools::chromedriver;
use anyhow::Result;
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
/// The tests find both by the variables `HEDGEROW_SITE` and `HEDGEROW_WEBDRIVER`, and what to
/// ask of the browser in `xtask/webdriver.json`. They are ignored in a plain `cargo test`, where
/// neither is there.
pub fn run(site: Site, kind: Kind) -> Result<()> {
    let shown = Shown::new(RwLock::new(Shows::Site(site.files)));
    let address = server::start(0, SUB_PATH, shown)?;
    let driver = Driver::start(&chromedriver()?)?;
    let mut command = cargo(&["test", "--package", "hedgerow", "--features", "cli"]);
    command.args(["--test", "browser", "--", "--ignored"]);
    command.args(match kind {
        Kind::Tests => ["--skip", "bench_"].as_slice(),
        Kind::Benches => &["bench_", "--nocapture", "--test-threads", "1"],
    });
    command.env("HEDGEROW_SITE", address);
    command.env("HEDGEROW_WEBDRIVER", driver.address());
    run_program(&mut command)
}
