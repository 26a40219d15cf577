//! Training of the recogniser of names: from annotated articles to the file of weights.
//!
//! Knows the engine's features, the file of weights and the corpora. Must not know how scores are
//! shown, nor who reads the weights. Native only.
//!
//! The same articles, lists, settings and seed give the same bytes, on any number of threads.
//! All models learn at once from our own articles and from those of others (`table`), and:
//!
//! 1. each half of the articles is read by a model of the other half, so that every article has
//!    a first pass by a model that did not know it;
//! 2. with that, one model learns from all but every fifth of our own articles: its names in
//!    those show what share is right at which probability (`calibrate`);
//! 3. the shipped weights are the mean of some models of all articles.

mod calibrate;
mod card;
mod chance;
mod claims;
mod command;
mod corpus;
mod crf;
mod encode;
mod features;
mod fit;
mod learn;
mod lists;
mod pace;
mod progress;
mod recase;
mod set;
mod settings;
mod spans;
mod syntax;
mod table;
mod tags;

pub use calibrate::{Curve, curve};
pub use command::main;
pub use corpus::Input;
pub use set::Set;
pub use settings::Settings;
pub use syntax::{Settings as SyntaxSettings, Treebank, train as train_syntax};
pub use table::{CORPORA, Corpus, Use, use_of};

use crate::eval::{self, SpanScores};
use crate::extract::{Group, Label, Lexicon, NAME_LABELS, Recognised, Scene, TAGS, recognise};
use crate::model::{Key, Model, Parts};
use crate::text::Span;
use anyhow::Result;
use corpus::{Article, Corpora, hex};
use crf::{GROUPS, Learning, Weights};
use encode::{Layer, Lesson, Stretches};
use fit::{Job, Store};
use progress::Stage;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The name that documents carry, of the engine with these weights.
pub const VERSION: &str = "en-2026.11";

/// Where everything is.
#[derive(Debug, Clone)]
pub struct Sources {
    /// Our own articles.
    pub own: PathBuf,
    /// Those of others, if any are to train.
    pub data: Option<PathBuf>,
    pub lists: PathBuf,
    pub clusters: PathBuf,
}

/// How much is trained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Weights,
    /// Only the model that is measured on held articles, to try settings.
    Held,
}

/// What came of it.
#[derive(Debug)]
pub struct Trained {
    /// The file of weights, not packed; of [`Extent::Held`], those of the held model.
    pub file: Vec<u8>,
    pub inputs: Vec<Input>,
    /// Files that were not read, and why.
    pub refused: Vec<(String, String)>,
    /// The hash of lists and clusters.
    pub lists_sha256: String,
    /// Features and weights in the file.
    pub size: (usize, usize),
    /// Names of the held model on the held articles.
    pub held: SpanScores<Label>,
    /// Probabilities of names with the share of right ones.
    pub calibration: Curve,
}

/// Trains. What is trained is kept in `state`, and used again when the same is wanted.
pub fn train(from: &Sources, settings: &Settings, extent: Extent, state: &Path) -> Result<Trained> {
    let store = Store::open(state)?;
    let lexicon = Lexicon::english();
    let mut corpora = Corpora::read(&from.own, from.data.as_deref())?;
    let originals = corpora.articles.len();
    let copies = recase::copies(&corpora.articles, settings.recased);
    corpora.articles.extend(copies);
    let articles = &corpora.articles;

    let mut lists_hash = Sha256::new();
    let mut parts = empty_parts(settings.step);
    lists::read_lists(&from.lists, &mut parts, &mut lists_hash)?;
    lists::read_clusters(&from.clusters, &mut parts, &mut lists_hash)?;
    let own = articles[..originals].iter().filter(|a| a.corpus.is_own());
    parts.usual = usual(own, &lexicon, &parts.model()?);

    let mut course = Course {
        settings,
        articles,
        parts,
        store,
    };
    let (held, all) = course.models(&lexicon, extent)?;
    let (held_scores, calibration) = measure(&articles[..originals], &lexicon, &held)?;
    let parts = Parts {
        calibration: calibration.clone(),
        ..all.unwrap_or(held)
    };
    course.store.tidy_up()?;
    Ok(Trained {
        file: parts.write(),
        lists_sha256: hex(&lists_hash.finalize()),
        size: parts.size(),
        held: held_scores,
        calibration,
        inputs: corpora.inputs,
        refused: corpora.refused,
    })
}

/// What all models of a training share.
struct Course<'a> {
    settings: &'a Settings,
    articles: &'a [Article],
    /// Lists and clusters, without weights.
    parts: Parts,
    store: Store,
}

impl Course<'_> {
    /// The model that has not seen the held articles, and the one that is shipped, if wanted.
    fn models(&mut self, lexicon: &Lexicon, extent: Extent) -> Result<(Parts, Option<Parts>)> {
        let model = self.parts.model()?;
        let scene = |article: &Article| Scene::of(&article.text, lexicon, &model);
        let mut scenes: Vec<Scene> = self.articles.par_iter().map(scene).collect();
        let mut stretches = Stretches::default();
        for (index, (article, scene)) in self.articles.iter().zip(&scenes).enumerate() {
            stretches.add(index, scene, &tags::masks(article, scene));
        }
        let plain = self.layer("features", &scenes, Scene::features);
        self.first_pass(&stretches, &plain, &mut scenes)?;
        let passed = self.layer("features of that pass", &scenes, Scene::pass_features);
        drop(scenes);

        let layers = [&plain, &passed];
        let weight = |index: usize| Some(self.articles[index].weight);
        let known = |index: usize| weight(index).filter(|_| !self.articles[index].held);
        let least = self.settings.least_count;
        let held = Lesson::of(&stretches, &layers, least, known);
        let all = match extent {
            Extent::Weights => Some(Lesson::of(&stretches, &layers, least, weight)),
            Extent::Held => None,
        };
        drop((plain, passed, stretches));
        let mut jobs: Vec<Job> = self.jobs(&held, self.settings.held_seeds).collect();
        let seeds = self.settings.seeds;
        jobs.extend(all.iter().flat_map(|all| self.jobs(all, seeds)));
        let weights = self.fit("models", &jobs)?;
        let (of_held, of_all) = weights.split_at(self.settings.held_seeds as usize);
        let mean = |lesson: &Lesson, weights| {
            self.parts
                .with(self.settings, &lesson.keys, &Weights::mean(weights))
        };
        let of_all = all.as_ref().map(|all| mean(all, of_all));
        Ok((mean(&held, of_held), of_all))
    }

    /// Reads each half of the articles with a model of the other half.
    fn first_pass(
        &mut self,
        stretches: &Stretches,
        plain: &Layer,
        scenes: &mut [Scene],
    ) -> Result<()> {
        let half = |index: usize| index % 2;
        // What a name's beginning gains pays at the end only.
        let settings = &Settings {
            begin: 0.0,
            begin_rare: 0.0,
            ..*self.settings
        };
        let articles = self.articles;
        let other_half = |mine: usize| {
            Lesson::of(stretches, &[plain], settings.least_count, |index| {
                (half(index) != mine).then_some(articles[index].weight)
            })
        };
        let lessons = [0, 1].map(other_half);
        let seeds = settings.first_seeds;
        let jobs = lessons.iter().flat_map(|lesson| self.jobs(lesson, seeds));
        let jobs: Vec<Job> = jobs.collect();
        let weights = self.fit("first pass", &jobs)?;
        let reader = |(weights, lesson): (&[Weights], &Lesson)| {
            let weights = Weights::mean(weights);
            self.parts.with(settings, &lesson.keys, &weights).model()
        };
        let readers = weights.chunks(seeds as usize).zip(&lessons).map(reader);
        let readers: Vec<Model> = readers.collect::<Result<_>>()?;
        let scenes = scenes.par_iter_mut().enumerate();
        scenes.for_each(|(index, scene)| {
            recognise(scene, &readers[half(index)]);
        });
        Ok(())
    }

    fn layer(
        &self,
        name: &'static str,
        scenes: &[Scene],
        features: impl Fn(&Scene, usize, &mut Vec<(Key, Group)>) + Sync,
    ) -> Layer {
        let stage = Stage::of(name, scenes.len() as u64);
        let least = self.settings.least_count;
        Layer::of(scenes, least, features, &|scenes| stage.step(scenes))
    }

    /// A job for each of so many seeds.
    fn jobs<'l>(&self, lesson: &'l Lesson, seeds: u64) -> impl Iterator<Item = Job<'l>> + use<'l> {
        let (learning, first) = (self.settings.learning(), self.settings.seed);
        (first..first + seeds).map(move |seed| Job {
            lesson,
            learning,
            seed,
        })
    }

    fn fit(&mut self, name: &'static str, jobs: &[Job]) -> Result<Vec<Weights>> {
        let stage = Stage::of(name, jobs.iter().map(Job::steps).sum());
        self.store.weights(jobs, &|steps| stage.step(steps))
    }
}

fn empty_parts(step: f32) -> Parts {
    Parts {
        version: VERSION.into(),
        tags: TAGS,
        transitions: vec![0.0; TAGS * TAGS],
        step,
        ..Parts::default()
    }
}

/// How common each cluster is among the small words of some articles.
fn usual<'a>(
    articles: impl Iterator<Item = &'a Article>,
    lexicon: &Lexicon,
    model: &Model,
) -> Vec<f32> {
    let mut counts: Vec<u32> = Vec::new();
    for article in articles {
        for cluster in Scene::of(&article.text, lexicon, model).small_clusters() {
            let cluster = usize::from(cluster);
            counts.resize(counts.len().max(cluster + 1), 0);
            counts[cluster] += 1;
        }
    }
    let all = counts.iter().sum::<u32>().max(1) as f32;
    counts.iter().map(|count| *count as f32 / all).collect()
}

/// The names of a model in held articles against those that are marked, and what its
/// probabilities are worth.
fn measure(
    articles: &[Article],
    lexicon: &Lexicon,
    parts: &Parts,
) -> Result<(SpanScores<Label>, Curve)> {
    let model = parts.model()?;
    let held: Vec<&Article> = articles.iter().filter(|article| article.held).collect();
    let names = |article: &&Article| {
        let mut scene = Scene::of(&article.text, lexicon, &model);
        recognise(&mut scene, &model)
    };
    let found: Vec<Vec<Recognised>> = held.par_iter().map(names).collect();
    let mut scores = SpanScores::default();
    let mut seen = Vec::new();
    for (article, found) in held.iter().zip(&found) {
        let gold = gold(article);
        for name in found {
            seen.push((name.probability, gold.contains(&(name.span, name.label))));
        }
        let found = found.iter().map(|name| (name.span, name.label)).collect();
        scores.add(&eval::spans(gold, found));
    }
    Ok((scores, curve(seen)))
}

/// The names that are marked in one of our own articles.
fn gold(article: &Article) -> Vec<(Span, Label)> {
    let marks = article.marks.iter();
    let names = marks.filter_map(|(span, set)| {
        let label = NAME_LABELS.into_iter().find(|label| set.has(*label))?;
        Some((*span, label))
    });
    names.collect()
}

impl Settings {
    fn learning(&self) -> Learning {
        let mut drop = [self.drop; GROUPS];
        let mut hide = [0.0; GROUPS];
        drop[Group::List as usize] = self.drop_lists;
        drop[Group::Pass as usize] = self.drop_pass;
        drop[Group::Context as usize] = self.drop_context;
        hide[Group::Identity as usize] = self.hide_identity;
        hide[Group::Rule as usize] = self.hide_rules;
        hide[Group::Context as usize] = self.hide_context;
        Learning {
            epochs: self.epochs,
            rate: self.rate,
            squares: self.squares,
            drop,
            hide,
        }
    }

    /// What is added to beginning a name of a label.
    fn offset(&self, label: Label) -> f32 {
        use Label::{Event, Fac, Language, Law, Loc, Product, WorkOfArt};
        match label {
            Fac | Loc | Product | Event | WorkOfArt | Law | Language => {
                self.begin + self.begin_rare
            }
            _ => self.begin,
        }
    }
}

/// Parts as training fills them.
trait Fill: Sized {
    /// The same with the weights of a model: pruned, and with the offsets of beginning a name.
    fn with(&self, settings: &Settings, keys: &[Key], weights: &Weights) -> Self;
    fn model(&self) -> Result<Model>;
    /// Features and weights that the file has.
    fn size(&self) -> (usize, usize);
}

impl Fill for Parts {
    fn with(&self, settings: &Settings, keys: &[Key], weights: &Weights) -> Self {
        let pruned = |weight: &f32| match weight.abs() < settings.prune {
            true => 0.0,
            false => *weight,
        };
        let rows = keys.iter().zip(&weights.rows);
        let rows = rows.map(|(key, row)| (*key, row.iter().map(pruned).collect()));
        let features = rows.filter(|(_, row): &(_, Vec<f32>)| row.iter().any(|w| *w != 0.0));
        let mut transitions = weights.transitions;
        for row in &mut transitions {
            for (number, label) in NAME_LABELS.iter().enumerate() {
                row[1 + 2 * number] += settings.offset(*label);
            }
        }
        Self {
            transitions: transitions.as_flattened().to_vec(),
            features: features.collect(),
            ..self.clone()
        }
    }

    fn model(&self) -> Result<Model> {
        Ok(Model::read(&self.write())?)
    }

    fn size(&self) -> (usize, usize) {
        let rows = self.features.iter();
        let weights = rows.map(|(_, row)| row.iter().filter(|w| **w != 0.0).count());
        (self.features.len(), weights.sum())
    }
}
