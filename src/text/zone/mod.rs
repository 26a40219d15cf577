//! Which parts of a pasted page are the article.
//!
//! Knows what pages put around articles (`lexicon/residue.txt`) and how such lines look. Must
//! not know labels or claims. Every rule errs on the article's side: a real paragraph taken
//! for residue is worse than residue taken for the article.
//!
//! A byline or dateline before the first paragraph of prose is part of the headline, one
//! further down is body.

mod page;
mod phrase;

use super::{Sentence, Span, Token};
use page::Page;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ZoneKind {
    Headline,
    Body,
    /// What the page holds beside the article: credits, bios, teasers, notices, repetitions.
    Residue,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Zone {
    pub span: Span,
    pub kind: ZoneKind,
}

pub fn zones(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Vec<Zone> {
    let page = Page::new(text, tokens, sentences);
    let mut zones: Vec<Zone> = Vec::new();
    for (line, kind) in page.lines.iter().zip(page.kinds()) {
        let span = sentences[line.sentences.start]
            .span
            .cover(sentences[line.sentences.end - 1].span);
        match zones.last_mut() {
            Some(last) if last.kind == kind => last.span.end = span.end,
            last => {
                if let Some(last) = last {
                    last.span.end = span.start;
                }
                zones.push(Zone { span, kind });
            }
        }
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::super::{Source, Text};
    use super::*;

    /// Each line of `page` begins with what it is: "h " headline, "b " body, "r " residue.
    fn check(page: &str) {
        let lines = page.lines().map(str::trim);
        let (mut text, mut expected) = (String::new(), Vec::new());
        for line in lines {
            if let Some((kind, content)) = line.split_once(' ') {
                expected.push((text.len() as u32, kind, content));
                text.push_str(content);
            }
            text.push('\n');
        }
        let text = Text::new(Source::new(text));
        for (start, kind, content) in expected {
            let zone = text.zones.iter().rfind(|zone| zone.span.start <= start);
            let found = match zone.map(|zone| zone.kind) {
                Some(ZoneKind::Headline) => "h",
                Some(ZoneKind::Body) => "b",
                Some(ZoneKind::Residue) => "r",
                None => "none",
            };
            assert_eq!(found, kind, "{content}");
        }
    }

    /// Some paragraphs of an article, for residue to stand around.
    const PROSE: &str = "b The port of Lamu will close for two days next week, officials told traders on Monday.

        b “We were not asked,” said Fatma Omar, who sells fish there. She may go to Malindi instead.";

    fn around(before: &str, after: &str) {
        check(&format!("{before}\n\n{PROSE}\n\n{after}"));
    }

    #[test]
    fn headlines_stand_before_prose() {
        around(
            "h Port of Lamu to close\n\nh By Asha Njeri\nh Monday 4 May 2026",
            "",
        );
        around(
            "h Port of Lamu to close",
            "b What traders say\n\nb The union wants to be paid for both days, its chairman told the minister.",
        );
        check("h Port to close, union says\nh Tea prices rise");
    }

    #[test]
    fn notices_and_buttons() {
        around(
            "r We use cookies. By clicking “Accept all” you agree.\nr Home  News  Sport\nh Port of Lamu to close",
            "r © 2026 Coast Media. All rights reserved.",
        );
        around(
            "r Share\nr Save\nh Port of Lamu to close",
            "r 23 comments\nr Privacy policy | Terms of use",
        );
        around(
            "h Port of Lamu to close\nr Link\nr Facebook\nr Threads",
            "r Sign up for our newsletter",
        );
        around(
            "r Home › Coast › Lamu\nh Port of Lamu to close\nr Advertisement",
            "",
        );
    }

    #[test]
    fn prose_about_such_things_stays() {
        around(
            "h Cookie law",
            "b Cookie policy reform has stalled in Brussels, and nobody knows when the talks will resume.",
        );
        around(
            "h Photo prize",
            "b Photo editors who sign up for our prize will be told on Friday, the festival said in a letter.",
        );
        around(
            "h Related matters",
            "b Related parties sold their shares to the chairman in March, according to the liquidator’s report.",
        );
        around(
            "h Adverts",
            "b Advertisement spending fell for the third year, and the trade body expects it to fall again.",
        );
        around(
            "h Reactions",
            "b Comments are expected from the minister, who has been asked to explain the closure to parliament.",
        );
    }

    #[test]
    fn credits_and_captions() {
        around(
            "h Port of Lamu to close\nr Photo: Asha Njeri/Coast Media",
            "",
        );
        around(
            "h Port of Lamu to close\nr A dhow leaves the old harbour at dawn. Photo by Asha Njeri",
            "",
        );
        around(
            "h Port of Lamu to close\nr Dhows in the harbour of Lamu, Kenya [Asha Njeri/Getty Images]",
            "",
        );
        around(
            "h Port of Lamu to close\nr Image caption, Traders fear for their fish",
            "",
        );
        around(
            "h Port of Lamu to close",
            "b The picture, taken by a Getty Images photographer, shows the harbour before the war began.",
        );
    }

    #[test]
    fn teasers_end_where_prose_begins() {
        around(
            "",
            "r You may also like\nr Seven soups for a rainy day\nr Is your sofa too soft?\nr These apples might be the best, chefs say",
        );
        around(
            "",
            "r RELATED\n\nr Seven soups for a rainy day\n\nr Why cats purr",
        );
        around(
            "",
            "r Read more: Seven soups for a rainy day\n\nb The union has called a meeting for Friday evening, its chairman said.",
        );
        around(
            "",
            "r Related stories\nr Why cats purr\nr Seven soups\n\nb What happens next?\n\nb The union has called a meeting for Friday evening, its chairman said.",
        );
        // A list of headlines alone is what was meant.
        check("h Port to close, union says\nh Tea prices rise\nh Read this: why cats may purr");
    }

    #[test]
    fn authors() {
        around(
            "h Port of Lamu to close\nh By Asha Njeri\nr Asha Njeri is a senior editor who has covered the coast since 2009.",
            "",
        );
        around(
            "",
            "r About the author\nr Asha Njeri covers the coast for us and lives in Lamu with two cats.",
        );
        around(
            "",
            "r Asha Njeri covers ports and fish. She lives in Lamu with two cats.",
        );
        around(
            "",
            "r Reporting by Asha Njeri in Lamu; editing by John Otieno",
        );
        around(
            "",
            "b Fatma Omar is a reporter whom the police arrested in March, as her lawyer told the court.",
        );
        around(
            "",
            "b Reporting by the Coast Guardian showed in March that the port had lost most of its trade, and that the minister was told so before he signed the order, in spite of what he said.",
        );
    }

    #[test]
    fn repetitions() {
        let title = "h Port of Lamu to close";
        around(
            title,
            "r The port of Lamu will close for two days next week, officials told traders on Monday.",
        );
        around(
            title,
            "r “We were not asked,” said Fatma Omar, who sells fish there.\n\nb More is to come.",
        );
        around(
            title,
            "r “They told us on the radio, like strangers”\n\nb Nobody rang. “They told us on the radio, like strangers,” she said.",
        );
        around(title, "b “We knew.”\n\nb She said so twice: “We knew.”");
    }
}
