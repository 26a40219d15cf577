//! Runs: capitalised words with what joins them.
//!
//! Knows connectors, possessives and numbers inside names. Must not know titles, nor which
//! label a run has.

use super::class::Class;
use super::site::Site;
use super::word::Word;
use crate::text::{Gap, Shape, TokenKind};
use std::ops::Range;

/// The most words of a run.
const LONGEST: usize = 16;

/// Last words that name a thing, whatever stands behind "of" or "for".
const HEADS: &[Class] = &[
    Class::OrgHead,
    Class::FacHead,
    Class::LawHead,
    Class::EventHead,
];

/// Classes of the words that want a connector behind them: "University of".
const LEADS: &[Class] = &[
    Class::OrgLead,
    Class::FacLead,
    Class::LocLead,
    Class::EventLead,
    Class::LawLead,
    Class::GpeLead,
];

/// The runs of a sentence, in text order, without overlap. `seen` says of a word whether the
/// document has it with a capital where nothing else asks for one.
pub(super) fn runs(site: &Site, seen: &dyn Fn(&Word) -> bool) -> Vec<Range<usize>> {
    let runs = Runs { site, seen };
    let mut found = Vec::new();
    let mut at = 0;
    while at < site.words.len() {
        if runs.begins(at) {
            let end = runs.end(at).max(at + 1);
            found.push(at..end);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

struct Runs<'a> {
    site: &'a Site<'a>,
    seen: &'a dyn Fn(&Word) -> bool,
}

impl Runs<'_> {
    fn word(&self, at: usize) -> Option<&Word> {
        self.site.words.get(at)
    }

    fn str(&self, at: usize) -> &str {
        self.site.str(at)
    }

    /// Whether a run begins here.
    fn begins(&self, at: usize) -> bool {
        let (site, word) = (self.site, &self.site.words[at]);
        if !word.is_capital() {
            return word.kind == TokenKind::Address && word.has(Class::Org);
        }
        if site.listed(at).is_some() {
            return true;
        }
        if word.has(Class::Weekday) || word.has(Class::Month) && !self.goes_on(at) {
            return false;
        }
        let front = site.is_front(at);
        if word.has(Class::SentenceWord) && (front || site.shouted) {
            return false;
        }
        let doubtful = site.is_plain(at) && (site.shouted || front && !self.goes_on(at));
        !doubtful || (self.seen)(word)
    }

    /// Whether a capital follows in the same run, at once or behind a connector.
    fn goes_on(&self, at: usize) -> bool {
        let next = at + 1;
        if !self.site.follows(next) || self.site.is_calendar(next) {
            return false;
        }
        self.site.words[next].is_capital() || self.connect(at, next).is_some()
    }

    /// The end of the run that begins at `start`.
    fn end(&self, start: usize) -> usize {
        let mut end = self.site.listed(start).unwrap_or(start + 1);
        while end - start < LONGEST
            && let Some(next) = self.extend(start, end)
        {
            end = next;
        }
        end
    }

    /// One more step of the run `start..end`.
    fn extend(&self, start: usize, end: usize) -> Option<usize> {
        let word = self.word(end)?;
        let glued = word.gap == Gap::None;
        if word.gap >= Gap::Line {
            return None;
        }
        if word.is_capital() && !glued {
            let takes = self.takes(end);
            return takes.then(|| self.site.listed(end).unwrap_or(end + 1));
        }
        let last = &self.site.words[end - 1];
        let next = self.word(end + 1).filter(|next| next.gap < Gap::Line);
        let capital = next.is_some_and(Word::is_capital);
        let next_glued = next.filter(|next| next.gap == Gap::None);
        match (word.kind, self.str(end)) {
            // "GPT-4", "COP-28"
            (_, "-" | "–" | "‑") if glued => {
                let code = |next: &Word| {
                    next.kind == TokenKind::Number || capital && last.kind == TokenKind::Number
                };
                next_glued.is_some_and(code).then_some(end + 2)
            }
            // "A/S"
            (_, "/") if glued => {
                let letter = |next: &Word| capital && next.span.len() == 1;
                next_glued.is_some_and(letter).then_some(end + 2)
            }
            // "737s", "9a"
            (TokenKind::Word, _) if glued => {
                (last.kind == TokenKind::Number && word.span.len() <= 2).then_some(end + 1)
            }
            (_, "&") => capital.then_some(end + 2),
            (_, "'s" | "’s" | "'" | "’") if glued && capital => {
                self.possessive(start, end).then_some(end + 2)
            }
            (_, "+") if glued => Some(end + 1),
            (_, ",") => self.comma(start, end),
            (_, "v" | "v." | "vs" | "vs.") => capital.then_some(end + 2),
            (TokenKind::Number, _) if !glued => self.numbered(start, end).then_some(end + 1),
            // "Sparrow 2 mini"
            (TokenKind::Word, _) if last.kind == TokenKind::Number => {
                word.has(Class::ProductHead).then_some(end + 1)
            }
            (TokenKind::Word, _) => self.connect(start, end),
            _ => None,
        }
    }

    /// Whether a capitalised word goes on with the run before it.
    fn takes(&self, at: usize) -> bool {
        let (site, word) = (self.site, &self.site.words[at]);
        if word.has(Class::Weekday) {
            return false;
        }
        if word.has(Class::Month) {
            return word.classes.any(&[Class::Given, Class::Surname])
                && site.words[at - 1].has(Class::Given);
        }
        let doubtful = site.shouted && site.is_plain(at) && !word.classes.any(HEADS);
        !doubtful || (self.seen)(word)
    }

    /// Whether a possessive joins: "King's College", "St Leonard's Mission", "Sheriff's Office",
    /// not "Kenya's Treasury".
    fn possessive(&self, start: usize, end: usize) -> bool {
        let (owner, next) = (&self.site.words[end - 1], &self.site.words[end + 1]);
        let body = next.classes.any(&[Class::OrgHead, Class::FacHead]);
        let bare = self.str(end).chars().count() == 1;
        let saint = matches!(self.str(start), "St" | "St." | "Saint") && end == start + 2;
        let person = owner.small.any(&[Class::English, Class::PersonJob])
            || owner.classes.any(&[Class::Title, Class::Owner]);
        let unlisted = !self.site.is_listed(start..end);
        saint
            || owner.has(Class::Owner)
            || body && unlisted && person
            || body && unlisted && bare && end > start + 1
            || next.has(Class::LocHead) && !body && owner.classes.is_empty() && end == start + 1
    }

    /// The end after a comma that belongs to the name: "Tessera, Inc.", "Ministry of
    /// Electricity, Water and Renewable Energy".
    fn comma(&self, start: usize, end: usize) -> Option<usize> {
        let next = self.word(end + 1).filter(|next| next.gap == Gap::Blank)?;
        if next.has(Class::OrgEnding) && self.str(end + 1).ends_with('.') {
            return Some(end + 2);
        }
        if !self.is_department(start..end) {
            return None;
        }
        // Topics: a capital or two, then a comma or "and".
        let mut at = end + 1;
        for _ in 0..4 {
            let topic = self.capitals(at);
            if topic.is_empty() || topic.len() > 3 || self.site.is_listed(topic.clone()) {
                return None;
            }
            match self.str(topic.end) {
                "and" => {
                    let behind = self.capitals(topic.end + 1);
                    let known = behind.is_empty() || self.site.is_listed(behind);
                    return (!known).then_some(topic.end);
                }
                "," if self.str(topic.end + 1) == "and" => at = topic.end + 2,
                "," => at = topic.end + 1,
                _ => return None,
            }
        }
        None
    }

    /// Whether the run is a body with its field: "Ministry of Housing", "Centers for Disease
    /// Control".
    fn is_department(&self, mut run: Range<usize>) -> bool {
        let words = &self.site.words[run.clone()];
        let head = words[0].classes.any(&[Class::OrgHead])
            || words.len() > 1 && words[1].has(Class::OrgHead)
            || self
                .site
                .phrase(run.start..run.start + 2.min(run.len()))
                .has(Class::OrgLead);
        let body = !matches!(
            self.str(run.start),
            "University" | "Bank" | "Church" | "Port"
        );
        head && body && run.any(|at| self.site.is_connector(at))
    }

    /// Whether a number belongs to the run before it: "Kite 3", "Highway 9", "Paris 2024".
    fn numbered(&self, start: usize, at: usize) -> bool {
        let (site, number) = (self.site, self.str(at));
        let last = &site.words[at - 1];
        let next = self.word(at + 1).filter(|next| next.gap < Gap::Line);
        let after = self.str(at + 1);
        let range = next.is_some_and(|n| n.gap == Gap::None) && matches!(after, "-" | "–" | "−");
        if range || last.has(Class::Norp) || number.len() > 4 || number.contains(':') {
            return false;
        }
        if number.len() == 4 && (number.starts_with("19") || number.starts_with("20")) {
            let dated = [
                Class::EventHead,
                Class::LawHead,
                Class::EventLead,
                Class::Event,
            ];
            return last.classes.any(&dated) || site.phrase(start..at).has(Class::Event);
        }
        let counted = next.is_some_and(|next| {
            let small = next.kind == TokenKind::Word && next.shape == Shape::Lower;
            small && next.gap == Gap::Blank && next.span.len() > 3 && after.ends_with('s')
        });
        let measured = matches!(
            after,
            "%" | "per" | "percent" | "million" | "billion" | "trillion"
        );
        // "Kamloops 3, Victoria 1"
        let ends_score = |at: usize| self.word(at).is_some_and(|w| w.kind == TokenKind::Number);
        let score = start > 1 && matches!(self.str(start - 1), "," | ";") && ends_score(start - 2)
            || after == "," && {
                let other = self.capitals(at + 2);
                !other.is_empty() && ends_score(other.end)
            };
        let owner = last.means(Class::Month)
            || last.classes.any(&[Class::Given, Class::Gpe])
            || site.shouted && last.small.has(Class::English);
        !(counted || measured || score || owner)
    }

    /// The end after small connecting words and a capital behind them.
    fn connect(&self, start: usize, end: usize) -> Option<usize> {
        let stop = (end..end + 3).find(|&at| !self.site.is_connector(at))?;
        let next = self.word(stop).filter(|_| stop > end)?;
        let joins = next.is_capital()
            && next.gap == Gap::Blank
            && !self.site.is_calendar(stop)
            && self.joins(start, end, stop);
        joins.then(|| self.site.listed(stop).unwrap_or(stop + 1))
    }

    /// Whether the connectors `end..stop` join the run before them and what is behind.
    fn joins(&self, start: usize, end: usize, stop: usize) -> bool {
        let site = self.site;
        let last = &site.words[end - 1];
        let within = (start..end).any(|at| site.is_connector(at));
        let headed = site.words[start..end]
            .iter()
            .any(|w| w.classes.any(HEADS) || w.has(Class::OrgLead));
        let leads = site.phrase(end - 1..end + 1).any(LEADS);
        match self.str(end) {
            "of" => {
                leads || last.classes.any(HEADS) || last.has(Class::LocHead) || within && headed
            }
            "for" | "on" | "to" | "against" => {
                leads || last.has(Class::OrgHead) && self.str(end) == "for"
            }
            // "Committee on Foreign Investment in the United States"
            "in" => within && headed && stop == end + 2 && site.words[stop].has(Class::Gpe),
            "and" => stop == end + 1 && self.pairs(start, end, stop),
            "at" | "or" | "by" | "with" | "a" | "an" | "the" => false,
            _ => true,
        }
    }

    /// Whether "and" stands inside one name: "Competition and Markets Authority".
    fn pairs(&self, start: usize, end: usize, stop: usize) -> bool {
        let site = self.site;
        let behind = self.capitals(stop);
        if site.shouted || site.is_listed(start..end) || site.words[start].has(Class::Given) {
            return false;
        }
        let last = &site.words[end - 1];
        let complete = last.has(Class::OrgEnding) && self.str(end - 1).ends_with('.')
            || last.classes.any(&[Class::OrgHead, Class::FacHead]) && !last.has(Class::Topic);
        let department = self.is_department(start..end)
            && !site.is_listed(behind.clone())
            && !site.words[stop].has(Class::Given);
        let body = site.words[behind.end - 1]
            .classes
            .any(&[Class::OrgHead, Class::LawHead]);
        let led = site.words[stop].has(Class::OrgLead) || site.is_connector(behind.end);
        department || body && !complete && !led
    }

    /// The capitalised words from `at` on.
    fn capitals(&self, at: usize) -> Range<usize> {
        let is_capital = |i: usize| {
            let next = |w: &Word| w.is_capital() && (i == at || w.gap == Gap::Blank);
            self.word(i).is_some_and(next)
        };
        let end = (at..at + LONGEST).find(|&i| !is_capital(i));
        at..end.unwrap_or(at + LONGEST)
    }
}
