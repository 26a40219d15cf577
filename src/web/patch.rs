//! Writes views to the browser's tree; nothing else does.
//!
//! Knows [`crate::ui::html`] and the DOM. Must not know what any element means.
//!
//! **Invariant:** beside each node of the view stands the browser's node that was made for it.
//! Nodes that others put into the page (extensions, translators) are neither looked at nor
//! counted.

use crate::ui::html::{Element, Node, On, Property};
use js_sys::Reflect;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};

/// A view as it stands in the browser.
#[derive(Debug)]
pub struct Mounted {
    view: Element,
    live: Live,
}

/// The browser's node for one node of the view, and the same for its children.
#[derive(Debug)]
struct Live {
    node: web_sys::Node,
    children: Vec<Live>,
}

impl Mounted {
    /// Makes `root` say what `view` says. Elements that stand there already are kept where tag
    /// and `id` agree, so that a text field from the page's HTML keeps its text and its focus.
    pub fn new(root: web_sys::Element, view: Element) -> Self {
        let live = mount(root, &view);
        Self { view, live }
    }

    /// Changes what differs between the last view and this one.
    pub fn patch(&mut self, view: Element) {
        patch(&mut self.live, &self.view, &view);
        self.view = view;
    }

    /// What the nearest element on the way up from `target` answers; `pick` chooses among its
    /// answers. Outside of the view nothing does.
    pub fn answer<T>(
        &self,
        target: &web_sys::Node,
        mut pick: impl FnMut(&On) -> Option<T>,
    ) -> Option<T> {
        let mut way = Vec::new();
        let mut node = target.clone();
        while node != self.live.node {
            let parent = node.parent_node()?;
            way.push(std::mem::replace(&mut node, parent));
        }
        node_path(&self.view, &self.live, way)
            .into_iter()
            .rev()
            .find_map(|element| element.on.iter().find_map(&mut pick))
    }
}

/// The elements of the view on the way down to a node, as far as they are ours. `way` leads
/// from the node up to the root, without the root.
fn node_path<'a>(
    mut element: &'a Element,
    mut live: &'a Live,
    way: Vec<web_sys::Node>,
) -> Vec<&'a Element> {
    let mut path = vec![element];
    for step in way.iter().rev() {
        let Some(at) = live.children.iter().position(|child| child.node == *step) else {
            break;
        };
        let Some(child) = element.children[at].element() else {
            break;
        };
        (element, live) = (child, &live.children[at]);
        path.push(element);
    }
    path
}

/// Makes `dom` say what `view` says, out of what it holds already where that fits.
fn mount(dom: web_sys::Element, view: &Element) -> Live {
    for (name, value) in &view.attributes {
        set_attribute(&dom, name, value);
    }
    let mut standing = dom.first_child();
    let mut children = Vec::with_capacity(view.children.len());
    for child in &view.children {
        let live = match (child.element(), child.text()) {
            (Some(element), _) => match fitting(standing.as_ref(), element) {
                Some(found) => {
                    remove_range(&dom, standing, Some(&found));
                    standing = found.next_sibling();
                    mount(found, element)
                }
                None => insert(&dom, create(&dom, child), standing.as_ref()),
            },
            _ => insert(&dom, create(&dom, child), standing.as_ref()),
        };
        children.push(live);
    }
    if !view.properties.contains(&Property::Standing) {
        remove_range(&dom, standing, None);
    }
    for property in &view.properties {
        set_property(&dom, property);
    }
    let node = dom.into();
    Live { node, children }
}

/// The first of the siblings from `standing` on that can become `element`.
fn fitting(standing: Option<&web_sys::Node>, element: &Element) -> Option<web_sys::Element> {
    let mut next = standing.cloned();
    while let Some(node) = next {
        next = node.next_sibling();
        if let Ok(found) = node.dyn_into::<web_sys::Element>()
            && found.local_name() == element.tag
            && found.get_attribute("id").as_deref() == element.attribute("id")
        {
            return Some(found);
        }
    }
    None
}

fn create(parent: &web_sys::Element, node: &Node) -> Live {
    let document = parent.owner_document().expect("an element has a document");
    match node.element() {
        Some(element) => {
            let Ok(dom) = document.create_element(element.tag) else {
                unreachable!("tags are names");
            };
            mount(dom, element)
        }
        None => Live {
            node: document
                .create_text_node(node.text().unwrap_or_default())
                .into(),
            children: Vec::new(),
        },
    }
}

fn insert(parent: &web_sys::Node, live: Live, before: Option<&web_sys::Node>) -> Live {
    place(parent, &live, before);
    live
}

fn place(parent: &web_sys::Node, live: &Live, before: Option<&web_sys::Node>) {
    // A foreign script may have taken `before` away; then the end is as good a place.
    let before = before.filter(|node| node.parent_node().as_ref() == Some(parent));
    let _ = parent.insert_before(&live.node, before);
}

fn remove_range(
    parent: &web_sys::Node,
    mut from: Option<web_sys::Node>,
    end: Option<&web_sys::Element>,
) {
    while let Some(node) = from.filter(|node| end.is_none_or(|end| **end != *node)) {
        from = node.next_sibling();
        let _ = parent.remove_child(&node);
    }
}

fn patch(live: &mut Live, old: &Element, new: &Element) {
    let dom: &web_sys::Element = live.node.unchecked_ref();
    if old.attributes != new.attributes {
        for (name, _) in &old.attributes {
            if new.attribute(name).is_none() {
                let _ = dom.remove_attribute(name);
            }
        }
        for (name, value) in &new.attributes {
            if old.attribute(name) != Some(value) {
                set_attribute(dom, name, value);
            }
        }
    }
    patch_children(
        &dom.clone(),
        &mut live.children,
        &old.children,
        &new.children,
    );
    for property in &new.properties {
        if !old.properties.contains(property) {
            set_property(live.node.unchecked_ref(), property);
        }
    }
}

/// Whether the browser's node for `old` can become the one for `new`.
fn fits(old: &Node, new: &Node) -> bool {
    match (old.element(), new.element()) {
        (Some(old), Some(new)) => old.tag == new.tag && old.key == new.key,
        (None, None) => true,
        _ => false,
    }
}

fn patch_node(live: &mut Live, old: &Node, new: &Node) {
    match (old, new) {
        (Node::Shared(old), Node::Shared(new)) if Rc::ptr_eq(old, new) => {}
        _ => match (old.element(), new.element()) {
            (Some(old), Some(new)) => patch(live, old, new),
            _ if old.text() != new.text() => live.node.set_node_value(new.text()),
            _ => {}
        },
    }
}

fn patch_children(parent: &web_sys::Element, live: &mut Vec<Live>, old: &[Node], new: &[Node]) {
    let head = old
        .iter()
        .zip(new)
        .take_while(|(old, new)| fits(old, new))
        .count();
    let (old_rest, new_rest) = (&old[head..], &new[head..]);
    let tail = (old_rest.iter().rev().zip(new_rest.iter().rev()))
        .take_while(|(old, new)| fits(old, new))
        .count();
    let old_middle = head..old.len() - tail;
    let new_middle = head..new.len() - tail;

    for at in 0..head {
        patch_node(&mut live[at], &old[at], &new[at]);
    }
    for back in 1..=tail {
        let at = live.len() - back;
        patch_node(
            &mut live[at],
            &old[old.len() - back],
            &new[new.len() - back],
        );
    }
    if old_middle.is_empty() && new_middle.is_empty() {
        return;
    }

    let behind = live.split_off(old_middle.end);
    let after = behind.first().map(|live| live.node.clone());
    let before = live.split_off(head).into_iter();
    let mut before: Vec<Option<Live>> = before.map(Some).collect();
    let origins = origins(&old[old_middle.clone()], &new[new_middle.clone()]);
    let mut middle: Vec<Live> = Vec::with_capacity(new_middle.len());
    // The one that holds the focus stays in its place, for moving it would take the focus away.
    let focus = parent
        .owner_document()
        .and_then(|document| document.active_element());
    let mut fixed = None;
    for (at, origin) in origins.into_iter().enumerate() {
        let node = &new[new_middle.start + at];
        let kept = origin.and_then(|from| Some((from, before[from].take()?)));
        middle.push(match kept {
            Some((from, mut live)) => {
                patch_node(&mut live, &old[old_middle.start + from], node);
                if focus
                    .as_ref()
                    .is_some_and(|focus| live.node.contains(Some(focus)))
                {
                    fixed = Some(at);
                }
                live
            }
            None => create(parent, node),
        });
    }
    for gone in before.into_iter().flatten() {
        if gone.node.parent_node().as_ref() == Some(parent) {
            let _ = parent.remove_child(&gone.node);
        }
    }
    arrange(
        parent,
        &middle,
        fixed.unwrap_or(middle.len()),
        after.as_ref(),
    );
    live.extend(middle);
    live.extend(behind);
}

/// For each new node the old one that it is made from: by key, and without keys by place.
fn origins(old: &[Node], new: &[Node]) -> Vec<Option<usize>> {
    // What has a key is looked for behind what was found last, since most keep their order.
    let mut last = 0;
    (new.iter().enumerate())
        .map(|(at, node)| {
            let keyed = node.element().is_some_and(|element| element.key.is_some());
            let mut places = match keyed {
                true => (last..old.len()).chain(0..last),
                false => (at..old.len().min(at + 1)).chain(0..0),
            };
            let found = places.find(|&place| fits(&old[place], node));
            last = found.unwrap_or(last);
            found
        })
        .collect()
}

/// Puts the nodes in order before `after`; the one at `fixed` is not moved.
fn arrange(parent: &web_sys::Node, nodes: &[Live], fixed: usize, after: Option<&web_sys::Node>) {
    let (front, back) = nodes.split_at(fixed);
    let mut next = after.cloned();
    for live in back.iter().skip(1).rev() {
        next = Some(settle(parent, live, next));
    }
    let mut next = back.first().map(|live| live.node.clone()).or(next);
    for live in front.iter().rev() {
        next = Some(settle(parent, live, next));
    }
}

/// Puts one node before `next` unless it is there, and returns it.
fn settle(parent: &web_sys::Node, live: &Live, next: Option<web_sys::Node>) -> web_sys::Node {
    let there = live.node.parent_node().as_ref() == Some(parent);
    if !there || live.node.next_sibling() != next {
        place(parent, live, next.as_ref());
    }
    live.node.clone()
}

fn set_attribute(dom: &web_sys::Element, name: &str, value: &str) {
    if dom.set_attribute(name, value).is_err() {
        unreachable!("attribute names are names");
    }
}

fn set_property(dom: &web_sys::Element, property: &Property) {
    match property {
        Property::Checked(checked) => {
            dom.unchecked_ref::<web_sys::HtmlInputElement>()
                .set_checked(*checked);
        }
        Property::Value(value) => set_value(dom, value),
        Property::Standing => {}
        Property::Open(open) => {
            let dialog: &web_sys::HtmlDialogElement = dom.unchecked_ref();
            match (dialog.open(), open) {
                (false, true) => {
                    let _ = dialog.show_modal();
                }
                (true, false) => dialog.close(),
                _ => {}
            }
        }
    }
}

/// The value of a text field or a select.
fn set_value(field: &web_sys::Element, value: &str) {
    // Who writes in a line may be further by now than what is said of it.
    if field.tag_name() == "INPUT" && super::document().active_element().as_ref() == Some(field) {
        return;
    }
    let standing = Reflect::get(field, &JsValue::from_str("value"));
    // Writing moves the caret to the end, even where nothing changes.
    if standing.ok() != Some(JsValue::from_str(value)) {
        // Selects have it under the same name.
        (field.unchecked_ref::<web_sys::HtmlTextAreaElement>()).set_value(value);
    }
}
