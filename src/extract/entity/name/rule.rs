//! The rules, and how much each speaks for or against each label.
//!
//! Knows the syntax of `lexicon/names/rules.txt`: a rule, its precision on corpus/train, and
//! its weights; a rule of two words (`before in`, `last Park`) is for one word at one place.
//! Must not know when a rule holds.

use crate::extract::Label;
use crate::extract::lexicon::lines;
use crate::model::{Key, Quickly, hash};

/// The labels of names, behind "no name".
pub(super) const LABELS: [Option<Label>; 12] = [
    None,
    Some(Label::Person),
    Some(Label::Norp),
    Some(Label::Fac),
    Some(Label::Org),
    Some(Label::Gpe),
    Some(Label::Loc),
    Some(Label::Product),
    Some(Label::Event),
    Some(Label::WorkOfArt),
    Some(Label::Law),
    Some(Label::Language),
];

/// Weights in the order of [`LABELS`]: natural logarithms of odds.
pub(super) type Scores = [f32; LABELS.len()];

macro_rules! rules {
    ($($(#[doc = $doc:literal])* $rule:ident = $name:literal,)*) => {
        /// A sign that holds or does not hold of a run of words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Rule { $($(#[doc = $doc])* $rule,)* }

        const NAMES: &[&str] = &[$($name,)*];
    };
}

rules! {
    /// Holds of every run: the weights are how common each label is.
    Any = "capitals",
    ListedPlace = "listed-place",
    ListedRegion = "listed-region",
    ListedGroup = "listed-group",
    ListedLanguage = "listed-language",
    ListedOrganisation = "listed-organisation",
    ListedSite = "listed-site",
    ListedProduct = "listed-product",
    ListedEvent = "listed-event",
    ListedWork = "listed-work",
    ListedLaw = "listed-law",
    ListedDate = "listed-date",
    Common = "common-word",
    CommonAcronym = "common-acronym",
    GivenFirst = "given-name-first",
    GivenAlone = "given-name-alone",
    SurnameLast = "surname-last",
    SurnameAlone = "surname-alone",
    SurnameEnding = "surname-ending",
    Initial = "initial-inside",
    Particle = "name-particle",
    Hyphenated = "hyphenated-surname",
    TitleBefore = "title-before",
    JobBefore = "job-before",
    AgeAfter = "age-after",
    JobAfter = "job-after",
    WhoAfter = "who-after",
    OrgEnding = "company-ending",
    OrgHead = "organisation-head",
    OrgLead = "organisation-lead",
    PlaceFirst = "place-first",
    PlaceLast = "place-last",
    GroupFirst = "group-first",
    OrgFirst = "organisation-first",
    FacHead = "site-head",
    FacLead = "site-lead",
    LocHead = "region-head",
    LocLead = "region-lead",
    GpeHead = "place-head",
    GpeLead = "place-lead",
    PlaceEnding = "place-ending",
    GroupEnding = "group-ending",
    EventHead = "event-head",
    EventLead = "event-lead",
    LawHead = "law-head",
    LawLead = "law-lead",
    LawCase = "law-case",
    ProductHead = "product-head",
    ProductLead = "product-lead",
    ProductNounBefore = "product-noun-before",
    ProductNounAfter = "product-noun-after",
    WorkNounBefore = "work-noun-before",
    WorkNounAfter = "work-noun-after",
    NumberInside = "number-inside",
    CodeInside = "code-inside",
    InnerCapitals = "inner-capitals",
    AllCapitals = "all-capitals",
    SmallFirst = "small-first",
    Ampersand = "ampersand",
    OfInside = "of-inside",
    TheInside = "capital-the",
    TheBefore = "the-before",
    NoArticle = "article-before",
    OneWord = "one-word",
    TwoWords = "two-words",
    ThreeWords = "three-words",
    ManyWords = "many-words",
    PlainPair = "plain-pair",
    PlainWord = "plain-word",
    EnglishWord = "english-word",
    EnglishPhrase = "english-phrase",
    SentenceStart = "sentence-start",
    SentenceStartAlone = "sentence-start-alone",
    Shouted = "shouted-line",
    InQuotes = "in-quotes",
    PossessiveAfter = "possessive-after",
    BasedAfter = "based-after",
    PlaceAfterComma = "place-after-comma",
    PlaceBeforeComma = "place-before-comma",
    BracketAcronym = "bracketed-acronym",
    Datelined = "dateline",
    ListedNeighbourPlace = "beside-place",
    ListedNeighbourOrg = "beside-organisation",
    ListedNeighbourPerson = "beside-person",
    ListedNeighbourGroup = "beside-group",
    ListedNeighbourLanguage = "beside-language",
    NounAfter = "noun-after",
    VerbAfter = "verb-after",
    SmallElsewhere = "small-elsewhere",
    /// A word of context; the table has a row for each such word.
    WordBefore = "word-before",
    WordAfter = "word-after",
    /// A first or last word of the name that has its own row.
    FirstWord = "first-word",
    LastWord = "last-word",
}

/// The row of a rule in the table: first the named rules, then words of context.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row(u16);

impl Row {
    pub(super) fn number(self) -> u16 {
        self.0
    }

    pub(super) fn of(number: u16) -> Self {
        Self(number)
    }
}

impl From<Rule> for Row {
    fn from(rule: Rule) -> Self {
        Self(rule as u16)
    }
}

/// The table.
#[derive(Debug)]
pub(super) struct Rules {
    weights: Vec<Scores>,
    precisions: Vec<f32>,
    /// The hashes of the rows' names in the table.
    keys: Vec<Key>,
    /// The rows of single words, by the place of the word.
    words: [Quickly<&'static str, Row>; PLACES.len()],
}

/// Where a word with a row of its own stands, as the table writes it, and its rule.
const PLACES: [(&str, Rule); 4] = [
    ("before", Rule::WordBefore),
    ("after", Rule::WordAfter),
    ("first", Rule::FirstWord),
    ("last", Rule::LastWord),
];

/// The precision of a rule that the table does not know.
pub(super) const UNKNOWN: f32 = 0.6;

impl Rules {
    pub(super) fn english() -> Self {
        let mut rules = Self::empty();
        for (_, line) in lines(include_str!("../../lexicon/names/rules.txt")) {
            rules.add(line);
        }
        rules
    }

    fn empty() -> Self {
        Self {
            weights: vec![[0.0; LABELS.len()]; NAMES.len()],
            precisions: vec![UNKNOWN; NAMES.len()],
            keys: NAMES.iter().map(|name| hash(name)).collect(),
            words: Default::default(),
        }
    }

    fn add(&mut self, line: &'static str) -> Option<()> {
        let (head, weights) = line.split_once(" | ")?;
        let (name, precision) = head.rsplit_once(' ')?;
        let row = match name.split_once(' ') {
            None => NAMES.iter().position(|n| *n == name)?,
            Some((place, word)) => {
                let place = PLACES.iter().position(|(name, _)| *name == place)?;
                let row = self.weights.len();
                self.weights.push([0.0; LABELS.len()]);
                self.precisions.push(UNKNOWN);
                self.keys.push(hash(name));
                self.words[place].insert(word, Row(row as u16));
                row
            }
        };
        self.precisions[row] = precision.parse().ok()?;
        for weight in weights.split(", ") {
            let (label, weight) = weight.split_once(' ')?;
            let at = LABELS
                .iter()
                .position(|l| l.map_or("none", Label::as_str) == label)?;
            self.weights[row][at] = weight.parse().ok()?;
        }
        Some(())
    }

    /// The row of a word, in small letters, before the name.
    pub(super) fn before(&self, word: &str) -> Option<Row> {
        self.words[0].get(word).copied()
    }

    /// The row of a word, in small letters, behind the name.
    pub(super) fn after(&self, word: &str) -> Option<Row> {
        self.words[1].get(word).copied()
    }

    /// The row of a name's first word.
    pub(super) fn first(&self, word: &str) -> Option<Row> {
        self.words[2].get(word).copied()
    }

    /// The row of a name's last word.
    pub(super) fn last(&self, word: &str) -> Option<Row> {
        self.words[3].get(word).copied()
    }

    pub(super) fn weights(&self, row: Row) -> &Scores {
        &self.weights[row.0 as usize]
    }

    pub(super) fn precision(&self, row: Row) -> f32 {
        self.precisions[row.0 as usize]
    }

    /// What a feature knows the rule by: neither its place in the table nor its weights.
    pub(super) fn key(&self, row: Row) -> Key {
        self.keys[row.0 as usize]
    }

    /// The rule's stable name.
    pub(super) fn name(&self, row: Row) -> &'static str {
        let own = |place: usize| self.words[place].values().any(|&word| word == row);
        NAMES.get(row.0 as usize).copied().unwrap_or_else(|| {
            let place = (0..PLACES.len()).find(|&place| own(place)).unwrap_or(0);
            NAMES[PLACES[place].1 as usize]
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let file = include_str!("../../lexicon/names/rules.txt");
        for (number, line) in lines(file) {
            let mut rules = Rules::empty();
            assert!(rules.add(line).is_some(), "rules.txt:{number}: {line}");
        }
    }
}
