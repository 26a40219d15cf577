//! A person makes a claim by keyboard alone, and says what it is.

use crate::caret::{caret_at, caret_on};
use crate::support::{Outcome, Page, browse};
use serde_json::json;
use thirtyfour::{By, Key};

/// The engine finds no claim in it.
const ARTICLE: &str = "The old keeper knows that snow buried Oslo. It was cold.";

/// Selects so many words from the caret on.
pub async fn select_words(page: &Page, count: usize) -> Outcome {
    let chain = page.driver.action_chain();
    let mut chain = chain.key_down(Key::Shift).key_down(Key::Control);
    for _ in 0..count {
        chain = chain.send_keys(Key::Right + "");
    }
    chain
        .key_up(Key::Control)
        .key_up(Key::Shift)
        .perform()
        .await?;
    Ok(())
}

/// Goes on by Tab until this has the focus.
async fn tab_to(page: &Page, what: &str) -> Outcome {
    for _ in 0..40 {
        page.keys(Key::Tab + "").await?;
        if page.focus().await? == what {
            return Ok(());
        }
    }
    Err(format!("Tab does not come to {what}").into())
}

/// Makes a claim of the sentence that the caret is in: "The old keeper knows that", and what they
/// know. Four steps.
pub async fn claim_at(page: &Page) -> Outcome {
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
    caret_at(page, "knows").await?;
    page.keys("h").await?;
    page.wait_for_words("#status", "It is new, and marked attribution.")
        .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_claim_is_made_by_keyboard_alone() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        let claim = "#article mark[data-kind=claim]";
        assert_eq!(page.count(claim).await?, 0, "the engine finds none");
        page.driver.find(By::Id("fold")).await?.focus().await?;
        caret_on(page).await?;
        caret_at(page, "keeper").await?;
        claim_at(page).await?;
        page.wait_for_words("#inspection", "The old keeper").await?;
        let made = page.mark("claim", "snow buried Oslo").await?;
        assert_eq!(made.label, "reported");
        page.mark("source", "The old keeper").await?;
        assert_eq!(page.mark("cue", "knows").await?.label, "attribution");

        // How sure it is, as the person says, and as the rules do.
        page.keys("-").await?;
        page.wait_for_words("#inspection", "Set by you; the rules say: reported.")
            .await?;
        page.keys("i").await?;
        tab_to(page, "button Back to the rules").await?;
        page.keys(Key::Enter + "").await?;
        page.wait_for_words("#status", "It is reported now, as the rules say.")
            .await?;
        page.until(
            "the sheet has the focus still",
            "return document.activeElement.closest('#inspection')",
            json!(null),
        )
        .await?;

        // Into the form, by Tab; the field keeps the focus when the sheet is drawn anew.
        tab_to(page, "#claim-holder").await?;
        page.keys("Ana Pop").await?;
        page.keys(Key::Enter + "").await?;
        page.wait_for_words("#status", "Its holder is Ana Pop.")
            .await?;
        page.wait_for_words("#inspection dl", "Ana Pop").await?;
        assert_eq!(page.focus().await?, "#claim-holder");
        let holder: String = page
            .js("return document.activeElement.value", json!(null))
            .await?;
        assert_eq!(holder, "Ana Pop");

        // Back to the start: the claim, its three parts, its level set and given back, its holder.
        // Letters are letters in a field: out of it first.
        page.keys(Key::Escape + "").await?;
        page.there(
            "the claim has the focus",
            "#article mark[data-emphasis=selected]:focus",
        )
        .await?;
        for _ in 0..7 {
            page.keys("u").await?;
        }
        page.until(
            "the claim is gone, and its cue",
            "return !document.querySelector('#article :is([data-kind=claim], [data-kind=cue])')",
            json!(null),
        )
        .await?;
        Ok(())
    })
    .await
}
