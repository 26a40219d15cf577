//! Claims against claims.
//!
//! Two claims match where their contents overlap by at least [`CONTENT_OVERLAP`], counted in
//! characters as intersection over union, and their sources match: a span of the one overlaps
//! a span of the other, or neither has any. Of several candidates the pair with the larger
//! overlap is taken, then the earlier.

use super::{Counts, Finding, FindingKind, Ratio};
use crate::annotation::{Body, ClaimBody, Id, Mark};
use crate::extract::Certainty;
use crate::text::{Source, Span};
use std::collections::BTreeMap;
use std::ops::Add;

/// The least intersection over union, in characters, at which two contents are the same.
pub const CONTENT_OVERLAP: f64 = 0.5;

/// Scores of the claims.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ClaimScores {
    /// Content and source match.
    pub matched: Counts,
    /// Content matches, whatever the source.
    pub content: Counts,
    /// Content spans and source spans are equal.
    pub exact: Counts,
    /// Content and source match, and the certainty is the same, by its level.
    pub by_level: BTreeMap<Certainty, Counts>,
    /// Gold and predicted certainty of matched claims.
    pub levels: BTreeMap<(Certainty, Certainty), u64>,
    /// Of matched claims, those with the same polarity.
    pub polarity: Ratio,
    /// Of matched claims, those with the same kind of quotation.
    pub quote: Ratio,
    /// Of matched claims, those whose parents match each other or that both have none.
    pub parent: Ratio,
    /// The same, of those that have a parent in the gold document.
    pub nested: Ratio,
    /// Of matched claims with a holder in the gold document, those with the same, whatever
    /// the case of its letters.
    pub holder: Ratio,
}

impl ClaimScores {
    /// Content, source and certainty match.
    pub fn with_certainty(&self) -> Counts {
        let mut sum = Counts::default();
        self.by_level.values().for_each(|counts| sum.add(*counts));
        sum
    }

    /// Of matched claims, those with the same certainty.
    pub fn certainty(&self) -> Ratio {
        let mut ratio = Ratio::default();
        for ((gold, predicted), &count) in &self.levels {
            ratio.of += count;
            if gold == predicted {
                ratio.right += count;
            }
        }
        ratio
    }

    /// Of matched claims, the mean F1 over the levels that the gold claims have.
    pub fn certainty_macro_f1(&self) -> f64 {
        let mut levels: BTreeMap<Certainty, Counts> = BTreeMap::new();
        for (&(gold, predicted), &count) in &self.levels {
            levels.entry(gold).or_default().gold += count;
            levels.entry(predicted).or_default().predicted += count;
            if gold == predicted {
                levels.entry(gold).or_default().right += count;
            }
        }
        let held = || levels.values().filter(|counts| counts.gold > 0);
        held().map(|counts| counts.f1()).fold(0.0, f64::add) / held().count().max(1) as f64
    }

    pub fn add(&mut self, other: &Self) {
        self.matched.add(other.matched);
        self.content.add(other.content);
        self.exact.add(other.exact);
        for (level, counts) in &other.by_level {
            self.by_level.entry(*level).or_default().add(*counts);
        }
        for (pair, count) in &other.levels {
            *self.levels.entry(*pair).or_default() += count;
        }
        self.polarity.add(other.polarity);
        self.quote.add(other.quote);
        self.parent.add(other.parent);
        self.nested.add(other.nested);
        self.holder.add(other.holder);
    }
}

struct Claim<'a> {
    id: &'a Id,
    span: Span,
    body: &'a ClaimBody,
}

pub(super) fn score(
    source: &Source,
    gold: &[&Mark],
    predicted: &[&Mark],
    findings: &mut Vec<Finding>,
) -> ClaimScores {
    let (gold, predicted) = (claims(gold), claims(predicted));
    let counts = |pairs: &[Pair]| Counts {
        gold: gold.len() as u64,
        predicted: predicted.len() as u64,
        right: pairs.len() as u64,
    };
    let candidates = candidates(source, &gold, &predicted);
    let same_source = |pair: &Pair| {
        let (g, p) = (gold[pair.gold].body, predicted[pair.predicted].body);
        g.shares_source(p)
    };
    let equal = |pair: &Pair| {
        let (g, p) = (gold[pair.gold].body, predicted[pair.predicted].body);
        g.content == p.content && g.source == p.source
    };
    let matched = one_to_one(&candidates, same_source);
    let mut scores = ClaimScores {
        matched: counts(&matched),
        content: counts(&one_to_one(&candidates, |_| true)),
        exact: counts(&one_to_one(&candidates, equal)),
        ..ClaimScores::default()
    };
    for claim in &gold {
        let level = scores.by_level.entry(claim.body.certainty).or_default();
        level.gold += 1;
    }
    for claim in &predicted {
        let level = scores.by_level.entry(claim.body.certainty).or_default();
        level.predicted += 1;
    }

    let partner: BTreeMap<&Id, &Id> = matched
        .iter()
        .map(|pair| (gold[pair.gold].id, predicted[pair.predicted].id))
        .collect();
    let mut here = Vec::new();
    for pair in &matched {
        let (g, p) = (gold[pair.gold].body, predicted[pair.predicted].body);
        let certainty = g.certainty == p.certainty;
        if certainty {
            scores.by_level.entry(g.certainty).or_default().right += 1;
        }
        *scores.levels.entry((g.certainty, p.certainty)).or_default() += 1;
        let parent = match (&g.parent, &p.parent) {
            (None, None) => true,
            (Some(g), Some(p)) => partner.get(g) == Some(&p),
            _ => false,
        };
        scores.polarity.count(g.polarity == p.polarity);
        scores.quote.count(g.quote == p.quote);
        scores.parent.count(parent);
        if g.parent.is_some() {
            scores.nested.count(parent);
        }
        if let Some(holder) = &g.holder {
            let same = |name: &String| name.to_lowercase() == holder.to_lowercase();
            scores.holder.count(p.holder.as_ref().is_some_and(same));
        }
        let kind = if !certainty {
            FindingKind::Certainty
        } else if g.polarity != p.polarity || g.quote != p.quote || !parent {
            FindingKind::Detail
        } else {
            continue;
        };
        here.push((kind, Some(pair.gold), Some(pair.predicted)));
    }

    let mut taken = (vec![false; gold.len()], vec![false; predicted.len()]);
    for pair in &matched {
        taken.0[pair.gold] = true;
        taken.1[pair.predicted] = true;
    }
    // What is left and overlaps enough has the wrong source.
    let left = |pair: &Pair| !taken.0[pair.gold] && !taken.1[pair.predicted];
    let near: Vec<Pair> = one_to_one(&candidates, left);
    for pair in &near {
        let kind = FindingKind::Source;
        here.push((kind, Some(pair.gold), Some(pair.predicted)));
        taken.0[pair.gold] = true;
        taken.1[pair.predicted] = true;
    }
    let free = |taken: &[bool]| (0..taken.len()).filter(|i| !taken[*i]).collect::<Vec<_>>();
    here.extend(
        free(&taken.0)
            .into_iter()
            .map(|g| (FindingKind::Missed, Some(g), None)),
    );
    here.extend(
        free(&taken.1)
            .into_iter()
            .map(|p| (FindingKind::FalseAlarm, None, Some(p))),
    );
    here.sort_by_key(|&(_, g, p)| g.map(|g| gold[g].span).or(p.map(|p| predicted[p].span)));
    findings.extend(here.into_iter().map(|(kind, g, p)| Finding {
        kind,
        gold: g.map(|g| gold[g].id.clone()),
        predicted: p.map(|p| predicted[p].id.clone()),
    }));
    scores
}

fn claims<'a>(marks: &[&'a Mark]) -> Vec<Claim<'a>> {
    let claim = |mark: &&'a Mark| match &mark.body {
        Body::Claim(body) => Some(Claim {
            id: &mark.id,
            span: mark.span(),
            body,
        }),
        _ => None,
    };
    marks.iter().filter_map(claim).collect()
}

/// Indexes of a gold and a predicted claim whose contents overlap enough.
#[derive(Debug, Clone, Copy)]
struct Pair {
    gold: usize,
    predicted: usize,
    overlap: f64,
}

/// Every pair that overlaps enough, the best first.
fn candidates(source: &Source, gold: &[Claim<'_>], predicted: &[Claim<'_>]) -> Vec<Pair> {
    let characters = |span: Span| source.get(span).map_or(0, |text| text.chars().count());
    let size = |spans: &[Span]| spans.iter().map(|span| characters(*span)).sum::<usize>();
    let mut pairs = Vec::new();
    let mut first = 0;
    for (g, one) in gold.iter().enumerate() {
        while predicted
            .get(first)
            .is_some_and(|p| p.span.end <= one.span.start)
        {
            first += 1;
        }
        let reachable = predicted[first..]
            .iter()
            .take_while(|p| p.span.start < one.span.end);
        for (p, other) in (first..).zip(reachable) {
            let common: usize = one
                .body
                .content
                .iter()
                .flat_map(|a| other.body.content.iter().map(|b| intersection(*a, *b)))
                .map(characters)
                .sum();
            let union = size(&one.body.content) + size(&other.body.content) - common;
            let overlap = common as f64 / union.max(1) as f64;
            if overlap >= CONTENT_OVERLAP {
                pairs.push(Pair {
                    gold: g,
                    predicted: p,
                    overlap,
                });
            }
        }
    }
    // The sort is stable: equals stay in text order.
    pairs.sort_by(|a, b| b.overlap.total_cmp(&a.overlap));
    pairs
}

fn intersection(a: Span, b: Span) -> Span {
    let start = a.start.max(b.start);
    Span::new(start, a.end.min(b.end).max(start))
}

/// Takes the pairs that are wanted in order, each claim once.
fn one_to_one(pairs: &[Pair], wanted: impl Fn(&Pair) -> bool) -> Vec<Pair> {
    let mut taken = (
        std::collections::BTreeSet::new(),
        std::collections::BTreeSet::new(),
    );
    let mut out = Vec::new();
    for pair in pairs {
        if !taken.0.contains(&pair.gold) && !taken.1.contains(&pair.predicted) && wanted(pair) {
            taken.0.insert(pair.gold);
            taken.1.insert(pair.predicted);
            out.push(*pair);
        }
    }
    out
}
