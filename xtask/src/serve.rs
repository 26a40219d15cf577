//! `cargo xtask serve`: the site as it is now, for the one who works on it.

use crate::build::{Purpose, build};
use crate::report::seconds;
use crate::server::{self, Shown, Shows};
use crate::watch::{State, Watch};
use anyhow::Result;
use std::sync::RwLock;
use std::time::Instant;

/// Show the page in the browser.
#[derive(Debug)]
pub struct Open;

pub fn command(port: u16, open: Option<Open>) -> Result<()> {
    // The port is taken first: who cannot have it should not wait for a build to hear that.
    let shown = Shown::new(RwLock::new(Shows::Nothing(
        "The site is not built yet: look at the terminal, then reload.",
    )));
    let address = server::start(port, "/", shown.clone())?;
    let watch = Watch::new()?;
    let mut open = open;
    let mut built = State::new();
    loop {
        let state = watch.wait(&built)?;
        let start = Instant::now();
        match build(Purpose::Serve) {
            Ok(site) => {
                *shown
                    .write()
                    .unwrap_or_else(|poisoned| poisoned.into_inner()) = Shows::Site(site.files);
                println!(
                    "\n    Built in {}. Hedgerow is at {address}",
                    seconds(start.elapsed())
                );
                if let Some(Open) = open.take()
                    && let Err(error) = open::that_detached(&address)
                {
                    println!(
                        "    No browser could be started ({error}): open that address yourself."
                    );
                }
            }
            Err(error) => println!(
                "\n    The build failed: {error:#}\n    What was built before stays at {address}"
            ),
        }
        println!(
            "    Rebuilds when src/, www/, index.html or Cargo.toml change; Ctrl-C ends it.\n"
        );
        built = state;
    }
}
