//! Classes of words by what stands beside them in much plain text.
//!
//! Knows words and their neighbours. Must not know tags: a class tells of words that no treebank
//! has what they are like.
//!
//! A word is the shares of the commonest words before it and behind it; words with like shares
//! are put together by k-means, from the same beginning each time.

use super::Settings;
use crate::model::{Key, Keyed, hash, mix};
use crate::text::{Token, TokenKind, fold, tokenize};
use rayon::prelude::*;

/// So many words, the commonest, tell of their neighbours what they are.
const MARKERS: u32 = 500;
/// Each marker before and behind a word, and all other words as one.
const SIZE: usize = 2 * (MARKERS as usize + 1);
const ROUNDS: usize = 12;

/// The shares of neighbours that are there.
type Vector = Vec<(u32, f32)>;

/// The class, from 1 on, of each word in small letters that was seen often enough.
pub fn classes(texts: &[String], settings: &Settings) -> Vec<(Key, u8)> {
    let texts: Vec<Vec<Key>> = texts.par_iter().map(|text| words(text)).collect();
    let mut counts: Keyed<u32> = Keyed::default();
    for word in texts.iter().flatten() {
        *counts.entry(*word).or_default() += 1;
    }
    let mut common: Vec<(u32, Key)> = counts.into_iter().map(|(word, n)| (n, word)).collect();
    common.retain(|(count, _)| *count >= settings.least_beside);
    common.sort_unstable_by(|a, b| b.cmp(a));
    let numbers: Keyed<u32> = common
        .iter()
        .zip(0..)
        .map(|((_, word), at)| (*word, at))
        .collect();
    let mut beside: Vec<Keyed<u32>> = vec![Keyed::default(); common.len()];
    for pair in texts.iter().flat_map(|text| text.windows(2)) {
        let [a, b] = [pair[0], pair[1]].map(|word| numbers.get(&word).copied());
        let marker = |word: Option<u32>| u64::from(word.unwrap_or(MARKERS).min(MARKERS));
        if let Some(a) = a {
            *beside[a as usize].entry(marker(b)).or_default() += 1;
        }
        if let Some(b) = b {
            let behind = marker(a) + u64::from(MARKERS) + 1;
            *beside[b as usize].entry(behind).or_default() += 1;
        }
    }
    let vectors: Vec<Vector> = beside.into_par_iter().map(vector).collect();
    let assigned = means(&vectors, usize::from(settings.classes));
    let mut classes: Vec<(Key, u8)> = (common.iter().zip(assigned))
        .map(|((_, word), class)| (*word, class as u8 + 1))
        .collect();
    classes.sort_unstable();
    classes
}

fn words(text: &str) -> Vec<Key> {
    let mut buffer = String::new();
    let word = |token: &Token| match token.kind {
        TokenKind::Number => 1,
        TokenKind::Address => 2,
        TokenKind::Word | TokenKind::Mark => hash(fold(token.of(text), &mut buffer)),
    };
    tokenize(text).iter().map(word).collect()
}

/// Square roots of shares: all of one length, and not ruled by the commonest neighbour.
fn vector(beside: Keyed<u32>) -> Vector {
    let all: u32 = beside.values().sum();
    let share = |count: u32| (count as f32 / all.max(1) as f32).sqrt();
    let mut vector: Vector = (beside.into_iter())
        .map(|(marker, count)| (marker as u32, share(count)))
        .collect();
    vector.sort_unstable_by_key(|(marker, _)| *marker);
    vector
}

/// The number of each vector's class.
fn means(vectors: &[Vector], classes: usize) -> Vec<usize> {
    let classes = classes.min(vectors.len());
    let mut assigned: Vec<usize> = Vec::new();
    let mut centres: Vec<Vec<f32>> = Vec::new();
    for round in 0..ROUNDS {
        centres = (0..classes).map(|_| vec![0.0; SIZE]).collect();
        let mut add = |class: usize, vector: &Vector| {
            vector
                .iter()
                .for_each(|(at, share)| centres[class][*at as usize] += share);
        };
        match round {
            // The commonest words are as unlike each other as any; others are taken by chance.
            0 => (0..classes).for_each(|class| {
                let among = (classes * 8).min(vectors.len()) as u64;
                let by_chance = (mix(class as u64, 7) % among) as usize;
                let first = if class * 2 < classes {
                    class
                } else {
                    by_chance
                };
                add(class, &vectors[first]);
            }),
            _ => vectors
                .iter()
                .zip(&assigned)
                .for_each(|(vector, class)| add(*class, vector)),
        }
        for centre in &mut centres {
            let length = centre.iter().map(|x| x * x).sum::<f32>().sqrt();
            centre
                .iter_mut()
                .for_each(|x| *x /= length.max(f32::MIN_POSITIVE));
        }
        assigned = vectors
            .par_iter()
            .map(|vector| nearest(vector, &centres))
            .collect();
    }
    drop(centres);
    assigned
}

fn nearest(vector: &Vector, centres: &[Vec<f32>]) -> usize {
    let likeness = |centre: &Vec<f32>| -> f32 {
        vector
            .iter()
            .map(|(at, share)| share * centre[*at as usize])
            .sum()
    };
    let better = |best: (usize, f32), (class, centre)| match likeness(centre) {
        like if like > best.1 => (class, like),
        _ => best,
    };
    centres.iter().enumerate().fold((0, f32::MIN), better).0
}
