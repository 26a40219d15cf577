//! The page's logic and views, without a browser.
#![cfg(not(target_arch = "wasm32"))]

mod article;
mod colours;
mod entry;
mod intake;
mod mentions;
mod page;
mod review;
mod segments;
mod words;
mod worker;
