//! What a person says once for the whole project.
//!
//! Knows how it is kept. Must not know what it does.

use super::labels::LabelSet;
use super::record::{self, Broken};
use super::{Shelf, Write};
use serde::{Deserialize, Serialize};

/// Where it is kept.
pub const SETTINGS: &str = "settings";

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Who decides; empty where nobody said.
    pub annotator: String,
    pub labels: LabelSet,
    /// The project's own guidelines, in Markdown.
    pub guidelines: String,
    /// The keys that were changed: for each that is pressed, by its code, what is meant
    /// instead; empty where nothing is.
    pub keys: Vec<(String, String)>,
}

impl Settings {
    /// What has them written.
    pub fn write(&self) -> Write {
        Write::Put(Shelf::Project, SETTINGS.to_owned(), self.record())
    }

    /// They as a record.
    pub fn record(&self) -> String {
        record::write(self)
    }

    pub fn read(record: &str) -> Result<Self, Broken> {
        record::read(Shelf::Project, SETTINGS, record)
    }

    /// Takes over those of a backup, where nothing was said here.
    pub fn take_over(&mut self, other: Self) {
        if self.annotator.is_empty() {
            self.annotator = other.annotator;
        }
        if self.guidelines.is_empty() {
            self.guidelines = other.guidelines;
        }
        if self.keys.is_empty() {
            self.keys = other.keys;
        }
        for label in other.labels.own {
            if self.labels.get(&label.name).is_none() {
                self.labels.take_over(LabelSet { own: vec![label] });
            }
        }
    }
}
