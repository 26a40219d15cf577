//! Who decided on a mark and when, and what the engine had said of it: a layer beside the marks.
//!
//! Knows what can be told of a decision by the mark as it is now. Must not know what time it
//! is, nor who is at work: whoever keeps the document says so, and the page goes without.
//!
//! **Invariant:** no edit touches the layer. It may hold marks that are gone.

use super::sorted::Sorted;
use super::{Body, Document, EngineInfo, Id, Mark, Origin, Status, When};
use crate::extract::named;
use crate::text::Span;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// What is known of the last decision on a mark.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Trace {
    /// Who decided.
    pub annotator: Option<String>,
    pub at: Option<When>,
    /// None where the engine had said nothing of it.
    pub said: Option<Said>,
}

/// What the engine had said before a person decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Said {
    /// The label, cue type or certainty.
    pub what: String,
    /// How far in bytes its beginning and its end were from where the mark's are: so it goes
    /// with the mark where the text is edited.
    pub start: i32,
    pub end: i32,
    pub confidence: Option<f32>,
    /// The engine's version and its weights, as far as known.
    pub version: String,
    pub model: String,
}

named! {
    /// What a person made of what the engine said.
    Outcome {
        Accepted = "accepted",
        /// It is another label, cue type or certainty.
        Relabelled = "relabelled",
        /// The same, of other words.
        Resized = "resized",
        /// Something else of it is another.
        Changed = "changed",
        Rejected = "rejected",
        /// The engine had not said it.
        Added = "added",
    }
}

/// Traces by mark.
pub(super) type Traces = Arc<Sorted<Id, Trace>>;

impl Document {
    /// What is known of the last decision on a mark.
    pub fn trace(&self, id: &Id) -> Option<&Trace> {
        self.traces.get(id)
    }

    pub fn traces(&self) -> impl Iterator<Item = (&Id, &Trace)> {
        self.traces.iter().map(|(id, trace)| (id, trace))
    }

    /// Puts a trace in the place of the one that is there, which is given back.
    pub fn set_trace(&mut self, id: &Id, trace: Option<Trace>) -> Option<Trace> {
        let traces = Arc::make_mut(&mut self.traces);
        match trace {
            Some(trace) => traces.insert(id.clone(), trace),
            None => traces.remove(id),
        }
    }

    /// What a person made of what the engine said; none where nobody decided, or where nobody
    /// knows what the engine said.
    pub fn outcome(&self, mark: &Mark) -> Option<Outcome> {
        let said = self.trace(&mark.id).and_then(|trace| trace.said.as_ref());
        let is_said = said.is_some() || mark.origin == Origin::Machine;
        match mark.status {
            _ if !mark.is_decided() => None,
            Status::Rejected => is_said.then_some(Outcome::Rejected),
            _ if mark.origin == Origin::Imported && !is_said => None,
            _ => Some(match said {
                None if is_said => Outcome::Accepted,
                None => Outcome::Added,
                Some(said) if said.what != mark.spelled() => Outcome::Relabelled,
                Some(said) if (said.start, said.end) != (0, 0) => Outcome::Resized,
                Some(_) if mark.origin == Origin::Machine => Outcome::Accepted,
                Some(_) => Outcome::Changed,
            }),
        }
    }
}

impl Mark {
    /// What it says, as files spell it.
    pub fn spelled(&self) -> &'static str {
        self.body.spelled()
    }
}

impl Body {
    /// Its label, cue type or certainty, as files spell it.
    pub fn spelled(&self) -> &'static str {
        match self {
            Self::Entity { label, .. } => label.as_str(),
            Self::Cue { kind, .. } => kind.as_str(),
            Self::Claim(claim) => claim.certainty.as_str(),
        }
    }
}

impl Said {
    /// What a mark of the engine's says.
    pub fn of(mark: &Mark, engine: Option<&EngineInfo>) -> Self {
        Self {
            what: mark.spelled().to_owned(),
            start: 0,
            end: 0,
            confidence: mark.confidence,
            version: engine.map_or_else(String::new, |engine| engine.version.clone()),
            model: engine.map_or_else(String::new, |engine| engine.model.clone()),
        }
    }

    /// The same, told from a mark that stands elsewhere.
    pub fn seen_from(self, before: Span, after: Span) -> Self {
        let moved = |said: i32, before: u32, after: u32| {
            let distance = i64::from(said) + i64::from(before) - i64::from(after);
            i32::try_from(distance).unwrap_or_default()
        };
        Self {
            start: moved(self.start, before.start, after.start),
            end: moved(self.end, before.end, after.end),
            ..self
        }
    }

    /// Where the engine said it, as seen from where the mark is.
    pub fn span(&self, mark: Span) -> Option<Span> {
        let start = mark.start.checked_add_signed(self.start)?;
        let end = mark.end.checked_add_signed(self.end)?;
        (start < end).then(|| Span::new(start, end))
    }
}
