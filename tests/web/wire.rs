//! Messages between page and worker.

use hedgerow::annotation::{Cluster, Document, EngineInfo, merge, rebase};
use hedgerow::engine::Engine;
use hedgerow::extract::Label;
use hedgerow::protocol::{Draft, Format, Notice, Part, Request, Response};
use hedgerow::text::{Source, Unit};
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
        label: Label::Org,
        mentions: vec!["e1".into(), "e3".into()],
        extra: String::new(),
    }
}

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(message: T) {
    let (buffer, handed_over) = encode(&message);
    assert!(handed_over.includes(&buffer, 0));
    assert_eq!(decode::<T>(&buffer), Ok(message));
}

#[wasm_bindgen_test]
fn requests_arrive() {
    check(Request::Load);
    let document = Document::new("a1", Source::new(TEXT));
    check(Request::Link(Box::new(document)));
    let extraction = Engine::new().extract(Source::new(TEXT));
    let document = Document::suggested("a1", Source::new(TEXT), &extraction);
    for text in [None, Some(String::new()), Some(TEXT.repeat(2))] {
        check(Request::Extract {
            revision: u32::MAX,
            draft: Draft {
                document: Box::new(document.clone()),
                text,
            },
        });
    }
    check(Request::Draw {
        address: "level=possible\nhide=denied".into(),
        documents: vec![document.clone(), Document::new("a2", Source::new(""))],
    });
    for unit in [Unit::CodePoint, Unit::Utf16, Unit::Byte] {
        check(Request::Export {
            format: Format::Native,
            unit,
            document: Box::new(document.clone()),
        });
    }
}

#[wasm_bindgen_test]
fn responses_arrive() {
    let [name, version, model] = ["hedgerow", "0.1.0", "en"].map(String::from);
    check(Response::Ready {
        engine: EngineInfo {
            name,
            version,
            model,
        },
        rules: "modal = is a verb of possibility\n".into(),
        keys: "(p\u{1f}-none\u{1f})".into(),
        without_weights: Some("they are cut".into()),
    });
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
    check(Response::Drawn("(p\u{1f}-none\u{1f})".into()));
    let [name, mime, content] = ["a.json", "application/json", "{}"].map(String::from);
    check(Response::Exported {
        name,
        mime,
        content,
    });
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
        draft: Draft {
            document: Box::new(Document::new("a1", Source::new(TEXT))),
            text: None,
        },
    })
    .0
    .slice_with_end(0, 9);
    assert!(decode::<Request>(&cut).is_err());
}
