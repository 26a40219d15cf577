//! The first and the last characters of a text.
//!
//! Knows characters. Must not know words, nor what a part is shown for.

/// The first characters, so many at most.
pub fn beginning(text: &str, most: usize) -> &str {
    let end = text.char_indices().nth(most);
    end.and_then(|(at, _)| text.get(..at)).unwrap_or(text)
}

/// The last characters, so many at most.
pub fn ending(text: &str, most: usize) -> &str {
    let past = text.char_indices().rev().nth(most);
    past.and_then(|(at, c)| text.get(at + c.len_utf8()..))
        .unwrap_or(text)
}

/// A text, or as much of it as is shown at most.
pub fn shortened(text: &str, most: usize) -> String {
    let shown = beginning(text, most);
    if shown.len() == text.len() {
        return text.to_owned();
    }
    let mut shown = shown.trim_end().to_owned();
    shown.push('…');
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_are_cut_at_characters() {
        for (text, most, expect) in [
            ("", 0, ["", "", ""]),
            ("añ😀", 0, ["", "", "…"]),
            ("añ😀", 2, ["añ", "ñ😀", "añ…"]),
            ("añ😀", 3, ["añ😀", "añ😀", "añ😀"]),
            ("a b", 2, ["a ", " b", "a…"]),
        ] {
            let found = (beginning(text, most), ending(text, most));
            assert_eq!(found, (expect[0], expect[1]), "{text} {most}");
            assert_eq!(shortened(text, most), expect[2], "{text} {most}");
        }
    }
}
