//! `cargo xtask test`: all that must hold, in an order in which the quick things fail first.

use crate::build;
use crate::cargo::{cargo, run};
use crate::end_to_end::{self, Kind};
use crate::eval;
use crate::report::{seconds, step};
use crate::site::Site;
use crate::tools::{self, WASM};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
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
    site: Option<Site>,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    work: fn(&mut Found) -> Result<()>,
}

/// What all others rest on.
const TOOLS: Step = Step {
    name: "tools",
    work: install,
};

#[rustfmt::skip]
const STEPS: &[Step] = &[
    Step { name: "format", work: format },
    Step { name: "lints", work: lints },
    Step { name: "native", work: native },
    Step { name: "docs", work: docs },
    Step { name: "wasm", work: wasm },
    Step { name: "site", work: site },
    Step { name: "scores", work: scores },
    Step { name: "browser", work: browser },
];

/// How many seconds a headless wasm test binary may take on a slow machine.
const WASM_TEST_PATIENCE: &str = "180";

/// Runs the steps named in `only`, or every one, up to the first that fails, and says how long
/// each took.
pub fn command(scope: Scope, only: &[String]) -> Result<()> {
    let steps = match scope {
        Scope::Usual | Scope::All => chosen(only)?,
    };
    let mut found = Found::default();
    let mut times = Vec::new();
    let mut outcome = Ok(());
    for Step { name, work } in &steps {
        let start = Instant::now();
        outcome = step(name, || work(&mut found)).with_context(|| format!("{name} failed"));
        times.push(start.elapsed());
        if outcome.is_err() {
            break;
        }
    }
    summary(&steps, &times, outcome.is_ok());
    outcome
}

fn chosen(only: &[String]) -> Result<Vec<&'static Step>> {
    let known = || STEPS.iter().map(|step| step.name);
    if let Some(unknown) = only
        .iter()
        .find(|name| !known().any(|known| known == *name))
    {
        let known: Vec<_> = known().collect();
        bail!(
            "there is no step {unknown:?}; there are {}",
            known.join(", ")
        );
    }
    let chosen = STEPS
        .iter()
        .filter(|step| only.is_empty() || only.iter().any(|name| name == step.name));
    Ok(std::iter::once(&TOOLS).chain(chosen).collect())
}

fn summary(steps: &[&Step], times: &[Duration], passed: bool) {
    println!("\nSummary");
    for (index, Step { name, .. }) in steps.iter().enumerate() {
        let last = index + 1 == times.len();
        let verdict = match times.get(index) {
            None => "not run".to_string(),
            Some(time) if last && !passed => format!("FAILED after {}", seconds(*time)),
            Some(time) => format!("passed in {}", seconds(*time)),
        };
        println!("    {name:<10} {verdict}");
    }
    let verdict = if passed { "passed" } else { "FAILED" };
    println!(
        "    {:<10} {verdict} in {}",
        "all",
        seconds(times.iter().sum())
    );
}

fn install(found: &mut Found) -> Result<()> {
    tools::wasm_target()?;
    tools::components()?;
    found.chromedriver = tools::chromedriver()?;
    Ok(())
}

fn format(_: &mut Found) -> Result<()> {
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

fn docs(_: &mut Found) -> Result<()> {
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
    found.site = Some(build::release()?);
    Ok(())
}

fn scores(_: &mut Found) -> Result<()> {
    eval::check_floors()
}

fn browser(found: &mut Found) -> Result<()> {
    let site = match found.site.take() {
        Some(site) => site,
        None => build::release()?,
    };
    end_to_end::run(site, &found.chromedriver, Kind::Tests)
}
