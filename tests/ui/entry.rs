//! `index.html`: what stands there before the page's program has come.

use hedgerow::ui::app::App;
use hedgerow::ui::view::{Cache, view};
use std::fs;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/index.html");
const BEGIN: &str = "<div id=\"app\"";
const END: &str = "</body>";

/// The static page is the first view, so that nothing moves when the program takes over.
#[test]
fn the_static_page_is_the_first_view() {
    let page = fs::read_to_string(PATH).expect("index.html is there");
    let begin = page.find(BEGIN).expect("index.html holds the root");
    let end = page.find(END).expect("index.html has a body");
    let first = view(&App::default(), &mut Cache::default()).to_html();
    // A line for each tag, to be read by people.
    let first = first.replace("><", ">\n<") + "\n";
    if page[begin..end] != first {
        let fresh = [&page[..begin], &first, &page[end..]].concat();
        fs::write(PATH, fresh).expect("index.html can be written");
        panic!("the first view had changed; index.html was written anew");
    }
}

#[test]
fn nothing_is_inline_and_nothing_foreign() {
    let page = fs::read_to_string(PATH).expect("index.html is there");
    for forbidden in [
        "<style", "style=", "onclick=", "http://", "https://", "href=\"/", "src=\"/",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    for script in page.match_indices("<script").map(|(at, _)| &page[at..]) {
        let tag = &script[..script.find("</script>").expect("scripts end")];
        assert!(tag.contains("src=\"./www/"), "{tag}");
        assert!(tag.ends_with('>'), "a script without a body: {tag}");
    }
    for directive in [
        "default-src 'self'",
        "object-src 'none'",
        "form-action 'none'",
    ] {
        assert!(page.contains(directive), "{directive}");
    }
}
