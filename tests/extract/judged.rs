//! How sure claims are whose parts somebody else marked.

use hedgerow::annotation::{Body, Document, Mark};
use hedgerow::engine::Engine;
use hedgerow::extract::{Claim, SourceKind};
use hedgerow::format::inline;
use std::fs;
use std::path::Path;

fn articles() -> Vec<Document> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/train");
    let files = fs::read_dir(folder).unwrap();
    files
        .flat_map(|file| {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            inline::read(&text).documents
        })
        .collect()
}

/// The claim that a mark is, with its cues by their places in the document's.
fn claim(document: &Document, mark: &Mark) -> Option<Claim> {
    let Body::Claim(body) = &mark.body else {
        return None;
    };
    let (_, cues) = document.layers();
    let place = |id| {
        let span = document.mark(id)?.span();
        cues.iter().position(|cue| cue.span == span)
    };
    Some(Claim {
        content: body.content.clone(),
        source: body.source.clone(),
        holder: None,
        source_kind: SourceKind::None,
        cues: body.cues.iter().filter_map(|id| place(id).map(|at| at as u32)).collect(),
        certainty: body.certainty,
        polarity: body.polarity,
        quote: body.quote,
        parent: None,
        why: Vec::new(),
        confidence: 1.0,
    })
}

#[test]
fn claims_of_the_engine_are_judged_as_it_judged_them() {
    let engine = Engine::new();
    let (mut all, mut same, mut polar) = (0, 0, 0);
    let (mut gall, mut gsame, mut gpolar) = (0, 0, 0);
    for document in articles() {
        let (entities, cues) = document.layers();
        let source = document.source();
        let found = engine.claims(source.clone(), entities.clone(), cues.clone());
        for claim in found.claims {
            let (level, polarity) = (claim.certainty, claim.polarity);
            let shown = claim.clone();
            let (_, judged) = engine.judge(source.clone(), &entities, cues.clone(), claim);
            all += 1;
            same += usize::from(judged.certainty == level);
            polar += usize::from(judged.polarity == polarity);
            if judged.certainty != level {
                println!("{:?} {level} {} {:?}", shown.why.iter().map(|w| &w.rule).collect::<Vec<_>>(), judged.certainty, shown.content.iter().map(|s| source.slice(*s)).collect::<Vec<_>>());
            }
        }
        for mark in document.marks() {
            if let Some(claim) = claim(&document, mark) {
                let (level, polarity) = (claim.certainty, claim.polarity);
                let (_, judged) = engine.judge(source.clone(), &entities, cues.clone(), claim);
                gall += 1;
                gsame += usize::from(judged.certainty == level);
                gpolar += usize::from(judged.polarity == polarity);
            }
        }
    }
    println!("engine {same} {polar} of {all}; gold {gsame} {gpolar} of {gall}");
}
