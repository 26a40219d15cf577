//! Who claims what in some documents: the holders, each with its claims.
//!
//! Knows which names are of one holder, within a document by its clusters and across documents by
//! how the engine links names. Must not know how a holder is shown.
//!
//! Only a name makes a holder that several documents can share: "officials" in one article are
//! not those in another.

use super::Link;
use crate::annotation::{Body, ClaimBody, Document, Label, Mark, Status};
use crate::extract::CueType;
use crate::text::{Source, Span};
use crate::ui::excerpt::joined;
use std::collections::BTreeMap;

/// A name behind one of these is not who speaks: "critics of Brandt", "a report in Le Monde".
const BEHIND: &[&str] = &[
    "about", "against", "among", "around", "at", "behind", "between", "by", "for", "from", "in",
    "inside", "into", "like", "near", "of", "on", "over", "to", "under", "with", "within",
];

#[derive(Debug)]
pub struct Survey<'a> {
    /// One for each of the documents, in their order.
    pub articles: Vec<Article<'a>>,
    /// In the order of their first claims.
    pub holders: Vec<Holder<'a>>,
}

#[derive(Debug)]
pub struct Article<'a> {
    pub document: &'a Document,
    /// How many claims stand in it.
    pub claims: usize,
}

#[derive(Debug)]
pub struct Holder<'a> {
    /// Another for each holder, in one line; the same as long as it is called the same.
    pub key: String,
    pub name: String,
    pub voice: Voice,
    /// By article, and in text order.
    pub said: Vec<Said<'a>>,
}

/// How a holder is made known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// By a name of this label.
    Named(Label),
    /// By other words, in one article.
    Described,
    /// Not at all: the article speaks.
    Article,
}

/// A claim as it is made in an article.
#[derive(Debug)]
pub struct Said<'a> {
    /// The place of the article among the documents.
    pub article: usize,
    pub mark: &'a Mark,
    pub claim: &'a ClaimBody,
    /// The types of its cues.
    pub kinds: Vec<CueType>,
}

impl Holder<'_> {
    /// The articles in which it claims something, in their order.
    pub fn articles(&self) -> Vec<usize> {
        let mut articles: Vec<usize> = self.said.iter().map(|said| said.article).collect();
        articles.dedup();
        articles
    }
}

pub fn survey<'a>(documents: &[&'a Document], link: Link<'_>) -> Survey<'a> {
    let names = Names::new(documents, link);
    let mut holders: Vec<Holder<'a>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    let mut articles = Vec::new();
    for (article, document) in documents.iter().copied().enumerate() {
        let mut claims = 0;
        for mark in document.marks() {
            let Body::Claim(claim) = &mark.body else {
                continue;
            };
            if mark.status == Status::Rejected {
                continue;
            }
            claims += 1;
            for (key, name, voice) in names.holders(article, document, claim) {
                let place = *places.entry(key).or_insert_with_key(|key| {
                    let said = Vec::new();
                    let key = key.clone();
                    holders.push(Holder {
                        key,
                        name,
                        voice,
                        said,
                    });
                    holders.len() - 1
                });
                holders[place].said.push(Said {
                    article,
                    mark,
                    claim,
                    kinds: kinds(document, claim),
                });
            }
        }
        articles.push(Article { document, claims });
    }
    Survey { articles, holders }
}

fn kinds(document: &Document, claim: &ClaimBody) -> Vec<CueType> {
    let cues = claim.cues.iter().filter_map(|id| document.mark(id));
    cues.filter_map(|mark| match mark.body {
        Body::Cue { kind, .. } => Some(kind),
        Body::Entity { .. } | Body::Claim(_) => None,
    })
    .collect()
}

/// The things that the documents' clusters are names of.
struct Names {
    /// Their names and labels.
    things: Vec<(String, Label)>,
    /// For each document, for each of its clusters: which of them.
    of: Vec<Vec<usize>>,
}

impl Names {
    fn new(documents: &[&Document], link: Link<'_>) -> Self {
        let mut all = Vec::new();
        for (at, document) in documents.iter().enumerate() {
            let clusters = document.clusters().iter().enumerate();
            all.extend(clusters.map(|(cluster, found)| (at, cluster, &found.name, found.label)));
        }
        // Names with labels that the engine does not know are of one thing where they are the
        // same.
        let mut things: Vec<(String, Label)> = Vec::new();
        let mut of: Vec<Vec<usize>> = (documents.iter())
            .map(|document| vec![0; document.clusters().len()])
            .collect();
        all.retain(|&(document, cluster, name, label)| {
            let is_known = label.scheme().is_some();
            if !is_known {
                let same = |(other, of): &(String, Label)| other == name && *of == label;
                of[document][cluster] = things.iter().position(same).unwrap_or(things.len());
                if of[document][cluster] == things.len() {
                    things.push((name.clone(), label));
                }
            }
            is_known
        });
        // A short name is linked to a longer one that comes before it.
        all.sort_by_key(|(.., name, _)| usize::MAX - name.split_whitespace().count());
        let mut text = String::new();
        let mut names = Vec::new();
        for (.., name, label) in &all {
            let start = text.len() as u32;
            text.push_str(name);
            let label = label.scheme().expect("the others were left out");
            names.push((Span::new(start, text.len() as u32), label));
            text.push('\n');
        }
        for found in link(&Source::new(text.as_str()), &names) {
            for mention in &found.mentions {
                let (document, cluster, ..) = all[*mention as usize];
                of[document][cluster] = things.len();
            }
            things.push((found.name, found.label.into()));
        }
        Self { things, of }
    }

    /// Who holds a claim, each with its key: several where the source names several.
    fn holders(
        &self,
        article: usize,
        document: &Document,
        claim: &ClaimBody,
    ) -> Vec<(String, String, Voice)> {
        let mut clusters = match &claim.holder {
            Some(name) => cluster_named(document, name).into_iter().collect(),
            None => Vec::new(),
        };
        if clusters.is_empty() {
            clusters = speakers(document, claim);
        }
        let mut things: Vec<usize> = (clusters.iter())
            .filter_map(|cluster| self.of[article].get(*cluster).copied())
            .collect();
        things.sort_unstable();
        things.dedup();
        if !things.is_empty() {
            return (things.into_iter().filter_map(|at| self.things.get(at)))
                .map(|(name, label)| {
                    let key = format!("{label} {name}").to_lowercase();
                    (key, name.clone(), Voice::Named(*label))
                })
                .collect();
        }
        let words = joined(document.source(), &claim.source);
        let (name, voice) = match &claim.holder {
            Some(name) => (name.clone(), Voice::Described),
            None if words.is_empty() => ("The article itself".to_owned(), Voice::Article),
            None => (words, Voice::Described),
        };
        let key = format!("{} {name}", document.id)
            .to_lowercase()
            .replace('\n', " ");
        vec![(key, name, voice)]
    }
}

/// The cluster that has this name, or a mention that is spelled so.
fn cluster_named(document: &Document, name: &str) -> Option<usize> {
    let clusters = || document.clusters().iter();
    let mentioned = |id| {
        let mark = document.mention(id);
        mark.and_then(|mark| document.source().get(mark.span())) == Some(name)
    };
    (clusters().position(|cluster| cluster.name == name))
        .or_else(|| clusters().position(|cluster| cluster.mentions.iter().any(mentioned)))
}

/// The clusters whose names stand in the source as those who speak.
fn speakers(document: &Document, claim: &ClaimBody) -> Vec<usize> {
    let mut clusters = Vec::new();
    for source in &claim.source {
        let inside = (document.marks_from(source.start))
            .take_while(|mark| mark.span().start < source.end)
            .filter(|mark| source.contains(mark.span()) && document.mention(&mark.id).is_some());
        for mark in inside {
            let words = |start, end| {
                document
                    .source()
                    .get(Span::new(start, end))
                    .unwrap_or_default()
            };
            let before = words(source.start, mark.span().start);
            let after = words(mark.span().end, source.end);
            if speaks(before, after)
                && let Some(cluster) = document.cluster_of(&mark.id)
            {
                clusters.push(cluster);
            }
        }
    }
    clusters
}

/// Whether the name between these words of a source is that of a source, and not of something
/// about it: "Microsoft engineers", "Brandt's lawyer", "critics of Brandt".
fn speaks(before: &str, after: &str) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or_default();
    let last = last.to_lowercase();
    let ends = match after.trim_start().chars().next() {
        None | Some(',' | '(' | ')' | '&' | '"' | '”') => true,
        Some(_) => matches!(after.split_whitespace().next(), Some("and" | "or")),
    };
    ends && !BEHIND.contains(&last.as_str())
}

#[cfg(test)]
mod tests {
    use super::speaks;

    #[test]
    fn a_name_speaks_where_nothing_hangs_on_it() {
        let check = |source: &str, expect: &[&str]| {
            let speakers: Vec<&str> = (source.split('['))
                .filter_map(|part| part.split_once(']'))
                .filter(|(name, _)| {
                    let plain = source.replace(['[', ']'], "");
                    let at = plain.find(name).unwrap();
                    speaks(&plain[..at], &plain[at + name.len()..])
                })
                .map(|(name, _)| name)
                .collect();
            assert_eq!(speakers, expect, "{source}");
        };
        check("[Willy Brandt]", &["Willy Brandt"]);
        check("President [Brandt]", &["Brandt"]);
        check("its chairman, [Alasdair Munro]", &["Alasdair Munro"]);
        check("[White House] spokeswoman [Jane Roe]", &["Jane Roe"]);
        check("[Brandt] and [Kohl]", &["Brandt", "Kohl"]);
        check("[Brandt], the chancellor", &["Brandt"]);
        check("critics of [Brandt]", &[]);
        check("a report in [Le Monde]", &[]);
        check("[Microsoft] engineers", &[]);
        check("[Brandt]’s lawyer", &[]);
    }
}
