//! The place of the inspector: the sheet of the selected mark, or what to do to have one.

use crate::ui::app::App;
use crate::ui::html::{Node, el};

pub(super) fn view(app: &App) -> Node {
    match &app.inspection.sheet {
        Some(sheet) => sheet.clone().into(),
        None => el("section#inspection[aria-labelledby=inspector][data-state=empty]")
            .child(el("h2#inspector[tabindex=-1]").text("Mark"))
            .child(el("p.none#article-keys").text("Choose a mark to see what it is, how sure that is, and why. In the article, arrow keys go from mark to mark, and I comes here."))
            .into(),
    }
}
