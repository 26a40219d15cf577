//! What a word mostly is, as a tagger reads much plain text.
//!
//! Knows tags. Must not know how they are learnt.

use super::Settings;
use crate::extract::{Parser, Tag};
use crate::model::{Key, Keyed, SyntaxModel, WordClass, hash};
use crate::text::{Source, Text, fold};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// From which share on a second tag counts, and from which on it is one of two.
const SECOND: [f32; 2] = [0.03, 0.2];
/// What a word mostly is, what else, and whether that is often.
type Kind = (usize, Option<(usize, bool)>);

/// The class of each word in small letters that was seen often enough: words that are mostly the
/// same share it.
pub fn usual(texts: &[String], model: &SyntaxModel, settings: &Settings) -> Vec<(Key, u8)> {
    let read = |text: &String| {
        let text = Text::new(Source::new(text.as_str()));
        let mut parser = Parser::new(model);
        let mut buffer = String::new();
        let mut read = Vec::with_capacity(text.tokens.len());
        for sentence in 0..text.sentences.len() {
            let tokens = text.tokens_of(sentence);
            let tags = parser.tag(text.source.text(), tokens);
            let words = tokens
                .iter()
                .map(|token| hash(fold(text.word(token), &mut buffer)));
            read.extend(words.zip(tags.iter().copied()));
        }
        read
    };
    let read: Vec<Vec<(Key, Tag)>> = texts.par_iter().map(read).collect();
    let mut counts: BTreeMap<Key, [u32; Tag::ALL.len()]> = BTreeMap::new();
    for (word, tag) in read.into_iter().flatten() {
        counts.entry(word).or_default()[tag as usize] += 1;
    }
    let often = counts
        .into_iter()
        .filter(|(_, counts)| counts.iter().sum::<u32>() >= settings.least_usual);
    let kinds: Vec<(Key, Kind)> = often.map(|(word, counts)| (word, kind(&counts))).collect();
    numbered(&kinds)
}

fn kind(counts: &[u32]) -> Kind {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|tag| std::cmp::Reverse(counts[*tag]));
    let share = counts[order[1]] as f32 / counts.iter().sum::<u32>() as f32;
    let second = (share >= SECOND[0]).then_some((order[1], share >= SECOND[1]));
    (order[0], second)
}

/// The commonest kinds have numbers from 1 on; words of others have that of their first tag
/// alone.
fn numbered(kinds: &[(Key, Kind)]) -> Vec<(Key, u8)> {
    let mut counts: BTreeMap<Kind, u32> = BTreeMap::new();
    for (_, kind) in kinds {
        *counts.entry(*kind).or_default() += 1;
    }
    let alone = (0..Tag::ALL.len()).map(|tag| (tag, None));
    let mut common: Vec<(Kind, u32)> = counts
        .into_iter()
        .filter(|((_, s), _)| s.is_some())
        .collect();
    common.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let ordered = alone.chain(common.into_iter().map(|(kind, _)| kind));
    let numbers: BTreeMap<Kind, u8> = ordered.zip(1..=u8::MAX).collect();
    let number = |(first, second): Kind| {
        let exact = numbers.get(&(first, second));
        exact
            .or_else(|| numbers.get(&(first, None)))
            .copied()
            .unwrap_or(0)
    };
    kinds
        .iter()
        .map(|(word, kind)| (*word, number(*kind)))
        .collect()
}

/// Both classes of every word that has one.
pub fn merged(beside: &[(Key, u8)], usual: &[(Key, u8)]) -> Vec<(Key, WordClass)> {
    let mut words: Keyed<WordClass> = Keyed::default();
    for (word, class) in beside {
        words.entry(*word).or_default().beside = *class;
    }
    for (word, class) in usual {
        words.entry(*word).or_default().usual = *class;
    }
    let mut words: Vec<(Key, WordClass)> = words.into_iter().collect();
    words.sort_unstable();
    words
}
