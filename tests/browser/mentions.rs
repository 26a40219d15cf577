//! A person goes through the names of one thing, and decides on all of them at once.

use crate::export::download;
use crate::support::{Outcome, browse};
use serde_json::{Value, json};
use thirtyfour::Key;

const ARTICLE: &str = "\
Musk met Bekkevold in Oslo

Elon Musk met Astrid Bekkevold on Monday, according to Reuters. Musk said that he may return.

Bekkevold denied that Musk’s plan was agreed. It is unclear whether Musk will visit Norway again.";

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_cluster_is_walked_and_accepted_with_the_keyboard() -> Outcome {
    browse(async |page| {
        page.paste(ARTICLE).await?;
        page.blur().await?;
        // Into the list, and with Tab and Enter to the first mention.
        page.keys("g").await?;
        page.until(
            "the list of entities has the focus",
            "return document.activeElement.id === 'entities'",
            json!(null),
        )
        .await?;
        let words = page.words("#entities li:first-child").await?;
        assert_eq!(words, "Elon Musk Person 5");
        page.keys(Key::Tab).await?;
        page.keys(Key::Enter).await?;
        let mut walked = Vec::new();
        for place in 1..=5 {
            page.wait_for_words(
                "#inspection",
                &format!("{place} of 5 mentions of Elon Musk"),
            )
            .await?;
            page.until(
                "the mention in the text has the focus",
                "return document.activeElement.dataset.emphasis === 'selected'",
                json!(null),
            )
            .await?;
            walked.push(page.focus().await?);
            page.keys("m").await?;
        }
        assert_eq!(
            walked,
            ["Musk", "Elon Musk", "Musk", "Musk", "Musk"].map(|name| format!("entity {name}"))
        );
        page.wait_for_words("#status", "No further mention.")
            .await?;
        assert_eq!(page.count("#article mark[data-emphasis=related]").await?, 4);
        assert_eq!(page.count("#entities [aria-current=true]").await?, 1);

        page.chord(Key::Shift, "a").await?;
        page.wait_for_words("#status", "All 5 mentions accepted.")
            .await?;
        let accepted = "#article mark[data-begins][data-status=accepted]";
        assert_eq!(page.count(accepted).await?, 5);
        let (_, file) = download(page, "codepoint").await?;
        let document: Value = serde_json::from_str(&file)?;
        assert_eq!(document["clusters"][0]["name"], "Elon Musk");
        let entities = document["entities"].as_array().ok_or("no entities")?;
        let of = |entity: &&Value| entity["cluster"] == "k1" && entity["status"] == "accepted";
        assert_eq!(entities.iter().filter(of).count(), 5);

        page.button("Undo").await?;
        page.until(
            "all of it is taken back",
            "return !document.querySelector(a)",
            json!(accepted),
        )
        .await?;
        Ok(())
    })
    .await
}
