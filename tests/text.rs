//! The layers of a text, over any text.

mod common;

use common::{any_text, check_texts, mutated_articles};
use hedgerow::text::{LONGEST, OffsetMap, Source, Text, Unit};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;

#[test]
fn offsets_agree_with_counting() {
    check_texts(2000, any_text(), counts_agree);
}

fn counts_agree(text: &str) -> TestCaseResult {
    let map = OffsetMap::new(text);
    let (mut chars, mut utf16) = (0u32, 0u32);
    for (byte, c) in text.char_indices() {
        let byte = byte as u32;
        prop_assert_eq!(map.from_byte(byte, Unit::Byte), byte);
        prop_assert_eq!(map.from_byte(byte, Unit::CodePoint), chars);
        prop_assert_eq!(map.from_byte(byte, Unit::Utf16), utf16);
        prop_assert_eq!(map.to_byte(byte, Unit::Byte), Some(byte));
        prop_assert_eq!(map.to_byte(chars, Unit::CodePoint), Some(byte));
        prop_assert_eq!(map.to_byte(utf16, Unit::Utf16), Some(byte));
        if c.len_utf16() == 2 {
            prop_assert_eq!(map.to_byte(utf16 + 1, Unit::Utf16), None);
        }
        for inside in 1..c.len_utf8() as u32 {
            prop_assert_eq!(map.to_byte(byte + inside, Unit::Byte), None);
        }
        chars += 1;
        utf16 += c.len_utf16() as u32;
    }
    let end = text.len() as u32;
    for (unit, length) in [
        (Unit::Byte, end),
        (Unit::CodePoint, chars),
        (Unit::Utf16, utf16),
    ] {
        prop_assert_eq!(map.from_byte(end, unit), length);
        prop_assert_eq!(map.to_byte(length, unit), Some(end));
        prop_assert_eq!(map.to_byte(length + 1, unit), None);
        prop_assert_eq!(map.to_byte(u32::MAX, unit), None);
    }
    Ok(())
}

#[test]
fn layers_cover_any_text() {
    check_texts(2000, any_text(), layers_cover);
    check_texts(300, mutated_articles(), layers_cover);
}

fn layers_cover(source: &str) -> TestCaseResult {
    let text = Text::new(Source::new(source));
    let mut end = 0;
    for token in &text.tokens {
        prop_assert!(token.span.start >= end && !token.span.is_empty());
        prop_assert!(source.get(token.span.range()).is_some());
        end = token.span.end;
    }
    let mut next = 0;
    for sentence in &text.sentences {
        prop_assert_eq!(sentence.tokens.start, next);
        next = sentence.tokens.end;
        prop_assert!(!sentence.tokens.is_empty() && sentence.tokens.len() <= LONGEST);
        let words = &text.tokens[sentence.tokens.start as usize..next as usize];
        prop_assert_eq!(words[0].span.start, sentence.span.start);
        prop_assert_eq!(words[words.len() - 1].span.end, sentence.span.end);
    }
    prop_assert_eq!(next as usize, text.tokens.len());
    // What no sentence holds cannot be seen.
    let mut seen = 0;
    for (sentence, at) in text.sentences.iter().zip(0..) {
        let between = &source[seen..sentence.span.start as usize];
        prop_assert!(
            between.chars().all(is_blank),
            "before sentence {}: {:?}",
            at,
            between
        );
        seen = sentence.span.end as usize;
    }
    prop_assert!(source[seen..].chars().all(is_blank));
    // The zones cover the sentences, and no sentence is in two.
    let ends = (text.sentences.first(), text.sentences.last());
    if let (Some(first), Some(last)) = ends {
        prop_assert_eq!(
            text.zones.first().map(|z| z.span.start),
            Some(first.span.start)
        );
        prop_assert_eq!(text.zones.last().map(|z| z.span.end), Some(last.span.end));
    }
    for pair in text.zones.windows(2) {
        prop_assert_eq!(pair[0].span.end, pair[1].span.start);
        prop_assert!(pair[0].kind != pair[1].kind);
        prop_assert!(
            text.sentences
                .iter()
                .any(|s| s.span.start == pair[1].span.start)
        );
    }
    Ok(())
}

fn is_blank(c: char) -> bool {
    let invisible = matches!(c, '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
    c.is_whitespace() || invisible
}

#[test]
fn blocks_cover_all_sentences() {
    for count in 1..5 {
        check_texts(200, any_text(), |source| {
            let text = Text::new(Source::new(source));
            let mut next = 0;
            while next < text.sentences.len() {
                let block = text.block(next, count);
                prop_assert!(block.start == next && block.end > next);
                next = block.end;
            }
            Ok(())
        });
    }
}
