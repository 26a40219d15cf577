//! The page's logic: state, messages, views. Pure: no browser in it.

pub mod app;
pub mod html;
pub mod keymap;
pub mod view;
