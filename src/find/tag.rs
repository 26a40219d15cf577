//! What a stretch of text can be marked as by its words alone.

use crate::annotation::{Body, Kind, Label};
use crate::extract::CueType;
use crate::text::Span;

/// A label of a name or the type of a cue. Claims have parts, and none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Name(Label),
    Cue(CueType),
}

impl Tag {
    /// What a mark is marked as.
    pub fn of(body: &Body) -> Option<Self> {
        match body {
            Body::Entity { label, .. } => Some(Self::Name(*label)),
            Body::Cue { kind, .. } => Some(Self::Cue(*kind)),
            Body::Claim(_) => None,
        }
    }

    /// By the name of the type or of the label, which may be any.
    pub fn parse(name: &str) -> Option<Self> {
        let kind = CueType::parse(name).map(Self::Cue);
        kind.or_else(|| Label::parse(name).map(Self::Name))
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name(label) => label.as_str(),
            Self::Cue(kind) => kind.as_str(),
        }
    }

    pub const fn kind(self) -> Kind {
        match self {
            Self::Name(_) => Kind::Entity,
            Self::Cue(_) => Kind::Cue,
        }
    }

    /// The mark that a stretch becomes.
    pub const fn body(self, span: Span) -> Body {
        match self {
            Self::Name(label) => Body::Entity { span, label },
            Self::Cue(kind) => Body::Cue { span, kind },
        }
    }
}
