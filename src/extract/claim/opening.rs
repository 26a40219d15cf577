//! Where a content begins behind its cue: "that", a colon, a quotation, or nothing at all.
//!
//! Knows what may stand between: hearers, points in time, the medium. Must not know where a
//! content ends.

use super::clause::Clauses;
use super::scope::Mark;
use super::source::Names;
use super::words::Class;

/// Whether a hearer may stand between the cue and the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hearer {
    Possible,
    None,
}

/// How a content begins behind its cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) at: usize,
    pub(super) by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// "that", or "whether".
    Complementiser,
    Colon,
    /// A speech.
    Speech,
    /// Nothing: the content follows at once.
    Nothing,
}

/// Where the content of a cue begins that ends at `from`; none where nothing is said there.
pub(super) fn opening(
    clauses: &Clauses,
    names: Names<'_>,
    from: usize,
    hearer: Hearer,
) -> Option<Opening> {
    complementiser(clauses, names, from, hearer)
        .or_else(|| match hearer {
            Hearer::Possible => bare(clauses, names, behind_hearer(clauses, names, from)),
            Hearer::None => None,
        })
        .or_else(|| match clauses.class(from) {
            // "told me" has nothing but a hearer.
            class if hearer == Hearer::Possible && class.is(Class::OBJ) => None,
            _ => bare(clauses, names, from),
        })
}

/// Where a content begins at or behind `from` that no "that" opens.
fn bare(clauses: &Clauses, names: Names<'_>, from: usize) -> Option<Opening> {
    let mut at = from;
    // Adjuncts of the cue: "said on Tuesday", "wrote in a note".
    loop {
        let start = at;
        if clauses.is_adverb(at) && !clauses.is(at + 1, Class::PREP) {
            at += 1;
        } else if begins_adjunct(clauses, names, at) {
            at = adjunct_end(clauses, names, at);
        }
        // "says today is about caps": no adjunct but a subject.
        if clauses.is_finite(at) {
            at = start;
        }
        if at == start {
            break;
        }
    }
    let (comma, colon) = (
        clauses.is_mark(at, Mark::Comma),
        clauses.is_mark(at, Mark::Colon),
    );
    let next = at + usize::from(comma || colon);
    if clauses.words.get(next).is_some_and(|w| w.speech.is_some()) {
        return Some(Opening {
            at: next,
            by: By::Speech,
        });
    }
    if colon && next < clauses.len() && !clauses.words[next].begins {
        return Some(Opening {
            at: next,
            by: By::Colon,
        });
    }
    // "thinks so".
    if clauses.is(at, Class::AS) && clauses.is(at, Class::ADV) && clauses.is_hard(at + 1) {
        return Some(Opening {
            at,
            by: By::Nothing,
        });
    }
    let class = clauses.class(at);
    let asks = clauses.is(at, Class::WH) && clauses.has_finite(at..clauses.stretch_end(at));
    let nothing = !asks
        && (at >= clauses.len()
            || clauses.is_hard(at)
            || matches!(
                clauses.mark(at),
                Some(Mark::Comma | Mark::Close | Mark::Open)
            )
            || clauses.is_finite(at)
            || clauses.words[at].entity.is_none()
                && (class.is(Class::COORD)
                    || class.is(Class::SUB | Class::REL)
                        && !class.is(Class::PREP | Class::PRON | Class::DET)));
    (!nothing).then_some(Opening {
        at,
        by: By::Nothing,
    })
}

/// A content behind a colon that a few words lead up to: "put it like this: C", "gave another
/// reason: C".
pub(super) fn behind_colon(clauses: &Clauses, from: usize) -> Option<Opening> {
    let end = (from..clauses.len())
        .take(9)
        .find(|&i| clauses.is_hard(i) || clauses.is_finite(i))?;
    if !clauses.is_mark(end, Mark::Colon)
        || end + 1 >= clauses.len()
        || clauses.words[end + 1].begins
    {
        return None;
    }
    let at = end + 1 + usize::from(clauses.is(end + 1, Class::THAT));
    let by = match clauses.words.get(at)?.speech {
        Some(_) => By::Speech,
        None => By::Colon,
    };
    (by == By::Speech || clauses.clause_at(at).is_some()).then_some(Opening { at, by })
}

/// The "that" behind a cue, over hearers and adjuncts.
fn complementiser(
    clauses: &Clauses,
    names: Names<'_>,
    from: usize,
    hearer: Hearer,
) -> Option<Opening> {
    let that = (from..clauses.len())
        .take(30)
        .take_while(|&i| {
            i == from
                || !clauses.is_hard(i) && !clauses.is_finite(i) && clauses.words[i].speech.is_none()
        })
        .find(|&i| clauses.is(i, Class::THAT) && clauses.words[i].entity.is_none())?;
    let class = clauses.class(from);
    let adjunct = that == from
        || hearer == Hearer::Possible
        || class.is(Class::PREP | Class::ADV | Class::TIME | Class::OBJ)
        || matches!(clauses.mark(from), Some(Mark::Comma | Mark::Open))
        || names.is_time(clauses, from);
    if !adjunct {
        return None;
    }
    // Behind a comma of its own it belongs to what the comma sets apart.
    let comma = (from..that)
        .rev()
        .find(|&i| clauses.is_mark(i, Mark::Comma));
    if comma.is_some_and(|comma| comma + 1 != that) {
        return None;
    }
    // "boasts of a battery that lasts": a relative clause.
    let relative = that > from
        && clauses.verb_follows(that + 1)
        && clauses.is_nominal(that - 1)
        && !clauses.is(that, Class::COMPLEMENTISER);
    if relative {
        return None;
    }
    // "rebuffed that charge": a determiner.
    if that == from && !clauses.has_finite(that..clauses.stretch_end(that)) {
        return Some(Opening {
            at: that,
            by: By::Nothing,
        });
    }
    // "said that." and "denied that on Friday" have a pronoun for content.
    let next = that + 1;
    let clause = clauses.clause_at(next).is_some()
        || clauses
            .words
            .get(next)
            .is_some_and(|w| w.speech.is_some() || w.mark == Some(Mark::Quote));
    if that == from && !clause && !clauses.is_nominal(next) {
        if clauses.is_mark(next, Mark::Comma) && next + 1 < clauses.len() {
            return Some(Opening {
                at: next + 1,
                by: By::Complementiser,
            });
        }
        return Some(Opening {
            at: that,
            by: By::Nothing,
        });
    }
    let by = if clauses.words.get(next).is_some_and(|w| w.speech.is_some()) {
        By::Speech
    } else {
        By::Complementiser
    };
    (next < clauses.len() && !clauses.is_hard(next)).then_some(Opening { at: next, by })
}

/// Whether an adjunct of time, place or medium begins at `at`: "on Tuesday", "in a statement".
pub(super) fn begins_adjunct(clauses: &Clauses, names: Names<'_>, at: usize) -> bool {
    let Some(word) = clauses.words.get(at) else {
        return false;
    };
    if names.is_time(clauses, at) {
        return true;
    }
    if word.entity.is_some() || word.mark.is_some() {
        return false;
    }
    if word.class.is(Class::TIME) && !word.class.is(Class::DET | Class::PREP) {
        return true;
    }
    if !word.class.is(Class::PREP) {
        return false;
    }
    let next = at + 1;
    let determined = clauses.is(next, Class::DET | Class::POSS);
    names.is_time(clauses, next)
        || (next..next + 4 + usize::from(determined))
            .take_while(|&i| clauses.is_nominal(i) && clauses.words[i].entity.is_none())
            .any(|i| clauses.is(i, Class::MEDIUM))
}

/// The end of the adjunct that begins at `at`.
pub(super) fn adjunct_end(clauses: &Clauses, names: Names<'_>, at: usize) -> usize {
    if names.is_time(clauses, at) {
        return names.end(clauses, at);
    }
    let mut i = at + 1;
    if names.is_time(clauses, i) {
        return names.end(clauses, i);
    }
    while i < clauses.len() && clauses.is_nominal(i) && !clauses.is(i, Class::MEDIUM) {
        i += 1;
    }
    (i + 1).min(clauses.len())
}

/// The end of the noun phrase that names the hearer: "reporters", "the inquiry", "me".
fn behind_hearer(clauses: &Clauses, names: Names<'_>, from: usize) -> usize {
    let mut at = from;
    if clauses.is(at, Class::PREP | Class::TO) && clauses.words[at].entity.is_none() {
        at += 1;
    }
    let Some(word) = clauses.words.get(at) else {
        return from;
    };
    if word.mark.is_some() || word.speech.is_some() {
        return from;
    }
    if word.entity.is_none()
        && word.class.is(Class::OBJ | Class::PRON)
        && !word.class.is(Class::DET)
    {
        return at + 1;
    }
    if clauses.is(at, Class::DET | Class::POSS) && word.entity.is_none() {
        at += 1;
    }
    while at < clauses.len() && clauses.is_nominal(at) {
        let word = &clauses.words[at];
        if word.entity.is_some() {
            at = names.end(clauses, at);
            break;
        }
        if at > from && word.class.is(Class::DET | Class::POSS | Class::PRON) {
            break;
        }
        at += 1;
    }
    while clauses.is(at, Class::PREP) && begins_adjunct(clauses, names, at) {
        at = adjunct_end(clauses, names, at);
    }
    behind_place(clauses, names, at).unwrap_or(at)
}

/// Behind where a hearer stands, if a content opens there: "his supporters at a rally to “go
/// home”", "the crowd outside the hall the doors were shut".
fn behind_place(clauses: &Clauses, names: Names<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    let leads = |at| clauses.is(at, Class::PREP) && !clauses.is(at, Class::TO);
    while leads(at) && clauses.words[at].entity.is_none() {
        at += 1;
        let start = at;
        while at < clauses.len() && clauses.is_nominal(at) {
            let word = &clauses.words[at];
            let opens = word.class.is(Class::DET | Class::POSS | Class::PRON);
            if at > start && opens && word.entity.is_none() {
                break;
            }
            at = match word.entity {
                Some(_) => names.end(clauses, at),
                None => at + 1,
            };
        }
        if at == start {
            return None;
        }
    }
    let quote = |at| {
        clauses.is_mark(at, Mark::Quote)
            || clauses.words.get(at).is_some_and(|w| w.speech.is_some())
    };
    match () {
        () if at == from => None,
        // "to “go home”".
        () if clauses.is(at, Class::TO) && quote(at + 1) => Some(at + 1),
        () if quote(at) || clauses.clause_at(at).is_some() => Some(at),
        () => None,
    }
}
