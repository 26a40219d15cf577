//! The native document.

use crate::{article, corpus};
use hedgerow::annotation::{
    Body, CertaintyBy, ClaimBody, Document, Edit, EngineInfo, Id, Mark, Origin, Status,
};
use hedgerow::engine::Engine;
use hedgerow::format::{inline, native};
use hedgerow::text::{Source, Span, Unit};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fs;

const UNITS: [(Unit, &str); 3] = [
    (Unit::CodePoint, "codepoint"),
    (Unit::Utf16, "utf16"),
    (Unit::Byte, "byte"),
];

#[test]
fn a_native_file_is_what_the_contract_shows() {
    let mut document = article(
        "=== a1 |\n<s k=\"1\"><ORG>The Verge</ORG></s> <q t=\"attribution\" k=\"1\">reports</q> \
         that <c k=\"1\" cert=\"possible\" holder=\"The Verge\">Lumen Labs \
         <q t=\"modal\" k=\"1\">may</q> host Kite 3</c>.",
    );
    document.engine = Some(EngineInfo {
        name: "hedgerow".into(),
        version: "0.1.0".into(),
        model: "en-2026.11".into(),
    });
    let edits = document.marks().map(|old| {
        let mut new = old.clone();
        new.origin = Origin::Machine;
        new.status = Status::Suggested;
        new.confidence = Some(0.98);
        if old.id == "c1".into() {
            new.why = serde_json::from_value(
                json!([{"rule": "modal", "cue": "q2", "effect": "possible"}]),
            )
            .expect("a step");
        }
        Edit::Replace {
            old: old.clone(),
            new,
        }
    });
    let edits = edits.collect();
    document.apply(Edit::Batch(edits)).expect("sound edits");
    let expected = concat!(
        r#"{"format":"hedgerow","version":1,"id":"a1","title":null,"#,
        r#""text":"The Verge reports that Lumen Labs may host Kite 3.","#,
        r#""offset_unit":"codepoint","#,
        r#""sha256":"d35ff2153279dec89135782d1859a741e7f2fc320c35c7a628ebb73a85def1ec","#,
        r#""engine":{"name":"hedgerow","version":"0.1.0","model":"en-2026.11"},"#,
        r#""sentences":[],"#,
        r#""entities":[{"id":"e1","start":0,"end":9,"text":"The Verge","label":"ORG","#,
        r#""origin":"machine","status":"suggested","confidence":0.98}],"#,
        r#""cues":[{"id":"q1","start":10,"end":17,"text":"reports","type":"attribution","#,
        r#""origin":"machine","status":"suggested","confidence":0.98},"#,
        r#"{"id":"q2","start":34,"end":37,"text":"may","type":"modal","#,
        r#""origin":"machine","status":"suggested","confidence":0.98}],"#,
        r#""claims":[{"id":"c1","content":[{"start":23,"end":49,"#,
        r#""text":"Lumen Labs may host Kite 3"}],"#,
        r#""source":[{"start":0,"end":9,"text":"The Verge"}],"holder":"The Verge","#,
        r#""cues":["q1","q2"],"certainty":"possible","certainty_score":1,"#,
        r#""polarity":"positive","quote":"none","parent":null,"#,
        r#""why":[{"rule":"modal","cue":"q2","effect":"possible"}],"#,
        r#""origin":"machine","status":"suggested","confidence":0.98}]}"#,
    );
    assert_eq!(
        native::write(&document, Unit::CodePoint).expect("a file"),
        expected
    );
    let schema = jsonschema::validator_for(&native::schema()).expect("a schema");
    assert!(schema.is_valid(&serde_json::from_str(expected).expect("JSON")));
}

/// Who said how sure a claim is comes back from files, and from the records of a project, which
/// did not name it before.
#[test]
fn a_level_that_a_person_set_stays_theirs() {
    let mut document = article(
        "=== a1 |\nIt <q t=\"modal\" k=\"1\">may</q> be that <c k=\"1\" cert=\"denied\">it rains</c>.",
    );
    let mark = document.mark(&"c1".into()).expect("it is there");
    let Body::Claim(mut claim) = mark.body.clone() else {
        panic!("no claim")
    };
    let by_rules = serde_json::to_value(&claim).expect("plain data");
    claim.certainty_by = CertaintyBy::Person;
    let edit = document.correcting(&"c1".into(), Body::Claim(claim.clone()));
    document.apply(edit).expect("it fits");
    let file = native::write(&document, Unit::CodePoint).expect("a file");
    assert!(file.contains(r#""certainty":"denied","certainty_by":"person","certainty_score":-3"#));
    let schema = jsonschema::validator_for(&native::schema()).expect("a schema");
    assert!(schema.is_valid(&serde_json::from_str(&file).expect("JSON")));
    let reading = native::read(&file);
    assert_eq!(reading.problems, []);
    let back = reading.document.expect("it is read");
    assert_eq!(back.mark(&"c1".into()), document.mark(&"c1".into()));
    let wrong = file.replace(r#""certainty_by":"person""#, r#""certainty_by":"nobody""#);
    assert_eq!(native::read(&wrong).problems.len(), 1);

    let record = serde_json::to_value(&claim).expect("plain data");
    let back: ClaimBody = serde_json::from_value(record).expect("as it was");
    assert_eq!(back, claim);
    let mut old = by_rules;
    old.as_object_mut()
        .expect("an object")
        .remove("certainty_by")
        .expect("it is named");
    let old: ClaimBody = serde_json::from_value(old).expect("an older record");
    assert_eq!(old.certainty_by, CertaintyBy::Rules);
}

#[test]
fn the_published_schema_is_of_this_version() {
    let path = "www/schema/hedgerow-1.json";
    let schema = format!("{:#}\n", native::schema());
    let published = fs::read_to_string(path).unwrap_or_default();
    if published != schema {
        fs::create_dir_all("www/schema").expect("a folder");
        fs::write(path, schema).expect("a file");
        panic!("{path} was out of date and has been written anew");
    }
}

/// Cuts every span out of the text as a program would that counts in that unit, and compares
/// it with the words in the file. Knows nothing of offset maps.
fn check_slices(file: &Value) -> usize {
    let text = file["text"].as_str().expect("a text");
    let units = match file["offset_unit"].as_str() {
        Some("codepoint") => text.chars().map(u32::from).collect::<Vec<u32>>(),
        Some("utf16") => text.encode_utf16().map(u32::from).collect(),
        Some("byte") => text.bytes().map(u32::from).collect(),
        unit => panic!("{unit:?}"),
    };
    let encoded = |words: &str| match file["offset_unit"].as_str() {
        Some("codepoint") => words.chars().map(u32::from).collect::<Vec<u32>>(),
        Some("utf16") => words.encode_utf16().map(u32::from).collect(),
        _ => words.bytes().map(u32::from).collect(),
    };
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let mut spans = list(&file["entities"]);
    spans.extend(list(&file["cues"]));
    for claim in list(&file["claims"]) {
        spans.extend(list(&claim["content"]));
        spans.extend(list(&claim["source"]));
    }
    let offset = |span: &Value, name: &str| span[name].as_u64().expect("an offset") as usize;
    for span in &spans {
        let cut = &units[offset(span, "start")..offset(span, "end")];
        assert_eq!(
            cut,
            encoded(span["text"].as_str().expect("words")),
            "{span}"
        );
    }
    for stretch in list(&file["sentences"])
        .iter()
        .chain(file["zones"].as_array().into_iter().flatten())
    {
        assert!(!units[offset(stretch, "start")..offset(stretch, "end")].is_empty());
    }
    spans.len()
}

#[test]
fn files_of_the_corpus_hold_the_schema_and_their_offsets() {
    let schema = jsonschema::validator_for(&native::schema()).expect("a schema");
    let engine = Engine::new();
    let mut spans = 0;
    for gold in corpus() {
        let extraction = engine.extract(gold.source().clone());
        let found = Document::suggested(gold.id.clone(), gold.source().clone(), &extraction);
        for document in [gold, found] {
            for (unit, name) in UNITS {
                let file = native::write(&document, unit).expect("a file");
                let value: Value = serde_json::from_str(&file).expect("JSON");
                let faults: Vec<String> = schema
                    .iter_errors(&value)
                    .map(|fault| fault.to_string())
                    .collect();
                assert!(faults.is_empty(), "{}: {faults:?}", document.id);
                assert_eq!(value["offset_unit"], name);
                spans += check_slices(&value);
                let reading = native::read(&file);
                assert_eq!(reading.problems, []);
                assert_eq!(reading.document.as_ref(), Some(&document));
            }
        }
    }
    assert!(spans > 20_000, "only {spans} spans were looked at");
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let schema = jsonschema::validator_for(&native::schema()).expect("a schema");
    let file = native::write(&corpus()[0], Unit::CodePoint).expect("a file");
    let good: Value = serde_json::from_str(&file).expect("JSON");
    assert!(schema.is_valid(&good));
    let check = |change: fn(&mut Value)| {
        let mut bad = good.clone();
        change(&mut bad);
        assert_ne!(bad, good);
        assert!(!schema.is_valid(&bad), "{bad:.80}");
    };
    check(|file| file["format"] = json!("spacy"));
    check(|file| file["version"] = json!(2));
    check(|file| file["offset_unit"] = json!("grapheme"));
    check(|file| file["sha256"] = json!("0"));
    check(|file| file["entities"][0]["label"] = json!(""));
    check(|file| file["entities"][0]["start"] = json!(-1));
    check(|file| file["cues"][0]["type"] = json!("mood"));
    check(|file| file["claims"][0]["content"] = json!([]));
    check(|file| file["claims"][0]["certainty"] = json!("sure"));
    check(|file| file["claims"][0]["confidence"] = json!(7));
    check(|file| drop(file.as_object_mut().expect("an object").remove("text")));
    // What later versions add is no fault.
    let mut more = good.clone();
    more["meta"] = json!({"url": "https://example.org"});
    more["entities"][0]["note"] = json!("checked");
    assert!(schema.is_valid(&more));
}

/// A small file, to be changed: an emoji makes the three units differ.
fn small() -> Value {
    json!({
        "format": "hedgerow", "version": 1, "id": "s", "title": null,
        "text": "😀 Acme may sell Acme's mill.", "offset_unit": "codepoint",
        "entities": [{"id": "e1", "start": 2, "end": 6, "text": "Acme", "label": "ORG",
            "origin": "human", "status": "accepted", "confidence": null}],
        "cues": [{"id": "q1", "start": 7, "end": 10, "text": "may", "type": "modal",
            "origin": "machine", "status": "suggested", "confidence": 0.25}],
        "claims": [{"id": "c1", "content": [{"start": 2, "end": 27, "text": "Acme may sell Acme's mill"}],
            "source": [], "holder": null, "cues": ["q1"], "certainty": "possible",
            "certainty_score": 1, "polarity": "positive", "quote": "none", "parent": null,
            "why": [{"rule": "modal", "cue": "q1", "effect": "possible"}],
            "origin": "machine", "status": "rejected", "confidence": 0.5}],
    })
}

#[test]
fn faults_of_native_files_are_named_and_the_rest_is_read() {
    /// `marks` is how many marks are left of three.
    fn check(change: impl Fn(&mut Value), marks: usize, problems: &[&str]) {
        let mut file = small();
        change(&mut file);
        let reading = native::read(&file.to_string());
        let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(said, problems);
        assert_eq!(
            reading.document.expect("a document").len(),
            marks,
            "{said:?}"
        );
    }
    check(|_| {}, 3, &[]);
    check(
        |file| file["format"] = json!("other"),
        3,
        &["format: expected \"hedgerow\", found \"other\"; read as if it were"],
    );
    check(
        |file| file["version"] = json!(2),
        3,
        &["version: expected 1, found 2; read as if it were"],
    );
    check(
        |file| file["sha256"] = json!("0".repeat(64)),
        3,
        &["sha256: the text is not the one that was written"],
    );
    check(
        |file| file["offset_unit"] = json!("utf16"),
        3,
        &["offset_unit: all offsets are right in \"codepoint\", and were read so"],
    );
    // A mark that is elsewhere is moved where that is clear, and left out where it is not.
    check(
        |file| file["cues"][0]["start"] = json!(8),
        3,
        &["cues[0]: at 8..10 stands \"ay\"; \"may\" stands at 7..10, it was put there"],
    );
    check(
        |file| file["entities"][0]["end"] = json!(5),
        2,
        &["entities[0]: at 2..5 stands \"Acm\", and \"Acme\" in several places; it was left out"],
    );
    check(
        |file| file["entities"][0]["text"] = json!("Rome"),
        2,
        &["entities[0]: at 2..6 stands \"Acme\", and \"Rome\" nowhere; it was left out"],
    );
    check(
        |file| file["entities"][0]["end"] = json!(99),
        2,
        &[
            "entities[0]: 2..99 is no stretch of the text, and \"Acme\" in several places; it was left out",
        ],
    );
    check(
        |file| file["entities"][0]["start"] = json!("2"),
        2,
        &[
            "entities[0].start: expected an offset, found \"2\"",
            "entities[0]: ?..6 is no stretch of the text, and \"Acme\" in several places; it was left out",
        ],
    );
    check(
        |file| file["claims"][0]["content"][0]["end"] = json!(26),
        3,
        &[
            "claims[0].content[0]: at 2..26 stands \"Acme may sell Acme's mil\"; \
           \"Acme may sell Acme's mill\" stands at 2..27, it was put there",
        ],
    );
    check(
        |file| file["claims"][0]["content"] = json!([]),
        2,
        &["claims[0].content: the claim has no content and was left out"],
    );
    check(
        |file| file["entities"][0]["label"] = json!(""),
        2,
        &[
            "entities[0].label: expected a known label, found \"\"",
            "entities[0]: the mark was left out",
        ],
    );
    check(
        |file| {
            let claim = file["claims"][0].as_object_mut().expect("a claim");
            claim.remove("certainty");
        },
        2,
        &[
            "claims[0].certainty: there is no certainty",
            "claims[0]: the mark was left out",
        ],
    );
    check(
        |file| file["claims"][0]["certainty_score"] = json!(3),
        3,
        &["claims[0].certainty_score: expected 1 for possible, found 3"],
    );
    check(
        |file| file["cues"][0]["confidence"] = json!(1.5),
        3,
        &["cues[0].confidence: expected a number between 0 and 1, found 1.5"],
    );
    check(
        |file| file["claims"][0]["cues"] = json!(["q1", "e1", "q1"]),
        3,
        &[
            "claims[0].cues: there is no cue \"e1\"",
            "claims[0].cues: \"q1\" stands twice",
        ],
    );
    check(
        |file| file["claims"][0]["parent"] = json!("c9"),
        3,
        &["claims[0].parent: there is no claim \"c9\""],
    );
    check(
        |file| file["claims"][0]["parent"] = json!("c1"),
        3,
        &["claims[0].parent: the claim would stand in itself"],
    );
    // Of a ring only the link that closes it is left out, whatever leads into it.
    check(
        |file| {
            let claim = file["claims"][0].clone();
            file["claims"] = json!([null, null, null]);
            for (at, parent) in ["c2", "c3", "c2"].into_iter().enumerate() {
                file["claims"][at] = claim.clone();
                file["claims"][at]["id"] = json!(format!("c{}", at + 1));
                file["claims"][at]["parent"] = json!(parent);
            }
        },
        5,
        &["claims[2].parent: the claim would stand in itself"],
    );
    check(
        |file| file["cues"][0]["id"] = json!("e1"),
        3,
        &[
            "cues[0].id: \"e1\" is taken; the mark was named \"q2\"",
            "claims[0].why[0].cue: there is no cue \"q1\"",
            "claims[0].cues: there is no cue \"q1\"",
        ],
    );
    check(
        |file| file["cues"] = json!(7),
        2,
        &[
            "cues: expected a list, found 7",
            "claims[0].why[0].cue: there is no cue \"q1\"",
            "claims[0].cues: there is no cue \"q1\"",
        ],
    );
    check(
        |file| file["sentences"] = json!([{"start": 0, "end": 28}, {"start": 9, "end": 9}]),
        3,
        &["sentences[1]: 9..9 is no stretch of the text; it was left out"],
    );
    check(
        |file| file["zones"] = json!([{"start": 0, "end": 28, "zone": "sidebar"}]),
        3,
        &["zones[0].zone: expected a known zone, found \"sidebar\""],
    );
}

#[test]
fn what_is_no_document_is_refused_in_words() {
    fn check(file: &str, problem: &str) {
        let reading = native::read(file);
        let said: Vec<String> = reading.problems.iter().map(ToString::to_string).collect();
        assert_eq!(
            (reading.document, said),
            (None, vec![problem.to_owned()]),
            "{file}"
        );
    }
    check("", "column 0: no JSON: EOF while parsing a value");
    check("[1]", "document: expected an object, found [1]");
    check("{}", "text: there is no text");
    check("{\"text\": 7}", "text: expected a string, found 7");
}

#[test]
fn unknown_fields_come_back() {
    let mut file = small();
    file["meta"] = json!({"url": "https://example.org", "pages": [1, 2.5, null]});
    file["state"] = json!("complete");
    file["entities"][0]["note"] = json!("as in \"the\" mill");
    file["cues"][0]["annotator"] = json!({"id": 7});
    file["claims"][0]["condition"] = json!(null);
    let reading = native::read(&file.to_string());
    assert_eq!(reading.problems, []);
    let document = reading.document.expect("a document");
    let written = native::write(&document, Unit::Utf16).expect("a file");
    let written: Value = serde_json::from_str(&written).expect("JSON");
    for (path, value) in [
        ("/meta", &file["meta"]),
        ("/state", &file["state"]),
        ("/entities/0/note", &file["entities"][0]["note"]),
        ("/cues/0/annotator", &file["cues"][0]["annotator"]),
        ("/claims/0/condition", &Value::Null),
    ] {
        assert_eq!(written.pointer(path), Some(value), "{path}");
    }
}

#[test]
fn a_file_of_lines_is_read_line_by_line() {
    let one = small().to_string();
    let file = format!("{one}\n\n{{\"text\": 7}}\n{one}\n");
    let readings = native::read_all(&file);
    let read: Vec<bool> = readings
        .iter()
        .map(|reading| reading.document.is_some())
        .collect();
    assert_eq!(read, [true, false, true]);
    assert_eq!(
        readings[1].problems[0].to_string(),
        "line 3: text: expected a string, found 7"
    );
    // A line that is an object by itself makes no file of lines.
    let rows = "{\"text\": \"Rain.\", \"sentences\": [\n{\"start\": 0, \"end\": 5}\n]}";
    let [reading] = &native::read_all(rows)[..] else {
        panic!("it is one document");
    };
    assert_eq!(reading.problems, []);
    let pretty = format!("{:#}", small());
    assert_eq!(native::read_all(&pretty).len(), 1);
    assert_eq!(native::read_all(&pretty)[0].problems, []);
}

fn any_text() -> impl Strategy<Value = String> {
    let bits = [
        "Acme ",
        "é",
        "😀",
        "👩\u{200d}🔬",
        "\u{0}",
        "\r\n",
        "مصنع",
        "e\u{301}",
        "\"",
        "\\",
        "x",
    ];
    prop::collection::vec(prop::sample::select(bits.to_vec()), 1..20).prop_map(|bits| bits.concat())
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same(
        text in any_text(),
        cuts in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index, f32)>(), 0..8),
        extra in prop::option::of("[a-z ]{0,9}"),
    ) {
        let offsets: Vec<u32> = text.char_indices().map(|(at, _)| at as u32)
            .chain([text.len() as u32]).collect();
        let mut document = Document::new("p\"", Source::new(text.as_str()));
        document.title = extra.clone();
        for (start, len, confidence) in cuts {
            let start = start.index(offsets.len() - 1);
            let end = start + 1 + len.index(offsets.len() - 1 - start);
            let body = Body::Entity {
                span: Span::new(offsets[start], offsets[end]),
                label: hedgerow::extract::Label::Org.into(),
            };
            let mut mark = Mark::made(document.free_id(hedgerow::annotation::Kind::Entity), body);
            mark.confidence = (confidence.is_finite()).then(|| confidence.abs() % 1.0);
            mark.extra = match &extra {
                Some(extra) => json!({"note": extra}).to_string(),
                None => String::new(),
            };
            document.apply(Edit::Insert(mark)).expect("a sound mark");
        }
        for (unit, _) in UNITS {
            let file = native::write(&document, unit).expect("a file");
            check_slices(&serde_json::from_str(&file).expect("JSON"));
            let reading = native::read(&file);
            prop_assert_eq!(&reading.problems, &[]);
            prop_assert_eq!(reading.document.as_ref(), Some(&document));
        }
    }

    #[test]
    fn no_file_panics(
        file in prop_oneof![
            any::<String>(),
            "(=== [a-z]* \\| x\n)?(<[/a-zA-Z]{0,4}( k=\"[0-9 ]{0,3}\")?>|may|\n){0,20}",
        ],
        at in any::<prop::sample::Index>(), with in "[\\[\\]{}\",:0-9a-z]{0,3}",
    ) {
        inline::read(&file);
        native::read_all(&file);
        // A sound file with a few characters changed.
        let mut file = small().to_string();
        let chars: Vec<usize> = file.char_indices().map(|(at, _)| at).collect();
        let at = chars[at.index(chars.len())];
        let end = (at..=file.len()).skip(2).find(|end| file.is_char_boundary(*end));
        file.replace_range(at..end.unwrap_or(file.len()), &with);
        for reading in native::read_all(&file) {
            if let Some(document) = reading.document {
                native::write(&document, Unit::Utf16).expect("what was read can be written");
            }
        }
    }
}

#[test]
fn an_id_that_others_gave_stays() {
    let mut file = small();
    file["entities"][0]["id"] = json!("T-17/β");
    let document = native::read(&file.to_string())
        .document
        .expect("a document");
    assert!(document.mark(&Id::from("T-17/β")).is_some());
}
