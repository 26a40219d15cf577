//! The page's program.

#[cfg(target_arch = "wasm32")]
fn main() {
    hedgerow::web::page::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
