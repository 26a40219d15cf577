//! Which rules hold of a run of words.
//!
//! Knows lists, heads, and what stands around a name. Must not know how much a rule weighs,
//! nor other sentences.

use super::class::{Class, Classes};
use super::rule::{Row, Rule, Rules};
use super::site::Site;
use super::word::Word;
use crate::text::{Gap, Shape, TokenKind, fold};
use std::ops::Range;

/// A listed class of a whole name and its rule.
const LISTED: &[(Class, Rule)] = &[
    (Class::Gpe, Rule::ListedPlace),
    (Class::Loc, Rule::ListedRegion),
    (Class::Norp, Rule::ListedGroup),
    (Class::Language, Rule::ListedLanguage),
    (Class::Org, Rule::ListedOrganisation),
    (Class::Fac, Rule::ListedSite),
    (Class::Product, Rule::ListedProduct),
    (Class::Event, Rule::ListedEvent),
    (Class::Work, Rule::ListedWork),
    (Class::Law, Rule::ListedLaw),
    (Class::DateName, Rule::ListedDate),
    (Class::Month, Rule::ListedDate),
    (Class::Weekday, Rule::ListedDate),
];

/// A class of the last word and its rule.
const LAST: &[(Class, Rule)] = &[
    (Class::OrgEnding, Rule::OrgEnding),
    (Class::OrgHead, Rule::OrgHead),
    (Class::FacHead, Rule::FacHead),
    (Class::LocHead, Rule::LocHead),
    (Class::GpeHead, Rule::GpeHead),
    (Class::EventHead, Rule::EventHead),
    (Class::LawHead, Rule::LawHead),
    (Class::ProductHead, Rule::ProductHead),
    (Class::Surname, Rule::SurnameLast),
    (Class::Gpe, Rule::PlaceLast),
];

/// A class of the first word, or of the first with the connector behind it, and its rule.
const FIRST: &[(Class, Rule)] = &[
    (Class::OrgLead, Rule::OrgLead),
    (Class::FacLead, Rule::FacLead),
    (Class::LocLead, Rule::LocLead),
    (Class::GpeLead, Rule::GpeLead),
    (Class::EventLead, Rule::EventLead),
    (Class::LawLead, Rule::LawLead),
    (Class::ProductLead, Rule::ProductLead),
    (Class::Given, Rule::GivenFirst),
    (Class::Gpe, Rule::PlaceFirst),
    (Class::Norp, Rule::GroupFirst),
    (Class::Org, Rule::OrgFirst),
];

/// Adds the rules that hold of `run` to `rows`.
pub(super) fn signs(site: &Site, run: Range<usize>, rules: &Rules, rows: &mut Vec<Row>) {
    let mut out = Signs { rows, rules };
    out.add(Rule::Any);
    inside(site, run.clone(), &mut out);
    around(site, run, &mut out);
}

struct Signs<'a> {
    rows: &'a mut Vec<Row>,
    rules: &'a Rules,
}

impl Signs<'_> {
    fn add(&mut self, rule: Rule) {
        self.rows.push(rule.into());
    }

    fn when(&mut self, holds: bool, rule: Rule) {
        if holds {
            self.add(rule);
        }
    }

    fn each(&mut self, classes: Classes, table: &[(Class, Rule)]) {
        for &(class, rule) in table {
            self.when(classes.has(class), rule);
        }
    }
}

/// What the words of the name say.
fn inside(site: &Site, run: Range<usize>, out: &mut Signs) {
    let words = &site.words[run.clone()];
    let [first, .., last] = words else {
        if let [only] = words {
            single(site, only, out);
        }
        return;
    };
    let whole = site.phrase(run.clone());
    out.each(whole, LISTED);
    out.each(last.classes, LAST);
    let led = site.phrase(run.start..run.start + 2);
    let leads = first.classes | led;
    out.each(leads, FIRST);
    // What a listed name begins with says nothing more of it.
    let listed = site.is_listed(run.clone());
    if !listed {
        out.rows.extend(out.rules.first(first.of(site.text)));
    }
    out.rows.extend(out.rules.last(last.of(site.text)));
    let capitals = words.iter().filter(|w| w.is_capital()).count();
    out.add(match capitals {
        0..=2 => Rule::TwoWords,
        3 => Rule::ThreeWords,
        _ => Rule::ManyWords,
    });
    let has = |test: &dyn Fn(&str) -> bool| words.iter().any(|w| test(w.of(site.text)));
    out.when(has(&|w| w == "&"), Rule::Ampersand);
    out.when(
        has(&|w| matches!(w, "of" | "for" | "and" | "on")),
        Rule::OfInside,
    );
    out.when(
        has(&|w| matches!(w, "v" | "v." | "vs" | "vs.")),
        Rule::LawCase,
    );
    let mut middle = words[1..words.len() - 1].iter();
    let small = |w: &Word| !w.is_capital() && w.kind == TokenKind::Word;
    out.when(
        middle
            .clone()
            .any(|w| small(w) && w.has(Class::PersonConnector)),
        Rule::Particle,
    );
    out.when(
        middle.any(|w| w.is_capital() && w.span.len() == 2 && w.of(site.text).ends_with('.')),
        Rule::Initial,
    );
    out.when(
        first.span.len() == 2 && first.of(site.text).ends_with('.'),
        Rule::Initial,
    );
    out.when(
        words.iter().any(|w| w.kind == TokenKind::Number),
        Rule::NumberInside,
    );
    out.when(
        words.iter().any(|w| is_code(w.of(site.text))),
        Rule::CodeInside,
    );
    out.when(
        words.iter().any(|w| {
            matches!(w.shape, Shape::Mixed | Shape::Camel) && !last.of(site.text).contains('-')
        }),
        Rule::InnerCapitals,
    );
    out.when(
        words.iter().any(|w| w.shape == Shape::Upper) && !site.shouted,
        Rule::AllCapitals,
    );
    out.when(
        last.is_capital() && is_double(last.of(site.text)),
        Rule::Hyphenated,
    );
    let ending = site.lists.ending(last.of(site.text));
    out.when(
        last.classes.is_empty() && ending.has(Class::SurnameEnding),
        Rule::SurnameEnding,
    );
    out.when(
        last.classes.is_empty() && ending.has(Class::PlaceEnding),
        Rule::PlaceEnding,
    );
    out.when(
        !listed && matches!(first.of(site.text), "The" | "THE"),
        Rule::TheInside,
    );
    let unlisted = |w: &Word| w.shape == Shape::Capitalised && w.classes.is_empty();
    let known = [
        Class::OrgHead,
        Class::OrgEnding,
        Class::FacHead,
        Class::LocHead,
        Class::EventHead,
        Class::LawHead,
        Class::ProductHead,
    ];
    out.when(
        words.len() == 2
            && words.iter().all(unlisted)
            && words.iter().all(|w| !w.small.has(Class::English)),
        Rule::PlainPair,
    );
    let english = words
        .iter()
        .filter(|w| w.is_capital())
        .all(|w| w.small.has(Class::English));
    out.when(english && !last.classes.any(&known), Rule::EnglishPhrase);
}

/// What a name of one word says.
fn single(site: &Site, word: &Word, out: &mut Signs) {
    let written = word.of(site.text);
    out.add(Rule::OneWord);
    out.each(word.classes, LISTED);
    out.when(word.has(Class::Given), Rule::GivenAlone);
    out.when(word.has(Class::Surname), Rule::SurnameAlone);
    let common = word.has(Class::Common);
    out.when(common && word.shape == Shape::Upper, Rule::CommonAcronym);
    out.when(
        common && word.shape != Shape::Upper || word.has(Class::SentenceWord),
        Rule::Common,
    );
    out.when(
        word.shape == Shape::Upper && !site.shouted,
        Rule::AllCapitals,
    );
    out.when(
        word.shape == Shape::Mixed && !is_double(written),
        Rule::InnerCapitals,
    );
    out.when(word.shape == Shape::Camel, Rule::SmallFirst);
    out.when(is_code(written), Rule::CodeInside);
    out.when(is_double(written), Rule::Hyphenated);
    out.when(word.small.has(Class::English), Rule::EnglishWord);
    out.each(
        word.classes,
        &[
            (Class::OrgHead, Rule::OrgHead),
            (Class::FacHead, Rule::FacHead),
            (Class::LocHead, Rule::LocHead),
            (Class::EventHead, Rule::EventHead),
            (Class::LawHead, Rule::LawHead),
        ],
    );
    if word.classes.is_empty() {
        let ending = site.lists.ending(written);
        out.each(
            ending,
            &[
                (Class::PlaceEnding, Rule::PlaceEnding),
                (Class::NorpEnding, Rule::GroupEnding),
                (Class::SurnameEnding, Rule::SurnameEnding),
            ],
        );
        out.when(
            word.shape == Shape::Capitalised && !word.small.has(Class::English),
            Rule::PlainWord,
        );
    }
}

/// Letters and digits in one word: "A320", "PS5".
fn is_code(word: &str) -> bool {
    word.bytes().any(|b| b.is_ascii_digit()) && word.chars().any(char::is_alphabetic)
}

/// Two capitalised words with a hyphen: "Bekkevold-Rao".
fn is_double(word: &str) -> bool {
    let mut parts = word.split('-');
    let capital = |part: Option<&str>| {
        part.is_some_and(|p| p.len() > 2 && p.chars().next().is_some_and(char::is_uppercase))
    };
    capital(parts.next()) && capital(parts.next())
}

/// What stands around the name.
fn around(site: &Site, run: Range<usize>, out: &mut Signs) {
    let words = site.words;
    let word = |at: usize| {
        words
            .get(at)
            .filter(|w| w.gap < Gap::Line || at < run.start)
    };
    let str = |at: usize| word(at).map_or("", |w| w.of(site.text));
    let before = run
        .start
        .checked_sub(1)
        .filter(|_| words[run.start].gap < Gap::Line);
    let mut buffer = String::new();
    match before {
        Some(at) => {
            let written = site.str(at);
            out.rows
                .extend(out.rules.before(fold(written, &mut buffer)));
            let mark = words[at].kind == TokenKind::Mark;
            out.when(
                mark && !matches!(written, "," | ";" | "(" | "/" | "&" | "’" | "'"),
                Rule::SentenceStart,
            );
            out.when(matches!(written, "the" | "The"), Rule::TheBefore);
            out.when(matches!(written, "a" | "an" | "A" | "An"), Rule::NoArticle);
            let titled = (at.saturating_sub(2)..=at)
                .any(|start| site.phrase(start..at + 1).has(Class::Title));
            out.when(titled && words[at].is_capital(), Rule::TitleBefore);
            let job = words[at].means(Class::PersonJob) && !words[at].is_capital()
                || written == "," && at > 0 && words[at - 1].means(Class::PersonJob);
            out.when(job, Rule::JobBefore);
            out.when(words[at].means(Class::ProductNoun), Rule::ProductNounBefore);
            out.when(words[at].means(Class::WorkNoun), Rule::WorkNounBefore);
            let listing = matches!(written, "," | "and" | "or") && at > 0;
            if listing {
                neighbour(&words[at - 1], out);
            }
            let comma = written == "," && at > 0 && words[at - 1].is_capital();
            out.when(
                comma && site.words[run.start].classes.any(&[Class::Gpe]),
                Rule::PlaceAfterComma,
            );
        }
        None => {
            out.add(Rule::SentenceStart);
            out.when(run.len() == 1, Rule::SentenceStartAlone);
        }
    }
    out.when(site.shouted, Rule::Shouted);
    let end = run.end;
    let next = str(end);
    if !next.is_empty() {
        out.rows.extend(out.rules.after(fold(next, &mut buffer)));
    } else {
        out.rows.extend(out.rules.after("<end>"));
    }
    let after = word(end);
    out.when(matches!(next, "'s" | "’s"), Rule::PossessiveAfter);
    out.when(next == "-based", Rule::BasedAfter);
    out.when(
        after.is_some_and(|w| w.means(Class::ProductNoun)),
        Rule::ProductNounAfter,
    );
    out.when(
        after.is_some_and(|w| w.means(Class::WorkNoun)),
        Rule::WorkNounAfter,
    );
    let number = word(end + 1).is_some_and(|w| w.kind == TokenKind::Number && w.span.len() == 2);
    out.when(
        next == "," && number && matches!(str(end + 2), "," | "." | "and"),
        Rule::AgeAfter,
    );
    let described = word(end + 1).is_some_and(|w| !w.is_capital() && w.has(Class::PersonJob))
        || matches!(
            str(end + 1),
            "a" | "an" | "the" | "its" | "his" | "her" | "who"
        ) && (end + 2..end + 6).any(|at| word(at).is_some_and(|w| w.has(Class::PersonJob)));
    out.when(next == "," && described, Rule::JobAfter);
    out.when(
        matches!(next, "who" | "whose") || next == "," && matches!(str(end + 1), "who" | "whose"),
        Rule::WhoAfter,
    );
    let place = word(end + 1).is_some_and(|w| w.is_capital() && w.has(Class::Gpe));
    out.when(next == "," && place, Rule::PlaceBeforeComma);
    let acronym = word(end + 1).is_some_and(|w| w.shape == Shape::Upper);
    out.when(
        next == "(" && acronym && str(end + 2) == ")",
        Rule::BracketAcronym,
    );
    out.when(
        run.start <= 4 && matches!(next, "—" | "–" | "--"),
        Rule::Datelined,
    );
    if matches!(next, "," | "and" | "or")
        && let Some(next) = word(end + 1)
    {
        neighbour(next, out);
    }
    let small = after.is_some_and(|w| {
        w.kind == TokenKind::Word && w.shape == Shape::Lower && w.gap == Gap::Blank
    });
    out.when(small && next.ends_with("ed"), Rule::VerbAfter);
    out.when(
        small && next.ends_with('s') && !next.ends_with("ss"),
        Rule::NounAfter,
    );
    let quoted = before.is_some_and(|at| matches!(site.str(at), "“" | "‘" | "\"" | "'"))
        && matches!(next, "”" | "’" | "\"" | "'" | "," | ".");
    out.when(quoted, Rule::InQuotes);
}

/// What the type of a word in the same list says.
fn neighbour(word: &Word, out: &mut Signs) {
    if word.is_capital() {
        out.each(
            word.classes,
            &[
                (Class::Gpe, Rule::ListedNeighbourPlace),
                (Class::Org, Rule::ListedNeighbourOrg),
                (Class::Given, Rule::ListedNeighbourPerson),
                (Class::Norp, Rule::ListedNeighbourGroup),
                (Class::Language, Rule::ListedNeighbourLanguage),
            ],
        );
    }
}
