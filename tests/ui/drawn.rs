//! Sheets on their way from the worker to the page.

use hedgerow::annotation::Id;
use hedgerow::ui::app::{Field, Msg};
use hedgerow::ui::drawn::{Only, read, write};
use hedgerow::ui::html::{Element, On, Property, el};
use hedgerow::ui::keymap::Command;

fn sheet() -> Element {
    let go = Msg::Go {
        document: "d1".into(),
        id: Id::from("c3"),
    };
    let address = "order=doubt\nholder=a & b";
    el("div.sheet")
        .child(el("h4[dir=auto]").text("Ada <Holm>"))
        .child(
            el("ol").child(
                el("li").key("c3").child(
                    el("button[type=button]")
                        .attr("aria-label", "a\nb")
                        .on(On::Click(go))
                        .text("one")
                        .text(""),
                ),
            ),
        )
        .child(el("button").on(On::Click(Msg::Show(address.into()))))
        .child(
            el("select")
                .property(Property::Value(address.into()))
                .on(On::Change(Field::Sheet))
                .child(el("option").attr("value", address).text("…")),
        )
}

#[test]
fn a_sheet_is_read_as_it_was_written() {
    let only = Only {
        words: "Only these.".to_owned(),
        claims: vec![
            ("d1".into(), vec![Id::from("c1"), Id::from("c12")]),
            ("d2".into(), Vec::new()),
        ],
    };
    for only in [None, Some(only)] {
        let drawn = read(&write(&sheet(), only.as_ref()));
        assert_eq!(drawn.tree, Some(sheet()));
        assert_eq!(drawn.only, only);
    }
}

#[test]
fn a_text_cannot_pretend_to_be_a_part() {
    let evil = "a\u{1f})\u{1f}(p\u{1e}b";
    let drawn = read(&write(&el("p").text(evil), None));
    assert_eq!(drawn.tree, Some(el("p").text("a ) (p b")));
}

#[test]
fn a_sheet_that_breaks_off_is_none() {
    let whole = write(&sheet(), None);
    for (end, _) in whole.char_indices() {
        assert_eq!(read(&whole[..end]).tree, None, "{end}");
    }
    assert_eq!(read(")\u{1f}A\u{1f}-\u{1f}C").tree, None);
}

#[test]
#[should_panic(expected = "is nothing for a sheet")]
fn what_a_sheet_cannot_ask_for_does_not_travel() {
    write(&el("button").on(On::Click(Msg::Do(Command::Undo))), None);
}
