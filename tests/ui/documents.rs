//! The sheet of documents: what is listed, and what its controls ask for.

use hedgerow::project::{Head, State};
use hedgerow::ui::app::{Field, Msg};
use hedgerow::ui::documents::{Came, Query, Wish, beside, told, view};
use hedgerow::ui::drawn;
use hedgerow::ui::html::{Element, On};

fn head(id: &str, title: &str, state: State, added: u64) -> Head {
    Head {
        id: id.to_owned(),
        title: title.to_owned(),
        state,
        added,
        changed: 10_000 - added,
        decided: 2,
        open: 3,
        read: true,
        ..Head::default()
    }
}

fn heads() -> Vec<Head> {
    vec![
        head("b", "Snow may fall", State::Untouched, 2),
        head("a", "Rain is likely", State::Complete, 1),
        head("c", "An open question", State::InReview, 3),
    ]
}

/// The sheet as it comes to the page.
fn drawn(heads: &[Head], query: &Query) -> Element {
    let heads: Vec<&Head> = heads.iter().collect();
    let sheet = view(&heads, query, Some("a"), "No backup was made yet.");
    let sheet = drawn::read(&drawn::write(&sheet, None));
    sheet.tree.expect("it arrives")
}

fn titles(sheet: &Element) -> Vec<String> {
    let is_title = |element: &&Element| element.attribute("class") == Some("title");
    let titles = sheet.descendants().into_iter().filter(is_title);
    titles.map(Element::text_content).collect()
}

fn listed(query: &Query) -> Vec<String> {
    titles(&drawn(&heads(), query))
}

#[test]
fn documents_are_listed_found_and_ordered() {
    let mut query = Query::default();
    let (rain, snow, open) = ("Rain is likely", "Snow may fall", "An open question");
    assert_eq!(listed(&query), [rain, snow, open]);
    for (words, expect) in [
        ("order=changed", &[rain, snow, open][..]),
        ("order=title", &[open, rain, snow]),
        ("order=none of these", &[rain, snow, open]),
        ("only=complete", &[rain]),
        ("only=", &[rain, snow, open]),
        ("find=RAIN", &[rain]),
        ("find=q", &[open]),
        ("find=", &[rain, snow, open]),
    ] {
        query.ask(words);
        assert_eq!(listed(&query), expect, "{words}");
    }
    // In texts it is looked for once there is enough to look for.
    query.ask("find= ra");
    assert_eq!(query.words(), "");
    assert_eq!(query.ask("find=osl "), Wish::Search);
    assert_eq!(query.words(), "osl");
    assert_eq!(listed(&query), [""; 0]);
    query.seeking = true;
    let words = |query: &Query| drawn(&heads(), query).text_content();
    assert!(words(&query).contains("Looking into the texts …"));
    query.found = ["b".to_owned()].into();
    assert_eq!(listed(&query), [snow]);
    query.seeking = false;
    assert_eq!(query.ask("find=Oslo"), Wish::Search);
    assert_eq!(listed(&query), [snow], "it may be there still");
    assert_eq!(query.ask("find=osl"), Wish::Search);
    assert!(words(&query).contains("No document is like that."));
    assert_eq!(
        listed(&query),
        [""; 0],
        "what was found before is forgotten"
    );
}

#[test]
fn controls_ask_for_what_they_say() {
    let mut query = Query::default();
    let id = || "a=b c".replace([' ', '='], "-");
    for (words, wish) in [
        ("open=a-b-c", Wish::Open(id())),
        ("delete=a-b-c", Wish::Delete(id())),
        ("undelete", Wish::Undelete),
        ("forget=a-b-c", Wish::Forget(id())),
        ("state=a-b-c in_review", Wish::State(id(), State::InReview)),
        ("state=a-b-c asleep", Wish::See),
        (
            "state=a b complete",
            Wish::State("a b".into(), State::Complete),
        ),
        (
            "rename=a-b-c\n New = name ",
            Wish::Rename(id(), " New = name ".into()),
        ),
        ("next", Wish::Next),
        ("previous", Wish::Previous),
        ("backup", Wish::Backup),
        ("files", Wish::Choose { folder: false }),
        ("folder", Wish::Choose { folder: true }),
        ("", Wish::See),
        ("what is this?", Wish::See),
        ("page=many", Wish::See),
    ] {
        assert_eq!(query.ask(words), wish, "{words}");
    }
    // Everything goes only after a second word, said at once.
    assert_eq!(query.ask("clear"), Wish::See);
    assert!(
        drawn(&heads(), &query)
            .text_content()
            .contains("gone for good")
    );
    assert_eq!(query.ask("keep"), Wish::See);
    assert_eq!(query.ask("clear"), Wish::See);
    assert_eq!(query.ask("clear"), Wish::Clear);
    assert_eq!(query.ask("clear"), Wish::See);
}

#[test]
fn every_control_of_the_sheet_has_a_name_and_a_meaning() {
    for words in ["", "name=a", "clear", "find=nothing like that"] {
        let mut query = Query::default();
        query.ask(words);
        let sheet = drawn(&heads(), &query);
        let mut controls = 0;
        for element in sheet.descendants() {
            let asks = element.on.iter().map(|on| match on {
                On::Click(Msg::Ask(words)) | On::Input(Field::Ask(words)) => words.clone(),
                other => panic!("{other:?}"),
            });
            for words in asks {
                controls += 1;
                let named = element.attribute("aria-label").is_some();
                assert!(named || !element.text_content().is_empty(), "{words}");
            }
        }
        assert!(controls > 5, "{words}");
    }
}

#[test]
fn a_long_list_has_pages() {
    let many: Vec<Head> = (0..5000)
        .map(|at| {
            head(
                &format!("d{at}"),
                &format!("Report {at}"),
                State::Untouched,
                at,
            )
        })
        .collect();
    let mut query = Query::default();
    let first = drawn(&many, &query);
    assert_eq!(titles(&first).len(), 50);
    assert!(first.text_content().contains("page 1 of 100 Later"));
    query.ask("page=99");
    let last = drawn(&many, &query);
    assert_eq!(titles(&last)[49], "Report 4999");
    assert!(!last.text_content().contains("Later"));
    query.ask("page=1000000");
    assert_eq!(titles(&drawn(&many, &query)), titles(&last));
    query.ask("find=Report 77");
    assert_eq!(titles(&drawn(&many, &query))[0], "Report 77");
}

#[test]
fn documents_stand_in_a_circle() {
    let heads = heads();
    let heads: Vec<&Head> = heads.iter().collect();
    let walk = |from: Option<&str>, places| beside(&heads, from, places).map(|head| &*head.id);
    assert_eq!(walk(Some("a"), 1), Some("b"));
    assert_eq!(walk(Some("c"), 1), Some("a"));
    assert_eq!(walk(Some("a"), -1), Some("c"));
    assert_eq!(walk(None, 1), Some("a"));
    assert_eq!(walk(Some("gone"), 1), Some("a"));
    assert_eq!(beside(&[], None, 1), None);
}

#[test]
fn what_came_out_of_files_is_told_as_far_as_it_is_not_seen() {
    let copies = ["Rain".to_owned(), "Snow".to_owned()];
    let problems = ["a.pdf: it is a PDF".to_owned()];
    let came = |documents, shown, here, copies| {
        let problems = &[];
        told(Came {
            documents,
            shown,
            here,
            copies,
            problems,
        })
    };
    assert_eq!(came(3, 3, 0, &[]), None);
    let words = |documents, shown, here, copies| {
        came(documents, shown, here, copies).expect("there is something to say")
    };
    assert_eq!(
        words(9, 1, 0, &[]),
        "8 more documents are among the documents."
    );
    assert_eq!(words(0, 0, 1, &[]), "That document was here already.");
    assert_eq!(
        words(0, 0, 1200, &[]),
        "All 1200 documents were here already."
    );
    assert_eq!(
        words(12, 1, 3, &[]),
        "12 documents came in, 3 were here already."
    );
    assert_eq!(
        words(1, 1, 1, &copies[..1]),
        "1 document came in, 1 was here already. \
         1 document is another here than in the file, and came in as a copy: “Rain”."
    );
    assert_eq!(
        words(2, 2, 0, &copies),
        "2 documents are others here than in the file, and came in as copies: “Rain”, “Snow”."
    );
    let all = told(Came {
        documents: 0,
        shown: 0,
        here: 0,
        copies: &[],
        problems: &problems,
    });
    assert_eq!(
        all.as_deref(),
        Some("1 thing could not be read. a.pdf: it is a PDF.")
    );
}
