//! Texts that nobody would write, and somebody will paste.

use crate::export::{check, download};
use crate::support::{Outcome, browse};
use serde_json::json;

struct Case {
    name: &'static str,
    /// A JavaScript expression.
    text: &'static str,
    /// What one of the notices says; empty where there is nothing to say.
    notice: &'static str,
}

#[rustfmt::skip]
const CASES: &[Case] = &[
    Case { name: "one letter", text: "'x'", notice: "" },
    Case { name: "a cue alone", text: "'may'", notice: "" },
    Case { name: "NUL and control characters", text: r"'Oslo\0 may\x01 open\x7f, said\x1b Ann Lee.\x08'", notice: "control" },
    Case { name: "lone surrogates", text: r"'Oslo \ud83d may open, \udc00said Ann Lee. \ud83d'", notice: "\u{FFFD}" },
    Case { name: "U+FFFD", text: r"'Oslo \ufffd may open, said Ann Lee.'", notice: "" },
    Case { name: "right to left", text: r"'\u05d0\u05d5\u05e1\u05dc\u05d5 \u05e2\u05e9\u05d5\u05d9\u05d4 \u05dc\u05d4\u05d9\u05e4\u05ea\u05d7. Oslo may open, said Ann Lee. \u202eabc\u202c'", notice: "" },
    Case { name: "emoji with joiners", text: r"'\u{1F469}\u{1F3FD}\u200D\u{1F680} Oslo may open \u{1F1F3}\u{1F1F4}, said Ann Lee\uFE0F.'", notice: "" },
    Case { name: "combining marks", text: r"'A\u030Angstro\u0308m may move to Oslo, said Ann Lee' + '\u0301'.repeat(500) + '.'", notice: "" },
    Case { name: "other line separators", text: r"'Oslo may open.\u2028Ann Lee denied it.\u2029\u0085\v\fKenya could follow.'", notice: "" },
    Case { name: "another language", text: r"'Der Bürgermeister sagte am Montag, dass die Stadt das Gebäude nicht verkaufen werde und der Rat darüber noch nicht entschieden habe. '.repeat(5)", notice: "English" },
    Case { name: "another script", text: r"'市长周一表示,该市不会出售这座建筑。'.repeat(40)", notice: "" },
    Case { name: "markup", text: r"'<b onclick=alert(1)>Oslo</b> may &amp; <script>alert(1)</script> open, said Ann Lee.'", notice: "" },
    Case { name: "many line ends", text: r"'Oslo may open.' + '\n'.repeat(5000) + 'Ann Lee denied it.'", notice: "" },
    Case { name: "no blanks", text: r"'a'.repeat(30000)", notice: "" },
    Case { name: "quotation marks alone", text: r"'\u201C'.repeat(3000) + ' Oslo may open'", notice: "" },
    Case { name: "brackets alone", text: r"'('.repeat(3000) + ' Oslo may open ' + ')'.repeat(3000)", notice: "" },
    Case { name: "cues alone", text: r"'may said denied if that '.repeat(600)", notice: "" },
];

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn odd_texts_are_read_and_exported() -> Outcome {
    browse(async |page| {
        for Case { name, text, notice } in CASES {
            let put = async || -> Outcome {
                page.put("").await?;
                page.put_by(text, json!(null)).await?;
                page.settled().await?;
                page.wait_for_words("#notices", notice).await?;
                // What is exported is what stands in the field, and spans cut the right words.
                let field: String = page
                    .js(
                        "return document.getElementById('text').value.toWellFormed()",
                        json!(null),
                    )
                    .await?;
                for unit in ["codepoint", "utf16", "byte"] {
                    let document = check(&download(page, unit).await?.1)?;
                    assert_eq!(document["text"], json!(field));
                }
                Ok(())
            };
            put().await.map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn nothing_to_read_is_told() -> Outcome {
    browse(async |page| {
        page.put_by("'  \\n \\t\\u00a0 '", json!(null)).await?;
        page.wait_for_words("#notices", "only blanks").await?;
        page.put("Oslo may open.").await?;
        assert_eq!(page.words("#notices").await?, "");
        page.put_by("''", json!(null)).await?;
        page.wait_for_words("#status", "empty").await?;
        assert_eq!(page.count("#article mark").await?, 0);
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn windows_line_ends_are_told() -> Outcome {
    browse(async |page| {
        page.js_async::<()>(
            "const data = new DataTransfer();
             data.setData('text/plain', a);
             const field = document.getElementById('text');
             field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
             field.value = a;
             field.dispatchEvent(new InputEvent('input', { inputType: 'insertFromPaste', bubbles: true }));",
            json!("Oslo may open.\r\nAnn Lee denied it.\r\n"),
        )
        .await?;
        page.settled().await?;
        page.wait_for_words("#notices", "2 line ends").await?;
        let document = check(&download(page, "codepoint").await?.1)?;
        assert_eq!(document["text"], json!("Oslo may open.\nAnn Lee denied it.\n"));
        Ok(())
    })
    .await
}

/// Long texts, during which the page goes on answering.
#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn long_texts_are_read_while_the_page_answers() -> Outcome {
    browse(async |page| {
        let sentence =
            "Lumen Labs may host Kite 3 in Oslo, according to Ann Lee, who denied the rest. ";
        for (name, text, least) in [
            (
                "one line of 1 MB",
                "a.repeat(1e6 / a.length + 1)",
                1_000_000,
            ),
            ("one word of 1 MB", "'a'.repeat(1e6)", 1_000_000),
            (
                "5 MB",
                "(a.repeat(9) + '\\n\\n').repeat(5e6 / a.length / 9 + 1)",
                5_000_000,
            ),
        ] {
            let put = async || -> Outcome {
                page.put_by(text, json!(sentence)).await?;
                // The page is used while the worker reads.
                page.button("Keyboard shortcuts").await?;
                page.there("the dialog is open", "#sheet[open] .keys")
                    .await?;
                page.click("#sheet button", "Close").await?;
                page.settled().await?;
                let document = check(&download(page, "byte").await?.1)?;
                assert!(document["text"].as_str().map_or(0, str::len) >= least);
                Ok(())
            };
            put().await.map_err(|error| format!("{name}: {error}"))?;
        }
        Ok(())
    })
    .await
}
