//! `cargo xtask test`: all that must hold, in an order in which the quick things fail first.

use crate::build;
use crate::cargo::{cargo, run};
use crate::end_to_end::{self, Kind};
use crate::eval;
use crate::report::Log;
use crate::site::Site;
use crate::tools::{self, Tool, WASM};
use anyhow::{Result, bail};
use std::collections::BTreeSet;

/// How much is tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Usual,
    /// Also what needs more than Rust and a browser; nothing yet does.
    All,
}
use Scope::Usual;
use Tool::{Browser, Formatter, Linter, WasmTarget};

/// What a step leaves for later ones.
#[derive(Debug, Default)]
struct Made {
    site: Option<Site>,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    from: Scope,
    needs: &'static [Tool],
    work: fn(&mut Made) -> Result<()>,
}

#[rustfmt::skip]
const STEPS: &[Step] = &[
    Step { name: "format", from: Usual, needs: &[Formatter], work: format },
    Step { name: "lints", from: Usual, needs: &[Linter, WasmTarget], work: lints },
    Step { name: "native", from: Usual, needs: &[], work: native },
    Step { name: "docs", from: Usual, needs: &[], work: docs },
    Step { name: "wasm", from: Usual, needs: &[WasmTarget, Browser], work: wasm },
    Step { name: "site", from: Usual, needs: &[WasmTarget], work: site },
    Step { name: "scores", from: Usual, needs: &[], work: scores },
    Step { name: "browser", from: Usual, needs: &[WasmTarget, Browser], work: browser },
];

/// How many seconds a headless wasm test binary may take on a slow machine.
const WASM_TEST_PATIENCE: &str = "180";

/// Runs the steps named in `only`, or all, up to the first that fails, and says how long each
/// took. What they need is installed before, so that nobody waits to hear that it is missing.
pub fn command(scope: Scope, only: &[String]) -> Result<()> {
    let steps = chosen(scope, only)?;
    let tools: BTreeSet<Tool> = steps.iter().flat_map(|step| step.needs).copied().collect();
    let mut log = Log::default();
    let mut made = Made::default();
    let mut outcome = log.step("tools", || tools.iter().try_for_each(|tool| tool.install()));
    for Step { name, work, .. } in steps {
        match outcome {
            Ok(()) => outcome = log.step(name, || work(&mut made)),
            Err(_) => log.skip(name),
        }
    }
    println!("{log}");
    outcome
}

fn chosen(scope: Scope, only: &[String]) -> Result<Vec<&'static Step>> {
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
    let is_chosen = |step: &&Step| match only {
        [] => step.from <= scope,
        only => only.iter().any(|name| name == step.name),
    };
    Ok(STEPS.iter().filter(is_chosen).collect())
}

fn format(_: &mut Made) -> Result<()> {
    run(&mut cargo(&["fmt", "--all", "--check"]))
}

/// Both targets; the page by itself, too, as it is built.
fn lints(_: &mut Made) -> Result<()> {
    let targets: &[&[&str]] = &[
        &[
            "--package",
            "hedgerow",
            "--features",
            "cli,train",
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

fn native(_: &mut Made) -> Result<()> {
    run(&mut cargo(&[
        "test",
        "--package",
        "hedgerow",
        "--features",
        "cli,train",
        "--no-fail-fast",
    ]))?;
    run(&mut cargo(&["test", "--package", "xtask"]))
}

fn docs(_: &mut Made) -> Result<()> {
    let mut command = cargo(&[
        "doc",
        "--package",
        "hedgerow",
        "--features",
        "cli,train",
        "--no-deps",
    ]);
    run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

fn wasm(_: &mut Made) -> Result<()> {
    let mut command = cargo(&["test", "--package", "hedgerow", "--target", WASM]);
    command.args(["--features", "page,worker", "--test", "web"]);
    command.env("CHROMEDRIVER", tools::chromedriver()?);
    command.env("WASM_BINDGEN_TEST_TIMEOUT", WASM_TEST_PATIENCE);
    run(&mut command)
}

fn site(made: &mut Made) -> Result<()> {
    made.site = Some(build::release()?);
    Ok(())
}

fn scores(_: &mut Made) -> Result<()> {
    eval::check_floors()
}

fn browser(made: &mut Made) -> Result<()> {
    let site = match made.site.take() {
        Some(site) => site,
        None => build::release()?,
    };
    end_to_end::run(site, Kind::Tests)
}
