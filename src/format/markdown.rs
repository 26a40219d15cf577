//! Articles in Markdown, as the text that a reader sees.
//!
//! Knows which marks are of the text and which are of its look. Must not know the file system.

use super::html::Page;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// Reads a file: a paragraph for each block, and the first heading of the first level for the
/// title.
pub fn read(source: &str) -> Page {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut text = String::new();
    let mut title: Option<String> = None;
    // Where a title begins that is being read.
    let mut begun = None;
    // How deep one is in what is no text: pictures, and what stands before the text.
    let mut aside = 0;
    let mut lists: Vec<Option<u64>> = Vec::new();
    // Where the text of a point in a list begins.
    let mut point = None;
    for event in Parser::new_ext(source, options) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_) | Tag::HtmlBlock) => aside += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock) => aside -= 1,
            _ if aside > 0 => {}
            Event::Start(Tag::List(start)) => {
                begin(&mut text, if lists.is_empty() { 2 } else { 1 });
                lists.push(start);
            }
            Event::End(TagEnd::List(_)) => drop(lists.pop()),
            Event::Start(Tag::Item) => {
                begin(&mut text, 1);
                text.push_str(&match lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                });
                point = Some(text.len());
            }
            // It stands on the line of the point's mark.
            Event::Start(Tag::Paragraph) if point == Some(text.len()) => {}
            Event::Start(Tag::Heading { level, .. }) => {
                begin(&mut text, 2);
                let is_title = level == HeadingLevel::H1 && title.is_none();
                begun = is_title.then_some(text.len());
            }
            Event::End(TagEnd::Heading(_)) => {
                title = title.or_else(|| Some(text.get(begun.take()?..)?.trim().to_owned()));
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::Table(_)) => {
                begin(&mut text, 2);
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => begin(&mut text, 1),
            Event::Start(Tag::TableCell) if !text.is_empty() && !text.ends_with('\n') => {
                text.push('\t');
            }
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    Page { title, text }
}

/// Ends the line, and has at least as many line ends stand there as are wanted.
fn begin(text: &mut String, lines: usize) {
    let end = text.trim_end().len();
    let there = text[end..].matches('\n').count();
    text.truncate(end);
    if !text.is_empty() {
        text.push_str(&"\n".repeat(lines.max(there)));
    }
}
