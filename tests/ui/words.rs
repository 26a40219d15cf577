//! Everything that the engine says has words.

use crate::trained_weights::by_chance;
use hedgerow::engine::Engine;
use hedgerow::extract::{Extraction, Reason, Rule};
use hedgerow::text::Source;
use hedgerow::ui::words::{RULES, Rules, confidence, count, grouped};
use std::collections::BTreeSet;
use std::fs;

fn reasons(extraction: &Extraction) -> impl Iterator<Item = &Reason> {
    let entities = extraction.entities.iter().flat_map(|entity| &entity.why);
    let cues = extraction.cues.iter().flat_map(|cue| &cue.why);
    let claims = extraction.claims.iter().flat_map(|claim| &claim.why);
    entities.chain(cues).chain(claims)
}

#[test]
fn every_reason_that_the_rules_give_has_words() {
    have_words(&Engine::new());
}

/// By chance, every feature weighs most for some name.
#[test]
fn every_reason_that_the_weights_give_has_words() {
    have_words(&Engine::with(by_chance()));
}

fn have_words(engine: &Engine) {
    let rules = Rules::new(RULES);
    let mut without = BTreeSet::new();
    let mut seen = 0;
    for dir in ["corpus/dev", "www/samples"] {
        let dir = format!("{}/{dir}", env!("CARGO_MANIFEST_DIR"));
        for file in fs::read_dir(&dir).expect("the folder is there") {
            let path = file.expect("the file is there").path();
            let text = fs::read_to_string(path).expect("it is text");
            let extraction = engine.extract(Source::new(text));
            for reason in reasons(&extraction) {
                seen += 1;
                if rules.words(&reason.rule).is_none() {
                    without.insert(reason.rule.to_string());
                }
            }
        }
    }
    assert!(seen > 1000, "{seen}");
    assert!(without.is_empty(), "{without:#?}");
}

#[test]
fn every_rule_of_claims_has_words() {
    let rules = Rules::new(RULES);
    for known in Rule::ALL {
        assert!(rules.words(known.as_str()).is_some(), "{known}");
    }
}

#[test]
fn rules_in_words() {
    let rules = Rules::new(RULES);
    let check =
        |name: &str, words: Option<&str>| assert_eq!(rules.words(name).as_deref(), words, "{name}");
    check("weakest", Some("of several levels the weakest holds"));
    check(
        "lexicon:according to",
        Some("“according to” is in the lexicon of cues"),
    );
    check("context:that", Some("a clause with “that” follows"));
    check(
        "context:object+!negated",
        Some("a noun follows, and not so that it is negated"),
    );
    check("context:>of|for", Some("“of” or “for” follows"));
    check("context:<<the", Some("“the” stands in front"));
    check("before:Mr", Some("the word before is “Mr”"));
    check("before-2:Mr", Some("two words before it stands “Mr”"));
    check("rules:ORG", Some("the rules take it for ORG"));
    check("rules:none", Some("the rules take it for no name"));
    check("pass:PERSON", Some("elsewhere in the article it is PERSON"));
    check(
        "on-list:given_names",
        Some("it is listed among given names"),
    );
    check("after-hours", Some("a time after hours"));
    check("nonsense", None);
}

#[test]
fn numbers_in_words() {
    assert_eq!(count(1, "claim", "claims"), "1 claim");
    assert_eq!(count(0, "claim", "claims"), "0 claims");
    let check = |number, words| assert_eq!(grouped(number), words);
    check(0, "0");
    check(9999, "9999");
    check(10_000, "10\u{2009}000");
    check(1_234_567, "1\u{2009}234\u{2009}567");
    let check = |value, words| assert_eq!(confidence(value), words, "{value}");
    check(1.0, "very sure");
    check(0.9, "sure");
    check(0.7, "fairly sure");
    check(0.5, "not sure");
    check(0.1, "a guess");
    check(f32::NAN, "a guess");
}
