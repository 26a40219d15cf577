//! What a person asks of the project: to open, add, delete, back up and restore documents.
//!
//! Knows the browser's files and the sheet of documents. Must not know how documents are kept,
//! nor how a file is read.

use super::export::file;
use super::files;
use super::host::{Host, today};
use super::keeper::{Shared, bring, much_to_write, records, save, show};
use super::sheets::{self, Sheet};
use super::store::Refusal;
use super::{project, teaching};
use crate::annotation::Tracked;
use crate::format::intake::{self, Contents};
use crate::project::backup::Made;
use crate::project::{Kept, LabelSet, SETTINGS, Shelf, Stored, Write, backup, rules};
use crate::protocol::{Place, Response};
use crate::ui::documents::{Query, Wish, beside, last_backup, view};
use crate::ui::html::Element;
use crate::ui::words::count;
use js_sys::Array;
use std::collections::BTreeSet;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

/// How many of the files that come together are opened; more are only added.
const OPENED: usize = 8;
/// How many documents are written at once.
const AT_ONCE: usize = 100;

/// The sheet as the person has it before them.
#[derive(Debug, Default)]
pub(super) struct Archive {
    query: Query,
    /// What was deleted last.
    deleted: Option<Stored>,
    /// The number of the document that was made last.
    number: u64,
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
        Wish::Search => {
            let find = host.borrow().archive.query.find.clone();
            let texts = match &store {
                Some(store) => store.all(Shelf::Texts, None).await?,
                None => Vec::new(),
            };
            let words = find.trim().to_lowercase();
            let found: BTreeSet<String> = (texts.into_iter())
                .filter(|(_, text)| text.to_lowercase().contains(&words))
                .map(|(id, _)| id)
                .collect();
            let query = &mut host.borrow_mut().archive.query;
            if query.find == find {
                query.found = Some(found);
            }
        }
        Wish::Open(id) => {
            open(host, id, Place::InView).await?;
            sheets::close(host);
        }
        Wish::Next => walk(host, 1).await?,
        Wish::Previous => walk(host, -1).await?,
        Wish::Delete(id) => {
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
    if let Write::Put(_, key, record) = host.borrow().mirrors.settings().record() {
        parts.push(&backup::project_line(&key, &record).into());
    }
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
        host.mirrors.also(vec![made.record()]);
        let documents = count(ids.len(), "document is", "documents are");
        host.archive.query.said = format!("{documents} in the backup.");
    }
    host.say(&file);
    Ok(())
}

/// Takes in files that the person brings.
pub(super) fn take(host: &Shared, brought: Array) {
    let host = host.clone();
    spawn_local(async move {
        let mut taken = Vec::new();
        let mut problems = Vec::new();
        for file in brought
            .iter()
            .filter_map(|file| file.dyn_into::<File>().ok())
        {
            match files::read(&file).await {
                Ok(contents) => {
                    let (documents, bad) = documents(&host, &file.name(), contents);
                    taken.extend(documents);
                    problems.extend(bad);
                }
                Err(reason) => problems.push(format!("{}: {reason}", file.name())),
            }
        }
        let many = taken.len();
        let mut shown = many;
        if many > OPENED {
            much_to_write(&host);
        }
        for (at, (kept, note)) in taken.into_iter().enumerate() {
            let id = kept.head.id.clone();
            if host.borrow().mirrors.kept(&id).is_none() {
                host.borrow_mut().mirrors.add(kept);
            }
            if many <= OPENED || at == 0 {
                let last = many > OPENED || at + 1 == many;
                let place = if last { Place::InView } else { Place::Beside };
                show(&host, &id, place, note);
                shown -= 1;
            }
            if at % AT_ONCE == AT_ONCE - 1 {
                save(&host);
            }
        }
        save(&host);
        let mut words = Vec::new();
        if shown > 0 {
            let added = count(shown, "more document is", "more documents are");
            words.push(format!("{added} among the documents."));
        }
        if !problems.is_empty() {
            let files = count(problems.len(), "thing", "things");
            let some = problems.iter().take(10).cloned().collect::<Vec<_>>();
            words.push(format!("{files} could not be read. {}.", some.join("; ")));
        }
        if !words.is_empty() {
            host.borrow().say(&Response::Refused(words.join(" ")));
        }
        sheets::draw(&host);
    });
}

/// The documents in a file, each with what is to be said of it, and what could not be read.
fn documents(host: &Shared, name: &str, contents: Contents) -> (Vec<(Kept, String)>, Vec<String>) {
    let mut host = host.borrow_mut();
    if backup::is_one(&contents.text) {
        let found = backup::read(&contents.text);
        let mut problems = found.problems;
        for (key, record) in found.records {
            let brought = match key.as_str() {
                rules::KEY => teaching::bring(&mut host, &record).map(drop),
                SETTINGS => project::bring(&mut host, &record),
                _ => Ok(()),
            };
            problems.extend(brought.err());
        }
        let found = found.documents.into_iter().map(|kept| {
            let is_here = host.mirrors.knows(&kept.head.id);
            match is_here {
                true => kept.renamed(host.free_id()),
                false => kept,
            }
        });
        let found = found.map(|kept| (kept, String::new())).collect();
        let named = |problem| format!("{name}: {problem}");
        return (found, problems.into_iter().map(named).collect());
    }
    if let Some(labels) = LabelSet::read(&contents.text) {
        let problem = match labels {
            Ok(labels) => {
                project::bring_labels(&mut host, labels);
                None
            }
            Err(reason) => Some(format!("{name}: {reason}")),
        };
        return (Vec::new(), problem.into_iter().collect());
    }
    let found = intake::documents(name, contents);
    let documents = found.documents.into_iter().map(|brought| {
        let mut document = brought.document;
        let text = document.source().text();
        // The same text once more is the document that is there already.
        let open = (host.mirrors.held())
            .find(|kept| !brought.read && kept.tracked().document.source().text() == text)
            .map(|kept| kept.head.id.clone());
        if let Some(id) = open {
            document.id = id;
        } else if document.id.is_empty() || host.mirrors.knows(&document.id) {
            document.id = host.free_id();
        }
        let mut kept = Kept::new(Tracked::new(document), today());
        kept.head.read = brought.read;
        (kept, brought.note)
    });
    (documents.collect(), found.problems)
}

impl Host {
    /// What a document is called.
    pub(super) fn title(&self, id: &str) -> &str {
        let head = self.mirrors.head_of(id);
        head.map_or("", |head| head.title.as_str())
    }

    /// An id that no document has: the page gives others.
    fn free_id(&mut self) -> String {
        self.archive.number = today().max(self.archive.number + 1);
        format!("f{}", self.archive.number)
    }
}

/// The files that a message is, if it is.
pub(super) fn brought(data: &JsValue) -> Option<Array> {
    data.dyn_ref::<Array>().cloned()
}
