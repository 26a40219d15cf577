//! `cargo xtask bench`: how fast the engine is, natively and in a browser. Figures depend on the
//! machine, so none fails; those worth keeping stand in `benches/RECORD.md`.

use crate::build;
use crate::cargo::{cargo, run};
use crate::end_to_end::{self, Kind};
use crate::peers;
use crate::report::step;
use crate::tools::Tool;
use anyhow::Result;

pub fn command() -> Result<()> {
    Tool::Browser.install()?;
    step("native, each stage", || {
        let mut command = cargo(&["bench", "--package", "hedgerow", "--features", "cli"]);
        // In the order of the source, which is the order of the stages.
        run(command.args(["--bench", "engine", "--", "--sort", "location"]))
    })?;
    let mut site = build::release()?;
    site.files.extend(build::stages()?);
    match peers::files() {
        Ok(files) => site.files.extend(files),
        Err(error) => println!("    going without other tools to compare with: {error:#}"),
    }
    step("in the browser", || end_to_end::run(site, Kind::Benches))
}
