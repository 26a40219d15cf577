//! What a person teaches: the sheet of rules, and where the rules are kept.
//!
//! Knows when rules are written, and who follows them. Must not know what they do.

use super::host::Host;
use super::keeper::{Shared, save};
use super::sheets::{self, Place, Sheet};
use crate::annotation::Document;
use crate::find::Rules;
use crate::project::rules;
use crate::protocol::Done;
use crate::ui::find::rules::State;
use crate::ui::html::Element;

/// Does what a control of the sheet asks for.
pub(super) fn ask(host: &Shared, words: &str) {
    {
        let host = &mut *host.borrow_mut();
        host.sheets.look_at(Sheet::Rules);
        if host.teaching.ask(words) {
            keep(host);
        }
    }
    save(host);
    sheets::draw(host);
}

pub(super) fn hand(host: &Shared, place: &Place, words: &str) {
    let mut answers = Vec::new();
    {
        let host = &mut *host.borrow_mut();
        let here = host.mirrors.document(&place.document);
        match (words, here) {
            ("teach", Some(document)) => match host.teaching.teach(document, &place.at) {
                Ok(()) => host.sheets.look_at(Sheet::Rules),
                Err(words) => answers.push((place.document.clone(), Done::said(words))),
            },
            ("learn", _) => {
                let open: Vec<&Document> = host.mirrors.documents().collect();
                answers = host.teaching.learn(&open, host.engine);
                keep(host);
            }
            _ => {}
        }
        host.answer(place, answers);
    }
    save(host);
    sheets::draw(host);
}

/// Draws the sheet.
pub(super) fn sheet(host: &Host) -> Element {
    let open: Vec<&Document> = host.mirrors.documents().collect();
    let labels = host.mirrors.settings().labels.labels();
    host.teaching.view(&open, &labels)
}

/// Has the rules written, and followed by what is read from now on.
fn keep(host: &mut Host) {
    host.mirrors.also(vec![rules::write(host.teaching.rules())]);
    follow(host);
}

fn follow(host: &mut Host) {
    host.session.learn(Rules::new(host.teaching.rules()));
}

/// Takes over the rules as they are kept; says what could not be read.
pub(super) fn found(host: &mut Host, record: Option<&str>) -> Option<String> {
    let mirrors = &mut host.mirrors;
    let found = record.map(|record| mirrors.readable(rules::KEY, record, rules::read));
    let broken = match found {
        Some(Ok(found)) => {
            // What was taught before storage was there goes on.
            let mut all = found;
            rules::join(&mut all, host.teaching.rules().to_vec());
            host.teaching.set(all);
            None
        }
        Some(Err(broken)) => Some(format!("What was taught could not be read: {broken}.")),
        None => None,
    };
    follow(host);
    broken
}

/// Adds rules out of a backup; how many are new, or why they could not be read.
pub(super) fn bring(host: &mut Host, record: &str) -> Result<usize, String> {
    let theirs = rules::read(record).map_err(|broken| broken.to_string())?;
    let mut all = host.teaching.rules().to_vec();
    let new = rules::join(&mut all, theirs);
    host.teaching.set(all);
    keep(host);
    Ok(new)
}

/// Nothing was taught.
pub(super) fn clear(host: &mut Host) {
    host.teaching = State::default();
    follow(host);
}
