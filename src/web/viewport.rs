//! Which blocks of the article are near the view.
//!
//! Knows where elements stand on the screen. Must not know what is in them.

use std::ops::Range;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, NodeList};

/// How far beyond the view a block still counts as near, in heights of the window.
const MARGIN: f64 = 1.0;

/// The blocks of the article, by index, that are at most a window's height away.
pub fn near(document: &Document) -> Option<Range<u32>> {
    let blocks = blocks(document)?;
    let window = document.default_view()?;
    let height = window.inner_height().ok()?.as_f64()?;
    // Blocks stand one below the other, so that a few of them tell where all are.
    let first = partition(&blocks, |rect| rect.bottom() < -MARGIN * height);
    let end = partition(&blocks, |rect| rect.top() < (1.0 + MARGIN) * height);
    Some(first..end.max(first))
}

/// How many blocks the article has.
pub fn count(document: &Document) -> u32 {
    blocks(document).map_or(0, |blocks| blocks.length())
}

fn blocks(document: &Document) -> Option<NodeList> {
    let article = document.get_element_by_id("article")?;
    article.query_selector_all("[data-block]").ok()
}

/// The number of leading blocks that `before` holds for.
fn partition(blocks: &NodeList, before: impl Fn(web_sys::DomRect) -> bool) -> u32 {
    let (mut low, mut high) = (0, blocks.length());
    while low < high {
        let middle = low + (high - low) / 2;
        let block = blocks
            .item(middle)
            .and_then(|block| block.dyn_into::<Element>().ok());
        let is_before = block.is_some_and(|block| before(block.get_bounding_client_rect()));
        if is_before {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}
