//! The page's logic and views, without a browser.
#![cfg(not(target_arch = "wasm32"))]

mod article;
mod articles;
mod colours;
mod documents;
mod drawn;
mod entry;
mod finding;
mod hand;
mod inspector;
mod intake;
mod mentions;
mod page;
mod project;
mod review;
mod segments;
mod sources;
#[path = "../common/trained.rs"]
mod trained_weights;
mod words;
mod worker;
