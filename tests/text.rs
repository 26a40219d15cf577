//! The layers of a text, over any text.

use hedgerow::text::{LONGEST, OffsetMap, Source, Text, Unit};
use proptest::prelude::*;

/// Texts that are like nothing and texts that are like news, in bits.
fn any_text() -> impl Strategy<Value = String> {
    let bits = prop::sample::select(vec![
        "The U.S. ",
        "J. K. Rowling",
        "Acme Inc.",
        "said",
        "’s",
        "n't",
        "'",
        "\"",
        "“",
        "”",
        "‘",
        "(",
        ")",
        "[",
        "1",
        "2.5",
        "3,000",
        ".",
        "...",
        ". . .",
        "!",
        "?",
        ",",
        ":",
        "://",
        "http",
        "www.",
        "@",
        "#",
        "-",
        "—",
        "\n",
        "\r\n",
        "\n\n",
        "\r",
        " ",
        "\u{A0}",
        "\u{200B}",
        "\u{FEFF}",
        "\0",
        "\u{7}",
        "e\u{301}",
        "\u{301}",
        "👩🏽‍🚀",
        "🇰🇪",
        "1️⃣",
        "שלום",
        "مرحبا",
        "日本語。",
        "ประเทศไทย",
        "क्षि",
        "com",
        "a",
        "B",
        "I",
        "&",
        "•",
        "1. ",
        "a) ",
        "p.m.",
        "\u{202E}",
        "\u{2029}",
        "½",
        "²",
        "ﬁ",
        "İ",
        "ǅ",
        "\u{AD}",
        "\u{10FFFF}",
        "KSh",
        "$",
        "%",
        "a.m",
        "x@y.org",
        "You may also like",
    ]);
    prop_oneof![
        any::<String>(),
        "\\PC{0,80}",
        prop::collection::vec(bits, 0..60).prop_map(|bits| bits.concat()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn offsets_agree_with_counting(text in any_text()) {
        let map = OffsetMap::new(&text);
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
        for (unit, length) in [(Unit::Byte, end), (Unit::CodePoint, chars), (Unit::Utf16, utf16)] {
            prop_assert_eq!(map.from_byte(end, unit), length);
            prop_assert_eq!(map.to_byte(length, unit), Some(end));
            prop_assert_eq!(map.to_byte(length + 1, unit), None);
            prop_assert_eq!(map.to_byte(u32::MAX, unit), None);
        }
    }

    #[test]
    fn layers_cover_any_text(source in any_text()) {
        let text = Text::new(Source::new(source.as_str()));
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
        let covered = |at: usize| text.sentences.iter().any(|s| s.span.range().contains(&at));
        let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}');
        prop_assert!(source.char_indices().all(|(at, c)| invisible(c) || covered(at)));
    }

    #[test]
    fn blocks_cover_all_sentences(source in any_text(), count in 1usize..5) {
        let text = Text::new(Source::new(source));
        let mut next = 0;
        while next < text.sentences.len() {
            let block = text.block(next, count);
            prop_assert!(block.start == next && block.end > next);
            next = block.end;
        }
    }
}
