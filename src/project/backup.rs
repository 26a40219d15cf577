//! A whole project as one file: a line that says what it is, then a line for each record.
//!
//! What cannot be read is told, and the rest is read all the same.

use super::shelf::document;
use super::{Kept, Shelf, Stored, Write, record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const FORMAT: &str = "hedgerow-backup";
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Header {
    format: String,
    version: u32,
    /// In milliseconds since 1970.
    made: u64,
}

/// The first line of a file that is made now.
pub fn header(now: u64) -> String {
    line(&Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        made: now,
    })
}

/// The line of a record of the project as a whole.
pub fn project_line(key: &str, record: &str) -> String {
    line(&(Shelf::Project.as_str(), key, record))
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct Backup {
    pub documents: Vec<Kept>,
    /// Records of the project as a whole, with their keys.
    pub records: Vec<(String, String)>,
    /// What could not be read.
    pub problems: Vec<String>,
}

/// The lines of a document.
pub fn lines(stored: &Stored) -> String {
    let id = &stored.id;
    let one = |shelf: Shelf, record: &Option<String>| {
        record
            .as_ref()
            .map(|record| line(&(shelf.as_str(), id, record)))
    };
    let log = stored.log.iter();
    let log = log.map(|(key, record)| line(&(Shelf::Log.as_str(), key, record)));
    [
        one(Shelf::Heads, &stored.head),
        one(Shelf::Bodies, &stored.body),
    ]
    .into_iter()
    .flatten()
    .chain(log)
    .collect()
}

fn line(content: &impl Serialize) -> String {
    let json = serde_json::to_string(content).expect("records are texts");
    json + "\n"
}

/// When a backup was made, and of how many decisions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Made {
    /// In milliseconds since 1970.
    pub at: u64,
    pub decided: u32,
}

/// Where it is kept that a backup was made.
pub const MADE: &str = "backup";

impl Made {
    pub fn record(self) -> Write {
        Write::Put(Shelf::Project, MADE.to_owned(), record::write(&self))
    }

    pub fn read(record: &str) -> Option<Self> {
        record::read(Shelf::Project, MADE, record).ok()
    }
}

/// Whether a file is a backup, by how it begins.
pub fn is_one(file: &str) -> bool {
    let first = file.lines().next().unwrap_or_default();
    serde_json::from_str::<Header>(first).is_ok_and(|header| header.format == FORMAT)
}

/// Reads a backup, as far as it can be read.
pub fn read(file: &str) -> Backup {
    let mut backup = Backup::default();
    let problems = &mut backup.problems;
    let mut lines = file.lines().zip(1..);
    let header = lines
        .next()
        .and_then(|(line, _)| serde_json::from_str::<Header>(line).ok());
    match header {
        Some(header) if header.version <= VERSION => {}
        Some(_) => {
            problems.push("it was made by a newer version".to_owned());
            return backup;
        }
        None => {
            problems.push("it is no backup".to_owned());
            return backup;
        }
    }
    let mut documents: BTreeMap<String, Stored> = BTreeMap::new();
    for (line, number) in lines {
        let Ok((shelf, key, record)) = serde_json::from_str::<(String, String, String)>(line)
        else {
            problems.push(format!("line {number} is damaged"));
            continue;
        };
        let shelf = Shelf::parse(&shelf);
        if shelf == Some(Shelf::Project) {
            backup.records.push((key, record));
            continue;
        }
        let id = match shelf {
            Some(Shelf::Log) => document(&key),
            _ => key.clone(),
        };
        let stored = documents.entry(id.clone()).or_insert_with(|| Stored {
            id,
            ..Stored::default()
        });
        match shelf {
            Some(Shelf::Heads) => stored.head = Some(record),
            Some(Shelf::Bodies) => stored.body = Some(record),
            Some(Shelf::Log) => stored.log.push((key, record)),
            _ => problems.push(format!("line {number} is of no shelf that is known")),
        }
    }
    for (_, mut stored) in documents {
        stored.log.sort();
        match Kept::read(stored) {
            Ok((mut document, loss)) => {
                document.rewrite();
                problems.extend(loss.map(|loss| loss.broken.to_string()));
                backup.documents.push(document);
            }
            Err(broken) => problems.push(broken.to_string()),
        }
    }
    backup
}

impl Stored {
    /// A document as it is now, whatever of it is on the shelves.
    pub fn of(kept: &Kept) -> Self {
        let mut stored = Self {
            id: kept.head.id.clone(),
            ..Self::default()
        };
        for write in kept.wholly() {
            match write {
                Write::Put(Shelf::Heads, _, record) => stored.head = Some(record),
                Write::Put(Shelf::Bodies, _, record) => stored.body = Some(record),
                _ => {}
            }
        }
        stored
    }

    /// What puts the records back where they were.
    pub fn writes(&self) -> Vec<Write> {
        let put = |shelf, record: &Option<String>| {
            let record = record.clone()?;
            Some(Write::Put(shelf, self.id.clone(), record))
        };
        let log = self.log.iter();
        let log = log.map(|(key, record)| Write::Put(Shelf::Log, key.clone(), record.clone()));
        [
            put(Shelf::Heads, &self.head),
            put(Shelf::Bodies, &self.body),
            put(Shelf::Texts, &self.text),
        ]
        .into_iter()
        .flatten()
        .chain(log)
        .collect()
    }
}
