//! A person makes a claim by keyboard alone, and says what it is.

use crate::caret::caret_at;
use crate::export::download;
use crate::support::{Outcome, Page, browse};
use serde_json::{Value, json};
use thirtyfour::{By, Key};

const ARTICLE: &str = "The old keeper hummed that snow buried Oslo. It was cold.";

/// Selects so many words from the caret on.
async fn select_words(page: &Page, count: usize) -> Outcome {
    for _ in 0..count {
        page.keys(Key::Shift + Key::Control + Key::Right).await?;
    }
    Ok(())
}

/// The claims of the document as it would be exported.
async fn claims(page: &Page) -> Outcome<Vec<Value>> {
    let (_, file) = download(page, "codepoint").await?;
    let document: Value = serde_json::from_str(&file)?;
    Ok(document["claims"].as_array().cloned().unwrap_or_default())
}

fn words(parts: &Value) -> Vec<&str> {
    let parts = parts.as_array().into_iter().flatten();
    parts.filter_map(|part| part["text"].as_str()).collect()
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_claim_is_made_by_keyboard_alone() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        assert!(claims(page).await?.is_empty(), "the engine finds none");
        page.driver.find(By::Id("fold")).await?.focus().await?;
        page.keys("v").await?;
        page.there("the caret is on", "#caret:not([hidden])")
            .await?;
        caret_at(page, "keeper").await?;
        page.keys("c").await?;
        page.wait_for_words("#status", "is a claim now: asserted.")
            .await?;
        // What is no content of it is taken away, and added as what it is.
        page.keys(Key::Home).await?;
        select_words(page, 5).await?;
        page.keys("q").await?;
        page.wait_for_words("#status", "no longer belongs to the content.")
            .await?;
        page.keys(Key::Home).await?;
        select_words(page, 3).await?;
        page.keys("s").await?;
        page.wait_for_words("#status", "belongs to the source now.")
            .await?;
        page.keys(Key::Home).await?;
        caret_at(page, "hummed").await?;
        page.keys("h").await?;
        page.wait_for_words("#status", "It is new, and marked attribution.")
            .await?;
        page.wait_for_words("#inspection", "The old keeper").await?;
        let made = claims(page).await?;
        assert_eq!(made.len(), 1);
        assert_eq!(words(&made[0]["content"]), ["snow buried Oslo"]);
        assert_eq!(words(&made[0]["source"]), ["The old keeper"]);
        assert_eq!(made[0]["cues"].as_array().map(Vec::len), Some(1));
        assert_eq!(made[0]["certainty"], "reported");
        assert_eq!(made[0]["origin"], "human");

        // How sure it is, as the person says, and as the rules do.
        page.keys("-").await?;
        page.wait_for_words("#inspection", "Set by you; the rules say: reported.")
            .await?;
        page.button("Back to the rules").await?;
        page.wait_for_words("#status", "It is reported now, as the rules say.")
            .await?;
        page.until(
            "the sheet has the focus still",
            "return document.activeElement.closest('#inspection')",
            json!(null),
        )
        .await?;

        // Into the form, by Tab; the field keeps the focus when the sheet is drawn anew.
        for _ in 0..40 {
            if page.focus().await? == "#claim-holder" {
                break;
            }
            page.keys(Key::Tab + "").await?;
        }
        page.keys("Ana Pop").await?;
        page.keys(Key::Enter + "").await?;
        page.wait_for_words("#status", "Its holder is Ana Pop.")
            .await?;
        page.wait_for_words("#inspection dd", "Ana Pop").await?;
        assert_eq!(page.focus().await?, "#claim-holder");
        let holder: String = page
            .js("return document.activeElement.value", json!(null))
            .await?;
        assert_eq!(holder, "Ana Pop");
        assert_eq!(claims(page).await?[0]["holder"], "Ana Pop");

        // Back to the start.
        for _ in 0..7 {
            page.button("Undo").await?;
        }
        page.gone("the claim is gone", "#article mark[data-kind=claim]")
            .await?;
        assert!(claims(page).await?.is_empty());
        Ok(())
    })
    .await
}
