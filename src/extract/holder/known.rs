//! Whom a text has named: its names by cluster, with what it says beside them.
//!
//! Knows descriptions, titles and pronouns beside a name. Must not know claims.

use super::phrase::speaks;
use super::tables::{Class, Tables};
use crate::extract::{Cluster, Label, Lexicon};
use crate::text::{Span, Text, Token, TokenKind, lowered, touched};
use std::borrow::Cow;
use std::ops::Range;

/// Somebody or something with a name.
#[derive(Debug)]
pub(super) struct Thing {
    /// What an index would show.
    pub(super) name: String,
    pub(super) label: Label,
    /// What speaks for a woman, less what speaks for a man.
    pub(super) woman: i32,
    /// The words of its name, and those that it is described by, in small letters.
    pub(super) parts: Vec<String>,
    pub(super) words: Vec<String>,
    /// Whether one of all these makes it a newspaper or the like.
    pub(super) outlet: bool,
    /// Whether it is named as the author.
    pub(super) author: bool,
}

/// A name where it stands.
#[derive(Debug)]
pub(super) struct Mention {
    pub(super) span: Span,
    pub(super) thing: usize,
    /// The mentions of it before and behind this one.
    pub(super) before: Option<usize>,
    pub(super) behind: Option<usize>,
    pub(super) sentence: u32,
    /// Whether its sentence begins with it.
    pub(super) opens: bool,
    /// Whether it belongs to a phrase of another noun: "of Microsoft", "Microsoft's".
    pub(super) inside: bool,
}

/// How far a description reaches, in words.
const REACH: usize = 8;
/// What a given name or a title tells, against a pronoun behind the name.
const TITLE: i32 = 4;
const PRONOUN: i32 = 2;

/// All names so far.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) things: Vec<Thing>,
    /// In text order.
    pub(super) mentions: Vec<Mention>,
}

impl Known {
    pub(super) fn new(
        text: &Text,
        names: &[(Span, Label)],
        clusters: Vec<Cluster>,
        lexicon: &Lexicon,
    ) -> Self {
        let tables = &lexicon.holder;
        let mut homes = vec![0; names.len()];
        let mut things = Vec::with_capacity(clusters.len());
        for cluster in clusters {
            for mention in &cluster.mentions {
                homes[*mention as usize] = things.len();
            }
            let given = cluster.name.split_whitespace().next().unwrap_or_default();
            let given = given.to_lowercase();
            let first = given.split('-').next().unwrap_or_default();
            let woman = |name| lexicon.link.is_woman(name);
            let sex = match woman(&given).or_else(|| woman(first)) {
                Some(true) => TITLE,
                Some(false) => -TITLE,
                None => i32::from(given.ends_with('a')),
            };
            things.push(Thing {
                woman: if cluster.label == Label::Person {
                    sex
                } else {
                    0
                },
                parts: parts(&cluster.name),
                name: cluster.name,
                label: cluster.label,
                words: Vec::new(),
                outlet: false,
                author: false,
            });
        }
        let mut mentions: Vec<Mention> = Vec::with_capacity(names.len());
        let mut last: Vec<Option<usize>> = vec![None; things.len()];
        for (at, (span, label)) in names.iter().enumerate() {
            if !speaks(*label) {
                continue;
            }
            let place = Place::new(text, *span);
            let thing: &mut Thing = &mut things[homes[at]];
            let is_verb = |word: &str| lexicon.claim.is_verb(word);
            place.describe(tables, &is_verb, &mut thing.words);
            if *label == Label::Person {
                let next = names[at + 1..].iter().find(|(_, next)| next == label);
                thing.woman += place.sex(tables, next.map(|(span, _)| *span));
                thing.author |= place.is_byline(tables);
            }
            let before = last[homes[at]].replace(mentions.len());
            if let Some(before) = before {
                mentions[before].behind = Some(mentions.len());
            }
            mentions.push(Mention {
                span: *span,
                thing: homes[at],
                before,
                behind: None,
                sentence: place.sentence,
                opens: place.opens(),
                inside: place.inside(tables),
            });
        }
        for thing in &mut things {
            for word in &thing.words {
                let classes = tables.classes(word);
                thing.woman += TITLE * i32::from(classes.is(Class::WOMAN));
                thing.woman -= TITLE * i32::from(classes.is(Class::MAN));
            }
            let mut all = thing.parts.iter().chain(&thing.words);
            let outlet = all.any(|word| tables.classes(word).is(Class::OUTLET));
            thing.outlet = outlet && thing.label != Label::Person;
        }
        Self { things, mentions }
    }

    /// How many mentions stand before a place.
    pub(super) fn before(&self, at: u32) -> usize {
        self.mentions.partition_point(|m| m.span.start < at)
    }

    /// What a name is a mention of.
    pub(super) fn named(&self, span: Span) -> Option<usize> {
        let at = self.before(span.start);
        let mention = self.mentions.get(at)?;
        (mention.span.start == span.start).then_some(mention.thing)
    }
}

/// The words of a name in small letters.
fn parts(name: &str) -> Vec<String> {
    let name = name.to_lowercase();
    let parts = name.split(|c: char| !c.is_alphanumeric());
    parts
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The sentence around a name.
struct Place<'a> {
    text: &'a Text,
    sentence: u32,
    tokens: &'a [Token],
    /// Which of the tokens are the name.
    own: Range<usize>,
}

impl<'a> Place<'a> {
    fn new(text: &'a Text, span: Span) -> Self {
        let sentence = text.sentences.partition_point(|s| s.span.end <= span.start);
        let tokens = match sentence < text.sentences.len() {
            true => text.tokens_of(sentence),
            false => &[],
        };
        Self {
            text,
            sentence: sentence as u32,
            tokens,
            own: touched(tokens, span),
        }
    }

    fn word(&self, at: usize) -> Cow<'a, str> {
        let token = self.tokens.get(at);
        lowered(token.map_or("", |token| self.text.word(token)))
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&&*self.word(at))
    }

    /// Whether the sentence begins with the name, its "The" or a quotation mark apart.
    fn opens(&self) -> bool {
        let before = self.tokens[..self.own.start].iter();
        let mut words = before.filter(|token| token.kind != TokenKind::Mark);
        words
            .next()
            .is_none_or(|word| self.text.word(word) == "The")
            && words.next().is_none()
    }

    fn inside(&self, tables: &Tables) -> bool {
        let owns = self.is(self.own.end, &["'s", "'"]);
        let mut at = self.own.start;
        while at > 0 && self.is(at - 1, &["the", "a", "an"]) {
            at -= 1;
        }
        let behind = at > 0
            && tables.classes(&self.word(at - 1)).is(Class::BEHIND)
            && !self.is(at - 1, &["by", "and", "that", "when", "after"]);
        owns || behind
    }

    /// Adds the words that describe the name.
    fn describe(&self, tables: &Tables, is_verb: &dyn Fn(&str) -> bool, words: &mut Vec<String>) {
        let start = self.own.start;
        // "the start-up Lumen Labs".
        let mut from = start;
        while from > 0 && start - from < REACH && self.describes(tables, is_verb, from - 1) {
            from -= 1;
        }
        self.take(tables, from..start, words);
        // "Its chairman, Alasdair Munro".
        if start > 1 && self.is(start - 1, &[","]) {
            let earliest = start.saturating_sub(REACH + 3);
            let begins = |at: &usize| tables.classes(&self.word(*at)).is(Class::OPENS);
            if let Some(begin) = (earliest..start - 1).rev().find(begins) {
                let end = self.run(tables, is_verb, begin + 1);
                self.take(tables, begin + 1..end, words);
            }
        }
        // "Lumen Labs, a start-up", "Munro, its chairman", "Lumen Labs is a start-up".
        let mut at = self.own.end;
        if self.is(at, &[",", "(", "is", "was", "—", "–"]) {
            at += 1;
            let first = self.word(at);
            let classes = tables.classes(&first);
            let begins = matches!(
                &*first,
                "a" | "an" | "the" | "its" | "his" | "her" | "their"
            );
            let noun = classes.is(Class::PERSON | Class::GROUP);
            if begins || noun {
                at += usize::from(begins);
                let end = self.run(tables, is_verb, at);
                self.take(tables, at..end, words);
            }
        }
    }

    /// Where a run of describing words ends that begins at `at`.
    fn run(&self, tables: &Tables, is_verb: &dyn Fn(&str) -> bool, at: usize) -> usize {
        let reach = (at + REACH).min(self.tokens.len());
        let past = |at: &usize| !self.describes(tables, is_verb, *at);
        (at..reach).find(past).unwrap_or(reach)
    }

    /// Whether a word can stand in a description.
    fn describes(&self, tables: &Tables, is_verb: &dyn Fn(&str) -> bool, at: usize) -> bool {
        let token = &self.tokens[at];
        let word = &*lowered(self.text.word(token));
        let classes = tables.noun(word);
        let noun = classes.is(Class::PERSON | Class::GROUP);
        (token.kind != TokenKind::Mark || word == "-")
            && !classes.is(Class::BEHIND | Class::OPENS)
            && (noun || token.shape.is_capitalised() || !is_verb(word))
    }

    fn take(&self, tables: &Tables, range: Range<usize>, words: &mut Vec<String>) {
        for at in range {
            let word = self.word(at);
            let word = tables.singular(&word);
            if word.len() > 1 && !words.iter().any(|known| known == word) && words.len() < MANY {
                words.push(word.to_owned());
            }
        }
    }

    /// What the pronouns behind the name tell, up to the next name of a person.
    fn sex(&self, tables: &Tables, next: Option<Span>) -> i32 {
        for token in &self.tokens[self.own.end..] {
            if next.is_some_and(|next| next.start <= token.span.start) {
                break;
            }
            // No pronoun is longer than "himself".
            if token.span.end - token.span.start > 7 {
                continue;
            }
            let classes = tables.classes(&lowered(self.text.word(token)));
            if classes.is(Class::SHE) {
                return PRONOUN;
            }
            if classes.is(Class::HE) {
                return -PRONOUN;
            }
        }
        0
    }

    /// Whether it is the line of an author: "By Elon Musk".
    fn is_byline(&self, tables: &Tables) -> bool {
        let before = &self.tokens[..self.own.start];
        let mut all = before.iter().all(|token| {
            token.kind == TokenKind::Mark
                || tables
                    .classes(&lowered(self.text.word(token)))
                    .is(Class::BYLINE)
        });
        let behind = self.tokens.get(self.own.end);
        all &= behind.is_none_or(|token| token.kind == TokenKind::Mark);
        let alone = self.own.len() == self.tokens.len();
        let edge = self.sentence < 4 || self.sentence as usize + 4 > self.text.sentences.len();
        all && edge && (!before.is_empty() || alone)
    }
}

/// So many words are enough to know a thing by.
const MANY: usize = 64;
