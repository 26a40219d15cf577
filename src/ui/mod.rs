//! The page's logic: state, messages, views.
//!
//! Knows documents and what a person can do with them. Must not know the browser, the engine
//! or any file format.

pub mod app;
pub mod articles;
pub mod desk;
#[cfg(feature = "format")]
pub mod documents;
pub mod drawn;
pub mod excerpt;
pub mod find;
mod hand;
pub mod help;
pub mod html;
pub mod keeping;
pub mod keymap;
pub mod mentions;
pub mod notice;
pub mod paper;
pub mod review;
pub mod run;
pub mod segment;
pub mod sheet;
pub mod shown;
pub mod sources;
pub mod view;
pub mod viewport;
pub mod words;
pub mod work;
