//! The built site, end to end, in a real browser.
//!
//! `cargo xtask test` builds the site, serves it below a sub-path, starts a WebDriver and says
//! where both are. A plain `cargo test` has neither, so every test here is ignored there.
//! What is named `bench_...` prints times, and is run by `cargo xtask bench` only.
#![cfg(not(target_arch = "wasm32"))]

use std::env;
use thirtyfour::{Capabilities, WebDriver};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A browser that shows the site.
async fn open() -> Result<WebDriver, Box<dyn std::error::Error>> {
    let said =
        |name| env::var(name).map_err(|_| format!("{name} is unset: run `cargo xtask test`"));
    let asked: serde_json::Map<_, _> =
        serde_json::from_str(include_str!("../../xtask/webdriver.json"))?;
    let driver = WebDriver::new(said("HEDGEROW_WEBDRIVER")?, Capabilities::from(asked)).await?;
    driver.goto(said("HEDGEROW_SITE")?).await?;
    Ok(driver)
}

#[tokio::test]
#[ignore = "needs a browser: run by `cargo xtask test`"]
async fn the_page_loads() -> Outcome {
    let driver = open().await?;
    assert_eq!(driver.title().await?, "Hedgerow");
    driver.quit().await?;
    Ok(())
}
