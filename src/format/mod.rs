//! Documents as files: each format owns its wire structs.
//!
//! Knows documents and JSON. Must not know how marks were found or shown, nor the file system.

pub mod html;
pub mod inline;
pub mod intake;
pub mod markdown;
pub mod native;

/// Something in a file that could not be read as it stands; the rest was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where in the file: `line 12`, `entities[3].start`.
    pub place: String,
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}
