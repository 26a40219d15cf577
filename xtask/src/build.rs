//! From sources to the static site: two wasm files with their glue, `index.html` and `www/`.

use crate::budget;
use crate::cargo::{cargo, hedgerow, output, root, run, target_dir};
use crate::compress;
use crate::glue;
use crate::minify;
use crate::order;
use crate::report::{kilobytes, step};
use crate::site::{self, ENTRY, Files, Site};
use crate::tools::{Tool, WASM};
use anyhow::{Context, Result};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::{Bindgen, Output};

/// A wasm binary of the package: its name is its release profile's too.
#[derive(Debug, Clone, Copy)]
struct Binary {
    name: &'static str,
    features: &'static str,
    rustflags: &'static [&'static str],
    /// Whether it reads the lexicons.
    reads: bool,
}

const BINARIES: &[Binary] = &[
    Binary {
        name: "page",
        features: "page",
        // Data begin where the stack ends. Below a megabyte their addresses are a byte shorter,
        // wherever code says them; the page needs no more stack than that.
        rustflags: &["-Clink-arg=-zstack-size=524288"],
        reads: false,
    },
    WORKER,
];

// Every browser with module workers that we support has SIMD; the page, which has to say so to
// the others, does without.
const WORKER: Binary = Binary {
    name: "worker",
    features: "worker",
    rustflags: &["-Ctarget-feature=+simd128"],
    reads: true,
};

/// What a build is for.
#[derive(Debug, Clone, Copy)]
pub enum Purpose {
    /// To be hosted: small and fast.
    Release,
    /// To be looked at while one works: soon there, nearly as fast.
    Serve,
}

/// `cargo xtask build`
pub fn command() -> Result<()> {
    release().map(drop)
}

/// Builds the site as it is hosted, into `dist/`, and holds it to its budgets.
pub fn release() -> Result<Site> {
    let site = build(Purpose::Release)?;
    let written = write(&site)?;
    budget::check(&site, &written)?;
    Ok(site)
}

/// Builds the site in memory, under hashed names.
pub fn build(purpose: Purpose) -> Result<Site> {
    Tool::WasmTarget.install()?;
    let mut files = Files::new();
    for binary in BINARIES {
        step(format!("compile {}", binary.name), || {
            compile(*binary, purpose)
        })?;
        step(format!("bind {}", binary.name), || {
            bind(*binary, purpose, &mut files)
        })?;
    }
    read_sources(&mut files)?;
    if matches!(purpose, Purpose::Release) {
        step("minify", || minify::shrink(&mut files))?;
    }
    let mut site = site::hash_names(files)?;
    for path in site.leave_out_lost() {
        println!("    left out: {path}, for nothing that the page loads refers to it");
    }
    Ok(site)
}

/// What `tests/browser/bench.rs` times: a worker of its own with the engine's stages, built as the
/// site's is, and the weights of the site.
const STAGES: Binary = Binary {
    features: "bench",
    ..WORKER
};
const STAGES_SCRIPT: &str = "import init, { Stages } from './worker.js';
const weights = async (name) => {
  const file = await fetch(new URL(name, import.meta.url));
  return new Response(file.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
};
await init({ module_or_path: new URL('./worker_bg.wasm', import.meta.url) });
const stages = new Stages(...(await Promise.all(WEIGHTS.map(weights))));
self.onmessage = ({ data: { stage, text } }) => {
  const start = performance.now();
  stages[stage](text);
  self.postMessage(performance.now() - start);
};
self.postMessage('ready');
";

/// The files of weights, in the order in which `Stages` takes them.
const WEIGHTS: [&str; 3] = [
    "en.weights.gz",
    "en.syntax.weights.gz",
    "en.claims.weights.gz",
];

/// The files of [`STAGES`], below `peers/`.
pub fn stages() -> Result<Files> {
    let mut files = Files::new();
    step("compile the stages", || compile(STAGES, Purpose::Release))?;
    let out = target_dir().join("xtask/stages");
    bound(STAGES, Purpose::Release)?.emit(&out)?;
    read_tree(&out, "peers/", &mut files)?;
    let names = WEIGHTS.map(|name| format!("'./{name}'")).join(", ");
    let script = STAGES_SCRIPT.replace("WEIGHTS", &format!("[{names}]"));
    files.insert("peers/stages.js".into(), script.into());
    for name in WEIGHTS {
        let path = root().join("www/model").join(name);
        let content = fs::read(&path).with_context(|| path.display().to_string())?;
        files.insert(format!("peers/{name}"), content);
    }
    Ok(files)
}

/// Writes the site with its compressed twins to `dist/`, which then holds nothing else.
/// Returns all that was written.
fn write(site: &Site) -> Result<Files> {
    let mut files = step("compress", || compress::twins(&site.files))?;
    files.extend(site.files.clone());
    let dist = root().join("dist");
    step("write dist/", || {
        // Written beside and then moved, so that dist/ is never half a site.
        let fresh = target_dir().join("xtask/dist");
        if fresh.exists() {
            fs::remove_dir_all(&fresh)?;
        }
        for (path, content) in &files {
            let path = fresh.join(path);
            fs::create_dir_all(path.parent().unwrap_or(&fresh))?;
            fs::write(&path, content)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        if dist.exists() {
            fs::remove_dir_all(&dist)?;
        }
        fs::rename(&fresh, &dist).context("cannot move the site to dist/")
    })?;
    Ok(files)
}

fn compile(binary: Binary, purpose: Purpose) -> Result<()> {
    let profile = profile(binary, purpose);
    let mut command = cargo(&["build", "--target", WASM, "--bin", binary.name]);
    command.args(["--features", binary.features, "--profile", profile]);
    // To build them natively first takes longer than it saves who looks at what was changed.
    if binary.reads && matches!(purpose, Purpose::Release) {
        command.args(["--features", "built"]);
        command.env("HEDGEROW_LEXICON", lexicons()?);
    }
    command.arg("--target-dir").arg(target_dir());
    // Encoded, because a path may hold spaces.
    command.env("CARGO_ENCODED_RUSTFLAGS", rustflags(binary).join("\u{1f}"));
    run(&mut command)
}

/// The file of the lexicons that take long to build, built by the program.
fn lexicons() -> Result<PathBuf> {
    let built = output(&mut hedgerow(&["lexicons"]))?;
    let path = target_dir().join("xtask/lexicons");
    fs::create_dir_all(target_dir().join("xtask"))?;
    fs::write(&path, built).with_context(|| path.display().to_string())?;
    Ok(path)
}

/// A binary's own flags, and those that keep this machine's paths out of it: it then tells nobody
/// where it was built, and has the same bytes wherever that is.
fn rustflags(binary: Binary) -> Vec<String> {
    let mut flags: Vec<String> = binary
        .rustflags
        .iter()
        .map(|flag| flag.to_string())
        .collect();
    let sources = cargo_home().map(|home| (home.join("registry/src"), "registry"));
    for (path, name) in sources
        .into_iter()
        .chain([(root().to_path_buf(), "hedgerow")])
    {
        flags.push(format!("--remap-path-prefix={}={name}", path.display()));
    }
    flags
}

/// Where cargo keeps the sources of other crates.
fn cargo_home() -> Option<PathBuf> {
    let named = env::var_os("CARGO_HOME").map(PathBuf::from);
    named.or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// Runs wasm-bindgen, and adds what it wrote to `files`.
fn bind(binary: Binary, purpose: Purpose, files: &mut Files) -> Result<()> {
    let Binary { name, .. } = binary;
    let out = target_dir().join("xtask").join(name);
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    let shipped = matches!(purpose, Purpose::Release);
    let mut output = bound(binary, purpose)?;
    let names = match shipped {
        true => glue::shorten(&mut output),
        false => glue::Names::new(),
    };
    output.emit(&out)?;
    read_tree(&out, "www/", files)?;
    let script = files.entry(format!("www/{name}.js")).or_default();
    let renamed = glue::renamed(&String::from_utf8_lossy(script), &names);
    *script = match shipped {
        true => glue::started_once(&renamed)?.into_bytes(),
        false => renamed.into_bytes(),
    };
    let bound = files.entry(format!("www/{name}_bg.wasm")).or_default();
    if shipped {
        *bound = order::sorted(bound).with_context(|| format!("cannot sort {name}_bg.wasm"))?;
    }
    println!("    {name}_bg.wasm: {}", kilobytes(bound.len()));
    Ok(())
}

/// What wasm-bindgen makes of a compiled binary.
fn bound(binary: Binary, purpose: Purpose) -> Result<Output> {
    let wasm = target_dir()
        .join(WASM)
        .join(profile(binary, purpose))
        .join(format!("{}.wasm", binary.name));
    let shipped = matches!(purpose, Purpose::Release);
    Bindgen::new()
        .input_path(&wasm)
        .web(true)?
        .typescript(false)
        // The loaders name the wasm: their references are rewritten like any other.
        .omit_default_module_path(true)
        .remove_name_section(shipped)
        .remove_producers_section(shipped)
        .generate_output()
        .with_context(|| format!("wasm-bindgen failed on {}", wasm.display()))
}

fn profile(binary: Binary, purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Release => binary.name,
        Purpose::Serve => "serve",
    }
}

/// Adds what the site is made of as it stands in the repository.
fn read_sources(files: &mut Files) -> Result<()> {
    let entry = fs::read(root().join(ENTRY)).with_context(|| format!("cannot read {ENTRY}"))?;
    files.insert(ENTRY.into(), entry);
    read_tree(&root().join("www"), "www/", files)
}

/// Adds every file below `dir` to `files`, but hidden ones; their paths begin with `prefix`.
fn read_tree(dir: &Path, prefix: &str, files: &mut Files) -> Result<()> {
    let entries = fs::read_dir(dir).with_context(|| format!("cannot read {}", dir.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            read_tree(&path, &format!("{prefix}{name}/"), files)?;
        } else {
            let content =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.insert(format!("{prefix}{name}"), content);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// With and without comments, which `serve` leaves in: they name files too.
    #[test]
    fn the_sources_can_be_named_for_serve_as_for_release() {
        let mut files = Files::new();
        read_sources(&mut files).unwrap();
        for binary in BINARIES {
            files.insert(format!("www/{}.js", binary.name), Vec::new());
            files.insert(format!("www/{}_bg.wasm", binary.name), Vec::new());
        }
        let served = site::hash_names(files.clone()).unwrap();
        minify::shrink(&mut files).unwrap();
        let shipped = site::hash_names(files).unwrap();
        for site in [served, shipped] {
            let reached = site.reachable();
            for binary in BINARIES {
                let wasm = format!("www/{}_bg.", binary.name);
                assert!(reached.iter().any(|path| path.starts_with(&wasm)), "{wasm}");
            }
        }
    }
}
