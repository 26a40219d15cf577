//! The worker's program.

#[cfg(target_arch = "wasm32")]
fn main() {
    hedgerow::web::host::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
