//! The views as data: text, marks, names, and how little is built anew.

use crate::page::{Page, SENTENCE, find, revision, sentence};
use hedgerow::annotation::{Id, Kind};
use hedgerow::extract::{Claim, Cue, CueType, Entity, Extraction, Label};
use hedgerow::text::Span;
use hedgerow::ui::app::{Go, Msg};
use hedgerow::ui::html::{Element, Node};
use hedgerow::ui::keymap::Command;
use hedgerow::ui::shown::Facet;
use hedgerow::ui::viewport::{Layout, blocks};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::rc::Rc;

fn article(page: &mut Page) -> Element {
    find(&page.view(), "article")
}

fn paragraphs(root: &Element) -> Vec<&Element> {
    let all = root.descendants().into_iter();
    all.filter(|element| element.tag == "p").collect()
}

fn marks(root: &Element) -> Vec<&Element> {
    let all = root.descendants().into_iter();
    all.filter(|element| element.tag == "mark").collect()
}

#[test]
fn the_field_of_a_long_text_is_shut_beside_its_article() {
    let mut page = Page::ready();
    let desk = |page: &mut Page| {
        let desk = find(&page.view(), "desk");
        desk.attribute("data-desk").map(str::to_owned)
    };
    page.paste(SENTENCE);
    assert_eq!(desk(&mut page).as_deref(), Some("folded"));
    page.paste(&SENTENCE.repeat(2000));
    assert_eq!(desk(&mut page).as_deref(), Some("shut"));
    page.send(Msg::Do(Command::EditText));
    assert_eq!(desk(&mut page).as_deref(), Some("open"));
    page.send(Msg::Do(Command::FoldText));
    assert_eq!(desk(&mut page).as_deref(), Some("shut"));
}

/// Texts of the corpus and of the samples, as they are pasted.
fn texts() -> Vec<String> {
    let mut texts = vec![SENTENCE.to_owned()];
    for sample in hedgerow::ui::desk::SAMPLES {
        let path = format!("{}/{}", env!("CARGO_MANIFEST_DIR"), sample.path);
        texts.push(fs::read_to_string(path).expect("the sample is there"));
    }
    texts.push("One\r\nmay\u{2028}two\n\n\n  \nthree 👩‍👩‍👧 e\u{301} שלום said\0 he.\n".to_owned());
    texts.push("likely ".repeat(3000));
    texts.push("a".repeat(20_000));
    texts
}

#[test]
fn all_text_stands_in_the_article() {
    for text in texts() {
        let mut page = Page::read(&text);
        page.send(Msg::Viewport { first: 0, end: 3 });
        let article = article(&mut page);
        let shown: Vec<String> = (paragraphs(&article).iter())
            .map(|paragraph| paragraph.text_content())
            .collect();
        let stored: Vec<&str> = (blocks(&text).iter())
            .map(|block| &text[block.span.range()])
            .collect();
        assert_eq!(shown, stored);
        let left: String = text.split_whitespace().collect();
        let right: String = shown.concat().split_whitespace().collect();
        assert_eq!(left, right, "nothing but white space is left out");
    }
}

#[test]
fn marks_say_what_they_are() {
    for text in texts() {
        let mut page = Page::read(&text);
        page.send(Msg::Viewport { first: 0, end: 99 });
        let article = article(&mut page);
        let document = page.app.work().document();
        let mut found = BTreeMap::<String, String>::new();
        for mark in marks(&article) {
            let kind = mark.attribute("data-kind").expect("every mark has a kind");
            let label = mark
                .attribute("data-label")
                .expect("every mark has a label");
            let id = mark.attribute("data-id").expect("every mark has an id");
            let stored = document.mark(&Id::from(id)).expect("the id is a mark's");
            if kind == "source" {
                assert_eq!(stored.kind(), Kind::Claim);
                continue;
            }
            assert_eq!(stored.kind().as_str(), kind);
            let expected = match Facet::of(stored) {
                Facet::Label(label) => label.as_str(),
                Facet::Cue(kind) => kind.as_str(),
                Facet::Certainty(level) => level.as_str(),
                Facet::Layer(_) | Facet::Rejected => "",
            };
            assert_eq!(label, expected);
            *found.entry(id.to_owned()).or_default() += &mark.text_content();
        }
        // The pieces of each mark are its words.
        for mark in document.marks() {
            let spans = match &mark.body {
                hedgerow::annotation::Body::Claim(claim) => claim.content.clone(),
                _ => vec![mark.span()],
            };
            let words: String = spans
                .iter()
                .map(|span| document.source().slice(*span))
                .collect();
            let words = words.replace('\n', "");
            assert_eq!(found.get(&*mark.id.0), Some(&words));
        }
    }
}

/// A mark is found once by the keyboard, however many pieces it has.
#[test]
fn the_article_is_one_tab_stop() {
    let mut page = Page::with_sentence();
    let stops = |page: &mut Page| -> Vec<String> {
        let article = article(page);
        (article.descendants().into_iter())
            .filter(|element| element.attribute("tabindex") == Some("0"))
            .map(|element| element.attribute("data-id").unwrap_or("article").to_owned())
            .collect()
    };
    assert_eq!(stops(&mut page), ["article"]);
    page.command(Command::NextMark);
    let id = page.app.work().selected.clone().expect("one is selected");
    assert_eq!(stops(&mut page), [id.0.to_string()]);
    let article = article(&mut page);
    let mut reachable = BTreeMap::<&str, u32>::new();
    for mark in marks(&article) {
        if mark.attribute("tabindex").is_some() {
            assert!(mark.attribute("aria-description").is_some());
            let id = mark.attribute("data-id").expect("every mark has an id");
            *reachable.entry(id).or_default() += 1;
        }
    }
    assert_eq!(reachable.len(), page.app.work().document().len());
    assert!(reachable.values().all(|count| *count == 1), "{reachable:?}");
}

#[test]
fn layers_and_labels_are_switched() {
    let mut page = Page::with_sentence();
    let kinds = |page: &mut Page| -> BTreeSet<String> {
        let article = article(page);
        (marks(&article).iter())
            .filter_map(|mark| mark.attribute("data-kind"))
            .map(str::to_owned)
            .collect()
    };
    let all = ["claim", "cue", "entity", "source"];
    assert_eq!(kinds(&mut page), all.map(str::to_owned).into());
    page.command(Command::ToggleLayer(Kind::Claim));
    assert_eq!(
        kinds(&mut page),
        ["cue", "entity"].map(str::to_owned).into()
    );
    assert!(page.words("claim-list").contains("switched off"));
    page.command(Command::ToggleLayer(Kind::Cue));
    page.command(Command::ToggleLayer(Kind::Entity));
    assert_eq!(kinds(&mut page), BTreeSet::new());
    // What is selected shows all the same.
    let id = page.first(Kind::Claim);
    page.send(Msg::Select { id, go: Go::ToText });
    let expect = ["claim", "cue", "source"].map(str::to_owned).into();
    assert_eq!(kinds(&mut page), expect, "with its cues and its source");
}

#[test]
fn the_legend_says_what_falls_under_a_label() {
    let mut page = Page::with_sentence();
    let legend = find(&page.view(), "legend");
    let chips = legend.descendants().into_iter();
    let title = |label: &str| {
        let mut chips = chips
            .clone()
            .filter(|chip| chip.attribute("data-label") == Some(label));
        chips.next().and_then(|chip| chip.attribute("title"))
    };
    assert_eq!(
        title("ORG"),
        Some("companies, agencies, teams, news outlets")
    );
    assert_eq!(title("modal"), Some("may, might, could, would"));
}

#[test]
fn rejected_marks_go_from_the_text_and_can_be_seen_again() {
    let mut page = Page::with_sentence();
    page.command(Command::NextMark);
    page.reject();
    let drawn = |page: &mut Page| {
        let article = article(page);
        (marks(&article).iter()).any(|mark| mark.attribute("data-status") == Some("rejected"))
    };
    assert!(drawn(&mut page), "while it is selected");
    page.command(Command::NextMark);
    assert!(!drawn(&mut page));
    page.send(Msg::Toggle(Facet::Rejected));
    assert!(drawn(&mut page));
}

/// It is looked at wherever one looks, since it may reach there.
#[test]
fn a_claim_of_many_pages_shows_once_however_often_it_is_decided_on() {
    let text = format!("{} it says.", "Rain is likely. ".repeat(2000));
    let mut page = Page::ready();
    let effects = page.paste(&text);
    let mut found = Extraction::default();
    found.claims.push(Claim {
        content: vec![Span::new(0, 31_999)],
        source: vec![Span::new(32_000, 32_002)],
        ..sentence().claims.remove(0)
    });
    found.claims[0].cues.clear();
    found.claims[0].why.clear();
    page.extracted(revision(&effects), found);
    page.command(Command::NextMark);
    for _ in 0..3 {
        page.command(Command::Accept);
        page.send(Msg::Viewport { first: 3, end: 4 });
        let article = article(&mut page);
        for paragraph in paragraphs(&article) {
            let is_claim = |mark: &&&Element| mark.attribute("data-kind") == Some("claim");
            let claims = marks(paragraph).iter().filter(is_claim).count();
            assert!(claims <= 1, "{}", paragraph.to_html());
        }
    }
}

#[test]
fn zones_show() {
    let text = include_str!("../../www/samples/local.txt");
    let mut page = Page::read(text);
    let article = article(&mut page);
    let of = |zone| -> Vec<String> {
        (paragraphs(&article).iter())
            .filter(|paragraph| paragraph.attribute("data-zone") == Some(zone))
            .map(|paragraph| paragraph.text_content())
            .collect()
    };
    assert_eq!(of("headline"), [text.lines().next().expect("a first line")]);
    assert_eq!(of("byline"), ["By Fergus MacAskill, Sound of Mull Gazette"]);
    let residue = of("residue");
    assert!(
        residue.contains(&"You may also like".to_owned()),
        "{residue:?}"
    );
    let labels = (paragraphs(&article).iter())
        .filter(|paragraph| paragraph.attribute("data-zone-label").is_some())
        .count();
    assert!(labels >= 1);
}

/// Every state of the page that a test can bring about.
fn states() -> Vec<Page> {
    let mut states = vec![Page::default(), Page::with_sentence()];
    let mut page = Page::with_sentence();
    page.send(Msg::FileRefused {
        name: "x.png".to_owned(),
        reason: "it is not text".to_owned(),
    });
    page.command(Command::NextClaim);
    page.command(Command::Accept);
    page.command(Command::ExportDialog);
    states.push(page);
    let mut page = Page::with_sentence();
    page.command(Command::NextMark);
    page.command(Command::Reject);
    page.paste("Rain is likely in Oslo.");
    page.command(Command::Ask("help:"));
    states.push(page);
    let mut page = Page::read(&include_str!("../../www/samples/local.txt").repeat(12));
    page.command(Command::LaterItems);
    states.push(page);
    states
}

#[test]
fn every_control_has_a_name_and_every_id_is_one() {
    for mut page in states() {
        let view = page.view();
        let all = view.descendants();
        let ids: Vec<&str> = all
            .iter()
            .filter_map(|element| element.attribute("id"))
            .collect();
        let distinct: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), distinct.len(), "{ids:?}");
        let labels: BTreeSet<&str> = (all.iter())
            .filter(|element| element.tag == "label")
            .filter_map(|element| element.attribute("for"))
            .collect();
        for element in &all {
            for reference in [
                "aria-labelledby",
                "aria-describedby",
                "aria-controls",
                "for",
            ] {
                if let Some(id) = element.attribute(reference) {
                    let hidden = reference == "aria-describedby" && id == "article-keys";
                    assert!(distinct.contains(id) || hidden, "{reference}={id}");
                }
            }
            match element.tag {
                "button" => {
                    let name = element.attribute("aria-label");
                    let words = element.text_content();
                    assert!(name.is_some() || !words.trim().is_empty(), "{element:?}");
                    assert_eq!(element.attribute("type"), Some("button"));
                    assert!(!element.on.is_empty(), "{words} does nothing");
                }
                "select" | "textarea" => {
                    let id = element.attribute("id").expect("fields have ids");
                    let wrapped = all.iter().any(|label| {
                        label.tag == "label"
                            && (label.descendants().iter())
                                .any(|inner| inner.attribute("id") == Some(id))
                    });
                    assert!(labels.contains(id) || wrapped, "{id} has no label");
                }
                "section" | "aside" | "nav" | "dialog" | "article" | "progress" => {
                    let named = element.attribute("aria-label").is_some()
                        || element.attribute("aria-labelledby").is_some();
                    assert!(named, "{} has no name", element.tag);
                }
                _ => {}
            }
        }
    }
}

/// What the style policy of the page forbids, and what would be lost on the way to HTML.
#[test]
fn no_styles_no_scripts_no_strange_attributes() {
    for mut page in states() {
        for element in page.view().descendants() {
            for (name, _) in &element.attributes {
                assert!(!name.starts_with("on") && *name != "style", "{name}");
                assert!(
                    name.chars().all(|c| c.is_ascii_lowercase() || c == '-'),
                    "{name}"
                );
            }
            let keyed = element.children.iter().filter_map(Node::element);
            let keys: Vec<_> = keyed.map(|child| child.key.clone()).collect();
            let with = keys.iter().flatten().count();
            assert!(
                with == 0 || with == keys.len(),
                "all siblings have keys or none"
            );
            let distinct: BTreeSet<_> = keys.iter().flatten().collect();
            assert_eq!(distinct.len(), with, "keys tell siblings apart");
        }
    }
}

#[test]
fn the_list_of_claims_comes_in_pages() {
    let text = include_str!("../../www/samples/local.txt").repeat(30);
    let mut page = Page::read(&text);
    let all = page.marks(Kind::Claim).len();
    assert!(all > 250, "{all}");
    let items = |page: &mut Page| {
        let list = find(&page.view(), "claims");
        let ids = list.children.iter().filter_map(Node::element);
        ids.map(|item| item.attribute("id").unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let first = items(&mut page);
    assert_eq!(first.len(), 100);
    page.command(Command::LaterItems);
    let second = items(&mut page);
    assert!(first.iter().all(|id| !second.contains(id)));
    for _ in 0..9 {
        page.command(Command::LaterItems);
    }
    assert!(
        !items(&mut page).is_empty(),
        "behind the last page is the last page"
    );
    // The list follows the text.
    let id = page.marks(Kind::Claim)[130].id.clone();
    let go = Go::FromText;
    page.send(Msg::Select { id: id.clone(), go });
    assert!(items(&mut page).contains(&format!("claim-{id}")));
}

fn shared(root: &Element) -> Vec<Rc<Element>> {
    fn collect(node: &Node, out: &mut Vec<Rc<Element>>) {
        if let Node::Shared(element) = node {
            out.push(element.clone());
        }
        if let Some(element) = node.element() {
            element
                .children
                .iter()
                .for_each(|child| collect(child, out));
        }
    }
    let mut out = Vec::new();
    root.children
        .iter()
        .for_each(|child| collect(child, &mut out));
    out
}

fn fresh(before: &[Rc<Element>], after: &[Rc<Element>]) -> usize {
    let old: BTreeSet<*const Element> = before.iter().map(Rc::as_ptr).collect();
    after
        .iter()
        .filter(|element| !old.contains(&Rc::as_ptr(element)))
        .count()
}

/// An entity, a cue or a claim in every few words.
fn every_word(text: &str) -> Extraction {
    let mut extraction = Extraction::default();
    let words = text.split_inclusive(' ').scan(0u32, |at, word| {
        let span = Span::new(*at, *at + word.trim_end().len() as u32);
        *at += word.len() as u32;
        Some(span)
    });
    let words = words.filter(|span| !text[span.range()].contains('\n') && !span.is_empty());
    for (index, span) in words.enumerate() {
        match index % 12 {
            0 | 4 => extraction.entities.push(Entity {
                span,
                label: Label::Org,
                confidence: 0.9,
                why: Vec::new(),
            }),
            8 => extraction.cues.push(Cue {
                span,
                kind: CueType::Modal,
                confidence: 0.9,
                why: Vec::new(),
            }),
            _ => {}
        }
    }
    extraction
}

/// Five megabytes and some hundred thousand marks: a key press builds a few elements.
#[test]
fn only_what_changed_is_built_anew() {
    let sample = include_str!("../../www/samples/science.txt");
    let text = sample.repeat(5_000_000 / sample.len());
    let mut page = Page::ready();
    let effects = page.paste(&text);
    page.extracted(revision(&effects), every_word(&text));
    let groups = page.app.work().layout().groups().len();
    assert!(page.app.work().document().len() > 200_000);
    assert!((300..3000).contains(&groups), "{groups}");
    page.send(Msg::Viewport { first: 40, end: 44 });
    let before = shared(&article(&mut page));
    let near = find(&page.view(), "article");
    let drawn = marks(&near).len();
    assert!(
        (50..5000).contains(&drawn),
        "{drawn} marks for what is near"
    );

    let again = shared(&article(&mut page));
    assert_eq!(fresh(&before, &again), 0, "nothing happened");

    page.command(Command::NextMark);
    let selected = shared(&article(&mut page));
    assert_eq!(fresh(&again, &selected), 2, "a block and its group");
    page.command(Command::Accept);
    let accepted = shared(&article(&mut page));
    assert_eq!(fresh(&selected, &accepted), 2);
    page.send(Msg::Viewport { first: 41, end: 45 });
    let moved = shared(&article(&mut page));
    let (lost, come) = (1, 60);
    assert!(fresh(&accepted, &moved) <= lost + come);

    // A word more at the beginning leaves the rest as it is.
    let longer = format!("Well. {text}");
    page.paste(&longer);
    page.send(Msg::Viewport { first: 41, end: 45 });
    let edited = shared(&article(&mut page));
    assert!(fresh(&moved, &edited) <= 60, "{}", fresh(&moved, &edited));
}

#[test]
fn a_layout_of_an_edited_text_is_that_of_the_text() {
    let check = |old: &str, new: &str| {
        let rebased = Layout::new(old).rebase(old, new);
        let blocks_of = |layout: &Layout| -> Vec<_> {
            let groups = layout.groups().iter();
            groups.flat_map(|group| group.blocks.clone()).collect()
        };
        assert_eq!(blocks_of(&rebased), blocks(new));
        let keys: BTreeSet<u32> = rebased.groups().iter().map(|group| group.key).collect();
        assert_eq!(keys.len(), rebased.groups().len(), "keys tell groups apart");
    };
    let long = include_str!("../../www/samples/local.txt").repeat(9);
    check("", "");
    check("", "a\nb");
    check("a\nb", "");
    check("a\nb\nc", "a\nx\nc");
    check(&long, &long);
    check(&long, &long[100..]);
    check(&long, &long[..10_000]);
    check(
        &long,
        &format!("{}new\nlines\n{}", &long[..9000], &long[9000..]),
    );
    check(&long, &format!("{}{}", &long[..9000], &long[15_000..]));
    check(&format!("{long}{long}"), &long);
}

#[test]
fn what_the_engine_is_not_sure_of_is_shown_so_until_somebody_decides() {
    let unsure = |page: &mut Page| -> Vec<String> {
        let marks = page.view();
        let marks = marks.descendants().into_iter();
        marks
            .filter(|element| element.attribute("data-unsure").is_some())
            .map(|mark| {
                assert!(
                    mark.attribute("aria-description")
                        .unwrap()
                        .ends_with(", unsure")
                );
                mark.text_content()
            })
            .collect()
    };
    let mut page = Page::ready();
    let effects = page.paste(SENTENCE);
    let mut extraction = sentence();
    for (entity, confidence) in extraction.entities.iter_mut().zip([0.69, 0.7, 1.0]) {
        entity.confidence = confidence;
    }
    page.extracted(revision(&effects), extraction);
    assert_eq!(unsure(&mut page), ["The Verge"]);
    let id = page.first(Kind::Entity);
    page.send(Msg::Select {
        id,
        go: Go::FromText,
    });
    page.command(Command::Accept);
    assert_eq!(unsure(&mut page), [""; 0]);
}
