//! Where text comes in: the article field, what is said of it, and what an empty page shows.

use super::button;
use crate::ui::app::{App, Desk, Drag, Field, Msg};
use crate::ui::desk::SAMPLES;
use crate::ui::html::{Element, On, Property, el};
use crate::ui::keymap::Command;
use crate::ui::notice::{Notice, Tone};
use crate::ui::run::Stage;
use crate::ui::words;

/// A field that holds more takes longer to lay out than all else, in bytes: it is shut while
/// nobody is at it.
const LONG: usize = 100_000;

pub(super) fn view(app: &App) -> Element {
    let drop = match app.drag {
        Drag::Over => "over",
        Drag::Gone => "none",
    };
    let (words, command, open, desk) = match app.desk {
        Desk::Open => ("Done", Command::FoldText, "true", "open"),
        Desk::Folded if app.field.len() > LONG => ("Edit text", Command::EditText, "false", "shut"),
        Desk::Folded => ("Edit text", Command::EditText, "false", "folded"),
    };
    let field = el("textarea#text[placeholder=Paste a news article here][aria-describedby=promise][spellcheck=false][autocomplete=off]")
        .property(Property::Value(app.field.clone()))
        .on(On::Input(Field::Article));
    el("section#desk[aria-label=Text]")
        .attr("data-desk", desk)
        .attr("data-drop", drop)
        .child(if_empty(app, el("p.lede").standing()))
        .child(articles(app))
        .child(
            el("div.head")
                .child(el("label[for=text]").standing())
                .child(el("p#status[role=status]").text(app.said.clone()))
                .child(
                    button(words, command)
                        .attr("id", "fold")
                        .attr("aria-expanded", open)
                        .attr("aria-controls", "text"),
                ),
        )
        .child(field)
        .child(el("p#promise").standing())
}

/// Shows or hides what an empty page says.
fn if_empty(app: &App, place: Element) -> Element {
    match app.work().text().trim().is_empty() {
        true => place,
        false => place.attr("hidden", ""),
    }
}

/// The open articles, and a way to one more beside them.
fn articles(app: &App) -> Element {
    let several = app.works.len() > 1;
    let place = el("nav#articles[aria-label=Open articles][tabindex=-1]");
    if !several && app.work().text().trim().is_empty() {
        return place.attr("hidden", "");
    }
    let mut tabs = el("ul");
    for (index, work) in app.works.iter().enumerate().filter(|_| several) {
        let title = work.title();
        let tab = button("", Command::ShowArticle(index))
            .attr("title", title.clone())
            .child(el("span.number").text(words::grouped(index + 1)))
            .child(el("span[dir=auto]").text(title.clone()));
        let tab = match index == app.current {
            true => tab.attr("aria-current", "page"),
            false => tab,
        };
        tabs = tabs.child(
            el("li").key(work.id()).child(tab).child(
                el("button[type=button].dismiss")
                    .attr("aria-label", format!("Close “{title}”"))
                    .on(On::Click(Msg::Do(Command::CloseArticle(index))))
                    .text("×"),
            ),
        );
    }
    (place.child(tabs)).child(button("Open another beside", Command::OpenBeside))
}

pub(super) fn notices(app: &App) -> Element {
    el("ul#notices[aria-live=polite][aria-label=Notes]").children(app.notices().map(notice))
}

fn notice(notice: &Notice) -> Element {
    let (tone, title) = match notice.topic.tone() {
        Tone::Note => ("note", "Note"),
        Tone::Problem => ("problem", "Problem"),
    };
    let item = el("li")
        .key(notice.topic.key())
        .attr("data-tone", tone)
        .child(el("strong").text(title))
        .child(el("span").text(notice.text.clone()));
    let item = match notice.offer {
        Some((words, command)) => item.child(button(words, command)),
        None => item,
    };
    item.child(
        el("button[type=button].dismiss[aria-label=Dismiss this note]")
            .on(On::Click(Msg::Dismiss(notice.topic)))
            .text("×"),
    )
}

pub(super) fn progress(app: &App) -> Element {
    let place = el("div#progress");
    let Stage::Reading { done, total, .. } = app.work().run.stage else {
        return place.attr("hidden", "");
    };
    let bar = el("progress[aria-label=Reading the text]");
    let (bar, words) = match total {
        0 => (bar, "Reading…".to_owned()),
        _ => (
            bar.attr("max", total.to_string())
                .attr("value", done.to_string()),
            format!(
                "{} of {}",
                words::grouped(done as usize),
                words::count(total as usize, "sentence", "sentences")
            ),
        ),
    };
    place.child(bar).child(el("span").text(words))
}

/// What the page is for, until there is an article.
pub(super) fn welcome(app: &App) -> Element {
    let samples = SAMPLES
        .iter()
        .enumerate()
        .map(|(index, sample)| el("li").child(button(sample.name, Command::Sample(index))));
    let samples = (el("div.try").child(el("h2").standing())).child(el("ul").children(samples));
    let place = el("section#welcome[aria-label=What this page does]");
    if_empty(app, place)
        .child(samples)
        .child(el("figure").standing())
}
