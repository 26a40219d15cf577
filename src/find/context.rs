//! Words in their context, as a concordance shows them: what stands before and behind in the
//! same paragraph, cut where a word begins. Must not know what was looked for.

use crate::text::{Span, beginning, ending};

/// How much is shown on each side, in characters at most.
const SIDE: usize = 44;
/// How much is shown of what was found; of more, both ends.
const LONG: usize = 120;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    pub before: String,
    pub words: String,
    pub after: String,
}

/// A stretch of a text in its context; of what is no stretch of it, nothing. Takes no longer in
/// a longer text.
pub fn context<'a>(text: &'a str, span: Span) -> Context {
    let (start, end) = (span.start as usize, span.end as usize);
    let part = |part: Option<&'a str>| part.unwrap_or_default();
    Context {
        before: one_line(before(part(text.get(..start)))),
        words: shortened(part(text.get(start..end))),
        after: one_line(after(part(text.get(end..)))),
    }
}

/// The end of what stands before.
fn before(head: &str) -> &str {
    let near = ending(head, SIDE + 1);
    let line = near.rfind("\n\n").map_or(near, |at| &near[at + 2..]);
    // Where it was cut, it is cut further to where a word begins.
    match near.len() < head.len() && line.len() == near.len() {
        true => near
            .find(char::is_whitespace)
            .map_or(near, |at| &near[at..]),
        false => line,
    }
}

/// The beginning of what stands behind.
fn after(tail: &str) -> &str {
    let near = beginning(tail, SIDE);
    let line = near.split("\n\n").next().unwrap_or_default();
    match near.len() < tail.len() && line.len() == near.len() {
        true => near
            .rfind(char::is_whitespace)
            .map_or(near, |at| &near[..at]),
        false => line,
    }
}

fn shortened(words: &str) -> String {
    if beginning(words, LONG).len() == words.len() {
        return one_line(words);
    }
    let half = LONG / 2;
    format!(
        "{}…{}",
        one_line(beginning(words, half)).trim_end(),
        one_line(ending(words, half)).trim_start()
    )
}

/// White space becomes single blanks; one at the edge stays.
fn one_line(words: &str) -> String {
    let mut line = String::with_capacity(words.len());
    for c in words.chars() {
        match c.is_whitespace() {
            true if line.ends_with(' ') => {}
            true => line.push(' '),
            false => line.push(c),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, words: &str, expect: (&str, &str)) {
        let start = text.find(words).expect("the words are there") as u32;
        let found = context(text, Span::new(start, start + words.len() as u32));
        assert_eq!((&*found.before, &*found.after), expect);
        assert_eq!(found.words, words);
    }

    #[test]
    fn the_context_is_cut_at_words_and_paragraphs() {
        check(
            "Rain is likely in Oslo.",
            "likely",
            ("Rain is ", " in Oslo."),
        );
        check(
            "One.\n\nRain is\nlikely.\n\nTwo.",
            "is",
            ("Rain ", " likely."),
        );
        check("Oslo", "Oslo", ("", ""));
        let long = format!("{}here{}", "wordy ".repeat(50), " wordy".repeat(50));
        let found = context(&long, Span::new(300, 304));
        assert_eq!(found.before, " wordy wordy wordy wordy wordy wordy wordy ");
        assert_eq!(found.after, " wordy wordy wordy wordy wordy wordy wordy");
        let blank = format!("{}😀{}", "ä".repeat(80), "é".repeat(80));
        let found = context(&blank, Span::new(160, 164));
        assert_eq!(found.before.chars().count(), SIDE + 1);
        assert_eq!(found.after.chars().count(), SIDE);
    }

    #[test]
    fn of_long_words_both_ends_are_shown() {
        let text = format!("begin {} end", "middle ".repeat(60));
        let found = context(&text, Span::new(0, text.len() as u32));
        assert!(found.words.starts_with("begin ") && found.words.ends_with(" end"));
        assert!(found.words.contains('…') && found.words.chars().count() <= LONG + 2);
    }
}
