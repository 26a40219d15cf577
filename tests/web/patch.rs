//! Views in the browser's tree.

use hedgerow::ui::app::{Field, Msg};
use hedgerow::ui::html::{Element, Node, On, Property, el, text};
use hedgerow::web::patch::Mounted;
use std::rc::Rc;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{HtmlElement, HtmlTextAreaElement};

fn document() -> web_sys::Document {
    web_sys::window().unwrap().document().unwrap()
}

/// A root in the page, so that what is in it can have the focus.
fn root(tag: &str) -> web_sys::Element {
    let root = document().create_element(tag).unwrap();
    document().body().unwrap().append_child(&root).unwrap();
    root
}

/// Whether the browser's node says what the view says, node by node.
fn says(node: &web_sys::Node, view: &Node) -> Result<(), String> {
    let Some(view) = view.element() else {
        return match node.node_type() == web_sys::Node::TEXT_NODE
            && node.text_content().as_deref() == view.text()
        {
            true => Ok(()),
            false => Err(format!("{view:?} is {:?}", node.text_content())),
        };
    };
    let dom: &web_sys::Element = node.dyn_ref().ok_or(format!("{view:?} is no element"))?;
    let names = dom.get_attribute_names();
    let attributes_agree = names.length() as usize == view.attributes.len()
        && (view.attributes.iter())
            .all(|(name, value)| dom.get_attribute(name).as_deref() == Some(value));
    let children = dom.child_nodes();
    if dom.local_name() != view.tag
        || !attributes_agree
        || children.length() as usize != view.children.len()
    {
        return Err(format!("{view:?}\nis {}", dom.outer_html()));
    }
    (view.children.iter().enumerate())
        .try_for_each(|(at, child)| says(&children.item(at as u32).unwrap(), child))
}

/// Shows one view after the other and looks whether the last one stands.
fn check(views: impl IntoIterator<Item = Element>) {
    let mut views = views.into_iter();
    let first = views.next().unwrap();
    let root = root(first.tag);
    let mut mounted = Mounted::new(root.clone(), first.clone());
    says(&root, &first.into()).unwrap();
    for view in views {
        mounted.patch(view.clone());
        says(&root, &view.into()).unwrap();
    }
    root.remove();
}

fn p(words: &str) -> Element {
    el("p").text(words.to_owned())
}

/// A list whose items have keys; each can have the focus.
fn list(keys: &[u32]) -> Element {
    el("ul").children(keys.iter().map(|key| {
        el("li")
            .key(key.to_string())
            .attr("tabindex", "-1")
            .text(format!("item {key}"))
    }))
}

/// Small numbers that look random and are the same at every run.
struct Numbers(u32);

impl Numbers {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.0 >> 16) % end
    }

    /// Some of the numbers below `end`, in any order.
    fn some(&mut self, end: u32) -> Vec<u32> {
        let mut out = Vec::new();
        for number in 0..end {
            if self.below(3) > 0 {
                let at = self.below(out.len() as u32 + 1);
                out.insert(at as usize, number);
            }
        }
        out
    }
}

#[wasm_bindgen_test]
fn views_follow_each_other() {
    let div = || el("div");
    check([div()]);
    check([div(), div().text("a"), div()]);
    check([
        div().text("a").text("b"),
        div().text("ab"),
        div().text("").text("a"),
    ]);
    check([
        div().text("a").child(p("b")).text("c"),
        div().child(p("b")).text("c"),
    ]);
    check([
        div().child(p("b")).text("c"),
        div().text("a").child(p("b")).text("d"),
    ]);
    check([
        div().attr("id", "x").class("y"),
        div().class("z").attr("lang", "en"),
        div(),
    ]);
    check([div().child(el("p")), div().child(el("ul")), div().text("p")]);
    check([
        div().child(Rc::new(p("a"))),
        div().child(p("b")),
        div().child(Rc::new(p("c"))),
    ]);
    check([
        div().child(list(&[1, 2])),
        div().child(list(&[2, 1, 3])),
        div().child(list(&[])),
    ]);
    check([div().text("a < b & c \u{0}\u{202e}\u{1F469}\u{200D}\u{1F680}")]);
}

#[wasm_bindgen_test]
fn trees_of_any_shape_follow_each_other() {
    fn tree(numbers: &mut Numbers, depth: u32) -> Element {
        let mut element = el(["div", "p", "span"][numbers.below(3) as usize]);
        if numbers.below(2) == 0 {
            element = element.class(format!("c{}", numbers.below(3)));
        }
        for _ in 0..numbers.below(4) {
            element = match (depth, numbers.below(4)) {
                (0, _) | (_, 0) => element.text(format!("t{}", numbers.below(3))),
                (_, 1) => element.child(Rc::new(tree(numbers, depth - 1))),
                _ => element.child(tree(numbers, depth - 1)),
            };
        }
        element
    }
    let mut numbers = Numbers(3);
    for _ in 0..100 {
        let views: Vec<_> = (0..4)
            .map(|_| el("div").child(tree(&mut numbers, 3)))
            .collect();
        check(views);
    }
}

#[wasm_bindgen_test]
fn a_key_keeps_its_node() {
    let stamp = JsValue::from_str("stamp");
    let mut numbers = Numbers(1);
    let root = root("ul");
    let mut keys = numbers.some(9);
    let mut mounted = Mounted::new(root.clone(), list(&keys));
    for round in 0..300 {
        let items = root.children();
        for (at, key) in keys.iter().enumerate() {
            let item = items.item(at as u32).unwrap();
            js_sys::Reflect::set(&item, &stamp, &(*key).into()).unwrap();
        }
        let new = numbers.some(9);
        mounted.patch(list(&new));
        says(&root, &list(&new).into()).unwrap();
        for (at, key) in new.iter().enumerate() {
            let item = root.children().item(at as u32).unwrap();
            let stamped = js_sys::Reflect::get(&item, &stamp).unwrap().as_f64();
            let expect = keys.contains(key).then_some(f64::from(*key));
            assert_eq!(stamped, expect, "round {round}: {keys:?} to {new:?}");
        }
        keys = new;
    }
    root.remove();
}

#[wasm_bindgen_test]
fn the_focus_stays_whatever_moves_around_it() {
    let mut numbers = Numbers(2);
    for round in 0..200 {
        let root = root("ul");
        let (old, new) = (numbers.some(9), numbers.some(9));
        let mut mounted = Mounted::new(root.clone(), list(&old));
        let both: Vec<_> = old.iter().filter(|key| new.contains(key)).collect();
        if both.is_empty() {
            continue;
        }
        let focus = both[numbers.below(both.len() as u32) as usize];
        let at = old.iter().position(|key| key == focus).unwrap();
        let item: HtmlElement = root.children().item(at as u32).unwrap().unchecked_into();
        item.focus().unwrap();
        let blurred = Rc::new(std::cell::Cell::new(0));
        let count = blurred.clone();
        let listener = gloo::events::EventListener::new(&item, "blur", move |_| count.set(1));
        mounted.patch(list(&new));
        assert_eq!(
            document().active_element(),
            Some(item.into()),
            "round {round}: {old:?} to {new:?}, focus {focus}"
        );
        assert_eq!(blurred.get(), 0);
        drop(listener);
        root.remove();
    }
}

#[wasm_bindgen_test]
fn what_is_shared_is_not_looked_at() {
    let root = root("div");
    let shared = Rc::new(p("a"));
    let mut mounted = Mounted::new(root.clone(), el("div").child(shared.clone()));
    root.first_child()
        .unwrap()
        .set_text_content(Some("by somebody else"));
    mounted.patch(el("div").class("new").child(shared));
    assert_eq!(root.text_content().as_deref(), Some("by somebody else"));
    assert_eq!(root.class_name(), "new");
    root.remove();
}

#[wasm_bindgen_test]
fn what_stood_in_the_html_stays() {
    let root = root("div");
    root.set_inner_html("\n <h1>Old</h1> <label>Text <textarea id=other></textarea><textarea id=text></textarea></label> <p>Gone</p>");
    let field: HtmlTextAreaElement = document()
        .get_element_by_id("text")
        .unwrap()
        .unchecked_into();
    field.set_value("typed before");
    field.focus().unwrap();
    field.set_selection_range(3, 5).unwrap();
    let view = el("div").child(el("h1").text("New")).child(
        el("label")
            .child(text("Article"))
            .child(el("textarea").attr("id", "text")),
    );
    let mut mounted = Mounted::new(root.clone(), view.clone());
    says(&root, &view.clone().into()).unwrap();
    mounted.patch(view);
    let same = document().get_element_by_id("text").unwrap();
    assert!(same.is_same_node(Some(&field)));
    assert_eq!(document().active_element().as_ref(), Some(&same));
    assert_eq!(
        (field.value().as_str(), field.selection_start().unwrap()),
        ("typed before", Some(3))
    );
    root.remove();
}

#[wasm_bindgen_test]
fn what_stands_for_good_is_left_as_it_is() {
    let root = root("div");
    let words = "Read <em>here</em>, by this page.";
    root.set_inner_html(&format!("<p>{words}</p><p>Gone</p>"));
    let view = |hidden: bool| {
        let p = el("p").standing();
        el("div").child(match hidden {
            true => p.attr("hidden", ""),
            false => p,
        })
    };
    let mut mounted = Mounted::new(root.clone(), view(false));
    assert_eq!(root.inner_html(), format!("<p>{words}</p>"));
    mounted.patch(view(true));
    mounted.patch(view(false));
    assert_eq!(root.inner_html(), format!("<p>{words}</p>"));
    root.remove();
}

#[wasm_bindgen_test]
fn values_are_written_only_when_they_differ() {
    let root = root("div");
    let view =
        |value: &str| el("div").child(el("textarea").property(Property::Value(value.into())));
    let mut mounted = Mounted::new(root.clone(), view("one"));
    let field: HtmlTextAreaElement = root.first_child().unwrap().unchecked_into();
    assert_eq!(field.value(), "one");
    field.set_value("one two");
    field.set_selection_range(2, 2).unwrap();
    mounted.patch(view("one two"));
    assert_eq!(field.selection_start().unwrap(), Some(2));
    mounted.patch(view("three"));
    assert_eq!(field.value(), "three");
    root.remove();
}

#[wasm_bindgen_test]
fn a_select_takes_a_value_among_its_new_options() {
    let root = root("div");
    let view = |values: &[&'static str], value: &str| {
        let options = values
            .iter()
            .map(|value| el("option").attr("value", *value));
        el("div").child(
            el("select")
                .children(options)
                .property(Property::Value(value.into())),
        )
    };
    let mut mounted = Mounted::new(root.clone(), view(&["a", "b"], "b"));
    let select: web_sys::HtmlSelectElement = root.first_child().unwrap().unchecked_into();
    assert_eq!(select.value(), "b");
    mounted.patch(view(&["a", "b", "c"], "c"));
    assert_eq!(select.value(), "c");
    root.remove();
}

#[wasm_bindgen_test]
fn boxes_are_checked_and_dialogs_opened() {
    let root = root("div");
    let view = |on: bool| {
        el("div")
            .child(
                el("input")
                    .attr("type", "checkbox")
                    .property(Property::Checked(on)),
            )
            .child(el("dialog").property(Property::Open(on)).child(p("word")))
    };
    let mut mounted = Mounted::new(root.clone(), view(false));
    let box_: web_sys::HtmlInputElement = root.first_child().unwrap().unchecked_into();
    let dialog: web_sys::HtmlDialogElement = root.last_child().unwrap().unchecked_into();
    for on in [false, true, true, false] {
        mounted.patch(view(on));
        assert_eq!((box_.checked(), dialog.open()), (on, on));
    }
    // What the browser did by itself is no reason to fail.
    mounted.patch(view(true));
    dialog.close();
    mounted.patch(view(false));
    mounted.patch(view(true));
    assert!(dialog.open());
    root.remove();
}

/// What a sheet says of a line may be older than what is written in it by now.
#[wasm_bindgen_test]
fn a_line_that_somebody_writes_in_keeps_what_is_written() {
    let root = root("div");
    let view = |value: &str| el("div").child(el("input").property(Property::Value(value.into())));
    let mut mounted = Mounted::new(root.clone(), view(""));
    let field: web_sys::HtmlInputElement = root.first_child().unwrap().unchecked_into();
    field.focus().unwrap();
    field.set_value("abcd");
    mounted.patch(view("ab"));
    assert_eq!(field.value(), "abcd");
    field.blur().unwrap();
    mounted.patch(view("abc"));
    assert_eq!(field.value(), "abc");
    root.remove();
}

/// What the nearest element answers to a click.
fn click(mounted: &Mounted, target: &web_sys::Node) -> Option<u32> {
    mounted.answer(target, |on| match on {
        On::Click(Msg::Waited { ticket }) => Some(*ticket),
        _ => None,
    })
}

fn button(ticket: u32, words: &'static str) -> Element {
    el("button")
        .on(On::Input(Field::Article))
        .on(On::Click(Msg::Waited { ticket }))
        .text(words)
}

#[wasm_bindgen_test]
fn the_nearest_element_answers() {
    let root = root("div");
    let view = |order: &[u32]| {
        let rows = order.iter().map(|&row| {
            (el("p").key(row.to_string()).text("before"))
                .child(Rc::new(button(row, "go").child(el("b").text("!"))))
                .child(el("i").text("after"))
        });
        el("div")
            .on(On::Click(Msg::Waited { ticket: 0 }))
            .children(rows)
    };
    let mut mounted = Mounted::new(root.clone(), view(&[1, 2, 3]));
    mounted.patch(view(&[3, 1, 4]));
    for (at, row) in [3, 1, 4].into_iter().enumerate() {
        let p = root.children().item(at as u32).unwrap();
        let button = p.query_selector("button").unwrap().unwrap();
        let b = p.query_selector("b").unwrap().unwrap();
        let i = p.query_selector("i").unwrap().unwrap();
        assert_eq!(click(&mounted, &button), Some(row));
        assert_eq!(click(&mounted, &b), Some(row));
        assert_eq!(click(&mounted, &b.first_child().unwrap()), Some(row));
        assert_eq!(click(&mounted, &i), Some(0));
        // A node that an extension put in belongs to the element around it.
        let foreign = document().create_element("font").unwrap();
        b.append_child(&foreign).unwrap();
        assert_eq!(click(&mounted, &foreign), Some(row));
    }
    assert_eq!(click(&mounted, &root), Some(0));
    assert_eq!(click(&mounted, &document().body().unwrap()), None);
    root.remove();
}

#[wasm_bindgen_test]
fn nodes_of_others_do_no_harm() {
    let root = root("ul");
    let mut mounted = Mounted::new(root.clone(), list(&[1, 2, 3]));
    let foreign = document().create_element("font").unwrap();
    root.insert_before(&foreign, root.first_child().as_ref())
        .unwrap();
    // One of ours taken away, as a translator does.
    root.last_child()
        .unwrap()
        .unchecked_into::<web_sys::Element>()
        .remove();
    for keys in [&[3, 1, 2][..], &[4, 2], &[2, 3, 4], &[]] {
        mounted.patch(list(keys));
        foreign.remove();
        says(&root, &list(keys).into()).unwrap();
        root.insert_before(&foreign, root.first_child().as_ref())
            .unwrap();
    }
    root.remove();
}
