//! What a person taught, as it is kept: one record of the project, and a line of its backup.
//!
//! Knows how rules are written. Must not know what they do.

use super::record::{self, Broken};
use super::{Shelf, Write};
use crate::annotation::Label;
use crate::find::{Case, Rule, Says};
use serde::{Deserialize, Serialize};

/// Under which key the rules stand on the shelf of the project.
pub const KEY: &str = "rules";

/// A rule in JSON.
#[derive(Serialize, Deserialize)]
struct Wire {
    words: String,
    /// What the words are always; none where they are never a name.
    label: Option<String>,
    /// Whether capitals and small letters are the same.
    #[serde(default)]
    any_case: bool,
    #[serde(default = "yes")]
    on: bool,
}

const fn yes() -> bool {
    true
}

/// What has the rules written.
pub fn write(rules: &[Rule]) -> Write {
    Write::Put(Shelf::Project, KEY.to_owned(), record(rules))
}

/// The rules as a record.
pub fn record(rules: &[Rule]) -> String {
    let wire: Vec<Wire> = rules
        .iter()
        .map(|rule| Wire {
            words: rule.words.clone(),
            label: match rule.says {
                Says::Always(label) => Some(label.as_str().to_owned()),
                Says::Never => None,
            },
            any_case: rule.case == Case::Any,
            on: rule.on,
        })
        .collect();
    record::write(&wire)
}

pub fn read(record: &str) -> Result<Vec<Rule>, Broken> {
    let wire: Vec<Wire> = record::read(Shelf::Project, KEY, record)?;
    let rules = wire.into_iter().filter_map(|rule| {
        Some(Rule {
            words: rule.words,
            case: match rule.any_case {
                true => Case::Any,
                false => Case::Exact,
            },
            says: match rule.label {
                Some(label) => Says::Always(Label::parse(&label)?),
                None => Says::Never,
            },
            on: rule.on,
        })
    });
    Ok(rules.collect())
}

/// Adds rules out of a backup to those that are here, which stay as they are: of two for the
/// same words ours counts. How many are new.
pub fn join(ours: &mut Vec<Rule>, theirs: Vec<Rule>) -> usize {
    let before = ours.len();
    for rule in theirs {
        let same = |known: &Rule| known.words == rule.words && known.case == rule.case;
        if !ours.iter().any(same) {
            ours.push(rule);
        }
    }
    ours.len() - before
}
