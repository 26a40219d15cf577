//! The files that the site is made of, and when they change.

use crate::cargo::root;
use anyhow::{Context, Result};
use notify_debouncer_mini::notify::{RecommendedWatcher, RecursiveMode};
use notify_debouncer_mini::{DebounceEventResult, Debouncer, new_debouncer};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};

/// What a site is made of, from the project's root.
const SOURCES: &[&str] = &["src", "www", "index.html", "Cargo.toml"];

/// How long files must rest before a change counts: editors write in bursts.
const REST: Duration = Duration::from_millis(150);

/// When each file was written and how long it is. Two equal states build the same site.
pub type State = BTreeMap<PathBuf, (Option<SystemTime>, u64)>;

#[derive(Debug)]
pub struct Watch {
    events: Receiver<DebounceEventResult>,
    /// Watches until it is dropped.
    _debouncer: Debouncer<RecommendedWatcher>,
}

impl Watch {
    pub fn new() -> Result<Self> {
        let (send, events) = channel();
        let mut debouncer = new_debouncer(REST, send).context("cannot watch files")?;
        let watcher = debouncer.watcher();
        // Single files are watched by their directory: editors put new ones in their place.
        watcher.watch(root(), RecursiveMode::NonRecursive)?;
        for dir in SOURCES
            .iter()
            .map(|name| root().join(name))
            .filter(|path| path.is_dir())
        {
            watcher.watch(&dir, RecursiveMode::Recursive)?;
        }
        Ok(Self {
            events,
            _debouncer: debouncer,
        })
    }

    /// Waits until the sources differ from `built`, and returns what they are then. Events alone
    /// do not tell: on some systems reading a file is one, and a build reads them all.
    pub fn wait(&self, built: &State) -> Result<State> {
        loop {
            let state = sources();
            if state != *built {
                return Ok(state);
            }
            self.events.recv()?.context("cannot watch files")?;
        }
    }
}

/// The sources as they are now.
pub fn sources() -> State {
    let mut state = State::new();
    for name in SOURCES {
        collect(&root().join(name), &mut state);
    }
    state
}

fn collect(path: &Path, state: &mut State) {
    // A file that vanishes while we look is one that changed: the next look sees it gone.
    let Ok(meta) = fs::metadata(path) else { return };
    if meta.is_dir() {
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            collect(&entry.path(), state);
        }
    } else {
        state.insert(path.to_path_buf(), (meta.modified().ok(), meta.len()));
    }
}
