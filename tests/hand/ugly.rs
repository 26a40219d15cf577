//! Any text, any caret, any words: what is thought out always fits, and can be taken back.

use crate::common::{any_text, check_texts};
use crate::scene::Scene;
use hedgerow::annotation::Id;
use hedgerow::protocol::Caret;
use proptest::prelude::*;

/// What a person may ask, in an order in which there is something to ask it of.
const WORDS: &[&str] = &[
    "label=ORG",
    "end=+1",
    "start=-1",
    "start=+g",
    "end=-g",
    "start=7>40",
    "exact end=33",
    "relabel=DATE",
    "exact label=GPE",
    "end=-1",
    "cue=modal",
    "end=+g",
    "relabel=condition",
    "claim",
    "cue",
    "content",
    "source",
    "start=+1",
    "end=-2",
    "exact start=12",
    "certainty=-1",
    "exact content",
    "quote=direct",
    "holder=e\u{301} 👩🏽‍🚀",
    "certainty=rules",
    "polarity=negative",
    "take out",
];

fn holds(text: &str, read: bool) {
    let mut scene = match read {
        true => Scene::read(text),
        false => Scene::new(text),
    };
    let len = text.len() as u32;
    // Carets that no browser would send are there as well.
    let carets = [
        (0, len),
        (len / 3, len / 2),
        (len / 2, len / 2),
        (len, len / 4),
        (len + 9, 1),
    ];
    for (turn, (anchor, focus)) in carets.into_iter().enumerate() {
        scene.at.caret = Some(Caret { anchor, focus });
        scene.at.mark = None;
        for words in WORDS {
            scene.done(words);
        }
        // Another one of those that are there.
        let mark = scene.document.marks().nth(turn).map(|mark| mark.id.clone());
        scene.at.mark = mark.or(Some(Id::from("e1")));
        for words in WORDS {
            scene.done(words);
        }
    }
}

#[test]
fn whatever_the_text_what_comes_of_it_fits() {
    check_texts(60, any_text(), |text| {
        holds(text, false);
        Ok(())
    });
}

#[test]
fn and_where_the_engine_has_read_it() {
    check_texts(30, any_text(), |text| {
        holds(text, true);
        Ok(())
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn marks_of_selections_are_whole_words_or_graphemes(
        text in any_text(), anchor in 0u32..200, focus in 0u32..200,
    ) {
        let mut scene = Scene::new(&text);
        scene.at.caret = Some(Caret { anchor, focus });
        scene.done("exact label=ORG");
        scene.at.mark = None;
        scene.done("label=GPE");
        let graphemes: Vec<usize> = unicode_segmentation::UnicodeSegmentation::grapheme_indices(text.as_str(), true)
            .map(|(at, _)| at)
            .chain([text.len()])
            .collect();
        for mark in scene.document.marks() {
            let span = mark.span();
            for place in [span.start, span.end] {
                prop_assert!(graphemes.contains(&(place as usize)), "{place} in {text:?}");
            }
        }
    }
}
