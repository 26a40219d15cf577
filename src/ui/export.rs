//! The sheet from which a document is saved or copied.
//!
//! Runs in the worker. Knows what there is to choose. Must not know how a file is written.

use super::app::Msg;
use super::excerpt;
use super::html::{Element, On, el};
use super::keymap::{Command, Style};
use super::paper::{ask, select};
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
    let units = UNITS.iter();
    let units = units.map(|(_, name, words)| ((*name).to_owned(), (*words).to_owned()));
    let chosen = UNITS.iter().find(|(unit, ..)| *unit == chosen);
    let chosen = chosen.map_or("", |(_, name, _)| name);
    let sheet = el("div#export.sheet[aria-label=Export]").child(el("p").text(found));
    let sheet = match read {
        true => sheet,
        false => sheet.child(
            el("p").text("The engine is still reading: the file would hold what was found so far."),
        ),
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
                .child(select("", "export:unit=", chosen, units).attr("id", "unit")),
        )
        .child(el("p.small").text(
            "Hedgerow JSON holds the text, every mark with its offsets and words, your decisions, \
             and the reasons. Before it is written, each span is cut from the text and compared.",
        ))
        .child(
            el("div.buttons")
                .child(ask("export", "download").class("primary").text("Download"))
                .child(ask("export", "copy").text("Copy JSON"))
                .child(copy("Copy claims", Style::Plain))
                .child(copy("Copy claims as Markdown", Style::Markdown)),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Source;
    use crate::ui::drawn::{read, write};
    use crate::ui::html::Property;

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
