//! The recogniser with weights of chance, and with some that were learnt of a few sentences.

use crate::common;
use crate::invariants::hold;
use crate::trained_weights::{by_chance, parts, read};
use hedgerow::annotation::{Body, Document};
use hedgerow::engine::Engine;
use hedgerow::extract::{Extraction, Lexicon, NAME_LABELS, Scene, TAGS, recognise};
use hedgerow::format::inline;
use hedgerow::model::{Key, Model, Parts};
use hedgerow::text::{Source, Span, Text};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static BY_CHANCE: LazyLock<Engine> = LazyLock::new(|| Engine::with(by_chance()));

#[test]
fn weights_of_chance_break_nothing() {
    common::check_texts(64, common::any_text(), |text| {
        let extraction = BY_CHANCE.extract(Source::new(text));
        hold(text, &extraction)?;
        let inside = |span: Span| {
            let sentences = extraction.sentences.iter();
            sentences.filter(|s| s.overlaps(span)).count() == 1
        };
        for entity in &extraction.entities {
            prop_assert!(inside(entity.span), "{:?} leaves its sentence", entity.span);
            prop_assert!((1..=5).contains(&entity.why.len()), "{:?}", entity.why);
        }
        prop_assert_eq!(&extraction, &BY_CHANCE.extract(Source::new(text)));
        Ok(())
    });
}

#[test]
fn the_steps_of_a_run_make_the_whole() {
    let text = include_str!("../../www/samples/science.txt").repeat(40);
    let whole = BY_CHANCE.extract(Source::new(text.as_str()));
    let mut run = BY_CHANCE.start(Source::new(text.as_str()));
    let (mut before, mut steps) = (run.progress(), 0);
    while run.prepare() {
        assert!(run.progress() > before, "a step without progress");
        (before, steps) = (run.progress(), steps + 1);
    }
    assert!(steps > 1, "{steps}");
    let (mut joined, mut parts) = (Extraction::default(), 0);
    while let Some(part) = run.step() {
        let scope = part.scope;
        let within = |span: Span| scope.start <= span.start && span.end <= scope.end;
        assert!(part.extraction.entities.iter().all(|e| within(e.span)));
        joined.append(part.extraction);
        parts += 1;
    }
    let (done, all) = run.progress();
    assert_eq!(done, all);
    assert!(parts > 1 && run.is_done());
    assert_eq!(joined, whole);
}

/// What is known of words is kept from text to text, and is taken by one of two that are read at
/// once.
#[test]
fn what_was_read_before_changes_nothing() {
    let texts = [
        include_str!("../../www/samples/science.txt"),
        "The pro-Ukraine rally. UKRAINE. Ukraine, anti-Ukraine and Pro-ukraine.",
        include_str!("../../www/samples/technology.txt"),
        "ukraine, science and politics",
    ];
    let fresh = |text: &str| Engine::with(by_chance()).extract(Source::new(text));
    let fresh = texts.map(fresh);
    let engine = Engine::with(by_chance());
    for _ in 0..2 {
        for (text, fresh) in texts.iter().zip(&fresh) {
            let mut other = engine.start(Source::new("The Ukraine of Science"));
            other.prepare();
            assert_eq!(&engine.extract(Source::new(*text)), fresh);
        }
    }
}

/// What the weights are learnt of, and must find again.
const SENTENCES: &str = "
    <PERSON>Maria Gonzalez</PERSON> flew to <GPE>Kenya</GPE> on <DATE>Monday</DATE>.
    The <ORG>Bank of England</ORG> cut rates by <PERCENT>2 percent</PERCENT>.
    <PERSON>Theresa May</PERSON> left in <DATE>May</DATE>.
    A <GPE>London</GPE>-based start-up hired <PERSON>Kwame Mensah</PERSON>.
    The pro-<GPE>Ukraine</GPE> rally filled <FAC>Wembley Stadium</FAC>.
    She told <ORG>Channel 4 News</ORG> that nothing had changed.
    But nobody came to <GPE>New York</GPE>.
";

#[test]
fn a_few_sentences_are_learnt() {
    let engine = Engine::with(learnt(SENTENCES));
    assert_eq!(engine.model(), "en-test");
    for line in SENTENCES.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let document = document(line);
        let text = document.source().text();
        let found = engine.extract(document.source().clone()).entities;
        let found: Vec<_> = found
            .iter()
            .map(|e| (e.label, &text[e.span.range()]))
            .collect();
        let wanted: Vec<_> = entities(line)
            .iter()
            .map(|(s, l)| (*l, &text[s.range()]))
            .collect();
        assert_eq!(found, wanted, "{line}");
    }
}

fn document(line: &str) -> Document {
    let mut articles = inline::read(&format!("=== a1 | a\n{line}\n"));
    articles.documents.remove(0)
}

fn entities(line: &str) -> Vec<(Span, hedgerow::extract::Label)> {
    let document = document(line);
    let mut marks: Vec<_> = document
        .marks()
        .filter_map(|mark| match mark.body {
            Body::Entity { span, label } => Some((span, label.scheme()?)),
            _ => None,
        })
        .collect();
    marks.sort();
    marks
}

/// Weights of a perceptron that reads each word for itself.
fn learnt(lines: &str) -> Model {
    let (lexicon, empty) = (Lexicon::english(), read(&parts()));
    let mut weights: BTreeMap<Key, Vec<f32>> = BTreeMap::new();
    for _ in 0..12 {
        for line in lines.lines().map(str::trim).filter(|l| !l.is_empty()) {
            let text = Text::new(document(line).source().clone());
            let scene = Scene::of(&text, &lexicon, &empty);
            let mut tags = vec![0; scene.words()];
            for (span, label) in entities(line) {
                let Some(label) = NAME_LABELS.iter().position(|known| *known == label) else {
                    continue;
                };
                for (at, word) in scene.within(span).enumerate() {
                    assert!(
                        scene.is_live(word),
                        "{line}: {:?}",
                        text.slice(scene.span(word))
                    );
                    tags[word] = 1 + 2 * label + usize::from(at > 0);
                }
            }
            for word in (0..scene.words()).filter(|word| scene.is_live(*word)) {
                let mut features = Vec::new();
                scene.features(word, &mut features);
                let mut sums = [0.0; TAGS];
                for (key, _) in &features {
                    let row = weights.get(key).into_iter().flatten();
                    sums.iter_mut()
                        .zip(row)
                        .for_each(|(sum, weight)| *sum += weight);
                }
                let best = (0..TAGS).fold(0, |a, b| if sums[b] > sums[a] { b } else { a });
                if best != tags[word] {
                    for (key, _) in &features {
                        let row = weights.entry(*key).or_insert_with(|| vec![0.0; TAGS]);
                        row[tags[word]] += 0.04;
                        row[best] -= 0.04;
                    }
                }
            }
        }
    }
    read(&Parts {
        features: weights.into_iter().collect(),
        ..parts()
    })
}

#[test]
fn names_are_found_twice() {
    let model = learnt(SENTENCES);
    let text = Text::new(Source::new("Theresa May left. Kwame Mensah flew to Kenya."));
    let mut scene = Scene::of(&text, &Lexicon::english(), &model);
    let found = recognise(&mut scene, &model);
    let found: Vec<_> = found.iter().map(|name| text.slice(name.span)).collect();
    assert_eq!(found, ["Theresa May", "Kwame Mensah", "Kenya"]);
    let kenya = scene.words() - 2;
    let mut features = Vec::new();
    scene.pass_features(kenya, &mut features);
    assert!(features.is_empty(), "nothing is said of it elsewhere");
}
