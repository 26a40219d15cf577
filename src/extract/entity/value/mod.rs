//! Dates, times, money, percentages, measures and numbers, by grammar.
//!
//! Knows how values are written, from the tables `values/words.txt` and `values/patterns.txt`.
//! Must not know names.
//!
//! Every atom of a text gets a symbol for the classes that it has; the patterns are regular
//! expressions over these symbols.

mod atom;
mod class;
mod figure;
mod pattern;

use crate::extract::Label;
use crate::text::{Gap, Span, Text};
use atom::{Atom, atoms};
use class::{Classes, Symbol, Symbols};
use pattern::Pattern;
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
#[derive(Debug)]
pub(super) struct Grammar {
    symbols: Symbols,
    patterns: Vec<Pattern>,
}

impl Grammar {
    pub(super) fn english() -> Self {
        let words = include_str!("../../lexicon/values/words.txt");
        let patterns = include_str!("../../lexicon/values/patterns.txt");
        let compiled =
            Classes::parse(words).and_then(|classes| pattern::compile(patterns, classes));
        // The files are part of the program, and a test reads them.
        let (symbols, patterns) = compiled.expect("the shipped value patterns");
        Self { symbols, patterns }
    }

    /// The values in the sentences of `block`, in text order, without overlap.
    pub(super) fn values(&self, text: &Text, block: Range<usize>) -> Vec<Value> {
        let atoms = atoms_of(text, block.clone());
        let reading = self.read(text, &atoms, block);
        let mut found = Vec::new();
        let mut held = vec![false; self.symbols.count()];
        for line in reading.lines() {
            let symbols = &reading.symbols[line.clone()];
            held.fill(false);
            symbols
                .chars()
                .for_each(|symbol| held[symbol as usize] = true);
            for (rank, pattern) in self.patterns.iter().enumerate() {
                if !pattern
                    .needs
                    .iter()
                    .any(|&symbol| held.get(symbol as usize) == Some(&true))
                {
                    continue;
                }
                for range in matches(pattern, symbols) {
                    let range = line.start + range.start..line.start + range.end;
                    if let Some(atoms) = reading.atoms(range) {
                        found.push((atoms, rank));
                    }
                }
            }
        }
        // The longest first, then the first of the table; what is left overlaps nothing.
        found.sort_by_key(|(range, rank)| (Reverse(range.len()), *rank, range.start));
        let mut taken = vec![false; atoms.len()];
        found.retain(|(range, _)| {
            let free = !taken[range.clone()].contains(&true);
            if free {
                taken[range.clone()].fill(true);
            }
            free
        });
        found.sort_by_key(|(range, _)| range.start);
        let value = |(range, rank): (Range<usize>, usize)| {
            let pattern = &self.patterns[rank];
            Some(Value {
                span: atoms[range.start].span.cover(atoms[range.end - 1].span),
                label: pattern.label?,
                rule: pattern.rule,
            })
        };
        found.into_iter().filter_map(value).collect()
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
            if begins || atom.gap >= Gap::Line {
                reading.push(self.symbols.edge(), None);
            }
            let symbol = self.symbols.of(text.source.text(), atoms, index);
            reading.push(symbol, Some(index as u32));
        }
        reading.push(self.symbols.edge(), None);
        reading
    }
}

/// Atoms as a string of symbols.
#[derive(Default)]
struct Reading {
    symbols: String,
    /// For each byte of `symbols` the atom that it stands for; none for an edge.
    places: Vec<Option<u32>>,
}

impl Reading {
    /// The parts of `symbols` from one edge to the next, with both.
    fn lines(&self) -> impl Iterator<Item = Range<usize>> {
        let edges = self.symbols.char_indices();
        let edges = edges.filter(|&(at, _)| self.places[at].is_none());
        let mut edges = edges.map(|(at, edge)| (at, at + edge.len_utf8()));
        let mut start = 0;
        std::iter::from_fn(move || {
            let (at, end) = edges.next()?;
            let line = start..end;
            start = at;
            Some(line)
        })
    }

    fn push(&mut self, symbol: Symbol, place: Option<u32>) {
        self.symbols.push(symbol);
        self.places.resize(self.symbols.len(), place);
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

/// Where a pattern matches. A match may begin inside the context of the one before it.
fn matches(pattern: &Pattern, symbols: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut groups = None;
    while let Some(whole) = pattern.regex.find_at(symbols, at) {
        let value = if pattern.context {
            let groups = groups.get_or_insert_with(|| pattern.regex.capture_locations());
            pattern
                .regex
                .captures_read_at(groups, symbols, whole.start());
            // An alternative without a context is the value itself.
            let mut inner = (1..groups.len()).filter_map(|group| groups.get(group));
            Some(
                inner
                    .next()
                    .map_or(whole.range(), |(start, end)| start..end),
            )
        } else {
            Some(whole.range())
        };
        if whole.is_empty() {
            break;
        }
        at = match &value {
            Some(value) if !value.is_empty() => value.end,
            _ => whole.end(),
        };
        found.extend(value.filter(|value| !value.is_empty()));
    }
    found
}
