//! Articles annotated in the running text, as the project's corpus is written by hand.
//!
//! A file holds articles, each behind a line `=== ID | title`. In the text,
//!
//! - `<ORG>...</ORG>` is an entity, its label the tag;
//! - `<q t="modal" k="3 4">may</q>` is a cue that bears on claims 3 and 4;
//! - `<s k="3">The Verge</s>` is the source of claim 3;
//! - `<c k="3" cert="possible">...</c>` is its content. A second part repeats `k` alone;
//!   `pol`, `quote`, `parent` and `holder` say more of the claim.
//!
//! `k` counts within an article. Only reading is here: nothing is ever written so.

use super::Problem;
use crate::annotation::{self, Body, ClaimBody, Document, Edit, Id, Kind, Mark, Origin, Status};
use crate::extract::{Certainty, CueType, Label, Polarity, Quote};
use crate::text::{Source, Span};
use std::collections::BTreeMap;

/// What could be read of a file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Articles {
    /// In the order of the file; marks in them are accepted and of human origin.
    pub documents: Vec<Document>,
    /// What could not; their places are lines of the file, from 1.
    pub problems: Vec<Problem>,
}

/// Reads a file of articles.
pub fn read(file: &str) -> Articles {
    let mut out = Articles::default();
    let mut article: Option<Article<'_>> = None;
    for (index, line) in file.lines().enumerate() {
        if let Some(head) = line.strip_prefix("=== ") {
            article.take().into_iter().for_each(|a| a.finish(&mut out));
            match head.split_once('|') {
                Some((id, title)) if !id.trim().is_empty() => {
                    let (id, title) = (id.trim(), title.trim());
                    article = Some(Article::new(id, title, index + 1));
                }
                _ => out.problem(index + 1, "expected \"=== ID | title\""),
            }
        } else if let Some(article) = &mut article {
            article.line(line);
        } else if !line.trim().is_empty() {
            out.problem(index + 1, "text before the first \"=== ID | title\"");
        }
    }
    article.into_iter().for_each(|a| a.finish(&mut out));
    out
}

impl Articles {
    fn problem(&mut self, line: usize, message: impl Into<String>) {
        self.problems.push(Problem {
            place: format!("line {line}"),
            message: message.into(),
        });
    }
}

/// An article on its way in.
struct Article<'a> {
    id: &'a str,
    title: &'a str,
    /// The line of the file that is being read.
    line: usize,
    /// The text without its markup.
    text: String,
    /// Blank lines that stand in the text only if more follows.
    blank: usize,
    open: Vec<Open<'a>>,
    entities: Vec<(Span, annotation::Label)>,
    cues: Vec<(Span, CueType, Vec<&'a str>)>,
    claims: BTreeMap<&'a str, ClaimDraft<'a>>,
    problems: Vec<(usize, String)>,
}

/// A tag that waits for its end.
struct Open<'a> {
    tag: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    start: u32,
    line: usize,
}

#[derive(Default)]
struct ClaimDraft<'a> {
    line: usize,
    content: Vec<Span>,
    source: Vec<Span>,
    certainty: Option<Certainty>,
    polarity: Option<Polarity>,
    quote: Option<Quote>,
    parent: Option<&'a str>,
    holder: Option<&'a str>,
}

impl<'a> Article<'a> {
    fn new(id: &'a str, title: &'a str, line: usize) -> Self {
        Self {
            id,
            title,
            line,
            text: String::new(),
            blank: 0,
            open: Vec::new(),
            entities: Vec::new(),
            cues: Vec::new(),
            claims: BTreeMap::new(),
            problems: Vec::new(),
        }
    }

    fn problem(&mut self, message: impl Into<String>) {
        self.problems.push((self.line, message.into()));
    }

    fn line(&mut self, line: &'a str) {
        self.line += 1;
        if line.is_empty() {
            self.blank += 1;
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
            self.text.extend(std::iter::repeat_n('\n', self.blank));
        }
        self.blank = 0;
        let mut rest = line;
        while let Some(at) = rest.find('<') {
            self.text.push_str(&rest[..at]);
            rest = &rest[at..];
            match Tag::read(rest) {
                Some(tag) => {
                    self.tag(&tag);
                    rest = &rest[tag.len..];
                }
                None => {
                    if rest[1..].starts_with(|c: char| c == '/' || c.is_ascii_alphabetic()) {
                        let shown: String = rest.chars().take(30).collect();
                        self.problem(format!("{shown:?} is no tag; it was read as text"));
                    }
                    self.text.push('<');
                    rest = &rest[1..];
                }
            }
        }
        self.text.push_str(rest);
    }

    fn tag(&mut self, tag: &Tag<'a>) {
        let here = self.text.len() as u32;
        if !tag.closes {
            return self.open.push(Open {
                tag: tag.name,
                attributes: tag.attributes.clone(),
                start: here,
                line: self.line,
            });
        }
        match self.open.pop_if(|open| open.tag == tag.name) {
            Some(open) => self.element(&open, Span::new(open.start, here)),
            None => self.problem(format!("</{}> closes nothing", tag.name)),
        }
    }

    fn element(&mut self, open: &Open<'a>, span: Span) {
        let inner = self.text[span.range()].to_owned();
        if inner.trim().is_empty() {
            return self.problem(format!("<{}> is empty", open.tag));
        }
        if inner.trim() != inner {
            self.problem(format!("<{}> begins or ends with a blank", open.tag));
        }
        let attribute = |name: &str| open.attributes.iter().find(|a| a.0 == name).map(|a| a.1);
        let claims = attribute("k")
            .unwrap_or_default()
            .split_ascii_whitespace()
            .collect::<Vec<_>>();
        match (open.tag, claims.as_slice()) {
            ("q", _) => match attribute("t").and_then(CueType::parse) {
                Some(kind) => self.cues.push((span, kind, claims)),
                None => self.problem(format!("{inner:?}: no cue type t")),
            },
            ("s", []) => self.problem(format!("{inner:?}: a source takes k")),
            ("s", _) => {
                for k in claims {
                    self.claim(k).source.push(span);
                }
            }
            ("c", &[k]) => {
                self.claim(k).content.push(span);
                for &(name, value) in &open.attributes {
                    self.claim_attribute(k, name, value);
                }
            }
            ("c", _) => self.problem(format!("{inner:?}: a content takes one k")),
            (tag, _) => match Label::parse(tag) {
                Some(_) if self.open.iter().any(|o| Label::parse(o.tag).is_some()) => {
                    self.problem(format!("{inner:?}: an entity inside an entity"));
                }
                Some(label) => self.entities.push((span, label.into())),
                None => self.problem(format!("there is no tag <{tag}>")),
            },
        }
    }

    fn claim(&mut self, k: &'a str) -> &mut ClaimDraft<'a> {
        let line = self.line;
        self.claims.entry(k).or_insert_with(|| ClaimDraft {
            line,
            ..ClaimDraft::default()
        })
    }

    fn claim_attribute(&mut self, k: &'a str, name: &str, value: &'a str) {
        let claim = self.claim(k);
        let known = match name {
            "k" => true,
            "cert" => set(&mut claim.certainty, Certainty::parse(value)),
            "pol" => set(&mut claim.polarity, Polarity::parse(value)),
            "quote" => set(&mut claim.quote, Quote::parse(value)),
            "parent" => set(&mut claim.parent, Some(value)),
            "holder" => set(&mut claim.holder, Some(value)),
            _ => false,
        };
        if !known {
            self.problem(format!("claim {k}: {name}={value:?} means nothing"));
        }
    }

    fn finish(mut self, out: &mut Articles) {
        for open in std::mem::take(&mut self.open) {
            let message = format!("<{}> is never closed", open.tag);
            self.problems.push((open.line, message));
        }
        let source = Source::new(std::mem::take(&mut self.text));
        let mut document = Document::new(self.id, source);
        document.title = Some(self.title.to_owned()).filter(|title| !title.is_empty());
        let marks = self.marks();
        if let Err(error) = document.apply(Edit::Batch(marks)) {
            self.problem(format!("the marks were left out: {error}"));
        }
        for (line, message) in std::mem::take(&mut self.problems) {
            out.problem(line, format!("{}: {message}", self.id));
        }
        out.documents.push(document);
    }

    /// The marks as insertions; claims that lack something are left out as problems.
    fn marks(&mut self) -> Vec<Edit> {
        let insert = |id, body| {
            Edit::Insert(Mark {
                id,
                body,
                origin: Origin::Human,
                status: Status::Accepted,
                confidence: None,
                why: Vec::new(),
                extra: String::new(),
            })
        };
        self.entities.sort();
        self.cues.sort();
        let mut edits = Vec::new();
        for (index, &(span, label)) in self.entities.iter().enumerate() {
            let id = Id::numbered(Kind::Entity, index as u32 + 1);
            edits.push(insert(id, Body::Entity { span, label }));
        }
        let mut cues: BTreeMap<&str, Vec<Id>> = BTreeMap::new();
        for (index, (span, kind, claims)) in self.cues.iter().enumerate() {
            let (id, span, kind) = (Id::numbered(Kind::Cue, index as u32 + 1), *span, *kind);
            for k in claims {
                cues.entry(k).or_default().push(id.clone());
            }
            edits.push(insert(id, Body::Cue { span, kind }));
        }
        for k in cues.keys() {
            if !self.claims.contains_key(k) {
                self.problem(format!("claim {k} has a cue and nothing else"));
            }
        }
        let drafts = std::mem::take(&mut self.claims);
        let whole = |k: &str| {
            drafts
                .get(k)
                .is_some_and(|draft| !draft.content.is_empty() && draft.certainty.is_some())
        };
        let mut problems = Vec::new();
        for (k, draft) in &drafts {
            let cues = cues.remove(k).unwrap_or_default();
            let mut problem = |message: String| problems.push((draft.line, message));
            if cues.is_empty() && draft.source.is_empty() {
                problem(format!("claim {k} has neither cue nor source"));
            }
            if draft.content.is_empty() {
                problem(format!("claim {k} has no content"));
                continue;
            }
            let Some(certainty) = draft.certainty else {
                problem(format!("claim {k} has no cert"));
                continue;
            };
            let parent = draft.parent.filter(|parent| {
                let stands = whole(parent);
                if !stands {
                    problem(format!("claim {k}: there is no claim {parent}"));
                }
                stands
            });
            edits.push(insert(
                claim_id(k),
                Body::Claim(ClaimBody {
                    source: sorted(&draft.source),
                    holder: draft.holder.map(str::to_owned),
                    cues,
                    certainty,
                    polarity: draft.polarity.unwrap_or(Polarity::Positive),
                    quote: draft.quote.unwrap_or(Quote::None),
                    parent: parent.map(claim_id),
                    ..ClaimBody::plain(sorted(&draft.content))
                }),
            ));
        }
        self.problems.extend(problems);
        edits
    }
}

/// The id keeps the number that the file gives.
fn claim_id(k: &str) -> Id {
    Id(format!("c{k}").into())
}

fn sorted(spans: &[Span]) -> Vec<Span> {
    let mut spans = spans.to_vec();
    spans.sort();
    spans
}

fn set<T>(field: &mut Option<T>, value: Option<T>) -> bool {
    let known = value.is_some();
    *field = value;
    known
}

/// One tag, and how many bytes it takes.
struct Tag<'a> {
    closes: bool,
    name: &'a str,
    attributes: Vec<(&'a str, &'a str)>,
    len: usize,
}

impl<'a> Tag<'a> {
    /// The tag at the start of `text`, which begins with `<`; none where it is something else.
    fn read(text: &'a str) -> Option<Self> {
        let rest = text.strip_prefix('<')?;
        let (closes, rest) = match rest.strip_prefix('/') {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let (name, mut rest) = word(rest)?;
        let mut attributes = Vec::new();
        loop {
            let trimmed = rest.trim_start_matches([' ', '\t']);
            if let Some(end) = trimmed.strip_prefix('>') {
                return Some(Self {
                    closes,
                    name,
                    attributes,
                    len: text.len() - end.len(),
                });
            }
            if trimmed.len() == rest.len() {
                return None;
            }
            let (key, after) = word(trimmed)?;
            let (value, after) = after.strip_prefix("=\"")?.split_once('"')?;
            attributes.push((key, value));
            rest = after;
        }
    }
}

fn word(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic() && c != '_')
        .unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}
