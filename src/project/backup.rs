//! A whole project as one file: a line that says what it is, then a line for each record.
//!
//! What cannot be read is told, and the rest is read all the same.

use super::shelf::document;
use super::{Kept, Shelf, Stored, Write, record};
use serde::{Deserialize, Serialize};

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

/// A file that is read in pieces, for a large project's may not be held as a whole.
#[derive(Debug, Default)]
pub struct Reader {
    /// The beginning of a line whose end has not come.
    begun: Vec<u8>,
    /// How many lines have come.
    lines: usize,
    /// Whether the first line allows to read on.
    is_one: bool,
    /// The document whose lines are coming: they stand one behind the other.
    stored: Stored,
    found: Backup,
}

/// What was found in a file so far.
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
    pub fn write(self) -> Write {
        Write::Put(Shelf::Project, MADE.to_owned(), record::write(&self))
    }

    pub fn read(record: &str) -> Option<Self> {
        record::read(Shelf::Project, MADE, record).ok()
    }
}

/// Whether a file is a backup, by how it begins.
pub fn is_one(beginning: &str) -> bool {
    version(beginning.lines().next().unwrap_or_default()).is_some()
}

/// The version that the first line of a backup names.
fn version(line: &str) -> Option<u32> {
    let header: Header = serde_json::from_str(line.trim_start_matches('\u{feff}')).ok()?;
    (header.format == FORMAT).then_some(header.version)
}

impl Reader {
    /// Reads on, and hands out what is complete.
    pub fn read(&mut self, piece: &[u8]) -> Backup {
        let mut lines = piece.split(|byte| *byte == b'\n');
        // What comes behind the last line end goes on in the next piece.
        let rest = lines.next_back().unwrap_or_default();
        for line in lines {
            let mut whole = std::mem::take(&mut self.begun);
            whole.extend_from_slice(line);
            self.line(&whole);
        }
        self.begun.extend_from_slice(rest);
        std::mem::take(&mut self.found)
    }

    /// The file is at its end: hands out the rest.
    pub fn finish(mut self) -> Backup {
        let last = std::mem::take(&mut self.begun);
        if !last.is_empty() || self.lines == 0 {
            self.line(&last);
        }
        self.close();
        self.found
    }

    fn line(&mut self, line: &[u8]) {
        self.lines += 1;
        let number = self.lines;
        let line = str::from_utf8(line).unwrap_or_default();
        if number == 1 {
            self.is_one = version(line).is_some_and(|version| version <= VERSION);
            if !self.is_one {
                self.problem(match version(line) {
                    Some(_) => "it was made by a newer version",
                    None => "it is no backup",
                });
            }
            return;
        }
        if !self.is_one {
            return;
        }
        let Ok((shelf, key, record)) = serde_json::from_str::<(String, String, String)>(line)
        else {
            return self.problem(format!("line {number} is damaged"));
        };
        let shelf = Shelf::parse(&shelf);
        if shelf == Some(Shelf::Project) {
            return self.found.records.push((key, record));
        }
        let id = match shelf {
            Some(Shelf::Log) => document(&key),
            _ => key.clone(),
        };
        if id != self.stored.id {
            self.close();
            self.stored.id = id;
        }
        match shelf {
            Some(Shelf::Heads) => self.stored.head = Some(record),
            Some(Shelf::Bodies) => self.stored.body = Some(record),
            Some(Shelf::Log) => self.stored.log.push((key, record)),
            _ => self.problem(format!("line {number} is of no shelf that is known")),
        }
    }

    /// All lines of a document have come.
    fn close(&mut self) {
        let mut stored = std::mem::take(&mut self.stored);
        if stored == Stored::default() {
            return;
        }
        stored.log.sort();
        match Kept::read(stored) {
            Ok((mut document, loss)) => {
                document.rewrite();
                let lost = loss.map(|loss| loss.broken.to_string());
                self.found.problems.extend(lost);
                self.found.documents.push(document);
            }
            Err(broken) => self.problem(broken.to_string()),
        }
    }

    fn problem(&mut self, problem: impl Into<String>) {
        self.found.problems.push(problem.into());
    }
}
