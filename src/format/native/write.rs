//! From a document to its file.

use super::orphans;
use super::wire::{
    Claim, Cluster, Cue, Document as File, Engine, Entity, Extra, FORMAT, Meta, OffsetUnit, Quoted,
    Record, Review, Said, Stretch, VERSION, Why, Zone, ZoneName,
};
use crate::annotation::{Body, CertaintyBy, Document, Id, Kind, Mark};
use crate::text::{Span, Unit};
use sha2::{Digest, Sha256};

/// Why a document was not written.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
}

#[derive(Debug)]
enum ErrorKind {
    Span { mark: Id, span: Span },
    Offset { mark: String, start: u32, end: u32 },
    Extra { place: String },
    Json(serde_json::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.kind {
            ErrorKind::Span { mark, span } => {
                let (start, end) = (span.start, span.end);
                write!(
                    f,
                    "mark {mark}: bytes {start}..{end} are no stretch of the text"
                )
            }
            ErrorKind::Offset { mark, start, end } => {
                write!(f, "mark {mark}: the text at {start}..{end} is not its text")
            }
            ErrorKind::Extra { place } => write!(f, "{place}: its further fields are no object"),
            ErrorKind::Json(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self { kind }
    }
}

/// The document as one line of JSON, without a line end, with offsets in `unit`.
///
/// Every span is cut from the text anew, in that unit, and compared with its words; where one
/// differs nothing is written.
pub fn write(document: &Document, unit: Unit) -> Result<String, Error> {
    let file = file(document, unit)?;
    check(&file)?;
    serde_json::to_string(&file).map_err(|error| ErrorKind::Json(error).into())
}

fn file(document: &Document, unit: Unit) -> Result<File<'_>, Error> {
    let source = document.source();
    let offset = |byte| source.offsets().from_byte(byte, unit);
    let mut file = File {
        format: FORMAT,
        version: VERSION,
        id: &document.id,
        title: document.title.as_deref(),
        text: source.text(),
        offset_unit: OffsetUnit::of(unit),
        sha256: sha256(source.text()),
        engine: document.engine.as_ref().map(|engine| Engine {
            name: &engine.name,
            version: &engine.version,
            model: &engine.model,
        }),
        state: document.about.state,
        meta: meta(document)?,
        note: Some(document.about.note.as_str()).filter(|note| !note.is_empty()),
        annotators: annotators(document),
        sentences: Vec::new(),
        zones: Vec::new(),
        entities: Vec::new(),
        cues: Vec::new(),
        claims: Vec::new(),
        clusters: Vec::new(),
        orphans: Vec::new(),
        extra: extra(&document.extra, "document")?,
    };
    let stretches = document.sentences().iter();
    file.sentences.extend(stretches.map(|span| Stretch {
        start: offset(span.start),
        end: offset(span.end),
    }));
    file.zones.extend(document.zones().iter().map(|zone| Zone {
        start: offset(zone.span.start),
        end: offset(zone.span.end),
        zone: ZoneName::of(zone.kind),
    }));
    for mark in document.marks() {
        push(&mut file, document, mark, unit)?;
    }
    for orphan in document.orphans() {
        let extra = extra(&orphan.mark.extra, &orphan.mark.id.0)?;
        file.orphans.push(orphans::write(orphan, extra));
    }
    for cluster in document.clusters() {
        file.clusters.push(Cluster {
            id: &cluster.id.0,
            name: &cluster.name,
            label: cluster.label,
            extra: extra(&cluster.extra, &cluster.id.0)?,
        });
    }
    Ok(file)
}

fn meta(document: &Document) -> Result<Option<Meta<'_>>, Error> {
    let about = &document.about.meta;
    let meta = Meta {
        url: &about.url,
        date: &about.date,
        licence: &about.licence,
        extra: extra(&about.extra, "meta")?,
    };
    Ok((*about != Default::default()).then_some(meta))
}

/// Those who are said to have worked on a document, then the others who decided on its marks.
fn annotators(document: &Document) -> Vec<&str> {
    let said = document.about.annotators.iter();
    let decided = document.traces();
    let decided = decided.filter_map(|(_, trace)| trace.annotator.as_ref());
    let mut annotators: Vec<&str> = Vec::new();
    for name in said.chain(decided) {
        if !annotators.contains(&name.as_str()) {
            annotators.push(name);
        }
    }
    annotators
}

fn push<'a>(
    file: &mut File<'a>,
    document: &'a Document,
    mark: &'a Mark,
    unit: Unit,
) -> Result<(), Error> {
    let source = document.source();
    let quoted = |span: &Span| {
        let text = source.get(*span).ok_or_else(|| ErrorKind::Span {
            mark: mark.id.clone(),
            span: *span,
        })?;
        Ok::<_, Error>(Quoted {
            start: source.offsets().from_byte(span.start, unit),
            end: source.offsets().from_byte(span.end, unit),
            text,
        })
    };
    let all = |spans: &[Span]| spans.iter().map(quoted).collect::<Result<Vec<_>, _>>();
    let id: &str = &mark.id.0;
    let review = Review::of(mark);
    let why = mark.why.iter().map(|why| Why {
        rule: &why.rule,
        cue: why.cue.as_ref().map(|cue| &*cue.0),
        effect: &why.effect,
    });
    let why = why.collect();
    let mut extra = extra(&mark.extra, id)?;
    let record = record(document, mark, unit, &mut extra);
    match &mark.body {
        Body::Entity { span, label } => file.entities.push(Entity {
            id,
            span: quoted(span)?,
            label: *label,
            cluster: (document.cluster_of(&mark.id))
                .and_then(|at| document.clusters().get(at))
                .map(|cluster| &*cluster.id.0),
            review,
            why,
            record,
            extra,
        }),
        Body::Cue { span, kind } => file.cues.push(Cue {
            id,
            span: quoted(span)?,
            r#type: *kind,
            review,
            why,
            record,
            extra,
        }),
        Body::Claim(claim) => file.claims.push(Claim {
            id,
            content: all(&claim.content)?,
            source: all(&claim.source)?,
            holder: claim.holder.as_deref(),
            source_kind: claim.source_kind,
            cues: claim.cues.iter().map(|cue| &*cue.0).collect(),
            certainty: claim.certainty,
            certainty_by: Some(claim.certainty_by).filter(|by| *by != CertaintyBy::Rules),
            certainty_score: claim.certainty.score(),
            polarity: claim.polarity,
            quote: claim.quote,
            parent: claim.parent.as_ref().map(|parent| &*parent.0),
            why,
            review,
            record,
            extra,
        }),
    }
    Ok(())
}

/// What is known of a decision on a mark, in the place of what stands under the same names in
/// its further fields.
fn record<'a>(document: &'a Document, mark: &'a Mark, unit: Unit, extra: &mut Extra) -> Record<'a> {
    let mut text = |name: &str| {
        let text = extra.get(name)?.as_str()?.to_owned();
        extra.shift_remove(name);
        Some(text)
    };
    let record = Record {
        note: text("note"),
        flag: text("flag"),
        ..Record::default()
    };
    let Some(trace) = document.trace(&mark.id) else {
        return record;
    };
    let source = document.source();
    let record = Record {
        annotator: trace.annotator.as_deref(),
        at: trace.at.map(|at| at.to_string()),
        decision: document.outcome(mark),
        engine_said: trace.said.as_ref().map(|said| {
            let what = Some(said.what.as_str());
            let span = said.span(mark.span());
            let span = span.and_then(|span| {
                Some(Quoted {
                    text: source.get(span)?,
                    start: source.offsets().from_byte(span.start, unit),
                    end: source.offsets().from_byte(span.end, unit),
                })
            });
            let of = |kind| what.filter(|_| mark.kind() == kind);
            Said {
                span,
                label: of(Kind::Entity),
                r#type: of(Kind::Cue),
                certainty: of(Kind::Claim),
                confidence: said.confidence,
                version: &said.version,
                model: &said.model,
            }
        }),
        ..record
    };
    let written = [
        ("annotator", record.annotator.is_some()),
        ("at", record.at.is_some()),
        ("engine_said", record.engine_said.is_some()),
        ("decision", record.decision.is_some()),
    ];
    for (name, is_written) in written {
        if is_written {
            extra.shift_remove(name);
        }
    }
    record
}

fn extra(json: &str, place: &str) -> Result<Extra, Error> {
    if json.is_empty() {
        return Ok(Extra::new());
    }
    serde_json::from_str(json).map_err(|_| {
        let place = place.to_owned();
        ErrorKind::Extra { place }.into()
    })
}

pub(super) fn sha256(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = String::with_capacity(64);
    for byte in Sha256::digest(text) {
        out.push(DIGITS[usize::from(byte >> 4)].into());
        out.push(DIGITS[usize::from(byte & 15)].into());
    }
    out
}

/// Reads the offsets of the file as any other program would: by counting through its text. The
/// document's own offset map has no part in it.
fn check(file: &File<'_>) -> Result<(), Error> {
    let spans = file.entities.iter().map(|entity| (entity.id, &entity.span));
    let spans = spans.chain(file.cues.iter().map(|cue| (cue.id, &cue.span)));
    let records = (file
        .entities
        .iter()
        .map(|entity| (entity.id, &entity.record)))
    .chain(file.cues.iter().map(|cue| (cue.id, &cue.record)))
    .chain(file.claims.iter().map(|claim| (claim.id, &claim.record)));
    let said =
        records.filter_map(|(id, record)| Some((id, record.engine_said.as_ref()?.span.as_ref()?)));
    let spans = spans.chain(said);
    let claims = file.claims.iter().flat_map(|claim| {
        let spans = claim.content.iter().chain(&claim.source);
        spans.map(|span| (claim.id, span))
    });
    let spans: Vec<(&str, &Quoted<'_>)> = spans.chain(claims).collect();
    let mut offsets: Vec<u32> = spans.iter().flat_map(|(_, s)| [s.start, s.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();

    let size = |c: char| match file.offset_unit {
        OffsetUnit::Codepoint => 1,
        OffsetUnit::Utf16 => c.len_utf16() as u32,
        OffsetUnit::Byte => c.len_utf8() as u32,
    };
    let mut bytes: Vec<Option<usize>> = Vec::with_capacity(offsets.len());
    let mut chars = file.text.chars();
    let mut counted = 0;
    for &offset in &offsets {
        while counted < offset {
            let Some(c) = chars.next() else { break };
            counted += size(c);
        }
        let here = file.text.len() - chars.as_str().len();
        bytes.push((counted == offset).then_some(here));
    }
    let byte = |offset: u32| bytes[offsets.binary_search(&offset).ok()?];
    let cut = |span: &Quoted<'_>| file.text.get(byte(span.start)?..byte(span.end)?);
    match spans.iter().find(|(_, span)| cut(span) != Some(span.text)) {
        Some((mark, span)) => Err(ErrorKind::Offset {
            mark: (*mark).to_owned(),
            start: span.start,
            end: span.end,
        }
        .into()),
        None => Ok(()),
    }
}
