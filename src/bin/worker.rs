//! The worker's program.

/// Called by www/worker-loader.js once the weights are there, or known not to be.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(names: wasm_bindgen::JsValue, syntax: wasm_bindgen::JsValue) {
    hedgerow::web::host::start(&names, &syntax);
}

fn main() {}
