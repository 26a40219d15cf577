//! The word lists under `lexicon/`, read into look-up tables.

/// Every list, built once and shared by all stages.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {}

impl Lexicon {
    /// The lists that the engine ships with.
    pub fn english() -> Self {
        Self {}
    }
}
