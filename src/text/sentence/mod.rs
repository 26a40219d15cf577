//! Where sentences begin and end.
//!
//! Knows stops, quotation marks, lists and lines. Must not know zones, nor what a sentence
//! says. Works paragraph by paragraph: first the line ends that are boundaries, then the
//! stops inside.
//!
//! **Invariant:** every token is in exactly one sentence, and no sentence has more than
//! [`LONGEST`] tokens.

mod mark;
mod marker;
mod unit;

use super::{Gap, Shape, Span, Token, TokenKind};
use mark::{is_bullet, is_closer, is_stop};
use marker::marker;
use std::ops::Range;
use unit::Unit;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub span: Span,
    /// Which tokens of the text are its own.
    pub tokens: Range<u32>,
}

/// The most tokens that a sentence may have.
pub const LONGEST: usize = 512;
/// Within so many tokens a quotation or bracket must close to hold its sentences together.
const LONGEST_QUOTATION: usize = 250;
/// A line so long, in bytes, that ends in the middle of a clause was wrapped by a machine.
const WRAPPED: u32 = 50;

pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(tokens.len() / 16);
    let wrap = wrap_width(text, tokens);
    let mut start = 0;
    while start < tokens.len() {
        let later = tokens[start + 1..]
            .iter()
            .position(|t| t.gap == Gap::Paragraph);
        let end = later.map_or(tokens.len(), |at| start + 1 + at);
        for unit in units(text, tokens, start..end, wrap) {
            Unit::new(text, tokens, unit).split(&mut out);
        }
        start = end;
    }
    out
}

/// The width, in bytes, at which a machine wrapped the lines of this text, if one did: lines
/// that go on in small letters are then as common as others, and none is long.
fn wrap_width(text: &str, tokens: &[Token]) -> Option<u32> {
    let (mut lines, mut wrapped, mut widest) = (0u32, 0u32, 0u32);
    let mut line_start = 0;
    for pair in tokens.windows(2) {
        let [before, after] = pair else { continue };
        if after.gap < Gap::Line {
            continue;
        }
        let width = before.span.end.saturating_sub(line_start);
        line_start = after.span.start;
        if after.gap == Gap::Line {
            lines += 1;
            if after.shape == Shape::Lower && !is_stop(before.of(text)) {
                wrapped += 1;
                widest = widest.max(width);
            }
        }
    }
    (wrapped >= 3 && wrapped * 5 >= lines * 2 && (WRAPPED..=120).contains(&widest))
        .then_some(widest)
}

/// Cuts a paragraph at the line ends that are boundaries: headlines, list items, one-line
/// paragraphs, but not lines that were wrapped.
fn units(
    text: &str,
    tokens: &[Token],
    paragraph: Range<usize>,
    wrap: Option<u32>,
) -> Vec<Range<usize>> {
    let last = tokens[paragraph.end - 1];
    let prose = is_stop(last.of(text)) || is_closer(last.of(text));
    let mut units = Vec::new();
    let (mut start, mut line) = (paragraph.start, paragraph.start);
    for at in paragraph.start + 1..paragraph.end {
        let (before, after) = (tokens[at - 1], tokens[at]);
        if after.gap != Gap::Line {
            continue;
        }
        let width = before.span.end - tokens[line].span.start;
        line = at;
        let goes_on =
            if is_bullet(after.of(text)) || marker(text, tokens, at..paragraph.end).is_some() {
                false
            } else if after.kind == TokenKind::Word && after.shape == Shape::Lower {
                prose || width >= WRAPPED || before.of(text) == ","
            } else if after.of(text) == "(" {
                prose && width >= WRAPPED && !is_stop(before.of(text))
            } else {
                let word = after.span.len() + 1;
                wrap.is_some_and(|wrap| (width + word) * 20 >= wrap * 17 && before.of(text) != ":")
            };
        if !goes_on {
            units.push(start..at);
            start = at;
        }
    }
    units.push(start..paragraph.end);
    units
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokenize;

    /// Splits `text`; `expect` has a bar between sentences.
    fn check(expect: &str) {
        let text = expect.replace('¦', "");
        let tokens = tokenize(&text);
        let found: Vec<_> = sentences(&text, &tokens)
            .iter()
            .map(|s| &text[s.span.range()])
            .collect();
        let expect: Vec<_> = expect.split('¦').map(str::trim).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn abbreviations_and_initials_go_on() {
        check("The U.S. Government hired J. K. Rowling. ¦She left.");
        check("He lives in the U.S. ¦It is big.");
        check("Acme Inc. said so at 9 a.m. Monday. ¦Dr. No agreed.");
        check("It opens at 5 p.m. ¦Visitors pay $3.50. ¦No. 10 is shut.");
        check(
            "The call ended at 4 p.m. EST on Jan. 5, Gen. Ode said. ¦He left at 6pm. ¦Ducks win.",
        );
        check("We make a good team, you and I. ¦Did Albert I. Jones call?");
        check("He posted it on X. ¦The post, by J.B. Hunt, was deleted.");
        check("It reached 40 C. ¦Talks went on. ¦It cost $3 M. ¦Losses grew.");
        check("The firm, Okoth & Sons Ltd., sued. ¦Prof. Wanjiru et al. wrote it.");
        check("She bought pens, paper, etc. ¦Nobody paid.");
        check("See p. 55, Fig. 3 and No. 7. ¦They said no. ¦Five left.");
        check("St. Mary's is in St. Louis, Mo. ¦The pope came.");
    }

    #[test]
    fn numbers_and_addresses_go_on() {
        check("Sales rose 3.5 per cent to 1,200.50. ¦That is a record.");
        check("Write to a.b@example.org. ¦See https://example.org/x.html. ¦Or example.com.");
        check("It runs Node.js 22.1. ¦The .NET port is late.");
    }

    #[test]
    fn missing_blanks() {
        check("It runs on Azure.¦This is new.¦“We know,” he said.¦It uses ASP.NET 3.5.");
        check("She paid 1,000.¦That is a lot.¦Why?¦Nobody knows!¦OK.");
        check("It fell 4%.¦Shares in OpenAI.¦Who knows?¦He left (again).¦Good.");
        check("The room laughed .¦It did .  ¦“ So ” , he said .¦Sen. Ode left.");
    }

    #[test]
    fn quotations_hold_together() {
        check("“It was bad. We lost.” ¦She left.");
        check("“Will it work?” Smith asked. ¦“It was bad. We lost,” he said.");
        check("He said: “Go. Now.” and left.");
        check("“It never closes. ¦We lost.");
        check("\"It was bad. We lost,\" he said. ¦\"Why?\" ¦Nobody knew.");
        check("‘We lost. It’s over,’ the players’ union said. ¦‘Go.’ ¦He went.");
        check("“We were about to—” ¦He stopped.");
        check("“No!” she cried. ¦“Leave me alone!” ¦They left.");
        check("He left (it was late. Very late.) and slept. ¦(He snored.) ¦Good.");
    }

    #[test]
    fn ellipses() {
        check("Well... it was ... fine. ¦He left… ¦They stayed. . . . ¦We came.");
        check("“I thought… maybe,” he said. ¦“[...] and so on” is how it ends.");
    }

    #[test]
    fn exclamations_in_names_go_on() {
        check("Yahoo! was sold. ¦She speaks !Kung. ¦What?! ¦Really!! ¦Yes.");
    }

    #[test]
    fn lines() {
        check("A headline without a stop\n¦The first sentence.\n¦The second.");
        check("A HEADLINE\n\n¦Text here\n\n¦Another");
        check("Here is the list:\n¦- one thing\n¦- another\n¦1. The first");
        check("This line was wrapped by a machine at some column and\ngoes on here, and so on.");
        check("By Ann Bo\n¦Monday 4 May\n¦The council met.\r\n¦It rained.");
        check("11:30 BREAKING: The bill passes\n¦11:25 The vote begins");
    }

    #[test]
    fn wrapped_text_is_one_paragraph() {
        check(
            "The council met on Monday to talk about the bridge that fell\n\
             into the river last week, and about the cost of a new one. ¦The\n\
             engineer said that it may take a year. ¦The mayor said that Ms.\n\
             Obi would be asked to pay for some of it, since the lorry that\n\
             broke it was hers.\n\n¦She denies it.",
        );
    }

    #[test]
    fn list_items() {
        check("1. The first item ¦2. The second item ¦3. The third.");
        check("1) One thing. ¦2) Another. ¦We will see.");
        check("a) here ¦b) there ¦c) nowhere");
        check("• 9. Stop ¦• 10. Rest");
        check("Q. Is it safe? ¦A. Yes. ¦Q. Why?");
        check("Version 2. ¦It has 3. ¦As payment for 1. above, nothing.");
    }

    #[test]
    fn what_is_no_word_begins_no_sentence() {
        check("Thanks for coming! 🙏🏽🎉\n¦We won. 😀 \n¦* * *\n¦Bye.");
        check("日本語です。¦次の文。");
    }

    #[test]
    fn long_sentences_are_cut() {
        let text = "word ".repeat(5000);
        let tokens = tokenize(&text);
        assert!(
            sentences(&text, &tokens)
                .iter()
                .all(|s| s.tokens.len() <= LONGEST)
        );
    }
}
