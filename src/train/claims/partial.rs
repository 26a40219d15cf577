//! Articles of others, in which some cues are marked and ours are not told apart.
//!
//! Knows what a corpus of others says of a place. Must not know how the gate learns.
//!
//! BioScope marks what is hedged, without a type: where it marks a place, any type that hedges
//! may be right. Where it does not, none is right of the few types that it marks as we do; of
//! the others it says nothing.

use super::Course;
use super::gate::{ANY, NONE, Places};
use crate::extract::{CuePlace, CueType, cue_places};
use crate::text::{Source, Span, Text};
use crate::train::corpus::{Input, Stretch, each_line, packed};
use crate::train::learn::Mask;
use crate::train::table::{Use, use_of};
use anyhow::Result;
use rayon::prelude::*;
use serde::Deserialize;
use std::path::Path;

/// The label of a cue that hedges; the other is of negation.
const HEDGE: &str = "speculation";
/// The types that it marks as we do, as outcomes.
const ALIKE: Mask = outcomes(&[CueType::Epistemic, CueType::Appearance, CueType::Inference]);
/// The other types that hedge.
const OTHERS: Mask = outcomes(&[
    CueType::Hearsay,
    CueType::Modal,
    CueType::Belief,
    CueType::Inquiry,
]);

const fn outcomes(kinds: &[CueType]) -> Mask {
    let (mut mask, mut at) = (0, 0);
    while at < kinds.len() {
        mask |= 1 << kinds[at] as u32;
        at += 1;
    }
    mask
}

#[derive(Debug, Deserialize)]
struct Record {
    text: String,
    cues: Vec<Stretch>,
}

/// An article with what hedges in it.
pub type Article = (Text, Vec<Span>);

/// What hedges in each article of a folder, and the files that it stands in; nothing where the
/// corpus is not there.
pub fn hedges(folder: &Path) -> Result<(Vec<Article>, Vec<Input>)> {
    let (mut articles, mut inputs) = (Vec::new(), Vec::new());
    for (name, path) in packed(folder)? {
        let Some(Use::Hedges(licence)) = use_of(&name) else {
            continue;
        };
        let from = articles.len();
        let sha256 = each_line(&path, |_, line| {
            articles.push(article(line)?);
            Ok(())
        })?;
        let new = &articles[from..];
        inputs.push(Input {
            name,
            licence,
            articles: new.len(),
            marks: new.iter().map(|(_, hedges): &Article| hedges.len()).sum(),
            sha256,
        });
    }
    Ok((articles, inputs))
}

fn article(line: &str) -> Result<Article> {
    let record: Record = serde_json::from_str(line)?;
    let source = Source::new(record.text);
    let marked = record.cues.iter().filter(|cue| cue.label == HEDGE);
    let hedges: Result<Vec<Span>> = marked.map(|cue| cue.span(&source)).collect();
    let mut hedges = hedges?;
    hedges.sort_unstable();
    Ok((Text::new(source), hedges))
}

impl Course<'_> {
    /// The places of every so many of those articles, each with what it may be.
    pub fn partial(&self) -> Vec<Places> {
        let articles = self.others.par_iter().step_by(self.settings.every);
        let places = |(text, hedges): &Article| -> Places {
            let places = cue_places(text, &[], &self.lexicon, self.names, &|_| false);
            let told = |place: CuePlace| admitted(&place, hedges).map(|right| (place, right));
            places.into_iter().filter_map(told).collect()
        };
        articles.map(places).collect()
    }
}

/// What a place may be; none where its borders differ from those of a cue.
fn admitted(place: &CuePlace, hedges: &[Span]) -> Option<Mask> {
    let near = |cue: &&Span| cue.start < place.span.end && place.span.start < cue.end;
    match hedges.iter().find(near) {
        Some(cue) if *cue == place.span => Some(ALIKE | OTHERS),
        Some(_) => None,
        None if place.entries.is_empty() => Some(NONE),
        None => Some(ANY & !ALIKE),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"text": "Ä cells may not grow, and most likely die.", "cues": [
        {"start": 8, "end": 11, "label": "speculation"},
        {"start": 12, "end": 15, "label": "negation"},
        {"start": 26, "end": 37, "label": "speculation"}]}"#;

    #[test]
    fn a_mark_leaves_the_type_open_and_no_mark_only_those_that_are_marked_otherwise() {
        let (text, hedges) = article(LINE).expect("it is a record");
        let marked: Vec<&str> = hedges.iter().map(|span| text.slice(*span)).collect();
        assert_eq!(marked, ["may", "most likely"]);
        let told = |span, entries| {
            let place = CuePlace {
                span,
                features: Vec::new(),
                contexts: 0,
                entries,
            };
            admitted(&place, &hedges)
        };
        let of = |kind: CueType| 1 << kind as u32;
        let may = told(hedges[0], vec![3]).expect("it is marked");
        assert_ne!(may & of(CueType::Modal), 0);
        assert_eq!(may & (NONE | of(CueType::Attribution)), 0);
        let likely = Span::new(hedges[1].start + 5, hedges[1].end);
        assert_eq!(told(likely, vec![3]), None, "its borders are others");
        let cells = Span::new(3, 8);
        assert_eq!(told(cells, Vec::new()), Some(NONE));
        let cells = told(cells, vec![3]).expect("it is not marked");
        assert_eq!(cells & of(CueType::Epistemic), 0);
        assert_ne!(cells & of(CueType::Attribution), 0);
    }

    #[test]
    fn a_mark_outside_the_text_is_refused() {
        let line = r#"{"text": "May.", "cues": [{"start": 0, "end": 9, "label": "speculation"}]}"#;
        let error = article(line).expect_err("it is too long");
        assert_eq!(error.to_string(), "0..9 is not within the text");
    }
}
