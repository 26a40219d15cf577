//! The sheets of what a person says for the project and of a document.

use crate::page::{Page, SENTENCE};
use hedgerow::annotation::{Document, Label, State};
use hedgerow::project::{Counts, Head, Judged, LabelSet, OwnLabel, Settings};
use hedgerow::protocol::{Request, Response};
use hedgerow::text::Source;
use hedgerow::ui::app::{Effect, Field, Intake, Msg};
use hedgerow::ui::html::Element;
use hedgerow::ui::keymap::{Command, KeyPress, Modifiers, Place};
use hedgerow::ui::{about, drawn, guide, keys, labels, ledger};

fn settings() -> Settings {
    Settings {
        annotator: "Ada".into(),
        labels: LabelSet {
            own: vec![OwnLabel {
                name: "DISEASE".into(),
                colour: "teal".into(),
                key: Some('9'),
                description: "What makes people ill".into(),
            }],
        },
        guidelines: "# Rules\n\n*Mark* all.".into(),
        keys: Vec::new(),
    }
}

fn head() -> Head {
    let mut head = Head::new(&Document::new("d1", Source::new("Rain.")), 1);
    head.own = vec![("DISEASE".into(), 3)];
    head
}

/// Each sheet as it is drawn; all of them travel.
#[test]
fn every_sheet_travels() {
    let (head, settings) = (head(), settings());
    let heads = [&head];
    let sheets: [Element; 6] = [
        labels::view(&heads, &labels::Query::default(), &settings.labels),
        guide::view(&guide::Query::default(), &settings),
        keys::view(&keys::Query::default(), &settings),
        ledger::view(&heads, ledger::Of::Project, None),
        about::view(Some(&head)),
        about::view(None),
    ];
    for sheet in sheets {
        let there = drawn::read(&drawn::write(&sheet, None));
        assert_eq!(there.tree.as_ref(), Some(&sheet));
        let title = sheet.attribute("aria-label").unwrap_or_default();
        assert_ne!(title, "", "{}", sheet.to_html());
    }
}

#[test]
fn a_label_is_added_changed_and_named_anew_after_a_preview() {
    let mut query = labels::Query::default();
    let mut set = LabelSet::default();
    let mut ask = |words: &str, set: &mut LabelSet| {
        let wish = query.ask(words, set);
        if let labels::Wish::Set(new) = &wish {
            *set = new.clone();
        }
        (wish, labels::view(&[&head()], &query, set).text_content())
    };
    ask("", &mut set);
    ask("new=DISEASE", &mut set);
    let (_, words) = ask("add", &mut set);
    assert!(words.contains("DISEASE is a label now."), "{words}");
    let (_, words) = ask("add", &mut set);
    assert!(words.contains("one to 64 letters"), "{words}");
    ask("key=DISEASE\n7", &mut set);
    ask("describe=DISEASE\nWhat makes ill", &mut set);
    ask("colour=DISEASE\nred", &mut set);
    let own = &set.own[0];
    assert_eq!((own.key, own.colour.as_str()), (Some('7'), "red"));
    assert_eq!(own.description, "What makes ill");
    // A key is for one label.
    ask("new=DRUG", &mut set);
    ask("add", &mut set);
    let (_, words) = ask("key=DRUG\n7", &mut set);
    assert!(
        words.contains("“7” is the key of DISEASE already."),
        "{words}"
    );
    let (_, words) = ask("key=DRUG\nx", &mut set);
    assert!(words.contains("are the digits"), "{words}");

    let (wish, words) = ask("rename=DISEASE\nILLNESS", &mut set);
    assert_eq!(wish, labels::Wish::See, "a preview comes first");
    assert!(
        words.contains("DISEASE becomes ILLNESS, and so do 3 marks in 1 document"),
        "{words}"
    );
    let (wish, _) = ask("do", &mut set);
    let labels::Wish::Change { from, to, set: new } = wish else {
        panic!("{wish:?}");
    };
    assert_eq!(Some(from), Label::parse("DISEASE"));
    assert_eq!(to, Label::parse("ILLNESS"));
    assert_eq!((new.own.len(), new.own[0].name.as_str()), (2, "ILLNESS"));
    // Into a label that there is.
    ask("rename=DISEASE\nORG", &mut set);
    let (wish, _) = ask("do", &mut set);
    assert!(matches!(wish, labels::Wish::Change { to: Some(_), set, .. } if set.own.len() == 1));
    // To what it is called already is no change.
    ask("rename=DISEASE\nDISEASE", &mut set);
    assert_eq!(ask("do", &mut set).0, labels::Wish::See);
    // Or not at all.
    ask("delete=DISEASE", &mut set);
    ask("keep", &mut set);
    assert_eq!(ask("do", &mut set).0, labels::Wish::See);
    ask("delete=DISEASE", &mut set);
    let (wish, _) = ask("do", &mut set);
    assert!(matches!(wish, labels::Wish::Change { to: None, set, .. } if set.own.len() == 1));
}

#[test]
fn guidelines_become_plain_elements() {
    let check = |source: &str, expect: &str| {
        let html = guide::markdown(source).to_html();
        let inner = html.strip_prefix("<div class=\"guidelines\" dir=\"auto\">");
        assert_eq!(
            inner.and_then(|inner| inner.strip_suffix("</div>")),
            Some(expect),
            "{html}"
        );
    };
    check(
        "# A\n\nb *c* **d**",
        "<h3>A</h3><p>b <em>c</em> <b>d</b></p>",
    );
    check("- a\n- b", "<ul><li>a</li><li>b</li></ul>");
    check(
        "[a](https://x.org)",
        "<p><a target=\"_blank\" rel=\"noopener\" href=\"https://x.org\">a</a></p>",
    );
    // What could do harm is text.
    check("[a](javascript:alert(1))", "<p><span>a</span></p>");
    check("a <b>c</b>", "<p>a &lt;b&gt;c&lt;/b&gt;</p>");
    check("![a](https://x.org/a.png)", "<p><span>a</span></p>");
    let deep = ">".repeat(5000) + " a";
    let sheet = guide::markdown(&deep);
    assert!(sheet.descendants().len() < 100);
    assert_eq!(sheet.text_content(), "a");
}

fn press(key: &str, shift: bool) -> KeyPress {
    KeyPress {
        key: key.to_owned(),
        modifiers: Modifiers {
            shift,
            ..Modifiers::default()
        },
        place: Place::Elsewhere,
    }
}

#[test]
fn keys_are_changed_switched_off_and_brought_back() {
    let mut query = keys::Query::default();
    let mut settings = Settings::default();
    let page = |settings: &Settings| {
        let mut page = Page::with_sentence();
        let keys = settings.keys.clone();
        page.worker(Response::Settled {
            style: String::new(),
            keys,
        });
        page
    };
    let usual = page(&settings).app.command(&press("x", false));
    assert!(usual.is_some());

    query.ask("set=0x\ny", &mut settings);
    assert_eq!(query.said, "");
    let changed = page(&settings);
    assert_eq!(changed.app.command(&press("y", false)), usual);
    assert_eq!(changed.app.command(&press("x", false)), None);
    assert_eq!(keys::pressed("0x", &settings.keys), ["0y"]);

    // A key that is taken is named, and nothing changes.
    let before = settings.keys.clone();
    query.ask("set=0x\na", &mut settings);
    assert!(
        query.said.contains("A is taken: it is for “accept"),
        "{}",
        query.said
    );
    query.ask("set=0x\nab", &mut settings);
    assert!(query.said.contains("is no key"), "{}", query.said);
    assert_eq!(settings.keys, before);

    // Letters of any script, small and capital.
    for (written, pressed) in [("É", press("É", true)), ("é", press("é", false))] {
        let mut settings = Settings::default();
        query.ask(&format!("set=0x\n{written}"), &mut settings);
        assert_eq!(page(&settings).app.command(&pressed), usual, "{written}");
    }

    // What was switched off makes room.
    query.ask("off=0a", &mut settings);
    query.ask("set=0x\na", &mut settings);
    assert_eq!(query.said, "");
    let changed = page(&settings);
    assert_eq!(changed.app.command(&press("a", false)), usual);
    query.ask("all usual", &mut settings);
    assert_eq!(settings.keys, []);

    query.ask("no letters", &mut settings);
    let silent = page(&settings);
    for key in ["x", "a", "?", "1", "/"] {
        assert_eq!(silent.app.command(&press(key, false)), None, "{key}");
    }
    assert_eq!(silent.app.command(&press("A", true)), None);
    assert!(silent.app.command(&press("Escape", false)).is_some());
    query.ask("usual=0x", &mut settings);
    assert_eq!(page(&settings).app.command(&press("x", false)), usual);
}

#[test]
fn a_label_is_given_by_the_key_that_is_pressed_for_it() {
    let mut page = Page::with_sentence();
    page.worker(Response::Settled {
        style: String::new(),
        keys: vec![("0z".to_owned(), "01".to_owned())],
    });
    page.key("j", Place::Elsewhere);
    let effects = page.key("z", Place::Elsewhere);
    let asked = |effect: &Effect| match effect {
        Effect::Post(Request::Hand { words, .. }) => Some(words.clone()),
        _ => None,
    };
    let asked: Vec<String> = effects.iter().filter_map(asked).collect();
    assert_eq!(asked, ["key=1"]);
}

#[test]
fn the_page_is_told_how_own_labels_look() {
    let mut page = Page::with_sentence();
    let style = settings().labels.style();
    let effects = page.worker(Response::Settled {
        style: style.clone(),
        keys: Vec::new(),
    });
    assert!(effects.contains(&Effect::Style(style)));
}

#[test]
fn what_the_engine_is_not_sure_of_can_be_hidden() {
    let mut page = Page::with_sentence();
    let shown = |page: &mut Page| {
        let view = page.view();
        let marks = view.descendants().into_iter();
        marks
            .filter(|element| element.tag == "mark" && element.attribute("data-begins").is_some())
            .count()
    };
    let all = shown(&mut page);
    let least = |page: &mut Page, percent: &str| {
        let intake = Intake {
            text: percent.to_owned(),
            ..Intake::default()
        };
        let field = Field::Least;
        page.send(Msg::Changed { field, intake });
        page.words("legend")
    };
    // Claims of 0.7 go, names of 0.9 stay.
    let words = least(&mut page, "85");
    let hidden = all - shown(&mut page);
    assert!(hidden > 0);
    assert!(words.contains(" hidden"), "{words}");
    let marks = page.app.work().document().len();
    assert!(least(&mut page, "100").contains(&format!("{marks} hidden")));
    assert_eq!(shown(&mut page), 0);
    // What a person decided on is never hidden.
    least(&mut page, "");
    page.command(Command::NextMark);
    page.command(Command::Accept);
    page.key("Escape", Place::Article);
    let words = least(&mut page, "100");
    assert!(words.contains(&format!("{} hidden", marks - 1)), "{words}");
    assert_eq!(shown(&mut page), 1);
    least(&mut page, "");
    assert_eq!(shown(&mut page), all);
    assert_eq!(page.app.work().text(), SENTENCE);
}

#[test]
fn the_ledger_tells_precision_and_recall() {
    let judged: Judged = serde_json::from_value(serde_json::json!([
        ["entity", "ORG", {"right": 3, "wrong": 1, "missed": 2, "open": 5}],
        ["entity", "DISEASE", {"right": 0, "wrong": 0, "missed": 1, "open": 0}],
        ["cue", "modal", {"right": 1, "wrong": 0, "missed": 0, "open": 0}],
    ]))
    .expect("counts");
    let mut head = Head { judged, ..head() };
    let sheet = |head: &Head| ledger::view(&[head], ledger::Of::Document, Some("d1"));
    let rows = |sheet: &Element| -> Vec<String> {
        let rows = sheet
            .descendants()
            .into_iter()
            .filter(|element| element.tag == "tr");
        rows.map(|row| {
            let cells = row.children.iter().filter_map(|cell| cell.element());
            cells
                .map(Element::text_content)
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect()
    };
    let before = rows(&sheet(&head));
    assert!(
        before.contains(&"Organisation | 3 | 1 | 0 | 5 | 75 % | –".to_owned()),
        "{before:?}"
    );
    head.state = State::Complete;
    let after = rows(&sheet(&head));
    assert!(
        after.contains(&"Organisation | 3 | 1 | 2 | 5 | 75 % | 60 %".to_owned()),
        "{after:?}"
    );
    assert!(
        after.contains(&"DISEASE | 0 | 0 | 1 | 0 | – | 0 %".to_owned()),
        "{after:?}"
    );
    assert!(
        after.contains(&"All | 3 | 1 | 3 | 5 | 75 % | 50 %".to_owned()),
        "{after:?}"
    );
    assert_eq!(Counts::default().precision(), None);
}

#[test]
fn what_is_said_of_a_document_is_asked_by_its_id() {
    let mut head = head();
    for (words, expect) in [
        ("title=d1\nA day", "A day"),
        ("url=d1\nhttps://x.org", "https://x.org"),
        ("date=d1\n2026-11-03", "2026-11-03"),
        ("licence=d1\nCC BY", "CC BY"),
        ("note=d1\nline=1\nline 2", "line=1\nline 2"),
    ] {
        let (id, change) = about::ask(words).expect("it is understood");
        assert_eq!(id, "d1");
        change(&mut head);
        let Head {
            title, meta, note, ..
        } = &head;
        let all = [title, &meta.url, &meta.date, &meta.licence, note];
        assert!(all.into_iter().any(|said| said == expect), "{all:?}");
    }
    assert!(head.named);
    // Who takes the title away has the text's own again.
    let (_, change) = about::ask("title=d1\n ").expect("it is understood");
    change(&mut head);
    assert!(!head.named);
    for words in ["", "d1", "colour=d1\nred", "title=d1"] {
        assert!(about::ask(words).is_none(), "{words}");
    }
}
