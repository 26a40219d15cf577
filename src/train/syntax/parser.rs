//! Learns to parse from what it does itself: wherever its own steps led, those steps are right
//! that lose no further head (a dynamic oracle).
//!
//! Knows what a step sees. Must not know what trees are for.

use super::Settings;
use super::features::{Counted, Numbered};
use super::learn::{Learner, Mask, has, rate, rounded};
use super::trees::Tree;
use crate::eval::Given;
use crate::extract::{Parsing, Relation, Step, Tag};
use crate::model::{Key, STEP_LANES, SyntaxModel, TAG_LANES};
use crate::train::progress::Stage;
use rayon::prelude::*;

/// How often a wrong step that it would take is taken.
const EXPLORED: f32 = 0.9;

struct Sentence {
    start: Parsing,
    heads: Vec<usize>,
    relations: Vec<Relation>,
    weight: f32,
}

/// Weights of steps and of relations.
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
) -> Weights {
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
    let least = settings.least_count;
    let (steps, relations) = (steps.numbered(least), relations.numbered(least));
    let stage = Stage::of("parser", settings.seeds * u64::from(settings.parser_epochs));
    let seeds = settings.seed..settings.seed + settings.seeds;
    let one = |seed| {
        learn(&sentences, &steps, &relations, settings, seed, &|| {
            stage.step(1);
        })
    };
    let learners: Vec<_> = seeds.into_par_iter().map(one).collect();
    let (of_steps, of_relations): (Vec<_>, Vec<_>) = learners.into_iter().unzip();
    Weights {
        steps: rounded(&of_steps, &steps, settings.parser_prune, settings.step),
        relations: rounded(&of_relations, &relations, settings.prune, settings.step),
    }
}

impl Sentence {
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
            let arc = parsing
                .arc(step)
                .filter(|(_, head)| *head < self.heads.len());
            if let Some((word, head)) = arc {
                keys.clear();
                parsing.relation_features(word, head, &mut keys);
                relations.add(&keys);
            }
            let relation = arc.map_or(Relation::Root, |(word, _)| self.relations[word]);
            parsing.take(step, relation);
        }
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

fn learn(
    sentences: &[Sentence],
    steps: &Numbered,
    relations: &Numbered,
    settings: &Settings,
    seed: u64,
    step: &dyn Fn(),
) -> (Learner<STEP_LANES>, Learner<TAG_LANES>) {
    let mut stepper: Learner<STEP_LANES> = Learner::new(steps, seed);
    let mut namer: Learner<TAG_LANES> = Learner::new(relations, seed + 1000);
    let mut order: Vec<u32> = (0..sentences.len() as u32).collect();
    let (mut keys, mut features) = (Vec::new(), Vec::new());
    let mut parsing = Parsing::default();
    for epoch in 0..settings.parser_epochs {
        stepper.chance.shuffle(&mut order);
        let rate = rate(settings.rate, epoch, settings.parser_epochs);
        for index in &order {
            let sentence = &sentences[*index as usize];
            let rate = rate * sentence.weight;
            parsing.clone_from(&sentence.start);
            while !parsing.is_done() {
                keys.clear();
                parsing.step_features(&mut keys);
                features.clear();
                features.extend(steps.of(&keys));
                let (right, possible) = (sentence.right(&parsing), parsing.possible());
                let guess = stepper.best(&features, possible);
                stepper.step(&features, right, possible, settings.parser_drop, rate);
                let explores = epoch > 0 && stepper.chance.unit() < EXPLORED;
                let taken = match has(right, guess) || explores {
                    true => guess,
                    false => right.trailing_zeros() as usize,
                };
                let taken = Step::ALL[taken];
                let mut relation = Relation::Root;
                let arc = parsing
                    .arc(taken)
                    .filter(|(_, head)| *head < sentence.heads.len());
                if let Some((word, head)) = arc {
                    keys.clear();
                    parsing.relation_features(word, head, &mut keys);
                    features.clear();
                    features.extend(relations.of(&keys));
                    relation = Relation::ALL[namer.best(&features, Relation::BELOW)];
                    let gold = sentence.relations[word];
                    if sentence.heads[word] == head && gold != Relation::Root {
                        let right = 1 << gold as u32;
                        namer.step(&features, right, Relation::BELOW, settings.drop, rate);
                    }
                }
                parsing.take(taken, relation);
            }
        }
        step();
    }
    (stepper, namer)
}
