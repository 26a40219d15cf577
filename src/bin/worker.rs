fn main() {
    drop(js_sys::global());
}
