//! What a person takes away.

use crate::reading::ARTICLE;
use crate::support::{Outcome, Page, browse, saved};
use hedgerow::format::inline;
use serde_json::{Value, json};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder that is gone when it is dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Outcome<Self> {
        let path = std::env::temp_dir().join(format!("hedgerow-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Saves the document that is shown, with offsets in `unit`, and reads the file.
pub async fn download(page: &Page, unit: &str) -> Outcome<(String, String)> {
    let folder = Folder::new(&format!("download-{unit}-{}", page.driver.session_id()))?;
    page.save_in(folder.path()).await?;
    page.button("Export").await?;
    page.until(
        "the dialog is open",
        "return !!document.querySelector('#export')",
        json!(null),
    )
    .await?;
    page.js::<()>(
        "const select = document.querySelector('#unit');
         select.value = a;
         select.dispatchEvent(new Event('input', { bubbles: true }));",
        json!(unit),
    )
    .await?;
    page.click("#export button", "Download").await?;
    let file = saved(folder.path()).await?;
    close_export(page).await?;
    Ok(file)
}

/// Closes the dialog, if it is still there.
async fn close_export(page: &Page) -> Outcome {
    let close = "const close = [...document.querySelectorAll('#sheet > .buttons button')];
        if (document.querySelector('#export')) close.at(-1).click();";
    page.js::<()>(close, json!(null)).await?;
    page.gone("the dialog is closed", "#export").await
}

/// Holds a file to the schema that the site serves, and cuts every span out of the text again.
pub fn check(file: &str) -> Outcome<Value> {
    let document: Value = serde_json::from_str(file)?;
    let schema = serde_json::from_str(include_str!("../../www/schema/hedgerow-1.json"))?;
    let validator = jsonschema::validator_for(&schema)?;
    let errors: Vec<_> = validator
        .iter_errors(&document)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");

    let text = document["text"].as_str().ok_or("no text")?;
    let unit = document["offset_unit"].as_str().ok_or("no unit")?;
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let cut = |start: usize, end: usize| -> Option<String> {
        match unit {
            "codepoint" => Some(text.chars().skip(start).take(end - start).collect()),
            "utf16" => String::from_utf16(utf16.get(start..end)?).ok(),
            "byte" => text.get(start..end).map(str::to_owned),
            _ => None,
        }
    };
    for span in spans(&document) {
        let offset = |name: &str| {
            span[name]
                .as_u64()
                .map(|offset| offset as usize)
                .ok_or("no offset")
        };
        assert_eq!(
            cut(offset("start")?, offset("end")?).as_deref(),
            span["text"].as_str(),
            "{span}"
        );
    }
    Ok(document)
}

/// Everything in a document that has an offset and says its words.
fn spans(value: &Value) -> Vec<&Value> {
    match value {
        Value::Array(items) => items.iter().flat_map(spans).collect(),
        Value::Object(fields) => {
            let own =
                (fields.contains_key("start") && fields.contains_key("text")).then_some(value);
            own.into_iter()
                .chain(fields.values().flat_map(spans))
                .collect()
        }
        _ => Vec::new(),
    }
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_file_is_saved_in_every_unit() -> Outcome {
    browse(async |page| {
        let text = format!("\u{1F680}\u{E9} {ARTICLE}");
        page.paste(&text).await?;
        for unit in ["codepoint", "utf16", "byte"] {
            let (name, file) = download(page, unit).await?;
            assert!(name.ends_with(".json"), "{name}");
            let document = check(&file)?;
            assert_eq!(document["text"], json!(text));
            assert_eq!(document["offset_unit"], json!(unit));
            for list in ["sentences", "entities", "cues", "claims"] {
                assert!(
                    !document[list].as_array().ok_or("no list")?.is_empty(),
                    "no {list}"
                );
            }
            assert!(spans(&document).len() > 20);
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn json_and_claims_can_be_copied() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        let (_, file) = download(page, "codepoint").await?;
        let mut copied = Vec::new();
        for button in ["Copy JSON", "Copy claims", "Copy claims as Markdown"] {
            page.js_async::<()>("await navigator.clipboard.writeText('')", json!(null))
                .await?;
            page.button("Export").await?;
            page.click("#export button", button).await?;
            // The driver waits for what a script promises.
            let clipboard = page.until(
                "something is copied",
                "return navigator.clipboard.readText().then(text => text || null)",
                json!(null),
            );
            copied.push(clipboard.await?.as_str().unwrap_or_default().to_owned());
            page.wait_for_words("#status", "opied").await?;
            close_export(page).await?;
        }
        assert_eq!(copied[0], file.trim_end());
        assert!(copied[1].contains("Astrid Bekkevold"), "{}", copied[1]);
        assert!(!copied[1].contains("**"), "{}", copied[1]);
        assert!(copied[2].contains("**"), "{}", copied[2]);
        Ok(())
    })
    .await
}

/// Documents of the command line, one a line, for these lines of `{"id","text"}`.
fn annotate(lines: &[Value]) -> Outcome<Vec<String>> {
    let program = option_env!("CARGO_BIN_EXE_hedgerow").ok_or("run with --features cli")?;
    let mut child = Command::new(program)
        .args(["annotate", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut input = child.stdin.take().ok_or("no standard input")?;
    let lines: Vec<String> = lines.iter().map(Value::to_string).collect();
    let writing = std::thread::spawn(move || input.write_all((lines.join("\n") + "\n").as_bytes()));
    let output = child.wait_with_output()?;
    writing.join().map_err(|_| "could not write")??;
    assert!(output.status.success());
    Ok(String::from_utf8(output.stdout)?
        .lines()
        .map(str::to_owned)
        .collect())
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_page_and_the_command_line_write_the_same() -> Outcome {
    let mut texts = Vec::new();
    for entry in fs::read_dir("corpus/dev")? {
        let articles = inline::read(&fs::read_to_string(entry?.path())?);
        texts.extend(
            articles
                .documents
                .iter()
                .map(|d| d.source().text().to_owned()),
        );
    }
    assert!(texts.len() > 90);
    browse(async |page| {
        let mut asked = Vec::new();
        let mut files = Vec::new();
        for text in &texts {
            page.put(text).await?;
            let (_, file) = download(page, "codepoint").await?;
            let id = check(&file)?["id"].clone();
            asked.push(json!({ "id": id, "text": text }));
            files.push(file);
        }
        for (file, line) in files.iter().zip(annotate(&asked)?) {
            assert_eq!(file.trim_end_matches('\n'), line);
        }
        Ok(())
    })
    .await
}
