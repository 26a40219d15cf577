//! The shelves of a project in the browser's database, and the lock that one tab has on them.
//!
//! Knows shelves, keys and records. Must not know what is in a record.

use crate::project::{Shelf, Write};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DedicatedWorkerGlobalScope, DomException, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore,
    IdbRequest, IdbTransaction, IdbTransactionMode,
};

/// Of the set of shelves.
const VERSION: u32 = 1;

/// An open project.
#[derive(Debug, Clone)]
pub struct Store(IdbDatabase);

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Whether there is no room for more.
    pub full: bool,
    /// As the browser says it.
    pub reason: String,
}

type Outcome<T> = Result<T, Refusal>;

impl Store {
    pub async fn open(name: &str) -> Outcome<Self> {
        let request = factory()?
            .open_with_u32(name, VERSION)
            .map_err(|error| refusal(&error))?;
        let opening = request.clone();
        let upgrade = Closure::once_into_js(move |_: JsValue| {
            if let Ok(database) = opening.result() {
                let database: IdbDatabase = database.unchecked_into();
                let known = database.object_store_names();
                for shelf in Shelf::ALL {
                    if !known.contains(shelf.as_str()) {
                        let _ = database.create_object_store(shelf.as_str());
                    }
                }
            }
        });
        request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
        let database: IdbDatabase = answer(&request).await?.unchecked_into();
        // Who wants to delete it or bring it up to date is not to wait for us.
        let closing = database.clone();
        let close = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(close.into_js_value().unchecked_ref()));
        Ok(Self(database))
    }

    /// Writes all of it, or nothing.
    pub async fn write(&self, writes: &[Write]) -> Outcome<()> {
        let shelves: Array = (Shelf::ALL.iter())
            .map(|shelf| JsValue::from_str(shelf.as_str()))
            .collect();
        let transaction = (self.0)
            .transaction_with_str_sequence_and_mode(&shelves, IdbTransactionMode::Readwrite)
            .map_err(|error| refusal(&error))?;
        let done = settled(&transaction);
        let asked = writes.iter().try_for_each(|write| ask(&transaction, write));
        if let Err(error) = asked {
            let _ = transaction.abort();
            let _ = JsFuture::from(done).await;
            return Err(refusal(&error));
        }
        match JsFuture::from(done).await {
            Ok(_) => Ok(()),
            Err(event) => Err(match transaction.error() {
                Some(error) => refusal(&error),
                None => refusal(&event),
            }),
        }
    }

    pub async fn read(&self, shelf: Shelf, key: &str) -> Outcome<Option<String>> {
        let request = (self.shelf(shelf)?)
            .get(&JsValue::from_str(key))
            .map_err(|error| refusal(&error))?;
        Ok(answer(&request).await?.as_string())
    }

    /// All records of a shelf with their keys, or those between two keys.
    pub async fn all(
        &self,
        shelf: Shelf,
        between: Option<(String, String)>,
    ) -> Outcome<Vec<(String, String)>> {
        let range = match between {
            None => JsValue::UNDEFINED,
            Some(keys) => range(&keys).map_err(|error| refusal(&error))?.into(),
        };
        let asked = ask_all(&self.shelf(shelf)?, &range);
        pairs(asked.map_err(|error| refusal(&error))?).await
    }

    /// A record of each of some shelves, and those of another between two keys: all as they are
    /// at one moment.
    pub async fn together<const N: usize>(
        &self,
        single: [Shelf; N],
        key: &str,
        several: Shelf,
        between: &(String, String),
    ) -> Outcome<([Option<String>; N], Vec<(String, String)>)> {
        let (single, several) = self
            .ask_together(single, key, several, between)
            .map_err(|error| refusal(&error))?;
        let mut records = [const { None }; N];
        // They are answered in the order in which they were asked.
        for (record, request) in records.iter_mut().zip(single) {
            *record = answer(&request).await?.as_string();
        }
        Ok((records, pairs(several).await?))
    }

    fn ask_together<const N: usize>(
        &self,
        single: [Shelf; N],
        key: &str,
        several: Shelf,
        between: &(String, String),
    ) -> Result<(Vec<IdbRequest>, [IdbRequest; 2]), JsValue> {
        let shelves: Array = (single.iter().chain([&several]))
            .map(|shelf| JsValue::from_str(shelf.as_str()))
            .collect();
        let transaction = self.0.transaction_with_str_sequence(&shelves)?;
        let record = |shelf: Shelf| {
            let shelf = transaction.object_store(shelf.as_str())?;
            shelf.get(&JsValue::from_str(key))
        };
        let single = single.into_iter().map(record).collect::<Result<_, _>>()?;
        let several = transaction.object_store(several.as_str())?;
        Ok((single, ask_all(&several, &range(between)?.into())?))
    }

    fn shelf(&self, shelf: Shelf) -> Outcome<IdbObjectStore> {
        let transaction = self.0.transaction_with_str(shelf.as_str());
        transaction
            .and_then(|transaction| transaction.object_store(shelf.as_str()))
            .map_err(|error| refusal(&error))
    }
}

fn factory() -> Outcome<IdbFactory> {
    match scope().indexed_db() {
        Ok(Some(factory)) => Ok(factory),
        Ok(None) => Err(Refusal {
            full: false,
            reason: "it has no database".into(),
        }),
        Err(error) => Err(refusal(&error)),
    }
}

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

fn ask(transaction: &IdbTransaction, write: &Write) -> Result<(), JsValue> {
    let shelf = |shelf: &Shelf| transaction.object_store(shelf.as_str());
    match write {
        Write::Put(to, key, record) => shelf(to)?
            .put_with_key(&JsValue::from_str(record), &JsValue::from_str(key))
            .map(drop),
        Write::Delete(from, key) => shelf(from)?.delete(&JsValue::from_str(key)).map(drop),
        Write::Clear(from) => shelf(from)?.clear().map(drop),
        Write::DeleteUnder(from, document) => {
            let range = range(&crate::project::under(document))?;
            shelf(from)?.delete(&range).map(drop)
        }
    }
}

/// Asks for the keys and the records of a range.
fn ask_all(shelf: &IdbObjectStore, range: &JsValue) -> Result<[IdbRequest; 2], JsValue> {
    Ok([
        shelf.get_all_keys_with_key(range)?,
        shelf.get_all_with_key(range)?,
    ])
}

async fn pairs([keys, values]: [IdbRequest; 2]) -> Outcome<Vec<(String, String)>> {
    let keys: Array = answer(&keys).await?.unchecked_into();
    let values: Array = answer(&values).await?.unchecked_into();
    let text = |value: JsValue| value.as_string().unwrap_or_default();
    Ok(keys.iter().map(text).zip(values.iter().map(text)).collect())
}

fn range((from, to): &(String, String)) -> Result<IdbKeyRange, JsValue> {
    IdbKeyRange::bound(&JsValue::from_str(from), &JsValue::from_str(to))
}

/// What a request brings.
async fn answer(request: &IdbRequest) -> Outcome<JsValue> {
    let promise = Promise::new(&mut |kept: Function, broken: Function| {
        request.set_onsuccess(Some(&kept));
        request.set_onerror(Some(&broken));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result().map_err(|error| refusal(&error)),
        Err(event) => Err(match request.error() {
            Ok(Some(error)) => refusal(&error),
            _ => refusal(&event),
        }),
    }
}

/// Kept when a transaction is complete, broken when it is off. A full disk is told only so, and
/// not to the requests.
fn settled(transaction: &IdbTransaction) -> Promise {
    Promise::new(&mut |kept: Function, broken: Function| {
        transaction.set_oncomplete(Some(&kept));
        transaction.set_onabort(Some(&broken));
    })
}

fn refusal(error: &JsValue) -> Refusal {
    match error.dyn_ref::<DomException>() {
        Some(error) => Refusal {
            full: error.name() == "QuotaExceededError",
            reason: error.message(),
        },
        None => Refusal {
            full: false,
            reason: super::words(error),
        },
    }
}

#[wasm_bindgen]
extern "C" {
    /// `navigator.locks`.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, then: &Function) -> Result<Promise, JsValue>;
}

/// Takes the lock of a name as soon as nobody has it any more, for as long as this worker lives.
/// Browsers without locks are taken to have one tab.
pub async fn lock(name: &str) {
    let navigator = Reflect::get(&scope(), &"navigator".into()).unwrap_or_default();
    let locks = Reflect::get(&navigator, &"locks".into()).unwrap_or_default();
    if !locks.is_object() {
        return;
    }
    let locks: Locks = locks.unchecked_into();
    let got = Promise::new(&mut |kept: Function, _: Function| {
        let kept_without = kept.clone();
        let then = Closure::once_into_js(move |_: JsValue| -> JsValue {
            let _ = kept.call0(&JsValue::NULL);
            // The lock is held until this is kept, which is never.
            Promise::new(&mut |_, _| {}).into()
        });
        if locks.request(name, then.unchecked_ref()).is_err() {
            let _ = kept_without.call0(&JsValue::NULL);
        }
    });
    let _ = JsFuture::from(got).await;
}
