//! What a person did is there again after a reload, with all that can be taken back.

use crate::reading::{ARTICLE, marks_are_those_of};
use crate::support::{Outcome, Page, browse};
use serde_json::{Value, json};

/// Waits until all that was done is in storage.
async fn saved(page: &Page) -> Outcome {
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
async fn reload(page: &Page) -> Outcome {
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

/// The marks of the article with what was decided on them.
async fn state(page: &Page) -> Outcome<Vec<Value>> {
    page.js(
        "return [...document.querySelectorAll('#article mark[data-id]')].map(mark =>
            [mark.dataset.id, mark.dataset.kind, mark.dataset.label, mark.dataset.status ?? '',
             mark.textContent])",
        json!(null),
    )
    .await
}

async fn until_state(page: &Page, what: &str, expect: &[Value]) -> Outcome {
    let mut now = Vec::new();
    for _ in 0..300 {
        now = state(page).await?;
        if now == expect {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(30)).await;
    }
    Err(format!("waited in vain until {what}: {now:#?}").into())
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_reload_in_the_middle_loses_nothing_and_undo_leads_to_the_start() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.js::<()>("document.activeElement.blur()", json!(null))
            .await?;
        let mut states = vec![state(page).await?];
        let mut decide = async |keys: &str| -> Outcome {
            page.keys(keys).await?;
            let before = states.last().cloned().unwrap_or_default();
            while state(page).await? == before {
                tokio::time::sleep(std::time::Duration::from_millis(30)).await;
            }
            states.push(state(page).await?);
            Ok(())
        };
        decide("ja").await?;
        decide("jjx").await?;
        decide("ja").await?;
        let chosen = page.focus().await?;
        saved(page).await?;
        reload(page).await?;

        // The text field takes a paste as ever, and holds the text.
        let field: String = page
            .js("return document.getElementById('text').value", json!(null))
            .await?;
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
        page.js::<()>("document.activeElement.blur()", json!(null))
            .await?;
        page.keys("U").await?;
        until_state(page, "it is done again", &states[3]).await?;
        for before in states[..3].iter().rev() {
            page.keys("u").await?;
            until_state(page, "one more is taken back", before).await?;
        }
        page.until(
            "there is nothing more to take back",
            "return [...document.querySelectorAll('#bar button')].find(button =>
                button.textContent === 'Undo').ariaDisabled === 'true'",
            json!(null),
        )
        .await?;
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
        page.js::<()>("document.activeElement.blur()", json!(null))
            .await?;
        page.keys("b").await?;
        let other = "Rain is likely in Oslo, officials said.";
        page.paste(other).await?;
        page.js::<()>("document.activeElement.blur()", json!(null))
            .await?;
        page.keys(",").await?;
        page.wait_for_words("#article", "Bekkevold").await?;
        saved(page).await?;
        reload(page).await?;
        page.until(
            "both are open",
            "return document.querySelectorAll('#articles li').length === 2",
            json!(null),
        )
        .await?;
        page.wait_for_words("#article", "Bekkevold").await?;
        let current = page.words("#articles [aria-current=page] .number").await?;
        assert_eq!(current, "1");
        page.keys(".").await?;
        page.wait_for_words("#article", "officials said").await?;
        marks_are_those_of(page, other).await
    })
    .await
}
