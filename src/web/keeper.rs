//! Brings documents to storage and back.
//!
//! Knows when something is read and written: what was heard in one turn in one transaction, one
//! transaction after the other. Must not know what is written.

use super::host::Host;
use super::store::{Refusal, Store, lock};
use super::teaching;
use crate::project::backup::{MADE, Made};
use crate::project::{Kept, Mirrors, SETTINGS, Shelf, Stored, Write, rules, under, whole};
use crate::protocol::{Keeping, Opened, Place, Response};
use crate::session::links;
use crate::ui::find::reading::is_older;
use crate::ui::keeping::Storage;
use gloo::timers::callback::Timeout;
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};

/// What is said of a document that another engine has read.
const OLDER: &str = "Another engine than the present one has read this text. \
     What you decided stays when it is read again.";
/// The name of the project, and of its lock.
const PROJECT: &str = "hedgerow";
/// How long another tab may hold the project until the person is told, in milliseconds: a worker
/// that has just died does for a moment.
const ELSEWHERE_MS: u32 = 500;
/// How long after a failure writing is tried again, in milliseconds.
const AGAIN_MS: u32 = 10_000;

#[derive(Debug, Default)]
pub(super) struct Keeper {
    /// None until it is open.
    pub(super) store: Option<Store>,
    pub(super) storage: Storage,
    /// What could not be read, in sentences.
    losses: Vec<String>,
    /// Whether the page wants what lay open, once it has said.
    pub(super) reopen: Option<bool>,
    /// When writing is tried again.
    again: Option<Timeout>,
    /// Whether a transaction is under way.
    writing: bool,
    /// Whether it is somebody's [`Turn`].
    taken: Rc<Cell<bool>>,
    /// How many of the page's changes are in storage.
    kept: u32,
    /// The last backup.
    pub(super) backup: Made,
    /// What the page was told last.
    told: RefCell<Keeping>,
}

pub(super) type Shared = Rc<RefCell<Host>>;

/// Opens the project, as soon as no other tab has it.
pub(super) fn open(host: &Shared) {
    let host = host.clone();
    spawn_local(async move {
        let waiting = host.clone();
        let wait = Timeout::new(ELSEWHERE_MS, move || stands(&waiting, Storage::Elsewhere));
        lock(PROJECT).await;
        drop(wait);
        if host.borrow().keeper.storage == Storage::Elsewhere {
            host.borrow_mut().keeper.reopen = Some(false);
        }
        match begin(&host).await {
            Ok(()) => save(&host),
            Err(refusal) => stands(&host, Storage::Refused(refusal.reason)),
        }
    });
}

async fn begin(host: &Shared) -> Result<(), Refusal> {
    let store = Store::open(PROJECT).await?;
    let heads = store.all(Shelf::Heads, None).await?;
    let (shelf, key) = Mirrors::desk_key();
    let desk = store.read(shelf, &key).await?;
    let settings = store.read(Shelf::Project, SETTINGS).await?;
    let made = store.read(Shelf::Project, MADE).await?;
    host.borrow_mut().keeper.backup = made.and_then(|made| Made::read(&made)).unwrap_or_default();
    let rules = store.read(Shelf::Project, rules::KEY).await?;
    let headless = {
        let mut host = host.borrow_mut();
        let lost = teaching::found(&mut host, rules.as_deref());
        host.keeper.losses.extend(lost);
        let broken = host.mirrors.found(heads);
        host.keeper.losses.extend(broken.iter().map(|broken| {
            format!("What the list of documents says of one could not be read: {broken}.")
        }));
        let settings = settings.map(|settings| host.mirrors.found_settings(&settings));
        if let Some(Err(broken)) = settings {
            let words = format!("What you said for the project could not be read: {broken}.");
            host.keeper.losses.push(words);
        }
        host.tell_settings();
        broken.into_iter().filter(|broken| !broken.is_newer())
    };
    recall(host, &store).await?;
    // They are in the list again, as far as their bodies tell of them.
    for broken in headless {
        let stored = records(&store, broken.key).await?;
        if let Ok((kept, None)) = Kept::read(stored) {
            host.borrow_mut().mirrors.add(kept);
        }
    }
    if wants_reopening(host) {
        let (open, shown, order) = Mirrors::lay_open(desk.as_deref());
        host.borrow().say(&Response::Order(order));
        for id in open {
            let place = match shown.as_ref() == Some(&id) {
                true => Place::FirstInView,
                false => Place::Beside,
            };
            bring(host, &store, id, place).await?;
        }
    }
    let mut host = host.borrow_mut();
    host.keeper.store = Some(store);
    host.keeper.storage = Storage::Well;
    host.keeper.tell(&host);
    Ok(())
}

/// Goes on from what is on the shelves of documents that the page sent whole, which knows less.
async fn recall(host: &Shared, store: &Store) -> Result<(), Refusal> {
    let held = host
        .borrow()
        .mirrors
        .held()
        .map(|kept| kept.head.id.clone())
        .collect::<Vec<_>>();
    for id in held {
        let stored = records(store, id).await?;
        if let Ok((kept, _)) = Kept::read(stored) {
            host.borrow_mut().mirrors.recall(kept);
        }
    }
    Ok(())
}

/// Whether what lay open is to be opened. The page says so right at its start.
fn wants_reopening(host: &Shared) -> bool {
    host.borrow().keeper.reopen.unwrap_or(true)
}

/// All records of a document.
pub(super) async fn records(store: &Store, id: String) -> Result<Stored, Refusal> {
    let single = [Shelf::Heads, Shelf::Bodies, Shelf::Texts];
    let ([head, body, text], log) = store.together(single, &id, Shelf::Log, &under(&id)).await?;
    Ok(Stored {
        id,
        head,
        body,
        text,
        log,
    })
}

/// Hands a document out of storage to the page.
pub(super) async fn bring(
    host: &Shared,
    store: &Store,
    id: String,
    place: Place,
) -> Result<(), Refusal> {
    load(host, store, &id).await?;
    show(host, &id, place, String::new());
    Ok(())
}

/// That nobody else brings documents out of storage, or changes them there.
pub(super) struct Turn(Rc<Cell<bool>>);

/// Waits until that is so.
pub(super) async fn turn(host: &Shared) -> Turn {
    let taken = host.borrow().keeper.taken.clone();
    while taken.replace(true) {
        pause().await;
    }
    Turn(taken)
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// Has a document mirrored, out of storage where it is not yet.
pub(super) async fn load(host: &Shared, store: &Store, id: &str) -> Result<(), Refusal> {
    let _turn = turn(host).await;
    if host.borrow().mirrors.kept(id).is_none() {
        let stored = records(store, id.to_owned()).await?;
        let mut host = host.borrow_mut();
        match Kept::read(stored) {
            Ok((mut kept, loss)) => {
                if let Some(loss) = loss {
                    let words = format!(
                        "The last changes of “{}” could not be read ({}). They are put aside; \
                         what came before them is here.",
                        kept.head.title, loss.broken
                    );
                    host.keeper.losses.push(words);
                }
                links(host.engine, &mut kept.tracked_mut().document);
                host.mirrors.open(kept);
            }
            Err(broken) => {
                let words =
                    format!("A document could not be opened ({broken}). It is left as it is.");
                host.keeper.losses.push(words);
                host.keeper.tell(&host);
            }
        }
    }
    Ok(())
}

/// Hands a document that is mirrored to the page.
pub(super) fn show(host: &Shared, id: &str, place: Place, note: String) {
    host.borrow_mut().mirrors.sent(id);
    let host = host.borrow();
    if let Some(kept) = host.mirrors.kept(id) {
        let older = is_older(&kept.tracked().document, &host.info());
        let note = match older {
            true => OLDER.to_owned(),
            false => note,
        };
        host.say(&Response::Opened(Box::new(Opened {
            whole: whole(kept.tracked()),
            clusters: kept.tracked().document.clusters().to_vec(),
            read: kept.head.read,
            at: kept.head.at.clone(),
            place,
            older,
            note,
        })));
    }
}

/// Has written what is to be written, unless that is being done.
pub(super) fn save(host: &Shared) {
    let (store, batch) = {
        let mut host = host.borrow_mut();
        let Some(store) = host.keeper.store.clone().filter(|_| !host.keeper.writing) else {
            return;
        };
        let batch = host.mirrors.batch();
        if batch.writes.is_empty() {
            if host.keeper.is_well() {
                host.keeper.kept = batch.heard;
                host.keeper.storage = Storage::Well;
                host.keeper.tell(&host);
            }
            return;
        }
        host.keeper.writing = true;
        // One batch after the other: the page is told that more is to come.
        if host.keeper.storage == Storage::Busy {
            host.keeper.tell(&host);
        }
        (store, batch)
    };
    let host = host.clone();
    spawn_local(async move {
        let written = store.write(&batch.writes).await;
        host.borrow_mut().keeper.writing = false;
        match written {
            Ok(()) => {
                host.borrow_mut().mirrors.written();
                host.borrow_mut().keeper.kept = batch.heard;
                host.borrow_mut().keeper.storage = Storage::Busy;
                save(&host);
            }
            Err(refusal) => {
                host.borrow_mut().mirrors.refused(batch);
                stands(
                    &host,
                    match refusal.full {
                        true => Storage::Full,
                        false => Storage::Failing(refusal.reason),
                    },
                );
                let waiting = host.clone();
                let again = Timeout::new(AGAIN_MS, move || save(&waiting));
                host.borrow_mut().keeper.again = Some(again);
            }
        }
    });
}

/// Waits until what came so far of much is written, as far as it can be.
pub(super) async fn written(host: &Shared) {
    if host.borrow().keeper.storage == Storage::Well {
        stands(host, Storage::Busy);
    }
    save(host);
    while host.borrow().keeper.writing {
        pause().await;
    }
}

/// Writes something by itself, once nothing else is written. What is refused is not tried again.
pub(super) async fn alone<T>(
    host: &Shared,
    store: &Store,
    what: impl FnOnce(&mut Mirrors) -> (Vec<Write>, T),
) -> Result<T, Refusal> {
    while host.borrow().keeper.writing {
        pause().await;
    }
    let (writes, rest) = what(&mut host.borrow_mut().mirrors);
    if !writes.is_empty() {
        host.borrow_mut().keeper.writing = true;
        let written = store.write(&writes).await;
        host.borrow_mut().keeper.writing = false;
        written?;
    }
    Ok(rest)
}

/// Lets the worker hear what came meanwhile.
pub(super) async fn pause() {
    let promise = Promise::new(&mut |resolve, _| {
        Timeout::new(0, move || drop(resolve.call0(&JsValue::NULL))).forget();
    });
    let _ = JsFuture::from(promise).await;
}

/// Tells the page how it stands.
fn stands(host: &Shared, storage: Storage) {
    let mut host = host.borrow_mut();
    host.keeper.storage = storage;
    host.keeper.tell(&host);
}

impl Keeper {
    /// Whether what was written last is written.
    fn is_well(&self) -> bool {
        matches!(self.storage, Storage::Well | Storage::Busy)
    }

    /// Everything is deleted: what could not be read, and what was backed up.
    pub(super) fn forget(&mut self) {
        self.losses.clear();
        self.backup = Made::default();
    }

    /// How many decisions are in no backup.
    pub(super) fn loose(&self, host: &Host) -> u32 {
        host.mirrors.decided().saturating_sub(self.backup.decided)
    }

    fn tell(&self, host: &Host) {
        let loose = self.loose(host) as usize;
        let keeping = self.storage.told(self.kept, &self.losses, loose);
        if *self.told.borrow() != keeping {
            self.told.replace(keeping.clone());
            host.say(&Response::Kept(keeping));
        }
    }
}
