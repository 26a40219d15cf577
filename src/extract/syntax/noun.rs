//! Base noun phrases: a noun or name with what stands before it.
//!
//! Knows tags. Must not know heads, nor what hangs on a phrase from behind ("of", "who").

use super::Word;
use super::function::Function;
use super::tag::Tag;
use std::ops::Range;

/// "the company's new chief executive", "she", "about 40 people".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NounPhrase {
    pub range: Range<usize>,
    /// Its last noun, name, pronoun or number.
    pub head: usize,
}

/// The base noun phrases of a sentence, given what its words may do.
pub(super) fn phrases(words: &[Word], functions: &[Function]) -> Vec<NounPhrase> {
    let mut phrases = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match phrase(words, functions, at) {
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
fn phrase(words: &[Word], functions: &[Function], start: usize) -> Option<NounPhrase> {
    let mut head = None;
    let mut at = start;
    while at < words.len() {
        let next = words.get(at + 1).map(|word| word.tag);
        let owner = functions[at] == Function::Owner;
        match words[at].tag {
            // Another pronoun is whole.
            Tag::Pronoun if head.is_none() && owner && is_nominal(next) => head = Some(at),
            Tag::Pronoun => {
                head = head.or(Some(at));
                break;
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

#[cfg(test)]
mod tests {
    use super::super::tests::words;
    use super::*;

    #[test]
    fn a_phrase_ends_with_its_head() {
        let check = |line, expect: &[&str]| {
            let (letters, words) = words(line);
            let shown = |phrase: &NounPhrase| {
                assert_eq!(phrase.head + 1, phrase.range.end);
                letters[phrase.range.clone()].join(" ")
            };
            let functions: Vec<_> = letters.iter().map(|word| Function::of(word)).collect();
            let found: Vec<String> = phrases(&words, &functions).iter().map(shown).collect();
            assert_eq!(found, expect, "{line}");
        };
        check(
            "The/DET firm/NOUN 's/PART new/ADJ chief/NOUN said/VBD it/PRON paid/VBD \
             about/ADV 40/NUM people/NOUN",
            &["the firm 's new chief", "it", "about 40 people"],
        );
        check("Its/PRON plan/NOUN is/AUX old/ADJ", &["its plan"]);
        check("She/PRON old/ADJ and/CCONJ", &["she"]);
        check("the/DET rich/ADJ said/VBD", &[]);
        check(
            "Acme/PROPN Inc./PROPN ,/PUNCT a/DET growing/VBG company/NOUN",
            &["acme inc.", "a growing company"],
        );
        check("told/VBD them/PRON Tuesday/PROPN", &["them", "tuesday"]);
    }
}
