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

/// The documents of a backup, and what of it could not be read.
pub fn read(file: &str) -> (Vec<Kept>, Vec<String>) {
    let mut problems = Vec::new();
    let mut lines = file.lines().zip(1..);
    let header = lines
        .next()
        .and_then(|(line, _)| serde_json::from_str::<Header>(line).ok());
    match header {
        Some(header) if header.version <= VERSION => {}
        Some(_) => {
            return (
                Vec::new(),
                vec!["it was made by a newer version".to_owned()],
            );
        }
        None => return (Vec::new(), vec!["it is no backup".to_owned()]),
    }
    let mut documents: BTreeMap<String, Stored> = BTreeMap::new();
    for (line, number) in lines {
        let Ok((shelf, key, record)) = serde_json::from_str::<(String, String, String)>(line)
        else {
            problems.push(format!("line {number} is damaged"));
            continue;
        };
        let shelf = Shelf::parse(&shelf);
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
    let mut kept = Vec::new();
    for (_, mut stored) in documents {
        stored.log.sort();
        match Kept::read(stored) {
            Ok((mut document, loss)) => {
                document.rewrite();
                problems.extend(loss.map(|loss| loss.broken.to_string()));
                kept.push(document);
            }
            Err(broken) => problems.push(broken.to_string()),
        }
    }
    (kept, problems)
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
