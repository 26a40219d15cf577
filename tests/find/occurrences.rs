//! Every occurrence of some words, and one edit for all.

use crate::{apply, document, ids, marks, span};
use hedgerow::annotation::Origin::{Human, Machine};
use hedgerow::annotation::Status::{Accepted, Rejected, Suggested};
use hedgerow::annotation::{Document, Kind};
use hedgerow::find::{Case, Occurrence, Standing, Tag, label_all, occurrences};
use hedgerow::text::{Span, tokenize};

const TEXT: &str = "Kite 3 may fly. The Kite 3 costs 40; KITE 3's rival, the Kite 30, \
                    and Kite 3 Pro. Kite 3.";

fn found(document: &Document, words: &str, case: Case, others: &[Span]) -> Vec<Occurrence> {
    let tokens = tokenize(document.source().text());
    occurrences(document, &tokens, (words, case), Kind::Entity, others)
}

fn starts(found: &[Occurrence]) -> Vec<u32> {
    found.iter().map(|found| found.span.start).collect()
}

fn product() -> Tag {
    Tag::parse("PRODUCT").expect("it is a label")
}

#[test]
fn what_stands_at_each_is_told() {
    let document = document(
        TEXT,
        &[
            ("Kite 3", 0, "PRODUCT", Machine, Suggested),
            ("Kite 3", 0, "modal", Machine, Suggested),
            ("The Kite 3", 0, "ORG", Human, Accepted),
            ("Kite 3 Pro", 0, "PRODUCT", Machine, Rejected),
            ("Kite 3.", 0, "ORG", Machine, Suggested),
        ],
    );
    let all = found(&document, "Kite 3", Case::Exact, &[]);
    let standing: Vec<&Standing> = all.iter().map(|found| &found.standing).collect();
    assert_eq!(
        standing,
        [
            &Standing::Here("e1".into()),
            &Standing::Across(ids(&["e2"])),
            &Standing::Nothing,
            &Standing::Across(ids(&["e4"])),
        ],
        "cues are another layer, and what is rejected does not stand"
    );
    let free = |found: &Occurrence| found.is_free_for(&document, product());
    assert_eq!(
        all.iter().map(free).collect::<Vec<_>>(),
        [true, false, true, false]
    );

    assert_eq!(
        starts(&found(&document, "kite 3", Case::Exact, &[])),
        [0; 0]
    );
    assert_eq!(starts(&found(&document, "kite 3", Case::Any, &[])).len(), 5);
    // What is of the same thing under another name is one of them, each once.
    let rival = span(TEXT, "rival", 0);
    let with = found(
        &document,
        "Kite 3",
        Case::Exact,
        &[rival, span(TEXT, "Kite 3", 0)],
    );
    assert_eq!(with.len(), 5);
    // Parts of words are found as they stand.
    assert_eq!(
        starts(&found(&document, "ite 3", Case::Exact, &[])).len(),
        5
    );
    assert_eq!(starts(&found(&document, "", Case::Any, &[])), [0; 0]);
}

#[test]
fn a_rejected_mark_speaks_against_the_same_but_may_be_had_back() {
    let mut document = document(TEXT, &[("Kite 3", 0, "PRODUCT", Machine, Rejected)]);
    let all = found(&document, "Kite 3", Case::Exact, &[]);
    assert!(!all[0].is_free_for(&document, product()));
    let edit = label_all(&document, &[all[0].span], product());
    apply(&mut document, edit);
    assert_eq!(marks(&document), ["Kite 3 PRODUCT accepted"]);
}

#[test]
fn all_are_labelled_as_one_edit() {
    let mut document = document(
        TEXT,
        &[
            ("Kite 3", 0, "PRODUCT", Machine, Suggested),
            ("The Kite 3", 0, "ORG", Human, Accepted),
            ("Kite 3", 3, "ORG", Machine, Suggested),
        ],
    );
    let spans: Vec<Span> = found(&document, "Kite 3", Case::Exact, &[])
        .iter()
        .map(|found| found.span)
        .collect();
    let edit = label_all(&document, &spans, product());
    apply(&mut document, edit);
    assert_eq!(
        marks(&document),
        [
            "Kite 3 PRODUCT accepted",
            "The Kite 3 ORG accepted",
            "Kite 3 PRODUCT accepted",
            "Kite 3 PRODUCT accepted",
            "Kite 3 PRODUCT accepted",
        ]
    );
    // Once more, nothing is left to do.
    assert!(label_all(&document, &spans, product()).is_empty());
    assert!(label_all(&document, &[], product()).is_empty());
    // A place that is named twice is marked once, as where two marks were found at it.
    let twice = [spans[0], spans[0]];
    let org = Tag::parse("ORG").expect("it is a label");
    let edit = label_all(&document, &twice, org);
    apply(&mut document, edit);
    let bare = Span::new(7, 10);
    let edit = label_all(&document, &[bare, bare], org);
    apply(&mut document, edit);
    assert_eq!(
        marks(&document)[..2],
        ["Kite 3 ORG accepted", "may ORG accepted"]
    );
    // Ids of one edit are not given twice, whatever the layer.
    let edit = label_all(
        &document,
        &spans,
        Tag::parse("modal").expect("it is a type"),
    );
    apply(&mut document, edit);
    assert_eq!(document.len(), 10);
}
