//! Messages between page and worker.

use hedgerow::annotation::{
    Cluster, Document, Edit, Group, Status, Step, Tracked, Undo, Whole, merge, rebase,
};
use hedgerow::engine::Engine;
use hedgerow::extract::Label;
use hedgerow::protocol::{
    At, Caret, Desk, Done, Keeping, Notice, Opened, Order, Part, Place, Request, Response,
};
use hedgerow::text::Source;
use hedgerow::web::wire::{decode, encode};
use js_sys::{Array, ArrayBuffer};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

const TEXT: &str = "Lumen Labs may host Kite 3, according to The Verge.\n\u{1F680} \u{0} e\u{301}";

fn cluster() -> Cluster {
    Cluster {
        id: "k1".into(),
        name: "Lumen Labs".into(),
        label: Label::Org.into(),
        mentions: vec!["e1".into(), "e3".into()],
        extra: String::new(),
    }
}

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(message: T) {
    let (buffer, handed_over) = encode(&message);
    assert!(handed_over.includes(&buffer, 0));
    assert_eq!(decode::<T>(&buffer), Ok(message));
}

/// A document with marks, and something to take back.
fn whole() -> Whole {
    let extraction = Engine::new().extract(Source::new(TEXT));
    let document = Document::suggested("a1", Source::new(TEXT), &extraction);
    let first = document.marks().next().expect("there are some").id.clone();
    let edit = Box::new(document.deciding([&first], Status::Accepted));
    let mut tracked = Tracked::new(document);
    let undo = Undo::With(Group(7));
    (tracked.step(Step::Edit { edit, undo })).expect("it fits");
    tracked.whole("{}".into())
}

#[wasm_bindgen_test]
fn requests_arrive() {
    for reopen in [false, true] {
        check(Request::Load { reopen });
    }
    check(Request::Hold {
        whole: Box::new(whole()),
        read: true,
    });
    let document = || "a1".to_owned();
    let edit = || Box::new(Edit::Remove("e1".into()));
    for step in [
        Step::Back,
        Step::Forth,
        Step::Edit {
            edit: edit(),
            undo: Undo::Alone,
        },
    ] {
        check(Request::Step {
            document: document(),
            before: 3,
            step,
        });
    }
    check(Request::Took {
        document: document(),
        before: u32::MAX,
        undo: Undo::Never,
    });
    check(Request::Desk(Desk {
        open: vec![document(), "a2".into()],
        shown: 1,
        at: Some("e3".into()),
        closed: None,
        order: Order::Doubt,
    }));
    check(Request::Ask("find=rain".into()));
    check(Request::Hand {
        document: document(),
        words: "start=-1".into(),
        at: At {
            mark: Some("e1".into()),
            caret: Some(Caret {
                anchor: 9,
                focus: 4,
            }),
        },
    });
    check(Request::Inspect {
        document: document(),
        mark: "e1".into(),
    });
    check(Request::Link(document()));
    for text in [None, Some(String::new()), Some(TEXT.repeat(2))] {
        check(Request::Extract {
            revision: u32::MAX,
            document: document(),
            text,
        });
    }
    check(Request::Draw {
        address: "level=possible\nhide=denied".into(),
    });
}

#[wasm_bindgen_test]
fn responses_arrive() {
    check(Response::Ready {
        meanings: vec![("ORG".into(), "companies".into())],
        without_weights: Some("they are cut".into()),
    });
    check(Response::Settled {
        style: "[data-label=TOOL]{--tint-ink:#123456}".into(),
        keys: vec![("j".into(), "ArrowDown".into())],
    });
    check(Response::Opened(Box::new(Opened {
        whole: whole(),
        clusters: vec![cluster()],
        read: true,
        at: Some("e1".into()),
        place: Place::FirstInView,
        note: "It was read as windows-1252.".into(),
        older: true,
    })));
    check(Response::Gone("a1".into()));
    for sheet in [None, Some("(p\u{1f}-none\u{1f})".into())] {
        check(Response::Sheet(sheet));
    }
    check(Response::Choose { folder: true });
    let [name, url] = ["backup.jsonl", "blob:x"].map(String::from);
    for document in [None, Some("a1".to_owned())] {
        let (name, url) = (name.clone(), url.clone());
        check(Response::File {
            name,
            url,
            document,
        });
    }
    check(Response::Refused("it is a picture".into()));
    check(Response::Kept(Keeping {
        kept: 3,
        safe: true,
        words: "Saved".into(),
        trouble: String::new(),
    }));
    check(Response::Lost("a1".into()));
    check(Response::Progress {
        revision: 1,
        done: 0,
        total: 7,
    });
    let document = Document::new("a1", Source::new(TEXT));
    let extraction = Engine::new().extract(Source::new(TEXT));
    for edit in [
        rebase(&document, "Lumen Labs may not host Kite 3.").edit,
        merge(&document, &extraction, document.span()),
    ] {
        check(Response::Extracted {
            revision: 1,
            part: Box::new(Part {
                edit,
                last: true,
                clusters: vec![cluster()],
                notices: vec![Notice::NotEnglish],
            }),
        });
    }
    check(Response::Linked {
        document: "d1".into(),
        clusters: vec![cluster()],
    });
    check(Response::Handed {
        document: "d1".into(),
        done: Box::new(Done {
            edit: Some(Edit::Remove("e1".into())),
            select: Some("e2".into()),
            caret: None,
            words: "Mark taken out.".into(),
        }),
    });
    check(Response::Inspected("(p\u{1f}-none\u{1f})".into()));
    check(Response::Drawn("(p\u{1f}-none\u{1f})".into()));
    check(Response::Copy {
        what: "the JSON".into(),
        content: "{}".into(),
    });
    check(Response::Labels("(p\u{1f}-none\u{1f})".into()));
    check(Response::Order(Order::Doubt));
    check(Response::Reviewed(String::new()));
    check(Response::Failed {
        revision: None,
        message: "no".into(),
    });
}

#[wasm_bindgen_test]
fn what_is_no_message_is_told() {
    let nothing: [JsValue; 4] = [
        JsValue::NULL,
        JsValue::from_str("word"),
        Array::new().into(),
        ArrayBuffer::new(3).into(),
    ];
    for data in &nothing[..3] {
        assert!(decode::<Response>(data).is_err());
    }
    let cut = encode(&Request::Extract {
        revision: 1,
        document: "a1".into(),
        text: Some(TEXT.into()),
    })
    .0
    .slice_with_end(0, 9);
    assert!(decode::<Request>(&cut).is_err());
}
