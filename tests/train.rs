//! Training, on corpora of a few lines.
#![cfg(all(feature = "train", not(target_arch = "wasm32")))]
