//! What a document says of a word elsewhere, and what it is about.
//!
//! Knows all words of a scene and the rules' runs. Must not know features.

use super::word::{Place, Style};
use super::{Run, Scene};
use crate::extract::entity::name::class::Class;
use crate::extract::entity::name::evidence::best;
use crate::extract::entity::name::rule::{LABELS, Scores};
use crate::extract::entity::name::word::Words;
use crate::model::{Keyed, Model, hash};
use crate::text::TokenKind;

/// How many topics a document has.
const TOPICS: usize = 3;
/// A document with fewer common words has none.
const FEWEST_WORDS: u32 = 40;

#[derive(Debug, Default)]
pub(super) struct Document {
    /// By the number of the word in small letters, where it is in `seen`, from 1 on.
    places: Vec<u32>,
    seen: Vec<Seen>,
    /// What the rules say of all mentions of a run's surface.
    surfaces: Vec<Surface>,
    /// For each run the number of its surface.
    run_surfaces: Vec<u32>,
    /// Runs by their initials.
    acronyms: Keyed<u32>,
    /// The clusters that it has most of, against what is usual; 0 for none.
    pub(super) topics: [u16; TOPICS],
}

/// What the rules say of all mentions of a surface: the label that they give most, and how many
/// they are.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surface {
    scores: Scores,
    pub(super) best: u8,
    pub(super) count: u32,
}

/// How a word stands in the whole document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen {
    /// In small letters, with a capital, with one that nothing but a name asks for.
    pub(super) small: u32,
    pub(super) capital: u32,
    pub(super) inside: u32,
    /// Before a verb of saying, behind a title, behind "the", "in" or "at".
    pub(super) said: bool,
    pub(super) titled: bool,
    pub(super) pointed: bool,
    /// What the rules say of the runs that hold it, and the label that they give most.
    votes: Scores,
    pub(super) best: u8,
    /// The longest run that holds it, counted from 1, and its place there.
    pub(super) longest: u32,
    pub(super) longest_words: u32,
    pub(super) longest_place: Place,
}

impl Default for Seen {
    fn default() -> Self {
        Self {
            small: 0,
            capital: 0,
            inside: 0,
            said: false,
            titled: false,
            pointed: false,
            votes: [0.0; LABELS.len()],
            best: 0,
            longest: 0,
            longest_words: 0,
            longest_place: Place::None,
        }
    }
}

impl Document {
    pub(super) fn of(scene: &Scene, words: &Words, model: &Model) -> Self {
        let mut document = Self::default();
        document.place_words(scene, words);
        document.see_words(scene);
        let mut surfaces = Keyed::default();
        for (index, run) in scene.runs.iter().enumerate() {
            document.see_run(scene, index, run, &mut surfaces);
        }
        for surface in &mut document.surfaces {
            surface.best = best(&surface.scores) as u8;
        }
        for seen in &mut document.seen {
            seen.best = best(&seen.votes) as u8;
        }
        document.find_topics(scene, model);
        document
    }

    /// What is known of a word; none for a part of one that stands nowhere alone.
    pub(super) fn seen(&self, low: u32) -> Option<&Seen> {
        let place = self.places.get(low as usize)?.checked_sub(1)?;
        self.seen.get(place as usize)
    }

    fn seen_mut(&mut self, low: u32) -> Option<&mut Seen> {
        let place = self.places.get(low as usize)?.checked_sub(1)?;
        self.seen.get_mut(place as usize)
    }

    /// Makes room for the words of a text.
    fn place_words(&mut self, scene: &Scene, words: &Words) {
        self.places = vec![0; scene.spellings.lows()];
        let mut count = 0;
        for word in &words.all {
            let low = scene.spellings.all[word.form as usize].low;
            let place = &mut self.places[low as usize];
            if *place == 0 {
                count += 1;
                *place = count;
            }
        }
        self.seen = vec![Seen::default(); count as usize];
    }

    /// What the rules say of the surface of a run.
    pub(super) fn surface(&self, run: usize) -> &Surface {
        &self.surfaces[self.run_surfaces[run] as usize]
    }

    /// The run that these initials are of.
    pub(super) fn acronym(&self, word: u64) -> Option<usize> {
        self.acronyms.get(&word).map(|run| *run as usize)
    }

    fn see_words(&mut self, scene: &Scene) {
        for sentence in &scene.sentences {
            for at in sentence.clone() {
                let word = &scene.words[at];
                let Some(seen) = self.seen_mut(scene.form(word).low) else {
                    continue;
                };
                if word.kind != TokenKind::Word {
                    continue;
                }
                if word.is_small() {
                    seen.small += 1;
                    continue;
                }
                if matches!(word.style, Style::Shouted | Style::Titled) {
                    continue;
                }
                seen.capital += 1;
                if at + 1 < sentence.end {
                    seen.said |= scene.form(&scene.words[at + 1]).says;
                }
                if at > sentence.start {
                    seen.inside += u32::from(!word.is_front);
                    let before = scene.form(&scene.words[at - 1]);
                    seen.titled |= before.classes.has(Class::Title);
                    seen.pointed |= before.points;
                }
            }
        }
    }

    /// `surfaces` are the numbers of surfaces by their words.
    fn see_run(&mut self, scene: &Scene, index: usize, run: &Run, surfaces: &mut Keyed<u32>) {
        let scores = &scene.evidence.candidates[index].scores;
        let next = self.surfaces.len() as u32;
        let number = *surfaces.entry(run.key).or_insert(next);
        if number == next {
            self.surfaces.push(Surface::default());
        }
        self.run_surfaces.push(number);
        let surface = &mut self.surfaces[number as usize];
        add(&mut surface.scores, scores);
        surface.count += 1;
        let words = &scene.words[run.words.clone()];
        if words.len() > 1 && run.best > 0 {
            let capitals = words.iter().filter(|word| word.is_capital);
            let initials: String = capitals
                .filter_map(|word| scene.form(word).initial)
                .flat_map(char::to_lowercase)
                .collect();
            if initials.chars().nth(1).is_some() {
                self.acronyms.entry(hash(&initials)).or_insert(index as u32);
            }
        }
        for (at, word) in words.iter().enumerate().filter(|(_, w)| w.is_capital) {
            let Some(seen) = self.seen_mut(scene.form(word).low) else {
                continue;
            };
            add(&mut seen.votes, scores);
            if words.len() as u32 > seen.longest_words {
                seen.longest_words = words.len() as u32;
                seen.longest = index as u32 + 1;
                seen.longest_place = Place::of(at, words.len());
            }
        }
    }

    fn find_topics(&mut self, scene: &Scene, model: &Model) {
        let mut counts: Vec<u32> = Vec::new();
        let mut all = 0;
        for cluster in scene.small_clusters().map(usize::from) {
            if cluster >= counts.len() {
                counts.resize(cluster + 1, 0);
            }
            counts[cluster] += 1;
            all += 1;
        }
        if all < FEWEST_WORDS {
            return;
        }
        let excess = |(cluster, count): (usize, &u32)| {
            let usual = model.usual(cluster as u16) + 0.002;
            (*count as f32 / all as f32 / usual, cluster as u16)
        };
        let mut topics: Vec<(f32, u16)> = counts
            .iter()
            .enumerate()
            .filter(|(_, count)| **count >= 3)
            .map(excess)
            .filter(|(excess, _)| *excess > 2.0)
            .collect();
        topics.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        for (topic, (_, cluster)) in self.topics.iter_mut().zip(topics) {
            *topic = cluster;
        }
    }
}

/// Adds scores, none of which may outweigh all others.
fn add(sum: &mut Scores, scores: &Scores) {
    for (sum, score) in sum.iter_mut().zip(scores) {
        *sum += score.clamp(-20.0, 20.0);
    }
}
