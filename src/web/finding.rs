//! What a person looks for: the sheets of occurrences and of search, with the documents at hand.
//!
//! Knows which documents lie open and how others are read, and searches them in turns. Must not
//! know what is on a sheet.

use super::host::{Host, elapsed};
use super::keeper::{Shared, load, pause, save, show};
use super::many::{self, read};
use super::sheets::{self, Place, Sheet};
use super::store::Refusal;
use crate::annotation::{Document, Id};
use crate::protocol::{Done, Place as Beside, Response};
use crate::ui::find::occurrences::{self, Aim};
use crate::ui::find::search::{self, Answer, Around, Change, Looked, Scope};
use crate::ui::find::{going, refused};
use crate::ui::html::Element;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;

/// How long is searched until what came meanwhile is heard, in milliseconds.
const TURN_MS: f64 = 12.0;
/// How often what was found so far is shown, in milliseconds.
const SHOW_MS: f64 = 150.0;

#[derive(Debug, Default)]
pub(super) struct Finding {
    occurrences: occurrences::State,
    search: search::State,
    /// Another number for every search: one with another number is off.
    number: u32,
    /// Whether something is being done with what was found.
    changing: bool,
}

impl Finding {
    /// How what was found in a document looks now.
    pub(super) fn look(&self, document: &Document) -> Looked {
        self.search.look(document)
    }

    /// Takes note of how it looks in some.
    pub(super) fn see(&mut self, looked: impl IntoIterator<Item = Looked>) {
        for looked in looked {
            self.search.see(looked);
        }
    }
}

/// Does what a control of the sheet of occurrences asks for.
pub(super) fn ask_all(host: &Shared, words: &str) {
    {
        let host = &mut *host.borrow_mut();
        let state = &mut host.finding.occurrences;
        let document = state.document().and_then(|id| host.mirrors.document(id));
        if let Some(document) = document {
            state.ask(words, document);
        }
    }
    sheets::draw(host);
}

pub(super) fn hand_all(host: &Shared, place: &Place, words: &str) {
    occurrences(host, Aim::Label, place, words);
}

/// The same, to accept what is marked alike.
pub(super) fn hand_same(host: &Shared, place: &Place, words: &str) {
    occurrences(host, Aim::Accept, place, words);
}

fn occurrences(host: &Shared, aim: Aim, place: &Place, words: &str) {
    let opens = words.is_empty();
    {
        let host = &mut *host.borrow_mut();
        let state = &mut host.finding.occurrences;
        let document = match (opens, state.document()) {
            (false, Some(document)) => document.to_owned(),
            _ => place.document.clone(),
        };
        let done = match (opens, host.mirrors.document(&document)) {
            (_, None) => return host.say(&Response::Lost(document)),
            (true, Some(mirrored)) => match state.open(aim, mirrored, &place.at) {
                Ok(()) => {
                    host.sheets.look_at(Sheet::Occurrences);
                    Done::default()
                }
                Err(words) => Done::said(words),
            },
            (false, Some(mirrored)) => state.hand(words, mirrored, host.engine),
        };
        let done = Box::new(done);
        host.say(&Response::Handed { document, done });
    }
    match opens {
        true => sheets::draw(host),
        false => sheets::close(host),
    }
}

/// Draws the sheet of occurrences.
pub(super) fn all(host: &Host) -> Element {
    let state = &host.finding.occurrences;
    let document = state.document().and_then(|id| host.mirrors.document(id));
    let labels = host.mirrors.settings().labels.labels();
    state.view(document, &labels)
}

/// Does what a control of the sheet of search asks for.
pub(super) fn ask_search(host: &Shared, words: &str) {
    let anew = {
        let host = &mut *host.borrow_mut();
        host.sheets.look_at(Sheet::Search);
        host.finding.search.ask(words)
    };
    if anew {
        search(host);
    }
    sheets::draw(host);
}

pub(super) fn hand_search(host: &Shared, place: &Place, words: &str) {
    let answer = {
        let host = host.borrow();
        around(&host, |around| host.finding.search.hand(words, around))
    };
    let goes = words.starts_with("go");
    if goes {
        sheets::close(host);
    }
    let all = match answer {
        Answer::Done(all) => all,
        Answer::Open { document, at } => {
            bring(host, document, at);
            Vec::new()
        }
        Answer::Change(_) if host.borrow().finding.changing => Vec::new(),
        Answer::Change(what) => return change(host, place, what),
    };
    host.borrow().answer(place, all);
}

/// Does what is to be done with what was found, in each document that has some of it.
fn change(host: &Shared, place: &Place, what: Change) {
    host.borrow_mut().finding.changing = true;
    let (host, place) = (host.clone(), place.clone());
    spawn_local(async move {
        let ids = what.documents();
        let (all, reader) = (ids.len(), host.borrow().engine);
        let shown = Cell::new(elapsed());
        let going = |host: &Shared, done: usize| {
            if elapsed() > shown.get() + SHOW_MS {
                shown.set(elapsed());
                say(host, going(done, all));
            }
        };
        let wanted = |document: &Document| what.wanted(document, reader);
        let done = many::change(&host, ids, &wanted, &going).await;
        let (words, open) = match done {
            Ok((reached, open)) => (what.told(&reached), open),
            Err(refusal) => (refused(refusal.full, &refusal.reason), Vec::new()),
        };
        let mut all: Vec<(String, Done)> = (open.into_iter())
            .map(|(id, edit)| {
                let edit = Some(edit);
                (
                    id,
                    Done {
                        edit,
                        ..Done::default()
                    },
                )
            })
            .collect();
        match all.iter_mut().find(|(id, _)| *id == place.document) {
            Some((_, own)) => own.words.clone_from(&words),
            None => all.push((place.document.clone(), Done::said(words.clone()))),
        }
        host.borrow_mut().finding.changing = false;
        host.borrow().answer(&place, all);
        save(&host);
        say(&host, words);
    });
}

fn say(host: &Shared, words: String) {
    host.borrow_mut().finding.search.say(words);
    sheets::draw(host);
}

/// Draws the sheet of search.
pub(super) fn found(host: &Host) -> Element {
    let labels = host.mirrors.settings().labels.labels();
    around(host, |around| host.finding.search.view(around, &labels))
}

fn around<T>(host: &Host, with: impl FnOnce(Around<'_>) -> T) -> T {
    let open: Vec<&Document> = host.mirrors.documents().collect();
    let title = |id: &str| {
        let head = host.mirrors.head_of(id)?;
        Some(head.title.as_str())
    };
    with(Around {
        open: &open,
        title: &title,
    })
}

/// Begins to search anew.
fn search(host: &Shared) {
    let number = {
        let host = &mut *host.borrow_mut();
        let lying = host.mirrors.lying().to_vec();
        let state = &mut host.finding.search;
        let documents = match state.scope() {
            Scope::Here => host
                .mirrors
                .shown()
                .map(str::to_owned)
                .into_iter()
                .collect(),
            Scope::Open => lying,
            Scope::Project => {
                let heads = host.mirrors.heads().into_iter().map(|head| head.id.clone());
                let closed: Vec<String> = heads.filter(|id| !lying.contains(id)).collect();
                [lying, closed].concat()
            }
        };
        state.begin(documents);
        host.finding.number += 1;
        host.finding.number
    };
    let host = host.clone();
    spawn_local(async move {
        let mut shown = elapsed();
        while go_on(&host, number).await {
            if elapsed() > shown + SHOW_MS {
                sheets::draw(&host);
                shown = elapsed();
            }
            pause().await;
        }
        if host.borrow().finding.number == number {
            sheets::draw(&host);
        }
    });
}

/// Searches for a while; whether there is more to search.
async fn go_on(host: &Shared, number: u32) -> bool {
    let until = elapsed() + TURN_MS;
    while elapsed() < until {
        let closed = {
            let host = &mut *host.borrow_mut();
            let finding = &mut host.finding;
            let next = finding.search.next().filter(|_| finding.number == number);
            let Some(next) = next.map(str::to_owned) else {
                return false;
            };
            match host.mirrors.document(&next) {
                Some(document) => {
                    finding.search.step(document);
                    None
                }
                None => Some(next),
            }
        };
        if let Some(id) = closed {
            let store = host.borrow().keeper.store.clone();
            let read = match store {
                Some(store) => read(&store, &id).await.ok().flatten(),
                None => None,
            };
            let host = &mut *host.borrow_mut();
            let state = &mut host.finding.search;
            // The person may have typed on while it was read.
            if host.finding.number != number {
                return false;
            }
            match read {
                Some((kept, _)) => {
                    while state.next() == Some(id.as_str()) {
                        state.step(&kept.tracked().document);
                    }
                }
                None => state.pass(),
            }
        }
    }
    true
}

/// Opens a document at a mark.
fn bring(host: &Shared, id: String, at: Option<Id>) {
    let host = host.clone();
    spawn_local(async move {
        let store = host.borrow().keeper.store.clone();
        let loaded: Result<(), Refusal> = match store {
            Some(store) => load(&host, &store, &id).await,
            None => Ok(()),
        };
        if loaded.is_ok() {
            let at = at.clone();
            host.borrow_mut().mirrors.amend(&id, |head| head.at = at);
            show(&host, &id, Beside::InView, String::new());
        }
    });
}
