//! The senses of auxiliaries: chance, leave, skill, will and condition.
//!
//! Knows the words with which each sense goes. Must not know what a cue of it means for a claim.

use super::site::Site;
use super::word::{Class, Forms};
use std::ops::Range;

/// `at` begins a sentence, or stands behind a mark or conjunction.
pub(super) fn initial(site: &Site<'_>, at: usize) -> bool {
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

/// The sentence ends in a question mark, before or behind a quotation mark.
pub(super) fn question(site: &Site<'_>) -> bool {
    let end = site.sentence.end;
    (end.saturating_sub(2)..end).any(|at| site.at(at).is(Class::QUESTION))
}

/// "Had the rains come", "Should it fail", "Were the bank to leave", and the same behind the
/// main clause.
pub(super) fn inverted(site: &Site<'_>) -> bool {
    let next = site.cue.end;
    let first = site.at(next);
    let subject = first.is(Class::SUBJ | Class::DET | Class::PRONDET | Class::POSS | Class::CAP)
        || first.is(Class::ENDS_S) && first.forms == Forms::NONE;
    if !subject || first.is(Class::WH) || question(site) {
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

pub(super) fn verb_follows(site: &Site<'_>, next: usize) -> bool {
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
pub(super) fn permission(site: &Site<'_>) -> bool {
    let verb = site.main_verb();
    if site.at(verb).is(Class::BE) {
        return site.at(site.after_adverbs(verb + 1)).is(Class::PERMITTED);
    }
    if site.at(verb).is(Class::PERMIT) || site.is_word(verb, "like") {
        return true;
    }
    let asked = (site.sentence.start..site.cue.start)
        .rev()
        .take(8)
        .any(|at| site.is_word(at, "whether"));
    if asked && !site.at(verb).is(Class::HAVE | Class::BEFALL) {
        return true;
    }
    let public = site
        .before_adverbs(site.cue.start)
        .is_some_and(|at| site.at(at).is(Class::PUBLIC))
        || site
            .subject()
            .is_some_and(|at| site.at(at).is(Class::PUBLIC));
    let forbidden = site.at(site.cue.end).is(Class::NEG)
        && !site
            .before_adverbs(site.cue.start)
            .is_some_and(|at| site.is_word(at, "it"));
    (public || forbidden) && !site.at(verb).is(Class::HAVE | Class::BEFALL)
}

/// "could" of what somebody was able to do: a person in a tale, or a negation.
pub(super) fn ability(site: &Site<'_>) -> bool {
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
pub(super) fn will(site: &Site<'_>) -> bool {
    let verb = site.main_verb();
    let wish = ["like", "rather", "love", "prefer", "say", "imagine", "know"];
    if wish
        .iter()
        .any(|word| site.is_word(verb, word) || site.is_word(site.cue.end, word))
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
}
