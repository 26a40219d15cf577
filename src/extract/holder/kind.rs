//! What a source is: a person, an organisation, a document, evidence, or somebody unnamed.
//!
//! Knows the nouns of sources. Must not know how a holder was found.

use super::phrase::{Description, Opening, Phrase, Pronoun};
use super::tables::Class;
use crate::extract::{Entity, Label, SourceKind};

/// The kind of a source, given what its holder is labelled and what the source before was.
pub(super) fn kind(
    phrase: &Phrase,
    holder: Option<Label>,
    entities: &[Entity],
    before: Option<SourceKind>,
) -> SourceKind {
    match phrase {
        Phrase::Name(at) => of_label(entities[*at].label),
        Phrase::Pronoun(pronoun) => match (holder, pronoun) {
            (Some(holder), _) => of_label(holder),
            (None, Pronoun::He | Pronoun::She | Pronoun::I) => SourceKind::Person,
            // "The study was small, it says".
            (None, Pronoun::It) => before.unwrap_or(SourceKind::Unnamed),
            (None, Pronoun::They | Pronoun::We) => SourceKind::Unnamed,
        },
        Phrase::Description(description) => described(description, holder),
    }
}

fn of_label(label: Label) -> SourceKind {
    match label {
        Label::Person => SourceKind::Person,
        Label::WorkOfArt | Label::Law => SourceKind::Document,
        _ => SourceKind::Organisation,
    }
}

fn described(description: &Description, holder: Option<Label>) -> SourceKind {
    let is = |class| description.noun.is(class);
    let one = !description.plural && description.opening != Opening::Indefinite;
    // The first row that holds.
    let table = [
        (
            holder.is_some() && is(Class::GROUP) && description.opening == Opening::Definite,
            SourceKind::Organisation,
        ),
        (is(Class::DOCUMENT), SourceKind::Document),
        (is(Class::EVIDENCE), SourceKind::Evidence),
        (is(Class::PART), SourceKind::Organisation),
        (
            holder.is_some(),
            holder.map_or(SourceKind::Unnamed, of_label),
        ),
        (one && is(Class::PERSON), SourceKind::Person),
        (
            one && is(Class::GROUP | Class::PLACE),
            SourceKind::Organisation,
        ),
    ];
    let row = table.into_iter().find(|(holds, _)| *holds);
    row.map_or(SourceKind::Unnamed, |(_, kind)| kind)
}
