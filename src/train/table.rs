//! Which corpora there are, and what their labels are in ours: one table, and nothing else.
//!
//! Knows the labels of the scheme. Must not know how files are read.
//!
//! Conventions differ: one corpus leaves nationalities out, another calls them places, a third
//! puts them with all that has no class of its own. So a mark of another corpus may be one of
//! several labels of ours, and what a corpus does not mark may still be something: the training
//! leaves open what a corpus leaves open.

use super::set::Set;
use super::syntax::Treebank;
use crate::extract::Label::{
    self, Cardinal, Date, Event, Fac, Gpe, Language, Law, Loc, Money, Norp, Ordinal, Org, Percent,
    Person, Product, Quantity, Time, WorkOfArt,
};

/// What is known of a file of a corpus folder, by its name.
#[derive(Debug, Clone, Copy)]
pub enum Use {
    /// It may train, and does.
    Trains(&'static Corpus),
    /// It trains the reader of sentences.
    Trees(&'static Treebank),
    /// It marks what is hedged, and trains the gate of cues: its licence.
    Hedges(&'static str),
    /// It has no open licence, or is kept to measure on.
    Measures,
    /// It may train, and does not: the reason.
    LeftOut(&'static str),
}

/// A corpus that trains.
#[derive(Debug)]
pub struct Corpus {
    pub name: &'static str,
    /// Its files, without `.jsonl.gz`.
    pub files: &'static [&'static str],
    pub licence: &'static str,
    /// How much a sentence counts against one of our own.
    pub weight: f32,
    /// Whether copies in other case are made of it.
    pub recased: bool,
    /// Its labels, and what each may be. A label that is not here is an error.
    pub labels: &'static [(&'static str, Set)],
    /// What an unmarked word may be, besides none.
    pub unmarked: Set,
}

/// Anything of ours that is no number, time or amount.
const NAME: Set = Set::of(&[
    Person, Norp, Fac, Org, Gpe, Loc, Product, Event, WorkOfArt, Law, Language,
]);
const VALUE: Set = Set::of(&[Date, Time, Percent, Money, Quantity, Ordinal, Cardinal]);
/// A mark that may as well be none of ours.
const ANYTHING: Set = NAME.or_none();
const PERSON: Set = Set::of(&[Person]);
const ORG: Set = Set::of(&[Org]);
const PLACE: Set = Set::of(&[Gpe, Loc, Fac]);
const PRODUCT: Set = Set::of(&[Product]);
const EVENT: Set = Set::of(&[Event]);
const WORK: Set = Set::of(&[WorkOfArt, Product]);
const MISC: Set = Set::of(&[Norp, Product, Event, WorkOfArt, Law, Language]).or_none();

const fn and(set: Set, more: &[Label]) -> Set {
    set.with(Set::of(more))
}

/// The project's own articles: `corpus/train`, which has every label and leaves none open.
pub static OWN: Corpus = Corpus {
    name: "own",
    files: &[],
    licence: "the project's own (MIT or Apache-2.0)",
    weight: 1.0,
    recased: true,
    labels: &[],
    unmarked: Set::EMPTY,
};

/// The weights of the other corpora are those that did best on a held part of `corpus/train` and
/// of `uner_ewt.train` (benches/RECORD.md).
pub static CORPORA: &[Corpus] = &[
    Corpus {
        name: "uner",
        files: &["uner_ewt.train"],
        licence: "CC BY-SA 4.0",
        weight: 0.6,
        recased: true,
        labels: &[("PER", PERSON), ("ORG", ORG), ("LOC", PLACE)],
        unmarked: and(VALUE, &[Norp, Product, Event, WorkOfArt, Law, Language]),
    },
    Corpus {
        name: "wnut17",
        files: &["wnut17.train"],
        licence: "CC BY 4.0",
        weight: 0.4,
        recased: true,
        labels: &[
            ("person", PERSON),
            ("location", PLACE),
            ("group", ORG),
            ("corporation", ORG),
            ("product", PRODUCT),
            ("creative-work", WORK),
        ],
        unmarked: and(VALUE, &[Norp, Event, Law, Language]),
    },
    Corpus {
        name: "wikigold",
        files: &["wikigold.all"],
        licence: "CC BY 4.0",
        weight: 0.4,
        recased: true,
        labels: &[
            ("PER", PERSON),
            ("ORG", ORG),
            ("LOC", PLACE),
            ("MISC", MISC),
        ],
        unmarked: VALUE,
    },
    Corpus {
        name: "redocred",
        files: &["redocred.dev"],
        licence: "MIT (text CC BY-SA)",
        weight: 0.4,
        recased: false,
        labels: &[
            ("PER", PERSON),
            ("ORG", ORG),
            ("LOC", and(PLACE, &[Norp])),
            ("MISC", MISC),
            ("TIME", Set::of(&[Date, Time])),
            (
                "NUM",
                Set::of(&[Percent, Money, Quantity, Ordinal, Cardinal]),
            ),
        ],
        unmarked: VALUE,
    },
    Corpus {
        name: "gum",
        files: &["gum.train"],
        licence: "by document: CC BY 4.0, CC BY-SA 3.0",
        weight: 0.4,
        recased: false,
        labels: &[
            ("person", PERSON),
            ("place", PLACE),
            ("organization", ORG),
            ("abstract", ANYTHING),
            ("animal", ANYTHING),
            ("event", ANYTHING),
            ("object", ANYTHING),
            ("plant", ANYTHING),
        ],
        unmarked: and(VALUE, &[Norp, Product, Event, WorkOfArt, Law, Language]),
    },
    Corpus {
        name: "crossner",
        files: &[
            "crossner_ai.dev",
            "crossner_ai.train",
            "crossner_literature.dev",
            "crossner_literature.train",
            "crossner_music.dev",
            "crossner_music.train",
            "crossner_politics.dev",
            "crossner_politics.train",
            "crossner_science.dev",
            "crossner_science.train",
        ],
        licence: "MIT (text CC BY-SA)",
        weight: 0.4,
        recased: false,
        labels: &[
            ("academicjournal", ORG),
            ("album", WORK),
            ("algorithm", ANYTHING),
            ("astronomicalobject", Set::of(&[Loc]).or_none()),
            ("award", ANYTHING),
            ("band", ORG),
            ("book", WORK),
            ("chemicalcompound", ANYTHING),
            ("chemicalelement", ANYTHING),
            ("conference", EVENT),
            ("country", Set::of(&[Gpe])),
            ("discipline", ANYTHING),
            ("election", EVENT),
            ("enzyme", ANYTHING),
            ("event", EVENT),
            ("field", ANYTHING),
            ("literarygenre", ANYTHING),
            ("location", PLACE),
            ("magazine", ORG),
            ("metrics", ANYTHING),
            ("misc", ANYTHING),
            ("musicalartist", PERSON),
            ("musicalinstrument", ANYTHING),
            ("musicgenre", ANYTHING),
            ("organisation", ORG),
            ("person", PERSON),
            ("poem", WORK),
            ("politicalparty", Set::of(&[Org, Norp])),
            ("politician", PERSON),
            ("product", PRODUCT),
            ("programlang", PRODUCT),
            ("protein", ANYTHING),
            ("researcher", PERSON),
            ("scientist", PERSON),
            ("song", WORK),
            ("task", ANYTHING),
            ("theory", ANYTHING),
            ("university", ORG),
            ("writer", PERSON),
        ],
        unmarked: and(VALUE, &[Norp, Law, Language, Fac]),
    },
];

/// The treebanks that train; two others are kept to measure on.
const TREEBANKS: &[Treebank] = &[
    Treebank {
        file: "treebank.ewt_dev",
        licence: "CC BY-SA 4.0",
    },
    Treebank {
        file: "treebank.train",
        licence: "by document: CC BY 4.0, CC BY 2.5, CC BY-SA 3.0",
    },
];

/// What may only measure, whatever stands in it.
const MEASURE: &[&str] = &[
    "duckling_en.all",
    "polnear.dev",
    "pragmatic_segmenter_en.all",
    "szeged_wiki.dev",
    "treebank.dev",
    "treebank.ewt_test",
    "uner_ewt.dev",
    "wnut17.dev",
    "worldwide.dev",
];

/// Those that mark what is hedged, with their licence.
const HEDGES: &[(&str, &str)] = &[
    ("bioscope.abstracts", "CC BY 2.0"),
    ("bioscope.papers", "CC BY 2.0"),
];

const NO_NAMES: &str = "it marks no names";
const WORSE: &str = "its labels lowered the scores on held articles";

const LEFT_OUT: &[(&str, &str)] = &[
    ("fewnerd_inter.test", WORSE),
    ("fewnerd_partial.intertrain_b", WORSE),
    ("fewnerd_partial.intertrain_c", WORSE),
    ("gum_attribution.train", NO_NAMES),
];

/// What a file is for, by its name without `.jsonl.gz`; none where nobody knows it.
pub fn use_of(file: &str) -> Option<Use> {
    let trains = CORPORA.iter().find(|corpus| corpus.files.contains(&file));
    let measures = || MEASURE.contains(&file).then_some(Use::Measures);
    let hedges = || HEDGES.iter().find(|(name, _)| *name == file);
    let left_out = || LEFT_OUT.iter().find(|(name, _)| *name == file);
    let trees = || TREEBANKS.iter().find(|treebank| treebank.file == file);
    trains
        .map(Use::Trains)
        .or_else(|| trees().map(Use::Trees))
        .or_else(|| hedges().map(|(_, licence)| Use::Hedges(licence)))
        .or_else(measures)
        .or_else(|| left_out().map(|(_, reason)| Use::LeftOut(reason)))
}

impl Corpus {
    /// Whether it is the project's own.
    pub fn is_own(&self) -> bool {
        self.name == OWN.name
    }

    /// What a mark of this corpus may be in ours; none for a label that the table does not have.
    pub fn allowed(&self, label: &str) -> Option<Set> {
        let mut labels = self.labels.iter();
        labels.find(|(name, _)| *name == label).map(|(_, set)| *set)
    }
}
