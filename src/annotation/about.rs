//! What a person says of a document as a whole.
//!
//! Knows plain fields. Must not know marks.

use crate::extract::named;
use serde::{Deserialize, Serialize};

named! {
    /// How far a person is with a document.
    #[derive(Default)]
    State {
        #[default]
        Untouched = "untouched",
        InReview = "in_review",
        Complete = "complete",
    }
}

/// Where a document is from. Texts are empty where nobody said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Meta {
    pub url: String,
    pub date: String,
    pub licence: String,
    /// Fields that we do not know, as a JSON object; empty where there are none.
    pub extra: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct About {
    /// None where nobody said.
    pub state: Option<State>,
    pub meta: Meta,
    pub note: String,
    /// Those who worked on it.
    pub annotators: Vec<String>,
}
