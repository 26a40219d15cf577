//! The browser's selection in the article: read, written and moved; and what lies over the text,
//! put where it belongs.
//!
//! Knows where text stands on the screen. Must not know what is done with a selection.
//!
//! A place is told by group, block and UTF-16 units of the block's text ([`Spot`]): marks may
//! come and go, and cut the text into other nodes, while it stays the same.

use super::effects::bring_into_view;
use super::{document, window};
use crate::ui::app::{Grip, Msg};
use crate::ui::caret::{Overlay, Spot};
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomRect, Element, Event, HtmlElement, Node, PointerEvent, Range, Selection};

/// How far what is offered stays from the selection and from the window's edges, in pixels.
const APART: f64 = 8.0;
/// How far above what one takes hold of the text is, in pixels.
const ABOVE: f64 = 6.0;

/// How far a line between two parts of a claim goes out of its way, in pixels.
const BOW: i32 = 10;
/// The stretches of the claim that is lit up, and those that are cues.
const PARTS: &str = "#article [data-part]";
const CUE: &str = "#article [data-part][data-kind=cue]";

/// From where to where the selection is, if it is in the article.
pub fn read() -> Option<(Spot, Spot)> {
    let selection = selection()?;
    let anchor = spot(selection.anchor_node()?, selection.anchor_offset())?;
    Some((
        anchor,
        spot(selection.focus_node()?, selection.focus_offset())?,
    ))
}

/// Makes it another one.
pub fn write(from: Spot, to: Spot) {
    if let (Some(selection), Some((anchor, at)), Some((focus, end))) =
        (selection(), node(from), node(to))
    {
        let _ = selection.set_base_and_extent(&anchor, at, &focus, end);
    }
}

/// Takes it out of the article.
pub fn clear() {
    if let Some(selection) = selection() {
        let _ = selection.remove_all_ranges();
    }
}

/// Moves its end, or all of it, by a direction and a granularity.
pub fn step(extend: bool, how: &str) {
    let alter = if extend { "extend" } else { "move" };
    if let (Some(selection), Some((direction, by))) = (selection(), how.split_once(' ')) {
        let before = read();
        let _ = selection.modify(alter, direction, by);
        // It does not leave the article.
        if let (Some((from, to)), None) = (before, read()) {
            write(from, to);
        }
    }
}

fn selection() -> Option<Selection> {
    window().get_selection().ok()?
}

fn spot(node: Node, offset: u32) -> Option<Spot> {
    let element = match node.dyn_ref::<Element>() {
        Some(element) => element.clone(),
        None => node.parent_element()?,
    };
    let block = element.closest("#article p").ok()??;
    let range = Range::new().ok()?;
    range.set_start(&block, 0).ok()?;
    range.set_end(&node, offset).ok()?;
    Some(Spot {
        group: place(&block.parent_element()?),
        block: place(&block),
        units: range.to_string().length(),
    })
}

/// How many elements stand before one.
fn place(element: &Element) -> u32 {
    let mut before = 0;
    let mut next = element.previous_element_sibling();
    while let Some(element) = next {
        before += 1;
        next = element.previous_element_sibling();
    }
    before
}

/// The text node of a place, and how far in it that is.
fn node(spot: Spot) -> Option<(Node, u32)> {
    let selector = format!(
        "#article > :nth-child({}) > :nth-child({})",
        spot.group + 1,
        spot.block + 1
    );
    let mut node: Node = document().query_selector(&selector).ok()??.into();
    let mut left = spot.units;
    while node.node_type() != Node::TEXT_NODE {
        let mut child = node.first_child()?;
        loop {
            let length = child.text_content()?.encode_utf16().count() as u32;
            if left <= length {
                break;
            }
            left -= length;
            child = child.next_sibling()?;
        }
        node = child;
    }
    Some((node, left))
}

/// Puts what lies over the text where it belongs; a caret that was moved is brought into view.
pub fn lay(overlay: &Overlay, moved: bool) -> Option<()> {
    tie();
    overlay.caret.or(overlay.mark)?;
    let origin = element("overlay")?.get_bounding_client_rect();
    let put = |element: &HtmlElement, left: f64, top: f64| {
        set(element, "left", left - origin.left());
        set(element, "top", top - origin.top());
    };
    if let Some((first, last)) = overlay.mark.and_then(rects) {
        put(&element("grip-start")?, first.left(), first.bottom());
        put(&element("grip-end")?, last.right(), last.bottom());
    }
    let (anchor, focus) = overlay.caret?;
    let caret = element("caret")?;
    let (at, _) = rects((focus, focus))?;
    put(&caret, at.left(), at.top());
    set(&caret, "height", at.height());
    let picker = element("picker")?;
    let (first, last) = rects((anchor, focus))?;
    let size = picker.get_bounding_client_rect();
    // A bar to scroll with is no part of the page.
    let right = element("app")?.get_bounding_client_rect().right() - size.width() - APART;
    let below = last.bottom() + APART;
    let above = first.top() - size.height() - APART;
    let height = window().inner_height().ok()?.as_f64()?;
    let fits = below + size.height() < height || above < 0.0;
    let top = if fits { below } else { above };
    put(&picker, last.left().min(right).max(APART), top);
    if moved {
        bring_into_view(&caret);
    }
    Some(())
}

/// Ties the parts of the claim that is lit up to the first of its cues.
fn tie() -> Option<()> {
    let line = document().query_selector("#links path").ok()??;
    let parts = document().query_selector_all(PARTS).ok()?;
    let cue = document().query_selector(CUE).ok()?;
    let mut path = String::new();
    if let (Some(cue), 2..) = (cue, parts.length()) {
        let origin = line.parent_element()?.get_bounding_client_rect();
        let (left, top) = (origin.left(), origin.top());
        let place = |rect: DomRect| {
            [rect.left() - left, rect.top() - top, rect.bottom() - top].map(|at| at as i32)
        };
        let [x, top, bottom] = place(cue.get_bounding_client_rect());
        for at in 0..parts.length() {
            let part: Element = parts.item(at)?.unchecked_into();
            let [to, above, below] = place(part.get_client_rects().item(0)?);
            // Out of the gap beside a line, and into the one that is nearest.
            let (start, bow, end) = if below < top {
                (top, -BOW, below)
            } else {
                (bottom, BOW, if above > bottom { above } else { below })
            };
            path += &format!("M{x} {start}v{bow}H{to}V{end}");
        }
    }
    line.set_attribute("d", &path).ok()
}

/// Where a stretch of the text begins and ends on the screen.
fn rects((a, b): (Spot, Spot)) -> Option<(DomRect, DomRect)> {
    let range = Range::new().ok()?;
    let ((start, at), (end, to)) = (node(a.min(b))?, node(a.max(b))?);
    range.set_start(&start, at).ok()?;
    range.set_end(&end, to).ok()?;
    let rects = range.get_client_rects()?;
    let last = rects.length().checked_sub(1);
    Some(match last {
        Some(last) => (rects.item(0)?, rects.item(last)?),
        None => (
            range.get_bounding_client_rect(),
            range.get_bounding_client_rect(),
        ),
    })
}

fn element(id: &str) -> Option<HtmlElement> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// The style sheet knows the rest.
fn set(element: &HtmlElement, name: &str, pixels: f64) {
    // Whole pixels: to write a fraction takes ten kilobytes of program.
    let pixels = format!("{}px", pixels.round() as i32);
    let _ = element.style().set_property(name, &pixels);
}

/// What the person has taken hold of.
#[derive(Debug)]
pub struct Held {
    /// How far above the pointer the text is.
    above: f64,
}

/// What the pointer does with an end of a mark.
pub fn pull(event: &Event, held: &mut Option<Held>) -> Option<Msg> {
    let pointer: &PointerEvent = event.unchecked_ref();
    match event.type_().as_str() {
        "pointerdown" => {
            let grip: HtmlElement = event.target()?.dyn_into().ok()?;
            let _ = grip.set_pointer_capture(pointer.pointer_id());
            let top = grip.get_bounding_client_rect().top();
            let above = f64::from(pointer.client_y()) - top + ABOVE;
            *held = Some(Held { above });
            Some(Msg::Grip(match grip.id().as_str() {
                "grip-start" => Grip::Start,
                _ => Grip::End,
            }))
        }
        "pointermove" => {
            let y = f64::from(pointer.client_y()) - held.as_ref()?.above;
            let (node, offset) = text_at(f64::from(pointer.client_x()), y)?;
            spot(node.clone(), offset)?;
            let _ = selection()?.extend_with_offset(&node, offset);
            None
        }
        "pointerup" => {
            held.take()?;
            let exact = pointer.alt_key();
            Some(Msg::Grip(Grip::Here { exact }))
        }
        _ => {
            held.take()?;
            Some(Msg::Grip(Grip::Off))
        }
    }
}

/// The place in the text at a point, by what the browser has for it.
fn text_at(x: f64, y: f64) -> Option<(Node, u32)> {
    const WAYS: [[&str; 3]; 2] = [
        ["caretPositionFromPoint", "offsetNode", "offset"],
        ["caretRangeFromPoint", "startContainer", "startOffset"],
    ];
    let document: JsValue = document().into();
    let get = |of: &JsValue, name: &str| Reflect::get(of, &name.into()).ok();
    for [way, node, offset] in WAYS {
        let way = get(&document, way).and_then(|way| way.dyn_into::<Function>().ok());
        if let Some(way) = way {
            let at = way.call2(&document, &x.into(), &y.into()).ok()?;
            let node = get(&at, node)?.dyn_into().ok()?;
            return Some((node, get(&at, offset)?.as_f64()? as u32));
        }
    }
    None
}
