//! What a person taught, as it is kept: one record of the project, and a line of its backup.
//!
//! Knows how rules are written. Must not know what they do.

use super::record::{self, Broken};
use super::{Shelf, Write};
use crate::annotation::{Kind, Label};
use crate::extract::CueType;
use crate::find::{Case, Rule, Says, Tag};
use serde::{Deserialize, Serialize};

/// Under which key the rules stand on the shelf of the project.
pub const KEY: &str = "rules";

/// A rule in JSON.
#[derive(Serialize, Deserialize)]
struct Wire {
    words: String,
    /// The label of the name that the words always are; none where they are never one.
    label: Option<String>,
    /// What is said of cues: then there is no label. To a version that knows rules of names only,
    /// the words are never a name, which words that are cues seldom are.
    #[serde(skip_serializing_if = "Option::is_none")]
    cue: Option<String>,
    /// Whether capitals and small letters are the same.
    #[serde(default)]
    any_case: bool,
    #[serde(default = "yes")]
    on: bool,
}

/// What is said of words that are never a cue.
const NEVER: &str = "never";

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
                Says::Always(Tag::Name(label)) => Some(label.as_str().to_owned()),
                _ => None,
            },
            cue: match rule.says {
                Says::Always(Tag::Cue(kind)) => Some(kind.as_str().to_owned()),
                Says::Never(Kind::Cue) => Some(NEVER.to_owned()),
                _ => None,
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
            says: match (rule.label, rule.cue.as_deref()) {
                (_, Some(NEVER)) => Says::Never(Kind::Cue),
                (_, Some(kind)) => Says::Always(Tag::Cue(CueType::parse(kind)?)),
                (Some(label), None) => Says::Always(Tag::Name(Label::parse(&label)?)),
                (None, None) => Says::Never(Kind::Entity),
            },
            on: rule.on,
        })
    });
    Ok(rules.collect())
}

/// Adds rules out of a backup to those that are here, which stay as they are: of two for the
/// same words in one layer ours counts. How many are new.
pub fn join(ours: &mut Vec<Rule>, theirs: Vec<Rule>) -> usize {
    let before = ours.len();
    for rule in theirs {
        if !ours.iter().any(|known| known.is_of_same(&rule)) {
            ours.push(rule);
        }
    }
    ours.len() - before
}
