//! Whether a text looks English, and what is odd in it.
//!
//! Knows frequent words and unusual characters. Must not know what is made of it: it reports,
//! and changes nothing.

use super::abbreviation::lines;
use super::{Text, TokenKind, fold};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Fewer words than these say too little of a text's language.
const FEWEST_WORDS: usize = 40;
/// So many words from the start say enough.
const SAMPLE: usize = 5000;
/// Prose has three such words in ten, lists of headlines still one in ten.
const LEAST_ENGLISH: f64 = 0.06;

/// Whether each word is English.
static WORDS: LazyLock<HashMap<&str, bool>> = LazyLock::new(|| {
    let entries =
        lines(include_str!("lexicon/languages.txt")).filter_map(|line| line.split_once(':'));
    let mut words = HashMap::new();
    for (language, list) in entries {
        words.extend(
            list.split_whitespace()
                .map(|word| (word, language == "english")),
        );
    }
    words
});

/// Whether a text looks English, or is too short to tell.
pub fn looks_english(text: &Text) -> bool {
    let words = text.tokens.iter().filter(|t| t.kind == TokenKind::Word);
    let (mut all, mut english, mut other) = (0usize, 0usize, 0usize);
    let mut buffer = String::new();
    for word in words.take(SAMPLE) {
        all += 1;
        match WORDS.get(fold(text.word(word), &mut buffer)) {
            Some(true) => english += 1,
            Some(false) => other += 1,
            None => {}
        }
    }
    all < FEWEST_WORDS || english as f64 >= LEAST_ENGLISH * all as f64 && english > other
}

/// Something unusual in a text, that a person may want to know of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Oddity {
    pub kind: OddityKind,
    /// How many characters, or lines.
    pub count: u32,
    /// The byte offset of the first.
    pub first: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OddityKind {
    /// NUL and other characters that control a terminal.
    Control,
    /// U+FFFD, which stands where something could not be read.
    Replacement,
    /// Characters that change the direction of what follows.
    Direction,
    /// A line of more than [`LONGEST_LINE`] bytes.
    LongLine,
}

/// Bytes in the longest line that a person would write.
pub const LONGEST_LINE: usize = 20_000;

/// What is odd in `text`, one entry for each kind that occurs.
pub fn oddities(text: &str) -> Vec<Oddity> {
    let characters = text.char_indices().filter_map(|(at, c)| {
        let kind = match c {
            '\t' | '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' => return None,
            '\u{FFFD}' => OddityKind::Replacement,
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => OddityKind::Direction,
            _ if c.is_control() => OddityKind::Control,
            _ => return None,
        };
        Some((kind, at))
    });
    let mut at = 0;
    let long_lines = text.split_inclusive(['\n', '\r']).filter_map(|line| {
        at += line.len();
        (line.len() > LONGEST_LINE).then_some((OddityKind::LongLine, at - line.len()))
    });
    let mut oddities: Vec<Oddity> = Vec::new();
    for (kind, at) in characters.chain(long_lines) {
        match oddities.iter_mut().find(|oddity| oddity.kind == kind) {
            Some(oddity) => oddity.count += 1,
            None => oddities.push(Oddity {
                kind,
                count: 1,
                first: at as u32,
            }),
        }
    }
    oddities
}

#[cfg(test)]
mod tests {
    use super::super::Source;
    use super::*;

    #[test]
    fn languages() {
        let check = |text: &str, english| {
            assert_eq!(
                looks_english(&Text::new(Source::new(text.repeat(8)))),
                english,
                "{text}"
            );
        };
        check(
            "The council said on Monday that it would not close the library. ",
            true,
        );
        check(
            "Der Rat sagte am Montag, dass er die Bibliothek nicht schließen werde. ",
            false,
        );
        check(
            "Baraza lilisema Jumatatu kwamba halitafunga maktaba ya mji wa Kisumu. ",
            false,
        );
        check(
            "Het stadsbestuur zei maandag dat het de bibliotheek niet zal sluiten. ",
            false,
        );
        check(
            "Совет сообщил в понедельник, что не закроет библиотеку в этом году. ",
            false,
        );
        check(
            "图书馆 不会 关闭 理事会 周一 表示 市民 欢迎 这个 决定 ",
            false,
        );
        check(
            "Port strike ends in Mombasa. Tea prices rise for third week. ",
            true,
        );
        check("¿Qué? ", true);
    }

    #[test]
    fn odd_characters() {
        let check = |text: &str, expect: &[(OddityKind, u32, u32)]| {
            let found: Vec<_> = oddities(text)
                .iter()
                .map(|o| (o.kind, o.count, o.first))
                .collect();
            assert_eq!(found, expect, "{text:?}");
        };
        check("plain\r\n\ttext", &[]);
        check("é\0 \u{1B}", &[(OddityKind::Control, 2, 2)]);
        check("\u{FFFD}", &[(OddityKind::Replacement, 1, 0)]);
        check("a\u{202E}b\u{2066}", &[(OddityKind::Direction, 2, 1)]);
        check(
            &("x\n".to_owned() + &"y".repeat(LONGEST_LINE + 1)),
            &[(OddityKind::LongLine, 1, 2)],
        );
    }
}
