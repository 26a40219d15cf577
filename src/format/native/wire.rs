//! What stands in a native file, in the order in which it stands there.

use crate::annotation::{CertaintyBy, Kind, Label, Mark, Origin, Outcome, State, Status};
use crate::extract::{Certainty, CueType, Label as Known, Polarity, Quote, SourceKind, named};
use crate::text::{Unit, ZoneKind};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Map, Value};

/// What `format` says.
pub(super) const FORMAT: &str = "hedgerow";
/// What `version` says.
pub(super) const VERSION: u64 = 1;

/// Fields that a reader does not know: kept, and written back behind the others.
pub(super) type Extra = Map<String, Value>;

/// A text, and what is marked in it: named entities, cues of hedging and attribution, and the
/// claims that these make. All offsets count in `offset_unit` from the start of `text`; ends
/// are exclusive. Fields that are not named here are kept by readers and written back.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Document", title = "Hedgerow document, version 1")]
pub(super) struct Document<'a> {
    #[schemars(extend("const" = "hedgerow"))]
    pub(super) format: &'static str,
    #[schemars(extend("const" = 1))]
    pub(super) version: u64,
    /// The document's name within its corpus.
    pub(super) id: &'a str,
    pub(super) title: Option<&'a str>,
    pub(super) text: &'a str,
    pub(super) offset_unit: OffsetUnit,
    /// Of the text in UTF-8, in lower-case hexadecimal.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub(super) sha256: String,
    /// What last suggested marks, if anything did.
    pub(super) engine: Option<Engine<'a>>,
    /// How far a person is with it: only in complete documents is what is unmarked none. Left
    /// out where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) state: Option<State>,
    /// Where it is from; left out where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) meta: Option<Meta<'a>>,
    /// What a person noted on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<&'a str>,
    /// Those who decided on marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) annotators: Vec<&'a str>,
    pub(super) sentences: Vec<Stretch>,
    /// What the parts of a pasted page are; left out where nobody has told them apart.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) zones: Vec<Zone>,
    /// Names and values, in text order.
    pub(super) entities: Vec<Entity<'a>>,
    /// The words that say whose claim it is and how sure it is, in text order.
    pub(super) cues: Vec<Cue<'a>>,
    /// Propositions with who holds them and how sure they are, in text order.
    pub(super) claims: Vec<Claim<'a>>,
    /// The things that names are of, in the order of their first mentions; left out where nobody
    /// has linked the names. An entity says by `cluster` which one it is of.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) clusters: Vec<Cluster<'a>>,
    /// Marks that a person decided on and whose words an edit of the text changed or took away,
    /// until they are placed or dropped; left out where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) orphans: Vec<Orphan<'a>>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) extra: Extra,
}

/// Where a document is from. What is left out is not known.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Meta<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) url: &'a str,
    /// Of its publication, as it is given there.
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) date: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) licence: &'a str,
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) extra: Extra,
}

/// A mark that has no place in the text any more.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Orphan<'a> {
    /// Unlike that of any mark of the document.
    pub(super) id: &'a str,
    pub(super) kind: Kind,
    /// Of an entity.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(schema_with = "label")]
    pub(super) label: Option<Label>,
    /// Of a cue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) r#type: Option<CueType>,
    /// The words that were marked; of a claim, its content.
    #[schemars(length(min = 1))]
    pub(super) content: Vec<Part<'a>>,
    /// Of a claim.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) source: Vec<Part<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) holder: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source_kind: Option<SourceKind>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cues: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) certainty: Option<Certainty>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) certainty_by: Option<CertaintyBy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) polarity: Option<Polarity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) quote: Option<Quote>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) parent: Option<&'a str>,
    #[serde(flatten)]
    pub(super) review: Review,
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) extra: Extra,
}

/// Words that were marked, and what stood right before and behind them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Part<'a> {
    #[schemars(length(min = 1))]
    pub(super) text: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
}

/// Something that names of the text are of.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Cluster<'a> {
    /// Unlike that of any other cluster of the document. It may be another when names change.
    pub(super) id: &'a str,
    /// What an index would show.
    pub(super) name: &'a str,
    /// What most of its mentions are labelled.
    #[schemars(schema_with = "label")]
    pub(super) label: Label,
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) extra: Extra,
}

named! {
    /// What offsets count: Unicode code points, UTF-16 code units, or bytes of UTF-8.
    OffsetUnit {
        Codepoint = "codepoint",
        Utf16 = "utf16",
        Byte = "byte",
    }
}

impl OffsetUnit {
    pub(super) const fn of(unit: Unit) -> Self {
        match unit {
            Unit::CodePoint => Self::Codepoint,
            Unit::Utf16 => Self::Utf16,
            Unit::Byte => Self::Byte,
        }
    }

    pub(super) const fn unit(self) -> Unit {
        match self {
            Self::Codepoint => Unit::CodePoint,
            Self::Utf16 => Unit::Utf16,
            Self::Byte => Unit::Byte,
        }
    }
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Engine<'a> {
    pub(super) name: &'a str,
    pub(super) version: &'a str,
    /// The weights or rules that it ran with.
    pub(super) model: &'a str,
}

/// A part of the text.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Stretch {
    pub(super) start: u32,
    pub(super) end: u32,
}

/// What a part of a pasted page is.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Zone {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) zone: ZoneName,
}

named! {
    /// `residue` is what a page holds beside the article: credits, teasers, notices.
    ZoneName {
        Headline = "headline",
        Body = "body",
        Residue = "residue",
    }
}

impl ZoneName {
    pub(super) const fn of(kind: ZoneKind) -> Self {
        match kind {
            ZoneKind::Headline => Self::Headline,
            ZoneKind::Body => Self::Body,
            ZoneKind::Residue => Self::Residue,
        }
    }

    pub(super) const fn kind(self) -> ZoneKind {
        match self {
            Self::Headline => ZoneKind::Headline,
            Self::Body => ZoneKind::Body,
            Self::Residue => ZoneKind::Residue,
        }
    }
}

/// A part of the text with its words, so that offsets can be checked.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct Quoted<'a> {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The text from `start` to `end`.
    #[schemars(length(min = 1))]
    pub(super) text: &'a str,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Entity<'a> {
    /// Unlike that of any other mark of the document.
    pub(super) id: &'a str,
    #[serde(flatten)]
    pub(super) span: Quoted<'a>,
    #[schemars(schema_with = "label")]
    pub(super) label: Label,
    /// The id of what it is a name of; left out for values, and where nobody has linked it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cluster: Option<&'a str>,
    #[serde(flatten)]
    pub(super) review: Review,
    /// The steps that led to it; left out where nothing is known of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) why: Vec<Why<'a>>,
    #[serde(flatten)]
    pub(super) record: Record<'a>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Cue<'a> {
    /// Unlike that of any other mark of the document.
    pub(super) id: &'a str,
    #[serde(flatten)]
    pub(super) span: Quoted<'a>,
    pub(super) r#type: CueType,
    #[serde(flatten)]
    pub(super) review: Review,
    /// The steps that led to it; left out where nothing is known of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) why: Vec<Why<'a>>,
    #[serde(flatten)]
    pub(super) record: Record<'a>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) extra: Extra,
}

#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Claim<'a> {
    /// Unlike that of any other mark of the document.
    pub(super) id: &'a str,
    /// What is claimed; several parts where a source interrupts it.
    #[schemars(length(min = 1))]
    pub(super) content: Vec<Quoted<'a>>,
    /// Who says it; empty where the author speaks.
    pub(super) source: Vec<Quoted<'a>>,
    /// The name behind the source, in full: also where it is a pronoun or a description.
    pub(super) holder: Option<&'a str>,
    /// What the source is; left out where nobody said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source_kind: Option<SourceKind>,
    /// The ids of the cues that bear on it.
    pub(super) cues: Vec<&'a str>,
    /// How sure the source presents it.
    pub(super) certainty: Certainty,
    /// `person` where a person said so whatever its cues are; left out where the scheme's rules
    /// did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) certainty_by: Option<CertaintyBy>,
    /// The same as a number, from -3 (denied) to 3.
    #[schemars(range(min = -3, max = 3))]
    pub(super) certainty_score: i8,
    /// `negative` where the content itself is negated.
    pub(super) polarity: Polarity,
    /// How far the content is in the source's own words.
    pub(super) quote: Quote,
    /// The id of the claim that this one stands in.
    pub(super) parent: Option<&'a str>,
    /// The steps that led to the certainty, in order.
    pub(super) why: Vec<Why<'a>>,
    #[serde(flatten)]
    pub(super) review: Review,
    #[serde(flatten)]
    pub(super) record: Record<'a>,
    #[serde(flatten)]
    #[schemars(skip)]
    pub(super) extra: Extra,
}

/// One step: the rule that acted, the cue it acted on, and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Why<'a> {
    pub(super) rule: &'a str,
    /// A cue's id; left out where the rule acted on none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cue: Option<&'a str>,
    pub(super) effect: &'a str,
}

/// Who made a mark, and what a person made of it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Review {
    pub(super) origin: Origin,
    /// Rejected marks stay in the file, so that decisions are not lost.
    pub(super) status: Status,
    /// How sure the engine was; null where no engine was asked.
    #[schemars(range(min = 0, max = 1))]
    pub(super) confidence: Option<f32>,
}

impl Review {
    pub(super) const fn of(mark: &Mark) -> Self {
        Self {
            origin: mark.origin,
            status: mark.status,
            confidence: mark.confidence,
        }
    }
}

/// Any word is a label; the scheme's are named.
fn label(_: &mut SchemaGenerator) -> Schema {
    let scheme: Vec<&str> = Known::ALL.iter().map(|label| label.as_str()).collect();
    json_schema!({
        "description": "A label of the scheme (the examples), or one of the project's own.",
        "type": "string",
        "examples": scheme,
        "pattern": "^\\S(.*\\S)?$",
        "maxLength": 64,
    })
}

/// Who decided and when, and what it was before; left out where nobody knows.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct Record<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) annotator: Option<&'a str>,
    /// When it was decided, in universal time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) at: Option<String>,
    /// What the engine had said before a person decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) engine_said: Option<Said<'a>>,
    /// What the person made of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) decision: Option<Outcome>,
    /// What a person noted on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<String>,
    /// `unsure` where it is to be discussed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) flag: Option<String>,
}

/// What the engine had said; of `label`, `type` and `certainty` that which such marks have.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct Said<'a> {
    /// Of the text as it is now; left out where the text was edited meanwhile.
    #[serde(flatten)]
    pub(super) span: Option<Quoted<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) label: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) r#type: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) certainty: Option<&'a str>,
    pub(super) confidence: Option<f32>,
    /// Of the engine, and of its weights.
    pub(super) version: &'a str,
    pub(super) model: &'a str,
}

/// The JSON Schema (2020-12) of what is written.
pub fn schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings
        .into_generator()
        .into_root_schema_for::<Document<'_>>();
    schema.insert("$id".into(), "hedgerow-1.json".into());
    schema.to_value()
}
