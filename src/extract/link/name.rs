//! A name as it is compared with others.
//!
//! Knows how one name is spelled in several ways. Must not know where a name stands.

use super::tables::{Class, Tables};
use crate::extract::Label;
use crate::model::{Key, hash, mix};

/// Names of more words take no part in short forms: such are no names, and each of their parts
/// would be kept.
const LONGEST: usize = 10;

/// What one surface under one label is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    pub label: Label,
    /// The words of the core, as they are compared.
    pub words: Vec<String>,
    /// Whether the core is all of it.
    pub whole: bool,
    /// Equal for names that are one without further evidence.
    pub key: String,
    /// What an index shows for a well-known name.
    pub shown: Option<&'static str>,
}

/// A short form of a longer name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The end of a person's name, or the whole with less in its middle.
    Surname,
    /// The beginning of a person's name.
    Given,
    /// Some of the words of another name.
    Part,
    /// Its first letters.
    Acronym,
}

impl Form {
    /// What a form of a name with this label is found by.
    pub(super) fn entry(self, label: Label, words: Key) -> Key {
        mix(entry(label, words), self as u64)
    }
}

/// What words, by their hash, are found by under a label.
pub(super) fn entry(label: Label, words: Key) -> Key {
    mix(words, label as u64)
}

impl Name {
    pub(super) fn new(surface: &str, label: Label, tables: &Tables) -> Self {
        let mut words = words(surface);
        let all = words.len();
        if label == Label::Org {
            while words.len() > 1
                && words
                    .last()
                    .is_some_and(|word| tables.is(Class::LEGAL, word))
            {
                words.pop();
            }
            // "Marks and Co." loses its joint with its form.
            while words.len() > 1
                && words
                    .last()
                    .is_some_and(|word| tables.is(Class::SMALL, word))
            {
                words.pop();
            }
        }
        if label == Label::Norp
            && let Some(last) = words.last_mut()
        {
            singular(last);
        }
        let mut key = words.join(" ");
        if key.is_empty() {
            key = surface.to_owned();
        }
        let shown = match label {
            Label::Gpe | Label::Loc | Label::Org => tables.alias(&tables.plain(&key)),
            _ => None,
        };
        if let Some(shown) = shown {
            key = self::words(shown).join(" ");
        }
        Self {
            label,
            whole: words.len() == all,
            words,
            key,
            shown,
        }
    }

    /// Calls `add` with what each name is found by that it may be called behind its first
    /// mention; with some more than once.
    pub(super) fn forms(&self, tables: &Tables, add: &mut impl FnMut(Key)) {
        let (own, mut buffer) = (hash(&self.key), String::new());
        let mut called = |form: Form, parts: &[&[String]]| {
            buffer.clear();
            for word in parts.iter().copied().flatten() {
                if !buffer.is_empty() && form != Form::Acronym {
                    buffer.push(' ');
                }
                buffer.push_str(word);
            }
            let words = hash(&buffer);
            if words != own {
                add(form.entry(self.label, words));
            }
        };
        if !(2..=LONGEST).contains(&self.words.len()) {
            return;
        }
        match self.label {
            Label::Person => self.forms_of_person(tables, &mut called),
            Label::Org | Label::Fac | Label::Loc | Label::Event | Label::Law => {
                self.parts(tables, true, &mut called);
                self.acronyms(tables, &mut called);
            }
            Label::Gpe => self.acronyms(tables, &mut called),
            // "Kite" is not "Kite 3"; but "Azure" is "Microsoft Azure".
            Label::Product => self.parts(tables, false, &mut called),
            _ => {}
        }
    }

    fn forms_of_person(&self, tables: &Tables, called: &mut Called<'_>) {
        let words = &self.words[..];
        let generation = words
            .last()
            .filter(|word| tables.is(Class::GENERATION, word));
        let name = match generation {
            Some(_) => &words[..words.len() - 1],
            None => words,
        };
        let mut surname = |first: &[String], last: &[String]| {
            called(Form::Surname, &[first, last]);
            if let Some(generation) = generation {
                let generation = std::slice::from_ref(generation);
                called(Form::Surname, &[first, last, generation]);
            }
        };
        // A generation alone makes no other name: "Jr." may be left out.
        if generation.is_some() {
            surname(name, &[]);
        }
        for start in 1..name.len() {
            surname(&name[start..], &[]);
        }
        if let [first, .., last] = name {
            let last = std::slice::from_ref(last);
            surname(std::slice::from_ref(first), last);
            surname(&[initial(first).to_owned()], last);
        }
        for end in 1..name.len() {
            called(Form::Given, &[&name[..end]]);
        }
    }

    /// What is left where words at its end, or at its start, are left out, if that still says
    /// which one is meant.
    fn parts(&self, tables: &Tables, heads: bool, called: &mut Called<'_>) {
        let words = &self.words[..];
        let small = |word: &String| tables.is(Class::SMALL, word);
        let telling = |word: &String| {
            !tables.is(Class::COMMON, word)
                && !small(word)
                && word.chars().any(char::is_alphabetic)
                && word.chars().count() > 1
        };
        for cut in 1..words.len() {
            let (head, tail) = words.split_at(cut);
            if heads && head.iter().any(telling) && !head.last().is_some_and(small) {
                called(Form::Part, &[head]);
            }
            // What stands behind a small word tells where or of what: "University of Nairobi".
            let joined = head.last().is_some_and(small) || tail.first().is_some_and(small);
            if tail.iter().any(telling) && !joined {
                called(Form::Part, &[tail]);
            }
        }
    }

    fn acronyms(&self, tables: &Tables, called: &mut Called<'_>) {
        let initials = |word: &String| initial(word).to_owned();
        let all: Vec<String> = self.words.iter().map(initials).collect();
        let large = self
            .words
            .iter()
            .filter(|word| !tables.is(Class::SMALL, word));
        let large: Vec<String> = large.map(initials).collect();
        for letters in [all, large] {
            if letters.len() > 1 {
                called(Form::Acronym, &[&letters]);
            }
        }
    }
}

/// What hears of a form: its words are those of these parts.
type Called<'a> = dyn FnMut(Form, &[&[String]]) + 'a;

/// The first letter of a word.
fn initial(word: &str) -> &str {
    let end = word.chars().next().map_or(0, char::len_utf8);
    &word[..end]
}

/// The words of a name in small letters, without what spelling changes: dots, the kind of an
/// apostrophe, hyphens, a leading "the", a possessive ending.
pub(super) fn words(surface: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    // Whether the last word is made of letters that stood alone.
    let mut spelled = false;
    for c in surface.chars() {
        match c {
            '.' | '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' => {}
            '\'' | '’' | 'ʼ' | '‘' | 'ʻ' | '`' => word.push('\''),
            '&' | '+' => word.push(c),
            c if c.is_alphanumeric() || is_mark(c) => word.extend(c.to_lowercase()),
            _ => put(&mut words, &mut spelled, &mut word),
        }
    }
    put(&mut words, &mut spelled, &mut word);
    if let Some(last) = words.last_mut() {
        let stem = last.strip_suffix("'s").or_else(|| last.strip_suffix('\''));
        if let Some(stem) = stem.filter(|stem| !stem.is_empty()) {
            *last = stem.to_owned();
        }
    }
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    words
}

/// Ends a word. Letters that stand alone one behind the other are one word: "J. K." is "JK".
fn put(words: &mut Vec<String>, spelled: &mut bool, word: &mut String) {
    let word = std::mem::take(word);
    // The ending of a possessive stays until the name is whole.
    let word = match word.trim_start_matches('\'') {
        "" => return,
        "&" => "and",
        word => word,
    };
    let single = word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase();
    match words.last_mut() {
        Some(last) if single && *spelled => last.push_str(word),
        _ => words.push(word.to_owned()),
    }
    *spelled = single;
}

/// Whether a character is a mark on the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}')
}

/// "kenyans" to "kenyan".
fn singular(word: &mut String) {
    let plural = word.len() > 4 && word.ends_with('s');
    if plural && !word.ends_with("ss") && !word.ends_with("us") {
        word.pop();
    }
}

/// Whether a surface looks like first letters: "KPA", "U.S.", "DoJ".
pub(super) fn is_acronym(surface: &str) -> bool {
    let letters = || surface.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().filter(|c| c.is_uppercase()).count();
    let length = letters().count();
    (2..=8).contains(&length)
        && capitals >= 2
        && 2 * capitals >= length
        && !surface.contains(char::is_whitespace)
}

/// Whether all letters of `short` stand in `long` in this order, the first of them first.
pub(super) fn abbreviates(short: &str, long: &str) -> bool {
    let mut rest = long.chars().filter(|c| c.is_alphanumeric());
    let letters = || short.chars().filter(|c| c.is_alphanumeric());
    letters().next().is_some()
        && letters().next() == long.chars().next()
        && letters().all(|letter| rest.any(|c| c == letter))
}
