//! `cargo xtask test`: all that must hold, in an order in which the quick things fail first.

use crate::build;
use crate::cargo::{cargo, run};
use crate::driver::Driver;
use crate::eval;
use crate::report::{seconds, step};
use crate::server::{self, Shown, Shows};
use crate::site::Site;
use crate::tools::{self, WASM};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::sync::RwLock;
use std::time::{Duration, Instant};

/// How much is tested. The same today; what needs more than a browser comes under `All`.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    Usual,
    All,
}

/// What later steps need of earlier ones.
#[derive(Debug, Default)]
struct Found {
    chromedriver: PathBuf,
    site: Site,
}

type Step = (&'static str, fn(&mut Found) -> Result<()>);

const STEPS: &[Step] = &[
    ("tools", install),
    ("formatting", formatting),
    ("lints", lints),
    ("native tests", native),
    ("documentation", documentation),
    ("wasm tests", wasm),
    ("site and its size", site),
    ("scores", scores),
    ("browser tests", browser),
];

/// The part of a test site's address that shows whether it works below a sub-path.
const SUB_PATH: &str = "/some/sub-path/";

/// How many seconds a headless wasm test binary may take on a slow machine.
const WASM_TEST_PATIENCE: &str = "180";

/// Runs every step up to the first that fails, and says how long each took.
pub fn command(scope: Scope) -> Result<()> {
    match scope {
        Scope::Usual | Scope::All => {}
    }
    let mut found = Found::default();
    let mut times = Vec::new();
    let mut outcome = Ok(());
    for (name, work) in STEPS {
        let start = Instant::now();
        outcome =
            step(name, || work(&mut found)).with_context(|| format!("the step {name:?} failed"));
        times.push(start.elapsed());
        if outcome.is_err() {
            break;
        }
    }
    summary(&times, outcome.is_ok());
    outcome
}

fn summary(times: &[Duration], passed: bool) {
    println!("\nSummary");
    for (index, (name, _)) in STEPS.iter().enumerate() {
        let last = index + 1 == times.len();
        let verdict = match times.get(index) {
            None => "not run".to_string(),
            Some(time) if last && !passed => format!("FAILED after {}", seconds(*time)),
            Some(time) => format!("passed in {}", seconds(*time)),
        };
        println!("    {name:<20} {verdict}");
    }
    let verdict = if passed { "All tests passed" } else { "FAILED" };
    println!("    {verdict} in {}", seconds(times.iter().sum()));
}

fn install(found: &mut Found) -> Result<()> {
    tools::wasm_target()?;
    tools::components()?;
    found.chromedriver = tools::chromedriver()?;
    Ok(())
}

fn formatting(_: &mut Found) -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

/// Both targets, with every set of features that is built for it.
fn lints(_: &mut Found) -> Result<()> {
    let targets: &[&[&str]] = &[
        &[
            "--package",
            "hedgerow",
            "--features",
            "cli",
            "--all-targets",
        ],
        &["--package", "xtask", "--all-targets"],
        &[
            "--package",
            "hedgerow",
            "--target",
            WASM,
            "--features",
            "page",
            "--bin",
            "page",
        ],
        &[
            "--package",
            "hedgerow",
            "--target",
            WASM,
            "--features",
            "page,worker",
            "--bins",
            "--test",
            "web",
        ],
    ];
    for target in targets {
        run(cargo(&["clippy"])
            .args(*target)
            .args(["--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn native(_: &mut Found) -> Result<()> {
    run(&mut cargo(&[
        "test",
        "--package",
        "hedgerow",
        "--features",
        "cli",
        "--no-fail-fast",
    ]))?;
    run(&mut cargo(&["test", "--package", "xtask"]))
}

fn documentation(_: &mut Found) -> Result<()> {
    let mut command = cargo(&[
        "doc",
        "--package",
        "hedgerow",
        "--features",
        "cli",
        "--no-deps",
    ]);
    run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn wasm(found: &mut Found) -> Result<()> {
    let mut command = cargo(&["test", "--package", "hedgerow", "--target", WASM]);
    command.args(["--features", "page,worker", "--test", "web"]);
    command.env("CHROMEDRIVER", &found.chromedriver);
    command.env("WASM_BINDGEN_TEST_TIMEOUT", WASM_TEST_PATIENCE);
    run(&mut command)
}

fn site(found: &mut Found) -> Result<()> {
    found.site = build::release()?;
    Ok(())
}

fn scores(_: &mut Found) -> Result<()> {
    eval::check_floors()
}

/// The tests find the site and the driver by two variables, and what to ask of the browser in
/// `xtask/webdriver.json`. They are ignored in a plain `cargo test`, where neither runs.
fn browser(found: &mut Found) -> Result<()> {
    if found.site.files.is_empty() {
        bail!("there is no site to test");
    }
    let files = std::mem::take(&mut found.site.files);
    let address = server::start(0, SUB_PATH, Shown::new(RwLock::new(Shows::Site(files))))?;
    let driver = Driver::start(&found.chromedriver)?;
    let mut command = cargo(&[
        "test",
        "--package",
        "hedgerow",
        "--features",
        "cli",
        "--test",
        "browser",
    ]);
    command.args(["--no-fail-fast", "--", "--ignored"]);
    command.env("HEDGEROW_SITE", address);
    command.env("HEDGEROW_WEBDRIVER", driver.address());
    run(&mut command)
}
