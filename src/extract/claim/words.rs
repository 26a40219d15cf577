//! What a word can be: the classes that show where clauses begin and where verbs stand.
//!
//! Knows the lists in `lexicon/claims`. Must not know a word's surroundings: a word may stand
//! in several classes, and `clause` decides between them.

use crate::extract::lexicon::{classes, pairs};
use crate::model::Quickly;
use std::ops::BitAnd;

classes! {
    /// A set of word classes. Weights see it as a number: new ones come last.
    pub(super) Class {
        DET = "det",
        POSS = "poss",
        PRON = "pron",
        /// A pronoun that is never a subject.
        OBJ = "obj",
        /// "'s": a possessive, or "is" or "has" behind a subject.
        CLITIC_S = "clitic-s",
        PREP = "prep",
        COORD = "coord",
        SUB = "sub",
        REL = "rel",
        THAT = "that",
        /// A finite form of "be".
        BE = "be",
        NONFINITE_BE = "nonfinite-be",
        HAVE = "have",
        DO = "do",
        MODAL = "modal",
        TO = "to",
        NEG = "neg",
        ADV = "adv",
        CONNECTIVE = "connective",
        TIME = "time",
        /// A verb's base form.
        BASE = "base",
        /// A verb's form in -s.
        PRESENT = "present",
        /// A past tense that is no participle ("went").
        PAST = "past",
        /// A past participle that is no past tense ("gone").
        PARTICIPLE = "participle",
        /// Past tense or participle ("reported").
        ED = "ed",
        ING = "ing",
        /// A form that is a noun as often.
        BOTH = "both",
        /// Where or by what somebody says something ("statement", "interview").
        MEDIUM = "medium",
        /// "it", "there": subjects that name nobody.
        DUMMY = "dummy",
        BY = "by",
        /// Question words.
        WH = "wh",
        /// Joins a saying to what was said: "as he put it", "or so she says".
        AS = "as",
        AND = "and",
        /// Says what something is called ("dubbed").
        NAMING = "naming",
        /// Who or what a headline ends in ("report", "police").
        BYLINE = "byline",
        /// A "that" which is no pronoun; only a tag tells.
        COMPLEMENTISER = "complementiser",
        /// A pronoun that is a whole subject, whatever stands before it.
        PERSONAL = "personal",
        /// A verb that is an adjective before "to" ("close to").
        PREDICATIVE = "predicative",
    }
}

impl Class {
    pub(super) const AUX: Self = Self(Self::BE.0 | Self::HAVE.0 | Self::DO.0 | Self::MODAL.0);
    pub(super) const VERB: Self = Self(
        Self::BASE.0
            | Self::PRESENT.0
            | Self::PAST.0
            | Self::PARTICIPLE.0
            | Self::ED.0
            | Self::ING.0,
    );
}

impl BitAnd for Class {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

/// The class of each listed word.
#[derive(Debug, Default)]
pub(super) struct Words {
    classes: Quickly<Box<str>, Class>,
}

const CLOSED: &str = include_str!("../lexicon/claims/words.txt");
const VERBS: &str = include_str!("../lexicon/claims/verbs.txt");

impl Words {
    pub(super) fn english() -> Self {
        let mut words = Self::default();
        for (name, list) in pairs(CLOSED, ':') {
            let class = Class::parse(name).unwrap_or_else(|| panic!("no class {name}"));
            for word in list.split_whitespace() {
                words.add(word, class);
            }
        }
        // Irregular verbs come first, so that "cutted" is never derived.
        let mut irregular = Vec::new();
        for (name, list) in pairs(VERBS, ':') {
            if name == "irregular" {
                for forms in list.split(',') {
                    let mut forms = forms.split_whitespace();
                    let (Some(base), Some(past), Some(participle)) =
                        (forms.next(), forms.next(), forms.next())
                    else {
                        continue;
                    };
                    words.irregular(base, past, participle);
                    irregular.push(base);
                }
            }
        }
        for (name, list) in pairs(VERBS, ':') {
            let noun = match name {
                "verb" => Class::NONE,
                "both" => Class::BOTH,
                _ => continue,
            };
            for base in list.split_whitespace() {
                words.add(base, Class::BASE | noun);
                words.add(&third_person(base), Class::PRESENT | noun);
                words.add(&with_suffix(base, "ing"), Class::ING);
                if !irregular.contains(&base) {
                    words.add(&with_suffix(base, "ed"), Class::ED);
                }
            }
        }
        words
    }

    fn irregular(&mut self, base: &str, past: &str, participle: &str) {
        self.add(base, Class::BASE);
        self.add(&third_person(base), Class::PRESENT);
        self.add(&with_suffix(base, "ing"), Class::ING);
        match () {
            () if past == base => self.add(past, Class::ED),
            () if past == participle => self.add(past, Class::ED),
            () => {
                self.add(past, Class::PAST);
                self.add(participle, Class::PARTICIPLE);
            }
        }
    }

    fn add(&mut self, word: &str, class: Class) {
        let entry = self.classes.entry(word.into()).or_default();
        *entry = *entry | class;
    }

    /// The classes of a word in lower case with straight apostrophes; of one that is not
    /// listed, what its ending says.
    pub(super) fn class(&self, word: &str) -> Class {
        if let Some(&class) = self.classes.get(word) {
            return class;
        }
        match word {
            _ if word.len() < 5 => Class::NONE,
            _ if word.ends_with("ly") => Class::ADV,
            _ if word.ends_with("ing") => Class::ING,
            _ if word.ends_with("ed") && !is_adjective(word) => Class::ED,
            _ => Class::NONE,
        }
    }
}

/// Whether a word in "ed" that is not listed describes something: "unnamed", "state-owned". Verbs
/// that begin like that are listed ("unveiled"), or have but a syllable before the hyphen
/// ("re-elected").
fn is_adjective(word: &str) -> bool {
    match word.split_once('-') {
        Some((first, _)) => first.len() > 3,
        None => word.starts_with("un") && !word.starts_with("under"),
    }
}

fn third_person(base: &str) -> String {
    match base.as_bytes() {
        [.., b's' | b'x' | b'z' | b'o'] | [.., b'c' | b's', b'h'] => format!("{base}es"),
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ies", &base[..base.len() - 1]),
        _ => format!("{base}s"),
    }
}

/// The base with "ed" or "ing", as English spells it.
fn with_suffix(base: &str, suffix: &str) -> String {
    match base.as_bytes() {
        [.., b'i', b'e'] if suffix == "ing" => format!("{}ying", &base[..base.len() - 2]),
        [.., b'e', b'e'] if suffix == "ing" => format!("{base}ing"),
        [.., b'e'] => format!("{}{suffix}", &base[..base.len() - 1]),
        [.., before, b'y'] if !is_vowel(*before) && suffix == "ed" => {
            format!("{}ied", &base[..base.len() - 1])
        }
        [.., first, vowel, last] if doubles(base, *first, *vowel, *last) => {
            format!("{base}{}{suffix}", *last as char)
        }
        _ => format!("{base}{suffix}"),
    }
}

/// Verbs of more than one syllable that are stressed at the end.
const END_STRESSED: &[&str] = &[
    "admit", "begin", "commit", "compel", "confer", "defer", "deter", "emit", "forbid", "forget",
    "incur", "infer", "occur", "omit", "permit", "prefer", "propel", "rebut", "recur", "refer",
    "regret", "submit", "transfer", "transmit", "unpin", "upset",
];

/// Whether the last consonant is doubled: in words of one syllable, in those that are stressed
/// at the end, and as British spelling has it behind a vowel before "l".
fn doubles(base: &str, first: u8, vowel: u8, last: u8) -> bool {
    if base == "quit" || base == "quip" {
        return true;
    }
    let closed = !is_vowel(first) && is_vowel(vowel) && b"bdglmnprt".contains(&last);
    let vowels = base.bytes().filter(|b| is_vowel(*b)).count();
    closed && (vowels == 1 || last == b'l' || END_STRESSED.contains(&base))
}

fn is_vowel(byte: u8) -> bool {
    b"aeiou".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, class: Class) {
        let words = Words::english();
        assert!(
            words.class(word).is(class),
            "{word}: {:?}",
            words.class(word)
        );
    }

    #[test]
    fn forms_are_spelled_as_in_english() {
        for (base, third, past, ing) in [
            ("plan", "plans", "planned", "planning"),
            ("quip", "quips", "quipped", "quipping"),
            ("repeat", "repeats", "repeated", "repeating"),
            ("open", "opens", "opened", "opening"),
            ("deny", "denies", "denied", "denying"),
            ("play", "plays", "played", "playing"),
            ("announce", "announces", "announced", "announcing"),
            ("agree", "agrees", "agreed", "agreeing"),
            ("die", "dies", "died", "dying"),
            ("admit", "admits", "admitted", "admitting"),
            ("offer", "offers", "offered", "offering"),
            ("prefer", "prefers", "preferred", "preferring"),
            ("signal", "signals", "signalled", "signalling"),
            ("push", "pushes", "pushed", "pushing"),
            ("veto", "vetoes", "vetoed", "vetoing"),
        ] {
            assert_eq!(third_person(base), third);
            assert_eq!(with_suffix(base, "ed"), past);
            assert_eq!(with_suffix(base, "ing"), ing);
        }
    }

    #[test]
    fn words_have_their_classes() {
        for (word, class) in [
            ("said", Class::ED),
            ("went", Class::PAST),
            ("gone", Class::PARTICIPLE),
            ("cut", Class::ED),
            ("reports", Class::PRESENT),
            ("reports", Class::BOTH),
            ("however", Class::CONNECTIVE),
            ("since", Class::SUB),
            ("since", Class::PREP),
            ("'s", Class::CLITIC_S),
            ("unofficially", Class::ADV),
            ("waterlogged", Class::ED),
            ("unveiled", Class::ED),
            ("re-elected", Class::ED),
        ] {
            check(word, class);
        }
        for adjective in ["unnamed", "state-owned"] {
            assert_eq!(
                Words::english().class(adjective),
                Class::NONE,
                "{adjective}"
            );
        }
    }
}
