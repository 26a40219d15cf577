//! Where a file says that something stands, and where it really does.

use super::fields::{Fields, Problems};
use super::wire::OffsetUnit;
use crate::text::{Source, Span, Unit};
use serde_json::Value;

/// How much text may be searched for marks that are not where their file says, in bytes, before
/// the rest of them is left out: a limit for files that belong to another text.
const SEARCH: usize = 256 << 20;

pub(super) struct Spans<'a> {
    source: &'a Source,
    unit: Unit,
    searched: usize,
}

impl<'a> Spans<'a> {
    pub(super) fn new(source: &'a Source, unit: Unit) -> Self {
        Self {
            source,
            unit,
            searched: 0,
        }
    }

    /// Takes another unit than the file names, where that fits every mark and its own does not:
    /// the most common fault of files that other programs write.
    pub(super) fn settle_unit<'v>(
        &mut self,
        marks: impl Iterator<Item = &'v serde_json::Map<String, Value>>,
        problems: &mut Problems,
    ) {
        let mut quoted = Vec::new();
        for mark in marks {
            let parts = ["content", "source"].map(|name| mark.get(name).and_then(Value::as_array));
            let parts = parts.into_iter().flatten().flatten();
            for span in std::iter::once(mark).chain(parts.filter_map(Value::as_object)) {
                let offset = |name| u32::try_from(span.get(name)?.as_u64()?).ok();
                let text = span.get("text").and_then(Value::as_str);
                if let (Some(start), Some(end), Some(text)) = (offset("start"), offset("end"), text)
                {
                    quoted.push((start, end, text));
                }
            }
        }
        let fits = |unit: Unit| {
            let offsets = self.source.offsets();
            quoted.iter().all(|(start, end, text)| {
                let start = offsets.to_byte(*start, unit);
                let end = offsets.to_byte(*end, unit);
                let span = start.zip(end).map(|(start, end)| Span::new(start, end));
                span.and_then(|span| self.source.get(span)) == Some(*text)
            })
        };
        if fits(self.unit) {
            return;
        }
        if let Some(unit) = OffsetUnit::ALL.iter().find(|unit| fits(unit.unit())) {
            let name = unit.as_str();
            let message = format!("all offsets are right in {name:?}, and were read so");
            problems.add("offset_unit", message);
            self.unit = unit.unit();
        }
    }

    /// The span that an object names by `start` and `end`, checked against its `text` if it has
    /// one.
    pub(super) fn read(&mut self, fields: &mut Fields, problems: &mut Problems) -> Option<Span> {
        let start = offset(fields, "start", problems);
        let end = offset(fields, "end", problems);
        let text = fields.string("text", problems);
        let offsets = self.source.offsets();
        let byte = |offset: Option<u32>| offsets.to_byte(offset?, self.unit);
        let span = byte(start).zip(byte(end));
        let span = span.filter(|(start, end)| start < end);
        let span = span.map(|(start, end)| Span::new(start, end));
        let here = span.and_then(|span| self.source.get(span));
        if here.is_some() && text.as_deref().is_none_or(|text| here == Some(text)) {
            return span;
        }
        let place = fields.own_place();
        let named = |offset: Option<u32>| offset.map_or("?".to_owned(), |at| at.to_string());
        let (start, end) = (named(start), named(end));
        let wrong = match here {
            Some(here) => format!("at {start}..{end} stands {}", shortened(here)),
            None => format!("{start}..{end} is no stretch of the text"),
        };
        let Some(text) = text.filter(|text| !text.is_empty()) else {
            problems.add(place, format!("{wrong}; it was left out"));
            return None;
        };
        match self.find(&text) {
            Found::Once(span) => {
                let unit = self.unit;
                let start = self.source.offsets().from_byte(span.start, unit);
                let end = self.source.offsets().from_byte(span.end, unit);
                let words = shortened(&text);
                let message =
                    format!("{wrong}; {words} stands at {start}..{end}, it was put there");
                problems.add(place, message);
                Some(span)
            }
            Found::Nowhere => {
                let words = shortened(&text);
                problems.add(
                    place,
                    format!("{wrong}, and {words} nowhere; it was left out"),
                );
                None
            }
            Found::Often => {
                let words = shortened(&text);
                let message = format!("{wrong}, and {words} in several places; it was left out");
                problems.add(place, message);
                None
            }
            Found::Unsearched => {
                problems.add(place, format!("{wrong}; it was left out"));
                None
            }
        }
    }

    /// The stretch between two offsets of the file.
    pub(super) fn stretch(&self, start: u32, end: u32) -> Option<Span> {
        let offsets = self.source.offsets();
        let start = offsets.to_byte(start, self.unit)?;
        let end = offsets.to_byte(end, self.unit)?;
        (start < end).then(|| Span::new(start, end))
    }

    /// The spans of a list, in text order.
    pub(super) fn list(
        &mut self,
        fields: &mut Fields,
        name: &str,
        problems: &mut Problems,
    ) -> Vec<Span> {
        let mut kept: Vec<Span> = Vec::new();
        let mut read = Vec::new();
        for mut part in fields.objects(name, problems) {
            let place = part.own_place().to_owned();
            read.extend(self.read(&mut part, problems).map(|span| (span, place)));
        }
        read.sort();
        for (span, place) in read {
            if kept.last().is_some_and(|last| span.start < last.end) {
                problems.add(place, "overlaps another part; it was left out");
            } else {
                kept.push(span);
            }
        }
        kept
    }

    fn find(&mut self, words: &str) -> Found {
        if self.searched > SEARCH {
            return Found::Unsearched;
        }
        let text = self.source.text();
        self.searched += text.len();
        let Some(at) = text.find(words) else {
            return Found::Nowhere;
        };
        let next = at + words.chars().next().map_or(1, char::len_utf8);
        match text[next..].find(words) {
            Some(_) => Found::Often,
            None => Found::Once(Span::new(at as u32, (at + words.len()) as u32)),
        }
    }
}

enum Found {
    Nowhere,
    Once(Span),
    Often,
    Unsearched,
}

fn offset(fields: &mut Fields, name: &str, problems: &mut Problems) -> Option<u32> {
    let offset = |value: &Value| u32::try_from(value.as_u64()?).ok();
    fields.read(name, "an offset", offset, problems)
}

fn shortened(text: &str) -> String {
    const SHOWN: usize = 40;
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{:?}…", &text[..end]),
        None => format!("{text:?}"),
    }
}
