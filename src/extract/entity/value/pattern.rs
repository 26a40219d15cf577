//! The table of value patterns, from its file to trees.
//!
//! Knows the syntax of `values/patterns.txt`. Must not know what a pattern is for.
//!
//! A part that many patterns name is one tree that they share.

use super::class::{Classes, Symbol, Symbols};
use super::facts::{Facts, HEADS};
use super::set::{Memberships, Set, SetId, Sets, bits};
use crate::extract::Label;
use crate::extract::lexicon::lines;
use crate::model::Quickly;
use serde::{Deserialize, Serialize};

/// A pattern or a piece of it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) enum Tree {
    /// A symbol of a set.
    One(SetId),
    Seq(Box<[Tree]>),
    /// Any of the ways, each with what it begins with.
    Any(Box<[(Heads, Tree)]>),
    /// As many as `min`, at most `max`.
    Repeat {
        tree: Box<Tree>,
        min: u8,
        max: u8,
    },
    /// The part at an index.
    Part(u16),
}

/// The sets of which the first symbols of a match are; none where it may have ended before.
pub(super) type Heads = [Option<SetId>; HEADS];

/// A part under a name.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Part {
    pub(super) tree: Tree,
    /// What it begins with.
    pub(super) heads: Heads,
}

/// One way to find a value: a line of the table has one, or one for each context.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Rule {
    /// None where it only says what is no value.
    pub(super) label: Option<Label>,
    /// The name that explanations carry.
    pub(super) name: &'static str,
    /// The line of the table: of equally long values the first counts.
    pub(super) line: u16,
    pub(super) before: Tree,
    pub(super) value: Tree,
    pub(super) after: Tree,
}

/// One of the ways in which a match of a rule may begin. What all of a rule have in common would
/// let through far more than each of them does.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Way {
    /// The place of the rule in [`Rules::all`]. The ways of a rule stand together.
    pub(super) rule: u16,
    /// What it begins with.
    heads: Heads,
    /// Where one of these sets does not follow, there is no match.
    pub(super) needs: Box<[SetId]>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Table {
    pub(super) memberships: Memberships,
    pub(super) parts: Vec<Part>,
    pub(super) values: Rules,
    /// What they find is read as ordinary words by all others.
    pub(super) words: Rules,
}

/// Rules, and which of their ways can begin where some symbols stand.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub(super) struct Rules {
    pub(super) all: Vec<Rule>,
    ways: Vec<Way>,
    /// For each of the first places of a match, by the symbol there, one bit for each way that
    /// allows it; behind all symbols those that allow nothing there.
    #[serde(skip)]
    heads: [Vec<u64>; HEADS],
    /// For each row of these which of its numbers are not 0, one bit each: few are.
    #[serde(skip)]
    filled: [Vec<u64>; HEADS],
    /// How many numbers hold a bit for each way.
    #[serde(skip)]
    stride: usize,
}

impl Rules {
    fn add(&mut self, rule: Rule, ways: Vec<Facts>, sets: &mut Sets) {
        self.ways.extend(ways.iter().map(|facts| Way {
            rule: self.all.len() as u16,
            heads: heads(facts, sets),
            needs: facts.needs().map(|set| sets.id(set)).collect(),
        }));
        self.all.push(rule);
    }

    fn index(&mut self, memberships: &Memberships, members: &mut Quickly<SetId, Vec<usize>>) {
        let stride = self.ways.len().div_ceil(64).max(1);
        let rows = vec![0; stride * (memberships.symbols() + 1)];
        self.heads = [(); HEADS].map(|()| rows.clone());
        // Ways that may be over before a place allow everything there.
        let mut over = [(); HEADS].map(|()| vec![0; stride]);
        for (index, way) in self.ways.iter().enumerate() {
            let (word, bit) = (index / 64, 1 << (index % 64));
            let places = self.heads.iter_mut().zip(&mut over).zip(way.heads);
            for ((rows, over), head) in places {
                let Some(set) = head else {
                    over[word] |= bit;
                    continue;
                };
                let members = members
                    .entry(set)
                    .or_insert_with(|| memberships.members(set).collect());
                for symbol in members {
                    rows[*symbol * stride + word] |= bit;
                }
            }
        }
        for (rows, over) in self.heads.iter_mut().zip(&over) {
            for row in rows.chunks_mut(stride) {
                let numbers = row.iter_mut().zip(over);
                numbers.for_each(|(number, over)| *number |= over);
            }
        }
        self.filled = std::array::from_fn(|place| {
            let rows = self.heads[place].chunks(stride);
            rows.map(filled).collect()
        });
        self.stride = stride;
    }

    /// The ways that can begin at a place of a line.
    pub(super) fn at(&self, line: &[Symbol], at: usize) -> impl Iterator<Item = &Way> {
        let behind = self.filled[0].len() - 1;
        let rows: [usize; HEADS] =
            std::array::from_fn(|place| line.get(at + place).map_or(behind, |s| usize::from(*s)));
        let places = move || (0..HEADS).zip(rows);
        let filled = places().fold(u64::MAX, |bits, (place, row)| {
            bits & self.filled[place][row]
        });
        bits(filled).flat_map(move |word| {
            let number = |(place, row): (usize, usize)| self.heads[place][row * self.stride + word];
            let ways = places().fold(u64::MAX, |bits, at| bits & number(at));
            bits(ways).map(move |bit| &self.ways[word * 64 + bit])
        })
    }
}

/// Which numbers of a row are not 0, one bit each. There are 64 at most, for 4096 ways.
fn filled(row: &[u64]) -> u64 {
    let numbers = row.iter().enumerate().filter(|(_, bits)| **bits != 0);
    numbers.fold(0, |filled, (at, _)| filled | 1 << at)
}

/// Reads a table, giving every word that a pattern quotes a class of its own.
pub(super) fn read(file: &'static str, mut classes: Classes) -> Result<(Symbols, Table), String> {
    let mut defined = Quickly::default();
    let mut quotations = Quickly::default();
    let mut rules = Vec::new();
    for (number, line) in lines(file) {
        let fail = |what: &str| format!("patterns.txt:{number}: {what} in {line:?}");
        let (head, pattern) = line.split_once(" = ").ok_or_else(|| fail("no pattern"))?;
        let (kind, name) = head.split_once(' ').ok_or_else(|| fail("no name"))?;
        for quotation in quoted(pattern) {
            if quotations.insert(quotation, ()).is_none() {
                Quotation::of(quotation).add(&mut classes);
            }
        }
        match kind {
            "def" if defined.insert(name, pattern).is_some() => return Err(fail("a second part")),
            "def" => {}
            "NONE" | "WORD" => rules.push((number, kind, None, name, pattern)),
            _ => {
                let label = Label::parse(kind).ok_or_else(|| fail("no such label"))?;
                rules.push((number, kind, Some(label), name, pattern));
            }
        }
    }
    let symbols = classes.symbols();
    let mut reader = Reader {
        symbols: &symbols,
        defined,
        known: Quickly::default(),
        classes: Quickly::default(),
        quotations: Quickly::default(),
        facts: Vec::new(),
        sets: Sets::default(),
        parts: Vec::new(),
        rules: Vec::new(),
    };
    let (mut values, mut words) = (Rules::default(), Rules::default());
    for (number, kind, label, name, pattern) in rules {
        reader
            .rule(number as u16, label, name, pattern)
            .map_err(|what| format!("patterns.txt:{number}: {what}"))?;
        let found = if kind == "WORD" {
            &mut words
        } else {
            &mut values
        };
        for (rule, ways) in reader.rules.drain(..) {
            found.add(rule, ways, &mut reader.sets);
        }
    }
    let table = Table {
        memberships: reader.sets.memberships(symbols.count()),
        parts: reader.parts,
        values,
        words,
    };
    Ok((symbols, table))
}

impl Table {
    /// Finds out which rules can match where; to be called before any is asked for.
    pub(super) fn index(&mut self) {
        let mut members = Quickly::default();
        self.values.index(&self.memberships, &mut members);
        self.words.index(&self.memberships, &mut members);
    }
}

/// No end to a repetition.
const MANY: u8 = u8::MAX;

struct Reader<'a> {
    symbols: &'a Symbols,
    defined: Quickly<&'static str, &'static str>,
    /// The parts that were read; none while one is being read.
    known: Quickly<&'static str, Option<u16>>,
    /// The sets of classes that were asked for.
    classes: Quickly<&'static str, Set>,
    /// The quotations that were read.
    quotations: Quickly<&'static str, (Tree, Facts)>,
    /// Of each part.
    facts: Vec<Facts>,
    sets: Sets,
    parts: Vec<Part>,
    /// What the line gave that was read last, with what is known of each way to begin.
    rules: Vec<(Rule, Vec<Facts>)>,
}

type Read = Result<(Tree, Facts), String>;

/// What stands one after the other.
struct Sequence {
    trees: Vec<Tree>,
    facts: Facts,
}

impl Default for Sequence {
    fn default() -> Self {
        Self {
            trees: Vec::new(),
            facts: Facts::empty(),
        }
    }
}

impl Sequence {
    fn push(&mut self, (tree, facts): (Tree, Facts)) {
        self.trees.push(tree);
        self.facts.then(&facts);
    }

    fn whole(mut self) -> (Tree, Facts) {
        let tree = match self.trees.len() {
            1 => self.trees.remove(0),
            _ => Tree::Seq(self.trees.into()),
        };
        (tree, self.facts)
    }
}

impl Reader<'_> {
    fn rule(
        &mut self,
        line: u16,
        label: Option<Label>,
        name: &'static str,
        pattern: &'static str,
    ) -> Result<(), String> {
        let mut rest = pattern;
        let mut whole = Vec::new();
        loop {
            let before = self.run(&mut rest)?;
            if skip(&mut rest, '<') {
                let value = self.any(&mut rest)?;
                if !skip(&mut rest, '>') {
                    return Err("an open context".to_owned());
                }
                let after = self.run(&mut rest)?;
                self.add(line, label, name, [before, value, after])?;
            } else {
                whole.push(before);
            }
            if rest.is_empty() {
                break;
            }
            if !skip(&mut rest, '|') {
                return Err(format!("what is {rest:?}"));
            }
        }
        if whole.is_empty() {
            return Ok(());
        }
        let value = self.join(whole);
        let nothing = || (Tree::Seq(Box::default()), Facts::empty());
        let parts = [nothing(), value, nothing()];
        self.add(line, label, name, parts)
    }

    fn add(
        &mut self,
        line: u16,
        label: Option<Label>,
        name: &'static str,
        parts: [(Tree, Facts); 3],
    ) -> Result<(), String> {
        if parts[1].1.can_be_empty() {
            return Err("what can be empty".to_owned());
        }
        let [before, value, after] = parts.map(|(tree, _)| tree);
        let mut ways = Vec::new();
        self.ways(&[&before, &value, &after], &mut ways);
        let rule = Rule {
            label,
            name,
            line,
            before,
            value,
            after,
        };
        self.rules.push((rule, ways));
        Ok(())
    }

    /// What is known of each way in which trees may begin that stand one behind the other.
    fn ways(&self, trees: &[&Tree], ways: &mut Vec<Facts>) {
        match trees {
            [Tree::Seq(inner), rest @ ..] => {
                let all: Vec<_> = inner.iter().chain(rest.iter().copied()).collect();
                self.ways(&all, ways);
            }
            [Tree::Any(inner), rest @ ..] => {
                for (_, tree) in inner {
                    self.ways(&[&[tree], rest].concat(), ways);
                }
            }
            [Tree::Repeat { tree, min: 0, max }, rest @ ..] => {
                self.ways(rest, ways);
                let repeated = self.of(tree).repeated(1, *max);
                ways.push(self.followed(repeated, rest));
            }
            _ => ways.push(self.followed(Facts::empty(), trees)),
        }
    }

    /// What is known of something with trees behind it.
    fn followed(&self, mut facts: Facts, trees: &[&Tree]) -> Facts {
        trees.iter().for_each(|tree| facts.then(&self.of(tree)));
        facts
    }

    /// What is known of a tree.
    fn of(&self, tree: &Tree) -> Facts {
        match tree {
            Tree::One(set) => Facts::one(self.sets.get(*set)),
            Tree::Seq(trees) => {
                let trees: Vec<_> = trees.iter().collect();
                self.followed(Facts::empty(), &trees)
            }
            Tree::Any(trees) => {
                let mut facts = Facts::never();
                trees.iter().for_each(|(_, tree)| facts.or(&self.of(tree)));
                facts
            }
            Tree::Repeat { tree, min, max } => self.of(tree).repeated(*min, *max),
            Tree::Part(index) => self.facts[usize::from(*index)].clone(),
        }
    }

    /// Runs with "|" between.
    fn any(&mut self, rest: &mut &'static str) -> Read {
        let mut ways = vec![self.run(rest)?];
        while skip(rest, '|') {
            ways.push(self.run(rest)?);
        }
        Ok(self.join(ways))
    }

    /// One of some ways: single symbols become one set.
    fn join(&mut self, mut ways: Vec<(Tree, Facts)>) -> (Tree, Facts) {
        if ways.len() == 1 {
            return ways.remove(0);
        }
        let mut facts = Facts::never();
        let mut single: Option<Set> = None;
        let mut trees = Vec::new();
        for (tree, way) in ways {
            facts.or(&way);
            match tree {
                Tree::One(_) => match &mut single {
                    Some(set) => set.add(way.first()),
                    None => single = Some(way.first().clone()),
                },
                _ => {
                    let heads = heads(&way, &mut self.sets);
                    trees.push((heads, tree));
                }
            }
        }
        if let Some(set) = single {
            let id = self.sets.id(&set);
            let mut heads = [None; HEADS];
            heads[0] = Some(id);
            trees.insert(0, (heads, Tree::One(id)));
        }
        let tree = match trees.len() {
            1 => trees.remove(0).1,
            _ => Tree::Any(trees.into()),
        };
        (tree, facts)
    }

    /// Items one after the other, up to what ends them.
    fn run(&mut self, rest: &mut &'static str) -> Read {
        let mut sequence = Sequence::default();
        loop {
            *rest = rest.trim_start();
            if rest.is_empty() || rest.starts_with(['|', ')', '<', '>']) {
                return Ok(sequence.whole());
            }
            let item = self.item(rest)?;
            sequence.push(self.repeated(item, rest)?);
        }
    }

    fn item(&mut self, rest: &mut &'static str) -> Read {
        if skip(rest, '(') {
            let inner = self.any(rest)?;
            return match skip(rest, ')') {
                true => Ok(inner),
                false => Err("an open parenthesis".to_owned()),
            };
        }
        if skip(rest, '\'') {
            let (words, behind) = rest.split_once('\'').ok_or("an open quotation mark")?;
            *rest = behind;
            return self.quote(words);
        }
        if skip(rest, '{') {
            let (name, behind) = rest.split_once('}').ok_or("an open brace")?;
            *rest = behind;
            return self.name(name);
        }
        Err(format!("what is {rest:?}"))
    }

    /// `item` with the mark behind it.
    fn repeated(&mut self, (tree, facts): (Tree, Facts), rest: &mut &'static str) -> Read {
        let mut behind = rest.trim_start();
        let (min, max) = if skip(&mut behind, '?') {
            (0, 1)
        } else if skip(&mut behind, '*') {
            (0, MANY)
        } else if skip(&mut behind, '+') {
            (1, MANY)
        } else if behind.starts_with('{') && behind[1..].starts_with(|c: char| c.is_ascii_digit()) {
            let (bounds, end) = behind[1..].split_once('}').ok_or("an open brace")?;
            behind = end;
            let (min, max) = bounds
                .split_once(',')
                .ok_or("a repetition without bounds")?;
            let bound = |bound: &str| bound.parse().map_err(|_| format!("no number {bound:?}"));
            (bound(min)?, bound(max)?)
        } else {
            return Ok((tree, facts));
        };
        *rest = behind;
        let facts = facts.repeated(min, max);
        let tree = Box::new(tree);
        Ok((Tree::Repeat { tree, min, max }, facts))
    }

    /// A part, a class, or what is not in a class.
    fn name(&mut self, name: &'static str) -> Read {
        if self.defined.contains_key(name) {
            let index = self.part(name)?;
            let facts = self.facts[usize::from(index)].clone();
            return Ok((Tree::Part(index), facts));
        }
        let class = match self.classes.get(name) {
            Some(class) => class.clone(),
            None => {
                let class = match name.strip_prefix('!') {
                    Some(other) => self.class(other)?.complement(self.symbols.count()),
                    None => self.class(name)?,
                };
                self.classes.insert(name, class.clone());
                class
            }
        };
        Ok(self.one(class))
    }

    fn part(&mut self, name: &'static str) -> Result<u16, String> {
        match self.known.get(name) {
            Some(Some(index)) => return Ok(*index),
            Some(None) => return Err(format!("{name:?} is part of itself")),
            None => {}
        }
        self.known.insert(name, None);
        let mut rest = self.defined[name];
        let (tree, facts) = self.any(&mut rest)?;
        if !rest.is_empty() {
            return Err(format!("what is {rest:?} in {name:?}"));
        }
        let index = self.facts.len() as u16;
        let heads = heads(&facts, &mut self.sets);
        self.facts.push(facts);
        self.parts.push(Part { tree, heads });
        self.known.insert(name, Some(index));
        Ok(index)
    }

    fn class(&self, name: &str) -> Result<Set, String> {
        let members = self.symbols.of_class(name);
        let members = members.ok_or_else(|| format!("no class or part {name:?}"))?;
        Ok(Set::of(members, self.symbols.count()))
    }

    fn one(&mut self, set: Set) -> (Tree, Facts) {
        let tree = Tree::One(self.sets.id(&set));
        let facts = Facts::one(&set);
        (tree, facts)
    }

    /// `'a|b c'`: any of some words or runs of words.
    fn quote(&mut self, quotation: &'static str) -> Read {
        if let Some(known) = self.quotations.get(quotation) {
            return Ok(known.clone());
        }
        let Quotation { single, runs } = Quotation::of(quotation);
        let mut ways = Vec::new();
        if !single.is_empty() {
            let set = self.class(&own_class(&single))?;
            ways.push(self.one(set));
        }
        for run in runs {
            let mut sequence = Sequence::default();
            for word in run.split_whitespace() {
                let set = self.class(&own_class(&[word]))?;
                sequence.push(self.one(set));
            }
            ways.push(sequence.whole());
        }
        let read = self.join(ways);
        self.quotations.insert(quotation, read.clone());
        Ok(read)
    }
}

/// What is known of the beginning of a match, with the sets among all.
fn heads(facts: &Facts, sets: &mut Sets) -> Heads {
    std::array::from_fn(|place| Some(sets.id(facts.head(place)?)))
}

fn skip(rest: &mut &'static str, mark: char) -> bool {
    let behind = rest.trim_start().strip_prefix(mark);
    *rest = behind.unwrap_or(rest);
    behind.is_some()
}

/// The name of the class that the words of a group have.
fn own_class(group: &[&str]) -> String {
    ["'", &group.join("|"), "'"].concat()
}

/// What stands between quotation marks.
fn quoted(pattern: &'static str) -> impl Iterator<Item = &'static str> {
    pattern.split('\'').skip(1).step_by(2)
}

/// The alternatives of a quotation: the single words, and those of several words.
struct Quotation {
    single: Vec<&'static str>,
    runs: Vec<&'static str>,
}

impl Quotation {
    fn of(quotation: &'static str) -> Self {
        let ways = quotation.split('|').map(str::trim);
        let (runs, single) = ways.partition(|words| words.contains(' '));
        Self { single, runs }
    }

    /// Gives each group of words that it tells apart a class: all single words together, and
    /// each word of a run. Words that are in the same groups need not be told apart, and share
    /// a symbol.
    fn add(&self, classes: &mut Classes) {
        let words = self.runs.iter().flat_map(|run| run.split_whitespace());
        let runs = words.map(|word| vec![word]);
        let single = Some(self.single.clone()).filter(|single| !single.is_empty());
        for group in runs.chain(single) {
            let class = classes.name(own_class(&group).into());
            for word in group {
                classes.add(class, word);
            }
        }
    }
}
