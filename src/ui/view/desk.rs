//! Where text comes in: the article field, what is said of it, and what an empty page shows.

use super::button;
use crate::text::Span;
use crate::ui::app::{App, Desk, Drag, Field, Msg};
use crate::ui::desk::SAMPLES;
use crate::ui::html::{Element, Node, On, Property, el, text};
use crate::ui::keymap::Command;
use crate::ui::notice::{Notice, Tone};
use crate::ui::run::Stage;
use crate::ui::segment::{Role, Stretch};
use crate::ui::words;

pub(super) fn view(app: &App) -> Element {
    let drop = match app.drag {
        Drag::Over => "over",
        Drag::Gone => "none",
    };
    let desk = match app.desk {
        Desk::Folded => "folded",
        Desk::Open => "open",
    };
    let field = el("textarea#text[placeholder=Paste a news article here][aria-describedby=promise][spellcheck=false][autocomplete=off]")
        .property(Property::Value(app.field.clone()))
        .on(On::Input(Field::Article));
    el("section#desk[aria-label=Text]")
        .attr("data-desk", desk)
        .attr("data-drop", drop)
        .child(lede(app))
        .child(articles(app))
        .child(
            el("div.head")
                .child(el("label[for=text]").text("Article text"))
                .child(
                    el("p#status[role=status]")
                        .text(app.said.clone()),
                )
                .child(match app.desk {
                    Desk::Folded => button("Edit text", Command::EditText)
                        .attr("id", "fold")
                        .attr("aria-expanded", "false")
                        .attr("aria-controls", "text"),
                    Desk::Open => button("Done", Command::FoldText)
                        .attr("id", "fold")
                        .attr("aria-expanded", "true")
                        .attr("aria-controls", "text"),
                }),
        )
        .child(field)
        .child(
            el("p#promise")
                .text("Paste with Ctrl V, or drop a .txt file anywhere. It is read here, by this page; nothing is sent."),
        )
}

fn lede(app: &App) -> Element {
    let lede = el("p.lede");
    match app.work().text().trim().is_empty() {
        true => lede.text("See whose claims a news article passes on, and how sure they are."),
        false => lede.attr("hidden", ""),
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
    let place = el("section#welcome[aria-label=What this page does]");
    if !app.work().text().trim().is_empty() {
        return place.attr("hidden", "");
    }
    let samples = SAMPLES
        .iter()
        .enumerate()
        .map(|(index, sample)| el("li").child(button(sample.name, Command::Sample(index))));
    place
        .child(
            el("div.try")
                .child(el("h2").text("No article at hand?"))
                .child(el("ul").children(samples)),
        )
        .child(
            el("figure")
                .child(demonstration())
                .child(el("figcaption").children(caption())),
        )
}

fn caption() -> Vec<Node> {
    vec![text(
        "Names are tinted, words that hedge are underlined, and each claim has a bar in the margin that is filled as far as its source is sure.",
    )]
}

const SENTENCE: &str = "According to The Verge, Lumen Labs may host Kite 3 in Oslo.";

/// Its marks: from where to where, what they are, and what stands above them.
const MARKS: &[(Span, Role, &str, &str)] = &[
    (Span::new(0, 12), Role::Cue, "attribution", ""),
    (Span::new(13, 22), Role::Source, "source", ""),
    (Span::new(13, 22), Role::Entity, "ORG", "org"),
    (Span::new(24, 58), Role::Claim, "possible", ""),
    (Span::new(24, 34), Role::Entity, "ORG", "org"),
    (Span::new(35, 38), Role::Cue, "modal", ""),
    (Span::new(44, 50), Role::Entity, "PRODUCT", "product"),
    (Span::new(54, 58), Role::Entity, "GPE", "place"),
];

/// A sentence with its marks, drawn like those of an article.
fn demonstration() -> Element {
    let marks: Vec<super::mark::Drawn> = (MARKS.iter())
        .map(|&(span, role, label, tag)| {
            super::mark::Drawn::example(Stretch { span, role }, label, tag)
        })
        .collect();
    el("p.prose").children(super::mark::pieces(SENTENCE, &marks))
}
