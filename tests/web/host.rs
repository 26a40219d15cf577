//! Weights on their way into the worker.

use hedgerow::web::host::engine_of;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// What is said of the engine with these weights of names, sentences and cues.
fn said(names: &JsValue, syntax: &JsValue, claims: &JsValue) -> String {
    let (engine, without) = engine_of(names, syntax, claims);
    assert!(engine.syntax().is_none());
    without.expect("these are no weights")
}

#[wasm_bindgen_test]
fn what_are_no_weights_is_told() {
    let why = JsValue::from_str("the server answered 404");
    let all = said(&why, &JsValue::NULL, &why);
    let [names, syntax, cues] = ["names", "sentences", "cues"].map(|of| {
        let start = format!("What the engine has learnt of {of} could not be loaded");
        all.find(&start).map(|at| &all[at + start.len()..])
    });
    assert!(names.is_some_and(|names| names.starts_with(" (the server answered 404). ")));
    assert!(syntax.is_some_and(|syntax| syntax.starts_with(" (there are none). ")));
    assert!(cues.is_some_and(|cues| cues.starts_with(" (the server answered 404). ")));
    for bytes in [&b""[..], b"<!doctype html>", &[0; 4096]] {
        let buffer = Uint8Array::from(bytes).buffer();
        assert!(said(&buffer, &buffer, &buffer).contains("hold"));
    }
}
