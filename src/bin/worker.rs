//! The worker's program.

// The engine makes many small things; this allocator takes less time for each.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// What www/worker-loader.js calls: the lexicons are read while the weights are on their way.
#[cfg(target_arch = "wasm32")]
mod program {
    use hedgerow::web::host::Waiting;
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    #[wasm_bindgen]
    #[derive(Debug, Default)]
    pub struct Program(Waiting);

    #[wasm_bindgen]
    impl Program {
        #[wasm_bindgen(constructor)]
        pub fn new() -> Self {
            Self::default()
        }

        /// To be called once the weights are there, or known not to be.
        pub fn start(self, names: &JsValue, syntax: &JsValue, claims: &JsValue) {
            self.0.start(names, syntax, claims);
        }
    }
}

/// The stages by themselves, for `cargo xtask bench` to time.
#[cfg(all(target_arch = "wasm32", feature = "bench"))]
mod bench {
    use hedgerow::web::host;
    use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

    #[wasm_bindgen]
    #[derive(Debug)]
    pub struct Stages(host::Stages);

    #[wasm_bindgen]
    impl Stages {
        #[wasm_bindgen(constructor)]
        pub fn new(names: &JsValue, syntax: &JsValue, claims: &JsValue) -> Result<Self, String> {
            match host::engine_of(names, syntax, claims) {
                (engine, None) => Ok(Self(host::Stages(engine))),
                (_, Some(missing)) => Err(missing),
            }
        }

        /// How many names and values a text has.
        pub fn entities(&self, text: &str) -> usize {
            self.0.entities(text)
        }

        /// How many names, values and claims it has.
        pub fn whole(&self, text: &str) -> usize {
            self.0.whole(text)
        }
    }
}

fn main() {}
