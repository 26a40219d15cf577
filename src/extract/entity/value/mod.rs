//! Dates, times, money, percentages, measures and numbers, by grammar.
//!
//! Knows how values are written, from the tables `values/words.txt` and `values/patterns.txt`.
//! Must not know names.
//!
//! Every atom of a text gets a symbol for the classes that it has; the patterns are regular
//! expressions over these symbols, matched all together.

mod atom;
mod class;
mod facts;
mod figure;
mod matcher;
mod pattern;
mod set;

use crate::extract::Label;
use crate::text::{Gap, Span, Text};
use atom::{Atom, atoms};
use class::{Classes, Symbol, Symbols};
use matcher::{EMPTY, Lengths, Matcher};
use pattern::{Rule, Rules, Table};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::ops::Range;

/// A value that a pattern found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) span: Span,
    pub(super) label: Label,
    /// The name of the rule that found it.
    pub(super) rule: &'static str,
}

/// The patterns, ready to be matched.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(in crate::extract) struct Grammar {
    symbols: Symbols,
    table: Table,
}

/// What a rule found: atoms of the block.
struct Found<'a> {
    atoms: Range<usize>,
    rule: &'a Rule,
}

impl Grammar {
    pub(in crate::extract) fn english() -> Self {
        let words = include_str!("../../lexicon/values/words.txt");
        let patterns = include_str!("../../lexicon/values/patterns.txt");
        let read = Classes::parse(words).and_then(|classes| pattern::read(patterns, classes));
        // The files are part of the program, and a test reads them.
        let (symbols, table) = read.expect("the shipped value patterns");
        Self { symbols, table }.ready()
    }

    /// To be called where it was read from what [`Self::english`] made.
    pub(in crate::extract) fn ready(mut self) -> Self {
        self.table.index();
        self
    }

    /// The values in the sentences of `block`, in text order, without overlap.
    pub(super) fn values(&self, text: &Text, block: Range<usize>) -> Vec<Value> {
        let atoms = atoms_of(text, block.clone());
        let reading = self.read(text, &atoms, block);
        let mut found = self.found(reading);
        // The longest first, then the first of the table; what is left overlaps nothing.
        found.sort_by_key(|f| (Reverse(f.atoms.len()), f.rule.line, f.atoms.start));
        let mut taken = vec![false; atoms.len()];
        found.retain(|found| {
            let range = found.atoms.clone();
            let free = !taken[range.clone()].contains(&true);
            if free {
                taken[range].fill(true);
            }
            free
        });
        found.sort_by_key(|found| found.atoms.start);
        let value = |Found { atoms: range, rule }: Found| {
            Some(Value {
                span: atoms[range.start].span.cover(atoms[range.end - 1].span),
                label: rule.label?,
                rule: rule.name,
            })
        };
        found.into_iter().filter_map(value).collect()
    }

    /// What each rule finds at each place.
    fn found(&self, mut reading: Reading) -> Vec<Found<'_>> {
        let mut found = Vec::new();
        let mut matcher = Matcher::new(&self.table.parts, &self.table.memberships);
        let lines: Vec<_> = reading.lines().collect();
        for line in lines {
            let mut words = Vec::new();
            let (rules, symbols) = (&self.table.words, &reading.symbols[line.clone()]);
            search(rules, symbols, &mut matcher, |range, _| words.push(range));
            for range in words {
                let range = line.start + range.start..line.start + range.end;
                reading.symbols[range].fill(self.symbols.word());
            }
            let (rules, symbols) = (&self.table.values, &reading.symbols[line.clone()]);
            search(rules, symbols, &mut matcher, |range, rule| {
                let atoms = reading.atoms(line.start + range.start..line.start + range.end);
                found.extend(atoms.map(|atoms| Found { atoms, rule }));
            });
        }
        found
    }

    /// The symbols of `atoms`, with an edge before each line and each sentence.
    fn read(&self, text: &Text, atoms: &[Atom], block: Range<usize>) -> Reading {
        let mut reading = Reading::default();
        let mut sentences = text.sentences[block]
            .iter()
            .map(|s| s.span.start)
            .peekable();
        for (index, atom) in atoms.iter().enumerate() {
            let begins = sentences
                .next_if(|&start| start <= atom.span.start)
                .is_some();
            let begins = begins || atom.gap >= Gap::Line;
            if begins {
                reading.push(self.symbols.edge(), None);
            }
            let symbol = self.symbols.of(text.source.text(), atoms, index, begins);
            reading.push(symbol, Some(index as u32));
        }
        reading.push(self.symbols.edge(), None);
        reading
    }
}

/// Tells `found` the longest value of each rule from each place of a line, whose first and last
/// symbols are edges. It goes from the last place to the first: so it is known which symbols stand
/// behind a place, and most rules need one that does not.
fn search<'a>(
    rules: &'a Rules,
    line: &[Symbol],
    matcher: &mut Matcher<'a>,
    mut found: impl FnMut(Range<usize>, &'a Rule),
) {
    let last = line.len() - 1;
    matcher.begin(line);
    for at in (0..line.len()).rev() {
        matcher.meet(at);
        let mut done = None;
        for way in rules.at(line, at) {
            // One way is enough to look at a rule.
            if done == Some(way.rule) || !way.needs.iter().all(|set| matcher.meets(*set)) {
                continue;
            }
            done = Some(way.rule);
            let rule = &rules.all[usize::from(way.rule)];
            let mut starts = matcher.lengths(&rule.before, at);
            while let Some(start) = shortest(&mut starts) {
                let start = at + start;
                if start == 0 {
                    continue;
                }
                let mut ends = matcher.lengths(&rule.value, start);
                while let Some(length) = longest(&mut ends) {
                    let end = start + length;
                    if end <= last && matcher.lengths(&rule.after, end) != 0 {
                        found(start..end, rule);
                        break;
                    }
                }
            }
        }
    }
}

/// Takes the shortest of some lengths.
fn shortest(lengths: &mut Lengths) -> Option<usize> {
    let shortest = (*lengths != 0).then(|| lengths.trailing_zeros() as usize)?;
    *lengths &= *lengths - 1;
    Some(shortest)
}

/// Takes the longest of some lengths.
fn longest(lengths: &mut Lengths) -> Option<usize> {
    let longest = lengths.checked_ilog2()?;
    *lengths &= !(EMPTY << longest);
    Some(longest as usize)
}

/// Atoms as symbols.
#[derive(Default)]
struct Reading {
    symbols: Vec<Symbol>,
    /// For each symbol the atom that it stands for; none for an edge.
    places: Vec<Option<u32>>,
}

impl Reading {
    /// The parts of `symbols` from one edge to the next, with both.
    fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let places = self.places.iter().enumerate();
        let mut edges = places.filter(|(_, place)| place.is_none());
        let mut start = edges.next().map_or(0, |(at, _)| at);
        edges.map(move |(at, _)| {
            let line = start..at + 1;
            start = at;
            line
        })
    }

    fn push(&mut self, symbol: Symbol, place: Option<u32>) {
        self.symbols.push(symbol);
        self.places.push(place);
    }

    /// The atoms under a range of `symbols`; none where it is empty or an edge bounds it.
    fn atoms(&self, range: Range<usize>) -> Option<Range<usize>> {
        let last = range.end.checked_sub(1)?;
        let (first, last) = (self.places[range.start]?, self.places[last]?);
        Some(first as usize..last as usize + 1)
    }
}

/// The atoms of the sentences of `block`.
fn atoms_of(text: &Text, block: Range<usize>) -> Vec<Atom> {
    let (Some(first), Some(last)) = (
        text.sentences[block.clone()].first(),
        text.sentences[block].last(),
    ) else {
        return Vec::new();
    };
    let tokens = first.tokens.start as usize..last.tokens.end as usize;
    atoms(text.source.text(), &text.tokens[tokens])
}
