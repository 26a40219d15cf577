//! The scheme in the person's words.
//!
//! Knows what labels, cue types, levels and rules mean to a reader. Must not know how they are
//! found or drawn.

use crate::annotation::{self, Origin, Status};
use crate::extract::{Certainty, CueType, Label, Polarity, Quote, SourceKind};

/// How a label, cue type or level is spoken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// On a button or in a heading.
    pub name: &'static str,
    /// In small type above the text.
    pub tag: &'static str,
}

const fn words(name: &'static str, tag: &'static str) -> Words {
    Words { name, tag }
}

/// Labels, cue types and levels of certainty, each in words.
pub trait InWords {
    fn words(self) -> Words;
}

impl InWords for Label {
    fn words(self) -> Words {
        match self {
            Self::Person => words("Person", "person"),
            Self::Norp => words("Group", "group"),
            Self::Fac => words("Site", "site"),
            Self::Org => words("Organisation", "org"),
            Self::Gpe => words("Country or city", "place"),
            Self::Loc => words("Other place", "loc"),
            Self::Product => words("Product", "product"),
            Self::Event => words("Event", "event"),
            Self::WorkOfArt => words("Work", "work"),
            Self::Law => words("Law", "law"),
            Self::Language => words("Language", "lang"),
            Self::Date => words("Date", "date"),
            Self::Time => words("Time", "time"),
            Self::Percent => words("Percent", "%"),
            Self::Money => words("Money", "money"),
            Self::Quantity => words("Quantity", "qty"),
            Self::Ordinal => words("Ordinal", "ord"),
            Self::Cardinal => words("Number", "num"),
        }
    }
}

/// An own label is its own word.
impl InWords for annotation::Label {
    fn words(self) -> Words {
        match self.scheme() {
            Some(label) => label.words(),
            None => words(self.as_str(), self.as_str()),
        }
    }
}

impl InWords for CueType {
    fn words(self) -> Words {
        match self {
            Self::Attribution => words("Attribution", "says"),
            Self::Hearsay => words("Hearsay", "hearsay"),
            Self::Modal => words("Modal", "modal"),
            Self::Epistemic => words("Probability", "probability"),
            Self::Appearance => words("Appearance", "appearance"),
            Self::Inference => words("Inference", "inference"),
            Self::Belief => words("Belief", "belief"),
            Self::Condition => words("Condition", "condition"),
            Self::Inquiry => words("Open question", "question"),
            Self::Plan => words("Plan", "plan"),
            Self::Denial => words("Denial", "denial"),
            Self::Booster => words("Booster", "booster"),
            Self::Stance => words("Comment", "comment"),
            Self::Approximator => words("Approximation", "approx"),
            Self::Weasel => words("Unnamed holder", "unnamed"),
        }
    }
}

impl InWords for Certainty {
    fn words(self) -> Words {
        match self {
            Self::Denied => words("Denied", "denied"),
            Self::Unlikely => words("Unlikely", "unlikely"),
            Self::Unresolved => words("Unresolved", "unresolved"),
            Self::Possible => words("Possible", "possible"),
            Self::Probable => words("Probable", "probable"),
            Self::Reported => words("Reported", "reported"),
            Self::Asserted => words("Asserted", "asserted"),
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

/// What the rules of the engine say of a mark, in words. Read in the worker: the page is told
/// their meanings alone, and is the smaller for it.
#[derive(Debug, Clone, Copy)]
pub struct Rules(&'static str);

impl Rules {
    /// Of lines as [`RULES`] has them.
    pub const fn new(lines: &'static str) -> Self {
        Self(lines)
    }

    /// A line each: the name of a rule, and what it says.
    fn lines(self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.0.split('\n').filter(|line| !line.starts_with('#'));
        let rules = lines.filter_map(|line| line.split_once('='));
        rules.map(|(rule, words)| (rule.trim(), words.trim()))
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

    /// What falls under a label, cue type or level, by its spelling in files.
    pub fn meaning(&self, name: &str) -> String {
        self.sentence(&format!("means {name}")).unwrap_or_default()
    }

    /// All of those, each with its name.
    pub fn meanings(&self) -> Vec<(String, String)> {
        let meanings = self.lines().filter_map(|(rule, words)| {
            let name = rule.strip_prefix("means ")?;
            Some((name.to_owned(), words.to_owned()))
        });
        meanings.collect()
    }

    fn sentence(&self, name: &str) -> Option<String> {
        let mut general = None;
        for (rule, words) in self.lines() {
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

/// The lines of [`Rules`].
pub const RULES: &str = include_str!("rules.txt");

/// What is said of an engine that goes without weights of names, of sentences or of cues, each
/// with why it does.
pub fn without(why: [Option<&String>; 3]) -> Option<String> {
    let parts = [
        ("names", "by rules alone, which miss more"),
        ("sentences", "without, and is less sure of claims"),
        ("cues", "by rules alone, which know fewer cues and claims"),
    ];
    let mut all = String::new();
    for ((of, goes_on), why) in parts.into_iter().zip(why) {
        if let Some(why) = why {
            let part = format!(
                "What the engine has learnt of {of} could not be loaded ({why}). It goes on {goes_on}."
            );
            add(&mut all, " ", &part);
        }
    }
    (!all.is_empty()).then_some(all)
}

/// A lexicon entry without the part-of-speech tags of its pattern: "be/v said to" is "be said
/// to".
fn plain(pattern: &str) -> String {
    let mut out = String::new();
    for word in pattern.split(' ') {
        add(&mut out, " ", word.split('/').next().unwrap_or(word));
    }
    out
}
