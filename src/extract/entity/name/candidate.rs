//! Where a name may stand: runs of capitalised words with what joins them.
//!
//! Knows connectors, numbers inside names, titles before them and how runs fall into parts.
//! Must not know which label a run has.

use super::class::{Class, Classes, LONGEST_PHRASE, Lists};
use super::word::Word;
use crate::text::{Gap, Text, TokenKind};
use std::ops::Range;

/// A sentence under the rules.
pub(super) struct Site<'a> {
    pub(super) text: &'a Text,
    pub(super) lists: &'a Lists,
    pub(super) words: &'a [Word],
    /// Whether capitals tell nothing here.
    pub(super) shouted: bool,
}

/// Words that name a thing whatever stands behind "of" or "for".
const HEADS: &[Class] = &[
    Class::OrgHead,
    Class::FacHead,
    Class::LawHead,
    Class::EventHead,
];

impl Site<'_> {
    pub(super) fn str(&self, at: usize) -> &str {
        self.words[at].of(self.text)
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &str {
        match (
            self.words.get(range.start),
            self.words.get(range.end.wrapping_sub(1)),
        ) {
            (Some(first), Some(last)) if range.start < range.end => {
                self.text.slice(first.span.cover(last.span))
            }
            _ => "",
        }
    }

    /// The classes of a phrase of these words.
    pub(super) fn phrase(&self, range: Range<usize>) -> Classes {
        if range.len() == 1 {
            return self.words[range.start].classes;
        }
        if range.len() > LONGEST_PHRASE * 2 {
            return Classes::NONE;
        }
        self.lists.of(self.slice(range))
    }

    /// The end of the longest listed phrase of several words, or word with a mark inside, that
    /// begins at `at`.
    fn listed(&self, at: usize) -> Option<usize> {
        const NAMES: &[Class] = &[
            Class::Gpe,
            Class::Loc,
            Class::Norp,
            Class::Language,
            Class::Org,
            Class::Fac,
            Class::Product,
            Class::Event,
            Class::Law,
            Class::Work,
            Class::DateName,
        ];
        let line = self.words[at + 1..].iter().position(|w| w.gap >= Gap::Line);
        let end = line.map_or(self.words.len(), |line| at + 1 + line);
        (at + 2..=end.min(at + LONGEST_PHRASE))
            .rev()
            .filter(|&end| {
                self.words[end - 1].is_capital() || self.words[end - 1].kind != TokenKind::Mark
            })
            .find(|&end| self.phrase(at..end).any(NAMES))
    }

    /// The runs of this sentence, in text order, without overlap.
    pub(super) fn candidates(&self, seen: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let start = at;
            if !self.begins(at, seen) {
                at += 1;
                continue;
            }
            let end = self.run(at, seen);
            at = end.max(start + 1);
            self.parts(start..end, &mut found);
        }
        found
    }

    /// Whether a run may begin here.
    fn begins(&self, at: usize, seen: &dyn Fn(&str) -> bool) -> bool {
        let word = &self.words[at];
        if !word.is_capital() {
            return word.kind == TokenKind::Address && word.has(Class::Org);
        }
        if self.listed(at).is_some() {
            return true;
        }
        if word.has(Class::Weekday) || word.has(Class::Month) && !self.goes_on(at) {
            return false;
        }
        let first = at == 0 || self.words[at].gap >= Gap::Line || self.opens(at - 1);
        if word.has(Class::SentenceWord) && (first || self.shouted) {
            // "The Verge": only where the article belongs to what follows.
            return false;
        }
        if self.shouted && self.is_plain(at) {
            return seen(self.str(at));
        }
        // A common word at the front of a sentence, and nothing that goes on with a capital.
        if first && self.is_plain(at) && !self.goes_on(at) {
            return seen(self.str(at));
        }
        true
    }

    /// Whether it is a common word of English that is on no list of names.
    fn is_plain(&self, at: usize) -> bool {
        const NAMES: &[Class] = &[
            Class::Gpe,
            Class::Loc,
            Class::Norp,
            Class::Language,
            Class::Org,
            Class::Fac,
            Class::Product,
            Class::Event,
            Class::Law,
            Class::Given,
            Class::Surname,
        ];
        let word = &self.words[at];
        word.small.has(Class::English) && !word.classes.any(NAMES)
    }

    fn opens(&self, at: usize) -> bool {
        matches!(
            self.str(at),
            "“" | "\"" | "‘" | ":" | "•" | "-" | "–" | "—" | "|" | "." | "?" | "!" | "..."
        )
    }

    /// Whether a capital follows in the same run, at once or behind a connector.
    fn goes_on(&self, at: usize) -> bool {
        let joined = self
            .words
            .get(at + 1)
            .is_some_and(|w| w.gap == Gap::Blank && !w.is_capital())
            && self.connect(at, at + 1).is_some();
        joined
            || self.words.get(at + 1).is_some_and(|next| {
                next.is_capital()
                    && next.gap == Gap::Blank
                    && !next.has(Class::Weekday)
                    && !next.has(Class::Month)
            })
    }

    /// The end of the run that begins at `start`.
    fn run(&self, start: usize, seen: &dyn Fn(&str) -> bool) -> usize {
        let mut end = self.listed(start).unwrap_or(start + 1);
        while let Some(next) = self.extend(start, end, seen) {
            end = next;
        }
        end
    }

    /// One more step of a run.
    fn extend(&self, start: usize, end: usize, seen: &dyn Fn(&str) -> bool) -> Option<usize> {
        let word = self.words.get(end)?;
        if word.gap >= Gap::Line || end - start >= 14 {
            return None;
        }
        let last = &self.words[end - 1];
        if word.is_capital() && word.gap == Gap::Blank {
            return self
                .takes(start, end, seen)
                .then(|| self.listed(end).unwrap_or(end + 1));
        }
        let next = self.words.get(end + 1).filter(|next| next.gap < Gap::Line);
        let capital = next.is_some_and(Word::is_capital);
        match self.str(end) {
            "-" | "–" | "‑" | "/" if word.gap == Gap::None => {
                // "GPT-4", "COP-28": a code with its number.
                let glued = next?;
                let code = glued.gap == Gap::None
                    && (glued.kind == TokenKind::Number
                        || capital && last.kind == TokenKind::Number);
                code.then_some(end + 2)
            }
            "&" if capital => Some(end + 2),
            "'s" | "’s" | "'" | "’" if capital && word.gap == Gap::None => {
                self.possessive(start, end).then_some(end + 2)
            }
            "+" if word.gap == Gap::None => Some(end + 1),
            "," if next.is_some_and(|n| {
                n.classes.has(Class::OrgEnding) && n.of(self.text).ends_with('.')
            }) =>
            {
                Some(end + 2)
            }
            "v" | "v." | "vs" | "vs." if capital => Some(end + 2),
            _ if word.kind == TokenKind::Number && word.gap == Gap::Blank => {
                self.numbered(start, end).then_some(end + 1)
            }
            _ if word.kind == TokenKind::Word && word.gap == Gap::Blank => self.connect(start, end),
            _ => None,
        }
    }

    /// Whether a capitalised word goes on with the run before it.
    fn takes(&self, start: usize, at: usize, seen: &dyn Fn(&str) -> bool) -> bool {
        let word = &self.words[at];
        if word.has(Class::Weekday) {
            return false;
        }
        if word.has(Class::Month) {
            return word.has(Class::Given) && self.words[at - 1].has(Class::Given);
        }
        if self.shouted && self.is_plain(at) && !word.classes.any(HEADS) {
            return seen(self.str(at));
        }
        let _ = start;
        true
    }

    /// Whether "'s" joins: "King's College", "St Leonard's Mission", not "Kenya's Treasury".
    fn possessive(&self, start: usize, end: usize) -> bool {
        const OWNERS: &[&str] = &[
            "King",
            "Queen",
            "Women",
            "Men",
            "Children",
            "People",
            "Workers",
            "Farmers",
            "Nurses",
            "Teachers",
            "Girls",
            "Boys",
            "Ladies",
            "Veterans",
            "Owners",
            "Growers",
            "Producers",
            "Students",
            "Consumers",
            "Fishermen",
            "Lloyd",
            "Guy",
            "Bishop",
            "Prince",
            "Princess",
            "Players",
            "Drivers",
            "Writers",
            "Lawyers",
            "Doctors",
            "Traders",
            "Employers",
            "Employees",
            "Mothers",
            "Artists",
        ];
        let next = &self.words[end + 1];
        OWNERS.contains(&self.str(end - 1))
            || matches!(self.str(start), "St" | "St." | "Saint") && end == start + 2
            || next.classes.any(&[Class::LocHead])
                && !next.classes.any(&[Class::OrgHead])
                && end == start + 1
                && self.words[start].classes.is_empty()
    }

    /// Whether a number belongs to the run before it.
    fn numbered(&self, start: usize, at: usize) -> bool {
        let number = self.str(at);
        let last = &self.words[at - 1];
        let glued = self.words.get(at + 1).is_some_and(|next| {
            next.gap == Gap::None && matches!(next.of(self.text), "-" | "–" | "−")
        });
        if glued || last.has(Class::Norp) || self.shouted && last.small.has(Class::English) {
            return false;
        }
        let year = number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
        if year {
            return last.classes.any(&[
                Class::EventHead,
                Class::LawHead,
                Class::EventLead,
                Class::Event,
            ]) || self.slice(start..at).ends_with("Law")
                || self.phrase(start..at).any(&[Class::Event]);
        }
        let plural = self.words.get(at + 1).is_some_and(|next| {
            next.gap == Gap::Blank
                && next.kind == TokenKind::Word
                && next.span.len() > 3
                && !next.is_capital()
                && next.of(self.text).ends_with('s')
        });
        let money = self.words.get(at + 1).is_some_and(|next| {
            matches!(
                next.of(self.text),
                "%" | "per" | "percent" | "million" | "billion" | "trillion"
            )
        });
        !plural
            && !money
            && number.len() <= 4
            && !number.contains(':')
            && !last.means(Class::Month)
            && !last.has(Class::Given)
            && !last.has(Class::Gpe)
    }

    /// The end after a small connecting word or several and a capital behind them.
    fn connect(&self, start: usize, end: usize) -> Option<usize> {
        let small = |at: usize| {
            self.words.get(at).is_some_and(|w| {
                w.has(Class::Connector)
                    && !w.is_capital()
                    && w.gap == Gap::Blank
                    && w.kind == TokenKind::Word
            })
        };
        if !small(end) {
            // "Sparrow 2 mini"
            let word = &self.words[end];
            let model =
                word.has(Class::ProductHead) && self.words[end - 1].kind == TokenKind::Number;
            return model.then_some(end + 1);
        }
        let stop = (end..end + 3).find(|&at| !small(at))?;
        let next = self.words.get(stop)?;
        if !next.is_capital()
            || next.gap > Gap::Blank
            || next.has(Class::Weekday)
            || next.has(Class::Month)
        {
            return None;
        }
        self.joins(start, end, stop)
            .then(|| self.listed(stop).unwrap_or(stop + 1))
    }

    fn joins(&self, start: usize, end: usize, stop: usize) -> bool {
        let last = &self.words[end - 1];
        let has_head = |range: Range<usize>| {
            self.words[range]
                .iter()
                .any(|w| w.classes.any(HEADS) || w.has(Class::OrgLead))
        };
        let lead = |of: &str| {
            let mut phrase = String::from(self.str(end - 1));
            phrase.push(' ');
            phrase.push_str(of);
            self.lists.of(&phrase).any(&[
                Class::OrgLead,
                Class::FacLead,
                Class::LocLead,
                Class::EventLead,
                Class::LawLead,
                Class::GpeLead,
            ])
        };
        let behind = self.run_of_capitals(stop);
        match self.str(end) {
            "of" => {
                let within = self.words[start..end]
                    .iter()
                    .any(|w| !w.is_capital() && w.small.is_empty() && w.has(Class::Connector));
                lead("of")
                    || last.classes.any(HEADS)
                    || last.has(Class::LocHead)
                    || within && has_head(start..end)
            }
            "for" | "on" | "to" | "against" => {
                lead(self.str(end)) || last.classes.any(&[Class::OrgHead]) && self.str(end) == "for"
            }
            "and" => {
                let tail = &self.words[behind.end - 1];
                let listed = self.phrase(start..end);
                let is_open = listed.is_empty() && !last.of(self.text).ends_with('.');
                let department = self.words[start..end]
                    .iter()
                    .any(|w| !w.is_capital() && w.has(Class::Connector))
                    && has_head(start..end)
                    && !self.words[behind.start].classes.any(&[
                        Class::Gpe,
                        Class::Org,
                        Class::Norp,
                    ]);
                let topic = self.words[start..end]
                    .iter()
                    .all(|w| !w.classes.any(&[Class::Given, Class::Gpe, Class::Norp]));
                department
                    || is_open
                        && topic
                        && tail.classes.any(&[Class::OrgHead, Class::LawHead])
                        && !self.shouted
            }
            "in" | "at" | "or" | "by" | "with" | "a" | "an" | "the" => false,
            "von" | "van" | "der" | "den" | "bin" | "al" | "y" | "de" | "del" | "la" | "du"
            | "des" | "do" | "dos" | "da" | "das" | "di" | "della" | "na" | "los" | "las"
            | "el" | "es" | "e" | "le" | "les" | "au" | "aux" | "et" | "en" | "sur" | "zu"
            | "und" | "für" | "och" => true,
            _ => false,
        }
    }

    /// The capitals from `at` on.
    fn run_of_capitals(&self, at: usize) -> Range<usize> {
        let more = self.words[at + 1..]
            .iter()
            .take_while(|w| w.is_capital() && w.gap == Gap::Blank)
            .count();
        at..at + 1 + more
    }

    /// The names in a run: without titles, and apart where two stand together ("Kenyan
    /// President William Ruto").
    fn parts(&self, run: Range<usize>, found: &mut Vec<Range<usize>>) {
        if run.is_empty() {
            return;
        }
        let front =
            run.start == 0 || self.words[run.start].gap >= Gap::Line || self.opens(run.start - 1);
        if self.listed(run.start) == Some(run.end) {
            // "The Financial Times" in front of a sentence may be "the Financial Times".
            let bare = run.start + 1..run.end;
            let article = front && self.str(run.start) == "The" && !self.phrase(bare).is_empty();
            found.push(run.start + usize::from(article)..run.end);
            return;
        }
        let last = &self.words[run.end - 1];
        let ends_as_thing = run.len() > 1
            && last.classes.any(&[
                Class::OrgHead,
                Class::OrgEnding,
                Class::FacHead,
                Class::LocHead,
                Class::EventHead,
                Class::LawHead,
            ])
            && !last.has(Class::Surname);
        // A title inside or in front.
        for at in run.clone() {
            let Some(end) = self.title(at, run.end) else {
                continue;
            };
            let of = self
                .words
                .get(end)
                .is_some_and(|w| w.small.has(Class::Connector) && !w.is_capital());
            let rest = end..run.end;
            let named =
                end < run.end && !of && (!ends_as_thing || self.words[end].has(Class::Given));
            let alone = end == run.end && at > run.start && !ends_as_thing;
            if named || alone {
                if at > run.start {
                    self.parts(run.start..at, found);
                }
                if !rest.is_empty() {
                    self.parts(rest, found);
                }
                return;
            }
        }
        let first = &self.words[run.start];
        // "Dutch Marieke Jansen", "Kenyan Treasury".
        let second = self.words.get(run.start + 1);
        let next_is_name = second.is_some_and(|w| w.classes.any(&[Class::Given]))
            || run.len() == 2 && second.is_some_and(|w| w.classes.any(&[Class::Org]));
        if run.len() > 1
            && first.has(Class::Norp)
            && (next_is_name
                || self
                    .phrase(run.start + 1..run.end)
                    .any(&[Class::Org, Class::Event, Class::Loc]))
        {
            found.push(run.start..run.start + 1);
            self.parts(run.start + 1..run.end, found);
            return;
        }
        // A sentence's own capital in front: "But Microsoft", "Trustee Annalise Ochoa".
        let own = first.has(Class::SentenceWord)
            || self.is_plain(run.start)
                && (first.small.has(Class::PersonJob)
                    || second.is_some_and(|w| w.has(Class::Given)));
        if run.len() > 1 && own && front {
            self.parts(run.start + 1..run.end, found);
            return;
        }
        // A common acronym behind: "Microsoft CEO".
        if run.len() > 1
            && last.has(Class::Common)
            && !last.has(Class::OrgEnding)
            && last.kind == TokenKind::Word
            && !ends_as_thing
            && last.shape == crate::text::Shape::Upper
        {
            self.parts(run.start..run.end - 1, found);
            return;
        }
        found.push(run);
    }

    /// The end of the longest title that begins at `at`.
    fn title(&self, at: usize, end: usize) -> Option<usize> {
        (at + 1..=end.min(at + 3))
            .rev()
            .find(|&stop| self.phrase(at..stop).has(Class::Title))
    }
}
