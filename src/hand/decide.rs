//! Deciding on a mark, and taking it out.
//!
//! Knows that what the engine said is rejected and kept, and what a person made is gone. Must not
//! know what hangs on a mark.

use super::{Asked, done, level};
use crate::annotation::{Origin, Status};
use crate::protocol::Done;

/// "accepted", "rejected", and "suggested" for what is to be open again.
pub(super) fn mark(asked: &Asked<'_>) -> Result<Done, String> {
    let mark = asked.mark()?;
    let status = Status::parse(asked.value).ok_or("That is no decision.")?;
    match mark.status == status {
        true => Err(format!("The mark is {status} already.")),
        false => Ok(done(
            level::decided(asked, mark, status),
            format!("Mark {status}."),
        )),
    }
}

pub(super) fn take_out(asked: &Asked<'_>) -> Result<Done, String> {
    let taken = asked.mark()?;
    match taken.origin {
        Origin::Human => Ok(done(level::removed(asked, taken), "Mark taken out.")),
        Origin::Machine | Origin::Imported => mark(&Asked {
            value: Status::Rejected.as_str(),
            at: asked.at.clone(),
            ..*asked
        }),
    }
}
