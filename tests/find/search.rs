//! Search by words and by what became of marks.

use crate::{document, span};
use hedgerow::annotation::Origin::{Human, Machine};
use hedgerow::annotation::Status::{Accepted, Rejected, Suggested};
use hedgerow::annotation::{Body, ClaimBody, Document, Kind};
use hedgerow::extract::Certainty;
use hedgerow::find::{Case, Filter, Layer, Manner, Pattern, Search, Tag};
use hedgerow::text::Source;

const TEXT: &str = "Ada Holm said that Kite 3 may fly.\n\nKite 3 may not, Ada Holm says.";

fn article() -> Document {
    let mut document = document(
        TEXT,
        &[
            ("Ada Holm", 0, "PERSON", Machine, Suggested),
            ("Kite 3", 0, "PRODUCT", Machine, Accepted),
            ("may", 0, "modal", Machine, Suggested),
            ("Kite 3", 1, "PRODUCT", Machine, Rejected),
            ("Ada Holm", 1, "ORG", Human, Accepted),
        ],
    );
    let claim = ClaimBody {
        source: vec![span(TEXT, "Ada Holm", 0)],
        certainty: Certainty::Possible,
        ..ClaimBody::plain(vec![span(TEXT, "Kite 3 may fly", 0)])
    };
    let edit = document.adding(Body::Claim(claim));
    document.apply(edit).expect("it fits");
    document
}

#[track_caller]
fn check(words: &str, manner: Manner, filter: Filter, expect: &[&str]) {
    let document = article();
    let pattern = Pattern::new(words, manner, Case::Any).expect("it can be read");
    let hits = Search { pattern, filter }.whole(&document);
    let found: Vec<String> = (hits.iter())
        .map(|hit| match &hit.mark {
            Some(id) => id.to_string(),
            None => format!("{}@{}", document.source().slice(hit.span), hit.span.start),
        })
        .collect();
    assert_eq!(found, expect, "{words} {filter:?}");
}

fn of(layer: Layer) -> Filter {
    Filter {
        layer,
        ..Filter::default()
    }
}

#[test]
fn texts_and_marks_are_found() {
    let text = Filter::default();
    check("KITE", Manner::Plain, text, &["Kite@19", "Kite@36"]);
    check(
        "kite . may",
        Manner::Regex,
        text,
        &["Kite 3 may@19", "Kite 3 may@36"],
    );
    check("fly.*kite", Manner::Regex, text, &[]);
    check("kite", Manner::Plain, of(Layer::Marks), &["c1", "e2", "e3"]);
    check("", Manner::Plain, of(Layer::Only(Kind::Cue)), &["q1"]);
    check(
        "^kite 3$",
        Manner::Regex,
        of(Layer::Only(Kind::Entity)),
        &["e2", "e3"],
    );
}

#[test]
fn marks_are_found_by_what_became_of_them() {
    let marks = of(Layer::Marks);
    let filter = |change: fn(&mut Filter)| {
        let mut filter = marks;
        change(&mut filter);
        filter
    };
    let check = |filter, expect: &[&str]| check("", Manner::Plain, filter, expect);
    check(filter(|f| f.tag = Tag::parse("PERSON")), &["e1"]);
    check(filter(|f| f.tag = Tag::parse("modal")), &["q1"]);
    check(filter(|f| f.status = Some(Accepted)), &["c1", "e2", "e4"]);
    check(filter(|f| f.status = Some(Rejected)), &["e3"]);
    check(filter(|f| f.certainty = Some(Certainty::Possible)), &["c1"]);
    check(filter(|f| f.certainty = Some(Certainty::Denied)), &[]);
    check(filter(|f| f.below = Some(0.6)), &["e1", "e2", "q1", "e3"]);
    check(filter(|f| f.below = Some(0.5)), &[]);
    let both = filter(|f| (f.status, f.below) = (Some(Suggested), Some(0.9)));
    check(both, &["e1", "q1"]);
}

#[test]
fn a_long_text_is_searched_piece_by_piece_and_wholly() {
    for between in ["\n\n", "\n", " "] {
        let text = ["Rain is likely in Øslo", "Kite"].join(between);
        let text = vec![text.as_str(); 20_000].join(between);
        let document = Document::new("d1", Source::new(text.as_str()));
        let pattern = Pattern::new("kite", Manner::Plain, Case::Any).expect("it can be read");
        let search = Search {
            pattern,
            filter: Filter::default(),
        };
        let (mut at, mut steps, mut hits) = (Some(0), 0, Vec::new());
        while let Some(here) = at {
            at = search.step(&document, here, &mut hits);
            steps += 1;
        }
        assert!(steps > 4, "{steps}");
        let starts: Vec<usize> = hits.iter().map(|hit| hit.span.start as usize).collect();
        let expect: Vec<usize> = text.match_indices("Kite").map(|(at, _)| at).collect();
        assert_eq!(starts, expect);
    }
}
