//! Scripts and style sheets as they are shipped: without comments and spaces, and the style
//! sheets of the entry as one.
//!
//! Knows how the entry links to a style sheet. Must not know what styles and scripts do.

use crate::site::{ENTRY, Files, extension};
use anyhow::{Context, Result, anyhow, bail};

/// The one sheet, beside those that it is made of, so that what they refer to is still found.
const SHEET: &str = "www/style.css";

/// How a line of the entry links to a style sheet.
const LINK: &str = "<link rel=\"stylesheet\" href=\"./";

/// Joins and minifies what can be.
pub fn shrink(files: &mut Files) -> Result<()> {
    join_sheets(files)?;
    for (path, content) in files {
        let minify = match extension(path) {
            "css" => css,
            "js" => js,
            _ => continue,
        };
        let plain = text(path, content)?;
        let small = minify(plain).map_err(|error| anyhow!("cannot minify {path}: {error}"))?;
        *content = small.into_bytes();
    }
    Ok(())
}

/// Puts one sheet in the place of all that the entry links to: one request instead of many, and
/// what they say alike is packed once. A sheet for some media keeps to these.
fn join_sheets(files: &mut Files) -> Result<()> {
    let entry = files.remove(ENTRY).unwrap_or_default();
    let mut page = String::new();
    let mut sheet = String::new();
    for line in text(ENTRY, &entry)?.split_inclusive('\n') {
        let Some(link) = line.strip_prefix(LINK) else {
            page.push_str(line);
            continue;
        };
        if sheet.is_empty() {
            page.push_str(&format!("{LINK}{SHEET}\">\n"));
        }
        let (path, rest) = link.split_once('"').unwrap_or((link, ""));
        let content = files
            .remove(path)
            .with_context(|| format!("{ENTRY} links to {path}, which is not there"))?;
        let content = text(path, &content)?;
        if folder(path) != folder(SHEET) || content.contains("@import") {
            bail!("{path} cannot be joined with the other style sheets into {SHEET}");
        }
        match rest.trim_end().strip_suffix("\">") {
            None => sheet.push_str(content),
            Some(media) => {
                let media = media.trim_start().trim_start_matches("media=\"");
                sheet.push_str(&format!("@media {media} {{\n{content}\n}}\n"));
            }
        }
    }
    files.insert(ENTRY.into(), page.into_bytes());
    if !sheet.is_empty() {
        files.insert(SHEET.into(), sheet.into_bytes());
    }
    Ok(())
}

fn css(plain: &str) -> Result<String, &'static str> {
    minifier::css::minify(plain).map(|small| small.to_string())
}

fn js(plain: &str) -> Result<String, &'static str> {
    minifier::js::minify(plain).map(|small| small.to_string())
}

fn text<'a>(path: &str, content: &'a [u8]) -> Result<&'a str> {
    str::from_utf8(content).with_context(|| format!("{path} is no UTF-8"))
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::tests::files;

    fn check(input: &[(&str, &str)], expect: &[(&str, &str)]) {
        let mut got = files(input);
        shrink(&mut got).unwrap();
        let got: Vec<_> = got
            .iter()
            .map(|(path, content)| (path.as_str(), str::from_utf8(content).unwrap()))
            .collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn sheets_are_joined_in_their_order() {
        check(
            &[
                (
                    ENTRY,
                    "<head>\n<link rel=\"stylesheet\" href=\"./www/b.css\">\n\
                     <link rel=\"stylesheet\" href=\"./www/a.css\">\n\
                     <link rel=\"stylesheet\" href=\"./www/p.css\" media=\"print\">\n</head>\n",
                ),
                ("www/a.css", "/* One. */\n.x > a {\n  color: red;\n}\n"),
                ("www/b.css", ".y::after { width: calc(1px + 2%); }\n"),
                ("www/p.css", "nav { display: none !important }\n"),
                ("www/lost.txt", "as  it  is"),
            ],
            &[
                (
                    ENTRY,
                    "<head>\n<link rel=\"stylesheet\" href=\"./www/style.css\">\n</head>\n",
                ),
                ("www/lost.txt", "as  it  is"),
                (
                    "www/style.css",
                    ".y::after{width:calc(1px + 2%);}.x>a{color:red;}\
                     @media print{nav{display:none !important}}",
                ),
            ],
        );
    }

    #[test]
    fn scripts_say_the_same_in_less() {
        check(
            &[
                (ENTRY, "<p>"),
                (
                    "www/a.js",
                    "// A word.\nimport init from \"./page.js\";\n\
                     const a = `one  ${ b }  two`; /* no */\nreturn a / 2;\n",
                ),
            ],
            &[
                (ENTRY, "<p>"),
                (
                    "www/a.js",
                    "import init from\"./page.js\";const a=`one  ${ b }  two`;return a/2;",
                ),
            ],
        );
    }

    #[test]
    fn a_sheet_that_cannot_be_joined_is_named() {
        let refused = |sheet: &str, path: &str| {
            let link = format!("{LINK}{path}\">\n");
            let mut files = files(&[(ENTRY, &link), ("www/a.css", sheet), ("b.css", sheet)]);
            shrink(&mut files).unwrap_err().to_string()
        };
        assert!(refused("@import 'c.css';", "www/a.css").contains("www/a.css cannot be joined"));
        assert!(refused("a {}", "b.css").contains("b.css cannot be joined"));
        assert!(refused("a {}", "www/none.css").contains("www/none.css, which is not there"));
    }
}
