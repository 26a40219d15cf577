//! The page's logic: state, messages, views.
//!
//! Knows documents and what a person can do with them. Must not know the browser, the engine
//! or any file format.
//!
//! What has the feature `format` runs in the worker, which draws it; all else is the page's.

#[cfg(feature = "format")]
pub mod about;
pub mod app;
pub mod articles;
pub mod caret;
pub mod desk;
#[cfg(feature = "format")]
pub mod documents;
pub mod drawn;
pub mod excerpt;
#[cfg(feature = "format")]
pub mod export;
#[cfg(feature = "format")]
pub mod find;
#[cfg(feature = "format")]
pub mod guide;
mod hand;
#[cfg(feature = "format")]
pub mod help;
pub mod html;
mod inspection;
#[cfg(feature = "format")]
pub mod inspector;
#[cfg(feature = "format")]
pub mod keeping;
pub mod keymap;
#[cfg(feature = "format")]
pub mod keys;
#[cfg(feature = "format")]
pub mod labels;
#[cfg(feature = "format")]
pub mod ledger;
pub mod mentions;
pub mod notice;
#[cfg(feature = "format")]
pub mod pace;
#[cfg(feature = "format")]
pub mod paper;
#[cfg(feature = "format")]
pub mod picker;
#[cfg(feature = "format")]
pub mod record;
pub mod review;
pub mod run;
pub mod segment;
pub mod sheet;
pub mod shown;
#[cfg(feature = "format")]
pub mod sources;
pub mod view;
pub mod viewport;
pub mod words;
pub mod work;
