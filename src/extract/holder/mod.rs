//! Who holds each claim: from the words of its source to a name and a kind.
//!
//! Knows names with their clusters, pronouns and descriptions. Must not know how claims are
//! found, nor how sure they are.
//!
//! `phrase` reads the words of a source, `known` what the text says of those it has named,
//! `rank` finds whom a pronoun or a description means, `kind` what a source is.

mod kind;
mod known;
mod phrase;
mod rank;
mod tables;

pub use tables::Tables;

use super::{Claim, Entity, Label, Lexicon, SourceKind, links};
use crate::text::{Gap, Span, Text};
use known::Known;
use phrase::{Opening, Phrase, Pronoun};
use rank::{Heard, Wanted};
use tables::Class;

/// Whom the blocks of a text have named so far.
#[derive(Debug, Default)]
pub struct Holders {
    /// Each name where it stands first, in text order.
    names: Vec<(Span, Label)>,
}

/// So many names are kept in mind from block to block.
const MEMORY: usize = 1000;
/// How far back the turn of a speaker may begin, in words.
const TURN: usize = 600;

impl Holders {
    /// Gives the claims of the next block their holders and the kinds of their sources.
    /// `entities` are those of the block.
    pub fn name(
        &mut self,
        text: &Text,
        entities: &[Entity],
        claims: &mut [Claim],
        lexicon: &Lexicon,
    ) {
        let mut names = std::mem::take(&mut self.names);
        let found = entities.iter().filter(|e| e.label.is_name());
        names.extend(found.map(|e| (e.span, e.label)));
        if claims.iter().any(|claim| !claim.source.is_empty()) {
            let clusters = links(&text.source, &text.zones, &names, lexicon);
            let known = Known::new(text, &names, clusters, lexicon);
            Naming {
                text,
                entities,
                known: &known,
                lexicon,
                heard: Heard::default(),
            }
            .name(claims);
        }
        self.names = firsts(text, names);
    }
}

/// The first mention of each surface, the latest [`MEMORY`] of them.
fn firsts(text: &Text, mut names: Vec<(Span, Label)>) -> Vec<(Span, Label)> {
    let key = |&(span, label): &(Span, Label)| (text.slice(span), label, span);
    names.sort_unstable_by_key(key);
    names.dedup_by_key(|name| (text.slice(name.0), name.1));
    names.sort_unstable();
    names.split_off(names.len().saturating_sub(MEMORY))
}

/// The claims of a block on their way to holders.
struct Naming<'a> {
    text: &'a Text,
    entities: &'a [Entity],
    known: &'a Known,
    lexicon: &'a Lexicon,
    heard: Heard,
}

impl Naming<'_> {
    /// Sources are asked in text order, so that each hears those before.
    fn name(&mut self, claims: &mut [Claim]) {
        let sourced = (0..claims.len()).filter(|&at| !claims[at].source.is_empty());
        let mut order: Vec<usize> = sourced.collect();
        order.sort_by_key(|&at| claims[at].source[0]);
        let mut last: Option<usize> = None;
        let mut authors = Vec::new();
        for at in order {
            let span = claims[at].source[0];
            if let Some(same) = last.filter(|&last| claims[last].source[0] == span) {
                claims[at].holder = claims[same].holder.clone();
                claims[at].source_kind = claims[same].source_kind;
                continue;
            }
            last = Some(at);
            let Some(phrase) = phrase::phrase(self.text, span, self.entities, self.lexicon) else {
                claims[at].source_kind = SourceKind::Unnamed;
                continue;
            };
            let mut thing = self.holder(&phrase, span);
            if let Phrase::Pronoun(Pronoun::I | Pronoun::We) = phrase {
                thing = self.turn(span).or_else(|| self.author());
                authors.push(at);
            }
            let label = thing.map(|thing| self.known.things[thing].label);
            let before = self.heard.last.map(|(kind, _)| kind);
            let kind = kind::kind(&phrase, label, self.entities, before);
            claims[at].holder = thing.map(|thing| self.known.things[thing].name.clone());
            claims[at].source_kind = kind;
            self.heard.last = Some((kind, thing));
            thing.into_iter().for_each(|thing| self.heard.hear(thing));
        }
        // Who says "I" in words that somebody is quoted with is that somebody.
        for at in authors {
            let speaker = claims[at].parent.map(|parent| &claims[parent as usize]);
            if let Some(speaker) = speaker {
                (claims[at].holder, claims[at].source_kind) =
                    (speaker.holder.clone(), speaker.source_kind);
            }
        }
    }

    /// The thing that a source means.
    fn holder(&self, phrase: &Phrase, span: Span) -> Option<usize> {
        let tables = &self.lexicon.holder;
        let rank = |wanted| {
            let Self {
                text, known, heard, ..
            } = self;
            rank::rank(text, known, heard, wanted, span, tables)
        };
        let description = match phrase {
            Phrase::Name(at) => return self.known.named(self.entities[*at].span),
            Phrase::Pronoun(Pronoun::I | Pronoun::We) => return None,
            Phrase::Pronoun(pronoun) => return rank(Wanted::Pronoun(*pronoun)),
            Phrase::Description(description) => description,
        };
        let is = |class| description.noun.is(class);
        let speaks = is(Class::SPOKES);
        let owned = speaks || is(Class::PART | Class::DOCUMENT | Class::EVIDENCE);
        match (description.names, description.opening) {
            (Some(owner), _) if owned => self.known.named(self.entities[owner].span),
            (_, Opening::Of(Pronoun::I | Pronoun::We)) => None,
            (_, Opening::Of(owner)) if owned => rank(Wanted::Pronoun(owner)),
            (_, Opening::OfNoun) if owned => {
                let owner = description.owner(tables)?;
                rank(Wanted::Description(&owner))
            }
            _ if speaks && !description.plural => rank(Wanted::Description(description)),
            (None, Opening::Definite | Opening::Bare) | (Some(_), Opening::OfName(_))
                if !description.plural && !description.head.is_empty() =>
            {
                rank(Wanted::Description(description))
            }
            _ => None,
        }
    }

    /// Who begins the paragraph with a name and a colon.
    fn turn(&self, span: Span) -> Option<usize> {
        let tokens = &self.text.tokens;
        let here = tokens.partition_point(|token| token.span.end <= span.start);
        let from = here.saturating_sub(TURN);
        let first = tokens[from..=here.min(tokens.len() - 1)].iter();
        let first = first.rev().find(|token| token.gap >= Gap::Line)?;
        let mention = &self
            .known
            .mentions
            .get(self.known.before(first.span.start))?;
        let behind = tokens.partition_point(|token| token.span.end <= mention.span.end);
        let colon = tokens
            .get(behind)
            .is_some_and(|token| self.text.word(token) == ":");
        (mention.span.start == first.span.start && colon).then_some(mention.thing)
    }

    /// Who is named as the author.
    fn author(&self) -> Option<usize> {
        self.known.things.iter().position(|thing| thing.author)
    }
}
