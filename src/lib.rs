//! Hedgerow: named entities and hedged claims in news text, annotated in the browser.
//!
//! The modules stand in reading order; each may know those above it that ARCHITECTURE.md
//! names, and no other (`tests/tidy.rs` reads the `use` lines and enforces it).

pub mod text;

pub mod model;

pub mod extract;

pub mod engine;

pub mod annotation;

#[cfg(feature = "format")]
pub mod format;

pub mod eval;

pub mod find;

pub mod protocol;

#[cfg(feature = "format")]
pub mod session;

#[cfg(feature = "format")]
pub mod hand;

#[cfg(feature = "format")]
pub mod project;

pub mod ui;

#[cfg(target_arch = "wasm32")]
pub mod web;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "train")]
pub mod train;
