//! Words to symbols: one number for each set of classes that some word has.
//!
//! Knows the syntax of `values/words.txt`. Must not know what a pattern does with a class.
//!
//! "second" is an ordinal and a unit of time, "May" a month and a verb: a word's symbol stands
//! for the set of all its classes, and a class stands for all symbols whose set has it. So a
//! sentence becomes a string that patterns can be matched against.

use super::atom::{Atom, Kind};
use super::figure::{self, Figure, Place};
use crate::extract::lexicon::{in_order, lines};
use crate::model::Quickly;
use crate::text::Gap;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What stands for an atom in the string that patterns are matched against.
pub(super) type Symbol = u16;

/// Classes of words that are no names even with a capital inside a sentence, as in a title.
const COMMON: [&str; 24] = [
    "common",
    "ones",
    "teens",
    "tens",
    "nil",
    "scale",
    "scales",
    "ordinal",
    "fraction",
    "fractions",
    "day",
    "days",
    "hour",
    "hours",
    "unit",
    "money",
    "coin",
    "about",
    "over",
    "season",
    "seasons",
    "part",
    "counted",
    "today",
];

/// Classes, ascending.
type ClassSet = Vec<u16>;

/// Classes of atoms that no list names.
const WORD: &str = "w";
const PLURAL: &str = "plural";
const BARE: &str = "bare";
const CAPITALISED: &str = "Cap";
const CAPITALS: &str = "CAPS";
const MARK: &str = "mark";
const OTHER: &str = "other";
const ADDRESS: &str = "address";
const EDGE: &str = "edge";

/// The classes of a language, and which words have them.
#[derive(Debug, Default)]
pub(super) struct Classes {
    names: Quickly<Cow<'static, str>, u16>,
    /// Folded as in the list: "+" in front where the entry must touch what stands before it.
    entries: Vec<(Cow<'static, str>, ClassSet)>,
    /// Where each stands.
    places: Quickly<Cow<'static, str>, u32>,
}

impl Classes {
    /// The classes of a list, and those that figures and unlisted atoms have.
    pub(super) fn parse(file: &'static str) -> Result<Self, String> {
        let mut classes = Self::default();
        for name in figure::CLASSES {
            classes.name(Cow::Borrowed(name));
        }
        let unlisted = [WORD, PLURAL, BARE, CAPITALISED, CAPITALS, OTHER];
        for name in unlisted.into_iter().chain([MARK, ADDRESS, EDGE]) {
            classes.name(Cow::Borrowed(name));
        }
        for (number, line) in lines(file) {
            let (name, words) = line
                .split_once(": ")
                .ok_or_else(|| format!("words.txt:{number}: no class in {line:?}"))?;
            let class = classes.name(Cow::Borrowed(name));
            for word in words.split_whitespace() {
                classes.add(class, word);
            }
        }
        Ok(classes)
    }

    /// Gives `word` a class.
    pub(super) fn add(&mut self, class: u16, word: &'static str) {
        let word = straight(word);
        let place = match self.places.get(&word) {
            Some(&place) => place as usize,
            None => {
                let place = self.entries.len();
                self.entries.push((word.clone(), ClassSet::new()));
                self.places.insert(word, place as u32);
                place
            }
        };
        let classes = &mut self.entries[place].1;
        if let Err(at) = classes.binary_search(&class) {
            classes.insert(at, class);
        }
    }

    /// The number of a class, new if need be.
    pub(super) fn name(&mut self, name: Cow<'static, str>) -> u16 {
        let next = self.names.len() as u16;
        *self.names.entry(name).or_insert(next)
    }

    fn entry(&self, word: &str) -> Option<&ClassSet> {
        let place = *self.places.get(word)?;
        Some(&self.entries[place as usize].1)
    }

    /// Gives each set of classes its symbol.
    pub(super) fn symbols(self) -> Symbols {
        let mut sets: Quickly<ClassSet, Symbol> = Quickly::default();
        let mut symbol = |mut set: ClassSet| -> Symbol {
            set.sort_unstable();
            set.dedup();
            let next = sets.len() as Symbol;
            *sets.entry(set).or_insert(next)
        };
        let mut of = |names: &[&str]| symbol(names.iter().map(|&name| self.names[name]).collect());
        let other = Other {
            word: of(&[WORD, BARE, OTHER]),
            plural: of(&[WORD, PLURAL, OTHER]),
            capitalised: of(&[CAPITALISED, OTHER]),
            capitals: of(&[CAPITALS, OTHER]),
            mark: of(&[MARK]),
            address: of(&[ADDRESS]),
            edge: of(&[EDGE]),
        };
        let mut figures = Quickly::default();
        for figure in Figure::all() {
            let set = figure.classes().map(|bit| self.names[figure::CLASSES[bit]]);
            figures.insert(figure, symbol(set.collect()));
        }
        let name = [self.names[CAPITALISED], self.names[OTHER]];
        let among = |test: fn(&str) -> bool| {
            let mut classes = vec![false; self.names.len()];
            let passed = self.names.iter().filter(|(name, _)| test(name));
            passed.for_each(|(_, class)| classes[usize::from(*class)] = true);
            move |class: &u16| classes[usize::from(*class)]
        };
        let keep = among(|name| COMMON.contains(&name));
        // A word that patterns quote and no list has stays an ordinary word beside.
        let own = among(|name| name.starts_with('\''));
        let mut words = Quickly::default();
        words.reserve(self.entries.len());
        let mut names = Vec::new();
        for (entry, classes) in &self.entries {
            let mut set = self.inherited(entry, classes);
            if entry.len() > 2 && set.iter().all(&own) {
                set.extend(ordinary(entry).map(|name| self.names[name]));
            }
            // A word of these classes is no name even if it has a capital inside a sentence.
            let keeps = set.iter().any(&keep);
            let is_small = !keeps && entry.chars().all(char::is_lowercase);
            let as_name = is_small.then(|| symbol(set.iter().copied().chain(name).collect()));
            let symbol = symbol(set);
            names.resize(names.len().max(usize::from(symbol) + 1), None);
            names[usize::from(symbol)] = names[usize::from(symbol)].or(as_name);
            if entry.chars().any(char::is_uppercase) {
                let capitals = entry.to_uppercase();
                if self.entry(&capitals).is_none() {
                    words.insert(capitals.into(), symbol);
                }
            }
            words.insert(entry.clone(), symbol);
        }
        let mut by_class: Vec<Vec<Symbol>> = vec![Vec::new(); self.names.len()];
        for (set, &symbol) in &sets {
            for &class in set {
                by_class[usize::from(class)].push(symbol);
            }
        }
        let mut members = Quickly::default();
        for (name, class) in self.names {
            members.insert(name, std::mem::take(&mut by_class[usize::from(class)]));
        }
        // The mark alone is a word of its own.
        let glued = words.iter().filter_map(|(entry, &symbol)| {
            let rest = entry.strip_prefix('+').filter(|rest| !rest.is_empty())?;
            Some((rest.to_owned().into(), symbol))
        });
        Symbols {
            count: sets.len(),
            glued: glued.collect(),
            words,
            names,
            figures,
            other,
            members,
        }
    }

    /// The classes of `entry` and of every less exact entry for the same word.
    fn inherited(&self, entry: &str, classes: &ClassSet) -> ClassSet {
        let free = entry.strip_prefix('+').filter(|rest| !rest.is_empty());
        if free.is_none() && entry.chars().all(|c| !c.is_uppercase()) {
            return classes.clone();
        }
        let small = entry.to_lowercase();
        let less = [
            free.map(str::to_owned),
            free.map(str::to_lowercase),
            Some(small),
        ];
        let less = less.into_iter().flatten().filter_map(|e| self.entry(&e));
        classes.iter().chain(less.flatten()).copied().collect()
    }
}

/// The classes of a word in small letters that no list has.
fn ordinary(word: &str) -> impl Iterator<Item = &'static str> {
    let number = if plural(word) { PLURAL } else { BARE };
    let small = word.chars().all(char::is_lowercase);
    small.then_some([WORD, OTHER, number]).into_iter().flatten()
}

/// With straight apostrophes.
fn straight(word: &str) -> Cow<'_, str> {
    match word.is_ascii() {
        false if word.contains('’') => Cow::Owned(word.replace('’', "'")),
        _ => Cow::Borrowed(word),
    }
}

/// Whether a word that no list has may be a plural.
fn plural(word: &str) -> bool {
    word.ends_with('s') && !word.ends_with("ss")
}

/// Whether the second letter is a capital, and smaller ones follow.
fn inner_capital(word: &str) -> bool {
    let mut letters = word.chars().skip(1);
    letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
}

/// Whether a mark opens no list's line, since it stands before sums.
fn currency(mark: &str) -> bool {
    matches!(mark, "$" | "£" | "€" | "¥" | "₹" | "₦")
}

/// Whether white space stands before the atom at `index`.
fn spaced(atoms: &[Atom], index: usize) -> bool {
    atoms.get(index).is_some_and(|a| a.gap != Gap::None)
}

/// The symbols of atoms that no list names.
#[derive(Debug, Serialize, Deserialize)]
struct Other {
    word: Symbol,
    plural: Symbol,
    capitalised: Symbol,
    capitals: Symbol,
    mark: Symbol,
    address: Symbol,
    edge: Symbol,
}

/// Which symbol stands for which atom, and which symbols belong to a class.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Symbols {
    count: usize,
    #[serde(serialize_with = "in_order")]
    words: Quickly<Cow<'static, str>, Symbol>,
    /// Those of them that must touch what stands before them, without their mark.
    #[serde(serialize_with = "in_order")]
    glued: Quickly<Cow<'static, str>, Symbol>,
    /// What stands for a small word with this symbol where it begins with a capital inside a
    /// sentence ("Series"), if that is another.
    names: Vec<Option<Symbol>>,
    #[serde(serialize_with = "in_order")]
    figures: Quickly<Figure, Symbol>,
    other: Other,
    /// Asked while patterns are read, and not later.
    #[serde(skip)]
    members: Quickly<Cow<'static, str>, Vec<Symbol>>,
}

impl Symbols {
    /// The symbols of a class; none where there is no such class.
    pub(super) fn of_class(&self, name: &str) -> Option<&[Symbol]> {
        self.members.get(name).map(Vec::as_slice)
    }

    /// How many symbols there are: they count from zero.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// What stands for an ordinary word.
    pub(super) fn word(&self) -> Symbol {
        self.other.word
    }

    /// What stands for a sentence's or line's border.
    pub(super) fn edge(&self) -> Symbol {
        self.other.edge
    }

    /// The symbol of the atom at `index`.
    /// `begins` says whether a sentence or line does so there.
    pub(super) fn of(&self, text: &str, atoms: &[Atom], index: usize, begins: bool) -> Symbol {
        let atom = &atoms[index];
        let word = &text[atom.span.range()];
        match atom.kind {
            Kind::Address => self.other.address,
            Kind::Digits => {
                let place = self.place(text, atoms, index);
                let figure = Figure::of(word, place);
                self.figures
                    .get(&figure)
                    .copied()
                    .unwrap_or(self.other.mark)
            }
            // What opens a list's line is no minus.
            Kind::Mark if atom.gap >= Gap::Line && !currency(word) && spaced(atoms, index + 1) => {
                self.other.mark
            }
            Kind::Mark => self.listed(word, atom.gap).unwrap_or(self.other.mark),
            Kind::Letters => {
                let listed = self.listed(word, atom.gap);
                let exact = begins
                    || atom.gap == Gap::None
                    || word.len() < 3
                    || !word.starts_with(char::is_uppercase);
                let name = (!exact && listed.is_some() && !self.words.contains_key(word))
                    .then(|| self.name(&word.to_lowercase()));
                let listed = name.flatten().or(listed);
                listed.unwrap_or_else(|| self.unlisted(word))
            }
        }
    }

    /// What stands for a listed word in small letters where it begins with a capital.
    fn name(&self, small: &str) -> Option<Symbol> {
        let symbol = usize::from(*self.words.get(small)?);
        let is_small = small.chars().all(char::is_lowercase);
        self.names
            .get(symbol)
            .copied()
            .flatten()
            .filter(|_| is_small)
    }

    /// The symbol of a listed word: as it is written, else in small letters.
    fn listed(&self, word: &str, gap: Gap) -> Option<Symbol> {
        let straight = straight(word);
        let glued = match gap {
            Gap::None => self.glued.get(&*straight),
            _ => None,
        };
        let small = || {
            // Most words are in small letters, and were asked for.
            let has_large = straight
                .bytes()
                .any(|b| !b.is_ascii() || b.is_ascii_uppercase());
            has_large.then(|| self.words.get(straight.to_lowercase().as_str()))?
        };
        let found = glued.or_else(|| self.words.get(&*straight));
        found.or_else(small).copied()
    }

    /// Whether a list has `word` as the ending of a figure ("bn", "km").
    fn ends_figures(&self, word: &str) -> bool {
        self.glued.contains_key(word)
    }

    fn unlisted(&self, word: &str) -> Symbol {
        let mut letters = word.chars();
        match letters.next() {
            // "iPhone" is as good as capitalised.
            Some(first) if first.is_uppercase() || inner_capital(word) => {
                let mut rest = letters.filter(|c| c.is_alphabetic()).peekable();
                if rest.peek().is_some() && rest.all(char::is_uppercase) {
                    self.other.capitals
                } else {
                    self.other.capitalised
                }
            }
            _ if plural(word) => self.other.plural,
            _ => self.other.word,
        }
    }

    /// Whether the figure at `index` is part of a longer word ("Q3", "F-35", "5G") or a list's
    /// number at the beginning of a line ("3.").
    fn place(&self, text: &str, atoms: &[Atom], index: usize) -> Place {
        let kind = |i: usize| atoms.get(i).map(|a| a.kind);
        let touches = |i: usize| atoms.get(i).is_some_and(|a| a.gap == Gap::None);
        let word = |i: usize| &text[atoms[i].span.range()];
        let hyphen = |i: usize| kind(i) == Some(Kind::Mark) && matches!(word(i), "-" | "‑" | "‐");
        let letters = |i: usize| kind(i) == Some(Kind::Letters);
        let before = touches(index) && index > 0 && {
            let touching_hyphen = hyphen(index - 1) && touches(index - 1) && index > 1;
            // Behind a figure with its unit another figure may begin ("8pm-9pm").
            let unit = index > 2 && touches(index - 2) && kind(index - 3) == Some(Kind::Digits);
            letters(index - 1) || touching_hyphen && letters(index - 2) && !unit
        };
        let after = touches(index + 1) && {
            let code = |i: usize| {
                let name = word(i).strip_suffix('s').unwrap_or(word(i));
                letters(i) && matches!(name.len(), 1 | 2) && name.chars().all(char::is_uppercase)
            };
            letters(index + 1) && !self.ends_figures(word(index + 1))
                || hyphen(index + 1) && touches(index + 2) && code(index + 2)
        };
        let listing = atoms[index].gap >= Gap::Line
            && atoms[index].span.len() <= 2
            && touches(index + 1)
            && (matches!(word(index + 1), "." | ")")
                || word(index + 1) == "/" && !touches(index + 2));
        if before || after || listing {
            Place::Bound
        } else {
            Place::Free
        }
    }
}
