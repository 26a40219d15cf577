//! The page as a whole: what it loads, how it fits, what it does when it fails.

use crate::reading::ARTICLE;
use crate::support::{Outcome, Page, Visit, browse, browse_as};
use serde_json::{Value, json};
use thirtyfour::Key;

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn nothing_is_asked_of_anybody_else() -> Outcome {
    let visit = Visit {
        complaints: &["example.org"],
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.click("#welcome button", "").await?;
        page.until(
            "the sample is there",
            "return document.getElementById('text').value.length > 500",
            json!(null),
        )
        .await?;
        page.settled().await?;
        crate::export::download(page, "codepoint").await?;
        let site: String = page
            .js("return new URL('.', location).href", json!(null))
            .await?;
        let mut asked = Vec::new();
        for entry in page.driver.get_log("performance").await? {
            let event: Value = serde_json::from_str(&entry.message)?;
            let event = &event["message"];
            if event["method"] == "Network.requestWillBeSent" {
                asked.push(
                    event["params"]["request"]["url"]
                        .as_str()
                        .unwrap_or_default()
                        .to_owned(),
                );
            }
        }
        assert!(asked.iter().any(|url| url.ends_with(".wasm")), "{asked:#?}");
        let own = |url: &&String| {
            url.starts_with(&site) || url.starts_with("blob:") || url.starts_with("data:")
        };
        let others: Vec<_> = asked.iter().filter(|url| !own(url)).collect();
        assert!(others.is_empty(), "{others:#?}");
        // And nothing else could be: the page forbids it to itself.
        let refused: bool = page
            .js_async(
                "return fetch('https://example.org/').then(() => false, () => true)",
                json!(null),
            )
            .await?;
        assert!(refused);
        let policy: String = page
            .js(
                "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content",
                json!(null),
            )
            .await?;
        assert!(
            policy.contains("default-src 'none'") || policy.contains("default-src 'self'"),
            "{policy}"
        );
        Ok(())
    })
    .await
}

async fn fits(page: &Page, state: &str) -> Outcome {
    let widest: u32 = page
        .js("return document.documentElement.scrollWidth", json!(null))
        .await?;
    assert!(widest <= 360, "{state}: {widest} px");
    Ok(())
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_narrow_window_is_wide_enough() -> Outcome {
    browse(async |page| {
        page.resize(360, 740).await?;
        fits(page, "empty").await?;
        page.put(&format!(
            "{ARTICLE}\n\n{} {}",
            "unbreakable".repeat(40),
            "https://example.org/".repeat(20)
        ))
        .await?;
        fits(page, "article").await?;
        page.js::<()>(
            "document.querySelector('#article mark[data-kind=claim]').click()",
            json!(null),
        )
        .await?;
        page.there("the inspector shows it", "#inspection .why li")
            .await?;
        fits(page, "inspector").await?;
        for (button, sheet) in [
            ("Export", "#sheet[open] #export"),
            ("Keyboard shortcuts", "#sheet[open] .keys"),
        ] {
            page.button(button).await?;
            page.there("the dialog is open", sheet).await?;
            fits(page, sheet).await?;
            page.click("#sheet button", "Close").await?;
            page.gone("it is closed", sheet).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn text_from_before_the_start_is_read() -> Outcome {
    let visit = Visit {
        script: "new MutationObserver((_, observer) => {
                const field = document.getElementById('text');
                if (field) {
                    observer.disconnect();
                    field.value = 'Telenor may leave Finland.';
                    field.focus();
                }
            }).observe(document, { childList: true, subtree: true });",
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.settled().await?;
        page.wait_for_words("#article", "Telenor may leave Finland.")
            .await?;
        page.mark("cue", "may").await?;
        // Whoever was typing goes on typing.
        assert_eq!(page.focus().await?, "#text");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_page_that_fails_keeps_the_text() -> Outcome {
    let visit = Visit {
        complaints: &["panicked", "unreachable", "broken on purpose"],
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.put(ARTICLE).await?;
        page.js::<()>(
            "Element.prototype.setAttribute = () => { throw new Error('broken on purpose'); };
             document.querySelector('#legend button').click();",
            json!(null),
        )
        .await?;
        page.wait_for_words("body", "Your text is below").await?;
        let field = page.text().await?;
        assert_eq!(field, ARTICLE);
        assert!(
            page.js::<bool>(
                "return document.getElementById('text').checkVisibility()",
                json!(null)
            )
            .await?
        );
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn tab_goes_through_the_page_in_reading_order() -> Outcome {
    browse(async |page| {
        page.put(ARTICLE).await?;
        page.there("the review is there", "#review progress").await?;
        page.blur().await?;
        let mut stops: Vec<String> = Vec::new();
        for _ in 0..80 {
            page.keys(Key::Tab).await?;
            let stop: Option<String> = page
                .js(
                    "const at = document.activeElement;
                     if (at === document.body) return null;
                     if (!at.checkVisibility()) throw new Error(`${at.outerHTML} has the focus and is not seen`);
                     const part = at.closest('#bar, #desk, #notices, #review, #article, #legend, #inspection, #claim-list');
                     return part?.id ?? 'none';",
                    json!(null),
                )
                .await?;
            let Some(stop) = stop else { break };
            stops.push(stop);
        }
        let mut parts = stops.clone();
        parts.dedup();
        assert_eq!(parts, ["bar", "desk", "review", "article", "legend", "claim-list"]);
        let article = stops.iter().filter(|part| *part == "article").count();
        assert_eq!(article, 1, "the article is one stop");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn every_control_has_a_name() -> Outcome {
    browse(async |page| {
        page.put(ARTICLE).await?;
        page.js::<()>(
            "document.querySelector('#article mark[data-kind=claim]').click()",
            json!(null),
        )
        .await?;
        page.there("the inspector shows it", "#inspection .why li")
            .await?;
        let tree = page
            .devtools("Accessibility.getFullAXTree", json!({}))
            .await?;
        let nodes = tree["nodes"].as_array().ok_or("no tree")?;
        let controls = [
            "button", "textbox", "combobox", "checkbox", "link", "dialog",
        ];
        let mut seen = 0;
        for node in nodes {
            let role = node["role"]["value"].as_str().unwrap_or_default();
            if node["ignored"] == json!(false) && controls.contains(&role) {
                seen += 1;
                assert!(
                    !node["name"]["value"]
                        .as_str()
                        .unwrap_or_default()
                        .is_empty(),
                    "{node:#}"
                );
            }
        }
        assert!(seen > 20, "{seen}");
        Ok(())
    })
    .await
}
