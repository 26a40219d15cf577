//! A person annotates by hand: with a caret, with the mouse, with a finger.

use crate::reading::ARTICLE;
use crate::support::{Outcome, Page, browse};
use serde_json::{Value, json};
use thirtyfour::Key;
use thirtyfour::prelude::*;

/// The text that is selected in the article.
async fn selection(page: &Page) -> Outcome<String> {
    page.js("return String(getSelection())", json!(null)).await
}

/// Where the middle of some words of the article stands: the first that are spelled so.
async fn place(page: &Page, words: &str) -> Outcome<(i64, i64)> {
    let place: Value = page
        .js(
            "const walk = document.createTreeWalker(document.getElementById('article'), 4);
             for (let node; (node = walk.nextNode()); ) {
                 const at = node.data.indexOf(a);
                 if (at < 0) continue;
                 const range = document.createRange();
                 range.setStart(node, at);
                 range.setEnd(node, at + a.length);
                 node.parentElement.scrollIntoView({ block: 'center' });
                 const { left, top, width, height } = range.getBoundingClientRect();
                 return [left + width / 2, top + height / 2].map(Math.round);
             }",
            json!(words),
        )
        .await?;
    Ok(serde_json::from_value(place)?)
}

/// Puts the caret before some words by walking there.
pub(crate) async fn caret_at(page: &Page, words: &str) -> Outcome {
    for _ in 0..400 {
        page.keys(Key::Right + "").await?;
        let before: String = page
            .js(
                "const at = getSelection();
                 return at.focusNode.parentElement.closest('p').textContent.slice(
                     (() => { const r = document.createRange();
                              r.setStart(at.focusNode.parentElement.closest('p'), 0);
                              r.setEnd(at.focusNode, at.focusOffset);
                              return r.toString().length; })())",
                json!(null),
            )
            .await?;
        if before.starts_with(words) {
            return Ok(());
        }
    }
    Err(format!("the caret does not come to {words:?}").into())
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_mark_is_made_by_keyboard_alone() -> Outcome {
    browse(async |page| {
        page.paste(&format!("\u{1F680}\u{E9} {ARTICLE}")).await?;
        page.driver.find(By::Id("fold")).await?.focus().await?;
        page.keys("v").await?;
        page.there("the caret is on", "#caret:not([hidden])")
            .await?;
        caret_at(page, "lease").await?;
        page.keys(Key::Shift + Key::Control + Key::Right).await?;
        assert_eq!(selection(page).await?.trim(), "lease");
        page.keys("1").await?;
        page.there(
            "the words are marked",
            "#article mark[data-emphasis=selected]",
        )
        .await?;
        let mark = page.mark("entity", "lease").await?;
        assert_eq!(mark.label, "PERSON");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn labels_are_offered_for_what_the_mouse_selects() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        let (x, y) = place(page, "lease").await?;
        let double = page.driver.action_chain().move_to(x, y);
        double.double_click().perform().await?;
        page.there("labels are offered", "#picker:not([hidden])")
            .await?;
        assert_eq!(selection(page).await?.trim(), "lease");
        shot(page, "picker").await?;
        let apart: bool = page
            .js(
                "const picker = document.getElementById('picker').getBoundingClientRect();
                 const words = getSelection().getRangeAt(0).getBoundingClientRect();
                 return picker.top >= words.bottom || picker.bottom <= words.top",
                json!(null),
            )
            .await?;
        assert!(apart, "the picker covers the words");
        page.click("#picker button", "Product").await?;
        page.gone("nothing is offered any more", "#picker:not([hidden])")
            .await?;
        assert_eq!(page.mark("entity", "lease").await?.label, "PRODUCT");
        Ok(())
    })
    .await
}

async fn shot(page: &Page, name: &str) -> Outcome {
    if let Ok(folder) = std::env::var("SHOTS") {
        let path = format!("{folder}/{name}.png");
        page.driver.screenshot(std::path::Path::new(&path)).await?;
    }
    Ok(())
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn looks() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.driver.find(By::Id("fold")).await?.focus().await?;
        page.keys("jv").await?;
        page.keys(Key::Right + "").await?;
        shot(page, "caret").await?;
        page.keys(Key::Shift + Key::Control + Key::Right).await?;
        page.keys(Key::Enter + "").await?;
        shot(page, "caret-picker").await?;
        Ok(())
    })
    .await
}
