//! What a person sees while it takes its time: bars with the time that is left.
//!
//! Knows the terminal. Where there is none, a line a stage.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};

/// What a stage is at. It is gone when dropped.
#[derive(Debug)]
pub struct Stage(ProgressBar);

const STYLE: &str = "{msg:24} {bar:30} {percent:>3} %  {elapsed} done, {eta} left";

impl Stage {
    pub fn of(name: &'static str, steps: u64) -> Self {
        say(|| name.to_owned());
        let bar = ProgressBar::new(steps);
        if let Ok(style) = ProgressStyle::with_template(STYLE) {
            bar.set_style(style);
        }
        bar.set_message(name);
        Self(bar)
    }

    pub fn step(&self, steps: u64) {
        self.0.inc(steps);
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

/// A line for those who see no bars.
fn say(line: impl Fn() -> String) {
    let mut err = std::io::stderr();
    if !err.is_terminal() {
        // Who closed the stream wants no lines.
        let _ = writeln!(err, "{}", line());
    }
}
