//! The document that a person works on: marks, edits, undo, and merging what the engine says.
//!
//! Knows text and the plain types of extraction. Must not know how a mark was found, how a
//! document is written to a file, or how it is shown.

mod change;
mod decide;
mod document;
mod edit;
mod history;
mod link;
mod marks;
mod merge;
mod order;
mod overlaps;
mod rebase;
mod rewrite;
mod sorted;
mod tracked;

pub use change::Change;
pub use document::{Body, ClaimBody, Document, EngineInfo, Id, Kind, Mark, Origin, Status, Why};
pub use edit::{Edit, EditError, Exchange};
pub use history::{Group, History};
pub use link::Cluster;
pub use merge::merge;
pub use overlaps::Overlaps;
pub use rebase::{Rebase, rebase};
pub use tracked::{Step, Tracked, Undo, Whole};
