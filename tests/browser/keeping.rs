//! What a person did is there again after a reload, with all that can be taken back.

use crate::export::Folder;
use crate::reading::{ARTICLE, marks_are_those_of};
use crate::support::{Outcome, Page, Visit, browse, browse_as, saved as saved_file};
use crate::worker::{KILL, WATCH};
use serde_json::{Value, json};
use thirtyfour::Key;

/// Waits until all that was done is in storage.
pub async fn saved(page: &Page) -> Outcome {
    page.wait_for_words("#kept", "Saved").await?;
    // A page that has nothing to lose lets itself be left.
    page.until(
        "nothing would be lost",
        "const leaving = new Event('beforeunload', { cancelable: true });
         window.dispatchEvent(leaving);
         return !leaving.defaultPrevented",
        json!(null),
    )
    .await?;
    Ok(())
}

/// Loads the page anew, and waits until it shows an article again.
pub async fn reload(page: &Page) -> Outcome {
    page.driver.refresh().await?;
    page.until(
        "the article is there again",
        "const article = document.querySelector('#article');
         return article && !article.hidden && article.textContent.trim()",
        json!(null),
    )
    .await?;
    Ok(())
}

/// The marks that stand in the article with what was decided on them. A rejected one is shown
/// as long as it is chosen, and no longer.
const STATE: &str = "
    return [...document.querySelectorAll('#article mark[data-id]:not([data-status=rejected])')]
        .map(mark => [mark.dataset.id, mark.dataset.kind, mark.dataset.label,
                      mark.dataset.status ?? '', mark.textContent])";

pub async fn state(page: &Page) -> Outcome<Value> {
    page.js(STATE, json!(null)).await
}

pub async fn until_state(page: &Page, what: &str, expect: &Value) -> Outcome {
    page.until_is(what, STATE, expect.clone()).await
}

/// Waits until all that was ever done is taken back.
pub async fn until_nothing_to_undo(page: &Page) -> Outcome {
    page.until(
        "there is nothing more to take back",
        "return [...document.querySelectorAll('#bar button')].find(button =>
            button.textContent === 'Undo').ariaDisabled === 'true'",
        json!(null),
    )
    .await?;
    Ok(())
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_reload_in_the_middle_loses_nothing_and_undo_leads_to_the_start() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        let mut states = vec![state(page).await?];
        let mut decide = async |keys: &str| -> Outcome {
            let before = states.last().cloned().unwrap_or_default();
            page.keys(keys).await?;
            states.push(page.until_not("it is done", STATE, before).await?);
            Ok(())
        };
        decide("ja").await?;
        decide("jjx").await?;
        decide("ja").await?;
        let chosen = page.focus().await?;
        saved(page).await?;
        reload(page).await?;

        // The text field takes a paste as ever, and holds the text.
        let field = page.text().await?;
        assert_eq!(field, ARTICLE);
        until_state(page, "all decisions are back", &states[3]).await?;
        page.until(
            "the mark that was chosen has the focus again",
            "const at = document.activeElement;
             return a === (at.dataset.kind ?? at.localName) + ' ' + at.textContent.trim()",
            json!(chosen),
        )
        .await?;

        // Back by one, another reload, and then to the start.
        page.keys("u").await?;
        until_state(page, "the last is taken back", &states[2]).await?;
        saved(page).await?;
        reload(page).await?;
        until_state(page, "it still is", &states[2]).await?;
        page.blur().await?;
        page.keys("U").await?;
        until_state(page, "it is done again", &states[3]).await?;
        for before in states[..3].iter().rev() {
            page.keys("u").await?;
            until_state(page, "one more is taken back", before).await?;
        }
        until_nothing_to_undo(page).await?;
        // And the engine goes on with it.
        let text = format!("{ARTICLE} Rain may come.");
        page.put(&text).await?;
        marks_are_those_of(page, &text).await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn all_that_lay_open_lies_open_again() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        page.keys("b").await?;
        let other = "Rain is likely in Oslo, officials said.";
        page.paste(other).await?;
        page.blur().await?;
        page.chord(Key::Alt, ",").await?;
        page.wait_for_words("#article", "Bekkevold").await?;
        saved(page).await?;
        reload(page).await?;
        page.until_count("#articles li", 2).await?;
        page.wait_for_words("#article", "Bekkevold").await?;
        let current = page.words("#articles [aria-current=page] .number").await?;
        assert_eq!(current, "1");
        page.chord(Key::Alt, ".").await?;
        page.wait_for_words("#article", "officials said").await?;
        marks_are_those_of(page, other).await
    })
    .await
}

/// Takes and drops the focus, and decides on the first mark with a key.
async fn decide(page: &Page, key: &str) -> Outcome {
    page.blur().await?;
    page.keys(key).await
}

async fn accepted(page: &Page) -> Outcome<usize> {
    page.count("#article [data-status=accepted]").await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_second_tab_is_told_and_overwrites_nothing() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        decide(page, "ja").await?;
        saved(page).await?;
        let first = page.driver.window().await?;
        let address = page.driver.current_url().await?;
        let second = page.driver.new_tab().await?;
        page.driver.switch_to_window(second.clone()).await?;
        page.driver.goto(address.as_str()).await?;
        page.wait_for_words("#notices", "open in another tab")
            .await?;
        assert_eq!(page.words("#kept").await?, "Not saved");
        assert_eq!(
            page.words("#article").await?,
            "",
            "what lay open stays there"
        );
        page.put("Rain is likely in Oslo, officials said.").await?;
        decide(page, "ja").await?;

        // The first tab saves as before.
        page.driver.switch_to_window(first).await?;
        decide(page, "ja").await?;
        saved(page).await?;
        page.driver.close_window().await?;

        // Once it is closed, the other one saves too, and takes nothing away.
        page.driver.switch_to_window(second).await?;
        saved(page).await?;
        assert_eq!(page.words("#notices").await?, "");
        reload(page).await?;
        page.wait_for_words("#article", "officials said").await?;
        assert!(accepted(page).await? > 0);
        decide(page, "d").await?;
        page.wait_for_words("#documents .summary", "2 documents")
            .await?;
        page.click("#documents button", "Lumen Labs may host")
            .await?;
        page.wait_for_words("#article", "Bekkevold").await?;
        page.until(
            "both decisions are there",
            "return document.querySelectorAll('#article [data-status=accepted]').length >= 2",
            json!(null),
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_browser_that_keeps_nothing_is_told_of_and_worked_in() -> Outcome {
    let visit = Visit {
        // A database of another version than ours cannot be opened.
        script: "indexedDB.open('hedgerow', 99)",
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.wait_for_words("#notices", "keeps nothing for this page")
            .await?;
        assert_eq!(page.words("#kept").await?, "Not saved");
        page.paste(ARTICLE).await?;
        marks_are_those_of(page, ARTICLE).await?;
        decide(page, "ja").await?;
        page.there("it is decided", "#article [data-status=accepted]")
            .await?;
        let asks: bool = page
            .js(
                "const leaving = new Event('beforeunload', { cancelable: true });
                 window.dispatchEvent(leaving);
                 return leaving.defaultPrevented",
                json!(null),
            )
            .await?;
        assert!(asks, "who leaves is asked whether to");
        // All that is held can be saved as a file.
        let folder = Folder::new("refused")?;
        page.save_in(folder.path()).await?;
        decide(page, "d").await?;
        page.click("#documents button", "Back up").await?;
        let (name, file) = saved_file(folder.path()).await?;
        assert!(name.ends_with(".jsonl"), "{name}");
        assert!(file.contains("Astrid Bekkevold") && file.contains("accepted"));
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_full_disk_is_told_of_and_made_up_for() -> Outcome {
    browse(async |page| {
        let origin: String = page.js("return location.origin", json!(null)).await?;
        page.devtools(
            "Storage.overrideQuotaForOrigin",
            json!({ "origin": origin, "quotaSize": 1 }),
        )
        .await?;
        page.driver.refresh().await?;
        page.paste(ARTICLE).await?;
        page.wait_for_words("#notices", "no room left").await?;
        assert_eq!(page.words("#kept").await?, "Not saved");
        page.settled().await?;
        page.devtools(
            "Storage.overrideQuotaForOrigin",
            json!({ "origin": origin }),
        )
        .await?;
        decide(page, "ja").await?;
        saved(page).await?;
        assert!(!page.words("#notices").await?.contains("no room"));
        reload(page).await?;
        page.there(
            "what was done meanwhile is there",
            "#article [data-status=accepted]",
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_broken_record_is_named_and_the_rest_is_there() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        for key in ["ja", "ja", "ja"] {
            decide(page, key).await?;
        }
        saved(page).await?;
        let broken: String = page
            .js_async(
                "const request = indexedDB.open('hedgerow');
                 const database = await new Promise(done => request.onsuccess = () => done(request.result));
                 const log = database.transaction('log', 'readwrite').objectStore('log');
                 const keys = await new Promise(done => {
                     const all = log.getAllKeys();
                     all.onsuccess = () => done(all.result);
                 });
                 await new Promise(done => log.put('1\\n{', keys.at(-1)).onsuccess = done);
                 database.close();
                 return keys.at(-1)",
                json!(null),
            )
            .await?;
        reload(page).await?;
        page.wait_for_words("#notices", &broken).await?;
        page.wait_for_words("#notices", "put aside").await?;
        page.until(
            "two decisions are left",
            "return new Set([...document.querySelectorAll('#article [data-status=accepted]')]
                .map(mark => mark.dataset.id)).size === 2",
            json!(null),
        )
        .await?;
        // Work goes on, and is kept.
        decide(page, "u").await?;
        saved(page).await?;
        reload(page).await?;
        page.until(
            "one is left",
            "return new Set([...document.querySelectorAll('#article [data-status=accepted]')]
                .map(mark => mark.dataset.id)).size === 1",
            json!(null),
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn what_is_done_when_the_worker_dies_is_kept() -> Outcome {
    let visit = Visit {
        script: WATCH,
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.paste(ARTICLE).await?;
        decide(page, "ja").await?;
        saved(page).await?;
        page.js::<()>(KILL, json!(null)).await?;
        decide(page, "ja").await?;
        decide(page, "ja").await?;
        saved(page).await?;
        let before = state(page).await?;
        reload(page).await?;
        until_state(page, "all is there", &before).await?;
        for _ in 0..3 {
            decide(page, "u").await?;
        }
        page.gone("all is taken back", "#article [data-status=accepted]")
            .await?;
        Ok(())
    })
    .await
}
