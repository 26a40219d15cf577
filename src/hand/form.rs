//! What the fields of a claim's form say: holder, polarity, quotation, parent.
//!
//! Knows which values a field can have. Must not know how a form looks.

use super::{Asked, done, level};
use crate::annotation::{Body, ClaimBody, Id};
use crate::extract::{Polarity, Quote};
use crate::protocol::Done;

pub(super) fn holder(asked: &Asked<'_>) -> Result<Done, String> {
    let name = asked.value.trim();
    fill(asked, |claim| {
        claim.holder = (!name.is_empty()).then(|| name.to_owned());
        Ok(match name {
            "" => "Its holder is not named.".to_owned(),
            name => format!("Its holder is {name}."),
        })
    })
}

pub(super) fn polarity(asked: &Asked<'_>) -> Result<Done, String> {
    let polarity = Polarity::parse(asked.value);
    fill(asked, |claim| {
        claim.polarity = polarity.ok_or("That is no polarity.")?;
        Ok(format!("Its polarity is {} now.", claim.polarity))
    })
}

pub(super) fn quote(asked: &Asked<'_>) -> Result<Done, String> {
    let quote = Quote::parse(asked.value);
    fill(asked, |claim| {
        claim.quote = quote.ok_or("That is no kind of quotation.")?;
        Ok(format!("Its quotation is {} now.", claim.quote))
    })
}

pub(super) fn parent(asked: &Asked<'_>) -> Result<Done, String> {
    let parent = (!asked.value.is_empty()).then(|| Id::from(asked.value));
    let own = &asked.mark()?.id;
    fill(asked, |claim| {
        let words = match &parent {
            None => "It stands in no other claim.".to_owned(),
            Some(parent) if asked.document.stands_in(parent, own) => {
                return Err("That claim stands in this one.".to_owned());
            }
            Some(parent) => match asked.document.mark(parent) {
                Some(outer) if matches!(outer.body, Body::Claim(_)) => {
                    format!("It stands in {} now.", asked.quoted(outer.span()))
                }
                _ => return Err("There is no such claim.".to_owned()),
            },
        };
        claim.parent = parent;
        Ok(words)
    })
}

fn fill(
    asked: &Asked<'_>,
    change: impl FnOnce(&mut ClaimBody) -> Result<String, String>,
) -> Result<Done, String> {
    let (mark, claim) = asked.claim()?;
    let mut body = claim.clone();
    let words = change(&mut body)?;
    match body == *claim {
        true => Err("It says so already.".to_owned()),
        false => Ok(done(level::settled(asked, mark, body, &[]), words)),
    }
}
