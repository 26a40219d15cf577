//! The inline-annotated corpus.

use crate::article;
use hedgerow::annotation::{Body, Document};
use hedgerow::format::inline;
use hedgerow::text::Span;
use std::fs;

#[test]
fn the_whole_corpus_is_read() {
    let mut count = [0; 4];
    for folder in ["corpus/train", "corpus/dev"] {
        for entry in fs::read_dir(folder).expect("the corpus") {
            let path = entry.expect("a file").path();
            let articles = inline::read(&fs::read_to_string(&path).expect("text"));
            assert_eq!(articles.problems, [], "{}", path.display());
            count[0] += articles.documents.len();
            for mark in articles.documents.iter().flat_map(Document::marks) {
                count[1 + mark.kind() as usize] += 1;
            }
        }
    }
    // As its README says.
    assert_eq!(count, [634, 24_228, 10_773, 7_786]);
}

#[test]
fn inline_markup_becomes_marks() {
    let document = article(
        "=== B-1 | A title\n\n\
         <s k=\"1 2\">The <PERSON>Zoë</PERSON></s> <q t=\"attribution\" k=\"1\">said</q>: \
         \"<c k=\"1\" cert=\"reported\" quote=\"direct\">It <q t=\"modal\" k=\"2\">may</q> not</c>\n\n\
         <c k=\"2\" cert=\"possible\" pol=\"negative\" parent=\"1\" holder=\"Zoë Z\">rain</c>, \
         2 < 3, <c k=\"2\">soon</c>\"\n\n",
    );
    assert_eq!(
        (&*document.id, document.title.as_deref()),
        ("B-1", Some("A title"))
    );
    assert_eq!(
        document.source().text(),
        "The Zoë said: \"It may not\n\nrain, 2 < 3, soon\""
    );
    let shown: Vec<String> = document
        .marks()
        .map(|mark| {
            let words = |spans: &[Span]| {
                let words = spans.iter().map(|span| document.source().slice(*span));
                words.collect::<Vec<_>>().join("|")
            };
            let body = match &mark.body {
                Body::Entity { label, span } => format!("{label} {}", words(&[*span])),
                Body::Cue { kind, span } => format!("{kind} {}", words(&[*span])),
                Body::Claim(claim) => format!(
                    "{} {} {} [{}] [{}] {:?} {:?} {:?}",
                    claim.certainty,
                    claim.polarity,
                    claim.quote,
                    words(&claim.source),
                    words(&claim.content),
                    claim.cues.iter().map(|id| &*id.0).collect::<Vec<_>>(),
                    claim.holder,
                    claim.parent.as_ref().map(|id| &*id.0),
                ),
            };
            format!("{} {body}", mark.id)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "e1 PERSON Zoë",
            "q1 attribution said",
            "c1 reported positive direct [The Zoë] [It may not] [\"q1\"] None None",
            "q2 modal may",
            "c2 possible negative none [The Zoë] [rain|soon] [\"q2\"] Some(\"Zoë Z\") Some(\"c1\")",
        ]
    );
}

#[test]
fn faults_of_inline_markup_are_named() {
    fn check(body: &str, problem: &str) {
        let file = format!("=== X | T\n\nFirst.\n{body}\nLast.\n");
        let articles = inline::read(&file);
        let said: Vec<String> = articles.problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, [problem], "{body}");
        assert_eq!(articles.documents.len(), 1, "{body}");
    }
    check("<ORG>A", "line 4: X: <ORG> is never closed");
    check("A</ORG>", "line 4: X: </ORG> closes nothing");
    check("<ORG></ORG>", "line 4: X: <ORG> is empty");
    check(
        "<ORG>A </ORG>",
        "line 4: X: <ORG> begins or ends with a blank",
    );
    check("<ORGS>A</ORGS>", "line 4: X: there is no tag <ORGS>");
    check(
        "<ORG x=1>A",
        "line 4: X: \"<ORG x=1>A\" is no tag; it was read as text",
    );
    check(
        "<ORG>A <GPE>B</GPE></ORG>",
        "line 4: X: \"B\": an entity inside an entity",
    );
    check("<q t=\"mood\">may</q>", "line 4: X: \"may\": no cue type t");
    check("<s>She</s>", "line 4: X: \"She\": a source takes k");
    check(
        "<c k=\"1 2\" cert=\"possible\">x</c>",
        "line 4: X: \"x\": a content takes one k",
    );
    check(
        "<c k=\"1\" cert=\"possible\">x</c>",
        "line 4: X: claim 1 has neither cue nor source",
    );
    check("<s k=\"1\">She</s>", "line 4: X: claim 1 has no content");
    check(
        "<s k=\"1\">She</s> <c k=\"1\">x</c>",
        "line 4: X: claim 1 has no cert",
    );
    check(
        "<s k=\"1\">She</s> <c k=\"1\" cert=\"possible\" parent=\"4\">x</c>",
        "line 4: X: claim 1: there is no claim 4",
    );
    check(
        "<s k=\"1\">She</s> <c k=\"1\" cert=\"possible\" pol=\"down\">x</c>",
        "line 4: X: claim 1: pol=\"down\" means nothing",
    );
    check(
        "<q t=\"modal\" k=\"3\">may</q>",
        "line 5: X: claim 3 has a cue and nothing else",
    );
    let headless = inline::read("Text.\n=== no title\n");
    let said: Vec<String> = headless.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "line 1: text before the first \"=== ID | title\"",
            "line 2: expected \"=== ID | title\"",
        ]
    );
}
