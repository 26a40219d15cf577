//! A place in the text where a pattern matched, and a cheap guess at the syntax around it.
//!
//! Knows word classes and their usual order in English. Must not know cues.

use super::construction;
use super::word::{Class, Forms, Word, WordId};
use crate::extract::Label;
use crate::text::{Span, Token};
use std::cell::OnceCell;
use std::ops::Range;

/// The tokens of a block, with all that is known of each by itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) words: &'a [Word],
    /// The label of the entity that holds the token.
    pub(super) labels: &'a [Option<Label>],
}

/// A match in its sentence. Indexes count from the start of the block.
#[derive(Debug, Clone)]
pub(super) struct Site<'a> {
    tokens: Tokens<'a>,
    pub(super) sentence: Range<usize>,
    pub(super) cue: Range<usize>,
    pub(super) head: usize,
    /// From the first auxiliary or adverb of the verb group to the end of the cue.
    pub(super) group: Range<usize>,
    /// The first token behind the cue that is no adverb.
    pub(super) next: usize,
    /// What several tests ask for, once it was found out.
    known: Known,
}

/// What is found out about a site at most once.
#[derive(Debug, Clone, Default)]
struct Known {
    subject: OnceCell<Option<usize>>,
    quote: OnceCell<bool>,
    aside: OnceCell<bool>,
}

/// How far the tests look for the start of a phrase.
const PHRASE: usize = 16;

impl<'a> Site<'a> {
    pub(super) fn new(
        tokens: Tokens<'a>,
        sentence: Range<usize>,
        cue: Range<usize>,
        head: usize,
    ) -> Self {
        let mut site = Self {
            tokens,
            sentence,
            group: cue.clone(),
            next: cue.end,
            cue,
            head,
            known: Known::default(),
        };
        site.group.start = site.group_start();
        site.next = site.after_adverbs(site.cue.end);
        site
    }

    /// The cue in the text.
    pub(super) fn span(&self) -> Span {
        let tokens = &self.tokens.tokens[self.cue.clone()];
        let first = tokens.first().map_or(0, |token| token.span.start);
        Span::new(first, tokens.last().map_or(first, |token| token.span.end))
    }

    /// The word at `at`; nothing past the sentence's ends.
    pub(super) fn at(&self, at: usize) -> Word {
        self.tokens.words.get(at).copied().unwrap_or_default()
    }

    /// How many tokens the block has.
    pub(super) fn len(&self) -> usize {
        self.tokens.words.len()
    }

    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens
            .tokens
            .get(at)
            .and_then(|token| self.tokens.text.get(token.span.range()))
            .unwrap_or("")
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.text(at).eq_ignore_ascii_case(word)
    }

    pub(super) fn label(&self, at: usize) -> Option<Label> {
        self.tokens.labels.get(at).copied().flatten()
    }

    pub(super) fn after_adverbs(&self, mut at: usize) -> usize {
        while self.at(at).is(Class::ADV) && at < self.sentence.end {
            at += 1;
        }
        at
    }

    /// The last token in front of `at` that is no adverb, within the sentence.
    pub(super) fn before_adverbs(&self, at: usize) -> Option<usize> {
        (self.sentence.start..at)
            .rev()
            .take(4)
            .find(|&before| !self.at(before).is(Class::ADV))
    }

    /// Auxiliaries, negations and adverbs in front of the cue belong to its group; adverbs
    /// without an auxiliary only where they end in "-ly" or the like.
    fn group_start(&self) -> usize {
        let mut start = self.cue.start;
        for at in (self.sentence.start..self.cue.start).rev().take(6) {
            let word = self.at(at);
            if !word.is(Class::AUX | Class::NEG | Class::ADV)
                || word.is(Class::POSS | Class::PRONDET)
            {
                break;
            }
            start = at;
            if word.is(Class::SUBJ) {
                break;
            }
        }
        start
    }

    pub(super) fn negated(&self) -> bool {
        self.group.clone().any(|at| self.at(at).is(Class::NEG))
    }

    /// The head is a participle that "be" or an agent makes passive.
    pub(super) fn passive(&self) -> bool {
        if !self.at(self.head).forms.meets(Forms::PARTICIPLE) {
            return false;
        }
        let auxiliary = (self.group.start..self.head)
            .rev()
            .find(|&at| self.at(at).is(Class::AUX));
        match auxiliary {
            Some(at) => self.at(at).is(Class::BE) || self.is_word(at, "got"),
            None => self.is_word(self.head + 1, "by"),
        }
    }

    /// Can begin a noun phrase.
    pub(super) fn nominal(&self, at: usize) -> bool {
        let word = self.at(at);
        word.is(Class::DET
            | Class::PRONDET
            | Class::POSS
            | Class::NUM
            | Class::CURRENCY
            | Class::CAP
            | Class::ADJ
            | Class::OBJ)
            || word.is(Class::WORD)
                && !word.is(Class::PREP
                    | Class::CONJ
                    | Class::SUB
                    | Class::WH
                    | Class::AUX
                    | Class::ADV
                    | Class::NEG
                    | Class::TO
                    | Class::THAT)
    }

    /// Can end a noun phrase.
    pub(super) fn nominal_end(&self, at: usize) -> bool {
        let word = self.at(at);
        word.is(Class::SUBJ
            | Class::PRONDET
            | Class::NUM
            | Class::CAP
            | Class::CLOSE_PAREN
            | Class::OBJ)
            || word.is(Class::WORD)
                && !word.is(Class::PREP
                    | Class::CONJ
                    | Class::SUB
                    | Class::AUX
                    | Class::ADV
                    | Class::NEG
                    | Class::TO
                    | Class::DET
                    | Class::POSS
                    | Class::WH)
    }

    /// The end of the noun phrase that begins at `from`, without phrases behind it.
    pub(super) fn phrase_end(&self, from: usize) -> usize {
        let mut at = from;
        while at < (from + PHRASE).min(self.sentence.end) {
            let word = self.at(at);
            if !word.is(Class::WORD | Class::NUM | Class::CURRENCY | Class::POSS)
                || word.is(Class::PREP
                    | Class::CONJ
                    | Class::SUB
                    | Class::WH
                    | Class::AUX
                    | Class::TO
                    | Class::THAT
                    | Class::NEG)
                || at > from
                    && word.is(Class::DET | Class::SUBJ | Class::OBJ)
                    && !self.at(at - 1).is(Class::DET | Class::PRONDET)
                || at > from && word.is(Class::ADV) && !self.at(at).is(Class::ADJ)
                || at > from && self.at(at - 1).is(Class::OBJ) && !self.at(at - 1).is(Class::POSS)
            {
                break;
            }
            at += 1;
        }
        at
    }

    /// A mark that ends a clause, or the end of the sentence.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        at >= self.sentence.end
            || self.at(at).is(Class::END
                | Class::COMMA
                | Class::CLOSE_QUOTE
                | Class::CLOSE_PAREN
                | Class::DASH
                | Class::COLON)
    }

    /// Looks like a finite verb with its subject in front.
    pub(super) fn finite(&self, at: usize) -> bool {
        let word = self.at(at);
        if word.is(Class::AUX) {
            return !["be", "been", "being", "having", "doing"]
                .iter()
                .any(|form| self.is_word(at, form));
        }
        if at == 0 || !self.at(at).is(Class::WORD) || word.is(Class::CAP | Class::DET | Class::POSS)
        {
            return false;
        }
        let before = self
            .before_adverbs(at)
            .map_or(Word::default(), |before| self.at(before));
        if before.is(Class::DET | Class::POSS | Class::PREP | Class::ADJ | Class::TO | Class::CONJ)
        {
            return false;
        }
        word.is(Class::PAST | Class::ENDS_ED)
            || word.forms.meets(Forms::PAST)
            || word.forms.meets(Forms::THIRD)
                && !before.is(Class::ENDS_S | Class::PLURAL | Class::NUM)
            || word.forms.meets(Forms::BASE)
                && before.is(Class::ENDS_S | Class::PLURAL | Class::SUBJ)
    }

    /// The head of the subject in front of the verb group: the noun that a chain of phrases
    /// hangs on ("report" of "a report in The Verge"), behind an apposition or relative clause
    /// in commas.
    pub(super) fn subject(&self) -> Option<usize> {
        *self.known.subject.get_or_init(|| self.find_subject())
    }

    /// Whether a quotation stands beside the cue or its source.
    pub(super) fn quoted(&self) -> bool {
        *self.known.quote.get_or_init(|| construction::quote(self))
    }

    /// Whether the cue and its source are set off from a clause.
    pub(super) fn aside(&self) -> bool {
        *self.known.aside.get_or_init(|| construction::aside(self))
    }

    fn find_subject(&self) -> Option<usize> {
        let mut end = self.before_adverbs(self.group.start)?;
        if self.at(end).is(Class::COMMA | Class::CLOSE_PAREN) {
            let opens = |at: &usize| self.at(*at).is(Class::COMMA | Class::OPEN_PAREN);
            let from = end.saturating_sub(30).max(self.sentence.start);
            end = (from..end).rev().find(opens)?.checked_sub(1)?;
        }
        if !self.nominal_end(end) && !self.at(end).is(Class::CLOSE_QUOTE) {
            return None;
        }
        let mut head = end;
        let mut at = end;
        while at > self.sentence.start && end - at < PHRASE {
            let before = self.at(at - 1);
            if before.is(Class::PREP) && !before.is(Class::SUB) {
                if at < 2 || !self.nominal_end(at - 2) {
                    break;
                }
                head = at - 2;
                // "a report seen by the paper": the participle is no head.
                let participle = self.at(head).is(Class::ENDS_ED | Class::ENDS_ING)
                    || self.at(head).forms.meets(Forms::PARTICIPLE);
                if participle && at > 2 && self.nominal_end(at - 3) {
                    head = at - 3;
                }
            } else if before.is(Class::COMMA
                | Class::END
                | Class::QUOTE
                | Class::CONJ
                | Class::SUB
                | Class::THAT
                | Class::AUX
                | Class::COLON
                | Class::DASH
                | Class::TO)
            {
                break;
            }
            at -= 1;
        }
        Some(head)
    }

    /// Stands for somebody who can say or think something.
    pub(super) fn is_person(&self, at: usize) -> bool {
        let word = self.at(at);
        if word.is(Class::MEDIUM) {
            return false;
        }
        if let Some(label) = self.label(at) {
            return matches!(
                label,
                Label::Person | Label::Org | Label::Norp | Label::Gpe | Label::Cardinal
            );
        }
        // A capital at the start of a sentence is no sign of a name.
        let opens =
            at == self.sentence.start && (word.id != WordId::UNKNOWN || word.is(Class::ENDS_S));
        word.is(Class::ROLE)
            || word.is(Class::CAP) && !opens
            || ["he", "she", "they", "we", "i", "you", "who"]
                .iter()
                .any(|pronoun| self.is_word(at, pronoun))
    }

    /// The value that holds the cue.
    pub(super) fn value(&self) -> Option<Label> {
        let blurred = |label: &Label| !label.is_name() && *label != Label::Ordinal;
        self.label(self.cue.start).filter(blurred)
    }

    /// Most long words of the sentence have a capital, as in a headline.
    pub(super) fn in_title_case(&self) -> bool {
        let (mut long, mut capital) = (0, 0);
        for at in self.sentence.clone().take(40) {
            if self.at(at).is(Class::WORD) && self.text(at).len() > 3 {
                long += 1;
                capital += usize::from(self.at(at).is(Class::CAP));
            }
        }
        long > 2 && capital * 10 >= long * 7
    }

    /// No small letter in the sentence.
    pub(super) fn all_capitals(&self) -> bool {
        self.sentence.clone().take(8).all(|at| {
            self.at(at).is(Class::UPPER) || !self.at(at).is(Class::WORD) || self.text(at).len() < 2
        })
    }
}
