//! The tests that tell a cue from its look-alikes by the words around it.
//!
//! Knows a word's neighbours in its sentence. Must not know which cue asks. Every test looks at
//! a bounded number of tokens.

use super::site::{Reading, Site};
use super::word::{Class, Forms, Vocabulary, WordId};
use std::ops::Range;

/// A test of the surroundings, as the lexicon names it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Test {
    Named(Named),
    /// `>of|for`: the token behind the cue is one of these; `>>` passes over adverbs first.
    /// `<the`, `<<`: the same in front of the cue, or of its verb group.
    Neighbour(Side, Vec<WordId>, Class),
    /// `!…`: the test fails.
    Not(Box<Test>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Next,
    NextButAdverbs,
    Previous,
    PreviousButAdverbs,
}

/// Defines the named tests with their spelling and the sentence that explains them.
macro_rules! tests {
    ($($(#[$meta:meta])* $name:ident = $text:literal,)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Named { $($(#[$meta])* $name,)* }

        impl Named {
            fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$name),)* _ => None }
            }
        }
    };
}

tests! {
    /// A clause with "that" follows, at once or behind an adjunct.
    That = "that",
    /// A bare clause follows.
    Clause = "clause",
    /// A hearer follows, who is not told to do something.
    Hearer = "hearer",
    /// An embedded question follows.
    Wh = "wh",
    /// A quotation stands beside the cue or its source.
    Quote = "quote",
    /// The cue and its source are set off by commas, or end the sentence behind one.
    Aside = "aside",
    /// A noun phrase follows.
    Object = "object",
    /// "to" and a verb follow.
    Infinitive = "infinitive",
    /// An object and "to" with a verb follow.
    ObjectInfinitive = "object-infinitive",
    /// An object and its predicate follow: "it a folly", "the plan as bold".
    Predication = "predication",
    /// An "-ing" form follows.
    Gerund = "gerund",
    /// "by" and an agent follow.
    Agent = "agent",
    /// A colon follows.
    Colon = "colon",
    /// A number or amount follows.
    Number = "number",
    /// The subject is a person, an organisation or a publication.
    Person = "person",
    /// The subject is neither a person nor an organisation.
    Thing = "thing",
    /// The subject is something published.
    Medium = "medium",
    /// The verb is passive.
    Passive = "passive",
    /// The verb group has an auxiliary.
    Auxiliary = "auxiliary",
    /// An infinitive, or behind a modal: not a report of what was said.
    Irrealis = "irrealis",
    /// The verb group is negated.
    Negated = "negated",
    /// Stands at the beginning of a sentence or behind a mark.
    Initial = "initial",
    /// Stands at the end of a clause.
    Final = "final",
    /// The sentence is a question.
    Question = "question",
    /// Subject and verb are inverted: "Had it rained, ...".
    Inverted = "inverted",
    /// A verb in the base form follows, or an adverb and such a verb.
    Verb = "verb",
    /// "have" or "be" follows.
    HaveOrBe = "have-or-be",
    /// "may" of permission.
    Permission = "permission",
    /// "could" of past ability.
    Ability = "ability",
    /// "would" of will, habit or manners.
    Will = "will",
    /// Stands before a noun, between it and its determiner.
    Attributive = "attributive",
    /// The first word has a capital, in a sentence that is not all capitals.
    Capital = "capital",
    /// In a name or value that the entity stage found.
    Value = "value",
    /// A nominal subject stands in front.
    Subject = "subject",
    /// A verb of saying or thinking follows, of which the cue is the subject.
    Speaks = "speaks",
    /// The same behind a phrase that hangs on the cue: "many in the hall grumbled".
    SpeaksSoon = "speaks-soon",
    /// An embedded question follows behind a hearer.
    WhSoon = "wh-soon",
    /// Beside a quotation that is a question.
    QuestionQuote = "question-quote",
    /// A verb of asking or knowing stands in front.
    Asking = "asking",
    /// An object and its amount follow: "the gap at £18m".
    AtAmount = "at-amount",
    /// What follows is a rule, plan or recipe, within a few words.
    Rulebook = "rulebook",
    /// What is called so gets a name: "him the Headmaster".
    Naming = "naming",
    /// The number that follows counts time: "over five years".
    Duration = "duration",
    /// An adjective or the like follows, as it does on "look" and "seem".
    Adjective = "adjective",
    /// The head is a plural.
    Plural = "plural",
}

impl Test {
    /// Reads one test; an error names what is not known.
    pub(super) fn parse(text: &str, vocabulary: &mut Vocabulary) -> Result<Self, String> {
        if let Some(rest) = text.strip_prefix('!') {
            return Ok(Self::Not(Box::new(Self::parse(rest, vocabulary)?)));
        }
        let sides = [
            (">>", Side::NextButAdverbs),
            (">", Side::Next),
            ("<<", Side::PreviousButAdverbs),
            ("<", Side::Previous),
        ];
        for (mark, side) in sides {
            let Some(rest) = text.strip_prefix(mark) else {
                continue;
            };
            let (mut words, mut class) = (Vec::new(), Class::NONE);
            for word in rest.split('|') {
                if word.chars().any(char::is_uppercase) {
                    class = class | Class::parse(word).ok_or(format!("no class `{word}`"))?;
                } else {
                    words.push(vocabulary.intern(word));
                }
            }
            return Ok(Self::Neighbour(side, words, class));
        }
        Named::parse(text)
            .map(Self::Named)
            .ok_or_else(|| format!("no test `{text}`"))
    }

    pub(super) fn holds(&self, site: &Site<'_>) -> bool {
        match self {
            Self::Not(test) => !test.holds(site),
            Self::Named(named) => named.holds(site),
            Self::Neighbour(side, words, class) => {
                let at = match side {
                    Side::Next => Some(site.cue.end),
                    Side::NextButAdverbs => Some(site.after_adverbs(site.cue.end)),
                    Side::Previous => site.cue.start.checked_sub(1),
                    Side::PreviousButAdverbs => site.before_adverbs(site.cue.start),
                };
                at.is_some_and(|at| {
                    let word = site.at(at);
                    word.is(*class) || words.contains(&word.id) && word.id != WordId::UNKNOWN
                })
            }
        }
    }
}

impl Named {
    fn holds(self, site: &Site<'_>) -> bool {
        let next = site.after_adverbs(site.cue.end);
        match self {
            Self::That => that(site, next),
            Self::Clause => clause(site, next),
            Self::Hearer => hearer(site, next),
            Self::Wh => site.at(next).is(Class::WH) || site.is_word(next, "if"),
            Self::Quote => quote(site),
            Self::Aside => aside(site),
            Self::Object => {
                site.nominal(next) || blurred(site, next) || site.at(next).is(Class::OPEN_QUOTE)
            }
            Self::Infinitive => infinitive(site, next),
            Self::ObjectInfinitive => {
                site.nominal(next) && {
                    let end = site.phrase_end(next);
                    end > next && infinitive(site, end)
                }
            }
            Self::Predication => predication(site, next),
            Self::Gerund => {
                site.at(next).is(Class::ENDS_ING) || site.at(next).forms.meets(Forms::ING)
            }
            Self::Agent => site.is_word(next, "by"),
            Self::Colon => site.at(site.cue.end).is(Class::COLON),
            Self::Number => number(site),
            Self::Person => site.subject().is_some_and(|at| site.is_person(at)),
            Self::Thing => site.subject().is_some_and(|at| !site.is_person(at)),
            Self::Medium => site
                .subject()
                .is_some_and(|at| site.at(at).is(Class::MEDIUM)),
            Self::Passive => site.passive(),
            Self::Auxiliary => site.group.clone().any(|at| site.at(at).is(Class::AUX)),
            Self::Irrealis => {
                site.group.clone().any(|at| site.at(at).is(Class::MODAL))
                    || site
                        .before_adverbs(site.group.start)
                        .is_some_and(|at| site.at(at).is(Class::TO | Class::MODAL))
            }
            Self::Negated => site.negated(),
            Self::Initial => initial(site, site.group.start),
            Self::Final => site.ends_clause(site.cue.end),
            Self::Question => {
                site.at(site.sentence.end - 1).is(Class::QUESTION) || {
                    let last = site.sentence.end.saturating_sub(2);
                    site.at(last).is(Class::QUESTION)
                }
            }
            Self::Inverted => inverted(site),
            Self::Verb => verb_follows(site, next),
            Self::HaveOrBe => site.is_word(next, "have") || site.is_word(next, "be"),
            Self::Permission => permission(site),
            Self::Ability => ability(site),
            Self::Will => will(site),
            Self::Attributive => {
                site.cue.start > 0
                    && site
                        .at(site.cue.start - 1)
                        .is(Class::DET | Class::POSS | Class::ADJ)
                    && site.nominal(site.cue.end)
            }
            Self::Capital => {
                let first = site.at(site.cue.start);
                first.is(Class::CAP)
                    && !site.in_title_case()
                    && !(first.is(Class::UPPER) && site.all_capitals())
            }
            Self::Value => site.value().is_some(),
            Self::Speaks => speaks(site, next),
            Self::SpeaksSoon => (next..next + 7)
                .take_while(|&at| !site.ends_clause(at))
                .any(|at| speaks(site, at)),
            Self::WhSoon => (next..next + 10)
                .take_while(|&at| !site.at(at).is(Class::END | Class::QUOTE))
                .any(|at| site.at(at).is(Class::WH) || site.is_word(at, "if")),
            Self::QuestionQuote => quote(site) && question_quote(site),
            Self::Asking => (site.cue.start.saturating_sub(10).max(site.sentence.start)
                ..site.cue.start)
                .rev()
                .take_while(|&at| !site.at(at).is(Class::END))
                .any(|at| site.at(at).is(Class::ASK)),
            Self::AtAmount => at_amount(site, next),
            Self::Rulebook => (next..next + 6)
                .take_while(|&at| !site.ends_clause(at))
                .any(|at| site.at(at).is(Class::RULE)),
            Self::Naming => {
                let end = site.phrase_end(next);
                let quoted = site.at(end).is(Class::OPEN_QUOTE) || site.is_word(end, "as");
                let name = if site.at(next).is(Class::CAP) && !quoted {
                    next
                } else if site.at(end).is(Class::DET) {
                    end + 1
                } else {
                    end
                };
                site.at(name).is(Class::CAP)
            }
            Self::Duration => (next..next + 4)
                .take_while(|&at| {
                    site.at(at)
                        .is(Class::NUM | Class::DET | Class::TIME | Class::SCALE)
                })
                .any(|at| site.at(at).is(Class::TIME)),
            Self::Adjective => {
                let word = site.at(next);
                word.is(Class::WORD)
                    && !word.is(Class::DET
                        | Class::POSS
                        | Class::PREP
                        | Class::CONJ
                        | Class::SUB
                        | Class::WH
                        | Class::AUX)
                    && !word.is(Class::TO | Class::OBJ | Class::SUBJ | Class::CAP)
            }
            Self::Plural => site.at(site.head).forms.meets(Forms::PLURAL),
            Self::Subject => site
                .before_adverbs(site.group.start)
                .is_some_and(|at| site.nominal_end(at)),
        }
    }
}

/// "that" follows at `next`, or behind one adjunct ("on Tuesday", ", citing a memo,").
fn that(site: &Site<'_>, next: usize) -> bool {
    if site.at(next).is(Class::THAT) {
        return opens_clause(site, next + 1);
    }
    if !site
        .at(next)
        .is(Class::PREP | Class::COMMA | Class::TIME | Class::OBJ)
    {
        return false;
    }
    for at in next..(next + 16).min(site.sentence.end) {
        let word = site.at(at);
        if word.is(Class::THAT) {
            return opens_clause(site, at + 1);
        }
        if word.is(Class::END | Class::QUOTE) || word.is(Class::BE | Class::MODAL) {
            return false;
        }
    }
    false
}

/// A clause begins at `at`, behind "that": not a noun, which would make it a demonstrative.
fn opens_clause(site: &Site<'_>, at: usize) -> bool {
    let first = site.at(at);
    first.is(Class::DET
        | Class::PRONDET
        | Class::POSS
        | Class::SUBJ
        | Class::CAP
        | Class::NUM
        | Class::SUB)
        || !site.ends_clause(at)
            && (at..at + 20)
                .take_while(|&at| !site.at(at).is(Class::END))
                .any(|at| clausal(site, at))
}

/// A subject begins at `next`, and a finite verb comes soon.
fn clause(site: &Site<'_>, next: usize) -> bool {
    let first = site.at(next);
    if first.is(Class::SUBJ) && !first.is(Class::WH | Class::OBJ) {
        return true;
    }
    if !site.nominal(next) && !site.at(next).is(Class::OBJ | Class::ENDS_ING) {
        return false;
    }
    for at in next + 1..(next + 14).min(site.sentence.end) {
        let word = site.at(at);
        if word.is(Class::END | Class::QUOTE | Class::THAT | Class::COLON | Class::TO) {
            return false;
        }
        if word.is(Class::WH | Class::COMMA) {
            return false;
        }
        if site.finite(at) || clausal(site, at) {
            return true;
        }
    }
    false
}

/// A hearer begins at `next`, and what is heard follows, or went before.
fn hearer(site: &Site<'_>, next: usize) -> bool {
    if !site.nominal(next) && !site.at(next).is(Class::OBJ) {
        return false;
    }
    let mut end = site.phrase_end(next);
    for _ in 0..3 {
        let word = site.at(end);
        let heard = word.is(Class::THAT | Class::OPEN_QUOTE | Class::COLON)
            || (word.is(Class::WH) || site.is_word(end, "if")) && !site.is_word(end, "how")
            || clause(site, end);
        if heard {
            return true;
        }
        if site.ends_clause(end) {
            return aside(site)
                || quote(site)
                || that(site, end)
                || site.at(end + 1).is(Class::OPEN_QUOTE);
        }
        if !word.is(Class::PREP | Class::ADV | Class::TIME | Class::CONJ) || infinitive(site, end) {
            return clause(site, next);
        }
        end = site.phrase_end(end + 1).max(end + 1);
    }
    that(site, end) || quote(site) || aside(site)
}

fn quote(site: &Site<'_>) -> bool {
    // Behind the cue: “…, or a hearer and “…
    for at in site.cue.end..(site.cue.end + 9).min(site.len()) {
        let word = site.at(at);
        if word.is(Class::OPEN_QUOTE) {
            return true;
        }
        if word.is(Class::END | Class::CLOSE_QUOTE) || word.is(Class::AUX) {
            break;
        }
    }
    // In front of the source: …,” she said. Or of the cue: …,” said she.
    let from = site.group.start.saturating_sub(26);
    for at in (from..site.group.start).rev() {
        let word = site.at(at);
        if word.is(Class::CLOSE_QUOTE) {
            let source = at + 1..site.group.start;
            let aside = source
                .clone()
                .any(|at| at > source.start && site.at(at).is(Class::COMMA));
            if !aside
                && source
                    .clone()
                    .any(|at| site.finite(at) || site.at(at).is(Class::THAT))
            {
                return false;
            }
            return at > 0
                && site
                    .at(at - 1)
                    .is(Class::COMMA | Class::STOP | Class::QUESTION | Class::DASH)
                || site.at(at + 1).is(Class::COMMA);
        }
        if word.is(Class::STOP) && !site.at(at + 1).is(Class::CLOSE_QUOTE) || word.is(Class::LINE) {
            return false;
        }
    }
    false
}

/// "…, the firm said." or "…, said the firm", with a clause in front, or "…, it adds, …".
fn aside(site: &Site<'_>) -> bool {
    let next = site.after_adverbs(site.cue.end);
    let ends = ends_soon(site, next);
    let from = site.group.start.saturating_sub(24).max(site.sentence.start);
    let Some(comma) = (from..site.group.start).rev().find(|&at| {
        site.at(at)
            .is(Class::COMMA | Class::DASH | Class::CLOSE_PAREN)
    }) else {
        return false;
    };
    let before = comma.saturating_sub(40).max(site.sentence.start)..comma;
    if comma + 1 == site.group.start {
        // Inverted, or a source with an apposition in commas.
        return (site.nominal(next) || ends) && before.clone().any(|at| clausal(site, at));
    }
    let subject_only = (comma + 1..site.group.start).all(|at| {
        let participle = site.at(at).is(Class::ENDS_ED) && site.at(at + 1).is(Class::PREP);
        !site.at(at).is(Class::SUB | Class::COLON) && (!site.finite(at) || participle)
            || site.is_word(at, "as")
    });
    let interrupts = site.at(next).is(Class::COMMA) && site.group.start - comma < 12;
    ends && subject_only && (interrupts || before.clone().any(|at| clausal(site, at)))
}

/// The clause ends at `at`, or behind adjuncts and a hearer that begin there.
fn ends_soon(site: &Site<'_>, at: usize) -> bool {
    if site.ends_clause(at) {
        return true;
    }
    if !site
        .at(at)
        .is(Class::PREP | Class::TIME | Class::OBJ | Class::CAP | Class::DET)
    {
        return false;
    }
    for at in at..at + 14 {
        if site.ends_clause(at) {
            return true;
        }
        if site.at(at).is(Class::THAT | Class::WH | Class::OPEN_QUOTE) || site.finite(at) {
            return false;
        }
    }
    false
}

/// A sign that a clause stands around `at`: a finite verb, or what looks like a subject with one.
fn clausal(site: &Site<'_>, at: usize) -> bool {
    let word = site.at(at);
    site.finite(at)
        || word.is(Class::SUBJ) && !word.is(Class::WH)
        || word.is(Class::ENDS_S)
            && !word.is(Class::CAP)
            && site
                .at(at + 1)
                .is(Class::DET | Class::PREP | Class::POSS | Class::NUM | Class::TO)
}

/// The quotation that ends in front of the source is a question.
fn question_quote(site: &Site<'_>) -> bool {
    let from = site.group.start.saturating_sub(16);
    let close = (from..site.group.start)
        .rev()
        .find(|&at| site.at(at).is(Class::CLOSE_QUOTE));
    close.is_some_and(|at| at > 0 && site.at(at - 1).is(Class::QUESTION))
}

/// A verb of saying or thinking stands at `at`, behind an auxiliary or adverbs.
fn speaks(site: &Site<'_>, at: usize) -> bool {
    let mut at = site.after_adverbs(at);
    if site.at(at).is(Class::HAVE | Class::BE | Class::MODAL) {
        at = site.after_adverbs(at + 1);
    }
    site.at(at).is(Class::SAYS)
        || site.is_word(at, "divided")
        || site.is_word(at, "split")
        || site.is_word(at, "differ")
}

fn infinitive(site: &Site<'_>, at: usize) -> bool {
    site.at(at).is(Class::TO) && {
        let verb = site.at(site.after_adverbs(at + 1));
        verb.is(Class::WORD)
            && !verb.is(Class::DET
                | Class::PRONDET
                | Class::POSS
                | Class::CAP
                | Class::OBJ
                | Class::NUM)
            && (verb.forms == Forms::NONE || verb.forms.meets(Forms::BASE))
    }
}

/// An object begins at `next`, and a predicate of it follows: a quotation, "as", an adjective.
fn predication(site: &Site<'_>, next: usize) -> bool {
    if !site.nominal(next) && !site.at(next).is(Class::OBJ) {
        return false;
    }
    let end = site.phrase_end(next);
    site.is_word(end, "as")
        || site.at(end).is(Class::OPEN_QUOTE)
        || site.at(next).is(Class::OBJ) && site.at(next + 1).is(Class::DET | Class::ADJ)
        || site.at(end).is(Class::DET) && end > next
}

/// An approximator that is also a preposition, with its number: "about $11 million".
fn blurred(site: &Site<'_>, at: usize) -> bool {
    site.at(at).is(Class::PREP)
        && (at + 1..at + 4).any(|at| site.at(at).is(Class::NUM | Class::CURRENCY))
}

/// The object that begins at `at` has its amount behind it: "the gap at £18m".
fn at_amount(site: &Site<'_>, at: usize) -> bool {
    (at..at + 14)
        .take_while(|&at| !site.at(at).is(Class::END | Class::QUOTE | Class::COMMA))
        .any(|at| {
            (site.is_word(at, "at") || site.is_word(at, "on") || site.is_word(at, "nearer"))
                && (site
                    .at(at + 1)
                    .is(Class::NUM | Class::CURRENCY | Class::OPEN_QUOTE)
                    || blurred(site, at)
                    || site.at(at + 2).is(Class::NUM | Class::CURRENCY))
        })
}

/// A number or amount stands behind the cue, or the cue opens a value that the entity stage
/// found.
fn number(site: &Site<'_>) -> bool {
    if site.value().is_some() {
        return true;
    }
    let mut at = site.cue.end;
    if site.at(at).is(Class::CURRENCY) {
        at += 1;
    }
    if site.at(at).is(Class::CAP) && site.at(at + 1).is(Class::CURRENCY) {
        at += 2;
    }
    if site.at(at).is(Class::CAP) && site.at(at + 1).is(Class::NUM) {
        at += 1;
    }
    let word = site.at(at);
    if site.is_word(at, "a") || site.is_word(at, "an") || site.is_word(at, "the") {
        return site.at(at + 1).is(Class::SCALE | Class::NUM);
    }
    word.is(Class::NUM | Class::SCALE) && !site.is_word(at, "one")
        || site.is_word(at, "one") && site.at(at + 1).is(Class::SCALE | Class::PREP)
}

/// `at` begins a sentence, or stands behind a mark or conjunction.
fn initial(site: &Site<'_>, at: usize) -> bool {
    at <= site.sentence.start
        || site.at(at - 1).is(Class::QUOTE
            | Class::COLON
            | Class::DASH
            | Class::SEMICOLON
            | Class::COMMA
            | Class::CONJ
            | Class::OPEN_PAREN
            | Class::STOP
            | Class::QUESTION)
}

/// "Had the rains come", "Should it fail", "Were the bank to leave", and the same behind the
/// main clause.
fn inverted(site: &Site<'_>) -> bool {
    let next = site.cue.end;
    let first = site.at(next);
    let subject = first.is(Class::SUBJ | Class::DET | Class::PRONDET | Class::POSS | Class::CAP)
        || first.is(Class::ENDS_S) && first.forms == Forms::NONE;
    if !subject || first.is(Class::WH) || Named::Question.holds(site) {
        return false;
    }
    let hypothetical = |mut range: Range<usize>| {
        range.any(|at| {
            ["would", "could", "might", "'d"]
                .iter()
                .any(|word| site.is_word(at, word))
        })
    };
    let opens = site.cue.start <= site.sentence.start
        || site.at(site.cue.start - 1).is(Class::COMMA
            | Class::SEMICOLON
            | Class::COLON
            | Class::CONJ
            | Class::OPEN_QUOTE
            | Class::DASH);
    if opens {
        return site.is_word(site.cue.start, "should") || hypothetical(next..site.sentence.end);
    }
    let verb = site.at(site.phrase_end(next));
    let verbal = verb.is(Class::NEG | Class::PAST | Class::ENDS_ED)
        || site.is_word(site.cue.start, "should") && verb.is(Class::WORD);
    verbal
        && (hypothetical(site.sentence.start..site.cue.start)
            || site.is_word(site.cue.start, "should"))
}

fn verb_follows(site: &Site<'_>, next: usize) -> bool {
    let mut at = next;
    while site.at(at).is(Class::NEG) {
        at = site.after_adverbs(at + 1);
    }
    let word = site.at(at);
    let base = word.is(Class::WORD)
        && !word.is(Class::CAP
            | Class::DET
            | Class::PRONDET
            | Class::PREP
            | Class::CONJ
            | Class::NUM
            | Class::WH)
        && !word.is(Class::POSS | Class::THAT | Class::MODAL);
    base && (word.forms == Forms::NONE || word.forms.meets(Forms::BASE))
        || site.is_word(at, "have")
        || site.is_word(at, "be")
}

/// "may" allows: the public gets leave to do something, or something may be done.
fn permission(site: &Site<'_>) -> bool {
    let verb = site.main_verb();
    if site.at(verb).is(Class::BE) {
        return site.at(site.after_adverbs(verb + 1)).is(Class::PERMITTED);
    }
    if site.at(verb).is(Class::PERMIT) || site.is_word(verb, "like") {
        return true;
    }
    let public = site
        .before_adverbs(site.cue.start)
        .is_some_and(|at| site.at(at).is(Class::PUBLIC))
        || site
            .subject()
            .is_some_and(|at| site.at(at).is(Class::PUBLIC));
    public && !site.at(verb).is(Class::HAVE | Class::BEFALL)
}

/// "could" of what somebody was able to do: a person in a tale, or a negation.
fn ability(site: &Site<'_>) -> bool {
    let verb = site.main_verb();
    if site.at(verb).is(Class::BE | Class::HAVE) && !site.at(site.cue.end).is(Class::NEG) {
        return false;
    }
    site.at(site.cue.end).is(Class::NEG)
        || site.at(verb).is(Class::PERCEIVE)
        || site.before_adverbs(site.cue.start).is_some_and(|at| {
            ["he", "she", "i", "you", "who", "nobody"]
                .iter()
                .any(|word| site.is_word(at, word))
        })
}

/// "would" of will, habit or manners: a person's refusal, "would like".
fn will(site: &Site<'_>) -> bool {
    let verb = site.main_verb();
    if ["like", "rather", "love", "prefer", "say"]
        .iter()
        .any(|word| site.is_word(verb, word))
    {
        return true;
    }
    if !site.at(site.cue.end).is(Class::NEG) || site.at(verb).is(Class::BE | Class::HAVE) {
        return false;
    }
    // "She would not let him in", but "the firm said it would not charge".
    let reported = site
        .sentence
        .clone()
        .take_while(|&at| at < site.cue.start)
        .any(|at| {
            site.at(at).is(Class::THAT | Class::ASK) || site.at(at).forms.meets(Forms::FINITE)
        });
    !reported && site.subject().is_some_and(|at| site.is_person(at))
}

impl Site<'_> {
    /// The verb that the auxiliary at the cue belongs to.
    fn main_verb(&self) -> usize {
        let mut at = self.cue.end;
        while self.at(at).is(Class::ADV | Class::NEG | Class::SUBJ) && at < self.cue.end + 5 {
            at += 1;
        }
        at
    }

    /// The reading of the head, for entries that name one.
    pub(super) fn reads_as(&self, reading: Reading) -> bool {
        self.reading() == reading
    }
}
