//! What only a browser can tell, in a headless one.
#![cfg(target_arch = "wasm32")]

mod host;
mod intake;
mod patch;
mod wire;

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);
