//! What must be installed, and how it comes there. Every install step of the project is here.

use crate::cargo::{cargo, line, run, succeeds};
use anyhow::{Context, Result, anyhow};
use std::env;
use std::ffi::OsStr;
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
    let prefix = root_prefix(&Machine::ours()).map_err(|reason| {
        anyhow!(
            "the browser tests need Chromium and its driver, and xtask cannot install them here: \
             {reason}. As root, `apt-get install {packages}`, or what your system has in their \
             place, so that `chromium` and `chromedriver` are on the PATH; or set CHROMEDRIVER"
        )
    })?;
    println!(
        "    Chromium or its driver is missing: apt-get installs {packages} and what they need, \
         some 200 MB to fetch"
    );
    let install = [&["install", "-y", "--no-install-recommends"], PACKAGES].concat();
    apt_get(prefix, &["update"])
        .and_then(|()| apt_get(prefix, &install))
        .with_context(|| {
            format!(
                "Chromium and its driver could not be installed; needed: {packages}. Is the \
                 network there? Ubuntu has them as a snap instead: `snap install chromium`"
            )
        })?;
    installed()
        .context("apt-get ran, and still there is no `chromium` and `chromedriver` on the PATH")
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    // It asks nothing, and waits where another install holds the lock.
    let fixed = [
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-q",
        "-o",
        "DPkg::Lock::Timeout=300",
    ];
    let mut words = prefix.iter().chain(&fixed).chain(arguments);
    let mut command = Command::new(words.next().unwrap_or(&"env"));
    command.args(words);
    println!("    {}", line(&command));
    run(&mut command)
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
    found_in(&env::var_os("PATH")?, program)
}

fn found_in(path: &OsStr, program: &str) -> Option<PathBuf> {
    let program = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(path)
        .map(|dir| dir.join(&program))
        .find(|path| path.is_file())
}

/// What decides whether we may install: plain data, so that a test need touch no machine.
#[derive(Debug, Clone, Copy)]
struct Machine {
    has_apt_get: bool,
    is_root: bool,
    /// Whether sudo lets us in without a password.
    has_sudo: bool,
}

impl Machine {
    fn ours() -> Self {
        let user = Command::new("id").arg("-u").output();
        let is_root = user.is_ok_and(|user| user.stdout.trim_ascii() == b"0");
        Self {
            has_apt_get: on_path("apt-get").is_some(),
            is_root,
            has_sudo: !is_root && succeeds(Command::new("sudo").args(["-n", "true"])),
        }
    }
}

/// What goes before a command that only root may run, or why we may not run it.
fn root_prefix(machine: &Machine) -> Result<&'static [&'static str], &'static str> {
    match *machine {
        Machine {
            has_apt_get: false, ..
        } => Err("there is no apt-get"),
        Machine { is_root: true, .. } => Ok(&[]),
        Machine { has_sudo: true, .. } => Ok(&["sudo", "-n"]),
        _ => Err("we are not root, and sudo does not let us in without a password"),
    }
}

#[cfg(test)]
mod tests {
    //! These tests read only. A test that put programs of its own on a PATH once wrote through a
    //! symbolic link into the system's.

    use super::*;

    #[test]
    fn who_may_install_and_why_not() {
        let prefix = |has_apt_get, is_root, has_sudo| {
            root_prefix(&Machine {
                has_apt_get,
                is_root,
                has_sudo,
            })
        };
        assert_eq!(prefix(true, true, false), Ok([].as_slice()));
        assert_eq!(prefix(true, false, true), Ok(["sudo", "-n"].as_slice()));
        assert!(prefix(true, false, false).unwrap_err().contains("not root"));
        assert!(prefix(false, true, true).unwrap_err().contains("apt-get"));
    }

    #[cfg(unix)]
    #[test]
    fn programs_are_files_in_the_folders_of_the_path() {
        let xtask = env!("CARGO_MANIFEST_DIR");
        let path = env::join_paths(["/nowhere", xtask]).unwrap();
        let found = found_in(&path, "Cargo.toml").unwrap();
        assert_eq!(found, PathBuf::from(xtask).join("Cargo.toml"));
        assert_eq!(found_in(&path, "src"), None, "a folder is no program");
        assert_eq!(found_in(&path, "none"), None);
    }
}
