//! What tags each word of a scene may have.
//!
//! Knows marks, sets of labels and tags. Must not know features.

use super::corpus::Article;
use super::crf::Mask;
use super::set::Set;
use crate::extract::{NAME_LABELS, Scene};

pub use crate::extract::TAGS;

/// The tag outside of all names.
const OUTSIDE: Mask = 1;
/// Whatever may be: for what is marked in a way that words cannot follow.
const ALL: Mask = (1 << TAGS) - 1;
/// The tags that go on with a name.
const INNER: Mask = inner();

const fn inner() -> Mask {
    let (mut mask, mut tag) = (0, 2);
    while tag < TAGS {
        mask |= 1 << tag;
        tag += 2;
    }
    mask
}

/// The tags that begin a name of a set, and those that go on with one.
fn tags(set: Set) -> (Mask, Mask) {
    let names = NAME_LABELS.iter().enumerate();
    let names = names.filter(|(_, label)| set.has(**label));
    let begins: Mask = names.map(|(n, _)| 1 << (1 + 2 * n)).sum();
    (begins, begins << 1)
}

/// The tags of each word of an article.
pub fn masks(article: &Article, scene: &Scene) -> Vec<Mask> {
    let (begins, inner) = tags(article.corpus.unmarked);
    let open = OUTSIDE | begins | inner;
    let mut masks = vec![open; scene.words()];
    for &(span, set) in &article.marks {
        let words = scene.within(span);
        let (begins, inner) = tags(set);
        if begins == 0 {
            // A number, time or amount: that is the grammar's, and no name.
            masks[words].fill(OUTSIDE);
            continue;
        }
        let none = if set.has_none() { open } else { 0 };
        if !words.clone().all(|word| scene.is_live(word)) {
            masks[words].fill(ALL);
            continue;
        }
        for word in words.clone() {
            masks[word] = none | if word == words.start { begins } else { inner };
        }
        // The mark ends here, so that nothing of its kind goes on.
        if let Some(behind) = masks.get_mut(words.end)
            && none == 0
        {
            *behind &= !inner;
            if *behind == 0 {
                *behind = OUTSIDE;
            }
        }
    }
    masks
}

/// Opens the words at the start of a sequence that could only go on with what began before it:
/// a mark that the end of a sentence cuts says nothing of its second half.
pub fn open_cut(masks: &mut [Mask]) {
    for mask in masks.iter_mut().take_while(|mask| **mask & !INNER == 0) {
        *mask = ALL;
    }
}
