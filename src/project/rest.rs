//! What only files hold of a document: it travels to the page and back as a text. What a person
//! says of it as a whole is in its head.

use crate::annotation::{Document, EngineInfo, Tracked, Whole};
use serde::{Deserialize, Serialize};

#[derive(Default, Serialize, Deserialize)]
struct Rest {
    title: Option<String>,
    engine: Option<EngineInfo>,
    #[serde(default)]
    annotators: Vec<String>,
    extra: String,
}

/// All of a document.
pub fn whole(tracked: &Tracked) -> Whole {
    let document = &tracked.document;
    let rest = Rest {
        title: document.title.clone(),
        engine: document.engine.clone(),
        annotators: document.about.annotators.clone(),
        extra: document.extra.clone(),
    };
    tracked.whole(serde_json::to_string(&rest).unwrap_or_default())
}

/// Gives a document what a page hands back; one that was made there has nothing of it.
pub(super) fn put(rest: &str, document: &mut Document) {
    let rest: Rest = serde_json::from_str(rest).unwrap_or_default();
    document.title = rest.title;
    document.engine = rest.engine;
    document.about.annotators = rest.annotators;
    document.extra = rest.extra;
}
