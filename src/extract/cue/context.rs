//! The tests that tell a cue from its look-alikes by the words around it.
//!
//! Knows a word's neighbours in its sentence. Must not know which cue asks. Every test looks at
//! a bounded number of tokens.

use super::site::Site;
use super::word::{Class, Forms, Vocabulary, WordId};
use super::{construction, modality};
use serde::{Deserialize, Serialize};

/// A test of the surroundings, as the lexicon names it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) enum Test {
    Named(Named),
    /// `>of|for`: the token behind the cue is one of these; `>>` passes over adverbs first.
    /// `<the`, `<<`: the same in front of the cue, or of its verb group.
    Neighbour(Side, Vec<WordId>, Class),
    /// `!…`: the test fails.
    Not(Box<Test>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Side {
    Next,
    NextButAdverbs,
    Previous,
    PreviousButAdverbs,
}

/// Defines the named tests with their spelling.
macro_rules! tests {
    ($($(#[$meta:meta])* $name:ident = $text:literal,)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub(super) enum Named { $($(#[$meta])* $name,)* }

        impl Named {
            /// As the lexicon spells it.
            pub(super) const fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

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
    /// The subject is an embedded question: "whether it lasts is ...".
    WhSubject = "wh-subject",
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
                    Side::NextButAdverbs => Some(site.next),
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
    pub(super) fn holds(self, site: &Site<'_>) -> bool {
        let next = site.next;
        match self {
            Self::That => construction::that(site, next),
            Self::Clause => construction::clause(site, next),
            Self::Hearer => construction::hearer(site, next),
            Self::Wh => site.at(next).is(Class::WH) || site.is_word(next, "if"),
            Self::Quote => site.quoted(),
            Self::Aside => site.aside(),
            Self::Object => {
                site.nominal(next)
                    || construction::blurred(site, next)
                    || site.at(next).is(Class::OPEN_QUOTE)
            }
            Self::Infinitive => construction::infinitive(site, next),
            Self::ObjectInfinitive => {
                site.nominal(next) && {
                    let end = site.phrase_end(next);
                    end > next && construction::infinitive(site, end)
                }
            }
            Self::Predication => construction::predication(site, next),
            Self::Gerund => {
                site.at(next).is(Class::ENDS_ING) || site.at(next).forms.meets(Forms::ING)
            }
            Self::Colon => site.at(site.cue.end).is(Class::COLON),
            Self::Number => construction::number(site),
            Self::Person => site.subject().is_some_and(|at| site.is_person(at)),
            Self::Thing => site.subject().is_some_and(|at| !site.is_person(at)),
            Self::Medium => site
                .subject()
                .is_some_and(|at| site.at(at).is(Class::MEDIUM)),
            Self::Auxiliary => site.group.clone().any(|at| site.at(at).is(Class::AUX)),
            Self::Irrealis => {
                site.group.clone().any(|at| site.at(at).is(Class::MODAL))
                    || site
                        .before_adverbs(site.group.start)
                        .is_some_and(|at| site.at(at).is(Class::TO | Class::MODAL))
            }
            Self::Negated => site.negated(),
            Self::Initial => modality::initial(site, site.group.start),
            Self::Final => site.ends_clause(site.cue.end),
            Self::Question => modality::question(site),
            Self::Inverted => modality::inverted(site),
            Self::Verb => modality::verb_follows(site, next),
            Self::Permission => modality::permission(site),
            Self::Ability => modality::ability(site),
            Self::Will => modality::will(site),
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
            Self::Speaks => construction::speaks(site, next),
            Self::SpeaksSoon => (next..next + 7)
                .take_while(|&at| !site.ends_clause(at))
                .any(|at| construction::speaks(site, at)),
            Self::WhSoon => (next..next + 10)
                .take_while(|&at| !site.at(at).is(Class::END | Class::QUOTE))
                .any(|at| site.at(at).is(Class::WH) || site.is_word(at, "if")),
            Self::QuestionQuote => site.quoted() && construction::question_quote(site),
            Self::WhSubject => (site.sentence.start..site.cue.start).any(|at| {
                site.at(at).is(Class::WH)
                    && (at == site.sentence.start || modality::initial(site, at))
            }),
            Self::Asking => (site.cue.start.saturating_sub(10).max(site.sentence.start)
                ..site.cue.start)
                .rev()
                .take_while(|&at| !site.at(at).is(Class::END))
                .any(|at| site.at(at).is(Class::ASK)),
            Self::AtAmount => construction::at_amount(site, next),
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
