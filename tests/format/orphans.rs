//! Marks that lost their words, in a file and back.

use hedgerow::annotation::{Body, ClaimBody, Document, Edit, Orphan, rebase};
use hedgerow::extract::{Certainty, CueType, Label, SourceKind};
use hedgerow::format::native;
use hedgerow::text::{Source, Span, Unit};

/// A document that lost a name, a cue and a claim when its text was edited.
fn edited() -> Document {
    let text = "Zoë said that Acme may sell. Rome waits.";
    let mut document = Document::new("d1", Source::new(text));
    let span = |words: &str| {
        let start = text.find(words).expect("the words are there") as u32;
        Span::new(start, start + words.len() as u32)
    };
    let bodies = [
        Body::Entity {
            span: span("Acme"),
            label: Label::Org.into(),
        },
        Body::Entity {
            span: span("Rome"),
            label: Label::Gpe.into(),
        },
        Body::Cue {
            span: span("may"),
            kind: CueType::Modal,
        },
        Body::Claim(ClaimBody {
            source: vec![span("Zoë")],
            holder: Some("Zoë".to_owned()),
            source_kind: Some(SourceKind::Person),
            cues: vec!["q1".into()],
            certainty: Certainty::Possible,
            ..ClaimBody::plain(vec![span("Acme may sell")])
        }),
    ];
    document
        .apply(document.adding_all(bodies))
        .expect("they fit");
    let before = document.decided();
    let edit = rebase(&document, "Zoë said that Acne might sell. Rome waits.").edit;
    document.apply(edit).expect("a rebase applies");
    document.lose(before);
    document
}

/// What is told of them in a file: all but where they stood.
fn told(document: &Document) -> Vec<Orphan> {
    let orphans = document.orphans().cloned();
    let told = orphans.map(|mut orphan| {
        match &mut orphan.mark.body {
            Body::Entity { span, .. } | Body::Cue { span, .. } => *span = Span::default(),
            Body::Claim(claim) => {
                let spans = claim.content.iter_mut().chain(&mut claim.source);
                spans.for_each(|span| *span = Span::default());
            }
        }
        orphan
    });
    told.collect()
}

#[test]
fn they_are_written_and_read_back_and_their_ids_not_given_again() {
    let document = edited();
    assert_eq!(document.orphans().count(), 3);
    let file = native::write(&document, Unit::Utf16).expect("it can be written");
    let schema = jsonschema::validator_for(&native::schema()).expect("a schema");
    assert!(schema.is_valid(&serde_json::from_str(&file).expect("JSON")));
    let reading = native::read(&file);
    assert_eq!(reading.problems, []);
    let again = reading.document.expect("a document");
    assert_eq!(told(&again), told(&document));
    let kinds = document.orphans().map(|orphan| orphan.mark.kind());
    for kind in kinds.collect::<Vec<_>>() {
        assert_eq!(again.free_id(kind), document.free_id(kind));
    }
    // By what stood around them they find the place.
    let text = again.source().text();
    let places: Vec<Vec<&str>> = (again.orphans())
        .map(|orphan| {
            let places = orphan.places(text).into_iter();
            places.map(|span| again.source().slice(span)).collect()
        })
        .collect();
    assert_eq!(
        places,
        [vec!["Acne might sell"], vec!["Acne"], vec!["might"]]
    );
    // What is placed stands again, and waits no more.
    let mut placed = again.clone();
    for orphan in again.orphans() {
        let place = orphan.places(text)[0];
        let edit: Edit = placed.placing(orphan, place);
        placed.apply(edit).expect("it fits");
    }
    assert_eq!((placed.orphans().count(), placed.len()), (0, 4));
    let file = native::write(&placed, Unit::Byte).expect("it can be written");
    assert!(!file.contains("orphans"));
}

#[test]
fn what_cannot_be_understood_is_told_and_left_out() {
    let check = |orphan: &str, problem: &str| {
        let file = format!("{{\"text\":\"Rain.\",\"orphans\":[{orphan}]}}");
        let reading = native::read(&file);
        let problems = format!("{:?}", reading.problems);
        assert!(problems.contains(problem), "{orphan}: {problems}");
        let document = reading.document.expect("a document");
        assert_eq!(document.orphans().count(), 0);
    };
    check("7", "an object");
    check("{}", "left out");
    check("{\"id\":\"e1\",\"kind\":\"thing\"}", "kind");
    check(
        "{\"id\":\"e1\",\"kind\":\"cue\",\"content\":[{\"text\":\"may\"}]}",
        "left out",
    );
    check(
        "{\"id\":\"e1\",\"kind\":\"entity\",\"label\":\"ORG\"}",
        "left out",
    );
    check(
        "{\"id\":\"e1\",\"kind\":\"entity\",\"label\":\"ORG\",\"content\":[{\"text\":\"\"}]}",
        "left out",
    );
}
