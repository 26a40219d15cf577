//! The templates of features: what each sees, and how one is spoken of.
//!
//! Knows names alone. Must not know how a feature is found.
//!
//! **Invariant:** weights are trained for these names and for what stands behind them. Whoever
//! changes either changes [`crate::model::FEATURE_SET`]; a test here holds it for the names.

use super::form::SHAPES;
use crate::model::{Key, finish, mix};

/// Groups of features, so that training can leave some out of a word together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Group {
    /// Shapes and neighbours.
    Word,
    /// The word itself.
    Identity,
    /// The capitalised words around it.
    Run,
    /// Classes of words that stand in like places.
    Cluster,
    /// Lists of the lexicon.
    Class,
    /// Signs of the rules, and what they make of them.
    Rule,
    /// The value grammar.
    Value,
    /// How the word is written elsewhere in the document.
    Document,
    /// What the rules say of other mentions.
    DocumentRule,
    /// Lists of the model.
    List,
    /// What the first pass found elsewhere.
    Pass,
    /// Words near by, and what the document is about.
    Context,
}

/// What an explanation quotes beside the sentence of a reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in super::super) enum Quote {
    /// Nothing.
    Nothing,
    /// The word that stands so far behind.
    Word(i8),
    /// The first word of the capitalised words around it, the last one, or what stands before
    /// and behind them.
    RunFirst,
    RunLast,
    RunBefore,
    RunAfter,
    /// What the first argument is a number of: a label (behind "none"), a class of the lexicon,
    /// a list of the model.
    Label,
    Class,
    List,
    /// The sign of a rule has a name and a sentence of its own.
    Sign,
}

macro_rules! templates {
    ($($template:ident = $name:literal $group:ident, $reason:literal $quote:expr
        $(, of $sizes:expr)?;)*) => {
        /// What a feature sees.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(in super::super) enum Template { $($template,)* }

        const NAMES: &[&str] = &[$($name,)*];
        const SEEDS: [u64; NAMES.len()] = [$(seed($name),)*];
        const GROUPS: [Group; NAMES.len()] = [$(Group::$group,)*];
        const REASONS: [(&str, Quote); NAMES.len()] = {
            use Quote::*;
            [$(($reason, $quote),)*]
        };
        const SIZES: [Sizes; NAMES.len()] = [$(sizes(&[$(&$sizes)?]),)*];
    };
}

/// How many values each number has that a template sees, where all of them have few; else 0.
type Sizes = [u32; 4];

const fn sizes(given: &[&[u32]]) -> Sizes {
    let mut sizes = [0; 4];
    let mut at = 0;
    while !given.is_empty() && at < given[0].len() {
        sizes[at] = given[0][at];
        at += 1;
    }
    sizes
}

// Clusters of few, some and many classes, as they are trained, with 0 for none.
const FEW: u32 = 65;
const SOME: u32 = 257;
const MANY: u32 = 1025;
/// Labels, with none.
const LABEL: u32 = 12;
/// Places in a name, with none.
const PLACE: u32 = 5;
const CLASS: u32 = 64;
const LIST: u32 = 32;
/// Labels of values with a place.
const VALUE: u32 = 160;
/// Rules, with the words of context that have a row of their own.
const RULE: u32 = 1024;

// A name, which is hashed into the key of every feature; a group; the reason that an
// explanation gives, empty where it says nothing to a reader; and what the reason quotes. Where
// what is seen has few values, how many: a greater one costs time alone.
templates! {
    Always = "always" Word, "" Nothing;
    Style = "style" Word, "" Nothing, of [4];
    Written = "written" Word, "is-written" Nothing, of [SHAPES];
    WrittenInStyle = "written-in-style" Word, "is-written" Nothing, of [SHAPES, 4];
    FrontWritten = "front-written" Word, "is-written" Nothing, of [2, SHAPES];
    GapAndKind = "gap-and-kind" Word, "" Nothing, of [4, 4];
    FrontAndCapital = "front-and-capital" Word, "" Nothing, of [2, 2, 4, 2];

    Before3 = "before-3" Word, "before-3" Word(-3);
    Before2 = "before-2" Word, "before-2" Word(-2);
    Before = "before" Word, "before" Word(-1);
    Itself = "itself" Identity, "itself" Word(0);
    After = "after" Word, "after" Word(1);
    After2 = "after-2" Word, "after-2" Word(2);
    After3 = "after-3" Word, "after-3" Word(3);
    Exactly = "exactly" Identity, "itself" Word(0);
    Begins = "begins" Identity, "letters" Word(0);
    Ends = "ends" Identity, "letters" Word(0);
    EndsCapital = "ends-capital" Identity, "letters" Word(0);
    EndsBefore = "ends-before" Word, "before" Word(-1);
    EndsAfter = "ends-after" Word, "after" Word(1);
    WrittenBefore2 = "written-before-2" Word, "beside-written" Nothing, of [SHAPES];
    WrittenBefore = "written-before" Word, "beside-written" Nothing, of [SHAPES];
    WrittenAfter = "written-after" Word, "beside-written" Nothing, of [SHAPES];
    WrittenAfter2 = "written-after-2" Word, "beside-written" Nothing, of [SHAPES];
    WrittenAround = "written-around" Word, "beside-written" Nothing, of [SHAPES, SHAPES, SHAPES];
    WrittenTwoBefore = "written-two-before" Word, "beside-written" Nothing, of [SHAPES, SHAPES, SHAPES];
    WrittenTwoAfter = "written-two-after" Word, "beside-written" Nothing, of [SHAPES, SHAPES, SHAPES];
    BeforeWritten = "before-written" Word, "before" Word(-1);
    WrittenThenAfter = "written-then-after" Word, "after" Word(1);

    RunLength = "run-length" Run, "run-length" Nothing, of [6, PLACE];
    RunBefore = "run-before" Run, "run-before" RunBefore;
    RunAfter = "run-after" Run, "run-after" RunAfter;
    RunFirst = "run-first" Run, "run-first" RunFirst;
    RunEnds = "run-ends" Run, "run-last" RunLast;
    RunBetween = "run-between" Run, "run-before" RunBefore;
    RunLastLike = "run-last-like" Run, "run-last" RunLast, of [3, MANY, PLACE];
    RunFirstLike = "run-first-like" Run, "run-first" RunFirst, of [SOME, PLACE];
    RunBeforeLike = "run-before-like" Run, "run-before" RunBefore, of [3, MANY, PLACE];
    RunAfterLike = "run-after-like" Run, "run-after" RunAfter, of [3, MANY, PLACE];
    RunPlace = "run-place" Run, "run-length" Nothing, of [7, 7, 4];

    LikeBefore2 = "like-before-2" Cluster, "like-before" Word(-2), of [3, MANY];
    LikeBefore = "like-before" Cluster, "like-before" Word(-1), of [3, MANY];
    Like = "like" Cluster, "like" Word(0), of [3, MANY];
    LikeAfter = "like-after" Cluster, "like-after" Word(1), of [3, MANY];
    LikeAfter2 = "like-after-2" Cluster, "like-after" Word(2), of [3, MANY];
    LikeWritten = "like-written" Cluster, "like" Word(0), of [3, SOME, SHAPES];
    LikeWithBefore = "like-with-before" Cluster, "like-before" Word(-1), of [2, SOME, FEW];
    LikeWithAfter = "like-with-after" Cluster, "like-after" Word(1), of [2, SOME, FEW];
    LikeAround = "like-around" Cluster, "like-before" Word(-1), of [FEW, FEW];

    ListedBefore2 = "listed-before-2" Class, "listed-beside" Class, of [CLASS];
    ListedBefore = "listed-before" Class, "listed-beside" Class, of [CLASS];
    Listed = "listed" Class, "listed" Class, of [CLASS];
    ListedAfter = "listed-after" Class, "listed-beside" Class, of [CLASS];
    ListedAfter2 = "listed-after-2" Class, "listed-beside" Class, of [CLASS];
    ListedInStyle = "listed-in-style" Class, "listed" Class, of [CLASS, 4, 2];
    SmallBefore2 = "small-before-2" Class, "listed-beside" Class, of [CLASS];
    SmallBefore = "small-before" Class, "listed-beside" Class, of [CLASS];
    Small = "small" Class, "listed" Class, of [CLASS];
    SmallAfter = "small-after" Class, "listed-beside" Class, of [CLASS];
    SmallAfter2 = "small-after-2" Class, "listed-beside" Class, of [CLASS];
    PhraseBefore2 = "phrase-before-2" Class, "listed-beside" Class, of [CLASS, PLACE];
    PhraseBefore = "phrase-before" Class, "listed-beside" Class, of [CLASS, PLACE];
    Phrase = "phrase" Class, "listed" Class, of [CLASS, PLACE];
    PhraseAfter = "phrase-after" Class, "listed-beside" Class, of [CLASS, PLACE];
    PhraseAfter2 = "phrase-after-2" Class, "listed-beside" Class, of [CLASS, PLACE];
    AllListed = "all-listed" Class, "" Nothing;
    AllListedThen = "all-listed-then" Class, "" Nothing;
    AllListedBefore = "all-listed-before" Class, "" Nothing;
    AllSmall = "all-small" Class, "" Nothing;

    NearBefore = "near-before" Context, "near" Nothing, of [MANY];
    NearAfter = "near-after" Context, "near" Nothing, of [MANY];
    NearFurther = "near-further" Context, "near" Nothing, of [2, SOME, PLACE];
    Topic = "topic" Context, "topic" Nothing, of [MANY];

    RulesBefore = "rules-before" Rule, "rules-beside" Label, of [LABEL, PLACE];
    Rules = "rules" Rule, "rules" Label, of [LABEL, PLACE];
    RulesAfter = "rules-after" Rule, "rules-beside" Label, of [LABEL, PLACE];
    RulesMargin = "rules-margin" Rule, "rules" Label, of [LABEL, 7, PLACE];
    RulesSecond = "rules-second" Rule, "rules" Label, of [LABEL, LABEL, PLACE];
    RulesFull = "rules-full" Rule, "short-of-name" Nothing, of [LABEL, PLACE];
    RulesWritten = "rules-written" Rule, "rules" Label, of [LABEL, SHAPES];
    Sign = "sign" Rule, "" Sign, of [RULE, PLACE];
    NameBefore = "name-before" Rule, "run-before" RunBefore;
    NameBeforeLike = "name-before-like" Rule, "run-before" RunBefore, of [MANY, PLACE];
    NameAfterLike = "name-after-like" Rule, "run-after" RunAfter, of [MANY, PLACE];

    ValueBefore = "value-before" Value, "value-beside" Nothing, of [VALUE];
    Value = "value" Value, "in-value" Nothing, of [VALUE];
    ValueAfter = "value-after" Value, "value-beside" Nothing, of [VALUE];
    ValuesAround = "values-around" Value, "value-beside" Nothing;

    Elsewhere = "elsewhere" Document, "elsewhere-written" Nothing, of [3, 3, 4, 2];
    ElsewhereFront = "elsewhere-front" Document, "elsewhere-written" Nothing, of [2, 2, 4, 2];
    ElsewhereSaid = "elsewhere-said" Document, "elsewhere-said" Nothing, of [2];
    ElsewhereTitle = "elsewhere-title" Document, "elsewhere-title" Nothing, of [2];
    ElsewhereThe = "elsewhere-the" Document, "elsewhere-the" Nothing, of [2];
    ElsewhereAll = "elsewhere-all" Document, "elsewhere-written" Nothing, of [2, 2, 2, 2];
    ElsewhereLonger = "elsewhere-longer" Document, "elsewhere-longer" Nothing, of [5, PLACE, PLACE];
    Acronym = "acronym" Document, "acronym" Nothing;
    AcronymRules = "acronym-rules" Document, "acronym" Nothing, of [LABEL];

    ElsewhereRules = "elsewhere-rules" DocumentRule, "elsewhere-rules" Label, of [LABEL, PLACE];
    LongerRules = "longer-rules" DocumentRule, "elsewhere-rules" Label, of [LABEL, 5, PLACE, PLACE];
    LongerLastLike = "longer-last-like" DocumentRule, "elsewhere-longer" Nothing, of [MANY, PLACE];
    SurfaceRules = "surface-rules" DocumentRule, "elsewhere-rules" Label, of [LABEL, 4, PLACE];

    OnListBefore = "on-list-before" List, "on-list-beside" List, of [LIST, 4];
    OnList = "on-list" List, "on-list" List, of [LIST, 4];
    OnListAfter = "on-list-after" List, "on-list-beside" List, of [LIST, 4];
    OnListPlace = "on-list-place" List, "on-list" List, of [LIST, 4, PLACE];
    OnListBehind = "on-list-behind" List, "on-list" List;
    AllLists = "all-lists" List, "" Nothing;
    AllListsThen = "all-lists-then" List, "" Nothing;

    PassWord = "pass-word" Pass, "pass" Label, of [LABEL];
    PassWordHere = "pass-word-here" Pass, "pass" Label, of [LABEL, LABEL];
    PassWordShare = "pass-word-share" Pass, "pass" Label, of [LABEL, 4];
    PassWordPlace = "pass-word-place" Pass, "pass" Label, of [LABEL, PLACE, 2];
    PassName = "pass-name" Pass, "pass" Label, of [LABEL];
    PassNameHere = "pass-name-here" Pass, "pass" Label, of [LABEL, LABEL];
    PassLonger = "pass-longer" Pass, "pass-longer" Label, of [LABEL];
    PassLongerHere = "pass-longer-here" Pass, "pass-longer" Label, of [LABEL, LABEL];
    PassLongerWord = "pass-longer-word" Pass, "pass-longer" Label, of [LABEL];
}

/// For each template the first that has the same reason.
const REASON_IDS: [u8; NAMES.len()] = {
    let mut ids = [0; NAMES.len()];
    let mut at = 0;
    while at < NAMES.len() {
        let mut first = 0;
        while !same(REASONS[first].0, REASONS[at].0) {
            first += 1;
        }
        ids[at] = first as u8;
        at += 1;
    }
    ids
};

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

/// Counts the changes of what stands behind the names.
#[cfg(test)]
const REVISION: u64 = 1;

/// The hash of a template's name.
const fn seed(name: &str) -> u64 {
    let (bytes, mut hash, mut at) = (name.as_bytes(), 0, 0);
    while at < bytes.len() {
        hash = mix(hash, bytes[at] as u64);
        at += 1;
    }
    finish(hash)
}

/// Where the places of each template begin.
const STARTS: [u32; NAMES.len() + 1] = {
    let mut starts = [0; NAMES.len() + 1];
    let mut at = 0;
    while at < NAMES.len() {
        let sizes = SIZES[at];
        let (mut all, mut number) = (0, 0);
        while number < sizes.len() && sizes[number] > 0 {
            all = if number == 0 { 1 } else { all } * sizes[number];
            number += 1;
        }
        starts[at + 1] = starts[at] + all;
        at += 1;
    }
    starts
};

/// How many places all templates have together that see few values.
pub(in super::super) const PLACES: usize = STARTS[NAMES.len()] as usize;

impl Template {
    /// A number below [`PLACES`] that stands for the template and the numbers that it sees; none
    /// where it may see many.
    #[inline(always)]
    pub(in super::super) fn place<const N: usize>(self, numbers: [u64; N]) -> Option<usize> {
        let sizes = &SIZES[self as usize];
        let mut place = 0;
        for (number, size) in numbers.iter().zip(sizes) {
            if *number >= u64::from(*size) {
                return None;
            }
            place = place * *size as usize + *number as usize;
        }
        (N > 0).then(|| STARTS[self as usize] as usize + place)
    }

    /// The feature of what it sees.
    #[inline(always)]
    pub(in super::super) fn key<const N: usize>(self, seen: [u64; N]) -> Key {
        finish(seen.into_iter().fold(SEEDS[self as usize], mix))
    }

    #[inline(always)]
    pub(super) fn group(self) -> Group {
        GROUPS[self as usize]
    }

    /// A number that templates with the same reason share.
    #[inline]
    pub(in super::super) fn reason_id(self) -> u8 {
        REASON_IDS[self as usize]
    }

    /// The name of the reason, empty where it has none, and what is quoted.
    pub(in super::super) fn reason(self) -> (&'static str, Quote) {
        REASONS[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::super::NAME_LABELS;
    use super::Template as T;
    use super::*;
    use crate::extract::entity::name::class::CLASSES;
    use crate::model::{FEATURE_SET, LABEL_SET, hash};

    fn all<'a>(names: impl Iterator<Item = &'a str>) -> u64 {
        finish(names.map(hash).fold(0, mix))
    }

    #[test]
    fn what_sees_few_things_has_a_place_for_each() {
        let all = [T::Rules, T::RulesAfter, T::Sign, T::Elsewhere];
        let (mut places, mut count) = (std::collections::BTreeSet::new(), 0);
        for template in all {
            let [a, b, c, d] = SIZES[template as usize].map(|size| u64::from(size.max(1)));
            for n in 0..a * b * c * d {
                let (x, y) = (n / (b * c * d), n / (c * d) % b);
                let place = match SIZES[template as usize][2] {
                    0 => template.place([x, y]),
                    _ => template.place([x, y, n / d % c, n % d]),
                };
                places.insert(place.expect("it has few"));
                count += 1;
            }
            assert_eq!(template.place([a, 0]), None);
        }
        assert_eq!(places.len(), count);
        assert!(places.iter().all(|place| *place < PLACES));
        assert_eq!(T::RunBefore.place([1, 1]), None);
    }

    /// Weights know classes by their number.
    #[test]
    fn the_sets_are_named() {
        let classes = CLASSES.iter().map(|(name, _)| *name);
        let features = mix(all(NAMES.iter().copied().chain(classes)), REVISION);
        assert_eq!(features, FEATURE_SET, "{features:#x}");
        let labels = all(NAME_LABELS.iter().map(|label| label.as_str()));
        assert_eq!(labels, LABEL_SET, "{labels:#x}");
    }

    #[test]
    fn names_are_of_one_template() {
        let mut names = NAMES.to_vec();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(NAMES.len() < 256);
    }
}
