//! The dialog of the worker's sheets: which one is looked at, and who answers for it.
//!
//! Knows the names of sheets: what is asked of one begins with its name and a colon. Must not
//! know what is on a sheet.

use super::export;
use super::host::Host;
use super::keeper::Shared;
use super::{archive, finding, project, reading, teaching};
use crate::protocol::{At, Done, Response};
use crate::ui::drawn;
use crate::ui::find::answers;
use crate::ui::html::Element;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Documents,
    Labels,
    Help,
    Keys,
    Ledger,
    About,
    Export,
    Occurrences,
    Search,
    Rules,
    Reading,
}

/// Where the person is who does something by hand on a sheet.
#[derive(Debug, Clone)]
pub(super) struct Place {
    pub(super) document: String,
    pub(super) at: At,
}

/// A sheet as the worker has it.
struct Entry {
    sheet: Sheet,
    name: &'static str,
    /// Does what a control asks for.
    ask: fn(&Shared, &str),
    /// Does what is to be done by hand.
    hand: fn(&Shared, &Place, &str),
    draw: fn(&Host) -> Element,
}

const fn entry(
    sheet: Sheet,
    name: &'static str,
    ask: fn(&Shared, &str),
    draw: fn(&Host) -> Element,
) -> Entry {
    Entry {
        sheet,
        name,
        ask,
        hand: nothing,
        draw,
    }
}

const fn by_hand(entry: Entry, hand: fn(&Shared, &Place, &str)) -> Entry {
    Entry { hand, ..entry }
}

#[rustfmt::skip]
const SHEETS: &[Entry] = &[
    entry(Sheet::Documents, "documents", archive::ask, archive::sheet),
    entry(Sheet::Export, "export", export::ask, export::sheet),
    entry(Sheet::Labels, "labels", project::ask_labels, project::labels),
    entry(Sheet::Help, "help", project::ask_help, project::help),
    entry(Sheet::Keys, "keys", project::ask_keys, project::keys),
    entry(Sheet::Ledger, "ledger", project::ask_ledger, project::ledger),
    entry(Sheet::About, "about", project::ask_about, project::about),
    by_hand(entry(Sheet::Occurrences, "all", finding::ask_all, finding::all), finding::hand_all),
    by_hand(entry(Sheet::Occurrences, "same", finding::ask_all, finding::all), finding::hand_same),
    by_hand(entry(Sheet::Search, "search", finding::ask_search, finding::found), finding::hand_search),
    by_hand(entry(Sheet::Rules, "rules", teaching::ask, teaching::sheet), teaching::hand),
    by_hand(entry(Sheet::Reading, "reading", reading::ask, reading::sheet), reading::hand),
];

#[derive(Debug, Default)]
pub(super) struct Sheets {
    /// The one that is looked at.
    seen: Option<Sheet>,
    /// Whether it is to be drawn anew in the next turn.
    stale: bool,
}

impl Sheets {
    pub(super) fn look_at(&mut self, sheet: Sheet) {
        self.seen = Some(sheet);
    }

    /// Something has changed; whether there is a sheet that may show it.
    pub(super) fn expire(&mut self) -> bool {
        self.stale = self.seen.is_some();
        self.stale
    }
}

/// Hands what a control asks for to its sheet; nothing closes the one that is looked at.
pub(super) fn ask(host: &Shared, words: &str) {
    let (name, words) = words.split_once(':').unwrap_or((words, ""));
    if name == "name" {
        return project::call(host, words);
    }
    match SHEETS.iter().find(|entry| entry.name == name) {
        Some(entry) => (entry.ask)(host, words),
        None => close(host),
    }
}

/// Whether a sheet answers to what is to be done by hand.
pub(super) fn is_of_one(words: &str) -> bool {
    let name = words.split_once(':').map(|(name, _)| name);
    SHEETS.iter().any(|entry| Some(entry.name) == name)
}

/// Has done by hand what a control of a sheet asks for, or a key that leads to one.
pub(super) fn hand(host: &Shared, place: &Place, words: &str) {
    let (name, words) = words.split_once(':').unwrap_or((words, ""));
    if let Some(entry) = SHEETS.iter().find(|entry| entry.name == name) {
        (entry.hand)(host, place, words);
    }
}

/// There is nothing on the sheet that is done by hand; the page waits for an answer.
fn nothing(host: &Shared, place: &Place, _: &str) {
    host.borrow().answer(place, Vec::new());
}

impl Host {
    /// Answers the page, which waits for it, with what is done to several documents.
    pub(super) fn answer(&self, place: &Place, all: Vec<(String, Done)>) {
        for (document, done) in answers(&place.document, all) {
            let done = Box::new(done);
            self.say(&Response::Handed { document, done });
        }
    }
}

pub(super) fn close(host: &Shared) {
    host.borrow_mut().sheets.seen = None;
    host.borrow_mut().archive.leave();
    host.borrow().say(&Response::Sheet(None));
}

/// Draws the sheet that is looked at, if it is not what it should be any more: one thing that a
/// person does comes in several messages.
pub(super) fn draw_stale(host: &Shared) {
    if host.borrow().sheets.stale {
        draw(host);
    }
}

/// Draws the sheet that is looked at, where there is one.
pub(super) fn draw(host: &Shared) {
    host.borrow_mut().sheets.stale = false;
    let host = host.borrow();
    let seen = SHEETS
        .iter()
        .find(|entry| host.sheets.seen == Some(entry.sheet));
    if let Some(entry) = seen {
        let sheet = (entry.draw)(&host);
        host.say(&Response::Sheet(Some(drawn::write(&sheet, None))));
    }
}
