//! Whether a word that could be several parts of speech is a verb or a noun here.
//!
//! Knows how classes of words follow each other. Must not know cues.

use super::site::Site;
use super::word::{Class, Forms, Word};
use Reading::{Noun, Other, Verb};

/// What a word is in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    Verb,
    Noun,
    /// A participle that stands as an adjective, or cut from its clause.
    Other,
}

/// What a word could be by its form, and what follows it.
#[derive(Debug, Clone, Copy)]
struct Clues {
    base: bool,
    /// Third person, or a plural.
    s: bool,
    past: bool,
    participle: bool,
    ing: bool,
    /// A noun of the lexicon.
    noun: bool,
    /// A noun of the language too.
    nominal: bool,
    /// What follows can only be a complement.
    complement: bool,
}

impl Clues {
    fn of(word: Word, next: Word) -> Self {
        let forms = word.forms;
        Self {
            base: forms.meets(Forms::BASE),
            s: forms.meets(Forms::THIRD.union(Forms::PLURAL)),
            past: forms.meets(Forms::PAST.union(Forms::PARTICIPLE)),
            participle: forms.meets(Forms::PARTICIPLE),
            ing: forms.meets(Forms::ING),
            noun: forms.meets(Forms::NOUN),
            nominal: forms.meets(Forms::NOUN) || word.is(Class::NOUN),
            complement: next.is(COMPLEMENT),
        }
    }

    /// "said", "told": no form of a noun, and no base form either.
    fn only_past(self) -> bool {
        self.past && !self.base && !self.s
    }
}

/// What can begin a complement but hardly follow a noun.
const COMPLEMENT: Class = Class::DET
    .union(Class::SUBJ)
    .union(Class::THAT)
    .union(Class::WH)
    .union(Class::OBJ)
    .union(Class::POSS)
    .union(Class::OPEN_QUOTE);

fn verb_if(verb: bool) -> Reading {
    if verb { Verb } else { Noun }
}

/// What a word in front makes of the word behind it, where it decides.
type Decision = fn(Clues) -> Option<Reading>;

/// Decisions by the class of the word in front; the first that is made holds.
const BY_PREVIOUS: &[(Class, Decision)] = &[
    (Class::TO, |word| Some(verb_if(word.base || word.past))),
    (Class::MODAL.union(Class::DO), |_| Some(Verb)),
    (Class::HAVE, |word| {
        Some(verb_if(word.participle || !(word.base || word.s)))
    }),
    (Class::BE, |word| {
        Some(verb_if(
            word.participle || word.ing || !(word.base || word.s),
        ))
    }),
    (Class::SUBJ, |_| Some(Verb)),
    (Class::DET.union(Class::POSS), |word| {
        let noun = word.noun || (word.base || word.s) && !word.past;
        Some(if noun { Noun } else { Other })
    }),
    (Class::SUB, |word| {
        Some(verb_if(
            word.only_past() || word.ing || word.s || word.complement,
        ))
    }),
    (Class::PREP, |word| {
        Some(verb_if(word.ing || word.only_past()))
    }),
    (Class::WORD.union(Class::NUM), |word| {
        (word.only_past() || word.ing || !word.nominal).then_some(Verb)
    }),
    (Class::NUM.union(Class::ADJ), |word| {
        Some(verb_if(word.complement && word.base))
    }),
    (MARKS, |word| {
        Some(verb_if(
            word.only_past() || word.ing || word.s || word.complement,
        ))
    }),
];

/// What stands between two phrases.
const MARKS: Class = Class::CONJ
    .union(Class::COMMA)
    .union(Class::CLOSE_QUOTE)
    .union(Class::CLOSE_PAREN);

impl Site<'_> {
    /// What the head is, by its neighbours.
    pub(super) fn reading(&self) -> Reading {
        let word = self.at(self.head);
        if !word.forms.meets(Forms::VERB) {
            return Noun;
        }
        let clues = Clues::of(word, self.at(self.head + 1));
        let Some(before) = self.before_adverbs(self.head) else {
            return verb_if(clues.ing || clues.past && !clues.base);
        };
        let previous = self.at(before);
        if previous.is(Class::PRONDET) {
            return self.reading_behind_pronoun(before, clues);
        }
        if previous.is(Class::COMMA) && clues.past && self.begins_reduced_relative() {
            return Other;
        }
        let decided = BY_PREVIOUS
            .iter()
            .filter(|(class, _)| previous.is(*class))
            .find_map(|(_, decide)| decide(clues));
        decided.unwrap_or_else(|| self.reading_behind_noun(before, clues))
    }

    /// Behind "this", "some" and the like, which are a subject or belong to a noun: "this
    /// suggests" against "this claim", "some claim" against "some claims".
    fn reading_behind_pronoun(&self, before: usize, word: Clues) -> Reading {
        let singular = [
            "this", "that", "each", "another", "one", "either", "neither",
        ]
        .iter()
        .any(|pronoun| self.is_word(before, pronoun));
        verb_if(word.past && !word.base || if singular { word.s } else { word.base })
    }

    /// Behind a noun, which is the subject or makes a compound: "experts claim" against
    /// "insurance claim". The number of the subject decides.
    fn reading_behind_noun(&self, before: usize, word: Clues) -> Reading {
        let previous = self.at(before);
        if previous.forms.meets(Forms::PAST) && !word.complement {
            return Noun;
        }
        let named = previous.is(Class::CAP) && before > self.sentence.start;
        let subject = self
            .subject()
            .filter(|&head| head < before)
            .unwrap_or(before);
        let beside = subject == before;
        let plural = previous.is(Class::PLURAL)
            || self.at(subject).is(Class::ENDS_S | Class::PLURAL) && !(named && beside);
        let verb = if word.base {
            plural || named && (word.complement || word.past)
        } else {
            !word.s || !plural || !beside || word.complement || named
        };
        verb_if(verb)
    }

    /// "the talks, held in May, were ...": a participle between commas, with the verb behind.
    fn begins_reduced_relative(&self) -> bool {
        let end = (self.head + 20).min(self.sentence.end);
        (self.head + 1..end)
            .find(|&at| self.at(at).is(Class::COMMA | Class::END | Class::QUOTE))
            .is_some_and(|at| {
                self.at(at).is(Class::COMMA) && self.finite(self.after_adverbs(at + 1))
            })
    }
}
