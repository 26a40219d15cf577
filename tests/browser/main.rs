//! The built site, end to end, in a real browser.
//!
//! `cargo xtask test` builds the site, serves it below a sub-path, starts a WebDriver and says
//! where both are. A plain `cargo test` has neither, so every test here is ignored there.
//! What is named `bench_...` prints times, and is run by `cargo xtask bench` only.
//!
//! No test measures time: where something takes a while, it waits, and long.
#![cfg(not(target_arch = "wasm32"))]

mod bad_input;
mod bench;
mod caret;
mod claims;
mod documents;
mod editing;
mod export;
mod finding;
mod keeping;
mod mentions;
mod project;
mod reading;
mod site;
mod sources;
mod support;
mod whole;
mod worker;
