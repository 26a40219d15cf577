//! How far a person is with what is shown, how fast that goes, and in which order: a sheet.
//!
//! Runs in the worker. Must not know how any of it is found out.

use super::app::Msg;
use super::html::{Element, On, el};
use super::keymap::Command;
use super::words::grouped;
use crate::project::Reviewed;
use crate::protocol::Order;

pub fn view(reviewed: &Reviewed, order: Order) -> Element {
    let Reviewed {
        decided,
        all,
        a_minute,
    } = *reviewed;
    let mut words = format!(
        "{} of {} decided",
        grouped(decided as usize),
        grouped(all as usize)
    );
    if a_minute > 0 {
        words.push_str(&format!(", {a_minute} a minute"));
    }
    let pressed = (order == Order::Doubt).to_string();
    el("div.review")
        .child(
            el("progress[aria-label=Decided]")
                .attr("max", all.to_string())
                .attr("value", decided.to_string()),
        )
        .child(el("span").text(words))
        .child(
            el("button[type=button]")
                .attr("aria-pressed", pressed)
                .on(On::Click(Msg::Do(Command::ReviewOrder)))
                .text("Least sure first"),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::drawn::{read, write};

    #[test]
    fn the_sheet_says_how_far_and_travels() {
        let mut reviewed = Reviewed {
            decided: 12,
            all: 21_040,
            a_minute: 0,
        };
        let sheet = view(&reviewed, Order::Text);
        assert_eq!(
            sheet.text_content(),
            "12 of 21\u{2009}040 decidedLeast sure first"
        );
        reviewed.a_minute = 18;
        let sheet = view(&reviewed, Order::Doubt);
        assert_eq!(read(&write(&sheet, None)).tree.as_ref(), Some(&sheet));
        let html = sheet.to_html();
        assert!(html.contains("decided, 18 a minute<"), "{html}");
        assert!(html.contains("aria-pressed=\"true\""), "{html}");
    }
}
