//! Web pages become the clean text of their article.

use hedgerow::format::html::{Page, read};
use proptest::prelude::*;

fn check(html: &str, expect: &str) {
    assert_eq!(read(html).text, expect, "{html}");
}

#[test]
fn paragraphs_are_what_a_reader_sees() {
    check("", "");
    check("Rain is likely.", "Rain is likely.");
    check(
        "<p>Rain\n is  <b>like</b>ly.<p>Snow.",
        "Rain is likely.\n\nSnow.",
    );
    check("<p>One<br>two<br><br> three</p>", "One\ntwo\nthree");
    check(
        "<h1>Rain</h1><div>It <i>may</i> come</div>",
        "Rain\n\nIt may come",
    );
    check("<ul><li>One<li>Two</ul>", "One\n\nTwo");
    check(
        "a &amp; b &lt;c&gt; &eacute;&nbsp;d &#x1F680;",
        "a & b <c> \u{e9}\u{a0}d \u{1F680}",
    );
    check("<p>Cut <b>off", "Cut off");
    check("1 < 2 and 3 > 2", "1 < 2 and 3 > 2");
}

#[test]
fn what_surrounds_an_article_is_left_out() {
    check(
        "<nav><ul><li>Home</ul></nav><p>Rain.</p><footer>All rights</footer>",
        "Rain.",
    );
    check(
        "<script>if (a < b) { '<p>no</p>' }</script>Rain.<style>p > a {}</style>",
        "Rain.",
    );
    check("<aside>One <aside>two</aside> three</aside>Rain.", "Rain.");
    check("<svg/>Rain.<svg><text>x</text></svg>", "Rain.");
    check("<head><title>T</title></head><body>Rain.", "Rain.");
    let long = "Rain is likely in Oslo, officials said. ".repeat(8);
    let long = long.trim();
    check(
        &format!("<p>Related</p><main><p>Share</p><article><p>{long}</p></article></main>"),
        long,
    );
    check(
        &format!("<article>Teaser</article><main><p>{long}</p></main><p>Related</p>"),
        long,
    );
    // Where nothing says what is the article, all of it is.
    check("<article>One</article><p>Two</p>", "One\n\nTwo");
}

#[test]
fn a_page_has_a_title() {
    let page = read("<title> Rain\n &amp; snow </title><p>Rain.");
    assert_eq!(page.title.as_deref(), Some("Rain & snow"));
    assert_eq!(
        read("<title></title><p>Rain."),
        Page {
            title: None,
            text: "Rain.".into()
        }
    );
}

proptest! {
    #[test]
    fn any_text_is_a_page(html in "(<[a-z/]{0,8}>|[ -~]{0,6}|&[a-z]{0,5};?|\\PC){0,40}") {
        let page = read(&html);
        prop_assert!(!page.text.contains("\n\n\n"));
        prop_assert_eq!(page.text.trim_matches([' ', '\n']), page.text.as_str());
    }
}
