//! What is said in the terminal: steps, times, sizes.

use anyhow::Result;
use std::fmt::Display;
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

pub fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

/// Bytes as thousands of bytes, the unit that budgets are in.
pub fn kilobytes(bytes: usize) -> String {
    format!("{:.1} kB", bytes as f64 / 1000.0)
}
