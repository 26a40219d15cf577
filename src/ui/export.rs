//! The sheet from which a document is saved or copied.
//!
//! Runs in the worker. Knows what there is to choose. Must not know how a file is written.

use super::app::{Field, Msg};
use super::excerpt;
use super::html::{Element, On, Property, el};
use super::keymap::{Command, Style};
use super::words;
use crate::annotation::{Document, Kind};
use crate::text::Unit;

const UNITS: &[(Unit, &str, &str)] = &[
    (Unit::CodePoint, "codepoint", "Code points (Python)"),
    (Unit::Utf16, "utf16", "UTF-16 units (JavaScript, Java)"),
    (Unit::Byte, "byte", "UTF-8 bytes (Rust, Go)"),
];

/// The unit with this name.
pub fn unit(name: &str) -> Option<Unit> {
    let known = UNITS.iter().find(|(_, known, _)| *known == name);
    known.map(|(unit, ..)| *unit)
}

/// The sheet; `read` says whether the engine has read all of the document.
pub fn view(document: &Document, chosen: Unit, read: bool) -> Element {
    let count = |kind| document.marks().filter(|mark| mark.kind() == kind).count();
    let found = format!(
        "“{}”: {}, {}, {}.",
        excerpt::title(document),
        words::count(count(Kind::Entity), "entity", "entities"),
        words::count(count(Kind::Cue), "cue", "cues"),
        words::count(count(Kind::Claim), "claim", "claims"),
    );
    let units = UNITS
        .iter()
        .map(|(_, name, words)| el("option").attr("value", *name).text(*words));
    let chosen = UNITS.iter().find(|(unit, ..)| *unit == chosen);
    let sheet = el("div#export.sheet[aria-label=Export]").child(el("p").text(found));
    let sheet = match read {
        true => sheet,
        false => sheet.child(
            el("p").text("The engine is still reading: the file would hold what was found so far."),
        ),
    };
    let button = |asks: &'static str, words: &'static str| {
        el("button[type=button]")
            .on(On::Click(Msg::Ask(asks.into())))
            .text(words)
    };
    let copy = |words: &'static str, style| {
        el("button[type=button]")
            .on(On::Click(Msg::Do(Command::CopyClaims(style))))
            .text(words)
    };
    sheet
        .child(
            el("div.field")
                .child(el("label[for=unit]").text("Offsets count"))
                .child(
                    el("select#unit")
                        .on(On::Input(Field::Ask("export:unit=".into())))
                        .property(Property::Value(
                            chosen.map_or("", |(_, name, _)| name).into(),
                        ))
                        .children(units),
                ),
        )
        .child(el("p.small").text(
            "Hedgerow JSON holds the text, every mark with its offsets and words, your decisions, \
             and the reasons. Before it is written, each span is cut from the text and compared.",
        ))
        .child(
            el("div.buttons")
                .child(button("export:download", "Download").class("primary"))
                .child(button("export:copy", "Copy JSON"))
                .child(copy("Copy claims", Style::Plain))
                .child(copy("Copy claims as Markdown", Style::Markdown)),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;
    use crate::ui::drawn::{read, write};

    #[test]
    fn the_sheet_says_what_there_is_and_travels() {
        let document = Document::new("d1", Source::new("Rain in Oslo."));
        let sheet = view(&document, Unit::Utf16, false);
        assert_eq!(read(&write(&sheet, None)).tree.as_ref(), Some(&sheet));
        let words = sheet.text_content();
        assert!(
            words.contains("“Rain in Oslo.”: 0 entities, 0 cues, 0 claims."),
            "{words}"
        );
        assert!(words.contains("still reading"), "{words}");
        let chosen =
            |element: &&Element| (element.properties).contains(&Property::Value("utf16".into()));
        assert_eq!(sheet.descendants().into_iter().filter(chosen).count(), 1);
        for (known, name, _) in UNITS {
            assert_eq!(unit(name), Some(*known));
        }
        assert_eq!(unit("line"), None);
    }
}
