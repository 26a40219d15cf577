//! The native document: JSON, one document a file, or one a line in a corpus.
//!
//! What stands in a file is declared in `wire`, from which the JSON Schema is made; `write`
//! makes it from a document, `read` takes it apart again, however it was made.

mod fields;
mod orphans;
mod place;
mod read;
mod wire;
mod write;

pub use read::{Reading, read, read_all};
pub use wire::schema;
pub use write::{Error, write};
