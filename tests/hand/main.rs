//! What a person does by hand: from their words to an edit, and back.
#![cfg(not(target_arch = "wasm32"))]

use hedgerow::annotation::{Body, Document, Edit, Id, Kind, Mark, Origin, Status};
use hedgerow::extract::Label;
use hedgerow::hand::hand;
use hedgerow::protocol::{At, Done};
use hedgerow::text::{Source, Span};

/// A document with an entity of the engine's and one of a person's.
fn document() -> Document {
    let mut document = Document::new("d", Source::new("Lumen Labs sued Acme."));
    for (start, end, origin, status) in [
        (0, 10, Origin::Machine, Status::Suggested),
        (16, 20, Origin::Human, Status::Accepted),
    ] {
        let body = Body::Entity {
            span: Span::new(start, end),
            label: Label::Org.into(),
        };
        let id = document.free_id(Kind::Entity);
        let mark = Mark {
            origin,
            status,
            ..Mark::made(id, body)
        };
        document.apply(Edit::Insert(mark)).expect("it fits");
    }
    document
}

/// Does what is thought out, looks whether it can be taken back exactly, and says what it was.
fn done(document: &mut Document, words: &str, mark: &str) -> Done {
    let at = At {
        mark: Some(Id::from(mark)),
        caret: None,
    };
    let done = hand(words, &at, document);
    if let Some(edit) = done.edit.clone() {
        let before = document.clone();
        let inverse = document.apply(edit).expect("it fits");
        let after = document.clone();
        let again = document.apply(inverse).expect("it can be taken back");
        assert_eq!(*document, before);
        document.apply(again).expect("it can be done again");
        assert_eq!(*document, after);
    }
    done
}

#[test]
fn what_the_engine_said_is_rejected_and_what_a_person_made_is_gone() {
    let mut document = document();
    assert_eq!(
        done(&mut document, "take out", "e1").words,
        "Mark rejected."
    );
    let first = document.mark(&Id::from("e1")).expect("it is kept");
    assert_eq!(first.status, Status::Rejected);
    assert_eq!(
        done(&mut document, "take out", "e2").words,
        "Mark taken out."
    );
    assert_eq!(document.mark(&Id::from("e2")), None);
}

#[test]
fn what_cannot_be_done_is_said() {
    let mut document = document();
    for (words, mark, said) in [
        ("take out", "e7", "Choose a mark to take out."),
        ("sing", "e1", "There is nothing that answers to “sing”."),
    ] {
        let done = done(&mut document, words, mark);
        assert_eq!((done.edit, done.words.as_str()), (None, said));
    }
    done(&mut document, "take out", "e1");
    let again = done(&mut document, "take out", "e1");
    assert_eq!(again.words, "The mark is rejected already.");
}
