//! What a person can change in a claim beside its words.

use super::{Inspected, is_claim};
use crate::annotation::{Body, ClaimBody, Id, Mark};
use crate::extract::{Polarity, Quote};
use crate::ui::app::Field;
use crate::ui::html::{Element, On, Property, el};

/// How many claims a parent is chosen from, at most.
const PARENTS: usize = 20;

impl Inspected<'_> {
    /// The fields of a claim; other marks have none.
    pub(super) fn form(&self) -> Option<Element> {
        let Body::Claim(claim) = &self.mark.body else {
            return None;
        };
        let polarity = Polarity::ALL.iter().map(|polarity| {
            let words = match polarity {
                Polarity::Positive => "It is so",
                Polarity::Negative => "It is not so",
            };
            (polarity.to_string(), words.to_owned())
        });
        let quote = Quote::ALL.iter().map(|quote| {
            let words = match quote {
                Quote::None => "The article's words",
                Quote::Mixed => "Partly quoted",
                Quote::Direct => "Quoted",
            };
            (quote.to_string(), words.to_owned())
        });
        let parent = claim.parent.as_ref().map_or("", |parent| &*parent.0);
        let form = el("div.form")
            .children(self.set_by_hand())
            .child(self.parts())
            .child(field("Holder", "claim-holder", self.holder(claim)))
            .child(field(
                "Polarity",
                "claim-polarity",
                self.select("polarity=", claim.polarity.as_str(), polarity),
            ))
            .child(field(
                "Quotation",
                "claim-quotation",
                self.select("quote=", claim.quote.as_str(), quote),
            ))
            .child(field(
                "Stands in",
                "claim-parent",
                self.select("parent=", parent, self.parents(claim)),
            ));
        Some(form)
    }

    /// That the person said how sure the claim is, and the way back.
    fn set_by_hand(&self) -> Option<Element> {
        let ruled = self.ruled?;
        let words = format!("Set by you; the rules say: {ruled}. ");
        let back = self.hand("certainty=rules", "Back to the rules");
        Some(
            el("p.set")
                .key("set")
                .child(el("span").text(words))
                .child(back),
        )
    }

    /// What is selected in the text, as a part of the claim.
    fn parts(&self) -> Element {
        let part = |what, words: &'static str, name: &'static str| {
            self.hand(what, words).attr("aria-label", name)
        };
        el("div.actions")
            .key("parts")
            .child(el("span").text("Selected words:"))
            .child(part("source", "source", "Selected words are its source"))
            .child(part("cue", "cue", "Selected words are a cue of it"))
            .child(part("content", "content", "Selected words are its content"))
    }

    fn holder(&self, claim: &ClaimBody) -> Element {
        let holder = claim.holder.as_deref().unwrap_or_default();
        // Of another mark it is another field: what was typed in this one is not that one's.
        el("input[type=text][dir=auto]")
            .key(format!("holder {}", self.mark.id))
            .property(Property::Value(holder.into()))
            .on(On::Change(Field::Hand(self.words("holder=").into())))
    }

    /// The claims that it could stand in: those around it first, then others nearby.
    fn parents(&self, claim: &ClaimBody) -> Vec<(String, String)> {
        let place = self.mark.span();
        let claims = self.document.marks().filter(|mark| is_claim(mark));
        let mut near: Vec<&Mark> = claims.collect();
        near.sort_by_cached_key(|mark| {
            let other = mark.span();
            let chosen = claim.parent.as_ref() == Some(&mark.id);
            let apart =
                (other.start.saturating_sub(place.end)).max(place.start.saturating_sub(other.end));
            (!chosen, !other.contains(place), apart)
        });
        let may = |mark: &&Mark| !self.stands_in(&mark.id, &self.mark.id);
        let none = (String::new(), "No other claim".to_owned());
        let claims = near.into_iter().filter(may).take(PARENTS);
        let claims = claims.map(|mark| (mark.id.0.to_string(), shortened(&self.quoted(mark))));
        std::iter::once(none).chain(claims).collect()
    }

    /// Whether a claim is another one or stands in it.
    fn stands_in(&self, inner: &Id, outer: &Id) -> bool {
        let parent = |id: &&Id| match &self.document.mark(id)?.body {
            Body::Claim(claim) => claim.parent.as_ref(),
            _ => None,
        };
        let mut chain = std::iter::successors(Some(inner), parent);
        chain.any(|id| id == outer)
    }
}

fn field(name: &'static str, id: &'static str, control: Element) -> Element {
    el("label")
        .key(name)
        .child(el("span").text(name))
        .child(el("span").child(control.attr("id", id)))
}

fn shortened(words: &str) -> String {
    const SHOWN: usize = 48;
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words[..end].trim_end()),
        None => words.to_owned(),
    }
}
