//! One change in many documents, whether they are open or not.
//!
//! Knows how a document is reached: the page does it in those that it has; the others are read,
//! changed and let go one by one, and all written at once or not at all. Must not know what the
//! change is.

use super::host::{elapsed, today};
use super::keeper::{Shared, alone, pause, records, turn};
use super::store::{Refusal, Store};
use crate::annotation::{Document, Edit, Step, Undo};
use crate::project::{Aside, Kept, Loss, Reached};
use crate::protocol::Response;

/// How long is worked until what came meanwhile is heard, in milliseconds.
const TURN_MS: f64 = 12.0;

/// What is to be done in a document, and to how many marks of it.
pub(super) type Change = (Edit, usize);

/// Changes documents. Returns how far that reached, and what the page is to do in those that it
/// has. Where storage refuses, nothing is changed in any.
pub(super) async fn change(
    host: &Shared,
    ids: Vec<String>,
    wanted: &dyn Fn(&Document) -> Change,
    going: &dyn Fn(&Shared, usize),
) -> Result<(Reached, Vec<(String, Edit)>), Refusal> {
    let _turn = turn(host).await;
    let store = host.borrow().keeper.store.clone();
    let mut aside = Aside::default();
    let (mut here, mut unread) = (Vec::new(), 0);
    let (mut marks, mut seen) = (Vec::new(), Vec::new());
    let mut until = elapsed() + TURN_MS;
    for (at, id) in ids.into_iter().enumerate() {
        if elapsed() > until {
            going(host, at);
            pause().await;
            until = elapsed() + TURN_MS;
        }
        let is_aside = host.borrow().mirrors.is_aside(&id);
        let (true, Some(store)) = (is_aside, &store) else {
            here.push(id);
            continue;
        };
        // One of which anything cannot be read is left as it is.
        let Some((kept, None)) = read(store, &id).await? else {
            unread += 1;
            continue;
        };
        let (edit, many) = wanted(&kept.tracked().document);
        if edit.is_empty() {
            continue;
        }
        let host = host.borrow();
        let by = host.mirrors.by(today());
        // It is of the document as it was read, and fits.
        if let Ok(document) = aside.change(kept, edit, by) {
            seen.push(host.finding.look(&document));
            marks.push((id, many));
        }
    }
    let mut reached = Reached {
        unread,
        ..Reached::default()
    };
    if let (false, Some(store)) = (aside.is_empty(), &store) {
        let left = alone(host, store, |mirrors| mirrors.aside(&mut aside)).await?;
        let host = &mut *host.borrow_mut();
        host.mirrors.written_aside(aside);
        host.finding.see(seen);
        for (id, many) in marks {
            match left.contains(&id) {
                true => here.push(id),
                false => reached.count(many, false),
            }
        }
    }
    let mut open = Vec::new();
    for id in here {
        let host = &mut *host.borrow_mut();
        let by = host.mirrors.by(today());
        let is_open = host.mirrors.is_open(&id);
        let Some(kept) = host.mirrors.kept_mut(&id) else {
            continue;
        };
        let (edit, many) = wanted(&kept.tracked().document);
        if edit.is_empty() {
            continue;
        }
        reached.count(many, is_open);
        if is_open {
            open.push((id, edit));
            continue;
        }
        let edit = Box::new(edit);
        let undo = Undo::Alone;
        // It is of the document as it is here.
        let _ = kept.step(Step::Edit { edit, undo }, by);
        let seen = host.finding.look(&kept.tracked().document);
        host.finding.see([seen]);
        // The page may have it still as it was when it was closed.
        host.say(&Response::Gone(id));
    }
    Ok((reached, open))
}

/// A document out of storage, and what of it could not be read.
pub(super) async fn read(store: &Store, id: &str) -> Result<Option<(Kept, Option<Loss>)>, Refusal> {
    let stored = records(store, id.to_owned()).await?;
    Ok(Kept::read(stored).ok())
}
