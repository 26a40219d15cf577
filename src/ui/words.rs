//! The scheme in the person's words.
//!
//! Knows what labels, cue types, levels and rules mean to a reader. Must not know how they are
//! found or drawn.

use crate::annotation::{Origin, Status};
use crate::extract::{Certainty, CueType, Label, Polarity, Quote, SourceKind};
use std::rc::Rc;

/// How a label, cue type or level is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// On a button or in a heading.
    pub name: &'static str,
    /// In small type above the text.
    pub tag: &'static str,
    /// What falls under it.
    pub meaning: &'static str,
}

const fn words(name: &'static str, tag: &'static str, meaning: &'static str) -> Words {
    Words { name, tag, meaning }
}

/// Labels, cue types and levels of certainty, each in words.
pub trait InWords {
    fn words(self) -> Words;
}

impl InWords for Label {
    fn words(self) -> Words {
        match self {
            Self::Person => words("Person", "person", "people, real or fictional"),
            Self::Norp => words(
                "Group",
                "group",
                "nationalities, religions, political groups",
            ),
            Self::Fac => words(
                "Site",
                "site",
                "buildings, airports, roads, bridges by name",
            ),
            Self::Org => words(
                "Organisation",
                "org",
                "companies, agencies, teams, news outlets",
            ),
            Self::Gpe => words("Country or city", "place", "countries, cities, states"),
            Self::Loc => words("Other place", "loc", "rivers, mountains, regions"),
            Self::Product => words(
                "Product",
                "product",
                "named things made: devices, software, AI models",
            ),
            Self::Event => words("Event", "event", "named storms, wars, matches, conferences"),
            Self::WorkOfArt => words("Work", "work", "titles of books, films, songs, articles"),
            Self::Law => words("Law", "law", "named laws, treaties, court cases"),
            Self::Language => words("Language", "lang", "named languages"),
            Self::Date => words("Date", "date", "dates, and periods of a day or longer"),
            Self::Time => words("Time", "time", "times shorter than a day"),
            Self::Percent => words("Percent", "%", "percentages, with their sign or word"),
            Self::Money => words("Money", "money", "amounts with their currency"),
            Self::Quantity => words("Quantity", "qty", "measures with a unit"),
            Self::Ordinal => words("Ordinal", "ord", "first, second, 3rd"),
            Self::Cardinal => words("Number", "num", "other numbers, not part of a name"),
        }
    }
}

impl InWords for CueType {
    fn words(self) -> Words {
        match self {
            Self::Attribution => words("Attribution", "says", "links a source to what it says"),
            Self::Hearsay => words("Hearsay", "hearsay", "a report without a named source"),
            Self::Modal => words("Modal", "modal", "may, might, could, would"),
            Self::Epistemic => words("Probability", "probability", "likely, perhaps, possibility"),
            Self::Appearance => words("Appearance", "appearance", "seems, appears, apparently"),
            Self::Inference => words("Inference", "inference", "from evidence to a conclusion"),
            Self::Belief => words("Belief", "belief", "what somebody thinks, expects or fears"),
            Self::Condition => words("Condition", "condition", "true only if something else is"),
            Self::Inquiry => words(
                "Open question",
                "question",
                "truth left open: whether, unclear",
            ),
            Self::Plan => words("Plan", "plan", "intended, and not happened yet"),
            Self::Denial => words("Denial", "denial", "a source rejects it"),
            Self::Booster => words("Booster", "booster", "strengthens: clearly, undoubtedly"),
            Self::Stance => words("Comment", "comment", "a remark that leaves the truth alone"),
            Self::Approximator => words("Approximation", "approx", "blurs a value: about, nearly"),
            Self::Weasel => words("Unnamed holder", "unnamed", "critics, experts, some say"),
        }
    }
}

impl InWords for Certainty {
    fn words(self) -> Words {
        match self {
            Self::Denied => words("Denied", "denied", "It is rejected, or contrary to fact."),
            Self::Unlikely => words("Unlikely", "unlikely", "It is presented as doubtful."),
            Self::Unresolved => words(
                "Unresolved",
                "unresolved",
                "It is left open: a question, a condition, no comment.",
            ),
            Self::Possible => words(
                "Possible",
                "possible",
                "It is presented as something that may be so.",
            ),
            Self::Probable => words(
                "Probable",
                "probable",
                "It is presented as likely or expected.",
            ),
            Self::Reported => words(
                "Reported",
                "reported",
                "The source states it plainly. That is the source's certainty, not the article's and not ours.",
            ),
            Self::Asserted => words("Asserted", "asserted", "The article itself insists on it."),
        }
    }
}

/// Marks of less confidence are shown as unsure.
const SURE: f32 = 0.7;

pub fn is_unsure(confidence: f32) -> bool {
    confidence < SURE
}

/// How sure the engine is, in words.
pub fn confidence(confidence: f32) -> &'static str {
    match confidence {
        c if c >= 0.95 => "very sure",
        c if c >= 0.85 => "sure",
        c if c >= SURE => "fairly sure",
        c if c >= 0.5 => "not sure",
        _ => "a guess",
    }
}

/// Who made a mark.
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Machine => "found by the engine",
        Origin::Human => "made by you",
        Origin::Imported => "from an imported file",
    }
}

pub fn status(status: Status) -> &'static str {
    match status {
        Status::Suggested => "suggested",
        Status::Accepted => "accepted",
        Status::Rejected => "rejected",
    }
}

pub fn source_kind(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Person => "a person",
        SourceKind::Organisation => "an organisation",
        SourceKind::Document => "a document",
        SourceKind::Unnamed => "unnamed",
        SourceKind::Evidence => "evidence",
        SourceKind::None => "no source",
    }
}

pub fn polarity(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Positive => "says that it is so",
        Polarity::Negative => "says that it is not so",
    }
}

pub fn quote(quote: Quote) -> &'static str {
    match quote {
        Quote::None => "in the article's words",
        Quote::Mixed => "partly in the source's words",
        Quote::Direct => "in the source's own words",
    }
}

/// Puts a further part behind others.
pub fn add(line: &mut String, between: &str, part: &str) {
    if !line.is_empty() {
        line.push_str(between);
    }
    line.push_str(part);
}

/// "1 claim", "3 claims".
pub fn count(number: usize, one: &str, many: &str) -> String {
    let grouped = grouped(number);
    format!("{grouped} {}", if number == 1 { one } else { many })
}

/// A number with a thin space between each three digits from ten thousand on.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{2009}');
        }
        out.push(digit);
    }
    out
}

/// What the rules of the engine say of a mark, in words. They come with the engine: without it
/// there is nothing to explain, and the page is the smaller for it.
#[derive(Debug, Clone, Default)]
pub struct Rules(Rc<str>);

impl Rules {
    /// What the engine brings: [`RULES`].
    pub fn new(lines: &str) -> Self {
        Self(lines.into())
    }

    /// What a rule says; none for a rule that we have no words for.
    pub fn words(&self, name: &str) -> Option<String> {
        let Some(context) = name.strip_prefix("context:") else {
            return self.sentence(name);
        };
        let mut tests = String::new();
        for test in context.split('+') {
            add(&mut tests, ", and ", &self.test(test));
        }
        Some(tests)
    }

    fn sentence(&self, name: &str) -> Option<String> {
        let lines = self.0.split('\n').filter(|line| !line.starts_with('#'));
        let rules = lines.filter_map(|line| line.split_once('='));
        let mut general = None;
        for (rule, words) in rules {
            let (rule, words) = (rule.trim(), words.trim());
            if rule == name {
                return Some(words.to_owned());
            }
            if let Some(rest) = (rule.strip_suffix('*')).and_then(|rule| name.strip_prefix(rule)) {
                general = general.or_else(|| Some(words.replace('*', &plain(rest))));
            }
        }
        general
    }

    /// One test of the words around a cue, as the lexicon writes it.
    fn test(&self, test: &str) -> String {
        let words = |list: &str| format!("“{}”", list.replace('|', "” or “"));
        match test.strip_prefix('!') {
            Some(test) => format!("not so that {}", self.test(test)),
            None => match (test.strip_prefix('>'), test.strip_prefix('<')) {
                (Some(next), _) => format!("{} follows", words(next.trim_start_matches('>'))),
                (_, Some(before)) => {
                    format!("{} stands in front", words(before.trim_start_matches('<')))
                }
                _ => (self.sentence(&format!("context {test}"))).unwrap_or_else(|| test.to_owned()),
            },
        }
    }
}

/// The lines of [`Rules`], to be sent by the worker.
pub const RULES: &str = include_str!("rules.txt");

/// A lexicon entry without the part-of-speech tags of its pattern: "be/v said to" is "be said
/// to".
fn plain(pattern: &str) -> String {
    let mut out = String::new();
    for word in pattern.split(' ') {
        add(&mut out, " ", word.split('/').next().unwrap_or(word));
    }
    out
}
