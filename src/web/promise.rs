//! Waiting for what the browser does in its own time.
//!
//! Knows promises. Must not know what is waited for.
//!
//! By callback: the page waits in four places, and an executor for futures would be as much
//! code as all of them.

use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

/// What becomes of a promise: its value, or why there is none.
pub type Outcome = Result<JsValue, JsValue>;

/// Calls `then` when the promise is kept or broken.
pub fn settled(promise: &Promise, then: impl FnOnce(Outcome) + 'static) {
    let then: Box<dyn FnOnce(Outcome)> = Box::new(then);
    watch(promise, Rc::new(Cell::new(Some(then))));
}

type Waiting = Rc<Cell<Option<Box<dyn FnOnce(Outcome)>>>>;

fn watch(promise: &Promise, waiting: Waiting) {
    let answer = |waiting: Waiting, outcome: fn(JsValue) -> Outcome| {
        Closure::<dyn FnMut(JsValue)>::new(move |value| {
            if let Some(then) = waiting.take() {
                then(outcome(value));
            }
        })
    };
    let (kept, broken) = (answer(waiting.clone(), Ok), answer(waiting, Err));
    let _ = promise.then2(&kept, &broken);
    // The browser holds them for as long as they may be called.
    drop((kept.into_js_value(), broken.into_js_value()));
}
