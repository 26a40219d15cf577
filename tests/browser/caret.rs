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

/// Finds some words of the article: the first that are spelled so.
const FIND: &str = "const range = document.createRange();
    const walk = document.createTreeWalker(document.getElementById('article'), 4);
    for (let node; (node = walk.nextNode()); ) {
        const at = node.data.indexOf(a);
        if (at < 0) continue;
        range.setStart(node, at);
        range.setEnd(node, at + a.length);
        node.parentElement.scrollIntoView({ block: 'center' });
        break;
    }";

/// Where the middle of some words of the article stands.
async fn place(page: &Page, words: &str) -> Outcome<(i64, i64)> {
    let script = format!(
        "{FIND} const {{ left, top, width, height }} = range.getBoundingClientRect();
         return [left + width / 2, top + height / 2].map(Math.round)"
    );
    page.js(&script, json!(words)).await
}

/// Selects some words of the article without a pointer.
async fn select(page: &Page, words: &str) -> Outcome {
    let script = format!(
        "{FIND} getSelection().removeAllRanges();
         getSelection().addRange(range)"
    );
    page.js(&script, json!(words)).await
}

/// Switches the caret on by its key.
pub(crate) async fn caret_on(page: &Page) -> Outcome {
    page.keys("v").await?;
    page.there("the caret is on", "#caret:not([hidden])").await
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
        caret_on(page).await?;
        caret_at(page, "lease").await?;
        let chain = page.driver.action_chain();
        let chain = chain.key_down(Key::Shift).key_down(Key::Control);
        let chain = chain.key_down(Key::Right).key_up(Key::Right);
        let chain = chain.key_up(Key::Control).key_up(Key::Shift);
        chain.perform().await?;
        assert_eq!(selection(page).await?.trim(), "lease");
        page.keys("1").await?;
        let made = "mark[data-kind=entity][data-emphasis=selected]";
        page.wait_for_words(made, "lease").await?;
        // A border is moved, and all of it is taken back.
        page.keys("}").await?;
        page.wait_for_words(made, "lease worth").await?;
        page.keys("uu").await?;
        page.gone("nothing is marked", made).await?;
        Ok(())
    })
    .await
}

/// In which paragraph of the article the caret is, and how far in it, in UTF-16 units.
async fn standing(page: &Page) -> Outcome<(usize, usize)> {
    page.js(
        "const { focusNode, focusOffset } = getSelection();
         const all = [...document.querySelectorAll('#article p')];
         const at = all.findIndex(p => p.contains(focusNode));
         const range = document.createRange();
         range.setStart(all[at], 0);
         range.setEnd(focusNode, focusOffset);
         return [at, range.toString().length];",
        json!(null),
    )
    .await
}

/// Keys may come faster than frames: the caret is not yet where the first of them puts it.
#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_caret_follows_keys_that_come_before_a_frame() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.js::<Value>(
            "const article = document.getElementById('article');
             article.focus();
             for (const key of ['v', 'ArrowRight', 'ArrowRight', 'ArrowRight']) {
                 const event = { key, bubbles: true, cancelable: true };
                 article.dispatchEvent(new KeyboardEvent('keydown', event));
             }",
            json!(null),
        )
        .await?;
        assert_eq!(standing(page).await?, (0, 3));
        Ok(())
    })
    .await
}

/// A paragraph that is too long to be drawn as one is several, which the caret walks through.
#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_caret_goes_over_where_a_long_paragraph_is_cut() -> Outcome {
    browse(async |page| {
        page.paste(&"Rain is likely. ".repeat(200)).await?;
        page.driver.find(By::Id("fold")).await?.focus().await?;
        page.keys("v").await?;
        page.there("the caret is on", "#caret:not([hidden])")
            .await?;
        let length: usize = page
            .js(
                "const [before, after] = document.querySelectorAll('#article p');
                 const text = document.createTreeWalker(after, 4).nextNode();
                 getSelection().collapse(text, 1);
                 return before.textContent.length",
                json!(null),
            )
            .await?;
        let mut way = Vec::new();
        for key in [Key::Left, Key::Left, Key::Left, Key::Right, Key::Right] {
            page.keys(key + "").await?;
            way.push(standing(page).await?);
        }
        let before = |back| (0, length - back);
        let expect = [(1, 0), before(1), before(2), before(1), (1, 0)];
        assert_eq!(way, expect);
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

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn labels_are_offered_for_what_is_selected_by_touch() -> Outcome {
    browse(async |page| {
        page.resize(400, 800).await?;
        let touch = json!({ "enabled": true, "maxTouchPoints": 1 });
        page.devtools("Emulation.setTouchEmulationEnabled", touch)
            .await?;
        page.paste(ARTICLE).await?;
        // The handles of a touch screen change the selection; they are no pointers to the page.
        for words in ["signed", "signed a lease"] {
            select(page, words).await?;
        }
        page.there("labels are offered", "#picker:not([hidden])")
            .await?;
        let [x, y]: [f64; 2] = page
            .js(
                "const labels = [...document.querySelectorAll('#picker button')];
                 const label = labels.find(label => label.textContent.includes('Event'));
                 const at = label.getBoundingClientRect();
                 return [at.left + at.width / 2, at.top + at.height / 2]",
                json!(null),
            )
            .await?;
        for (kind, points) in [
            ("touchStart", json!([{ "x": x, "y": y }])),
            ("touchEnd", json!([])),
        ] {
            let touch = json!({ "type": kind, "touchPoints": points });
            page.devtools("Input.dispatchTouchEvent", touch).await?;
        }
        page.gone("nothing is offered any more", "#picker:not([hidden])")
            .await?;
        assert_eq!(page.mark("entity", "signed a lease").await?.label, "EVENT");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn what_one_comes_to_is_not_behind_its_sheet() -> Outcome {
    browse(async |page| {
        page.resize(380, 700).await?;
        page.paste(&format!("{ARTICLE}\n\n{ARTICLE}")).await?;
        page.there("the review is there", "#review progress")
            .await?;
        let article = page.driver.find(By::Id("article")).await?;
        article.focus().await?;
        for _ in 0..8 {
            page.keys("j").await?;
            page.there("a mark's sheet is there", "#inspection[data-state=mark]")
                .await?;
            page.until(
                "the mark is above its sheet",
                "const mark = document.querySelector('mark[data-emphasis=selected]');
                 const sheet = document.getElementById('inspection').getBoundingClientRect();
                 return mark === document.activeElement
                     && mark.getClientRects()[0].bottom <= sheet.top",
                json!(null),
            )
            .await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn suggestions_are_gone_through_by_keyboard() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.there("the review is there", "#review progress")
            .await?;
        let all: u32 = page
            .js(
                "return document.querySelector('#review progress').max",
                json!(null),
            )
            .await?;
        page.driver.find(By::Id("fold")).await?.focus().await?;
        page.keys("jxx").await?;
        page.keys(Key::Enter + "").await?;
        page.wait_for_words("#review", &format!("3 of {all} decided"))
            .await?;
        page.button("Least sure first").await?;
        page.there("the order is kept", "#review [aria-pressed=true]")
            .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn an_end_of_a_mark_is_pulled() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.click("#article mark[data-kind=entity]", "Astrid")
            .await?;
        page.there("it can be taken hold of", "#grip-end:not([hidden])")
            .await?;
        let (x, y) = place(page, "executive").await?;
        let grip = page.driver.find(By::Id("grip-end")).await?;
        let chain = page.driver.action_chain();
        let chain = chain.move_to_element_center(&grip).click_and_hold();
        chain.move_to(x, y + 20).release().perform().await?;
        page.wait_for_words(
            "mark[data-kind=entity][data-emphasis=selected]",
            "Astrid Bekkevold, its chief",
        )
        .await?;
        Ok(())
    })
    .await
}
