//! What a person asks of the project: to open, add, delete, back up and restore documents.
//!
//! Knows the browser's files and the sheet of documents. Must not know how documents are kept,
//! nor what a file or a backup looks like.

use super::export::file;
use super::files::{self, Pieces};
use super::host::{Host, elapsed, today};
use super::keeper::{Shared, bring, load, pause, records, save, show, turn, written};
use super::many::read;
use super::sheets::{self, Sheet};
use super::store::Refusal;
use super::{project, teaching};
use crate::annotation::Document;
use crate::format::intake::{self, Contents};
use crate::project::backup::{Backup, Made, Reader};
use crate::project::{Intake, Kept, LabelSet, Next, SETTINGS, Shelf, Stored, Texts, backup, rules};
use crate::protocol::{Place, Response};
use crate::ui::documents::{Came, Query, Wish, beside, last_backup, told, view};
use crate::ui::html::Element;
use crate::ui::words::count;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// How many of the files that come together are opened; more are only added.
const OPENED: usize = 8;
/// How often what was found so far is shown, in milliseconds.
const SHOW_MS: f64 = 150.0;
/// How many documents come in until they are written: so many are held at once.
const AT_ONCE: usize = 100;

/// The sheet as the person has it before them.
#[derive(Debug, Default)]
pub(super) struct Archive {
    query: Query,
    /// What was deleted last.
    deleted: Option<Stored>,
    /// What is looked into while the sheet is open.
    texts: Texts,
    /// Whether somebody is looking.
    seeking: bool,
}

impl Archive {
    /// The sheet is no longer looked at: what documents say may be something else next time.
    pub(super) fn leave(&mut self) {
        self.texts = Texts::default();
    }
}

/// Does what a control of the sheet of documents asks for.
pub(super) fn ask(host: &Shared, words: &str) {
    let wish = host.borrow_mut().archive.query.ask(words);
    match wish {
        // From document to document one goes without the sheet.
        Wish::Next | Wish::Previous => {}
        _ => host.borrow_mut().sheets.look_at(Sheet::Documents),
    }
    let wished = host.clone();
    spawn_local(async move {
        if let Err(refusal) = fulfil(&wished, wish).await {
            let words = format!("That could not be done: {}.", refusal.reason);
            wished.borrow_mut().archive.query.said = words;
        }
        save(&wished);
        sheets::draw(&wished);
    });
    sheets::draw(host);
}

/// Draws the sheet of documents.
pub(super) fn sheet(host: &Host) -> Element {
    let heads = host.mirrors.heads();
    let shown = host.mirrors.shown();
    let backup = last_backup(host.keeper.backup.at, today(), host.keeper.loose(host));
    view(&heads, &host.archive.query, shown, &backup)
}

async fn fulfil(host: &Shared, wish: Wish) -> Result<(), Refusal> {
    let store = host.borrow().keeper.store.clone();
    match wish {
        Wish::See => {}
        Wish::Search => seek(host).await?,
        Wish::Open(id) => {
            open(host, id, Place::InView).await?;
            sheets::close(host);
        }
        Wish::Next => walk(host, 1).await?,
        Wish::Previous => walk(host, -1).await?,
        Wish::Delete(id) => {
            let _turn = turn(host).await;
            let stored = match (&store, host.borrow().mirrors.kept(&id)) {
                (_, Some(kept)) => Stored::of(kept),
                (Some(_), None) => Stored::default(),
                (None, None) => return Ok(()),
            };
            let stored = match &store {
                Some(store) if stored.body.is_none() => records(store, id.clone()).await?,
                _ => stored,
            };
            let mut host = host.borrow_mut();
            let title = host.title(&id).to_owned();
            host.mirrors.erase(&id);
            host.archive.deleted = Some(stored);
            host.archive.query.said = format!("“{title}” is deleted.");
            host.archive.query.can_undelete = true;
            host.say(&Response::Gone(id));
        }
        Wish::Undelete => {
            let mut host = host.borrow_mut();
            if let Some(stored) = host.archive.deleted.take() {
                host.mirrors.restore(&stored);
                host.archive.query.said = "It is back.".to_owned();
            }
            host.archive.query.can_undelete = false;
        }
        Wish::State(id, state) => {
            let mut host = host.borrow_mut();
            host.mirrors.amend(&id, |head| head.state = state);
        }
        Wish::Rename(id, name) => {
            (host.borrow_mut().mirrors).amend(&id, |head| head.call(name));
        }
        Wish::Forget(id) => {
            let mut host = host.borrow_mut();
            let title = host.title(&id).to_owned();
            host.mirrors.keep_no_longer(&id);
            host.archive.query.said =
                format!("“{title}” is not kept: it is gone once its page is closed.");
        }
        Wish::Clear => {
            let mut host = host.borrow_mut();
            for kept in host.mirrors.held() {
                host.say(&Response::Gone(kept.head.id.clone()));
            }
            host.mirrors.clear();
            teaching::clear(&mut host);
            host.archive.deleted = None;
            host.keeper.forget();
            host.archive.query.said = "Everything is deleted.".to_owned();
        }
        Wish::Backup => make_backup(host).await?,
        Wish::Choose { folder } => host.borrow().say(&Response::Choose { folder }),
    }
    Ok(())
}

/// Looks for what the person types into the field, in the texts of all documents. Who types on
/// has that looked for by who is at it.
async fn seek(host: &Shared) -> Result<(), Refusal> {
    {
        let host = &mut *host.borrow_mut();
        let heads = host.mirrors.heads().into_iter();
        let documents = heads.map(|head| (head.id.clone(), head.length));
        let archive = &mut host.archive;
        let documents = match archive.query.find.trim() {
            "" => Vec::new(),
            _ => documents.collect(),
        };
        archive.texts.seek(archive.query.words(), documents);
        archive.query.seeking = true;
        if std::mem::replace(&mut archive.seeking, true) {
            return Ok(());
        }
    }
    let outcome = look(host).await;
    let archive = &mut host.borrow_mut().archive;
    archive.seeking = false;
    archive.query.seeking = false;
    archive.query.found.clone_from(archive.texts.found());
    outcome
}

async fn look(host: &Shared) -> Result<(), Refusal> {
    let store = host.borrow().keeper.store.clone();
    let mut shown = elapsed();
    loop {
        let next = {
            let Host {
                archive, mirrors, ..
            } = &mut *host.borrow_mut();
            let open = |id: &str| {
                let document = mirrors.document(id)?;
                Some(document.source().text())
            };
            archive.texts.step(open)
        };
        match next {
            Next::Nothing => return Ok(()),
            Next::Look => pause().await,
            Next::Read(asked) => {
                let between = asked.first().zip(asked.last());
                let texts = match (&store, between) {
                    (Some(store), Some((first, last))) => {
                        let between = Some((first.clone(), last.clone()));
                        store.all(Shelf::Texts, between).await?
                    }
                    _ => Vec::new(),
                };
                host.borrow_mut().archive.texts.take(asked, texts);
            }
        }
        if elapsed() > shown + SHOW_MS {
            {
                let archive = &mut host.borrow_mut().archive;
                archive.query.found.clone_from(archive.texts.found());
            }
            shown = elapsed();
            sheets::draw(host);
        }
    }
}

async fn walk(host: &Shared, places: isize) -> Result<(), Refusal> {
    let (next, kept) = {
        let host = host.borrow();
        let heads = host.mirrors.heads();
        let next = beside(&heads, host.mirrors.shown(), places).map(|head| head.id.clone());
        (next, host.keeper.store.is_some())
    };
    match next {
        // Without storage, what is closed is lost.
        Some(id) if kept => open(host, id, Place::Instead).await,
        Some(id) => open(host, id, Place::InView).await,
        None => Ok(()),
    }
}

async fn open(host: &Shared, id: String, place: Place) -> Result<(), Refusal> {
    let store = host.borrow().keeper.store.clone();
    match store {
        Some(store) => bring(host, &store, id, place).await,
        None => {
            show(host, &id, place, String::new());
            Ok(())
        }
    }
}

/// Has the page save all documents, those in storage and those that are only here, as one file.
async fn make_backup(host: &Shared) -> Result<(), Refusal> {
    let (store, ids) = {
        let host = host.borrow();
        let heads = host.mirrors.heads();
        let ids: Vec<String> = heads.iter().map(|head| head.id.clone()).collect();
        (host.keeper.store.clone(), ids)
    };
    let parts = Array::of1(&backup::header(today()).into());
    let taught = rules::record(host.borrow().teaching.rules());
    parts.push(&backup::project_line(rules::KEY, &taught).into());
    let settings = host.borrow().mirrors.settings().record();
    parts.push(&backup::project_line(SETTINGS, &settings).into());
    for id in &ids {
        let held = host.borrow().mirrors.kept(id).map(Stored::of);
        let stored = match (held, &store) {
            (Some(stored), _) => stored,
            (None, Some(store)) => records(store, id.clone()).await?,
            (None, None) => continue,
        };
        parts.push(&backup::lines(&stored).into());
    }
    let file = file("hedgerow-backup.jsonl", &parts);
    let mut host = host.borrow_mut();
    if matches!(file, Response::File { .. }) {
        let made = Made {
            at: today(),
            decided: host.mirrors.decided(),
        };
        host.keeper.backup = made;
        host.mirrors.also(vec![made.write()]);
        let documents = count(ids.len(), "document is", "documents are");
        host.archive.query.said = format!("{documents} in the backup.");
    }
    host.say(&file);
    Ok(())
}

/// What came of the files that the person brings.
#[derive(Default)]
struct Taken {
    /// The documents that came, by id, each with what is to be said of it.
    documents: Vec<(String, String)>,
    /// Those that were here already.
    here: Vec<(String, String)>,
    /// What the documents are called that came in beside others of their ids.
    copies: Vec<String>,
    problems: Vec<String>,
}

/// Takes in files that the person brings.
pub(super) fn take(host: &Shared, brought: Array) {
    let host = host.clone();
    spawn_local(async move {
        let mut taken = Taken::default();
        let files = brought.iter();
        for file in files.filter_map(|file| file.dyn_into::<File>().ok()) {
            let before = taken.documents.len();
            if let Err(reason) = take_one(&host, &file, &mut taken).await {
                taken.problems.push(format!("{}: {reason}", file.name()));
            }
            if before / AT_ONCE < taken.documents.len() / AT_ONCE {
                written(&host).await;
            }
        }
        save(&host);
        if let Err(refusal) = present(&host, &taken).await {
            taken.problems.push(refusal.reason);
        }
        if let Some(words) = taken.told() {
            host.borrow().say(&Response::Refused(words));
        }
        save(&host);
        sheets::draw(&host);
    });
}

async fn take_one(host: &Shared, file: &File, taken: &mut Taken) -> Result<(), String> {
    if backup::is_one(&files::beginning(file).await?) {
        return restore(host, file, taken).await;
    }
    documents(host, &file.name(), files::read(file).await?, taken).await;
    Ok(())
}

/// Takes in what is in a backup.
async fn restore(host: &Shared, file: &File, taken: &mut Taken) -> Result<(), String> {
    let name = file.name();
    let mut reader = Reader::default();
    let mut pieces = Pieces::of(file);
    while let Some(piece) = pieces.next().await? {
        taken.restored(host, &name, reader.read(&piece)).await;
        written(host).await;
    }
    taken.restored(host, &name, reader.finish()).await;
    Ok(())
}

/// The documents here that one out of a file may be; one that cannot be read is another.
async fn namesakes(host: &Shared, id: &str) -> Vec<Document> {
    let ids = host.borrow().mirrors.namesakes(id);
    let store = host.borrow().keeper.store.clone();
    let mut all = Vec::new();
    for id in ids {
        let held = host.borrow().mirrors.kept(&id).map(Kept::document);
        let found = match (held, &store) {
            (None, Some(store)) => {
                let kept = read(store, &id).await.ok().flatten();
                kept.map(|(kept, _)| kept.document())
            }
            (held, _) => held,
        };
        all.extend(found);
    }
    all
}

/// Takes in what is in a file.
async fn documents(host: &Shared, name: &str, contents: Contents, taken: &mut Taken) {
    match LabelSet::read(&contents.text) {
        Some(Ok(labels)) => return project::bring_labels(&mut host.borrow_mut(), labels),
        Some(Err(reason)) => return taken.problems.push(format!("{name}: {reason}")),
        None => {}
    }
    let found = intake::documents(name, contents);
    for brought in found.documents {
        let here = namesakes(host, &brought.document.id).await;
        let host = &mut *host.borrow_mut();
        let intake = (host.mirrors).bring(brought.document, brought.read, &here, today());
        taken.add(host, &intake, brought.note);
    }
    taken.problems.extend(found.problems);
}

/// Opens the documents that came, or the first of many.
async fn present(host: &Shared, taken: &Taken) -> Result<(), Refusal> {
    let store = host.borrow().keeper.store.clone();
    for (at, (id, note)) in taken.shown().iter().enumerate() {
        let last = at + 1 == taken.shown().len();
        let place = if last { Place::InView } else { Place::Beside };
        if let Some(store) = &store {
            load(host, store, id).await?;
        }
        show(host, id, place, note.clone());
    }
    Ok(())
}

impl Taken {
    /// Takes note of a part of a backup that was read.
    async fn restored(&mut self, host: &Shared, name: &str, found: Backup) {
        let mut problems = found.problems;
        for (key, record) in found.records {
            let host = &mut *host.borrow_mut();
            let brought = match key.as_str() {
                rules::KEY => teaching::bring(host, &record).map(drop),
                SETTINGS => project::bring(host, &record),
                _ => Ok(()),
            };
            problems.extend(brought.err());
        }
        for kept in found.documents {
            let here = namesakes(host, &kept.head.id).await;
            let host = &mut *host.borrow_mut();
            let intake = host.mirrors.bring_back(kept, &here, today());
            self.add(host, &intake, String::new());
        }
        let named = problems.iter().map(|problem| format!("{name}: {problem}"));
        self.problems.extend(named);
    }

    fn add(&mut self, host: &Host, intake: &Intake, note: String) {
        let id = intake.id().to_owned();
        match intake {
            Intake::Here(_) => return self.here.push((id, note)),
            Intake::Copy(id) => self.copies.push(host.title(id).to_owned()),
            Intake::New(_) => {}
        }
        self.documents.push((id, note));
    }

    /// Those that are opened: of what was here, the first, where nothing else came.
    fn shown(&self) -> &[(String, String)] {
        let (all, most) = match (self.documents.len(), self.here.len()) {
            (0, here) => (&self.here, here.min(1)),
            (1..=OPENED, _) => (&self.documents, OPENED),
            _ => (&self.documents, 1),
        };
        &all[..most.min(all.len())]
    }

    /// What is to be said of it all; none where all of it is seen.
    fn told(&self) -> Option<String> {
        told(Came {
            documents: self.documents.len(),
            shown: self.shown().len().min(self.documents.len()),
            here: self.here.len(),
            copies: &self.copies,
            problems: &self.problems,
        })
    }
}

impl Host {
    /// What a document is called.
    pub(super) fn title(&self, id: &str) -> &str {
        let head = self.mirrors.head_of(id);
        head.map_or("", |head| head.title.as_str())
    }
}

/// The files that a message is, if it is.
pub(super) fn brought(data: &JsValue) -> Option<Array> {
    data.dyn_ref::<Array>().cloned()
}
