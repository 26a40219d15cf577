//! From a file to a document, as far as the file can be understood.
//!
//! What cannot be understood is a problem that names its place; the rest is read all the same.

use super::fields::{Fields, Problems, expected};
use super::place::Spans;
use super::wire::{FORMAT, OffsetUnit, Review, VERSION, ZoneName};
use super::write::sha256;
use crate::annotation::{
    About, Body, CertaintyBy, ClaimBody, Cluster, Document, Edit, EngineInfo, Exchange, Id, Kind,
    Label, Mark, Meta, Origin, Outcome, Said, State, Status, Trace, When, Why,
};
use crate::extract::{Certainty, CueType, Polarity, Quote, SourceKind};
use crate::format::Problem;
use crate::text::{Source, Span, Zone};
use serde::de::IgnoredAny;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What could be read of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// None where the file is no JSON object with a text.
    pub document: Option<Document>,
    /// What could not be read, or not as it stands.
    pub problems: Vec<Problem>,
}

/// Reads one document, written by us or by another program.
///
/// Offsets may be in any unit; `text` of a span is compared with what stands there. A mark that
/// stands elsewhere, and only there, is moved; that is a problem as well. Nothing but the text
/// must be there: a mark without an origin is imported, one without a status accepted.
pub fn read(json: &str) -> Reading {
    let mut problems = Problems::default();
    let document = match serde_json::from_str(json.trim_start_matches('\u{feff}')) {
        Ok(value) => document(value, &mut problems),
        Err(error) => {
            let (line, column) = (error.line(), error.column());
            let place = match line {
                1 => format!("column {column}"),
                line => format!("line {line} column {column}"),
            };
            let reason = error.to_string();
            let known = format!(" at line {line} column {column}");
            let reason = reason.strip_suffix(&known).unwrap_or(&reason);
            problems.add(place, format!("no JSON: {reason}"));
            None
        }
    };
    Reading {
        document,
        problems: problems.0,
    }
}

/// Reads a file that holds one document, or one on each line. Problems in lines name the line.
pub fn read_all(file: &str) -> Vec<Reading> {
    let lines = || {
        let lines = file.lines().enumerate();
        lines.filter(|(_, line)| !line.trim().is_empty())
    };
    let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
    let is_object = |line: &str| line.trim_start().starts_with('{') && is_json(line);
    let is_one = is_json(file.trim_start_matches('\u{feff}'));
    if is_one || lines().nth(1).is_none() || !lines().any(|(_, line)| is_object(line)) {
        return vec![read(file)];
    }
    lines()
        .map(|(index, line)| {
            let mut reading = read(line);
            for problem in &mut reading.problems {
                problem.place = format!("line {}: {}", index + 1, problem.place);
            }
            reading
        })
        .collect()
}

fn document(value: Value, problems: &mut Problems) -> Option<Document> {
    let mut fields = Fields::new(value, String::new(), problems)?;
    let Some(text) = fields.string("text", problems) else {
        if problems.0.is_empty() {
            problems.add("text", "there is no text");
        }
        return None;
    };
    let source = Source::new(text);
    let text = source.text();
    for (name, ours) in [("format", Value::from(FORMAT)), ("version", VERSION.into())] {
        if let Some(theirs) = fields.take(name).filter(|theirs| *theirs != ours) {
            let message = format!(
                "{}; read as if it were",
                expected(&ours.to_string(), &theirs)
            );
            problems.add(name, message);
        }
    }
    if let Some(sum) = fields.string("sha256", problems)
        && !sum.eq_ignore_ascii_case(&sha256(text))
    {
        problems.add("sha256", "the text is not the one that was written");
    }
    let unit = fields.word("offset_unit", OffsetUnit::parse, problems);
    let unit = unit.map(OffsetUnit::unit).unwrap_or_default();

    let number_or_string = |value: &Value| match value {
        Value::Number(number) => Some(number.to_string()),
        value => value.as_str().map(str::to_owned),
    };
    let id = fields.read("id", "a string", number_or_string, problems);
    let title = fields.string("title", problems);
    let engine = fields
        .take("engine")
        .and_then(|value| Fields::new(value, "engine".into(), problems))
        .map(|mut fields| {
            let mut string = |name| fields.string(name, problems).unwrap_or_default();
            EngineInfo {
                name: string("name"),
                version: string("version"),
                model: string("model"),
            }
        });

    let about = About {
        state: fields.word("state", State::parse, problems),
        meta: (fields.take("meta"))
            .and_then(|value| Fields::new(value, "meta".into(), problems))
            .map(|mut meta| Meta {
                url: meta.string("url", problems).unwrap_or_default(),
                date: meta.string("date", problems).unwrap_or_default(),
                licence: meta.string("licence", problems).unwrap_or_default(),
                extra: meta.into_extra(),
            })
            .unwrap_or_default(),
        note: fields.string("note", problems).unwrap_or_default(),
        annotators: (fields.list("annotators", problems).into_iter())
            .filter_map(|(_, name)| name.as_str().map(str::to_owned))
            .collect(),
    };

    let lists = [
        "sentences",
        "zones",
        "entities",
        "cues",
        "claims",
        "clusters",
        "orphans",
    ];
    let [sentences, zones, entities, cues, claims, clusters, orphans] =
        lists.map(|name| fields.objects(name, problems));
    let mut spans = Spans::new(&source, unit);
    let marked = [&entities, &cues, &claims].into_iter().flatten();
    spans.settle_unit(marked.map(Fields::raw), problems);

    let sentences = sentences.into_iter();
    let sentences = sentences.filter_map(|mut fields| spans.read(&mut fields, problems));
    let sentences = sentences.collect();
    let zones = zones.into_iter().filter_map(|mut fields| {
        let span = spans.read(&mut fields, problems)?;
        let kind = fields.word("zone", ZoneName::parse, problems)?.kind();
        Some(Zone { span, kind })
    });
    let mut edits = vec![Edit::Layers {
        zones: Exchange {
            removed: Vec::new(),
            added: zones.collect(),
        },
        sentences: Exchange {
            removed: Vec::new(),
            added: sentences,
        },
    }];
    let mut reader = Reader {
        spans,
        drafts: Vec::new(),
    };
    for (kind, list) in [
        (Kind::Entity, entities),
        (Kind::Cue, cues),
        (Kind::Claim, claims),
    ] {
        for fields in list {
            reader.mark(kind, fields, problems);
        }
    }
    let mut drafts = reader.drafts;
    name(&mut drafts, problems);
    link(&mut drafts, problems);
    let links: BTreeMap<Id, Id> = (drafts.iter_mut())
        .filter_map(|draft| Some((draft.mark.id.clone(), draft.cluster.take()?)))
        .collect();
    let traces: Vec<(Id, Trace)> = (drafts.iter_mut())
        .filter_map(|draft| Some((draft.mark.id.clone(), draft.trace.take()?)))
        .collect();
    edits.extend(drafts.into_iter().map(|draft| Edit::Insert(draft.mark)));

    let mut document = Document::new(id.unwrap_or_default(), source.clone());
    document.title = title;
    document.engine = engine;
    document.about = about;
    document.extra = fields.into_extra();
    if let Err(error) = document.apply(Edit::Batch(edits)) {
        problems.add("document", format!("the marks were left out: {error}"));
    }
    for (id, trace) in traces {
        document.set_trace(&id, Some(trace));
    }
    let orphans = orphans.into_iter();
    let orphans = orphans.filter_map(|fields| super::orphans::orphan(fields, problems));
    document.set_orphans(orphans.collect());
    let clusters = self::clusters(clusters, &document, &links, problems);
    document.set_clusters(clusters);
    Some(document)
}

/// The clusters that a file lists, and those that only its entities name, with their mentions.
fn clusters(
    listed: Vec<Fields>,
    document: &Document,
    links: &BTreeMap<Id, Id>,
    problems: &mut Problems,
) -> Vec<Cluster> {
    let mut clusters: Vec<Cluster> = Vec::new();
    let mut places: BTreeMap<Id, usize> = BTreeMap::new();
    let mut mentions: BTreeMap<&Id, Vec<&Mark>> = BTreeMap::new();
    for mark in document.marks() {
        if let Some(cluster) = links.get(&mark.id) {
            mentions.entry(cluster).or_default().push(mark);
        }
    }
    let first = |id: &Id| match &mentions.get(id)?.first()?.body {
        Body::Entity { span, label } => Some((document.source().get(*span)?, *label)),
        Body::Cue { .. } | Body::Claim(_) => None,
    };
    for mut fields in listed {
        let Some(id) = fields.string("id", problems).map(|id| Id(id.into())) else {
            problems.add(fields.own_place(), "the cluster has no id and was left out");
            continue;
        };
        if places.contains_key(&id) {
            let message = format!("{:?} is taken; the cluster was left out", id.0);
            problems.add(fields.place("id"), message);
            continue;
        }
        let name = fields.string("name", problems);
        let label = fields.word("label", Label::parse, problems);
        let first = first(&id);
        let Some(label) = label.or(first.map(|(_, label)| label)) else {
            problems.add(
                fields.own_place(),
                "nothing says what it is; it was left out",
            );
            continue;
        };
        let text = first.map(|(text, _)| text.to_owned());
        places.insert(id.clone(), clusters.len());
        clusters.push(Cluster {
            id,
            name: name.or(text).unwrap_or_default(),
            label,
            mentions: Vec::new(),
            extra: fields.into_extra(),
        });
    }
    for mark in document.marks() {
        let Some(id) = links.get(&mark.id) else {
            continue;
        };
        let place = match places.get(id) {
            Some(place) => *place,
            None => {
                let Some((text, label)) = first(id) else {
                    continue;
                };
                places.insert(id.clone(), clusters.len());
                clusters.push(Cluster {
                    id: id.clone(),
                    name: text.to_owned(),
                    label,
                    mentions: Vec::new(),
                    extra: String::new(),
                });
                clusters.len() - 1
            }
        };
        clusters[place].mentions.push(mark.id.clone());
    }
    clusters
}

/// A mark that is read, whose links are not checked yet.
struct Draft {
    /// Its path in the file.
    place: String,
    mark: Mark,
    /// The cluster that an entity says it is of.
    cluster: Option<Id>,
    trace: Option<Trace>,
}

struct Reader<'a> {
    spans: Spans<'a>,
    drafts: Vec<Draft>,
}

impl Reader<'_> {
    fn mark(&mut self, kind: Kind, mut fields: Fields, problems: &mut Problems) {
        let (content, source) = match kind {
            Kind::Entity | Kind::Cue => match self.spans.read(&mut fields, problems) {
                Some(span) => (vec![span], Vec::new()),
                None => return,
            },
            Kind::Claim => {
                let mut list = |name| self.spans.list(&mut fields, name, problems);
                (list("content"), list("source"))
            }
        };
        let Some(body) = body(kind, &mut fields, content, source, problems) else {
            return;
        };
        // An empty id is replaced by one of our own.
        let id = fields.string("id", problems).unwrap_or_default();
        let review = review(&mut fields, problems);
        let mark = Mark {
            id: Id(id.into()),
            body,
            origin: review.origin,
            status: review.status,
            confidence: review.confidence,
            why: why(&mut fields, problems),
            extra: String::new(),
        };
        let place = fields.own_place().to_owned();
        let cluster = match kind {
            Kind::Entity => fields.string("cluster", problems),
            Kind::Cue | Kind::Claim => None,
        };
        let trace = self.trace(&mark, &mut fields);
        let extra = fields.into_extra();
        self.drafts.push(Draft {
            place,
            trace,
            cluster: cluster.map(|id| Id(id.into())),
            mark: Mark { extra, ..mark },
        });
    }

    /// What is known of the decision on a mark. What is not written as we write it is left where
    /// it is.
    fn trace(&mut self, mark: &Mark, fields: &mut Fields) -> Option<Trace> {
        let annotator = fields.take_if("annotator", |value| value.as_str().map(str::to_owned));
        let at = fields.take_if("at", |value| When::parse(value.as_str()?));
        let said = fields.take_if("engine_said", |value| self.said(mark, value));
        let trace = Trace {
            annotator,
            at,
            said,
        };
        if trace == Trace::default() {
            return None;
        }
        // It follows from the others.
        fields.take_if("decision", |value| Outcome::parse(value.as_str()?));
        Some(trace)
    }

    fn said(&self, mark: &Mark, value: &Value) -> Option<Said> {
        let name = match mark.kind() {
            Kind::Entity => "label",
            Kind::Cue => "type",
            Kind::Claim => "certainty",
        };
        let text = |name: &str| value.get(name).and_then(Value::as_str);
        let word = |name: &str| text(name).unwrap_or_default().to_owned();
        let offset = |name: &str| u32::try_from(value.get(name)?.as_u64()?).ok();
        let said = Said {
            what: text(name)?.to_owned(),
            start: 0,
            end: 0,
            confidence: value
                .get("confidence")
                .and_then(Value::as_f64)
                .map(|sure| sure as f32),
            version: word("version"),
            model: word("model"),
        };
        // Without a place it was said of the same words.
        let span = match offset("start").zip(offset("end")) {
            Some((start, end)) => self.spans.stretch(start, end)?,
            None => mark.span(),
        };
        Some(said.seen_from(span, mark.span()))
    }
}

/// Who made a mark, and what a person made of it. What others made stands as it is.
pub(super) fn review(fields: &mut Fields, problems: &mut Problems) -> Review {
    let origin = fields.word("origin", Origin::parse, problems);
    let status = fields.word("status", Status::parse, problems);
    let number = |value: &Value| {
        let number = value.as_f64()? as f32;
        (0.0..=1.0).contains(&number).then_some(number)
    };
    Review {
        origin: origin.unwrap_or(Origin::Imported),
        status: status.unwrap_or(Status::Accepted),
        confidence: fields.read("confidence", "a number between 0 and 1", number, problems),
    }
}

/// What a mark of these stretches says.
pub(super) fn body(
    kind: Kind,
    fields: &mut Fields,
    content: Vec<Span>,
    source: Vec<Span>,
    problems: &mut Problems,
) -> Option<Body> {
    let Some(span) = content.first().copied() else {
        let message = format!("the {kind} has no content and was left out");
        problems.add(fields.place("content"), message);
        return None;
    };
    Some(match kind {
        Kind::Entity => Body::Entity {
            span,
            label: required(fields, "label", Label::parse, problems)?,
        },
        Kind::Cue => Body::Cue {
            span,
            kind: required(fields, "type", CueType::parse, problems)?,
        },
        Kind::Claim => Body::Claim(claim(fields, content, source, problems)?),
    })
}

fn claim(
    fields: &mut Fields,
    content: Vec<Span>,
    source: Vec<Span>,
    problems: &mut Problems,
) -> Option<ClaimBody> {
    let certainty = required(fields, "certainty", Certainty::parse, problems)?;
    let score = fields.take("certainty_score");
    let own_score = Value::from(certainty.score());
    if let Some(score) = score.filter(|score| *score != own_score) {
        let expected = expected(&format!("{own_score} for {certainty}"), &score);
        problems.add(fields.place("certainty_score"), expected);
    }
    let cues = fields.list("cues", problems);
    let cues = cues.into_iter().filter_map(|(place, value)| {
        let id = value.as_str().map(Id::from);
        if id.is_none() {
            problems.add(place, expected("the id of a cue", &value));
        }
        id
    });
    let cues = cues.collect();
    Some(ClaimBody {
        content,
        source,
        cues,
        certainty,
        certainty_by: fields
            .word("certainty_by", CertaintyBy::parse, problems)
            .unwrap_or_default(),
        holder: fields.string("holder", problems),
        source_kind: fields.word("source_kind", SourceKind::parse, problems),
        polarity: fields
            .word("polarity", Polarity::parse, problems)
            .unwrap_or(Polarity::Positive),
        quote: fields
            .word("quote", Quote::parse, problems)
            .unwrap_or(Quote::None),
        parent: fields.string("parent", problems).map(|id| Id(id.into())),
    })
}

/// A word without which a mark means nothing.
fn required<T>(
    fields: &mut Fields,
    name: &str,
    parse: impl FnOnce(&str) -> Option<T>,
    problems: &mut Problems,
) -> Option<T> {
    let before = problems.0.len();
    let word = fields.word(name, parse, problems);
    if word.is_none() {
        if problems.0.len() == before {
            problems.add(fields.place(name), format!("there is no {name}"));
        }
        problems.add(fields.own_place(), "the mark was left out");
    }
    word
}

fn why(fields: &mut Fields, problems: &mut Problems) -> Vec<Why> {
    let steps = fields.objects("why", problems);
    let steps = steps.into_iter().map(|mut step| Why {
        rule: step.string("rule", problems).unwrap_or_default().into(),
        cue: step.string("cue", problems).map(|cue| Id(cue.into())),
        effect: step.string("effect", problems).unwrap_or_default().into(),
    });
    steps.collect()
}

/// Gives an id of our own to marks that have none, or one that was there before. It is none that
/// a link names either: that would then lead to the wrong mark.
fn name(drafts: &mut [Draft], problems: &mut Problems) {
    let marks = drafts.iter().map(|draft| &draft.mark);
    let mut taken: BTreeSet<Id> = marks
        .flat_map(|mark| {
            let why = mark.why.iter().filter_map(|why| why.cue.as_ref());
            mark.names().chain(why).chain([&mark.id])
        })
        .cloned()
        .collect();
    let mut seen = BTreeSet::new();
    let mut numbers: BTreeMap<Kind, u32> = BTreeMap::new();
    for draft in drafts {
        let kind = draft.mark.kind();
        let id = &mut draft.mark.id;
        if !id.0.is_empty() && seen.insert(id.clone()) {
            continue;
        }
        let number = numbers.entry(kind).or_default();
        let new = loop {
            *number += 1;
            let new = Id::numbered(kind, *number);
            if taken.insert(new.clone()) {
                break new;
            }
        };
        if !id.0.is_empty() {
            let message = format!("{:?} is taken; the mark was named {:?}", id.0, new.0);
            problems.add(format!("{}.id", draft.place), message);
        }
        seen.insert(new.clone());
        *id = new;
    }
}

/// Leaves out links to what is not there, and those that close a ring.
fn link(drafts: &mut [Draft], problems: &mut Problems) {
    let of_kind = |kind| {
        let drafts = drafts.iter().filter(move |draft| draft.mark.kind() == kind);
        drafts
            .map(|draft| draft.mark.id.clone())
            .collect::<BTreeSet<Id>>()
    };
    let (cues, claims) = (of_kind(Kind::Cue), of_kind(Kind::Claim));
    let rings = rings(drafts);
    for Draft { place, mark, .. } in drafts {
        for (index, why) in mark.why.iter_mut().enumerate() {
            if let Some(cue) = why.cue.take_if(|cue| !cues.contains(cue)) {
                let message = format!("there is no cue {:?}", cue.0);
                problems.add(format!("{place}.why[{index}].cue"), message);
            }
        }
        let Body::Claim(claim) = &mut mark.body else {
            continue;
        };
        let mut named = BTreeSet::new();
        claim.cues.retain(|cue| {
            let (known, new) = (cues.contains(cue), named.insert(cue.clone()));
            if !known {
                problems.add(
                    format!("{place}.cues"),
                    format!("there is no cue {:?}", cue.0),
                );
            } else if !new {
                problems.add(format!("{place}.cues"), format!("{:?} stands twice", cue.0));
            }
            known && new
        });
        claim.parent.take_if(|parent| {
            let message = if !claims.contains(parent) {
                format!("there is no claim {:?}", parent.0)
            } else if rings.contains(&mark.id) {
                "the claim would stand in itself".to_owned()
            } else {
                return false;
            };
            problems.add(format!("{place}.parent"), message);
            true
        });
    }
}

/// The claims whose parents lead back to them: of each ring the last, as seen from the first of
/// its claims in the file.
fn rings(drafts: &[Draft]) -> BTreeSet<Id> {
    let parent = |draft: &Draft| match &draft.mark.body {
        Body::Claim(claim) => Some((draft.mark.id.clone(), claim.parent.clone()?)),
        Body::Entity { .. } | Body::Cue { .. } => None,
    };
    let parents: BTreeMap<Id, Id> = drafts.iter().filter_map(parent).collect();
    let mut rings = BTreeSet::new();
    // From which claim each was first walked over.
    let mut walked: BTreeMap<&Id, &Id> = BTreeMap::new();
    for draft in drafts {
        let from = &draft.mark.id;
        let mut here = from;
        while let Some((id, parent)) = parents.get_key_value(here) {
            match walked.get(id) {
                Some(_) => break,
                None => walked.insert(id, from),
            };
            if walked.get(parent) == Some(&from) {
                rings.insert(id.clone());
                break;
            }
            here = parent;
        }
    }
    rings
}
