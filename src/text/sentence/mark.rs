//! What a mark may do: end a sentence, open, close, begin an item.

/// The character of a mark that has but one.
fn only(mark: &str) -> Option<char> {
    let mut characters = mark.chars();
    let first = characters.next()?;
    characters.as_str().is_empty().then_some(first)
}

/// Whether it begins a list item at the start of a line.
pub(super) fn is_bullet(mark: &str) -> bool {
    match only(mark) {
        Some(
            '◦' | '·' | '*' | '-' | '–' | '→' | '>' | '»' | '✓' | '✔' | '✅' | '👉' | '➤' | '|',
        ) => true,
        Some(_) => is_inline_bullet(mark),
        None => matches!(mark, ">>" | "➡️"),
    }
}

/// Whether it begins a list item in the middle of a line, too.
pub(super) fn is_inline_bullet(mark: &str) -> bool {
    matches!(only(mark), Some('•' | '⁃' | '‣' | '▪' | '●' | '■'))
}

pub(super) fn is_ellipsis(mark: &str) -> bool {
    only(mark) == Some('…') || mark.len() > 1 && mark.bytes().all(|b| matches!(b, b'.' | b' '))
}

/// Whether a mark or an abbreviation may end a sentence.
pub(super) fn is_stop(token: &str) -> bool {
    match token.as_bytes().last() {
        Some(b'.' | b'!' | b'?') => true,
        Some(last) if !last.is_ascii() => {
            token.ends_with(['…', '。', '！', '？', '．', '؟', '।', '‽'])
        }
        _ => false,
    }
}

/// A stop of a script that has no blanks and no capitals.
pub(super) fn is_full_stop(mark: &str) -> bool {
    matches!(only(mark), Some('。' | '！' | '？'))
}

pub(super) fn is_dash(mark: &str) -> bool {
    matches!(only(mark), Some('-' | '–' | '—')) || mark == "--"
}

pub(super) fn is_closer(mark: &str) -> bool {
    matches!(only(mark), Some('”' | '’' | '"' | '\'' | ')' | ']' | '»')) || mark == "''"
}

pub(super) fn is_opener(mark: &str) -> bool {
    matches!(
        only(mark),
        Some('“' | '‘' | '"' | '\'' | '`' | '(' | '[' | '«' | '„')
    ) || mark == "``"
}

/// Whether it may stand between a stop or an opener and the first word of a sentence.
pub(super) fn precedes_words(mark: &str) -> bool {
    is_opener(mark)
        || is_ellipsis(mark)
        || !mark.is_ascii()
        || matches!(only(mark), Some('-' | '$' | '#'))
}

/// Whether a sentence goes on with it.
pub(super) fn goes_on(mark: &str) -> bool {
    matches!(only(mark), Some(',' | ';' | ':' | '–' | '—')) || mark == "--"
}
