//! A whole short article, annotated by keyboard alone, from the paste to the last undo.

use crate::caret::{caret_at, caret_on};
use crate::claims::{claim_at, select_words};
use crate::keeping::{reload, saved, state, until_nothing_to_undo, until_state};
use crate::support::{Outcome, browse};
use serde_json::json;
use thirtyfour::{By, Key};

/// The engine finds four names in it, and no claim.
const ARTICLE: &str = "\
Ada Holm runs the ferry to Oslo, a port in Norway.

The old keeper knows that snow buried Bergen. It was cold.";

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn an_article_is_annotated_by_keyboard_and_all_of_it_taken_back() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.there("the review is there", "#review progress")
            .await?;
        let start = state(page).await?;
        let found = start.as_array().ok_or("no marks")?.iter();
        let names = ["Ada Holm", "Oslo", "Norway", "Bergen"];
        assert!(found.map(|mark| &mark[4]).eq(&names), "{start:#}");

        // Through what the engine says: accepted, relabelled, rejected, each going on to the next.
        page.driver.find(By::Id("text")).await?.focus().await?;
        page.keys(Key::Escape + "").await?;
        let selected = "#article mark[data-emphasis=selected]";
        page.keys("j").await?;
        page.wait_for_words(selected, "Ada Holm").await?;
        page.keys(Key::Enter + "").await?;
        page.wait_for_words(selected, "Oslo").await?;
        page.keys("4").await?;
        page.there("Oslo is a place", "#article mark[data-label=LOC]")
            .await?;
        page.wait_for_words(selected, "Norway").await?;
        page.keys("x").await?;
        page.wait_for_words(selected, "Bergen").await?;
        page.keys(Key::Enter + "").await?;
        page.wait_for_words("#review", "4 of 4 decided").await?;

        // What it missed, with an end that is moved.
        caret_on(page).await?;
        page.keys(Key::Up + "").await?;
        page.keys(Key::Home + "").await?;
        caret_at(page, "ferry").await?;
        select_words(page, 1).await?;
        page.keys("6").await?;
        page.wait_for_words("#article mark[data-label=PRODUCT]", "ferry")
            .await?;
        page.keys("[").await?;
        page.wait_for_words("#article mark[data-label=PRODUCT]", "the ferry")
            .await?;
        let here = "return document.activeElement.textContent == 'the ferry'";
        page.until("the focus stays at it", here, json!(null))
            .await?;

        // The page is left and found again as it was.
        saved(page).await?;
        let before = state(page).await?;
        reload(page).await?;
        until_state(page, "all is there again", &before).await?;

        // A claim with its source and its cue.
        caret_on(page).await?;
        caret_at(page, "keeper").await?;
        claim_at(page).await?;
        page.mark("claim", "snow buried Bergen").await?;
        page.mark("source", "The old keeper").await?;
        page.mark("cue", "knows").await?;

        // Back to the start, over the reload; and there it stays.
        saved(page).await?;
        // Four decisions, a name and its end, a claim and its three parts.
        for _ in 0..10 {
            page.keys("u").await?;
        }
        until_nothing_to_undo(page).await?;
        until_state(page, "all is taken back", &start).await?;
        saved(page).await?;
        reload(page).await?;
        until_state(page, "it still is", &start).await
    })
    .await
}
