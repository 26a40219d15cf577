//! What the lexicon says of a match by the words around it.
//!
//! Knows in which order its reasons are asked. Must not know which of several matches stays.

use super::EntryId;
use super::lexicon::{Context, Tables};
use super::pattern::{Match, Tag};
use super::reading::Reading;
use super::site::Site;
use super::word::{Class, Forms};
use crate::extract::Label;

#[derive(Debug, Clone, Copy)]
pub(super) enum Verdict<'a> {
    /// A cue, for it stands in this context.
    Admitted(&'a Context),
    /// Part of a name.
    Name,
    /// Another part of speech than the entry's.
    Speech,
    /// A passive, of a verb that is a cue in the active voice.
    Passive,
    /// In no context in which the entry is a cue.
    Unwanted,
    /// In a context in which the entry is none.
    Blocked(&'a Context),
}

impl<'a> Verdict<'a> {
    pub(super) fn of(site: &Site<'_>, matched: &Match, tables: &'a Tables) -> Self {
        if named(site) {
            return Self::Name;
        }
        let reading = match matched.tag {
            Tag::None => None,
            Tag::Verb(_) => Some(Reading::Verb),
            Tag::Noun => Some(Reading::Noun),
        };
        if reading.is_some_and(|reading| site.reading() != reading) {
            return Self::Speech;
        }
        if matches!(matched.tag, Tag::Verb(forms) if forms.meets(Forms::FINITE)) && site.passive() {
            return Self::Passive;
        }
        let conditions = tables.conditions(EntryId(matched.entry));
        let holds = |context: &&Context| context.tests.iter().all(|test| test.holds(site));
        let Some(context) = conditions.wanted.iter().find(holds) else {
            return Self::Unwanted;
        };
        match conditions.unless.iter().find(holds) {
            Some(context) => Self::Blocked(context),
            None => Self::Admitted(context),
        }
    }

    pub(super) fn admitted(self) -> Option<&'a Context> {
        match self {
            Self::Admitted(context) => Some(context),
            _ => None,
        }
    }
}

/// Lies in a name, or looks like one: a capital inside a sentence that is no headline.
fn named(site: &Site<'_>) -> bool {
    let in_name = |at: usize| site.label(at).is_some_and(Label::is_name);
    if site.cue.clone().any(in_name) {
        return true;
    }
    let first = site.at(site.cue.start);
    let start = site.cue.start;
    first.is(Class::CAP)
        && start > site.sentence.start
        && site.at(start - 1).is(Class::WORD)
        && !site.in_title_case()
}
