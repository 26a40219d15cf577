//! Who claims what: a claim as one thing, the sheet of sources, several articles side by side.

use crate::support::{Outcome, Page, browse};
use serde_json::json;
use thirtyfour::{By, Key};

const FIRST: &str = "\
Musk says the plant may close

Elon Musk said on Monday that the plant may close. Officials said that it would open again.

Musk denied that the talks had failed. According to Reuters, the talks go on.";

const SECOND: &str = "\
Reuters reported that Mr. Musk was in Oslo. Officials said that he left.

Ada Holm said that the plant could be sold. Elon Musk said the plant is safe.";

async fn until_lit(page: &Page, expect: &[&str]) -> Outcome {
    let script = "return [...document.querySelectorAll('#article mark[data-emphasis=lit]')]
        .map(mark => mark.dataset.kind + ' ' + mark.textContent)";
    let what = format!("{expect:?} is lit");
    page.until_is(&what, script, json!(expect)).await
}

/// Waits until the lines that tie a claim lead to so many of its parts.
async fn until_tied(page: &Page, lines: usize) -> Outcome {
    let script = "return (document.querySelector('#links path').getAttribute('d') ?? '')
        .split('M').length - 1";
    let what = format!("{lines} parts are tied");
    page.until_is(&what, script, json!(lines)).await
}

/// Both articles, the first of them opened first, and the sheet of sources by its key.
async fn open_both(page: &Page) -> Outcome {
    page.paste(FIRST).await?;
    page.blur().await?;
    page.keys("b").await?;
    page.until(
        "the field is ready for another article",
        "return document.activeElement.id === 'text' && !document.activeElement.value",
        json!(null),
    )
    .await?;
    page.paste(SECOND).await?;
    page.blur().await?;
    page.keys("gg").await?;
    page.wait_for_words("#sources", "In both articles").await
}

async fn names(page: &Page) -> Outcome<Vec<String>> {
    page.js(
        "return [...document.querySelectorAll('#sources h4')].map(name => name.textContent)",
        json!(null),
    )
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_pointer_and_the_focus_light_a_claim_up_as_one_thing() -> Outcome {
    browse(async |page| {
        page.paste(FIRST).await?;
        let whole = [
            "source Elon Musk",
            "cue said",
            "claim the plant may close",
            "cue may",
        ];
        for part in [
            "[data-kind=source]",
            "[data-kind=cue][data-label=attribution]",
            "[data-kind=cue][data-label=modal]",
            "[data-kind=claim]",
        ] {
            let css = format!("#article p:nth-of-type(2) mark{part}");
            let element = page.driver.find(By::Css(&css)).await?;
            page.driver
                .action_chain()
                .move_to_element_center(&element)
                .perform()
                .await?;
            until_lit(page, &whole).await?;
            until_tied(page, 4).await?;
            // Away, to where no mark is.
            let title = page.driver.find(By::Css("h1")).await?;
            page.driver
                .action_chain()
                .move_to_element_center(&title)
                .perform()
                .await?;
            until_lit(page, &[]).await?;
            until_tied(page, 0).await?;
        }
        // The same with the keyboard, from the list, and in the article.
        page.js::<()>(
            "document.querySelector('#claims li:nth-child(2) button').focus()",
            json!(null),
        )
        .await?;
        until_lit(page, &whole).await?;
        page.blur().await?;
        page.js::<()>("document.querySelector('#text').focus()", json!(null))
            .await?;
        until_lit(page, &[]).await?;
        page.blur().await?;
        page.keys("n").await?;
        page.keys("n").await?;
        page.until(
            "the claim is chosen",
            "const at = document.activeElement;
             return at.dataset.emphasis === 'selected' && at.textContent === 'the plant may close'",
            json!(null),
        )
        .await?;
        until_lit(page, &["cue said", "cue may"]).await?;
        until_tied(page, 4).await?;
        let source = "#article mark[data-kind=source][data-emphasis=selected]";
        assert_eq!(page.words(source).await?, "Elon Musk");
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn two_articles_show_the_sources_that_they_share() -> Outcome {
    browse(async |page| {
        open_both(page).await?;
        page.until(
            "the list of sources has the focus",
            "return document.activeElement.id === 'sources'",
            json!(null),
        )
        .await?;
        let words = page.words("#sources .summary").await?;
        assert!(
            words.ends_with("2 sources are in more than one article."),
            "{words}"
        );
        assert_eq!(names(page).await?[..2], ["Elon Musk", "Reuters"]);
        let levels = page.words("#sources .levels").await?;
        assert!(levels.ends_with("in article 1, 1 in article 2"), "{levels}");

        // By keyboard to a claim of the first article: past the controls, to the first claim.
        let mut reached = String::new();
        for _ in 0..12 {
            page.keys(Key::Tab).await?;
            reached = page.focus().await?;
            if reached.starts_with("button the plant may close") {
                break;
            }
        }
        assert!(
            reached.starts_with("button the plant may close"),
            "{reached}"
        );
        page.keys(Key::Enter).await?;
        page.wait_for_words("#article", "According to Reuters")
            .await?;
        page.until(
            "the claim has the focus",
            "const at = document.activeElement;
             return at.dataset.kind === 'claim' && at.textContent === 'the plant may close'",
            json!(null),
        )
        .await?;
        assert_eq!(
            page.words("#articles [aria-current=page] span:last-child")
                .await?,
            "Musk says the plant may close"
        );

        // Each article keeps its own marks; what is decided in one is decided there alone.
        page.keys("a").await?;
        page.there("it is accepted", "#article [data-status=accepted]")
            .await?;
        page.chord(Key::Alt, ".").await?;
        page.wait_for_words("#article", "Ada Holm").await?;
        assert_eq!(page.count("#article [data-status=accepted]").await?, 0);
        page.chord(Key::Alt, ",").await?;
        page.wait_for_words("#article", "According to Reuters")
            .await?;
        page.keys("u").await?;
        page.gone("it is taken back", "#article [data-status=accepted]")
            .await?;

        // An article that is closed can be had back.
        page.button("Close “Reuters reported").await?;
        page.gone("the sheet is of one article", "#sources .articles")
            .await?;
        page.button("Open it again").await?;
        page.wait_for_words("#sources", "In both articles").await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn claims_are_filtered_by_certainty_type_and_source() -> Outcome {
    browse(async |page| {
        open_both(page).await?;
        let all = "#article mark[data-kind=claim][data-begins]";
        let of_all = page.count(all).await?;
        assert!(of_all >= 4, "{of_all}");
        let choose = async |list: &str, words: &str| -> Outcome {
            let css = format!("#sources select[aria-label='{list}']");
            page.choose(&css, words).await
        };
        choose("Certainty", "Possible").await?;
        page.wait_for_words(".only", "Only possible claims are shown.").await?;
        assert_eq!(page.count(all).await?, 1);
        assert_eq!(page.words(all).await?, "the plant could be sold");
        page.button("Show all").await?;
        page.until_count(all, of_all).await?;
        page.until(
            "the select says so",
            "return document.querySelector('#sources select').selectedOptions[0].textContent === 'Any certainty'",
            json!(null),
        )
        .await?;

        page.button("Show only claims of Elon Musk").await?;
        page.wait_for_words(".only", "Only claims by Elon Musk are shown.").await?;
        assert_eq!(page.words(all).await?, "the plant is safe");
        page.chord(Key::Alt, ",").await?;
        page.wait_for_words("#article", "According to Reuters").await?;
        choose("Type of cue", "Denial").await?;
        page.wait_for_words(".only", "“Denial”").await?;
        assert_eq!(page.count(all).await?, 1);
        assert_eq!(page.words(all).await?, "the talks had failed");
        // The list holds the same.
        page.keys("g").await?;
        page.until_count("#claims li", 1).await?;
        page.keys("W").await?;
        page.until("the list holds all", "return document.querySelectorAll('#claims li').length > 3", json!(null)).await?;

        // The least certain first.
        page.keys("S").await?;
        page.until(
            "the list is sorted",
            "const order = ['denied', 'unlikely', 'unresolved', 'possible', 'probable', 'reported', 'asserted'];
             const levels = [...document.querySelectorAll('#claims button')].map(claim => order.indexOf(claim.dataset.label));
             return levels.length > 3 && levels[0] === 0 && levels.every((level, at) => !at || levels[at - 1] <= level)",
            json!(null),
        )
        .await?;
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn files_that_are_dropped_together_are_all_read() -> Outcome {
    browse(async |page| {
        let script = "const data = new DataTransfer();
             for (const [index, text] of a.entries()) {
                 data.items.add(new File([text], `news${index}.txt`, { type: 'text/plain' }));
             }
             const event = { bubbles: true, cancelable: true, dataTransfer: data };
             document.body.dispatchEvent(new DragEvent('drop', event));";
        let third = "Rain is likely in Oslo, officials said.";
        page.js::<()>(script, json!([FIRST, SECOND, third])).await?;
        page.until_count("#articles li", 3).await?;
        page.wait_for_words("#article", "Rain is likely").await?;
        // All of them are read, though only the last one is looked at.
        page.keys("gg").await?;
        page.wait_for_words("#sources", "In several articles")
            .await?;
        let read = page.words("#sources .articles").await?;
        assert!(!read.contains("0 claims"), "{read}");
        assert_eq!(names(page).await?[..2], ["Elon Musk", "Reuters"]);
        Ok(())
    })
    .await
}
