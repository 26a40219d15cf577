//! What a person looks for, and does to all of it at once: occurrences, search, rules, and marks
//! whose words were edited.

use crate::documents::drop_files;
use crate::keeping::{reload, saved};
use crate::support::{Outcome, Page, browse};
use serde_json::json;
use thirtyfour::Key;

const ARTICLE: &str = "\
Microsoft may buy Lumen Labs, Reuters reported on Monday.

Microsoft denied it. Ada Holm of Lumen Labs said that Microsoft likely looks at a glim, and that
the glim is unclear.";

async fn until_accepted(page: &Page, count: usize) -> Outcome {
    let accepted = "#article mark[data-begins][data-status=accepted]";
    page.until_count(accepted, count).await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn all_occurrences_are_accepted_and_labelled_by_keyboard() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        page.select("entity", "Microsoft").await?;
        page.chord(Key::Shift, "l").await?;
        page.wait_for_words("#occurrences .summary", "“Microsoft” stands 3 times")
            .await?;
        assert_eq!(page.count("#occurrences [role=checkbox]").await?, 3);
        // The button has the focus: Enter does it, and the sheet is closed.
        page.keys(Key::Enter).await?;
        page.gone("the sheet is closed", "#sheet[open]").await?;
        until_accepted(page, 3).await?;
        page.wait_for_words("#status", "3 places marked as ORG.")
            .await?;
        page.keys("u").await?;
        until_accepted(page, 0).await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn search_finds_marks_plain_words_and_leads_there() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        page.keys("/").await?;
        page.there("the sheet is open", "#sheet[open] #search input")
            .await?;
        page.fill("#search input", "gl[io]m").await?;
        page.wait_for_words("#search .summary", "0 results.")
            .await?;
        page.click("#search button", "Regular expression").await?;
        page.wait_for_words("#search .summary", "2 results.")
            .await?;
        page.fill("#search input", "gl[io").await?;
        page.wait_for_words("#search .summary", "cannot be read behind “gl”")
            .await?;
        assert_eq!(page.count("#search li").await?, 2);
        page.fill("#search input", "glim").await?;
        page.wait_for_words("#search .summary", "2 results.")
            .await?;
        // Plain words become marks, with one undo.
        page.fill("#search select[aria-label='Mark as']", "PRODUCT")
            .await?;
        page.click("#search button", "Mark 2 as PRODUCT").await?;
        until_accepted(page, 2).await?;
        // Marks by their words, and the way to one of them.
        page.fill("#search select[aria-label='Look in']", "entity")
            .await?;
        page.there("what stands is shown", "#search li .progress")
            .await?;
        page.wait_for_words("#search li .progress", "PRODUCT, accepted")
            .await?;
        page.click("#search li button", "").await?;
        page.gone("the sheet is closed", "#sheet[open]").await?;
        page.until(
            "the mark has the focus",
            "return document.activeElement.dataset?.label === 'PRODUCT'",
            json!(null),
        )
        .await?;
        page.keys("u").await?;
        until_accepted(page, 0).await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn results_in_documents_that_are_not_open_are_changed_as_well() -> Outcome {
    browse(async |page| {
        let files: Vec<(String, String)> = (10..22)
            .map(|number| {
                let name = format!("{number}.txt");
                (name, format!("Number {number}: a glim was seen."))
            })
            .collect();
        let files: Vec<(&str, &str)> = (files.iter())
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        drop_files(page, &files).await?;
        page.wait_for_words("#article", "Number 10").await?;
        page.settled().await?;
        saved(page).await?;
        page.blur().await?;
        page.keys("/").await?;
        page.fill("#search input", "glim").await?;
        page.fill("#search select[aria-label=Where]", "project")
            .await?;
        page.wait_for_words(
            "#search .summary",
            "12 results in 12 documents, 11 of them not open.",
        )
        .await?;
        page.fill("#search select[aria-label='Mark as']", "PRODUCT")
            .await?;
        page.click("#search button", "Mark 12 as PRODUCT").await?;
        page.wait_for_words(
            "#search",
            "12 places marked as PRODUCT in 12 documents, 11 of them not open.",
        )
        .await?;
        until_accepted(page, 1).await?;
        // Once more: what is shown is what they are now.
        page.fill("#search select[aria-label='Look in']", "entity")
            .await?;
        page.wait_for_words("#search .summary", "12 results")
            .await?;
        page.wait_for_words("#search li:last-child .progress", "PRODUCT, accepted")
            .await?;
        page.click("#search button", "Reject 12").await?;
        page.wait_for_words("#search li:last-child .progress", "PRODUCT, rejected")
            .await?;
        // Each has an undo of its own, a reload later as well.
        page.keys(Key::Escape).await?;
        until_accepted(page, 0).await?;
        saved(page).await?;
        reload(page).await?;
        page.blur().await?;
        for number in [11, 12] {
            page.keys(">").await?;
            page.wait_for_words("#article", &format!("Number {number}"))
                .await?;
            page.settled().await?;
            until_accepted(page, 0).await?;
            page.keys("u").await?;
            until_accepted(page, 1).await?;
            page.keys("u").await?;
            until_accepted(page, 0).await?;
        }
        saved(page).await?;
        // Where storage refuses, nothing is done anywhere, not even in what is open.
        page.keys("/").await?;
        page.fill("#search input", "glim").await?;
        page.fill("#search select[aria-label=Where]", "project")
            .await?;
        page.wait_for_words("#search .summary", "12 results")
            .await?;
        page.fill("#search select[aria-label='Mark as']", "PRODUCT")
            .await?;
        // Who brings the database to another version closes it for others.
        let taken: bool = page
            .js_async(
                "const request = indexedDB.open('hedgerow', 99);
                 return new Promise(kept => { request.onsuccess = () => kept(true); })",
                json!(null),
            )
            .await?;
        assert!(taken);
        page.click("#search button", "Mark 12 as PRODUCT").await?;
        page.wait_for_words("#search", "Nothing was changed in any document")
            .await?;
        until_accepted(page, 0).await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn what_is_taught_holds_from_then_on_and_after_a_reload() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        page.select("entity", "Microsoft").await?;
        page.click("button", "Teach").await?;
        page.there("the sheet is open", "#sheet[open] #rules select")
            .await?;
        page.fill("#rules select", "GPE").await?;
        page.wait_for_words("#rules button.primary", "change 3 suggestions")
            .await?;
        page.keys(Key::Enter).await?;
        page.wait_for_words("#rules li", "“Microsoft” is always GPE")
            .await?;
        page.until_count("#article mark[data-label=GPE][data-begins]", 3).await?;
        saved(page).await?;
        reload(page).await?;
        page.wait_for_words("#article", "Reuters").await?;
        page.put("Nobody knows what Microsoft will say of it.").await?;
        page.until(
            "the rule is followed",
            "return document.querySelector('#article mark[data-kind=entity]')?.dataset.label === 'GPE'",
            json!(null),
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_mark_whose_words_were_edited_waits_and_is_placed() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        page.select("entity", "Reuters").await?;
        page.keys("a").await?;
        until_accepted(page, 1).await?;
        page.put(&ARTICLE.replace("Reuters", "Reutters")).await?;
        page.wait_for_words("#notices", "1 mark that you had decided on")
            .await?;
        until_accepted(page, 0).await?;
        // It waits still after a reload.
        saved(page).await?;
        reload(page).await?;
        page.wait_for_words("#article", "Reutters").await?;
        page.put(&ARTICLE.replace("Reuters", "Reutterss")).await?;
        page.settled().await?;
        page.blur().await?;
        page.chord(Key::Shift, "r").await?;
        page.wait_for_words(
            "#reading .summary",
            "1 mark that you had decided on lost its words",
        )
        .await?;
        page.click("#reading button", "Place it here").await?;
        page.wait_for_words("#reading .summary", "No mark waits")
            .await?;
        page.keys(Key::Escape).await?;
        until_accepted(page, 1).await?;
        assert_eq!(
            page.words("#article mark[data-status=accepted]").await?,
            "Reutterss"
        );
        Ok(())
    })
    .await
}
