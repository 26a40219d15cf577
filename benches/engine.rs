//! How fast the stages are, natively: bytes of article text a second, on one thread. Those of one
//! stage go by rules; names and the whole engine go by weights, too.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use hedgerow::engine::Engine;
use hedgerow::extract::{self, Entity, Lexicon};
use hedgerow::format::inline;
use hedgerow::text::{Source, Text};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

/// Every article of corpus/dev in one text: long enough that a slow path shows.
static ARTICLES: LazyLock<Source> = LazyLock::new(|| {
    let dev = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/dev");
    let mut files: Vec<_> = fs::read_dir(dev)
        .expect("corpus/dev is there")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .map(|path| fs::read_to_string(path).expect("its files are text"))
        .flat_map(|file| inline::read(&file).documents)
        .map(|document| document.source().text().to_string())
        .collect();
    Source::new(texts.join("\n\n"))
});

static TEXT: LazyLock<Text> = LazyLock::new(|| Text::new(ARTICLES.clone()));
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::english);

/// Times `stage` on all articles at once.
fn run<T>(bencher: Bencher, stage: impl Fn() -> T + Sync) {
    let bytes = BytesCount::of_str(ARTICLES.text());
    bencher.counter(bytes).bench(|| black_box(stage()));
}

fn names_and_values() -> Vec<Entity> {
    let (text, lexicon) = (&*TEXT, &*LEXICON);
    let evidence = extract::evidence(text, lexicon);
    extract::entities(text, 0..text.sentences.len(), &evidence, lexicon)
}

#[divan::bench]
fn layers_of_text(bencher: Bencher) {
    run(bencher, || Text::new(ARTICLES.clone()));
}

#[divan::bench]
fn entities(bencher: Bencher) {
    run(bencher, names_and_values);
}

#[divan::bench]
fn cues(bencher: Bencher) {
    let (text, lexicon) = (&*TEXT, &*LEXICON);
    let all = 0..text.sentences.len();
    let entities = names_and_values();
    run(bencher, || {
        extract::cues(text, all.clone(), &entities, lexicon, None)
    });
}

#[divan::bench]
fn claims(bencher: Bencher) {
    let (text, lexicon) = (&*TEXT, &*LEXICON);
    let all = 0..text.sentences.len();
    let entities = names_and_values();
    let cues = extract::cues(text, all.clone(), &entities, lexicon, None);
    run(bencher, || {
        extract::claims(text, all.clone(), &entities, &cues, None, None, lexicon)
    });
}

#[divan::bench]
fn whole_engine(bencher: Bencher) {
    let engine = Engine::new();
    run(bencher, || engine.extract(ARTICLES.clone()));
}

/// As in the page, where what is known of words is kept from text to text.
#[divan::bench]
fn entities_by_weights(bencher: Bencher) {
    let engine = hedgerow::cli::shipped().expect("the weights are whole");
    run(bencher, || engine.entities(ARTICLES.clone()));
}

#[divan::bench]
fn whole_engine_by_weights(bencher: Bencher) {
    let engine = hedgerow::cli::shipped().expect("the weights are whole");
    run(bencher, || engine.extract(ARTICLES.clone()));
}

/// What a visitor waits for before the first extraction.
#[divan::bench]
fn making_ready() -> Engine {
    Engine::new()
}
