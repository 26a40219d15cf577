//! What only a browser can tell, in a headless one.
#![cfg(target_arch = "wasm32")]

use hedgerow::engine::Engine;
use hedgerow::text::Source;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_engine_runs_here() {
    let source = Source::new("Lumen Labs may host Kite 3. Nobody knows.");
    let extraction = Engine::new().extract(source.clone());
    let sentences: Vec<_> = extraction
        .sentences
        .iter()
        .map(|s| source.slice(*s))
        .collect();
    assert_eq!(sentences, ["Lumen Labs may host Kite 3.", "Nobody knows."]);
}
