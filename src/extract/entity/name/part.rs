//! The names in a run: without titles, and apart where two stand together.
//!
//! Knows titles, jobs and nationalities before names. Must not know how runs are found.

use super::class::Class;
use super::site::Site;
use crate::text::{Shape, TokenKind};
use std::ops::Range;

/// Last words of things that may be named for a person or an office.
const THINGS: &[Class] = &[
    Class::OrgHead,
    Class::OrgEnding,
    Class::FacHead,
    Class::LocHead,
    Class::EventHead,
    Class::LawHead,
];

/// Adds the names in `run` to `found`: "Kenyan President William Ruto" is two.
pub(super) fn parts(site: &Site, run: Range<usize>, found: &mut Vec<Range<usize>>) {
    let Some(cut) = cut(site, run.clone()) else {
        if !run.is_empty() {
            found.push(run);
        }
        return;
    };
    // Both sides are shorter than the run.
    parts(site, run.start..cut.start, found);
    parts(site, cut.end..run.end, found);
}

/// The words that do not belong to a name, or an empty range between two names.
fn cut(site: &Site, run: Range<usize>) -> Option<Range<usize>> {
    let (first, last) = match site.words.get(run.clone())? {
        [first, .., last] => (first, last),
        _ => return None,
    };
    let front = site.is_front(run.start);
    let head = run.start..run.start + 1;
    if site.listed(run.start) == Some(run.end) {
        // "The Financial Times" in front of a sentence may be "the Financial Times".
        let article = front && site.str(run.start) == "The" && site.is_listed(head.end..run.end);
        return article.then_some(head);
    }
    let thing = last.classes.any(THINGS) && !last.has(Class::Surname);
    if let Some(title) = title(site, run.clone(), thing) {
        return Some(title);
    }
    let second = &site.words[run.start + 1];
    let rest = site.phrase(head.end..run.end);
    // "Dutch Marieke Jansen", "U.S. East Coast"
    // not "Canadian Coast Guard".
    let other = rest.has(Class::Loc) || rest.any(&[Class::Org, Class::Event]) && !thing;
    let people = first.has(Class::Norp) && (second.has(Class::Given) || other);
    let place = first.has(Class::Gpe) && run.len() > 2 && other;
    if people || place {
        return Some(head.end..head.end);
    }
    // A sentence's own capital: "But Microsoft", "Violist Agathe Moreau".
    let own = first.has(Class::SentenceWord)
        || first.small.has(Class::PersonJob)
        || site.is_plain(run.start) && second.has(Class::Given);
    if front && own {
        return Some(head);
    }
    // A common acronym behind: "Microsoft CEO".
    let acronym = last.has(Class::Common)
        && !last.has(Class::OrgEnding)
        && last.kind == TokenKind::Word
        && matches!(last.shape, Shape::Upper | Shape::Mixed);
    acronym.then_some(run.end - 1..run.end)
}

/// A title before a name, or behind one ("Microsoft Chief Executive").
fn title(site: &Site, run: Range<usize>, thing: bool) -> Option<Range<usize>> {
    let inside = run.clone().any(|at| site.is_connector(at));
    run.clone().find_map(|at| {
        let end = (at + 1..=run.end.min(at + 3))
            .rev()
            .find(|&end| site.phrase(at..end).has(Class::Title))?;
        let named = end < run.end
            && !site.is_connector(end)
            && (!thing || site.words[end].has(Class::Given));
        let alone = end == run.end && at > run.start && !thing && !inside;
        (named || alone).then_some(at..end)
    })
}
