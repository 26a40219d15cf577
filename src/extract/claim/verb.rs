//! Where the verb groups of a sentence stand, and which are finite.
//!
//! Knows word classes and word order. Must not know clauses; of cues it is told only which
//! words are verbs.

use super::scope::{Mark, Word};
use super::words::Class;

/// What a word is to the verbs of its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    /// The first word of a finite verb group.
    Finite,
    /// A later word of a verb group.
    Group,
    /// The first word of an infinitive, participle or gerund.
    Loose,
    None,
}

/// What the stage knows of a word that the word lists do not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hint {
    None,
    /// A cue that is a verb with a source for subject.
    Verb,
    /// A cue that is a noun or a preposition.
    NoVerb,
}

/// Finds the verb groups.
pub(super) fn verbs(words: &[Word], hints: &[Hint]) -> Vec<Verb> {
    let mut verbs = vec![Verb::None; words.len()];
    let class = |at: usize| words.get(at).map_or(Class::NONE, |w| w.class);
    let mut at = 0;
    // Forms in -ed that may be participles yet: no auxiliary and no cue says that they are not.
    let mut weak = Vec::new();
    while at < words.len() {
        let here = class(at);
        let start = at;
        at += 1;
        if words[start].mark.is_some() || words[start].speech.is_some() {
            continue;
        }
        let clitic =
            here.is(Class::CLITIC_S) && start > 0 && is_subject_of_clitic(words, start - 1);
        if here.is(Class::TO) {
            let mut next = at;
            while class(next).is(Class::ADV) && !class(next).is(Class::BASE) {
                next += 1;
            }
            if class(next).is(Class::BASE | Class::HAVE | Class::DO | Class::NONFINITE_BE) {
                verbs[start] = Verb::Loose;
                at = group(words, hints, &mut verbs, at);
            }
        } else if here.is(Class::AUX) && hints[start] != Hint::NoVerb || clitic {
            verbs[start] = Verb::Finite;
            at = group(words, hints, &mut verbs, at);
        } else if here.is(Class::NONFINITE_BE) {
            verbs[start] = Verb::Loose;
            at = group(words, hints, &mut verbs, at);
        } else if hints[start] == Hint::Verb && opens_with_noun(words, start) {
        } else if hints[start] == Hint::Verb && !before_noun(words, start) {
            verbs[start] = if here.is(Class::ING) {
                Verb::Loose
            } else {
                Verb::Finite
            };
        } else if hints[start] == Hint::NoVerb {
        } else if here.is(Class::ING | Class::PARTICIPLE) {
            if !before_noun(words, start) {
                verbs[start] = Verb::Loose;
            }
        } else if here.is(Class::PAST) {
            verbs[start] = Verb::Finite;
        } else if here.is(Class::ED) {
            match past_or_participle(words, start) {
                Verb::Finite => {
                    verbs[start] = Verb::Finite;
                    weak.push(start);
                }
                other => verbs[start] = other,
            }
        } else if here.is(Class::PRESENT) && present(words, start)
            || here.is(Class::BASE) && base(words, start)
        {
            verbs[start] = Verb::Finite;
        }
    }
    // Of two neighbours without anything between that could begin a clause, one is a participle:
    // the first where it has no object, otherwise the second.
    for &first in &weak {
        let second = (first + 1..words.len())
            .take(25)
            .take_while(|&i| {
                words[i]
                    .mark
                    .is_none_or(|m| matches!(m, Mark::Other | Mark::Quote))
                    && !class(i).is(Class::COORD | Class::SUB | Class::REL | Class::THAT)
                    || class(i).is(Class::PREP)
            })
            .find(|&i| verbs[i] == Verb::Finite);
        if let Some(second) = second {
            let bare = class(first + 1).is(Class::PREP | Class::ADV | Class::TO)
                || words.get(first + 1).is_some_and(|w| w.mark.is_some());
            if bare {
                verbs[first] = Verb::Loose;
            } else if weak.contains(&second) && !class(second.saturating_sub(1)).is(Class::PRON) {
                verbs[second] = Verb::Loose;
            }
        }
    }
    verbs
}

/// Marks what goes on with a verb group behind its first word; returns the end.
fn group(words: &[Word], hints: &[Hint], verbs: &mut [Verb], from: usize) -> usize {
    let mut at = from;
    while at < words.len() {
        let word = &words[at];
        let value = word.entity.is_some() && !word.class.is(Class::ADV);
        if word.mark.is_some() || word.speech.is_some() || value {
            break;
        }
        let class = word.class;
        let aux = class.is(Class::HAVE | Class::DO | Class::NONFINITE_BE | Class::BE);
        let negation = class.is(Class::NEG) && !class.is(Class::PRON | Class::DET | Class::PREP);
        if aux || negation || class.is(Class::ADV) && goes_on(words, at + 1) {
            verbs[at] = Verb::Group;
        } else if hints[at] == Hint::Verb || class.is(Class::VERB) && !class.is(Class::PREP) {
            // "is a plan" has its determiner; "could plan" has none.
            verbs[at] = Verb::Group;
            return at + 1;
        } else {
            break;
        }
        at += 1;
    }
    at
}

/// Whether a verb group goes on at `at`, adverbs apart.
fn goes_on(words: &[Word], from: usize) -> bool {
    let mut at = from;
    while let Some(word) = words
        .get(at)
        .filter(|w| w.mark.is_none() && w.entity.is_none())
    {
        let class = word.class;
        if class.is(Class::VERB | Class::NONFINITE_BE | Class::HAVE | Class::DO) {
            return true;
        }
        if !class.is(Class::ADV | Class::NEG) {
            return false;
        }
        at += 1;
    }
    false
}

/// Whether "'s" behind the word is "is" or "has".
fn is_subject_of_clitic(words: &[Word], at: usize) -> bool {
    let word = &words[at];
    word.entity.is_none() && word.class.is(Class::PRON | Class::REL | Class::THAT)
}

/// "Claims that ...": what could be a verb is a noun where nothing stands before it.
fn opens_with_noun(words: &[Word], at: usize) -> bool {
    let opens = at == 0 || words[at].begins;
    let that = words.get(at + 1).is_some_and(|w| w.class.is(Class::THAT));
    opens && that && words[at].class.is(Class::BOTH)
}

fn before_noun(words: &[Word], at: usize) -> bool {
    let entity = at.checked_sub(1).and_then(|before| words[before].entity);
    if entity.is_some() {
        // "its April forecast".
        let first = (0..at).rev().find(|&i| words[i].entity != entity);
        return first.is_some_and(|first| words[first].class.is(Class::POSS));
    }
    let before = at.checked_sub(1).map_or(Class::NONE, |b| words[b].class);
    before.is(Class::DET | Class::POSS | Class::CLITIC_S) && !before.is(Class::PRON)
}

fn is_noun(word: &Word) -> bool {
    word.entity.is_some()
        || word.number
        || word.mark == Some(Mark::Quote)
        || word.mark == Some(Mark::Close)
        || word.mark.is_none()
            && word.speech.is_none()
            && (!word.class.is(Class::PREP
                | Class::COORD
                | Class::SUB
                | Class::TO
                | Class::DET
                | Class::POSS
                | Class::AUX
                | Class::ADV
                | Class::NEG)
                && (word.class == Class::NONE || word.class.is(Class::BOTH | Class::ING)))
}

fn before(words: &[Word], at: usize) -> Option<(usize, &Word)> {
    (0..at).rev().map(|i| (i, &words[i])).find(|(_, w)| {
        !(w.class.is(Class::ADV) && w.mark.is_none() && !w.class.is(Class::PRON | Class::DET))
    })
}

fn past_or_participle(words: &[Word], at: usize) -> Verb {
    let Some((i, previous)) = before(words, at) else {
        return Verb::Loose;
    };
    if words[at].begins {
        return Verb::Loose;
    }
    if before_noun(words, at) {
        return Verb::None;
    }
    let class = previous.class;
    if class.is(Class::DET | Class::POSS | Class::CLITIC_S) && !class.is(Class::PRON)
        || class.is(Class::PREP | Class::TO)
    {
        return Verb::None;
    }
    if class.is(Class::PRON | Class::REL | Class::THAT | Class::COORD) && previous.entity.is_none()
    {
        return Verb::Finite;
    }
    if previous.mark == Some(Mark::Comma) {
        // Behind a comma: the verb of an interrupted clause, or a participle phrase.
        let opens = (0..i)
            .rev()
            .take(25)
            .any(|j| words[j].mark == Some(Mark::Comma));
        return if opens { Verb::Finite } else { Verb::Loose };
    }
    if is_noun(previous) {
        Verb::Finite
    } else {
        Verb::None
    }
}

/// Whether a form in -s is a verb.
fn present(words: &[Word], at: usize) -> bool {
    let Some((i, previous)) = before(words, at) else {
        return false;
    };
    let class = previous.class;
    if previous
        .mark
        .is_some_and(|m| !matches!(m, Mark::Quote | Mark::Close | Mark::Comma))
    {
        return false;
    }
    if class.is(Class::REL | Class::THAT) && previous.entity.is_none() {
        return true;
    }
    if class.is(Class::PRON)
        && previous.entity.is_none()
        && !(class.is(Class::DET) && words[at].class.is(Class::BOTH))
    {
        return true;
    }
    if class.is(Class::DET | Class::POSS | Class::PREP | Class::CLITIC_S | Class::TO | Class::AUX) {
        return false;
    }
    if !words[at].class.is(Class::BOTH) {
        return true;
    }
    // As often a noun: what follows must look like an object.
    let next = words.get(at + 1);
    let object = next.is_some_and(|w| {
        w.mark.is_none()
            && (w
                .class
                .is(Class::DET | Class::POSS | Class::OBJ | Class::THAT | Class::PRON)
                || w.entity.is_some()
                || w.number)
    });
    let onward =
        next.is_some_and(|w| w.mark.is_none() && w.class.is(Class::PREP | Class::ADV | Class::TO));
    // Behind the second comma of an interruption.
    let resumes = previous.mark == Some(Mark::Comma)
        && (0..i)
            .rev()
            .take(20)
            .any(|j| words[j].mark == Some(Mark::Comma));
    object && (is_noun(previous) || class.is(Class::COORD))
        || previous.entity.is_some() && onward
        || resumes && (object || onward)
}

/// Whether a base form is a finite verb.
fn base(words: &[Word], at: usize) -> bool {
    let Some((i, previous)) = before(words, at) else {
        return false;
    };
    let predicative = words[at].class.is(Class::PREDICATIVE)
        && words.get(at + 1).is_some_and(|w| w.class.is(Class::TO));
    if previous.mark.is_some() || words[at].entity.is_some() || predicative {
        return false;
    }
    let class = previous.class;
    if previous.entity.is_none() && class.is(Class::REL) {
        return !words[at].class.is(Class::BOTH);
    }
    if previous.entity.is_none() && class.is(Class::PRON) && !class.is(Class::DET | Class::POSS) {
        return true;
    }
    if i + 1 != at && !words[at - 1].class.is(Class::ADV) {
        return false;
    }
    // Behind a plural; a form that is a noun as often needs an object or the like.
    let object = words.get(at + 1).is_some_and(|w| {
        w.mark.is_none()
            && (w.class.is(Class::DET
                | Class::POSS
                | Class::OBJ
                | Class::PREP
                | Class::TO
                | Class::ADV)
                || w.entity.is_some()
                || w.number)
    });
    is_noun(previous) && previous.plural && (object || !words[at].class.is(Class::BOTH))
}
