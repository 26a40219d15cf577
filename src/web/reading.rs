//! The sheet of what a reading left over, with the document that is shown.

use super::host::Host;
use super::keeper::{Shared, save};
use super::sheets::{self, Place, Sheet};
use crate::protocol::Response;
use crate::ui::find::reading::{self, Read};
use crate::ui::html::Element;

/// Does what a control of the sheet asks for.
pub(super) fn ask(host: &Shared, words: &str) {
    {
        let host = &mut *host.borrow_mut();
        host.sheets.look_at(Sheet::Reading);
        let shown = host.mirrors.shown().map(str::to_owned);
        let kept = shown.and_then(|id| host.mirrors.kept_mut(&id));
        if let (Some(kept), Some((id, dropped))) = (kept, reading::asked(words)) {
            kept.tracked_mut().document.drop_orphan(&id, dropped);
            kept.rewrite();
        }
    }
    save(host);
    sheets::draw(host);
}

pub(super) fn hand(host: &Shared, place: &Place, words: &str) {
    let host = host.borrow();
    let document = place.document.clone();
    host.say(&match host.mirrors.document(&document) {
        Some(mirrored) => {
            let done = Box::new(reading::place(words, mirrored, &place.at));
            Response::Handed { document, done }
        }
        None => Response::Lost(document),
    });
}

/// Draws the sheet.
pub(super) fn sheet(host: &Host) -> Element {
    let shown = host.mirrors.shown();
    let document = shown.and_then(|id| host.mirrors.document(id));
    let engine = host.info();
    reading::view(document.map(|document| Read {
        document,
        engine: &engine,
        followed: host.session.followed(&document.id),
    }))
}
