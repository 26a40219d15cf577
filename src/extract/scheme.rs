//! The annotation scheme's closed sets, spelled as users and exports spell them.

/// An enum whose variants have a fixed spelling outside.
macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$meta])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "format", derive(schemars::JsonSchema))]
        pub enum $name {
            $($(#[$vmeta])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            // Not every set is walked through outside of tests.
            #[allow(dead_code)]
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| known.as_str() == text)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What kind of thing an entity is: the OntoNotes labels.
    Label {
        Person = "PERSON",
        Norp = "NORP",
        Fac = "FAC",
        Org = "ORG",
        Gpe = "GPE",
        Loc = "LOC",
        Product = "PRODUCT",
        Event = "EVENT",
        WorkOfArt = "WORK_OF_ART",
        Law = "LAW",
        Language = "LANGUAGE",
        Date = "DATE",
        Time = "TIME",
        Percent = "PERCENT",
        Money = "MONEY",
        Quantity = "QUANTITY",
        Ordinal = "ORDINAL",
        Cardinal = "CARDINAL",
    }
}

impl Label {
    /// Whether it is one of names; the others are of values.
    pub const fn is_name(self) -> bool {
        (self as u8) < Self::Date as u8
    }
}

named! {
    /// What a cue says of a claim.
    CueType {
        Attribution = "attribution",
        Hearsay = "hearsay",
        Modal = "modal",
        Epistemic = "epistemic",
        Appearance = "appearance",
        Inference = "inference",
        Belief = "belief",
        Condition = "condition",
        Inquiry = "inquiry",
        Plan = "plan",
        Denial = "denial",
        Booster = "booster",
        Stance = "stance",
        Approximator = "approximator",
        Weasel = "weasel",
    }
}

named! {
    /// How sure the source presents it, from the weakest to the strongest.
    Certainty {
        Denied = "denied",
        Unlikely = "unlikely",
        Unresolved = "unresolved",
        Possible = "possible",
        Probable = "probable",
        Reported = "reported",
        Asserted = "asserted",
    }
}

impl Certainty {
    /// The score that exports carry, -3 to 3.
    pub const fn score(self) -> i8 {
        match self {
            Self::Denied => -3,
            Self::Unlikely => -2,
            Self::Unresolved => 0,
            Self::Possible => 1,
            Self::Probable => 2,
            Self::Reported | Self::Asserted => 3,
        }
    }
}

named! {
    /// Negative where the content itself is negated.
    Polarity {
        Positive = "positive",
        Negative = "negative",
    }
}

named! {
    /// How far the content is in the source's own words.
    Quote {
        None = "none",
        Mixed = "mixed",
        Direct = "direct",
    }
}

named! {
    /// What a source is.
    SourceKind {
        Person = "person",
        Organisation = "organisation",
        Document = "document",
        Unnamed = "unnamed",
        Evidence = "evidence",
        None = "none",
    }
}
