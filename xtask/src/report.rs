//! What is said in the terminal: steps, times, sizes.

use anyhow::{Context, Result};
use std::fmt::{self, Display};
use std::time::{Duration, Instant};

/// Says what begins, does it, and says how long it took.
pub fn step<T>(name: impl Display, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("==> {name}");
    let start = Instant::now();
    let result = work();
    let verdict = if result.is_ok() { "done" } else { "FAILED" };
    println!("    {verdict}: {name}, {}", seconds(start.elapsed()));
    result
}

/// The steps of a long task, for a summary at its end.
#[derive(Debug, Default)]
pub struct Log {
    /// Each step with the time it took and whether it passed; none where it was not run.
    steps: Vec<(String, Option<(Duration, Passed)>)>,
}

type Passed = bool;

impl Log {
    pub fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        let start = Instant::now();
        let result = step(name, work).with_context(|| format!("the step {name:?} failed"));
        self.steps
            .push((name.to_string(), Some((start.elapsed(), result.is_ok()))));
        result
    }

    pub fn skip(&mut self, name: &str) {
        self.steps.push((name.to_string(), None));
    }
}

impl Display for Log {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "\nSummary")?;
        let mut total = Duration::ZERO;
        for (name, outcome) in &self.steps {
            let verdict = match outcome {
                None => "not run".to_string(),
                Some((time, true)) => format!("passed in {}", seconds(*time)),
                Some((time, false)) => format!("FAILED after {}", seconds(*time)),
            };
            total += outcome.map_or(Duration::ZERO, |(time, _)| time);
            writeln!(f, "    {name:<10} {verdict}")?;
        }
        let passed = self
            .steps
            .iter()
            .all(|(_, outcome)| matches!(outcome, Some((_, true))));
        let verdict = if passed { "passed" } else { "FAILED" };
        write!(f, "    {:<10} {verdict} in {}", "all", seconds(total))
    }
}

pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Bytes as thousands of bytes, the unit that budgets are in.
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}
