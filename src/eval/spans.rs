//! Labelled spans against labelled spans.

use super::{Counts, Finding, FindingKind};
use crate::annotation::Id;
use crate::text::Span;
use std::collections::BTreeMap;
use std::ops::Add;

/// Scores of one layer of spans.
#[derive(Debug, Clone, PartialEq)]
pub struct SpanScores<L> {
    /// Same span and same label, by label.
    pub exact: BTreeMap<L, Counts>,
    /// Overlap and same label, by label; exact matches are taken first, then those in text order.
    pub partial: BTreeMap<L, Counts>,
    /// Same span, whatever the label.
    pub unlabelled: Counts,
    /// Gold label and predicted label of equal spans that differ in label.
    pub confusions: BTreeMap<(L, L), u64>,
}

impl<L> Default for SpanScores<L> {
    fn default() -> Self {
        Self {
            exact: BTreeMap::new(),
            partial: BTreeMap::new(),
            unlabelled: Counts::default(),
            confusions: BTreeMap::new(),
        }
    }
}

impl<L: Copy + Ord> SpanScores<L> {
    /// Same span and same label, over all labels (micro-averaged).
    pub fn micro(&self) -> Counts {
        total(&self.exact)
    }

    /// Overlap and same label, over all labels (micro-averaged).
    pub fn micro_partial(&self) -> Counts {
        total(&self.partial)
    }

    /// The mean F1 over the labels that the gold documents hold.
    pub fn macro_f1(&self) -> f64 {
        let held = || self.exact.values().filter(|counts| counts.gold > 0);
        held().map(|counts| counts.f1()).fold(0.0, f64::add) / held().count().max(1) as f64
    }

    pub fn add(&mut self, other: &Self) {
        for (mine, theirs) in [
            (&mut self.exact, &other.exact),
            (&mut self.partial, &other.partial),
        ] {
            for (label, counts) in theirs {
                mine.entry(*label).or_default().add(*counts);
            }
        }
        self.unlabelled.add(other.unlabelled);
        for (pair, count) in &other.confusions {
            *self.confusions.entry(*pair).or_default() += count;
        }
    }
}

fn total<L>(counts: &BTreeMap<L, Counts>) -> Counts {
    let mut sum = Counts::default();
    counts.values().for_each(|counts| sum.add(*counts));
    sum
}

pub(super) struct Labelled<'a, L> {
    pub(super) span: Span,
    pub(super) label: L,
    pub(super) id: &'a Id,
}

/// Scores two lists in text order.
pub(super) fn score<L: Copy + Ord>(
    gold: &[Labelled<'_, L>],
    predicted: &[Labelled<'_, L>],
    findings: &mut Vec<Finding>,
) -> SpanScores<L> {
    let mut scores = SpanScores::default();
    for mark in gold {
        scores.exact.entry(mark.label).or_default().gold += 1;
    }
    for mark in predicted {
        scores.exact.entry(mark.label).or_default().predicted += 1;
    }
    scores.partial = scores.exact.clone();
    scores.unlabelled = total(&scores.exact);

    let mut pairs = Pairs::new(gold, predicted);
    for (g, _) in pairs.take(|g, p| g.span == p.span && g.label == p.label) {
        let label = gold[g].label;
        scores.exact.entry(label).or_default().right += 1;
        scores.partial.entry(label).or_default().right += 1;
        scores.unlabelled.right += 1;
    }
    // Only a pair of one kind may be taken as the other kind's: what follows is for findings
    // as well as for the looser scores.
    let labels = pairs.take(|g, p| g.span == p.span);
    for &(g, p) in &labels {
        scores.unlabelled.right += 1;
        let pair = (gold[g].label, predicted[p].label);
        *scores.confusions.entry(pair).or_default() += 1;
    }
    let boundaries = pairs.take(|g, p| g.label == p.label);
    for &(g, _) in &boundaries {
        scores.partial.entry(gold[g].label).or_default().right += 1;
    }
    let blurred = pairs.take(|_, _| true);

    let mut here = Vec::new();
    for (kind, pairs) in [
        (FindingKind::Label, labels),
        (FindingKind::Boundary, boundaries),
        (FindingKind::Boundary, blurred),
    ] {
        here.extend(pairs.into_iter().map(|(g, p)| (kind, Some(g), Some(p))));
    }
    here.extend(
        pairs
            .gold_left()
            .map(|g| (FindingKind::Missed, Some(g), None)),
    );
    here.extend(
        pairs
            .predicted_left()
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

/// What is not matched yet of two lists in text order.
struct Pairs<'a, L> {
    gold: &'a [Labelled<'a, L>],
    predicted: &'a [Labelled<'a, L>],
    gold_taken: Vec<bool>,
    predicted_taken: Vec<bool>,
}

impl<'a, L> Pairs<'a, L> {
    fn new(gold: &'a [Labelled<'a, L>], predicted: &'a [Labelled<'a, L>]) -> Self {
        Self {
            gold,
            predicted,
            gold_taken: vec![false; gold.len()],
            predicted_taken: vec![false; predicted.len()],
        }
    }

    /// Matches what overlaps and agrees, in text order, and returns the indexes of the pairs.
    fn take(
        &mut self,
        agree: impl Fn(&Labelled<'_, L>, &Labelled<'_, L>) -> bool,
    ) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        // Everything before `first` ends before the gold mark at hand begins.
        let mut first = 0;
        for (g, gold) in self.gold.iter().enumerate() {
            while self
                .predicted
                .get(first)
                .is_some_and(|p| p.span.end <= gold.span.start)
            {
                first += 1;
            }
            if self.gold_taken[g] {
                continue;
            }
            let reachable = self.predicted[first..]
                .iter()
                .take_while(|p| p.span.start < gold.span.end);
            for (p, predicted) in (first..).zip(reachable) {
                if !self.predicted_taken[p]
                    && gold.span.overlaps(predicted.span)
                    && agree(gold, predicted)
                {
                    self.gold_taken[g] = true;
                    self.predicted_taken[p] = true;
                    pairs.push((g, p));
                    break;
                }
            }
        }
        pairs
    }

    fn gold_left(&self) -> impl Iterator<Item = usize> {
        free(&self.gold_taken)
    }

    fn predicted_left(&self) -> impl Iterator<Item = usize> {
        free(&self.predicted_taken)
    }
}

fn free(taken: &[bool]) -> impl Iterator<Item = usize> {
    let indexes = taken.iter().enumerate();
    indexes
        .filter(|(_, taken)| !**taken)
        .map(|(index, _)| index)
}
