//! Words looked for from token to token: "Kite 3" is found in "Kite 3's", not in "Kite 30".

use super::Case;
use crate::text::{Gap, Span, Token, fold, tokenize};
use std::collections::BTreeMap;

/// Phrases that are looked for all at once.
#[derive(Debug, Default)]
pub struct Phrases {
    phrases: Vec<Phrase>,
    /// Which of them begin with a token, by the token in small letters.
    by_first: BTreeMap<String, Vec<usize>>,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<Word>,
    case: Case,
}

#[derive(Debug)]
struct Word {
    exact: String,
    folded: String,
    /// Whether it stands right against the word before it.
    touches: bool,
}

/// A phrase at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    pub span: Span,
    /// Which of the phrases it is, by its index.
    pub phrase: usize,
}

impl Phrases {
    /// Phrases without a word are never found.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, Case)>) -> Self {
        let mut all = Self::default();
        for (at, (words, case)) in phrases.into_iter().enumerate() {
            let words: Vec<Word> = (tokenize(words).iter())
                .map(|token| {
                    let exact = token.of(words).to_owned();
                    Word {
                        folded: folded(&exact),
                        touches: token.gap == Gap::None,
                        exact,
                    }
                })
                .collect();
            if let Some(first) = words.first() {
                let beginning = all.by_first.entry(first.folded.clone()).or_default();
                beginning.push(at);
            }
            all.phrases.push(Phrase { words, case });
        }
        all
    }

    pub fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// All that stand in a text, in its order; of those at one place the longest, and none that
    /// overlaps one before it. A paragraph's end is never inside.
    pub fn find(&self, text: &str, tokens: &[Token]) -> Vec<Found> {
        let mut found = Vec::new();
        let mut buffer = String::new();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let first = self.by_first.get(fold(token.of(text), &mut buffer));
            let here = first.into_iter().flatten();
            let longest = here
                .filter(|phrase| self.phrases[**phrase].stands(text, &tokens[at..]))
                .max_by_key(|phrase| self.phrases[**phrase].words.len());
            let Some(&phrase) = longest else {
                at += 1;
                continue;
            };
            let end = at + self.phrases[phrase].words.len();
            let span = token.span.cover(tokens[end - 1].span);
            found.push(Found { span, phrase });
            at = end;
        }
        found
    }
}

impl Phrase {
    fn stands(&self, text: &str, tokens: &[Token]) -> bool {
        let is_word = |(at, (word, token)): (usize, (&Word, &Token))| {
            let apart = match word.touches {
                true => token.gap == Gap::None,
                false => matches!(token.gap, Gap::Blank | Gap::Line),
            };
            (at == 0 || apart)
                && match self.case {
                    Case::Exact => token.of(text) == word.exact,
                    Case::Any => folded(token.of(text)) == word.folded,
                }
        };
        tokens.len() >= self.words.len() && self.words.iter().zip(tokens).enumerate().all(is_word)
    }
}

fn folded(word: &str) -> String {
    let mut folded = String::new();
    fold(word, &mut folded);
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, phrases: &[(&str, Case)], expect: &[&str]) {
        let found = Phrases::new(phrases.iter().copied()).find(text, &tokenize(text));
        let words: Vec<&str> = found.iter().map(|f| &text[f.span.range()]).collect();
        assert_eq!(words, expect, "{text}");
    }

    #[test]
    fn phrases_are_found_from_token_to_token() {
        use Case::{Any, Exact};
        let kite = &[("Kite 3", Exact)];
        check(
            "Kite 3's wing. Kite 30, Kite 3.",
            kite,
            &["Kite 3", "Kite 3"],
        );
        check("KITE 3, kite 3", kite, &[]);
        check("KITE 3, kite 3", &[("Kite 3", Any)], &["KITE 3", "kite 3"]);
        check("Kite  3 Kite\n3 Kite\n\n3", kite, &["Kite  3", "Kite\n3"]);
        check(
            "O’Brien's and O'BRIEN",
            &[("o'brien", Any)],
            &["O’Brien", "O'BRIEN"],
        );
        check("$ 40 and $40", &[("$40", Exact)], &["$40"]);
        check("é É", &[("É", Any)], &["é", "É"]);
        check("the the the", &[("the the", Any)], &["the the"]);
        check("", kite, &[]);
        check("Kite", kite, &[]);
        check("anything", &[("", Any), (" \n", Exact)], &[]);
    }

    #[test]
    fn the_longest_of_several_stands() {
        let both = &[("Lumen", Case::Exact), ("Lumen Labs", Case::Exact)];
        check("Lumen Labs and Lumen", both, &["Lumen Labs", "Lumen"]);
    }
}
