//! Training, on corpora of a few lines.
#![cfg(all(feature = "train", not(target_arch = "wasm32")))]

use flate2::Compression;
use flate2::write::GzEncoder;
use hedgerow::extract::Label;
use hedgerow::extract::{Parser, Tag};
use hedgerow::model::{Model, SyntaxModel};
use hedgerow::text::tokenize;
use hedgerow::train::{
    CORPORA, Extent, Settings, Sources, SyntaxSettings, Trained, Use, train, train_syntax, use_of,
};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Labels as the files of the corpora have them.
const LABELS: &[(&str, &str)] = &[
    ("uner_ewt.train", "LOC ORG PER"),
    (
        "wnut17.train",
        "corporation creative-work group location person product",
    ),
    ("wikigold.all", "LOC MISC ORG PER"),
    ("redocred.dev", "LOC MISC NUM ORG PER TIME"),
    (
        "gum.train",
        "abstract animal event object organization person place plant",
    ),
    (
        "crossner_ai.train",
        "algorithm conference country field location metrics misc organisation person product \
         programlang researcher task university",
    ),
    (
        "crossner_literature.dev",
        "award book country event literarygenre location magazine misc organisation person poem \
         writer",
    ),
    (
        "crossner_music.dev",
        "album award band country event location misc musicalartist musicalinstrument musicgenre \
         organisation person song",
    ),
    (
        "crossner_politics.train",
        "country election event location misc organisation person politicalparty politician",
    ),
    (
        "crossner_science.train",
        "academicjournal astronomicalobject award chemicalcompound chemicalelement country \
         discipline enzyme event location misc organisation person protein scientist theory \
         university",
    ),
];

#[test]
fn every_label_of_every_corpus_is_in_the_table() {
    let mut known = Vec::new();
    for (file, labels) in LABELS {
        let Some(Use::Trains(corpus)) = use_of(file) else {
            panic!("{file} does not train");
        };
        for label in labels.split_whitespace() {
            let set = corpus.allowed(label);
            assert!(set.is_some(), "{file}: {label}");
            known.push((corpus.name, label));
        }
    }
    for corpus in CORPORA {
        for (label, set) in corpus.labels {
            assert!(
                known.contains(&(corpus.name, label)),
                "{}: no file has {label}",
                corpus.name
            );
            let something = Label::ALL.iter().any(|label| set.has(*label));
            assert!(something, "{}: {label} is nothing", corpus.name);
        }
    }
}

#[test]
fn what_may_only_measure_never_trains() {
    for file in [
        "duckling_en.all",
        "polnear.dev",
        "pragmatic_segmenter_en.all",
        "szeged_wiki.dev",
        "treebank.dev",
        "treebank.ewt_test",
        "uner_ewt.dev",
        "wnut17.dev",
        "worldwide.dev",
    ] {
        assert!(matches!(use_of(file), Some(Use::Measures)), "{file}");
    }
    assert!(use_of("something.else").is_none());
}

/// A folder of this test's own, with a small corpus of our own and lists.
struct Place(PathBuf);

/// The files of a folder, in the order of their names.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a file").path()).collect();
    files.sort();
    files
}

impl Place {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
            .join("train")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        let place = Self(folder);
        let mut articles = String::new();
        for n in 0..30 {
            let (who, what) = (
                ["Ines Moreau", "Tom Baker"][n % 2],
                ["Acme", "Kite"][n / 2 % 2],
            );
            articles.push_str(&format!(
                "=== t{n} | A small article\n<PERSON>{who}</PERSON> of <ORG>{what} Inc</ORG> went \
                 to <GPE>Rome</GPE> on <DATE>Monday</DATE>.\nThe mill, {n} years old, was shut.\n\n"
            ));
        }
        place.write("own/a.txt", articles.as_bytes());
        place.write("lists/cities.txt", b"new york\nrome\n");
        place.write("lists/given_names.txt", b"ines\ntom\n");
        place.write("clusters.tsv.gz", &gzip("mill\t1\t2\t3\nrome\t0\t0\t0\n"));
        fs::create_dir_all(place.path("data")).expect("a folder");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
    }

    fn corpus(&self, name: &str, lines: &str) {
        self.write(&format!("data/{name}.jsonl.gz"), &gzip(lines));
    }

    fn sources(&self) -> Sources {
        Sources {
            own: self.path("own"),
            data: Some(self.path("data")),
            lists: self.path("lists"),
            clusters: self.path("clusters.tsv.gz"),
        }
    }

    fn train(&self, settings: &Settings, state: &str) -> Trained {
        let state = self.path(state);
        train(&self.sources(), settings, Extent::Weights, &state).expect("weights")
    }

    /// The whole of the message that training ends with.
    fn error(&self) -> String {
        let state = self.path("state");
        match train(&self.sources(), &settings(), Extent::Weights, &state) {
            Ok(_) => panic!("it was trained"),
            Err(error) => format!("{error:#}"),
        }
    }
}

fn gzip(text: &str) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(text.as_bytes()).expect("memory");
    packer.finish().expect("memory")
}

fn settings() -> Settings {
    Settings {
        seeds: 3,
        epochs: 12,
        rate: 0.2,
        least_count: 1,
        prune: 0.01,
        step: 0.01,
        ..Settings::default()
    }
}

fn on_threads<T: Send>(threads: usize, work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads").install(work)
}

#[test]
fn the_same_input_and_seed_give_the_same_bytes_on_any_number_of_threads() {
    let place = Place::new("same");
    place.corpus(
        "wikigold.all",
        "{\"text\":\"Café Rome is shut.\",\"entities\":[{\"start\":0,\"end\":9,\"label\":\"ORG\"}]}\n",
    );
    let one = on_threads(1, || place.train(&settings(), "one"));
    let again = on_threads(1, || place.train(&settings(), "again"));
    let three = on_threads(3, || place.train(&settings(), "three"));
    assert!(one.size.1 > 0);
    assert_eq!(one.file, again.file);
    assert_eq!(one.file, three.file);
    let seed = Settings {
        seed: 7,
        ..settings()
    };
    assert_ne!(one.file, place.train(&seed, "other").file);
    assert!(Model::read(&one.file).is_ok());
    let inputs: Vec<_> = one.inputs.iter().map(|input| input.articles).collect();
    assert_eq!(inputs, [30, 1]);
}

#[test]
fn what_was_trained_is_not_trained_again() {
    let place = Place::new("resumed");
    let stopped = Settings {
        seeds: 1,
        ..settings()
    };
    place.train(&stopped, "state");
    let before = weights_of(&place.path("state"));
    let resumed = place.train(&settings(), "state");
    for (path, time) in &before {
        let now = fs::metadata(path).and_then(|file| file.modified());
        assert_eq!(now.expect("it is still there"), *time);
    }
    assert_eq!(resumed.file, place.train(&settings(), "fresh").file);

    // A file that is cut is of no use.
    let (path, _) = &before[0];
    fs::write(path, b"cut").expect("a file");
    assert_eq!(resumed.file, place.train(&settings(), "state").file);

    // Nor is what other data or settings gave; it goes.
    let other = Settings {
        rate: 0.04,
        ..settings()
    };
    let trained = place.train(&other, "state");
    assert_ne!(resumed.file, trained.file);
    assert!(before.iter().all(|(path, _)| !path.exists()));
}

fn weights_of(folder: &Path) -> Vec<(PathBuf, std::time::SystemTime)> {
    let files = fs::read_dir(folder).expect("a folder").map(|entry| {
        let path = entry.expect("a file").path();
        let time = fs::metadata(&path).and_then(|file| file.modified());
        (path, time.expect("its time"))
    });
    files.collect()
}

#[test]
fn confidences_never_fall_where_probabilities_rise() {
    let trained = Place::new("calibrated").train(&settings(), "state");
    let curve = &trained.calibration;
    assert!(!curve.is_empty());
    assert!(
        curve.is_sorted_by(|a, b| a.0 <= b.0 && a.1 <= b.1),
        "{curve:?}"
    );
    let model = Model::read(&trained.file).expect("a model");
    let confidences: Vec<f32> = (0..=100)
        .map(|n| model.calibrated(n as f32 / 100.0))
        .collect();
    assert!(confidences.is_sorted(), "{confidences:?}");
}

#[test]
fn bad_lines_are_named_and_stop_the_training() {
    for (line, expected) in [
        ("{\"text\":", "EOF"),
        ("{\"text\":\"Rome\"}", "missing field `entities`"),
        (
            "{\"text\":\"Rome\",\"entities\":[{\"start\":0,\"end\":9,\"label\":\"LOC\"}]}",
            "0..9 is not within the text",
        ),
        (
            "{\"text\":\"Rome\",\"entities\":[{\"start\":2,\"end\":2,\"label\":\"LOC\"}]}",
            "2..2 is empty",
        ),
        (
            "{\"text\":\"Rome\",\"entities\":[{\"start\":0,\"end\":4,\"label\":\"TOWN\"}]}",
            "wikigold has no label \"TOWN\"",
        ),
    ] {
        let place = Place::new("bad");
        let good = "{\"text\":\"Rome\",\"entities\":[]}";
        place.corpus("wikigold.all", &format!("{good}\n{line}\n{good}\n"));
        let error = place.error();
        assert!(error.contains("wikigold.all.jsonl.gz: line 2: "), "{error}");
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn bad_markup_is_named_and_stops_the_training() {
    let place = Place::new("markup");
    place.write("own/b.txt", b"=== b | Bad\nIn <GPE>Rome.\n");
    let error = place.error();
    assert!(error.contains("b.txt: line 2"), "{error}");
}

#[test]
fn files_that_nobody_knows_stop_the_training_and_others_are_refused() {
    let place = Place::new("unknown");
    place.corpus("worldwide.dev", "no JSON: nobody reads it\n");
    place.corpus("gum_attribution.train", "nor this\n");
    let refused = place.train(&settings(), "state").refused;
    let refused: Vec<&str> = refused.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(refused, ["gum_attribution.train", "worldwide.dev"]);
    place.corpus("surprise", "{}\n");
    let error = place.error();
    assert!(error.contains("surprise.jsonl.gz: no corpus"), "{error}");
}

/// A small treebank: one sentence and its like.
const TREES: &str = r#"{"id":"d_1","text":"The mill may close","tokens":[[0,3,"DET","DT",2,"det"],[4,8,"NOUN","NN",4,"nsubj"],[9,12,"AUX","MD",4,"aux"],[13,18,"VERB","VB",0,"root"]]}
{"id":"d_2","text":"The firm may go","tokens":[[0,3,"DET","DT",2,"det"],[4,8,"NOUN","NN",4,"nsubj"],[9,12,"AUX","MD",4,"aux"],[13,15,"VERB","VB",0,"root"]]}
"#;

#[test]
fn sentences_are_learnt_the_same_on_any_number_of_threads() {
    let place = Place::new("trees");
    // Documents of their own, so that what tags a sentence for the parser has seen its like.
    let documents = (0..6).map(|n| TREES.replace("d_", &format!("d{n}_")));
    place.corpus("treebank.train", &documents.collect::<String>());
    let settings = SyntaxSettings {
        seeds: 2,
        epochs: 6,
        prune: 0.0,
        parser_prune: 0.0,
        ..SyntaxSettings::default()
    };
    let train = |settings: &SyntaxSettings, state: &str| {
        let state = place.path(state);
        let trained = train_syntax(&place.sources(), settings, false, &state).expect("weights");
        trained.expect("there is a treebank")
    };
    let one = on_threads(1, || train(&settings, "one"));
    let three = on_threads(3, || train(&settings, "three"));
    assert_eq!(one.file, three.file);
    // What was stopped half way goes on with what was learnt.
    let kept = files(&place.path("three"));
    assert_eq!(kept.len(), 8, "two taggers, five of parts, a parser");
    fs::remove_file(&kept[3]).expect("a file");
    assert_eq!(train(&settings, "three").file, one.file);
    assert_eq!(files(&place.path("three")), kept);
    let seed = SyntaxSettings {
        seed: 7,
        ..settings
    };
    assert_ne!(one.file, train(&seed, "one").file);
    assert_eq!(one.inputs.len(), 1);
    assert_eq!((one.inputs[0].articles, one.inputs[0].marks), (12, 48));

    let model = SyntaxModel::read(&one.file).expect("a model");
    assert!(!model.has_heads());
    let model = model.with_heads(&one.heads).expect("heads of its own");
    let text = "The firm may close";
    let read = Parser::new(&model).tokens(text, &tokenize(text));
    let tags: Vec<Tag> = read.words().iter().map(|word| word.tag).collect();
    assert_eq!(tags, [Tag::Determiner, Tag::Noun, Tag::Modal, Tag::Base]);
    let heads: Vec<_> = read.words().iter().map(|word| word.head).collect();
    assert_eq!(heads, [Some(1), Some(3), Some(3), None]);
}

#[test]
fn a_bad_tree_is_named_and_no_tree_is_no_error() {
    let place = Place::new("bad-trees");
    let settings = SyntaxSettings::default();
    let sources = place.sources();
    assert!(
        train_syntax(&sources, &settings, false, &place.path("state"))
            .expect("nothing to do")
            .is_none()
    );
    let bad = r#"{"id":"d_3","text":"No","tokens":[[0,2,"INTJ","UH",1,"root"]]}"#;
    place.corpus("treebank.train", &format!("{TREES}{bad}\n"));
    let error = match train_syntax(&sources, &settings, false, &place.path("state")) {
        Ok(_) => panic!("it was trained"),
        Err(error) => format!("{error:#}"),
    };
    assert!(
        error.contains("treebank.train.jsonl.gz: line 3: 0..2 has no head 1"),
        "{error}"
    );
}
