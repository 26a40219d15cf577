//! Scores of small documents, counted by hand.

use super::{Counts, Finding, FindingKind, Scores, compare};
use crate::annotation::{Body, ClaimBody, Document, Edit, Id, Kind, Mark, Status};
use crate::extract::{Certainty, CueType, Label, Polarity, Quote};
use crate::text::{Source, Span};

/// Ten letters, then a word of two bytes a letter, then ten letters more.
const TEXT: &str = "abcdefghij ééééé klmnopqrst";

fn span(text: &str) -> Span {
    let start = TEXT.find(text).expect("a part of the text") as u32;
    Span::new(start, start + text.len() as u32)
}

fn entity(text: &str, label: Label) -> Body {
    let span = span(text);
    let label = label.into();
    Body::Entity { span, label }
}

fn claim(content: &str, source: &str, certainty: Certainty) -> ClaimBody {
    ClaimBody {
        source: match source {
            "" => Vec::new(),
            source => vec![span(source)],
        },
        certainty,
        ..ClaimBody::plain(vec![span(content)])
    }
}

fn document(bodies: impl IntoIterator<Item = Body>) -> Document {
    let mut document = Document::new("d", Source::new(TEXT));
    let bodies = bodies.into_iter().enumerate();
    let edits = bodies.map(|(index, body)| {
        let mut mark = Mark::made(Id::from(""), body);
        mark.id = Id::numbered(mark.kind(), index as u32 + 1);
        Edit::Insert(mark)
    });
    let edits = edits.collect();
    document.apply(Edit::Batch(edits)).expect("sound marks");
    document
}

fn counts(gold: u64, predicted: u64, right: u64) -> Counts {
    Counts {
        gold,
        predicted,
        right,
    }
}

fn kinds(findings: &[Finding]) -> Vec<FindingKind> {
    findings.iter().map(|finding| finding.kind).collect()
}

#[test]
fn precision_recall_and_f1() {
    let some = counts(4, 5, 2);
    assert_eq!((some.precision(), some.recall()), (0.4, 0.5));
    assert!((some.f1() - 4.0 / 9.0).abs() < 1e-12);
    assert_eq!(counts(0, 0, 0).f1(), 0.0);
    assert_eq!(counts(3, 0, 0).precision(), 0.0);
}

#[test]
fn spans_are_matched_once_and_the_exact_ones_first() {
    /// Right ones by exact span and label, by overlap and label, and by exact span.
    fn check(
        gold: &[(&str, Label)],
        predicted: &[(&str, Label)],
        right: (u64, u64, u64),
        kinds_found: &[FindingKind],
    ) {
        let of = |marks: &[(&str, Label)]| document(marks.iter().map(|(t, l)| entity(t, *l)));
        let (scores, findings) = compare(&of(gold), &of(predicted));
        let count = |right| counts(gold.len() as u64, predicted.len() as u64, right);
        let scores = scores.entities;
        assert_eq!(scores.micro(), count(right.0), "{gold:?} {predicted:?}");
        assert_eq!(
            scores.micro_partial(),
            count(right.1),
            "{gold:?} {predicted:?}"
        );
        assert_eq!(scores.unlabelled, count(right.2), "{gold:?} {predicted:?}");
        assert_eq!(kinds(&findings), kinds_found, "{gold:?} {predicted:?}");
    }
    use FindingKind::{Boundary, FalseAlarm, Label as Mislabelled, Missed};
    use Label::{Gpe, Org};
    check(&[], &[], (0, 0, 0), &[]);
    check(&[("abc", Org)], &[("abc", Org)], (1, 1, 1), &[]);
    check(&[("abc", Org)], &[], (0, 0, 0), &[Missed]);
    check(&[], &[("abc", Org)], (0, 0, 0), &[FalseAlarm]);
    check(&[("abc", Org)], &[("abc", Gpe)], (0, 0, 1), &[Mislabelled]);
    check(&[("abc", Org)], &[("bcd", Org)], (0, 1, 0), &[Boundary]);
    check(&[("abc", Org)], &[("bcd", Gpe)], (0, 0, 0), &[Boundary]);
    check(
        &[("abc", Org)],
        &[("def", Org)],
        (0, 0, 0),
        &[Missed, FalseAlarm],
    );
    // One long prediction over two names is right for one of them at most.
    check(
        &[("abc", Org), ("efg", Org)],
        &[("abcdefg", Org)],
        (0, 1, 0),
        &[Boundary, Missed],
    );
    // The exact one counts, not the one that comes first.
    check(
        &[("cde", Org)],
        &[("abcd", Org), ("cde", Org)],
        (1, 1, 1),
        &[FalseAlarm],
    );
    check(
        &[("abc", Org), ("cde", Gpe), ("éé", Org)],
        &[("abc", Gpe), ("cd", Gpe), ("ééé", Org)],
        (0, 2, 1),
        &[Mislabelled, Boundary, Boundary],
    );
}

#[test]
fn labels_are_counted_apart() {
    let gold = document([entity("abc", Label::Org), entity("ghi", Label::Gpe)]);
    let predicted = document([entity("abc", Label::Org), entity("ghi", Label::Org)]);
    let (scores, _) = compare(&gold, &predicted);
    let exact = &scores.entities.exact;
    assert_eq!(exact[&Label::Org.into()], counts(1, 2, 1));
    assert_eq!(exact[&Label::Gpe.into()], counts(1, 0, 0));
    assert_eq!(
        scores.entities.confusions[&(Label::Gpe.into(), Label::Org.into())],
        1
    );
    // The mean of ORG (2/3) and GPE (0).
    assert!((scores.entities.macro_f1() - 1.0 / 3.0).abs() < 1e-12);
    let mut twice = Scores::default();
    twice.add(&scores);
    twice.add(&scores);
    assert_eq!(twice.entities.micro(), counts(4, 4, 2));
    assert_eq!(twice.documents, 2);
}

#[test]
fn rejected_marks_count_on_neither_side() {
    let gold = document([entity("abc", Label::Org)]);
    let mut predicted = gold.clone();
    let all: Vec<Id> = predicted.marks().map(|mark| mark.id.clone()).collect();
    let edit = predicted.deciding(&all, Status::Rejected);
    predicted.apply(edit).expect("reject");
    assert_eq!(
        compare(&gold, &predicted).0.entities.micro(),
        counts(1, 0, 0)
    );
    assert_eq!(
        compare(&predicted, &gold).0.entities.micro(),
        counts(0, 1, 0)
    );
}

#[test]
fn cues_are_scored_by_type() {
    let cue = |kind| {
        let span = span("abc");
        document([Body::Cue { span, kind }])
    };
    let (modal, plan) = (cue(CueType::Modal), cue(CueType::Plan));
    assert_eq!(compare(&modal, &modal).0.cues.micro(), counts(1, 1, 1));
    assert_eq!(compare(&modal, &plan).0.cues.micro(), counts(1, 1, 0));
    assert_eq!(compare(&modal, &plan).0.entities.micro(), counts(0, 0, 0));
}

#[test]
fn claims_match_by_content_and_source() {
    fn check(gold: (&str, &str), predicted: (&str, &str), content: u64, matched: u64, exact: u64) {
        let of = |(content, source): (&str, &str)| {
            document([Body::Claim(claim(content, source, Certainty::Possible))])
        };
        let (scores, findings) = compare(&of(gold), &of(predicted));
        let claims = scores.claims;
        let what = format!("{gold:?} {predicted:?}");
        assert_eq!(claims.content, counts(1, 1, content), "{what}");
        assert_eq!(claims.matched, counts(1, 1, matched), "{what}");
        assert_eq!(claims.exact, counts(1, 1, exact), "{what}");
        let expected: &[FindingKind] = match (content, matched) {
            (1, 1) => &[],
            (1, 0) => &[FindingKind::Source],
            _ => &[FindingKind::Missed, FindingKind::FalseAlarm],
        };
        let mut found = kinds(&findings);
        found.sort();
        assert_eq!(found, expected, "{what}");
    }
    check(("abcdef", ""), ("abcdef", ""), 1, 1, 1);
    check(("abcdef", "kl"), ("abcdef", "kl"), 1, 1, 1);
    // Three of six characters are half, two of five are less.
    check(("abcdef", ""), ("abc", ""), 1, 1, 0);
    check(("abcde", ""), ("ab", ""), 0, 0, 0);
    // Characters, not bytes: here are 5 of 11, though 10 of 16 bytes.
    check(("fghij ééééé", ""), ("ééééé", ""), 0, 0, 0);
    check(("abcdef", "klm"), ("abcdef", "mno"), 1, 1, 0);
    check(("abcdef", "klm"), ("abcdef", "opq"), 1, 0, 0);
    check(("abcdef", "klm"), ("abcdef", ""), 1, 0, 0);
    check(("abcdef", ""), ("abcdef", "klm"), 1, 0, 0);
}

#[test]
fn the_better_pair_of_claims_is_taken() {
    let claims = |contents: &[&str]| {
        let claim = |content: &&str| Body::Claim(claim(content, "", Certainty::Possible));
        document(contents.iter().map(claim))
    };
    let gold = claims(&["abcdefgh", "bcdefgh"]);
    // In text order the first would take the second's equal.
    let (scores, findings) = compare(&gold, &claims(&["bcdefgh"]));
    assert_eq!(scores.claims.matched, counts(2, 1, 1));
    assert_eq!(scores.claims.exact, counts(2, 1, 1));
    assert_eq!(findings[0].gold, Some("c1".into()));
    assert_eq!(kinds(&findings), [FindingKind::Missed]);
}

#[test]
fn what_matched_claims_say_is_compared() {
    let gold = |outer: Certainty| {
        let mut inner = claim("defghij", "", Certainty::Denied);
        inner.parent = Some(Id::numbered(Kind::Claim, 1));
        inner.holder = Some("Ann".into());
        [claim("abc", "", outer), inner]
    };
    let document = |claims: [ClaimBody; 2]| document(claims.map(Body::Claim));
    let good = document(gold(Certainty::Possible));

    let (same, findings) = compare(&good, &good);
    let claims = &same.claims;
    assert_eq!(findings, []);
    assert_eq!(claims.with_certainty(), counts(2, 2, 2));
    assert_eq!(
        (claims.certainty().share(), claims.certainty_macro_f1()),
        (1.0, 1.0)
    );
    assert_eq!((claims.parent.share(), claims.nested.of), (1.0, 1));

    let mut other = gold(Certainty::Probable);
    other[0].polarity = Polarity::Negative;
    other[1].parent = None;
    other[1].quote = Quote::Direct;
    other[1].holder = Some("ANN".into());
    let (scores, findings) = compare(&good, &document(other));
    let claims = &scores.claims;
    assert_eq!(claims.matched, counts(2, 2, 2));
    assert_eq!(claims.with_certainty(), counts(2, 2, 1));
    assert_eq!(claims.by_level[&Certainty::Possible], counts(1, 0, 0));
    assert_eq!(claims.by_level[&Certainty::Probable], counts(0, 1, 0));
    assert_eq!(claims.certainty().share(), 0.5);
    // Possible 0, denied 1; probable is not among the gold levels.
    assert_eq!(claims.certainty_macro_f1(), 0.5);
    assert_eq!((claims.polarity.right, claims.quote.right), (1, 1));
    assert_eq!(
        (claims.parent.right, claims.nested.right, claims.nested.of),
        (1, 0, 1)
    );
    assert_eq!((claims.holder.right, claims.holder.of), (1, 1));
    assert_eq!(
        kinds(&findings),
        [FindingKind::Certainty, FindingKind::Detail]
    );
}
