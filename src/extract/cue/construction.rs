//! The constructions in which a cue has its content, its source and its hearer.
//!
//! Knows the order of words around verbs of saying and thinking. Must not know which verb it is.

use super::site::Site;
use super::word::{Class, Forms};

/// "that" follows at `next`, or behind one adjunct ("on Tuesday", ", citing a memo,").
pub(super) fn that(site: &Site<'_>, next: usize) -> bool {
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
pub(super) fn clause(site: &Site<'_>, next: usize) -> bool {
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
pub(super) fn hearer(site: &Site<'_>, next: usize) -> bool {
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
            return site.aside()
                || site.quoted()
                || that(site, end)
                || site.at(end + 1).is(Class::OPEN_QUOTE);
        }
        if !word.is(Class::PREP | Class::ADV | Class::TIME | Class::CONJ) || infinitive(site, end) {
            return clause(site, next);
        }
        end = site.phrase_end(end + 1).max(end + 1);
    }
    that(site, end) || site.quoted() || site.aside()
}

pub(super) fn quote(site: &Site<'_>) -> bool {
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
pub(super) fn aside(site: &Site<'_>) -> bool {
    let next = site.next;
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
pub(super) fn question_quote(site: &Site<'_>) -> bool {
    let from = site.group.start.saturating_sub(16);
    let close = (from..site.group.start)
        .rev()
        .find(|&at| site.at(at).is(Class::CLOSE_QUOTE));
    close.is_some_and(|at| at > 0 && site.at(at - 1).is(Class::QUESTION))
}

/// A verb of saying or thinking stands at `at`, behind an auxiliary or adverbs.
pub(super) fn speaks(site: &Site<'_>, at: usize) -> bool {
    let mut at = site.after_adverbs(at);
    if site.at(at).is(Class::HAVE | Class::BE | Class::MODAL) {
        at = site.after_adverbs(at + 1);
    }
    site.at(at).is(Class::SAYS)
        || site.is_word(at, "divided")
        || site.is_word(at, "split")
        || site.is_word(at, "differ")
}

pub(super) fn infinitive(site: &Site<'_>, at: usize) -> bool {
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
pub(super) fn predication(site: &Site<'_>, next: usize) -> bool {
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
pub(super) fn blurred(site: &Site<'_>, at: usize) -> bool {
    site.at(at).is(Class::PREP)
        && (at + 1..at + 4).any(|at| site.at(at).is(Class::NUM | Class::CURRENCY))
}

/// The object that begins at `at` has its amount behind it: "the gap at £18m".
pub(super) fn at_amount(site: &Site<'_>, at: usize) -> bool {
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
pub(super) fn number(site: &Site<'_>) -> bool {
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
