//! The words of a source: what they are made of, before anybody knows whom they mean.
//!
//! Knows noun phrases as far as word lists tell of them. Must not know what was said before.

use super::tables::{Class, Tables};
use crate::extract::{Entity, Label, Lexicon};
use crate::text::{Span, Text, Token, TokenKind, fold, touched};

/// Whom a pronoun can stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pronoun {
    He,
    She,
    It,
    They,
    I,
    We,
}

impl Pronoun {
    fn of(classes: Class) -> Option<Self> {
        let table = [
            (Class::HE, Self::He),
            (Class::SHE, Self::She),
            (Class::IT, Self::It),
            (Class::THEY, Self::They),
            (Class::I, Self::I),
            (Class::WE, Self::We),
        ];
        let found = table.into_iter().find(|(class, _)| classes.is(*class));
        found.map(|(_, pronoun)| pronoun)
    }
}

/// How a description begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Opening {
    /// "the company".
    Definite,
    /// "a company", "two companies".
    Indefinite,
    /// "its board".
    Of(Pronoun),
    /// "Cobalt's board": the name, as an index into the entities.
    OfName(usize),
    /// "the bank's board": what it belongs to is a description itself.
    OfNoun,
    /// "analysts", and in headlines "minister".
    Bare,
}

/// What the words of a source are.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Phrase {
    Pronoun(Pronoun),
    /// A name, as an index into the entities: "Dr Elon Musk", "Its chairman, Elon Musk".
    Name(usize),
    Description(Description),
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Description {
    pub(super) opening: Opening,
    /// The noun, in small letters.
    pub(super) head: String,
    /// Whose it is: "bank" in "the bank's board".
    pub(super) owner: Option<String>,
    /// What stands between, in small letters: "Kenyan" in "the Kenyan billionaire".
    pub(super) modifiers: Vec<String>,
    pub(super) noun: Class,
    pub(super) plural: bool,
    /// Whose it is, where a name says so: "a report by Reuters", "a Cobalt spokesperson".
    pub(super) names: Option<usize>,
}

impl Description {
    /// The description of what it belongs to.
    pub(super) fn owner(&self, tables: &Tables) -> Option<Self> {
        let head = self.owner.as_deref()?;
        Some(Self {
            opening: Opening::Definite,
            head: tables.singular(head).to_owned(),
            owner: None,
            modifiers: Vec::new(),
            noun: tables.noun(head),
            plural: false,
            names: None,
        })
    }
}

/// Whose names can be holders.
pub(super) fn speaks(label: Label) -> bool {
    matches!(
        label,
        Label::Person | Label::Org | Label::Gpe | Label::Norp | Label::Product | Label::Fac
    )
}

/// Reads the words in `span`; none where there is nothing but punctuation.
pub(super) fn phrase(
    text: &Text,
    span: Span,
    entities: &[Entity],
    lexicon: &Lexicon,
) -> Option<Phrase> {
    let tables = &lexicon.holder;
    let tokens = &text.tokens[touched(&text.tokens, span)];
    let mut buffer = String::new();
    if let [token] = tokens
        && let Some(pronoun) = Pronoun::of(tables.classes(fold(text.word(token), &mut buffer)))
    {
        return Some(Phrase::Pronoun(pronoun));
    }
    let first = entities.partition_point(|e| e.span.end <= span.start);
    let entity_of = |token: &Token| {
        let at = first + entities[first..].partition_point(|e| e.span.end <= token.span.start);
        let held = entities
            .get(at)
            .is_some_and(|e| e.span.overlaps(token.span));
        held.then_some(at)
    };
    let names = |at: &usize| entities[*at].label.is_name();
    // "data collected by a satellite".
    let is_participle = |at: usize, word: &str| {
        let next = tokens.get(at + 1).map_or("", |token| text.word(token));
        word.ends_with("ed")
            && lexicon.claim.is_verb(word)
            && tables.classes(next).is(Class::BEHIND)
    };
    let mut opening = Opening::Bare;
    let mut owner = None;
    let mut words: Vec<(String, Option<usize>)> = Vec::new();
    let mut end = tokens.len();
    for (at, token) in tokens.iter().enumerate() {
        let word = fold(text.word(token), &mut buffer);
        let entity = entity_of(token);
        if entity.as_ref().is_some_and(names) {
            words.push((word.to_owned(), entity));
            continue;
        }
        let classes = tables.classes(word);
        let last = words.last().and_then(|(_, entity)| *entity);
        if let (true, Some(owner)) = (matches!(word, "'s" | "'"), last) {
            opening = Opening::OfName(owner);
            words.clear();
        } else if matches!(word, "'s" | "'") && opening == Opening::Definite && !words.is_empty() {
            opening = Opening::OfNoun;
            owner = words.pop().map(|(word, _)| word);
            words.clear();
        } else if token.kind == TokenKind::Mark && !matches!(word, "-" | "\"" | "“" | "”" | "‘")
            || (classes.is(Class::BEHIND) || is_participle(at, word)) && !words.is_empty()
        {
            end = at;
            break;
        } else if words.is_empty() && opening == Opening::Bare {
            match Pronoun::of(classes) {
                Some(pronoun) => opening = Opening::Of(pronoun),
                None if classes.is(Class::DEFINITE) => opening = Opening::Definite,
                None if classes.is(Class::INDEFINITE) => opening = Opening::Indefinite,
                None if token.kind == TokenKind::Mark => {}
                None => words.push((word.to_owned(), entity)),
            }
        } else if token.kind != TokenKind::Mark && !matches!(word, "own" | "'s" | "'" | "same") {
            words.push((word.to_owned(), entity));
        }
    }
    // "Its chairman, Elon Musk": the name behind the comma.
    let apposed = tokens.get(end + 1).and_then(entity_of);
    let comma = tokens.get(end).is_some_and(|token| text.word(token) == ",");
    let apposed = apposed.filter(|at| comma && speaks(entities[*at].label));
    let Some((head, entity)) = words.pop() else {
        // "some", "two of them".
        let any = tokens.iter().any(|token| token.kind != TokenKind::Mark);
        return any.then(|| {
            Phrase::Description(Description {
                opening,
                head: String::new(),
                owner: None,
                modifiers: Vec::new(),
                noun: Class::default(),
                plural: true,
                names: None,
            })
        });
    };
    if let Some(named) = entity.filter(names).or(apposed) {
        return Some(Phrase::Name(named));
    }
    let speaker = |at: &usize| {
        matches!(
            entities[*at].label,
            Label::Org | Label::Person | Label::Product
        )
    };
    let inner = words.iter().find_map(|(_, entity)| entity.filter(speaker));
    // "a report by the Reuters news agency".
    let by = tokens.get(end).map_or("", |token| text.word(token));
    let by = matches!(by, "by" | "from" | "in" | "of" | "for" | "at").then_some(end + 1);
    let by = by.into_iter().flat_map(|at| tokens[at..].iter().take(2));
    let by = by.filter_map(entity_of).find(speaker);
    let named = match opening {
        Opening::OfName(owner) => Some(owner).filter(speaker),
        _ => None,
    };
    let singular = tables.singular(&head);
    Some(Phrase::Description(Description {
        opening,
        owner,
        noun: tables.noun(&head),
        plural: singular.len() < head.len()
            || head.ends_with('s') && !head.ends_with("ss") && !tables.lists(&head)
            || matches!(head.as_str(), "people" | "men" | "women" | "children"),
        head: singular.to_owned(),
        modifiers: words.into_iter().map(|(word, _)| word).collect(),
        names: named.or(inner).or(by),
    }))
}
