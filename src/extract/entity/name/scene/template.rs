//! The templates of features: what each sees, and how one is spoken of.
//!
//! Knows names alone. Must not know how a feature is found.
//!
//! **Invariant:** weights are trained for these names and for what stands behind them. Whoever
//! changes either changes [`crate::model::FEATURE_SET`]; a test here holds it for the names.

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

impl Group {
    pub const ALL: [Self; 12] = [
        Self::Word,
        Self::Identity,
        Self::Run,
        Self::Cluster,
        Self::Class,
        Self::Rule,
        Self::Value,
        Self::Document,
        Self::DocumentRule,
        Self::List,
        Self::Pass,
        Self::Context,
    ];
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
    ($($template:ident = $name:literal $group:ident, $reason:literal $quote:expr;)*) => {
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
    };
}

// A name, which is hashed into the key of every feature; a group; the reason that an
// explanation gives, empty where it says nothing to a reader; and what the reason quotes.
templates! {
    Always = "always" Word, "" Nothing;
    Style = "style" Word, "" Nothing;
    Written = "written" Word, "is-written" Nothing;
    WrittenInStyle = "written-in-style" Word, "is-written" Nothing;
    FrontWritten = "front-written" Word, "is-written" Nothing;
    GapAndKind = "gap-and-kind" Word, "" Nothing;
    FrontAndCapital = "front-and-capital" Word, "" Nothing;

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
    WrittenBefore2 = "written-before-2" Word, "beside-written" Nothing;
    WrittenBefore = "written-before" Word, "beside-written" Nothing;
    WrittenAfter = "written-after" Word, "beside-written" Nothing;
    WrittenAfter2 = "written-after-2" Word, "beside-written" Nothing;
    WrittenAround = "written-around" Word, "beside-written" Nothing;
    WrittenTwoBefore = "written-two-before" Word, "beside-written" Nothing;
    WrittenTwoAfter = "written-two-after" Word, "beside-written" Nothing;
    BeforeWritten = "before-written" Word, "before" Word(-1);
    WrittenThenAfter = "written-then-after" Word, "after" Word(1);

    RunLength = "run-length" Run, "run-length" Nothing;
    RunBefore = "run-before" Run, "run-before" RunBefore;
    RunAfter = "run-after" Run, "run-after" RunAfter;
    RunFirst = "run-first" Run, "run-first" RunFirst;
    RunEnds = "run-ends" Run, "run-last" RunLast;
    RunBetween = "run-between" Run, "run-before" RunBefore;
    RunLastLike = "run-last-like" Run, "run-last" RunLast;
    RunFirstLike = "run-first-like" Run, "run-first" RunFirst;
    RunBeforeLike = "run-before-like" Run, "run-before" RunBefore;
    RunAfterLike = "run-after-like" Run, "run-after" RunAfter;
    RunPlace = "run-place" Run, "run-length" Nothing;

    LikeBefore2 = "like-before-2" Cluster, "like-before" Word(-2);
    LikeBefore = "like-before" Cluster, "like-before" Word(-1);
    Like = "like" Cluster, "like" Word(0);
    LikeAfter = "like-after" Cluster, "like-after" Word(1);
    LikeAfter2 = "like-after-2" Cluster, "like-after" Word(2);
    LikeWritten = "like-written" Cluster, "like" Word(0);
    LikeWithBefore = "like-with-before" Cluster, "like-before" Word(-1);
    LikeWithAfter = "like-with-after" Cluster, "like-after" Word(1);
    LikeAround = "like-around" Cluster, "like-before" Word(-1);

    ListedBefore2 = "listed-before-2" Class, "listed-beside" Class;
    ListedBefore = "listed-before" Class, "listed-beside" Class;
    Listed = "listed" Class, "listed" Class;
    ListedAfter = "listed-after" Class, "listed-beside" Class;
    ListedAfter2 = "listed-after-2" Class, "listed-beside" Class;
    ListedInStyle = "listed-in-style" Class, "listed" Class;
    SmallBefore2 = "small-before-2" Class, "listed-beside" Class;
    SmallBefore = "small-before" Class, "listed-beside" Class;
    Small = "small" Class, "listed" Class;
    SmallAfter = "small-after" Class, "listed-beside" Class;
    SmallAfter2 = "small-after-2" Class, "listed-beside" Class;
    PhraseBefore2 = "phrase-before-2" Class, "listed-beside" Class;
    PhraseBefore = "phrase-before" Class, "listed-beside" Class;
    Phrase = "phrase" Class, "listed" Class;
    PhraseAfter = "phrase-after" Class, "listed-beside" Class;
    PhraseAfter2 = "phrase-after-2" Class, "listed-beside" Class;
    AllListed = "all-listed" Class, "" Nothing;
    AllListedThen = "all-listed-then" Class, "" Nothing;
    AllListedBefore = "all-listed-before" Class, "" Nothing;
    AllSmall = "all-small" Class, "" Nothing;

    NearBefore = "near-before" Context, "near" Nothing;
    NearAfter = "near-after" Context, "near" Nothing;
    NearFurther = "near-further" Context, "near" Nothing;
    Topic = "topic" Context, "topic" Nothing;

    RulesBefore = "rules-before" Rule, "rules-beside" Label;
    Rules = "rules" Rule, "rules" Label;
    RulesAfter = "rules-after" Rule, "rules-beside" Label;
    RulesMargin = "rules-margin" Rule, "rules" Label;
    RulesSecond = "rules-second" Rule, "rules" Label;
    RulesFull = "rules-full" Rule, "short-of-name" Nothing;
    RulesWritten = "rules-written" Rule, "rules" Label;
    Sign = "sign" Rule, "" Sign;
    NameBefore = "name-before" Rule, "run-before" RunBefore;
    NameBeforeLike = "name-before-like" Rule, "run-before" RunBefore;
    NameAfterLike = "name-after-like" Rule, "run-after" RunAfter;

    ValueBefore = "value-before" Value, "value-beside" Nothing;
    Value = "value" Value, "in-value" Nothing;
    ValueAfter = "value-after" Value, "value-beside" Nothing;
    ValuesAround = "values-around" Value, "value-beside" Nothing;

    Elsewhere = "elsewhere" Document, "elsewhere-written" Nothing;
    ElsewhereFront = "elsewhere-front" Document, "elsewhere-written" Nothing;
    ElsewhereSaid = "elsewhere-said" Document, "elsewhere-said" Nothing;
    ElsewhereTitle = "elsewhere-title" Document, "elsewhere-title" Nothing;
    ElsewhereThe = "elsewhere-the" Document, "elsewhere-the" Nothing;
    ElsewhereAll = "elsewhere-all" Document, "elsewhere-written" Nothing;
    ElsewhereLonger = "elsewhere-longer" Document, "elsewhere-longer" Nothing;
    Acronym = "acronym" Document, "acronym" Nothing;
    AcronymRules = "acronym-rules" Document, "acronym" Nothing;

    ElsewhereRules = "elsewhere-rules" DocumentRule, "elsewhere-rules" Label;
    LongerRules = "longer-rules" DocumentRule, "elsewhere-rules" Label;
    LongerLastLike = "longer-last-like" DocumentRule, "elsewhere-longer" Nothing;
    SurfaceRules = "surface-rules" DocumentRule, "elsewhere-rules" Label;

    OnListBefore = "on-list-before" List, "on-list-beside" List;
    OnList = "on-list" List, "on-list" List;
    OnListAfter = "on-list-after" List, "on-list-beside" List;
    OnListPlace = "on-list-place" List, "on-list" List;
    OnListBehind = "on-list-behind" List, "on-list" List;
    AllLists = "all-lists" List, "" Nothing;
    AllListsThen = "all-lists-then" List, "" Nothing;

    PassWord = "pass-word" Pass, "pass" Label;
    PassWordHere = "pass-word-here" Pass, "pass" Label;
    PassWordShare = "pass-word-share" Pass, "pass" Label;
    PassWordPlace = "pass-word-place" Pass, "pass" Label;
    PassName = "pass-name" Pass, "pass" Label;
    PassNameHere = "pass-name-here" Pass, "pass" Label;
    PassLonger = "pass-longer" Pass, "pass-longer" Label;
    PassLongerHere = "pass-longer-here" Pass, "pass-longer" Label;
    PassLongerWord = "pass-longer-word" Pass, "pass-longer" Label;
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

impl Template {
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
    use super::*;
    use crate::extract::entity::name::class::CLASSES;
    use crate::model::{FEATURE_SET, LABEL_SET, hash};

    fn all<'a>(names: impl Iterator<Item = &'a str>) -> u64 {
        finish(names.map(hash).fold(0, mix))
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
