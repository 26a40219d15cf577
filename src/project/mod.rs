//! Documents that are kept: what is written of what is done to them, and how they are read back.
//!
//! Knows documents and their steps, and that there are shelves of records under keys. Must not
//! know what keeps the shelves: a browser's database, a test's map.
//!
//! **Invariant:** a document on the shelves is its body and the steps of its log that came after
//! it. All that is written at once is written wholly or not at all, so that this holds whenever
//! the writing stops.

mod aside;
pub mod backup;
mod desk;
mod head;
mod intake;
mod judged;
mod kept;
mod labels;
mod ledger;
mod loose;
mod pace;
mod record;
mod rest;
pub mod rules;
mod settings;
mod shelf;
mod texts;

pub use crate::annotation::State;
pub use aside::{Aside, Reached};
pub use desk::{Batch, Held, Mirrors, Taken};
pub use head::Head;
pub use intake::Intake;
pub use judged::{Counts, Judged, Row, summary};
pub use kept::{Kept, Loss, Stored};
pub use labels::{Choice, LabelSet, OwnLabel, TONES, Tone, relabelled};
pub use ledger::By;
pub use pace::{Pace, Reviewed};
pub use record::Broken;
pub use rest::whole;
pub use settings::{SETTINGS, Settings};
pub use shelf::{Shelf, Write, under};
pub use texts::{Next, Texts};
