//! Taking marks out.
//!
//! Knows that what the engine said is rejected and kept, and what a person made is gone.

use super::{Asked, done, level};
use crate::annotation::{Body, Edit, Origin, Status};
use crate::protocol::Done;

pub(super) fn mark(asked: &Asked<'_>) -> Result<Done, String> {
    let mark = asked.mark()?;
    let document = asked.document;
    Ok(match mark.origin {
        Origin::Human => {
            let edit = match mark.body {
                Body::Cue { .. } => {
                    let mut edits = level::without(asked, mark);
                    edits.push(Edit::Remove(mark.id.clone()));
                    Edit::Batch(edits)
                }
                _ => document.removing([&mark.id]),
            };
            done(edit, "Mark taken out.")
        }
        Origin::Machine | Origin::Imported if mark.status == Status::Rejected => {
            return Err("The mark is rejected already.".to_owned());
        }
        Origin::Machine | Origin::Imported => done(
            document.deciding([&mark.id], Status::Rejected),
            "Mark rejected.",
        ),
    })
}
