//! The cue lexicon: entries with their patterns, frames and contexts.
//!
//! Knows the syntax of `lexicon/cues/*.txt`. Must not know how a pattern is found, nor how a
//! context is tested.
//!
//! A line that begins with `=` opens a group: its fields stand for every entry below that
//! leaves them out. An entry is a pattern and, behind bars, what differs from its group:
//!
//! ```text
//! = TYPE | CERTAINTY | FRAMES | WHERE | UNLESS
//! PATTERN | CERTAINTY | FRAMES | WHERE | UNLESS
//! + an example, with the cue in [brackets]
//! - a sentence in which the entry is no cue
//! ```
//!
//! CERTAINTY is a level, then behind a slash the level where the verb group is negated; `none`
//! where it has no bearing. WHERE lists the contexts in which it is a cue (any of them; none
//! means everywhere), UNLESS those in which it is not; `a+b` asks for both. The file
//! `lexicon/cues/README.md` has the whole of it.

use super::context::Test;
use super::frame::Frame;
use super::pattern::Trie;
use super::word::Vocabulary;
use super::{Entry, EntryId};
use crate::extract::lexicon::lines;
use crate::extract::{Certainty, CueType};
use crate::model::Quickly;
use serde::{Deserialize, Serialize};

/// The files, in the order in which entries win over others of the same span.
const FILES: &[(&str, &str)] = &[
    (
        "attribution",
        include_str!("../lexicon/cues/attribution.txt"),
    ),
    ("hearsay", include_str!("../lexicon/cues/hearsay.txt")),
    ("modal", include_str!("../lexicon/cues/modal.txt")),
    ("epistemic", include_str!("../lexicon/cues/epistemic.txt")),
    ("appearance", include_str!("../lexicon/cues/appearance.txt")),
    ("inference", include_str!("../lexicon/cues/inference.txt")),
    ("belief", include_str!("../lexicon/cues/belief.txt")),
    ("condition", include_str!("../lexicon/cues/condition.txt")),
    ("inquiry", include_str!("../lexicon/cues/inquiry.txt")),
    ("plan", include_str!("../lexicon/cues/plan.txt")),
    ("denial", include_str!("../lexicon/cues/denial.txt")),
    ("booster", include_str!("../lexicon/cues/booster.txt")),
    ("stance", include_str!("../lexicon/cues/stance.txt")),
    (
        "approximator",
        include_str!("../lexicon/cues/approximator.txt"),
    ),
    ("weasel", include_str!("../lexicon/cues/weasel.txt")),
];

/// One of the contexts of an entry: all of its tests hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Context {
    /// As the lexicon writes it.
    pub(super) name: &'static str,
    pub(super) tests: Vec<Test>,
    /// The share of cues found in it that a person marked too.
    pub(super) precision: f32,
}

/// Where an entry is a cue, and where it is not.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Conditions {
    /// Never empty: an entry without a condition has one that always holds.
    pub(super) wanted: Vec<Context>,
    pub(super) unless: Vec<Context>,
}

/// The cue lexicon of this stage, read once from `lexicon/cues/*.txt`.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Tables {
    pub(super) vocabulary: Vocabulary,
    pub(super) trie: Trie,
    entries: Vec<Entry>,
    conditions: Vec<Conditions>,
    /// Asked while the files are read, and not later.
    #[serde(skip)]
    precision: Precision,
}

impl Tables {
    /// The lists that the engine ships with. Lines with a mistake are left out; a test holds
    /// that there are none.
    pub fn english() -> Self {
        Self::read().0
    }

    #[cfg(feature = "train")]
    pub(in crate::extract) fn mask(&mut self, masked: &dyn Fn(u32) -> bool) {
        self.trie.mask(masked);
    }

    pub(in crate::extract) fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    pub(super) fn conditions(&self, id: EntryId) -> &Conditions {
        &self.conditions[id.0 as usize]
    }

    /// The tables, and what is wrong in the files, by file and line.
    fn read() -> (Self, Vec<String>) {
        let mut tables = Self {
            vocabulary: Vocabulary::english(),
            precision: Precision::english(),
            ..Self::default()
        };
        let mut problems = Vec::new();
        for &(name, file) in FILES {
            let mut group = Fields::default();
            for (number, line) in lines(file) {
                let result = match line.as_bytes() {
                    [b'=', ..] => Fields::parse(&line[1..]).map(|fields| group = fields),
                    [b'+' | b'-', b' ', ..] => Ok(()),
                    _ => tables.add(line, group),
                };
                if let Err(problem) = result {
                    problems.push(format!("{name}.txt:{number}: {problem}"));
                }
            }
        }
        tables.trie.finish(&tables.vocabulary);
        (tables, problems)
    }

    fn add(&mut self, line: &'static str, group: Fields) -> Result<(), String> {
        let mut own = line.split(" |").map(str::trim);
        let pattern = own.next().unwrap_or("");
        let fields = group.but(own);
        let kind = CueType::parse(fields.kind).ok_or(format!("no type `{}`", fields.kind))?;
        let (certainty, negated) = levels(fields.certainty)?;
        let frames: Option<Vec<Frame>> = words(fields.frames).map(Frame::parse).collect();
        let mut conditions = Conditions {
            wanted: self.contexts(fields.wanted, kind)?,
            unless: self.contexts(fields.unless, kind)?,
        };
        if conditions.wanted.is_empty() {
            conditions.wanted.push(Context {
                name: ANYWHERE,
                tests: Vec::new(),
                precision: self.precision.of(kind, ANYWHERE),
            });
        }
        let id = self.entries.len() as u32;
        self.trie.add(pattern, id, &mut self.vocabulary)?;
        self.entries.push(Entry {
            lemma: pattern,
            kind,
            frames: frames.ok_or(format!("no frame in `{}`", fields.frames))?,
            certainty,
            negated,
        });
        self.conditions.push(conditions);
        Ok(())
    }

    fn contexts(&mut self, field: &'static str, kind: CueType) -> Result<Vec<Context>, String> {
        words(field)
            .map(|name| {
                let tests = name
                    .split('+')
                    .map(|test| Test::parse(test, &mut self.vocabulary));
                Ok(Context {
                    name,
                    tests: tests.collect::<Result<_, _>>()?,
                    precision: self.precision.of(kind, name),
                })
            })
            .collect()
    }
}

impl Conditions {
    /// The context that the entry names first.
    pub(super) fn usual(&self) -> &Context {
        &self.wanted[0]
    }
}

/// The context of an entry that asks for none.
const ANYWHERE: &str = "anywhere";

/// How often cues of a type in a context were right on the training articles, by
/// `lexicon/cues/precision.txt`.
#[derive(Debug, Default)]
struct Precision {
    /// By type and context.
    shares: Quickly<(&'static str, &'static str), f32>,
}

impl Precision {
    fn english() -> Self {
        let rows = lines(include_str!("../lexicon/cues/precision.txt"));
        let row = |line: &'static str| {
            let mut fields = line.split(' ');
            let key = (fields.next()?, fields.next()?);
            let mut count = || fields.next()?.parse::<f32>().ok();
            Some((key, (count()? + 1.0) / (count()? + 2.0)))
        };
        Self {
            shares: rows.filter_map(|(_, line)| row(line)).collect(),
        }
    }

    /// Contexts that are too rare for a line of their own share one.
    fn of(&self, kind: CueType, context: &str) -> f32 {
        let share = |context| self.shares.get(&(kind.as_str(), context));
        share(context).or(share("*")).copied().unwrap_or(0.5)
    }
}

/// The fields of a line, as text.
#[derive(Debug, Clone, Copy, Default)]
struct Fields {
    kind: &'static str,
    certainty: &'static str,
    frames: &'static str,
    wanted: &'static str,
    unless: &'static str,
}

impl Fields {
    fn parse(line: &'static str) -> Result<Self, String> {
        let mut fields = line.split(" |").map(str::trim);
        let mut next = || fields.next().unwrap_or("");
        let fields = Self {
            kind: next(),
            certainty: next(),
            frames: next(),
            wanted: next(),
            unless: next(),
        };
        CueType::parse(fields.kind).ok_or(format!("no type `{}`", fields.kind))?;
        Ok(fields)
    }

    /// These fields, but for those that an entry fills; `*` empties one.
    fn but(mut self, own: impl Iterator<Item = &'static str>) -> Self {
        let slots = [
            &mut self.certainty,
            &mut self.frames,
            &mut self.wanted,
            &mut self.unless,
        ];
        for (slot, field) in slots.into_iter().zip(own) {
            match field {
                "" => {}
                "*" => *slot = "",
                _ => *slot = field,
            }
        }
        self
    }
}

fn words(field: &'static str) -> impl Iterator<Item = &'static str> {
    field.split_whitespace()
}

/// "probable/unlikely": the level, and the level under negation, which is the same unless said.
fn levels(field: &str) -> Result<(Option<Certainty>, Option<Certainty>), String> {
    let level = |text: &str| match text {
        "none" => Ok(None),
        _ => Certainty::parse(text)
            .map(Some)
            .ok_or(format!("no certainty `{text}`")),
    };
    let (plain, negated) = field.split_once('/').unwrap_or((field, field));
    Ok((level(plain)?, level(negated)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::{Lexicon, cues};
    use crate::text::{Source, Text};

    #[test]
    fn files_have_no_mistakes() {
        let (tables, problems) = Tables::read();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
        assert!(tables.entries.len() >= 600, "{}", tables.entries.len());
    }

    /// The spans that the entry marks in a sentence.
    fn marked(sentence: &str, entry: EntryId, lexicon: &Lexicon) -> Vec<String> {
        let text = Text::new(Source::new(sentence));
        cues(&text, 0..text.sentences.len(), &[], lexicon, None)
            .iter()
            .filter(|found| found.entry == Some(entry))
            .map(|found| text.slice(found.cue.span).to_owned())
            .collect()
    }

    #[test]
    fn examples_hold() {
        let lexicon = Lexicon::english();
        let mut problems = Vec::new();
        let mut entry = 0;
        for &(name, file) in FILES {
            let mut group = None;
            let (mut examples, mut negatives) = (1, 1);
            let mut blocked = false;
            for (number, line) in lines(file) {
                let mut problem =
                    |text: String| problems.push(format!("{name}.txt:{number}: {text}"));
                match line.as_bytes() {
                    [b'=', ..] => group = Some(line),
                    [b'+', b' ', ..] => {
                        examples += 1;
                        let sentence = line[2..].replace(['[', ']'], "");
                        let expect: Vec<&str> = line
                            .split('[')
                            .skip(1)
                            .filter_map(|part| part.split(']').next())
                            .collect();
                        let found = marked(&sentence, EntryId(entry - 1), &lexicon);
                        if found != expect || expect.is_empty() {
                            problem(format!("found {found:?} in {line}"));
                        }
                    }
                    // Below the line of a group it is there to be read; each entry has its own.
                    [b'-', b' ', ..] if group.is_some() => {}
                    [b'-', b' ', ..] => {
                        negatives += 1;
                        let found = marked(&line[2..], EntryId(entry - 1), &lexicon);
                        if !found.is_empty() {
                            problem(format!("found {found:?} in {line}"));
                        }
                    }
                    _ => {
                        if examples == 0 {
                            problem("no example above".into());
                        }
                        if blocked && negatives == 0 {
                            problem("no negative example above".into());
                        }
                        group = None;
                        (examples, negatives) = (0, 0);
                        blocked = !lexicon.cue.conditions(EntryId(entry)).unless.is_empty();
                        entry += 1;
                    }
                }
            }
        }
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }
}
