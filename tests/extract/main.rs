//! The engine over whole articles, and over any text.

#[cfg(feature = "format")]
mod calibration;
#[cfg(feature = "format")]
mod claims;
#[path = "../common/mod.rs"]
mod common;
mod goldens;
mod holders;
mod invariants;
mod judged;
mod links;
mod picture;
#[cfg(feature = "format")]
mod trained;
#[path = "../common/trained.rs"]
mod trained_weights;
mod values;

use common::{any_text, check_texts, mutated_articles};
use hedgerow::engine::Engine;
use hedgerow::text::Source;
use invariants::hold;

#[test]
fn no_text_panics() {
    let engine = Engine::new();
    check_texts(500, any_text(), |text| {
        hold(text, &engine.extract(Source::new(text)))
    });
    check_texts(100, mutated_articles(), |text| {
        hold(text, &engine.extract(Source::new(text)))
    });
}

#[test]
fn ugly_texts_finish() {
    finish(&Engine::new());
}

#[test]
fn ugly_texts_finish_with_weights() {
    finish(&Engine::with(trained_weights::by_chance()));
}

fn finish(engine: &Engine) {
    let article = std::fs::read_to_string(common::fixture("articles/cloud-wire.txt")).unwrap();
    let one_line = article.replace('\n', " ");
    let check = |text: &str| {
        let extraction = engine.extract(Source::new(text));
        hold(text, &extraction).unwrap_or_else(|error| panic!("{error}"));
    };
    check("");
    check(" \t\r\n\u{A0}\u{FEFF}");
    check(&one_line.repeat(1_000_000 / one_line.len() + 1));
    check(&article.repeat(5_000_000 / article.len() + 1));
    // No blank, no stop, nothing but what opens, joins or repeats.
    for bit in [
        "a", "A", "7", ".", "\"", "(", "“", "-", "a.", "1,", "\u{301}", "🇰🇪", "👩‍", "日", "ع",
        "\0", "said ", "may ", "the ", ":", "a:", "http:", "www.", "@a", "a@b", "aa.", "1.", "’s",
        "n't", "1) ", "• ", "\n", "\r", "| ", "“a. ",
    ] {
        check(&bit.repeat(60_000 / bit.len()));
    }
}
