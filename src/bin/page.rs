fn main() {
    if let Some(window) = web_sys::window() {
        drop(window.document());
    }
}
