//! The document that a person works on: marks, edits, undo, and merging what the engine says.
//!
//! Knows text and the plain types of extraction. Must not know how a mark was found, how a
//! document is written to a file, or how it is shown.

mod document;
mod edit;
mod history;
mod marks;
mod merge;

pub use document::{Body, ClaimBody, Document, EngineInfo, Id, Kind, Mark, Origin, Status, Why};
pub use edit::{Edit, EditError};
pub use history::History;
pub use merge::merge;
