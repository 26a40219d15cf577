//! Which names are of one thing, in the native document.

use crate::article;
use hedgerow::annotation::Document;
use hedgerow::engine::Engine;
use hedgerow::format::native;
use hedgerow::text::Unit;
use serde_json::{Value, json};

#[test]
fn clusters_are_written_and_read() {
    let mut document = article(
        "=== a1 |\n<PERSON>Elon Musk</PERSON> met <PERSON>Musk</PERSON> in <DATE>May</DATE>.",
    );
    let engine = Engine::new();
    document.relink(|source, zones, names| engine.links(source, zones, names));
    let file = native::write(&document, Unit::CodePoint).expect("a file");
    let json: Value = serde_json::from_str(&file).expect("JSON");
    assert_eq!(
        json["clusters"],
        json!([{"id": "k1", "name": "Elon Musk", "label": "PERSON"}])
    );
    let of: Vec<&Value> = json["entities"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|entity| &entity["cluster"])
        .collect();
    assert_eq!(of, [&json!("k1"), &json!("k1"), &Value::Null]);
    let reading = native::read(&file);
    assert_eq!(reading.problems, []);
    assert_eq!(reading.document, Some(document));
    let schema = jsonschema::validator_for(&native::schema()).expect("a schema");
    assert!(schema.is_valid(&json));
}

/// What others write of clusters is kept, as far as it says something.
#[test]
fn clusters_of_others_are_read() {
    let file = json!({
        "text": "Ann met Bob. Ann left.",
        "entities": [
            {"id": "x", "start": 0, "end": 3, "label": "PERSON", "cluster": "ann"},
            {"id": "y", "start": 8, "end": 11, "label": "PERSON", "cluster": "bob"},
            {"id": "z", "start": 13, "end": 16, "label": "ORG", "cluster": "ann"},
            {"id": "w", "start": 17, "end": 21, "label": "ORG", "cluster": 7},
        ],
        "clusters": [
            {"id": "nobody", "name": "Nobody", "label": "PERSON"},
            {"id": "ann", "name": "Ann Holm", "label": "PERSON", "wikidata": "Q1"},
            {"id": "ann", "name": "Ann"},
            {"id": "none"},
            {"name": "Ann"},
        ],
    });
    let reading = native::read(&file.to_string());
    let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "entities[3].cluster: expected a string, found 7",
            "clusters[2].id: \"ann\" is taken; the cluster was left out",
            "clusters[3]: nothing says what it is; it was left out",
            "clusters[4]: the cluster has no id and was left out",
        ]
    );
    let mut document = reading.document.expect("a document");
    let written = |document: &Document| -> Value {
        let file = native::write(document, Unit::CodePoint).expect("a file");
        serde_json::from_str(&file).expect("JSON")
    };
    assert_eq!(
        written(&document)["clusters"],
        json!([
            {"id": "nobody", "name": "Nobody", "label": "PERSON"},
            {"id": "ann", "name": "Ann Holm", "label": "PERSON", "wikidata": "Q1"},
            {"id": "bob", "name": "Bob", "label": "PERSON"},
        ])
    );
    // Names that are linked anew keep what others know of them.
    let engine = Engine::new();
    document.relink(|source, zones, names| engine.links(source, zones, names));
    assert_eq!(
        written(&document)["clusters"][0],
        json!({"id": "k1", "name": "Ann", "label": "PERSON", "wikidata": "Q1"})
    );
}
