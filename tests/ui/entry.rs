//! `index.html`: what stands there before the page's program has come.

use hedgerow::ui::app::App;
use hedgerow::ui::html::STANDING;
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
    let first = first.replace(&format!("\n{STANDING}\n"), STANDING);
    let first = with_what_stands(&first, &page[begin..end]);
    if page[begin..end] != first {
        let fresh = [&page[..begin], &first, &page[end..]].concat();
        fs::write(PATH, fresh).expect("index.html can be written");
        panic!("the first view had changed; index.html was written anew");
    }
}

/// The view, and in it what only the page says.
fn with_what_stands(view: &str, mut page: &str) -> String {
    let mut whole = String::new();
    for part in view.split_inclusive(STANDING) {
        let Some(before) = part.strip_suffix(STANDING) else {
            whole.push_str(part);
            continue;
        };
        whole.push_str(before);
        let tag = &before[before.rfind('<').expect("it is in an element")..];
        let name = tag[1..tag.len() - 1].split(' ').next().unwrap_or_default();
        let from = page
            .find(tag)
            .unwrap_or_else(|| panic!("the page has no {tag}"));
        let behind = &page[from + tag.len()..];
        let end = behind.find(&format!("</{name}>")).expect("elements end");
        whole.push_str(&behind[..end]);
        page = &behind[end..];
    }
    whole
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
