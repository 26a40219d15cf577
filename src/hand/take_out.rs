//! Taking marks out.
//!
//! Knows that what the engine said is rejected and kept, and what a person made is gone.

use super::{Asked, done};
use crate::annotation::{Origin, Status};
use crate::protocol::Done;

pub(super) fn mark(asked: &Asked<'_>) -> Result<Done, String> {
    let selected = (asked.at.mark.as_ref()).and_then(|id| asked.document.mark(id));
    let mark = selected.ok_or("Choose a mark to take out.")?;
    let document = asked.document;
    Ok(match mark.origin {
        Origin::Human => done(document.removing([&mark.id]), "Mark taken out."),
        Origin::Machine | Origin::Imported if mark.status == Status::Rejected => {
            return Err("The mark is rejected already.".to_owned());
        }
        Origin::Machine | Origin::Imported => done(
            document.deciding([&mark.id], Status::Rejected),
            "Mark rejected.",
        ),
    })
}
