//! Records as texts: a line with the version of what is written, then JSON.
//!
//! Knows what became of records over the versions. What an older version wrote is brought up to
//! date when it is read; what a newer one wrote is left alone.

use super::Shelf;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::fmt;

/// Changes a record of one version into one of the next.
type Step = fn(Shelf, &mut Value);

/// One for each version but the last.
const STEPS: &[Step] = &[
    // Steps of the log came to say who took them and when.
    |shelf, value| {
        if shelf == Shelf::Log {
            *value = serde_json::json!({ "step": value.take(), "by": null });
        }
    },
];

/// A record that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    pub shelf: Shelf,
    pub key: String,
    reason: String,
}

impl Broken {
    pub(super) fn new(shelf: Shelf, key: &str, reason: impl Into<String>) -> Self {
        Self {
            shelf,
            key: key.to_owned(),
            reason: reason.into(),
        }
    }
}

const NEWER: &str = "it was written by a newer version of this page";

impl Broken {
    /// Whether nothing is wrong with it but that this version is too old for it.
    pub fn is_newer(&self) -> bool {
        self.reason == NEWER
    }
}

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (shelf, key) = (self.shelf.as_str(), &self.key);
        write!(f, "record {key:?} of {shelf:?}: {}", self.reason)
    }
}

impl std::error::Error for Broken {}

/// A record of the present version.
pub(super) fn write(content: &impl Serialize) -> String {
    let json = serde_json::to_string(content).expect("records are plain data with text keys");
    format!("{}\n{json}", STEPS.len() + 1)
}

pub(super) fn read<T: DeserializeOwned>(
    shelf: Shelf,
    key: &str,
    record: &str,
) -> Result<T, Broken> {
    read_by(STEPS, shelf, record).map_err(|reason| Broken::new(shelf, key, reason))
}

fn read_by<T: DeserializeOwned>(steps: &[Step], shelf: Shelf, record: &str) -> Result<T, String> {
    let (version, json) = record.split_once('\n').ok_or("it has no version")?;
    let version: usize = (version.parse()).map_err(|_| "it has no version".to_owned())?;
    match version.checked_sub(1).and_then(|first| steps.get(first..)) {
        None => Err(NEWER.to_owned()),
        Some([]) => serde_json::from_str(json).map_err(|error| error.to_string()),
        Some(steps) => {
            let mut value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
            steps.iter().for_each(|step| step(shelf, &mut value));
            // By way of its text: a second way to read each record would be much code.
            serde_json::from_str(&value.to_string()).map_err(|error| error.to_string())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_record_is_brought_up_to_date() {
        let steps: &[Step] = &[
            |_, value| *value = Value::from(value.as_u64().unwrap_or_default() * 2),
            |_, value| *value = Value::from(value.as_u64().unwrap_or_default() + 1),
        ];
        let read = |record| read_by::<u64>(steps, Shelf::Heads, record);
        assert_eq!(read("1\n5"), Ok(11));
        assert_eq!(read("2\n5"), Ok(6));
        assert_eq!(read("3\n5"), Ok(5));
        for record in ["4\n5", "0\n5", "\n5", "5", "", "3\n", "3\n\"x\"", "1\n{"] {
            assert!(read(record).is_err(), "{record:?}");
        }
    }

    #[test]
    fn what_is_broken_is_named() {
        let broken = read::<u64>(Shelf::Log, "d1/0000000007", "1\n{").unwrap_err();
        let words = broken.to_string();
        assert!(
            words.starts_with("record \"d1/0000000007\" of \"log\": "),
            "{words}"
        );
        assert_eq!(read(Shelf::Log, "k", &write(&7)), Ok(7));
    }
}
