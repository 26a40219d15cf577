//! What an entity is said to be: a label of the scheme, or one of the person's own.
//!
//! Knows how labels are spelled. Must not know what they mean, nor which of them a project has.
//!
//! The engine knows the scheme's labels only. Own ones come from a person or out of a file. Each
//! spelling is kept once for as long as the program runs, so that a label is a number, and
//! marks with own labels are as cheap as all others.

use crate::extract;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::sync::OnceLock;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Label {
    Scheme(extract::Label),
    Own(Own),
}

/// The place of an own label among the spellings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Own(u16);

/// How many own labels one run of the program takes. None is ever given up, so there is an end.
const MANY: usize = 1024;
/// How long a spelling may be, in bytes.
const LONG: usize = 64;

static SPELLINGS: [OnceLock<Box<str>>; MANY] = [const { OnceLock::new() }; MANY];

impl Label {
    /// How many labels the scheme has.
    pub const SCHEME: usize = extract::Label::ALL.len();

    /// The label that is spelled so; any name will do that fits on a line. None where it does
    /// not, or where there are too many labels already.
    pub fn parse(spelled: &str) -> Option<Self> {
        if let Some(known) = extract::Label::parse(spelled) {
            return Some(Self::Scheme(known));
        }
        let fits = !spelled.is_empty()
            && spelled.len() <= LONG
            && spelled.trim().len() == spelled.len()
            && !spelled.chars().any(char::is_control);
        if !fits {
            return None;
        }
        for (at, cell) in (0..).zip(&SPELLINGS) {
            if **cell.get_or_init(|| spelled.into()) == *spelled {
                return Some(Self::Own(Own(at)));
            }
        }
        None
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Scheme(label) => label.as_str(),
            Self::Own(Own(at)) => {
                let cell = SPELLINGS.get(usize::from(at)).and_then(OnceLock::get);
                cell.map_or("", |spelled| spelled)
            }
        }
    }

    /// The label of the scheme that it is, if it is one.
    pub const fn scheme(self) -> Option<extract::Label> {
        match self {
            Self::Scheme(label) => Some(label),
            Self::Own(_) => None,
        }
    }

    /// A number of its own, the scheme's first. It is the same for as long as the program runs.
    pub const fn number(self) -> usize {
        match self {
            Self::Scheme(label) => label as usize,
            Self::Own(Own(at)) => Self::SCHEME + at as usize,
        }
    }

    /// The label with this number; none where there is no such label so far.
    pub fn numbered(number: usize) -> Option<Self> {
        if let Some(known) = extract::Label::ALL.get(number) {
            return Some(Self::Scheme(*known));
        }
        let at = number - Self::SCHEME;
        SPELLINGS.get(at)?.get()?;
        Some(Self::Own(Own(at as u16)))
    }
}

impl From<extract::Label> for Label {
    fn from(label: extract::Label) -> Self {
        Self::Scheme(label)
    }
}

/// The scheme's in its order, then the others by their spelling, which no run decides.
impl Ord for Label {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Scheme(a), Self::Scheme(b)) => a.cmp(b),
            (Self::Scheme(_), Self::Own(_)) => Ordering::Less,
            (Self::Own(_), Self::Scheme(_)) => Ordering::Greater,
            (Self::Own(_), Self::Own(_)) => self.as_str().cmp(other.as_str()),
        }
    }
}

impl PartialOrd for Label {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Label {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Label {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Spelled;
        impl Visitor<'_> for Spelled {
            type Value = Label;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a label")
            }

            fn visit_str<E: Error>(self, spelled: &str) -> Result<Label, E> {
                Label::parse(spelled).ok_or_else(|| E::custom("no label"))
            }
        }
        deserializer.deserialize_str(Spelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_what_it_is_spelled() {
        for spelled in ["ORG", "DISEASE", "Größe", "with a blank", "A"] {
            let label = Label::parse(spelled).expect("a label");
            assert_eq!(label.as_str(), spelled);
            assert_eq!(Label::parse(spelled), Some(label));
            assert_eq!(Label::numbered(label.number()), Some(label));
            assert_eq!(label.scheme().is_some(), spelled == "ORG");
        }
        for spelled in ["", " A", "A\n", "a\tb", &"A".repeat(65)] {
            assert_eq!(Label::parse(spelled), None, "{spelled:?}");
        }
    }

    #[test]
    fn the_schemes_stand_before_own_ones_and_those_by_their_spelling() {
        let [z, a] = ["ZEBRA", "ANT"].map(|spelled| Label::parse(spelled).expect("a label"));
        let mut labels = [z, Label::from(extract::Label::Cardinal), a];
        labels.sort();
        assert_eq!(labels.map(Label::as_str), ["CARDINAL", "ANT", "ZEBRA"]);
    }
}
