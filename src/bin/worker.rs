//! The worker's program.

/// Called by www/worker-loader.js once the weights are there, or known not to be.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn start(weights: wasm_bindgen::JsValue) {
    hedgerow::web::host::start(weights);
}

fn main() {}
