//! The classes of the name lists, and which words and phrases have them.
//!
//! Knows the syntax of `lexicon/names/*.txt`: `= class` opens a class, its entries are divided
//! by commas. Must not know what a class says about a name.

use crate::extract::lexicon::lines;
use crate::model::{Keyed, Quickly, hash};
use std::borrow::Cow;
use std::ops::BitOr;

/// The list classes; each is a bit of [`Classes`].
macro_rules! classes {
    ($($class:ident = $name:literal,)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Class { $($class,)* }

        pub(super) const CLASSES: &[(&str, Class)] = &[$(($name, Class::$class),)*];
    };
}

classes! {
    Gpe = "gpe",
    GpeHead = "gpe-head",
    GpeLead = "gpe-lead",
    PlaceEnding = "place-ending",
    Loc = "loc",
    LocHead = "loc-head",
    LocLead = "loc-lead",
    Norp = "norp",
    NorpEnding = "norp-ending",
    Language = "language",
    Given = "given",
    Surname = "surname",
    SurnameEnding = "surname-ending",
    Title = "title",
    PersonJob = "person-job",
    Particle = "name-particle",
    Org = "org",
    OrgEnding = "org-ending",
    OrgHead = "org-head",
    OrgLead = "org-lead",
    PlaceOfBusiness = "place-of-business",
    Fac = "fac",
    FacHead = "fac-head",
    FacLead = "fac-lead",
    Product = "product",
    ProductHead = "product-head",
    ProductLead = "product-lead",
    ProductNoun = "product-noun",
    Event = "event",
    EventHead = "event-head",
    EventLead = "event-lead",
    Law = "law",
    LawHead = "law-head",
    LawLead = "law-lead",
    Work = "work",
    WorkNoun = "work-noun",
    Connector = "connector",
    PersonConnector = "person-connector",
    Month = "month",
    Weekday = "weekday",
    DateName = "date-name",
    Common = "common",
    SentenceWord = "sentence-word",
    English = "english",
    Owner = "owner",
    Topic = "topic",
}

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Classes(u64);

impl Classes {
    pub(super) const NONE: Self = Self(0);

    pub(super) const fn of(class: Class) -> Self {
        Self(1 << class as u32)
    }

    pub(super) const fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }

    /// Whether it has any of `classes`.
    pub(super) fn any(self, classes: &[Class]) -> bool {
        classes.iter().any(|&class| self.has(class))
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The classes as bits.
    pub(super) const fn bits(self) -> u64 {
        self.0
    }
}

impl BitOr for Classes {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

const FILES: &[&str] = &[
    include_str!("../../lexicon/names/places.txt"),
    include_str!("../../lexicon/names/people.txt"),
    include_str!("../../lexicon/names/groups.txt"),
    include_str!("../../lexicon/names/organisations.txt"),
    include_str!("../../lexicon/names/things.txt"),
    include_str!("../../lexicon/names/words.txt"),
    include_str!("../../lexicon/names/english.txt"),
];

/// Endings of regular forms, and what the stem ends in instead.
const FORMS: &[(&str, &str)] = &[
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", "e"),
    ("ly", "le"),
    ("er", "e"),
    ("ers", "e"),
    ("ness", ""),
    ("less", ""),
    ("ful", ""),
];

/// The most words that a listed phrase is looked up with.
pub(super) const LONGEST_PHRASE: usize = 8;

/// The lists.
#[derive(Debug)]
pub(super) struct Lists {
    /// By the hash of the word or phrase.
    entries: Keyed<Classes>,
    /// For each beginning of a phrase that may be a word of its own, by its hash, how many bytes
    /// the longest phrase has.
    leads: Keyed<u8>,
    /// Endings of words, by their class.
    endings: Quickly<&'static str, Classes>,
    longest_ending: usize,
}

impl Lists {
    pub(super) fn english() -> Self {
        let mut lists = Self {
            entries: Keyed::with_capacity_and_hasher(20_000, Default::default()),
            leads: Keyed::with_capacity_and_hasher(4_000, Default::default()),
            endings: Quickly::default(),
            longest_ending: 0,
        };
        for file in FILES {
            let mut class = None;
            for (_, line) in lines(file) {
                match line.strip_prefix("= ") {
                    Some(name) => class = CLASSES.iter().find(|(n, _)| *n == name).map(|c| c.1),
                    None => {
                        if let Some(class) = class {
                            lists.add(class, line);
                        }
                    }
                }
            }
        }
        lists
    }

    fn add(&mut self, class: Class, line: &'static str) {
        let entries = line.split(',').map(str::trim).filter(|e| !e.is_empty());
        let is_ending = matches!(
            class,
            Class::PlaceEnding | Class::NorpEnding | Class::SurnameEnding
        );
        for entry in entries {
            let slot = if is_ending {
                self.longest_ending = self.longest_ending.max(entry.len());
                self.endings.entry(entry).or_default()
            } else {
                let entry = straight(entry);
                self.lead(&entry);
                self.entries.entry(hash(&entry)).or_default()
            };
            *slot = *slot | Classes::of(class);
        }
    }

    /// Notes what a phrase may begin with: what stands before a change between letters and
    /// others in its first word, or before a blank.
    fn lead(&mut self, phrase: &str) {
        let mut before = None;
        for (at, c) in phrase.char_indices() {
            let is_letter = c.is_alphabetic();
            if before.is_some_and(|before| before != is_letter || !is_letter) {
                let longest = self.leads.entry(hash(&phrase[..at])).or_default();
                *longest = (*longest).max(phrase.len().min(255) as u8);
            }
            if c == ' ' {
                return;
            }
            before = Some(is_letter);
        }
    }

    /// How many bytes a listed phrase that begins with this word has at most.
    pub(super) fn reach(&self, word: &str) -> u8 {
        let of = |word: &str| self.leads.get(&hash(word)).copied().unwrap_or(0);
        let calm = word
            .chars()
            .all(|c| !c.is_lowercase())
            .then(|| of(&calm(word)));
        of(&straight(word)).max(calm.unwrap_or(0))
    }

    /// The classes of a word or phrase as it is written, else of the same in small letters
    /// behind a capital where it is all capitals ("NAIROBI").
    pub(super) fn of(&self, phrase: &str) -> Classes {
        let exact = self.exact(phrase);
        let shouted = exact.is_empty()
            && phrase.len() > 3
            && phrase.chars().all(|c| !c.is_lowercase())
            && phrase.chars().any(char::is_uppercase);
        if shouted {
            self.exact(&calm(phrase))
        } else {
            exact
        }
    }

    fn exact(&self, phrase: &str) -> Classes {
        self.entries
            .get(&hash(&straight(phrase)))
            .copied()
            .unwrap_or_default()
    }

    /// The classes of a word in small letters; a regular form of an English word is one.
    pub(super) fn of_small(&self, word: &str) -> Classes {
        let classes = self.exact(word);
        if classes.has(Class::English) || word.len() < 5 {
            return classes;
        }
        let stem = |(ending, instead): &(&str, &str)| {
            let stem = word.strip_suffix(ending)?;
            let listed = |stem: &str| self.exact(stem).has(Class::English);
            (listed(stem) || !instead.is_empty() && listed(&[stem, *instead].concat()))
                .then_some(())
        };
        match FORMS.iter().find_map(stem) {
            Some(()) => classes | Classes::of(Class::English),
            None => classes,
        }
    }

    /// The classes of the endings of a word.
    pub(super) fn ending(&self, word: &str) -> Classes {
        let longest = self.longest_ending.min(word.len().saturating_sub(2));
        (1..=longest)
            .filter_map(|len| word.get(word.len() - len..))
            .filter_map(|ending| self.endings.get(ending))
            .fold(Classes::NONE, |all, &one| all | one)
    }
}

/// With straight apostrophes.
fn straight(text: &str) -> Cow<'_, str> {
    // Most words have no such letter, and what is no ASCII is looked for letter by letter.
    if !text.is_ascii() && text.contains('’') {
        Cow::Owned(text.replace('’', "'"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Words of capitals as words that begin with one.
fn calm(phrase: &str) -> String {
    let mut out = String::with_capacity(phrase.len());
    let mut inside = false;
    for c in phrase.chars() {
        if inside {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        inside = c.is_alphabetic() || matches!(c, '\'' | '’');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_class_of_the_lists_is_known() {
        for file in FILES {
            for (number, line) in lines(file) {
                if let Some(name) = line.strip_prefix("= ") {
                    assert!(CLASSES.iter().any(|(n, _)| *n == name), "{number}: {name}");
                }
            }
        }
        for (name, class) in CLASSES {
            let lists = Lists::english();
            let has = |c: &Classes| c.has(*class);
            assert!(
                lists.entries.values().any(has) || lists.endings.values().any(has),
                "{name} has no entry"
            );
        }
    }

    #[test]
    fn words_in_capitals_are_looked_up_calmly() {
        let lists = Lists::english();
        assert!(lists.of("NAIROBI").has(Class::Gpe));
        assert!(lists.of("NEW YORK").has(Class::Gpe));
        assert!(lists.of("US").has(Class::Gpe));
        assert!(!lists.of("us").has(Class::Gpe));
        assert!(lists.of("Lloyd’s").has(Class::Org));
    }
}
