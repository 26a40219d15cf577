//! Learns to parse from what it does itself: wherever its own steps led, those steps are right
//! that lose no further head (a dynamic oracle).
//!
//! Knows what a step sees. Must not know what trees are for.

use super::Settings;
use super::trees::Tree;
use crate::eval::Given;
use crate::extract::{Parsing, Relation, Step, Tag};
use crate::model::{Key, STEP_LANES, SyntaxModel, TAG_LANES};
use crate::train::features::{Counted, Numbered};
use crate::train::fit::Store;
use crate::train::learn::{Learner, Mask, has, pruned, rounded};
use crate::train::pace::Pace;
use anyhow::Result;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// How often a wrong step that it would take is taken.
const EXPLORED: f32 = 0.9;

struct Sentence {
    start: Parsing,
    heads: Vec<usize>,
    relations: Vec<Relation>,
    weight: f32,
}

/// Weights of steps and of relations.
#[derive(Serialize, Deserialize)]
pub struct Weights {
    pub steps: Vec<(Key, [i8; STEP_LANES])>,
    pub relations: Vec<(Key, [i8; TAG_LANES])>,
}

/// `tags` are those that a tagger gives, for each tree.
pub fn train(
    trees: &[Tree],
    tags: &[Vec<Tag>],
    model: &SyntaxModel,
    settings: &Settings,
    store: &mut Store,
) -> Result<Weights> {
    let sentence = |(tree, tags): (&Tree, &Vec<Tag>)| {
        let count = tree.given.len();
        let head = |given: &Given| given.head.map_or(count, usize::from);
        Sentence {
            start: Parsing::of(tree.text.source.text(), &tree.text.tokens, tags, model),
            heads: tree.given.iter().map(head).collect(),
            relations: tree.given.iter().map(|given| given.relation).collect(),
            weight: tree.weight,
        }
    };
    let sentences: Vec<Sentence> = trees.par_iter().zip(tags).map(sentence).collect();
    let (mut steps, mut relations) = (Counted::default(), Counted::default());
    sentences
        .iter()
        .for_each(|sentence| sentence.count(&mut steps, &mut relations));
    let steps = steps.numbered(settings.parser_least);
    let relations = relations.numbered(settings.parser_least);
    let texts = trees.iter().map(|tree| tree.text.source.text());
    let tags = tags.iter().map(|tags| numbers(tags, |tag| *tag as u8));
    let gold = sentences.iter().map(Sentence::gold);
    let seen: Vec<_> = texts.zip(tags).zip(gold).collect();
    store.kept(&(settings, &steps.keys, &relations.keys, seen), || {
        let pace = Pace {
            seed: settings.seed,
            seeds: settings.seeds,
            epochs: settings.parser_epochs,
            rate: settings.rate,
        };
        let new = |seed| Learners {
            steps: Learner::new(&steps, seed),
            relations: Learner::new(&relations, seed + 1000),
        };
        let features = (&steps, &relations);
        let learners = pace.learners(
            "parser",
            &sentences,
            new,
            |learners| &mut learners.steps.chance,
            |learners, sentence, epoch, rate| {
                learners.see(sentence, features, settings, epoch, rate);
            },
        );
        let learners = learners
            .into_iter()
            .map(|both| (both.steps, both.relations));
        let (of_steps, of_relations): (Vec<_>, Vec<_>) = learners.unzip();
        Weights {
            steps: rounded(&of_steps, &steps, settings.step, |row| {
                against_shift(row, settings.parser_prune)
            }),
            relations: rounded(&of_relations, &relations, settings.step, |row| {
                pruned(row, settings.prune)
            }),
        }
    })
}

fn numbers<T>(of: &[T], number: impl Fn(&T) -> u8) -> Vec<u8> {
    of.iter().map(number).collect()
}

/// What a feature says for each step against putting the next word on the stack: so that costs no
/// weight. One that says little says nothing.
fn against_shift(row: [f32; STEP_LANES], least: f32) -> [f32; STEP_LANES] {
    let shift = row[Step::Shift as usize];
    let row = std::array::from_fn(|step| match step < Step::ALL.len() {
        true => row[step] - shift,
        false => 0.0,
    });
    match row.iter().all(|weight| weight.abs() < least) {
        true => [0.0; STEP_LANES],
        false => row,
    }
}

impl Sentence {
    /// What is right, and how much that counts.
    fn gold(&self) -> (&[usize], Vec<u8>, f32) {
        let relations = numbers(&self.relations, |relation| *relation as u8);
        (&self.heads, relations, self.weight)
    }

    /// Counts the features on the way of right steps.
    fn count(&self, steps: &mut Counted, relations: &mut Counted) {
        let mut parsing = self.start.clone();
        let mut keys = Vec::new();
        while !parsing.is_done() {
            keys.clear();
            parsing.step_features(&mut keys);
            steps.add(&keys);
            let right = self.right(&parsing);
            let step = Step::ALL[right.trailing_zeros() as usize];
            let arc = self.arc(&parsing, step);
            if let Some((word, head)) = arc {
                keys.clear();
                parsing.relation_features(word, head, &mut keys);
                relations.add(&keys);
            }
            let relation = arc.map_or(Relation::Root, |(word, _)| self.relations[word]);
            parsing.take(step, relation);
        }
    }

    /// The word that a step hangs on another, and that other; none where that is the root.
    fn arc(&self, parsing: &Parsing, step: Step) -> Option<(usize, usize)> {
        let arc = parsing.arc(step);
        arc.filter(|(_, head)| *head < self.heads.len())
    }

    /// The possible steps that lose the fewest heads.
    fn right(&self, parsing: &Parsing) -> Mask {
        let possible = parsing.possible();
        let steps = Step::ALL
            .iter()
            .enumerate()
            .filter(|(bit, _)| has(possible, *bit));
        let costs = steps.map(|(bit, step)| (bit, self.cost(parsing, *step)));
        let costs: Vec<(usize, usize)> = costs.collect();
        let least = costs.iter().map(|(_, cost)| *cost).min();
        let cheap = costs.iter().filter(|(_, cost)| Some(*cost) == least);
        cheap.fold(0, |mask, (bit, _)| mask | 1 << bit)
    }

    /// How many words can no more get the head that is theirs, once a step is taken.
    fn cost(&self, parsing: &Parsing, step: Step) -> usize {
        let (stack, next) = parsing.state();
        let ahead = &self.heads[next.min(self.heads.len())..];
        let Some((word, head)) = parsing.arc(step) else {
            let own = self.heads[next];
            let below = stack.split_last().map_or(&[][..], |(_, below)| below);
            let lost = below.iter().any(|word| usize::from(*word) == own);
            let children = stack
                .iter()
                .filter(|word| self.heads[usize::from(**word)] == next);
            return usize::from(lost) + children.count();
        };
        let children = ahead.iter().filter(|head| **head == word).count();
        let own = self.heads[word];
        let below = stack.len().checked_sub(2).map(|at| usize::from(stack[at]));
        let reachable = own >= next || Some(own) == below;
        children + usize::from(own != head && reachable)
    }
}

/// What learns steps, and what learns relations.
struct Learners {
    steps: Learner<STEP_LANES>,
    relations: Learner<TAG_LANES>,
}

impl Learners {
    /// Goes through a sentence by its own steps, and learns from each.
    fn see(
        &mut self,
        sentence: &Sentence,
        (steps, relations): (&Numbered, &Numbered),
        settings: &Settings,
        epoch: u32,
        rate: f32,
    ) {
        let rate = rate * sentence.weight;
        let (mut keys, mut features) = (Vec::new(), Vec::new());
        let mut parsing = sentence.start.clone();
        while !parsing.is_done() {
            keys.clear();
            parsing.step_features(&mut keys);
            features.clear();
            features.extend(steps.of(&keys));
            let (right, possible) = (sentence.right(&parsing), parsing.possible());
            let guess = self.steps.best(&features, possible);
            (self.steps).step(&features, right, possible, settings.parser_drop, rate);
            let explores = epoch > 0 && self.steps.chance.unit() < EXPLORED;
            let taken = match has(right, guess) || explores {
                true => guess,
                false => right.trailing_zeros() as usize,
            };
            let taken = Step::ALL[taken];
            let mut relation = Relation::Root;
            if let Some((word, head)) = sentence.arc(&parsing, taken) {
                keys.clear();
                parsing.relation_features(word, head, &mut keys);
                features.clear();
                features.extend(relations.of(&keys));
                relation = Relation::ALL[self.relations.best(&features, Relation::BELOW)];
                let gold = sentence.relations[word];
                if sentence.heads[word] == head && gold != Relation::Root {
                    let right = 1 << gold as u32;
                    (self.relations).step(&features, right, Relation::BELOW, settings.drop, rate);
                }
            }
            parsing.take(taken, relation);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;
    use crate::train::chance::Chance;

    /// A sentence with these heads; its own number is the root's.
    fn sentence(heads: &[usize]) -> Sentence {
        let text = "a ".repeat(heads.len());
        let tags = vec![Tag::Noun; heads.len()];
        Sentence {
            start: Parsing::of(&text, &tokenize(&text), &tags, &SyntaxModel::default()),
            heads: heads.to_vec(),
            relations: vec![Relation::Obj; heads.len()],
            weight: 1.0,
        }
    }

    /// How many words got another head than theirs, by steps that `choose` takes from the masks
    /// of possible and right ones.
    fn lost(sentence: &Sentence, mut choose: impl FnMut(Mask, Mask) -> usize) -> usize {
        let mut parsing = sentence.start.clone();
        let mut lost = 0;
        while !parsing.is_done() {
            let step = Step::ALL[choose(parsing.possible(), sentence.right(&parsing))];
            if let Some((word, head)) = parsing.arc(step) {
                lost += usize::from(sentence.heads[word] != head);
            }
            parsing.take(step, Relation::Obj);
        }
        lost
    }

    const TREES: &[&[usize]] = &[
        &[1],
        &[1, 2],
        &[2, 0],
        &[1, 4, 1, 2],
        &[1, 2, 6, 2, 5, 2],
        &[6, 0, 1, 2, 2, 0],
        &[3, 2, 0, 7, 3, 6, 4],
    ];

    #[test]
    fn right_steps_lead_to_the_tree() {
        for heads in TREES {
            let first = lost(&sentence(heads), |_, right| right.trailing_zeros() as usize);
            let last = lost(&sentence(heads), |_, right| right.ilog2() as usize);
            assert_eq!((first, last), (0, 0), "{heads:?}");
        }
    }

    /// Behind any wrong steps, right ones lose just as many heads as the cheapest way of all.
    #[test]
    fn no_way_is_better_than_that_of_right_steps() {
        fn least(sentence: &Sentence, parsing: &Parsing) -> usize {
            if parsing.is_done() {
                return 0;
            }
            let possible = parsing.possible();
            let steps = Step::ALL
                .iter()
                .filter(|step| has(possible, **step as usize));
            let ways = steps.map(|step| {
                let mut next = parsing.clone();
                let arc = parsing.arc(*step);
                let wrong = arc.is_some_and(|(word, head)| sentence.heads[word] != head);
                next.take(*step, Relation::Obj);
                usize::from(wrong) + least(sentence, &next)
            });
            ways.min().unwrap_or(0)
        }
        let mut chance = Chance::new(3);
        for heads in TREES.iter().filter(|heads| heads.len() < 7) {
            let sentence = sentence(heads);
            let mut parsing = sentence.start.clone();
            while !parsing.is_done() {
                let (possible, right) = (parsing.possible(), sentence.right(&parsing));
                let best = least(&sentence, &parsing);
                for step in Step::ALL.iter().filter(|step| has(right, **step as usize)) {
                    let mut next = parsing.clone();
                    let arc = parsing.arc(*step);
                    let wrong = arc.is_some_and(|(word, head)| sentence.heads[word] != head);
                    next.take(*step, Relation::Obj);
                    let then = usize::from(wrong) + least(&sentence, &next);
                    assert_eq!(then, best, "{heads:?}: {step:?}");
                }
                let taken = loop {
                    let step = chance.below(3) as usize;
                    if has(possible, step) {
                        break Step::ALL[step];
                    }
                };
                parsing.take(taken, Relation::Obj);
            }
        }
    }
}
