//! What the files hold that a person brings.

use hedgerow::format::intake::{Contents, Found, documents};

fn found(name: &str, text: &str) -> Found {
    documents(
        name,
        Contents {
            text: text.to_owned(),
            line_ends: 0,
            replaced: 0,
            encoding: None,
        },
    )
}

/// The texts, each with whether its marks come with it.
fn texts(found: &Found) -> Vec<(&str, bool)> {
    let brought = found.documents.iter();
    brought
        .map(|brought| (brought.document.source().text(), brought.read))
        .collect()
}

#[test]
fn a_name_says_what_a_file_is() {
    assert_eq!(texts(&found("a.txt", "Rain.")), [("Rain.", false)]);
    assert_eq!(texts(&found("a", "<p>Rain.")), [("<p>Rain.", false)]);
    let page = found("a.HTM", "<title>Oslo</title><p>Rain.");
    assert_eq!(texts(&page), [("Rain.", false)]);
    assert_eq!(page.documents[0].document.title.as_deref(), Some("Oslo"));
    let page = found(
        "a.md",
        "---\ntags: rain\n---\n# Rain in *Oslo*\n\nIt [rained](https://x.org) `hard`,\nsay two.\n\n\
         ![a cloud](c.png)\n\n- once\n- twice\n\n1. thrice\n\n> So be it.\n\n<div>no</div>\n",
    );
    let text =
        "Rain in Oslo\n\nIt rained hard, say two.\n\n- once\n- twice\n\n1. thrice\n\nSo be it.";
    assert_eq!(texts(&page), [(text, false)]);
    assert_eq!(
        page.documents[0].document.title.as_deref(),
        Some("Rain in Oslo")
    );
    let page = found(
        "a.md",
        "Use `x. `\n\nThen `- `\n\n1. See\n\n   below.\n\nEnd.",
    );
    let text = "Use x.\n\nThen -\n\n1. See\n\nbelow.\n\nEnd.";
    assert_eq!(texts(&page), [(text, false)]);
    let line = r#"{"format":"hedgerow","version":1,"id":"a","text":"Rain."}"#;
    let lines = found("a.jsonl", &format!("{line}\nnonsense\n{line}"));
    assert_eq!(texts(&lines), [("Rain.", true), ("Rain.", true)]);
    assert_eq!(lines.problems.len(), 1);
    assert!(lines.problems[0].starts_with("a.jsonl: "), "{lines:?}");
}

#[test]
fn what_a_file_did_to_its_text_is_said() {
    assert_eq!(
        found("a.txt", " \n").problems,
        ["a.txt: there is no text in it"]
    );
    let contents = Contents {
        text: "Rain.".to_owned(),
        line_ends: 1,
        replaced: 2,
        encoding: Some("windows-1252"),
    };
    let note = &documents("a.txt", contents.clone()).documents[0].note;
    for said in [
        "a.txt was no UTF-8 and was read as windows-1252.",
        "1 line end of the Windows kind",
        "2 characters were broken",
    ] {
        assert!(note.contains(said), "{note}");
    }
    for page in ["a.html", "a.md"] {
        let note = &documents(page, contents.clone()).documents[0].note;
        assert!(note.contains("2 characters were broken"), "{note}");
        assert!(!note.contains("line end"), "its lines are not the text's");
    }
}
