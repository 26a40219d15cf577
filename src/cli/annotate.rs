//! `hedgerow annotate`: texts in, documents out.
//!
//! Texts are read, annotated and written side by side, in the order of the input and with a
//! bounded number of them in memory.

use super::weights::Weights;
use crate::annotation::{Document, EngineInfo, merge};
use crate::engine::{self, Engine};
use crate::format::native;
use crate::text::{Source, Unit};
use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;

/// Without a FILE, standard input is read. The text of a file is stored as it is, line ends
/// included; only a byte order mark at its start is no part of it. A document is named by its
/// file's name without folder and extension.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// Plain text files in UTF-8, each of them a document
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The input is JSON Lines of {"id", "text"}, or of documents: decisions in them are kept
    #[arg(long)]
    jsonl: bool,
    /// How many documents to annotate at once [default: as many as there are processors]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// What the offsets count
    #[arg(long, value_enum, default_value_t = OffsetUnit::Codepoint)]
    unit: OffsetUnit,
    #[command(flatten)]
    weights: Weights,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OffsetUnit {
    Codepoint,
    Utf16,
    Byte,
}

impl OffsetUnit {
    const fn unit(self) -> Unit {
        match self {
            Self::Codepoint => Unit::CodePoint,
            Self::Utf16 => Unit::Utf16,
            Self::Byte => Unit::Byte,
        }
    }
}

/// Something to annotate, as it was read.
enum Input {
    /// A whole file, named by its stem.
    Text { id: String, bytes: Vec<u8> },
    /// A line of JSON.
    Line(Vec<u8>),
    /// What could not even be read.
    Unreadable(String),
}

/// What comes of an input.
struct Output {
    /// Where it came from, for messages: "line 3", "notes.txt".
    place: String,
    /// A document as JSON, without a line end.
    document: Option<String>,
    problems: Vec<String>,
}

/// An input, and whom to tell what comes of it.
type Job = (String, Input, SyncSender<Output>);

pub(super) fn run(arguments: &Arguments, out: &mut dyn Write) -> Result<ExitCode> {
    let threads = arguments.threads.or(thread::available_parallelism().ok());
    let threads = threads.map_or(1, NonZeroUsize::get);
    let unit = arguments.unit.unit();
    let (jobs, inbox) = sync_channel::<Job>(threads);
    // The outputs in the order of their inputs, whoever is ready first.
    let (order, outputs) = sync_channel::<Receiver<Output>>(2 * threads);

    // The threads are not waited for: when nobody takes the output any more, a reader may hang
    // on an input that never ends.
    let inbox = Arc::new(Mutex::new(inbox));
    let engine = Arc::new(arguments.weights.engine()?);
    for _ in 0..threads {
        let (inbox, engine) = (inbox.clone(), engine.clone());
        thread::spawn(move || {
            loop {
                let job = inbox.lock().map(|inbox| inbox.recv());
                let Ok(Ok((place, input, reply))) = job else {
                    return;
                };
                // Nobody listens when the output was closed.
                let _ = reply.send(annotate(&engine, unit, place, input));
            }
        });
    }
    let (files, jsonl) = (arguments.files.clone(), arguments.jsonl);
    thread::spawn(move || {
        let mut send = |place, input| {
            let (reply, output) = sync_channel(1);
            order.send(output).is_ok() && jobs.send((place, input, reply)).is_ok()
        };
        read_all(&files, jsonl, &mut send);
    });

    let mut code = ExitCode::SUCCESS;
    while let Some(output) = next(&outputs, out)? {
        let output = next(&output, out)?.context("a thread has died")?;
        for problem in &output.problems {
            code = ExitCode::FAILURE;
            writeln!(std::io::stderr(), "hedgerow: {}: {problem}", output.place)?;
        }
        if let Some(document) = output.document {
            writeln!(out, "{document}")?;
        }
    }
    Ok(code)
}

/// The next message, if any is to come. Where it is not there yet, all that is ready is written
/// first: whoever reads us may wait for it before they go on.
fn next<T>(messages: &Receiver<T>, out: &mut dyn Write) -> Result<Option<T>> {
    Ok(match messages.try_recv() {
        Ok(message) => Some(message),
        Err(TryRecvError::Disconnected) => None,
        Err(TryRecvError::Empty) => {
            out.flush()?;
            messages.recv().ok()
        }
    })
}

/// Hands every input to `send`, until that says that no more is wanted.
fn read_all(files: &[PathBuf], jsonl: bool, send: &mut dyn FnMut(String, Input) -> bool) {
    if files.is_empty() {
        read_file(Path::new("stdin"), "", std::io::stdin().lock(), jsonl, send);
    }
    for path in files {
        let shown = path.display().to_string();
        let wanted = match File::open(path) {
            Ok(file) => read_file(path, &shown, BufReader::new(file), jsonl, send),
            Err(error) => send(shown, Input::Unreadable(error.to_string())),
        };
        if !wanted {
            return;
        }
    }
}

/// Hands on a file, whole or by lines. False when no more is wanted.
fn read_file(
    path: &Path,
    shown: &str,
    mut file: impl BufRead,
    jsonl: bool,
    send: &mut dyn FnMut(String, Input) -> bool,
) -> bool {
    if !jsonl {
        let stem = path.file_stem().unwrap_or(path.as_os_str());
        let id = stem.to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        let input = match file.read_to_end(&mut bytes) {
            Ok(_) => Input::Text { id, bytes },
            Err(error) => Input::Unreadable(error.to_string()),
        };
        let place = if shown.is_empty() {
            "standard input"
        } else {
            shown
        };
        return send(place.to_owned(), input);
    }
    for number in 1_u64.. {
        let place = match shown {
            "" => format!("line {number}"),
            file => format!("{file}: line {number}"),
        };
        let mut line = Vec::new();
        let wanted = match file.read_until(b'\n', &mut line) {
            Ok(0) => return true,
            Ok(_) if line.trim_ascii().is_empty() => true,
            Ok(_) => {
                line.truncate(line.trim_ascii_end().len());
                send(place, Input::Line(line))
            }
            Err(error) => {
                return send(place, Input::Unreadable(error.to_string()));
            }
        };
        if !wanted {
            return false;
        }
    }
    true
}

fn annotate(engine: &Engine, unit: Unit, place: String, input: Input) -> Output {
    let mut problems = Vec::new();
    let document = document(input, &mut problems);
    let written = document.and_then(|mut document| {
        let extraction = engine.extract(document.source().clone());
        let edit = merge(&document, &extraction, document.span());
        let written = match document.apply(edit) {
            Ok(_) => {
                document.relink(|source, zones, names| engine.links(source, zones, names));
                document.engine = Some(EngineInfo {
                    name: engine::NAME.into(),
                    version: engine::VERSION.into(),
                    model: engine.model().into(),
                });
                native::write(&document, unit).map_err(|error| error.to_string())
            }
            Err(error) => Err(error.to_string()),
        };
        written.map_err(|error| problems.push(error)).ok()
    });
    Output {
        place,
        document: written,
        problems,
    }
}

/// The document that is to be annotated, as far as there is one.
fn document(input: Input, problems: &mut Vec<String>) -> Option<Document> {
    let mut text = |bytes: Vec<u8>| match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            problems.push(format!("not UTF-8 at byte {valid}"));
            None
        }
    };
    match input {
        Input::Text { id, bytes } => {
            let text = text(bytes)?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
            Some(Document::new(id, Source::new(text)))
        }
        Input::Line(bytes) => {
            let reading = native::read(&text(bytes)?);
            problems.extend(reading.problems.iter().map(ToString::to_string));
            reading.document
        }
        Input::Unreadable(error) => {
            problems.push(error);
            None
        }
    }
}
