//! The word lists under `lexicon/`: their file syntax, and the tables of all stages together.

use super::{claim, cue, entity, holder, link};

/// Every stage's tables, built once and shared.
#[derive(Debug)]
pub struct Lexicon {
    pub(super) entity: entity::Tables,
    pub(super) cue: cue::Tables,
    pub(super) claim: claim::Tables,
    pub(super) link: link::Tables,
    pub(super) holder: holder::Tables,
}

impl Lexicon {
    /// The lists that the engine ships with.
    pub fn english() -> Self {
        Self {
            entity: entity::Tables::english(),
            cue: cue::Tables::english(),
            claim: claim::Tables::english(),
            link: link::Tables::english(),
            holder: holder::Tables::english(),
        }
    }
}

#[cfg(feature = "train")]
impl Lexicon {
    /// Takes entries out of the cues, as if they were not there, to see what holds without them.
    pub fn mask_cues(&mut self, masked: &dyn Fn(u32) -> bool) {
        self.cue.mask(masked);
    }
}

/// The entries of a list: lines that are neither empty nor comments (`#`), with their number.
pub(super) fn lines(file: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    file.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim_end()))
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}
