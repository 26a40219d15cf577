//! Making a mark something else of its own layer.
//!
//! Knows what each layer can say. Must not know where a mark stands.

use super::{Asked, done, level};
use crate::annotation::{Body, Label};
use crate::extract::CueType;
use crate::protocol::Done;

pub(super) fn mark(asked: &Asked<'_>) -> Result<Done, String> {
    let mark = asked.mark()?;
    let body = match &mark.body {
        Body::Entity { span, .. } => {
            Label::parse(asked.value).map(|label| Body::Entity { span: *span, label })
        }
        Body::Cue { span, .. } => {
            CueType::parse(asked.value).map(|kind| Body::Cue { span: *span, kind })
        }
        Body::Claim(_) => return level::set(asked),
    };
    let body = body.ok_or_else(|| {
        let value = asked.value;
        match &mark.body {
            Body::Entity { .. } => format!("“{value}” is no label of a name or value."),
            _ => format!("“{value}” is no type of cue."),
        }
    })?;
    let name = body.spelled();
    match mark.body == body {
        true => Err(format!("It is {name} already.")),
        false => Ok(done(
            level::changed(asked, mark, body),
            format!("It is {name} now."),
        )),
    }
}
