//! Weights on their way into the worker.

use hedgerow::web::host::engine_of;
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

/// The reason for which there is no engine from these weights.
fn reason(weights: &JsValue) -> String {
    engine_of(weights)
        .map(drop)
        .expect_err("these are no weights")
}

#[wasm_bindgen_test]
fn what_are_no_weights_is_told() {
    let why = "the server answered 404";
    assert_eq!(reason(&JsValue::from_str(why)), why);
    assert_eq!(reason(&JsValue::NULL), "there are none");
    for bytes in [&b""[..], b"<!doctype html>", &[0; 4096]] {
        let buffer = Uint8Array::from(bytes).buffer();
        assert!(!reason(&buffer).is_empty());
    }
}
