//! The dialog of the worker's sheets: which one is looked at, and who answers for it.
//!
//! Knows the names of sheets: what is asked of one begins with its name and a colon. Must not
//! know what is on a sheet.

use super::export;
use super::host::Host;
use super::keeper::Shared;
use super::{archive, project};
use crate::protocol::Response;
use crate::ui::drawn;
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
}

/// A sheet as the worker has it.
struct Entry {
    sheet: Sheet,
    name: &'static str,
    /// Does what a control asks for.
    ask: fn(&Shared, &str),
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
        draw,
    }
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
];

#[derive(Debug, Default)]
pub(super) struct Sheets {
    /// The one that is looked at.
    seen: Option<Sheet>,
}

impl Sheets {
    pub(super) fn look_at(&mut self, sheet: Sheet) {
        self.seen = Some(sheet);
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

pub(super) fn close(host: &Shared) {
    host.borrow_mut().sheets.seen = None;
    host.borrow().say(&Response::Sheet(None));
}

/// Draws the sheet that is looked at, where there is one.
pub(super) fn draw(host: &Shared) {
    let host = host.borrow();
    let seen = SHEETS
        .iter()
        .find(|entry| host.sheets.seen == Some(entry.sheet));
    if let Some(entry) = seen {
        let sheet = (entry.draw)(&host);
        host.say(&Response::Sheet(Some(drawn::write(&sheet, None))));
    }
}
