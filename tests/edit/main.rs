//! Edits, undo, merging and following the text.
#![cfg(not(target_arch = "wasm32"))]

mod cases;
mod properties;
