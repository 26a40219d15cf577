//! Text on its way in.

use hedgerow::format::intake::Contents;
use hedgerow::web::files::from_bytes;
use hedgerow::web::intake::{foreign_line_ends, from_field, from_js};
use js_sys::JsString;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;

/// A JavaScript string of these UTF-16 units comes in as `expect`.
fn check_js(units: &[u16], expect: &str, line_ends: u32, replaced: u32) {
    let js = JsString::from_char_code(units);
    let intake = from_js(&js);
    assert_eq!(
        (intake.text.as_str(), intake.line_ends, intake.replaced),
        (expect, line_ends, replaced)
    );

    // A field changes the line ends itself, and keeps the rest.
    let document = web_sys::window().unwrap().document().unwrap();
    let field: web_sys::HtmlTextAreaElement = document
        .create_element("textarea")
        .unwrap()
        .unchecked_into();
    js_sys::Reflect::set(&field, &"value".into(), &js).unwrap();
    let intake = from_field(&field);
    assert_eq!(
        (intake.text.as_str(), intake.line_ends, intake.replaced),
        (expect, 0, replaced)
    );
}

#[wasm_bindgen_test]
fn strings() {
    let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    check_js(&[], "", 0, 0);
    check_js(&units("a\nb"), "a\nb", 0, 0);
    check_js(&units("a\r\nb\rc\r\r\n"), "a\nb\nc\n\n", 4, 0);
    check_js(
        &units("\u{1F469}\u{200D}\u{1F680} e\u{301} \u{5E9}"),
        "\u{1F469}\u{200D}\u{1F680} e\u{301} \u{5E9}",
        0,
        0,
    );
    check_js(
        &units("\u{0}\u{1}\u{7F}\u{85}"),
        "\u{0}\u{1}\u{7F}\u{85}",
        0,
        0,
    );
    check_js(&[0xD83D], "\u{FFFD}", 0, 1);
    check_js(&[0xDE80, 0xD83D], "\u{FFFD}\u{FFFD}", 0, 2);
    check_js(
        &[0x61, 0xD83D, 0x62, 0xD83D, 0xDE80, 0xDE80],
        "a\u{FFFD}b\u{1F680}\u{FFFD}",
        0,
        2,
    );
    // One that was there before was not put there by anybody.
    check_js(&[0xFFFD, 0xD83D], "\u{FFFD}\u{FFFD}", 0, 1);
}

#[wasm_bindgen_test]
fn line_ends() {
    for (text, count) in [
        ("", 0),
        ("\n", 0),
        ("\r", 1),
        ("\r\n", 1),
        ("\r\r\n\n\r", 3),
    ] {
        assert_eq!(foreign_line_ends(text), count, "{text:?}");
    }
}

fn check_bytes(bytes: &[u8], expect: Result<(&str, u32, u32, Option<&str>), &str>) {
    let got = from_bytes(bytes);
    let got = got.as_ref().map(|intake| {
        let Contents {
            text,
            line_ends,
            replaced,
            encoding,
        } = intake;
        (text.as_str(), *line_ends, *replaced, *encoding)
    });
    assert_eq!(
        got,
        expect.map_err(String::from).as_ref().copied(),
        "{bytes:x?}"
    );
}

#[wasm_bindgen_test]
fn files() {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    check_bytes(b"", Ok(("", 0, 0, None)));
    check_bytes(b"plain\n", Ok(("plain\n", 0, 0, None)));
    check_bytes(b"a\r\nb\rc\n", Ok(("a\nb\nc\n", 2, 0, None)));
    check_bytes(
        "caf\u{e9} \u{1F680}".as_bytes(),
        Ok(("caf\u{e9} \u{1F680}", 0, 0, None)),
    );
    check_bytes(
        "\u{FEFF}caf\u{e9}".as_bytes(),
        Ok(("caf\u{e9}", 0, 0, None)),
    );
    check_bytes(
        &utf16("\u{FEFF}caf\u{e9}", u16::to_le_bytes),
        Ok(("caf\u{e9}", 0, 0, Some("utf-16le"))),
    );
    check_bytes(
        &utf16("\u{FEFF}caf\u{e9}", u16::to_be_bytes),
        Ok(("caf\u{e9}", 0, 0, Some("utf-16be"))),
    );
    check_bytes(
        &utf16("no mark", u16::to_le_bytes),
        Ok(("no mark", 0, 0, Some("utf-16le"))),
    );
    check_bytes(
        &utf16("no mark", u16::to_be_bytes),
        Ok(("no mark", 0, 0, Some("utf-16be"))),
    );
    check_bytes(
        b"\xFF\xFEa\0\x3D\xD8b\0",
        Ok(("a\u{FFFD}b", 0, 1, Some("utf-16le"))),
    );
    check_bytes(
        b"caf\xE9 \x93so\x94",
        Ok(("caf\u{e9} \u{201C}so\u{201D}", 0, 0, Some("windows-1252"))),
    );
    check_bytes(
        b"\xC3\xA9t\xC3\xA9 \xFF",
        Ok(("\u{e9}t\u{e9} \u{FFFD}", 0, 1, None)),
    );
    check_bytes(
        b"one \0 zero among letters",
        Ok(("one \0 zero among letters", 0, 0, None)),
    );
    check_bytes(b"%PDF-1.7 ...", Err("it is a PDF, not plain text"));
    check_bytes(
        b"PK\x03\x04....",
        Err("it is a Word document or another zip archive, not plain text"),
    );
    check_bytes(&[0; 64], Err("it is not a text file"));
    check_bytes(&[7, 3, 1, 2, 9, 4, 200, 17], Err("it is not a text file"));
}
