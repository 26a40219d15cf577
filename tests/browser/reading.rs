//! A person pastes an article and reads what is marked in it.

use crate::support::{Mark, Outcome, Page, browse, native_marks, squash};
use hedgerow::engine::Engine;
use serde_json::json;
use thirtyfour::Key;

pub const ARTICLE: &str = "\
Lumen Labs may host Kite 3 in Oslo

The Verge reports that Lumen Labs may host Kite 3 in Oslo next year, according to two people \
familiar with the matter. The start-up reportedly signed a lease worth about $40 million.

\u{201C}We are likely to open in March,\u{201D} said Astrid Bekkevold, its chief executive. She denied that \
the company would leave Norway. It is unclear whether Telenor has agreed.

Analysts expect the price to fall by 12 percent. Critics say the plan could fail.";

/// Marks as one can compare them: what, which label, which words.
fn told(marks: &[Mark]) -> Vec<(String, String, String)> {
    let mut told: Vec<_> = (marks.iter())
        .map(|mark| (mark.kind.clone(), mark.label.clone(), squash(&mark.text)))
        .collect();
    told.sort();
    told
}

/// The marks on the page are those that the engine finds when it is asked directly.
pub async fn marks_are_those_of(page: &Page, text: &str) -> Outcome {
    marks_are_by(&hedgerow::cli::shipped()?, page, text).await
}

/// The same with an engine that is not the shipped one.
pub async fn marks_are_by(engine: &Engine, page: &Page, text: &str) -> Outcome {
    assert_eq!(
        told(&page.marks().await?),
        told(&native_marks(engine, text))
    );
    Ok(())
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_paste_is_marked() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        let marks = page.marks().await?;
        for kind in ["entity", "cue", "claim", "source"] {
            assert!(marks.iter().any(|mark| mark.kind == kind), "no {kind}");
        }
        marks_are_those_of(page, ARTICLE).await?;
        let status = page.words("#status").await?;
        for (kind, word) in [("entity", "entit"), ("cue", "cue"), ("claim", "claim")] {
            let count = marks.iter().filter(|mark| mark.kind == kind).count();
            assert!(status.contains(&format!("{count} {word}")), "{status}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_click_shows_why() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        for kind in ["entity", "cue", "claim"] {
            let marks = page.marks().await?;
            let mark = marks.iter().find(|mark| mark.kind == kind).ok_or("no mark")?;
            let css = format!("#article mark[data-kind={kind}][data-id={}]", mark.id);
            page.js::<()>("document.querySelector(a).click()", json!(css)).await?;
            let inspector = "return [document.querySelector('#inspection').textContent,
                document.querySelectorAll('#inspection .why li').length]";
            page.until(
                "the inspector shows the mark",
                "return document.querySelector(`#article mark[data-id=${a}][data-emphasis=selected]`)
                    && document.querySelector('#inspection .why li')",
                json!(mark.id),
            )
            .await?;
            let (words, reasons): (String, usize) = page.js(inspector, json!(null)).await?;
            assert!(squash(&words).contains(&squash(&mark.text)), "{mark:?} in {words}");
            assert!(reasons > 0, "no reason for {mark:?}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_keyboard_alone_is_enough() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        // Out of the field and into the article, which is one stop.
        let mut stops = Vec::new();
        while stops.last().is_none_or(|stop| stop != "#article") {
            assert!(stops.len() < 20, "the article cannot be reached: {stops:?}");
            page.keys(Key::Tab).await?;
            stops.push(page.focus().await?);
        }
        page.keys(Key::Right).await?;
        page.until(
            "a mark has the focus",
            "return document.activeElement.localName === 'mark'",
            json!(null),
        )
        .await?;
        let first = page.focus().await?;
        page.keys(Key::Right).await?;
        page.until(
            "the next mark has the focus",
            "const at = document.activeElement;
             return at.localName === 'mark' && `${at.dataset.kind} ${at.textContent.trim()}` !== a",
            json!(first),
        )
        .await?;
        page.keys("i").await?;
        page.until(
            "the inspector has the focus",
            "return document.activeElement.closest('#inspection')",
            json!(null),
        )
        .await?;
        page.there("the mark is explained", "#inspection .why li")
            .await?;
        page.keys(Key::Escape).await?;
        page.until(
            "the mark has the focus again",
            "return document.activeElement.localName === 'mark'",
            json!(null),
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_legend_switches_marks_on_and_off() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        let all = told(&page.marks().await?);
        let without = |drop: &dyn Fn(&(String, String, String)) -> bool| -> Vec<_> {
            all.iter().filter(|mark| !drop(mark)).cloned().collect()
        };
        let no_entities = without(&|(kind, ..)| kind == "entity");
        let no_places = without(&|(_, label, _)| label == "GPE");
        assert!(no_entities.len() < all.len() && no_places.len() < all.len());
        for (css, expect) in [
            ("#legend .layer-switch", no_entities),
            ("#legend [data-label=GPE]", no_places),
        ] {
            page.click(css, "").await?;
            page.until(
                "the switch is off",
                "return document.querySelector(a).ariaPressed === 'false'",
                json!(css),
            )
            .await?;
            assert_eq!(told(&page.marks().await?), expect, "{css}");
            page.click(css, "").await?;
            page.until(
                "the switch is on",
                "return document.querySelector(a).ariaPressed === 'true'",
                json!(css),
            )
            .await?;
            assert_eq!(told(&page.marks().await?), all, "{css}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_list_of_claims_leads_to_the_text_and_back() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        let claims = page
            .marks()
            .await?
            .into_iter()
            .filter(|mark| mark.kind == "claim")
            .count();
        assert_eq!(page.count("#claims li").await?, claims);
        page.click("#claims li:last-child button", "").await?;
        page.until(
            "a claim in the text has the focus",
            "const at = document.activeElement;
             return at.dataset.kind === 'claim' && at.dataset.emphasis === 'selected'",
            json!(null),
        )
        .await?;
        assert_eq!(page.count("#claims [aria-current=true]").await?, 1);
        // And back: choosing another claim in the text moves the list.
        page.js::<()>(
            "document.querySelector('#article mark[data-kind=claim]').click()",
            json!(null),
        )
        .await?;
        page.there(
            "the list follows",
            "#claims li:first-child [aria-current=true]",
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_long_article_is_all_there() -> Outcome {
    browse(async |page| {
        let text = format!(
            "{}\n\nIn Oslo, the lighthouse keeper agreed.",
            format!("{ARTICLE}\n\n").repeat(150)
        );
        page.put(&text).await?;
        let marks = page.count("#article mark").await?;
        // Find-in-page reads the document, whatever is in view.
        assert!(
            page.js::<bool>(
                "return window.find('lighthouse keeper agreed')",
                json!(null)
            )
            .await?
        );
        page.js::<()>(
            "document.querySelector('#article').lastElementChild.scrollIntoView({ block: 'end' })",
            json!(null),
        )
        .await?;
        page.until(
            "the marks at the end are made",
            "return document.querySelector('#article').lastElementChild.querySelector('mark')",
            json!(null),
        )
        .await?;
        let selected: String = page
            .js(
                "const range = document.createRange();
                 range.selectNodeContents(document.querySelector('#article'));
                 getSelection().removeAllRanges();
                 getSelection().addRange(range);
                 return getSelection().toString();",
                json!(null),
            )
            .await?;
        assert_eq!(squash(&selected), squash(&text));
        // On paper all marks are wanted.
        let printed: usize = page
            .js(
                "dispatchEvent(new Event('beforeprint'));
                 const count = document.querySelectorAll('#article mark').length;
                 dispatchEvent(new Event('afterprint'));
                 return count;",
                json!(null),
            )
            .await?;
        let all = native_marks(&hedgerow::cli::shipped()?, &text).len();
        assert!(
            printed >= all && marks < all,
            "{marks} near the view, {printed} printed, {all} in all"
        );
        Ok(())
    })
    .await
}
