//! Several models at once, and where what was learnt is kept until all is done.
//!
//! Knows lessons, seeds and a folder. Must not know what the lessons are for.

use super::corpus::hex;
use super::crf::{Learning, Row, TAGS, Weights, train};
use super::encode::Lesson;
use anyhow::{Context, Result};
use rayon::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// One model to be trained.
#[derive(Debug)]
pub struct Job<'a> {
    pub lesson: &'a Lesson,
    pub learning: Learning,
    pub seed: u64,
}

impl Job<'_> {
    /// How many steps it takes.
    pub fn steps(&self) -> u64 {
        self.lesson.sequences.sequences.len() as u64 * u64::from(self.learning.epochs)
    }

    /// A name that changes with whatever the weights hang on.
    fn name(&self) -> String {
        let from = &self.lesson.sequences;
        let mut hash = Sha256::new();
        hash.update(format!("{:?} {}", self.learning, self.seed));
        self.lesson
            .keys
            .iter()
            .for_each(|key| hash.update(key.to_le_bytes()));
        hash.update(&from.groups);
        from.pool
            .iter()
            .for_each(|number| hash.update(number.to_le_bytes()));
        for sequence in &from.sequences {
            hash.update(sequence.weight.to_le_bytes());
            for (word, mask) in sequence.words.iter().zip(&sequence.masks) {
                hash.update(word.end.to_le_bytes());
                hash.update(mask.to_le_bytes());
            }
        }
        hex(&hash.finalize()[..16])
    }
}

/// Trained weights in a folder, so that what was begun can be gone on with.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    used: BTreeSet<String>,
}

/// What the files of weights are called.
const EXTENSION: &str = "weights";

impl Store {
    pub fn open(folder: &Path) -> Result<Self> {
        fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        Ok(Self {
            folder: folder.to_owned(),
            used: BTreeSet::new(),
        })
    }

    /// The weights of all jobs, in their order, whatever the number of threads. What was trained
    /// before is taken from the folder; `step` is told of steps done.
    pub fn weights(&mut self, jobs: &[Job], step: &(dyn Fn(u64) + Sync)) -> Result<Vec<Weights>> {
        let names: Vec<String> = jobs.par_iter().map(Job::name).collect();
        self.used.extend(names.iter().cloned());
        let one = |(job, name): (&Job, &String)| {
            let path = self.folder.join(name).with_extension(EXTENSION);
            if let Some(weights) = read(&path, job.lesson.keys.len()) {
                step(job.steps());
                return Ok(weights);
            }
            let weights = train(&job.lesson.sequences, &job.learning, job.seed, &|| step(1));
            let numbers = weights.all().flatten();
            let bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
            write(&path, &bytes)?;
            Ok(weights)
        };
        // One job a time for each thread: they are long, and all alike.
        jobs.par_iter()
            .zip(&names)
            .with_max_len(1)
            .map(one)
            .collect()
    }

    /// What `learn` learns from the same once and again is learnt once: `from` is all that it
    /// hangs on.
    pub fn kept<T>(&mut self, from: &impl Serialize, learn: impl FnOnce() -> T) -> Result<T>
    where
        T: Serialize + DeserializeOwned,
    {
        let digest = Sha256::digest(postcard::to_allocvec(from)?);
        let name = hex(&digest[..16]);
        let path = self.folder.join(&name).with_extension(EXTENSION);
        self.used.insert(name);
        let kept = fs::read(&path).ok();
        if let Some(kept) = kept.and_then(|bytes| postcard::from_bytes(&bytes).ok()) {
            return Ok(kept);
        }
        let learnt = learn();
        write(&path, &postcard::to_allocvec(&learnt)?)?;
        Ok(learnt)
    }

    /// Removes what earlier trainings left and this one did not use.
    pub fn tidy_up(&self) -> Result<()> {
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let stem = path.file_stem().unwrap_or_default().to_string_lossy();
            if path.extension().is_some_and(|e| e == EXTENSION) && !self.used.contains(&*stem) {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }
}

/// The weights of a file, if it is there and whole.
fn read(path: &Path, features: usize) -> Option<Weights> {
    let bytes = fs::read(path).ok()?;
    let mut weights = Weights::zero(features);
    if bytes.len() != weights.all().count() * size_of::<Row>() {
        return None;
    }
    let (numbers, _) = bytes.as_chunks::<4>();
    for (row, numbers) in weights.all_mut().zip(numbers.chunks(TAGS)) {
        for (weight, number) in row.iter_mut().zip(numbers) {
            *weight = f32::from_le_bytes(*number);
        }
    }
    Some(weights)
}

/// Under another name first, so that a file of this name is always whole.
fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let part = path.with_extension("part");
    let written = fs::write(&part, bytes).and_then(|()| fs::rename(&part, path));
    written.with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_learnt_from_the_same_is_not_learnt_again() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("hedgerow-kept-{}", std::process::id()));
        let mut store = Store::open(&folder)?;
        assert_eq!(store.kept(&("a", 1), || vec![1_i8, 2])?, [1, 2]);
        assert_eq!(store.kept(&("a", 1), || vec![3_i8])?, [1, 2]);
        assert_eq!(store.kept(&("a", 2), || vec![3_i8])?, [3]);
        let mut later = Store::open(&folder)?;
        assert_eq!(later.kept(&("a", 2), Vec::<i8>::new)?, [3]);
        later.tidy_up()?;
        assert_eq!(
            later.kept(&("a", 1), || vec![4_i8])?,
            [4],
            "it was not asked for"
        );
        for entry in fs::read_dir(&folder)? {
            fs::write(entry?.path(), [9])?;
        }
        assert_eq!(
            later.kept(&("a", 1), || vec![5_i8])?,
            [5],
            "the file was damaged"
        );
        Ok(fs::remove_dir_all(folder)?)
    }
}
