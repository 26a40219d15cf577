//! Sheets on their way: what the worker drew becomes what the page shows.
//!
//! Knows elements and how they are told one after the other. Must not know what they mean.
//!
//! A sheet is a string of parts, each of which begins with a sign that says what it is. The
//! page has to read it in little code, and reads strings already.

use super::app::{Field, Msg};
use super::html::{Element, Node, On, Property, el};
use super::keymap;
use crate::annotation::Id;
use std::rc::Rc;

/// Stands between parts.
const BETWEEN: char = '\u{1f}';
/// Stands between the two halves of a part.
const WITHIN: char = '\u{1e}';

/// A sheet that has come.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Drawn {
    pub tree: Option<Element>,
    pub only: Option<Only>,
}

/// The claims that the person wants to see and no others.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Only {
    /// Which those are, as a sentence.
    pub words: String,
    /// For each document, by its id: the claims, sorted.
    pub claims: Vec<(Rc<str>, Vec<Id>)>,
}

/// The names of elements and attributes that a sheet may use.
const NAMES: &[&str] = &[
    "a",
    "aria-checked",
    "aria-current",
    "aria-label",
    "aria-labelledby",
    "aria-live",
    "aria-pressed",
    "autofocus",
    "b",
    "blockquote",
    "br",
    "button",
    "class",
    "code",
    "data-kind",
    "data-label",
    "data-state",
    "dd",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "h2",
    "for",
    "h3",
    "h4",
    "hr",
    "href",
    "id",
    "input",
    "kbd",
    "label",
    "li",
    "ol",
    "max",
    "option",
    "p",
    "placeholder",
    "pre",
    "progress",
    "q",
    "rel",
    "role",
    "scope",
    "section",
    "select",
    "span",
    "tabindex",
    "table",
    "target",
    "td",
    "textarea",
    "th",
    "tr",
    "type",
    "ul",
    "value",
];

/// Reads a sheet. Of one that breaks off there is no tree.
pub fn read(sheet: &str) -> Drawn {
    let mut drawn = Drawn::default();
    let mut open: Vec<Element> = Vec::new();
    for part in sheet.split(BETWEEN) {
        let Some((sign, rest)) = part.split_at_checked(1) else {
            continue;
        };
        let (first, second) = rest.split_once(WITHIN).unwrap_or((rest, ""));
        match sign {
            "(" => open.push(el(name(first))),
            "O" => {
                drawn.only = Some(Only {
                    words: first.to_owned(),
                    claims: Vec::new(),
                });
            }
            "D" => {
                if let Some(only) = &mut drawn.only {
                    only.claims.push((first.into(), Vec::new()));
                }
            }
            "C" => {
                if let Some((_, claims)) =
                    drawn.only.as_mut().and_then(|only| only.claims.last_mut())
                {
                    claims.push(first.into());
                }
            }
            _ => {
                let Some(element) = open.pop() else { continue };
                let element = match sign {
                    "A" => element.attr(name(first), second.to_owned()),
                    "K" => element.key(first),
                    "V" => element.property(Property::Value(first.into())),
                    ">" => element.on(On::Click(Msg::Show(first.into()))),
                    "@" => element.on(On::Click(Msg::Go {
                        document: first.into(),
                        id: second.into(),
                    })),
                    "?" => element.on(On::Change(Field::Sheet)),
                    "!" => element.on(On::Click(Msg::Ask(first.into()))),
                    "~" => element.on(On::Input(Field::Ask(first.into()))),
                    "h" => element.on(On::Click(Msg::Hand(first.into()))),
                    "." => match keymap::named(first) {
                        Some(command) => element.on(On::Click(Msg::Do(command))),
                        None => element,
                    },
                    "H" => element.on(On::Change(Field::Hand(first.into()))),
                    ")" => match open.pop() {
                        Some(outer) => outer.child(element),
                        None => {
                            drawn.tree = Some(element);
                            continue;
                        }
                    },
                    _ => element.text(first.to_owned()),
                };
                open.push(element);
            }
        }
    }
    drawn
}

/// The name in our table that is spelled so.
fn name(spelled: &str) -> &'static str {
    let known = NAMES.iter().find(|known| **known == spelled);
    known.copied().unwrap_or("span")
}

/// Tells a sheet.
///
/// # Panics
/// Where an element has a name that is not in the table, or something on it that does not travel.
pub fn write(tree: &Element, only: Option<&Only>) -> String {
    let mut out = String::new();
    if let Some(only) = only {
        part(&mut out, "O", &[&only.words]);
        for (document, claims) in &only.claims {
            part(&mut out, "D", &[document]);
            for id in claims {
                part(&mut out, "C", &[&id.0]);
            }
        }
    }
    write_element(tree, &mut out);
    out
}

fn write_element(element: &Element, out: &mut String) {
    part(out, "(", &[known(element.tag)]);
    if let Some(key) = &element.key {
        part(out, "K", &[key]);
    }
    for (name, value) in &element.attributes {
        part(out, "A", &[known(name), value]);
    }
    for on in &element.on {
        match on {
            On::Click(Msg::Show(address)) => part(out, ">", &[address]),
            On::Click(Msg::Go { document, id }) => part(out, "@", &[document, &id.0]),
            On::Change(Field::Sheet) => part(out, "?", &[]),
            On::Click(Msg::Ask(what)) => part(out, "!", &[what]),
            On::Input(Field::Ask(what)) => part(out, "~", &[what]),
            On::Click(Msg::Hand(what)) => part(out, "h", &[what]),
            On::Change(Field::Hand(what)) => part(out, "H", &[what]),
            // Naming it would bring the words for every message into the worker.
            On::Click(Msg::Do(command)) => match keymap::name(*command) {
                Some(name) => part(out, ".", &[name]),
                None => unreachable!("this answer is nothing for a sheet"),
            },
            _ => unreachable!("this answer is nothing for a sheet"),
        }
    }
    for child in &element.children {
        match child {
            Node::Text(text) => part(out, "-", &[text]),
            Node::Element(element) => write_element(element, out),
            Node::Shared(element) => write_element(element, out),
        }
    }
    for property in &element.properties {
        match property {
            Property::Value(value) => part(out, "V", &[value]),
            Property::Checked(_) | Property::Open(_) | Property::Standing => {
                unreachable!("this property is nothing for a sheet")
            }
        }
    }
    part(out, ")", &[]);
}

fn known(name: &str) -> &str {
    assert!(NAMES.contains(&name), "sheets have no {name}");
    name
}

fn part(out: &mut String, sign: &str, halves: &[&str]) {
    if !out.is_empty() {
        out.push(BETWEEN);
    }
    out.push_str(sign);
    for (at, half) in halves.iter().enumerate() {
        if at > 0 {
            out.push(WITHIN);
        }
        out.push_str(&half.replace([BETWEEN, WITHIN], " "));
    }
}
