//! The name behind a pronoun or a description: the latest that fits.
//!
//! Knows which words stand for a person and which for an organisation. Where it is not sure it
//! says nothing: a wrong name is worse than none.

use super::scope::Layers;
use crate::extract::{Entity, Label};
use crate::text::Span;

/// How many names to look back for one that fits.
const REACH: usize = 60;
/// How far back somebody spoke "a moment ago", in bytes.
const MOMENT: u32 = 300;
/// How many names to look back for a longer form of one.
const MEMORY: usize = 400;

/// Sources in the order of the text, with the organisation that spoke last.
#[derive(Debug)]
pub(super) struct Holders<'a> {
    layers: Layers<'a>,
    /// Where it spoke, and its name.
    spoke: Option<(u32, &'a Entity)>,
}

impl<'a> Holders<'a> {
    pub(super) fn new(layers: Layers<'a>) -> Self {
        Self {
            layers,
            spoke: None,
        }
    }

    /// The holder of a claim with this source, none where the source names itself. Sources are
    /// to be asked for in text order.
    pub(super) fn of(&mut self, source: &[Span]) -> Option<String> {
        let &[span] = source else {
            return None;
        };
        let entities = self.layers.entities;
        let inside = entities.partition_point(|e| e.span.end <= span.start);
        let named = entities[inside..]
            .iter()
            .take_while(|e| e.span.start < span.end)
            .find(|e| {
                matches!(
                    e.label,
                    Label::Person | Label::Org | Label::Gpe | Label::Norp
                )
            });
        let found = match named {
            Some(_) => None,
            None => self.stands_for(span, &entities[..inside]),
        };
        let organisation = named.or(found).filter(|e| e.label == Label::Org);
        if let Some(organisation) = organisation {
            self.spoke = Some((span.start, organisation));
        }
        found.map(|found| full_name(self.layers, &entities[..inside], found))
    }

    /// What a pronoun or a description stands for.
    fn stands_for(&self, span: Span, before: &'a [Entity]) -> Option<&'a Entity> {
        let layers = self.layers;
        let words = layers.text.slice(span).to_lowercase();
        let noun = match words.as_str() {
            "he" | "she" | "him" => return latest(before, Label::Person),
            "it" => return self.organisation(span, before),
            words => words.strip_prefix("the ")?,
        };
        if noun.contains(char::is_whitespace) {
            return None;
        }
        with_noun(layers, before, noun).or_else(|| {
            let generic = layers.words.stands_for_group(noun);
            generic.then(|| self.organisation(span, before))?
        })
    }

    /// The organisation that spoke a moment ago, or the one that the text is about.
    fn organisation(&self, span: Span, before: &'a [Entity]) -> Option<&'a Entity> {
        let recent = self
            .spoke
            .filter(|(at, _)| span.start - at.min(&span.start) < MOMENT);
        recent
            .map(|(_, entity)| entity)
            .or_else(|| topic(self.layers, before))
    }
}

fn latest(before: &[Entity], label: Label) -> Option<&Entity> {
    before.iter().rev().take(REACH).find(|e| e.label == label)
}

/// The latest name with this noun in it: "the ministry" is the Ministry of Health.
fn with_noun<'a>(layers: Layers<'_>, before: &'a [Entity], noun: &str) -> Option<&'a Entity> {
    before.iter().rev().take(REACH).find(|e| {
        let name = layers.text.slice(e.span).to_lowercase();
        matches!(e.label, Label::Org | Label::Fac)
            && name
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == noun)
    })
}

/// The organisation that the text is about: the latest that a sentence begins with.
fn topic<'a>(layers: Layers<'_>, before: &'a [Entity]) -> Option<&'a Entity> {
    let sentences = &layers.text.sentences;
    let begins = |e: &&Entity| {
        let at = sentences.partition_point(|s| s.span.end <= e.span.start);
        let start = sentences.get(at).map_or(0, |s| s.span.start);
        e.label == Label::Org && e.span.start.saturating_sub(start) <= "The ".len() as u32
    };
    let begins = before.iter().rev().take(REACH / 4).find(begins);
    begins.or_else(|| latest(before, Label::Org))
}

/// The longest form in which a name was given before.
fn full_name(layers: Layers<'_>, before: &[Entity], found: &Entity) -> String {
    let name = layers.text.slice(found.span);
    let recent = &before[before.len().saturating_sub(MEMORY)..];
    let longer = recent
        .iter()
        .filter(|e| e.label == found.label)
        .map(|e| layers.text.slice(e.span))
        .find(|long| long.len() > name.len() && long.split(' ').any(|part| part == name));
    longer.unwrap_or(name).to_owned()
}
