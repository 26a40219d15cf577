//! The worker dies, or does not come.

use crate::reading::{ARTICLE, marks_are_by, marks_are_those_of};
use crate::support::{Outcome, Site, Visit, browse_as};
use hedgerow::engine::Engine;
use serde_json::json;

/// Keeps hold of the page's workers, and can make their script missing.
macro_rules! watch {
    () => {
        "window.workers = [];
         const Real = window.Worker;
         window.Worker = class extends Real {
             constructor(url, options) {
                 super(window.missing ? url + '.missing' : url, options);
                 window.workers.push(this);
             }
         };"
    };
}

/// The same, for others.
pub const WATCH: &str = watch!();

/// Ends the newest worker, and says so as the browser does when a worker fails.
pub const KILL: &str = "
    const worker = window.workers.at(-1);
    worker.terminate();
    worker.dispatchEvent(new ErrorEvent('error', { message: 'killed' }));";

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_worker_that_dies_is_replaced() -> Outcome {
    let visit = Visit {
        script: watch!(),
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.paste(ARTICLE).await?;
        for round in 1..4 {
            page.js::<()>(KILL, json!(null)).await?;
            page.until(
                "another worker is there",
                "return window.workers.length > a",
                json!(round),
            )
            .await?;
            let field = page.text().await?;
            assert!(field.starts_with(ARTICLE));
            let text = format!("{ARTICLE} Round {round} may end.");
            page.put(&text).await?;
            marks_are_those_of(page, &text).await?;
        }
        Ok(())
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn a_text_under_way_is_read_again() -> Outcome {
    let visit = Visit {
        script: watch!(),
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.put_by("(a + '\\n\\n').repeat(1000)", json!(ARTICLE))
            .await?;
        page.there("it has begun", "#article mark").await?;
        page.js::<()>(KILL, json!(null)).await?;
        page.settled().await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn an_engine_that_cannot_be_loaded_is_told_and_tried_again() -> Outcome {
    let visit = Visit {
        script: concat!("window.missing = true;", watch!()),
        complaints: &["404", "Failed to load resource"],
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.put_by("a", json!(ARTICLE)).await?;
        page.wait_for_words("#notices", "could not be started")
            .await?;
        page.wait_for_words("#article", "Astrid Bekkevold").await?;
        let field = page.text().await?;
        assert_eq!(field, ARTICLE);
        // The connection is back.
        page.js::<()>("window.missing = false", json!(null)).await?;
        page.button("Try again").await?;
        page.settled().await?;
        marks_are_those_of(page, ARTICLE).await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn weights_that_are_damaged_are_told_and_done_without() -> Outcome {
    let visit = Visit {
        site: Site::Damaged,
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.put_by("a", json!(ARTICLE)).await?;
        page.wait_for_words("#notices", "by rules alone").await?;
        page.settled().await?;
        let rules = Engine::new();
        marks_are_by(&rules, page, ARTICLE).await?;
        page.button("Try again").await?;
        page.wait_for_words("#notices", "by rules alone").await?;
        page.settled().await?;
        marks_are_by(&rules, page, ARTICLE).await
    })
    .await
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn weights_that_stop_on_the_way_are_not_waited_for_for_ever() -> Outcome {
    let visit = Visit {
        site: Site::Stalling,
        ..Visit::default()
    };
    browse_as(visit, async |page| {
        page.put_by("a", json!(ARTICLE)).await?;
        page.wait_for_words("#notices", "it stopped on the way")
            .await?;
        page.settled().await?;
        marks_are_by(&Engine::new(), page, ARTICLE).await
    })
    .await
}
