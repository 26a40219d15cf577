//! Documents that are kept: what is written of what is done, and how it is read back.
#![cfg(all(not(target_arch = "wasm32"), feature = "format"))]

mod aside;
mod backup;
mod intake;
mod ledger;
mod log;
mod orphans;
mod rules;
mod settings;
mod shelves;
mod texts;
