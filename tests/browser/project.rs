//! What a person says for a whole project: labels of its own, their name, keys, and what comes
//! of their decisions.

use crate::keeping::{reload, saved};
use crate::reading::ARTICLE;
use crate::support::{Outcome, Page, browse};
use serde_json::json;
use thirtyfour::Key;

/// Writes into the field of a sheet with this name.
async fn write(page: &Page, name: &str, words: &str) -> Outcome {
    let name = format!("[aria-label^={name:?}]");
    page.there("the field", &name).await?;
    page.js::<()>(
        "const field = document.querySelector(a); field.focus(); field.select?.()",
        json!(name),
    )
    .await?;
    page.keys(words).await
}

async fn select(page: &Page, text: &str) -> Outcome {
    page.click("#article mark[data-kind=entity]", text).await?;
    page.there("the mark's sheet", "#inspection[data-state=mark]")
        .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn an_own_label_from_its_sheet_to_the_article_and_over_a_reload() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.keys(Key::Escape).await?;
        page.blur().await?;
        page.keys("?").await?;
        page.button("Labels").await?;
        write(page, "Name of a new label", "SHIP").await?;
        page.button("Add").await?;
        page.wait_for_words("#sheet", "SHIP is a label now").await?;
        write(page, "Key of SHIP", "9").await?;
        page.button("Close").await?;

        select(page, "Astrid Bekkevold").await?;
        page.keys("9").await?;
        page.there("a ship", "#article mark[data-label=SHIP]")
            .await?;
        let tint =
            "return getComputedStyle(document.querySelector('#article mark[data-label=SHIP]'))
            .getPropertyValue('--tint')";
        let tint: String = page.js(tint, json!(null)).await?;
        assert!(tint.contains("light-dark"), "{tint:?}");
        page.there("its switch", "#legend [data-label=SHIP]")
            .await?;

        saved(page).await?;
        reload(page).await?;
        page.there("a ship", "#article mark[data-label=SHIP]")
            .await?;

        // Named anew, after a preview; one undo takes it back.
        page.blur().await?;
        page.keys("?").await?;
        page.button("Labels").await?;
        write(page, "Rename SHIP", "BOAT").await?;
        page.wait_for_words("#sheet", "SHIP becomes BOAT, and so do 1 mark")
            .await?;
        page.button("Do it").await?;
        page.wait_for_words("#sheet", "1 mark is changed").await?;
        page.button("Close").await?;
        page.there("a boat", "#article mark[data-label=BOAT]")
            .await?;
        page.button("Undo").await?;
        page.there("a ship again", "#article mark[data-label=SHIP]")
            .await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_name_a_note_and_a_flag_survive_a_reload_and_the_ledger_counts() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        select(page, "Astrid Bekkevold").await?;
        page.button("Accept").await?;
        // Once decided, one is asked for one's name.
        page.wait_for_words("#inspection", "Your name").await?;
        page.click("#inspection label", "Your name").await?;
        page.keys("Ada").await?;
        page.click("#inspection label", "Note").await?;
        page.keys("who is she?").await?;
        page.keys(Key::Enter).await?;
        page.button("Unsure, discuss").await?;
        page.there("the flag", "#inspection .more [aria-pressed=true]").await?;
        page.button("Reject").await?;
        page.wait_for_words("#inspection", "Rejected by Ada on ").await?;
        saved(page).await?;
        reload(page).await?;
        page.wait_for_words("#inspection", "Rejected by Ada on ").await?;
        page.wait_for_words("#inspection", "The engine said PERSON").await?;
        page.there("the flag", "#inspection .more [aria-pressed=true]").await?;
        let note: String = page
            .js(
                "return [...document.querySelectorAll('#inspection input')].map(field => field.value).join()",
                json!(null),
            )
            .await?;
        assert_eq!(note, "who is she?", "and nobody is asked for a name again");
        page.button("Keyboard").await?;
        page.button("What became").await?;
        page.there("the ledger", "#sheet table").await?;
        let row: Vec<String> = page
            .js(
                "const rows = [...document.querySelectorAll('#sheet table tr')];
                 const row = rows.find(row => row.firstChild.textContent === 'Person');
                 return [...row.children].map(cell => cell.textContent)",
                json!(null),
            )
            .await?;
        // Right, wrong, missed, open, precision, recall.
        assert_eq!(row, ["Person", "0", "1", "0", "0", "0 %", "–"]);
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_key_is_changed() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.button("Keyboard").await?;
        page.button("Change keys").await?;
        write(page, "Key for “reject, and on", "y").await?;
        page.button("Close").await?;
        select(page, "Astrid Bekkevold").await?;
        let chosen = page.focus().await?;
        page.keys("x").await?;
        page.wait_for_words("#review", "0 of ").await?;
        assert_eq!(page.focus().await?, chosen, "x does nothing");
        page.keys("y").await?;
        page.wait_for_words("#review", "1 of ").await
    })
    .await
}

/// Browsers let no test drop a folder: this is what a page gets where a person does.
#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_dropped_folder_gives_all_of_its_files() -> Outcome {
    browse(async |page| {
        page.until(
            "what takes folders in has come",
            "return performance.getEntriesByType('resource')
                 .some(({ name, duration }) => name.includes('worker-folders') && duration > 0)",
            json!(null),
        )
        .await?;
        page.js::<()>(
            "const file = name => ({
                 isFile: true,
                 file: yes => yes(new File(['It rained in ' + name + '.'], name + '.txt')),
             });
             const folder = parts => ({
                 isDirectory: true,
                 createReader: () => ({ readEntries: yes => yes(parts.splice(0, 2)) }),
             });
             const top = folder([file('Oslo'), folder([file('Bergen')]), file('Moss'), file('Hamar')]);
             const event = new Event('drop', { bubbles: true, cancelable: true });
             const items = [{ webkitGetAsEntry: () => top }];
             Object.defineProperty(event, 'dataTransfer', { value: { items, types: ['Files'] } });
             document.body.dispatchEvent(event)",
            json!(null),
        )
        .await?;
        page.until_count("#articles li", 4).await
    })
    .await
}
