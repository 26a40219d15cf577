//! Base noun phrases: a noun or name with what stands before it.
//!
//! Knows tags. Must not know heads, nor what hangs on a phrase from behind ("of", "who").

use super::Word;
use super::tag::Tag;
use std::ops::Range;

/// "the company's new chief executive", "she", "about 40 people".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    pub range: Range<usize>,
    /// Its last noun, name, pronoun or number.
    pub head: usize,
}

/// The base noun phrases of a sentence.
pub(super) fn phrases(words: &[Word]) -> Vec<NounPhrase> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match phrase(words, at) {
            Some(phrase) => {
                at = phrase.range.end;
                phrases.push(phrase);
            }
            None => at += 1,
        }
    }
    phrases
}

/// The phrase that begins at a word, if one does: the longest that ends in a nominal.
fn phrase(words: &[Word], start: usize) -> Option<NounPhrase> {
    let mut head = None;
    let mut at = start;
    while at < words.len() {
        let next = words.get(at + 1).map(|word| word.tag);
        match words[at].tag {
            // A pronoun is whole, but for those that stand before a noun ("its plan", "all those").
            Tag::Pronoun => {
                if head.is_some() {
                    break;
                }
                let goes_on = matches!(
                    next,
                    Some(Tag::Noun | Tag::Adjective | Tag::ProperNoun | Tag::Number)
                );
                head = Some(at);
                if !goes_on {
                    break;
                }
                // "its plan" goes on; "she" before an adjective ends there if no noun comes.
            }
            Tag::Noun | Tag::ProperNoun | Tag::Number | Tag::Symbol => head = Some(at),
            // A genitive goes on with what is owned.
            Tag::Particle if head == at.checked_sub(1) && is_nominal(next) => {}
            Tag::Determiner if head.is_none() || words[at - 1].tag == Tag::Particle => {}
            Tag::Adjective => {}
            Tag::Adverb if matches!(next, Some(Tag::Adjective | Tag::Number)) && head.is_none() => {
            }
            Tag::Participle | Tag::Ing
                if head.is_none()
                    && at > start
                    && matches!(next, Some(Tag::Noun | Tag::ProperNoun)) => {}
            _ => break,
        }
        at += 1;
    }
    let head = head?;
    Some(NounPhrase {
        range: start..head + 1,
        head,
    })
}

const fn is_nominal(tag: Option<Tag>) -> bool {
    matches!(
        tag,
        Some(
            Tag::Noun
                | Tag::ProperNoun
                | Tag::Adjective
                | Tag::Number
                | Tag::Participle
                | Tag::Ing
                | Tag::Adverb
        )
    )
}
