//! A page as plain data: views build it, tests read it, `web::patch` writes it to the browser.

use super::app::{Field, Msg};
use std::borrow::Cow;
use std::ops::Deref;
use std::rc::Rc;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    Text(Cow<'static, str>),
    Element(Element),
    /// A subtree that is kept from view to view: the same pointer means nothing changed.
    Shared(Rc<Element>),
}

/// An element. It is a pointer, since views hand elements on at every step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Element(Box<Parts>);

/// What an element is made of. Attributes hold what the HTML text would say, properties what
/// only the live element knows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    pub tag: &'static str,
    /// Tells siblings apart when their order changes. Of siblings either all have one or none.
    pub key: Option<Rc<str>>,
    pub attributes: Vec<(&'static str, Cow<'static, str>)>,
    pub properties: Vec<Property>,
    pub on: Vec<On>,
    pub children: Vec<Node>,
}

impl Deref for Element {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// State of a live element that no attribute sets.
#[derive(Debug, Clone, PartialEq)]
pub enum Property {
    Checked(bool),
    /// Written only when it is another one than before and differs from what the element holds,
    /// so that the caret stays; and never to a line that somebody writes in.
    Value(Rc<str>),
    /// `<dialog>` only: shown as a modal dialog or closed.
    Open(bool),
    /// What is in it is always the same and stands in `index.html`: no view says it.
    Standing,
}

/// What an element does with an event. Events are heard at the root and handed to the nearest
/// element on the way up from the target that answers them.
#[derive(Debug, Clone, PartialEq)]
pub enum On {
    Click(Msg),
    /// Every change of a field's value: [`Msg::Changed`] with the new one.
    Input(Field),
    /// A finished change of a select: [`Msg::Changed`] with its value.
    Change(Field),
    /// A `<dialog>` was closed by the browser (Escape).
    Close(Msg),
}

/// An empty element with its fixed attributes, as a selector says them:
/// `button.primary#export[type=button]`.
pub fn el(selector: &'static str) -> Element {
    let mut element = Element::default();
    let (tag, mut rest) = name(selector);
    element.0.tag = tag;
    while let Some((mark, behind)) = rest.split_at_checked(1) {
        let (part, next) = match mark {
            "[" => behind.split_once(']').unwrap_or((behind, "")),
            _ => name(behind),
        };
        let (name, value) = match mark {
            "." => ("class", part),
            "#" => ("id", part),
            _ => part.split_once('=').unwrap_or((part, "")),
        };
        element.0.attributes.push((name, Cow::Borrowed(value)));
        rest = next;
    }
    element
}

/// The name that a part of a selector begins with, and what is behind it.
fn name(part: &'static str) -> (&'static str, &'static str) {
    let end = part.find(['.', '#', '[']).unwrap_or(part.len());
    part.split_at_checked(end).unwrap_or((part, ""))
}

/// A text node.
pub fn text(text: impl Into<Cow<'static, str>>) -> Node {
    Node::Text(text.into())
}

impl Node {
    pub fn element(&self) -> Option<&Element> {
        match self {
            Self::Text(_) => None,
            Self::Element(element) => Some(element),
            Self::Shared(element) => Some(element),
        }
    }

    /// The words of a text node.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Element(_) | Self::Shared(_) => None,
        }
    }
}

impl Element {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        (self.attributes.iter())
            .find(|(given, _)| *given == name)
            .map(|(_, value)| &**value)
    }

    pub fn key(mut self, key: impl Into<Rc<str>>) -> Self {
        self.0.key = Some(key.into());
        self
    }

    pub fn attr(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.with_attribute(name, value.into())
    }

    pub fn class(self, class: impl Into<Cow<'static, str>>) -> Self {
        self.with_attribute("class", class.into())
    }

    pub fn property(mut self, property: Property) -> Self {
        self.0.properties.push(property);
        self
    }

    pub fn standing(self) -> Self {
        self.property(Property::Standing)
    }

    pub fn on(mut self, on: On) -> Self {
        self.0.on.push(on);
        self
    }

    pub fn child(self, child: impl Into<Node>) -> Self {
        self.with_child(child.into())
    }

    pub fn children<N: Into<Node>>(mut self, children: impl IntoIterator<Item = N>) -> Self {
        for child in children {
            self = self.with_child(child.into());
        }
        self
    }

    // Views are hundreds of calls to these: were they not kept out of line, the page's program
    // would grow by a tenth.

    #[inline(never)]
    fn with_attribute(mut self, name: &'static str, value: Cow<'static, str>) -> Self {
        self.0.attributes.push((name, value));
        self
    }

    #[inline(never)]
    fn with_child(mut self, child: Node) -> Self {
        self.0.children.push(child);
        self
    }

    pub fn text(self, content: impl Into<Cow<'static, str>>) -> Self {
        self.child(text(content))
    }
}

impl From<Element> for Node {
    fn from(element: Element) -> Self {
        Self::Element(element)
    }
}

impl From<Rc<Element>> for Node {
    fn from(element: Rc<Element>) -> Self {
        Self::Shared(element)
    }
}

/// Elements that have no content and no end tag.
const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta"];

/// Says in HTML text where something stands in `index.html`.
pub const STANDING: &str = "<!-- standing -->";

impl Element {
    /// The element as HTML text, for tests and for pages without a script. Properties that an
    /// attribute can say are said.
    pub fn to_html(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        out.push('<');
        out.push_str(self.tag);
        for (name, value) in &self.attributes {
            write_attribute(out, name, value);
        }
        let mut content = "";
        for property in &self.properties {
            match property {
                Property::Checked(true) => write_attribute(out, "checked", ""),
                Property::Open(true) => write_attribute(out, "open", ""),
                Property::Value(value) if self.tag == "textarea" => content = value,
                Property::Value(value) if self.tag == "input" => {
                    write_attribute(out, "value", value);
                }
                Property::Checked(false)
                | Property::Open(false)
                | Property::Value(_)
                | Property::Standing => {}
            }
        }
        out.push('>');
        if self.properties.contains(&Property::Standing) {
            out.push_str(STANDING);
        }
        escape(out, content);
        for child in &self.children {
            match child {
                Node::Text(text) => escape(out, text),
                Node::Element(element) => element.write(out),
                Node::Shared(element) => element.write(out),
            }
        }
        if !VOID.contains(&self.tag) {
            out.push_str("</");
            out.push_str(self.tag);
            out.push('>');
        }
    }

    /// All text inside, as it would be copied.
    pub fn text_content(&self) -> String {
        fn collect(node: &Node, out: &mut String) {
            match node.element() {
                Some(element) => element
                    .children
                    .iter()
                    .for_each(|child| collect(child, out)),
                None => out.push_str(node.text().unwrap_or_default()),
            }
        }
        let mut out = String::new();
        self.children
            .iter()
            .for_each(|child| collect(child, &mut out));
        out
    }

    /// This element and all below it, from the top.
    pub fn descendants(&self) -> Vec<&Element> {
        let mut all = vec![self];
        let mut next = 0;
        while let Some(element) = all.get(next) {
            next += 1;
            let children = element.children.iter().filter_map(Node::element);
            all.splice(next..next, children);
        }
        all
    }
}

fn write_attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    if !value.is_empty() {
        out.push_str("=\"");
        escape(out, value);
        out.push('"');
    }
}

fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
