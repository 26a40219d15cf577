//! The file of weights: what was written is read back, and nothing else is.
#![cfg(not(target_arch = "wasm32"))]

use hedgerow::model::{
    ClaimModel, ClaimParts, Key, Model, ModelError, Parts, SpanParts, SyntaxModel, SyntaxParts,
    WordClass, hash, phrase,
};
use proptest::prelude::*;

/// A model of a few features.
fn parts() -> Parts {
    let words = ["a", "Nairobi", "the", "of", "Bekkevold-Rao", "é"];
    let row = |at: usize| (0..5).map(|tag| (at * tag) as f32 * 0.04 - 0.1).collect();
    let features = words.iter().enumerate();
    Parts {
        version: "en-test".into(),
        tags: 5,
        transitions: (0..25).map(|at| at as f32 / 8.0 - 1.0).collect(),
        features: features.map(|(at, word)| (hash(word), row(at))).collect(),
        step: 0.04,
        clusters: vec![(hash("a"), [1, 2, 3]), (hash("b"), [64, 256, 1024])],
        lists: vec![(phrase([hash("new"), hash("york")]), 0b10)],
        list_names: vec!["given".into(), "city".into()],
        longest_phrase: 2,
        usual: vec![0.0, 0.25, 0.75],
        calibration: vec![(0.2, 0.1), (0.6, 0.5), (0.9, 0.97)],
    }
}

/// Why a file is none.
fn refused<T>(read: Result<T, ModelError>) -> String {
    match read {
        Ok(_) => panic!("it was read"),
        Err(error) => error.to_string(),
    }
}

fn error(file: &[u8]) -> String {
    refused(Model::read(file))
}

#[test]
fn what_was_written_is_read_back() {
    let parts = parts();
    let model = Model::read(&parts.write()).unwrap();
    assert_eq!(model.version(), "en-test");
    assert_eq!((model.tags(), model.features()), (5, 6));
    for (key, row) in &parts.features {
        let weights = model.weights(*key).unwrap();
        let want = row.iter().map(|w| (w / parts.step).round() as i8);
        assert!(want.eq(weights[..5].iter().copied()), "{weights:?}");
    }
    let none: Key = hash("nothing");
    assert!(model.weights(none).is_none());
    assert_eq!(model.cluster(hash("a")), Some([1, 2, 3]));
    assert_eq!(model.cluster(hash("b")), Some([64, 256, 1024]));
    assert_eq!(model.cluster(hash("c")), None);
    assert_eq!(model.lists(phrase([hash("new"), hash("york")])), 0b10);
    assert_eq!(model.lists(hash("york")), 0);
    assert_eq!(model.list_names(), ["given", "city"]);
    assert_eq!(model.longest_phrase(), 2);
    assert_eq!((model.usual(2), model.usual(3)), (0.75, 0.0));
    for (probability, share) in [(0.0, 0.1), (0.2, 0.1), (0.4, 0.3), (0.9, 0.97), (1.0, 0.97)] {
        let found = model.calibrated(probability);
        assert!((found - share).abs() < 1e-6, "{probability}: {found}");
    }
    assert_eq!(parts.write(), parts.write());
}

/// The weights of a reader of sentences, of a few features.
fn syntax() -> SyntaxParts {
    let words = ["a", "Nairobi", "the", "of", "Bekkevold-Rao", "é"];
    let features = words.iter().zip(1i8..);
    let class = |(word, number): (&&str, u8)| {
        let (beside, usual) = (number, number / 3);
        (hash(word), WordClass { beside, usual })
    };
    SyntaxParts {
        version: "en-test".into(),
        tags: (features.clone())
            .map(|(word, n)| (hash(word), std::array::from_fn(|tag| n / 2 * tag as i8)))
            .collect(),
        steps: vec![(hash("step"), [1, 0, -127, 0])],
        relations: features.map(|(word, n)| (hash(word), [-n; 24])).collect(),
        words: words.iter().zip(1..).map(class).collect(),
    }
}

#[test]
fn weights_of_sentences_are_read_back() {
    let parts = syntax();
    let (file, heads) = (parts.write(), parts.write_heads());
    let model = SyntaxModel::read(&file).unwrap();
    assert!(!model.has_heads());
    let model = model.with_heads(&heads).unwrap();
    assert!(model.has_heads());
    assert_eq!(model.version(), "en-test");
    for (key, row) in &parts.tags {
        let mut scores = [0; 24];
        model.tags.add(&[*key], &mut scores);
        assert_eq!(scores, row.map(i16::from));
    }
    let mut scores = [0; 4];
    model
        .steps
        .add(&[hash("step"), hash("step"), hash("none")], &mut scores);
    assert_eq!(scores, [2, 0, -254, 0]);
    for (key, class) in &parts.words {
        assert_eq!(model.word(*key), *class);
    }
    assert_eq!(model.word(hash("none")), WordClass::default());
    assert!(SyntaxModel::read(&SyntaxParts::default().write()).is_ok());
    // No file is taken for another.
    let wrong = |error: String| assert!(error.contains("are of feature set"), "{error}");
    wrong(error(&file));
    wrong(syntax_error(&self::parts().write()));
    wrong(syntax_error(&heads));
    wrong(heads_error(&file));
    let other = SyntaxParts {
        version: "en-other".into(),
        ..parts
    };
    let error = heads_error(&other.write_heads());
    assert!(error.contains("the heads are of other tags"), "{error}");
}

fn heads_error(file: &[u8]) -> String {
    let tags = SyntaxModel::read(&syntax().write()).expect("tags");
    refused(tags.with_heads(file))
}

fn syntax_error(file: &[u8]) -> String {
    refused(SyntaxModel::read(file))
}

/// The weights of what finds claims, of a few features.
fn claims() -> ClaimParts {
    let row = |weight| std::array::from_fn(|lane| if lane < 3 { weight } else { 0 });
    ClaimParts {
        version: "en-test".into(),
        step: 0.05,
        cues: vec![(hash("may"), row(4)), (hash("said"), row(-7))],
        spans: SpanParts {
            step: 0.5,
            weights: vec![(hash("comma"), 3), (hash("that"), -2), (hash("none"), 0)],
        },
    }
}

fn claims_error(file: &[u8]) -> String {
    refused(ClaimModel::read(file))
}

fn span_score(model: &ClaimModel, words: &[&str]) -> i16 {
    let features: Vec<Key> = words.iter().map(|word| hash(word)).collect();
    let mut score = [0];
    model.spans.add(&features, &mut score);
    score[0]
}

#[test]
fn weights_of_claims_are_read_back_and_spans_are_replaced_alone() {
    let parts = claims();
    let file = parts.write();
    let model = ClaimModel::read(&file).unwrap();
    assert_eq!(model.version(), "en-test");
    assert_eq!(model.weights(hash("said")), Some(&parts.cues[1].1));
    assert_eq!(span_score(&model, &["comma", "comma", "that", "none"]), 4);
    assert!((model.span_probability(0) - 0.5).abs() < 1e-6);
    assert!((model.span_probability(2) - 0.731_058_6).abs() < 1e-6);
    let other = SpanParts {
        step: 1.0,
        weights: vec![(hash("that"), 9)],
    };
    let renewed = other.written_into(&file).unwrap();
    let model = ClaimModel::read(&renewed).unwrap();
    assert_eq!(model.weights(hash("said")), Some(&parts.cues[1].1));
    assert_eq!(span_score(&model, &["comma", "that"]), 9);
    assert_eq!(parts.spans.written_into(&renewed).unwrap(), file);
    assert!(other.written_into(&file[..file.len() - 1]).is_err());
    assert!(other.written_into(&self::parts().write()).is_err());
}

#[test]
fn an_empty_model_is_one() {
    let parts = Parts {
        tags: 1,
        transitions: vec![0.0],
        step: 1.0,
        ..Parts::default()
    };
    let model = Model::read(&parts.write()).unwrap();
    assert_eq!(model.calibrated(0.3), 0.3);
    assert!(model.weights(hash("a")).is_none());
}

#[test]
fn errors_say_what_is_wrong() {
    let file = parts().write();
    let changed = |at: usize| {
        let mut file = file.clone();
        file[at] ^= 1;
        error(&file)
    };
    assert_eq!(error(b""), "the file holds no weights of this program");
    assert_eq!(changed(0), "the file holds no weights of this program");
    let starts = |found: String, want: &str| assert!(found.starts_with(want), "{found}");
    starts(changed(8), "the weights are written in format 3; this");
    starts(changed(10), "the weights are of feature set ");
    starts(changed(18), "the weights are of label set ");
    starts(changed(26), "the weights are damaged: ");
    starts(changed(file.len() - 1), "the weights are damaged: ");
    let cut = &file[..file.len() - 1];
    let (has, wants) = (cut.len(), file.len());
    let want = format!("the weights are {has} bytes long, and should be {wants}");
    assert_eq!(error(cut), want);
}

#[test]
fn no_part_of_a_file_and_no_other_byte_is_read() {
    type Refusal = fn(&[u8]) -> String;
    let files: [(Vec<u8>, Refusal); 4] = [
        (parts().write(), error),
        (syntax().write(), syntax_error),
        (syntax().write_heads(), heads_error),
        (claims().write(), claims_error),
    ];
    for (file, error) in files {
        for end in 0..file.len() {
            error(&file[..end]);
        }
        for at in 0..file.len() {
            for bit in 0..8 {
                let mut file = file.clone();
                file[at] ^= 1 << bit;
                error(&file);
            }
        }
    }
}

/// A file with a content of its own, whose checksum is right.
fn sealed(content: &[u8], mut file: Vec<u8>) -> Vec<u8> {
    file.truncate(38);
    file[26..34].copy_from_slice(&hedgerow::model::checksum(content).to_le_bytes());
    file[34..38].copy_from_slice(&(content.len() as u32).to_le_bytes());
    file.extend(content);
    file
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        error(&bytes);
        // Behind a right checksum too, where only the lengths are left to lie.
        let _ = Model::read(&sealed(&bytes, parts().write()));
        syntax_error(&bytes);
        let _ = SyntaxModel::read(&sealed(&bytes, syntax().write()));
        claims_error(&bytes);
        let _ = ClaimModel::read(&sealed(&bytes, claims().write()));
        heads_error(&bytes);
        let _ = SyntaxModel::default().with_heads(&sealed(&bytes, syntax().write_heads()));
    }

    #[test]
    fn any_content_is_read_or_refused(at in 0usize..2000, byte in any::<u8>(), cut in 0usize..2000) {
        let changed = |file: &[u8], read: &dyn Fn(&[u8])| {
            let mut content = file[38..].to_vec();
            let length = content.len();
            content[at % length] = byte;
            read(&sealed(&content, file.to_vec()));
            content.truncate(cut % length);
            read(&sealed(&content, file.to_vec()));
        };
        changed(&parts().write(), &|file| drop(Model::read(file)));
        changed(&syntax().write(), &|file| {
            if let Ok(model) = SyntaxModel::read(file) {
                // Whatever it says, it can be asked.
                let mut scores = [0; 24];
                let words = ["a", "the", "of", "é"].map(hash);
                model.tags.add(&words, &mut scores);
                assert_eq!(words.map(|word| model.word(word)).len(), 4);
            }
        });
        changed(&claims().write(), &|file| {
            if let Ok(model) = ClaimModel::read(file) {
                let score = span_score(&model, &["comma", "that"]);
                assert!(model.span_probability(score) <= 1.0);
                assert_eq!(model.probabilities(&[0; 16]).len(), 16);
            }
        });
        changed(&syntax().write_heads(), &|file| {
            let tags = SyntaxModel::read(&syntax().write()).expect("tags");
            if let Ok(model) = tags.with_heads(file) {
                let mut scores = [0; 24];
                model.relations.add(&["a", "the", "of", "é"].map(hash), &mut scores);
            }
        });
    }
}
