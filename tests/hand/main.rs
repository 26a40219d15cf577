//! What a person does by hand: from their words to an edit, and back.
#![cfg(all(not(target_arch = "wasm32"), feature = "format"))]

#[path = "../common/mod.rs"]
#[allow(dead_code)]
mod common;

mod borders;
mod claims;
mod marks;
mod mentions;
mod scene;
mod ugly;
