//! What must be installed, and how it comes there. Every install step of the project is here.

use crate::cargo::{cargo, line, run, succeeds};
use anyhow::{Context, Result, bail};
use std::env;
use std::path::PathBuf;
use std::process::Command;

pub const WASM: &str = "wasm32-unknown-unknown";

/// What Debian and its kin call a browser, its driver, and a font for it to write with.
const PACKAGES: &[&str] = &["chromium", "chromium-driver", "fonts-liberation"];

/// The names under which a browser that our driver can start is found.
const BROWSERS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Something that may be missing on a machine that has rustup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    Formatter,
    Linter,
    WasmTarget,
    /// With its driver.
    Browser,
}

impl Tool {
    /// Installs it where it is missing and we may; otherwise the error names what to install.
    pub fn install(self) -> Result<()> {
        match self {
            Self::Formatter => component("rustfmt", "fmt"),
            Self::Linter => component("clippy", "clippy"),
            Self::WasmTarget => wasm_target(),
            Self::Browser => chromedriver().map(drop),
        }
    }
}

fn wasm_target() -> Result<()> {
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output();
    let sysroot = sysroot.context("cannot start rustc: install Rust from https://rustup.rs")?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    match sysroot.join("lib/rustlib").join(WASM).is_dir() {
        true => Ok(()),
        false => rustup(&["target", "add", WASM]),
    }
}

fn component(name: &str, command: &str) -> Result<()> {
    match succeeds(&mut cargo(&[command, "--version"])) {
        true => Ok(()),
        false => rustup(&["component", "add", name]),
    }
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("rustup");
    command.args(arguments);
    println!("    {}", line(&command));
    run(&mut command).with_context(|| {
        let needed = arguments.last().unwrap_or(&"");
        format!("the toolchain lacks {needed}, and rustup could not add it; is the network there?")
    })
}

/// Where the driver of a browser is. Installs both where either is missing and we may.
pub fn chromedriver() -> Result<PathBuf> {
    if let Some(driver) = installed() {
        return Ok(driver);
    }
    let packages = PACKAGES.join(" ");
    let Some(may) = root_prefix() else {
        bail!(
            "the browser tests need Chromium and its driver, and we may not install them here: \
             as root, `apt-get install {packages}`, or what your system has in their place, so \
             that `chromium` and `chromedriver` are on the PATH; or set CHROMEDRIVER"
        );
    };
    println!("    Chromium or its driver is missing: apt-get installs {packages}");
    let apt = |arguments: &[&str]| {
        let words = may
            .iter()
            .chain(&["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]);
        let mut words = words.chain(arguments);
        let mut command = Command::new(words.next().unwrap_or(&"env"));
        run(command.args(words))
    };
    let install = [&["install", "-y", "--no-install-recommends"], PACKAGES].concat();
    apt(&["update"]).and_then(|()| apt(&install)).with_context(|| {
        format!("Chromium and its driver could not be installed; is the network there? Needed: {packages}")
    })?;
    installed()
        .context("apt-get ran, and still there is no `chromium` and `chromedriver` on the PATH")
}

/// The driver, where a browser for it is there too. Who names a driver vouches for its browser.
fn installed() -> Option<PathBuf> {
    if let Some(driver) = env::var_os("CHROMEDRIVER") {
        return Some(driver.into());
    }
    let browser = BROWSERS.iter().find_map(|name| on_path(name));
    browser.and(on_path("chromedriver"))
}

fn on_path(program: &str) -> Option<PathBuf> {
    let program = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH")?)
        .map(|dir| dir.join(&program))
        .find(|path| path.is_file())
}

/// What goes before a command that only root may run; none where we cannot be root.
fn root_prefix() -> Option<&'static [&'static str]> {
    on_path("apt-get")?;
    let user = Command::new("id").arg("-u").output().ok()?;
    if user.stdout.trim_ascii() == b"0" {
        return Some(&[]);
    }
    succeeds(Command::new("sudo").args(["-n", "true"])).then_some(&["sudo", "-n"])
}
