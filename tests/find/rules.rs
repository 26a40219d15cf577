//! What a person taught, on what the engine says and on documents that stand.

use crate::common::{any_text, check_texts, mutated_articles};
use crate::{apply, document, marks};
use hedgerow::annotation::Origin::{Human, Machine};
use hedgerow::annotation::Status::{Accepted, Rejected, Suggested};
use hedgerow::annotation::{Document, merge_taught};
use hedgerow::engine::Engine;
use hedgerow::extract::Label;
use hedgerow::find::{Case, Rule, Rules, Says, changes, taught};
use hedgerow::text::{Source, Span, tokenize};
use proptest::prelude::*;

fn rule(words: &str, says: Says) -> Rule {
    Rule {
        words: words.to_owned(),
        case: Case::Exact,
        says,
        on: true,
    }
}

fn always(words: &str, label: Label) -> Rule {
    rule(words, Says::Always(label.into()))
}

/// What becomes of a document by some rules, applied at once.
fn after(mut document: Document, rules: &[Rule]) -> Vec<String> {
    let tokens = tokenize(document.source().text());
    let rules = Rules::new(rules);
    let found = changes(&rules, &document, &tokens);
    let edit = taught(&document, &found);
    apply(&mut document, edit);
    assert_eq!(changes(&rules, &document, &tokens), [], "once is enough");
    marks(&document)
}

const TEXT: &str = "Kite 3 by Apple. Apple Park, The Kite 3, kite 3 and Kite 3 Pro.";

#[test]
fn words_are_always_or_never_a_name() {
    let product = always("Kite 3", Label::Product);
    let bare = || document(TEXT, &[]);
    assert_eq!(
        after(bare(), std::slice::from_ref(&product)),
        ["Kite 3 PRODUCT suggested"; 3]
    );
    let any = Rule {
        case: Case::Any,
        ..product.clone()
    };
    assert_eq!(after(bare(), &[any]).len(), 4);
    let off = Rule {
        on: false,
        ..product.clone()
    };
    assert_eq!(after(bare(), &[off]), [""; 0]);
    // Of two for the same words the later counts; the longer words come before the shorter.
    let pro = always("Kite 3 Pro", Label::Org);
    let work = always("Kite 3", Label::WorkOfArt);
    assert_eq!(
        after(bare(), &[pro, product, work]),
        [
            "Kite 3 WORK_OF_ART suggested",
            "Kite 3 WORK_OF_ART suggested",
            "Kite 3 Pro ORG suggested"
        ]
    );
}

#[test]
fn suggestions_follow_and_longer_names_stay() {
    let suggested = |marks: &[(&'static str, usize, &'static str)]| {
        let marks: Vec<_> = (marks.iter())
            .map(|(words, nth, tag)| (*words, *nth, *tag, Machine, Suggested))
            .collect();
        document(TEXT, &marks)
    };
    let stands = || {
        suggested(&[
            ("Kite 3", 0, "ORG"),
            ("Apple", 0, "ORG"),
            ("Apple Park", 0, "FAC"),
            ("3, kite", 0, "CARDINAL"),
            ("Kite 3 Pro", 0, "PRODUCT"),
        ])
    };
    assert_eq!(
        after(
            stands(),
            &[always("Kite 3", Label::Product), rule("Apple", Says::Never)]
        ),
        [
            "Kite 3 PRODUCT suggested",
            "Apple Park FAC suggested",
            "Kite 3 PRODUCT suggested",
            "Kite 3 Pro PRODUCT suggested",
        ],
        "what lies half across goes"
    );
    // Half across two of them it goes once, and what holds one whole makes way for neither.
    let text = "New Kite 3 Labs Inc and Kite 3 Pro.";
    let both = [
        always("New Kite", Label::Product),
        always("Labs Inc", Label::Org),
    ];
    let across = &[("Kite 3 Labs", 0, "PRODUCT", Machine, Suggested)];
    assert_eq!(
        after(document(text, across), &both),
        ["New Kite PRODUCT suggested", "Labs Inc ORG suggested"]
    );
}

#[test]
fn what_a_person_decided_is_never_touched() {
    let stands = || {
        document(
            TEXT,
            &[
                ("Kite 3", 0, "ORG", Human, Accepted),
                ("Apple", 0, "ORG", Machine, Accepted),
                ("The Kite 3", 0, "PRODUCT", Human, Accepted),
                ("Kite 3", 2, "PRODUCT", Machine, Rejected),
            ],
        )
    };
    let rules = [always("Kite 3", Label::Product), rule("Apple", Says::Never)];
    assert_eq!(after(stands(), &rules), marks(&stands()));
}

/// What the engine says of a text by some rules.
fn read(engine: &Engine, text: &str, rules: &Rules) -> Document {
    let source = Source::new(text);
    let mut found = engine.extract(source.clone());
    let whole = Span::new(0, text.len() as u32);
    let taught = rules.correct(text, &tokenize(text), whole, &mut found);
    let mut document = Document::new("d1", source);
    let edit = merge_taught(&document, &found, &taught, whole);
    document.apply(edit).expect("a merge fits");
    document
}

#[test]
fn whatever_the_text_reading_it_anew_says_what_was_changed_at_once() {
    let engine = Engine::new();
    let rules = [
        always("Lumen Labs", Label::Product),
        rule("Kenyan", Says::Never),
        always("first", Label::Person),
        rule("May 3", Says::Never),
        always("said", Label::Event),
        always("2.5", Label::Law),
        Rule {
            case: Case::Any,
            ..always("the u.s.", Label::Org)
        },
    ];
    let rules = Rules::new(&rules);
    check_texts(128, prop_oneof![any_text(), mutated_articles()], |text| {
        let tokens = tokenize(text);
        let read_by = read(&engine, text, &rules);
        prop_assert_eq!(changes(&rules, &read_by, &tokens), []);
        let mut at_once = read(&engine, text, &Rules::default());
        let edit = taught(&at_once, &changes(&rules, &at_once, &tokens));
        apply(&mut at_once, edit);
        prop_assert_eq!(marks(&at_once), marks(&read_by));
        // And what is read again then leaves all as it is.
        let mut found = engine.extract(at_once.source().clone());
        let taught = rules.correct(text, &tokens, at_once.span(), &mut found);
        let edit = merge_taught(&at_once, &found, &taught, at_once.span());
        let before = marks(&at_once);
        at_once.apply(edit).expect("a merge fits");
        prop_assert_eq!(marks(&at_once), before);
        Ok(())
    });
}
