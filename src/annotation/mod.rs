//! The document that a person works on: marks, edits, undo, and merging what the engine says.
//!
//! Knows text and the plain types of extraction. Must not know how a mark was found, how a
//! document is written to a file, or how it is shown.

mod about;
mod change;
mod decide;
mod document;
mod edit;
mod history;
mod kept;
mod label;
mod layers;
mod link;
mod marks;
mod merge;
mod order;
mod orphan;
mod overlaps;
mod rebase;
mod rewrite;
mod silence;
mod sorted;
mod trace;
mod tracked;
mod when;

pub use about::{About, Meta, State};
pub use change::Change;
pub use document::{
    Body, CertaintyBy, ClaimBody, Document, EngineInfo, Id, Kind, Mark, Origin, Status, Why,
};
pub use edit::{Edit, EditError, Exchange};
pub use history::{Group, History};
pub use kept::Kept;
pub use label::Label;
pub use link::Cluster;
pub use merge::{Taught, merge, merge_taught};
pub use orphan::{Orphan, Part};
pub use overlaps::Overlaps;
pub use rebase::{Followed, Rebase, rebase};
pub use silence::Amended;
pub use trace::{Outcome, Said, Trace};
pub use tracked::{Step, Tracked, Undo, Whole};
pub use when::When;
