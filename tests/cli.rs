//! The built command line, as a user calls it.
#![cfg(all(feature = "cli", not(target_arch = "wasm32")))]

use hedgerow::format::{inline, native};
use serde_json::{Value, json};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

fn hedgerow(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    command
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What comes of `input` on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = hedgerow(arguments).spawn().expect("the program");
    let mut stdin = child.stdin.take().expect("its input");
    let input = input.to_owned();
    // From another thread: the program writes before it has read all.
    let writer = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().expect("its output");
    let _ = writer.join().expect("the writer");
    output
}

fn documents(output: &Output) -> Vec<Value> {
    let text = std::str::from_utf8(&output.stdout).expect("UTF-8");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

fn errors(output: &Output) -> Vec<&str> {
    let text = std::str::from_utf8(&output.stderr).expect("UTF-8");
    text.lines().collect()
}

/// A folder of this test's own, empty at its start.
fn folder(name: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).expect("a folder");
    path
}

#[test]
fn documents_come_in_the_order_of_their_lines() {
    let text = "Acme may sell its mill in Rome, the company said on Monday. ";
    let lines: String = (0..200)
        .map(|n| {
            // Long and short ones in turn, so that they are not ready in order.
            let text = text.repeat(1 + (n % 7) * 9);
            format!("{}\n", json!({"id": format!("d{n}"), "text": text}))
        })
        .collect();
    let one = run(&["annotate", "--jsonl", "--threads", "1"], lines.as_bytes());
    assert!(one.status.success());
    let ids: Vec<Value> = documents(&one)
        .iter()
        .map(|doc| doc["id"].clone())
        .collect();
    assert_eq!(
        ids,
        (0..200).map(|n| json!(format!("d{n}"))).collect::<Vec<_>>()
    );
    let many = run(&["annotate", "--jsonl", "--threads", "8"], lines.as_bytes());
    assert!(one.stdout == many.stdout, "the number of threads shows");
}

#[test]
fn a_bad_line_is_named_and_passed_over() {
    let mut input = Vec::new();
    for line in [
        br#"{"id":"a","text":"Acme may sell."}"#.as_slice(),
        b"{\"id\":\"b\",",
        b"",
        br#"{"id":"c"}"#,
        br#"{"id":"d","text":7}"#,
        b"{\"id\":\"e\",\"text\":\"\xff\"}",
        b"[]",
        br#"{"id":6,"text":"It could.","meta":{"url":"x"}}"#,
    ] {
        input.extend_from_slice(line);
        input.extend_from_slice(b"\r\n");
    }
    let output = run(&["annotate", "--jsonl"], &input);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        errors(&output),
        [
            "hedgerow: line 2: column 10: no JSON: EOF while parsing a value",
            "hedgerow: line 4: text: there is no text",
            "hedgerow: line 5: text: expected a string, found 7",
            "hedgerow: line 6: not UTF-8 at byte 18",
            "hedgerow: line 7: document: expected an object, found []",
        ]
    );
    let documents = documents(&output);
    let ids: Vec<&Value> = documents.iter().map(|document| &document["id"]).collect();
    assert_eq!(ids, ["a", "6"]);
    assert_eq!(documents[1]["meta"]["url"], "x");
}

#[test]
fn files_are_taken_as_they_are() {
    let folder = folder("files");
    let write = |name: &str, bytes: &[u8]| {
        let path = folder.join(name);
        fs::write(&path, bytes).expect("a file");
        path.to_str().expect("a plain name").to_owned()
    };
    let texts: [(&str, &[u8], &str); 4] = [
        (
            "first.txt",
            b"Acme may sell.\r\n\r\nSo it said.\r\n",
            "Acme may sell.\r\n\r\nSo it said.\r\n",
        ),
        ("a.b.txt", b"\xef\xbb\xbfAcme may sell.", "Acme may sell."),
        ("empty", b"", ""),
        ("nul.txt", b"Acme\0may\x07sell.", "Acme\u{0}may\u{7}sell."),
    ];
    let mut arguments = vec!["annotate".to_owned()];
    arguments.extend(texts.iter().map(|(name, bytes, _)| write(name, bytes)));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = run(&arguments, b"");
    assert_eq!(errors(&output), Vec::<&str>::new());
    assert!(output.status.success());
    let read: Vec<(Value, Value)> = documents(&output)
        .iter()
        .map(|document| (document["id"].clone(), document["text"].clone()))
        .collect();
    let ids = ["first", "a.b", "empty", "nul"];
    let expected = ids
        .iter()
        .zip(&texts)
        .map(|(id, (_, _, text))| (json!(id), json!(text)));
    assert_eq!(read, expected.collect::<Vec<_>>());
}

#[test]
fn files_that_cannot_be_read_do_not_stop_the_others() {
    let folder = folder("unreadable");
    let path = |name: &str| folder.join(name).to_str().expect("a plain name").to_owned();
    fs::write(path("latin.txt"), b"caf\xe9 may").expect("a file");
    fs::write(path("good.txt"), "Acme may sell.").expect("a file");
    let (missing, latin, good) = (path("missing.txt"), path("latin.txt"), path("good.txt"));
    let output = run(&["annotate", &missing, &latin, &good], b"");
    assert_eq!(output.status.code(), Some(1));
    let errors = errors(&output);
    assert!(
        errors[0].starts_with(&format!("hedgerow: {missing}: ")),
        "{errors:?}"
    );
    assert_eq!(errors[1], format!("hedgerow: {latin}: not UTF-8 at byte 3"));
    let documents = documents(&output);
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0]["id"], "good");
}

#[test]
fn standard_input_is_a_text_without_jsonl() {
    let output = run(
        &["annotate", "--unit", "utf16"],
        "😀 Acme has reportedly sold it.\n".as_bytes(),
    );
    assert!(output.status.success());
    let document = &documents(&output)[0];
    assert_eq!(
        (&document["id"], &document["offset_unit"]),
        (&json!("stdin"), &json!("utf16"))
    );
    let cue = &document["cues"][0];
    assert_eq!(
        (&cue["text"], &cue["start"]),
        (&json!("reportedly"), &json!(12))
    );
}

#[test]
fn decisions_in_documents_are_kept() {
    let line = r#"{"id":"a","text":"Acme has reportedly sold it."}"#;
    let first = run(&["annotate", "--jsonl"], line.as_bytes());
    let mut document = documents(&first).remove(0);
    assert_eq!(document["cues"][0]["text"], "reportedly");
    document["cues"][0]["status"] = json!("rejected");
    document["cues"][0]["note"] = json!("not this one");
    let again = run(&["annotate", "--jsonl"], document.to_string().as_bytes());
    assert!(again.status.success(), "{:?}", errors(&again));
    assert_eq!(documents(&again)[0]["cues"], document["cues"]);
}

#[test]
fn names_of_one_thing_are_linked() {
    let line = r#"{"id":"a","text":"Elon Musk spoke in Oslo. Musk left."}"#;
    let document = documents(&run(&["annotate", "--jsonl"], line.as_bytes())).remove(0);
    let of = |at: usize| document["entities"][at]["cluster"].clone();
    assert_eq!([of(0), of(1), of(2)], ["k1", "k2", "k1"]);
    assert_eq!(document["clusters"][0]["name"], "Elon Musk");
    // A name that somebody rejected is nobody's; the others are linked without it.
    let mut document = document;
    document["entities"][0]["status"] = json!("rejected");
    let again = run(&["annotate", "--jsonl"], document.to_string().as_bytes());
    let again = documents(&again).remove(0);
    assert_eq!(again["entities"][0]["cluster"], Value::Null);
    assert_eq!(
        again["clusters"][1],
        json!({"id": "k2", "name": "Musk", "label": "PERSON"})
    );
}

#[test]
fn an_answer_comes_before_the_next_question() {
    let mut child = hedgerow(&["annotate", "--jsonl"])
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("its input");
    let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
    for id in ["a", "b", "c"] {
        writeln!(stdin, "{}", json!({"id": id, "text": "Acme may sell."})).expect("a line");
        let mut answer = String::new();
        stdout.read_line(&mut answer).expect("an answer");
        let answer: Value = serde_json::from_str(&answer).expect("JSON");
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(child.wait().expect("its end").success());
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = hedgerow(&["annotate", "--jsonl"])
        .spawn()
        .expect("the program");
    let mut stdin = child.stdin.take().expect("its input");
    drop(child.stdout.take());
    let line = json!({"id": "a", "text": "Acme may sell. ".repeat(50)}).to_string();
    // The input stays open: the program must not wait for its end.
    while writeln!(stdin, "{line}").is_ok() {}
    let mut said = String::new();
    child
        .stderr
        .take()
        .expect("its errors")
        .read_to_string(&mut said)
        .expect("text");
    assert_eq!(said, "");
    assert!(child.wait().expect("its end").success());
}

#[test]
fn eval_scores_one_file_against_another() {
    let folder = folder("eval");
    let corpus = fs::read_to_string("corpus/dev/a1.txt").expect("the corpus");
    let gold: Vec<String> = inline::read(&corpus)
        .documents
        .iter()
        .map(|document| native::write(document, Default::default()).expect("a file"))
        .collect();
    // The same without the first cue of each, and without the last document.
    let predicted: Vec<String> = gold[..gold.len() - 1]
        .iter()
        .map(|line| {
            let mut file: Value = serde_json::from_str(line).expect("JSON");
            file["cues"][0]["status"] = json!("rejected");
            file.to_string()
        })
        .collect();
    let path = |name: &str| folder.join(name).to_str().expect("a plain name").to_owned();
    let (gold_file, predicted_file) = (path("gold.jsonl"), path("predicted.jsonl"));
    fs::write(&gold_file, gold.join("\n")).expect("a file");
    fs::write(&predicted_file, predicted.join("\n")).expect("a file");
    let arguments = [
        "eval",
        "--gold",
        &gold_file,
        "--pred",
        &predicted_file,
        "--json",
    ];
    let output = run(&arguments, b"");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(errors(&output).len(), 1, "{:?}", errors(&output));
    let scores = &documents(&output)[0];
    let count = |kind: &str, of: &[Value]| {
        let lists = of
            .iter()
            .map(|file| file[kind].as_array().expect("a list").len());
        lists.sum::<usize>()
    };
    let gold: Vec<Value> = gold
        .iter()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    let both = &gold[..gold.len() - 1];
    assert_eq!(scores["cues"]["exact"]["gold"], count("cues", &gold));
    assert_eq!(
        scores["cues"]["exact"]["right"],
        count("cues", both) - both.len()
    );
    assert_eq!(
        scores["entities"]["exact"]["right"],
        count("entities", both)
    );
    assert_eq!(scores["entities"]["exact"]["precision"], 1.0);
    assert_eq!(scores["claims"]["exact"]["right"], count("claims", both));
    assert_eq!(scores["claims"]["certainty"], 1.0);
    assert_eq!(scores["claims"]["parent"], 1.0);
}
